// SPDX-License-Identifier: BSL-1.0

// A second implementation of the schedule and scan rules, for the tests to compare with. It was written
// from the rules alone, shares no computation with the library, and is meant to be obviously right rather
// than fast: dates are counted day by day, and an instant is found by trying every candidate. Rules are
// cited as in the specification: rule S8, rule N1 and so on.
//
// Days are counted from 1970-01-01; instants are seconds since 1970-01-01T00:00Z; a wall time is what a
// clock without a zone shows, in seconds since 1970-01-01 00:00. Offsets are within 26 hours, as in TZif.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace naive {

// ---------------------------------------------------------------------------------------------------
// The calendar
// ---------------------------------------------------------------------------------------------------

inline constexpr std::int64_t seconds_per_day = 86400;

struct calendar_month {
  int year = 0;
  int month = 0;               // 1 to 12
  std::int64_t first_day = 0;  // of its first date
  int length = 0;
  std::array<patchpolicy::weekday, 32> weekday_of = {};  // by day of the month; [0] is unused
};

// Every month from 1968 (a delay reaches into 1970 from the year before) to 9999, counted day by day.
inline const std::vector<calendar_month>& calendar() {
  static const std::vector<calendar_month> months = [] {
    constexpr std::array<int, 13> lengths = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::vector<calendar_month> counted;
    std::int64_t day = -366 - 365;  // 1968-01-01, a Monday
    int weekday = 0;
    for (int year = 1968; year <= 9999; ++year) {
      const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
      for (int month = 1; month <= 12; ++month) {
        calendar_month m;
        m.year = year;
        m.month = month;
        m.first_day = day;
        m.length = lengths[static_cast<std::size_t>(month)] + (month == 2 && leap ? 1 : 0);
        for (int d = 1; d <= m.length; ++d) {
          m.weekday_of[static_cast<std::size_t>(d)] = static_cast<patchpolicy::weekday>(weekday);
          weekday = weekday == 6 ? 0 : weekday + 1;
          ++day;
        }
        counted.push_back(m);
      }
    }
    return counted;
  }();
  return months;
}

inline constexpr std::int64_t first_nominal_day = 0;

// 9999-12-31.
inline std::int64_t last_nominal_day() { return calendar().back().first_day + calendar().back().length - 1; }

// The place in `calendar()` of the month that holds `day`, which is in 1968 to 9999.
inline std::size_t month_holding(std::int64_t day) {
  const auto after = std::upper_bound(calendar().begin(), calendar().end(), day,
                                      [](std::int64_t d, const calendar_month& m) { return d < m.first_day; });
  return static_cast<std::size_t>(after - calendar().begin()) - 1;
}

// 1 to 31; `day` is in 1968 to 9999, as in the next three functions.
inline int day_in_month(std::int64_t day) {
  return static_cast<int>(day - calendar()[month_holding(day)].first_day) + 1;
}

inline patchpolicy::weekday weekday_on(std::int64_t day) {
  return calendar()[month_holding(day)].weekday_of[static_cast<std::size_t>(day_in_month(day))];
}

inline std::int64_t day_number(int year, int month, int day) {
  for (std::size_t i = static_cast<std::size_t>(year - 1968) * 12; i < calendar().size(); ++i) {
    const calendar_month& m = calendar()[i];
    if (m.year == year && m.month == month) return m.first_day + day - 1;
  }
  return last_nominal_day() + 1;
}

inline std::int64_t day_number(patchpolicy::civil_date date) {
  return day_number(date.year(), date.month(), date.day());
}

inline patchpolicy::civil_date civil_date_on(std::int64_t day) {
  const calendar_month& m = calendar()[month_holding(day)];
  return *patchpolicy::civil_date::of(m.year, m.month, day_in_month(day));
}

// ---------------------------------------------------------------------------------------------------
// Dates (rules S1 to S6)
// ---------------------------------------------------------------------------------------------------

// How many of the month's days from 1 to `d` are `weekday`.
inline int count_of_weekday(const calendar_month& m, patchpolicy::weekday weekday, int d) {
  int count = 0;
  for (int i = 1; i <= d; ++i) {
    if (m.weekday_of[static_cast<std::size_t>(i)] == weekday) ++count;
  }
  return count;
}

