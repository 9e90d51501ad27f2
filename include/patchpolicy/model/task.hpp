// SPDX-License-Identifier: BSL-1.0
/// \file
/// A task: when it runs, what it deploys, how it reboots (rule T3).
#pragma once

#include <optional>
#include <type_traits>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/time/schedule.hpp"

namespace patchpolicy::inline v1 {

/// Windows and Mac stage content, Linux does not (rule S9).
template <platform Platform>
using schedule_for = std::conditional_t<Platform == platform::gnu_linux, schedule, staged_schedule>;

/// A task is off unless it says otherwise, and then selects nothing (rule T3). One that is on needs a schedule; while
/// it is off it may keep one. A kind of task that the platform does not offer does not compile (rule T4).
template <platform Platform, task_kind Kind, class Storage>
  requires(offers_task(Platform, Kind))
struct basic_task {
  static constexpr platform os = Platform;
  static constexpr task_kind kind = Kind;

  bool enabled = false;
  std::optional<schedule_for<Platform>> schedule = {};
  basic_options<Platform, Kind, Storage> deploy = {};
  reboot_behavior<Platform> reboot = {};

  friend bool operator==(const basic_task&, const basic_task&) = default;
};

template <platform Platform, task_kind Kind, class Storage>
struct describe<basic_task<Platform, Kind, Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_task<Platform, Kind, Storage>;
    v(field{"enabled", &described_type::enabled, presence::required});
    v(field{"schedule", &described_type::schedule});
    v(field{"deploy", &described_type::deploy});
    v(field{"reboot", &described_type::reboot});
  }
};

template <platform Platform, task_kind Kind = task_kind::routine_maintenance>
using task = basic_task<Platform, Kind, owned>;
template <platform Platform, task_kind Kind = task_kind::routine_maintenance>
using task_view = basic_task<Platform, Kind, borrowed>;

}  // namespace patchpolicy::inline v1
