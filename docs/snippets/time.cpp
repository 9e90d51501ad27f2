// SPDX-License-Identifier: BSL-1.0
// The code of docs/time.md, and what its tables say.
#include "support/catch.hpp"

// [tools]
#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;
using enum pp::weekday;
using enum pp::week_of_month;

namespace {

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }
constexpr pp::civil_date day(std::string_view text) { return *pp::parse_date(text); }

using list = std::vector<std::string>;

/// The first dates of a recurrence from a date on.
list dates(const pp::recurrence_rule& rule, std::string_view from, std::size_t count) {
  list found;
  pp::civil_date next = day(from);
  while (found.size() < count) {
    const pp::civil_date date = *pp::first_date_from(rule, next);
    found.push_back(pp::to_text(date));
    next = pp::civil_date_of(pp::day_number_of(date) + 1);
  }
  return found;
}

/// What the clock shows at the next runs.
template <pp::time_zone Zone>
list runs(const pp::schedule& when, std::string_view after, std::size_t count, const Zone& zone) {
  list found;
  for (const pp::occurrence& run : pp::runs(when, utc(after), zone)) {
    found.push_back(pp::calendar_text(run.local()));
    if (found.size() == count) break;
  }
  return found;
}

}  // namespace
// [/tools]

TEST_CASE("the next run is a function of schedule, instant and zone") {
  // [next-run]
  constexpr pp::schedule nightly{.recurrence = pp::daily{}, .at = "21:00"_time};
  const pp::occurrence run = *pp::next_run(nightly, utc("2026-07-01T12:00:00Z"), amsterdam);

  CHECK(run.date == day("2026-07-01"));
  CHECK(run.at == utc("2026-07-01T19:00:00Z"));
  CHECK(run.offset == 2h);
  CHECK(pp::calendar_text(run.local()) == "Wed 2026-07-01 21:00");
  // [/next-run]
  CHECK(run.kind == pp::local_time_kind::unique);
  CHECK_FALSE(run.stage);
  CHECK(pp::next_run(nightly, run.at, amsterdam)->date == day("2026-07-02"));  // strictly after
  CHECK_FALSE(pp::next_run(nightly, utc("9999-12-31T23:00:00Z"), amsterdam));
}

