// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/missed_run.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <random>
#include <span>
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

using enum pp::catch_up_outcome;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }

// A time in June 2026, as `day hour:minute`, such as "09 10:00".
constexpr pp::sys_seconds june(std::string_view text) {
  return pp::sys_seconds(pp::wall_time(*pp::civil_date::of(2026, 6, (text[0] - '0') * 10 + (text[1] - '0')),
                                       *pp::time_of_day::parse(text.substr(3)))
                             .time_since_epoch());
}

constexpr pp::schedule at_ten{.recurrence = pp::daily{}, .at = "10:00"_time, .run_on_boot_if_missed = true};
constexpr pp::utc_zone universal;

constexpr pp::catch_up after_off(const pp::schedule& when, std::initializer_list<pp::off_interval> off) {
  return pp::missed_run(when, std::span<const pp::off_interval>(off.begin(), off.size()), universal);
}
// The same for pairs of times in June.
constexpr pp::catch_up after_off(const pp::schedule& when,
                                 std::initializer_list<std::pair<std::string_view, std::string_view>> off) {
  pp::off_interval intervals[4] = {};
  std::size_t count = 0;
  for (const auto& [from, to] : off) intervals[count++] = {june(from), june(to)};
  return pp::missed_run(when, std::span<const pp::off_interval>(intervals, count), universal);
}
using times = std::initializer_list<std::pair<std::string_view, std::string_view>>;

constexpr bool is_due(const pp::catch_up& answer, std::string_view boot, int missed_day) {
  return answer.outcome == due && answer.from == june(boot) && answer.until == june(boot) + 60min &&
         answer.missed->date == *pp::civil_date::of(2026, 6, missed_day) && !answer.served_by;
}
constexpr bool nothing_is_missed(const pp::catch_up& answer) {
  return answer.outcome == nothing_missed && !answer.missed && !answer.served_by;
}

}  // namespace

TEST_CASE("a run is missed if the machine was off at its instant, from the begin to before the boot") {  // rule S11
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"09 08:00", "09 12:00"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"09 10:00", "09 12:00"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(after_off(at_ten, times{{"09 10:01", "09 12:00"}})));
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"09 08:00", "09 10:01"}}), "09 10:01", 9));
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(after_off(at_ten, times{{"09 08:00", "09 10:00"}})));

  constexpr auto to_the_second = [](std::string_view from, std::string_view to) {
    return after_off(at_ten, {pp::off_interval{utc(from), utc(to)}}).outcome;
  };
  PATCHPOLICY_CHECK_BOTH(to_the_second("2026-06-09T10:00:00Z", "2026-06-09T10:00:01Z") == due);
  PATCHPOLICY_CHECK_BOTH(to_the_second("2026-06-09T09:59:59Z", "2026-06-09T10:00:00Z") == nothing_missed);
  PATCHPOLICY_CHECK_BOTH(to_the_second("2026-06-09T10:00:01Z", "2026-06-09T12:00:00Z") == nothing_missed);
}

TEST_CASE("a catch-up is due from the boot to an hour later, and the answer holds as long") {  // rules S11 and E4
  constexpr auto answer = [] { return after_off(at_ten, times{{"09 08:00", "09 12:00"}}); };
  PATCHPOLICY_CHECK_BOTH(answer().from == june("09 12:00"));
  PATCHPOLICY_CHECK_BOTH(answer().until == june("09 13:00"));
  PATCHPOLICY_CHECK_BOTH(answer().valid_until() == june("09 13:00"));
  PATCHPOLICY_CHECK_BOTH(bool(answer()));
  PATCHPOLICY_CHECK_BOTH(pp::catch_up_time == 1h);
}

TEST_CASE("a machine that was never off has missed nothing") {  // rule S11
  constexpr auto never = [] { return after_off(at_ten, times{}); };
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(never()));
  PATCHPOLICY_CHECK_BOTH(!never());
  PATCHPOLICY_CHECK_BOTH(never().valid_until() == (pp::sys_seconds::max)());
  PATCHPOLICY_CHECK_BOTH(never() == pp::catch_up{});
}

