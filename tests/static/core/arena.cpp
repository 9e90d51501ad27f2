// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/arena.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/catch.hpp"

using patchpolicy::detail::arena;

namespace {

template <class T>
concept can_be_kept = requires(arena& memory, const T& value) { memory.keep(value); };

}  // namespace

TEST_CASE("the type contract of arena") {
  // What points into an arena has one arena to point into.
  static_assert(!std::is_copy_constructible_v<arena> && !std::is_copy_assignable_v<arena>);
  static_assert(std::is_nothrow_move_constructible_v<arena> && std::is_nothrow_move_assignable_v<arena>);

  // An arena runs no destructors, so it keeps nothing that needs one.
  static_assert(can_be_kept<std::vector<int>>);
  static_assert(can_be_kept<std::vector<std::string_view>>);
  static_assert(!can_be_kept<std::vector<std::string>>);
  static_assert(!can_be_kept<int>);

  SUCCEED("it compiles");
}
