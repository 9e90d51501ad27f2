// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/hash_index.hpp"

#include <concepts>
#include <cstddef>
#include <type_traits>

#include "support/catch.hpp"

using patchpolicy::detail::hash_index;

TEST_CASE("the type contract of hash_index") {
  // It copies as a whole: it holds numbers alone.
  static_assert(std::copyable<hash_index>);
  static_assert(std::is_nothrow_move_constructible_v<hash_index> && std::is_nothrow_move_assignable_v<hash_index>);
  static_assert(std::is_nothrow_default_constructible_v<hash_index>);

  // A number is no index, though one of keys can make one.
  static_assert(!std::is_convertible_v<std::size_t, hash_index>);
  static_assert(std::is_constructible_v<hash_index, std::size_t>);

  SUCCEED("it compiles");
}
