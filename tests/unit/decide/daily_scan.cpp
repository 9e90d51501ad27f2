// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/daily_scan.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

namespace {

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone beirut = "EET-2EEST,M3.5.0/0,M10.5.0/0"_posix_tz;
constexpr pp::posix_zone london = "GMT0BST,M3.5.0/1,M10.5.0"_posix_tz;
constexpr pp::utc_zone universal;

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }
constexpr pp::civil_date date(std::string_view text) { return *pp::parse_date(text); }

// 2011-12-30 did not exist there.
struct apia_zone {
  constexpr pp::zone_info get_info(pp::sys_seconds at) const {
    constexpr pp::sys_seconds change = utc("2011-12-30T10:00:00Z");
    if (at < change) return {(pp::sys_seconds::min)(), change, -10h};
    return {change, (pp::sys_seconds::max)(), 14h};
  }
};
constexpr apia_zone apia;

template <pp::time_zone Zone>
constexpr bool is_window(const Zone& zone, std::string_view day, std::string_view from, std::string_view to) {
  return pp::scan_window_on(date(day), zone) == pp::scan_window{utc(from), utc(to)};
}

// Rule N1's hash once more, out of shifts and additions, and with its constants in other notations.
constexpr std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  for (; b != 0; b /= 2, a += a)
    if (b % 2 == 1) sum += a;
  return sum;
}
constexpr std::uint64_t fnv_1a(std::string_view text) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char c : text) hash = product(hash ^ static_cast<std::uint8_t>(c), 1'099'511'628'211U);
  return hash;
}
constexpr std::uint64_t mixed(std::uint64_t h) {
  h = product(h ^ (h / (1U << 30)), 13'787'848'793'156'543'929U);
  h = product(h ^ (h / (1U << 27)), 10'723'151'780'598'845'931U);
  return h ^ (h / (1U << 31));
}

// Not in a zone that would be gone before the range is.
template <class Zone>
constexpr bool can_walk_in = requires(Zone&& zone) { pp::scans(0, pp::sys_seconds(), std::forward<Zone>(zone)); };

}  // namespace

TEST_CASE("the hash is FNV-1a, mixed") {  // rule N1
  PATCHPOLICY_CHECK_BOTH(fnv_1a("") == 0xcbf29ce484222325);
  PATCHPOLICY_CHECK_BOTH(fnv_1a("a") == 0xaf63dc4c8601ec8c);
  PATCHPOLICY_CHECK_BOTH(fnv_1a("foobar") == 0x85944171f73967e8);
  PATCHPOLICY_CHECK_BOTH(pp::scan_hash("") == 0xf52a15e9a9b5e89b);
  PATCHPOLICY_CHECK_BOTH(pp::scan_hash("a") == 0x02c0bdbf481420f8);
  PATCHPOLICY_CHECK_BOTH(pp::scan_hash("foobar") == 0x404da9e3b74078c2);
  PATCHPOLICY_CHECK_BOTH(pp::scan_hash("\xc3\xa9") == 0x233403617480019e);
  for (const std::string id : {"", "a", "PC-0001", "\xc3\xa9t\xc3\xa9", "\xff\x80\x01", "a longer id with blanks"})
    CHECK(pp::scan_hash(id) == mixed(fnv_1a(id)));
  CHECK(pp::scan_hash(std::string(3, '\0')) == mixed(fnv_1a(std::string(3, '\0'))));
}

