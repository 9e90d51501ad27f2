// SPDX-License-Identifier: BSL-1.0
// Stands for the product's engine: it knows which updates the machine lacks, and installs them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"
#include "record.hpp"

namespace agent {

// One installation. The job is the agent's name for the run that asked for it.
struct installation {
  std::string job;
  std::string id;
  std::int64_t code = 0;
  pp::sys_seconds at = {};
};

class engine {
 public:
  // The updates that exist, a table; and what was installed on this machine, which the engine keeps.
  static pp::result<engine, std::string> open(const std::string& catalog, const std::string& machine);

  // What the machine lacks. Also what that job installed since `since`, as if it were not there yet.
  std::vector<update_reference> scan(pp::sys_seconds now, std::string_view job = {}, pp::sys_seconds since = {}) const;

  // Installs an update, and returns its code. Asked again by the same job it only returns the code: so an agent that
  // died in between asks again.
  pp::result<std::int64_t, std::string> install(const std::string& job, const update& wanted, pp::sys_seconds now);

  const std::vector<installation>& installations() const { return installed_; }

 private:
  std::string read_update(std::string_view line);
  std::string read_installation(std::string_view line);
  bool is_installed(const update& wanted, std::string_view without_job, pp::sys_seconds since) const;
  bool is_there(const update& wanted, std::string_view without_job, pp::sys_seconds since) const;
  const update* find(std::string_view id) const;

  std::string machine_;
  std::vector<update> updates_;
  std::vector<installation> installed_;
};

}  // namespace agent
