// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/task_runs.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <optional>
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

using enum pp::platform;
using enum pp::task_kind;
using tasks = pp::flag_set<pp::task_kind>;

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::utc_zone universal;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }
constexpr pp::civil_date date(std::string_view text) { return *pp::parse_date(text); }

constexpr pp::schedule at(pp::time_of_day time, pp::recurrence_rule rule = pp::daily{}) {
  return {.recurrence = rule, .at = time};
}
constexpr pp::staged_schedule staged_at(pp::time_of_day time, pp::recurrence_rule rule = pp::daily{}) {
  return {.recurrence = rule, .at = time};
}

template <class Task, class Schedule>
constexpr void switch_on(Task& task, const Schedule& when) {
  task.enabled = true;
  task.schedule = when;
}

// All five tasks, every day at 12:00.
constexpr pp::configuration_view all_at_noon() {
  pp::configuration_view made;
  switch_on(made.windows.routine_maintenance, staged_at("12:00"_time));
  switch_on(made.windows.priority_updates, staged_at("12:00"_time));
  switch_on(made.windows.zero_day_response, staged_at("12:00"_time));
  switch_on(made.mac.routine_maintenance, staged_at("12:00"_time));
  switch_on(made.gnu_linux.routine_maintenance, at("12:00"_time));
  return made;
}

// The first runs, a line each: instant, platform, task, and the tasks that it meets.
std::string first_runs(std::size_t count, const pp::configuration_view& config, const char* after,
                       const pp::task_choice& choice = {}) {
  std::string text;
  for (const pp::task_run& found : pp::task_runs(config, utc(after), universal, choice)) {
    if (count-- == 0) break;
    text += pp::to_text(found.run.at).substr(5, 11) + ' ' + std::string(pp::name_of(found.os)) + ' ' +
            std::string(pp::name_of(found.task));
    for (const pp::task_kind met : found.meets) text += ", " + std::string(pp::name_of(met));
    text += '\n';
  }
  return text;
}

// Not in a zone that would be gone before the range is.
template <class Zone>
constexpr bool can_walk_in = requires(const pp::configuration_view& config, Zone&& zone) {
  pp::task_runs(config, pp::sys_seconds(), std::forward<Zone>(zone));
};

}  // namespace

