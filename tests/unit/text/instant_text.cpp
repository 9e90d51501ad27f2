// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/instant_text.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr pp::sys_seconds utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return pp::sys_seconds(24h * pp::detail::number_of_day(year, month, day) + std::chrono::hours(hour) +
                         std::chrono::minutes(minute) + seconds(second));
}
pp::local_seconds local(pp::sys_seconds at) { return pp::local_seconds(at.time_since_epoch()); }

// For the years 0 to 9999, by the calendar and the formats of the standard library.
std::string in_chrono(pp::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

template <std::size_t Count, class Accepts>
constexpr bool all_are_refused(const std::string_view (&texts)[Count], Accepts accepts) {
  for (const std::string_view text : texts)
    if (accepts(text)) return false;
  return true;
}

void check_instant(pp::sys_seconds at) {
  const std::string text = pp::to_text(at);
  if (text == in_chrono(at) && pp::parse_instant(text) == at && pp::to_text(local(at)) + "Z" == text &&
      pp::parse_local(pp::to_text(local(at))) == local(at))
    return;
  CAPTURE(at.time_since_epoch().count());
  CHECK(text == in_chrono(at));
  CHECK(pp::to_text(local(at)) + "Z" == text);
  CHECK(pp::parse_instant(text) == at);
  CHECK(pp::parse_local(pp::to_text(local(at))) == local(at));
  FAIL("another instant");
}

}  // namespace

