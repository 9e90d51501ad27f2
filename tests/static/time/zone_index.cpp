// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/zone_index.hpp"

#include <concepts>
#include <type_traits>

#include "patchpolicy/time/posix_zone.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of zone_index") {
  using index = pp::zone_index<pp::posix_zone>;
  static_assert(std::copyable<index> && std::is_nothrow_move_constructible_v<index>);
  static_assert(!std::is_default_constructible_v<index>);

  // The zone must outlive it, so it is not made from one that ends with the statement, nor by itself.
  static_assert(std::is_constructible_v<index, const pp::posix_zone&>);
  static_assert(std::is_constructible_v<index, pp::posix_zone&, pp::sys_seconds, pp::sys_seconds>);
  static_assert(!std::is_constructible_v<index, pp::posix_zone>);
  static_assert(!std::is_constructible_v<index, const pp::posix_zone>);
  static_assert(!std::is_constructible_v<index, pp::posix_zone, pp::sys_seconds>);
  static_assert(!std::is_constructible_v<index, pp::posix_zone, pp::sys_seconds, pp::sys_seconds>);
  static_assert(!std::is_convertible_v<const pp::posix_zone&, index>);

  SUCCEED("it compiles");
}
