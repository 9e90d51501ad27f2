// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/task_rules.hpp"

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using enum pp::severity_level;

TEST_CASE("a task that is not set up is off and wants nothing") {
  constexpr pp::task_rules none;
  PATCHPOLICY_CHECK_BOTH(!none.enabled && !none.all_missing && none.previews == pp::preview_patches::invisible);
  PATCHPOLICY_CHECK_BOTH(none.risk == pp::risk_option{} && none.severity == pp::severity_ticks{});
}

TEST_CASE("the ticks of Windows are taken level by level (rule D6)") {
  constexpr pp::severity_ticks ticks =
      pp::ticks_of(pp::windows_severity_option{.security = {critical, low}, .non_security = {unassigned}});
  PATCHPOLICY_CHECK_BOTH(ticks == pp::severity_ticks{{critical, low}, {unassigned}, false, false});
}

TEST_CASE("the one tick of Mac for what is not security stands for every level (rule D6)") {
  constexpr pp::severity_ticks without = pp::ticks_of(pp::mac_severity_option{.security = {moderate}});
  constexpr pp::severity_ticks with = pp::ticks_of(pp::mac_severity_option{.security = {}, .non_security = true});
  PATCHPOLICY_CHECK_BOTH(without == pp::severity_ticks{{moderate}, {}, false, false});
  PATCHPOLICY_CHECK_BOTH(with ==
                         pp::severity_ticks{{}, {critical, important, moderate, low, unassigned}, false, false});
}

TEST_CASE("Linux has kinds of its own, and nothing is unassigned there (rule D6)") {
  using level = pp::linux_severity_level;
  constexpr pp::severity_ticks all = pp::ticks_of(pp::linux_severity_option{
      .security = {level::critical, level::important, level::moderate, level::low}, .bug_fix = true});
  constexpr pp::severity_ticks one =
      pp::ticks_of(pp::linux_severity_option{.security = {level::moderate}, .enhancement = true});
  PATCHPOLICY_CHECK_BOTH(all == pp::severity_ticks{{critical, important, moderate, low}, {}, true, false});
  PATCHPOLICY_CHECK_BOTH(one == pp::severity_ticks{{moderate}, {}, false, true});
}
