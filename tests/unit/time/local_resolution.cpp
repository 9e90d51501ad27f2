// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/local_resolution.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <vector>

#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/both_times.hpp"
#include "support/random_case.hpp"
#include "support/zone_files.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;
using pp::clock_change_policy;
using pp::fold_policy;
using pp::gap_policy;
using pp::local_time_kind;
using pp::resolved_time;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr pp::sys_seconds utc(int year, int month, int day, int hour = 0, int minute = 0) {
  return pp::sys_seconds(24h * pp::detail::number_of_day(year, month, day) + std::chrono::hours(hour) +
                         minutes(minute));
}
constexpr pp::local_seconds wall(int year, int month, int day, int hour = 0, int minute = 0) {
  return pp::local_seconds(utc(year, month, day, hour, minute).time_since_epoch());
}

constexpr resolved_time unique(pp::sys_seconds at) { return {local_time_kind::unique, at}; }
constexpr resolved_time gap(pp::sys_seconds at) { return {local_time_kind::gap, at}; }
constexpr resolved_time fold(pp::sys_seconds at) { return {local_time_kind::fold, at}; }
constexpr resolved_time skipped = {local_time_kind::gap, std::nullopt};

constexpr clock_change_policy shift_forward{gap_policy::shift_forward, fold_policy::first};
constexpr clock_change_policy skip{gap_policy::skip, fold_policy::first};
constexpr clock_change_policy second{gap_policy::next_valid, fold_policy::second};

constexpr clock_change_policy all_policies[] = {
    {gap_policy::next_valid, fold_policy::first},    {gap_policy::next_valid, fold_policy::second},
    {gap_policy::shift_forward, fold_policy::first}, {gap_policy::shift_forward, fold_policy::second},
    {gap_policy::skip, fold_policy::first},          {gap_policy::skip, fold_policy::second}};

// A zone that changes its clocks at some instants.
template <std::size_t Changes>
struct changing_zone {
  struct change {
    pp::sys_seconds at;
    seconds offset;
  };
  seconds first;
  change changes[Changes];

  constexpr pp::zone_info get_info(pp::sys_seconds at) const {
    pp::zone_info info{(pp::sys_seconds::min)(), (pp::sys_seconds::max)(), first};
    for (const change& c : changes) {
      if (at < c.at) {
        info.end = c.at;
        break;
      }
      info.begin = c.at;
      info.offset = c.offset;
    }
    return info;
  }
};

struct counting_zone {
  const pp::posix_zone* zone;
  int* asked;
  pp::zone_info get_info(pp::sys_seconds at) const {
    ++*asked;
    return zone->get_info(at);
  }
};

// What a look at the clock every `step` says of a wall time: all changes are at whole steps, as are the walls.
struct looked_up {
  template <class Zone>
  looked_up(pp::local_seconds wall, const Zone& zone, minutes step) : as_utc(wall.time_since_epoch()) {
    for (pp::sys_seconds at = as_utc - 26h; at <= as_utc + 26h; at += step) {
      const pp::local_seconds shown = pp::local_at(at, zone.get_info(at).offset);
      if (!reached && shown >= wall) {
        reached = at;
        offset_before = zone.get_info(at - step).offset;
      }
      if (shown == wall) occurs.push_back(at);
    }
  }

  // Rule S8.
  resolved_time by(const clock_change_policy& policy) const {
    if (occurs.empty()) {
      if (policy.gap == gap_policy::skip) return skipped;
      return gap(policy.gap == gap_policy::next_valid ? *reached : as_utc - offset_before);
    }
    if (occurs.size() == 1) return unique(*reached);
    return fold(policy.fold == fold_policy::second ? occurs[1] : *reached);
  }

  pp::sys_seconds as_utc;
  std::optional<pp::sys_seconds> reached;
  seconds offset_before{};
  std::vector<pp::sys_seconds> occurs;
};

