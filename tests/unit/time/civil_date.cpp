// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/civil_date.hpp"

#include <chrono>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

// What the standard library knows of the calendar.
std::chrono::year_month_day in_chrono(int year, int month, int day) {
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
         std::chrono::day(static_cast<unsigned>(day));
}

constexpr int first_year = 1900;
constexpr int last_year = 2300;  // more than 400 years, after which the calendar repeats itself

}  // namespace

TEST_CASE("a civil date exists where std::chrono says so over a whole cycle of the calendar") {
  for (int year = first_year; year <= last_year; ++year)
    for (int month = 0; month <= 14; ++month)
      for (int day = 0; day <= 33; ++day) {
        const auto made = pp::civil_date::of(year, month, day);
        const bool exists = in_chrono(year, month, day).ok();
        if (made.has_value() == exists && (exists ? made->year() == year && made->month() == month && made->day() == day
                                                  : made.error() == pp::no_such_date{year, month, day}))
          continue;
        CAPTURE(year, month, day, exists);
        REQUIRE(made.has_value() == exists);
        FAIL("another date");
      }
}

TEST_CASE("leap years and lengths of months agree with std::chrono") {
  for (int year = 0; year <= 9999; ++year) {
    CAPTURE(year);
    REQUIRE(pp::is_leap_year(year) == std::chrono::year(year).is_leap());
    for (unsigned month = 1; month <= 12; ++month) {
      const std::chrono::year_month_day last = std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
      REQUIRE(pp::days_in_month(year, static_cast<int>(month)) == static_cast<int>(static_cast<unsigned>(last.day())));
    }
  }
  PATCHPOLICY_CHECK_BOTH(pp::is_leap_year(2000));
  PATCHPOLICY_CHECK_BOTH(!pp::is_leap_year(2100));
  PATCHPOLICY_CHECK_BOTH(pp::days_in_month(2024, 2) == 29);
  PATCHPOLICY_CHECK_BOTH(pp::days_in_month(2025, 2) == 28);
}

TEST_CASE("civil dates are ordered in time") {
  const std::chrono::sys_days begin = std::chrono::year(first_year) / 1 / 1;
  const std::chrono::sys_days end = std::chrono::year(last_year) / 1 / 1;
  const auto civil = [](std::chrono::sys_days at) {
    const std::chrono::year_month_day date = at;
    return *pp::civil_date::of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                               static_cast<int>(static_cast<unsigned>(date.day())));
  };
  for (auto day = begin; day < end; day += std::chrono::days(1)) {
    if (civil(day) < civil(day + std::chrono::days(1)) && civil(day) == civil(day)) continue;
    CAPTURE(day.time_since_epoch().count());
    FAIL("out of order");
  }
  PATCHPOLICY_CHECK_BOTH(*pp::civil_date::of(2024, 12, 31) < *pp::civil_date::of(2025, 1, 1));
  PATCHPOLICY_CHECK_BOTH(*pp::civil_date::of(2025, 1, 31) < *pp::civil_date::of(2025, 2, 1));
}

TEST_CASE("civil dates reach from the year 0 to the year 9999") {
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(0, 1, 1).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(0, 2, 29).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(9999, 12, 31).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(-1, 12, 31).error() == pp::no_such_date{-1, 12, 31});
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(10000, 1, 1).error() == pp::no_such_date{10000, 1, 1});
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(65536 + 2025, 1, 1).error() == pp::no_such_date{67561, 1, 1});
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(2025, 1, 256 + 1).error() == pp::no_such_date{2025, 1, 257});
  PATCHPOLICY_CHECK_BOTH(pp::civil_date::of(2025, -1, 1).error() == pp::no_such_date{2025, -1, 1});
}

TEST_CASE("weekdays are named from Monday") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::weekday> == 7);
  for (unsigned i = 0; i < 7; ++i) {
    CAPTURE(i);
    const auto day = static_cast<pp::weekday>(i);
    CHECK(pp::from_name<pp::weekday>(pp::name_of(day)) == day);
  }
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::monday) == "monday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::tuesday) == "tuesday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::wednesday) == "wednesday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::thursday) == "thursday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::friday) == "friday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::saturday) == "saturday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::weekday::sunday) == "sunday");
}