TEST_CASE("an interval that does not end after it begins is none") {  // rule S11
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(after_off(at_ten, times{{"09 10:00", "09 10:00"}})));
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(after_off(at_ten, times{{"09 12:00", "09 08:00"}})));
  PATCHPOLICY_CHECK_BOTH(after_off(at_ten, times{{"09 12:00", "09 08:00"}}) == pp::catch_up{});
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 08:00", "09 12:00"}, {"09 14:00", "09 13:00"}, {"09 15:00", "09 15:00"}}),
             "09 12:00", 9));
  // Nor does it join what lies around it.
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 08:00", "09 11:00"}, {"09 11:00", "09 10:30"}, {"09 11:30", "09 11:45"}}),
             "09 11:45", 9));
}

TEST_CASE("intervals that overlap or touch are one, in whatever order they come") {  // rule S11
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 08:00", "09 09:30"}, {"09 09:00", "09 12:00"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 09:00", "09 12:00"}, {"09 08:00", "09 09:30"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 08:00", "09 10:00"}, {"09 10:00", "09 12:00"}}), "09 12:00", 9));
  // One inside the other: the boot of the inner one was none.
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 08:00", "09 16:00"}, {"09 09:00", "09 12:00"}}), "09 16:00", 9));
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"09 09:00", "09 16:00"}, {"09 09:00", "09 12:00"}}), "09 16:00", 9));
}

TEST_CASE("several missed runs make one catch-up, for the latest date") {  // rule S11
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"05 08:00", "09 12:00"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"05 08:00", "09 08:30"}}), "09 08:30", 8));
  // Missed in intervals of their own, within the hour of one another.
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"08 09:00", "09 09:30"}, {"09 09:45", "09 12:00"}}), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(
      is_due(after_off(at_ten, times{{"08 09:00", "08 12:00"}, {"08 12:30", "08 13:00"}}), "08 13:00", 8));
}

TEST_CASE("a regular run within the hour after the boot serves instead") {  // rule S11
  constexpr auto booted_at = [](std::string_view boot) { return after_off(at_ten, times{{"08 09:00", boot}}); };
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").outcome == served);
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").served_by->at == june("09 10:00"));
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").missed->date == *pp::parse_date("2026-06-08"));
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").from == june("09 09:30"));
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").until == june("09 10:30"));
  PATCHPOLICY_CHECK_BOTH(!booted_at("09 09:30"));
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:30").valid_until() == (pp::sys_seconds::max)());

  PATCHPOLICY_CHECK_BOTH(booted_at("09 10:00").served_by->at == june("09 10:00"));
  PATCHPOLICY_CHECK_BOTH(booted_at("09 09:00").served_by->at == june("09 10:00"));
  PATCHPOLICY_CHECK_BOTH(is_due(booted_at("09 08:59"), "09 08:59", 8));
  PATCHPOLICY_CHECK_BOTH(is_due(booted_at("09 10:01"), "09 10:01", 9));
}

TEST_CASE("a machine that goes off again within the hour still owes the run after the next boot") {  // rule S11
  constexpr auto off_again = [](std::string_view from, std::string_view to) {
    return after_off(at_ten, times{{"09 09:00", "09 12:00"}, {from, to}});
  };
  PATCHPOLICY_CHECK_BOTH(is_due(off_again("09 12:30", "09 15:00"), "09 15:00", 9));
  PATCHPOLICY_CHECK_BOTH(is_due(off_again("09 13:00", "09 15:00"), "09 15:00", 9));
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(off_again("09 13:01", "09 15:00")));
  PATCHPOLICY_CHECK_BOTH(off_again("09 13:01", "09 15:00").from == june("09 15:00"));
  PATCHPOLICY_CHECK_BOTH(off_again("09 13:01", "09 15:00").until == june("09 16:00"));
  PATCHPOLICY_CHECK_BOTH(is_due(off_again("09 13:01", "10 12:00"), "10 12:00", 10));
  // Off again and again.
  PATCHPOLICY_CHECK_BOTH(is_due(after_off(at_ten, times{{"09 09:00", "09 12:00"},
                                                        {"09 12:30", "09 14:00"},
                                                        {"09 14:50", "09 16:00"},
                                                        {"09 16:59", "09 18:00"}}),
                                "09 18:00", 9));
}