template <class Zone>
void agree(const Zone& zone, pp::local_seconds from, pp::local_seconds until, minutes step) {
  for (pp::local_seconds at = from; at <= until; at += step) {
    const looked_up looked(at, zone, step);
    for (const clock_change_policy& policy : all_policies) {
      const resolved_time found = pp::resolve(at, zone, policy);
      const resolved_time expected = looked.by(policy);
      if (found == expected) continue;
      CAPTURE(at.time_since_epoch().count() / 60, pp::name_of(policy.gap), pp::name_of(policy.fold));
      CHECK(pp::name_of(found.kind) == pp::name_of(expected.kind));
      REQUIRE(found.at.has_value() == expected.at.has_value());
      if (found.at) CHECK(found.at->time_since_epoch().count() / 60 == expected.at->time_since_epoch().count() / 60);
      FAIL("resolved in another way");
    }
  }
}

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"_posix_tz;
constexpr pp::posix_zone troll = "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone santiago = "<-04>4<-03>,M9.1.6/24,M4.1.6/24"_posix_tz;  // at midnight

// Samoa left out Friday, 30 December 2011; Kiritimati the last day of 1994.
constexpr changing_zone<1> apia{-10h, {{utc(2011, 12, 30, 10), 14h}}};
constexpr changing_zone<1> kiritimati{-10h, {{utc(1994, 12, 31, 10), 14h}}};
// Three hours, as Casey had: forward and back.
constexpr changing_zone<2> casey{8h, {{utc(2020, 10, 3, 16, 1), 11h}, {utc(2021, 3, 13, 13), 8h}}};
// A whole day twice, as Kwajalein's neighbors could have had it.
constexpr changing_zone<1> day_again{12h, {{utc(2000, 6, 1, 12), -12h}}};
// Two gaps within a day.
constexpr changing_zone<2> two_gaps{0h, {{utc(2000, 6, 1, 2), 1h}, {utc(2000, 6, 1, 10), 2h}}};

}  // namespace

TEST_CASE("a wall time without a change nearby is one instant") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 7, 1, 21), pp::utc_zone()) == unique(utc(2026, 7, 1, 21)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 7, 1, 21), *pp::fixed_zone::of(-9h)) == unique(utc(2026, 7, 2, 6)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 7, 1, 21), amsterdam) == unique(utc(2026, 7, 1, 19)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 12, 1, 21), amsterdam) == unique(utc(2026, 12, 1, 20)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 7, 1, 21), amsterdam, skip) == unique(utc(2026, 7, 1, 19)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 7, 1, 21), amsterdam, second) == unique(utc(2026, 7, 1, 19)));
}

TEST_CASE("a wall time near a change is one instant as well") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 1, 59), amsterdam) == unique(utc(2026, 3, 29, 0, 59)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 3), amsterdam) == unique(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 3), amsterdam, skip) == unique(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 1, 59), amsterdam) == unique(utc(2026, 10, 24, 23, 59)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 3), amsterdam) == unique(utc(2026, 10, 25, 2)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 3), amsterdam, second) == unique(utc(2026, 10, 25, 2)));
}

TEST_CASE("rule S8: a wall time in a gap runs at its end, or as the policy says") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2), amsterdam) == gap(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 30), amsterdam) == gap(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 59), amsterdam) == gap(utc(2026, 3, 29, 1)));
  // 02:30 becomes 03:30.
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 30), amsterdam, shift_forward) ==
                         gap(utc(2026, 3, 29, 1, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2), amsterdam, shift_forward) == gap(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 30), amsterdam, skip) == skipped);
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 30), amsterdam, second) == gap(utc(2026, 3, 29, 1)));

  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 4, 2, 15), lord_howe) == gap(utc(2026, 10, 3, 15, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 4, 2, 15), lord_howe, shift_forward) ==
                         gap(utc(2026, 10, 3, 15, 45)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 4, 2, 30), lord_howe) == unique(utc(2026, 10, 3, 15, 30)));

  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 3, 29, 2, 59), troll) == gap(utc(2026, 3, 29, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2020, 10, 4, 3), casey) == gap(utc(2020, 10, 3, 16, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2020, 10, 4, 3), casey, shift_forward) == gap(utc(2020, 10, 3, 19)));

  // Midnight does not exist.
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 9, 6), santiago) == gap(utc(2026, 9, 6, 4)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 9, 5, 23, 59), santiago) == unique(utc(2026, 9, 6, 3, 59)));
}

