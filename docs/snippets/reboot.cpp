// SPDX-License-Identifier: BSL-1.0
// The code of docs/reboot.md, and what its tables say.
#include "support/catch.hpp"

// [tools]
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;
using enum pp::session_event_kind;

namespace {

using patch = pp::patch<pp::platform::windows>;
using windows_task = pp::task<pp::platform::windows>;

/// An instant of the evening on which it all happens.
pp::sys_seconds at(std::string_view clock) { return *pp::parse_instant("2026-03-02T" + std::string(clock) + ":00Z"); }

/// The user is warned, and after an hour there is a countdown of 10 minutes, which may become one of 30.
const pp::user_part desk{.force_after = pp::force_delay::constant<60>(),
                         .warn_at_logoff = true,
                         .countdown = pp::countdown_length::constant<10>(),
                         .extend_up_to = pp::countdown_length::constant<30>(),
                         .may_cancel_timeout = true};

windows_task routine_maintenance() {
  windows_task task{.enabled = true};
  task.deploy.severity.emplace();  // security critical
  task.reboot.before = pp::reboot_before{desk};
  task.reboot.after = pp::reboot_after{pp::reboot_condition::if_required, desk};
  return task;
}

patch critical_patch(const char* id, std::optional<pp::reboot_need> need) {
  return {.id = id, .kind = pp::patch_kind::security, .severity = pp::severity_level::critical, .reboot = need};
}

/// A request of routine maintenance, before it deploys.
pp::reboot_request desk_request(pp::sys_seconds asked) {
  return pp::request_reboot(pp::reboot_phase::before, pp::reboot_source::routine_maintenance,
                            {pp::reboot_reason::before_deployment}, asked, desk);
}

pp::session_event request_event(const pp::reboot_request& request) {
  pp::session_event event{requested, request.asked};
  event.request = request;
  return event;
}

/// The session after these events, with a user at the machine.
pp::reboot_session after(const std::vector<pp::session_event>& events) {
  pp::reboot_session session(true);
  for (const pp::session_event& event : events) session = pp::step(session, event).session;
  return session;
}

}  // namespace
// [/tools]

TEST_CASE("before deployment, by the list alone") {
  // [before]
  const windows_task task = routine_maintenance();
  const std::vector<patch> missing = {critical_patch("KB1", pp::reboot_need::no)};
  const auto verdicts = pp::select(pp::bind(task, {}), missing);

  const pp::reboot_decision decision = pp::decide_reboot_before(task.reboot, verdicts);
  CHECK(decision.answer() == pp::reboot_answer::requested);

  const pp::reboot_decision at_boot = pp::decide_reboot_before(task.reboot, verdicts, pp::run_kind::catch_up);
  CHECK_FALSE(at_boot);
  CHECK(at_boot.why_not() == pp::no_reboot_reason::just_booted);
  // [/before]
  const std::vector<patch> none;
  const auto nothing = pp::select(pp::bind(task, {}), none);
  CHECK(pp::decide_reboot_before(task.reboot, nothing).why_not() == pp::no_reboot_reason::nothing_deployed);
  CHECK(pp::decide_reboot_before(pp::linux_reboot{}, verdicts).why_not() == pp::no_reboot_reason::not_offered);
}

TEST_CASE("a forecast, then the results") {
  // [after]
  const windows_task task = routine_maintenance();
  const std::vector<patch> missing = {critical_patch("KB1", pp::reboot_need::no),
                                      critical_patch("KB2", std::nullopt)};  // its record says nothing
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(pp::bind(task, {}), missing, scan);

  const pp::reboot_decision forecast = pp::forecast_reboot_after(task.reboot, verdicts, scan);
  CHECK(forecast.answer() == pp::reboot_answer::depends_on_results);
  CHECK(verdicts.record(forecast.witness(pp::reboot_reason::unknown)).id == "KB2");

  pp::install_outcomes<pp::platform::windows, std::vector<patch>> outcomes(verdicts, scan);
  CHECK(outcomes.set("KB2", pp::outcome_of_code(0)));       // installed, no restart
  CHECK_FALSE(outcomes.set("KB9", pp::outcome_of_code(0)));  // the task does not deploy it
  const pp::reboot_decision decision = pp::decide_reboot_after(task.reboot, verdicts, scan, outcomes);
  CHECK(decision.why_not() == pp::no_reboot_reason::not_required);
  // [/after]
  CHECK(outcomes.set("KB2", pp::outcome_of_code(3010)));
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, outcomes).reasons() ==
        pp::flag_set{pp::reboot_reason::result_code});
  CHECK(outcomes.set("KB1", pp::outcome_of_code(1603)));
  CHECK(outcomes.set("KB2", pp::outcome_of_code(3017)));
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, outcomes));
  CHECK(outcomes.set("KB2", pp::outcome_of_code(1603)));
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, outcomes).why_not() ==
        pp::no_reboot_reason::nothing_deployed);
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, pp::no_outcomes{}).reasons() ==
        pp::flag_set{pp::reboot_reason::unknown});
}

