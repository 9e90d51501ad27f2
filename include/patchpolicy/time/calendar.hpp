// SPDX-License-Identifier: BSL-1.0
/// \file
/// The civil calendar as numbered days.
#pragma once

#include <cstdint>

#include "patchpolicy/time/civil_date.hpp"

namespace patchpolicy::inline v1 {

/// A civil day as the number of days since 1970-01-01; negative before that. It knows no time zone.
using day_number = std::int32_t;

/// The days on which a task can run: 1970-01-01 to 9999-12-31, both included (rule S8).
inline constexpr day_number first_run_day = 0;
inline constexpr day_number last_run_day = 2'932'896;

namespace detail {

/// The parts of a day that need not be a `civil_date`: delays and zones reach a little beyond those.
struct calendar_day {
  int year = 1970;
  int month = 1;
  int day = 1;
};

/// For days from March of the year -400 on. `day` may lie outside the month and then counts on from it.
constexpr day_number number_of_day(int year, int month, int day) noexcept {
  // Years that begin in March put the leap day last, so that the days before a month do not depend on it; they are
  // counted from March of -400.
  const int months = month > 2 ? month - 3 : month + 9;
  const int years = year + 400 - (month > 2 ? 0 : 1);
  constexpr int days_before_1970 = 865'566;
  return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - days_before_1970;
}

/// The inverse, for days from March of -400 on.
constexpr calendar_day day_of_number(day_number number) noexcept {
  constexpr std::uint32_t days_in_400_years = 146'097;
  const auto since_march = static_cast<std::uint32_t>(number + 865'565);
  const std::uint32_t cycle = since_march / days_in_400_years;
  const std::uint32_t of_cycle = since_march % days_in_400_years;
  // Without the leap days, every year of the cycle has 365 days.
  const std::uint32_t year_of_cycle = (of_cycle - of_cycle / 1460 + of_cycle / 36'524 - of_cycle / 146'096) / 365;
  const std::uint32_t of_year = of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
  const std::uint32_t months = (of_year * 5 + 2) / 153;
  const auto day = static_cast<int>(of_year - (months * 153 + 2) / 5) + 1;
  const int month = static_cast<int>(months) + (months < 10 ? 3 : -9);
  const int year = static_cast<int>(cycle * 400 + year_of_cycle) - 400 + (month > 2 ? 0 : 1);
  return {year, month, day};
}

/// The date of a day that is known to be one on which a task can run; where it counts, to check again is too slow.
constexpr civil_date date_of_run_day(day_number number) noexcept {
  const calendar_day parts = day_of_number(number);
  return civil_date(parts.year, parts.month, parts.day);
}

/// From Monday, 0, to Sunday, 6.
constexpr int weekday_index(day_number number) noexcept {
  const int from_monday = (number + 3) % 7;  // 1970-01-01 was a Thursday
  return from_monday < 0 ? from_monday + 7 : from_monday;
}

}  // namespace detail

/// The day of a date.
constexpr day_number day_number_of(civil_date date) noexcept {
  return detail::number_of_day(date.year(), date.month(), date.day());
}

/// The date of a day in the years 0 to 9999; on any other day the program ends.
constexpr civil_date civil_date_of(day_number number) {
  const detail::calendar_day parts = detail::day_of_number(number);
  return *civil_date::of(parts.year, parts.month, parts.day);
}

/// The weekday of a day, or of a date.
constexpr weekday weekday_of(day_number number) noexcept { return static_cast<weekday>(detail::weekday_index(number)); }
constexpr weekday weekday_of(civil_date date) noexcept { return weekday_of(day_number_of(date)); }

/// The second Tuesday of a month, its day 8 to 14 (rule S5). `month` is in [1, 12].
constexpr day_number patch_tuesday_of(int year, int month) noexcept {
  const day_number eighth = detail::number_of_day(year, month, 8);
  const int days_until_tuesday = (1 - detail::weekday_index(eighth) + 7) % 7;
  return eighth + days_until_tuesday;
}

}  // namespace patchpolicy::inline v1
