// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/result.hpp"

#include <concepts>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

enum class reason { none, bad };
using number = pp::result<int, reason>;
using text = pp::result<std::string, reason>;
using unique = pp::result<std::unique_ptr<int>, reason>;

constexpr number good = 1;
constexpr number bad = pp::unexpected{reason::bad};

// Whether a call is a constant expression.
template <auto Function>
concept constant = requires { typename std::bool_constant<(static_cast<void>(Function()), true)>; };

}  // namespace

TEST_CASE("the type contract of result") {
  // Values, as good as what they hold.
  static_assert(std::copyable<number> && std::equality_comparable<number>);
  static_assert(std::copyable<text> && std::equality_comparable<text>);
  static_assert(std::movable<unique> && !std::copyable<unique>);
  static_assert(std::is_trivially_copyable_v<number>);
  static_assert(std::is_nothrow_move_constructible_v<text> && std::is_nothrow_move_assignable_v<text>);

  // There is none that holds nothing.
  static_assert(!std::is_default_constructible_v<number>);

  // A value converts, an error has to be marked, and nothing comes out by itself.
  static_assert(std::is_convertible_v<int, number>);
  static_assert(std::is_convertible_v<pp::unexpected<reason>, number>);
  static_assert(!std::is_constructible_v<number, reason>);
  static_assert(!std::is_convertible_v<number, bool> && std::is_constructible_v<bool, number>);
  static_assert(!std::is_convertible_v<number, int>);
  static_assert(!std::is_convertible_v<number, pp::result<long, reason>>);

  // What is read from a result that goes is moved out.
  static_assert(std::same_as<decltype(std::declval<number>().value()), int&&>);
  static_assert(std::same_as<decltype(*std::declval<number>()), int&&>);
  static_assert(std::same_as<decltype(std::declval<number>().error()), reason&&>);
  static_assert(std::same_as<decltype(std::declval<number&>().value()), int&>);
  static_assert(std::same_as<decltype(std::declval<const number&>().value()), const int&>);

  // To read what is not there is no constant expression.
  static_assert(constant<[] { return *good; }> && !constant<[] { return *bad; }>);
  static_assert(constant<[] { return good.value(); }> && !constant<[] { return bad.value(); }>);
  static_assert(constant<[] { return bad.error(); }> && !constant<[] { return good.error(); }>);

  SUCCEED("it compiles");
}
