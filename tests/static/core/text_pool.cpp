// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/text_pool.hpp"

#include <concepts>
#include <cstddef>
#include <type_traits>

#include "support/catch.hpp"

using patchpolicy::detail::text_pool;

TEST_CASE("the type contract of text_pool") {
  // It copies as a whole: its pieces are places, not addresses.
  static_assert(std::copyable<text_pool>);
  static_assert(std::is_nothrow_move_constructible_v<text_pool> && std::is_nothrow_move_assignable_v<text_pool>);
  static_assert(std::is_trivially_copyable_v<text_pool::piece>);

  SUCCEED("it compiles");
}
