// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/schedule_validation.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/finding_text.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/recurrence_dates.hpp"
#include "support/both_times.hpp"
#include "support/random_schedule.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

namespace {

using enum pp::weekday;
using enum pp::week_of_month;

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone tokyo = "JST-9"_posix_tz;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }
constexpr pp::civil_date date(std::string_view text) { return *pp::parse_date(text); }
constexpr pp::sys_seconds begin_of_2026 = utc("2026-01-01T00:00:00Z");

constexpr pp::monthly on_day(int day, pp::day_count delay = 0_days,
                             std::optional<pp::day_count> after_patch_tuesday = std::nullopt) {
  return pp::monthly(pp::day_of_month{*pp::month_day::of(day)}, delay, after_patch_tuesday);
}
constexpr pp::monthly on_day_or_skip(int day) {
  return pp::monthly(pp::day_of_month{*pp::month_day::of(day), pp::short_month_policy::skip});
}
constexpr pp::monthly on_weekday(pp::week_of_month week, pp::weekday day, pp::day_count delay = 0_days) {
  return pp::monthly(pp::weekday_of_month{week, day}, delay);
}
constexpr pp::schedule at(pp::time_of_day time, pp::recurrence_rule rule = pp::daily{},
                          pp::clock_change_policy policy = {}) {
  return {.recurrence = rule, .at = time, .clock_change = policy};
}
constexpr pp::staged_schedule staged(pp::time_of_day time, pp::staging_lead lead, pp::recurrence_rule rule) {
  return {.recurrence = rule, .at = time, .stage_before = lead};
}

// What is said of a schedule, a line each: code, path below it, arguments.
auto appending_to(std::string& text) {
  return [&text](pp::finding_code code, std::string_view below, const std::vector<pp::finding_argument>& arguments) {
    text += std::string(pp::name_of(code)) + ' ' + std::string(below);
    for (const pp::finding_argument& a : arguments) text += "; " + std::string(a.name) + ' ' + pp::to_text(a);
    text += '\n';
  };
}
template <class Schedule>
std::string findings(const Schedule& when) {
  std::string found;
  pp::detail::check_schedule(when, appending_to(found));
  return found;
}
// The same in a zone, for the ten years after an instant.
template <class Schedule, pp::time_zone Zone>
std::string findings_in(const Zone& zone, const Schedule& when, pp::sys_seconds after = begin_of_2026) {
  std::string found;
  pp::detail::check_schedule_in_zone(when, after, zone, appending_to(found));
  return found;
}

// Of these, what clock changes do.
template <class Schedule, pp::time_zone Zone>
std::string clock_changes(const Zone& zone, const Schedule& when, pp::sys_seconds after = begin_of_2026) {
  const std::string all = findings_in(zone, when, after);
  const std::size_t rest = all.find("before_patch_tuesday_release");
  return all.substr(0, rest);
}

constexpr pp::clock_change_policy shift_forward{.gap = pp::gap_policy::shift_forward};
constexpr pp::clock_change_policy skip{.gap = pp::gap_policy::skip};
constexpr pp::clock_change_policy second_time{.fold = pp::fold_policy::second};

// Whether it falls on the first of a month in the 28 years after which weekdays and leap years repeat.
bool is_seen_on_a_first(const pp::recurrence_rule& rule) {
  const pp::day_number end = pp::day_number_of(date("2028-01-01"));
  for (pp::day_number day = pp::day_number_of(date("2000-01-01")); day < end; ++day) {
    const pp::civil_date found = *pp::first_date_from(rule, pp::civil_date_of(day));
    if (found.day() == 1) return true;
    day = pp::day_number_of(found);
  }
  return false;
}

}  // namespace

TEST_CASE("a recurrence falls on the first of a month if 28 years have such a date") {  // rule S10
  const auto check = [](const pp::recurrence_rule& rule) {
    if (pp::may_run_on_the_first(rule) == is_seen_on_a_first(rule)) return;
    FAIL_CHECK("is wrong about " << naive::text_of(rule));
  };
  check(pp::daily{});
  check(pp::weekly(monday));
  check(pp::patch_tuesday{});
  for (int days = 0; days <= 30; ++days) {
    const pp::day_count delay = *pp::day_count::of(days);
    check(pp::monthly::after_patch_tuesday(delay));
    check(on_day(2, 0_days, delay));
    check(pp::monthly(pp::last_day_of_month{}, delay));
    for (int day = 1; day <= 31; ++day)
      for (const pp::short_month_policy policy : {pp::short_month_policy::last_day, pp::short_month_policy::skip})
        check(pp::monthly(pp::day_of_month{*pp::month_day::of(day), policy}, delay));
    for (const pp::week_of_month week : {first, second, third, fourth, fifth, last})
      for (const pp::weekday day : {monday, sunday}) check(on_weekday(week, day, delay));
  }
}