TEST_CASE("an instant is read as it is written") {
  constexpr std::uint64_t seed = 61;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int year = 0; year <= 9999; ++year) {
    check_instant(utc(year, 1, 1));
    check_instant(utc(year, 12, 31, 23, 59, 59));
    check_instant(utc(year, numbers.between(1, 12), numbers.between(1, 28)) + seconds(numbers.between(0, 86'399)));
  }
  for (int second = 0; second < 86'400; ++second) check_instant(utc(2024, 2, 29) + seconds(second));
  for (int second = 0; second < 3000; ++second) check_instant(utc(1969, 12, 31, 23, 10) + seconds(second));
}

TEST_CASE("instants are read in constant expressions") {
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("2026-03-29T01:00:00Z") == utc(2026, 3, 29, 1));
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("1969-12-31T23:59:59Z") == pp::sys_seconds(-1s));
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("0000-01-01T00:00:00Z") == utc(0, 1, 1));
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("9999-12-31T23:59:59Z") == utc(10'000, 1, 1) - 1s);
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("2024-02-29T12:34:56Z") == utc(2024, 2, 29, 12, 34, 56));
  PATCHPOLICY_CHECK_BOTH(pp::parse_instant("+10000-02-29T12:34:56Z") == utc(10'000, 2, 29, 12, 34, 56));
  PATCHPOLICY_CHECK_BOTH(pp::parse_local("2026-03-29T03:00:00") ==
                         pp::local_seconds(utc(2026, 3, 29, 3).time_since_epoch()));
  PATCHPOLICY_CHECK_BOTH(!pp::parse_local("2026-03-29T03:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(!pp::parse_local("2026-03-29T03:00"));
  PATCHPOLICY_CHECK_BOTH(!pp::parse_local(""));
}

namespace {

constexpr std::string_view refused_instants[] = {
    "",
    "2026-03-29",
    "2026-03-29T01:00Z",
    "2026-03-29T01:00:00",
    "2026-03-29T01:00:00z",
    "2026-03-29t01:00:00Z",
    "2026-03-29 01:00:00Z",
    "2026-03-29T01:00:00+00:00",
    "2026-03-29T01:00:00+",
    "2026-03-29T01:00:00.0Z",
    "2026-03-29T01:00:00Z ",
    " 2026-03-29T01:00:00Z",
    "2026-03-29T01-00:00Z",
    "2026-03-29T01:00.00Z",
    "2026/03/29T01:00:00Z",
    "2026-03-29T24:00:00Z",
    "2026-03-29T23:60:00Z",
    "2026-03-29T01:00:60Z",
    "2016-12-31T23:59:60Z",  // there was such a second, but it is not counted
    "2026-03-29T01:00:99Z",
    "2026-03-29T01:00:/9Z",
    "2026-03-29T01:00:0/Z",
    "2026-03-29T01:00:0:Z",
    "2026-03-29T01:00:-1Z",
    "2026-03-29T01:00: 1Z",
    "2026-03-29T-1:00:00Z",
    "2025-02-29T01:00:00Z",
    "2026-13-01T01:00:00Z",
    "2026-00-01T01:00:00Z",
    "2026-04-31T01:00:00Z",
    "2026-3-29T01:00:00Z",
    "10000-01-01T00:00:00Z",
    "+10001-01-01T00:00:00Z",
    "+9999-01-01T00:00:00Z",
    "+10000-13-01T00:00:00Z",
    "+10000-01-01T00:00:00",
    "+10000/01-01T00:00:00Z",
    "-10000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "+10000-01-1T00:00:00Z",
    "+10000-02-30T00:00:00Z",
    "Z",
    "+10000-Z",
    "-001-01-01T00:00:00Z",
    "-0001-12-31T00:00:00Z"};

}  // namespace

TEST_CASE("instants in another form or that do not exist are refused") {
  for (const std::string_view text : refused_instants) {
    CAPTURE(text);
    CHECK(!pp::parse_instant(text));
  }
  static_assert(
      all_are_refused(refused_instants, [](std::string_view text) { return pp::parse_instant(text).has_value(); }));
}

TEST_CASE("an instant with any character changed is refused or another instant") {
  const std::string good = "2024-02-28T12:34:50Z";
  REQUIRE(pp::parse_instant(good).has_value());
  for (std::size_t at = 0; at < good.size(); ++at) {
    CHECK(!pp::parse_instant(good.substr(0, at)));
    CHECK(!pp::parse_instant(good.substr(0, at) + good.substr(at + 1)));
    for (int value = 0; value < 256; ++value) {
      std::string text = good;
      text[at] = static_cast<char>(value);
      CAPTURE(text);
      const auto parsed = pp::parse_instant(text);
      if (parsed) REQUIRE(pp::to_text(*parsed) == text);
      if (!(text[at] >= '0' && text[at] <= '9') && text != good) REQUIRE(!parsed);
    }
  }
}

TEST_CASE("instants outside of four digits of the year have a sign") {
  CHECK(pp::to_text(utc(10'000, 1, 1, 1, 2, 3)) == "+10000-01-01T01:02:03Z");
  CHECK(pp::to_text(utc(10'001, 1, 1) - 1s) == "+10000-12-31T23:59:59Z");
  CHECK(pp::to_text(utc(9999, 12, 31, 23, 59, 59)) == "9999-12-31T23:59:59Z");
  CHECK(pp::to_text(utc(0, 1, 1)) == "0000-01-01T00:00:00Z");
  CHECK(pp::to_text(utc(0, 1, 1) - 1s) == "-0001-12-31T23:59:59Z");
  CHECK(pp::to_text(utc(-3, 1, 1)) == "-0003-01-01T00:00:00Z");
  CHECK(pp::to_text(local(utc(10'000, 1, 1))) == "+10000-01-01T00:00:00");
  CHECK(pp::to_text(local(utc(-1, 2, 3, 4, 5, 6))) == "-0001-02-03T04:05:06");
}

TEST_CASE("the year 10000 is read as it is written") {
  for (pp::sys_seconds at = utc(10'000, 1, 1); at < utc(10'001, 1, 1); at += 1h + 1s) {
    CAPTURE(pp::to_text(at));
    REQUIRE(pp::parse_instant(pp::to_text(at)) == at);
    REQUIRE(pp::parse_local(pp::to_text(local(at))) == local(at));
  }
}

TEST_CASE("instants far away are written as the last that can be") {
  for (const auto at : {(pp::sys_seconds::min)(), utc(-3, 1, 1) - 1s})
    CHECK(pp::to_text(at) == "-0003-01-01T00:00:00Z");
  for (const auto at : {utc(10'001, 1, 1), utc(10'001, 1, 1) + 1s, (pp::sys_seconds::max)()})
    CHECK(pp::to_text(at) == "+10001-01-01T00:00:00Z");
  CHECK(pp::to_text((pp::local_seconds::min)()) == "-0003-01-01T00:00:00");
  CHECK(pp::to_text((pp::local_seconds::max)()) == "+10001-01-01T00:00:00");
}

TEST_CASE("offsets are written with their seconds, if there are any") {
  CHECK(pp::offset_text(0s) == "+00:00");
  CHECK(pp::offset_text(2h) == "+02:00");
  CHECK(pp::offset_text(-9h - 30min) == "-09:30");
  CHECK(pp::offset_text(5h + 45min) == "+05:45");
  CHECK(pp::offset_text(14h) == "+14:00");
  CHECK(pp::offset_text(-1s) == "-00:00:01");
  CHECK(pp::offset_text(-30min) == "-00:30");
  CHECK(pp::offset_text(19min + 32s) == "+00:19:32");
  CHECK(pp::offset_text(-(4h + 56min + 2s)) == "-04:56:02");
  CHECK(pp::offset_text(26h - 1s) == "+25:59:59");
  CHECK(pp::offset_text(1s - 26h) == "-25:59:59");
}

TEST_CASE("an offset is read as it is written") {
  for (seconds offset = 1s - 26h; offset < 26h; offset += 1s) {
    if (pp::parse_offset(pp::offset_text(offset)) == offset) continue;
    CAPTURE(offset.count());
    FAIL("another offset");
  }
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("+02:00") == 2h);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("-09:30") == -(9h + 30min));
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("-00:00") == 0s);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("+00:19:32") == 19min + 32s);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("-25:59:59") == 1s - 26h);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("+02:00:00") == 2h);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("+25:59") == 26h - 1min);
  PATCHPOLICY_CHECK_BOTH(pp::parse_offset("-25:59") == 1min - 26h);
}

namespace {

constexpr std::string_view refused_offsets[] = {
    "",           "Z",         "+",        "02:00",   "+2:00",     "+02:0",     "+0200",     "+02",
    "+02:000",    " +02:00",   "+02:00 ",  "+02-00",  "+26:00",    "-26:00",    "+99:00",    "+02:60",
    "+/2:00",     "+0:2:00",   "+02:/0",   "+02:0:",  "+ 2:00",    "*02:00",    "+02:00:60", "+02:00:0",
    "+02:00:000", "+02:00-00", "+02:0000", "+02:00:", "-26:00:00", "+02:00:0a", "-02:60:00", "+02:00:/0",
    "++2:00",     "+:2:00",    "+0/:00",   "+02::0",  "+02:0/"};

}  // namespace

TEST_CASE("offsets in another form are refused") {
  for (const std::string_view text : refused_offsets) {
    CAPTURE(text);
    CHECK(!pp::parse_offset(text));
  }
  static_assert(
      all_are_refused(refused_offsets, [](std::string_view text) { return pp::parse_offset(text).has_value(); }));
}
