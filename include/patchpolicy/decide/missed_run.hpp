// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs that were missed because the machine was off (rule S11).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// The machine was off in [from, to); at `to` it booted. An interval that does not end after it begins is none.
struct off_interval {
  sys_seconds from;
  sys_seconds to;
  friend bool operator==(const off_interval&, const off_interval&) = default;
};

/// What comes of the runs that were missed.
enum class catch_up_outcome : std::uint8_t {
  due,               ///< one catch-up for all of them
  served,            ///< a regular run within the hour after the boot serves instead
  switched_off,      ///< the schedule does not run on boot if missed: they are lost
  nothing_missed,
  task_off,  ///< or without a schedule: it has no runs to miss
};

template <>
struct enum_names<catch_up_outcome> {
  static constexpr std::string_view names[] = {"due", "served", "switched_off", "nothing_missed", "task_off"};
};

/// What is due after the last boot, and why. A catch-up has no staging of its own.
struct catch_up {
  catch_up_outcome outcome = catch_up_outcome::nothing_missed;
  sys_seconds from = {};                      ///< the last boot; 1970 if the machine was never off, or the task is
  sys_seconds until = {};                     ///< an hour later; a catch-up is due in [from, until]
  std::optional<occurrence> missed = {};      ///< the latest run that was missed, and not made up for
  std::optional<occurrence> served_by = {};   ///< the regular run that serves instead

  constexpr explicit operator bool() const noexcept { return outcome == catch_up_outcome::due; }
  /// Until this instant the answer holds, if the machine stays on (rule E4).
  constexpr sys_seconds valid_until() const noexcept {
    return outcome == catch_up_outcome::due ? until : (sys_seconds::max)();
  }
  friend bool operator==(const catch_up&, const catch_up&) = default;
};

/// How long after a boot a catch-up is due, at the latest.
inline constexpr std::chrono::minutes catch_up_time{60};

namespace detail {

/// The intervals in order, those that overlap or touch as one.
constexpr std::vector<off_interval> merged(std::span<const off_interval> off) {
  std::vector<off_interval> sorted;
  sorted.assign(off.begin(), off.end());
  std::sort(sorted.begin(), sorted.end(), [](const off_interval& a, const off_interval& b) { return a.from < b.from; });
  std::vector<off_interval> joined;
  for (const off_interval& interval : sorted) {
    if (interval.from >= interval.to) continue;
    if (joined.empty() || joined.back().to < interval.from)
      joined.push_back(interval);
    else
      joined.back().to = (std::max)(joined.back().to, interval.to);
  }
  return joined;
}

/// Of the runs in the interval, the one of the latest date. By the default policy that is the last run; by others a run
/// of a later date may come earlier, but not by more than two offsets can lie apart.
template <any_schedule Schedule, time_zone Zone>
constexpr std::optional<occurrence> latest_missed(const Schedule& when, const off_interval& interval,
                                                  const Zone& zone) {
  std::optional<occurrence> latest;
  for (auto run = previous_run(when, interval.to, zone); run && run->at >= interval.from;
       run = previous_run(when, run->at, zone)) {
    if (latest && (when.clock_change == clock_change_policy{} || run->at < latest->at - 2 * offset_limit)) break;
    if (!latest || run->date > latest->date) latest = run;
  }
  return latest;
}

}  // namespace detail

/// What is due after the last boot, given all the times in which the machine was off, in any order. Several missed runs
/// make one catch-up, for the latest; who goes off again within the hour still owes it after the next boot; a regular
/// run within the hour serves instead. For n intervals as long as sorting them and n times `next_run`.
template <any_schedule Schedule, time_zone Zone>
constexpr catch_up missed_run(const Schedule& when, std::span<const off_interval> off, const Zone& zone) {
  catch_up answer;
  bool owes = false;
  const auto regular_within_the_hour = [&]() -> std::optional<occurrence> {
    const auto found = next_run(when, answer.from - std::chrono::seconds(1), zone);
    return found && found->at <= answer.until ? found : std::nullopt;
  };
  for (const off_interval& interval : detail::merged(off)) {
    if (owes) {  // what has become of it between the last boot and this interval
      const auto regular = regular_within_the_hour();
      owes = interval.from <= answer.until && !(regular && regular->at < interval.from);
    }
    if (const auto last = detail::latest_missed(when, interval, zone)) {
      owes = true;
      answer.missed = occurrence{last->date, last->at, last->offset, last->kind};
    }
    answer.from = interval.to;
    answer.until = (std::min)(interval.to, (sys_seconds::max)() - catch_up_time) + catch_up_time;
  }
  if (!owes) return catch_up{catch_up_outcome::nothing_missed, answer.from, answer.until};

  if (!when.run_on_boot_if_missed) {
    answer.outcome = catch_up_outcome::switched_off;
    return answer;
  }
  answer.served_by = regular_within_the_hour();
  answer.outcome = answer.served_by ? catch_up_outcome::served : catch_up_outcome::due;
  return answer;
}

}  // namespace patchpolicy::inline v1
