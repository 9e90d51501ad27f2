// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/json_codec.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
namespace ppd = patchpolicy::detail;

namespace {

// Reads one value; returns what was wrong with it.
template <class T>
std::vector<std::string> read_into(T& value, std::string_view text) {
  pp::reading_errors errors;
  ppd::json_reader in(text, errors);
  ppd::read_json(in, value);
  in.finish();
  return tests::lines_of(errors);
}

template <class Number>
std::optional<long long> count_of(std::string_view text) {
  std::optional<Number> value;
  const auto errors = read_into(value, text);
  CAPTURE(std::string(text), errors);
  CHECK(value.has_value() == errors.empty());
  if (!value) return std::nullopt;
  return value->count();
}

template <class T>
std::string written(const T& value) {
  std::string text;
  ppd::json_writer out(text, pp::json_layout::compact);
  ppd::write_json(out, value);
  return text;
}

// A type of this test's own, to see what the field table does alone.
struct point {
  int unused = 0;
  std::string name = {};
  bool flag = false;
  std::optional<pp::day_count> days = {};
  pp::flag_set<pp::weekday> on = {};
  friend bool operator==(const point&, const point&) = default;
};

}  // namespace

template <>
struct patchpolicy::describe<point> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"name", &point::name, presence::required});
    v(field{"flag", &point::flag, presence::stated});
    v(field{"days", &point::days});
    v(field{"on", &point::on});
  }
};

TEST_CASE("numbers count by value") {
  for (const char* spelling : {"7.5", "7.50", "7.500", "75e-1", "0.75e1", "0.75E+1", "750e-2", "7500000000000e-12",
                               "0.0000000075e9", "7.500000000000000000000000000000000000"}) {
    CHECK(count_of<pp::vrr_score>(spelling) == 750);
    CHECK(count_of<pp::cvss_threshold>(spelling) == 75);
  }
  for (const char* spelling : {"0", "-0", "0.0", "-0.000", "0e5", "0e99999999999", "0E-99999999999", "-0e0"})
    CHECK(count_of<pp::vrr_score>(spelling) == 0);
  for (const char* spelling : {"10", "10.0", "10.00", "1e1", "1E+1", "0.1e2", "100e-1", "1000e-2"})
    CHECK(count_of<pp::vrr_score>(spelling) == 1000);
  for (const char* spelling : {"8", "8.0", "80e-1", "0.8e1"}) CHECK(count_of<pp::staging_lead>(spelling) == 8);
}

TEST_CASE("numbers that are out of range or too fine are refused, however large or small") {
  for (const char* spelling : {"10.01",
                               "1001e-2",
                               "11",
                               "1e2",
                               "1e999",
                               "1e18",
                               "1e19",
                               "1e99999999999999999999",
                               "99999999999999999999",
                               "-0.01",
                               "-1",
                               "-1e999",
                               "0.001",
                               "7.505",
                               "1e-3",
                               "1e-999",
                               "1e-99999999999999999999",
                               "9.999999999999999999999",
                               "10.000000000000000000001",
                               "0.0000000000000000000001"})
    CHECK(!count_of<pp::vrr_score>(spelling));
  for (const char* spelling : {"0", "0.05", "0.1e-1", "10.1", "9.99", "-0.1"})
    CHECK(!count_of<pp::cvss_threshold>(spelling));
  for (const char* spelling : {"0", "24", "1.5", "-4", "0.5", "23.1"}) CHECK(!count_of<pp::staging_lead>(spelling));
}

TEST_CASE("each bounded number is accepted at both bounds and refused beyond them") {
  const auto check = [](auto witness, const char* below, const char* lowest, const char* highest, const char* above) {
    using number = decltype(witness);
    CHECK(!count_of<number>(below));
    CHECK(count_of<number>(lowest) == number::lowest);
    CHECK(count_of<number>(highest) == number::highest);
    CHECK(!count_of<number>(above));
  };
  check(pp::staging_lead::constant<1>(), "0", "1", "23", "24");
  check(pp::force_delay::constant<1>(), "0", "1", "10080", "10081");
  check(pp::countdown_length::constant<0>(), "-1", "0", "1440", "1441");
  check(pp::vrr_score::constant<0>(), "-0.01", "0", "10", "10.01");
  check(pp::cvss_score::constant<0>(), "-0.1", "0", "10", "10.1");
  check(pp::cvss_threshold::constant<1>(), "0", "0.1", "10", "10.1");
  check(pp::month_day::constant<1>(), "0", "1", "31", "32");
  check(pp::day_count::constant<0>(), "-1", "0", "30", "31");
}

TEST_CASE("a number that is refused is told its range") {
  std::optional<pp::staging_lead> lead;
  CHECK(read_into(lead, "24") == std::vector<std::string>{"1:1: expected a whole number from 1 to 23, found 24"});
  std::optional<pp::cvss_threshold> cvss;
  CHECK(read_into(cvss, "0") ==
        std::vector<std::string>{"1:1: expected a number from 0.1 to 10 with at most one decimal, found 0"});
  std::optional<pp::vrr_score> vrr;
  CHECK(read_into(vrr, "\"7\"") ==
        std::vector<std::string>{"1:1: expected a number from 0 to 10 with at most two decimals, found \"7\""});
  pp::vrr_score kept = pp::vrr_score::constant<5>();
  CHECK(read_into(kept, "1e999").size() == 1);
  CHECK(kept == pp::vrr_score::constant<5>());
}

