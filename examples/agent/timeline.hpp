// SPDX-License-Identifier: BSL-1.0
// Stands for the user and the power of one machine: who is there when, what is answered to a countdown, and when the
// machine is off or asleep.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"

namespace agent {

namespace pp = patchpolicy;

struct outage {
  pp::sys_seconds from;
  pp::sys_seconds to;
  bool is_sleep = false;
};

class timeline {
 public:
  // A line each:   monday,tuesday 08:30 log on      daily 17:30 log off      2024-02-03 10:00 log on
  //                2024-02-16 18:30 shut down until 2024-02-26 08:10         the same with: sleep until
  //                dialog extend 10      dialog cancel timeout      dialog cancel restart      dialog nothing
  static pp::result<timeline, std::string> open(const std::string& path, const pp::any_zone& zone);

  // A user who was logged on before a boot comes back a little later.
  bool user_is_there(pp::sys_seconds now, pp::sys_seconds booted) const;
  std::optional<outage> next_outage(pp::sys_seconds after) const;
  // The first instant at which the user comes, goes, or answers a countdown that began at `counting_since`.
  pp::sys_seconds next_deed(pp::sys_seconds after, pp::sys_seconds booted, pp::sys_seconds counting_since) const;
  // What the user does at that instant about that countdown, if anything. The answers take turns by the day.
  std::optional<pp::session_event> answer(pp::sys_seconds now, pp::sys_seconds counting_since) const;

 private:
  struct visit {
    std::optional<pp::schedule> habit;  // else once
    pp::sys_seconds once = {};
    bool comes = false;
  };

  explicit timeline(const pp::any_zone& zone) : zone_(&zone) {}
  std::string read_line(std::string_view line);
  std::string read_answer(std::string_view words);
  std::optional<pp::sys_seconds> last_before(const visit& v, pp::sys_seconds before) const;
  std::optional<pp::sys_seconds> instant_of(std::string_view date, std::string_view clock) const;

  const pp::any_zone* zone_;
  std::vector<visit> visits_;
  std::vector<outage> outages_;
  std::vector<pp::session_event> answers_;
};

}  // namespace agent
