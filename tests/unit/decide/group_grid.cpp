// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/group_grid.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/deploying_tasks.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::platform;
using pp::task_kind;

namespace {

constexpr pp::configured_task windows_routine = {};
constexpr pp::configured_task mac_routine = {platform::mac, task_kind::routine_maintenance};
constexpr pp::configured_task linux_routine = {platform::gnu_linux, task_kind::routine_maintenance};

template <platform Platform>
void add(pp::catalog& all, std::string_view id, std::string_view bulletin = {}) {
  pp::patch_view<Platform> record;
  record.id = id;
  record.bulletin = bulletin;
  all.add(record);
}

pp::catalog sample() {
  pp::catalog all;
  add<platform::windows>(all, "w1", "B");
  add<platform::windows>(all, "w2", "B");
  add<platform::windows>(all, "w3", "w3");
  add<platform::mac>(all, "m1", "B");
  add<platform::gnu_linux>(all, "l1");
  add<platform::gnu_linux>(all, "l2");
  return all;
}

std::vector<std::size_t> counts(const pp::grid_row& row) {
  return {row.on(platform::windows).records, row.on(platform::mac).records, row.on(platform::gnu_linux).records,
          row.total()};
}

// Windows routine maintenance includes `included` and excludes `excluded`; the Mac and Linux tasks include nothing.
pp::configuration windows_with(std::vector<std::string> included, std::vector<std::string> excluded = {}) {
  pp::configuration config;
  auto& task = config.windows.routine_maintenance;
  task.enabled = true;
  task.deploy.patch_groups = pp::group_choice::of(std::move(included), std::move(excluded)).value();
  return config;
}

// A host's own record, without a bulletin.
struct update {
  std::string name;
};

}  // namespace

template <>
struct pp::patch_traits<update> {
  static constexpr auto os = pp::platform::mac;
  static std::string_view id(const update& u) { return u.name; }
};

TEST_CASE("a name counts the records whose id or bulletin it is, on every platform (rule G2)") {
  const pp::patch_groups groups = {
      {"by id", {"w1", "l2"}}, {"by bulletin", {"B"}}, {"by both", {"B", "w1", "w3"}}, {"none", {}}};
  const auto grid = pp::grid_of(pp::configuration{}, groups, windows_routine, sample());
  REQUIRE(grid.rows.size() == 4);
  CHECK(counts(grid.rows[0]) == std::vector<std::size_t>{1, 0, 1, 2});
  CHECK(counts(grid.rows[1]) == std::vector<std::size_t>{2, 1, 0, 3});
  CHECK(counts(grid.rows[2]) == std::vector<std::size_t>{3, 1, 0, 4});  // each record once
  CHECK(counts(grid.rows[3]) == std::vector<std::size_t>{0, 0, 0, 0});
}

TEST_CASE("names compare exactly, and nothing has the empty bulletin (rule G1)") {
  const pp::patch_groups groups = {{"near", {"W1", "w1 ", " w1", "b", ""}}};
  const auto grid = pp::grid_of(pp::configuration{}, groups, windows_routine, sample());
  CHECK(grid.rows[0].total() == 0);
  CHECK(grid.rows[0].unknown == std::vector<pp::ordinal>{0, 1, 2, 3, 4});
}

TEST_CASE("names that match nothing are listed once, in the order of their group (rule G2)") {
  const pp::patch_groups groups = {
      {"one", {"x", "w1", "y", "x", "B", "w1"}}, {"two", {"y", "z", "y"}}, {"three", {"B"}}};
  const auto grid = pp::grid_of(pp::configuration{}, groups, windows_routine, sample());
  CHECK(grid.rows[0].unknown == std::vector<pp::ordinal>{0, 2});
  CHECK(grid.rows[1].unknown == std::vector<pp::ordinal>{0, 1});
  CHECK(grid.rows[2].unknown.empty());
  CHECK(grid.rows[0].total() == 3);
}

TEST_CASE("the choice is that of the task being configured, be it on or off (rule G1)") {
  pp::configuration config = windows_with({"A"}, {"B"});
  config.windows.priority_updates.deploy.patch_groups = pp::group_choice::of({"B"}).value();  // off
  const pp::patch_groups groups = {{"A", {}}, {"B", {}}, {"C", {}}};
  const auto uses = [&](pp::configured_task task) {
    std::vector<pp::group_use> found;
    for (const auto& row : pp::grid_of(config, groups, task, pp::catalog{}).rows) found.push_back(row.use);
    return found;
  };
  using enum pp::group_use;
  CHECK(uses(windows_routine) == std::vector{include, exclude, none});
  CHECK(uses({platform::windows, task_kind::priority_updates}) == std::vector{none, include, none});
  CHECK(uses({platform::windows, task_kind::zero_day_response}) == std::vector{none, none, none});
  CHECK(uses(mac_routine) == std::vector{none, none, none});
  CHECK(uses({platform::mac, task_kind::priority_updates}) == std::vector{none, none, none});  // there is no such task
}

