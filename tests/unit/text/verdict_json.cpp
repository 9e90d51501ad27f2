// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/verdict_json.hpp"

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/every_field.hpp"
#include "unit/text/marked_text.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using tests::check_rows;
using tests::errors_of;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

constexpr auto read_text = [](std::string_view text) { return pp::read_verdict_lines(text); };

std::string selected(std::string_view reasons) {
  return tests::within(R"({"id":"a","deploys":true,"selected_by":[)", reasons, R"(],"stopped_by":[]})");
}
std::string stopped(std::string_view reasons) {
  return tests::within(R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[)", reasons, "]}");
}

std::vector<pp::verdict_line> value_of(std::string_view text) {
  auto read = pp::read_verdict_lines(text);
  INFO(text.substr(0, 2000));
  REQUIRE(errors_of(read) == std::vector<std::string>{});
  return *std::move(read);
}

std::string written(const std::vector<pp::verdict_line>& lines) {
  std::string text;
  for (const pp::verdict_line& line : lines) pp::append_verdict_line(text, line);
  return text;
}

void check_round_trip(const std::vector<pp::verdict_line>& lines) { CHECK(value_of(written(lines)) == lines); }

}  // namespace

TEST_CASE("every field of a verdict is read strictly") {
  std::string text = "{" + tests::every_field<pp::detail::verdict_fields>() + "}";
  for (char& c : text)
    if (c == '\n') c = ' ';
  text = tests::unmarked(tests::with_value(text, "stopped_by", "[]")).text;
  CHECK(tests::check_every_field<pp::detail::verdict_fields>(read_text, text) == 6);
}

TEST_CASE("the examples of the interchange page read as what they say, and are written like that") {
  const auto lines = value_of(tests::page_verdicts);
  CHECK(lines == std::vector<pp::verdict_line>{
                     {"KB1", true, {{pp::rule::severity, {}}, {pp::rule::included_group, {"Approved"}}}, {}, {}, {}},
                     {"KB2",
                      false,
                      {{pp::rule::risk_cvss, {}}},
                      {{pp::rule::excluded_group, {"Known bad"}}, {pp::rule::product_filter, {"Adobe"}}},
                      {},
                      {}},
                     {"KB3", false, {}, {{pp::rule::not_latest, {"KB5"}}}, {}, {}},
                 });
  CHECK(written(lines) == tests::page_verdicts);
}

