// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/zone_text.hpp"

#include <chrono>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

// Every problem has words of its own, in the form of all messages.
template <class Problem>
void check_meanings() {
  std::set<std::string_view> meanings;
  for (std::size_t i = 0; i < pp::enum_size<Problem>; ++i) {
    const auto problem = static_cast<Problem>(i);
    const std::string_view meaning = pp::meaning_of(problem);
    CAPTURE(pp::name_of(problem), meaning);
    REQUIRE(meaning.size() > 10);
    CHECK(('a' <= meaning.front() && meaning.front() <= 'z'));
    CHECK(meaning.back() != '.');
    CHECK(meaning.back() != ' ');
    CHECK(meaning.find('\n') == std::string_view::npos);
    CHECK(meaning.find("  ") == std::string_view::npos);
    meanings.insert(meaning);
  }
  CHECK(meanings.size() == pp::enum_size<Problem>);
}

// What is said of a text that is no zone.
std::string refusal(std::string_view text) {
  const auto zone = pp::parse_zone(text);
  INFO(text);
  REQUIRE(!zone.has_value());
  const auto rule = pp::posix_zone::parse(text);
  REQUIRE(!rule.has_value());
  CHECK(zone.error() == rule.error());
  return pp::to_text(zone.error(), text);
}

constexpr bool is_offset(std::string_view text, seconds offset) {
  const auto zone = pp::parse_zone(text);
  return zone.has_value() && *zone == pp::any_zone(*pp::fixed_zone::of(offset)) &&
         zone->get_info(pp::sys_seconds()).offset == offset;
}

constexpr bool is_rule(std::string_view text) {
  const auto zone = pp::parse_zone(text);
  return zone.has_value() && *zone == pp::any_zone(*pp::posix_zone::parse(text));
}

constexpr bool is_refused(std::string_view text) { return !pp::parse_zone(text).has_value(); }

}  // namespace

TEST_CASE("each problem with zone data has its meaning") {
  check_meanings<pp::posix_tz_problem>();
  check_meanings<pp::tzif_problem>();
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::posix_tz_problem::end_expected) == "expected nothing more");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::tzif_problem::no_types) == "the file has no local time type");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(static_cast<pp::posix_tz_problem>(200)).empty());
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(static_cast<pp::tzif_problem>(200)).empty());
}

TEST_CASE("what is wrong with a POSIX TZ string is said, with its place and what was found") {
  CHECK(refusal("") == "at character 1: expected a name of three letters or more, such as CET or <+02>, found the end");
  CHECK(refusal("Europe/Amsterdam") ==
        "at character 7: expected the hours from local time to UTC, such as -1 for UTC+1, found \"/Amsterdam\"");
  CHECK(refusal("<+02-2") == "at character 7: expected letters, digits, \"+\", \"-\" and then \">\", found the end");
  CHECK(refusal("CET-25") == "at character 5: expected an offset of at most 24 hours, found \"25\"");
  CHECK(refusal("CET-1CEST") ==
        "at character 10: expected the dates between which daylight saving lasts, such as \",M3.5.0,M10.5.0/3\" in "
        "Europe; this library does not guess them, found the end");
  CHECK(refusal("CET-1CEST,M3.5.0") == "at character 17: expected \",\" and a date, such as M3.5.0, found the end");
  CHECK(refusal("CET-1CEST,March,M10.5.0") == "at character 12: expected a month from 1 to 12, found \"arch,M10.5.0\"");
  CHECK(refusal("CET-1CEST,x,M10.5.0") ==
        "at character 11: expected a date: Mm.w.d, Jn (1 to 365, without 29 February) or n (0 to 365), "
        "found \"x,M10.5.0\"");
  CHECK(refusal("CET-1CEST,M3.6.0,M10.5.0") ==
        "at character 14: expected a week from 1 to 5, the last, found \"6.0,M10.5.0\"");
  CHECK(refusal("CET-1CEST,M3.5.7,M10.5.0") ==
        "at character 16: expected a weekday from 0, Sunday, to 6, found \"7,M10.5.0\"");
  CHECK(refusal("CET-1CEST,J366,M10.5.0") ==
        "at character 12: expected a day of the year, at most 365, found \"366,M10.5.0\"");
  CHECK(refusal("CET-1CEST,M3.5.0/,M10.5.0") ==
        "at character 18: expected a time, such as 3 or 2:30, found \",M10.5.0\"");
  CHECK(refusal("CET-1CEST,M3.5.0/168,M10.5.0") ==
        "at character 18: expected a time from -167 to 167 hours, found \"168,M10.5.0\"");
  CHECK(refusal("CET-1:60") == "at character 7: expected minutes or seconds from 0 to 59, found \"60\"");
  CHECK(refusal("CET-1CEST,M3.5.0,M10.5.0 ") == "at character 25: expected nothing more, found \" \"");
}

