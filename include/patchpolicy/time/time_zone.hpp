// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a time zone is to this library: the offset from UTC at an instant, and from when until when it holds.
#pragma once

#include <chrono>
#include <concepts>

#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1 {

/// The offset from UTC, in seconds east, that holds in [begin, end). Intervals of the same offset may touch or overlap.
struct zone_info {
  sys_seconds begin;
  sys_seconds end;
  std::chrono::seconds offset;
  friend bool operator==(const zone_info&, const zone_info&) = default;
};

/// Any type with `get_info(sys_seconds)`, such as `std::chrono::time_zone` and Howard Hinnant's `date::time_zone`. For
/// every instant it names an interval with that instant in it; offsets are shorter than `offset_limit`.
template <class Zone>
concept time_zone = requires(const Zone& zone, sys_seconds at) {
  { zone.get_info(at).begin } -> std::convertible_to<sys_seconds>;
  { zone.get_info(at).end } -> std::convertible_to<sys_seconds>;
  { zone.get_info(at).offset } -> std::convertible_to<std::chrono::seconds>;
};

/// Offsets from UTC are shorter than this, east and west.
inline constexpr std::chrono::seconds offset_limit = std::chrono::hours(26);

namespace detail {

/// Asks a zone only when the answer is not the last one: times that are asked for together mostly lie in one interval.
template <time_zone Zone>
class zone_cursor {
 public:
  constexpr explicit zone_cursor(const Zone& looked_up) noexcept : zone_(&looked_up) {}

  constexpr const zone_info& info_at(sys_seconds at) {
    if (at < last_.begin || at >= last_.end) {
      const auto& info = zone_->get_info(at);
      last_ = zone_info{info.begin, info.end, info.offset};
    }
    return last_;
  }

 private:
  const Zone* zone_;
  zone_info last_{};  // empty, so that it holds no instant
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
