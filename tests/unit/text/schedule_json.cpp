// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/schedule_json.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/configuration_json.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using tests::errors_of;
using tests::reading_row;

namespace {

constexpr auto read_text = [](std::string_view text) { return pp::read_configuration(text); };

// A task that is off, with this schedule.
std::string document(std::string_view schedule) {
  return tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n","windows":{"routine_maintenance":{"enabled":false,"schedule":)",
      schedule, "}}}");
}
std::string recurring(std::string_view recurrence) {
  return document(tests::within(R"({"at":"21:00","recurrence":)", recurrence, "}"));
}

// Schedules, and what is said of them; fields are below `schedule`.
void check_schedules(const std::vector<reading_row>& rows) {
  for (reading_row row : rows) {
    row.marked = document(row.marked);
    for (std::string& error : row.errors) error = "windows.routine_maintenance.schedule" + error;
    tests::check_row(read_text, row);
  }
}
void check_recurrences(const std::vector<reading_row>& rows) {
  for (reading_row row : rows) {
    row.marked = recurring(row.marked);
    for (std::string& error : row.errors) error = "windows.routine_maintenance.schedule.recurrence" + error;
    tests::check_row(read_text, row);
  }
}

pp::recurrence_rule recurrence(std::string_view text) {
  const auto config = pp::read_configuration(recurring(text));
  INFO(text);
  REQUIRE(errors_of(config) == std::vector<std::string>{});
  return config->windows.routine_maintenance.schedule->recurrence;
}

std::string written(const pp::recurrence_rule& rule) {
  std::string text;
  pp::detail::json_writer out(text, pp::json_layout::compact);
  pp::detail::write_json(out, rule);
  return text;
}

// Reads as that value, and is written as `canonical`.
void check_meaning(std::string_view text, const pp::recurrence_rule& meaning, std::string_view canonical) {
  INFO(text);
  CHECK(recurrence(text) == meaning);
  CHECK(written(meaning) == canonical);
  CHECK(recurrence(canonical) == meaning);
}

static_assert(pp::parse_date("2024-02-29") == *pp::civil_date::of(2024, 2, 29));
static_assert(!pp::parse_date("2023-02-29"));

}  // namespace

TEST_CASE("a wall time is HH:MM") {
  CHECK(pp::to_text("00:00"_time) == "00:00");
  CHECK(pp::to_text("09:05"_time) == "09:05");
  CHECK(pp::to_text("23:59"_time) == "23:59");
  int wrong = 0;
  for (int hour = 0; hour < 24; ++hour)
    for (int minute = 0; minute < 60; ++minute) {
      const auto time = *pp::time_of_day::of(hour, minute);
      if (pp::time_of_day::parse(pp::to_text(time)) != time) ++wrong;
    }
  CHECK(wrong == 0);
}

TEST_CASE("a date is YYYY-MM-DD and exists") {
  CHECK(pp::to_text(*pp::civil_date::of(2024, 1, 9)) == "2024-01-09");
  CHECK(pp::to_text(*pp::civil_date::of(9999, 12, 31)) == "9999-12-31");
  CHECK(pp::to_text(*pp::civil_date::of(0, 1, 1)) == "0000-01-01");
  for (const char* good : {"2024-02-29", "2000-02-29", "1970-01-01", "9999-12-31", "2023-02-28", "2024-04-30"}) {
    const auto date = pp::parse_date(good);
    REQUIRE(date.has_value());
    CHECK(pp::to_text(*date) == good);
  }
  for (const char* bad : {"",
                          "2023-02-29",
                          "1900-02-29",
                          "2100-02-29",
                          "2024-02-30",
                          "2024-04-31",
                          "2024-06-31",
                          "2024-09-31",
                          "2024-11-31",
                          "2024-13-01",
                          "2024-00-01",
                          "2024-01-00",
                          "2024-01-32",
                          "2024-1-1",
                          "2024-01-1",
                          "24-01-01",
                          "20240101",
                          "2024/01/01",
                          "2024-01-01 ",
                          " 2024-01-01",
                          "2024-01-01T",
                          "-024-01-01",
                          "+024-01-01",
                          "2024-01--1",
                          "2024-0a-01",
                          "2024:01:01",
                          "10000-01-01",
                          "2024-01-010",
                          "\xEF\xBC\x92"
                          "024-01-0"})
    CHECK(!pp::parse_date(bad));
}

