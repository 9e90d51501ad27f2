// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/zone_index.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <vector>

#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/both_times.hpp"
#include "support/random_case.hpp"
#include "support/zone_files.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;

namespace {

constexpr pp::sys_seconds first_of_all = (pp::sys_seconds::min)();
constexpr pp::sys_seconds last_of_all = (pp::sys_seconds::max)();

constexpr pp::sys_seconds year(int number) { return pp::sys_seconds(24h * pp::detail::number_of_day(number, 1, 1)); }
constexpr std::chrono::seconds bucket(1 << 22);  // of which the index keeps one entry each

// A zone from a list of changes, in any distance; it counts how often it is asked.
struct listed_zone {
  std::vector<pp::zone_info> intervals;
  mutable int asked = 0;

  explicit listed_zone(const std::vector<pp::zone_info>& changes) : intervals{{first_of_all, last_of_all, 0s}} {
    for (const pp::zone_info& change : changes) {
      intervals.back().end = change.begin;
      intervals.push_back({change.begin, last_of_all, change.offset});
    }
  }

  pp::zone_info get_info(pp::sys_seconds at) const {
    ++asked;
    const auto after = std::upper_bound(intervals.begin(), intervals.end(), at,
                                        [](pp::sys_seconds instant, const auto& i) { return instant < i.begin; });
    return *(after - 1);
  }
};

pp::zone_info change(pp::sys_seconds at, std::chrono::seconds offset) { return {at, at, offset}; }

// The index says what the zone says.
template <class Zone>
void check_at(const pp::zone_index<Zone>& index, const Zone& zone, pp::sys_seconds at) {
  const pp::zone_info found = index.get_info(at);
  const bool is_good = found.offset == zone.get_info(at).offset && found.begin <= at &&
                       (at < found.end || at == last_of_all) && zone.get_info(found.begin).offset == found.offset &&
                       zone.get_info(found.end - 1s).offset == found.offset;
  if (is_good) return;
  CAPTURE(at.time_since_epoch().count(), found.begin.time_since_epoch().count());
  CAPTURE(found.end.time_since_epoch().count(), found.offset.count(), zone.get_info(at).offset.count());
  FAIL("another answer");
}

// At both ends of the range, at every change and at the border of every bucket.
template <class Zone>
void check_all(const Zone& zone, pp::sys_seconds from, pp::sys_seconds until) {
  CAPTURE(from.time_since_epoch().count(), until.time_since_epoch().count());
  const pp::zone_index<Zone> index(zone, from, until);
  const pp::sys_seconds begin = std::clamp(from, year(-3), year(10'001));
  const pp::sys_seconds end = std::clamp(until, begin, year(10'001));
  for (const pp::sys_seconds at : {first_of_all, last_of_all, begin - 365 * 24h, end + 365 * 24h})
    check_at(index, zone, at);
  const auto check_around = [&](pp::sys_seconds at) {
    for (const std::chrono::seconds step : {-1s, 0s, 1s}) check_at(index, zone, at + step);
  };
  check_around(begin);
  check_around(end);
  for (pp::sys_seconds at = begin; at < end; at += bucket) check_around(at);
  for (pp::sys_seconds at = begin; at < end; at = zone.get_info(at).end) check_around(at);
  // Within the range an interval lasts as long as its offset.
  for (pp::sys_seconds at = begin; at < end; at = index.get_info(at).end) {
    const pp::zone_info found = index.get_info(at);
    CAPTURE(at.time_since_epoch().count());
    REQUIRE(found.begin <= at);
    if (found.begin > begin) REQUIRE(zone.get_info(found.begin - 1s).offset != found.offset);
    if (found.end < end) REQUIRE(zone.get_info(found.end).offset != found.offset);
  }
}

}  // namespace

TEST_CASE("an index over a zone gives the answers of the zone") {
  const pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  const pp::posix_zone sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3"_posix_tz;
  const pp::posix_zone all_year = "XXX3EDT4,0/0,J365/23"_posix_tz;
  for (const pp::posix_zone& zone : {amsterdam, sydney, all_year}) {
    check_all(zone, year(1970), year(2100));
    check_all(zone, year(2025) + 12'345s, year(2026) + 54'321s);
    check_all(zone, year(1960), year(1980));
  }
  check_all(pp::utc_zone(), year(1970), year(2100));
  check_all(*pp::fixed_zone::of(-9h), year(1970), year(1971));
}

TEST_CASE("an index works in constant expressions") {
  constexpr auto offset_at = [](pp::sys_seconds at) {
    constexpr pp::posix_zone zone = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
    const pp::zone_index index(zone, year(2025), year(2027));
    return index.get_info(at).offset;
  };
  constexpr pp::sys_seconds spring = year(2026) + 87 * 24h + 1h;  // 29 March
  PATCHPOLICY_CHECK_BOTH(offset_at(spring - 1s) == 1h);
  PATCHPOLICY_CHECK_BOTH(offset_at(spring) == 2h);
  PATCHPOLICY_CHECK_BOTH(offset_at(year(2031)) == 1h);
}

TEST_CASE("an index is right however near to one another the changes are") {
  constexpr std::uint64_t seed = 41;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (const int longest : {60, 3600, 1 << 20, 1 << 24}) {
    CAPTURE(longest);
    std::vector<pp::zone_info> changes;
    pp::sys_seconds at = year(2000);
    for (int i = 0; i < 300; ++i) {
      at += std::chrono::seconds(numbers.between(1, longest));
      changes.push_back(change(at, std::chrono::hours(numbers.between(-2, 2))));
    }
    const listed_zone zone(changes);
    check_all(zone, year(2000), at + 1h);
    check_all(zone, changes[100].begin, changes[200].begin);
    check_all(zone, changes[100].begin - 1s, changes[200].begin + 1s);
    check_all(zone, changes[100].begin + 1s, changes[200].begin - 1s);
  }
}

TEST_CASE("an index joins intervals that have the same offset") {
  const listed_zone zone({change(year(2001), 1h), change(year(2002), 1h), change(year(2003), 1h),
                          change(year(2004), 2h), change(year(2005), 2h)});
  const pp::zone_index index(zone, year(2000), year(2010));
  CHECK(index.get_info(year(2002) + 1h) == pp::zone_info{year(2001), year(2004), 1h});
  CHECK(index.get_info(year(2005)) == pp::zone_info{year(2004), last_of_all, 2h});
}

TEST_CASE("an index asks its zone only outside of its range") {
  const listed_zone zone({change(year(2001), 1h), change(year(2002), 0h)});
  const pp::zone_index index(zone, year(2000), year(2003));
  CHECK(zone.asked == 3);
  for (pp::sys_seconds at = year(2000); at < year(2003); at += 10h) REQUIRE(index.get_info(at).end > at);
  CHECK(index.get_info(year(2003) - 1s).offset == 0h);
  CHECK(zone.asked == 3);
  CHECK(index.get_info(year(2003)).offset == 0h);
  CHECK(zone.asked == 4);
  CHECK(index.get_info(year(2000) - 1s).offset == 0h);
  CHECK(zone.asked == 5);
  zone.asked = 0;
  const pp::zone_index until_change(zone, year(2000), year(2002));
  CHECK(zone.asked == 2);
}

TEST_CASE("an index holds the years 1970 to 2099 unless said") {
  const listed_zone zone({change(year(1980), 1h)});
  const pp::zone_index index(zone);
  const int asked = zone.asked;
  (void)index.get_info(year(1970));
  (void)index.get_info(year(2100) - 1s);
  CHECK(zone.asked == asked);
  (void)index.get_info(year(1970) - 1s);
  CHECK(zone.asked == asked + 1);
  (void)index.get_info(year(2100));
  CHECK(zone.asked == asked + 2);
}

TEST_CASE("an index over no range asks its zone") {
  const listed_zone zone({change(year(2001), 1h)});
  const pp::sys_seconds ranges[][2] = {
      {year(2001), year(2001)},   {year(2002), year(2000)},     {last_of_all, first_of_all},
      {last_of_all, last_of_all}, {first_of_all, first_of_all}, {year(10'001), last_of_all},
      {first_of_all, year(-3)},   {year(10'002), year(10'003)}, {year(-20), year(-10)}};
  for (const auto& [from, until] : ranges) {
    CAPTURE(from.time_since_epoch().count(), until.time_since_epoch().count());
    zone.asked = 0;
    const pp::zone_index index(zone, from, until);
    CHECK(zone.asked == 0);
    for (const pp::sys_seconds at : {first_of_all, year(2001) - 1s, year(2001), year(2002), last_of_all})
      CHECK(index.get_info(at) == zone.get_info(at));
  }
}

TEST_CASE("an index over one second has that second") {
  const listed_zone zone({change(year(2001), 1h)});
  for (const pp::sys_seconds from : {year(2001) - 1s, year(2001)}) check_all(zone, from, from + 1s);
  check_all(zone, year(2001), year(2001) + bucket);
  check_all(zone, year(2001), year(2001) + bucket + 1s);
  check_all(zone, year(2001), year(2001) + bucket - 1s);
}

TEST_CASE("an index over all of time takes memory for the years of runs alone") {
  // All of time would be 2^42 entries: who tries ends here.
  const listed_zone zone({change(year(2001), 1h)});
  check_all(zone, first_of_all, last_of_all);
  const pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  const pp::zone_index index(amsterdam, first_of_all, last_of_all);
  for (pp::sys_seconds at = year(-3); at < year(10'001); at += 1'000'003s) check_at(index, amsterdam, at);
  for (const pp::sys_seconds at : {first_of_all, year(-3) - 1s, year(10'001), last_of_all - 1s})
    CHECK(index.get_info(at) == amsterdam.get_info(at));
}

TEST_CASE("an index over the zone of a file gives the answers of the file") {
  const std::filesystem::path folder = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors" / "zones" / "fat2025b";
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "SKIPPED: no zone files in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  tests::zone_files files(folder);
  for (const char* name :
       {"Europe/Amsterdam", "Africa/Casablanca", "Pacific/Apia", "Antarctica/Casey", "America/Nuuk"}) {
    CAPTURE(name);
    check_all(files[name], year(1970), year(2100));
    check_all(files[name], year(1850), year(2000));
  }
}
