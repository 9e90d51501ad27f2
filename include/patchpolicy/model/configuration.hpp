// SPDX-License-Identifier: BSL-1.0
/// \file
/// A patch configuration: one behavior per platform (rules T1, T2, T5, T6).
#pragma once

#include <concepts>
#include <utility>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/task.hpp"

namespace patchpolicy::inline v1 {

/// The tasks of a platform: on Mac and Linux one.
template <platform Platform, class Storage>
struct basic_behavior {
  basic_task<Platform, task_kind::routine_maintenance, Storage> routine_maintenance = {};
  friend bool operator==(const basic_behavior&, const basic_behavior&) = default;
};

template <class Storage>
struct basic_behavior<platform::windows, Storage> {
  basic_task<platform::windows, task_kind::routine_maintenance, Storage> routine_maintenance = {};
  basic_task<platform::windows, task_kind::priority_updates, Storage> priority_updates = {};
  basic_task<platform::windows, task_kind::zero_day_response, Storage> zero_day_response = {};
  friend bool operator==(const basic_behavior&, const basic_behavior&) = default;
};

template <platform Platform, class Storage>
struct describe<basic_behavior<Platform, Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_behavior<Platform, Storage>;
    v(field{"routine_maintenance", &described_type::routine_maintenance, presence::stated});
    if constexpr (Platform == platform::windows) {
      v(field{"priority_updates", &described_type::priority_updates, presence::stated});
      v(field{"zero_day_response", &described_type::zero_day_response, presence::stated});
    }
  }
};

/// A configuration; with every task off it only scans (rule T6).
template <class Storage>
struct basic_configuration {
  typename Storage::text name = {};
  typename Storage::text comment = {};
  /// Rule D11.
  bool scan_preview_patches = false;
  basic_behavior<platform::windows, Storage> windows = {};
  basic_behavior<platform::mac, Storage> mac = {};
  basic_behavior<platform::gnu_linux, Storage> gnu_linux = {};
  friend bool operator==(const basic_configuration&, const basic_configuration&) = default;
};

template <class Storage>
struct describe<basic_configuration<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_configuration<Storage>;
    v(field{"name", &described_type::name, presence::required});
    v(field{"comment", &described_type::comment});
    v(field{"scan_preview_patches", &described_type::scan_preview_patches});
    v(field{"windows", &described_type::windows, presence::stated});
    v(field{"mac", &described_type::mac, presence::stated});
    v(field{"linux", &described_type::gnu_linux, presence::stated});
  }
};

using configuration = basic_configuration<owned>;
using configuration_view = basic_configuration<borrowed>;

/// The behavior of one platform.
template <platform Platform, class Storage>
constexpr const basic_behavior<Platform, Storage>& behavior_of(const basic_configuration<Storage>& c) noexcept {
  if constexpr (Platform == platform::windows)
    return c.windows;
  else if constexpr (Platform == platform::mac)
    return c.mac;
  else
    return c.gnu_linux;
}

/// Calls `f(task)` for each task of a platform, in the order of `task_kind`.
template <platform Platform, class Storage, class Function>
constexpr void for_each_task(const basic_configuration<Storage>& c, Function&& f) {
  const auto& behavior = behavior_of<Platform>(c);
  f(behavior.routine_maintenance);
  if constexpr (Platform == platform::windows) {
    f(behavior.priority_updates);
    f(behavior.zero_day_response);
  }
}

/// Calls `f(task)` for each task of a platform that is on, in the order of `task_kind`.
template <platform Platform, class Storage, class Function>
constexpr void for_each_enabled_task(const basic_configuration<Storage>& c, Function&& f) {
  for_each_task<Platform>(c, [&](const auto& task) {
    if (task.enabled) f(task);
  });
}

/// Calls `f(task)` for each task that is on, in the order of the platforms; `task.os` says which it is.
template <class Storage, class Function>
constexpr void for_each_enabled_task(const basic_configuration<Storage>& c, Function&& f) {
  for_each_enabled_task<platform::windows>(c, f);
  for_each_enabled_task<platform::mac>(c, f);
  for_each_enabled_task<platform::gnu_linux>(c, f);
}

/// One task of a platform.
template <platform Platform, task_kind Kind, class Storage>
constexpr const auto& task_of(const basic_configuration<Storage>& c) noexcept {
  const auto& behavior = behavior_of<Platform>(c);
  if constexpr (Kind == task_kind::priority_updates)
    return behavior.priority_updates;
  else if constexpr (Kind == task_kind::zero_day_response)
    return behavior.zero_day_response;
  else
    return behavior.routine_maintenance;
}

/// Calls `f(task)` with one task of a platform and returns its answer: the bridge from a task chosen at run time.
/// `kind` is one that the platform offers.
template <platform Platform, class Storage, class Function>
constexpr decltype(auto) visit_task(const basic_configuration<Storage>& c, task_kind kind, Function&& f) {
  if constexpr (Platform == platform::windows) {
    if (kind == task_kind::priority_updates) return f(task_of<Platform, task_kind::priority_updates>(c));
    if (kind == task_kind::zero_day_response) return f(task_of<Platform, task_kind::zero_day_response>(c));
  }
  return f(task_of<Platform, task_kind::routine_maintenance>(c));
}

/// Whether no task of that platform is on: its endpoints are scanned, and nothing is deployed (rule T6).
template <platform Platform, class Storage>
constexpr bool is_scan_only(const basic_configuration<Storage>& c) noexcept {
  bool any = false;
  for_each_enabled_task<Platform>(c, [&](const auto&) { any = true; });
  return !any;
}

/// Whether no task of any platform is on (rule T6).
template <class Storage>
constexpr bool is_scan_only(const basic_configuration<Storage>& c) noexcept {
  return is_scan_only<platform::windows>(c) && is_scan_only<platform::mac>(c) && is_scan_only<platform::gnu_linux>(c);
}

/// What a new configuration starts as (rule T5): Windows routine maintenance deploys *security critical* at 21:00 on
/// the day after Patch Tuesday, on boot if missed, and reboots if required; every other task is off. Never implied.
template <class Storage = owned>
constexpr basic_configuration<Storage> default_configuration() {
  using namespace literals;
  basic_configuration<Storage> made;
  made.name = "Default";
  auto& routine = made.windows.routine_maintenance;
  routine.enabled = true;
  routine.schedule = staged_schedule{
      .recurrence = monthly::after_patch_tuesday(1_days), .at = "21:00"_time, .run_on_boot_if_missed = true};
  routine.deploy.severity = windows_severity_option{};
  routine.reboot.after = reboot_after{};
  return made;
}

}  // namespace patchpolicy::inline v1
