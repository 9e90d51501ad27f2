// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/recurrence.hpp"

#include <concepts>
#include <optional>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contracts of recurrences") {
  // Values without memory of their own.
  static_assert(std::regular<pp::recurrence_rule> && std::is_trivially_copyable_v<pp::recurrence_rule>);
  static_assert(sizeof(pp::recurrence_rule) <= 24);

  // A weekly recurrence without a weekday cannot be said (rule S2).
  static_assert(!std::is_default_constructible_v<pp::weekly>);
  static_assert(!std::is_constructible_v<pp::weekly, pp::flag_set<pp::weekday>>);
  static_assert(std::is_constructible_v<pp::weekly, pp::weekday, pp::weekday>);
  static_assert(!std::is_convertible_v<pp::weekday, pp::weekly>);
  static_assert(!std::is_constructible_v<pp::weekly, int>);
  static_assert(!std::is_constructible_v<pp::weekly, pp::weekday, int>);
  static_assert(!std::is_constructible_v<pp::weekly, pp::weekday, pp::week_of_month>);

  // Nor can a monthly one without any day, or a delay without a day of its own (rules S4 and S6).
  static_assert(!std::is_default_constructible_v<pp::monthly>);
  static_assert(!std::is_constructible_v<pp::monthly, pp::day_count>);
  static_assert(!std::is_constructible_v<pp::monthly, pp::day_count, pp::day_count>);
  static_assert(!std::is_constructible_v<pp::monthly, std::nullopt_t, pp::day_count>);
  static_assert(!std::is_constructible_v<pp::monthly, std::optional<pp::monthly_day>, pp::day_count>);
  static_assert(std::is_constructible_v<pp::monthly, pp::last_day_of_month>);
  static_assert(std::is_constructible_v<pp::monthly, pp::day_of_month, pp::day_count, pp::day_count>);
  static_assert(!std::is_constructible_v<pp::monthly, pp::month_day>);
  static_assert(!std::is_convertible_v<pp::day_of_month, pp::monthly>);

  // Days of the month and numbers of days are not mixed.
  static_assert(!std::is_constructible_v<pp::day_count, pp::month_day>);
  static_assert(!std::is_constructible_v<pp::month_day, pp::day_count>);

  // Other intervals do not exist (rule S6): every N days or weeks would be a number.
  static_assert(!std::is_constructible_v<pp::daily, int> && !std::is_constructible_v<pp::daily, pp::day_count>);
  static_assert(!std::is_constructible_v<pp::weekly, pp::weekday, pp::day_count>);

  SUCCEED("it compiles");
}
