// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/judge.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

// Counts through combinations: takes so many choices off a number.
class choices {
 public:
  explicit choices(std::uint64_t number) : rest_(number) {}
  std::uint64_t of(std::uint64_t count) {
    const std::uint64_t choice = rest_ % count;
    rest_ /= count;
    return choice;
  }
  bool flip() { return of(2) == 1; }
  bool none_left() const { return rest_ == 0; }

 private:
  std::uint64_t rest_;
};

pp::vrr_score vrr(int hundredths) { return pp::vrr_score::of_hundredths(hundredths).value(); }
pp::cvss_score cvss(int tenths) { return pp::cvss_score::of_tenths(tenths).value(); }

}  // namespace

// The rules in the order of the specification, as sentences; over every combination of what a task can want and of what
// a patch can be, as far as one patch is concerned.
TEST_CASE("a Windows patch is judged as the rules say, in every combination") {
  std::uint64_t combinations = 0;
  for (std::uint64_t number = 0;; ++number) {
    choices pick(number);
    pp::task_rules task;
    task.enabled = pick.flip();
    task.previews = pick.flip() ? pp::preview_patches::visible : pp::preview_patches::invisible;
    const bool wants_vrr = pick.flip();
    const bool wants_cvss = pick.flip();
    if (wants_vrr) task.risk.vrr_at_least = 7.25_vrr;
    if (wants_cvss) task.risk.cvss_at_least = 9.0_cvss;
    task.risk.exploited = pick.flip();
    const bool ticked = pick.flip();
    if (ticked) task.severity.security = {pp::severity_level::critical, pp::severity_level::unassigned};

    pp::patch_facts patch;
    const auto kind = pick.of(4);
    if (kind == 1) patch.kind = pp::patch_kind::security;
    if (kind == 2) patch.kind = pp::patch_kind::non_security;
    if (kind == 3) patch.kind = pp::patch_kind::enablement;
    const auto level = pick.of(3);
    if (level == 1) patch.severity = pp::severity_level::critical;
    if (level == 2) patch.severity = pp::severity_level::low;
    const auto vrr_state = pick.of(3);
    if (vrr_state > 0) patch.vrr = vrr(vrr_state == 1 ? 724 : 725);
    const auto cvss_state = pick.of(3);
    if (cvss_state > 0) patch.cvss = cvss(cvss_state == 1 ? 89 : 90);
    patch.exploited = pick.flip();
    patch.preview = pick.flip();
    patch.listed = pick.flip();
    const bool included = pick.flip();
    const bool excluded = pick.flip();
    if (included) patch.included_group = 3;
    if (excluded) patch.excluded_group = 4;
    patch.admitted = pick.flip();
    const bool latest = pick.flip();
    if (!pick.none_left()) break;
    ++combinations;

    const pp::verdict v = pp::judge_windows(task, patch, latest ? pp::no_ordinal : 9);

    pp::rule_set expected;
    bool no_vrr = false;
    bool no_cvss = false;
    if (patch.preview && task.previews == pp::preview_patches::invisible) {  // D11
      expected = {pp::rule::invisible_preview};
    } else if (!task.enabled) {  // T3
      expected = {pp::rule::nothing_selects};
    } else {
      const bool by_vrr = wants_vrr && vrr_state == 2 && kind != 3;
      const bool by_cvss = wants_cvss && cvss_state == 2 && kind != 3;
      const bool by_exploited = task.risk.exploited && patch.exploited && kind != 3;
      const bool by_severity = ticked && kind == 1 && level != 2;  // without a level it is unassigned
      const bool by_rule = by_vrr || by_cvss || by_exploited || by_severity;
      const bool by_list = patch.listed && kind == 3;
      if (latest && by_vrr) expected.insert(pp::rule::risk_vrr);
      if (latest && by_cvss) expected.insert(pp::rule::risk_cvss);
      if (latest && by_exploited) expected.insert(pp::rule::risk_exploited);
      if (latest && by_severity) expected.insert(pp::rule::severity);
      if (included) expected.insert(pp::rule::included_group);
      if (by_list) expected.insert(pp::rule::enablement);
      const bool selected = !expected.empty();
      if (excluded) expected.insert(pp::rule::excluded_group);
      if (!patch.admitted) expected.insert(pp::rule::product_filter);
      if (!selected && by_rule) expected.insert(pp::rule::not_latest);
      if (!selected && !by_rule) {
        expected.insert(pp::rule::nothing_selects);
        no_vrr = wants_vrr && vrr_state == 0 && kind != 3;
        no_cvss = wants_cvss && cvss_state == 0 && kind != 3;
      }
    }
    if (v.rules() != expected || v.unknown().contains(pp::unknown_field::vrr) != no_vrr ||
        v.unknown().contains(pp::unknown_field::cvss) != no_cvss)
      FAIL("combination " << number);
    if (v.witness(pp::rule::not_latest) != (expected.contains(pp::rule::not_latest) ? 9 : pp::no_ordinal) ||
        v.witness(pp::rule::included_group) != (expected.contains(pp::rule::included_group) ? 3 : pp::no_ordinal) ||
        v.witness(pp::rule::excluded_group) != (expected.contains(pp::rule::excluded_group) ? 4 : pp::no_ordinal))
      FAIL("witness in combination " << number);
  }
  CHECK(combinations == (std::uint64_t{1} << 13) * 4 * 3 * 3 * 3);
}

