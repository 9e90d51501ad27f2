// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/reboot_json.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/core/fields_of.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::reboot_answer;
using pp::reboot_reason;
using pp::reboot_state;
using tests::reading_row;
using kind = pp::session_event_kind;

namespace {

constexpr auto read_results = [](std::string_view text) { return pp::read_result_lines(text); };
constexpr auto read_session = [](std::string_view text) { return pp::read_reboot_session(text); };

}  // namespace

// ---- Results ----

TEST_CASE("result codes are read, a line each") {
  const auto read = pp::read_result_lines(
      "{\"id\":\"KB1\",\"code\":0}\n"
      "\n"
      "{\"code\":-2145124329,\"id\":\"kb1\"}\r\n"
      "{\"id\":\"a \\\"b\\\"\",\"code\":3.010e3}\n"
      "{\"id\":\"low\",\"code\":-999999999999999999}\n"
      "{\"id\":\"high\",\"code\":999999999999999999}");
  REQUIRE(read.has_value());
  const std::vector<pp::result_line> expected = {{"KB1", 0},
                                                 {"kb1", -2145124329},
                                                 {"a \"b\"", 3010},
                                                 {"low", -999'999'999'999'999'999},
                                                 {"high", 999'999'999'999'999'999}};
  CHECK(*read == expected);
  CHECK(pp::read_result_lines("")->empty());
  CHECK(pp::read_result_lines("\n \n")->empty());
}

TEST_CASE("what is wrong with result codes is said, all of it") {
  const std::string number = "expected a whole number of at most 18 digits, found ";
  tests::check_rows(
      read_results,
      {{"{\"id\":\"a\",\"code\":0}\n{\"id\":^\"a\",\"code\":0}", {"id: \"a\" is given twice"}},
       {"{\"id\":\"a\",\"code\":0}\n{\"id\":\"b\",\"code\":0}\n{\"id\":^\"a\",\"code\":3010}\n{\"id\":^\"b\",\"code\":"
        "0}",
        {"id: \"a\" is given twice", "id: \"b\" is given twice"}},
       {"^{\"id\":\"a\"}", {"code: this key is missing"}},
       {"^{\"code\":0}", {"id: this key is missing"}},
       {"{\"id\":^1,\"code\":^\"0\"}", {"id: expected text in double quotes, found 1", "code: " + number + "\"0\""}},
       {"{\"id\":\"a\",\"code\":^1.5}", {"code: " + number + "1.5"}},
       {"{\"id\":\"a\",\"code\":^null}", {"code: " + number + "null"}},
       {"{\"id\":\"a\",\"code\":^true}", {"code: " + number + "true"}},
       {"{\"id\":\"a\",\"code\":^1234567890123456789}", {"code: " + number + "1234567890123456789"}},
       {"{\"id\":\"a\",\"code\":^-1234567890123456789}", {"code: " + number + "-1234567890123456789"}},
       {"{\"id\":\"a\",\"code\":0,^\"codes\":1}", {"codes: unknown key, *"}},
       {"{\"id\":\"a\",\"code\":0,^\"code\":1}", {"code: this key is given twice"}},
       {"^[]", {"expected an object, found a list"}},
       {"{\"id\":\"a\",\"code\":0}^{\"id\":\"b\",\"code\":0}", {"expected nothing after the value, found *"}},
       // a line that cannot be read gives no id
       {"{\"id\":\"a\",\"code\":^\"\"}\n{\"id\":\"a\",\"code\":0}", {"code: *"}}});
}

TEST_CASE("a result has the fields of the interchange format") {
  CHECK(tests::fields_of<pp::detail::result_fields>() == "id! code!");
}

// ---- Decisions ----

TEST_CASE("decisions are written with their reasons and patches, or with what is against them") {
  pp::named_reboot before{reboot_answer::none, {}, pp::no_reboot_reason::switched_off, pp::user_part{}};
  pp::user_part user;
  user.countdown = pp::countdown_length::of(10).value();
  user.may_cancel_restart = true;
  pp::named_reboot after{
      reboot_answer::requested, {{reboot_reason::required, {"KB1", "a \"b\""}}, {reboot_reason::always, {}}}, {}, user};
  CHECK(pp::write_reboots(pp::platform::windows, pp::task_kind::priority_updates, before, after,
                          pp::json_layout::compact) ==
        R"({"platform":"windows","task":"priority_updates",)"
        R"("before":{"answer":"none","because":"switched_off"},)"
        R"("after":{"answer":"requested","reasons":[{"reason":"required","patches":["KB1","a \"b\""]},)"
        R"({"reason":"always"}],"user":{"countdown_minutes":10,"may_cancel_restart":true}}})");
  before = {reboot_answer::requested, {{reboot_reason::before_deployment, {}}}, {}, {}};
  after = {reboot_answer::depends_on_results, {{reboot_reason::unknown, {"x"}}}, {}, pp::user_part{}};
  CHECK(pp::write_reboots(pp::platform::gnu_linux, pp::task_kind::routine_maintenance, before, after) ==
        R"({
  "platform": "linux",
  "task": "routine_maintenance",
  "before": {
    "answer": "requested",
    "reasons": [{
      "reason": "before_deployment"
    }]
  },
  "after": {
    "answer": "depends_on_results",
    "reasons": [{
      "reason": "unknown",
      "patches": ["x"]
    }],
    "user": {}
  }
}
)");
}

