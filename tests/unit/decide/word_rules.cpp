// SPDX-License-Identifier: BSL-1.0
// The rules for 64 patches at once are those for one. What is enumerated here for some scores is proved for all in
// tests/proof/decide/word_rules.cpp.
#include "patchpolicy/decide/word_rules.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/decide/judge.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::platform;
using pp::rule;
using pp::detail::bit_word;
using pp::detail::fact_plane;
using pp::detail::mark_plane;

using bit_word_verdicts = pp::detail::word_verdicts<bit_word>;

namespace {

struct patch_case {
  pp::patch_facts facts;
  bool is_superseded = false;
  bool is_supported = true;  // Linux
};

// Up to 64 of them, in planes.
template <platform Os>
struct word_of_cases {
  std::array<bit_word, fact_plane<Os>::count> facts = {};
  std::array<bit_word, mark_plane::count> marks = {};
  std::size_t count = 0;

  void add(const patch_case& p) {
    using fact = fact_plane<Os>;
    const auto fill = [&](auto& planes, std::size_t plane, bool value) { planes[plane] |= bit_word{value} << count; };
    const auto kind = p.facts.kind;
    auto level = p.facts.severity;
    if (!level && Os != platform::gnu_linux &&
        (kind == pp::patch_kind::security || kind == pp::patch_kind::non_security))
      level = pp::severity_level::unassigned;
    if (level) fill(facts, fact::level + static_cast<std::size_t>(*level), true);
    const bool counts = Os != platform::gnu_linux || p.is_supported;
    fill(facts, fact::security, counts && kind == pp::patch_kind::security);
    if constexpr (Os == platform::gnu_linux) {
      fill(facts, fact::bug_fix, counts && kind == pp::patch_kind::bug_fix);
      fill(facts, fact::enhancement, counts && kind == pp::patch_kind::enhancement);
    } else {
      fill(facts, fact::non_security, kind == pp::patch_kind::non_security);
    }
    if constexpr (Os == platform::windows) {
      fill(facts, fact::exploited, p.facts.exploited);
      fill(facts, fact::preview, p.facts.preview);
      fill(facts, fact::enablement, kind == pp::patch_kind::enablement);
      fill(facts, fact::not_latest, p.is_superseded);
      const unsigned vrr = p.facts.vrr ? p.facts.vrr->count() + 1u : 0;
      const unsigned cvss = p.facts.cvss ? p.facts.cvss->count() + 1u : 0;
      for (std::size_t bit = 0; bit < pp::detail::vrr_bits; ++bit) fill(facts, fact::vrr + bit, vrr >> bit & 1);
      for (std::size_t bit = 0; bit < pp::detail::cvss_bits; ++bit) fill(facts, fact::cvss + bit, cvss >> bit & 1);
    }
    fill(marks, mark_plane::included, p.facts.included_group != pp::no_ordinal);
    fill(marks, mark_plane::excluded, p.facts.excluded_group != pp::no_ordinal);
    fill(marks, mark_plane::listed, p.facts.listed);
    fill(marks, mark_plane::not_admitted, !p.facts.admitted);
    ++count;
  }
};

template <platform Os>
bit_word_verdicts judge_words(const pp::task_rules& task, const word_of_cases<Os>& word) {
  bit_word not_latest = 0;
  if constexpr (Os == platform::windows) not_latest = word.facts[fact_plane<Os>::not_latest];
  return pp::detail::judge_words<Os>(
      pp::detail::masks_of<bit_word>(task), [&](std::size_t plane) { return word.facts[plane]; },
      [&](std::size_t plane) { return word.marks[plane]; }, not_latest);
}

template <platform Os>
pp::verdict judge_one(const pp::task_rules& task, const patch_case& p) {
  if constexpr (Os == platform::windows)
    return pp::judge_windows(task, p.facts, p.is_superseded ? 0 : pp::no_ordinal);
  else if constexpr (Os == platform::mac)
    return pp::judge_mac(task, p.facts);
  else
    return pp::judge_linux(task, p.facts, p.is_supported);
}

pp::rule_set rules_at(const bit_word_verdicts& v, std::size_t bit) {
  pp::rule_set found;
  for (std::size_t r = 0; r < pp::enum_size<rule>; ++r)
    if ((v.rules[r] >> bit & 1) != 0) found.insert(static_cast<rule>(r));
  return found;
}

std::string names_of(pp::rule_set rules) {
  std::string names;
  for (const rule r : rules) names += ' ' + std::string(pp::name_of(r));
  return names;
}

// Judges each patch under each task, in words and by itself.
template <platform Os>
void agree(const std::vector<pp::task_rules>& tasks, const std::vector<patch_case>& patches) {
  std::vector<word_of_cases<Os>> words;
  for (const patch_case& p : patches) {
    if (words.empty() || words.back().count == 64) words.emplace_back();
    words.back().add(p);
  }
  std::size_t wrong = 0;
  for (std::size_t t = 0; t < tasks.size(); ++t)
    for (std::size_t w = 0; w < words.size(); ++w) {
      const bit_word_verdicts found = judge_words(tasks[t], words[w]);
      for (std::size_t bit = 0; bit < words[w].count; ++bit) {
        const pp::verdict expected = judge_one<Os>(tasks[t], patches[w * 64 + bit]);
        const pp::rule_set rules = rules_at(found, bit);
        if (rules == expected.rules() && (found.deploys >> bit & 1) == expected.deploys()) continue;
        INFO("task " << t << ", patch " << w * 64 + bit << ": expected" << names_of(expected.rules()) << ", found"
                     << names_of(rules));
        if (++wrong < 10) CHECK(false);
      }
    }
  CHECK(wrong == 0);
}

std::optional<pp::patch_kind> kind_or_none(std::size_t i) {
  if (i == pp::enum_size<pp::patch_kind>) return std::nullopt;
  return static_cast<pp::patch_kind>(i);
}
std::optional<pp::severity_level> level_or_none(std::size_t i) {
  if (i == pp::enum_size<pp::severity_level>) return std::nullopt;
  return static_cast<pp::severity_level>(i);
}

// Every kind with every level, with whatever else Mac and Linux look at.
std::vector<patch_case> every_kind_and_level() {
  std::vector<patch_case> patches;
  for (std::size_t i = 0; i < 6 * 6 * 4; ++i) {
    patch_case p;
    p.facts.kind = kind_or_none(i % 6);
    p.facts.severity = level_or_none(i / 6 % 6);
    p.facts.included_group = i / 36 % 2 != 0 ? 0 : pp::no_ordinal;
    p.is_supported = i / 72 != 0;
    patches.push_back(p);
  }
  return patches;
}

pp::flag_set<pp::severity_level> levels_in(unsigned bits) {
  pp::flag_set<pp::severity_level> levels;
  for (std::size_t i = 0; i < pp::enum_size<pp::severity_level>; ++i)
    if ((bits >> i & 1) != 0) levels.insert(static_cast<pp::severity_level>(i));
  return levels;
}

pp::vrr_score vrr(int hundredths) { return pp::vrr_score::of_hundredths(hundredths).value(); }
pp::cvss_score cvss(int tenths) { return pp::cvss_score::of_tenths(tenths).value(); }

// Counts what is done to it.
struct counting_word {
  static inline std::size_t operations = 0;
  friend counting_word operator&(counting_word, counting_word) { return ++operations, counting_word(); }
  friend counting_word operator|(counting_word, counting_word) { return ++operations, counting_word(); }
  friend counting_word operator~(counting_word) { return ++operations, counting_word(); }
};

template <platform Os>
std::size_t operations_of_rules() {
  const pp::detail::task_masks<counting_word> masks;
  const auto any = [](std::size_t) { return counting_word(); };
  counting_word::operations = 0;
  pp::detail::judge_words<Os>(masks, any, any, counting_word());
  return counting_word::operations;
}

}  // namespace