// Rule S5: the second Tuesday.
inline bool is_patch_tuesday(const calendar_month& m, int d) {
  return m.weekday_of[static_cast<std::size_t>(d)] == patchpolicy::weekday::tuesday &&
         count_of_weekday(m, patchpolicy::weekday::tuesday, d) == 2;
}

// Rule S3: whether day `d` is the one that `on` says of this month, before any delay.
inline bool is_day_of_its_own(const patchpolicy::monthly_day& on, const calendar_month& m, int d) {
  if (const auto* by_date = std::get_if<patchpolicy::day_of_month>(&on)) {
    if (d == by_date->day.count()) return true;
    const bool lacks_it = by_date->day.count() > m.length;
    return lacks_it && by_date->short_month == patchpolicy::short_month_policy::last_day && d == m.length;
  }
  if (const auto* by_weekday = std::get_if<patchpolicy::weekday_of_month>(&on)) {
    if (m.weekday_of[static_cast<std::size_t>(d)] != by_weekday->day) return false;
    const int nth = count_of_weekday(m, by_weekday->day, d);
    switch (by_weekday->week) {
      case patchpolicy::week_of_month::first: return nth == 1;
      case patchpolicy::week_of_month::second: return nth == 2;
      case patchpolicy::week_of_month::third: return nth == 3;
      case patchpolicy::week_of_month::fourth: return nth == 4;
      case patchpolicy::week_of_month::fifth: return nth == 5;
      case patchpolicy::week_of_month::last: return nth == count_of_weekday(m, by_weekday->day, m.length);
    }
  }
  return d == m.length;  // last_day_of_month
}

