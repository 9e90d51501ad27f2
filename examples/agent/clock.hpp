// SPDX-License-Identifier: BSL-1.0
// What time it is, and sleep. The agent asks nobody else.
#pragma once

#include "patchpolicy/patchpolicy.hpp"

namespace agent {

namespace pp = patchpolicy;

// It jumps: a year passes in seconds. The clock of a real agent runs on while the machine sleeps, and nobody sets it;
// docs/reboot.md says how to make one. Its `sleep_until` may also return early: the agent then finds nothing due.
class simulated_clock {
 public:
  explicit simulated_clock(pp::sys_seconds now) : now_(now) {}

  pp::sys_seconds now() const { return now_; }
  void sleep_until(pp::sys_seconds at) {
    if (at > now_) now_ = at;
  }

 private:
  pp::sys_seconds now_;
};

}  // namespace agent
