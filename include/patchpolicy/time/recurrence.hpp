// SPDX-License-Identifier: BSL-1.0
/// \file
/// On which days a task runs (rules S1 to S6), as values.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/time/civil_date.hpp"

namespace patchpolicy::inline v1 {

/// Every day (rule S1).
struct daily {
  friend bool operator==(const daily&, const daily&) = default;
};

/// On a set of weekdays that is never empty (rule S2).
class weekly {
 public:
  template <std::same_as<weekday>... More>
  constexpr explicit weekly(weekday first, More... more) noexcept : on_{first, more...} {}

  /// Nothing if the set is empty.
  static constexpr std::optional<weekly> of(flag_set<weekday> on) noexcept {
    if (on.empty()) return std::nullopt;
    weekly made(weekday::monday);
    made.on_ = on;
    return made;
  }

  constexpr flag_set<weekday> on() const noexcept { return on_; }
  friend bool operator==(const weekly&, const weekly&) = default;

 private:
  flag_set<weekday> on_;
};

/// On Patch Tuesday, the second Tuesday of each month (rule S5).
struct patch_tuesday {
  friend bool operator==(const patch_tuesday&, const patch_tuesday&) = default;
};

/// What a month does that lacks the chosen day (rule S3).
enum class short_month_policy : std::uint8_t { last_day, skip };

template <>
struct enum_names<short_month_policy> {
  static constexpr std::string_view names[] = {"last_day", "skip"};
};

/// A day of the month by its number, 1 to 31.
using month_day = bounded<struct month_day_tag, std::uint8_t, 1, 31>;

/// On one date of each month (rule S3).
struct day_of_month {
  month_day day;
  short_month_policy short_month = short_month_policy::last_day;
  friend bool operator==(const day_of_month&, const day_of_month&) = default;
};

/// On the last day of each month (rule S3).
struct last_day_of_month {
  friend bool operator==(const last_day_of_month&, const last_day_of_month&) = default;
};

/// Which of a month's equal weekdays; a month without a fifth is left out.
enum class week_of_month : std::uint8_t { first, second, third, fourth, fifth, last };

template <>
struct enum_names<week_of_month> {
  static constexpr std::string_view names[] = {"first", "second", "third", "fourth", "fifth", "last"};
};

/// On one weekday of each month (rule S3).
struct weekday_of_month {
  week_of_month week;
  weekday day;
  friend bool operator==(const weekday_of_month&, const weekday_of_month&) = default;
};

/// The day of its own that a monthly recurrence may have.
using monthly_day = std::variant<day_of_month, last_day_of_month, weekday_of_month>;

/// A number of whole days, 0 to 30 (rules S4 and S6).
using day_count = bounded<struct day_count_tag, std::uint8_t, 0, 30>;

/// Every month on a day of its own, on a day counted from Patch Tuesday, or on both (rules S3, S4, S6).
class monthly {
 public:
  /// On `day`, moved by `delay` into the next month if need be (rule S4); also on Patch Tuesday + N (rule S6).
  constexpr explicit monthly(monthly_day day, day_count delay = day_count::constant<0>(),
                             std::optional<day_count> also_after_patch_tuesday = std::nullopt)
      : on_(day), delay_(delay), after_patch_tuesday_(also_after_patch_tuesday) {}

  /// On Patch Tuesday + `days` alone (rule S6).
  static constexpr monthly after_patch_tuesday(day_count days) { return monthly(days); }

  /// The day of its own, if there is one.
  constexpr const std::optional<monthly_day>& on() const noexcept { return on_; }
  /// The delay of that day; 0 without one.
  constexpr day_count delay() const noexcept { return delay_; }
  /// N, if it also runs on Patch Tuesday + N.
  constexpr std::optional<day_count> days_after_patch_tuesday() const noexcept { return after_patch_tuesday_; }

  friend bool operator==(const monthly&, const monthly&) = default;

 private:
  constexpr explicit monthly(day_count after_patch_tuesday)
      : delay_(day_count::constant<0>()), after_patch_tuesday_(after_patch_tuesday) {}

  std::optional<monthly_day> on_;
  day_count delay_;
  std::optional<day_count> after_patch_tuesday_;
};

/// On which days a task runs; the alternatives in the order of `recurrence_kind`.
using recurrence_rule = std::variant<daily, weekly, monthly, patch_tuesday>;

/// The kinds of recurrence, by their names in files.
enum class recurrence_kind : std::uint8_t { daily, weekly, monthly, patch_tuesday };

template <>
struct enum_names<recurrence_kind> {
  static constexpr std::string_view names[] = {"daily", "weekly", "monthly", "patch_tuesday"};
};

/// Which alternative a rule holds.
constexpr recurrence_kind kind_of(const recurrence_rule& rule) noexcept {
  return static_cast<recurrence_kind>(rule.index());
}

namespace literals {

/// `3_days`: 0 to 30.
template <char... Characters>
constexpr day_count operator""_days() noexcept {
  return detail::bounded_literal<day_count, Characters...>();
}

}  // namespace literals
}  // namespace patchpolicy::inline v1