TEST_CASE("a host with result codes of its own") {
  const windows_task task = routine_maintenance();
  const std::vector<patch> missing = {critical_patch("KB1", std::nullopt)};
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(pp::bind(task, {}), missing, scan);
  // [own-codes]
  enum class our_status { fine, fine_after_reboot, broken };
  const std::map<std::string, our_status> our_log = {{"KB1", our_status::fine_after_reboot}};

  const auto outcome_of = [&](pp::ordinal i) -> std::optional<pp::install_outcome> {
    const auto found = our_log.find(verdicts.record(i).id);
    if (found == our_log.end()) return std::nullopt;  // no result: it counts as deployed, and its data decide
    switch (found->second) {
      case our_status::fine: return pp::install_outcome::installed;
      case our_status::fine_after_reboot: return pp::install_outcome::restart_required;
      case our_status::broken: break;
    }
    return pp::install_outcome::failed;
  };
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, outcome_of).reasons() ==
        pp::flag_set{pp::reboot_reason::result_code});
  // [/own-codes]
}

TEST_CASE("a machine that has restarted since") {
  // [restarted-since]
  pp::reboot_decision decision(pp::reboot_answer::requested);
  decision.add(pp::reboot_reason::always);
  const auto installed = at("21:00");

  CHECK(pp::after_restart(decision, installed, at("20:59")));
  CHECK(pp::after_restart(decision, installed, at("21:05")).why_not() == pp::no_reboot_reason::restarted_since);
  // [/restarted-since]
}

TEST_CASE("a system patch of a Mac, and its user") {
  // [system-patch]
  using enum pp::system_patch_step;
  CHECK(pp::step_of_system_patch(false, std::nullopt) == deploy);  // nobody is logged on
  CHECK(pp::step_of_system_patch(true, std::nullopt) == ask_user);
  CHECK(pp::step_of_system_patch(true, true) == deploy);
  CHECK(pp::step_of_system_patch(true, false) == offer_at_next_run);
  // [/system-patch]

  using mac_patch = pp::patch<pp::platform::mac>;
  pp::task<pp::platform::mac> task{.enabled = true};
  task.deploy.severity.emplace();
  const std::vector<mac_patch> missing = {
      {.id = "macos",
       .kind = pp::patch_kind::security,
       .severity = pp::severity_level::critical,
       .operating_system = true},
      {.id = "browser", .kind = pp::patch_kind::security, .severity = pp::severity_level::critical}};
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(pp::bind(task, {}), missing, scan);
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, pp::no_outcomes{}).reasons() ==
        pp::flag_set{pp::reboot_reason::system_patch});
  pp::install_outcomes<pp::platform::mac, std::vector<mac_patch>> declined(verdicts, scan);
  CHECK(declined.set("macos", pp::install_outcome::failed));
  CHECK(pp::decide_reboot_after(task.reboot, verdicts, scan, declined).why_not() == pp::no_reboot_reason::not_required);
}

TEST_CASE("a request, from the settings") {
  // [request]
  const pp::reboot_request request =
      pp::request_reboot(pp::reboot_phase::before, pp::reboot_source::routine_maintenance,
                         {pp::reboot_reason::before_deployment}, at("20:00"), desk);
  CHECK(request.deadline == at("21:00"));  // force after 60 minutes

  const pp::user_part only_warned{.warn_at_logoff = true};
  const auto deadline_of = [](const pp::user_part& user) {
    return pp::request_reboot(pp::reboot_phase::after, pp::reboot_source::host, {}, at("20:00"), user).deadline;
  };
  CHECK(deadline_of(only_warned) == pp::never);        // log-off restarts, or somebody does by hand
  CHECK(deadline_of(pp::user_part{}) == at("20:00"));  // at once
  // [/request]
}

TEST_CASE("what the user will see, from the settings alone") {
  // [preview]
  const pp::countdown_dialog dialog = pp::dialog_of(desk);
  CHECK(dialog.is_shown());
  CHECK(dialog.length == 10min);
  CHECK(dialog.may_extend_by == 20min);  // to 30 in all
  CHECK(dialog.may_cancel_timeout);
  CHECK_FALSE(dialog.may_cancel_restart);
  // [/preview]
  CHECK_FALSE(pp::dialog_of(pp::user_part{.may_cancel_timeout = true}).is_shown());
}