TEST_CASE("a schedule needs a recurrence and a time that clocks show") {
  const std::vector<reading_row> rows = {
      {R"({"recurrence":{"kind":"daily"},"at":"00:00"})"},
      {R"({"recurrence":{"kind":"daily"},"at":"23:59"})"},
      {R"({"recurrence":{"kind":"daily"},"at":"\u00321:00"})"},
      {R"(^^{})", {".recurrence: *missing*", ".at: *missing*"}},
      {R"(^{"at":"21:00"})", {".recurrence: *missing*"}},
      {R"(^{"recurrence":{"kind":"daily"}})", {".at: *missing*"}},
      {R"({"recurrence":{"kind":"daily"},"at":^"24:00"})",
       {".at: expected HH:MM from 00:00 to 23:59, found \"24:00\""}},
      {R"({"recurrence":{"kind":"daily"},"at":^"23:60"})", {".at: *found \"23:60\""}},
      {R"({"recurrence":{"kind":"daily"},"at":^"9:00"})", {".at: *found \"9:00\""}},
      {R"({"recurrence":{"kind":"daily"},"at":^"21:00:00"})", {".at: *found \"21:00:00\""}},
      {R"({"recurrence":{"kind":"daily"},"at":^"9:00 pm"})", {".at: *found \"9:00 pm\""}},
      {R"({"recurrence":{"kind":"daily"},"at":^2100})", {".at: *found 2100"}},
      {R"({"recurrence":{"kind":"daily"},"at":^null})", {".at: *found null"}},
      {R"(^"daily")", {": *an object*found \"daily\""}},
      {R"(^null)", {": *an object*found null"}},
  };
  check_schedules(rows);
}

TEST_CASE("a staging lead is 1 to 23 whole hours") {
  const auto lead = [](std::string_view hours) {
    return tests::within(R"({"recurrence":{"kind":"daily"},"at":"21:00","stage_hours_before":)", hours, "}");
  };
  const std::vector<reading_row> rows = {
      {lead("1")},
      {lead("23")},
      {lead("4.0")},
      {lead("2.3e1")},
      {lead("^0"), {".stage_hours_before: *1 to 23*found 0"}},
      {lead("^24"), {".stage_hours_before: *1 to 23*found 24"}},
      {lead("^-1"), {".stage_hours_before: *1 to 23*found -1"}},
      {lead("^4.5"), {".stage_hours_before: *1 to 23*found 4.5"}},
      {lead("^null"), {".stage_hours_before: *1 to 23*found null"}},
      {lead("^\"4\""), {".stage_hours_before: *1 to 23*found \"4\""}},
  };
  check_schedules(rows);
}

TEST_CASE("clock changes are met by the policies that exist") {
  const auto change = [](std::string_view policy) {
    return tests::within(R"({"recurrence":{"kind":"daily"},"at":"21:00","clock_change":)", policy, "}");
  };
  const std::vector<reading_row> rows = {
      {change("{}")},
      {change(R"({"gap":"next_valid","fold":"first"})")},
      {change(R"({"gap":"shift_forward","fold":"second"})")},
      {change(R"({"gap":"skip"})")},
      {change(R"({"gap":^"skip_forward"})"), {".clock_change.gap: *\"next_valid\", \"shift_forward\" or \"skip\"*"}},
      {change(R"({"fold":^"both"})"), {".clock_change.fold: *\"first\" or \"second\"*found \"both\""}},
      {change(R"({^"folds":"first"})"), {".clock_change.folds: unknown key*\"fold\"*"}},
      {change(R"(^"skip")"), {".clock_change: *an object*found \"skip\""}},
  };
  check_schedules(rows);
  const auto absent = pp::read_configuration(document(R"({"recurrence":{"kind":"daily"},"at":"21:00"})"));
  REQUIRE(absent.has_value());
  CHECK(absent->windows.routine_maintenance.schedule->clock_change ==
        pp::clock_change_policy{pp::gap_policy::next_valid, pp::fold_policy::first});
}

