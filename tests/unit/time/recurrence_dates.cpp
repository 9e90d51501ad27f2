// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/recurrence_dates.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr pp::civil_date date(int year, int month, int day) { return *pp::civil_date::of(year, month, day); }
constexpr pp::monthly_day on_day(int day, pp::short_month_policy policy = pp::short_month_policy::last_day) {
  return pp::day_of_month{*pp::month_day::of(day), policy};
}
constexpr pp::monthly_day on_weekday(pp::week_of_month week, pp::weekday day) {
  return pp::weekday_of_month{week, day};
}

constexpr auto first = [](const pp::recurrence_rule& rule, int year, int month, int day) {
  return pp::first_date_from(rule, date(year, month, day));
};
constexpr auto last = [](const pp::recurrence_rule& rule, int year, int month, int day) {
  return pp::last_date_until(rule, date(year, month, day));
};
constexpr auto has = [](const pp::recurrence_rule& rule, int year, int month, int day) {
  return pp::is_date_of(rule, date(year, month, day));
};

constexpr pp::recurrence_rule first_wednesday_and_3 =
    pp::monthly(on_weekday(pp::week_of_month::first, pp::weekday::wednesday), 3_days);
constexpr pp::recurrence_rule day_after_patch_tuesday = pp::monthly::after_patch_tuesday(1_days);

// What a month's day is, by the calendar of the standard library.
std::optional<sys_days> in_chrono(const pp::monthly_day& on, std::chrono::year_month month) {
  const sys_days month_end = month / std::chrono::last;
  if (std::holds_alternative<pp::last_day_of_month>(on)) return month_end;
  if (const auto* number = std::get_if<pp::day_of_month>(&on)) {
    const auto there = month / std::chrono::day(static_cast<unsigned>(number->day.count()));
    if (there.ok()) return there;
    if (number->short_month == pp::short_month_policy::skip) return std::nullopt;
    return month_end;
  }
  const auto& weekday = std::get<pp::weekday_of_month>(on);
  const std::chrono::weekday day(static_cast<unsigned>(weekday.day) + 1);  // 1 is Monday
  if (weekday.week == pp::week_of_month::last) return month / day[std::chrono::last];
  const auto there = month / day[static_cast<unsigned>(weekday.week) + 1];
  if (there.ok()) return there;
  return std::nullopt;
}

// All dates of a rule in some months, and those that come from the months around; a delay is at most 30 days.
std::set<sys_days> dates_of(const pp::monthly& rule, std::chrono::year_month from, std::chrono::year_month to) {
  std::set<sys_days> dates;
  for (auto month = from - std::chrono::months(5); month <= to + std::chrono::months(5);
       month += std::chrono::months(1)) {
    if (rule.on())
      if (const auto day = in_chrono(*rule.on(), month)) dates.insert(*day + days(rule.delay().count()));
    if (const auto after = rule.days_after_patch_tuesday())
      dates.insert(sys_days(month / std::chrono::Tuesday[2]) + days(after->count()));
  }
  return dates;
}

std::vector<pp::monthly> many_monthly_rules() {
  std::vector<pp::monthly_day> on{pp::last_day_of_month{}};
  for (int day = 1; day <= 31; ++day)
    for (const auto policy : {pp::short_month_policy::last_day, pp::short_month_policy::skip})
      on.push_back(on_day(day, policy));
  for (std::size_t week = 0; week < pp::enum_size<pp::week_of_month>; ++week)
    for (std::size_t day = 0; day < 7; ++day)
      on.push_back(on_weekday(static_cast<pp::week_of_month>(week), static_cast<pp::weekday>(day)));

  std::vector<pp::monthly> rules;
  for (int after = 0; after <= 30; ++after)
    rules.push_back(pp::monthly::after_patch_tuesday(*pp::day_count::of(after)));
  for (const pp::monthly_day& day : on) {
    for (const int delay : {0, 1, 17, 30}) rules.push_back(pp::monthly(day, *pp::day_count::of(delay)));
    rules.push_back(pp::monthly(day, 0_days, 0_days));
    rules.push_back(pp::monthly(day, 3_days, 30_days));
  }
  return rules;
}

pp::civil_date civil(sys_days at) {
  return pp::civil_date_of(static_cast<pp::day_number>(at.time_since_epoch().count()));
}

