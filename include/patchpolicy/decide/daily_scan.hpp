// SPDX-License-Identifier: BSL-1.0
/// \file
/// When an endpoint scans of its own accord, every day (rule N1).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/lazy_sequence.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// Where in a day's window an endpoint scans: a hash of the UTF-8 bytes of its id, the same for ever.
constexpr std::uint64_t scan_hash(std::string_view endpoint_id) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : endpoint_id) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  // FNV alone leaves the high bits, which count here, alike for ids that differ at their end.
  hash ^= hash >> 30;
  hash *= 0xbf58476d1ce4e5b9;
  hash ^= hash >> 27;
  hash *= 0x94d049bb133111eb;
  return hash ^ hash >> 31;
}

/// The instants in [from, to) among which the endpoints scan on a date.
struct scan_window {
  sys_seconds from;
  sys_seconds to;

  constexpr std::chrono::seconds length() const noexcept { return to - from; }
  /// The instant of the endpoint with that hash, spread over the elapsed length. The window is not empty.
  constexpr sys_seconds at(std::uint64_t hash) const noexcept {
    // hash * seconds / 2^64, in halves: there is no wider type.
    const auto seconds = static_cast<std::uint64_t>(length().count());
    const std::uint64_t low = (hash & 0xffffffff) * seconds >> 32;
    return from + std::chrono::seconds(static_cast<std::int64_t>(((hash >> 32) * seconds + low) >> 32));
  }
  friend bool operator==(const scan_window&, const scan_window&) = default;
};

namespace detail {

template <time_zone Zone>
constexpr scan_window scan_window_on(day_number day, zone_cursor<Zone>& zone) {
  const local_seconds midnight{seconds_in(day)};
  const auto first_from = [&](local_seconds wall) { return *resolve(wall, clock_change_policy{}, zone).at; };
  return {first_from(midnight), first_from(midnight + std::chrono::hours(2))};
}

}  // namespace detail

/// From midnight to two o'clock by the wall, as far as those exist. Empty where a change of the clocks swallows them:
/// then no endpoint scans that day.
template <time_zone Zone>
constexpr scan_window scan_window_on(civil_date date, const Zone& zone) {
  detail::zone_cursor<Zone> cursor(zone);
  return detail::scan_window_on(day_number_of(date), cursor);
}

/// One scan of one endpoint.
struct daily_scan {
  civil_date date;
  sys_seconds at;
  std::chrono::seconds offset;  ///< east of UTC, at that instant
  scan_window window;

  constexpr local_seconds local() const noexcept { return local_at(at, offset); }
  /// Until this instant it is the next scan (rule E4).
  constexpr sys_seconds valid_until() const noexcept { return at; }
  friend bool operator==(const daily_scan&, const daily_scan&) = default;
};

/// The first daily scan strictly after `after`, on a date from 1970-01-01 to 9999-12-31, of the endpoint with that
/// `scan_hash`; nothing if none is left. Constant time, but for the look-ups in the zone.
template <time_zone Zone>
constexpr std::optional<daily_scan> next_scan(std::uint64_t hash, sys_seconds after, const Zone& zone) {
  detail::zone_cursor<Zone> cursor(zone);
  // A window lies less than `offset_limit` from where it would be in UTC, and windows come in the order of their dates.
  const sys_seconds from = std::clamp(after, detail::first_instant, detail::last_instant) - offset_limit;
  const auto nearest = static_cast<day_number>(detail::day_of(from.time_since_epoch()));
  for (day_number day = (std::max)(nearest, first_run_day); day <= last_run_day; ++day) {
    const scan_window window = detail::scan_window_on(day, cursor);
    if (window.from == window.to) continue;
    const sys_seconds at = window.at(hash);
    if (at > after) return daily_scan{civil_date_of(day), at, cursor.info_at(at).offset, window};
  }
  return std::nullopt;
}

namespace detail {

template <time_zone Zone>
struct scan_source {
  std::uint64_t hash;
  sys_seconds after;
  const Zone* zone;

  constexpr std::optional<daily_scan> next() {
    const auto found = next_scan(hash, after, *zone);
    if (found) after = found->at;
    return found;
  }
};

}  // namespace detail

/// The daily scans strictly after `after`, one by one; `zone` must outlive them.
template <time_zone Zone>
constexpr lazy_sequence<detail::scan_source<Zone>> scans(std::uint64_t hash, sys_seconds after, const Zone& zone) {
  return lazy_sequence(detail::scan_source<Zone>{hash, after, &zone});
}
template <time_zone Zone>
void scans(std::uint64_t hash, sys_seconds after, const Zone&& zone) = delete;

}  // namespace patchpolicy::inline v1
