// SPDX-License-Identifier: BSL-1.0
// The machine goes off or to sleep, and comes back; what it missed meanwhile (rule S11).
#include <chrono>
#include <cstddef>
#include <string>

#include "agent.hpp"

namespace agent {
namespace {

constexpr std::chrono::minutes catch_up_after(10);  // a machine that came back is left alone for so long

}  // namespace

void endpoint::go_off(pp::off_interval off, bool asleep) {
  log((asleep ? "the machine sleeps until " : "the machine is off until ") + clock_text(off.to));
  state_.off = off;
  state_.asleep = asleep;
  state_.catch_ups.clear();  // they are still owed
  for (auto& list : state_.was_off) {
    if (!list.empty() && list.back().to + pp::catch_up_time < off.from) list.clear();  // that hour is over
    list.push_back(off);
  }
}

void endpoint::come_back() {
  log(state_.asleep ? "the machine wakes" : "the machine is up again");
  state_.awake = state_.now;
  if (!state_.asleep) state_.booted = state_.now;
  tell({state_.asleep ? pp::session_event_kind::woke : pp::session_event_kind::restarted, state_.now});
  plan_catch_ups();
  state_.off.reset();
}

void endpoint::plan_catch_ups() {
  const std::string why = state_.asleep ? "the machine slept; " : "the machine was off; ";
  for_each_enabled_task([&](const auto& task) {
    const auto& was_off = state_.was_off[static_cast<std::size_t>(task.kind)];
    const pp::catch_up owed = pp::missed_run(task, was_off, given_.zone);
    for (const pp::occurrence& run :
         pp::runs(*task.schedule, state_.off->from - std::chrono::seconds(1), given_.zone)) {
      if (run.at >= state_.off->to) break;
      log("missed " + name_of_run(task.kind, run.date) + ": " + why + std::string(pp::meaning_of(owed.outcome)));
    }
    if (owed) state_.catch_ups.push_back({task.kind, owed.missed->date, owed.from + catch_up_after});
  });
}

}  // namespace agent
