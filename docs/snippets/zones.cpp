// SPDX-License-Identifier: BSL-1.0
// The code of docs/zones.md.
#include "support/catch.hpp"

// [tools]
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

namespace {

constexpr pp::schedule nightly{.recurrence = pp::daily{}, .at = "21:00"_time};
constexpr pp::sys_seconds noon = *pp::parse_instant("2026-07-01T12:00:00Z");

/// The next run, in any zone.
template <pp::time_zone Zone>
std::string tonight(const Zone& zone) {
  return pp::to_text(pp::next_run(nightly, noon, zone)->at);
}

}  // namespace
// [/tools]

TEST_CASE("universal time and a fixed offset") {
  // [fixed]
  CHECK(tonight(pp::utc_zone()) == "2026-07-01T21:00:00Z");
  CHECK(tonight(*pp::fixed_zone::of(5h + 30min)) == "2026-07-01T15:30:00Z");
  CHECK(pp::fixed_zone::of(26h) == std::nullopt);
  // [/fixed]
}

TEST_CASE("a POSIX TZ string") {
  // [posix]
  constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;  // a mistake does not compile
  CHECK(tonight(amsterdam) == "2026-07-01T19:00:00Z");

  const std::string from_a_file = "EST5EDT,M3.2.0,M11.1.0";
  const auto new_york = pp::posix_zone::parse(from_a_file);
  REQUIRE(new_york);
  CHECK(tonight(*new_york) == "2026-07-02T01:00:00Z");
  // [/posix]

  // [posix-sign]
  CHECK(pp::posix_zone::parse("GMT+2")->get_info(noon).offset == -2h);
  CHECK(pp::posix_zone::parse("GMT-2")->get_info(noon).offset == 2h);
  CHECK(pp::parse_zone("+02:00")->get_info(noon).offset == 2h);
  // [/posix-sign]

  // [posix-error]
  const std::string incomplete = "EST5EDT";
  const auto refused = pp::posix_zone::parse(incomplete);
  CHECK(refused.error().problem == pp::posix_tz_problem::dates_missing);
  CHECK(pp::to_text(refused.error(), incomplete).starts_with("at character 8: expected the dates"));
  // [/posix-error]
}