TEST_CASE("a month's day can be missing") {
  // [month-ends]
  using enum pp::short_month_policy;
  const auto the_31st = pp::month_day::constant<31>();

  CHECK(dates(pp::monthly(pp::day_of_month{the_31st, last_day}), "2026-01-01", 4) ==
        list{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"});
  CHECK(dates(pp::monthly(pp::day_of_month{the_31st, skip}), "2026-01-01", 4) ==
        list{"2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"});
  // [/month-ends]
  CHECK(dates(pp::monthly(pp::last_day_of_month{}), "2028-01-01", 3) == list{"2028-01-31", "2028-02-29", "2028-03-31"});
  const auto the_30th = pp::month_day::constant<30>();
  CHECK(dates(pp::monthly(pp::day_of_month{the_30th, last_day}), "2026-01-01", 3) ==
        list{"2026-01-30", "2026-02-28", "2026-03-30"});
}

TEST_CASE("some months have a fifth weekday") {
  // [fifth]
  CHECK(dates(pp::monthly(pp::weekday_of_month{fifth, friday}), "2026-01-01", 4) ==
        list{"2026-01-30", "2026-05-29", "2026-07-31", "2026-10-30"});
  CHECK(dates(pp::monthly(pp::weekday_of_month{last, friday}), "2026-01-01", 4) ==
        list{"2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"});
  // [/fifth]
}

TEST_CASE("a delay is added to the date, and never clamped") {
  // [delay]
  CHECK(dates(pp::monthly(pp::weekday_of_month{first, wednesday}, 3_days), "2025-10-01", 2) ==
        list{"2025-10-04", "2025-11-08"});  // the first Saturday, then the second
  CHECK(dates(pp::monthly(pp::day_of_month{pp::month_day::constant<31>()}, 30_days), "2026-03-01", 2) ==
        list{"2026-03-02", "2026-03-30"});  // 31 January + 30 days, 28 February + 30 days
  // [/delay]
}

TEST_CASE("Patch Tuesday + 1 is not the second Wednesday") {
  // [patch-tuesday]
  CHECK(dates(pp::patch_tuesday{}, "2025-09-01", 2) == list{"2025-09-09", "2025-10-14"});
  CHECK(dates(pp::monthly::after_patch_tuesday(1_days), "2025-09-01", 2) == list{"2025-09-10", "2025-10-15"});
  CHECK(dates(pp::monthly(pp::weekday_of_month{second, wednesday}), "2025-09-01", 2) ==
        list{"2025-09-10", "2025-10-08"});  // in October it comes before Patch Tuesday
  // [/patch-tuesday]
}

TEST_CASE("the monthly day and Patch Tuesday + N make a union") {
  // [union]
  const pp::monthly both(pp::weekday_of_month{first, wednesday}, 3_days, 1_days);
  CHECK(dates(both, "2026-03-01", 4) == list{"2026-03-07", "2026-03-11", "2026-04-04", "2026-04-15"});
  // [/union]
  const pp::monthly same(pp::weekday_of_month{second, tuesday}, 0_days, 0_days);
  CHECK(dates(same, "2026-03-01", 2) == list{"2026-03-10", "2026-04-14"});  // in both, once
}

TEST_CASE("a time that does not exist, and one that occurs twice") {
  // [clock-changes]
  constexpr pp::schedule nightly{.recurrence = pp::daily{}, .at = "02:30"_time};

  const pp::occurrence spring = *pp::next_run(nightly, utc("2026-03-28T12:00:00Z"), amsterdam);
  CHECK(spring.date == day("2026-03-29"));
  CHECK(spring.kind == pp::local_time_kind::gap);
  CHECK(pp::calendar_text(spring.local()) == "Sun 2026-03-29 03:00");

  const pp::occurrence autumn = *pp::next_run(nightly, utc("2026-10-24T12:00:00Z"), amsterdam);
  CHECK(autumn.kind == pp::local_time_kind::fold);
  CHECK(pp::calendar_text(autumn.local()) == "Sun 2026-10-25 02:30");
  CHECK(autumn.offset == 2h);  // the first of the two
  // [/clock-changes]
}

TEST_CASE("02:30 in Amsterdam under every policy") {
  using enum pp::gap_policy;
  const auto night = [](pp::gap_policy gap, pp::fold_policy fold, std::string_view after) {
    const pp::schedule nightly{.recurrence = pp::daily{}, .at = "02:30"_time, .clock_change = {gap, fold}};
    const pp::occurrence run = *pp::next_run(nightly, utc(after), amsterdam);
    return pp::to_text(run.date).substr(5) + " at " + pp::to_text(run.at).substr(5) + ' ' +
           pp::calendar_text(run.local()).substr(9) + ' ' + pp::offset_text(run.offset);
  };
  for (const auto fold : {pp::fold_policy::first, pp::fold_policy::second}) {
    const auto spring = "2026-03-28T12:00:00Z";
    CHECK(night(next_valid, fold, spring) == "03-29 at 03-29T01:00:00Z 03-29 03:00 +02:00");
    CHECK(night(shift_forward, fold, spring) == "03-29 at 03-29T01:30:00Z 03-29 03:30 +02:00");
    CHECK(night(skip, fold, spring) == "03-30 at 03-30T00:30:00Z 03-30 02:30 +02:00");
  }
  for (const auto gap : {next_valid, shift_forward, skip}) {
    const auto autumn = "2026-10-24T12:00:00Z";
    CHECK(night(gap, pp::fold_policy::first, autumn) == "10-25 at 10-25T00:30:00Z 10-25 02:30 +02:00");
    CHECK(night(gap, pp::fold_policy::second, autumn) == "10-25 at 10-25T01:30:00Z 10-25 02:30 +01:00");
  }
}

namespace {

// [one-change]
/// A zone whose clocks change once.
struct one_change {
  pp::sys_seconds at;
  std::chrono::seconds before, after;  // offsets, east of UTC

  constexpr pp::zone_info get_info(pp::sys_seconds when) const {
    if (when < at) return {(pp::sys_seconds::min)(), at, before};
    return {at, (pp::sys_seconds::max)(), after};
  }
};
static_assert(pp::time_zone<one_change>);
// [/one-change]

// [apia]
constexpr one_change apia{utc("2011-12-30T10:00:00Z"), -10h, 14h};  // from the end of the 29th to the 31st
// [/apia]

}  // namespace

TEST_CASE("a day that does not exist") {
  // [missing-day]
  constexpr pp::schedule nightly{.recurrence = pp::daily{}, .at = "21:00"_time};
  CHECK(runs(nightly, "2011-12-29T12:00:00Z", 4, apia) ==
        list{"Thu 2011-12-29 21:00", "Sat 2011-12-31 00:00", "Sat 2011-12-31 21:00", "Sun 2012-01-01 21:00"});

  const pp::occurrence moved = *pp::next_run(nightly, utc("2011-12-30T08:00:00Z"), apia);
  CHECK(moved.date == day("2011-12-30"));  // the date that did not exist
  CHECK(moved.kind == pp::local_time_kind::gap);

  constexpr pp::schedule at_midnight{.recurrence = pp::daily{}, .at = "00:00"_time};
  CHECK(pp::next_run(at_midnight, utc("2011-12-29T12:00:00Z"), apia)->date == day("2011-12-31"));
  // [/missing-day]
  CHECK(runs(at_midnight, "2011-12-28T12:00:00Z", 3, apia) ==
        list{"Thu 2011-12-29 00:00", "Sat 2011-12-31 00:00", "Sun 2012-01-01 00:00"});
}

TEST_CASE("zone data change, dates do not") {
  // [identity]
  constexpr pp::posix_zone without_summer_time = "CET-1"_posix_tz;  // as if the clocks were no longer changed
  constexpr pp::schedule nightly{.recurrence = pp::daily{}, .at = "21:00"_time};
  const auto noon = utc("2026-07-01T12:00:00Z");

  const pp::occurrence planned = *pp::next_run(nightly, noon, amsterdam);
  const pp::occurrence after_update = *pp::next_run(nightly, noon, without_summer_time);
  CHECK(planned.date == after_update.date);
  CHECK(planned.at + 1h == after_update.at);
  // [/identity]
}

TEST_CASE("staging counts elapsed hours") {
  // [staging]
  constexpr pp::staged_schedule early{.recurrence = pp::daily{}, .at = "04:00"_time, .stage_before = 4_h_before};
  const pp::occurrence run = *pp::next_run(early, utc("2026-03-28T12:00:00Z"), amsterdam);

  CHECK(pp::calendar_text(run.local()) == "Sun 2026-03-29 04:00");
  CHECK(pp::calendar_text(run.stage->local()) == "Sat 2026-03-28 23:00");  // the hour from 02:00 did not exist
  CHECK(run.at - run.stage->at == 4h);
  // [/staging]

  // [stage-after-boot]
  CHECK(pp::stage_after_boot(run, run.at - 2h) == run.at - 2h);     // late: at once
  CHECK(pp::stage_after_boot(run, run.at - 9h) == run.stage->at);   // early: as planned
  CHECK(pp::stage_after_boot(run, run.at + 1min) == std::nullopt);  // the run has begun
  // [/stage-after-boot]
}

TEST_CASE("staging never starts before the run before") {
  // [previous-run]
  constexpr pp::posix_zone troll = "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"_posix_tz;  // its clocks jump two hours
  constexpr pp::staged_schedule nightly{.recurrence = pp::daily{}, .at = "21:00"_time, .stage_before = 23_h_before};
  const pp::occurrence run = *pp::next_run(nightly, utc("2026-03-28T21:00:00Z"), troll);

  CHECK(run.at == utc("2026-03-29T19:00:00Z"));         // 22 hours after the run before
  CHECK(run.stage->at == utc("2026-03-28T21:00:00Z"));  // that run
  CHECK(run.stage->cut);
  // [/previous-run]
}

TEST_CASE("staging and the first of the month") {
  // [first-of-month]
  constexpr pp::monthly on_the_first(pp::day_of_month{pp::month_day::constant<1>()});
  CHECK(pp::longest_staging_lead(pp::schedule{.recurrence = on_the_first, .at = "08:00"_time}) == 8);
  CHECK(pp::longest_staging_lead(pp::schedule{.recurrence = on_the_first, .at = "00:30"_time}) == 0);

  constexpr pp::staged_schedule sundays{
      .recurrence = pp::weekly(sunday), .at = "03:00"_time, .stage_before = 6_h_before};
  const pp::occurrence march = *pp::next_run(sundays, utc("2026-02-28T12:00:00Z"), amsterdam);
  CHECK(pp::calendar_text(march.local()) == "Sun 2026-03-01 03:00");
  CHECK(pp::calendar_text(march.stage->local()) == "Sun 2026-03-01 00:00");
  CHECK(march.stage->cut);
  // [/first-of-month]

  CHECK(pp::longest_staging_lead(pp::schedule{.recurrence = pp::daily{}, .at = "08:00"_time}) == 23);
  constexpr pp::staged_schedule at_midnight{.recurrence = pp::daily{}, .at = "00:00"_time, .stage_before = 6_h_before};
  const pp::occurrence midnight = *pp::next_run(at_midnight, utc("2026-02-28T12:00:00Z"), amsterdam);
  CHECK_FALSE(midnight.stage);
  CHECK(midnight.no_time_to_stage);
}

namespace {

// A span of time in June 2026 in UTC, such as "02 10:00 to 03 09:30".
pp::off_interval off(const std::string& text) {
  const auto june = [](const std::string& t) { return utc("2026-06-" + t.substr(0, 2) + 'T' + t.substr(3) + ":00Z"); };
  return {june(text.substr(0, 8)), june(text.substr(12))};
}

}  // namespace

TEST_CASE("missed runs") {
  // [missed]
  constexpr pp::schedule at_ten{.recurrence = pp::daily{}, .at = "10:00"_time, .run_on_boot_if_missed = true};
  const std::vector<pp::off_interval> weekend = {{utc("2026-06-05T16:00:00Z"), utc("2026-06-08T06:00:00Z")}};
  const pp::catch_up answer = pp::missed_run(at_ten, weekend, amsterdam);

  CHECK(answer.outcome == pp::catch_up_outcome::due);
  CHECK(answer.missed->date == day("2026-06-07"));  // the latest of two
  CHECK(answer.from == utc("2026-06-08T06:00:00Z"));
  CHECK(answer.until == utc("2026-06-08T07:00:00Z"));
  // [/missed]

  // The table: every day at 10:00.
  const auto says = [&](const std::vector<std::string>& spans, bool catches_up = true) {
    pp::schedule when = at_ten;
    when.run_on_boot_if_missed = catches_up;
    std::vector<pp::off_interval> intervals;
    for (const std::string& span : spans) intervals.push_back(off(span));
    const pp::catch_up found = pp::missed_run(when, intervals, pp::utc_zone());
    std::string text(pp::name_of(found.outcome));
    if (found) text += ' ' + pp::to_text(found.from).substr(8, 8) + " to " + pp::to_text(found.until).substr(8, 8);
    if (found.missed) text += " for " + pp::to_text(found.missed->date).substr(8);
    return text;
  };
  CHECK(says({"02 08:00 to 02 12:00"}) == "due 02T12:00 to 02T13:00 for 02");
  CHECK(says({"02 10:00 to 02 10:01"}) == "due 02T10:01 to 02T11:01 for 02");
  CHECK(says({"02 08:00 to 02 10:00"}) == "nothing_missed");
  CHECK(says({"02 08:00 to 05 12:00"}) == "due 05T12:00 to 05T13:00 for 05");
  CHECK(says({"02 08:00 to 03 09:30"}) == "served for 02");
  CHECK(says({"02 08:00 to 02 12:00", "02 12:30 to 02 15:00"}) == "due 02T15:00 to 02T16:00 for 02");
  CHECK(says({"02 08:00 to 02 12:00", "02 13:30 to 02 15:00"}) == "nothing_missed");
  CHECK(says({"02 11:00 to 02 12:00", "02 08:00 to 02 11:30"}) == "due 02T12:00 to 02T13:00 for 02");
  CHECK(says({"02 08:00 to 02 12:00"}, false) == "switched_off for 02");
}

TEST_CASE("daily scans") {
  // [scan]
  // On the last Friday of April the clocks jump from 00:00 to 01:00.
  constexpr pp::posix_zone cairo = "EET-2EEST,M4.5.5/0,M10.5.4/24"_posix_tz;
  const pp::daily_scan scan = *pp::next_scan(pp::scan_hash("PC-0001"), utc("2026-04-23T12:00:00Z"), cairo);

  CHECK(scan.date == day("2026-04-24"));
  CHECK(pp::to_text(scan.window.from) == "2026-04-23T22:00:00Z");  // 01:00 by the wall
  CHECK(scan.window.length() == 1h);                               // until 02:00
  CHECK((scan.window.from <= scan.at && scan.at < scan.window.to));
  // [/scan]

  // Spread over all of the window: hashing wall times would put half of them into its first minute.
  int first_half = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto hash = pp::scan_hash("PC-" + std::to_string(i));
    if (scan.window.at(hash) < scan.window.from + 30min) ++first_half;
  }
  CHECK((400 < first_half && first_half < 600));
  CHECK(pp::scan_window_on(day("2026-03-28"), amsterdam).length() == 2h);
  CHECK(pp::scan_window_on(day("2011-12-30"), apia).length() == 0h);
  CHECK(pp::next_scan(pp::scan_hash("PC-0001"), utc("2011-12-30T00:00:00Z"), apia)->date == day("2011-12-31"));
}

namespace {

// [sleep]
/// Until when an agent on Windows can sleep.
template <pp::time_zone Zone>
pp::sys_seconds sleep_until(const pp::configuration& config, std::string_view endpoint, pp::sys_seconds now,
                            const Zone& zone) {
  pp::sys_seconds wake = now + 24h;
  pp::for_each_task<pp::platform::windows>(config, [&](const auto& task) {
    if (const auto run = pp::next_run(task, now, zone)) {
      const bool has_to_stage = run->stage && run->stage->at > now;
      wake = (std::min)(wake, has_to_stage ? run->stage->at : run->valid_until());
    }
  });
  if (const auto scan = pp::next_scan(pp::scan_hash(endpoint), now, zone)) wake = (std::min)(wake, scan->valid_until());
  return wake;
}
// [/sleep]

}  // namespace

TEST_CASE("an agent sleeps until something is to be done") {
  pp::configuration config = pp::default_configuration();  // the day after Patch Tuesday at 21:00
  config.windows.routine_maintenance.schedule->stage_before = 4_h_before;
  const auto wake = [&](std::string_view now) {
    return pp::to_text(sleep_until(config, "PC-0001", utc(now), amsterdam));
  };
  CHECK(wake("2026-03-11T06:00:00Z") == "2026-03-11T16:00:00Z");  // staging, four hours before 20:00
  CHECK(wake("2026-03-11T16:00:00Z") == "2026-03-11T20:00:00Z");  // the run
  const auto scan = pp::next_scan(pp::scan_hash("PC-0001"), utc("2026-03-11T20:00:00Z"), amsterdam);
  CHECK(wake("2026-03-11T20:00:00Z") == pp::to_text(scan->at));
}

TEST_CASE("tasks that run at the same instant") {
  // [meet]
  pp::configuration config = pp::default_configuration();  // the day after Patch Tuesday at 21:00
  auto& zero_day = config.windows.zero_day_response;
  zero_day.enabled = true;
  zero_day.schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "21:00"_time};

  list found;
  for (const pp::task_run& run : pp::task_runs(config, utc("2026-03-10T12:00:00Z"), amsterdam)) {
    found.push_back(pp::to_text(run.run.date) + ' ' + std::string(pp::name_of(run.task)) +
                    (run.meets.empty() ? "" : ", meets another"));
    if (found.size() == 4) break;
  }
  CHECK(found == list{"2026-03-10 zero_day_response", "2026-03-11 routine_maintenance, meets another",
                      "2026-03-11 zero_day_response, meets another", "2026-03-12 zero_day_response"});
  // [/meet]
}

// [constant]
constexpr pp::schedule branch_offices{.recurrence = pp::monthly(pp::weekday_of_month{second, saturday}, 1_days),
                                      .at = "20:30"_time,
                                      .clock_change = {.gap = pp::gap_policy::skip}};

static_assert(pp::next_run(branch_offices, utc("2026-06-01T00:00:00Z"), amsterdam)->at == utc("2026-06-14T18:30:00Z"));
// [/constant]
