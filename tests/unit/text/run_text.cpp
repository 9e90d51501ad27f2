// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/run_text.hpp"

#include <chrono>
#include <string>
#include <string_view>

#include "patchpolicy/decide/daily_scan.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;
using pp::clock_change_policy;
using pp::fold_policy;
using pp::gap_policy;

namespace {

constexpr pp::posix_zone central = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone newfoundland = "NST3:30NDT,M4.1.0/0:01,M10.5.0/0:01"_posix_tz;
constexpr pp::posix_zone beirut = "EET-2EEST,M3.5.0/0,M10.5.0/0"_posix_tz;

pp::civil_date date(int year, int month, int day) { return *pp::civil_date::of(year, month, day); }

pp::local_seconds wall(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return pp::local_seconds(24h * pp::detail::number_of_day(year, month, day) + std::chrono::hours(hour) +
                           std::chrono::minutes(minute) + std::chrono::seconds(second));
}
pp::sys_seconds utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return pp::sys_seconds(wall(year, month, day, hour, minute, second).time_since_epoch());
}

// One change of the clocks.
struct changing_zone {
  pp::sys_seconds at;
  std::chrono::seconds before;
  std::chrono::seconds after;

  pp::zone_info get_info(pp::sys_seconds asked) const {
    if (asked < at) return {(pp::sys_seconds::min)(), at, before};
    return {at, (pp::sys_seconds::max)(), after};
  }
};

// What is said of the run of that date.
template <class Zone>
std::string said(pp::civil_date on, pp::time_of_day at, const Zone& zone, const clock_change_policy& policy = {}) {
  const pp::schedule nightly{pp::daily{}, at, false, policy};
  pp::sys_seconds after(pp::wall_time(on, at).time_since_epoch() - 48h);
  for (auto run = pp::next_run(nightly, after, zone); run; run = pp::next_run(nightly, run->at, zone))
    if (run->date >= on) {
      CHECK(run->date == on);
      return pp::clock_change_text(*run, at, zone);
    }
  FAIL("there is no such run");
  return {};
}

// What is said of the scans of that date.
template <class Zone>
std::string said_of_scans(pp::civil_date on, const Zone& zone) {
  return pp::scan_window_text(on, pp::scan_window_on(on, zone), zone);
}

}  // namespace

TEST_CASE("weekdays have short names") {
  using enum pp::weekday;
  PATCHPOLICY_CHECK_BOTH(pp::short_name(monday) == "Mon");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(tuesday) == "Tue");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(wednesday) == "Wed");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(thursday) == "Thu");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(friday) == "Fri");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(saturday) == "Sat");
  PATCHPOLICY_CHECK_BOTH(pp::short_name(sunday) == "Sun");
}

