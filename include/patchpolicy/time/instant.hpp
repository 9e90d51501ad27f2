// SPDX-License-Identifier: BSL-1.0
/// \file
/// Instants, and what a clock on the wall shows at them.
#pragma once

#include <chrono>
#include <cstdint>

#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace patchpolicy::inline v1 {

/// An instant, in whole seconds since 1970-01-01 00:00 UTC; leap seconds are not counted.
using std::chrono::sys_seconds;

/// What a clock on the wall shows, in whole seconds. Without a time zone it is no instant.
using std::chrono::local_seconds;

namespace detail {

/// So many days in seconds, which have 64 bits. Minutes may have 32, as some standard libraries have it, and then end
/// in the year 6053.
constexpr std::chrono::seconds seconds_in(day_number days) noexcept {
  return std::chrono::seconds(std::int64_t{days} * 86'400);
}

}  // namespace detail

/// A date and a wall time as what the clock shows.
constexpr local_seconds wall_time(civil_date date, time_of_day at) noexcept {
  return local_seconds(detail::seconds_in(day_number_of(date)) + std::chrono::minutes(at.minutes_since_midnight()));
}

/// What the clock shows at an instant, `offset` east of UTC.
constexpr local_seconds local_at(sys_seconds at, std::chrono::seconds offset) noexcept {
  return local_seconds(at.time_since_epoch() + offset);
}

namespace detail {

/// The instant at which a clock `offset` east of UTC shows `wall`.
constexpr sys_seconds sys_at(local_seconds wall, std::chrono::seconds offset) noexcept {
  return sys_seconds(wall.time_since_epoch() - offset);
}

/// The day on which so many seconds since 1970-01-01 fall.
constexpr std::int64_t day_of(std::chrono::seconds since_1970) noexcept {
  constexpr std::int64_t seconds_in_day = 86'400;
  const std::int64_t count = since_1970.count();
  return count / seconds_in_day - (count % seconds_in_day < 0 ? 1 : 0);
}

/// The years -3 to 10,000: no run and no zone's rule has to go beyond.
inline constexpr sys_seconds first_instant{seconds_in(number_of_day(-3, 1, 1))};
inline constexpr sys_seconds last_instant{seconds_in(number_of_day(10'001, 1, 1))};

}  // namespace detail
}  // namespace patchpolicy::inline v1