TEST_CASE("a decision is named with the patches of each reason") {
  pp::task<pp::platform::mac> task;
  task.enabled = true;
  task.deploy.severity.emplace().security = {pp::severity_level::critical};
  std::vector<pp::patch<pp::platform::mac>> patches(3);
  for (std::size_t i = 0; i < patches.size(); ++i) {
    patches[i].id = std::string(1, static_cast<char>('a' + i));
    patches[i].kind = pp::patch_kind::security;
    patches[i].severity = i == 1 ? pp::severity_level::low : pp::severity_level::critical;
  }
  patches[2].operating_system = true;
  const pp::patch_groups groups;
  const auto bound = pp::bind(task, groups);
  const pp::supersession scan(patches);
  const auto verdicts = pp::select(bound, patches, scan);
  const pp::mac_reboot set{.always_after_update = true};
  const auto decision = forecast_reboot_after(set, verdicts, scan);
  const auto named = pp::name_reboot<pp::platform::mac>(decision, pp::user_part{}, verdicts, scan, pp::no_outcomes{});
  CHECK(named.answer == reboot_answer::requested);
  CHECK(named.user == pp::user_part{});
  CHECK_FALSE(named.because.has_value());
  REQUIRE(named.reasons.size() == 2);
  CHECK(named.reasons[0].why == reboot_reason::system_patch);
  CHECK(named.reasons[0].patches == std::vector<std::string_view>{"c"});
  CHECK(named.reasons[1].why == reboot_reason::any_update);
  CHECK(named.reasons[1].patches == std::vector<std::string_view>{"a", "c"});

  const auto against = pp::name_reboot(decide_reboot_before(set, verdicts), {});
  CHECK(against.answer == reboot_answer::none);
  CHECK(against.because == pp::no_reboot_reason::not_offered);
  CHECK(against.reasons.empty());
  CHECK_FALSE(against.user.has_value());
  pp::reboot_decision first(reboot_answer::requested);
  first.add(reboot_reason::before_deployment);
  REQUIRE(pp::name_reboot(first, {}).reasons.size() == 1);
  CHECK(pp::name_reboot(first, {}).reasons[0].patches.empty());
}

// ---- Sessions ----