TEST_CASE("the other platforms have an eye, open if an enabled task of theirs includes the group (rule G3)") {
  pp::configuration config = windows_with({"A"}, {"B"});
  config.windows.zero_day_response.enabled = true;
  config.windows.zero_day_response.deploy.patch_groups = pp::group_choice::of({"C"}).value();
  config.windows.priority_updates.deploy.patch_groups = pp::group_choice::of({"D"}).value();  // off
  config.mac.routine_maintenance.enabled = true;
  config.mac.routine_maintenance.deploy.patch_groups = pp::group_inclusion::of({"B"}).value();
  const pp::patch_groups groups = {{"A", {}}, {"B", {}}, {"C", {}}, {"D", {}}};
  const auto open = [&](pp::configured_task task, platform os) {
    std::string eyes;
    for (const auto& row : pp::grid_of(config, groups, task, pp::catalog{}).rows)
      eyes += !row.on(os).eye ? ' ' : row.on(os).eye == pp::group_eye::open ? 'o' : 'x';
    return eyes;
  };
  CHECK(open(windows_routine, platform::windows) == "    ");
  CHECK(open(windows_routine, platform::mac) == "xoxx");
  CHECK(open(windows_routine, platform::gnu_linux) == "xxxx");
  CHECK(open({platform::windows, task_kind::zero_day_response}, platform::windows) == "    ");
  CHECK(open(mac_routine, platform::windows) == "oxox");
  CHECK(open(mac_routine, platform::mac) == "    ");
}

TEST_CASE("Linux opens every eye if it takes all missing patches, yet includes no group (rules G3 and G4)") {
  pp::configuration config;
  config.gnu_linux.routine_maintenance.deploy = pp::all_missing_patches{};
  const pp::patch_groups groups = {{"A", {"l1"}}};
  const auto cell = [&](pp::configured_task task) {
    return pp::grid_of(config, groups, task, sample()).rows[0].on(platform::gnu_linux);
  };
  CHECK(cell(windows_routine).eye == pp::group_eye::crossed_out);  // the task is off
  config.gnu_linux.routine_maintenance.enabled = true;
  CHECK(cell(windows_routine).eye == pp::group_eye::open);
  CHECK(cell(linux_routine).eye == std::nullopt);
  const auto grid = pp::grid_of(config, groups, windows_routine, sample());
  CHECK(pp::why_not_active(grid.rows[0], platform::gnu_linux, 5) == pp::flag_set{pp::inactive_reason::group_not_used});
}

TEST_CASE("a status is active if an enabled task of the platform includes the group and somebody has it (rule G4)") {
  using reasons = pp::flag_set<pp::inactive_reason>;
  using enum pp::inactive_reason;
  const pp::patch_groups groups = {{"A", {"B"}}, {"X", {"B"}}};
  const auto grid = pp::grid_of(windows_with({"A"}, {"X"}), groups, mac_routine, sample());
  CHECK(pp::why_not_active(grid.rows[0], platform::windows, 1) == reasons{});
  CHECK(pp::why_not_active(grid.rows[0], platform::windows, 0) == reasons{not_assigned});
  CHECK(pp::why_not_active(grid.rows[0], platform::mac, 1) == reasons{group_not_used});
  CHECK(pp::why_not_active(grid.rows[0], platform::mac, 0) == reasons{group_not_used, not_assigned});
  CHECK(pp::why_not_active(grid.rows[1], platform::windows, 9) == reasons{group_not_used});
  CHECK(pp::status_of(grid.rows[0], platform::windows, 1) == pp::group_status::active);
  CHECK(pp::status_of(grid.rows[0], platform::windows, 0) == pp::group_status::not_active);
  CHECK(pp::status_of(grid.rows[1], platform::windows, 1) == pp::group_status::not_active);
}

TEST_CASE("the status is approximate, the selection is exact (rule G4)") {
  pp::configuration config = windows_with({"A"}, {"X"});
  config.windows.zero_day_response.enabled = true;
  config.windows.zero_day_response.deploy.patch_groups = pp::group_choice::of({"C"}).value();
  config.windows.priority_updates.deploy.patch_groups = pp::group_choice::of({"C"}).value();  // off
  const pp::patch_groups groups = {{"A", {"w1", "w2"}}, {"X", {"w2"}}, {"C", {"w1", "w3"}}};
  const pp::catalog all = sample();
  const auto& records = all.records<platform::windows>();
  const pp::supersession scan(records);
  using tasks = pp::flag_set<task_kind>;
  using enum task_kind;
  CHECK(pp::deploying_tasks(config, groups, records, scan) ==
        std::vector<tasks>{{routine_maintenance, zero_day_response}, {}, {zero_day_response}});
  const auto grid = pp::grid_of(config, groups, windows_routine, all);
  CHECK(pp::status_of(grid.rows[0], platform::windows, 1) == pp::group_status::active);  // of w2, too

  config.windows.routine_maintenance.enabled = false;
  CHECK(pp::deploying_tasks(config, groups, records, scan) ==
        std::vector<tasks>{{zero_day_response}, {}, {zero_day_response}});
}