TEST_CASE("a regular run between two times off makes up for what was owed") {  // rule S11
  constexpr auto off_again = [](std::string_view from, std::string_view to) {
    return after_off(at_ten, times{{"08 09:00", "09 09:30"}, {from, to}});
  };
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(off_again("09 10:01", "09 12:00")));
  // It goes off before that run, or at it: then this run is missed as well.
  PATCHPOLICY_CHECK_BOTH(is_due(off_again("09 09:59", "09 12:00"), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(is_due(off_again("09 10:00", "09 12:00"), "09 12:00", 9));
  PATCHPOLICY_CHECK_BOTH(off_again("09 09:40", "09 09:50").outcome == served);
  PATCHPOLICY_CHECK_BOTH(off_again("09 09:40", "09 09:50").missed->date == *pp::parse_date("2026-06-08"));
}

TEST_CASE("with the option off a missed run is lost") {  // rule S11
  static constexpr pp::schedule lost{.recurrence = pp::daily{}, .at = "10:00"_time};
  constexpr auto answer = [] { return after_off(lost, times{{"09 08:00", "09 12:00"}}); };
  PATCHPOLICY_CHECK_BOTH(answer().outcome == switched_off);
  PATCHPOLICY_CHECK_BOTH(!answer());
  PATCHPOLICY_CHECK_BOTH(answer().missed->date == *pp::parse_date("2026-06-09"));
  PATCHPOLICY_CHECK_BOTH(!answer().served_by);
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(after_off(lost, times{{"09 10:01", "09 12:00"}})));
  PATCHPOLICY_CHECK_BOTH(!after_off(lost, times{{"08 08:00", "09 09:30"}}).served_by);
}

TEST_CASE("a catch-up has no staging of its own") {  // rule S11
  static constexpr pp::staged_schedule when{
      .recurrence = pp::daily{}, .at = "00:00"_time, .run_on_boot_if_missed = true, .stage_before = 4_h_before};
  constexpr auto missed_on = [](std::string_view from, std::string_view to) {
    const pp::off_interval off[] = {{june(from), june(to)}};
    return *pp::missed_run(when, off, universal).missed;
  };
  PATCHPOLICY_CHECK_BOTH(missed_on("08 22:00", "09 12:00").date == *pp::parse_date("2026-06-09"));
  PATCHPOLICY_CHECK_BOTH(!missed_on("08 22:00", "09 12:00").stage);
  PATCHPOLICY_CHECK_BOTH(!missed_on("01 00:00", "01 12:00").no_time_to_stage);
}

