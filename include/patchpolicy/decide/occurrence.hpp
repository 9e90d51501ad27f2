// SPDX-License-Identifier: BSL-1.0
/// \file
/// One run of a task.
#pragma once

#include <chrono>
#include <optional>

#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"

namespace patchpolicy::inline v1 {

/// When the content of a run begins to be downloaded; the agent scans then as well (rules S9 and N2).
struct staging_start {
  sys_seconds at;
  std::chrono::seconds offset;  ///< east of UTC
  /// Whether it was moved: to the run before, or to the beginning of the first of the month (rules S9 and S10).
  bool cut = false;

  constexpr local_seconds local() const noexcept { return local_at(at, offset); }
  friend bool operator==(const staging_start&, const staging_start&) = default;
};

/// One run. Its identity is its date: the instant of a date may change when a zone's data change (rule S8).
struct occurrence {
  civil_date date;
  sys_seconds at;
  std::chrono::seconds offset;  ///< east of UTC, at that instant
  /// Whether its wall time exists once, not at all (then the run was moved), or twice.
  local_time_kind kind = local_time_kind::unique;
  /// Nothing without a lead, and where the first of the month leaves no time (`no_time_to_stage`).
  std::optional<staging_start> stage = {};
  bool no_time_to_stage = false;  ///< rule S10

  /// What the clock shows when it runs.
  constexpr local_seconds local() const noexcept { return local_at(at, offset); }
  /// Until this instant it is the next run (rule E4).
  constexpr sys_seconds valid_until() const noexcept { return at; }

  friend bool operator==(const occurrence&, const occurrence&) = default;
};

/// When an endpoint stages that was off before `boot`: as planned, or at once if that is late, yet before the run;
/// nothing if there is no staging or the run has begun (rule S9).
constexpr std::optional<sys_seconds> stage_after_boot(const occurrence& run, sys_seconds boot) noexcept {
  if (!run.stage || boot >= run.at) return std::nullopt;
  return boot > run.stage->at ? boot : run.stage->at;
}

}  // namespace patchpolicy::inline v1