TEST_CASE("recurrences read as what they say") {
  using pp::week_of_month;
  using pp::weekday;
  check_meaning(R"({"kind":"daily"})", pp::daily{}, R"({"kind":"daily"})");
  check_meaning(R"({"kind":"patch_tuesday"})", pp::patch_tuesday{}, R"({"kind":"patch_tuesday"})");
  check_meaning(R"({"weekdays":["sunday","monday","sunday"],"kind":"weekly"})",
                pp::weekly(weekday::monday, weekday::sunday), R"({"kind":"weekly","weekdays":["monday","sunday"]})");
  check_meaning(R"({"kind":"monthly","on":{"day":1}})", pp::monthly(pp::day_of_month{pp::month_day::constant<1>()}),
                R"({"kind":"monthly","on":{"day":1}})");
  check_meaning(R"({"kind":"monthly","on":{"day":31,"short_month":"last_day"},"delay_days":0})",
                pp::monthly(pp::day_of_month{pp::month_day::constant<31>(), pp::short_month_policy::last_day}),
                R"({"kind":"monthly","on":{"day":31}})");
  check_meaning(R"({"kind":"monthly","on":{"short_month":"skip","day":31.0}})",
                pp::monthly(pp::day_of_month{pp::month_day::constant<31>(), pp::short_month_policy::skip}),
                R"({"kind":"monthly","on":{"day":31,"short_month":"skip"}})");
  check_meaning(R"({"kind":"monthly","on":{"day":"last"},"delay_days":30})",
                pp::monthly(pp::last_day_of_month{}, 30_days),
                R"({"kind":"monthly","on":{"day":"last"},"delay_days":30})");
  check_meaning(R"({"kind":"monthly","on":{"week":"fifth","weekday":"friday"},"also_days_after_patch_tuesday":0})",
                pp::monthly(pp::weekday_of_month{week_of_month::fifth, weekday::friday}, 0_days, 0_days),
                R"({"kind":"monthly","on":{"week":"fifth","weekday":"friday"},"also_days_after_patch_tuesday":0})");
  check_meaning(
      R"({"kind":"monthly","on":{"week":"last","weekday":"sunday"},"delay_days":3,"also_days_after_patch_tuesday":30})",
      pp::monthly(pp::weekday_of_month{week_of_month::last, weekday::sunday}, 3_days, 30_days),
      R"({"kind":"monthly","on":{"week":"last","weekday":"sunday"},"delay_days":3,"also_days_after_patch_tuesday":30})");
  check_meaning(R"({"kind":"monthly","also_days_after_patch_tuesday":1})", pp::monthly::after_patch_tuesday(1_days),
                R"({"kind":"monthly","also_days_after_patch_tuesday":1})");
  for (const std::string_view week : pp::enum_names<week_of_month>::names)
    for (const std::string_view day : pp::enum_names<weekday>::names) {
      const std::string text =
          R"({"kind":"monthly","on":{"week":")" + std::string(week) + R"(","weekday":")" + std::string(day) + "\"}}";
      check_meaning(
          text, pp::monthly(pp::weekday_of_month{*pp::from_name<week_of_month>(week), *pp::from_name<weekday>(day)}),
          text);
    }
}

