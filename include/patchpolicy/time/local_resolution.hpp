// SPDX-License-Identifier: BSL-1.0
/// \file
/// From what a clock shows to the instant that is meant, across changes of the clocks (rule S8).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// How often a wall time occurs in a zone: once, never, or twice.
enum class local_time_kind : std::uint8_t { unique, gap, fold };

template <>
struct enum_names<local_time_kind> {
  static constexpr std::string_view names[] = {"unique", "gap", "fold"};
};

/// The instant that a wall time means.
struct resolved_time {
  local_time_kind kind = local_time_kind::unique;
  std::optional<sys_seconds> at = {};  ///< nothing if the wall time does not exist and the policy leaves it out
  friend bool operator==(const resolved_time&, const resolved_time&) = default;
};

namespace detail {

template <time_zone Zone>
constexpr resolved_time resolve(local_seconds wall, const clock_change_policy& policy, zone_cursor<Zone>& zone) {
  // Offsets are limited, so these bound every instant that could be meant.
  const sys_seconds earliest = sys_at(wall, offset_limit);
  const sys_seconds latest = sys_at(wall, -offset_limit);
  zone_info info = zone.info_at(earliest);
  if (latest < info.end) return {local_time_kind::unique, sys_at(wall, info.offset)};

  std::optional<sys_seconds> reached;  // the first instant at which the clock shows `wall` or more: the rule's formula
  std::optional<sys_seconds> occurs[2];  // the instants at which it shows just that
  std::chrono::seconds offset_before = info.offset;  // in force until `reached`
  while (true) {
    const sys_seconds exact = sys_at(wall, info.offset);
    if (exact < info.end) {
      if (!reached) reached = (std::max)(exact, info.begin);
      // Intervals may overlap, but an instant occurs once.
      if (exact >= info.begin && !occurs[1] && occurs[0] != exact) occurs[occurs[0] ? 1 : 0] = exact;
    }
    if (latest < info.end) break;
    if (!reached) offset_before = info.offset;
    info = zone.info_at(info.end);
  }

  if (!occurs[0]) {
    if (policy.gap == gap_policy::skip) return {local_time_kind::gap, std::nullopt};
    const bool shifts = policy.gap == gap_policy::shift_forward;
    return {local_time_kind::gap, shifts ? sys_at(wall, offset_before) : reached};
  }
  if (!occurs[1]) return {local_time_kind::unique, reached};
  return {local_time_kind::fold, policy.fold == fold_policy::second ? occurs[1] : reached};
}

}  // namespace detail

/// The instant that `wall` means in `zone`. By default the first at which the clock shows `wall` or more: never early,
/// never lost, and later wall times never come before earlier ones. Asks the zone once where no change is near. `wall`
/// lies in the years 0 to 10,000.
template <time_zone Zone>
constexpr resolved_time resolve(local_seconds wall, const Zone& zone, const clock_change_policy& policy = {}) {
  detail::zone_cursor<Zone> cursor(zone);
  return detail::resolve(wall, policy, cursor);
}

}  // namespace patchpolicy::inline v1