TEST_CASE("when the restart comes at the latest") {
  // [latest]
  const pp::user_part strict{.force_after = pp::force_delay::constant<60>(),
                             .countdown = pp::countdown_length::constant<10>(),
                             .extend_up_to = pp::countdown_length::constant<30>()};
  const auto latest_of = [](const pp::user_part& user) {
    return pp::latest_restart(
        pp::request_reboot(pp::reboot_phase::after, pp::reboot_source::host, {}, at("20:00"), user));
  };
  CHECK(latest_of(strict) == at("21:30"));
  CHECK(latest_of(desk) == pp::never);  // the user may put it off until log-off
  // [/latest]
}

TEST_CASE("requests join") {
  // [join]
  const pp::user_part urgent{.force_after = pp::force_delay::constant<15>(),
                             .countdown = pp::countdown_length::constant<20>()};
  const pp::reboot_request first = desk_request(at("20:00"));
  const pp::reboot_request second = pp::request_reboot(pp::reboot_phase::after, pp::reboot_source::zero_day_response,
                                                       {pp::reboot_reason::required}, at("20:10"), urgent);
  const pp::reboot_request one = pp::join(first, second);

  CHECK(one.has(pp::reboot_phase::before));
  CHECK(one.has(pp::reboot_phase::after));
  CHECK(one.asked == at("20:10"));
  CHECK(one.deadline == at("20:25"));
  CHECK(one.countdown == 20min);
  CHECK(one.extend_up_to == 20min);  // not less than the countdown
  CHECK(one.warn_at_logoff);
  CHECK_FALSE(one.may_cancel_timeout);

  CHECK(pp::join(second, first) == one);  // in any order
  CHECK(pp::join(one, first) == one);     // however often
  // [/join]
}

TEST_CASE("an evening") {
  // [evening]
  pp::reboot_session session(true);  // somebody is logged on
  const auto tell = [&](const pp::session_event& event) {
    const pp::session_step next = pp::step(session, event);
    session = next.session;
    return next;
  };

  CHECK(tell(request_event(desk_request(at("20:00")))).action == pp::session_action::notify);
  CHECK(session.state() == pp::reboot_state::waiting);
  CHECK(session.valid_until() == at("21:00"));

  CHECK(tell({time_passed, at("21:00")}).action == pp::session_action::show_dialog);
  CHECK(session.state() == pp::reboot_state::counting);
  CHECK(session.until() == at("21:10"));

  CHECK(tell({extend, at("21:04"), 25min}).refused == pp::session_refusal::beyond_the_extension);
  CHECK(session.extension_left() == 20min);
  CHECK(tell({extend, at("21:04"), 5min}).action == pp::session_action::show_dialog);
  CHECK(session.until() == at("21:15"));

  CHECK(tell({cancel_timeout, at("21:06")}).action == pp::session_action::hold);
  CHECK(tell({logged_off, at("22:30")}).action == pp::session_action::restart);
  CHECK(tell({restarted, at("22:32")}).action == pp::session_action::deploy);
  CHECK(session.state() == pp::reboot_state::none);
  // [/evening]
}

TEST_CASE("a request that comes later") {
  const pp::reboot_request urgent =
      pp::request_reboot(pp::reboot_phase::after, pp::reboot_source::host, {pp::reboot_reason::host}, at("21:05"),
                         pp::user_part{.countdown = pp::countdown_length::constant<12>()});
  const auto counting = after({request_event(desk_request(at("20:00"))), {time_passed, at("21:00")}});
  CHECK(pp::step(counting, request_event(urgent)).session.until() == at("21:12"));  // a new dialog, a bit longer

  const auto cancelled = pp::step(counting, {cancel_timeout, at("21:01")}).session;
  const auto asked_anew = pp::step(cancelled, request_event(desk_request(at("22:00")))).session;
  CHECK(asked_anew.state() == pp::reboot_state::waiting);
  CHECK(asked_anew.request().deadline == at("23:00"));

  pp::reboot_session nobody(false);
  CHECK(pp::step(nobody, request_event(desk_request(at("20:00")))).action == pp::session_action::restart);
}

TEST_CASE("what the dialog offers") {
  const auto session = after({request_event(desk_request(at("20:00"))), {time_passed, at("21:00")}});
  // [choices]
  CHECK(session.permits(extend));
  CHECK(session.extension_left() == 20min);  // offer 1 to 20 minutes
  CHECK(session.permits(cancel_timeout));
  CHECK_FALSE(session.permits(cancel_restart));  // the settings do not permit it
  // [/choices]
  CHECK(pp::step(session, {cancel_restart, at("21:00")}).refused == pp::session_refusal::not_permitted);
  CHECK(pp::step(session, {extend, at("21:00"), 0min}).refused == pp::session_refusal::less_than_a_minute);
}

