// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/schedule.hpp"

#include <concepts>
#include <optional>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contracts of schedules") {
  // Values without memory of their own.
  static_assert(std::copyable<pp::schedule> && std::equality_comparable<pp::schedule>);
  static_assert(std::is_trivially_copyable_v<pp::schedule> && std::is_trivially_copyable_v<pp::staged_schedule>);
  static_assert(std::regular<std::optional<pp::staged_schedule>>);
  static_assert(sizeof(pp::staged_schedule) <= 32);

  // A schedule has a time, and only one that stages has a lead (rule S9).
  static_assert(!std::is_default_constructible_v<pp::schedule>);
  static_assert(!std::is_default_constructible_v<pp::staged_schedule>);
  static_assert(pp::can_stage<pp::staged_schedule> && !pp::can_stage<pp::schedule>);
  static_assert(!std::is_constructible_v<pp::staged_schedule, pp::schedule>);
  static_assert(!std::is_constructible_v<pp::schedule, pp::staged_schedule>);

  SUCCEED("it compiles");
}
