// SPDX-License-Identifier: BSL-1.0
/// \file
/// Constant-time look-ups for any zone.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// A zone in front of another one: the same answers, in constant time for a range of instants. Outside of that range
/// it asks the zone, which must outlive it. Worth making for a zone that is asked often, such as by a console or by a
/// service for many endpoints.
template <time_zone Zone>
class zone_index {
 public:
  /// For the instants in [from, until), by default the years 1970 to 2099. Linear in the changes within and in the
  /// length of the range: it keeps 4 bytes for every 2^22 seconds, nearly seven weeks, and a `zone_info` of 24 bytes
  /// for each interval of one offset, besides the room that its list of these has left.
  constexpr explicit zone_index(const Zone& zone, sys_seconds from = sys_seconds{},
                                sys_seconds until = sys_seconds(detail::seconds_in(detail::number_of_day(2100, 1, 1))))
      : zone_(&zone) {
    from_ = std::clamp(from, detail::first_instant, detail::last_instant);
    until_ = std::clamp(until, from_, detail::last_instant);
    if (from_ == until_) return;
    detail::zone_cursor<Zone> cursor(zone);
    sys_seconds end = from_;
    while (end < until_) {
      const zone_info info = cursor.info_at(end);
      if (intervals_.empty() || intervals_.back().offset != info.offset)
        intervals_.push_back({info.begin, info.end, info.offset});
      else
        intervals_.back().end = info.end;
      end = info.end;
    }
    const std::size_t buckets = bucket_of(until_ - std::chrono::seconds(1)) + 1;
    first_in_bucket_.reserve(buckets);
    std::uint32_t interval = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
      const sys_seconds begin = from_ + std::chrono::seconds(static_cast<std::int64_t>(i) * bucket_seconds);
      while (begin >= intervals_[interval].end) ++interval;
      first_in_bucket_.push_back(interval);
    }
  }
  explicit zone_index(const Zone&&, sys_seconds = {}, sys_seconds = {}) = delete;

  constexpr zone_info get_info(sys_seconds at) const {
    if (at < from_ || at >= until_) {
      const auto& info = zone_->get_info(at);
      return {info.begin, info.end, info.offset};
    }
    // A bucket is seven weeks: of real zones, the most changeable ones have two changes in it, around Ramadan; a zone
    // made up to spite it may have many.
    std::size_t interval = first_in_bucket_[bucket_of(at)];
    while (at >= intervals_[interval].end) ++interval;
    return intervals_[interval];
  }

 private:
  static constexpr std::int64_t bucket_seconds = std::int64_t{1} << 22;

  constexpr std::size_t bucket_of(sys_seconds at) const noexcept {
    return static_cast<std::size_t>((at - from_).count() / bucket_seconds);
  }

  const Zone* zone_;
  sys_seconds from_{};
  sys_seconds until_{};
  std::vector<zone_info> intervals_;  // each with another offset than the one before
  std::vector<std::uint32_t> first_in_bucket_;
};

}  // namespace patchpolicy::inline v1
