// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/posix_zone.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("the type contract of posix_zone") {
  // A small value without memory of its own.
  static_assert(std::regular<pp::posix_zone>);
  static_assert(std::is_trivially_copyable_v<pp::posix_zone> && std::is_trivially_destructible_v<pp::posix_zone>);
  static_assert(sizeof(pp::posix_zone) <= 48);
  static_assert(noexcept(pp::posix_zone().get_info(std::declval<pp::sys_seconds>())));

  // Text may be refused, so it is read by `parse`.
  static_assert(!std::is_constructible_v<pp::posix_zone, const char*>);
  static_assert(!std::is_constructible_v<pp::posix_zone, std::string_view>);
  static_assert(!std::is_aggregate_v<pp::posix_zone>);
  static_assert(std::same_as<decltype(pp::posix_zone::parse("")), pp::result<pp::posix_zone, pp::posix_tz_error>>);
  static_assert(std::is_trivially_copyable_v<pp::posix_tz_error> && std::regular<pp::posix_tz_error>);

  SUCCEED("it compiles");
}