TEST_CASE("Windows in words: every way in which the clauses of the rules can meet") {
  std::vector<patch_case> patches;
  for (const auto patch_kind : {kind_or_none(0), kind_or_none(1), kind_or_none(2), kind_or_none(4), kind_or_none(5)})
    for (unsigned i = 0; i < 128 * 3 * 3; ++i) {
      patch_case p;
      p.facts.kind = patch_kind;
      p.facts.severity = pp::severity_level::critical;
      p.facts.exploited = (i & 1) != 0;
      p.facts.preview = (i & 2) != 0;
      p.facts.listed = (i & 4) != 0;
      p.facts.admitted = (i & 8) != 0;
      if ((i & 16) != 0) p.facts.included_group = 0;
      if ((i & 32) != 0) p.facts.excluded_group = 0;
      p.is_superseded = (i & 64) != 0;
      if (const int score = static_cast<int>(i / 128 % 3); score != 0) p.facts.vrr = vrr(498 + score);
      if (const int score = static_cast<int>(i / 128 / 3); score != 0) p.facts.cvss = cvss(88 + score);
      patches.push_back(p);
    }
  std::vector<pp::task_rules> tasks;
  for (unsigned i = 0; i < 64; ++i) {
    pp::task_rules task;
    task.enabled = (i & 1) != 0;
    if ((i & 2) != 0) task.previews = pp::preview_patches::visible;
    task.risk.exploited = (i & 4) != 0;
    if ((i & 8) != 0) task.risk.vrr_at_least = vrr(500);
    if ((i & 16) != 0) task.risk.cvss_at_least = pp::cvss_threshold::of_tenths(90).value();
    if ((i & 32) != 0) task.severity = {levels_in(1), levels_in(1), true, true};
    tasks.push_back(task);
  }
  agree<platform::windows>(tasks, patches);
}

