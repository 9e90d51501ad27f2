// SPDX-License-Identifier: BSL-1.0
/// \file
/// The dates of a recurrence (rules S1 to S6). They do not depend on a time zone, nor on when a schedule was made.
#pragma once

#include <algorithm>
#include <optional>
#include <variant>

#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/recurrence.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// A month of all years, counted from January of the year 0.
using month_number = int;

constexpr month_number month_of(day_number day) noexcept {
  const calendar_day parts = day_of_number(day);
  return parts.year * 12 + parts.month - 1;
}

constexpr day_number day_in_month(month_number month, int day) noexcept {
  return number_of_day(month / 12, month % 12 + 1, day);
}

/// The day that a monthly recurrence means in one month; nothing if the month is left out (rule S3).
constexpr std::optional<day_number> day_in_month(month_number month, const day_of_month& on) noexcept {
  const int length = days_in_month(month / 12, month % 12 + 1);
  if (on.day.count() <= length) return day_in_month(month, on.day.count());
  if (on.short_month == short_month_policy::skip) return std::nullopt;
  return day_in_month(month, length);
}
constexpr std::optional<day_number> day_in_month(month_number month, last_day_of_month) noexcept {
  return day_in_month(month + 1, 0);
}
constexpr std::optional<day_number> day_in_month(month_number month, const weekday_of_month& on) noexcept {
  const day_number last = day_in_month(month + 1, 0);
  if (on.week == week_of_month::last) return last - (weekday_index(last) - static_cast<int>(on.day) + 7) % 7;
  const day_number first = day_in_month(month, 1);
  const day_number day =
      first + (static_cast<int>(on.day) - weekday_index(first) + 7) % 7 + 7 * static_cast<int>(on.week);
  if (day > last) return std::nullopt;
  return day;
}

/// Patch Tuesday (rule S5).
inline constexpr weekday_of_month second_tuesday{week_of_month::second, weekday::tuesday};

/// The first day from `day` on, that day included, on which something that happens in months falls. Two months in a row
/// are never left out, but for a fifth weekday: at most three.
template <class MonthlyDay>
constexpr day_number first_monthly(const MonthlyDay& on, day_number day) noexcept {
  for (month_number month = month_of(day);; ++month)
    if (const auto found = day_in_month(month, on); found && *found >= day) return *found;
}

/// The last such day until `day`, that day included.
template <class MonthlyDay>
constexpr day_number last_monthly(const MonthlyDay& on, day_number day) noexcept {
  for (month_number month = month_of(day);; --month)
    if (const auto found = day_in_month(month, on); found && *found <= day) return *found;
}

// A delay moves whole days, after the month's day has been found (rule S4), so the search moves by it as well: nothing
// is clamped, and however many months lie between is no matter.

/// The first to fourth weekday of a month comes four or five weeks after that of the month before. No search: whether
/// it is still ahead in this month is as good as random, and a branch on it costs more than both answers.
constexpr day_number first_monthly(const weekday_of_month& on, day_number day) noexcept {
  if (on.week >= week_of_month::fifth) return first_monthly<weekday_of_month>(on, day);
  const calendar_day today = day_of_number(day);
  const int earliest = 1 + 7 * static_cast<int>(on.week);
  const day_number first_of_week = day - today.day + earliest;
  const int days_until = (static_cast<int>(on.day) - weekday_index(first_of_week) + 7) % 7;
  const int this_month = earliest + days_until;
  const int four_weeks_later = this_month + 28 - days_in_month(today.year, today.month);
  const int until_next_month = four_weeks_later >= earliest ? 28 : 35;
  return first_of_week + days_until + (this_month >= today.day ? 0 : until_next_month);
}