TEST_CASE("the window is from midnight to two o'clock by the wall") {  // rule N1
  PATCHPOLICY_CHECK_BOTH(is_window(universal, "2026-06-10", "2026-06-10T00:00:00Z", "2026-06-10T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is_window(amsterdam, "2026-01-10", "2026-01-09T23:00:00Z", "2026-01-10T01:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(is_window(amsterdam, "2026-07-10", "2026-07-09T22:00:00Z", "2026-07-10T00:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::scan_window_on(date("2026-07-10"), amsterdam).length() == 2h);
  PATCHPOLICY_CHECK_BOTH(is_window(amsterdam, "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z"));
}

TEST_CASE("a window is as long as its times exist") {  // rules N1 and S8
  // Midnight to one does not exist there; the change comes at 22:00 UTC.
  PATCHPOLICY_CHECK_BOTH(is_window(beirut, "2026-03-29", "2026-03-28T22:00:00Z", "2026-03-28T23:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::scan_window_on(date("2026-03-29"), beirut).length() == 1h);
  // One to two occurs twice there, and the first two o'clock is the end of both.
  PATCHPOLICY_CHECK_BOTH(is_window(london, "2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T02:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::scan_window_on(date("2026-10-25"), london).length() == 3h);
  // Nothing of it exists.
  PATCHPOLICY_CHECK_BOTH(is_window(apia, "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::scan_window_on(date("2011-12-30"), apia).length() == 0s);
  PATCHPOLICY_CHECK_BOTH(is_window(apia, "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-30T12:00:00Z"));
}

TEST_CASE("the hash spreads the endpoints over the elapsed length, rounded down") {  // rule N1
  constexpr pp::scan_window window{utc("2026-06-10T00:00:00Z"), utc("2026-06-10T02:00:00Z")};
  PATCHPOLICY_CHECK_BOTH(window.at(0) == window.from);
  PATCHPOLICY_CHECK_BOTH(window.at(~std::uint64_t{0}) == window.to - 1s);
  PATCHPOLICY_CHECK_BOTH(window.at(std::uint64_t{1} << 63) == window.from + 1h);
  PATCHPOLICY_CHECK_BOTH(window.at((std::uint64_t{1} << 63) - 1) == window.from + 1h - 1s);
  PATCHPOLICY_CHECK_BOTH(window.at(pp::scan_hash("PC-0001")) == window.from + 3807s);
  PATCHPOLICY_CHECK_BOTH(window.at(pp::scan_hash("PC-0002")) == window.from + 6305s);
}

TEST_CASE("each second of a window has its share of the hashes, to the last one") {  // rule N1
  for (const std::uint64_t length : {3'600U, 7'200U, 10'800U, 7'201U, 1U}) {
    const pp::scan_window window{pp::sys_seconds(), pp::sys_seconds(std::chrono::seconds(length))};
    const std::uint64_t share = ~std::uint64_t{0} / length;            // 2^64 = share * length + rest
    const std::uint64_t rest = ~std::uint64_t{0} % length + 1;
    for (std::uint64_t second = 1; second < length; ++second) {
      const std::uint64_t first = second * share + (second * rest + length - 1) / length;
      if (window.at(first) != window.from + std::chrono::seconds(second) ||
          window.at(first - 1) != window.from + std::chrono::seconds(second - 1))
        FAIL("second " << second << " of " << length);
    }
    CHECK(window.at(~std::uint64_t{0}) == window.to - 1s);
  }
}

TEST_CASE("ids that differ at their end are spread evenly over the window") {  // rule N1
  constexpr std::size_t endpoints = 10'000;
  constexpr std::size_t parts = 24;
  const auto chi_square = [](auto id_of) {
    const pp::scan_window window{pp::sys_seconds(), pp::sys_seconds(2h)};
    std::vector<double> counts(parts);
    for (std::size_t i = 0; i < endpoints; ++i)
      ++counts[static_cast<std::size_t>((window.at(pp::scan_hash(id_of(i))) - window.from) / 300s)];
    double sum = 0;
    constexpr double expected = static_cast<double>(endpoints) / parts;
    for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
  };
  // Even hashes come to 23 on average, and above 60 once in ten thousand cases; FNV-1a alone comes to hundreds.
  CHECK(chi_square([](std::size_t i) { return "PC-" + std::to_string(i); }) < 60);
  CHECK(chi_square([](std::size_t i) { return "endpoint-" + std::to_string(100'000 + i) + ".example.org"; }) < 60);
  CHECK(chi_square([](std::size_t i) { return std::string{static_cast<char>(i / 256), static_cast<char>(i % 256)}; }) <
        60);
}

TEST_CASE("the next scan is the first one strictly after the instant") {  // rule N1
  constexpr std::uint64_t halfway = std::uint64_t{1} << 63;
  constexpr auto next = [](std::string_view after) { return pp::next_scan(halfway, utc(after), amsterdam); };
  constexpr pp::daily_scan tenth{
      date("2026-07-10"), utc("2026-07-09T23:00:00Z"), 2h, {utc("2026-07-09T22:00:00Z"), utc("2026-07-10T00:00:00Z")}};
  PATCHPOLICY_CHECK_BOTH(next("2026-07-09T12:00:00Z") == tenth);
  PATCHPOLICY_CHECK_BOTH(next("2026-07-09T22:59:59Z") == tenth);
  PATCHPOLICY_CHECK_BOTH(next("2026-07-09T23:00:00Z")->date == date("2026-07-11"));
  PATCHPOLICY_CHECK_BOTH(next("2026-07-09T23:00:00Z")->at == utc("2026-07-10T23:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(next("2026-07-08T23:00:00Z") == tenth);
  PATCHPOLICY_CHECK_BOTH(next("2026-07-08T22:59:59Z")->date == date("2026-07-09"));
  PATCHPOLICY_CHECK_BOTH(tenth.local() == pp::wall_time(date("2026-07-10"), "01:00"_time));
  PATCHPOLICY_CHECK_BOTH(tenth.valid_until() == tenth.at);  // rule E4
}

TEST_CASE("scans spread over the time that passes where the wall's differs") {  // rule N1
  constexpr std::uint64_t halfway = std::uint64_t{1} << 63;
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(halfway, utc("2026-10-24T12:00:00Z"), london)->at ==
                         utc("2026-10-25T00:30:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(halfway, utc("2026-10-24T12:00:00Z"), london)->offset == 1h);
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(~std::uint64_t{0}, utc("2026-10-24T12:00:00Z"), london)->at ==
                         utc("2026-10-25T01:59:59Z"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(~std::uint64_t{0}, utc("2026-10-24T12:00:00Z"), london)->offset == 0h);
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(halfway, utc("2026-03-28T12:00:00Z"), beirut)->at ==
                         utc("2026-03-28T22:30:00Z"));
}

TEST_CASE("an empty window has no scan that day") {  // rule N1
  for (const std::uint64_t hash : {std::uint64_t{0}, std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    CHECK(pp::next_scan(hash, utc("2011-12-29T12:00:00Z"), apia)->date == date("2011-12-31"));
    CHECK(pp::next_scan(hash, utc("2011-12-28T12:00:00Z"), apia)->date == date("2011-12-29"));
  }
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, utc("2011-12-29T12:00:00Z"), apia)->at == utc("2011-12-30T10:00:00Z"));
}

TEST_CASE("scans are strictly increasing, one on each date that has a window") {  // rule N1
  const auto check = [](const auto& zone, const char* after, int expected) {
    for (const std::uint64_t hash : {std::uint64_t{0}, pp::scan_hash("PC-0001"), ~std::uint64_t{0}}) {
      std::vector<pp::daily_scan> found;
      for (const pp::daily_scan& scan : pp::scans(hash, utc(after), zone)) {
        found.push_back(scan);
        if (found.size() == 730) break;
      }
      CHECK(std::adjacent_find(found.begin(), found.end(), [](const auto& a, const auto& b) {
              return a.at >= b.at || a.date >= b.date;
            }) == found.end());
      const auto days = pp::day_number_of(found.back().date) - pp::day_number_of(found.front().date) + 1;
      CHECK(days == expected);
      CHECK(std::all_of(found.begin(), found.end(),
                        [](const auto& scan) { return scan.window.from <= scan.at && scan.at < scan.window.to; }));
    }
  };
  check(amsterdam, "2026-01-01T12:00:00Z", 730);
  check(beirut, "2026-01-01T12:00:00Z", 730);
  check(london, "2026-01-01T12:00:00Z", 730);
  check(apia, "2011-01-01T12:00:00Z", 731);  // without 2011-12-30
}

TEST_CASE("scans begin and end with the calendar") {  // rule S8
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, (pp::sys_seconds::min)(), universal)->at == utc("1970-01-01T00:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, utc("1969-12-31T23:59:59Z"), universal)->date == date("1970-01-01"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, utc("9999-12-30T23:59:59Z"), universal)->date == date("9999-12-31"));
  PATCHPOLICY_CHECK_BOTH(!pp::next_scan(0, utc("9999-12-31T00:00:00Z"), universal));
  PATCHPOLICY_CHECK_BOTH(!pp::next_scan(0, (pp::sys_seconds::max)(), universal));

  constexpr pp::fixed_zone west = *pp::fixed_zone::of(1s - pp::offset_limit);
  constexpr pp::fixed_zone east = *pp::fixed_zone::of(pp::offset_limit - 1s);
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(~std::uint64_t{0}, utc("9999-12-31T00:00:00Z"), west)->date ==
                         date("9999-12-30"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(~std::uint64_t{0}, utc("2026-06-11T03:59:57Z"), west)->date ==
                         date("2026-06-10"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, utc("2026-06-08T22:00:00Z"), east)->date == date("2026-06-10"));
  PATCHPOLICY_CHECK_BOTH(pp::next_scan(0, utc("2026-06-08T22:00:01Z"), east)->date == date("2026-06-11"));
}

TEST_CASE("the scans are a range of those to come, and do not keep the zone") {
  const auto all = pp::scans(0, utc("9999-12-29T12:00:00Z"), universal);
  CHECK(std::distance(all.begin(), all.end()) == 2);
  CHECK(all.begin()->at == utc("9999-12-30T00:00:00Z"));

  static_assert(can_walk_in<const pp::utc_zone&>);
  static_assert(!can_walk_in<pp::utc_zone>);
}
