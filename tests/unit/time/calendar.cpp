// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/calendar.hpp"

#include <chrono>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

// A day after the other, from a Wednesday: 1 March of the year -400 (as of every 400th).
struct counted_day {
  int year = -400;
  int month = 3;
  int day = 1;
  int weekday = 2;

  void step() {
    weekday = weekday == 6 ? 0 : weekday + 1;
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int length = month == 2 && leap ? 29 : lengths[month - 1];
    if (++day <= length) return;
    day = 1;
    if (++month <= 12) return;
    month = 1;
    ++year;
  }
};

constexpr pp::civil_date date(int year, int month, int day) { return *pp::civil_date::of(year, month, day); }

pp::day_number in_chrono(int year, int month, int day) {
  const std::chrono::sys_days at = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                                   std::chrono::day(static_cast<unsigned>(day));
  return static_cast<pp::day_number>(at.time_since_epoch().count());
}

}  // namespace

TEST_CASE("days are numbered as they follow one another") {
  pp::day_number number = in_chrono(-400, 3, 1);
  for (counted_day at; at.year <= 10'300; at.step(), ++number) {
    const pp::detail::calendar_day parts = pp::detail::day_of_number(number);
    if (pp::detail::number_of_day(at.year, at.month, at.day) == number && parts.year == at.year &&
        parts.month == at.month && parts.day == at.day && pp::detail::weekday_index(number) == at.weekday)
      continue;
    CAPTURE(at.year, at.month, at.day, at.weekday, number, parts.year, parts.month, parts.day);
    CHECK(pp::detail::number_of_day(at.year, at.month, at.day) == number);
    CHECK(pp::detail::weekday_index(number) == at.weekday);
    FAIL("another day");
  }
  CHECK(number == in_chrono(10'301, 1, 1));
}

TEST_CASE("civil dates and their numbers are the same days") {
  counted_day at;
  pp::day_number number = in_chrono(-400, 3, 1);
  for (; at.year < 0; at.step()) ++number;
  for (; at.year <= 9999; at.step(), ++number) {
    const pp::civil_date made = pp::civil_date_of(number);
    const auto weekday = static_cast<pp::weekday>(at.weekday);
    if (made == date(at.year, at.month, at.day) && pp::day_number_of(made) == number &&
        pp::weekday_of(number) == weekday && pp::weekday_of(made) == weekday &&
        (number < pp::first_run_day || pp::detail::date_of_run_day(number) == made))
      continue;
    CAPTURE(at.year, at.month, at.day, number);
    FAIL("another day");
  }
  PATCHPOLICY_CHECK_BOTH(pp::day_number_of(date(1970, 1, 1)) == 0);
  PATCHPOLICY_CHECK_BOTH(pp::day_number_of(date(1969, 12, 31)) == -1);
  PATCHPOLICY_CHECK_BOTH(pp::day_number_of(date(2000, 3, 1)) == 11'017);
  PATCHPOLICY_CHECK_BOTH(pp::civil_date_of(-1) == date(1969, 12, 31));
  PATCHPOLICY_CHECK_BOTH(pp::civil_date_of(11'016) == date(2000, 2, 29));
  PATCHPOLICY_CHECK_BOTH(pp::weekday_of(0) == pp::weekday::thursday);
  PATCHPOLICY_CHECK_BOTH(pp::weekday_of(-3) == pp::weekday::monday);
  PATCHPOLICY_CHECK_BOTH(pp::weekday_of(-4) == pp::weekday::sunday);
  PATCHPOLICY_CHECK_BOTH(pp::weekday_of(date(2026, 11, 23)) == pp::weekday::monday);
}

TEST_CASE("runs fall on the days from 1970 to 9999") {
  PATCHPOLICY_CHECK_BOTH(pp::civil_date_of(pp::first_run_day) == date(1970, 1, 1));
  PATCHPOLICY_CHECK_BOTH(pp::civil_date_of(pp::last_run_day) == date(9999, 12, 31));
}

TEST_CASE("a day outside its month counts on from it") {
  for (const int year : {-399, -1, 0, 1970, 2024, 2100, 10'000})
    for (int month = 1; month <= 12; ++month)
      for (int day = -400; day <= 800; ++day) {
        const pp::day_number expected = in_chrono(year, month, 1) + day - 1;
        if (pp::detail::number_of_day(year, month, day) == expected) continue;
        CAPTURE(year, month, day);
        FAIL("another day");
      }
  PATCHPOLICY_CHECK_BOTH(pp::detail::number_of_day(2024, 3, 0) == pp::detail::number_of_day(2024, 2, 29));
  PATCHPOLICY_CHECK_BOTH(pp::detail::number_of_day(2025, 12, 32) == pp::detail::number_of_day(2026, 1, 1));
}

TEST_CASE("Patch Tuesday is a Tuesday among the days 8 to 14 of every month") {
  for (int year = -3; year <= 10'001; ++year)
    for (int month = 1; month <= 12; ++month) {
      const pp::day_number found = pp::patch_tuesday_of(year, month);
      const pp::day_number first = in_chrono(year, month, 1);
      const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(found))};
      if (weekday == std::chrono::Tuesday && found >= first + 7 && found <= first + 13) continue;
      CAPTURE(year, month, found - first + 1);
      FAIL("no second Tuesday");
    }
  constexpr auto patch_tuesday = [](int year, int month) {
    return pp::civil_date_of(pp::patch_tuesday_of(year, month));
  };
  PATCHPOLICY_CHECK_BOTH(patch_tuesday(2025, 7) == date(2025, 7, 8));    // the first day is a Tuesday
  PATCHPOLICY_CHECK_BOTH(patch_tuesday(2025, 10) == date(2025, 10, 14));  // the first day is a Wednesday
  PATCHPOLICY_CHECK_BOTH(patch_tuesday(2025, 11) == date(2025, 11, 11));
  PATCHPOLICY_CHECK_BOTH(patch_tuesday(2025, 12) == date(2025, 12, 9));
}