TEST_CASE("a schedule on the first of the month may stage the whole hours since midnight") {  // rule S10
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_day(1))) == 8);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:59"_time, on_day(1))) == 8);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("23:00"_time, on_day(1))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("00:00"_time, on_day(1))) == 0);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("00:59"_time, on_day(1))) == 0);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("01:00"_time, on_day(1))) == 1);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_day(1, 0_days, 1_days))) == 8);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(staged("08:00"_time, 9_h_before, on_day(1))) == 8);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_day_or_skip(1))) == 8);
}

TEST_CASE("any other schedule may stage 23 hours") {  // rules S9 and S10
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_day(1, 1_days))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_day(2))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, on_weekday(first, monday))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, pp::monthly(pp::last_day_of_month{}, 1_days))) ==
                         23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, pp::monthly::after_patch_tuesday(20_days))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time)) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, pp::weekly(monday))) == 23);
  PATCHPOLICY_CHECK_BOTH(pp::longest_staging_lead(at("08:00"_time, pp::patch_tuesday{})) == 23);
}

TEST_CASE("staging before the first of the month begins is found") {  // rule S10
  CHECK(findings(staged("08:00"_time, 8_h_before, on_day(1))).empty());
  CHECK(findings(staged("08:00"_time, 9_h_before, on_day(1))) ==
        "staging_before_the_first stage_hours_before; hours 9; longest 8\n");
  CHECK(findings(staged("08:00"_time, 23_h_before, on_day(1, 0_days, 1_days))) ==
        "staging_before_the_first stage_hours_before; hours 23; longest 8\n");
  CHECK(findings(staged("00:30"_time, 1_h_before, on_day(1))) ==
        "staging_before_the_first stage_hours_before; hours 1; longest 0\n");
  CHECK(findings(staged("00:30"_time, 1_h_before, on_day(1, 1_days))).empty());
  CHECK(findings(staged("00:30"_time, 23_h_before, pp::daily{})).empty());
  CHECK(findings(pp::staged_schedule{.recurrence = on_day(1), .at = "00:30"_time}).empty());
  CHECK(findings(at("00:30"_time, on_day(1))).empty());
}

TEST_CASE("days that some months lack are found") {  // rule S3
  CHECK(findings(at("08:00"_time, on_day(28))).empty());
  CHECK(findings(at("08:00"_time, on_day(29))) == "day_missing_in_months recurrence.on.day; day 29\n");
  CHECK(findings(at("08:00"_time, on_day(30, 3_days))) == "day_missing_in_months recurrence.on.day; day 30\n");
  CHECK(findings(at("08:00"_time, on_day_or_skip(31))) == "day_missing_in_months recurrence.on.day; day 31\n");
  CHECK(findings(staged("00:00"_time, 1_h_before, on_day(31))) == "day_missing_in_months recurrence.on.day; day 31\n");
  CHECK(findings(at("08:00"_time, pp::monthly(pp::last_day_of_month{}))).empty());
  CHECK(findings(at("08:00"_time, on_weekday(fifth, monday))).empty());
  CHECK(findings(at("08:00"_time, pp::monthly::after_patch_tuesday(30_days))).empty());
  CHECK(findings(at("08:00"_time)).empty());
}

TEST_CASE("the first common date of two recurrences is from 2000 on") {  // rule C1
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::daily{}, pp::daily{}) == date("2000-01-01"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::weekly(saturday), pp::daily{}) == date("2000-01-01"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::daily{}, pp::weekly(friday)) == date("2000-01-07"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::weekly(tuesday), pp::patch_tuesday{}) == date("2000-01-11"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::patch_tuesday{}, on_day(14)) == date("2000-03-14"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(on_day(14), pp::patch_tuesday{}) == date("2000-03-14"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(on_day(13), pp::weekly(friday)) == date("2000-10-13"));
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(on_day(29), pp::monthly(pp::last_day_of_month{})) == date("2000-02-29"));
  // 31 December 1999 and a day.
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(on_day(31, 1_days), on_day(1)) == date("2000-01-01"));
}