TEST_CASE("rule S8: a wall time that occurs twice runs at its first, or as the policy says") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 2), amsterdam) == fold(utc(2026, 10, 25, 0)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 2, 30), amsterdam) == fold(utc(2026, 10, 25, 0, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 2), amsterdam, second) == fold(utc(2026, 10, 25, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 2, 30), amsterdam, second) == fold(utc(2026, 10, 25, 1, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 2, 30), amsterdam, skip) == fold(utc(2026, 10, 25, 0, 30)));

  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 4, 5, 1, 45), lord_howe) == fold(utc(2026, 4, 4, 14, 45)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 4, 5, 1, 45), lord_howe, second) == fold(utc(2026, 4, 4, 15, 15)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 10, 25, 1), troll, second) == fold(utc(2026, 10, 25, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2021, 3, 13, 22), casey) == fold(utc(2021, 3, 13, 11)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2021, 3, 13, 22), casey, second) == fold(utc(2021, 3, 13, 14)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2026, 4, 4, 23, 30), santiago) == fold(utc(2026, 4, 5, 2, 30)));

  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 7), day_again) == fold(utc(2000, 5, 31, 19)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 7), day_again, second) == fold(utc(2000, 6, 1, 19)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 2), day_again) == unique(utc(2000, 6, 2, 12)));
}

TEST_CASE("rule S8: a day that does not exist runs when the next one begins") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 30, 21), apia) == gap(utc(2011, 12, 30, 10)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 30), apia) == gap(utc(2011, 12, 30, 10)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 30, 21), apia, shift_forward) == gap(utc(2011, 12, 31, 7)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 30, 21), apia, skip) == skipped);
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 29, 23, 59), apia) == unique(utc(2011, 12, 30, 9, 59)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2011, 12, 31), apia) == unique(utc(2011, 12, 30, 10)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(1994, 12, 31, 12), kiritimati) == gap(utc(1994, 12, 31, 10)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(1995, 1, 1), kiritimati) == unique(utc(1994, 12, 31, 10)));
}

TEST_CASE("the days that Samoa and Kiritimati left out are so in zone files") {
  const std::filesystem::path folder =
      std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors" / "zones" / "slim2025b";
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "SKIPPED: no zone files in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  tests::zone_files files(folder);
  CHECK(pp::resolve(wall(2011, 12, 30, 21), files["Pacific/Apia"]) == gap(utc(2011, 12, 30, 10)));
  CHECK(pp::resolve(wall(2011, 12, 30, 21), files["Pacific/Apia"], shift_forward) == gap(utc(2011, 12, 31, 7)));
  CHECK(pp::resolve(wall(2011, 12, 30, 21), files["Pacific/Apia"], skip) == skipped);
  CHECK(pp::resolve(wall(1994, 12, 31, 12), files["Pacific/Kiritimati"]) == gap(utc(1994, 12, 31, 10)));
  CHECK(pp::resolve(wall(1994, 12, 31, 12), files["Pacific/Kiritimati"], skip) == skipped);
  CHECK(pp::resolve(wall(1995, 1, 1), files["Pacific/Kiritimati"]) == unique(utc(1994, 12, 31, 10)));
}

TEST_CASE("two gaps within a day are both passed") {
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 2, 30), two_gaps) == gap(utc(2000, 6, 1, 2)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 5), two_gaps) == unique(utc(2000, 6, 1, 4)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 11, 30), two_gaps) == gap(utc(2000, 6, 1, 10)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 2, 30), two_gaps, shift_forward) == gap(utc(2000, 6, 1, 2, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 11, 30), two_gaps, shift_forward) ==
                         gap(utc(2000, 6, 1, 10, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 14), two_gaps) == unique(utc(2000, 6, 1, 12)));
}

TEST_CASE("every wall time around a change agrees with a look at the clock every five minutes") {
  constexpr auto change = utc(2001, 4, 1, 2);
  for (const minutes size : {30min, 60min, 120min, 180min, 1440min})
    for (const minutes direction : {1min, -1min})
      for (const auto at : {change, change - 2h, change + 21h + 55min}) {
        const auto moved = size * direction.count();
        CAPTURE(moved.count(), at.time_since_epoch().count());
        const changing_zone<1> zone{-moved / 2, {{at, moved - moved / 2}}};
        agree(zone, pp::local_seconds(at.time_since_epoch()) - 40h, pp::local_seconds(at.time_since_epoch()) + 40h,
              size == 1440min ? 30min : 5min);
      }
}

