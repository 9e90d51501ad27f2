// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/next_run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

namespace {

using enum pp::weekday;
using enum pp::local_time_kind;

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone new_york = "EST5EDT,M3.2.0,M11.1.0"_posix_tz;
constexpr pp::utc_zone universal;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }

// A zone as users write one themselves: one change, and an answer that holds more than is needed.
struct zone_with_one_change {
  struct answer {
    pp::sys_seconds begin, end;
    std::chrono::minutes offset;
    const char* abbreviation;
  };

  pp::sys_seconds change;
  std::chrono::minutes before, after;

  constexpr answer get_info(pp::sys_seconds at) const {
    if (at < change) return {(pp::sys_seconds::min)(), change, before, "before"};
    return {change, (pp::sys_seconds::max)(), after, "after"};
  }
};

// 2011-12-30 did not exist there: the clocks went from the end of the 29th to the begin of the 31st.
constexpr zone_with_one_change apia{utc("2011-12-30T10:00:00Z"), -10h, 14h};

constexpr pp::schedule at(pp::time_of_day time, pp::recurrence_rule rule = pp::daily{},
                          pp::clock_change_policy policy = {}) {
  return {.recurrence = rule, .at = time, .clock_change = policy};
}
constexpr pp::schedule daily(pp::time_of_day time, pp::clock_change_policy policy = {}) {
  return at(time, pp::daily{}, policy);
}
constexpr pp::staged_schedule staged(pp::time_of_day time, pp::staging_lead lead,
                                     pp::recurrence_rule rule = pp::daily{}, pp::clock_change_policy policy = {}) {
  return {.recurrence = rule, .at = time, .clock_change = policy, .stage_before = lead};
}

constexpr pp::monthly on_day(int day, pp::day_count delay = 0_days,
                             std::optional<pp::day_count> after_patch_tuesday = std::nullopt) {
  return pp::monthly(pp::day_of_month{*pp::month_day::of(day)}, delay, after_patch_tuesday);
}
constexpr pp::monthly on_weekday(pp::week_of_month week, pp::weekday day, pp::day_count delay = 0_days) {
  return pp::monthly(pp::weekday_of_month{week, day}, delay);
}

// Whether a run has that nominal date and instant.
constexpr bool is(const std::optional<pp::occurrence>& run, std::string_view date, std::string_view instant,
                  pp::local_time_kind kind = unique) {
  return run && run->date == *pp::parse_date(date) && run->at == utc(instant) && run->kind == kind;
}

template <class Schedule, pp::time_zone Zone>
constexpr std::optional<pp::occurrence> next(const Schedule& when, std::string_view after, const Zone& zone) {
  return pp::next_run(when, utc(after), zone);
}
template <class Schedule, pp::time_zone Zone>
constexpr std::optional<pp::occurrence> previous(const Schedule& when, std::string_view before, const Zone& zone) {
  return pp::previous_run(when, utc(before), zone);
}
template <class Schedule, pp::time_zone Zone>
constexpr bool is_run(const Schedule& when, std::string_view instant, const Zone& zone) {
  return pp::is_run(when, utc(instant), zone);
}

// The dates of the runs in (after, until], for dates that a reader can check on a calendar.
template <class Schedule, pp::time_zone Zone>
std::string dates(const Schedule& when, std::string_view after, std::string_view until, const Zone& zone) {
  std::string text;
  for (const pp::occurrence& run : pp::runs(when, utc(after), zone)) {
    if (run.at > utc(until)) break;
    text += (text.empty() ? "" : " ") + pp::to_text(run.date).substr(5);
  }
  return text;
}

constexpr pp::clock_change_policy shift_forward{.gap = pp::gap_policy::shift_forward};
constexpr pp::clock_change_policy skip{.gap = pp::gap_policy::skip};
constexpr pp::clock_change_policy second_time{.fold = pp::fold_policy::second};

// Not in a zone that would be gone before the range is.
template <class Zone>
constexpr bool can_walk_in =
    requires(const pp::schedule& when, Zone&& zone) { pp::runs(when, pp::sys_seconds(), std::forward<Zone>(zone)); };

}  // namespace

TEST_CASE("a daily schedule runs every day at its time by the wall") {  // rule S1
  PATCHPOLICY_CHECK_BOTH(is(next(daily("21:00"_time), "2026-01-10T12:00:00Z", amsterdam), "2026-01-10",  //
                            "2026-01-10T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("21:00"_time), "2026-07-10T12:00:00Z", amsterdam), "2026-07-10",  //
                            "2026-07-10T19:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("23:59"_time), "2026-07-10T22:00:00Z", amsterdam), "2026-07-11",  //
                            "2026-07-11T21:59:00Z"));
  PATCHPOLICY_CHECK_BOTH(next(daily("21:00"_time), "2026-01-10T12:00:00Z", amsterdam)->offset == 1h);
  PATCHPOLICY_CHECK_BOTH(next(daily("21:00"_time), "2026-07-10T12:00:00Z", amsterdam)->offset == 2h);
}

