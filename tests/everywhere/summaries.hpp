// SPDX-License-Identifier: BSL-1.0
// What configurations mean in words, in both languages and all renderings; and what an edit changes.
#pragma once

#include <cstdint>
#include <string>

#include "answers.hpp"
#include "cases.hpp"
#include "support/field_values.hpp"
#include "support/hostile_texts.hpp"
#include "zones.hpp"

namespace everywhere {

inline constexpr const pp::language* languages[] = {&pp::english, &pp::dutch};

inline void add_summary(answers& out, const pp::summary& s) {
  for (const pp::language* words : languages) {
    out.add(pp::to_text(s, *words));
    out.add(pp::to_markdown(s, *words));
    out.add(pp::to_html(s, *words));
    out.add(pp::write_summary(s, *words));
  }
}

inline void add_changes(answers& out, const pp::configuration& before, const pp::configuration& after) {
  const auto changes = pp::diff(before, after);
  for (const pp::field_change& change : changes) {
    std::string text;
    pp::append_change_line(text, change);
    out.add(text);
  }
  for (const pp::language* words : languages)
    for (const auto& said : pp::say(before, after, *words)) {
      for (const auto& sentence : said.before) out.add(sentence);
      for (const auto& sentence : said.after) out.add(sentence);
    }
  const auto applied = pp::apply(before, changes);
  out.add(applied ? (*applied == after ? "" : "another one") : applied.error());
}

inline void answer_summaries(answers& out) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::configuration config = tests::random_configuration(numbers);
    const pp::configuration edited = tests::random_configuration(numbers);
    add_summary(out, pp::summarize(config));
    if (seed % 4 == 0) {
      const asked_zone asked = random_zone(numbers, out);
      add_summary(out, pp::summarize(config, {}, instant(asked.centers.back()), asked.zone));
    }
    add_changes(out, config, edited);
  }
  for_each_case(1, 40, out, [&](const read_case& c) {
    add_summary(out, pp::summarize(c.config, {&c.groups, &c.catalog}));
    pp::configuration without = c.config;
    without.scan_preview_patches = !without.scan_preview_patches;
    without.windows.routine_maintenance.deploy.severity.reset();
    for (const pp::patch_change& change : pp::diff_deployment(c.config, without, c.catalog, c.groups)) {
      std::string text;
      pp::append_change_line(text, change);
      out.add(text);
      for (const pp::language* words : languages) out.add(pp::to_text(change, *words));
    }
  });
  for (const std::string& text : tests::hostile_texts()) add_summary(out, pp::summarize(tests::with_texts(text)));
}

}  // namespace everywhere