namespace {

constexpr pp::sys_seconds start{1'800'000'000s};  // 2027-01-15T08:00:00Z

pp::session_event asking(bool warns) {
  pp::user_part user;
  if (!warns) user.force_after = pp::force_delay::of(60).value();
  user.warn_at_logoff = warns;
  user.countdown = pp::countdown_length::of(10).value();
  user.extend_up_to = pp::countdown_length::of(60).value();
  user.may_cancel_timeout = true;
  user.may_cancel_restart = true;
  pp::reboot_request request = pp::request_reboot(pp::reboot_phase::before, pp::reboot_source::routine_maintenance,
                                                  {reboot_reason::before_deployment}, start, user);
  request.after.insert(pp::reboot_source::host);
  return {kind::requested, start, {}, request};
}

const std::string of_the_request =
    R"("request":{"before":["routine_maintenance"],"after":["host"],"reasons":["before_deployment"],)"
    R"("asked":"2027-01-15T08:00:00Z","deadline":"2027-01-15T09:00:00Z","countdown_minutes":10,)"
    R"("extend_up_to_minutes":60,"may_cancel_timeout":true,"may_cancel_restart":true}})";
const std::string counting_text =
    R"({"format":"patchpolicy/reboot_session/1","state":"counting","user_logged_on":true,)"
    R"("seen":"2027-01-15T09:00:00Z","since":"2027-01-15T09:00:00Z","until":"2027-01-15T09:10:00Z",)" +
    of_the_request;

// `counting_text` with a change.
std::string changed(std::string_view from, std::string_view to) {
  std::string text = counting_text;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a session is written with what its state has, and reads back") {
  const auto check = [](const pp::reboot_session& s, const std::string& text) {
    CHECK(pp::write_reboot_session(s, pp::json_layout::compact) == text);
    for (const auto layout : {pp::json_layout::compact, pp::json_layout::indented}) {
      const auto read = pp::read_reboot_session(pp::write_reboot_session(s, layout));
      REQUIRE(read.has_value());
      CHECK(*read == s);
    }
  };
  check(pp::reboot_session(false), R"({"format":"patchpolicy/reboot_session/1","state":"none","user_logged_on":false,)"
                                   R"("seen":"1970-01-01T00:00:00Z"})");
  const auto waiting = step(pp::reboot_session(true), asking(false)).session;
  check(waiting, R"({"format":"patchpolicy/reboot_session/1","state":"waiting","user_logged_on":true,)"
                 R"("seen":"2027-01-15T08:00:00Z",)" +
                     of_the_request);
  check(step(waiting, {kind::time_passed, start + 1h}).session, counting_text);
  // without a deadline and with nothing that the user may do
  pp::session_event plain = asking(true);
  plain.request.countdown = plain.request.extend_up_to = 0min;
  plain.request.may_cancel_timeout = plain.request.may_cancel_restart = false;
  plain.request.after = {};
  check(step(pp::reboot_session(true), plain).session,
        R"({"format":"patchpolicy/reboot_session/1","state":"waiting","user_logged_on":true,)"
        R"("seen":"2027-01-15T08:00:00Z","request":{"before":["routine_maintenance"],)"
        R"("reasons":["before_deployment"],"asked":"2027-01-15T08:00:00Z","warn_at_logoff":true}})");
  CHECK(pp::write_reboot_session(pp::reboot_session(true)) ==
        "{\n  \"format\": \"patchpolicy/reboot_session/1\",\n  \"state\": \"none\",\n  \"user_logged_on\": true,\n"
        "  \"seen\": \"1970-01-01T00:00:00Z\"\n}\n");
}

TEST_CASE("sessions at the ends of time read back") {
  for (const pp::sys_seconds at : {pp::sys_seconds::min(), pp::sys_seconds::max(), start}) {
    pp::session_event e = asking(false);
    for (const pp::sys_seconds asked : {pp::sys_seconds::min(), pp::sys_seconds::max(), start})
      for (const pp::sys_seconds deadline : {pp::sys_seconds::min(), pp::sys_seconds::max(), start}) {
        e.at = at;
        e.request.asked = asked;
        e.request.deadline = deadline;
        const auto s = step(pp::reboot_session(true), e).session;
        const std::string text = pp::write_reboot_session(s);
        const auto read = pp::read_reboot_session(text);
        INFO(text);
        REQUIRE(read.has_value());
        CHECK(*read == s);
      }
  }
}

TEST_CASE("what is wrong with a session is said") {
  tests::check_rows(
      read_session,
      {{counting_text, {}},
       {changed("\"patchpolicy/reboot_session/1\"", "^\"patchpolicy/reboot_session/2\""),
        {"format: expected \"patchpolicy/reboot_session/1\", found \"patchpolicy/reboot_session/2\""}},
       {"^" + changed("\"state\":\"counting\",", ""), {"state: this key is missing"}},
       {"^" + changed("\"user_logged_on\":true,", ""), {"user_logged_on: this key is missing"}},
       {"^" + changed("\"seen\":\"2027-01-15T09:00:00Z\",", ""), {"seen: this key is missing"}},
       {changed("\"counting\"", "^\"count\""),
        {"state: expected \"none\", \"waiting\", \"counting\", \"timeout_cancelled\", \"restart_cancelled\" or "
         "\"due\", found \"count\""}},
       {changed("\"user_logged_on\":true", "\"user_logged_on\":^1"),
        {"user_logged_on: expected true or false, found 1"}},
       {changed("\"2027-01-15T09:10:00Z\"", "^\"09:10\""),
        {"until: expected an instant, as 2026-03-29T01:00:00Z, found \"09:10\""}},
       {changed("\"countdown_minutes\":10", "\"countdown_minutes\":^1441"),
        {"request.countdown_minutes: expected a whole number from 0 to 1440, found 1441"}},
       {changed("\"extend_up_to_minutes\":60", "\"extend_up_to_minutes\":^-1"),
        {"request.extend_up_to_minutes: expected a whole number from 0 to 1440, found -1"}},
       {changed("\"host\"", "^\"nobody\""),
        {"request.after[0]: expected \"routine_maintenance\", \"priority_updates\", \"zero_day_response\" or "
         "\"host\", found \"nobody\""}},
       {changed("{\"before\":[\"routine_maintenance\"],\"after\":[\"host\"],\"reasons\":[\"before_deployment\"],"
                "\"asked\":\"2027-01-15T08:00:00Z\",",
                "^{"),
        {"request.asked: this key is missing"}}});
}

TEST_CASE("an extension that the file does not have is the countdown") {  // rule B5
  const auto read = pp::read_reboot_session(changed("\"extend_up_to_minutes\":60,", ""));
  REQUIRE(read.has_value());
  CHECK(read->request().extend_up_to == 10min);
  CHECK(pp::write_reboot_session(*read).find("extend_up_to") == std::string::npos);
}

TEST_CASE("a session that no events lead to is refused, with advice") {
  const std::string message =
      "state: no events lead to this session: its state, its instants and its request do not fit together; start with "
      "a new one, and ask for the reboot again";
  const std::vector<std::string> texts = {
      changed("\"counting\"", "\"waiting\""),
      changed("\"counting\"", "\"none\""),
      changed("\"counting\"", "\"due\""),
      changed("\"user_logged_on\":true", "\"user_logged_on\":false"),
      changed("09:10:00", "09:09:00"),
      changed("09:10:00", "09:10:01"),
      changed("\"seen\":\"2027-01-15T09:00:00Z\"", "\"seen\":\"2027-01-15T09:10:00Z\""),
      changed("\"since\":\"2027-01-15T09:00:00Z\",", ""),
      changed("\"until\":\"2027-01-15T09:10:00Z\",", ""),
      changed("," + of_the_request, "}"),
      changed("\"countdown_minutes\":10,", ""),
      changed("\"extend_up_to_minutes\":60,", "\"extend_up_to_minutes\":9,"),
      changed("\"before\":[\"routine_maintenance\"],\"after\":[\"host\"],", ""),
  };
  for (const std::string& text : texts) tests::check_row(read_session, {"^" + text, {message}});
}