TEST_CASE("a recurrence has the keys of its kind and no others") {
  const std::vector<reading_row> rows = {
      {R"(^{})", {".kind: *missing*"}},
      {R"(^"daily")", {": *an object*found \"daily\""}},
      {R"({"kind":^"yearly"})", {".kind: *\"daily\", \"weekly\", \"monthly\" or \"patch_tuesday\"*found \"yearly\""}},
      {R"({"kind":^null})", {".kind: *found null"}},
      {R"({"kind":"daily",^"every":2})", {".every: unknown key*"}},
      {R"({"kind":"daily",^"kind":"daily"})", {".kind: *given twice*"}},
      {R"({"kind":"daily","weekdays":^["monday"]})", {".weekdays: *weekly*"}},
      {R"({"kind":"daily","on":^{"day":1}})", {".on: *monthly*"}},
      {R"({"kind":"daily","delay_days":^0})", {".delay_days: *monthly*"}},
      {R"({"kind":"daily","also_days_after_patch_tuesday":^0})", {".also_days_after_patch_tuesday: *monthly*"}},
      {R"({"kind":"weekly","weekdays":["monday"],"on":^{"day":1},"delay_days":^1,"also_days_after_patch_tuesday":^1})",
       {".on: *monthly*", ".delay_days: *monthly*", ".also_days_after_patch_tuesday: *monthly*"}},
      {R"({"kind":"patch_tuesday","weekdays":^["tuesday"],"on":^{"day":8},"delay_days":^1,"also_days_after_patch_tuesday":^1})",
       {".weekdays: *weekly*", ".on: *monthly*", ".delay_days: *monthly*",
        ".also_days_after_patch_tuesday: *monthly*"}},
      {R"({"kind":"monthly","on":{"day":1},"weekdays":^["monday"]})", {".weekdays: *weekly*"}},
  };
  check_recurrences(rows);
}

TEST_CASE("a weekly recurrence has a weekday") {
  const std::vector<reading_row> rows = {
      {R"(^{"kind":"weekly"})", {".weekdays: *at least one weekday*"}},
      {R"({"kind":"weekly","weekdays":^[]})", {".weekdays: *at least one weekday*"}},
      {R"({"kind":"weekly","weekdays":^"monday"})", {".weekdays: *list*found \"monday\""}},
      {R"({"kind":"weekly","weekdays":[^"Monday"]})", {".weekdays[0]: *\"monday\"*\"sunday\"*found \"Monday\""}},
      {R"({"kind":"weekly","weekdays":["monday",^1,^"mon"]})",
       {".weekdays[1]: *found 1", ".weekdays[2]: *found \"mon\""}},
      {R"({"kind":"weekly","weekdays":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]})"},
      {R"({"kind":"weekly","weekdays":["monday","monday"]})"},
  };
  check_recurrences(rows);
}

TEST_CASE("a monthly recurrence has a day of its own, or counts from Patch Tuesday") {
  const std::vector<reading_row> rows = {
      {R"(^{"kind":"monthly"})", {".on: *missing*\"also_days_after_patch_tuesday\"*"}},
      {R"(^{"kind":"monthly","delay_days":^1})", {".on: *missing*", ".delay_days: *\"on\"*"}},
      {R"({"kind":"monthly","also_days_after_patch_tuesday":1,"delay_days":^0})", {".delay_days: *\"on\"*"}},
      {R"({"kind":"monthly","on":{"day":1},"delay_days":0})"},
      {R"({"kind":"monthly","on":{"day":1},"delay_days":30})"},
      {R"({"kind":"monthly","on":{"day":1},"delay_days":^31})", {".delay_days: *0 to 30*found 31"}},
      {R"({"kind":"monthly","on":{"day":1},"delay_days":^-1})", {".delay_days: *0 to 30*found -1"}},
      {R"({"kind":"monthly","on":{"day":1},"delay_days":^1.5})", {".delay_days: *0 to 30*found 1.5"}},
      {R"({"kind":"monthly","also_days_after_patch_tuesday":0})"},
      {R"({"kind":"monthly","also_days_after_patch_tuesday":30})"},
      {R"({"kind":"monthly","also_days_after_patch_tuesday":^31})",
       {".also_days_after_patch_tuesday: *0 to 30*found 31"}},
      {R"({"kind":"monthly","also_days_after_patch_tuesday":^-1})",
       {".also_days_after_patch_tuesday: *0 to 30*found -1"}},
      {R"({"kind":"monthly","on":^null})", {".on: *an object*found null"}},
      {R"({"kind":"monthly","on":^"last"})", {".on: *an object*found \"last\""}},
      {R"({"kind":"monthly","on":^3})", {".on: *an object*found 3"}},
  };
  check_recurrences(rows);
}

