// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/tzif_zone.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of tzif_zone") {
  // A value with memory of its own, which moves without taking more.
  static_assert(std::copyable<pp::tzif_zone> && std::equality_comparable<pp::tzif_zone>);
  static_assert(std::is_nothrow_move_constructible_v<pp::tzif_zone>);
  static_assert(std::is_nothrow_move_assignable_v<pp::tzif_zone>);
  static_assert(noexcept(std::declval<const pp::tzif_zone&>().get_info(std::declval<pp::sys_seconds>())));

  // It comes from the bytes of a file, which may be refused; there is no zone by default.
  static_assert(!std::is_default_constructible_v<pp::tzif_zone>);
  static_assert(!std::is_constructible_v<pp::tzif_zone, const char*>);
  static_assert(!std::is_constructible_v<pp::tzif_zone, std::string_view>);
  static_assert(!std::is_constructible_v<pp::tzif_zone, pp::posix_zone>);
  static_assert(std::same_as<decltype(pp::tzif_zone::parse("")), pp::result<pp::tzif_zone, pp::tzif_error>>);
  static_assert(std::is_trivially_copyable_v<pp::tzif_error> && std::regular<pp::tzif_error>);

  SUCCEED("it compiles");
}
