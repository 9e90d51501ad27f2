// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a task wants of patches, without text.
#pragma once

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/severity.hpp"

namespace patchpolicy::inline v1 {

/// Whether preview patches can be seen (rule D11).
enum class preview_patches : bool { invisible, visible };

/// The severity levels that a task selects, for each kind of patch.
struct severity_ticks {
  flag_set<severity_level> security = {};
  flag_set<severity_level> non_security = {};
  bool bug_fix = false;
  bool enhancement = false;
  friend bool operator==(const severity_ticks&, const severity_ticks&) = default;
};

/// What a task wants, without text: thresholds and ticks. As constructed it is off and wants nothing.
struct task_rules {
  bool enabled = false;
  preview_patches previews = preview_patches::invisible;
  bool all_missing = false;
  risk_option risk = {};
  severity_ticks severity = {};
  friend bool operator==(const task_rules&, const task_rules&) = default;
};

/// What a severity option ticks (rule D6).
constexpr severity_ticks ticks_of(const windows_severity_option& option) noexcept {
  return {.security = option.security, .non_security = option.non_security};
}
/// The same for Mac, where non-security patches have one tick for all levels.
constexpr severity_ticks ticks_of(const mac_severity_option& option) noexcept {
  using enum severity_level;
  severity_ticks ticks = {.security = option.security};
  if (option.non_security) ticks.non_security = {critical, important, moderate, low, unassigned};
  return ticks;
}
/// The same for Linux, where there is no level *unassigned*.
constexpr severity_ticks ticks_of(const linux_severity_option& option) noexcept {
  severity_ticks ticks = {.bug_fix = option.bug_fix, .enhancement = option.enhancement};
  for (const linux_severity_level level : option.security) ticks.security.insert(widen(level));
  return ticks;
}

}  // namespace patchpolicy::inline v1
