// SPDX-License-Identifier: BSL-1.0
// What this company asks of its configurations, and what it takes for granted. Every question can be answered at
// compile time, and of the JSON files at run time.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include <patchpolicy/patchpolicy.hpp>

namespace company {

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

// Where the endpoints stand.
inline constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
inline constexpr pp::posix_zone new_york = "EST5EDT,M3.2.0,M11.1.0"_posix_tz;

// The days that are looked at: enough for both changes of the clocks, and fixed, so that a test that passes today
// passes tomorrow.
inline constexpr pp::sys_seconds first_day = *pp::parse_instant("2026-01-01T00:00:00Z");
inline constexpr pp::sys_seconds last_day = first_day + 24h * 366;

// How long a deployment takes at most. The library cannot know that.
inline constexpr auto longest_deployment = 2h;

// Hours of the day, from `begin` to just before `end`.
struct hours {
  pp::schedule begin;
  pp::schedule end;
};

// Whether any instant from `from` to `until` falls into these hours, by the clocks of the zone. Whatever comes next
// after `from` says where we are: an end comes next while the hours last.
template <pp::time_zone Zone>
constexpr bool touches(const hours& h, pp::sys_seconds from, pp::sys_seconds until, const Zone& zone) {
  const pp::sys_seconds begin = pp::next_run(h.begin, from - 1s, zone)->at;
  const pp::sys_seconds end = pp::next_run(h.end, from, zone)->at;
  return end < begin || begin <= until;
}

// The last instant at which a restart can come that is asked for at `asked`; `pp::never` if no time limits it. Where a
// configuration does not say what the user may do, our agent restarts at once.
constexpr pp::sys_seconds last_restart_of(pp::reboot_phase phase, const std::optional<pp::user_part>& user,
                                          pp::sys_seconds asked) {
  const pp::user_part part = user.value_or(pp::user_part{});
  return pp::latest_restart(pp::request_reboot(phase, pp::reboot_source::host, {}, asked, part));
}

// The last instant at which a run of `task` can restart its machine; nothing if it never does.
template <class Task>
constexpr std::optional<pp::sys_seconds> last_restart(const Task& task, pp::sys_seconds run) {
  using enum pp::reboot_phase;
  std::optional<pp::sys_seconds> last;
  const auto extend = [&](pp::reboot_phase phase, const std::optional<pp::user_part>& user) {
    const pp::sys_seconds begin = last.value_or(run);
    if (begin == pp::never) return;
    last = last_restart_of(phase, user, phase == after ? begin + longest_deployment : begin);
  };
  if constexpr (Task::os == pp::platform::windows) {
    if (task.reboot.before) extend(before, task.reboot.before->user);
    if (task.reboot.after) extend(after, task.reboot.after->user);
  } else if constexpr (Task::os == pp::platform::mac) {
    extend(after, task.reboot.user);  // system patches restart a Mac in any case
  } else {
    if (task.reboot.after_if_required) extend(after, task.reboot.user);
  }
  return last;
}

// The first run that can restart a machine in these hours.
template <class Task, pp::time_zone Zone>
constexpr std::optional<pp::occurrence> first_disturbance(const Task& task, const hours& quiet, const Zone& zone) {
  if (!task.enabled || !task.schedule) return std::nullopt;
  for (const pp::occurrence& run : pp::runs(*task.schedule, first_day, zone)) {
    if (run.at > last_day) break;
    const auto last = last_restart(task, run.at);
    if (last && touches(quiet, run.at, *last, zone)) return run;
  }
  return std::nullopt;
}

// The longest time that the runs of these Windows tasks leave a hole open, on a machine that is always on; all days
// that are looked at if there is no run.
template <class Storage, pp::time_zone Zone>
constexpr std::chrono::seconds longest_wait(const pp::basic_configuration<Storage>& config,
                                            pp::flag_set<pp::task_kind> tasks, const Zone& zone) {
  std::chrono::seconds longest(0);
  pp::sys_seconds before = first_day;
  for (const pp::task_run& run : pp::task_runs(config, first_day, zone, {.os = pp::platform::windows})) {
    if (run.run.at > last_day) break;
    if (!tasks.contains(run.task)) continue;
    longest = (std::max)(longest, run.run.at - before);
    before = run.run.at;
  }
  return (std::max)(longest, last_day - before);
}

}  // namespace company
