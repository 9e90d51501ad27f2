// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/civil_date.hpp"

#include <compare>
#include <concepts>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of civil_date") {
  // A small value, ordered in time.
  static_assert(std::copyable<pp::civil_date> && std::totally_ordered<pp::civil_date>);
  static_assert(std::three_way_comparable<pp::civil_date, std::strong_ordering>);
  static_assert(std::is_trivially_copyable_v<pp::civil_date>);
  static_assert(sizeof(pp::civil_date) == 4);

  // It holds no day that does not exist, so there is none by default and none from plain numbers.
  static_assert(!std::is_default_constructible_v<pp::civil_date>);
  static_assert(!std::is_aggregate_v<pp::civil_date>);
  static_assert(!std::is_constructible_v<pp::civil_date, int, int, int>);
  static_assert(!std::is_constructible_v<int, pp::civil_date>);

  SUCCEED("it compiles");
}