TEST_CASE("recurrences that never fall on one date have none in common") {  // rule C1
  CHECK(!pp::first_common_date(on_day(1), on_day(2)));
  CHECK(!pp::first_common_date(pp::patch_tuesday{}, on_day(7)));
  CHECK(!pp::first_common_date(pp::patch_tuesday{}, on_day(15)));
  CHECK(!pp::first_common_date(pp::weekly(monday), pp::weekly(tuesday)));
  CHECK(!pp::first_common_date(pp::patch_tuesday{}, pp::weekly(monday, wednesday, thursday, friday)));
  CHECK(!pp::first_common_date(on_weekday(second, wednesday), on_weekday(first, wednesday)));
}

TEST_CASE("a common date that comes late is found") {  // rule C1
  // The 16th is 30 days after Patch Tuesday only in a March after a 14 February of 28 days, in 2006 first.
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(pp::monthly::after_patch_tuesday(30_days), on_day(16)) ==
                         date("2006-03-16"));
  CHECK(!pp::first_common_date(pp::monthly::after_patch_tuesday(30_days), on_day(17)));
  // A fifth Sunday and 30 days is 2 March if 31 January is one and the year is no leap year, in 2010 first.
  PATCHPOLICY_CHECK_BOTH(pp::first_common_date(on_weekday(fifth, sunday, 30_days), on_day(2)) == date("2010-03-02"));
}