TEST_CASE("the zones of the examples agree with a look at the clock every 15 minutes") {
  agree(amsterdam, wall(2026, 3, 28), wall(2026, 3, 30), 15min);
  agree(lord_howe, wall(2026, 4, 4), wall(2026, 4, 6), 15min);
  agree(santiago, wall(2026, 9, 5), wall(2026, 9, 7), 15min);
  agree(apia, wall(2011, 12, 28), wall(2012, 1, 2), 30min);
  agree(two_gaps, wall(2000, 5, 31), wall(2000, 6, 3), 15min);
}

TEST_CASE("any changes within two days agree with a look at the clock, by the formula of rule S8") {
  constexpr std::uint64_t seed = 51;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  const auto random_offset = [&numbers] { return numbers.between(-25, 25) * 30min; };
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    changing_zone<4> zone{random_offset(), {}};
    pp::sys_seconds at = utc(2001, 4, 1);
    for (auto& change : zone.changes) {
      at += numbers.between(1, 40) * 30min;
      change = {at, numbers.chance(20) ? 0min : random_offset()};
    }
    for (pp::local_seconds shown = wall(2001, 3, 31); shown < wall(2001, 4, 5); shown += 30min) {
      CAPTURE(shown.time_since_epoch().count());
      const looked_up looked(shown, zone, 30min);
      REQUIRE(pp::resolve(shown, zone) == looked.by({}));
      if (looked.occurs.size() > 1) REQUIRE(pp::resolve(shown, zone, second) == looked.by(second));
      if (looked.occurs.empty()) REQUIRE(pp::resolve(shown, zone, skip) == skipped);
      if (looked.occurs.empty()) REQUIRE(pp::resolve(shown, zone, shift_forward) == looked.by(shift_forward));
    }
  }
}

TEST_CASE("intervals that touch without a change of the offset are no change") {
  constexpr changing_zone<3> zone{1h, {{utc(2000, 6, 1, 2), 1h}, {utc(2000, 6, 1, 3), 2h}, {utc(2000, 6, 1, 4), 2h}}};
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 3), zone) == unique(utc(2000, 6, 1, 2)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 4, 30), zone) == gap(utc(2000, 6, 1, 3)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 4, 30), zone, shift_forward) == gap(utc(2000, 6, 1, 3, 30)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 1, 6), zone) == unique(utc(2000, 6, 1, 4)));
}

TEST_CASE("offsets near to their limit are found") {
  constexpr changing_zone<1> zone{26h - 1min, {{utc(2000, 6, 1), -(26h - 1min)}}};
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 2, 1, 58), zone) == fold(utc(2000, 5, 31, 23, 59)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 2, 1, 59), zone) == unique(utc(2000, 6, 3, 3, 58)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 5, 30, 22), zone) == unique(utc(2000, 5, 29, 20, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 5, 30, 22, 1), zone, second) == fold(utc(2000, 6, 1)));
  constexpr changing_zone<1> back{-(26h - 1min), {{utc(2000, 6, 1), 26h - 1min}}};
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 5, 30, 22, 1), back) == gap(utc(2000, 6, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 2, 1, 58), back) == gap(utc(2000, 6, 1)));
  PATCHPOLICY_CHECK_BOTH(pp::resolve(wall(2000, 6, 2, 1, 59), back) == unique(utc(2000, 6, 1)));
}

TEST_CASE("a zone is asked once where no change is near") {
  int asked = 0;
  const counting_zone zone{&amsterdam, &asked};
  CHECK(pp::resolve(wall(2026, 7, 1, 21), zone) == unique(utc(2026, 7, 1, 19)));
  CHECK(asked == 1);
  CHECK(pp::resolve(wall(2026, 3, 29, 2, 30), zone) == gap(utc(2026, 3, 29, 1)));
  CHECK(asked == 3);
}

TEST_CASE("kinds of local times have names") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<local_time_kind> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(local_time_kind::unique) == "unique");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(local_time_kind::gap) == "gap");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(local_time_kind::fold) == "fold");
}
