// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/any_zone.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "patchpolicy/decide/next_run.hpp"
#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;
using namespace std::string_view_literals;
using pp::any_zone;
using std::chrono::seconds;

namespace {

// Europe in the year 2000, and its rule; in the header of the first block are one type and an empty name.
constexpr std::string_view europe =
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1"
    "\0\0\0\0\0\0\0"
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\2\0\0\0\4"
    "\0\0\0\0\x38\xDD\x61\x10\0\0\0\0\x39\xFB\x76\x90"
    "\1\0"
    "\0\0\x0E\x10\0\0\0\0\x1C\x20\1\0"
    "ABC\0"
    "\nCET-1CEST,M3.5.0,M10.5.0/3\n"sv;

constexpr pp::posix_zone central = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::fixed_zone nepal = *pp::fixed_zone::of(5h + 45min);

pp::tzif_zone european() {
  const auto zone = pp::tzif_zone::parse(europe);
  REQUIRE(zone.has_value());
  return *zone;
}

std::vector<pp::sys_seconds> many_instants() {
  std::vector<pp::sys_seconds> instants = {
      (pp::sys_seconds::min)(),  (pp::sys_seconds::max)(), pp::sys_seconds(),
      pp::detail::first_instant, pp::detail::last_instant,
  };
  naive::random_numbers numbers(62);
  for (int i = 0; i < 5000; ++i) {
    const auto second = static_cast<std::int64_t>(numbers.next() % 8'000'000'000U);
    instants.emplace_back(seconds(second - 2'000'000'000));
  }
  // around each change of three years
  for (int year : {2000, 2026, 2027}) {
    pp::zone_info info = central.get_info(pp::sys_seconds(24h * pp::detail::number_of_day(year, 1, 1)));
    for (int change = 0; change < 2; ++change) {
      for (const seconds near : {-1s, 0s, 1s}) instants.push_back(info.end + near);
      info = central.get_info(info.end);
    }
  }
  return instants;
}

template <class Zone>
void check_same(const any_zone& any, const Zone& zone) {
  for (const pp::sys_seconds at : many_instants()) {
    if (any.get_info(at) == zone.get_info(at)) continue;
    CAPTURE(at.time_since_epoch().count());
    CHECK(any.get_info(at).offset == zone.get_info(at).offset);
    CHECK(any.get_info(at).begin == zone.get_info(at).begin);
    CHECK(any.get_info(at).end == zone.get_info(at).end);
    FAIL("another answer");
  }
  const pp::schedule nightly{pp::daily{}, *pp::time_of_day::of(2, 30)};
  pp::sys_seconds after(24h * pp::detail::number_of_day(2026, 1, 1));
  for (int run = 0; run < 400; ++run) {
    const auto expected = pp::next_run(nightly, after, zone);
    REQUIRE(expected.has_value());
    REQUIRE(pp::next_run(nightly, after, any) == expected);
    after = expected->at;
  }
}

}  // namespace

TEST_CASE("the type contract of any_zone") {
  static_assert(pp::time_zone<any_zone>);
  static_assert(std::regular<any_zone>);
  static_assert(std::is_nothrow_move_constructible_v<any_zone>);

  // Any of the library's zones is one, and a number or a text is none.
  static_assert(std::convertible_to<pp::utc_zone, any_zone>);
  static_assert(std::convertible_to<pp::fixed_zone, any_zone>);
  static_assert(std::convertible_to<pp::posix_zone, any_zone>);
  static_assert(std::convertible_to<pp::tzif_zone, any_zone>);
  static_assert(!std::is_constructible_v<any_zone, seconds>);
  static_assert(!std::is_constructible_v<any_zone, std::string_view>);

  SUCCEED("it compiles");
}

TEST_CASE("any zone answers like the zone that it was made of") {
  check_same(any_zone(), pp::utc_zone());
  check_same(pp::utc_zone(), pp::utc_zone());
  check_same(nepal, nepal);
  check_same(*pp::fixed_zone::of(1s - 26h), *pp::fixed_zone::of(1s - 26h));
  check_same(*pp::fixed_zone::of(26h - 1s), *pp::fixed_zone::of(26h - 1s));
  check_same(central, central);
  check_same("NST3:30NDT,M4.1.0/0:01,M10.5.0/0:01"_posix_tz, "NST3:30NDT,M4.1.0/0:01,M10.5.0/0:01"_posix_tz);
  check_same(european(), european());
}

TEST_CASE("any zone has other answers after another zone was assigned") {
  any_zone zone;
  for (const any_zone& next : {any_zone(nepal), any_zone(european()), any_zone(central), any_zone()}) {
    zone = next;
    CHECK(zone == next);
    for (const pp::sys_seconds at : {pp::sys_seconds(), pp::sys_seconds(954'032'400s), pp::sys_seconds(972'781'200s)})
      CHECK(zone.get_info(at) == next.get_info(at));
  }
}

TEST_CASE("zones of another kind are other zones, even with the same answers") {
  const std::vector<any_zone> zones = {pp::utc_zone(), *pp::fixed_zone::of(0s), nepal, "UTC0"_posix_tz, central,
                                       european()};
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (std::size_t j = 0; j < zones.size(); ++j) CHECK((zones[i] == zones[j]) == (i == j));
}

TEST_CASE("any zone answers in constant expressions") {
  constexpr auto by_default = [] {
    const any_zone zone;
    return zone.get_info((pp::sys_seconds::max)()).offset == 0s;
  };
  constexpr auto of_offset = [] {
    const any_zone zone = nepal;
    return zone.get_info(pp::sys_seconds()) == nepal.get_info(pp::sys_seconds());
  };
  constexpr auto of_rule = [] {
    const any_zone zone = central;
    const pp::sys_seconds spring(1'774'746'000s);
    return zone.get_info(spring - 1s).offset == 1h && zone.get_info(spring).offset == 2h;
  };
  constexpr auto of_file = [] {
    const any_zone zone = *pp::tzif_zone::parse(europe);
    const any_zone copy = zone;
    return copy == zone && copy.get_info(pp::sys_seconds(954'032'399s)).offset == 1h &&
           copy.get_info(pp::sys_seconds(954'032'400s)).offset == 2h;
  };
  constexpr auto compared = [] {
    const any_zone zone = nepal;
    const any_zone copy = zone;
    return copy == zone && copy != any_zone();
  };
  PATCHPOLICY_CHECK_BOTH(by_default());
  PATCHPOLICY_CHECK_BOTH(of_offset());
  PATCHPOLICY_CHECK_BOTH(of_rule());
  CHECK(of_file());  // Clang 14 with libstdc++ 12 cannot hold one in a constant variant
  PATCHPOLICY_CHECK_BOTH(compared());
}
