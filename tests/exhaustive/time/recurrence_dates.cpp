// SPDX-License-Identifier: BSL-1.0
// Every recurrence, asked on every day of a cycle of 400 years, has the dates that a walk from day to day finds.
#include "patchpolicy/time/recurrence_dates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "support/catch.hpp"
#include "support/naive_schedule.hpp"
#include "support/random_schedule.hpp"

namespace pp = patchpolicy;

namespace {

// The calendar repeats itself after 400 years, to the weekday.
constexpr std::size_t whole_cycle = 146'097;
// With a leap year, for the many recurrences that differ in whole days alone.
constexpr std::size_t four_years = 4 * 365 + 1;

// 1968 and 1969, from which a delay reaches into 1970; dates do not begin before that.
constexpr std::size_t days_before_1970 = 366 + 365;
// The next date is never farther away: four months between fifth weekdays, and a delay.
constexpr std::size_t days_to_look_ahead = 5 * 31;

// For each day from 1968-01-01 on, whether something happens on it.
using marked_days = std::vector<char>;

// Walks over the months until `days` days after 1970-01-01, and some more.
template <class Happens>
marked_days walk(std::size_t days, Happens happens) {
  marked_days marked;
  for (const naive::calendar_month& month : naive::calendar()) {
    if (marked.size() > days_before_1970 + days + days_to_look_ahead) break;
    for (int day = 1; day <= month.length; ++day) marked.push_back(happens(month, day) ? 1 : 0);
  }
  return marked;
}

marked_days walk(std::size_t days, const pp::monthly_day& on) {
  return walk(days, [&](const naive::calendar_month& m, int d) { return naive::is_day_of_its_own(on, m, d); });
}

// Rules S4 and S6: whole days later.
marked_days later(marked_days marked, int days) {
  marked.insert(marked.begin(), static_cast<std::size_t>(days), 0);
  return marked;
}

marked_days either(marked_days a, const marked_days& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    if (b[i] != 0) a[i] = 1;
  return a;
}

// The dates from 1970-01-01 on.
const std::vector<pp::civil_date>& all_dates() {
  static const std::vector<pp::civil_date> dates = [] {
    std::vector<pp::civil_date> made;
    for (const naive::calendar_month& m : naive::calendar())
      for (int day = 1; m.year >= 1970 && day <= m.length; ++day)
        if (made.size() < whole_cycle + days_to_look_ahead) made.push_back(*pp::civil_date::of(m.year, m.month, day));
    return made;
  }();
  return dates;
}

// Asks about each of the first `days` days from 1970-01-01 on, and compares the answers with `marked`. Whether a day is
// a date follows from the first date from there on, so that is asked for a shorter time.
void agree(const pp::recurrence_rule& rule, const marked_days& marked, std::size_t days) {
  const std::vector<pp::civil_date>& dates = all_dates();
  std::size_t next = 0;
  std::optional<pp::civil_date> previous;
  bool is_date = false;
  std::size_t day = 0;
  for (; day < days; ++day) {
    is_date = marked[days_before_1970 + day] != 0;
    if (is_date) previous = dates[day];
    if (next < day) next = day;
    while (marked[days_before_1970 + next] == 0) ++next;
    if (pp::first_date_from(rule, dates[day]) != dates[next] || pp::last_date_until(rule, dates[day]) != previous ||
        (day < four_years && pp::is_date_of(rule, dates[day]) != is_date))
      break;
  }
  if (day < days) {
    INFO(naive::text_of(rule) << " on " << dates[day].year() << '-' << dates[day].month() << '-' << dates[day].day());
    CHECK(pp::first_date_from(rule, dates[day]) == dates[next]);
    CHECK(pp::last_date_until(rule, dates[day]) == previous);
    CHECK(pp::is_date_of(rule, dates[day]) == is_date);
  }
  REQUIRE(day == days);
}

pp::day_count day_count(int days) { return *pp::day_count::of(days); }

bool is_weekday(const naive::calendar_month& month, int day, pp::flag_set<pp::weekday> on) {
  return on.contains(month.weekday_of[static_cast<std::size_t>(day)]);
}

void agree_on_weekly(pp::flag_set<pp::weekday> on, std::size_t days) {
  const auto happens = [&](const naive::calendar_month& month, int day) { return is_weekday(month, day, on); };
  agree(*pp::weekly::of(on), walk(days, happens), days);
}

std::vector<pp::monthly_day> days_by_date(pp::short_month_policy policy, int from, int to) {
  std::vector<pp::monthly_day> days;
  for (int day = from; day <= to; ++day) days.push_back(pp::day_of_month{*pp::month_day::of(day), policy});
  return days;
}

std::vector<pp::monthly_day> days_by_weekday() {
  std::vector<pp::monthly_day> days;
  for (std::size_t week = 0; week < pp::enum_size<pp::week_of_month>; ++week)
    for (std::size_t day = 0; day < pp::enum_size<pp::weekday>; ++day)
      days.push_back(pp::weekday_of_month{static_cast<pp::week_of_month>(week), static_cast<pp::weekday>(day)});
  return days;
}

void agree_over_the_cycle(const std::vector<pp::monthly_day>& days) {
  for (const pp::monthly_day& day : days) agree(pp::monthly(day), walk(whole_cycle, day), whole_cycle);
}

void agree_with_every_delay(const std::vector<pp::monthly_day>& days) {
  for (const pp::monthly_day& day : days) {
    const marked_days own = walk(four_years, day);
    for (int delay = 0; delay <= 30; ++delay) agree(pp::monthly(day, day_count(delay)), later(own, delay), four_years);
  }
}

}  // namespace