bool is_in_calendar(sys_days at) { return at >= sys_days{} && at <= sys_days(std::chrono::year(9999) / 12 / 31); }

void agree_with_chrono(std::chrono::year_month from, std::chrono::year_month to) {
  for (const pp::monthly& rule : many_monthly_rules()) {
    const std::set<sys_days> dates = dates_of(rule, from, to);
    for (sys_days day = from / 1; day <= sys_days(to / std::chrono::last); day += days(1)) {
      auto next = dates.lower_bound(day);
      while (next != dates.end() && *next < sys_days{}) ++next;
      const auto after = dates.upper_bound(day);
      REQUIRE(after != dates.begin());
      REQUIRE(next != dates.end());
      const sys_days previous = *std::prev(after);
      const auto expected_first = is_in_calendar(*next) ? std::optional(civil(*next)) : std::nullopt;
      const auto expected_last = is_in_calendar(previous) ? std::optional(civil(previous)) : std::nullopt;
      if (pp::first_date_from(rule, civil(day)) == expected_first &&
          pp::last_date_until(rule, civil(day)) == expected_last &&
          pp::is_date_of(rule, civil(day)) == (dates.contains(day) && is_in_calendar(day)))
        continue;
      CAPTURE(civil(day).year(), civil(day).month(), civil(day).day());
      CAPTURE(rule.on() ? static_cast<int>(rule.on()->index()) : -1, rule.delay().count());
      CHECK(pp::first_date_from(rule, civil(day)) == expected_first);
      CHECK(pp::last_date_until(rule, civil(day)) == expected_last);
      FAIL("another date");
    }
  }
}

}  // namespace

TEST_CASE("monthly dates agree with std::chrono") {
  using std::chrono::year;
  SECTION("at the begin of the calendar") { agree_with_chrono(year(1969) / 11, year(1970) / 4); }
  SECTION("around a leap year") { agree_with_chrono(year(2023) / 12, year(2025) / 3); }
  SECTION("in a hundredth year without a leap day") { agree_with_chrono(year(2099) / 12, year(2100) / 4); }
  SECTION("at the end of the calendar") { agree_with_chrono(year(9999) / 9, year(9999) / 12); }
}

TEST_CASE("rule S1: every day is a date of a daily recurrence") {
  constexpr pp::recurrence_rule daily = pp::daily{};
  PATCHPOLICY_CHECK_BOTH(first(daily, 2025, 2, 28) == date(2025, 2, 28));
  PATCHPOLICY_CHECK_BOTH(last(daily, 2024, 2, 29) == date(2024, 2, 29));
  PATCHPOLICY_CHECK_BOTH(has(daily, 1970, 1, 1));
  PATCHPOLICY_CHECK_BOTH(has(daily, 9999, 12, 31));
  PATCHPOLICY_CHECK_BOTH(!has(daily, 1969, 12, 31));
}

TEST_CASE("rule S2: weekly dates are those of its weekdays") {
  for (unsigned bits = 1; bits < 128; ++bits) {
    CAPTURE(bits);
    pp::flag_set<pp::weekday> on;
    for (unsigned day = 0; day < 7; ++day)
      if ((bits >> day & 1) != 0) on.insert(static_cast<pp::weekday>(day));
    const pp::recurrence_rule rule = *pp::weekly::of(on);
    for (int start = 0; start < 21; ++start) {
      CAPTURE(start);
      sys_days next = sys_days(std::chrono::year(2025) / 12 / 20) + days(start);
      sys_days previous = next;
      const pp::civil_date from = civil(next);
      const auto is_on = [&](sys_days at) { return (bits >> (std::chrono::weekday(at).iso_encoding() - 1) & 1) != 0; };
      while (!is_on(next)) next += days(1);
      while (!is_on(previous)) previous -= days(1);
      REQUIRE(pp::first_date_from(rule, from) == civil(next));
      REQUIRE(pp::last_date_until(rule, from) == civil(previous));
      REQUIRE(pp::is_date_of(rule, from) == (next == previous));
    }
  }
  constexpr pp::recurrence_rule monday = pp::weekly(pp::weekday::monday);
  PATCHPOLICY_CHECK_BOTH(first(monday, 2026, 11, 23) == date(2026, 11, 23));
  PATCHPOLICY_CHECK_BOTH(first(monday, 2026, 11, 24) == date(2026, 11, 30));
  PATCHPOLICY_CHECK_BOTH(last(monday, 2026, 11, 22) == date(2026, 11, 16));
}

