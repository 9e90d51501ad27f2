// SPDX-License-Identifier: BSL-1.0
// Configurations (rules T1, T2, T5, T6).
#include "patchpolicy/model/configuration.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using enum pp::platform;

namespace {

// The five tasks of a configuration, switched by the bits of a number.
constexpr pp::configuration_view with_tasks(unsigned bits) {
  pp::configuration_view made;
  made.windows.routine_maintenance.enabled = (bits & 1U) != 0;
  made.windows.priority_updates.enabled = (bits & 2U) != 0;
  made.windows.zero_day_response.enabled = (bits & 4U) != 0;
  made.mac.routine_maintenance.enabled = (bits & 8U) != 0;
  made.gnu_linux.routine_maintenance.enabled = (bits & 16U) != 0;
  return made;
}

// Where each task of a platform is, as for_each_task tells them.
template <pp::platform Platform>
std::vector<const void*> tasks_of(const pp::configuration& config) {
  std::vector<const void*> found;
  pp::for_each_task<Platform>(config, [&](const auto& task) { found.push_back(&task); });
  return found;
}

template <class Storage>
constexpr bool is_the_default(const pp::basic_configuration<Storage>& config) {
  pp::basic_configuration<Storage> expected;
  expected.name = "Default";
  auto& task = expected.windows.routine_maintenance;
  task.enabled = true;
  task.schedule = pp::staged_schedule{.recurrence = pp::monthly::after_patch_tuesday(1_days),
                                      .at = "21:00"_time,
                                      .run_on_boot_if_missed = true,
                                      .clock_change = {},
                                      .stage_before = {}};
  task.deploy.severity = pp::windows_severity_option{.security = {pp::severity_level::critical}, .non_security = {}};
  task.reboot.after = pp::reboot_after{.when = pp::reboot_condition::if_required, .user = {}};
  return config == expected;
}

}  // namespace

TEST_CASE("a configuration starts with every task off and without previews") {  // rules T1 and T6
  PATCHPOLICY_CHECK_BOTH(pp::is_scan_only(pp::configuration_view{}));
  PATCHPOLICY_CHECK_BOTH(!pp::configuration_view{}.scan_preview_patches);
  PATCHPOLICY_CHECK_BOTH(pp::configuration_view{}.name.empty());
  PATCHPOLICY_CHECK_BOTH(pp::configuration_view{}.comment.empty());
}

TEST_CASE("a configuration is scan only for a platform and as a whole") {  // rule T6
  for (unsigned bits = 0; bits < 32; ++bits) {
    CAPTURE(bits);
    const auto config = with_tasks(bits);
    CHECK(pp::is_scan_only<windows>(config) == ((bits & 7U) == 0));
    CHECK(pp::is_scan_only<mac>(config) == ((bits & 8U) == 0));
    CHECK(pp::is_scan_only<gnu_linux>(config) == ((bits & 16U) == 0));
    CHECK(pp::is_scan_only(config) == (bits == 0));
  }
  PATCHPOLICY_CHECK_BOTH(pp::is_scan_only<windows>(with_tasks(8)) && !pp::is_scan_only(with_tasks(8)));
}

TEST_CASE("each platform has its behavior and its tasks in order") {  // rule T2
  const pp::configuration config;
  CHECK(&pp::behavior_of<windows>(config) == &config.windows);
  CHECK(&pp::behavior_of<mac>(config) == &config.mac);
  CHECK(&pp::behavior_of<gnu_linux>(config) == &config.gnu_linux);
  CHECK(tasks_of<windows>(config) == std::vector<const void*>{&config.windows.routine_maintenance,
                                                              &config.windows.priority_updates,
                                                              &config.windows.zero_day_response});
  CHECK(tasks_of<mac>(config) == std::vector<const void*>{&config.mac.routine_maintenance});
  CHECK(tasks_of<gnu_linux>(config) == std::vector<const void*>{&config.gnu_linux.routine_maintenance});
}

TEST_CASE("the tasks that are on come in order, of one platform and of all") {
  for (unsigned bits = 0; bits < 32; ++bits) {
    CAPTURE(bits);
    const auto config = with_tasks(bits);
    std::vector<const void*> on_windows;
    if ((bits & 1U) != 0) on_windows.push_back(&config.windows.routine_maintenance);
    if ((bits & 2U) != 0) on_windows.push_back(&config.windows.priority_updates);
    if ((bits & 4U) != 0) on_windows.push_back(&config.windows.zero_day_response);
    std::vector<const void*> all = on_windows;
    if ((bits & 8U) != 0) all.push_back(&config.mac.routine_maintenance);
    if ((bits & 16U) != 0) all.push_back(&config.gnu_linux.routine_maintenance);

    std::vector<const void*> found;
    pp::for_each_enabled_task(config, [&](const auto& task) { found.push_back(&task); });
    CHECK(found == all);
    found.clear();
    pp::for_each_enabled_task<windows>(config, [&](const auto& task) { found.push_back(&task); });
    CHECK(found == on_windows);
    int others = 0;
    pp::for_each_enabled_task<mac>(config, [&](const auto& task) { others += task.os == mac ? 1 : 100; });
    pp::for_each_enabled_task<gnu_linux>(config, [&](const auto& task) { others += task.os == gnu_linux ? 10 : 100; });
    CHECK(others == ((bits & 8U) != 0 ? 1 : 0) + ((bits & 16U) != 0 ? 10 : 0));
  }
}