TEST_CASE("what a POSIX TZ string may hold") {
  const auto offset = [](std::string_view text, std::string_view instant) {
    return pp::offset_text(pp::posix_zone::parse(text)->get_info(*pp::parse_instant(instant)).offset);
  };
  CHECK(offset("CET-1", "2026-07-01T00:00:00Z") == "+01:00");
  CHECK(offset("<-03>3", "2026-07-01T00:00:00Z") == "-03:00");
  CHECK(offset("IST-5:30", "2026-07-01T00:00:00Z") == "+05:30");
  CHECK(offset("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T00:00:00Z") == "+02:00");
  CHECK(offset("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z") == "+11:00");
  CHECK(offset("CET-1CEST,J60,J300", "2028-02-29T12:00:00Z") == "+01:00");  // J60 is 1 March in every year
  CHECK(offset("CET-1CEST,J60,J300", "2028-03-01T12:00:00Z") == "+02:00");
  CHECK(offset("CET-1CEST,59,300", "2028-02-29T12:00:00Z") == "+02:00");  // 59 is 29 February, if there is one
  CHECK(offset("CET-1CEST,59,300", "2027-03-01T12:00:00Z") == "+02:00");
  CHECK(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z") == "-02:00");  // Saturday at 23:00
  CHECK(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z") == "-01:00");
  for (const auto* bad : {"", "X1", "CET", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
                          "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/168",
                          "CET-1CEST,J0,J300", "CET-1CEST,366,1", "Europe/Amsterdam", ":Europe/Amsterdam"})
    CHECK_FALSE(pp::posix_zone::parse(bad));
}

namespace {

// [zone-file]
pp::result<pp::tzif_zone, std::string> read_zone(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return pp::unexpected{path + ": cannot be read"};
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  auto zone = pp::tzif_zone::parse(bytes);
  if (!zone) return pp::unexpected{path + ": " + pp::to_text(zone.error())};
  return *std::move(zone);
}
// [/zone-file]

}  // namespace

TEST_CASE("the system's zone file") {
  const auto missing = read_zone("/nowhere/Europe/Amsterdam");
  REQUIRE_FALSE(missing);
  CHECK(missing.error() == "/nowhere/Europe/Amsterdam: cannot be read");

  const auto wrong = read_zone(PATCHPOLICY_DOCS_DIR "/snippets/kiosks.json");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().ends_with("kiosks.json: at byte 0: this is no TZif file: it does not begin with \"TZif\""));

  const auto amsterdam = read_zone("/usr/share/zoneinfo/Europe/Amsterdam");
  if (amsterdam)
    CHECK(tonight(*amsterdam) == "2026-07-01T19:00:00Z");
  else
    WARN("SKIPPED: " << amsterdam.error());
}

// [standard]
#if defined(__cpp_lib_chrono) && __cpp_lib_chrono >= 201907L
std::string tonight_in_amsterdam() { return tonight(*std::chrono::locate_zone("Europe/Amsterdam")); }
#endif
// [/standard]

namespace {

// What `std::chrono::time_zone` answers: more than the library needs. It stands in where there is none.
struct sys_info {
  pp::sys_seconds begin;
  pp::sys_seconds end;
  std::chrono::seconds offset;
  std::chrono::minutes save;
  std::string abbrev;
};
class time_zone_of_the_standard {
 public:
  template <class Duration>
  sys_info get_info(const std::chrono::sys_time<Duration>&) const {
    return {(pp::sys_seconds::min)(), (pp::sys_seconds::max)(), 2h, 1h, "CEST"};
  }
};

}  // namespace

TEST_CASE("the standard library's zone as it is") {
  CHECK(tonight(time_zone_of_the_standard()) == "2026-07-01T19:00:00Z");
}

namespace {

// [windows]
struct windows_change {  // SYSTEMTIME, as TIME_ZONE_INFORMATION uses it
  int year = 0;          // wYear: 0 in a rule for every year
  int month = 0;         // wMonth: 0 if there is no daylight saving
  int week = 0;          // wDay: 1 to 4, and 5 for the last
  int day_of_week = 0;   // wDayOfWeek: 0 is Sunday
  int hour = 0;
  int minute = 0;
  int second = 0;
};

struct windows_zone {  // TIME_ZONE_INFORMATION; a bias is in minutes, from local time to UTC
  int bias = 0;
  windows_change standard_date = {};  // when standard time begins
  int standard_bias = 0;
  windows_change daylight_date = {};
  int daylight_bias = 0;
};

std::string hours_and_minutes(int minutes) {
  const int length = minutes < 0 ? -minutes : minutes;
  return (minutes < 0 ? "-" : "") + std::to_string(length / 60) + ':' + std::to_string(length % 60);
}

std::string posix_date(const windows_change& c) {
  // Windows cannot say 24:00, and says the last moment before.
  const bool is_end_of_day = c.hour == 23 && c.minute == 59 && c.second == 59;
  return ",M" + std::to_string(c.month) + '.' + std::to_string(c.week) + '.' + std::to_string(c.day_of_week) + '/' +
         hours_and_minutes(is_end_of_day ? 24 * 60 : c.hour * 60 + c.minute);
}

/// The POSIX TZ string; nothing for dates of one year alone, which are no rule.
std::optional<std::string> posix_tz(const windows_zone& zone) {
  if (zone.standard_date.year != 0 || zone.daylight_date.year != 0) return std::nullopt;
  if (zone.standard_date.month == 0) return "STD" + hours_and_minutes(zone.bias);
  return "STD" + hours_and_minutes(zone.bias + zone.standard_bias) +  //
         "DST" + hours_and_minutes(zone.bias + zone.daylight_bias) +  //
         posix_date(zone.daylight_date) + posix_date(zone.standard_date);
}
// [/windows]

}  // namespace

TEST_CASE("a Windows zone as a POSIX rule") {
  // [windows-zones]
  const windows_zone w_europe{.bias = -60,
                              .standard_date = {.month = 10, .week = 5, .hour = 3},
                              .daylight_date = {.month = 3, .week = 5, .hour = 2},
                              .daylight_bias = -60};
  const windows_zone eastern{.bias = 300,
                             .standard_date = {.month = 11, .week = 1, .hour = 2},
                             .daylight_date = {.month = 3, .week = 2, .hour = 2},
                             .daylight_bias = -60};
  const windows_zone aus_eastern{.bias = -600,
                                 .standard_date = {.month = 4, .week = 1, .hour = 3},
                                 .daylight_date = {.month = 10, .week = 1, .hour = 2},
                                 .daylight_bias = -60};
  CHECK(posix_tz(w_europe) == "STD-1:0DST-2:0,M3.5.0/2:0,M10.5.0/3:0");
  CHECK(pp::posix_zone::parse(*posix_tz(eastern)) == "EST5EDT,M3.2.0,M11.1.0"_posix_tz);
  CHECK(pp::posix_zone::parse(*posix_tz(aus_eastern)) == "AEST-10AEDT,M10.1.0,M4.1.0/3"_posix_tz);
  CHECK(tonight(*pp::posix_zone::parse(*posix_tz(w_europe))) == "2026-07-01T19:00:00Z");
  // [/windows-zones]
  CHECK(pp::posix_zone::parse(*posix_tz(w_europe)) == "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz);

  const auto is = [](const windows_zone& zone, pp::posix_zone expected) {
    return pp::posix_zone::parse(posix_tz(zone).value()) == expected;
  };
  CHECK(is({.bias = -330, .daylight_bias = -60}, "IST-5:30"_posix_tz));
  CHECK(is({.bias = 210,
            .standard_date = {.month = 11, .week = 1, .hour = 2},
            .daylight_date = {.month = 3, .week = 2, .hour = 2},
            .daylight_bias = -60},
           "NST3:30NDT,M3.2.0,M11.1.0"_posix_tz));
  CHECK(is({.bias = -630,
            .standard_date = {.month = 4, .week = 1, .hour = 2},
            .daylight_date = {.month = 10, .week = 1, .hour = 2},
            .daylight_bias = -30},
           "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"_posix_tz));
  const windows_change saturday_night{.month = 4, .week = 1, .day_of_week = 6, .hour = 23, .minute = 59, .second = 59};
  windows_change in_september = saturday_night;
  in_september.month = 9;
  CHECK(is({.bias = 240, .standard_date = saturday_night, .daylight_date = in_september, .daylight_bias = -60},
           "<-04>4<-03>,M9.1.6/24,M4.1.6/24"_posix_tz));
  CHECK(posix_tz({.bias = 0, .standard_date = {.year = 2026, .month = 10, .week = 25}}) == std::nullopt);
}

TEST_CASE("an index") {
  // [index]
  constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  const pp::zone_index fast(amsterdam);  // refers to `amsterdam`, and asks it before 1970 and after 2099
  CHECK(tonight(fast) == tonight(amsterdam));
  // [/index]
}

TEST_CASE("a zone that is chosen at run time") {
  // [any-zone]
  const pp::any_zone india = *pp::parse_zone("+05:30");
  CHECK(tonight(india) == "2026-07-01T15:30:00Z");
  CHECK(tonight(*pp::parse_zone("UTC")) == "2026-07-01T21:00:00Z");
  CHECK(tonight(*pp::parse_zone("EST5EDT,M3.2.0,M11.1.0")) == "2026-07-02T01:00:00Z");
  CHECK_FALSE(pp::parse_zone("Europe/Amsterdam"));  // a name needs a file
  // [/any-zone]
  const auto from_file = read_zone("/usr/share/zoneinfo/Europe/Amsterdam");
  if (from_file) CHECK(tonight(pp::any_zone(*from_file)) == "2026-07-01T19:00:00Z");
}