TEST_CASE("the next run is strictly after the instant") {  // rule S7
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T19:59:59Z", amsterdam), "2026-01-10", "2026-01-10T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T20:00:00Z", amsterdam), "2026-01-11", "2026-01-11T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T20:00:01Z", amsterdam), "2026-01-11", "2026-01-11T20:00:00Z"));
}

TEST_CASE("the previous run is strictly before the instant") {
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "2026-01-10T20:00:01Z", amsterdam), "2026-01-10", "2026-01-10T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "2026-01-10T20:00:00Z", amsterdam), "2026-01-09", "2026-01-09T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "2026-01-10T19:59:59Z", amsterdam), "2026-01-09", "2026-01-09T20:00:00Z"));
}

TEST_CASE("a schedule runs at its instants and not a second beside them") {
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is_run(when, "2026-01-10T20:00:00Z", amsterdam));
  PATCHPOLICY_CHECK_BOTH(!is_run(when, "2026-01-10T19:59:59Z", amsterdam));
  PATCHPOLICY_CHECK_BOTH(!is_run(when, "2026-01-10T20:00:01Z", amsterdam));
  PATCHPOLICY_CHECK_BOTH(!is_run(at("21:00"_time, pp::weekly(sunday)), "2026-01-10T20:00:00Z", amsterdam));
}