TEST_CASE("rule S3: a month without the day runs on its last day or is left out") {
  constexpr pp::recurrence_rule on_31st = pp::monthly(on_day(31));
  constexpr pp::recurrence_rule on_31st_or_never = pp::monthly(on_day(31, pp::short_month_policy::skip));
  constexpr pp::recurrence_rule on_29th_or_never = pp::monthly(on_day(29, pp::short_month_policy::skip));
  PATCHPOLICY_CHECK_BOTH(first(on_31st, 2025, 2, 1) == date(2025, 2, 28));
  PATCHPOLICY_CHECK_BOTH(first(on_31st, 2024, 2, 1) == date(2024, 2, 29));
  PATCHPOLICY_CHECK_BOTH(first(on_31st, 2024, 3, 1) == date(2024, 3, 31));
  PATCHPOLICY_CHECK_BOTH(first(on_31st, 2025, 4, 1) == date(2025, 4, 30));
  PATCHPOLICY_CHECK_BOTH(last(on_31st, 2025, 3, 30) == date(2025, 2, 28));
  PATCHPOLICY_CHECK_BOTH(first(on_31st_or_never, 2025, 2, 1) == date(2025, 3, 31));
  PATCHPOLICY_CHECK_BOTH(first(on_31st_or_never, 2025, 4, 1) == date(2025, 5, 31));
  PATCHPOLICY_CHECK_BOTH(last(on_31st_or_never, 2025, 5, 30) == date(2025, 3, 31));
  PATCHPOLICY_CHECK_BOTH(first(on_29th_or_never, 2024, 2, 1) == date(2024, 2, 29));
  PATCHPOLICY_CHECK_BOTH(first(on_29th_or_never, 2025, 2, 1) == date(2025, 3, 29));
  PATCHPOLICY_CHECK_BOTH(first(on_29th_or_never, 2100, 2, 1) == date(2100, 3, 29));
}

TEST_CASE("rule S3: the last day of the month has the date that the month gives it") {
  constexpr pp::recurrence_rule month_end = pp::monthly(pp::last_day_of_month{});
  PATCHPOLICY_CHECK_BOTH(first(month_end, 2025, 1, 1) == date(2025, 1, 31));
  PATCHPOLICY_CHECK_BOTH(first(month_end, 2025, 2, 1) == date(2025, 2, 28));
  PATCHPOLICY_CHECK_BOTH(first(month_end, 2024, 2, 1) == date(2024, 2, 29));
  PATCHPOLICY_CHECK_BOTH(first(month_end, 2100, 2, 1) == date(2100, 2, 28));
  PATCHPOLICY_CHECK_BOTH(first(month_end, 2025, 12, 31) == date(2025, 12, 31));
  PATCHPOLICY_CHECK_BOTH(last(month_end, 2026, 1, 30) == date(2025, 12, 31));
}

TEST_CASE("rule S3: weekdays are counted in their month, and a month without a fifth is left out") {
  constexpr pp::recurrence_rule fifth_friday = pp::monthly(on_weekday(pp::week_of_month::fifth, pp::weekday::friday));
  constexpr pp::recurrence_rule last_friday = pp::monthly(on_weekday(pp::week_of_month::last, pp::weekday::friday));
  constexpr pp::recurrence_rule first_sunday = pp::monthly(on_weekday(pp::week_of_month::first, pp::weekday::sunday));
  constexpr pp::recurrence_rule fourth_monday = pp::monthly(on_weekday(pp::week_of_month::fourth, pp::weekday::monday));
  // In 2025 the months with five Fridays are January, May, August and October.
  PATCHPOLICY_CHECK_BOTH(first(fifth_friday, 2025, 1, 1) == date(2025, 1, 31));
  PATCHPOLICY_CHECK_BOTH(first(fifth_friday, 2025, 2, 1) == date(2025, 5, 30));
  PATCHPOLICY_CHECK_BOTH(first(fifth_friday, 2025, 5, 31) == date(2025, 8, 29));
  PATCHPOLICY_CHECK_BOTH(first(fifth_friday, 2025, 9, 1) == date(2025, 10, 31));
  PATCHPOLICY_CHECK_BOTH(last(fifth_friday, 2025, 5, 29) == date(2025, 1, 31));
  PATCHPOLICY_CHECK_BOTH(first(last_friday, 2025, 2, 1) == date(2025, 2, 28));
  PATCHPOLICY_CHECK_BOTH(first(last_friday, 2025, 1, 25) == date(2025, 1, 31));
  PATCHPOLICY_CHECK_BOTH(last(last_friday, 2025, 2, 27) == date(2025, 1, 31));
  PATCHPOLICY_CHECK_BOTH(first(first_sunday, 2025, 6, 1) == date(2025, 6, 1));
  PATCHPOLICY_CHECK_BOTH(first(first_sunday, 2025, 6, 2) == date(2025, 7, 6));
  PATCHPOLICY_CHECK_BOTH(first(fourth_monday, 2025, 9, 1) == date(2025, 9, 22));
}

