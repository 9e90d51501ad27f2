// SPDX-License-Identifier: BSL-1.0
/// \file
/// When a schedule runs (rules S7 to S10 and S12). Pure: nothing is remembered, and an endpoint that moves to another
/// zone passes that zone.
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>

#include "patchpolicy/core/lazy_sequence.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"
#include "patchpolicy/time/recurrence_dates.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// A schedule of any platform.
template <class Schedule>
concept any_schedule = std::same_as<Schedule, schedule> || std::same_as<Schedule, staged_schedule>;

namespace detail {

/// Finds the runs of one schedule in one zone.
template <any_schedule Schedule, time_zone Zone>
class run_finder {
 public:
  constexpr run_finder(const Schedule& when, const Zone& zone) noexcept : when_(&when), zone_(zone) {}

  /// The first run after `after`.
  ///
  /// A date's run lies less than `offset_limit` from its wall time read as UTC, whatever the zone and the policy. So
  /// the dates that can hold the answer are few, and all of them are looked at: under policies other than the default
  /// the runs of two dates may come in either order, and several dates may share an instant.
  constexpr std::optional<occurrence> next(sys_seconds after) {
    std::optional<run> best;
    day_number day = (std::max)(first_day_after(after), first_run_day);
    while (true) {
      day = first_day_from(when_->recurrence, day);
      if (day > last_run_day) break;
      const sys_seconds wall = wall_as_utc(day);
      if (best && wall - offset_limit >= best->at) break;
      const auto found = run_on(day);
      // Of dates in one instant the latest counts.
      if (found && found->at > after && (!best || found->at <= best->at)) best = found;
      if (best && keeps_order() && is_shown(*best)) break;
      ++day;
    }
    return finished(best);
  }

  /// The last run before `before`.
  constexpr std::optional<occurrence> previous(sys_seconds before) {
    return finished(last_before(before, (sys_seconds::min)()));
  }

 private:
  struct run {
    day_number day;
    sys_seconds at;
    local_time_kind kind;
  };

  constexpr sys_seconds wall_as_utc(day_number day) const noexcept {
    return sys_seconds(seconds_in(day) + std::chrono::minutes(when_->at.minutes_since_midnight()));
  }

  /// The day whose wall time, read as UTC, is at `instant`, or the last one before.
  constexpr day_number day_of_wall(sys_seconds instant) const noexcept {
    const sys_seconds within = std::clamp(instant, first_instant, last_instant);
    const auto since_1970 = within.time_since_epoch() - std::chrono::minutes(when_->at.minutes_since_midnight());
    return static_cast<day_number>(day_of(since_1970));
  }
  /// Every earlier day runs at `after` or before.
  constexpr day_number first_day_after(sys_seconds after) const noexcept {
    return day_of_wall((std::max)(after, first_instant) - offset_limit) + 1;
  }

  /// By the rule's formula the runs of later dates are never earlier, and later where the clock shows this one's time.
  constexpr bool keeps_order() const noexcept {
    return when_->clock_change.gap != gap_policy::shift_forward && when_->clock_change.fold == fold_policy::first;
  }
  /// Whether the clock shows the wall time of the date when it runs.
  constexpr bool is_shown(const run& found) {
    return found.at + zone_.info_at(found.at).offset == wall_as_utc(found.day);
  }

  constexpr std::optional<run> run_on(day_number day) {
    const local_seconds wall{wall_as_utc(day).time_since_epoch()};
    const resolved_time found = resolve(wall, when_->clock_change, zone_);
    if (!found.at) return std::nullopt;
    return run{day, *found.at, found.kind};
  }

  /// The last run before `before`, if it is after `oldest`; else that run or nothing.
  constexpr std::optional<run> last_before(sys_seconds before, sys_seconds oldest) {
    std::optional<run> best;
    day_number day = (std::min)(day_of_wall((std::min)(before, last_instant) + offset_limit), last_run_day);
    while (true) {
      day = last_day_until(when_->recurrence, day);
      if (day < first_run_day) break;
      const sys_seconds latest = wall_as_utc(day) + offset_limit;
      if (latest <= oldest || (best && latest <= best->at)) break;
      const auto found = run_on(day);
      if (found && found->at < before && (!best || found->at > best->at)) best = found;
      --day;
    }
    return best;
  }

  constexpr std::optional<occurrence> finished(const std::optional<run>& found) {
    if (!found) return std::nullopt;
    occurrence made{date_of_run_day(found->day), found->at, zone_.info_at(found->at).offset, found->kind};
    if constexpr (can_stage<Schedule>)
      if (when_->stage_before) plan_staging(made, found->day);
    return made;
  }

  constexpr void plan_staging(occurrence& made, day_number day) {
    const sys_seconds wanted = made.at - std::chrono::hours(when_->stage_before->count());
    sys_seconds begin = wanted;
    if (const auto before = last_before(made.at, wanted)) begin = (std::max)(begin, before->at);  // rule S9
    if (made.date.day() == 1) {  // rule S10
      const local_seconds midnight{seconds_in(day)};
      begin = (std::max)(begin, *resolve(midnight, clock_change_policy{}, zone_).at);
    }
    if (begin < made.at)
      made.stage = staging_start{begin, zone_.info_at(begin).offset, begin != wanted};
    else
      made.no_time_to_stage = true;
  }

  const Schedule* when_;
  zone_cursor<Zone> zone_;
};

}  // namespace detail

/// The first run strictly after `after`; nothing if no date until 9999-12-31 is left. Constant time, but for the
/// look-ups in the zone: mostly one, and however far away the run is.
template <any_schedule Schedule, time_zone Zone>
constexpr std::optional<occurrence> next_run(const Schedule& when, sys_seconds after, const Zone& zone) {
  return detail::run_finder<Schedule, Zone>(when, zone).next(after);
}

/// The last run strictly before `before`; nothing if there is none from 1970-01-01 on. As fast as `next_run`.
template <any_schedule Schedule, time_zone Zone>
constexpr std::optional<occurrence> previous_run(const Schedule& when, sys_seconds before, const Zone& zone) {
  return detail::run_finder<Schedule, Zone>(when, zone).previous(before);
}

/// Whether `when` runs at just that instant.
template <any_schedule Schedule, time_zone Zone>
constexpr bool is_run(const Schedule& when, sys_seconds at, const Zone& zone) {
  if (at == (sys_seconds::min)()) return false;
  const auto found = next_run(when, at - std::chrono::seconds(1), zone);
  return found && found->at == at;
}

namespace detail {

template <any_schedule Schedule, time_zone Zone>
struct run_source {
  Schedule when;
  sys_seconds after;
  const Zone* zone;

  constexpr std::optional<occurrence> next() {
    const auto found = next_run(when, after, *zone);
    if (found) after = found->at;
    return found;
  }
};

}  // namespace detail

/// The runs strictly after `after`, in the order of time, each computed when it is asked for; `zone` must outlive them.
template <any_schedule Schedule, time_zone Zone>
constexpr lazy_sequence<detail::run_source<Schedule, Zone>> runs(const Schedule& when, sys_seconds after,
                                                                 const Zone& zone) {
  return lazy_sequence(detail::run_source<Schedule, Zone>{when, after, &zone});
}
template <any_schedule Schedule, time_zone Zone>
void runs(const Schedule& when, sys_seconds after, const Zone&& zone) = delete;

}  // namespace patchpolicy::inline v1