constexpr day_number first_monthly(const monthly_day& on, day_number day) noexcept {
  if (std::holds_alternative<day_of_month>(on)) return first_monthly(std::get<day_of_month>(on), day);
  if (std::holds_alternative<weekday_of_month>(on)) return first_monthly(std::get<weekday_of_month>(on), day);
  return first_monthly(last_day_of_month{}, day);
}
constexpr day_number last_monthly(const monthly_day& on, day_number day) noexcept {
  if (std::holds_alternative<day_of_month>(on)) return last_monthly(std::get<day_of_month>(on), day);
  if (std::holds_alternative<weekday_of_month>(on)) return last_monthly(std::get<weekday_of_month>(on), day);
  return last_monthly(last_day_of_month{}, day);
}

constexpr day_number first_day_from(const monthly& rule, day_number day) noexcept {
  std::optional<day_number> found;
  if (rule.on()) found = first_monthly(*rule.on(), day - rule.delay().count()) + rule.delay().count();
  if (const auto days = rule.days_after_patch_tuesday()) {
    const day_number after_tuesday = first_monthly(second_tuesday, day - days->count()) + days->count();
    found = found ? (std::min)(*found, after_tuesday) : after_tuesday;
  }
  return *found;
}
constexpr day_number last_day_until(const monthly& rule, day_number day) noexcept {
  std::optional<day_number> found;
  if (rule.on()) found = last_monthly(*rule.on(), day - rule.delay().count()) + rule.delay().count();
  if (const auto days = rule.days_after_patch_tuesday()) {
    const day_number after_tuesday = last_monthly(second_tuesday, day - days->count()) + days->count();
    found = found ? (std::max)(*found, after_tuesday) : after_tuesday;
  }
  return *found;
}

constexpr day_number first_day_from(const weekly& rule, day_number day) noexcept {
  while (!rule.on().contains(weekday_of(day))) ++day;
  return day;
}
constexpr day_number last_day_until(const weekly& rule, day_number day) noexcept {
  while (!rule.on().contains(weekday_of(day))) --day;
  return day;
}

// Not by `std::get_if`: GCC 12 takes the address of a temporary for no constant.

/// The first day from `day` on, that day included, on which `rule` runs. It may lie after `last_run_day`.
constexpr day_number first_day_from(const recurrence_rule& rule, day_number day) noexcept {
  if (std::holds_alternative<monthly>(rule)) return first_day_from(std::get<monthly>(rule), day);
  if (std::holds_alternative<weekly>(rule)) return first_day_from(std::get<weekly>(rule), day);
  return std::holds_alternative<daily>(rule) ? day : first_monthly(second_tuesday, day);
}
/// The last day until `day`, that day included, on which `rule` runs. It may lie before `first_run_day`.
constexpr day_number last_day_until(const recurrence_rule& rule, day_number day) noexcept {
  if (std::holds_alternative<monthly>(rule)) return last_day_until(std::get<monthly>(rule), day);
  if (std::holds_alternative<weekly>(rule)) return last_day_until(std::get<weekly>(rule), day);
  return std::holds_alternative<daily>(rule) ? day : last_monthly(second_tuesday, day);
}

constexpr std::optional<civil_date> run_date(day_number day) {
  if (day < first_run_day || day > last_run_day) return std::nullopt;
  return civil_date_of(day);
}

}  // namespace detail

/// The first date of `rule` from `date` on, that date included; nothing after 9999-12-31. Dates begin on 1970-01-01.
/// Constant time, however far away it is.
constexpr std::optional<civil_date> first_date_from(const recurrence_rule& rule, civil_date date) {
  return detail::run_date(detail::first_day_from(rule, (std::max)(day_number_of(date), first_run_day)));
}

/// The last date of `rule` until `date`, that date included; nothing before 1970-01-01. Constant time.
constexpr std::optional<civil_date> last_date_until(const recurrence_rule& rule, civil_date date) {
  if (day_number_of(date) < first_run_day) return std::nullopt;
  return detail::run_date(detail::last_day_until(rule, day_number_of(date)));
}

/// Whether `rule` runs on `date`. Constant time.
constexpr bool is_date_of(const recurrence_rule& rule, civil_date date) { return first_date_from(rule, date) == date; }

}  // namespace patchpolicy::inline v1