TEST_CASE("rule S4: a delay counts from the month's day and is not clamped to the month's end") {
  // The Saturday after the first Wednesday is the first Saturday in October 2025 and the second in May.
  PATCHPOLICY_CHECK_BOTH(first(first_wednesday_and_3, 2025, 10, 1) == date(2025, 10, 4));
  PATCHPOLICY_CHECK_BOTH(first(first_wednesday_and_3, 2025, 5, 1) == date(2025, 5, 10));
  PATCHPOLICY_CHECK_BOTH(last(first_wednesday_and_3, 2025, 10, 3) == date(2025, 9, 6));

  constexpr pp::recurrence_rule on_31st_and_30 = pp::monthly(on_day(31), 30_days);
  PATCHPOLICY_CHECK_BOTH(first(on_31st_and_30, 2025, 3, 1) == date(2025, 3, 2));  // from 31 January
  PATCHPOLICY_CHECK_BOTH(first(on_31st_and_30, 2025, 3, 3) == date(2025, 3, 30));  // from 28 February
  PATCHPOLICY_CHECK_BOTH(first(on_31st_and_30, 2024, 3, 1) == date(2024, 3, 1));
  PATCHPOLICY_CHECK_BOTH(last(on_31st_and_30, 2025, 3, 1) == date(2025, 1, 30));  // from 31 December
  PATCHPOLICY_CHECK_BOTH(!has(on_31st_and_30, 2025, 2, 28));

  constexpr pp::recurrence_rule month_end_and_1 = pp::monthly(pp::last_day_of_month{}, 1_days);
  PATCHPOLICY_CHECK_BOTH(first(month_end_and_1, 2025, 12, 31) == date(2026, 1, 1));
}

TEST_CASE("rule S5: Patch Tuesday is the second one") {
  const pp::recurrence_rule tuesdays = pp::patch_tuesday{};
  for (auto month = std::chrono::year(1970) / 1; month < std::chrono::year(2400) / 1; month += std::chrono::months(1)) {
    const sys_days found = month / std::chrono::Tuesday[2];
    const sys_days next = (month + std::chrono::months(1)) / std::chrono::Tuesday[2];
    if (pp::first_date_from(tuesdays, civil(month / 1)) == civil(found) &&
        pp::first_date_from(tuesdays, civil(found)) == civil(found) &&
        pp::first_date_from(tuesdays, civil(found + days(1))) == civil(next) &&
        pp::first_date_from(tuesdays, civil(month / std::chrono::last)) == civil(next) &&
        pp::last_date_until(tuesdays, civil(next - days(1))) == civil(found) &&
        pp::last_date_until(tuesdays, civil(found)) == civil(found))
      continue;
    CAPTURE(civil(found).year(), civil(found).month());
    FAIL("another day");
  }
  constexpr pp::recurrence_rule rule = pp::patch_tuesday{};
  PATCHPOLICY_CHECK_BOTH(first(rule, 2025, 10, 1) == date(2025, 10, 14));
  PATCHPOLICY_CHECK_BOTH(first(rule, 2025, 10, 14) == date(2025, 10, 14));
  PATCHPOLICY_CHECK_BOTH(first(rule, 2025, 10, 15) == date(2025, 11, 11));
  PATCHPOLICY_CHECK_BOTH(last(rule, 2025, 10, 13) == date(2025, 9, 9));
  PATCHPOLICY_CHECK_BOTH(last(rule, 2026, 1, 12) == date(2025, 12, 9));
}

