// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/storage.hpp"

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

using view = pp::list_view<int>;

struct no_equality {};

}  // namespace

TEST_CASE("the type contract of list_view") {
  // A pointer and a length.
  static_assert(std::regular<view>);
  static_assert(std::is_trivially_copyable_v<view> && std::is_trivially_destructible_v<view>);
  static_assert(sizeof(view) == sizeof(int*) + sizeof(std::size_t));
  static_assert(std::is_nothrow_default_constructible_v<view>);

  // It shows what has a name.
  static_assert(std::is_convertible_v<int(&)[3], view> && std::is_convertible_v<const int(&)[3], view>);
  static_assert(std::is_convertible_v<std::vector<int>&, view>);
  static_assert(std::is_convertible_v<const std::vector<int>&, view>);

  // What would be gone before the view is refused.
  static_assert(!std::is_constructible_v<view, std::vector<int>>);
  static_assert(!std::is_constructible_v<view, const std::vector<int>>);
  static_assert(!std::is_constructible_v<view, int[3]>);
  static_assert(!std::is_constructible_v<view, const int[3]>);
  static_assert(!std::is_constructible_v<view, std::initializer_list<int>>);

  // It does not write, and converts its elements to nothing.
  static_assert(std::same_as<decltype(std::declval<view&>()[0]), const int&>);
  static_assert(!std::is_constructible_v<pp::list_view<long>, std::vector<int>&>);
  static_assert(!std::is_convertible_v<view, std::vector<int>>);

  // What its elements cannot do it need not do.
  static_assert(std::semiregular<pp::list_view<no_equality>>);

  SUCCEED("it compiles");
}