TEST_CASE("a task runs when its schedule does") {
  constexpr auto next = [](bool enabled, bool scheduled) {
    pp::task_view<windows> task;
    task.enabled = enabled;
    if (scheduled) task.schedule = staged_at("21:00"_time);
    return pp::next_run(task, utc("2026-07-10T12:00:00Z"), amsterdam);
  };
  PATCHPOLICY_CHECK_BOTH(next(true, true)->at == utc("2026-07-10T19:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!next(false, true));
  PATCHPOLICY_CHECK_BOTH(!next(true, false));
  PATCHPOLICY_CHECK_BOTH(!next(false, false));

  constexpr auto on_linux = [](bool enabled) {
    pp::task_view<gnu_linux> task;
    task.enabled = enabled;
    task.schedule = at("21:00"_time);
    return pp::next_run(task, utc("2026-07-10T19:00:00Z"), amsterdam);
  };
  PATCHPOLICY_CHECK_BOTH(on_linux(true)->at == utc("2026-07-11T19:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!on_linux(false));
}

TEST_CASE("the runs of all tasks come in the order of time") {
  constexpr auto config = [] {
    pp::configuration_view made;
    switch_on(made.windows.routine_maintenance, staged_at("21:00"_time, pp::weekly(pp::weekday::wednesday)));
    switch_on(made.windows.priority_updates, staged_at("06:00"_time));
    switch_on(made.mac.routine_maintenance, staged_at("12:00"_time));
    switch_on(made.gnu_linux.routine_maintenance, at("03:00"_time, pp::weekly(pp::weekday::thursday)));
    return made;
  };
  CHECK(first_runs(8, config(), "2026-07-07T06:00:00Z") ==
        "07-07T12:00 mac routine_maintenance\n"
        "07-08T06:00 windows priority_updates\n"
        "07-08T12:00 mac routine_maintenance\n"
        "07-08T21:00 windows routine_maintenance\n"
        "07-09T03:00 linux routine_maintenance\n"
        "07-09T06:00 windows priority_updates\n"
        "07-09T12:00 mac routine_maintenance\n"
        "07-10T06:00 windows priority_updates\n");
}

TEST_CASE("runs of one instant come in the order of platforms and tasks, and meet within a platform") {
  const std::string noon =
      "07-07T12:00 windows routine_maintenance, priority_updates, zero_day_response\n"
      "07-07T12:00 windows priority_updates, routine_maintenance, zero_day_response\n"
      "07-07T12:00 windows zero_day_response, routine_maintenance, priority_updates\n"
      "07-07T12:00 mac routine_maintenance\n"
      "07-07T12:00 linux routine_maintenance\n";
  CHECK(first_runs(6, all_at_noon(), "2026-07-07T00:00:00Z") ==
        noon + "07-08T12:00 windows routine_maintenance, priority_updates, zero_day_response\n");
  CHECK(first_runs(5, all_at_noon(), "2026-07-06T12:00:00Z") == noon);
}

TEST_CASE("tasks meet only where they run at the same instant") {
  constexpr auto config = [] {
    pp::configuration_view made = all_at_noon();
    made.windows.priority_updates.schedule->at = "12:01"_time;
    made.windows.zero_day_response.schedule->recurrence = pp::weekly(pp::weekday::wednesday);
    return made;
  };
  CHECK(first_runs(7, config(), "2026-07-07T12:00:00Z", {.os = windows}) ==
        "07-07T12:01 windows priority_updates\n"
        "07-08T12:00 windows routine_maintenance, zero_day_response\n"
        "07-08T12:00 windows zero_day_response, routine_maintenance\n"
        "07-08T12:01 windows priority_updates\n"
        "07-09T12:00 windows routine_maintenance\n"
        "07-09T12:01 windows priority_updates\n"
        "07-10T12:00 windows routine_maintenance\n");
}

TEST_CASE("a platform can be chosen, and a task") {
  constexpr pp::configuration_view config = all_at_noon();
  const char* const after = "2026-07-07T00:00:00Z";
  CHECK(first_runs(2, config, after, {.os = mac}) ==
        "07-07T12:00 mac routine_maintenance\n07-08T12:00 mac routine_maintenance\n");
  CHECK(first_runs(1, config, after, {.os = gnu_linux}) == "07-07T12:00 linux routine_maintenance\n");
  CHECK(first_runs(4, config, after, {.task = routine_maintenance}) ==
        "07-07T12:00 windows routine_maintenance, priority_updates, zero_day_response\n"
        "07-07T12:00 mac routine_maintenance\n"
        "07-07T12:00 linux routine_maintenance\n"
        "07-08T12:00 windows routine_maintenance, priority_updates, zero_day_response\n");
}

TEST_CASE("a task that is not chosen still counts as met") {
  CHECK(first_runs(2, all_at_noon(), "2026-07-07T00:00:00Z", {.os = windows, .task = zero_day_response}) ==
        "07-07T12:00 windows zero_day_response, routine_maintenance, priority_updates\n"
        "07-08T12:00 windows zero_day_response, routine_maintenance, priority_updates\n");
  CHECK(first_runs(2, all_at_noon(), "2026-07-07T00:00:00Z", {.task = priority_updates}) ==
        "07-07T12:00 windows priority_updates, routine_maintenance, zero_day_response\n"
        "07-08T12:00 windows priority_updates, routine_maintenance, zero_day_response\n");
}

TEST_CASE("choosing what is not there or off gives no runs") {
  constexpr auto is_empty = [](const pp::configuration_view& config, const pp::task_choice& choice) {
    const auto found = pp::task_runs(config, utc("2026-07-07T00:00:00Z"), universal, choice);
    return found.begin() == found.end();
  };
  constexpr auto only_routine_on = [] {
    pp::configuration_view made = all_at_noon();
    made.windows.priority_updates.enabled = false;
    made.windows.zero_day_response = {};
    made.windows.zero_day_response.enabled = true;
    made.mac.routine_maintenance.enabled = false;
    return made;
  };
  PATCHPOLICY_CHECK_BOTH(is_empty(all_at_noon(), {.os = mac, .task = priority_updates}));
  PATCHPOLICY_CHECK_BOTH(is_empty(only_routine_on(), {.os = windows, .task = priority_updates}));
  PATCHPOLICY_CHECK_BOTH(is_empty(only_routine_on(), {.task = zero_day_response}));
  PATCHPOLICY_CHECK_BOTH(is_empty(only_routine_on(), {.os = mac}));
  PATCHPOLICY_CHECK_BOTH(is_empty(pp::configuration_view{}, {}));
  CHECK(first_runs(3, only_routine_on(), "2026-07-07T00:00:00Z") ==
        "07-07T12:00 windows routine_maintenance\n"
        "07-07T12:00 linux routine_maintenance\n"
        "07-08T12:00 windows routine_maintenance\n");
}

TEST_CASE("the runs end with the calendar") {
  const auto last = pp::task_runs(all_at_noon(), utc("9999-12-30T12:00:00Z"), universal);
  CHECK(std::distance(last.begin(), last.end()) == 5);
  CHECK(std::all_of(last.begin(), last.end(), [](const auto& r) { return r.run.date == date("9999-12-31"); }));
  CHECK(first_runs(3, all_at_noon(), "9999-12-30T12:00:00Z", {.task = priority_updates}) ==
        "12-31T12:00 windows priority_updates, routine_maintenance, zero_day_response\n");
}

TEST_CASE("a run of a task is the one that its schedule gives, staging and all") {
  constexpr auto first = [](const pp::task_choice& choice) {
    pp::configuration_view config = all_at_noon();
    config.windows.routine_maintenance.schedule->stage_before = 4_h_before;
    config.windows.routine_maintenance.schedule->clock_change.gap = pp::gap_policy::shift_forward;
    config.windows.routine_maintenance.schedule->at = "02:30"_time;
    config.gnu_linux.routine_maintenance.schedule->clock_change.gap = pp::gap_policy::skip;
    config.gnu_linux.routine_maintenance.schedule->at = "02:30"_time;
    return *pp::task_runs(config, utc("2026-03-28T12:00:00Z"), amsterdam, choice).begin();
  };
  PATCHPOLICY_CHECK_BOTH(first({.os = windows, .task = routine_maintenance}).run.at == utc("2026-03-29T01:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(first({.os = windows, .task = routine_maintenance}).run.stage->at ==
                         utc("2026-03-28T21:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(first({.os = windows, .task = routine_maintenance}).valid_until() ==
                         utc("2026-03-29T01:30:00Z"));  // rule E4
  PATCHPOLICY_CHECK_BOTH(first({.os = gnu_linux}).run.at == utc("2026-03-30T00:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(!first({.os = gnu_linux}).run.stage && !first({.os = gnu_linux}).run.no_time_to_stage);
}

TEST_CASE("the default configuration runs twelve times in 2027") {  // rule T5
  constexpr auto count = [] {
    int found = 0;
    for (const pp::task_run& r :
         pp::task_runs(pp::default_configuration<pp::borrowed>(), utc("2026-12-31T23:00:00Z"), amsterdam)) {
      if (r.run.date.year() > 2027) break;
      ++found;
    }
    return found;
  };
  PATCHPOLICY_CHECK_BOTH(count() == 12);

  std::vector<std::string> days;
  const pp::configuration config = pp::default_configuration();
  for (const pp::task_run& r : pp::task_runs(config, utc("2026-12-31T23:00:00Z"), amsterdam)) {
    if (r.run.date.year() > 2027) break;
    CHECK(r.os == windows);
    CHECK(r.task == routine_maintenance);
    CHECK(r.meets == tasks{});
    CHECK(r.run.local() == pp::wall_time(r.run.date, "21:00"_time));
    days.push_back(pp::to_text(r.run.date).substr(5));
  }
  CHECK(days == std::vector<std::string>{"01-13", "02-10", "03-10", "04-14", "05-12", "06-09", "07-14", "08-11",  //
                                         "09-15", "10-13", "11-10", "12-15"});
}

TEST_CASE("runs of tasks need the zone, and do not need the configuration any more") {
  static_assert(can_walk_in<const pp::utc_zone&>);
  static_assert(!can_walk_in<pp::utc_zone>);

  auto all = [] {
    const pp::configuration config = pp::default_configuration();
    return pp::task_runs(config, utc("2027-01-01T00:00:00Z"), amsterdam);
  }();
  CHECK(all.begin()->run.date == date("2027-01-13"));
  CHECK(std::next(all.begin())->run.date == date("2027-02-10"));
  CHECK(all.begin()->run.date == date("2027-01-13"));
}

TEST_CASE("runs of tasks are equal only if they say the same") {
  const auto noon = pp::task_runs(all_at_noon(), utc("2026-07-07T00:00:00Z"), universal);
  const pp::task_run run = *noon.begin();
  pp::task_run other[4] = {run, run, run, run};
  other[0].os = mac;
  other[1].task = priority_updates;
  other[2].run.at += 1s;
  other[3].meets.erase(priority_updates);
  CHECK(run == *noon.begin());
  for (const pp::task_run& o : other) CHECK(o != run);
  CHECK(run.meets == tasks{priority_updates, zero_day_response});
}

TEST_CASE("a task that is off or lacks a schedule has no runs to miss") {  // rule S11
  constexpr pp::posix_zone zone = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  constexpr auto boot = *pp::parse_instant("2027-01-14T08:00:00Z");
  constexpr pp::off_interval off[] = {{*pp::parse_instant("2027-01-01T00:00:00Z"), boot}};
  auto config = pp::default_configuration();
  auto& task = config.windows.routine_maintenance;
  CHECK(pp::missed_run(task, off, zone) == pp::missed_run(*task.schedule, off, zone));
  CHECK(pp::missed_run(task, off, zone).outcome == pp::catch_up_outcome::due);
  task.enabled = false;
  CHECK(pp::missed_run(task, off, zone).outcome == pp::catch_up_outcome::task_off);
  task.enabled = true;
  task.schedule.reset();
  CHECK(pp::missed_run(task, off, zone).outcome == pp::catch_up_outcome::task_off);
}
