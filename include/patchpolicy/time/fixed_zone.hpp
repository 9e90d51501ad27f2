// SPDX-License-Identifier: BSL-1.0
/// \file
/// Zones whose clocks never change.
#pragma once

#include <chrono>
#include <optional>

#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// A zone with one offset for ever.
class fixed_zone {
 public:
  /// `offset` is counted east of UTC; nothing unless it is shorter than `offset_limit`.
  static constexpr std::optional<fixed_zone> of(std::chrono::seconds offset) noexcept {
    if (offset <= -offset_limit || offset >= offset_limit) return std::nullopt;
    return fixed_zone(offset);
  }

  constexpr std::chrono::seconds offset() const noexcept { return offset_; }
  constexpr zone_info get_info(sys_seconds) const noexcept {
    return {(sys_seconds::min)(), (sys_seconds::max)(), offset_};
  }

  friend bool operator==(const fixed_zone&, const fixed_zone&) = default;

 private:
  constexpr explicit fixed_zone(std::chrono::seconds offset) noexcept : offset_(offset) {}

  std::chrono::seconds offset_;
};

/// Universal time.
struct utc_zone {
  constexpr zone_info get_info(sys_seconds) const noexcept {
    return {(sys_seconds::min)(), (sys_seconds::max)(), std::chrono::seconds(0)};
  }
  friend bool operator==(const utc_zone&, const utc_zone&) = default;
};

}  // namespace patchpolicy::inline v1