TEST_CASE("the day of a month is a date, the last day, or a weekday of a week") {
  const auto on = [](std::string_view members) { return tests::within(R"({"kind":"monthly","on":)", members, "}"); };
  const std::vector<reading_row> rows = {
      {on(R"({"day":1})")},
      {on(R"({"day":31})")},
      {on(R"({"day":^0})"), {".on.day: *1 to 31*\"last\"*found 0"}},
      {on(R"({"day":^32})"), {".on.day: *1 to 31*found 32"}},
      {on(R"({"day":^-1})"), {".on.day: *found -1"}},
      {on(R"({"day":^1.5})"), {".on.day: *found 1.5"}},
      {on(R"({"day":^1e999})"), {".on.day: *found 1e999"}},
      {on(R"({"day":^"1"})"), {".on.day: *found \"1\""}},
      {on(R"({"day":^"Last"})"), {".on.day: *found \"Last\""}},
      {on(R"({"day":^"last_day"})"), {".on.day: *found \"last_day\""}},
      {on(R"({"day":^null})"), {".on.day: *found null"}},
      {on(R"({"day":^[1]})"), {".on.day: *found a list"}},
      {on(R"(^{})"), {".on: *\"day\"*\"week\"*\"weekday\"*"}},
      {on(R"(^{"week":"first"})"), {".on: *\"week\" and \"weekday\"*"}},
      {on(R"(^{"weekday":"monday"})"), {".on: *\"week\" and \"weekday\"*"}},
      {on(R"(^{"short_month":"skip"})"), {".on: *\"day\"*\"short_month\"*"}},
      {on(R"(^{"day":1,"week":"first"})"), {".on: *either*"}},
      {on(R"(^{"day":1,"weekday":"monday"})"), {".on: *either*"}},
      {on(R"(^{"day":1,"week":"first","weekday":"monday"})"), {".on: *either*"}},
      {on(R"(^{"week":"first","weekday":"monday","short_month":"skip"})"), {".on: *either*"}},
      {on(R"({"day":"last","short_month":^"skip"})"), {".on.short_month: *"}},
      {on(R"({"day":"last","short_month":^"last_day"})"), {".on.short_month: *"}},
      {on(R"({"day":1,"short_month":^"first_day"})"), {".on.short_month: *\"last_day\" or \"skip\"*"}},
      {on(R"({"week":^"sixth","weekday":^"noday"})"), {".on.week: *\"first\"*\"last\"*", ".on.weekday: *\"monday\"*"}},
      {on(R"({"week":^1,"weekday":"monday"})"), {".on.week: *found 1"}},
      {on(R"({"day":1,^"days":1})"), {".on.days: unknown key*"}},
      {on(R"({"day":1,^"day":1})"), {".on.day: *given twice*"}},
  };
  check_recurrences(rows);
}

TEST_CASE("a recurrence that is wrong twice says both") {
  const std::vector<reading_row> rows = {
      {R"({"kind":"monthly","on":{"day":^0},"delay_days":^31,"also_days_after_patch_tuesday":^31})",
       {".on.day: *", ".delay_days: *", ".also_days_after_patch_tuesday: *"}},
  };
  check_recurrences(rows);
  const std::vector<reading_row> more_rows = {
      {R"({"recurrence":{"kind":"weekly","weekdays":^[]},"at":^"25:00","stage_hours_before":^0,"clock_change":{"gap":^0}})",
       {".recurrence.weekdays: *", ".at: *", ".stage_hours_before: *", ".clock_change.gap: *"}},
  };
  check_schedules(more_rows);
}

TEST_CASE("keys of another kind are said beside what else is wrong") {
  const std::vector<reading_row> rows = {
      {R"({"kind":"daily","weekdays":^["monday"],^"extra":1})", {".weekdays: *weekly*", ".extra: unknown key*"}},
  };
  check_recurrences(rows);
}