TEST_CASE("the patches of a Patch Tuesday are out at 10:00 in Los Angeles") {  // rule C1
  PATCHPOLICY_CHECK_BOTH(pp::patch_tuesday_release(date("2026-01-13")) == utc("2026-01-13T18:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::patch_tuesday_release(date("2026-07-14")) == utc("2026-07-14T17:00:00Z"));
  // In 2026 daylight saving begins there two days before the Patch Tuesday of March, in 2027 after it.
  PATCHPOLICY_CHECK_BOTH(pp::patch_tuesday_release(date("2026-03-10")) == utc("2026-03-10T17:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::patch_tuesday_release(date("2027-03-09")) == utc("2027-03-09T18:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::patch_tuesday_release(date("2026-11-10")) == utc("2026-11-10T18:00:00Z"));
}

TEST_CASE("runs of the next ten years that a clock change moves are counted, the first named") {  // rule C1
  CHECK(clock_changes(amsterdam, at("02:30"_time)) ==
        "clock_change_moves_runs at; runs 10; first 2026-03-29\n"
        "clock_change_repeats_time at; runs 10; first 2026-10-25\n");
  CHECK(clock_changes(amsterdam, at("02:30"_time, pp::daily{}, shift_forward)) ==
        clock_changes(amsterdam, at("02:30"_time)));
  CHECK(clock_changes(amsterdam, at("02:30"_time, pp::daily{}, second_time)) ==
        clock_changes(amsterdam, at("02:30"_time)));
  CHECK(clock_changes(amsterdam, at("02:00"_time)) == clock_changes(amsterdam, at("02:30"_time)));
  CHECK(clock_changes(amsterdam, at("01:59"_time)).empty());
  CHECK(clock_changes(amsterdam, at("03:00"_time)).empty());
  CHECK(clock_changes(amsterdam, at("02:30"_time, pp::weekly(sunday))) == clock_changes(amsterdam, at("02:30"_time)));
  CHECK(clock_changes(amsterdam, at("02:30"_time, pp::weekly(monday, saturday))).empty());
  CHECK(clock_changes(tokyo, at("02:30"_time)).empty());
  // The clocks change on a 25 March in 2029 and 2035, and on a 25 October in 2026.
  CHECK(clock_changes(amsterdam, at("02:30"_time, on_day(25))) ==
        "clock_change_moves_runs at; runs 2; first 2029-03-25\n"
        "clock_change_repeats_time at; runs 1; first 2026-10-25\n");
}

TEST_CASE("runs of the next ten years that a clock change leaves out are counted") {  // rules S8 and C1
  CHECK(clock_changes(amsterdam, at("02:30"_time, pp::daily{}, skip)) ==
        "clock_change_skips_runs clock_change.gap; runs 10; first 2026-03-29\n"
        "clock_change_repeats_time at; runs 10; first 2026-10-25\n");
  CHECK(clock_changes(amsterdam, at("03:00"_time, pp::daily{}, skip)).empty());
}

TEST_CASE("the ten years begin after the instant") {  // rule C1
  const auto moved = [](const char* after) { return clock_changes(amsterdam, at("02:30"_time), utc(after)); };
  CHECK(moved("2026-03-29T00:59:59Z").starts_with("clock_change_moves_runs at; runs 10; first 2026-03-29\n"));
  CHECK(moved("2026-03-29T01:00:00Z").starts_with("clock_change_moves_runs at; runs 9; first 2027-03-28\n"));
  CHECK(moved("2026-12-31T00:00:00Z").starts_with("clock_change_moves_runs at; runs 10; first 2027-03-28\n"));
  CHECK(moved("2026-10-25T00:29:59Z").find("repeats_time at; runs 10; first 2026-10-25\n") != std::string::npos);
  CHECK(moved("2026-10-25T00:30:00Z").find("repeats_time at; runs 9; first 2027-10-31\n") != std::string::npos);
}

TEST_CASE("a run may come on a later day by UTC than its date") {  // rule C1
  // On 2026-03-29 the clocks there jump from 22:00 to 23:00, which is at 08:00 UTC on the next day.
  static constexpr pp::posix_zone far_west = "HST10HDT,M3.5.0/22,M10.5.0/23"_posix_tz;
  const auto moved = [](const char* after) { return clock_changes(far_west, at("22:30"_time), utc(after)); };
  CHECK(moved("2026-03-30T07:59:59Z").starts_with("clock_change_moves_runs at; runs 10; first 2026-03-29\n"));
  CHECK(moved("2026-03-30T08:00:00Z").starts_with("clock_change_moves_runs at; runs 9; first 2027-03-28\n"));
}

TEST_CASE("a run that is left out counts if the gap is yet to come") {  // rules S8 and C1
  constexpr pp::posix_zone los_angeles = "PST8PDT,M3.2.0,M11.1.0"_posix_tz;
  const auto skipped = [](const auto& zone, const char* after) {
    const std::string all = clock_changes(zone, at("02:30"_time, pp::daily{}, skip), utc(after));
    return all.substr(0, all.find('\n'));
  };
  const std::string ahead = "clock_change_skips_runs clock_change.gap; runs 10; first ";
  const std::string over = "clock_change_skips_runs clock_change.gap; runs 9; first ";
  CHECK(skipped(los_angeles, "2026-03-07T12:00:00Z") == ahead + "2026-03-08");
  CHECK(skipped(los_angeles, "2026-03-08T12:00:00Z") == over + "2027-03-14");
  CHECK(skipped(amsterdam, "2026-03-28T12:00:00Z") == ahead + "2026-03-29");
  CHECK(skipped(amsterdam, "2026-03-29T12:00:00Z") == over + "2027-03-28");
}

TEST_CASE("a run that is left out counts at the same instants as one that is moved") {  // rules S8 and C1
  constexpr pp::posix_zone los_angeles = "PST8PDT,M3.2.0,M11.1.0"_posix_tz;
  const auto first_and_count = [](const auto& zone, pp::clock_change_policy policy, const char* after) {
    const std::string all = clock_changes(zone, at("02:30"_time, pp::daily{}, policy), utc(after));
    const std::size_t begin = all.find("; runs ");
    return all.substr(begin, all.find('\n') - begin);
  };
  const auto alike = [&](const auto& zone, const char* after) {
    const std::string moved = first_and_count(zone, {}, after);
    CHECK(first_and_count(zone, skip, after) == moved);
  };
  // The clocks change at 10:00 UTC in Los Angeles and at 01:00 UTC in Amsterdam.
  alike(los_angeles, "2026-03-08T01:00:00Z");
  alike(los_angeles, "2026-03-08T09:59:00Z");  // 7 hours after 02:30 UTC
  alike(amsterdam, "2026-03-29T00:59:00Z");
  alike(amsterdam, "2026-03-29T01:01:00Z");  // 1:29 before 02:30 UTC
  alike(amsterdam, "2026-03-31T00:00:00Z");  // 3652 days before the change of 2036
  alike(amsterdam, "2026-03-31T02:00:00Z");
}

TEST_CASE("the ten years end") {  // rule C1
  // The clocks jump over 02:30 of 2036-03-30 at 01:00 UTC.
  const auto runs = [](const char* after, pp::clock_change_policy policy) {
    const std::string all = findings_in(amsterdam, at("02:30"_time, on_day(30), policy), utc(after));
    return all.substr(0, all.find('\n'));
  };
  CHECK(runs("2026-04-01T00:00:00Z", {}) == "clock_change_moves_runs at; runs 2; first 2031-03-30");
  CHECK(runs("2026-03-25T00:00:00Z", {}) == "clock_change_moves_runs at; runs 1; first 2031-03-30");
  CHECK(runs("2026-04-01T00:00:00Z", skip) == "clock_change_skips_runs clock_change.gap; runs 2; first 2031-03-30");
  CHECK(runs("2026-03-25T00:00:00Z", skip) == "clock_change_skips_runs clock_change.gap; runs 1; first 2031-03-30");
}

TEST_CASE("runs on Patch Tuesday before its patches are out are counted, in the time zone of the endpoint") {  // C1
  const pp::schedule evening = at("21:00"_time, pp::patch_tuesday{});
  CHECK(findings_in(tokyo, evening) == "before_patch_tuesday_release at; runs 120; first 2026-01-13\n");
  CHECK(findings_in(amsterdam, evening).empty());
  // Any schedule that runs on that date is meant, and no other date.
  CHECK(findings_in(tokyo, at("21:00"_time)) == findings_in(tokyo, evening));
  CHECK(findings_in(tokyo, at("21:00"_time, pp::weekly(tuesday))) == findings_in(tokyo, evening));
  CHECK(findings_in(tokyo, at("21:00"_time, pp::weekly(wednesday))).empty());
  CHECK(findings_in(tokyo, at("21:00"_time, pp::monthly::after_patch_tuesday(0_days))) == findings_in(tokyo, evening));
  CHECK(findings_in(tokyo, at("21:00"_time, pp::monthly::after_patch_tuesday(1_days))).empty());
  CHECK(findings_in(tokyo, at("21:00"_time, on_weekday(second, tuesday))) == findings_in(tokyo, evening));
  CHECK(findings_in(tokyo, at("21:00"_time, on_weekday(first, tuesday))).empty());
  CHECK(findings_in(tokyo, at("21:00"_time, on_weekday(third, tuesday))).empty());
}

TEST_CASE("the patches come an hour earlier where only Los Angeles has daylight saving") {  // rule C1
  // 10:00 there is 19:00 in Amsterdam, but 18:00 on Patch Tuesdays in March that come after the change there: all from
  // 2026 to 2035 but those of 2027, 2032 and 2033.
  CHECK(findings_in(amsterdam, at("18:30"_time, pp::patch_tuesday{})) ==
        "before_patch_tuesday_release at; runs 113; first 2026-01-13\n");
  CHECK(findings_in(amsterdam, at("17:59"_time, pp::patch_tuesday{})) ==
        "before_patch_tuesday_release at; runs 120; first 2026-01-13\n");
  CHECK(findings_in(amsterdam, at("18:00"_time, pp::patch_tuesday{})) ==
        findings_in(amsterdam, at("18:30"_time, pp::patch_tuesday{})));
  CHECK(findings_in(amsterdam, at("18:59"_time, pp::patch_tuesday{})) ==
        findings_in(amsterdam, at("18:30"_time, pp::patch_tuesday{})));
  CHECK(findings_in(amsterdam, at("19:00"_time, pp::patch_tuesday{})).empty());
  CHECK(findings_in("PST8PDT,M3.2.0,M11.1.0"_posix_tz, at("10:00"_time, pp::patch_tuesday{})).empty());
}

TEST_CASE("schedules are checked at the ends of time as well") {
  CHECK(clock_changes(amsterdam, at("02:30"_time), (pp::sys_seconds::max)()).empty());
  CHECK(clock_changes(amsterdam, at("02:30"_time), utc("9999-12-31T23:59:59Z")).empty());
  CHECK(clock_changes(amsterdam, at("02:30"_time), (pp::sys_seconds::min)()).empty());
  CHECK(clock_changes(amsterdam, at("02:30"_time), utc("1965-01-01T00:00:00Z")) ==
        "clock_change_moves_runs at; runs 5; first 1970-03-29\n"
        "clock_change_repeats_time at; runs 5; first 1970-10-25\n");
}
