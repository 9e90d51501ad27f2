// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/configuration_diff.hpp"

#include <optional>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/hostile_texts.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using changes = std::vector<pp::field_change>;

pp::configuration on() {
  pp::configuration c = pp::default_configuration();
  c.gnu_linux.routine_maintenance.enabled = true;
  c.gnu_linux.routine_maintenance.schedule = pp::describe<pp::schedule>::blank();
  return c;
}

std::string refused(const pp::configuration& c, const changes& list) {
  const auto applied = pp::apply(c, list);
  return applied ? "applied" : applied.error();
}

}  // namespace

TEST_CASE("equal configurations do not differ") {
  for (const auto name : tests::configuration_files) {
    const auto c = pp::read_configuration(tests::example_file(name));
    REQUIRE(c.has_value());
    CHECK(pp::diff(*c, *c).empty());
    CHECK(*pp::apply(*c, {}) == *c);
  }
}

TEST_CASE("a field that differs is told with both values, in the form of files") {
  const pp::configuration before = on();
  pp::configuration after = before;
  after.windows.routine_maintenance.schedule->at = "20:00"_time;
  after.windows.routine_maintenance.deploy.severity->security = {pp::severity_level::critical, pp::severity_level::low};
  after.comment = "new";
  after.mac.routine_maintenance.enabled = true;
  CHECK(pp::diff(before, after) ==
        changes{{"comment", "\"\"", "\"new\""},
                {"windows.routine_maintenance.schedule.at", "\"21:00\"", "\"20:00\""},
                {"windows.routine_maintenance.deploy.severity.security", "[\"critical\"]", "[\"critical\",\"low\"]"},
                {"mac.routine_maintenance.enabled", "false", "true"}});
}

TEST_CASE("an option that is switched on or off is one change, with no value where it is off") {
  const pp::configuration before = on();
  pp::configuration after = before;
  after.windows.routine_maintenance.deploy.risk = pp::risk_option{.exploited = true};
  after.windows.routine_maintenance.deploy.severity.reset();
  CHECK(pp::diff(before, after) ==
        changes{{"windows.routine_maintenance.deploy.risk", std::nullopt, "{\"exploited\":true}"},
                {"windows.routine_maintenance.deploy.severity", "{\"security\":[\"critical\"]}", std::nullopt}});
}

TEST_CASE("a tick of Linux is a change of its own") {
  pp::configuration before = on();
  std::get<0>(before.gnu_linux.routine_maintenance.deploy).severity.emplace();
  pp::configuration after = before;
  std::get<0>(after.gnu_linux.routine_maintenance.deploy).severity->bug_fix = true;
  CHECK(pp::diff(before, after) == changes{{"linux.routine_maintenance.deploy.severity.bug_fix", "false", "true"}});
}

TEST_CASE("a list that is set anew keeps nothing of the one before") {
  pp::configuration c = on();
  const auto applied = pp::apply(c, {{"windows.routine_maintenance.deploy.severity.security", {}, "[\"low\"]"}});
  REQUIRE(applied.has_value());
  CHECK(applied->windows.routine_maintenance.deploy.severity->security ==
        pp::flag_set<pp::severity_level>{pp::severity_level::low});
}

TEST_CASE("a path or value that does not fit is told by its path") {
  const pp::configuration c = on();
  for (const std::string path :
       {"", ".", "nothing", "windows", "windows.", "windows.routine_maintenance", "windows.routine_maintenance.nothing",
        "windows.routine_maintenance.schedule.at.more", "windows..enabled", "mac.priority_updates.enabled",
        "windows.priority_updates.deploy.enablement_packages.more", "windows.routine_maintenance.deploy.risk.exploited",
        "windows.priority_updates.schedule.at", " comment", "comment ", "comment."}) {
    for (const char* value : {"true", "\"21:00\"", "{}", "null", "0"}) {
      INFO(path << " = " << value);
      CHECK(refused(c, {{path, std::nullopt, value}}) == path);
    }
    CHECK(refused(c, {{path, std::nullopt, std::nullopt}}) == path);
  }
}

TEST_CASE("a value that does not fit its field is told by its path") {
  const pp::configuration c = on();
  const auto check = [&](const std::string& path, std::vector<std::string> values) {
    for (const std::string& value : values) {
      INFO(path << " = " << value);
      CHECK(refused(c, {{path, std::nullopt, value}}) == path);
    }
  };
  check("comment", {"", "new", "null", "1", "\"a\" \"b\"", "\"a\",", "\"\xff\""});
  check("windows.routine_maintenance.enabled", {"", "1", "\"true\"", "truefalse", "true x"});
  check("windows.routine_maintenance.schedule.at", {"\"24:00\"", "\"9:00\"", "900", "[]"});
  check("windows.routine_maintenance.schedule.stage_hours_before", {"0", "24", "1.5", "null", "\"4\""});
  check("windows.routine_maintenance.schedule.recurrence", {"{}", "{\"kind\":\"yearly\"}", "\"daily\""});
  check("windows.routine_maintenance.reboot.after.when", {"\"never\"", "0"});
  check("windows.routine_maintenance.deploy.severity", {"{}", "{\"security\":[\"huge\"]}", "null"});
  check("windows.routine_maintenance.deploy.patch_groups", {"{\"include\":[\"A\"],\"exclude\":[\"A\"]}"});
  check("linux.routine_maintenance.deploy", {"[]", "{\"all_missing\":true,\"severity\":{\"security\":[]}}"});
  // What is no option cannot be switched off.
  for (const std::string path : {"name", "windows.routine_maintenance.enabled", "linux.routine_maintenance.deploy",
                                 "windows.routine_maintenance.schedule.at"})
    CHECK(refused(c, {{path, "1", std::nullopt}}) == path);
}

TEST_CASE("of several changes the first that does not fit is told") {
  CHECK(refused(on(), {{"comment", {}, "\"a\""}, {"comment", {}, "1"}, {"name", {}, "2"}}) == "comment");
  CHECK(refused(on(), {{"comment", {}, "\"a\""}, {"name", {}, "2"}, {"comment", {}, "1"}}) == "name");
}

TEST_CASE("an option that is switched on may be set further") {
  const auto applied = pp::apply(on(), {{"windows.routine_maintenance.deploy.risk", {}, "{}"},
                                        {"windows.routine_maintenance.deploy.risk.exploited", {}, "true"}});
  REQUIRE(applied.has_value());
  CHECK(applied->windows.routine_maintenance.deploy.risk->exploited);
}

TEST_CASE("changes of hostile texts apply") {
  const pp::configuration before = on();
  for (const std::string& text : tests::hostile_texts()) {
    if (pp::detail::valid_utf8(text) != text) continue;
    const pp::configuration after = tests::with_texts(text);
    const auto there = pp::apply(before, pp::diff(before, after));
    REQUIRE(there.has_value());
    CHECK(*there == after);
    const auto back = pp::apply(after, pp::diff(after, before));
    REQUIRE(back.has_value());
    CHECK(*back == before);
  }
}

TEST_CASE("changes of texts that are no UTF-8 do no harm") {
  const pp::configuration before = on();
  for (const std::string& text : tests::hostile_texts()) {
    const auto list = pp::diff(before, tests::with_texts(text));
    const auto applied = pp::apply(before, list);
    if (pp::detail::valid_utf8(text) != text) CHECK((!applied.has_value() && applied.error() == "name"));
  }
}