TEST_CASE("what was found in a zone is fit for a terminal") {
  CHECK(refusal("CET\xC3\xA9") ==
        "at character 4: expected the hours from local time to UTC, such as -1 for UTC+1, found \"\xC3\xA9\"");
  CHECK(refusal("CET\x1B[2J\xFF") ==
        "at character 4: expected the hours from local time to UTC, such as -1 for UTC+1, found \"\\u001b[2J\\u00ff\"");
  CHECK(refusal("CET" + std::string(1000, 'x')).size() < 200);
  // a position past the text is its end
  CHECK(pp::to_text(pp::posix_tz_error{pp::posix_tz_problem::end_expected, 9}, "CET-1") ==
        "at character 10: expected nothing more, found the end");
}

TEST_CASE("what is wrong with a zone file is said, with the byte") {
  CHECK(pp::to_text(pp::tzif_error{pp::tzif_problem::not_tzif, 0}) ==
        "at byte 0: this is no TZif file: it does not begin with \"TZif\"");
  CHECK(pp::to_text(pp::tzif_error{pp::tzif_problem::trailing_bytes, 1234}) ==
        "at byte 1234: expected the end of the file after the rule for the future");
  CHECK(pp::to_text(pp::tzif_error{pp::tzif_problem::footer_invalid, 77, pp::posix_tz_problem::month_out_of_range}) ==
        "at byte 77: the rule for the future is no POSIX TZ string: expected a month from 1 to 12");
  // the problem of a footer counts for nothing elsewhere
  CHECK(pp::to_text(pp::tzif_error{pp::tzif_problem::truncated, 5, pp::posix_tz_problem::month_out_of_range}) ==
        "at byte 5: the file ends before what its header promises");
}

TEST_CASE("UTC is a zone by its name") {
  constexpr auto is_utc = [] {
    const auto zone = pp::parse_zone("UTC");
    return zone.has_value() && *zone == pp::any_zone() && zone->get_info(pp::sys_seconds()).offset == 0s;
  };
  PATCHPOLICY_CHECK_BOTH(is_utc());
  for (const char* const text : {"utc", "Utc", "UTC ", " UTC", "Z", "GMT", "UT"}) {
    CAPTURE(text);
    CHECK(is_refused(text));
  }
}

TEST_CASE("an offset is a zone, up to its limits") {
  PATCHPOLICY_CHECK_BOTH(is_offset("+02:00", 2h));
  PATCHPOLICY_CHECK_BOTH(is_offset("-09:30", -9h - 30min));
  PATCHPOLICY_CHECK_BOTH(is_offset("+00:00", 0s));
  PATCHPOLICY_CHECK_BOTH(is_offset("-00:00", 0s));
  PATCHPOLICY_CHECK_BOTH(is_offset("-00:44:30", -(44min + 30s)));
  PATCHPOLICY_CHECK_BOTH(is_offset("+25:59:59", 26h - 1s));
  PATCHPOLICY_CHECK_BOTH(is_offset("-25:59:59", 1s - 26h));
  PATCHPOLICY_CHECK_BOTH(is_refused("+26:00"));
  PATCHPOLICY_CHECK_BOTH(is_refused("-26:00"));
  PATCHPOLICY_CHECK_BOTH(is_refused("+2:00"));
  PATCHPOLICY_CHECK_BOTH(is_refused("02:00"));
  PATCHPOLICY_CHECK_BOTH(is_refused("+02:00 "));
}

TEST_CASE("a POSIX TZ string is a zone") {
  PATCHPOLICY_CHECK_BOTH(is_rule("CET-1CEST,M3.5.0,M10.5.0/3"));
  PATCHPOLICY_CHECK_BOTH(is_rule("EST5EDT,M3.2.0,M11.1.0"));
  PATCHPOLICY_CHECK_BOTH(is_rule("<+0545>-5:45"));
  PATCHPOLICY_CHECK_BOTH(is_rule("UTC0"));
  PATCHPOLICY_CHECK_BOTH(is_rule("ABC24"));
  PATCHPOLICY_CHECK_BOTH(is_rule("ABC-24"));
  PATCHPOLICY_CHECK_BOTH(is_refused("ABC25"));
  PATCHPOLICY_CHECK_BOTH(is_refused("ABC-25"));
  PATCHPOLICY_CHECK_BOTH(is_refused(""));
  PATCHPOLICY_CHECK_BOTH(is_refused("CET-1CEST"));
  PATCHPOLICY_CHECK_BOTH(is_refused(":Europe/Amsterdam"));
  PATCHPOLICY_CHECK_BOTH(is_refused("Europe/Amsterdam"));
}
