// SPDX-License-Identifier: BSL-1.0
/// \file
/// Dates of the civil (proleptic Gregorian) calendar, without a time zone.
#pragma once

#include <cstdint>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/result.hpp"

namespace patchpolicy::inline v1 {

/// The days of the week, from Monday.
enum class weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

template <>
struct enum_names<weekday> {
  static constexpr std::string_view names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
};

/// By the Gregorian rule, before 1582 as well.
constexpr bool is_leap_year(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// 28 to 31. `month` is in [1, 12].
constexpr int days_in_month(int year, int month) noexcept {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Why a date was refused: there is no such day.
struct no_such_date {
  int year = 0;
  int month = 0;
  int day = 0;
  friend bool operator==(const no_such_date&, const no_such_date&) = default;
};

class civil_date;

namespace detail {
constexpr civil_date date_of_run_day(std::int32_t number) noexcept;
}

/// A day that exists, of the years 0 to 9999. Ordered in time.
class civil_date {
 public:
  static constexpr result<civil_date, no_such_date> of(int year, int month, int day) {
    const bool exists =
        0 <= year && year <= 9999 && 1 <= month && month <= 12 && 1 <= day && day <= days_in_month(year, month);
    if (!exists) return unexpected{no_such_date{year, month, day}};
    return civil_date(year, month, day);
  }

  constexpr int year() const noexcept { return year_; }
  constexpr int month() const noexcept { return month_; }
  constexpr int day() const noexcept { return day_; }

  friend bool operator==(civil_date, civil_date) = default;
  friend auto operator<=>(civil_date, civil_date) = default;

 private:
  friend constexpr civil_date detail::date_of_run_day(std::int32_t number) noexcept;

  constexpr civil_date(int year, int month, int day) noexcept
      : year_(static_cast<std::int16_t>(year)),
        month_(static_cast<std::uint8_t>(month)),
        day_(static_cast<std::uint8_t>(day)) {}

  std::int16_t year_;
  std::uint8_t month_;
  std::uint8_t day_;
};

}  // namespace patchpolicy::inline v1
