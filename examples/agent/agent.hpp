// SPDX-License-Identifier: BSL-1.0
// The agent of one machine: what is due when (agent.cpp), the runs of its tasks (runs.cpp), the pending restart and its
// user (restart.cpp), and the times in which the machine is off (power.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "clock.hpp"
#include "engine.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "state.hpp"
#include "timeline.hpp"

namespace agent {

// What an agent is given, and does not change.
struct surroundings {
  const pp::configuration& config;
  const pp::any_zone& zone;
  const timeline& world;
  std::string endpoint_id;
};

class endpoint {
 public:
  endpoint(const surroundings& given, engine& updates, store& memory, simulated_clock& clock, const state& begin)
      : given_(given), engine_(updates), store_(memory), clock_(clock), state_(begin), saved_(begin) {}

  // Lives until `end`. Says what went wrong, or nothing.
  [[nodiscard]] std::string run(pp::sys_seconds end, bool starts_again);

 private:
  pp::sys_seconds next_due() const;
  void step(pp::sys_seconds at);
  std::string save();

  void go_off(pp::off_interval off, bool asleep);
  void come_back();
  void plan_catch_ups();

  void tell(pp::session_event event);
  void attend_user();
  void ask_for_restart(pp::reboot_phase phase, pp::task_kind task, const pp::reboot_decision& decision,
                       const std::optional<pp::user_part>& user);
  void restart_if_due();

  void begin_run(pp::task_kind kind, pp::civil_date date, pp::run_kind run, const std::string& heading);
  void stage(pp::task_kind kind, pp::civil_date date);
  void deploy(deployment& mine);
  void deploy_next(deployment& mine);
  void scan();

  // Calls `f(task)` for each task that is on, or for that one.
  template <class Function>
  void for_each_enabled_task(Function f) const {
    pp::for_each_enabled_task<pp::platform::windows>(given_.config, f);
  }
  template <class Function>
  void with_task(pp::task_kind kind, Function f) const {
    pp::visit_task<pp::platform::windows>(given_.config, kind, f);
  }

  std::string clock_text(pp::sys_seconds at) const;
  void log(std::string_view text);
  void detail(std::string_view text);

  const surroundings given_;
  engine& engine_;
  store& store_;
  simulated_clock& clock_;
  state state_;
  state saved_;  // as the disk has it
  std::string lines_;  // of the log, not yet saved
  std::string failure_;
};

}  // namespace agent