TEST_CASE("a task that is chosen at run time is visited, on or off") {
  using enum pp::task_kind;
  constexpr auto kind_of = [](const auto& task) { return task.kind; };
  constexpr auto is_on = [](const auto& task) { return task.enabled; };
  constexpr auto config = with_tasks(2 + 8);
  for (const auto kind : {routine_maintenance, priority_updates, zero_day_response}) {
    CHECK(pp::visit_task<windows>(config, kind, kind_of) == kind);
    CHECK(pp::visit_task<windows>(config, kind, is_on) == (kind == priority_updates));
  }
  PATCHPOLICY_CHECK_BOTH(pp::visit_task<windows>(config, zero_day_response, kind_of) == zero_day_response);
  PATCHPOLICY_CHECK_BOTH(pp::visit_task<mac>(config, routine_maintenance, is_on));
  PATCHPOLICY_CHECK_BOTH(!pp::visit_task<gnu_linux>(config, routine_maintenance, is_on));

  const pp::configuration owned;
  const auto self = [](const auto& task) -> const void* { return &task; };
  CHECK(pp::visit_task<windows>(owned, priority_updates, self) == &owned.windows.priority_updates);
  CHECK(pp::visit_task<windows>(owned, zero_day_response, self) == &owned.windows.zero_day_response);
  CHECK(&pp::task_of<windows, zero_day_response>(owned) == &owned.windows.zero_day_response);
  CHECK(pp::visit_task<mac>(owned, routine_maintenance, self) == &owned.mac.routine_maintenance);
  CHECK(pp::visit_task<gnu_linux>(owned, routine_maintenance, self) == &owned.gnu_linux.routine_maintenance);
}

TEST_CASE("the default configuration deploys security critical after Patch Tuesday") {  // rule T5
  PATCHPOLICY_CHECK_BOTH(is_the_default(pp::default_configuration<pp::borrowed>()));
  CHECK(is_the_default(pp::default_configuration()));
}

TEST_CASE("a configuration is edited through its members") {
  pp::configuration config = pp::default_configuration();
  const pp::configuration before = config;
  config.windows.routine_maintenance.deploy.patch_groups.emplace().include(std::vector<std::string>{"Approved"});
  CHECK(config != before);
  CHECK(config.windows.routine_maintenance.deploy.patch_groups->included() == std::vector<std::string>{"Approved"});
  config.windows.routine_maintenance.deploy.patch_groups.reset();
  CHECK(config == before);
}

TEST_CASE("configurations are equal only if they say the same") {
  std::vector<pp::configuration_view> different;
  for (unsigned bits = 0; bits < 32; ++bits) different.push_back(with_tasks(bits));
  different.resize(35);
  different[32].name = "Servers";
  different[33].comment = "Servers";
  different[34].scan_preview_patches = true;
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      CAPTURE(i, j);
      CHECK((different[i] == different[j]) == (i == j));
    }
}

TEST_CASE("configurations have the fields of the interchange format") {
  CHECK(tests::fields_of<pp::configuration>() == "name! comment scan_preview_patches windows= mac= linux=");
  CHECK(tests::fields_of<pp::basic_behavior<windows, pp::owned>>() ==
        "routine_maintenance= priority_updates= zero_day_response=");
  CHECK(tests::fields_of<pp::basic_behavior<mac, pp::owned>>() == "routine_maintenance=");
  CHECK(tests::fields_of<pp::basic_behavior<gnu_linux, pp::owned>>() == "routine_maintenance=");

  const pp::configuration config;
  const auto& [name, comment, previews, on_windows, on_mac, on_linux] = config;
  CHECK(tests::table_covers(config, name, comment, previews, on_windows, on_mac, on_linux));
  const auto& [routine, priority, zero_day] = on_windows;
  CHECK(tests::table_covers(on_windows, routine, priority, zero_day));
  const auto& [mac_routine] = on_mac;
  CHECK(tests::table_covers(on_mac, mac_routine));
}