TEST_CASE("rule S6: days after Patch Tuesday join a month's own day, which alone has the delay") {
  // 1 October 2025 is a Wednesday: the second one is the 8th, and Patch Tuesday the 14th.
  PATCHPOLICY_CHECK_BOTH(first(day_after_patch_tuesday, 2025, 10, 1) == date(2025, 10, 15));
  PATCHPOLICY_CHECK_BOTH(!has(day_after_patch_tuesday, 2025, 10, 8));
  PATCHPOLICY_CHECK_BOTH(last(day_after_patch_tuesday, 2025, 10, 14) == date(2025, 9, 10));

  constexpr pp::recurrence_rule both = pp::monthly(on_day(20), 5_days, 1_days);
  PATCHPOLICY_CHECK_BOTH(first(both, 2025, 10, 1) == date(2025, 10, 15));
  PATCHPOLICY_CHECK_BOTH(first(both, 2025, 10, 16) == date(2025, 10, 25));
  PATCHPOLICY_CHECK_BOTH(last(both, 2025, 10, 24) == date(2025, 10, 15));
  PATCHPOLICY_CHECK_BOTH(last(both, 2025, 10, 14) == date(2025, 9, 25));

  // A date in both runs is one date.
  constexpr pp::recurrence_rule twice = pp::monthly(on_day(14), 1_days, 1_days);
  PATCHPOLICY_CHECK_BOTH(first(twice, 2025, 10, 15) == date(2025, 10, 15));
  PATCHPOLICY_CHECK_BOTH(first(twice, 2025, 10, 16) == date(2025, 11, 12));

  // Patch Tuesday + 30 may lie in the month after next to nobody's surprise: 14 October + 30 is 13 November.
  constexpr pp::recurrence_rule late = pp::monthly::after_patch_tuesday(30_days);
  PATCHPOLICY_CHECK_BOTH(first(late, 2025, 11, 1) == date(2025, 11, 13));
}

TEST_CASE("rule S8: the calendar ends where no date is left") {
  constexpr pp::recurrence_rule monday = pp::weekly(pp::weekday::monday);  // 9999-12-31 is a Friday
  constexpr pp::recurrence_rule friday = pp::weekly(pp::weekday::friday);
  PATCHPOLICY_CHECK_BOTH(first(friday, 9999, 12, 31) == date(9999, 12, 31));
  PATCHPOLICY_CHECK_BOTH(first(monday, 9999, 12, 28) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(first(pp::patch_tuesday{}, 9999, 12, 14) == date(9999, 12, 14));
  PATCHPOLICY_CHECK_BOTH(first(pp::patch_tuesday{}, 9999, 12, 15) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(first(pp::monthly(pp::last_day_of_month{}), 9999, 12, 31) == date(9999, 12, 31));
  PATCHPOLICY_CHECK_BOTH(first(pp::monthly(on_day(15), 30_days), 9999, 12, 16) == std::nullopt);

  // 1970-01-01 is a Thursday; earlier dates are asked about, but none is a date.
  constexpr pp::recurrence_rule thursday = pp::weekly(pp::weekday::thursday);
  PATCHPOLICY_CHECK_BOTH(first(thursday, 0, 1, 1) == date(1970, 1, 1));
  PATCHPOLICY_CHECK_BOTH(first(monday, 1969, 12, 29) == date(1970, 1, 5));
  PATCHPOLICY_CHECK_BOTH(last(thursday, 1970, 1, 1) == date(1970, 1, 1));
  PATCHPOLICY_CHECK_BOTH(last(monday, 1970, 1, 4) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(last(thursday, 1969, 12, 31) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(last(pp::monthly(on_day(31), 30_days), 0, 1, 1) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(!has(thursday, 1969, 12, 25));
  // A day of December 1969 and a delay are a date of 1970.
  PATCHPOLICY_CHECK_BOTH(first(pp::monthly(on_day(31), 30_days), 1970, 1, 1) == date(1970, 1, 30));
  PATCHPOLICY_CHECK_BOTH(last(pp::monthly(on_day(31), 30_days), 1970, 1, 29) == std::nullopt);
}
