// SPDX-License-Identifier: BSL-1.0
/// \file
/// When a task runs, as values; all times are the endpoint's local civil time (section S of the rules).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace patchpolicy::inline v1 {

/// What happens to a wall time that does not exist (rule S8).
enum class gap_policy : std::uint8_t { next_valid, shift_forward, skip };

template <>
struct enum_names<gap_policy> {
  static constexpr std::string_view names[] = {"next_valid", "shift_forward", "skip"};
};

/// Which instant of a wall time that occurs twice counts (rule S8).
enum class fold_policy : std::uint8_t { first, second };

template <>
struct enum_names<fold_policy> {
  static constexpr std::string_view names[] = {"first", "second"};
};

/// How a schedule meets a change of the clocks (rule S8).
struct clock_change_policy {
  gap_policy gap = gap_policy::next_valid;
  fold_policy fold = fold_policy::first;
  friend bool operator==(const clock_change_policy&, const clock_change_policy&) = default;
};

template <>
struct describe<clock_change_policy> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"gap", &clock_change_policy::gap});
    v(field{"fold", &clock_change_policy::fold});
  }
};

/// Whole hours by which content is downloaded before the run, 1 to 23 (rule S9).
using staging_lead = bounded<struct staging_lead_tag, std::uint8_t, 1, 23>;

/// When a task runs on a platform without staging.
struct schedule {
  recurrence_rule recurrence;
  time_of_day at;
  /// Rule S11.
  bool run_on_boot_if_missed = false;
  clock_change_policy clock_change = {};
  friend bool operator==(const schedule&, const schedule&) = default;
};

/// When a task runs, and how long before that its content is staged (rules S9 and S10); nothing: not at all.
struct staged_schedule {
  recurrence_rule recurrence;
  time_of_day at;
  bool run_on_boot_if_missed = false;
  clock_change_policy clock_change = {};
  std::optional<staging_lead> stage_before = std::nullopt;
  friend bool operator==(const staged_schedule&, const staged_schedule&) = default;
};

template <>
struct describe<schedule> {
  static constexpr schedule blank() { return {.recurrence = daily{}, .at = *time_of_day::of(0, 0)}; }

  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"recurrence", &schedule::recurrence, presence::required});
    v(field{"at", &schedule::at, presence::required});
    v(field{"run_on_boot_if_missed", &schedule::run_on_boot_if_missed});
    v(field{"clock_change", &schedule::clock_change});
  }
};

template <>
struct describe<staged_schedule> {
  static constexpr staged_schedule blank() { return {.recurrence = daily{}, .at = *time_of_day::of(0, 0)}; }

  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"recurrence", &staged_schedule::recurrence, presence::required});
    v(field{"at", &staged_schedule::at, presence::required});
    v(field{"run_on_boot_if_missed", &staged_schedule::run_on_boot_if_missed});
    v(field{"stage_hours_before", &staged_schedule::stage_before});
    v(field{"clock_change", &staged_schedule::clock_change});
  }
};

/// A schedule that can stage content.
template <class Schedule>
concept can_stage = requires(const Schedule& s) { s.stage_before; };

namespace literals {

/// `4_h_before`: a staging lead of 1 to 23 hours.
template <char... Characters>
constexpr staging_lead operator""_h_before() noexcept {
  return detail::bounded_literal<staging_lead, Characters...>();
}

}  // namespace literals
}  // namespace patchpolicy::inline v1
