// SPDX-License-Identifier: BSL-1.0
/// \file
/// Platforms, and the tasks that each offers (rules T1 and T2).
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "patchpolicy/core/enum_names.hpp"

namespace patchpolicy::inline v1 {

/// What an endpoint runs. (`linux` is a macro on some compilers.)
enum class platform : std::uint8_t { windows, mac, gnu_linux };

template <>
struct enum_names<platform> {
  static constexpr std::string_view names[] = {"windows", "mac", "linux"};
};

/// What a task is meant for (rule T2).
enum class task_kind : std::uint8_t {
  routine_maintenance,  ///< the monthly patching of system and applications
  priority_updates,     ///< applications that release often; Windows only
  zero_day_response,    ///< urgent answers, such as exploited vulnerabilities; Windows only
};

template <>
struct enum_names<task_kind> {
  static constexpr std::string_view names[] = {"routine_maintenance", "priority_updates", "zero_day_response"};
};

/// Rule T2: only Windows has more than routine maintenance.
constexpr bool offers_task(platform os, task_kind kind) noexcept {
  return os == platform::windows || kind == task_kind::routine_maintenance;
}

/// A platform as a type, for overloads and generic lambdas.
template <platform Platform>
using platform_constant = std::integral_constant<platform, Platform>;

/// Calls `f(platform_constant<os>{})` and returns its answer: the bridge from a platform chosen at run time.
template <class Function>
constexpr decltype(auto) visit_platform(platform os, Function&& f) {
  switch (os) {
    case platform::mac: return std::forward<Function>(f)(platform_constant<platform::mac>{});
    case platform::gnu_linux: return std::forward<Function>(f)(platform_constant<platform::gnu_linux>{});
    case platform::windows: break;
  }
  return std::forward<Function>(f)(platform_constant<platform::windows>{});
}

}  // namespace patchpolicy::inline v1
