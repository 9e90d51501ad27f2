// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/instant.hpp"

#include <chrono>
#include <concepts>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

template <class At>
concept has_wall = requires(At at) { pp::local_at(at, std::chrono::seconds()); };

}  // namespace

TEST_CASE("the type contract of instants") {
  // They are those of the standard library, for others to use as they are.
  static_assert(std::same_as<pp::sys_seconds, std::chrono::sys_seconds>);
  static_assert(std::same_as<pp::local_seconds, std::chrono::local_seconds>);

  // A wall time is no instant, nor the reverse: only a zone's offset leads from one to the other.
  static_assert(!std::is_constructible_v<pp::sys_seconds, pp::local_seconds>);
  static_assert(!std::is_constructible_v<pp::local_seconds, pp::sys_seconds>);
  static_assert(!std::is_convertible_v<int, pp::sys_seconds>);
  static_assert(has_wall<pp::sys_seconds> && !has_wall<pp::local_seconds>);

  static_assert(noexcept(pp::local_at(std::declval<pp::sys_seconds>(), std::declval<std::chrono::seconds>())));
  static_assert(noexcept(pp::wall_time(std::declval<pp::civil_date>(), std::declval<pp::time_of_day>())));

  SUCCEED("it compiles");
}
