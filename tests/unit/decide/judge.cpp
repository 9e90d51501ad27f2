// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/judge.hpp"

#include <algorithm>
#include <cstddef>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

pp::cvss_score cvss(int tenths) { return pp::cvss_score::of_tenths(tenths).value(); }

}  // namespace

// Every state of a task and a patch is judged in tests/exhaustive/decide/judge.cpp.

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
