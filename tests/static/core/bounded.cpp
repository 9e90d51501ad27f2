// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/bounded.hpp"

#include <compare>
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

using hours = pp::bounded<struct hours_tag, std::uint8_t, 1, 23>;
using days = pp::bounded<struct days_tag, std::uint8_t, 1, 23>;
using tenths = pp::bounded<struct tenths_tag, std::uint8_t, 0, 100, 1>;
using hundredths = pp::bounded<struct hundredths_tag, std::uint16_t, 0, 1000, 2>;

template <class T>
concept from_whole = requires { T::of(1); };
template <class T>
concept from_tenths = requires { T::of_tenths(1); };
template <class T>
concept from_hundredths = requires { T::of_hundredths(1); };
template <class A, class B>
concept can_add = requires(A a, B b) { a + b; };
template <class A, class B>
concept can_compare = requires(A a, B b) { a == b; };

}  // namespace

TEST_CASE("the type contract of bounded") {
  // A number and nothing else.
  static_assert(std::copyable<hours> && std::totally_ordered<hours>);
  static_assert(std::three_way_comparable<hours, std::strong_ordering>);
  static_assert(std::is_trivially_copyable_v<hours>);
  static_assert(sizeof(hours) == 1 && sizeof(hundredths) == 2);

  // There is no way around `of`.
  static_assert(!std::is_default_constructible_v<hours>);
  static_assert(!std::is_constructible_v<hours, int> && !std::is_constructible_v<hours, std::uint8_t>);
  static_assert(!std::is_aggregate_v<hours>);
  static_assert(!std::is_assignable_v<hours&, int>);

  // It counts in its own unit.
  static_assert(from_whole<hours> && !from_tenths<hours> && !from_hundredths<hours>);
  static_assert(!from_whole<tenths> && from_tenths<tenths> && !from_hundredths<tenths>);
  static_assert(!from_whole<hundredths> && !from_tenths<hundredths> && from_hundredths<hundredths>);

  // It turns into no other number, and is not mixed with one.
  static_assert(!std::is_convertible_v<hours, int> && !std::is_constructible_v<int, hours>);
  static_assert(!std::is_constructible_v<hours, days> && !std::is_assignable_v<hours&, days>);
  static_assert(can_compare<hours, hours> && !can_compare<hours, days> && !can_compare<hours, int>);
  static_assert(!can_add<hours, hours> && !can_add<hours, int>);

  SUCCEED("it compiles");
}