TEST_CASE("a verdict needs its id, its decision and its two lists") {
  const std::vector<tests::reading_row> rows = {
      {"^^^^{}", {"id: *missing*", "deploys: *missing*", "selected_by: *missing*", "stopped_by: *missing*"}},
      {R"(^{"id":"a","deploys":false,"selected_by":[]})", {"stopped_by: *missing*"}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],^"why":"x"})", {"why: unknown key*"}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],^"instals":[]})",
       {"instals: unknown key*\"installs\"*"}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],^"id":"a"})", {"id: *given twice*"}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],^"\u0069d":"a"})", {"id: *given twice*"}},
      {"^[]", {"*an object*found a list"}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[]} ^{})", {"*nothing after the value*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("whether a patch deploys follows from the reasons") {
  const std::vector<tests::reading_row> rows = {
      {R"({"id":"a","deploys":true,"selected_by":[{"rule":"severity"}],"stopped_by":[]})"},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[]})"},
      {R"({"id":"a","deploys":^true,"selected_by":[],"stopped_by":[]})", {"deploys: *false*"}},
      {R"({"id":"a","deploys":^false,"selected_by":[{"rule":"severity"}],"stopped_by":[]})", {"deploys: *true*"}},
      {R"({"id":"a","deploys":^true,"selected_by":[{"rule":"severity"}],"stopped_by":[{"rule":"not_latest","latest":"b"}]})",
       {"deploys: *false*"}},
      {R"({"id":"a","deploys":^true,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}]})",
       {"deploys: *false*"}},
      {R"({"id":"a","deploys":^"yes","selected_by":[],"stopped_by":[]})", {"deploys: *true or false*found \"yes\""}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a rule names what it is about, and nothing else") {
  struct {
    const char* rule;
    const char* key;  // empty: none
    bool stops;
    bool list;
  } const rules[] = {
      {"all_missing", "", false, false},      {"risk_vrr", "", false, false},
      {"risk_cvss", "", false, false},        {"risk_exploited", "", false, false},
      {"severity", "", false, false},         {"patch_group", "group", false, false},
      {"enablement", "", false, false},       {"dependency", "of", false, true},
      {"invisible_preview", "", true, false}, {"excluded_group", "group", true, false},
      {"product_filter", "at", true, true},   {"replaced_by_selected", "by", true, false},
      {"not_latest", "latest", true, false},  {"nothing_selects", "", true, false},
  };
  CHECK(std::size(rules) == pp::enum_size<pp::rule>);
  for (const auto& r : rules) {
    INFO(r.rule);
    const auto side = r.stops ? stopped : selected;
    const std::string field = r.stops ? "stopped_by[0]." : "selected_by[0].";
    const std::string wrong_field = r.stops ? "selected_by[0].rule: " : "stopped_by[0].rule: ";
    const std::string start = tests::within("{\"rule\":\"", r.rule, "\"");
    const std::string needed =
        *r.key == '\0' ? "" : tests::within(",\"", r.key, r.list ? "\":[\"x\",\"y\"]" : "\":\"x\"");
    tests::check_row(read_text, {side(start + needed + "}")});
    const auto lines = value_of(side(start + needed + "}"));
    CHECK(written(lines) == side(start + needed + "}") + "\n");
    check_round_trip(lines);
    for (const char* key : {"group", "at", "by", "latest", "of"}) {
      if (std::string_view(key) == r.key) continue;
      const bool list = std::string_view(key) == "at" || std::string_view(key) == "of";
      const std::string other = tests::within(",\"", key, list ? "\":^[\"x\"]" : "\":^\"x\"");
      tests::check_row(read_text, {side(start + needed + other + "}"), {field + key + ": *" + r.rule + "*"}});
    }
    if (!needed.empty()) {
      tests::check_row(read_text, {side("^" + start + "}"), {field + r.key + ": *missing*"}});
      tests::check_row(read_text, {side(start + tests::within(",\"", r.key, r.list ? "\":^\"x\"}" : "\":^[\"x\"]}")),
                                   {field + r.key + ": *"}});
      tests::check_row(read_text,
                       {side(start + tests::within(",\"", r.key, "\":^null}")), {field + r.key + ": *found null"}});
    }
    // on the other side it stands wrong
    const std::string other_side = r.stops ? R"({"id":"a","deploys":false,"stopped_by":[],"selected_by":[^)"
                                           : R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[^)";
    tests::check_row(read_text, {other_side + start + needed + "}]}", {wrong_field + "*" + r.rule + "*"}});
  }
}

