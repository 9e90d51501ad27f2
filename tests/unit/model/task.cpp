// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/model/task.hpp"

#include <cstddef>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using enum pp::platform;
using enum pp::task_kind;

TEST_CASE("a task starts off and without a schedule") {  // rule T3
  constexpr auto off = [](const auto& task) { return !task.enabled && !task.schedule; };
  PATCHPOLICY_CHECK_BOTH(off(pp::task_view<windows>{}));
  PATCHPOLICY_CHECK_BOTH(off(pp::task_view<windows, priority_updates>{}));
  PATCHPOLICY_CHECK_BOTH(off(pp::task_view<windows, zero_day_response>{}));
  PATCHPOLICY_CHECK_BOTH(off(pp::task_view<mac>{}));
  PATCHPOLICY_CHECK_BOTH(off(pp::task_view<gnu_linux>{}));
}

TEST_CASE("a task knows its platform and its kind") {
  PATCHPOLICY_CHECK_BOTH(pp::task<windows>::os == windows);
  PATCHPOLICY_CHECK_BOTH(pp::task<windows>::kind == routine_maintenance);
  PATCHPOLICY_CHECK_BOTH(pp::task<windows, zero_day_response>::kind == zero_day_response);
  PATCHPOLICY_CHECK_BOTH(pp::task_view<gnu_linux>::os == gnu_linux);
}

TEST_CASE("a task can be written as a constant") {
  constexpr pp::task_view<windows> nightly = {
      .enabled = true,
      .schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "21:00"_time, .stage_before = 4_h_before},
      .deploy = {.severity = pp::windows_severity_option{}},
      .reboot = {.after = pp::reboot_after{}},
  };
  PATCHPOLICY_CHECK_BOTH(nightly.enabled);
  PATCHPOLICY_CHECK_BOTH(nightly.schedule->stage_before == 4_h_before);
  PATCHPOLICY_CHECK_BOTH(nightly.deploy.severity.has_value());
  PATCHPOLICY_CHECK_BOTH(nightly.reboot.after.has_value());
}

TEST_CASE("tasks are equal only if they say the same") {
  std::vector<pp::task_view<mac>> different(5);
  different[1].enabled = true;
  different[2].schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "21:00"_time};
  different[3].deploy.severity = pp::mac_severity_option{};
  different[4].reboot.always_after_update = true;
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      CAPTURE(i, j);
      CHECK((different[i] == different[j]) == (i == j));
    }
}

TEST_CASE("tasks have the fields of the interchange format") {
  CHECK(tests::fields_of<pp::task<windows>>() == "enabled! schedule deploy reboot");
  CHECK(tests::fields_of<pp::task<gnu_linux>>() == "enabled! schedule deploy reboot");
  const pp::task<windows, priority_updates> task;
  const auto& [enabled, schedule, deploy, reboot] = task;
  CHECK(tests::table_covers(task, enabled, schedule, deploy, reboot));
}