TEST_CASE("a weekly schedule runs on its weekdays") {  // rule S2
  constexpr pp::schedule working_days = at("21:00"_time, pp::weekly(monday, tuesday, wednesday, thursday, friday));
  PATCHPOLICY_CHECK_BOTH(
      is(next(working_days, "2026-01-09T20:00:00Z", amsterdam), "2026-01-12", "2026-01-12T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(previous(working_days, "2026-01-12T20:00:00Z", amsterdam), "2026-01-09", "2026-01-09T20:00:00Z"));
  CHECK(dates(working_days, "2026-01-01T00:00:00Z", "2026-01-14T00:00:00Z", amsterdam) ==
        "01-01 01-02 01-05 01-06 01-07 01-08 01-09 01-12 01-13");
  CHECK(dates(at("21:00"_time, pp::weekly(sunday)), "2026-01-01T00:00:00Z", "2026-02-01T20:00:00Z", amsterdam) ==
        "01-04 01-11 01-18 01-25 02-01");
}

TEST_CASE("a month that lacks the day runs on its last day, or is left out") {  // rule S3
  constexpr pp::schedule last_day_then = at("12:00"_time, on_day(31));
  constexpr pp::schedule left_out =
      at("12:00"_time, pp::monthly(pp::day_of_month{*pp::month_day::of(31), pp::short_month_policy::skip}));
  PATCHPOLICY_CHECK_BOTH(
      is(next(last_day_then, "2026-01-31T12:00:00Z", universal), "2026-02-28", "2026-02-28T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(next(last_day_then, "2028-01-31T12:00:00Z", universal), "2028-02-29", "2028-02-29T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(left_out, "2026-01-31T12:00:00Z", universal), "2026-03-31", "2026-03-31T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(previous(left_out, "2026-03-31T12:00:00Z", universal), "2026-01-31", "2026-01-31T12:00:00Z"));
  CHECK(dates(at("12:00"_time, pp::monthly(pp::last_day_of_month{})), "2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z",
              universal) == "01-31 02-28 03-31 04-30");
}

TEST_CASE("a weekday of the month is found in each month, a fifth where there is one") {  // rule S3
  const auto in_2026 = [](pp::week_of_month week, pp::weekday day, const char* until) {
    return dates(at("12:00"_time, on_weekday(week, day)), "2026-01-01T00:00:00Z", until, universal);
  };
  using enum pp::week_of_month;
  CHECK(in_2026(first, thursday, "2026-03-31T00:00:00Z") == "01-01 02-05 03-05");
  CHECK(in_2026(second, wednesday, "2026-03-31T00:00:00Z") == "01-14 02-11 03-11");
  CHECK(in_2026(fifth, friday, "2026-12-31T00:00:00Z") == "01-30 05-29 07-31 10-30");
  CHECK(in_2026(last, monday, "2026-03-31T00:00:00Z") == "01-26 02-23 03-30");
}

TEST_CASE("a delay counts from the day that was found, into the next month, and is never clamped") {  // rule S4
  constexpr pp::schedule saturday_after = at("12:00"_time, on_weekday(pp::week_of_month::first, wednesday, 3_days));
  CHECK(dates(saturday_after, "2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z", universal) == "01-10 02-07 03-07 04-04");

  constexpr pp::schedule last_day_and_30 = at("12:00"_time, on_day(31, 30_days));
  PATCHPOLICY_CHECK_BOTH(
      is(next(last_day_and_30, "2026-03-01T00:00:00Z", universal), "2026-03-02", "2026-03-02T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(previous(last_day_and_30, "2026-03-30T12:00:00Z", universal), "2026-03-02", "2026-03-02T12:00:00Z"));
  CHECK(dates(last_day_and_30, "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", universal) ==
        "01-30 03-02 03-30 04-30 05-30");
}

TEST_CASE("Patch Tuesday is the second Tuesday") {  // rule S5
  CHECK(dates(at("19:00"_time, pp::patch_tuesday{}), "2026-08-01T00:00:00Z", "2026-12-31T00:00:00Z", amsterdam) ==
        "08-11 09-08 10-13 11-10 12-08");
  constexpr pp::schedule when = at("19:00"_time, pp::patch_tuesday{});
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-08-11T17:00:00Z", amsterdam), "2026-09-08", "2026-09-08T17:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "2026-09-08T17:00:00Z", amsterdam), "2026-08-11", "2026-08-11T17:00:00Z"));
}

TEST_CASE("the day after Patch Tuesday need not be the second Wednesday") {  // rule S6
  PATCHPOLICY_CHECK_BOTH(is(next(at("21:00"_time, pp::monthly::after_patch_tuesday(1_days)), "2025-10-01T00:00:00Z",  //
                                 amsterdam),
                            "2025-10-15", "2025-10-15T19:00:00Z"));
  CHECK(dates(at("12:00"_time, pp::monthly::after_patch_tuesday(30_days)), "2026-01-01T00:00:00Z",
              "2026-04-01T00:00:00Z", universal) == "01-08 02-12 03-12");
}

TEST_CASE("a monthly schedule that also runs after Patch Tuesday runs on the dates of both, on a shared one once") {
  // Rule S6. Patch Tuesday is on 8 September and 13 October.
  constexpr pp::schedule ninth = at("12:00"_time, on_day(9, 0_days, 1_days));
  CHECK(dates(ninth, "2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z", universal) == "09-09 10-09 10-14");
  PATCHPOLICY_CHECK_BOTH(is(next(ninth, "2026-09-09T12:00:00Z", universal), "2026-10-09", "2026-10-09T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(ninth, "2026-10-09T12:00:00Z", universal), "2026-09-09", "2026-09-09T12:00:00Z"));
}

TEST_CASE("the delay of the day of its own does not shift the runs after Patch Tuesday") {  // rule S6
  constexpr pp::schedule delayed = at("12:00"_time, on_day(20, 5_days, 1_days));
  CHECK(dates(delayed, "2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z", universal) == "09-09 09-25 10-14 10-25");
}

TEST_CASE("no run comes after the end of the year 9999") {  // rule S7
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "9999-12-31T20:59:59Z", universal), "9999-12-31", "9999-12-31T21:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!next(when, "9999-12-31T21:00:00Z", universal));
  PATCHPOLICY_CHECK_BOTH(!pp::next_run(when, (pp::sys_seconds::max)(), universal));
  PATCHPOLICY_CHECK_BOTH(!pp::next_run(when, (pp::sys_seconds::max)(), amsterdam));
  PATCHPOLICY_CHECK_BOTH(
      is(pp::previous_run(when, (pp::sys_seconds::max)(), universal), "9999-12-31", "9999-12-31T21:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!pp::is_run(when, (pp::sys_seconds::max)(), universal));

  // The last date of all ends in the next year by UTC.
  constexpr pp::fixed_zone honolulu = *pp::fixed_zone::of(-10h);
  PATCHPOLICY_CHECK_BOTH(next(when, "9999-12-31T23:00:00Z", honolulu)->at == utc("9999-12-31T00:00:00Z") + 31h);
  PATCHPOLICY_CHECK_BOTH(!pp::next_run(when, utc("9999-12-31T00:00:00Z") + 31h, honolulu));

  // A delay does not lead out of the calendar either: 31 December and 30 days is no run.
  constexpr pp::schedule delayed = at("12:00"_time, on_day(31, 30_days));
  PATCHPOLICY_CHECK_BOTH(is(next(delayed, "9999-12-01T00:00:00Z", universal), "9999-12-30", "9999-12-30T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!next(delayed, "9999-12-30T12:00:00Z", universal));
}

TEST_CASE("the first run is that of the first date, 1970-01-01, by the wall") {  // rule S8
  constexpr pp::schedule when = daily("02:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "1900-01-01T00:00:00Z", universal), "1970-01-01", "1970-01-01T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(pp::next_run(when, (pp::sys_seconds::min)(), universal), "1970-01-01", "1970-01-01T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!previous(when, "1970-01-01T02:00:00Z", universal));
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "1970-01-01T02:00:01Z", universal), "1970-01-01", "1970-01-01T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!pp::previous_run(when, (pp::sys_seconds::min)(), universal));
  PATCHPOLICY_CHECK_BOTH(!pp::is_run(when, (pp::sys_seconds::min)(), universal));

  constexpr pp::fixed_zone karachi = *pp::fixed_zone::of(5h);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "1900-01-01T00:00:00Z", karachi), "1970-01-01", "1969-12-31T21:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!previous(when, "1969-12-31T21:00:00Z", karachi));

  // 31 December 1969 and 30 days is such a date.
  PATCHPOLICY_CHECK_BOTH(is(next(at("02:00"_time, on_day(31, 30_days)), "1960-01-01T00:00:00Z", universal),
                            "1970-01-30", "1970-01-30T02:00:00Z"));
}

TEST_CASE("zones as far from UTC as may be are no trouble") {
  constexpr pp::fixed_zone east = *pp::fixed_zone::of(pp::offset_limit - 1s);
  constexpr pp::fixed_zone west = *pp::fixed_zone::of(1s - pp::offset_limit);
  constexpr pp::schedule late = daily("23:59"_time);
  constexpr pp::schedule early = daily("00:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(early, "2026-06-08T22:00:00Z", east), "2026-06-10", "2026-06-08T22:00:01Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(early, "2026-06-08T22:00:02Z", east), "2026-06-10", "2026-06-08T22:00:01Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(late, "2026-06-12T01:58:58Z", west), "2026-06-10", "2026-06-12T01:58:59Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(late, "2026-06-12T01:59:00Z", west), "2026-06-10", "2026-06-12T01:58:59Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(at("23:59"_time, on_day(10)), "2026-06-12T01:58:58Z", west), "2026-06-10",  //
                            "2026-06-12T01:58:59Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(at("00:00"_time, on_day(10)), "2026-06-08T22:00:02Z", east), "2026-06-10",  //
                            "2026-06-08T22:00:01Z"));
}

TEST_CASE("a time that does not exist runs at the first instant after the gap") {  // rule S8
  constexpr auto run = next(daily("02:30"_time), "2026-03-28T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(is(run, "2026-03-29", "2026-03-29T01:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(run->offset == 2h);
  PATCHPOLICY_CHECK_BOTH(run->local() == pp::wall_time(run->date, "03:00"_time));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:30"_time), "2026-03-29T01:00:00Z", amsterdam), "2026-03-30",  //
                            "2026-03-30T00:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(daily("02:30"_time), "2026-03-29T01:00:01Z", amsterdam), "2026-03-29",  //
                            "2026-03-29T01:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(is_run(daily("02:30"_time), "2026-03-29T01:00:00Z", amsterdam));
  PATCHPOLICY_CHECK_BOTH(!is_run(daily("02:30"_time), "2026-03-29T01:30:00Z", amsterdam));
}

TEST_CASE("a time that does not exist can be read with the offset before the gap, or left out") {  // rule S8
  constexpr auto shifted = next(daily("02:30"_time, shift_forward), "2026-03-28T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(is(shifted, "2026-03-29", "2026-03-29T01:30:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(shifted->local() == pp::wall_time(shifted->date, "03:30"_time));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:30"_time, skip), "2026-03-28T12:00:00Z", amsterdam), "2026-03-30",  //
                            "2026-03-30T00:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(daily("02:30"_time, skip), "2026-03-30T00:30:00Z", amsterdam), "2026-03-28",  //
                            "2026-03-28T01:30:00Z"));
}

TEST_CASE("across a gap the order of times is kept, unless the wall time is shifted") {  // rule S8
  const auto on_the_day = [](pp::time_of_day time, pp::clock_change_policy policy) {
    return next(daily(time, policy), "2026-03-28T12:00:00Z", amsterdam)->at;
  };
  CHECK(on_the_day("02:50"_time, {}) < on_the_day("03:10"_time, {}));
  CHECK(on_the_day("02:00"_time, {}) == on_the_day("03:00"_time, {}));
  CHECK(on_the_day("02:50"_time, shift_forward) > on_the_day("03:10"_time, shift_forward));
}

TEST_CASE("a time that occurs twice runs at its first occurrence, once") {  // rule S8
  constexpr auto run = next(daily("02:30"_time), "2026-10-24T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(is(run, "2026-10-25", "2026-10-25T00:30:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(run->offset == 2h);
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:30"_time), "2026-10-25T00:30:00Z", amsterdam), "2026-10-26",  //
                            "2026-10-26T01:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(!is_run(daily("02:30"_time), "2026-10-25T01:30:00Z", amsterdam));
}

TEST_CASE("a time that occurs twice can run at its second occurrence, once") {  // rule S8
  constexpr auto run = next(daily("02:30"_time, second_time), "2026-10-24T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(is(run, "2026-10-25", "2026-10-25T01:30:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(run->offset == 1h);
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:30"_time, second_time), "2026-10-25T00:30:00Z", amsterdam), "2026-10-25",  //
                            "2026-10-25T01:30:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(is(previous(daily("02:30"_time, second_time), "2026-10-25T01:30:00Z", amsterdam),  //
                            "2026-10-24", "2026-10-24T00:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(!is_run(daily("02:30"_time, second_time), "2026-10-25T00:30:00Z", amsterdam));
}

TEST_CASE("each date of a year has its run, whatever the clocks do") {  // rules S7 and S8
  const auto count_in_2026 = [](pp::clock_change_policy policy) {
    const auto all = pp::runs(daily("02:30"_time, policy), utc("2025-12-31T23:00:00Z"), amsterdam);
    return std::count_if(all.begin(),
                         std::find_if(all.begin(), all.end(), [](const auto& run) { return run.date.year() == 2027; }),
                         [](const auto&) { return true; });
  };
  CHECK(count_in_2026({}) == 365);
  CHECK(count_in_2026(shift_forward) == 365);
  CHECK(count_in_2026(second_time) == 365);
  CHECK(count_in_2026(skip) == 364);
}

TEST_CASE("changes of half an hour, two hours and three hours follow the same formula") {  // rule S8
  constexpr pp::posix_zone lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:15"_time), "2026-10-03T00:00:00Z", lord_howe), "2026-10-04",  //
                            "2026-10-03T15:30:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("01:45"_time), "2026-04-04T00:00:00Z", lord_howe), "2026-04-05",  //
                            "2026-04-04T14:45:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("01:15"_time), "2026-04-04T00:00:00Z", lord_howe), "2026-04-05",  //
                            "2026-04-04T14:15:00Z"));

  constexpr pp::posix_zone troll = "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(is(next(daily("02:30"_time), "2026-03-28T12:00:00Z", troll), "2026-03-29",  //
                            "2026-03-29T01:00:00Z", gap));

  constexpr zone_with_one_change three_hours{utc("2026-06-10T00:00:00Z"), 8h, 11h};
  PATCHPOLICY_CHECK_BOTH(is(next(daily("10:59"_time), "2026-06-09T12:00:00Z", three_hours), "2026-06-10",  //
                            "2026-06-10T00:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("10:59"_time, shift_forward), "2026-06-09T12:00:00Z", three_hours),  //
                            "2026-06-10", "2026-06-10T02:59:00Z", gap));
}

TEST_CASE("a midnight that does not exist belongs to the date that begins after it") {  // rule S8
  constexpr pp::posix_zone santiago = "<-04>4<-03>,M9.1.6/24,M4.1.6/24"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(is(next(daily("00:30"_time), "2026-09-05T12:00:00Z", santiago), "2026-09-06",  //
                            "2026-09-06T04:00:00Z", gap));
}

TEST_CASE("where local dates run backwards each date has one run, in order") {  // rule S8
  // On 2010-11-07 at 00:01 the clocks went back to 23:01 of the day before.
  constexpr pp::posix_zone st_johns = "NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(is(next(daily("23:30"_time), "2010-11-06T12:00:00Z", st_johns), "2010-11-06",  //
                            "2010-11-07T02:00:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("00:00"_time), "2010-11-06T12:00:00Z", st_johns), "2010-11-07",  //
                            "2010-11-07T02:30:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("00:30"_time), "2010-11-06T12:00:00Z", st_johns), "2010-11-07",  //
                            "2010-11-07T04:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("23:30"_time, second_time), "2010-11-06T12:00:00Z", st_johns), "2010-11-06",  //
                            "2010-11-07T03:00:00Z", fold));
}

TEST_CASE("a date that is missing as a whole runs as the next one begins") {  // rule S8
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2011-12-29T12:00:00Z", apia), "2011-12-29", "2011-12-30T07:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2011-12-30T07:00:00Z", apia), "2011-12-30", "2011-12-30T10:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2011-12-30T10:00:00Z", apia), "2011-12-31", "2011-12-31T07:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(next(when, "2011-12-30T07:00:00Z", apia)->local() ==
                         pp::wall_time(*pp::parse_date("2011-12-31"), "00:00"_time));
  PATCHPOLICY_CHECK_BOTH(
      is(next(daily("21:00"_time, skip), "2011-12-30T07:00:00Z", apia), "2011-12-31", "2011-12-31T07:00:00Z"));
}

TEST_CASE("dates that share an instant are one run, which carries the latest of them") {  // rule S8
  PATCHPOLICY_CHECK_BOTH(is(next(daily("00:00"_time), "2011-12-30T09:00:00Z", apia), "2011-12-31",  //
                            "2011-12-30T10:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(daily("00:00"_time), "2011-12-30T10:00:00Z", apia), "2012-01-01",  //
                            "2011-12-31T10:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(previous(daily("00:00"_time), "2011-12-30T10:00:01Z", apia), "2011-12-31",  //
                            "2011-12-30T10:00:00Z"));
  // 21:00 of the missing date, read with the offset before it, is 21:00 of the next one.
  PATCHPOLICY_CHECK_BOTH(is(next(daily("21:00"_time, shift_forward), "2011-12-30T07:00:00Z", apia), "2011-12-31",  //
                            "2011-12-31T07:00:00Z"));
}

TEST_CASE("dates whose runs come in the other order are found in the order of time") {  // rules S7 and S8
  // The clocks jump from midnight of the 10th to 06:00 of the 11th. Read with the offset before, 12:00 of the 10th
  // comes after 12:00 of the 11th.
  constexpr zone_with_one_change jump{utc("2026-06-10T10:00:00Z"), -10h, 20h};
  constexpr pp::staged_schedule when = staged("12:00"_time, 23_h_before, pp::daily{}, shift_forward);
  constexpr auto eleventh = next(when, "2026-06-09T22:00:00Z", jump);
  constexpr auto tenth = next(when, "2026-06-10T16:00:00Z", jump);
  PATCHPOLICY_CHECK_BOTH(is(eleventh, "2026-06-11", "2026-06-10T16:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(tenth, "2026-06-10", "2026-06-10T22:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-06-10T22:00:00Z", jump), "2026-06-12", "2026-06-11T16:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(previous(when, "2026-06-11T16:00:00Z", jump) == tenth);
  PATCHPOLICY_CHECK_BOTH(previous(when, "2026-06-10T22:00:00Z", jump) == eleventh);
  PATCHPOLICY_CHECK_BOTH(is(previous(when, "2026-06-10T16:00:00Z", jump), "2026-06-09", "2026-06-09T22:00:00Z"));
  // The run before is the one before in time (rule S9).
  PATCHPOLICY_CHECK_BOTH(tenth->stage == pp::staging_start{utc("2026-06-10T16:00:00Z"), 20h, true});
}

TEST_CASE("an endpoint that moves to another zone passes that zone") {  // rule S12
  constexpr pp::schedule when = daily("21:00"_time);
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T06:00:00Z", amsterdam), "2026-01-10", "2026-01-10T20:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(
      is(next(when, "2026-01-10T06:00:00Z", "JST-9"_posix_tz), "2026-01-10", "2026-01-10T12:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T06:00:00Z", new_york), "2026-01-10", "2026-01-11T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is(next(when, "2026-01-10T00:00:00Z", new_york), "2026-01-09", "2026-01-10T02:00:00Z"));
}

TEST_CASE("the runs are a range that standard algorithms take") {
  const auto all = pp::runs(daily("02:30"_time), utc("2026-01-01T00:00:00Z"), amsterdam);
  static_assert(std::ranges::forward_range<decltype(all)>);
  static_assert(std::forward_iterator<decltype(all.begin())>);

  std::vector<pp::civil_date> first_three;
  for (const pp::occurrence& run : all) {
    first_three.push_back(run.date);
    if (first_three.size() == 3) break;
  }
  CHECK(first_three == std::vector<pp::civil_date>{*pp::parse_date("2026-01-01"), *pp::parse_date("2026-01-02"),
                                                   *pp::parse_date("2026-01-03")});

  const auto moved = std::find_if(all.begin(), all.end(), [](const auto& run) { return run.kind == gap; });
  REQUIRE(moved != all.end());
  CHECK(is(*moved, "2026-03-29", "2026-03-29T01:00:00Z", gap));

  const auto end_of_year = std::find_if(all.begin(), all.end(), [](const auto& run) { return run.date.year() > 2026; });
  CHECK(std::count_if(all.begin(), end_of_year, [](const auto& run) { return run.date.day() == 1; }) == 12);
  CHECK(std::distance(all.begin(), end_of_year) == 365);

  auto step = all.begin();
  const auto before = step++;
  CHECK(before->date == first_three[0]);
  CHECK((*step).date == first_three[1]);
  CHECK(all.begin() == before);
}

#if !defined(__clang__) || __clang_major__ > 15  // older ones do not understand the views of libstdc++
TEST_CASE("the runs are a range that standard views take") {
  const auto all = pp::runs(at("12:00"_time, pp::patch_tuesday{}), utc("2026-01-01T00:00:00Z"), universal);
  std::ptrdiff_t count = 0;
  for (const pp::occurrence& run : all | std::views::take_while([](const auto& r) { return r.date.year() == 2026; })) {
    CHECK(run.date.month() == ++count);
  }
  CHECK(count == 12);
}
#endif

TEST_CASE("the runs end with the calendar, and keep a copy of the schedule but not of the zone") {
  const auto last = pp::runs(daily("21:00"_time), utc("9999-12-30T00:00:00Z"), universal);
  CHECK(std::distance(last.begin(), last.end()) == 2);
  const auto none = pp::runs(daily("21:00"_time), (pp::sys_seconds::max)(), universal);
  CHECK(none.begin() == none.end());

  static_assert(can_walk_in<const pp::utc_zone&>);
  static_assert(!can_walk_in<pp::utc_zone>);
}

TEST_CASE("the runs can be walked in a constant expression") {
  constexpr auto mondays_of_june = [] {
    int count = 0;
    for (const pp::occurrence& run : pp::runs(at("12:00"_time, pp::weekly(monday)), utc("2026-06-01T00:00:00Z"),  //
                                              amsterdam)) {
      if (run.date.month() != 6) break;
      ++count;
    }
    return count;
  };
  PATCHPOLICY_CHECK_BOTH(mondays_of_june() == 5);
}

TEST_CASE("staging starts the lead's elapsed hours before the run") {  // rule S9
  constexpr auto run = next(staged("21:00"_time, 4_h_before), "2026-01-10T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(run->stage == pp::staging_start{utc("2026-01-10T16:00:00Z"), 1h, false});
  PATCHPOLICY_CHECK_BOTH(!run->no_time_to_stage);

  // 04:00 in summer time, a night that is an hour short: staged from 23:00 of the day before.
  constexpr auto spring = next(staged("04:00"_time, 4_h_before), "2026-03-28T12:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(spring->at == utc("2026-03-29T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(spring->stage == pp::staging_start{utc("2026-03-28T22:00:00Z"), 1h, false});
  PATCHPOLICY_CHECK_BOTH(spring->stage->local() == pp::wall_time(*pp::parse_date("2026-03-28"), "23:00"_time));
  PATCHPOLICY_CHECK_BOTH(previous(staged("04:00"_time, 4_h_before), "2026-03-29T12:00:00Z", amsterdam) == spring);
}

TEST_CASE("without a lead nothing is staged, and nothing is said of it") {  // rule S9
  constexpr auto without =
      next(pp::staged_schedule{.recurrence = pp::daily{}, .at = "00:00"_time}, "2026-01-31T12:00:00Z", universal);
  PATCHPOLICY_CHECK_BOTH(!without->stage && !without->no_time_to_stage);
  constexpr auto cannot = next(daily("00:00"_time), "2026-01-31T12:00:00Z", universal);
  PATCHPOLICY_CHECK_BOTH(!cannot->stage && !cannot->no_time_to_stage);
}

TEST_CASE("staging does not start before the previous run of the schedule") {  // rule S9
  // On a day of 23 hours a lead of 23 hours begins just at the run before; on one of 22 it would begin earlier.
  PATCHPOLICY_CHECK_BOTH(next(staged("04:00"_time, 23_h_before), "2026-03-28T12:00:00Z", amsterdam)->stage ==
                         pp::staging_start{utc("2026-03-28T03:00:00Z"), 1h, false});
  constexpr pp::posix_zone troll = "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(next(staged("04:00"_time, 23_h_before), "2026-03-28T12:00:00Z", troll)->stage ==
                         pp::staging_start{utc("2026-03-28T04:00:00Z"), 0h, true});
  PATCHPOLICY_CHECK_BOTH(next(staged("04:00"_time, 22_h_before), "2026-03-28T12:00:00Z", troll)->stage ==
                         pp::staging_start{utc("2026-03-28T04:00:00Z"), 0h, false});

  // The missing date and the one after it run 3 and 21 hours after the run before.
  PATCHPOLICY_CHECK_BOTH(next(staged("21:00"_time, 3_h_before), "2011-12-30T07:00:00Z", apia)->stage ==
                         pp::staging_start{utc("2011-12-30T07:00:00Z"), -10h, false});
  PATCHPOLICY_CHECK_BOTH(next(staged("21:00"_time, 4_h_before), "2011-12-30T07:00:00Z", apia)->stage ==
                         pp::staging_start{utc("2011-12-30T07:00:00Z"), -10h, true});
  PATCHPOLICY_CHECK_BOTH(next(staged("21:00"_time, 22_h_before), "2011-12-30T10:00:00Z", apia)->stage ==
                         pp::staging_start{utc("2011-12-30T10:00:00Z"), 14h, true});
  // A date that is left out is no run before.
  PATCHPOLICY_CHECK_BOTH(
      next(staged("21:00"_time, 22_h_before, pp::daily{}, skip), "2011-12-30T07:00:00Z", apia)->stage ==
      pp::staging_start{utc("2011-12-30T09:00:00Z"), -10h, false});
}

TEST_CASE("the first run of all may stage before the calendar begins") {  // rule S9
  PATCHPOLICY_CHECK_BOTH(
      pp::next_run(staged("02:00"_time, 5_h_before, pp::weekly(friday)), (pp::sys_seconds::min)(), universal)->stage ==
      pp::staging_start{utc("1970-01-01T21:00:00Z"), 0h, false});
  PATCHPOLICY_CHECK_BOTH(pp::next_run(staged("02:00"_time, 5_h_before), (pp::sys_seconds::min)(), universal)->stage ==
                         pp::staging_start{utc("1970-01-01T00:00:00Z"), 0h, true});
}

TEST_CASE("a run on the first of the month is not staged before that day begins") {  // rule S10
  const auto stage = [](pp::time_of_day time, pp::staging_lead lead) {
    return next(staged(time, lead, on_day(1)), "2026-04-20T00:00:00Z", amsterdam)->stage;
  };
  CHECK(stage("08:00"_time, 8_h_before) == pp::staging_start{utc("2026-04-30T22:00:00Z"), 2h, false});
  CHECK(stage("08:00"_time, 9_h_before) == pp::staging_start{utc("2026-04-30T22:00:00Z"), 2h, true});
  CHECK(stage("08:00"_time, 7_h_before) == pp::staging_start{utc("2026-04-30T23:00:00Z"), 2h, false});
  CHECK(stage("00:30"_time, 1_h_before) == pp::staging_start{utc("2026-04-30T22:00:00Z"), 2h, true});
  CHECK(stage("00:01"_time, 23_h_before) == pp::staging_start{utc("2026-04-30T22:00:00Z"), 2h, true});

  constexpr auto cut = next(staged("08:00"_time, 9_h_before, on_day(1)), "2026-04-20T00:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(cut->stage->cut && !cut->no_time_to_stage);
}

TEST_CASE("a run at the begin of the first of the month is not staged at all") {  // rule S10
  constexpr auto run = next(staged("00:00"_time, 1_h_before, on_day(1)), "2026-04-20T00:00:00Z", amsterdam);
  PATCHPOLICY_CHECK_BOTH(is(run, "2026-05-01", "2026-04-30T22:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!run->stage && run->no_time_to_stage);
}

TEST_CASE("the first of the month counts however a schedule comes to it, and no other day does") {  // rule S10
  const auto stage = [](pp::recurrence_rule rule, const char* after) {
    return next(staged("08:00"_time, 9_h_before, rule), after, universal)->stage;
  };
  const pp::staging_start cut{utc("2026-06-01T00:00:00Z"), 0h, true};
  CHECK(stage(pp::daily{}, "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(pp::weekly(monday), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(on_weekday(pp::week_of_month::first, monday), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(on_weekday(pp::week_of_month::fifth, friday, 3_days), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(pp::monthly(pp::last_day_of_month{}, 1_days), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(on_day(15, 17_days), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(pp::monthly::after_patch_tuesday(20_days), "2026-05-31T12:00:00Z") == cut);
  CHECK(stage(on_day(1, 0_days, 1_days), "2026-05-31T12:00:00Z") == cut);

  const pp::staging_start plain{utc("2026-06-01T23:00:00Z"), 0h, false};
  CHECK(stage(pp::daily{}, "2026-06-01T12:00:00Z") == plain);
  CHECK(stage(on_day(1, 1_days), "2026-06-01T12:00:00Z") == plain);
}

TEST_CASE("on the first of the month the hours that pass count, not those of the wall") {  // rule S10
  // 2026-11-01 has 25 hours in New York, 2001-04-01 had 23 there by the rule of that time.
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 9_h_before), "2026-10-31T20:00:00Z", new_york)->stage ==
                         pp::staging_start{utc("2026-11-01T04:00:00Z"), -4h, false});
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 10_h_before), "2026-10-31T20:00:00Z", new_york)->stage ==
                         pp::staging_start{utc("2026-11-01T04:00:00Z"), -4h, true});
  constexpr pp::posix_zone new_york_2001 = "EST5EDT,M4.1.0,M10.5.0"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 8_h_before), "2001-03-31T20:00:00Z", new_york_2001)->stage ==
                         pp::staging_start{utc("2001-04-01T05:00:00Z"), -5h, true});
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 7_h_before), "2001-03-31T20:00:00Z", new_york_2001)->stage ==
                         pp::staging_start{utc("2001-04-01T05:00:00Z"), -5h, false});
}

