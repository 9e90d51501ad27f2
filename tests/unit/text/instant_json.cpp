// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/instant_json.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/random_case.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
namespace ppd = patchpolicy::detail;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

template <class T>
constexpr T untouched = T(T().time_since_epoch() + 12'345s);
template <>
constexpr seconds untouched<seconds> = 12'345s;

// Reads one value; returns what was wrong with it.
template <class T>
std::vector<std::string> read_into(T& value, std::string_view text) {
  pp::reading_errors errors;
  ppd::json_reader in(text, errors);
  ppd::read_json(in, value);
  in.finish();
  return tests::lines_of(errors);
}

template <class T>
std::string written(const T& value) {
  std::string text;
  ppd::json_writer out(text, pp::json_layout::compact);
  ppd::write_json(out, value);
  return text;
}

template <class T>
void check_both(const T& value, std::string_view text) {
  CHECK(written(value) == text);
  T read = untouched<T>;
  CHECK(read_into(read, text) == std::vector<std::string>{});
  CHECK(read == value);
}

template <class T>
void check_refused(std::string_view text, const std::string& message) {
  INFO(text);
  T read = untouched<T>;
  tests::check_lines(read_into(read, text), {message});
  CHECK(read == untouched<T>);
}

// What stands for no value of the type, whatever the type.
template <class T>
void check_wrong_types(const std::string& expected) {
  const std::string said = "1:1: expected " + expected + ", found ";
  check_refused<T>("null", said + "null");
  check_refused<T>("true", said + "true");
  check_refused<T>("0", said + "0");
  check_refused<T>("-1.5e3", said + "-1.5e3");
  check_refused<T>("[]", said + "a list");
  check_refused<T>("{\"a\": \"b\"}", said + "an object");
  check_refused<T>("\"\"", said + "\"\"");
  check_refused<T>("\"some text\"", said + "\"some text\"");
  check_refused<T>("  \"\\u0041\"", "1:3: expected " + expected + ", found \"A\"");
  check_refused<T>("nothing", said + "\"nothing\"");
  check_refused<T>("\"open", "1:1: *no closing double quote*");
}

}  // namespace

TEST_CASE("an instant in JSON is a string in UTC") {
  check_both(pp::sys_seconds(1'774'746'000s), R"("2026-03-29T01:00:00Z")");
  check_both(pp::sys_seconds(-1s), R"("1969-12-31T23:59:59Z")");
  check_both(pp::sys_seconds(253'402'300'799s), R"("9999-12-31T23:59:59Z")");
  check_both(pp::sys_seconds(253'402'300'800s), R"("+10000-01-01T00:00:00Z")");
  pp::sys_seconds read;
  CHECK(read_into(read, R"("2026-03-29T01:00:00\u005A")").empty());
  CHECK(read == pp::sys_seconds(1'774'746'000s));

  const std::string expected = "an instant, as 2026-03-29T01:00:00Z";
  check_wrong_types<pp::sys_seconds>(expected);
  for (const char* const text : {"\"2026-03-29T01:00:00\"", "\"2026-02-29T01:00:00Z\"", "\"2026-03-29T01:00:60Z\"",
                                 "\"2026-03-29\"", "\"+10001-01-01T00:00:00Z\"", "\"2026-03-29T01:00:00+00:00\""})
    check_refused<pp::sys_seconds>(text, "1:1: expected " + expected + ", found " + text);
}

TEST_CASE("a local time in JSON is a string without a zone") {
  check_both(pp::local_seconds(1'774'753'200s), R"("2026-03-29T03:00:00")");
  check_both(pp::local_seconds(-1s), R"("1969-12-31T23:59:59")");
  check_both(pp::local_seconds(253'402'300'800s), R"("+10000-01-01T00:00:00")");

  const std::string expected = "a local time, as 2026-03-29T03:00:00";
  check_wrong_types<pp::local_seconds>(expected);
  for (const char* const text : {"\"2026-03-29T03:00:00Z\"", "\"2026-04-31T03:00:00\"", "\"2026-03-29T24:00:00\"",
                                 "\"2026-03-29 03:00:00\"", "\"2026-03-29T03:00\""})
    check_refused<pp::local_seconds>(text, "1:1: expected " + expected + ", found " + text);
}

TEST_CASE("an offset in JSON is a string with a sign") {
  check_both(seconds(2h), R"("+02:00")");
  check_both(seconds(-9h - 30min), R"("-09:30")");
  check_both(seconds(0s), R"("+00:00")");
  check_both(-(44min + 30s), R"("-00:44:30")");
  check_both(26h - 1s, R"("+25:59:59")");
  check_both(1s - 26h, R"("-25:59:59")");

  const std::string expected = "an offset from UTC, as +02:00";
  check_wrong_types<seconds>(expected);
  for (const char* const text :
       {"\"Z\"", "\"02:00\"", "\"+2:00\"", "\"+26:00\"", "\"-26:00\"", "\"+02:60\"", "\"+02\""})
    check_refused<seconds>(text, "1:1: expected " + expected + ", found " + text);
}

TEST_CASE("instants, local times and offsets are read as they are written") {
  constexpr std::uint64_t seed = 63;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int i = 0; i < 2000; ++i) {
    // the years 1900 to 10000
    const seconds since_1970(static_cast<std::int64_t>(numbers.next() % 255'642'000'000U) - 2'208'988'800);
    const seconds east(numbers.between(1 - 26 * 3600, 26 * 3600 - 1));
    pp::sys_seconds instant;
    pp::local_seconds wall;
    seconds offset(0);
    CAPTURE(since_1970.count(), east.count());
    REQUIRE(read_into(instant, written(pp::sys_seconds(since_1970))).empty());
    REQUIRE(read_into(wall, written(pp::local_seconds(since_1970))).empty());
    REQUIRE(read_into(offset, written(east)).empty());
    REQUIRE(instant.time_since_epoch() == since_1970);
    REQUIRE(wall.time_since_epoch() == since_1970);
    REQUIRE(offset == east);
  }
}
