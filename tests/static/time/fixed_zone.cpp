// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/fixed_zone.hpp"

#include <chrono>
#include <concepts>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of fixed_zone") {
  // A small value.
  static_assert(std::copyable<pp::fixed_zone> && std::equality_comparable<pp::fixed_zone>);
  static_assert(std::is_trivially_copyable_v<pp::fixed_zone>);
  static_assert(sizeof(pp::fixed_zone) == 8);
  static_assert(noexcept(pp::fixed_zone::of(std::chrono::seconds())));
  static_assert(noexcept(std::declval<pp::fixed_zone>().get_info(std::declval<pp::sys_seconds>())));

  // Offsets that no clock has cannot be said, and UTC is not implied.
  static_assert(!std::is_default_constructible_v<pp::fixed_zone>);
  static_assert(!std::is_constructible_v<pp::fixed_zone, std::chrono::seconds>);
  static_assert(!std::is_constructible_v<pp::fixed_zone, int>);
  static_assert(!std::is_aggregate_v<pp::fixed_zone>);

  SUCCEED("it compiles");
}

TEST_CASE("the type contract of utc_zone") {
  static_assert(std::regular<pp::utc_zone> && std::is_empty_v<pp::utc_zone>);
  static_assert(noexcept(pp::utc_zone().get_info(std::declval<pp::sys_seconds>())));
  static_assert(!std::is_convertible_v<pp::utc_zone, pp::fixed_zone>);

  SUCCEED("it compiles");
}
