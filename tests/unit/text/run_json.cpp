// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/run_json.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/random_schedule.hpp"
#include "unit/core/fields_of.hpp"
#include "unit/text/every_field.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;
using pp::local_time_kind;
using pp::platform;
using pp::task_kind;
using std::chrono::seconds;
using tests::check_rows;
using tests::errors_of;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

// The example of the interchange page, section Runs.
constexpr std::string_view page_run =
    R"({"platform":"windows","task":"routine_maintenance","date":"2026-03-29","local":"2026-03-29T03:00:00","instant":"2026-03-29T01:00:00Z","offset":"+02:00","moved":"gap","stage":{"local":"2026-03-29T00:00:00","instant":"2026-03-28T23:00:00Z","cut":false}})"
    "\n";

constexpr auto read_text = [](std::string_view text) { return pp::read_run_lines(text); };

pp::civil_date date(int year, int month, int day) { return *pp::civil_date::of(year, month, day); }

pp::sys_seconds utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return pp::sys_seconds(24h * pp::detail::number_of_day(year, month, day) + std::chrono::hours(hour) +
                         std::chrono::minutes(minute) + seconds(second));
}

std::string written(const std::vector<pp::task_run>& runs) {
  std::string text;
  for (const pp::task_run& run : runs) pp::append_run_line(text, run);
  return text;
}

std::vector<pp::task_run> value_of(std::string_view text) {
  auto read = pp::read_run_lines(text);
  INFO(text.substr(0, 2000));
  REQUIRE(errors_of(read) == std::vector<std::string>{});
  return *std::move(read);
}

