// SPDX-License-Identifier: BSL-1.0
/// \file
/// The runs of a configuration's tasks.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/lazy_sequence.hpp"
#include "patchpolicy/decide/missed_run.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/task.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// The first run of a task strictly after `after`; nothing if it is off, or has no schedule or no further run.
template <platform Platform, task_kind Kind, class Storage, time_zone Zone>
constexpr std::optional<occurrence> next_run(const basic_task<Platform, Kind, Storage>& task, sys_seconds after,
                                             const Zone& zone) {
  if (!task.enabled || !task.schedule) return std::nullopt;
  return next_run(*task.schedule, after, zone);
}

/// What is due of a task after the last boot, as `missed_run` of its schedule says it.
template <platform Platform, task_kind Kind, class Storage, time_zone Zone>
constexpr catch_up missed_run(const basic_task<Platform, Kind, Storage>& task, std::span<const off_interval> off,
                              const Zone& zone) {
  if (!task.enabled || !task.schedule) return catch_up{catch_up_outcome::task_off};
  return missed_run(*task.schedule, off, zone);
}

/// One run of one of several tasks.
struct task_run {
  platform os = platform::windows;
  task_kind task = task_kind::routine_maintenance;
  occurrence run;
  /// The other tasks of the platform that run at the same instant.
  flag_set<task_kind> meets = {};

  /// Until this instant it is the next run (rule E4).
  constexpr sys_seconds valid_until() const noexcept { return run.at; }
  friend bool operator==(const task_run&, const task_run&) = default;
};

/// Which tasks to look at; nothing stands for all.
struct task_choice {
  std::optional<platform> os = std::nullopt;
  std::optional<task_kind> task = std::nullopt;
  friend bool operator==(const task_choice&, const task_choice&) = default;
};

namespace detail {

/// Merges the runs of all tasks that are on. At one instant the order is that of the platforms and of the tasks.
template <time_zone Zone>
class task_run_source {
 public:
  template <class Storage>
  constexpr task_run_source(const basic_configuration<Storage>& config, const task_choice& choice, sys_seconds after,
                            const Zone& zone)
      : zone_(&zone) {
    add_platform<platform::windows>(config, choice, after);
    add_platform<platform::mac>(config, choice, after);
    add_platform<platform::gnu_linux>(config, choice, after);
  }

  constexpr std::optional<task_run> next() {
    while (source* const first = earliest()) {
      task_run found{first->os, first->task, *first->run, {}};
      for (const std::optional<source>& s : sources_)
        if (s && s->os == found.os && s->task != found.task && s->runs_at(found.run.at)) found.meets.insert(s->task);
      first->run_before = found.run.at;
      first->run = next_run(first->when, found.run.at, *zone_);
      if (first->chosen) return found;
    }
    return std::nullopt;
  }

 private:
  struct source {
    platform os;
    task_kind task;
    bool chosen;  // the others are there for whom they meet
    staged_schedule when;
    std::optional<occurrence> run;
    std::optional<sys_seconds> run_before = {};

    constexpr bool runs_at(sys_seconds at) const { return run_before == at || (run && run->at == at); }
  };

  constexpr source* earliest() {
    source* first = nullptr;
    bool any_chosen = false;
    for (std::optional<source>& s : sources_) {
      if (!s || !s->run) continue;
      any_chosen = any_chosen || s->chosen;
      if (first == nullptr || s->run->at < first->run->at) first = &*s;
    }
    return any_chosen ? first : nullptr;
  }

  template <platform Platform, class Storage>
  constexpr void add_platform(const basic_configuration<Storage>& config, const task_choice& choice,
                              sys_seconds after) {
    if (choice.os && *choice.os != Platform) return;
    for_each_task<Platform>(config, [&](const auto& task) {
      if (!task.enabled || !task.schedule) return;
      const bool chosen = !choice.task || *choice.task == task.kind;
      const staged_schedule when = with_staging(*task.schedule);
      sources_[count_++].emplace(source{Platform, task.kind, chosen, when, next_run(when, after, *zone_)});
    });
  }

  static constexpr const staged_schedule& with_staging(const staged_schedule& when) noexcept { return when; }
  static constexpr staged_schedule with_staging(const schedule& when) {
    return {when.recurrence, when.at, when.run_on_boot_if_missed, when.clock_change};
  }

  const Zone* zone_;
  std::array<std::optional<source>, 5> sources_ = {};  // as many as there are tasks
  std::size_t count_ = 0;
};

}  // namespace detail

/// The runs of all tasks that are on, strictly after `after`, in the order of time, each computed when it is asked for;
/// those of one instant in the order of platforms and tasks. `zone` must outlive them, the configuration need not.
template <class Storage, time_zone Zone>
constexpr lazy_sequence<detail::task_run_source<Zone>> task_runs(const basic_configuration<Storage>& config,
                                                                 sys_seconds after, const Zone& zone,
                                                                 const task_choice& choice = {}) {
  return lazy_sequence(detail::task_run_source<Zone>(config, choice, after, zone));
}
template <class Storage, time_zone Zone>
void task_runs(const basic_configuration<Storage>& config, sys_seconds after, const Zone&& zone,
               const task_choice& choice = {}) = delete;

}  // namespace patchpolicy::inline v1
