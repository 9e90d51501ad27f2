// SPDX-License-Identifier: BSL-1.0
// The zones of other libraries are zones for this one as they are, and give the runs that the system's files give.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <vector>

#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_zone.hpp"
#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"
#include "support/zone_files.hpp"

// CMake defines these if programs with those zones can be built.
#ifdef PATCHPOLICY_TEST_WITH_DATE
#include <date/tz.h>
#endif

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using pp::sys_seconds;

namespace {

const std::filesystem::path system_zones = "/usr/share/zoneinfo";

// Without the zones of others none of this is used.
[[maybe_unused]] bool has_system_zones() {
  if (std::filesystem::exists(system_zones / "Europe/Kyiv")) return true;
  std::cout << "SKIPPED: no zone files in " << system_zones.string() << '\n';
  return false;
}

// Changes of half an hour and of two hours, at midnight and back over it, a date that was left out, negative daylight
// saving, a break in Ramadan, and none at all.
[[maybe_unused]] constexpr const char* names[] = {
    "Africa/Casablanca", "America/Havana",  "America/New_York",    "America/Nuuk",  "America/St_Johns",
    "Antarctica/Troll",  "Asia/Kathmandu",  "Australia/Lord_Howe", "Europe/Dublin", "Europe/Kyiv",
    "Europe/London",     "Pacific/Chatham", "Pacific/Apia"};

[[maybe_unused]] std::vector<pp::staged_schedule> schedules() {
  return {
      {.recurrence = pp::daily{}, .at = "00:30"_time, .stage_before = pp::staging_lead::constant<23>()},
      {.recurrence = pp::daily{}, .at = "02:15"_time},
      {.recurrence = pp::weekly(pp::weekday::saturday, pp::weekday::sunday),
       .at = "02:30"_time,
       .clock_change = {pp::gap_policy::shift_forward, pp::fold_policy::second}},
      {.recurrence = pp::weekly(pp::weekday::sunday), .at = "02:59"_time, .clock_change = {pp::gap_policy::skip}},
      {.recurrence = pp::monthly(pp::last_day_of_month{}, 0_days, 3_days),
       .at = "23:30"_time,
       .stage_before = pp::staging_lead::constant<8>()},
      {.recurrence = pp::patch_tuesday{}, .at = "21:00"_time},
  };
}

[[maybe_unused]] sys_seconds start_of(int year) { return std::chrono::sys_days(std::chrono::year(year) / 1 / 1); }

// From 1970 on: many at random, and those around each change of the clocks.
[[maybe_unused]] std::vector<sys_seconds> instants(const pp::tzif_zone& zone, sys_seconds until) {
  using namespace std::chrono_literals;
  tests::random_numbers random(42);
  std::vector<sys_seconds> made;
  const auto length = static_cast<std::uint64_t>(until.time_since_epoch().count());
  for (int i = 0; i < 500; ++i) made.push_back(sys_seconds(std::chrono::seconds(random.below(length))));
  for (sys_seconds change = zone.get_info(sys_seconds{}).end; change < until; change = zone.get_info(change).end)
    for (const std::chrono::seconds distance : {-26h, -3h, -1h, 0h, 3h}) {
      made.push_back(change + distance);
      made.push_back(change + distance - 1s);
    }
  return made;
}

// Compares one in so many, and says how many that were.
template <class Locate>
std::size_t compare_runs(Locate locate, sys_seconds until, std::size_t one_in) {
  std::size_t compared = 0;
  std::size_t passed_over = 0;
  tests::zone_files zones(system_zones);
  for (const char* name : names) {
    const pp::tzif_zone& ours = zones[name];
    const auto& theirs = *locate(name);
    for (const pp::staged_schedule& when : schedules())
      for (const sys_seconds after : instants(ours, until)) {
        if (++passed_over < one_in) continue;
        passed_over = 0;
        const auto run = pp::next_run(when, after, theirs);
        const auto before = pp::previous_run(when, after, theirs);
        ++compared;
        if (run == pp::next_run(when, after, ours) && before == pp::previous_run(when, after, ours)) continue;
        FAIL(name << ", at " << when.at.hour() << ':' << when.at.minute() << ", recurrence " << when.recurrence.index()
                  << ", after " << after.time_since_epoch().count());
      }
  }
  return compared;
}

}  // namespace

#ifdef PATCHPOLICY_TEST_WITH_CHRONO_ZONES
static_assert(pp::time_zone<std::chrono::time_zone>);

// One in 127, which falls on another schedule and distance each time: libc++ 19 takes a millisecond to look up an
// offset.
TEST_CASE("contract: the zones of std::chrono give the runs of the system's files") {
  if (!has_system_zones()) return;
  const std::size_t compared =
      compare_runs([](const char* name) { return std::chrono::locate_zone(name); }, start_of(2060), 127);
  CHECK(compared > 1'000);
}
#else
TEST_CASE("contract: the zones of std::chrono give the runs of the system's files") {
  std::cout << "SKIPPED: this standard library has no std::chrono::time_zone\n";
}
#endif

#ifdef PATCHPOLICY_TEST_WITH_DATE
static_assert(pp::time_zone<date::time_zone>);

// Until 2037 alone: version 3.0.1 knows the changes that a file lists, but not its rule for the time after them.
TEST_CASE("contract: the zones of the library date give the runs of the system's files") {
  if (!has_system_zones()) return;
  const std::size_t compared =
      compare_runs([](const char* name) { return date::locate_zone(name); }, start_of(2037), 1);
  CHECK(compared > 50'000);
}
#else
TEST_CASE("contract: the zones of the library date give the runs of the system's files") {
  std::cout << "SKIPPED: no library date (date/tz.h) that this toolchain can use\n";
}
#endif
