// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/time_of_day.hpp"

#include <compare>
#include <concepts>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of time_of_day") {
  // A small value, ordered as a day passes.
  static_assert(std::copyable<pp::time_of_day> && std::totally_ordered<pp::time_of_day>);
  static_assert(std::three_way_comparable<pp::time_of_day, std::strong_ordering>);
  static_assert(std::is_trivially_copyable_v<pp::time_of_day>);
  static_assert(sizeof(pp::time_of_day) == 2);

  // It holds no time that no clock shows; midnight is not implied; text is read by `parse`.
  static_assert(!std::is_default_constructible_v<pp::time_of_day>);
  static_assert(!std::is_aggregate_v<pp::time_of_day>);
  static_assert(!std::is_constructible_v<pp::time_of_day, int>);
  static_assert(!std::is_constructible_v<pp::time_of_day, int, int>);
  static_assert(!std::is_constructible_v<pp::time_of_day, const char*>);
  static_assert(!std::is_constructible_v<int, pp::time_of_day>);

  SUCCEED("it compiles");
}