TEST_CASE("where midnight of the first does not exist, the day begins after the gap") {  // rule S10
  constexpr pp::posix_zone gap_on_april_1 = "EET-2EEST,J91/0,J300/0"_posix_tz;
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 8_h_before), "2026-03-31T12:00:00Z", gap_on_april_1)->stage ==
                         pp::staging_start{utc("2026-03-31T22:00:00Z"), 3h, true});
  // Rule S10 goes by the formula, though the schedule leaves out times that do not exist.
  PATCHPOLICY_CHECK_BOTH(next(staged("08:00"_time, 8_h_before, pp::daily{}, skip), "2026-03-31T12:00:00Z",  //
                              gap_on_april_1)
                             ->stage == pp::staging_start{utc("2026-03-31T22:00:00Z"), 3h, true});
  constexpr auto moved = next(staged("00:30"_time, 1_h_before), "2026-03-31T12:00:00Z", gap_on_april_1);
  PATCHPOLICY_CHECK_BOTH(is(moved, "2026-04-01", "2026-03-31T22:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(!moved->stage && moved->no_time_to_stage);
}

TEST_CASE("where midnight of the first occurs twice, the day begins with the first") {  // rule S10
  constexpr pp::posix_zone fold_on_april_1 = "EET-2EEST,J300/0,J91/1"_posix_tz;
  constexpr auto run = next(staged("00:30"_time, 2_h_before, pp::daily{}, second_time), "2026-03-31T12:00:00Z",  //
                            fold_on_april_1);
  PATCHPOLICY_CHECK_BOTH(is(run, "2026-04-01", "2026-03-31T22:30:00Z", fold));
  PATCHPOLICY_CHECK_BOTH(run->stage == pp::staging_start{utc("2026-03-31T21:00:00Z"), 3h, true});
}

TEST_CASE("it is the nominal date that is the first, not the day on which the run comes to be") {  // rule S10
  // 2026-03-31 is missing: its run comes at the begin of 1 April.
  constexpr zone_with_one_change last_day_missing{utc("2026-03-31T12:00:00Z"), -12h, 12h};
  constexpr auto last_day = next(staged("21:00"_time, 2_h_before), "2026-03-31T09:00:00Z", last_day_missing);
  PATCHPOLICY_CHECK_BOTH(is(last_day, "2026-03-31", "2026-03-31T12:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(last_day->stage == pp::staging_start{utc("2026-03-31T10:00:00Z"), -12h, false});

  // 2026-04-01 is missing: its run comes as 2 April begins, and so does its midnight.
  constexpr zone_with_one_change first_missing{utc("2026-04-01T12:00:00Z"), -12h, 12h};
  constexpr auto first = next(staged("21:00"_time, 2_h_before), "2026-04-01T09:00:00Z", first_missing);
  PATCHPOLICY_CHECK_BOTH(is(first, "2026-04-01", "2026-04-01T12:00:00Z", gap));
  PATCHPOLICY_CHECK_BOTH(!first->stage && first->no_time_to_stage);
}
