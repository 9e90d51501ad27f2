// SPDX-License-Identifier: BSL-1.0
// Finding runs and scans allocates nothing, whatever the zone.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "patchpolicy/decide/daily_scan.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/task_runs.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/tzif_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"
#include "support/catch.hpp"
#include "support/counted_memory.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;

namespace {

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;

std::string big_endian(std::int64_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(number >> shift & 0xff);
  return text;
}

// The file of a zone that changes by an hour and back in each of the years before 2026, then by Amsterdam's rule.
pp::tzif_zone zone_with_history() {
  constexpr int years = 56;
  constexpr std::int64_t year = 31'556'952;
  const auto header = [](int transitions, int types) {
    return "TZif2" + std::string(15, '\0') + big_endian(0, 4) + big_endian(0, 4) + big_endian(0, 4) +
           big_endian(transitions, 4) + big_endian(types, 4) + big_endian(4, 4);
  };
  const std::string types = big_endian(3'600, 4) + std::string(2, '\0') + big_endian(7'200, 4) + '\1' + '\0';
  std::string times, type_of;
  for (std::int64_t i = 0; i < 2 * years; ++i) {
    times += big_endian(i * year / 2, 8);
    type_of += static_cast<char>(i % 2 == 0 ? 1 : 0);
  }
  const std::string file = header(0, 1) + std::string(6, '\0') + std::string("CET\0", 4) + header(2 * years, 2) +
                           times + type_of + types + std::string("CET\0", 4) + "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  auto read = pp::tzif_zone::parse(file);
  REQUIRE(read.has_value());
  return *read;
}

// Calls `find(zone, instant)` for instants of many years, and returns how often memory was allocated.
template <class Zone, class Find>
std::size_t allocations(const Zone& zone, Find find) {
  tests::memory.reset();
  std::size_t found = 0;
  for (pp::sys_seconds at = pp::sys_seconds(); at < *pp::parse_instant("2060-01-01T00:00:00Z"); at += 24h * 37)
    found += find(zone, at);
  const std::size_t count = tests::memory.allocations;
  CHECK(found > 300);
  return count;
}

template <class Find>
void check_all_zones(Find find) {
  CHECK(allocations(amsterdam, find) == 0);
  const pp::tzif_zone history = zone_with_history();
  CHECK(allocations(history, find) == 0);
  const pp::zone_index<pp::tzif_zone> index(history);
  CHECK(allocations(index, find) == 0);
}

const pp::staged_schedule schedules[] = {
    {.recurrence = pp::daily{}, .at = "02:30"_time, .stage_before = 23_h_before},
    {.recurrence = pp::weekly(pp::weekday::sunday), .at = "02:30"_time},
    {.recurrence = pp::monthly(pp::day_of_month{*pp::month_day::of(31)}, 30_days, 1_days), .at = "08:00"_time},
    {.recurrence = pp::monthly(pp::weekday_of_month{pp::week_of_month::fifth, pp::weekday::friday}),
     .at = "00:00"_time,
     .clock_change = {pp::gap_policy::skip, pp::fold_policy::second},
     .stage_before = 1_h_before},
    {.recurrence = pp::patch_tuesday{}, .at = "21:00"_time},
};

}  // namespace

TEST_CASE("looking for a run allocates nothing, forward or back") {
  for (const pp::staged_schedule& when : schedules) {
    check_all_zones([&](const auto& zone, pp::sys_seconds at) { return pp::next_run(when, at, zone) ? 1U : 0U; });
    check_all_zones(
        [&](const auto& zone, pp::sys_seconds at) { return pp::previous_run(when, at + 24h * 366, zone) ? 1U : 0U; });
    check_all_zones([&](const auto& zone, pp::sys_seconds at) { return pp::is_run(when, at, zone) ? 2U : 1U; });
  }
}

TEST_CASE("walking over runs allocates nothing") {
  for (const pp::staged_schedule& when : schedules)
    check_all_zones([&](const auto& zone, pp::sys_seconds at) {
      std::size_t found = 0;
      for (const pp::occurrence& run : pp::runs(when, at, zone))
        if (found++ == 2 || run.at > at + 24h * 400) break;
      return found;
    });
}

TEST_CASE("walking over the runs of all tasks allocates nothing") {
  pp::configuration config = pp::default_configuration();
  config.name = "a configuration with a name that is long enough to be seen if it were copied";
  config.mac.routine_maintenance.enabled = true;
  config.mac.routine_maintenance.schedule = schedules[0];
  check_all_zones([&](const auto& zone, pp::sys_seconds at) {
    std::size_t found = 0;
    for (const pp::task_run& run : pp::task_runs(config, at, zone))
      if (found++ == 2 || run.run.at < at) break;
    return found;
  });
}

TEST_CASE("looking for a daily scan allocates nothing") {
  const std::uint64_t hash = pp::scan_hash("an endpoint with an id that is too long for the inside of a string");
  check_all_zones([&](const auto& zone, pp::sys_seconds at) { return pp::next_scan(hash, at, zone) ? 1U : 0U; });
}

TEST_CASE("the count sees what zones allocate") {
  tests::memory.reset();
  const pp::tzif_zone history = zone_with_history();
  const pp::zone_index<pp::tzif_zone> index(history);
  CHECK(tests::memory.allocations > 2);
  CHECK(index.get_info(pp::sys_seconds()).offset == 2h);
}
