// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is wrong with a schedule, or may not be meant (rule C1).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/recurrence_dates.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// The most whole hours that a schedule may stage before its runs (rule S10): those from midnight for a schedule on the
/// first of the month, 0 then meaning not at all; else the most that a lead can say.
template <any_schedule Schedule>
constexpr int longest_staging_lead(const Schedule& when) {
  if (!std::holds_alternative<monthly>(when.recurrence)) return staging_lead::highest;
  const auto& rule = std::get<monthly>(when.recurrence);
  if (!rule.on() || rule.delay().count() > 0 || !std::holds_alternative<day_of_month>(*rule.on()))
    return staging_lead::highest;
  return std::get<day_of_month>(*rule.on()).day.count() == 1 ? when.at.hour() : int{staging_lead::highest};
}

namespace detail {

/// The first and the last day on which `on` may fall in a month of `length` days; none if the first is after the last.
constexpr std::pair<int, int> possible_days(const monthly_day& on, int length) {
  if (const auto* date = std::get_if<day_of_month>(&on)) {
    const int day = date->day.count();
    const int last = (std::min)(day, length);
    return {date->short_month == short_month_policy::skip ? day : last, last};
  }
  const auto* const weekly_day = std::get_if<weekday_of_month>(&on);
  if (weekly_day == nullptr) return {length, length};
  if (weekly_day->week == week_of_month::last) return {length - 6, length};
  const int before = 7 * static_cast<int>(weekly_day->week);
  return {before + 1, (std::min)(before + 7, length)};
}

/// Whether a day of `days`, the delay added, may be the first of a month: of this one, which has `length` days, of the
/// next, which has `next_length`, or of the one after that.
constexpr bool reaches_a_first(std::pair<int, int> days, day_count delay, int length, int next_length) {
  for (const int first : {1, length + 1, length + next_length + 1})
    if (days.first <= first - delay.count() && first - delay.count() <= days.second) return true;
  return false;
}

}  // namespace detail

/// Whether some date of a recurrence is the first of a month, be it by its delay: then rule S10 may cut what it stages.
constexpr bool may_run_on_the_first(const recurrence_rule& rule) {
  if (!std::holds_alternative<monthly>(rule)) return !std::holds_alternative<patch_tuesday>(rule);
  const auto& months = std::get<monthly>(rule);
  const auto after_patch_tuesday = months.days_after_patch_tuesday();

  // Each month beside each that may follow it; a day of either comes on any weekday.
  constexpr std::pair<int, int> lengths[] = {{28, 31}, {29, 31}, {30, 31}, {31, 28}, {31, 29}, {31, 30}, {31, 31}};
  constexpr std::pair<int, int> patch_tuesdays = {8, 14};
  for (const auto& [length, next] : lengths) {
    if (months.on() &&
        detail::reaches_a_first(detail::possible_days(*months.on(), length), months.delay(), length, next))
      return true;
    if (after_patch_tuesday && detail::reaches_a_first(patch_tuesdays, *after_patch_tuesday, length, next)) return true;
  }
  return false;
}

/// The first date in the years 2000 to 2399 on which both recurrences fall. As the calendar repeats itself after these,
/// recurrences without one never meet.
constexpr std::optional<civil_date> first_common_date(const recurrence_rule& a, const recurrence_rule& b) {
  constexpr day_number end = detail::number_of_day(2400, 1, 1);
  day_number day = detail::number_of_day(2000, 1, 1);
  while (true) {
    const day_number of_a = detail::first_day_from(a, day);
    day = detail::first_day_from(b, of_a);
    if (day >= end) return std::nullopt;
    if (day == of_a) return civil_date_of(day);
  }
}

/// When Microsoft releases its patches: on Patch Tuesday at 10:00 in Los Angeles, by the rule of its clocks since 2007.
constexpr sys_seconds patch_tuesday_release(civil_date tuesday) {
  using namespace literals;
  constexpr posix_zone los_angeles = "PST8PDT,M3.2.0,M11.1.0"_posix_tz;
  return *resolve(wall_time(tuesday, "10:00"_time), los_angeles).at;
}

namespace detail {

/// Findings about one schedule by itself. `add(code, path below the schedule, arguments)`.
template <any_schedule Schedule, class Add>
void check_schedule(const Schedule& when, Add add) {
  if (std::holds_alternative<monthly>(when.recurrence)) {
    const auto& rule = std::get<monthly>(when.recurrence);
    if (rule.on() && std::holds_alternative<day_of_month>(*rule.on())) {
      const auto& on = std::get<day_of_month>(*rule.on());
      if (on.day.count() > 28)
        add(finding_code::day_missing_in_months, "recurrence.on.day",
            {{"day", static_cast<long long>(on.day.count())}});
    }
  }
  if constexpr (can_stage<Schedule>)
    if (const int longest = longest_staging_lead(when); when.stage_before && when.stage_before->count() > longest)
      add(finding_code::staging_before_the_first, "stage_hours_before",
          {{"hours", static_cast<long long>(when.stage_before->count())},
           {"longest", static_cast<long long>(longest)}});
}

/// How many dates a finding is about, and the first of them.
struct date_sample {
  long long count = 0;
  std::optional<civil_date> first = {};

  void add(civil_date date) {
    if (++count == 1) first = date;
  }
};

/// The runs of the next ten years that a change of the clocks moves, and those before the patches of their day are out.
template <any_schedule Schedule, time_zone Zone, class Add>
void check_schedule_in_zone(const Schedule& when, sys_seconds after, const Zone& zone, Add add) {
  date_sample moved, twice, skipped, before_release;
  zone_cursor<Zone> cursor(zone);
  const sys_seconds from = std::clamp(after, first_instant, last_instant);
  const auto begin = static_cast<day_number>(day_of(from.time_since_epoch()));
  const calendar_day today = day_of_number(begin);
  const sys_seconds until = from + seconds_in(number_of_day(today.year + 10, today.month, today.day) - begin);
  for (day_number day = (std::max)(begin - 2, first_run_day);; ++day) {
    day = first_day_from(when.recurrence, day);
    if (day > last_run_day) break;
    const civil_date date = civil_date_of(day);
    const local_seconds wall = wall_time(date, when.at);
    if (sys_at(wall, offset_limit) > until) break;
    const resolved_time found = resolve(wall, when.clock_change, cursor);
    const sys_seconds at = found.at ? *found.at : *resolve(wall, clock_change_policy{}, cursor).at;
    if (at <= after || at > until) continue;
    if (found.kind == local_time_kind::gap) (found.at ? moved : skipped).add(date);
    if (!found.at) continue;
    if (found.kind == local_time_kind::fold) twice.add(date);
    if (day == patch_tuesday_of(date.year(), date.month()) && at < patch_tuesday_release(date))
      before_release.add(date);
  }
  const auto report = [&](finding_code code, const date_sample& dates, std::string_view path) {
    if (dates.count > 0) add(code, path, {{"runs", dates.count}, {"first", *dates.first}});
  };
  report(finding_code::clock_change_skips_runs, skipped, "clock_change.gap");
  report(finding_code::clock_change_moves_runs, moved, "at");
  report(finding_code::clock_change_repeats_time, twice, "at");
  report(finding_code::before_patch_tuesday_release, before_release, "at");
}

}  // namespace detail
}  // namespace patchpolicy::inline v1