void check_round_trip(const std::vector<pp::task_run>& runs) {
  const std::string text = written(runs);
  const auto read = value_of(text);
  REQUIRE(read.size() == runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (!(read[i] == runs[i])) {
      INFO(written({runs[i]}));
      CHECK(written({read[i]}) == written({runs[i]}));
      FAIL("another run");
    }
  CHECK(written(read) == text);
}

pp::task_run page_value() {
  pp::occurrence run{date(2026, 3, 29), utc(2026, 3, 29, 1), 2h, local_time_kind::gap};
  run.stage = pp::staging_start{utc(2026, 3, 28, 23), 1h, false};
  return {platform::windows, task_kind::routine_maintenance, run, {}};
}

// A run on Windows without staging, in UTC, with these members changed; `^` marks as in `check_row`.
std::string line(std::string_view day, std::string_view local, std::string_view instant, std::string_view offset,
                 std::string_view more = "",
                 std::string_view who = R"("platform":"windows","task":"priority_updates")") {
  std::string text = "{" + std::string(who) + ",\"date\":" + std::string(day) + ",\"local\":" + std::string(local) +
                     ",\"instant\":" + std::string(instant) + ",\"offset\":" + std::string(offset);
  if (!more.empty()) text += "," + std::string(more);
  return text + "}";
}
std::string with(std::string_view more) {
  return line("\"2026-05-01\"", "\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\"", more);
}
std::string of(std::string_view who, std::string_view more = "") {
  return line("\"2026-05-01\"", "\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\"", more, who);
}
std::string staged(std::string_view local, std::string_view instant) {
  return with("\"stage\":" + std::string("^") + "{\"local\":\"" + std::string(local) + "\",\"instant\":\"" +
              std::string(instant) + "\",\"cut\":true}");
}
std::string unmarked(std::string text) {
  std::erase(text, '^');
  return text;
}

pp::local_seconds local_on(pp::civil_date day, seconds time) {
  return pp::local_seconds(pp::wall_time(day, "00:00"_time).time_since_epoch() + time);
}

seconds some_offset(naive::random_numbers& numbers) {
  switch (numbers.below(4)) {
    case 0: return std::chrono::hours(numbers.between(-12, 14));
    case 1: return std::chrono::minutes(15 * numbers.between(-48, 56));
    case 2: return numbers.chance(50) ? seconds(26h - 1s) : seconds(1s - 26h);
    default: return seconds(numbers.between(1 - 26 * 3600, 26 * 3600 - 1));
  }
}

// Any run that a file can have.
pp::task_run random_run(naive::random_numbers& numbers) {
  const auto os = static_cast<platform>(numbers.below(3));
  const auto task = os == platform::windows ? static_cast<task_kind>(numbers.below(3)) : task_kind::routine_maintenance;
  std::int64_t day = naive::between(numbers, 0, naive::last_nominal_day());
  if (numbers.chance(10)) day = numbers.between(0, 1);
  if (numbers.chance(10)) day = naive::last_nominal_day() - numbers.between(0, 2);
  const pp::civil_date on = naive::civil_date_on(day);
  seconds time(numbers.between(0, 1439) * 60);
  if (numbers.chance(20)) time = 24h * numbers.between(0, 2) + seconds(numbers.between(0, 86'399));
  const seconds offset = some_offset(numbers);
  const pp::sys_seconds at = pp::detail::sys_at(local_on(on, time), offset);
  pp::occurrence run{on, at, offset, static_cast<local_time_kind>(numbers.below(3))};
  if (os == platform::gnu_linux) return {os, task, run, {}};
  switch (numbers.below(3)) {
    case 0: run.no_time_to_stage = on.day() == 1; break;
    case 1:
      run.stage =
          pp::staging_start{at - seconds(numbers.between(1, 23 * 3600)), some_offset(numbers), numbers.chance(50)};
      break;
    default: break;
  }
  return {os, task, run, {}};
}

}  // namespace

TEST_CASE("the run of the interchange page is written and read as it says") {
  CHECK(written({page_value()}) == page_run);
  CHECK(value_of(page_run) == std::vector<pp::task_run>{page_value()});

  // and it is what the library finds
  const pp::staged_schedule nightly{pp::daily{}, "02:30"_time, false, {}, 2_h_before};
  const auto run = pp::next_run(nightly, utc(2026, 3, 28, 12), "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz);
  REQUIRE(run.has_value());
  CHECK(written({{platform::windows, task_kind::routine_maintenance, *run, {}}}) == page_run);
}

TEST_CASE("a run says only what applies") {
  pp::occurrence run{date(1970, 1, 1), utc(1970, 1, 1, 4, 14, 30), -(44min + 30s)};
  CHECK(
      written({{platform::gnu_linux, task_kind::routine_maintenance, run, {}}}) ==
      R"({"platform":"linux","task":"routine_maintenance","date":"1970-01-01","local":"1970-01-01T03:30:00","instant":"1970-01-01T04:14:30Z","offset":"-00:44:30"})"
      "\n");
  run = {date(2026, 11, 1), utc(2026, 10, 31, 23), 1h, local_time_kind::fold};
  run.no_time_to_stage = true;
  CHECK(
      written({{platform::mac, task_kind::routine_maintenance, run, {}}}) ==
      R"({"platform":"mac","task":"routine_maintenance","date":"2026-11-01","local":"2026-11-01T00:00:00","instant":"2026-10-31T23:00:00Z","offset":"+01:00","moved":"fold","stage":null})"
      "\n");
  run.no_time_to_stage = false;
  run.stage = pp::staging_start{utc(2026, 10, 31, 22, 0, 1), 0s, true};
  CHECK(
      written({{platform::windows, task_kind::zero_day_response, run, {}}}) ==
      R"({"platform":"windows","task":"zero_day_response","date":"2026-11-01","local":"2026-11-01T00:00:00","instant":"2026-10-31T23:00:00Z","offset":"+01:00","moved":"fold","stage":{"local":"2026-10-31T22:00:01","instant":"2026-10-31T22:00:01Z","cut":true}})"
      "\n");
}

TEST_CASE("which tasks a run meets is not in its line") {
  pp::task_run run = page_value();
  run.meets.insert(task_kind::priority_updates);
  CHECK(written({run}) == page_run);
}

TEST_CASE("runs are read as they are written") {
  constexpr std::uint64_t seed = 64;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  std::vector<pp::task_run> runs;
  for (int i = 0; i < 5000; ++i) runs.push_back(random_run(numbers));
  check_round_trip(runs);
  check_round_trip({});
}

TEST_CASE("the runs of random schedules are read as they are written") {
  constexpr std::uint64_t first_seed = 1;
  std::size_t moved = 0;
  std::size_t cut = 0;
  std::size_t without_time = 0;
  for (std::uint64_t seed = first_seed; seed <= 600; ++seed) {
    CAPTURE(seed);
    naive::random_numbers numbers(seed);
    const std::string rule = naive::text_of(naive::random_posix_rule(numbers, true));
    const auto zone = pp::posix_zone::parse(rule);
    REQUIRE(zone.has_value());
    pp::sys_seconds after(seconds(naive::between(numbers, -naive::seconds_per_day, 4'000'000'000)));
    if (numbers.chance(10)) after = utc(9999, 11, 1);
    // mostly at an hour at which the clocks change
    const pp::sys_seconds change = zone->get_info(after).end;
    const pp::sys_seconds near = change < pp::detail::last_instant && numbers.chance(70) ? change : after;
    after = near - 60h;
    const std::int64_t wall = (near + zone->get_info(near).offset).time_since_epoch().count();
    const pp::staged_schedule when = naive::random_schedule(numbers, wall);
    CAPTURE(rule, naive::text_of(when));

    std::vector<pp::task_run> runs;
    for (auto run = pp::next_run(when, after, *zone); run && runs.size() < 10;
         run = pp::next_run(when, run->at, *zone)) {
      moved += run->kind != local_time_kind::unique ? 1U : 0U;
      cut += run->stage && run->stage->cut ? 1U : 0U;
      without_time += run->no_time_to_stage ? 1U : 0U;
      runs.push_back({platform::mac, task_kind::routine_maintenance, *run, {}});
    }
    check_round_trip(runs);
  }
  CHECK(moved > 20);
  CHECK(cut > 20);
  CHECK(without_time > 0);
}

TEST_CASE("runs of the year 10000, and before 1970 by universal time") {
  pp::occurrence last{date(9999, 12, 31), utc(10'000, 1, 1, 9, 30), -10h};
  last.stage = pp::staging_start{utc(10'000, 1, 1, 8, 30), -8h, false};
  const pp::task_run late{platform::windows, task_kind::priority_updates, last, {}};
  CHECK(
      written({late}) ==
      R"({"platform":"windows","task":"priority_updates","date":"9999-12-31","local":"9999-12-31T23:30:00","instant":"+10000-01-01T09:30:00Z","offset":"-10:00","stage":{"local":"+10000-01-01T00:30:00","instant":"+10000-01-01T08:30:00Z","cut":false}})"
      "\n");
  pp::occurrence first{date(1970, 1, 1), utc(1969, 12, 31, 10), 14h};
  first.stage = pp::staging_start{utc(1969, 12, 30, 11), 14h, false};
  const pp::occurrence moved{date(9999, 12, 31), utc(9999, 12, 31, 23, 59, 59), 1s, local_time_kind::gap};
  check_round_trip({late,
                    {platform::mac, task_kind::routine_maintenance, first, {}},
                    {platform::gnu_linux, task_kind::routine_maintenance, moved, {}}});
}

TEST_CASE("a run has the fields of the interchange page") {
  CHECK(tests::fields_of<pp::detail::run_fields>() == "platform! task! date! local! instant! offset! moved stage");
  CHECK(tests::fields_of<pp::detail::stage_fields>() == "local! instant! cut!");
}

TEST_CASE("every field of a run is read strictly") {
  const std::string good(page_run.substr(0, page_run.size() - 1));
  const struct {
    const char* path;
    const char* object;
    const char* expected;
    bool required;
    std::vector<const char*> wrong;
  } fields[] = {
      {"platform", "", "\"windows\", \"mac\" or \"linux\"", true, {"\"Windows\"", "\"gnu_linux\"", "\"\""}},
      {"task",
       "",
       "\"routine_maintenance\", \"priority_updates\" or \"zero_day_response\"",
       true,
       {"\"routine\"", "\"daily\""}},
      {"date",
       "",
       "*date*YYYY-MM-DD*",
       true,
       {"\"2026-02-29\"", "\"2026-3-29\"", "\"2026-03-29T00:00:00\"", "\"2026-13-01\"", "\"+10000-01-01\"", "\"\""}},
      {"local",
       "",
       "a local time, as 2026-03-29T03:00:00",
       true,
       {"\"2026-02-29T03:00:00\"", "\"2026-03-29T03:00:00Z\"", "\"2026-03-29T03:00\"", "\"03:00\""}},
      {"instant",
       "",
       "an instant, as 2026-03-29T01:00:00Z",
       true,
       {"\"2026-02-30T01:00:00Z\"", "\"2026-03-29T01:00:00\"", "\"2026-03-29T24:00:00Z\"", "\"2026-03-29T01:00:60Z\""}},
      {"offset", "", "an offset from UTC, as +02:00", true, {"\"02:00\"", "\"Z\"", "\"+26:00\"", "\"+02:60\""}},
      {"moved", "", "*\"gap\" or \"fold\"", false, {"\"skip\"", "\"Gap\"", "\"\""}},
      {"stage", "", "an object", false, {}},
      {"stage.local",
       "stage",
       "a local time, as 2026-03-29T03:00:00",
       true,
       {"\"2026-02-29T00:00:00\"", "\"2026-03-29T00:00:00Z\""}},
      {"stage.instant",
       "stage",
       "an instant, as 2026-03-29T01:00:00Z",
       true,
       {"\"2026-03-32T23:00:00Z\"", "\"2026-03-28T23:00:00\""}},
      {"stage.cut", "stage", "true or false", true, {"\"true\"", "\"\""}},
  };
  for (const auto& f : fields) {
    const std::string path = f.path;
    const std::string object = f.object;
    const std::string name = path.substr(object.empty() ? 0 : object.size() + 1);
    const std::string said = path + ": ";
    INFO(path);

    std::vector<std::pair<std::string, std::string>> wrong = {
        {"0", "0"}, {"[]", "a list"}, {"\"some text\"", "\"some text\""}};
    if (name != "stage") wrong.insert(wrong.end(), {{"null", "null"}, {"{\"a\": 1}", "an object"}});
    if (name != "cut") wrong.insert(wrong.end(), {{"true", "true"}, {"false", "false"}});
    for (const char* const text : f.wrong) wrong.emplace_back(text, text);
    for (const auto& [value, found] : wrong)
      tests::check_row(read_text,
                       {tests::with_value(good, path, value), {said + "expected " + f.expected + ", found " + found}});

    if (f.required)
      tests::check_row(read_text, {tests::without_member(good, object, path, true), {said + "this key is missing"}});
    else
      tests::check_row(read_text, {tests::without_member(good, object, path, false)});

    const tests::member_span at = tests::find_member(good, path);
    const std::string value = good.substr(at.value, at.end - at.value);
    for (const std::string& key : {name, tests::escaped(name)})
      tests::check_row(
          read_text, {tests::with_member(good, object, '"' + key + "\":" + value), {said + "this key is given twice"}});
    const std::string before = object.empty() ? "" : object + '.';
    const std::string slip = tests::misspelled(name);
    if (name.size() > 3)
      tests::check_row(read_text, {tests::with_member(good, object, '"' + slip + "\":" + value),
                                   {before + slip + ": unknown key, did you mean \"" + name + "\"?"}});
    tests::check_row(read_text, {tests::with_member(good, object, R"("valid_until":[{}])"),
                                 {before + "valid_until: unknown key, expected *\"" + name + "\"*"}});
  }
}

TEST_CASE("what a run says fits together") {
  const std::string clock = "this is not what the clock shows at that instant with that offset";
  const std::string late = "date: expected the date of the local time, or at most three days before";
  const std::vector<tests::reading_row> rows = {
      {with("")},
      {line("\"2026-05-01\"", "^\"2026-05-01T12:00:01\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\""),
       {"local: " + clock}},
      {line("\"2026-05-01\"", "^\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"-02:00\""),
       {"local: " + clock}},
      {line("\"2026-05-01\"", "^\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00:01\""),
       {"local: " + clock}},
      {line("\"2026-05-01\"", "^\"2026-05-01T12:00:00\"", "\"2025-05-01T10:00:00Z\"", "\"+02:00\""),
       {"local: " + clock}},
      // a whole day may be missing, such as 2011-12-30 in Apia
      {line("\"2011-12-30\"", "\"2011-12-31T00:00:00\"", "\"2011-12-30T10:00:00Z\"", "\"+14:00\"",
            "\"moved\":\"gap\"")},
      {line("\"2026-04-29\"", "\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\"")},
      {line("^\"2026-04-27\"", "\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\""), {late}},
      {line("^\"2026-05-02\"", "\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+02:00\""), {late}},
      {line("^\"2026-05-02\"", "\"2026-05-01T23:59:59\"", "\"2026-05-01T23:59:59Z\"", "\"+00:00\""), {late}},
      {line("\"1970-01-01\"", "\"1970-01-01T00:00:00\"", "\"1969-12-31T22:00:00Z\"", "\"+02:00\"")},
      {line("^\"1969-12-31\"", "\"1970-01-01T00:00:00\"", "\"1970-01-01T00:00:00Z\"", "\"+00:00\""),
       {"date: expected a date from 1970-01-01 on"}},
      {line("^^\"1969-12-28\"", "\"1970-01-01T00:00:00\"", "\"1970-01-01T00:00:00Z\"", "\"+00:00\""),
       {"date: expected a date from 1970-01-01 on", late}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a run is of a task that the platform has") {
  for (const char* const os : {"windows", "mac", "linux"})
    for (const char* const task : {"routine_maintenance", "priority_updates", "zero_day_response"}) {
      const bool offered = os == std::string_view("windows") || task == std::string_view("routine_maintenance");
      const std::string who =
          tests::within("\"platform\":\"", os, "\",\"task\":") + (offered ? "" : "^") + '"' + task + '"';
      if (offered)
        tests::check_row(read_text, {of(who)});
      else
        tests::check_row(read_text, {of(who), {"task: this platform has no such task"}});
    }
}

TEST_CASE("a run that was not moved does not say so") {
  const std::vector<tests::reading_row> rows = {
      {with(R"("moved":"gap")")},
      {with(R"("moved":"fold")")},
      {with(R"("moved":^"unique")"), {"moved: expected \"gap\" or \"fold\""}},
      {with(R"("moved":^null)"), {"moved: *found null"}},
  };
  check_rows(read_text, rows);
  CHECK(value_of(with(R"("moved":"fold")"))[0].run.kind == local_time_kind::fold);
  CHECK(value_of(with(""))[0].run.kind == local_time_kind::unique);
}

TEST_CASE("staging comes before the run, on Windows and Mac") {
  const std::string windows = R"("platform":"windows","task":"zero_day_response")";
  const std::string mac = R"("platform":"mac","task":"routine_maintenance")";
  const std::string gnu_linux = R"("platform":"linux","task":"routine_maintenance")";
  const std::string stage = R"({"local":"2026-05-01T08:00:00","instant":"2026-05-01T06:00:00Z","cut":false})";
  const std::vector<tests::reading_row> rows = {
      {of(windows, "\"stage\":" + stage)},
      {of(mac, "\"stage\":" + stage)},
      {of(windows, "\"stage\":null")},
      {of(mac, "\"stage\":null")},
      {of(gnu_linux)},
      {of(gnu_linux, "\"stage\":^" + stage), {"stage: Linux has no staging"}},
      {of(gnu_linux, "\"stage\":^null"), {"stage: Linux has no staging"}},
      {unmarked(staged("2026-05-01T11:59:59", "2026-05-01T09:59:59Z"))},
      {staged("2026-05-01T12:00:00", "2026-05-01T10:00:00Z"), {"stage: expected an instant before the run"}},
      {staged("2026-05-01T12:00:01", "2026-05-01T10:00:01Z"), {"stage: expected an instant before the run"}},
      {staged("2027-05-01T12:00:00", "2027-05-01T10:00:00Z"), {"stage: expected an instant before the run"}},
      {unmarked(staged("2026-04-30T13:00:00", "2026-04-30T11:00:00Z"))},
      {staged("2026-04-30T12:59:59", "2026-04-30T10:59:59Z"),
       {"stage: expected an instant at most 23 hours before the run"}},
      {R"({"platform":"mac","task":"routine_maintenance","date":"2026-11-02","local":"2026-11-02T00:00:00","instant":"2026-11-01T23:00:00Z","offset":"+01:00","stage":^null})",
       {"stage: found null, but only a run on the first of a month*"}},
      // the clocks may have changed since
      {unmarked(staged("2026-05-01T11:00:00", "2026-05-01T08:00:00Z"))},
      {unmarked(staged("2026-05-01T13:59:59", "2026-04-30T12:00:00Z"))},
      {unmarked(staged("2026-04-29T10:00:01", "2026-04-30T12:00:00Z"))},
      {staged("2026-05-01T14:00:00", "2026-04-30T12:00:00Z"),
       {"stage: expected a local time less than 26 hours from the instant"}},
      {staged("2026-04-29T10:00:00", "2026-04-30T12:00:00Z"),
       {"stage: expected a local time less than 26 hours from the instant"}},
  };
  check_rows(read_text, rows);

  const auto read = value_of(of(windows, "\"stage\":" + stage) + "\n" + of(mac, "\"stage\":null") + "\n" + of(mac));
  REQUIRE(read.size() == 3);
  CHECK(read[0].run.stage == pp::staging_start{utc(2026, 5, 1, 6), 2h, false});
  CHECK_FALSE(read[0].run.no_time_to_stage);
  CHECK(!read[1].run.stage);
  CHECK(read[1].run.no_time_to_stage);
  CHECK(!read[2].run.stage);
  CHECK_FALSE(read[2].run.no_time_to_stage);
}

TEST_CASE("all that is wrong with runs is said at once, with its place") {
  const std::vector<tests::reading_row> rows = {
      {"^^^^^^{}",
       {"platform: this key is missing", "task: this key is missing", "date: this key is missing",
        "local: this key is missing", "instant: this key is missing", "offset: this key is missing"}},
      {R"({"platform":^"dos","task":^5,"date":^"2026-02-30","local":^null,"instant":^"now","offset":^2,"moved":^[],)"
       R"("stage":^^{"cut":^"no",^"lead":4}})",
       {"platform: *found \"dos\"", "task: *found 5", "date: *found \"2026-02-30\"", "local: *found null",
        "instant: *found \"now\"", "offset: *found 2", "moved: *found a list", "stage.local: this key is missing",
        "stage.instant: this key is missing", "stage.cut: *found \"no\"", "stage.lead: unknown key*"}},
      // the parts of a run are compared when all of them could be read
      {line(
           "^\"2026-04-01\"", "^\"2026-05-01T12:00:00\"", "\"2026-05-01T10:00:00Z\"", "\"+03:00\"",
           R"("moved":^"unique","stage":^^^{"local":"2020-05-03T12:00:00","instant":"2026-05-01T10:00:00Z","cut":true})",
           R"("platform":"linux","task":^"priority_updates")"),
       {"task: this platform*", "date: *three days*", "local: *clock*", "moved: *", "stage: Linux*", "stage: *before*",
        "stage: *26 hours*"}},
      {with("") + "\n" + with("\"moved\":^\"unique\"") + "\n\n  ^[]\n" + with("") + "\n{\"platform\":^}\n" +
           with("\"stage\":^0") + "^}",
       {"moved: *", "expected an object, found a list", "platform: *found \"}\"", "stage: *found 0",
        "expected nothing after the value*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("runs are lines like those of a catalog") {
  const std::string good = with("");
  CHECK(value_of("").empty());
  CHECK(value_of("\n \t\r\n").empty());
  CHECK(value_of("\xEF\xBB\xBF").empty());
  CHECK(value_of("\xEF\xBB\xBF" + good + "\r\n\n" + good).size() == 2);
  CHECK(value_of("\n\n  " + good + "  \n\n").size() == 1);
  CHECK(value_of(good + std::string(mebibyte - good.size(), ' ')).size() == 1);
  const std::vector<tests::reading_row> rows = {
      {good + "\n^\xEF\xBB\xBF" + good, {"*"}},
      {"^" + std::string(mebibyte + 1, ' ') + "\n" + good, {"*1 MiB*"}},
      {good + " ^" + good, {"expected nothing after the value*"}},
      {"^null", {"expected an object, found null"}},
  };
  check_rows(read_text, rows);
  tests::check_lines(errors_of(pp::read_run_lines(std::string_view("{\0\"\0", 4))), {"1:1: *UTF-16*"});
}

TEST_CASE("of many errors a hundred are listed, and all are counted") {
  const auto read = pp::read_run_lines(tests::repeated("{}\n", 50));
  REQUIRE(!read.has_value());
  CHECK(read.error().count() == 300);
  CHECK(read.error().listed().size() == 100);
}

// ---- Missed runs ----

TEST_CASE("a catch-up that is due is written with the run that was missed") {
  pp::catch_up answer{pp::catch_up_outcome::due, utc(2026, 3, 30, 6), utc(2026, 3, 30, 7)};
  answer.missed = pp::occurrence{date(2026, 3, 29), utc(2026, 3, 29, 1), 2h, local_time_kind::gap};
  CHECK(pp::write_catch_up(platform::windows, task_kind::routine_maintenance, answer) ==
        R"({
  "platform": "windows",
  "task": "routine_maintenance",
  "outcome": "due",
  "due": {
    "from": "2026-03-30T06:00:00Z",
    "to": "2026-03-30T07:00:00Z"
  },
  "missed": {
    "date": "2026-03-29",
    "local": "2026-03-29T03:00:00",
    "instant": "2026-03-29T01:00:00Z",
    "offset": "+02:00",
    "moved": "gap"
  },
  "served_by": null
}
)");
}

TEST_CASE("a catch-up that is not due is written with the reason") {
  const auto compact = [](platform os, task_kind task, const pp::catch_up& answer) {
    return pp::write_catch_up(os, task, answer, pp::json_layout::compact);
  };
  pp::catch_up answer{pp::catch_up_outcome::served, utc(2026, 5, 1, 9, 30), utc(2026, 5, 1, 10, 30)};
  answer.missed = pp::occurrence{date(2026, 4, 30), utc(2026, 4, 30, 10), 2h};
  answer.served_by = pp::occurrence{date(2026, 5, 1), utc(2026, 5, 1, 10), 2h};
  answer.served_by->stage = pp::staging_start{utc(2026, 5, 1, 8), 2h, true};
  CHECK(
      compact(platform::mac, task_kind::routine_maintenance, answer) ==
      R"({"platform":"mac","task":"routine_maintenance","outcome":"served","due":null,)"
      R"("missed":{"date":"2026-04-30","local":"2026-04-30T12:00:00","instant":"2026-04-30T10:00:00Z","offset":"+02:00"},)"
      R"("served_by":{"date":"2026-05-01","local":"2026-05-01T12:00:00","instant":"2026-05-01T10:00:00Z",)"
      R"("offset":"+02:00","stage":{"local":"2026-05-01T10:00:00","instant":"2026-05-01T08:00:00Z","cut":true}}})");
  answer.served_by->stage.reset();
  answer.served_by->no_time_to_stage = true;
  CHECK(compact(platform::mac, task_kind::routine_maintenance, answer).find(R"("stage":null}})") != std::string::npos);

  answer.outcome = pp::catch_up_outcome::switched_off;
  answer.served_by.reset();
  CHECK(
      compact(platform::windows, task_kind::priority_updates, answer) ==
      R"({"platform":"windows","task":"priority_updates","outcome":"switched_off","due":null,)"
      R"("missed":{"date":"2026-04-30","local":"2026-04-30T12:00:00","instant":"2026-04-30T10:00:00Z","offset":"+02:00"},)"
      R"("served_by":null})");
  for (const auto outcome : {pp::catch_up_outcome::nothing_missed, pp::catch_up_outcome::task_off})
    CHECK(compact(platform::gnu_linux, task_kind::routine_maintenance, {outcome, answer.from, answer.until}) ==
          R"({"platform":"linux","task":"routine_maintenance","outcome":")" + std::string(pp::name_of(outcome)) +
              R"(","due":null,"missed":null,"served_by":null})");
}

// ---- Scans ----

TEST_CASE("a daily scan is written with its window") {
  std::string text = "before\n";
  pp::append_scan_line(
      text, {date(2026, 3, 29), utc(2026, 3, 29, 0, 3, 27), 1h, {utc(2026, 3, 28, 23), utc(2026, 3, 29, 1)}});
  CHECK(
      text ==
      "before\n"
      R"({"reason":"daily","date":"2026-03-29","local":"2026-03-29T01:03:27","instant":"2026-03-29T00:03:27Z","offset":"+01:00","window":{"from":"2026-03-28T23:00:00Z","to":"2026-03-29T01:00:00Z"}})"
      "\n");
  text.clear();
  pp::append_scan_line(text, {date(9999, 12, 31),
                              utc(10'000, 1, 1, 1),
                              -(44min + 30s) - 1h,
                              {utc(9999, 12, 31, 23, 44, 30), utc(10'000, 1, 1, 1, 44, 30)}});
  CHECK(
      text ==
      R"({"reason":"daily","date":"9999-12-31","local":"9999-12-31T23:15:30","instant":"+10000-01-01T01:00:00Z","offset":"-01:44:30","window":{"from":"9999-12-31T23:44:30Z","to":"+10000-01-01T01:44:30Z"}})"
      "\n");
}

TEST_CASE("the scan of an installation is written with the local date") {
  std::string text = "before\n";
  pp::append_installation_scan_line(text, utc(2026, 3, 28, 14), 1h);
  CHECK(
      text ==
      "before\n"
      R"({"reason":"installed","date":"2026-03-28","local":"2026-03-28T15:00:00","instant":"2026-03-28T14:00:00Z","offset":"+01:00"})"
      "\n");
  text.clear();
  pp::append_installation_scan_line(text, utc(2026, 12, 31, 23, 0, 1), 14h);
  CHECK(
      text ==
      R"({"reason":"installed","date":"2027-01-01","local":"2027-01-01T13:00:01","instant":"2026-12-31T23:00:01Z","offset":"+14:00"})"
      "\n");
  text.clear();
  pp::append_installation_scan_line(text, utc(1970, 1, 1), -30min);
  CHECK(
      text ==
      R"({"reason":"installed","date":"1969-12-31","local":"1969-12-31T23:30:00","instant":"1970-01-01T00:00:00Z","offset":"-00:30"})"
      "\n");
}