using enum pp::short_month_policy;

TEST_CASE("rules S1 and S2: every day and every weekday over 400 years, every set of weekdays over four") {
  agree(pp::daily{}, walk(whole_cycle, [](const naive::calendar_month&, int) { return true; }), whole_cycle);
  for (unsigned day = 0; day < 7; ++day) agree_on_weekly({static_cast<pp::weekday>(day)}, whole_cycle);
  for (unsigned bits = 1; bits < 128; ++bits) {
    pp::flag_set<pp::weekday> on;
    for (unsigned day = 0; day < 7; ++day)
      if ((bits >> day & 1) != 0) on.insert(static_cast<pp::weekday>(day));
    agree_on_weekly(on, four_years);
  }
}

TEST_CASE("rule S3: every day of the month by date, over 400 years") {
  agree_over_the_cycle({pp::last_day_of_month{}});
  agree_over_the_cycle(days_by_date(last_day, 1, 31));
  agree_over_the_cycle(days_by_date(skip, 29, 31));  // before the 29th no month is short
}

TEST_CASE("rule S3: every day of the month by weekday, over 400 years") { agree_over_the_cycle(days_by_weekday()); }

TEST_CASE("rules S5 and S6: Patch Tuesday over 400 years, every number of days after it over four") {
  const marked_days tuesdays = walk(whole_cycle, naive::is_patch_tuesday);
  agree(pp::patch_tuesday{}, tuesdays, whole_cycle);
  for (int days = 0; days <= 30; ++days) {
    const bool farthest = days == 0 || days == 1 || days == 30;
    agree(pp::monthly::after_patch_tuesday(day_count(days)), later(tuesdays, days),
          farthest ? whole_cycle : four_years);
  }
}

TEST_CASE("rule S4: every delay of every day of the month, over four years") {
  agree_with_every_delay({pp::last_day_of_month{}});
  agree_with_every_delay(days_by_date(last_day, 1, 31));
  agree_with_every_delay(days_by_date(skip, 1, 31));
  agree_with_every_delay(days_by_weekday());
}

TEST_CASE("rule S6: days of the month, delayed or not, joined by every number of days after Patch Tuesday") {
  const marked_days tuesdays = walk(four_years, naive::is_patch_tuesday);
  const pp::monthly_day some_days[] = {
      pp::last_day_of_month{},
      pp::day_of_month{pp::month_day::constant<1>()},
      pp::day_of_month{pp::month_day::constant<15>()},
      pp::day_of_month{pp::month_day::constant<31>(), skip},
      pp::weekday_of_month{pp::week_of_month::second, pp::weekday::tuesday},
      pp::weekday_of_month{pp::week_of_month::fifth, pp::weekday::friday},
  };
  for (const pp::monthly_day& day : some_days)
    for (const int delay : {0, 3, 30}) {
      const marked_days own = later(walk(four_years, day), delay);
      for (int days = 0; days <= 30; ++days)
        agree(pp::monthly(day, day_count(delay), day_count(days)), either(own, later(tuesdays, days)), four_years);
    }
}
