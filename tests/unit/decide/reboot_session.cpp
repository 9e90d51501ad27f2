// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/reboot_session.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "patchpolicy/decide/reboot_request.hpp"
#include "support/both_times.hpp"
#include "support/naive_reboot.hpp"
#include "support/reboot_twins.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::deployment_wait;
using pp::reboot_phase;
using pp::reboot_reason;
using pp::reboot_source;
using pp::reboot_state;
using pp::session_action;
using pp::session_refusal;
using std::chrono::minutes;
using tests::in_words;
using kind = pp::session_event_kind;

namespace {

constexpr pp::sys_seconds start{std::chrono::seconds(1'800'000'000)};

constexpr pp::countdown_length length_of(int count) { return *pp::countdown_length::of(count); }

// A day to force it, ten minutes to extend to an hour, and both buttons.
constexpr pp::user_part generous() {
  pp::user_part user;
  user.force_after = *pp::force_delay::of(1440);
  user.countdown = length_of(10);
  user.extend_up_to = length_of(60);
  user.may_cancel_timeout = true;
  user.may_cancel_restart = true;
  return user;
}

constexpr pp::session_event event(kind what, minutes after = {}) { return {what, start + after}; }
constexpr pp::session_event extension(minutes by, minutes after = {}) { return {kind::extend, start + after, by}; }
constexpr pp::session_event asking(const pp::user_part& user, minutes after = {},
                                   reboot_phase phase = reboot_phase::after,
                                   reboot_source source = reboot_source::routine_maintenance) {
  const reboot_reason why = phase == reboot_phase::before ? reboot_reason::before_deployment : reboot_reason::always;
  return {kind::requested, start + after, {}, pp::request_reboot(phase, source, {why}, start + after, user)};
}

template <std::size_t Count>
constexpr pp::reboot_session after_all(const pp::session_event (&events)[Count], bool user_logged_on = false) {
  pp::reboot_session session(user_logged_on);
  for (const pp::session_event& e : events) session = step(session, e).session;
  return session;
}

// ---- Every state, every event, every policy ----

std::vector<naive_reboot::policy> all_policies() {
  std::vector<naive_reboot::policy> policies;
  for (const int force_after : {0, 5, 10'080})
    for (const int countdown : {0, 1, 10})
      for (const int longer : {-1, 0, 7})  // the maximum: absent, equal, greater
        for (int flags = 0; flags < 8; ++flags) {
          naive_reboot::policy p;
          if (force_after > 0) p.force_after = force_after;
          p.countdown = countdown;
          if (longer >= 0) p.maximum = countdown + longer;
          p.warn_log_off = (flags & 1) != 0;
          p.may_cancel_time_out = (flags & 2) != 0;
          p.may_cancel_restart = (flags & 4) != 0;
          policies.push_back(p);
        }
  return policies;
}

struct twins {
  pp::reboot_session library;
  naive_reboot::session naive;

  explicit twins(bool user_logged_on) : library(user_logged_on) {
    naive.logged_on = user_logged_on;
    naive.seen = 0;
  }

  // Both take the event, and must agree.
  void take(const pp::session_event& e) {
    const pp::reboot_session before = library;
    const pp::session_step next = step(library, e);
    const naive_reboot::answer answer = tests::step_naive(naive, e);
    library = next.session;
    if (tests::same_step(next, naive, answer)) return;
    INFO("from  " << in_words(before) << "\nevent " << in_words(e) << "\nto    " << in_words(next) << "\nnaive "
                  << in_words(naive, answer));
    FAIL("not the same");
  }
  twins with(const pp::session_event& e) const {
    twins next = *this;
    next.take(e);
    return next;
  }
};

// One session for each way into each state that the policy leaves open.
std::vector<twins> ways_into_states(const pp::session_event& request) {
  const twins nobody = twins(false).with(event(kind::time_passed));
  const twins somebody = nobody.with(event(kind::logged_on));
  const twins due = nobody.with(request);
  const twins asked = somebody.with(request);
  std::vector<twins> ways = {nobody, somebody, due, asked, due.with(event(kind::logged_on))};
  if (asked.library.valid_until() != pp::never)
    ways.push_back(asked.with({kind::time_passed, asked.library.valid_until()}));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (ways[i].library.state() != reboot_state::counting) continue;
    const twins counting = ways[i];
    ways.push_back(counting.with({kind::time_passed, counting.library.until()}));
    ways.push_back(counting.with({kind::time_passed, counting.library.until() - 1s}));
    ways.push_back(counting.with({kind::extend, counting.library.seen() + 30s, 1min}));
    ways.push_back(counting.with({kind::cancel_timeout, counting.library.seen()}));
    ways.push_back(counting.with({kind::cancel_restart, counting.library.seen()}));
    if (ways.back().library.state() == reboot_state::restart_cancelled)
      ways.push_back(ways.back().with({kind::logged_off, counting.library.seen()}));
    if (ways.size() > 40) break;
  }
  return ways;
}

}  // namespace

TEST_CASE("every event in every state under every policy does what the table of rule B7 says") {
  std::array<std::array<int, 9>, 6> tried{};
  for (const naive_reboot::policy& policy : all_policies()) {
    const pp::user_part user = tests::user_part_of(policy);
    for (const twins& at : ways_into_states(asking(user))) {
      const pp::reboot_session& s = at.library;
      std::vector<pp::sys_seconds> instants = {s.seen(), s.seen() - 1min, s.seen() + 1s, s.seen() + 24h * 365};
      if (s.valid_until() != pp::never)
        for (const auto late : {-1s, 0s, 1s}) instants.push_back(s.valid_until() + late);
      for (const pp::sys_seconds when : instants) {
        std::vector<pp::session_event> events;
        for (const kind what : {kind::time_passed, kind::woke, kind::logged_off, kind::logged_on, kind::cancel_timeout,
                                kind::cancel_restart, kind::restarted})
          events.push_back({what, when});
        const minutes left = s.extension_left();
        for (const minutes by : {-1min, 0min, 1min, left, left + 1min}) events.push_back({kind::extend, when, by});
        for (const reboot_phase phase : {reboot_phase::before, reboot_phase::after}) {
          events.push_back({kind::requested,
                            when,
                            {},
                            pp::request_reboot(phase, reboot_source::host, {reboot_reason::host}, when, user)});
          events.push_back({kind::requested,
                            when,
                            {},
                            pp::request_reboot(phase, reboot_source::host, {reboot_reason::host}, when, generous())});
        }
        for (const pp::session_event& e : events) {
          (void)at.with(e);
          ++tried[static_cast<std::size_t>(s.state())][static_cast<std::size_t>(e.what)];
        }
      }
    }
  }
  for (std::size_t state = 0; state < 6; ++state)
    for (std::size_t e = 0; e < 9; ++e) {
      INFO(pp::name_of(static_cast<reboot_state>(state)) << " x " << pp::name_of(static_cast<kind>(e)));
      CHECK(tried[state][e] > 50);
    }
}

TEST_CASE("the table that the documentation shows is that of rule B7") {
  using enum pp::session_transition;
  using naive_reboot::outcome;
  for (const naive_reboot::state s : naive_reboot::all_states) {
    const auto& row = pp::session_table[static_cast<std::size_t>(s)];
    for (const kind what : {kind::logged_off, kind::logged_on, kind::extend, kind::cancel_timeout, kind::cancel_restart,
                            kind::restarted}) {
      pp::session_transition expected = stays;
      switch (naive_reboot::table(s, tests::naive_of(what))) {
        case outcome::stays: expected = stays; break;
        case outcome::to_none: expected = ends; break;
        case outcome::to_due: expected = becomes_due; break;
        case outcome::to_countdown: expected = counts_from_now; break;
        case outcome::refused: expected = refused; break;
        case outcome::by_policy:
          expected = what == kind::extend ? extends : what == kind::cancel_timeout ? cancels_timeout : cancels_restart;
          break;
      }
      INFO(static_cast<int>(s) << " x " << pp::name_of(what));
      CHECK(row[static_cast<std::size_t>(what)] == expected);
    }
    using state = naive_reboot::state;
    CHECK(row[0] == (s == state::waiting ? counts_from_now : s == state::counting ? becomes_due : stays));
    CHECK(row[1] == (s == state::waiting ? counts_if_late : s == state::counting ? counts_from_now : stays));
  }
}

// ---- Stories ----

namespace {

// A story with what it should come to, so that a failure names the place.
struct telling {
  pp::reboot_session session{false};
  int wrong_at = 0;
  int events = 0;

  constexpr void expect(const pp::session_event& e, reboot_state state, session_action action,
                        std::optional<session_refusal> refused = {}) {
    ++events;
    const pp::session_step next = step(session, e);
    session = next.session;
    const bool right = session.state() == state && next.action == action && next.refused == refused;
    if (!right && wrong_at == 0) wrong_at = events;
  }
};

constexpr int whole_story() {
  telling t;
  t.expect(event(kind::logged_on), reboot_state::none, session_action::none);
  // asked before deployment, forced after a day
  t.expect(asking(generous(), 0min, reboot_phase::before), reboot_state::waiting, session_action::none);
  t.expect(event(kind::cancel_restart, 1min), reboot_state::waiting, session_action::none,
           session_refusal::no_countdown);
  t.expect(event(kind::time_passed, 1439min), reboot_state::waiting, session_action::none);
  // the deadline: ten minutes, extended to an hour, and no further
  t.expect(event(kind::time_passed, 1440min), reboot_state::counting, session_action::show_dialog);
  t.expect(extension(0min, 1441min), reboot_state::counting, session_action::none, session_refusal::less_than_a_minute);
  t.expect(extension(20min, 1441min), reboot_state::counting, session_action::show_dialog);
  t.expect(extension(31min, 1442min), reboot_state::counting, session_action::none,
           session_refusal::beyond_the_extension);
  t.expect(extension(30min, 1442min), reboot_state::counting, session_action::show_dialog);
  t.expect(extension(1min, 1443min), reboot_state::counting, session_action::none,
           session_refusal::beyond_the_extension);
  if (t.session.until() != start + 1500min) return -1;
  // put off, and asked anew for another task
  t.expect(event(kind::cancel_restart, 1444min), reboot_state::restart_cancelled, session_action::hold);
  if (deployment_waits_for(t.session, reboot_source::routine_maintenance) != deployment_wait::restart_by_hand)
    return -2;
  t.expect(asking(generous(), 3000min, reboot_phase::after, reboot_source::priority_updates), reboot_state::waiting,
           session_action::none);
  if (t.session.request().deadline != start + 4440min) return -3;
  // log-off, and back before the restart began: a whole countdown
  t.expect(event(kind::logged_off, 3100min), reboot_state::due, session_action::restart);
  t.expect(event(kind::logged_on, 3101min), reboot_state::counting, session_action::show_dialog);
  if (t.session.until() != start + 3111min) return -4;
  t.expect(event(kind::cancel_timeout, 3102min), reboot_state::timeout_cancelled, session_action::hold);
  t.expect(event(kind::time_passed, 9999min), reboot_state::timeout_cancelled, session_action::none);
  t.expect(event(kind::logged_off, 10'000min), reboot_state::due, session_action::restart);
  t.expect(event(kind::time_passed, 10'001min), reboot_state::due, session_action::restart);
  t.expect(event(kind::restarted, 10'002min), reboot_state::none, session_action::deploy);
  t.expect(event(kind::restarted, 10'003min), reboot_state::none, session_action::none);
  if (t.session.user_logged_on() || t.session.request() != pp::reboot_request{}) return -5;
  return t.wrong_at;
}

}  // namespace

TEST_CASE("a whole story, from the request to the restart, in a constant expression too") {
  PATCHPOLICY_CHECK_BOTH(whole_story() == 0);
}

TEST_CASE("sessions and events are plain values") {
  PATCHPOLICY_CHECK_BOTH(std::is_trivially_copyable_v<pp::reboot_session>);
  PATCHPOLICY_CHECK_BOTH(std::is_trivially_copyable_v<pp::session_event>);
  PATCHPOLICY_CHECK_BOTH(std::is_trivially_copyable_v<pp::session_step>);
  PATCHPOLICY_CHECK_BOTH(std::is_trivially_copyable_v<pp::reboot_request>);
  PATCHPOLICY_CHECK_BOTH(!std::is_default_constructible_v<pp::reboot_session>);
  PATCHPOLICY_CHECK_BOTH(!std::is_convertible_v<bool, pp::reboot_session>);
}

TEST_CASE("a session starts with nothing pending") {
  constexpr auto is_new = [](const pp::reboot_session& s, bool on) {
    return s.state() == reboot_state::none && s.user_logged_on() == on && s.request() == pp::reboot_request{} &&
           s.seen() == pp::sys_seconds{} && s.since() == pp::sys_seconds{} && s.until() == pp::sys_seconds{} &&
           s.valid_until() == pp::never && s.extension_left() == 0min && !s.permits(kind::extend) &&
           !s.permits(kind::cancel_timeout) && !s.permits(kind::cancel_restart) && s.permits(kind::requested) &&
           s.permits(kind::logged_off);
  };
  PATCHPOLICY_CHECK_BOTH(is_new(pp::reboot_session(false), false));
  PATCHPOLICY_CHECK_BOTH(is_new(pp::reboot_session(true), true));
  PATCHPOLICY_CHECK_BOTH(pp::reboot_session(false) != pp::reboot_session(true));
}

TEST_CASE("a notice comes when the session waits, if log-off is announced") {  // rule B7
  pp::user_part user;
  user.warn_at_logoff = true;
  const pp::reboot_session on(true);
  CHECK(step(on, asking(user)).action == session_action::notify);
  CHECK(step(on, asking(generous())).action == session_action::none);
  const auto waiting = step(on, asking(user)).session;
  CHECK(waiting.valid_until() == pp::never);
  CHECK(step(waiting, asking(user, 1min)).action == session_action::none);
  CHECK(step(waiting, event(kind::time_passed, 1'000'000min)).action == session_action::none);
  CHECK(step(waiting, event(kind::logged_off, 1min)).action == session_action::restart);
}

// "Actions come when the state or e changes."
TEST_CASE("a request that joins while the session waits gives a notice if there was none") {  // rules B5 and B7
  pp::user_part user;
  user.warn_at_logoff = true;
  const auto waiting = step(pp::reboot_session(true), asking(generous())).session;
  const auto joined = step(waiting, asking(user, 1min));
  CHECK(joined.session.state() == reboot_state::waiting);
  CHECK(joined.action == session_action::notify);
  CHECK(step(joined.session, asking(user, 2min)).action == session_action::none);
}

TEST_CASE("log-off restarts, announced or not, but for a restart that was cancelled") {  // rule B5
  CHECK(after_all({asking(generous()), event(kind::logged_off, 1min)}, true).state() == reboot_state::due);
  const auto counting = after_all({asking(generous()), event(kind::time_passed, 1440min)}, true);
  CHECK(step(counting, event(kind::logged_off, 1441min)).action == session_action::restart);
  const auto put_off = step(counting, event(kind::cancel_restart, 1441min)).session;
  const auto gone = step(put_off, event(kind::logged_off, 1442min));
  CHECK(gone.session.state() == reboot_state::restart_cancelled);
  CHECK(gone.action == session_action::none);
  CHECK_FALSE(gone.session.user_logged_on());
  // asked anew with nobody there, it is due at once
  CHECK(step(gone.session, asking(generous(), 1443min)).action == session_action::restart);
}

TEST_CASE("waking gives a whole countdown, however long the sleep") {  // rule B7
  const auto counting = after_all({asking(generous()), event(kind::time_passed, 1440min)}, true);
  for (const minutes slept_until : {1440min, 1445min, 1449min, 1450min, 1451min, 100'000min}) {
    const auto woke = step(counting, event(kind::woke, slept_until));
    CHECK(woke.session.state() == reboot_state::counting);
    CHECK(woke.session.since() == start + slept_until);
    CHECK(woke.session.until() == start + slept_until + 10min);
    CHECK((woke.action == session_action::show_dialog) == (slept_until != 1440min));
  }
  // asleep over the deadline
  const auto waiting = step(pp::reboot_session(true), asking(generous())).session;
  CHECK(step(waiting, event(kind::woke, 1439min)).session.state() == reboot_state::waiting);
  const auto late = step(waiting, event(kind::woke, 5'000min)).session;
  CHECK(late.until() == start + 5'010min);
  // with nobody logged on there is nobody to wait for
  const auto due = step(pp::reboot_session(false), asking(generous())).session;
  CHECK(step(due, event(kind::woke, 5min)).action == session_action::restart);
}

TEST_CASE("without waking, time that passed acts before the event") {  // rule B7
  const auto waiting = step(pp::reboot_session(true), asking(generous())).session;
  const auto extended = step(waiting, extension(1min, 1440min));
  CHECK(extended.session.until() == start + 1451min);
  const auto counting = after_all({asking(generous()), event(kind::time_passed, 1440min)}, true);
  const auto too_late = step(counting, event(kind::cancel_restart, 1450min));
  CHECK(too_late.session.state() == reboot_state::due);
  CHECK(too_late.refused == session_refusal::no_countdown);
  CHECK(too_late.action == session_action::restart);
}

TEST_CASE("a request that joins a countdown can lengthen it, and shorten what may be added") {  // rules B1 and B7
  const auto counting =
      after_all({asking(generous()), event(kind::time_passed, 1440min), extension(5min, 1441min)}, true);
  CHECK(counting.extension_left() == 45min);
  pp::user_part user;
  user.countdown = length_of(30);
  const auto longer = step(counting, asking(user, 1442min)).session;
  CHECK(longer.since() == start + 1440min);
  CHECK(longer.until() == start + 1470min);
  CHECK(longer.extension_left() == 0min);
  CHECK_FALSE(longer.may_cancel_timeout());
  CHECK_FALSE(longer.may_cancel_restart());
  user.countdown = length_of(12);
  const auto as_long = step(counting, asking(user, 1442min));
  CHECK(as_long.session.until() == counting.until());
  CHECK(as_long.action == session_action::none);
  CHECK(as_long.extension_left == 0min);  // never below it: 15 minutes stand where 12 are allowed
}

TEST_CASE("a request that joins when the restart is due does not call it back") {
  const auto due = step(pp::reboot_session(false), asking(pp::user_part{})).session;
  const auto joined = step(due, asking(generous(), 1min, reboot_phase::before));
  CHECK(joined.session.state() == reboot_state::due);
  CHECK(joined.action == session_action::restart);
  CHECK(joined.session.request().has(reboot_phase::before));
  CHECK(joined.session.request().has(reboot_phase::after));
}

TEST_CASE("what was put off is asked anew with the later deadline alone") {  // rule B7
  for (const kind cancel : {kind::cancel_timeout, kind::cancel_restart}) {
    const auto put_off = after_all(
        {asking(generous(), 0min, reboot_phase::before), event(kind::time_passed, 1440min), event(cancel, 1441min)},
        true);
    const auto anew = step(put_off, asking(generous(), 2000min));
    CHECK(anew.session.state() == reboot_state::waiting);
    CHECK(anew.session.request().deadline == start + 3440min);
    CHECK(anew.session.request().asked == start + 2000min);
    CHECK(deployment_waits_for(anew.session, reboot_source::routine_maintenance) == deployment_wait::restart);
    // one that begins at once does
    pp::user_part at_once = generous();
    at_once.force_after = {};
    const auto now = step(put_off, asking(at_once, 2000min)).session;
    CHECK(now.state() == reboot_state::counting);
    CHECK(now.until() == start + 2010min);
  }
}

TEST_CASE("a host that starts anew learns what the state calls for") {
  pp::user_part user = generous();
  const auto calls_for = [](const pp::reboot_session& s) { return pp::action_of(s); };
  CHECK(calls_for(pp::reboot_session(true)) == session_action::none);
  const auto silent = after_all({asking(user)}, true);
  CHECK(calls_for(silent) == session_action::none);
  user.warn_at_logoff = true;
  CHECK(calls_for(after_all({asking(user)}, true)) == session_action::notify);
  const auto counting = step(silent, event(kind::time_passed, 1440min)).session;
  CHECK(calls_for(counting) == session_action::show_dialog);
  CHECK(calls_for(step(counting, event(kind::cancel_timeout, 1441min)).session) == session_action::hold);
  CHECK(calls_for(step(counting, event(kind::cancel_restart, 1441min)).session) == session_action::hold);
  CHECK(calls_for(step(counting, event(kind::logged_off, 1441min)).session) == session_action::restart);
}

TEST_CASE("only its own request before deployment holds a task's patches") {  // rule B6
  using enum reboot_source;
  const auto session = after_all({asking(generous(), 0min, reboot_phase::before, zero_day_response),
                                  asking(generous(), 1min, reboot_phase::after, routine_maintenance)},
                                 true);
  CHECK(deployment_waits_for(session, zero_day_response) == deployment_wait::restart);
  CHECK(deployment_waits_for(session, routine_maintenance) == deployment_wait::nothing);
  CHECK(deployment_waits_for(session, priority_updates) == deployment_wait::nothing);
  const auto counting = step(session, event(kind::time_passed, 1440min)).session;
  CHECK(deployment_waits_for(counting, zero_day_response) == deployment_wait::restart);
  const auto no_time_out = step(counting, event(kind::cancel_timeout, 1441min)).session;
  CHECK(deployment_waits_for(no_time_out, zero_day_response) == deployment_wait::log_off_or_restart);
  const auto no_restart = step(counting, event(kind::cancel_restart, 1441min)).session;
  CHECK(deployment_waits_for(no_restart, zero_day_response) == deployment_wait::restart_by_hand);
  CHECK(deployment_waits_for(no_restart, routine_maintenance) == deployment_wait::nothing);
  const auto due = step(no_time_out, event(kind::logged_off, 1442min)).session;
  CHECK(deployment_waits_for(due, zero_day_response) == deployment_wait::restart);
  const auto up = step(due, event(kind::restarted, 1443min));
  CHECK(up.action == session_action::deploy);
  CHECK(deployment_waits_for(up.session, zero_day_response) == deployment_wait::nothing);
}

TEST_CASE("a restart clears what was asked until then, whatever the state") {  // rule B8
  const auto waiting = step(pp::reboot_session(true), asking(generous(), 5min)).session;
  for (const minutes up_again : {5min, 6min, 100'000min}) {
    const auto up = step(waiting, event(kind::restarted, up_again));
    CHECK(up.session.state() == reboot_state::none);
    CHECK(up.action == session_action::done);
    CHECK_FALSE(up.session.user_logged_on());
  }
}

TEST_CASE("a restart that is told late does not clear what was asked since") {  // rule B8
  const auto waiting = step(pp::reboot_session(true), asking(generous(), 5min)).session;
  const auto late = step(waiting, event(kind::restarted, 4min));
  CHECK(late.session == waiting);
  CHECK(late.action == session_action::none);
  const auto due = step(waiting, event(kind::logged_off, 6min)).session;
  CHECK(step(due, event(kind::restarted, 4min)).action == session_action::restart);
  // told late, but after it was asked
  const auto later = step(waiting, event(kind::time_passed, 60min)).session;
  CHECK(step(later, event(kind::restarted, 5min)).session.state() == reboot_state::none);
}

TEST_CASE("what seems to be asked in the future is cleared by a restart, else it would restart for ever") {
  pp::session_event from_the_future = asking(generous(), 5min);
  from_the_future.request.asked = start + 500'000min;
  const auto waiting = step(pp::reboot_session(true), from_the_future).session;
  CHECK(step(waiting, event(kind::restarted, 6min)).session.state() == reboot_state::none);
}

TEST_CASE("a restart at the end of time clears as any other") {  // rule B8
  // both before the first year that a session keeps: asked, then restarted
  pp::session_event ancient = asking(generous());
  ancient.request.asked = pp::sys_seconds::min();
  const auto waiting = step(pp::reboot_session(true), ancient).session;
  CHECK(step(waiting, {kind::restarted, pp::sys_seconds::min()}).session.state() == reboot_state::none);
  CHECK(step(waiting, {kind::restarted, pp::sys_seconds::max()}).session.state() == reboot_state::none);
}

// A user who has logged on since the restart is there, though the host hears of the restart only now.
TEST_CASE("a restart that is told late does not log off who has logged on since") {
  const auto on = after_all({event(kind::time_passed), event(kind::logged_on, 10min), event(kind::restarted, 9min)});
  CHECK(on.user_logged_on());
  CHECK(step(on, asking(generous(), 11min)).action != session_action::restart);

  const auto with_request =
      after_all({asking(generous()), event(kind::logged_on, 10min), event(kind::restarted, 9min)});
  CHECK(with_request.state() == reboot_state::none);
  CHECK(step(with_request, asking(generous(), 11min)).action != session_action::restart);
}

TEST_CASE("an event of an earlier instant counts as now") {  // rule B7
  const auto counting = after_all({asking(generous()), event(kind::time_passed, 1440min)}, true);
  for (const kind what : {kind::time_passed, kind::woke, kind::logged_off, kind::extend, kind::cancel_timeout}) {
    pp::session_event now = event(what, 1440min);
    now.by = 1min;
    pp::session_event earlier = now;
    for (const minutes back : {1min, 1440min, 100'000'000min}) {
      earlier.at = now.at - back;
      CHECK(step(counting, earlier) == step(counting, now));
    }
  }
  // `asked` stays as it was given
  const auto asked = step(counting, asking(generous(), 7min)).session;
  CHECK(asked.request().asked == start + 7min);
  CHECK(asked.seen() == start + 1440min);
}

TEST_CASE("instants at the ends of time do no harm") {
  using std::chrono::seconds;
  constexpr pp::sys_seconds first = pp::sys_seconds::min();
  constexpr pp::sys_seconds last = pp::sys_seconds::max();
  constexpr pp::sys_seconds end_of_9999{seconds(253'402'300'799)};
  constexpr auto counts = [](pp::sys_seconds at) {
    pp::user_part user = generous();
    user.force_after = {};
    return step(pp::reboot_session(true),
                {kind::requested, at, {}, pp::request_reboot(reboot_phase::after, reboot_source::host, {}, at, user)})
        .session;
  };
  PATCHPOLICY_CHECK_BOTH(counts(first).until() == pp::sys_seconds{} + 10min);
  PATCHPOLICY_CHECK_BOTH(counts(first).request().asked == pp::sys_seconds{seconds(-62'167'219'200)});
  PATCHPOLICY_CHECK_BOTH(counts(last).seen() == end_of_9999);
  // at the end of time an `asked` that is also the deadline is `never`, or the last second
  PATCHPOLICY_CHECK_BOTH(counts(end_of_9999).state() == reboot_state::counting);
  PATCHPOLICY_CHECK_BOTH(counts(end_of_9999).until() == end_of_9999 + 10min);
  PATCHPOLICY_CHECK_BOTH(step(counts(end_of_9999), {kind::extend, last, 50min}).session.until() == end_of_9999 + 1h);
  PATCHPOLICY_CHECK_BOTH(step(counts(end_of_9999), {kind::extend, last, minutes::max()}).refused ==
                         session_refusal::beyond_the_extension);
  PATCHPOLICY_CHECK_BOTH(step(counts(end_of_9999), {kind::extend, last, minutes::min()}).refused ==
                         session_refusal::less_than_a_minute);
}

TEST_CASE("a request that a host has put together is brought within the bounds of rule B5") {
  pp::reboot_request wild;
  wild.after.insert(reboot_source::host);
  wild.asked = pp::sys_seconds::max();
  wild.deadline = pp::sys_seconds::min();
  wild.countdown = minutes::max();
  wild.extend_up_to = minutes::min();
  const auto session = step(pp::reboot_session(true), {kind::requested, start, {}, wild}).session;
  CHECK(session.state() == reboot_state::counting);
  CHECK(session.request().countdown == 1440min);
  CHECK(session.request().extend_up_to == 1440min);
  CHECK(session.until() == start + 1440min);
  wild.countdown = minutes::min();
  wild.extend_up_to = minutes::max();
  const auto at_once = step(pp::reboot_session(true), {kind::requested, start, {}, wild}).session;
  CHECK(at_once.state() == reboot_state::due);
  CHECK(at_once.request().countdown == 0min);
  CHECK(at_once.request().extend_up_to == 1440min);
  // joining brings it within them too
  const auto joined = step(after_all({asking(generous())}, true), {kind::requested, start, {}, wild}).session;
  CHECK(joined.request().countdown == 10min);
  CHECK(joined.request().extend_up_to == 60min);
}

TEST_CASE("a request that nobody asks is none") {
  pp::reboot_request empty;
  empty.reasons = {reboot_reason::host};
  empty.warn_at_logoff = true;
  for (const bool on : {false, true}) {
    const auto asked = step(pp::reboot_session(on), {kind::requested, start, {}, empty});
    CHECK(asked.session.state() == reboot_state::none);
    CHECK(asked.session.seen() == start);
    CHECK(asked.session.request() == pp::reboot_request{});
    CHECK(asked.action == session_action::none);
  }
  const auto put_off =
      after_all({asking(generous()), event(kind::time_passed, 1440min), event(kind::cancel_restart, 1441min)}, true);
  CHECK(step(put_off, {kind::requested, start + 1441min, {}, empty}).session == put_off);
}

TEST_CASE("log-on and log-off that are told twice change nothing") {
  // due before the eyes of who is logged on: a second log-on starts no second countdown
  const auto due = after_all({asking(pp::user_part{})}, true);
  CHECK(due.state() == reboot_state::due);
  CHECK(step(due, event(kind::logged_on, 1min)).session.state() == reboot_state::due);
  const auto counted =
      after_all({asking(generous()), event(kind::time_passed, 1440min), event(kind::time_passed, 1450min)}, true);
  CHECK(step(counted, event(kind::logged_on, 1451min)).action == session_action::restart);
  const auto back = after_all({asking(generous()), event(kind::logged_on, 1min), event(kind::logged_on, 6min)});
  CHECK(back.until() == start + 11min);
}

TEST_CASE("the words of the session are those of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<reboot_state> == 6);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::none) == "none");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::waiting) == "waiting");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::counting) == "counting");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::timeout_cancelled) == "timeout_cancelled");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::restart_cancelled) == "restart_cancelled");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_state::due) == "due");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<kind> == 9);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::time_passed) == "time_passed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::woke) == "woke");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::logged_off) == "logged_off");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::logged_on) == "logged_on");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::extend) == "extend");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::cancel_timeout) == "cancel_timeout");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::cancel_restart) == "cancel_restart");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::restarted) == "restarted");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(kind::requested) == "requested");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<session_refusal> == 4);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_refusal::no_countdown) == "no_countdown");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_refusal::not_permitted) == "not_permitted");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_refusal::less_than_a_minute) == "less_than_a_minute");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_refusal::beyond_the_extension) == "beyond_the_extension");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<session_action> == 7);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::none) == "none");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::notify) == "notify");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::show_dialog) == "show_dialog");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::hold) == "hold");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::restart) == "restart");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::deploy) == "deploy");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(session_action::done) == "done");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<deployment_wait> == 4);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(deployment_wait::nothing) == "nothing");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(deployment_wait::restart) == "restart");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(deployment_wait::log_off_or_restart) == "log_off_or_restart");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(deployment_wait::restart_by_hand) == "restart_by_hand");
}