TEST_CASE("severity is a set of levels for each kind, not a threshold (rule D6)") {
  for (std::size_t ticked = 0; ticked < pp::enum_size<pp::severity_level>; ++ticked)
    for (std::size_t level = 0; level <= pp::enum_size<pp::severity_level>; ++level)
      for (std::size_t kind = 0; kind <= pp::enum_size<pp::patch_kind>; ++kind)
        for (const bool tick_security : {true, false}) {
          pp::severity_ticks ticks;
          (tick_security ? ticks.security : ticks.non_security).insert(static_cast<pp::severity_level>(ticked));
          pp::patch_facts patch;
          if (level < pp::enum_size<pp::severity_level>) patch.severity = static_cast<pp::severity_level>(level);
          if (kind < pp::enum_size<pp::patch_kind>) patch.kind = static_cast<pp::patch_kind>(kind);
          const std::size_t meant = std::min<std::size_t>(level, 4);  // no level is unassigned
          const std::size_t kind_meant = tick_security ? 0 : 1;
          CHECK(pp::severity_selects(ticks, patch) == (meant == ticked && kind == kind_meant));
        }
}

TEST_CASE("a score that reaches the threshold exactly selects (rule D5)") {
  pp::patch_facts patch;
  for (int threshold = 1; threshold <= 100; ++threshold)
    for (int score = 0; score <= 100; ++score) {
      pp::risk_option risk;
      risk.cvss_at_least = pp::cvss_threshold::of_tenths(threshold).value();
      patch.cvss = cvss(score);
      REQUIRE(pp::risk_rules(risk, patch).contains(pp::rule::risk_cvss) == (score >= threshold));
    }
}

TEST_CASE("a Mac patch is judged by itself (rule D9)") {
  pp::task_rules task;
  task.enabled = true;
  task.severity.security = {pp::severity_level::critical};
  pp::patch_facts patch;
  patch.kind = pp::patch_kind::security;
  patch.severity = pp::severity_level::critical;
  patch.preview = true;  // previews are a matter of Windows
  CHECK(pp::judge_mac(task, patch).deploys());
  patch.severity = pp::severity_level::low;
  CHECK(pp::judge_mac(task, patch).rules() == pp::rule_set{pp::rule::nothing_selects});
  patch.included_group = 0;
  CHECK(pp::judge_mac(task, patch).rules() == pp::rule_set{pp::rule::included_group});
  task.enabled = false;
  CHECK(pp::judge_mac(task, patch).rules() == pp::rule_set{pp::rule::nothing_selects});
}