TEST_CASE("a wall time is written with its weekday, and with seconds if there are any") {
  CHECK(pp::calendar_text(wall(2026, 3, 29, 3)) == "Sun 2026-03-29 03:00");
  CHECK(pp::calendar_text(wall(2026, 3, 30)) == "Mon 2026-03-30 00:00");
  CHECK(pp::calendar_text(wall(2024, 2, 29, 23, 59)) == "Thu 2024-02-29 23:59");
  CHECK(pp::calendar_text(wall(2026, 3, 31, 3, 0, 7)) == "Tue 2026-03-31 03:00:07");
  CHECK(pp::calendar_text(wall(2026, 4, 1, 3, 10, 50)) == "Wed 2026-04-01 03:10:50");
  CHECK(pp::calendar_text(wall(2026, 4, 4)) == "Sat 2026-04-04 00:00");
  CHECK(pp::calendar_text(wall(1970, 1, 1)) == "Thu 1970-01-01 00:00");
  CHECK(pp::calendar_text(wall(1969, 12, 31, 23, 59, 59)) == "Wed 1969-12-31 23:59:59");
  CHECK(pp::calendar_text(wall(9999, 12, 31, 12)) == "Fri 9999-12-31 12:00");
  CHECK(pp::calendar_text(wall(10'000, 1, 1, 9, 30)) == "Sat +10000-01-01 09:30");
}

TEST_CASE("nothing is said of a wall time that exists once") {
  CHECK(said(date(2026, 3, 28), "02:30"_time, central).empty());
  CHECK(said(date(2026, 3, 29), "01:59"_time, central).empty());
  CHECK(said(date(2026, 3, 29), "03:00"_time, central).empty());
  CHECK(said(date(2026, 10, 25), "01:59"_time, central).empty());
  CHECK(said(date(2026, 10, 25), "03:00"_time, central).empty());
  CHECK(said(date(2026, 3, 29), "02:30"_time, pp::utc_zone()).empty());
}

TEST_CASE("a wall time that does not exist is said, whatever becomes of it") {
  const std::string spring = "02:30 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00";
  CHECK(said(date(2026, 3, 29), "02:30"_time, central) == spring);
  CHECK(said(date(2026, 3, 29), "02:30"_time, central, {gap_policy::shift_forward}) == spring);
  CHECK(said(date(2026, 3, 29), "02:00"_time, central) ==
        "02:00 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00");
  CHECK(said(date(2026, 3, 29), "02:59"_time, central) ==
        "02:59 on 2026-03-29 does not exist: the clocks jump from 02:00 to 03:00");
  // at midnight, and across it
  CHECK(said(date(2026, 3, 29), "00:30"_time, beirut) ==
        "00:30 on 2026-03-29 does not exist: the clocks jump from 00:00 to 01:00");
  CHECK(said(date(2026, 3, 28), "23:45"_time, "<+00>0<+02>-2,J87/23:30,J300"_posix_tz) ==
        "23:45 on 2026-03-28 does not exist: the clocks jump from 23:30 to Sun 2026-03-29 01:30");
  CHECK(said(date(2026, 3, 29), "01:00"_time, "<+00>0<+02>-2,J87/23:30,J300"_posix_tz) ==
        "01:00 on 2026-03-29 does not exist: the clocks jump from Sat 2026-03-28 23:30 to 01:30");
}

TEST_CASE("a wall time that occurs twice is said, and which time counts") {
  const std::string autumn = "02:30 on 2026-10-25 occurs twice: the clocks go back from 03:00 to 02:00; it runs the ";
  CHECK(said(date(2026, 10, 25), "02:30"_time, central) == autumn + "first time");
  CHECK(said(date(2026, 10, 25), "02:30"_time, central, {{}, fold_policy::second}) == autumn + "second time");
  CHECK(said(date(2026, 10, 25), "02:00"_time, central, {{}, fold_policy::second}) ==
        "02:00 on 2026-10-25 occurs twice: the clocks go back from 03:00 to 02:00; it runs the second time");
  CHECK(said(date(2026, 10, 25), "02:59"_time, central) ==
        "02:59 on 2026-10-25 occurs twice: the clocks go back from 03:00 to 02:00; it runs the first time");
}

TEST_CASE("clocks that go back to another date are said with it") {
  CHECK(said(date(2006, 10, 28), "23:30"_time, newfoundland) ==
        "23:30 on 2006-10-28 occurs twice: the clocks go back from Sun 2006-10-29 00:01 to 23:01; it runs the first "
        "time");
  CHECK(said(date(2006, 10, 28), "23:30"_time, newfoundland, {{}, fold_policy::second}) ==
        "23:30 on 2006-10-28 occurs twice: the clocks go back from Sun 2006-10-29 00:01 to 23:01; it runs the second "
        "time");
  CHECK(said(date(2006, 10, 29), "00:00"_time, newfoundland) ==
        "00:00 on 2006-10-29 occurs twice: the clocks go back from 00:01 to Sat 2006-10-28 23:01; it runs the first "
        "time");
}

TEST_CASE("a whole day that does not exist is said") {
  const changing_zone apia{utc(2011, 12, 30, 10), -10h, 14h};
  const pp::occurrence run{date(2011, 12, 30), utc(2011, 12, 30, 10), 14h, pp::local_time_kind::gap};
  CHECK(pp::clock_change_text(run, "21:00"_time, apia) ==
        "21:00 on 2011-12-30 does not exist: the clocks jump from 00:00 to Sat 2011-12-31 00:00");
  CHECK(said(date(2011, 12, 30), "21:00"_time, apia) ==
        "21:00 on 2011-12-30 does not exist: the clocks jump from 00:00 to Sat 2011-12-31 00:00");
  CHECK(said(date(2011, 12, 31), "21:00"_time, apia).empty());
}

TEST_CASE("changes of the clocks are said with their seconds") {
  const changing_zone amsterdam{utc(1937, 7, 1) - (1h + 19min + 32s), 1h + 19min + 32s, 1h + 20min};
  const pp::occurrence run{date(1937, 7, 1), amsterdam.at, amsterdam.after, pp::local_time_kind::gap};
  CHECK(pp::clock_change_text(run, "00:00"_time, amsterdam) ==
        "00:00 on 1937-07-01 does not exist: the clocks jump from 00:00 to 00:00:28");
}

TEST_CASE("a run that is left out is said, and why") {
  CHECK(pp::skipped_run_text(date(2026, 3, 29), "02:30"_time, central) ==
        "no run on Sun 2026-03-29: 02:30 does not exist, the clocks jump from 02:00 to 03:00");
  CHECK(pp::skipped_run_text(date(2026, 3, 29), "02:00"_time, central) ==
        "no run on Sun 2026-03-29: 02:00 does not exist, the clocks jump from 02:00 to 03:00");
  CHECK(pp::skipped_run_text(date(2011, 12, 30), "21:00"_time, changing_zone{utc(2011, 12, 30, 10), -10h, 14h}) ==
        "no run on Fri 2011-12-30: 21:00 does not exist, the clocks jump from 00:00 to Sat 2011-12-31 00:00");
}

TEST_CASE("nothing is said of scans between 00:00 and 02:00") {
  CHECK(said_of_scans(date(2026, 3, 28), central).empty());
  CHECK(said_of_scans(date(2026, 3, 30), central).empty());
  CHECK(said_of_scans(date(2026, 10, 25), central).empty());  // 02:00 comes again, after the window
  CHECK(said_of_scans(date(2026, 3, 29), pp::utc_zone()).empty());
  // From 23:00 to 00:00, and from 00:00 to 23:00: the window begins later than the day before it ends, or again then.
  CHECK(said_of_scans(date(2026, 3, 29), changing_zone{utc(2026, 3, 29), -1h, 0h}).empty());
  CHECK(said_of_scans(date(2026, 3, 29), changing_zone{utc(2026, 3, 29), 0h, -1h}).empty());
  // A change by name alone.
  CHECK(said_of_scans(date(2026, 3, 29), changing_zone{utc(2026, 3, 29, 1), 0h, 0h}).empty());
}

TEST_CASE("changes of the clocks in a window of scans are said") {
  CHECK(said_of_scans(date(2026, 3, 29), central) == "the clocks jump from 02:00 to 03:00");
  CHECK(said_of_scans(date(2026, 3, 29), beirut) == "the clocks jump from 00:00 to 01:00");
  CHECK(said_of_scans(date(2026, 3, 29), "GMT0BST,M3.5.0/1,M10.5.0"_posix_tz) == "the clocks jump from 01:00 to 02:00");
  CHECK(said_of_scans(date(2026, 10, 25), "GMT0BST,M3.5.0/1,M10.5.0"_posix_tz) ==
        "the clocks go back from 02:00 to 01:00");
  CHECK(said_of_scans(date(2026, 11, 1), "CST5CDT,M3.2.0/0,M11.1.0/1"_posix_tz) ==
        "the clocks go back from 01:00 to 00:00");
  CHECK(said_of_scans(date(2006, 10, 29), newfoundland) ==
        "the clocks go back from 00:01 to Sat 2006-10-28 23:01, and the window goes on while they show the day before "
        "again");
  CHECK(said_of_scans(date(2006, 10, 28), newfoundland).empty());
  // Half an hour on, and back after half an hour.
  CHECK(said_of_scans(date(2026, 3, 29), "<+00>0<+0030>-0:30,J88/0:30,J88/1:30"_posix_tz) ==
        "the clocks jump from 00:30 to 01:00; the clocks go back from 01:30 to 01:00");
}

TEST_CASE("a date without scans is said, and why") {
  const changing_zone apia{utc(2011, 12, 30, 10), -10h, 14h};
  CHECK(pp::no_scan_text(date(2011, 12, 30), apia) ==
        "no scan on Fri 2011-12-30: the clocks jump from 00:00 to Sat 2011-12-31 00:00");
  CHECK(said_of_scans(date(2011, 12, 29), apia).empty());
  CHECK(said_of_scans(date(2011, 12, 31), apia).empty());
  CHECK(pp::no_scan_text(date(2026, 3, 29), changing_zone{utc(2026, 3, 29), -30min, 2h}) ==
        "no scan on Sun 2026-03-29: the clocks jump from Sat 2026-03-28 23:30 to 02:00");
}

TEST_CASE("when staging starts is said, and why later than asked") {
  pp::occurrence run{date(2026, 3, 29), utc(2026, 3, 29, 1), 2h};
  CHECK(pp::staging_text(run).empty());
  run.stage = pp::staging_start{utc(2026, 3, 28, 23), 1h};
  CHECK(pp::staging_text(run) == "stages from Sun 2026-03-29 00:00");
  run.stage->offset = 0s;
  CHECK(pp::staging_text(run) == "stages from Sat 2026-03-28 23:00");
  run.stage->cut = true;
  CHECK(pp::staging_text(run) == "stages from Sat 2026-03-28 23:00, later than asked: not before the run before it");
  run.date = date(2026, 4, 1);
  CHECK(pp::staging_text(run) ==
        "stages from Sat 2026-03-28 23:00, later than asked: not before the first of the month");
  run.stage->cut = false;
  CHECK(pp::staging_text(run) == "stages from Sat 2026-03-28 23:00");
  run.stage.reset();
  run.no_time_to_stage = true;
  CHECK(pp::staging_text(run) == "no time to stage on the first of the month");
}

TEST_CASE("what is said of staging is so of real runs") {
  const auto first_said = [](pp::recurrence_rule on, pp::time_of_day at, pp::staging_lead lead, pp::sys_seconds after) {
    const auto run = pp::next_run(pp::staged_schedule{on, at, false, {}, lead}, after, central);
    REQUIRE(run.has_value());
    return pp::staging_text(*run);
  };
  const pp::monthly first_day(pp::day_of_month{*pp::month_day::of(1)});
  CHECK(first_said(pp::daily{}, "21:00"_time, 4_h_before, utc(2026, 5, 5)) == "stages from Tue 2026-05-05 17:00");
  // a day of 23 hours
  CHECK(first_said(pp::daily{}, "12:00"_time, 23_h_before, utc(2026, 3, 28, 12)) == "stages from Sat 2026-03-28 12:00");
  CHECK(first_said(first_day, "03:00"_time, 4_h_before, utc(2026, 4, 15)) ==
        "stages from Fri 2026-05-01 00:00, later than asked: not before the first of the month");
  CHECK(first_said(first_day, "00:00"_time, 4_h_before, utc(2026, 4, 15)) ==
        "no time to stage on the first of the month");
}

TEST_CASE("each outcome of missed runs has words of its own") {
  using enum pp::catch_up_outcome;
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(due) == "a catch-up is due within the hour");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(served) == "a regular run within the hour serves instead");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(switched_off) ==
                         "the schedule does not run on boot if missed, so this run is lost");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(nothing_missed) == "no run was missed");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(task_off) == "the task is off: it misses nothing");
  CHECK(pp::meaning_of(static_cast<pp::catch_up_outcome>(pp::enum_size<pp::catch_up_outcome>)).empty());
}