TEST_CASE("an instant that goes back") {
  // [order]
  const auto waiting = after({request_event(desk_request(at("20:00"))), {time_passed, at("20:50")}});
  const auto stepped = pp::step(waiting, {time_passed, at("19:00")}).session;  // somebody set the clock
  CHECK(stepped.seen() == at("20:50"));
  CHECK(stepped == waiting);
  // [/order]
}

TEST_CASE("waking comes before time") {
  // [waking]
  const auto counting = after({request_event(desk_request(at("20:00"))), {time_passed, at("21:00")}});

  const auto woken = pp::step(counting, {woke, at("23:00")});
  CHECK(woken.action == pp::session_action::show_dialog);
  CHECK(woken.session.until() == at("23:10"));  // a countdown from the beginning

  const auto not_told = pp::step(counting, {time_passed, at("23:00")});
  CHECK(not_told.action == pp::session_action::restart);  // under the hands of whoever opened the lid
  // [/waking]
}

TEST_CASE("what deployment waits for") {
  // [waits]
  using enum pp::deployment_wait;
  constexpr auto task = pp::reboot_source::routine_maintenance;

  auto session = after({request_event(desk_request(at("20:00")))});
  CHECK(pp::deployment_waits_for(session, task) == restart);
  CHECK(pp::deployment_waits_for(session, pp::reboot_source::zero_day_response) == nothing);  // its own goes on

  session = pp::step(session, {time_passed, at("21:00")}).session;
  session = pp::step(session, {cancel_timeout, at("21:01")}).session;
  CHECK(pp::deployment_waits_for(session, task) == log_off_or_restart);

  session = pp::step(session, {restarted, at("21:30")}).session;
  CHECK(pp::deployment_waits_for(session, task) == nothing);
  // [/waits]
  const pp::user_part lenient{.force_after = pp::force_delay::constant<60>(),
                              .countdown = pp::countdown_length::constant<10>(),
                              .may_cancel_restart = true};
  auto held = after({request_event(pp::request_reboot(pp::reboot_phase::before, task, {}, at("20:00"), lenient))});
  held = pp::step(held, {time_passed, at("21:00")}).session;
  held = pp::step(held, {cancel_restart, at("21:01")}).session;
  CHECK(pp::deployment_waits_for(held, task) == restart_by_hand);
  const auto later =
      after({request_event(pp::request_reboot(pp::reboot_phase::after, task, {}, at("20:00"), lenient))});
  CHECK(pp::deployment_waits_for(later, task) == nothing);
}

namespace {

// [agent]
struct reboot_agent {
  std::string disk;  // stands for a file that outlives the machine's restart

  pp::reboot_session load() const {
    const auto read = pp::read_reboot_session(disk);
    return read ? *read : pp::reboot_session(false);  // nothing was saved yet, or it is damaged
  }

  /// Saves first; the caller then acts.
  pp::session_action tell(const pp::session_event& event) {
    const pp::session_step next = pp::step(load(), event);
    disk = pp::write_reboot_session(next.session);
    return next.action;
  }

  /// The first events after a start of the agent: when the system came up, then who is there.
  pp::session_action start(pp::sys_seconds booted, pp::sys_seconds now, bool user_logged_on) {
    const pp::session_action action = tell({restarted, booted});
    const pp::session_action user = tell({user_logged_on ? logged_on : logged_off, now});
    return user == pp::session_action::none ? action : user;
  }

  /// When to tell that time has passed, if nothing happens before.
  pp::sys_seconds sleep_until() const { return load().valid_until(); }
};
// [/agent]

}  // namespace

TEST_CASE("an agent over a restart") {
  // [restart]
  reboot_agent agent;
  CHECK(agent.start(at("08:00"), at("08:01"), true) == pp::session_action::none);
  CHECK(agent.tell(request_event(desk_request(at("20:00")))) == pp::session_action::notify);
  CHECK(agent.sleep_until() == at("21:00"));
  CHECK(agent.tell({time_passed, at("21:00")}) == pp::session_action::show_dialog);
  CHECK(agent.tell({time_passed, at("21:10")}) == pp::session_action::restart);

  reboot_agent after_boot{agent.disk};
  CHECK(after_boot.start(at("21:12"), at("21:13"), false) == pp::session_action::deploy);
  CHECK(after_boot.start(at("21:12"), at("21:40"), true) == pp::session_action::none);  // the agent alone was restarted
  // [/restart]
  CHECK(after_boot.load().user_logged_on());

  reboot_agent damaged{"{"};
  CHECK(damaged.load() == pp::reboot_session(false));
}
