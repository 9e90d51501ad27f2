// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/instant.hpp"

#include <chrono>
#include <cstdint>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;
using pp::detail::day_of;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

constexpr pp::civil_date date(int year, int month, int day) { return *pp::civil_date::of(year, month, day); }

}  // namespace

TEST_CASE("a date and a time of day are what a clock shows") {
  PATCHPOLICY_CHECK_BOTH(pp::wall_time(date(1970, 1, 1), "00:00"_time) == pp::local_seconds());
  PATCHPOLICY_CHECK_BOTH(pp::wall_time(date(1970, 1, 2), "01:02"_time) == pp::local_seconds(25h + 2min));
  PATCHPOLICY_CHECK_BOTH(pp::wall_time(date(1969, 12, 31), "23:59"_time) == pp::local_seconds(-1min));
  // Beyond what 32 bits of seconds hold, in both directions.
  CHECK(pp::wall_time(date(9999, 12, 31), "21:30"_time).time_since_epoch() ==
        sys_days(std::chrono::year(9999) / 12 / 31).time_since_epoch() + 21h + 30min);
  CHECK(pp::wall_time(date(0, 1, 1), "21:30"_time).time_since_epoch() ==
        sys_days(std::chrono::year(0) / 1 / 1).time_since_epoch() + 21h + 30min);
}

TEST_CASE("a clock east of UTC shows more than UTC") {
  constexpr pp::sys_seconds at(100h);
  PATCHPOLICY_CHECK_BOTH(pp::local_at(at, 2h) == pp::local_seconds(102h));
  PATCHPOLICY_CHECK_BOTH(pp::local_at(at, -(9h + 30min)) == pp::local_seconds(90h + 30min));
  PATCHPOLICY_CHECK_BOTH(pp::detail::sys_at(pp::local_seconds(102h), 2h) == at);
  PATCHPOLICY_CHECK_BOTH(pp::detail::sys_at(pp::local_seconds(90h + 30min), -(9h + 30min)) == at);
}

TEST_CASE("seconds before 1970 fall on days before it") {
  constexpr std::int64_t day = 86'400;
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(0)) == 0);
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(day - 1)) == 0);
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(day)) == 1);
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(-1)) == -1);
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(-day)) == -1);
  PATCHPOLICY_CHECK_BOTH(day_of(seconds(-day - 1)) == -2);
  for (std::int64_t number = -3; number <= 3; ++number)
    for (const std::int64_t second : {std::int64_t{0}, std::int64_t{1}, day / 2, day - 1}) {
      CAPTURE(number, second);
      CHECK(day_of(seconds(number * day + second)) == number);
    }
  // The standard's own days may have 32 bits.
  using wide_days = std::chrono::duration<std::int64_t, days::period>;
  const auto days_of = [](seconds since_1970) { return std::chrono::floor<wide_days>(since_1970).count(); };
  CHECK(day_of((seconds::min)()) == days_of((seconds::min)()));
  CHECK(day_of((seconds::max)()) == days_of((seconds::max)()));
}

TEST_CASE("the instants of runs and rules lie in the years -3 to 10000") {
  CHECK(pp::detail::first_instant == sys_days(std::chrono::year(-3) / 1 / 1));
  CHECK(pp::detail::last_instant == sys_days(std::chrono::year(10'001) / 1 / 1));
  static_assert(pp::detail::first_instant < pp::detail::last_instant);
}
