// SPDX-License-Identifier: BSL-1.0
// What the agent remembers, and how it keeps that through a crash.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"

namespace agent {

namespace pp = patchpolicy;

// A run that has patches to deploy, from its begin until they are deployed. The run is known by task and date.
struct deployment {
  pp::task_kind task = pp::task_kind::routine_maintenance;
  pp::civil_date date;
  bool waits = false;                   // for a restart
  pp::sys_seconds next = {};            // else: when it installs its next patch
  std::vector<std::string> tried = {};  // the patches whose results are known
  bool is_over = false;                 // only within a step
  friend bool operator==(const deployment&, const deployment&) = default;
};

// The name of a run. The engine knows a deployment by it.
inline std::string name_of_run(pp::task_kind task, pp::civil_date date) {
  return std::string(pp::name_of(task)) + ' ' + pp::to_text(date);
}

// A run that is made up for, a little after the machine came back.
struct catch_up_plan {
  pp::task_kind task = pp::task_kind::routine_maintenance;
  pp::civil_date date;
  pp::sys_seconds at = {};
  friend bool operator==(const catch_up_plan&, const catch_up_plan&) = default;
};

struct state {
  pp::sys_seconds now = {};     // all that was due until then is done
  pp::sys_seconds booted = {};  // when the machine did last
  pp::sys_seconds awake = {};   // since when it is on and does not sleep
  pp::reboot_session session{false};
  std::optional<pp::off_interval> off = {};  // the machine is off, or asleep
  bool asleep = false;
  std::size_t missing = 0;   // what the last scan found
  std::size_t log_size = 0;  // bytes of the log that belong to this state
  std::vector<deployment> deployments = {};
  std::vector<catch_up_plan> catch_ups = {};
  // For each task when the machine was off, as far as runs of then may still be owed.
  std::array<std::vector<pp::off_interval>, pp::enum_size<pp::task_kind>> was_off = {};
  friend bool operator==(const state&, const state&) = default;
};

// A state and the log that led to it are saved together. The log is appended to first; then the state replaces the old
// one, and says how long the log is. What a crash leaves behind that is cut off at the next start. So either all of a
// step is remembered or nothing, and then the step is done again.
class store {
 public:
  explicit store(std::string path) : path_(std::move(path)) {}

  // What was saved; nothing if nothing was.
  pp::result<std::optional<state>, std::string> load();
  // Adds the lines to the log. Says what went wrong, or nothing.
  [[nodiscard]] std::string save(state& now, const std::string& lines);

 private:
  std::string log_path() const { return path_ + ".log"; }
  std::string path_;
};

}  // namespace agent
