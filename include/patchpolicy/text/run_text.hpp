// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs in English, for administrators.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "patchpolicy/decide/daily_scan.hpp"
#include "patchpolicy/decide/missed_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// `Mon` to `Sun`.
constexpr std::string_view short_name(weekday day) noexcept {
  constexpr std::string_view names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return names[static_cast<std::size_t>(day)];
}

namespace detail {

inline weekday weekday_of(local_seconds wall) {
  return patchpolicy::weekday_of(static_cast<day_number>(day_of(wall.time_since_epoch())));
}

}  // namespace detail

/// `Sun 2026-03-29 03:00`.
inline std::string calendar_text(local_seconds wall) {
  const std::string date = to_text(wall);
  return std::string(short_name(detail::weekday_of(wall))) + ' ' + date.substr(0, date.find('T')) + ' ' +
         detail::clock_text(wall);
}

namespace detail {

/// `03:00`, or with its date if that is another one.
inline std::string clock_text_on(civil_date date, local_seconds wall) {
  return day_of(wall.time_since_epoch()) == day_number_of(date) ? clock_text(wall) : calendar_text(wall);
}

/// `the clocks jump from 02:00 to 03:00`, to somebody who looks at that date.
template <time_zone Zone>
std::string change_text(civil_date date, sys_seconds change, zone_cursor<Zone>& cursor) {
  const std::chrono::seconds before = cursor.info_at(change - std::chrono::seconds(1)).offset;
  const std::chrono::seconds after = cursor.info_at(change).offset;
  return std::string(after < before ? "the clocks go back" : "the clocks jump") + " from " +
         clock_text_on(date, local_at(change, before)) + " to " + clock_text_on(date, local_at(change, after));
}

/// `Sun 2026-03-29`.
inline std::string day_text(civil_date date) {
  return std::string(short_name(patchpolicy::weekday_of(day_number_of(date)))) + ' ' + to_text(date);
}

}  // namespace detail

/// What the clocks do at the wall time of a run, where that does not exist or occurs twice; else empty.
template <time_zone Zone>
std::string clock_change_text(const occurrence& run, time_of_day at, const Zone& zone) {
  if (run.kind == local_time_kind::unique) return {};
  detail::zone_cursor<Zone> cursor(zone);
  // The formula takes the end of a gap, which is the change itself; in a fold the change comes after it.
  const sys_seconds formula = *detail::resolve(wall_time(run.date, at), clock_change_policy{}, cursor).at;
  const std::string wall = to_text(at) + " on " + to_text(run.date);
  if (run.kind == local_time_kind::gap)
    return wall + " does not exist: " + detail::change_text(run.date, formula, cursor);
  sys_seconds change = formula;
  const std::chrono::seconds first = cursor.info_at(formula).offset;
  while (cursor.info_at(change).offset == first) change = cursor.info_at(change).end;
  return wall + " occurs twice: " + detail::change_text(run.date, change, cursor) + "; it runs the " +
         (run.at == formula ? "first" : "second") + " time";
}

/// Why a schedule that skips gaps has no run on one of its dates: the wall time does not exist.
template <time_zone Zone>
std::string skipped_run_text(civil_date date, time_of_day at, const Zone& zone) {
  detail::zone_cursor<Zone> cursor(zone);
  const sys_seconds change = *detail::resolve(wall_time(date, at), clock_change_policy{}, cursor).at;
  return "no run on " + detail::day_text(date) + ": " + to_text(at) + " does not exist, " +
         detail::change_text(date, change, cursor);
}

/// What the clocks do in the window of a date, so that it looks or lasts other than from 00:00 to 02:00; else empty.
template <time_zone Zone>
std::string scan_window_text(civil_date date, const scan_window& window, const Zone& zone) {
  detail::zone_cursor<Zone> cursor(zone);
  const local_seconds midnight{detail::seconds_in(day_number_of(date))};
  std::string text;
  const auto append_change = [&](sys_seconds change) {
    const std::chrono::seconds before = cursor.info_at(change - std::chrono::seconds(1)).offset;
    const std::chrono::seconds after = cursor.info_at(change).offset;
    if (before == after) return;
    text += (text.empty() ? "" : "; ") + detail::change_text(date, change, cursor);
    if (after < before && local_at(change, after) < midnight)
      text += ", and the window goes on while they show the day before again";
  };
  const zone_info begin = cursor.info_at(window.from);
  if (local_at(window.from, begin.offset) != midnight) append_change(window.from);
  for (sys_seconds change = begin.end; change <= window.to; change = cursor.info_at(change).end) append_change(change);
  return text;
}

/// Why an endpoint does not scan on a date: its window is empty.
template <time_zone Zone>
std::string no_scan_text(civil_date date, const Zone& zone) {
  return "no scan on " + detail::day_text(date) + ": " + scan_window_text(date, scan_window_on(date, zone), zone);
}

/// When staging starts, and whether it was moved; empty if the schedule has no lead.
inline std::string staging_text(const occurrence& run) {
  if (run.no_time_to_stage) return "no time to stage on the first of the month";
  if (!run.stage) return {};
  std::string text = "stages from " + calendar_text(run.stage->local());
  if (!run.stage->cut) return text;
  return text + (run.date.day() == 1 ? ", later than asked: not before the first of the month"
                                     : ", later than asked: not before the run before it");
}

/// What comes of missed runs in words, without a period.
constexpr std::string_view meaning_of(catch_up_outcome outcome) noexcept {
  switch (outcome) {
    case catch_up_outcome::due: return "a catch-up is due within the hour";
    case catch_up_outcome::served: return "a regular run within the hour serves instead";
    case catch_up_outcome::switched_off: return "the schedule does not run on boot if missed, so this run is lost";
    case catch_up_outcome::nothing_missed: return "no run was missed";
    case catch_up_outcome::task_off: return "the task is off: it misses nothing";
  }
  return {};
}

}  // namespace patchpolicy::inline v1
