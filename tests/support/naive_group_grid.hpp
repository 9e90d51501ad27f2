// SPDX-License-Identifier: BSL-1.0
// The group grid (rules G2 to G5), the slow way: every name against every record, every group against every task. From
// the rules alone, without the library's code but for the values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "patchpolicy/decide/group_grid.hpp"

namespace tests {

namespace pp = patchpolicy;

struct naive_record {
  pp::platform os = pp::platform::windows;
  std::string id;
  std::string bulletin;
};

inline std::vector<naive_record> naive_records(const pp::catalog& all) {
  std::vector<naive_record> found;
  for (const auto& r : all.records<pp::platform::windows>())
    found.push_back({pp::platform::windows, std::string(r.id), std::string(r.bulletin)});
  for (const auto& r : all.records<pp::platform::mac>())
    found.push_back({pp::platform::mac, std::string(r.id), std::string(r.bulletin)});
  for (const auto& r : all.records<pp::platform::gnu_linux>())
    found.push_back({pp::platform::gnu_linux, std::string(r.id), std::string(r.bulletin)});
  return found;
}

inline bool matches(const std::string& name, const naive_record& record) {
  return name == record.id || (!record.bulletin.empty() && name == record.bulletin);
}

inline bool holds(const pp::patch_group& group, const naive_record& record) {
  for (const std::string& name : group.patches)
    if (matches(name, record)) return true;
  return false;
}

// A task, without its type.
struct naive_task {
  pp::configured_task which;
  bool enabled = false;
  bool all_missing = false;
  std::vector<std::string> included;
  std::vector<std::string> excluded;
};

template <class Task>
naive_task windows_task(const Task& task) {
  naive_task made{{pp::platform::windows, Task::kind}, task.enabled, false, {}, {}};
  if (task.deploy.patch_groups) {
    made.included = task.deploy.patch_groups->included();
    made.excluded = task.deploy.patch_groups->excluded();
  }
  return made;
}

inline std::vector<naive_task> naive_tasks(const pp::configuration& config) {
  std::vector<naive_task> tasks = {windows_task(config.windows.routine_maintenance),
                                   windows_task(config.windows.priority_updates),
                                   windows_task(config.windows.zero_day_response)};
  const auto& mac = config.mac.routine_maintenance;
  tasks.push_back({{pp::platform::mac, pp::task_kind::routine_maintenance}, mac.enabled, false, {}, {}});
  if (mac.deploy.patch_groups) tasks.back().included = mac.deploy.patch_groups->included();
  const auto& gnu_linux = config.gnu_linux.routine_maintenance;
  tasks.push_back({{pp::platform::gnu_linux, pp::task_kind::routine_maintenance}, gnu_linux.enabled, false, {}, {}});
  if (gnu_linux.deploy.index() == 1)
    tasks.back().all_missing = true;
  else if (const auto& chosen = std::get<0>(gnu_linux.deploy).patch_groups)
    tasks.back().included = chosen->included();
  return tasks;
}

inline bool contains(const std::vector<std::string>& list, const std::string& name) {
  for (const std::string& other : list)
    if (other == name) return true;
  return false;
}

inline pp::group_grid naive_grid(const pp::configuration& config, const pp::patch_groups& groups,
                                 const pp::configured_task& configured, const std::vector<naive_record>& records) {
  pp::group_grid grid{configured, {}, {}};
  const std::vector<naive_task> tasks = naive_tasks(config);
  for (const pp::patch_group& group : groups) {
    pp::grid_row row;
    for (const pp::platform os : {pp::platform::windows, pp::platform::mac, pp::platform::gnu_linux}) {
      pp::grid_cell& cell = row.cells[static_cast<std::size_t>(os)];
      for (const naive_record& record : records)
        if (record.os == os && holds(group, record)) ++cell.records;
      bool contained = false;
      for (const naive_task& task : tasks) {
        if (task.which.os != os || !task.enabled) continue;
        if (contains(task.included, group.name)) cell.included = contained = true;
        if (task.all_missing) contained = true;
      }
      if (os != configured.os) cell.eye = contained ? pp::group_eye::open : pp::group_eye::crossed_out;
    }
    for (const naive_task& task : tasks) {
      if (task.which != configured) continue;
      if (contains(task.included, group.name)) row.use = pp::group_use::include;
      if (contains(task.excluded, group.name)) row.use = pp::group_use::exclude;
    }
    for (std::size_t i = 0; i < group.patches.size(); ++i) {
      bool known = false;
      for (const naive_record& record : records) known = known || matches(group.patches[i], record);
      for (std::size_t earlier = 0; earlier < i; ++earlier) known = known || group.patches[earlier] == group.patches[i];
      if (!known) row.unknown.push_back(static_cast<pp::ordinal>(i));
    }
    grid.rows.push_back(row);
  }
  std::vector<std::string> names;
  for (const pp::patch_group& group : groups) names.push_back(group.name);
  for (const naive_task& task : tasks) {
    for (const std::string& name : task.included)
      if (!contains(names, name)) grid.absent.push_back({name, task.which, pp::group_use::include});
    for (const std::string& name : task.excluded)
      if (!contains(names, name)) grid.absent.push_back({name, task.which, pp::group_use::exclude});
  }
  return grid;
}

}  // namespace tests