TEST_CASE("rules stand in their order, groups may repeat") {
  const std::vector<tests::reading_row> rows = {
      {selected(
          R"({"rule":"all_missing"},{"rule":"risk_vrr"},{"rule":"risk_cvss"},{"rule":"risk_exploited"},{"rule":"severity"},)"
          R"({"rule":"patch_group","group":"A"},{"rule":"patch_group","group":"B"},{"rule":"enablement"},{"rule":"dependency","of":["b"]})")},
      {stopped(
          R"({"rule":"invisible_preview"},{"rule":"excluded_group","group":"A"},{"rule":"excluded_group","group":"B"},)"
          R"({"rule":"product_filter","at":[]},{"rule":"replaced_by_selected","by":"b"},{"rule":"not_latest","latest":"b"},{"rule":"nothing_selects"})")},
      {selected(R"({"rule":"severity"},^{"rule":"risk_vrr"})"), {"selected_by[1].rule: *risk_vrr*severity*"}},
      {selected(R"({"rule":"severity"},^{"rule":"severity"})"), {"selected_by[1].rule: *"}},
      {selected(R"({"rule":"dependency","of":["b"]},^{"rule":"patch_group","group":"A"})"), {"selected_by[1].rule: *"}},
      {stopped(R"({"rule":"nothing_selects"},^{"rule":"not_latest","latest":"b"})"), {"stopped_by[1].rule: *"}},
      {stopped(R"({"rule":"not_latest","latest":"b"},^{"rule":"not_latest","latest":"c"})"), {"stopped_by[1].rule: *"}},
      {stopped(R"({"rule":"product_filter","at":[]},^{"rule":"product_filter","at":["A"]})"),
       {"stopped_by[1].rule: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("reasons are objects with a rule that exists") {
  const std::vector<tests::reading_row> rows = {
      {selected(R"(^{})"), {"selected_by[0].rule: *missing*"}},
      {selected(R"(^"severity")"), {"selected_by[0]: *an object*found \"severity\""}},
      {selected(R"({"rule":^"magic"})"), {"selected_by[0].rule: *\"all_missing\"*found \"magic\""}},
      {selected(R"({"rule":^"included_group"})"), {"selected_by[0].rule: *\"patch_group\"*found \"included_group\""}},
      {selected(R"({"rule":"severity",^"level":"low"})"), {"selected_by[0].level: unknown key*"}},
      {selected(R"({"rule":"severity",^"rule":"severity"})"), {"selected_by[0].rule: *given twice*"}},
      {selected(R"({"rule":"dependency","of":[^1]})"), {"selected_by[0].of[0]: *found 1"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a reason that could not be read is no reason of another kind") {
  const std::vector<tests::reading_row> rows = {
      {selected(R"({"rule":^"magic"})"), {"selected_by[0].rule: *found \"magic\""}},
      {selected(R"(^{},{"rule":"severity"})"), {"selected_by[0].rule: *missing*"}},
      {stopped(R"({"rule":^"magic"},{"rule":"not_latest","latest":"b"})"), {"stopped_by[0].rule: *found \"magic\""}},
      {stopped(R"(^5,{"rule":"excluded_group","group":"A"})"), {"stopped_by[0]: *found 5"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("unknown fields and what is installed are optional lists") {
  const std::vector<tests::reading_row> rows = {
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}],"unknown":["vrr","cvss"]})"},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],"unknown":[^"severity"]})",
       {"unknown[0]: *\"vrr\" or \"cvss\"*found \"severity\""}},
      {R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[],"unknown":^"vrr"})", {"unknown: *list*"}},
      {R"({"id":"a","deploys":true,"selected_by":[{"rule":"all_missing"}],"stopped_by":[],"installs":["b",^1]})",
       {"installs[1]: *found 1"}},
  };
  check_rows(read_text, rows);
  check_round_trip(
      {{"a", false, {}, {{pp::rule::nothing_selects, {}}}, {pp::unknown_field::vrr, pp::unknown_field::cvss}, {}}});
  check_round_trip({{"a", false, {}, {{pp::rule::nothing_selects, {}}}, {pp::unknown_field::cvss}, {}}});
  check_round_trip({{"a", true, {{pp::rule::all_missing, {}}}, {}, {}, {"b", "c"}}});
}

TEST_CASE("verdicts are lines like those of a catalog") {
  const std::string a = selected(R"({"rule":"severity"})");
  CHECK(value_of("").empty());
  CHECK(value_of("\n \t\r\n").empty());
  CHECK(value_of("\xEF\xBB\xBF" + a + "\r\n\n" + a).size() == 2);
  const std::vector<tests::reading_row> rows = {
      {"{\"id\":^1,^x\n" + a + "\n^not json\n{\"id\":^2,\"deploys\":false,\"selected_by\":[],\"stopped_by\":[]}\n",
       {"id: *found 1", "*key*", "*", "id: *found 2"}},
      {"^" + std::string(mebibyte + 1, ' ') + "\n" + a, {"*1 MiB*"}},
  };
  check_rows(read_text, rows);
  CHECK(value_of(a + std::string(mebibyte - a.size(), ' ')).size() == 1);
  tests::check_lines(errors_of(pp::read_verdict_lines(std::string_view("{\0\"\0", 4))), {"1:1: *UTF-16*"});
}

TEST_CASE("only a verdict that deploys has something to install (rule D10)") {
  const auto with_installs = [](const char* deploys, const char* selected, const char* stopped) {
    return std::string(R"({"id":"a","deploys":)") + deploys + R"(,"selected_by":[)" + selected + R"(],"stopped_by":[)" +
           stopped + R"(],"installs":["b"]})";
  };
  CHECK(value_of(with_installs("true", R"({"rule":"severity"})", "")).size() == 1);
  tests::check_lines(errors_of(pp::read_verdict_lines(with_installs("false", "", R"({"rule":"nothing_selects"})"))),
                     {"1:*: installs: *deploys*"});
}

TEST_CASE("the names in a verdict may be any text") {
  check_round_trip(
      {{"quote \" \\ \n \x7F \xC3\xA9 \xF0\x9F\x98\x80",
        false,
        {},
        {{pp::rule::excluded_group, {""}}, {pp::rule::excluded_group, {"\t"}}, {pp::rule::product_filter, {}}},
        {},
        {}}});
  check_round_trip({});
}

TEST_CASE("names that are borrowed are written like names that are owned") {
  std::string text;
  pp::append_verdict_line(text, pp::verdict_line_view{"a", true, {{pp::rule::included_group, {"A"}}}, {}, {}, {}});
  CHECK(text == R"({"id":"a","deploys":true,"selected_by":[{"rule":"patch_group","group":"A"}],"stopped_by":[]})"
                "\n");
}