TEST_CASE("every score of two decimals is read and written as itself") {
  int wrong = 0;
  for (long long count = 0; count <= 1000; ++count) {
    const auto score = *pp::vrr_score::checked(count);
    if (count_of<pp::vrr_score>(written(score)) != count) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("words of an enumeration are exact") {
  pp::reboot_condition when = pp::reboot_condition::always;
  CHECK(read_into(when, "\"if_required\"").empty());
  CHECK(when == pp::reboot_condition::if_required);
  CHECK(read_into(when, "\"\\u0061lways\"").empty());
  CHECK(when == pp::reboot_condition::always);
  for (const char* bad :
       {"\"Always\"", "\"always \"", "\"alway\"", "\"\"", "\"if-required\"", "0", "null", "[\"always\"]"}) {
    const auto errors = read_into(when, bad);
    REQUIRE(errors.size() == 1);
    CHECK(tests::matches(errors[0], "1:1: expected \"always\" or \"if_required\", found *"));
  }
  CHECK(written(when) == "\"always\"");
}

TEST_CASE("a set is a list in which repeats count once") {
  pp::flag_set<pp::weekday> days;
  CHECK(read_into(days, R"(["sunday","monday","sunday","monday"])").empty());
  CHECK(days == pp::flag_set<pp::weekday>{pp::weekday::monday, pp::weekday::sunday});
  CHECK(written(days) == R"(["monday","sunday"])");
  CHECK(read_into(days, "[]").empty());
  CHECK(days.empty());
  tests::check_lines(read_into(days, R"(["sunday",1,"Monday"])"),
                     {"1:11: [1]: expected *found 1", "1:13: [2]: expected *found \"Monday\""});
}

TEST_CASE("names are listed with commas and one or") {
  CHECK(ppd::list_names(std::array<std::string_view, 1>{"a"}) == R"("a")");
  CHECK(ppd::list_names(std::array<std::string_view, 2>{"a", "b"}) == R"("a" or "b")");
  CHECK(ppd::list_names(std::array<std::string_view, 4>{"a", "b", "c", "d"}) == R"("a", "b", "c" or "d")");
}

TEST_CASE("a near miss is close, and nearer than any other") {
  const std::array<std::string_view, 5> names = {"schedule", "enabled", "deploy", "at",
                                                 "also_days_after_patch_tuesday"};
  const auto meant = [&](std::string_view name) { return std::string(ppd::near_miss(name, names)); };
  CHECK(meant("schedul") == "schedule");
  CHECK(meant("shedule") == "schedule");
  CHECK(meant("schedules") == "schedule");
  CHECK(meant("scehdule") == "schedule");
  CHECK(meant("enable") == "enabled");
  CHECK(meant("disabled") == "");
  CHECK(meant("deplois") == "deploy");
  CHECK(meant("also_days_after_patch_tuesdays") == "also_days_after_patch_tuesday");
  CHECK(meant("also_days_after_patch_tues") == "");
  CHECK(meant("") == "");
  CHECK(meant("a") == "");
  CHECK(meant("it") == "");
  CHECK(meant("xyz") == "");
  CHECK(meant(std::string(60, 'x')) == "");
  CHECK(meant(std::string(61, 'x')) == "");
  CHECK(meant(std::string(100000, 'x')) == "");
  CHECK(meant("xt") == "");
  const std::array<std::string_view, 2> twins = {"abcdef", "abcdeg"};
  CHECK(ppd::near_miss("abcdeg", twins) == "abcdeg");
  CHECK(ppd::near_miss("abcdxg", twins) == "abcdeg");
}

TEST_CASE("a capital is a near miss") {
  const std::array<std::string_view, 2> names = {"schedule", "enabled"};
  CHECK(ppd::near_miss("Schedule", names) == "schedule");
  CHECK(ppd::near_miss("Enabled", names) == "enabled");
}

TEST_CASE("a word that means the opposite is no near miss") {
  const std::array<std::string_view, 2> names = {"include", "recurrence"};
  CHECK(ppd::near_miss("exclude", names).empty());
}

TEST_CASE("a field table says what must be there, what is written, and in which order") {
  point value;
  CHECK(written(value) == R"({"name":"","flag":false})");
  CHECK(read_into(value, R"({"on":["friday"],"days":3,"name":"p"})").empty());
  CHECK(value == point{0, "p", false, pp::day_count::constant<3>(), {pp::weekday::friday}});
  CHECK(written(value) == R"({"name":"p","flag":false,"days":3,"on":["friday"]})");
  tests::check_lines(read_into(value, "{}"), {"1:1: name: *missing*"});
  tests::check_lines(read_into(value, "[]"), {"1:1: *an object*found a list"});
  tests::check_lines(
      read_into(value, R"({"name":1,"nam":2,"name":3,"flag":4,"x":5,"days":99})"),
      {"1:9: name: *found 1", "1:11: nam: unknown key*\"name\"*", "1:19: name: *given twice*", "1:35: flag: *found 4",
       "1:37: x: unknown key*\"name\", \"flag\", \"days\" or \"on\"*", "1:50: days: *0 to 30*found 99"});
}

TEST_CASE("of a repeated key the first value holds") {
  point value;
  CHECK(read_into(value, R"({"name":"first","name":"second"})").size() == 1);
  CHECK(value.name == "first");
}

TEST_CASE("after a syntax error nothing is said of what is missing") {
  point value;
  const auto errors = read_into(value, R"({"flag":true,)");
  CHECK(errors.size() == 1);
}

TEST_CASE("an unknown key is named with care, whatever it holds") {
  point value;
  const auto errors = read_into(value, "{\"name\":\"\",\"a\\nb\\u001b[31m\":1}");
  REQUIRE(errors.size() == 1);
  for (const char c : errors[0]) CHECK(static_cast<unsigned char>(c) >= 0x20);
  const auto long_key = read_into(value, "{\"name\":\"\",\"" + std::string(100000, 'k') + "\":1}");
  REQUIRE(long_key.size() == 1);
  CHECK(long_key[0].size() < 400);
}