// Whether the schedule has a run dated `day`.
inline bool is_date(const patchpolicy::recurrence_rule& rule, std::int64_t day) {
  if (day < first_nominal_day || day > last_nominal_day()) return false;
  if (std::holds_alternative<patchpolicy::daily>(rule)) return true;
  if (const auto* on_weekdays = std::get_if<patchpolicy::weekly>(&rule)) {
    return on_weekdays->on().contains(weekday_on(day));
  }
  const std::size_t own_month = month_holding(day);
  if (std::holds_alternative<patchpolicy::patch_tuesday>(rule)) {
    return is_patch_tuesday(calendar()[own_month], day_in_month(day));
  }

  // At most 30 days are added, so that the month meant is this one or one of the two before: 31 January
  // and 30 days is in March.
  const patchpolicy::monthly& rule_of_month = std::get<patchpolicy::monthly>(rule);
  for (std::size_t i = own_month - 2; i <= own_month; ++i) {
    const calendar_month& m = calendar()[i];
    for (int d = 1; d <= m.length; ++d) {
      const std::int64_t found = m.first_day + d - 1;
      if (rule_of_month.on() && is_day_of_its_own(*rule_of_month.on(), m, d)) {
        std::int64_t delayed = found;
        for (int added = 0; added < rule_of_month.delay().count(); ++added) ++delayed;
        if (delayed == day) return true;
      }
      // Rule S6: the delay does not shift this one.
      if (rule_of_month.days_after_patch_tuesday() && is_patch_tuesday(m, d)) {
        std::int64_t after = found;
        for (int added = 0; added < rule_of_month.days_after_patch_tuesday()->count(); ++added) ++after;
        if (after == day) return true;
      }
    }
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------
// Clock changes (rule S8)
// ---------------------------------------------------------------------------------------------------

struct zone {
  std::int64_t first_offset = 0;                                   // before the first transition
  std::vector<std::pair<std::int64_t, std::int64_t>> transitions;  // instant, offset from then on; ascending
};

inline std::int64_t offset_at(const zone& z, std::int64_t t) {
  const auto later = std::upper_bound(z.transitions.begin(), z.transitions.end(), t,
                                      [](std::int64_t at, const auto& transition) { return at < transition.first; });
  return later == z.transitions.begin() ? z.first_offset : std::prev(later)->second;
}

inline std::int64_t local(const zone& z, std::int64_t t) { return t + offset_at(z, t); }

enum class wall_kind { unique, gap, fold };

struct resolved {
  wall_kind kind = wall_kind::unique;
  std::optional<std::int64_t> instant;  // none: the policy skips it

  friend bool operator==(const resolved&, const resolved&) = default;
};

// What may matter to a wall time: every transition so near that an instant with that local time, or the
// change that jumps over it, can be there; and every offset in force about then.
struct neighborhood {
  std::vector<std::pair<std::int64_t, std::int64_t>> transitions;
  std::set<std::int64_t> offsets;
};

inline neighborhood near_wall(const zone& z, std::int64_t wall) {
  const std::int64_t from = wall - 3 * seconds_per_day;
  const std::int64_t to = wall + 3 * seconds_per_day;
  neighborhood found;
  found.offsets.insert(offset_at(z, from));
  for (auto at = std::lower_bound(z.transitions.begin(), z.transitions.end(), std::pair(from, -seconds_per_day * 3));
       at != z.transitions.end() && at->first <= to; ++at) {
    found.transitions.push_back(*at);
    found.offsets.insert(at->second);
  }
  return found;
}

// Every instant whose local time is `wall`, in order.
inline std::set<std::int64_t> occurrences(const zone& z, std::int64_t wall) {
  std::set<std::int64_t> found;
  for (const std::int64_t offset : near_wall(z, wall).offsets) {
    if (local(z, wall - offset) == wall) found.insert(wall - offset);
  }
  return found;
}

// The formula: min { t : local(t) >= wall }. Local time grows with t except at transitions, so that the
// smallest such t shows `wall` itself or is a transition.
inline std::int64_t formula(const zone& z, std::int64_t wall) {
  const neighborhood about = near_wall(z, wall);
  std::set<std::int64_t> candidates;
  for (const std::int64_t offset : about.offsets) candidates.insert(wall - offset);
  for (const auto& transition : about.transitions) candidates.insert(transition.first);
  for (const std::int64_t t : candidates) {
    if (local(z, t) >= wall) return t;
  }
  return *candidates.rbegin();  // never: the smallest offset's candidate is one
}

inline resolved resolve(const zone& z, std::int64_t wall, const patchpolicy::clock_change_policy& policy) {
  const std::set<std::int64_t> shown = occurrences(z, wall);
  if (shown.empty()) {
    switch (policy.gap) {
      case patchpolicy::gap_policy::skip: return {wall_kind::gap, std::nullopt};
      case patchpolicy::gap_policy::next_valid: return {wall_kind::gap, formula(z, wall)};
      case patchpolicy::gap_policy::shift_forward: break;
    }
    // The formula's instant is the transition that jumps over the wall time: the second before it still
    // has the offset from before the gap.
    const std::int64_t jump = formula(z, wall);
    return {wall_kind::gap, wall - offset_at(z, jump - 1)};
  }
  const wall_kind kind = shown.size() > 1 ? wall_kind::fold : wall_kind::unique;
  if (kind == wall_kind::fold && policy.fold == patchpolicy::fold_policy::second) {
    return {kind, *std::next(shown.begin())};
  }
  return {kind, formula(z, wall)};
}

// ---------------------------------------------------------------------------------------------------
// Runs (rules S7 and S8)
// ---------------------------------------------------------------------------------------------------

struct run {
  std::int64_t nominal_day = 0;
  std::int64_t instant = 0;
  wall_kind kind = wall_kind::unique;
  std::int64_t offset = 0;  // in force at the instant

  friend bool operator==(const run&, const run&) = default;
};

// The runs of the dates in [first_day, last_day], in order of their instants. `Schedule` is
// `patchpolicy::schedule` or `patchpolicy::staged_schedule`.
template <class Schedule>
std::vector<run> runs_dated(const Schedule& s, const zone& z, std::int64_t first_day, std::int64_t last_day) {
  std::map<std::int64_t, run> by_instant;
  for (std::int64_t day = first_day; day <= last_day; ++day) {
    if (!is_date(s.recurrence, day)) continue;
    const std::int64_t wall = day * seconds_per_day + s.at.minutes_since_midnight() * 60;
    const resolved at = resolve(z, wall, s.clock_change);
    if (!at.instant) continue;
    // Dates that resolve to one instant are one run, of the latest date: days ascend here.
    by_instant[*at.instant] = run{day, *at.instant, at.kind, offset_at(z, *at.instant)};
  }
  std::vector<run> runs;
  for (const auto& [instant, found] : by_instant) runs.push_back(found);
  return runs;
}

// The UTC day that holds `t`, kept within a few days of the calendar.
inline std::int64_t utc_day_near(std::int64_t t) {
  t = std::clamp(t, -10 * seconds_per_day, (last_nominal_day() + 10) * seconds_per_day);
  std::int64_t day = t / seconds_per_day;
  if (day * seconds_per_day > t) --day;
  return day;
}

// The run of a date lies less than two days from that date in UTC, under every policy: the instant is a
// wall time less some offset, or a transition between two such. A margin of three days is enough.
inline constexpr std::int64_t margin_days = 3;

// Every run in [from, to].
template <class Schedule>
std::vector<run> runs_between(const Schedule& s, const zone& z, std::int64_t from, std::int64_t to) {
  std::vector<run> runs;
  for (const run& r : runs_dated(s, z, utc_day_near(from) - margin_days, utc_day_near(to) + margin_days)) {
    if (from <= r.instant && r.instant <= to) runs.push_back(r);
  }
  return runs;
}

// The first run strictly after `after`, if there is one in the calendar.
template <class Schedule>
std::optional<run> next_run(const Schedule& s, const zone& z, std::int64_t after) {
  const std::int64_t first_day = utc_day_near(after) - margin_days;
  // Dates can be months apart: look at ever more days until a run is found that no later date precedes.
  for (std::int64_t days = 16;; days *= 2) {
    const std::int64_t last_day = first_day + days;
    const bool everything = last_day >= last_nominal_day();
    for (const run& r : runs_dated(s, z, first_day, last_day)) {
      if (r.instant <= after) continue;
      if (everything || r.instant < (last_day - margin_days) * seconds_per_day) return r;
      break;
    }
    if (everything) return std::nullopt;
  }
}

// The last run strictly before `before`, if there is one in the calendar.
template <class Schedule>
std::optional<run> previous_run(const Schedule& s, const zone& z, std::int64_t before) {
  const std::int64_t last_day = utc_day_near(before) + margin_days;
  for (std::int64_t days = 16;; days *= 2) {
    const std::int64_t first_day = last_day - days;
    const bool everything = first_day <= first_nominal_day;
    std::vector<run> runs = runs_dated(s, z, first_day, last_day);
    std::reverse(runs.begin(), runs.end());
    for (const run& r : runs) {
      if (r.instant >= before) continue;
      if (everything || r.instant >= (first_day + margin_days) * seconds_per_day) return r;
      break;
    }
    if (everything) return std::nullopt;
  }
}

// The run at exactly this instant, if there is one.
template <class Schedule>
std::optional<run> run_at(const Schedule& s, const zone& z, std::int64_t t) {
  const std::vector<run> runs = runs_between(s, z, t, t);
  return runs.empty() ? std::nullopt : std::optional<run>(runs.front());
}

template <class Schedule>
bool is_run(const Schedule& s, const zone& z, std::int64_t t) {
  return run_at(s, z, t).has_value();
}

// ---------------------------------------------------------------------------------------------------
// Staging (rules S9 and S10)
// ---------------------------------------------------------------------------------------------------

struct staging {
  std::optional<std::int64_t> start;  // none: nothing is staged
  bool cut = false;                   // rule S9 or S10 moved it, or left none

  friend bool operator==(const staging&, const staging&) = default;
};

// Of `r`, which is a run of `s`.
inline staging staging_of(const patchpolicy::staged_schedule& s, const zone& z, const run& r) {
  if (!s.stage_before) return {};
  const std::int64_t by_lead = r.instant - std::int64_t{s.stage_before->count()} * 3600;
  std::int64_t start = by_lead;
  if (const std::optional<run> previous = previous_run(s, z, r.instant)) start = (std::max)(start, previous->instant);
  // Rule S10: by the formula, whatever the schedule's policy.
  if (day_in_month(r.nominal_day) == 1) start = (std::max)(start, formula(z, r.nominal_day * seconds_per_day));
  staging found;
  found.cut = start != by_lead;
  if (start < r.instant) found.start = start;
  return found;
}

// ---------------------------------------------------------------------------------------------------
// Missed runs (rule S11)
// ---------------------------------------------------------------------------------------------------

struct catch_up {
  std::int64_t from = 0;         // the boot
  std::int64_t to = 0;           // 60 minutes later; both ends are due
  std::int64_t nominal_day = 0;  // of the latest missed date

  friend bool operator==(const catch_up&, const catch_up&) = default;
};

// What is due after the last boot of a machine that was off in the intervals [from, to). Those of no
// length, or less, are no time off.
template <class Schedule>
std::optional<catch_up> catch_up_after(const Schedule& s, const zone& z,
                                       const std::vector<std::pair<std::int64_t, std::int64_t>>& off) {
  if (!s.run_on_boot_if_missed) return std::nullopt;

  std::vector<std::pair<std::int64_t, std::int64_t>> sorted;
  for (const auto& interval : off) {
    if (interval.first < interval.second) sorted.push_back(interval);
  }
  if (sorted.empty()) return std::nullopt;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::pair<std::int64_t, std::int64_t>> merged;
  for (const auto& interval : sorted) {
    if (!merged.empty() && interval.first <= merged.back().second) {
      merged.back().second = (std::max)(merged.back().second, interval.second);
    } else {
      merged.push_back(interval);
    }
  }

  // Of what happens at one instant, in the order of this enumeration: a machine that goes off at a run
  // misses it, one that boots then runs it, and one that goes off as the hour ends still owes.
  enum class what { goes_off, boots, runs, hour_ends };
  struct event {
    std::int64_t at;
    what happens;
    std::int64_t nominal_day;
  };
  constexpr std::int64_t hour = 3600;
  std::vector<event> events;
  for (const auto& [from, to] : merged) {
    events.push_back({from, what::goes_off, 0});
    events.push_back({to, what::boots, 0});
    events.push_back({to + hour, what::hour_ends, 0});
  }
  for (const run& r : runs_between(s, z, merged.front().first, merged.back().second + hour)) {
    events.push_back({r.instant, what::runs, r.nominal_day});
  }
  std::sort(events.begin(), events.end(),
            [](const event& a, const event& b) { return std::pair(a.at, a.happens) < std::pair(b.at, b.happens); });

  bool on = true;
  std::int64_t booted = 0;
  std::set<std::int64_t> owed;  // the missed dates; the latest one counts
  for (const event& e : events) {
    switch (e.happens) {
      case what::goes_off: on = false; break;
      case what::boots:
        on = true;
        booted = e.at;
        break;
      case what::runs:
        if (on) {
          owed.clear();  // a regular run serves instead
        } else {
          owed.insert(e.nominal_day);
        }
        break;
      case what::hour_ends:
        if (!on || booted + hour != e.at) break;  // it went off again within the hour
        if (!owed.empty() && e.at == merged.back().second + hour) return catch_up{booted, e.at, *owed.rbegin()};
        owed.clear();  // caught up
        break;
    }
  }
  return std::nullopt;
}

// ---------------------------------------------------------------------------------------------------
// Scans (rule N1)
// ---------------------------------------------------------------------------------------------------

// [first, second); empty where the clocks leave nothing of it.
inline std::pair<std::int64_t, std::int64_t> scan_window(const zone& z, std::int64_t day) {
  return {formula(z, day * seconds_per_day), formula(z, day * seconds_per_day + 2 * 3600)};
}

inline std::uint64_t scan_hash(std::string_view endpoint_id) {
  std::uint64_t h = 14695981039346656037U;
  for (const char c : endpoint_id) {
    h ^= static_cast<unsigned char>(c);
    h *= 1099511628211U;
  }
  h ^= h >> 30;
  h *= 0xbf58476d1ce4e5b9U;
  h ^= h >> 27;
  h *= 0x94d049bb133111ebU;
  h ^= h >> 31;
  return h;
}

// floor(h * seconds / 2^64), in two halves of 32 bits; a window has fewer than 2^32 seconds.
inline std::int64_t scaled_hash(std::uint64_t h, std::int64_t seconds) {
  const std::uint64_t low = (h & 0xffffffffU) * static_cast<std::uint64_t>(seconds);
  const std::uint64_t high = (h >> 32) * static_cast<std::uint64_t>(seconds);
  return static_cast<std::int64_t>((high + (low >> 32)) >> 32);
}

// The scan of the local date `day`; none if its window is empty.
inline std::optional<std::int64_t> scan_instant(const zone& z, std::int64_t day, std::string_view endpoint_id) {
  const auto [from, to] = scan_window(z, day);
  if (from >= to) return std::nullopt;
  return from + scaled_hash(scan_hash(endpoint_id), to - from);
}

}  // namespace naive
