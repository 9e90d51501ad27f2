// SPDX-License-Identifier: BSL-1.0
// What validation finds, with and without groups, catalog and zone.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "answers.hpp"
#include "cases.hpp"
#include "support/field_values.hpp"
#include "zones.hpp"

namespace everywhere {

inline void add_findings(answers& out, const std::vector<pp::finding>& findings) {
  for (const pp::finding& f : findings) {
    std::string text;
    pp::append_finding_line(text, f);
    out.add(text);
  }
  out.add(pp::has_errors(findings) ? "errors" : "no errors");
}

inline void answer_findings(answers& out) {
  for_each_case(1, 150, out, [&](const read_case& c) {
    add_findings(out, pp::validate(c.config, {&c.groups, &c.catalog}));
    if (c.texts.seed % 8 != 0) return;
    naive::random_numbers numbers(c.texts.seed);
    const pp::sys_seconds after = instant(naive::between(numbers, 0, 4'102'444'800));
    add_findings(out, pp::validate(c.config, {}, after, random_zone(numbers, out).zone));
  });
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    naive::random_numbers numbers(seed);
    add_findings(out, pp::validate(tests::random_configuration(numbers)));
  }
}

}  // namespace everywhere
