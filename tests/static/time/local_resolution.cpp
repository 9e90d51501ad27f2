// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/local_resolution.hpp"

#include <chrono>
#include <concepts>
#include <type_traits>

#include "patchpolicy/time/fixed_zone.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

template <class Time, class Zone>
concept resolves = requires(Time time, const Zone& zone) { pp::resolve(time, zone); };

}  // namespace

TEST_CASE("the type contract of resolved_time") {
  static_assert(std::regular<pp::resolved_time> && std::is_trivially_copyable_v<pp::resolved_time>);
  static_assert(std::is_aggregate_v<pp::resolved_time>);

  // What a clock shows is resolved, not an instant, and by a zone, not by an offset.
  static_assert(resolves<pp::local_seconds, pp::utc_zone>);
  static_assert(!resolves<pp::sys_seconds, pp::utc_zone>);
  static_assert(!resolves<pp::local_seconds, std::chrono::seconds>);

  SUCCEED("it compiles");
}