TEST_CASE("a run that the clocks moved is missed where it would have been") {  // rules S8 and S11
  static constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  static constexpr pp::schedule when{.recurrence = pp::daily{}, .at = "02:30"_time, .run_on_boot_if_missed = true};
  constexpr auto off = [](std::string_view from, std::string_view to) {
    const pp::off_interval interval[] = {{utc(from), utc(to)}};
    return pp::missed_run(when, interval, amsterdam);
  };
  PATCHPOLICY_CHECK_BOTH(off("2026-03-29T01:00:00Z", "2026-03-29T12:00:00Z").missed->kind == pp::local_time_kind::gap);
  PATCHPOLICY_CHECK_BOTH(off("2026-03-29T01:00:00Z", "2026-03-29T12:00:00Z").missed->offset == 2h);
  PATCHPOLICY_CHECK_BOTH(off("2026-03-29T01:00:00Z", "2026-03-29T12:00:00Z").missed->at == utc("2026-03-29T01:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(off("2026-03-29T01:00:01Z", "2026-03-29T12:00:00Z")));
  PATCHPOLICY_CHECK_BOTH(off("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z").outcome == nothing_missed);
  PATCHPOLICY_CHECK_BOTH(off("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z").outcome == due);
}

TEST_CASE("a run of months ago is found, however long the machine was off") {  // rule S11
  constexpr pp::schedule yearlike{
      .recurrence = pp::monthly::after_patch_tuesday(1_days), .at = "10:00"_time, .run_on_boot_if_missed = true};
  PATCHPOLICY_CHECK_BOTH(
      after_off(yearlike, {pp::off_interval{(pp::sys_seconds::min)(), june("09 12:00")}}).missed->at ==
      utc("2026-05-13T10:00:00Z"));
}

TEST_CASE("a time off that reaches the end of time does no harm") {  // rule S11
  static constexpr pp::sys_seconds end = (pp::sys_seconds::max)();
  constexpr auto until_the_end = [] { return after_off(at_ten, {pp::off_interval{june("09 08:00"), end}}); };
  PATCHPOLICY_CHECK_BOTH(until_the_end().outcome == due);
  PATCHPOLICY_CHECK_BOTH(until_the_end().missed->date == *pp::parse_date("9999-12-31"));
  PATCHPOLICY_CHECK_BOTH(until_the_end().from == end && until_the_end().until == end);

  constexpr auto nearly = [] { return after_off(at_ten, {pp::off_interval{june("09 08:00"), end - 60min}}); };
  PATCHPOLICY_CHECK_BOTH(nearly().until == end);
  constexpr auto later = [] { return after_off(at_ten, {pp::off_interval{june("09 08:00"), end - 59min}}); };
  PATCHPOLICY_CHECK_BOTH(later().until == end);
  constexpr auto earlier = [] { return after_off(at_ten, {pp::off_interval{june("09 08:00"), end - 60min - 1s}}); };
  PATCHPOLICY_CHECK_BOTH(earlier().until == end - 1s);

  constexpr auto since_the_begin = [] {
    return after_off(at_ten, {pp::off_interval{(pp::sys_seconds::min)(), (pp::sys_seconds::min)() + 1s}});
  };
  PATCHPOLICY_CHECK_BOTH(nothing_is_missed(since_the_begin()));
}

namespace {

// What a machine would do that is looked at once a minute. `off` is in minutes; the schedule runs at 10:00 of every
// day.
struct simulated {
  pp::catch_up_outcome outcome = nothing_missed;
  std::optional<int> missed_day;
};

simulated simulate(const std::vector<std::pair<int, int>>& off, int minutes) {
  const auto is_off = [&](int minute) {
    return std::any_of(off.begin(), off.end(), [&](const auto& o) { return o.first <= minute && minute < o.second; });
  };
  std::optional<int> owed;
  int booted = -1'000;
  simulated at_last_boot;
  for (int now = 1; now < minutes; ++now) {
    const bool was_off = is_off(now - 1);
    if (!was_off && now == booted + 61) owed.reset();  // caught up with
    if (is_off(now)) {
      if (now % 1440 == 600) owed = now / 1440;
      continue;
    }
    if (was_off) {
      booted = now;
      at_last_boot = {owed ? due : nothing_missed, owed};
    }
    if (now % 1440 == 600) {
      if (owed && now - booted <= 60) at_last_boot.outcome = served;
      owed.reset();
    }
  }
  return at_last_boot;
}

}  // namespace

TEST_CASE("the answer is that of a machine that lives through it minute by minute") {  // rule S11
  constexpr unsigned seed = 20'260'609;
  std::mt19937 random(seed);
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  int seen[3] = {};
  for (int round = 0; round < 4'000; ++round) {
    std::vector<std::pair<int, int>> off;
    std::vector<pp::off_interval> intervals;
    std::string shown;
    for (int count = below(6); count >= 0; --count) {
      // About 10:00 of one of three days, mostly at half hours, so that instants often coincide.
      const auto some_minute = [&] {
        return below(3) * 1440 + 600 + (below(9) - 4) * 30 + (below(3) == 0 ? below(3) - 1 : 0);
      };
      const int from = some_minute();
      const int to = below(3) == 0 ? some_minute() : from + below(4) * 30;
      off.emplace_back(from, to);
      const pp::sys_seconds begin = june("01 00:00");
      intervals.push_back({begin + std::chrono::minutes(from), begin + std::chrono::minutes(to)});
      shown += std::to_string(from) + '-' + std::to_string(to) + ' ';
    }
    INFO("seed " << seed << ", minutes off since 1 June: " << shown);
    const simulated expected = simulate(off, 4 * 1440);
    const pp::catch_up answer = pp::missed_run(at_ten, intervals, universal);
    CHECK(pp::name_of(answer.outcome) == pp::name_of(expected.outcome));
    const std::optional<int> missed_day = answer.missed ? std::optional(answer.missed->date.day() - 1) : std::nullopt;
    CHECK(missed_day == expected.missed_day);
    ++seen[answer.outcome == due ? 0 : answer.outcome == served ? 1 : 2];
  }
  for (const int times_seen : seen) CHECK(times_seen > 100);
}

TEST_CASE("what comes of missed runs has words") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::catch_up_outcome> == 5);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(due) == "due");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(served) == "served");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(switched_off) == "switched_off");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(nothing_missed) == "nothing_missed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::catch_up_outcome::task_off) == "task_off");
}