TEST_CASE("Windows and Mac in words: every kind and level with every set of ticks (rule D6)") {
  std::vector<pp::task_rules> tasks;
  for (unsigned bits = 0; bits < 1024; ++bits) {
    pp::task_rules task;
    task.enabled = bits % 3 != 0;
    task.severity = {levels_in(bits % 32), levels_in(bits / 32), bits % 2 == 0, bits % 5 == 0};
    tasks.push_back(task);
  }
  agree<platform::windows>(tasks, every_kind_and_level());
  agree<platform::mac>(tasks, every_kind_and_level());
}

TEST_CASE("Linux in words: every kind and level with every set of ticks (rule D6)") {
  std::vector<pp::task_rules> tasks;
  for (unsigned bits = 0; bits < 512; ++bits) {
    pp::task_rules task;
    task.enabled = (bits & 128) != 0;
    task.all_missing = (bits & 256) != 0;
    task.severity = {levels_in(bits % 32), {}, (bits & 32) != 0, (bits & 64) != 0};
    tasks.push_back(task);
  }
  agree<platform::gnu_linux>(tasks, every_kind_and_level());
}

TEST_CASE("in words, every score meets every threshold (rule D5)") {
  std::vector<patch_case> patches(1);  // without scores
  std::vector<pp::task_rules> tasks(1);
  for (int score = 0; score <= 1000; ++score) patches.emplace_back().facts.vrr = vrr(score);
  for (int score = 0; score <= 1000; ++score) tasks.emplace_back().risk.vrr_at_least = vrr(score);
  for (int score = 0; score <= 100; ++score) patches.emplace_back().facts.cvss = cvss(score);
  for (int score = 1; score <= 100; ++score)
    tasks.emplace_back().risk.cvss_at_least = pp::cvss_threshold::of_tenths(score).value();
  for (pp::task_rules& task : tasks) task.enabled = true;
  agree<platform::windows>(tasks, patches);
}

TEST_CASE("the rules for a word of patches take no more operations than they did") {
  CHECK(operations_of_rules<platform::windows>() <= 125);
  CHECK(operations_of_rules<platform::mac>() <= 25);
  CHECK(operations_of_rules<platform::gnu_linux>() <= 20);
}
