// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/flag_set.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

enum class letter : std::uint8_t { a, b };
enum class digit : std::uint8_t { one, two };
using letters = pp::flag_set<letter>;

template <class A, class B>
concept can_unite = requires(A a, B b) { a | b; };
template <class T>
concept can_be_inverted = requires(T t) { ~t; };
template <class T>
concept is_ordered = requires(T t) { t < t; };

}  // namespace

TEST_CASE("the type contract of flag_set") {
  // One word.
  static_assert(std::regular<letters>);
  static_assert(std::is_trivially_copyable_v<letters>);
  static_assert(sizeof(letters) == sizeof(std::uint32_t));
  static_assert(std::is_nothrow_default_constructible_v<letters>);

  // It is made from enumerators alone, and is not a number.
  static_assert(std::is_convertible_v<std::initializer_list<letter>, letters>);
  static_assert(!std::is_constructible_v<letters, std::uint32_t>);
  static_assert(!std::is_constructible_v<letters, std::initializer_list<digit>>);
  static_assert(!std::is_constructible_v<bool, letters>);
  static_assert(!std::is_constructible_v<int, letters>);

  // Sets of one enumeration unite. There is no "all others", and no order.
  static_assert(can_unite<letters, letters>);
  static_assert(!can_unite<letters, pp::flag_set<digit>>);
  static_assert(!can_unite<letters, int>);
  static_assert(!can_be_inverted<letters>);
  static_assert(!is_ordered<letters>);

  SUCCEED("it compiles");
}