TEST_CASE("previews count for the exact answer as the configuration says (rule D11)") {
  pp::configuration config = windows_with({"A"});
  pp::catalog all;
  pp::patch_view<platform::windows> record;
  record.id = "w1";
  record.preview = true;
  all.add(record);
  const auto& records = all.records<platform::windows>();
  const pp::supersession scan(records);
  const pp::patch_groups groups = {{"A", {"w1"}}};
  CHECK(pp::deploying_tasks(config, groups, records, scan)[0].empty());
  config.scan_preview_patches = true;
  CHECK(pp::deploying_tasks(config, {}, records, scan)[0].empty());  // without the groups
  CHECK(pp::deploying_tasks(config, groups, records, scan)[0].contains(task_kind::routine_maintenance));
}

TEST_CASE("groups that tasks name and that there are not are listed apart (rule G5)") {
  pp::configuration config = windows_with({"gone", "A"}, {"lost"});
  config.windows.zero_day_response.deploy.patch_groups = pp::group_choice::of({"gone"}).value();  // off
  config.gnu_linux.routine_maintenance.deploy =
      pp::linux_selection{.patch_groups = pp::group_inclusion::of({"a"}).value()};
  const auto grid = pp::grid_of(config, pp::patch_groups{{"A", {}}}, windows_routine, pp::catalog{});
  using enum pp::group_use;
  CHECK(grid.absent ==
        std::vector<pp::absent_group>{{"gone", windows_routine, include},
                                      {"lost", windows_routine, exclude},
                                      {"gone", {platform::windows, task_kind::zero_day_response}, include},
                                      {"a", linux_routine, include}});
  CHECK(grid.rows.size() == 1);
  CHECK(grid.rows[0].use == include);
}

TEST_CASE("a count opens its records") {
  const pp::patch_group group{"G", {"B", "w1", "l2", "nothing"}};
  const pp::catalog all = sample();
  std::vector<pp::ordinal> found;
  pp::for_each_record_in(group, all.records<platform::windows>(), [&](pp::ordinal at) { found.push_back(at); });
  CHECK(found == std::vector<pp::ordinal>{0, 1});

  std::string opened;
  pp::for_each_record_in(group, all, [&](auto os, pp::ordinal at) { opened += all.records<os()>()[at].id; });
  CHECK(opened == "w1w2m1l2");
}

TEST_CASE("groups of one name are rows of their own, and used alike") {
  pp::configuration config = windows_with({"A"});
  const pp::patch_groups groups = {{"A", {"w1"}}, {"Z", {}}, {"A", {"w3", "x"}}};
  const auto grid = pp::grid_of(config, groups, windows_routine, sample());
  CHECK(counts(grid.rows[0]) == std::vector<std::size_t>{1, 0, 0, 1});
  CHECK(counts(grid.rows[2]) == std::vector<std::size_t>{1, 0, 0, 1});
  CHECK(grid.rows[2].unknown == std::vector<pp::ordinal>{1});
  CHECK(grid.rows[0].use == pp::group_use::include);
  CHECK(grid.rows[2].use == pp::group_use::include);
  CHECK(grid.rows[2].on(platform::windows).included);
  CHECK(grid.rows[1].use == pp::group_use::none);
}

TEST_CASE("a host's own records are counted where they are") {
  const std::vector<update> updates = {{"one"}, {"two"}};
  const std::vector<pp::patch_view<platform::windows>> records(1);
  const pp::patch_groups groups = {{"A", {"two", "three"}}};
  const auto grid = pp::grid_of(pp::configuration{}, groups, windows_routine, updates, records);
  CHECK(counts(grid.rows[0]) == std::vector<std::size_t>{0, 1, 0, 1});
  CHECK(grid.rows[0].unknown == std::vector<pp::ordinal>{1});
}

TEST_CASE("borrowed configurations and groups do as well") {
  static constexpr std::string_view names[] = {"A"};
  static constexpr std::string_view patches[] = {"w1"};
  static constexpr pp::patch_group_view groups[] = {{"A", patches}};
  pp::configuration_view config;
  config.windows.routine_maintenance.deploy.patch_groups = pp::group_choice_view::of(names).value();
  const auto grid = pp::grid_of(config, pp::patch_groups_view(groups), windows_routine, sample());
  CHECK(grid.rows[0].use == pp::group_use::include);
  CHECK(grid.rows[0].total() == 1);
}

TEST_CASE("without groups there are no rows") {
  const auto grid = pp::grid_of(pp::configuration{}, pp::patch_groups{}, windows_routine, sample());
  CHECK(grid.rows.empty());
  CHECK(grid.absent.empty());
}
