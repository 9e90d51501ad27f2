// SPDX-License-Identifier: BSL-1.0
// The reboot session and the joining of requests, beside a naive implementation: over every state that can be reached
// in a small world, and on long random stories in a large one.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/reboot_session.hpp"
#include "patchpolicy/text/reboot_json.hpp"
#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/naive_reboot.hpp"
#include "support/random_case.hpp"
#include "support/random_reboot.hpp"
#include "support/reboot_twins.hpp"

namespace pp = patchpolicy;
using naive::random_numbers;
using std::chrono::minutes;
using std::chrono::seconds;
using tests::end_of_9999;
using tests::in_words;
using tests::instant;
using tests::random_event;
using tests::random_instant;
using tests::random_policy;
using tests::random_request;
using tests::within_years;
using tests::year_0;
using kind = pp::session_event_kind;

namespace {

// ---- A small world ----
//
// What a session does depends on how far its instants lie apart, not on where they lie. So each state is moved to one
// `now`, and what no longer matters is made equal. With lengths of a few minutes, finitely many states are left.

constexpr pp::sys_seconds now{seconds(1'800'000'000)};
constexpr minutes longest_late{1};  // how late an event may be told

struct world_policy {
  int force_after;  // 0: absent
  int countdown;
  int maximum;
  bool w, t, r;
};
constexpr world_policy world_policies[] = {
    {0, 0, 0, false, false, false}, {0, 1, 0, false, false, false}, {0, 1, 0, false, true, false},
    {0, 1, 0, false, false, true},  {0, 2, 3, false, true, true},   {1, 1, 3, false, true, true},
    {0, 1, 3, true, true, true},    {3, 2, 0, true, true, true},    {0, 0, 0, true, false, false},
    {1, 0, 0, false, true, true},   {3, 1, 2, true, false, true},   {2, 0, 2, false, true, false},
};

pp::reboot_request request_of(const world_policy& p, pp::reboot_phase phase, pp::sys_seconds asked) {
  naive_reboot::policy user{std::nullopt, p.w, p.countdown, std::nullopt, p.t, p.r};
  if (p.force_after > 0) user.force_after = p.force_after;
  if (p.maximum > 0) user.maximum = p.maximum;
  const bool before = phase == pp::reboot_phase::before;
  return pp::request_reboot(
      phase, before ? pp::reboot_source::routine_maintenance : pp::reboot_source::priority_updates,
      {before ? pp::reboot_reason::before_deployment : pp::reboot_reason::always}, asked, tests::user_part_of(user));
}

std::vector<pp::session_event> world_events() {
  std::vector<pp::session_event> events;
  for (const kind what : {kind::time_passed, kind::woke, kind::logged_off, kind::logged_on, kind::cancel_timeout,
                          kind::cancel_restart, kind::restarted})
    for (const minutes after : {minutes(0), minutes(1), minutes(2), minutes(10), -longest_late})
      events.push_back({what, now + after});
  for (const int by : {0, 1, 2, 4})
    for (const minutes after : {minutes(0), minutes(1)}) events.push_back({kind::extend, now + after, minutes(by)});
  for (const world_policy& policy : world_policies)
    for (const pp::reboot_phase phase : {pp::reboot_phase::before, pp::reboot_phase::after})
      for (const auto& [at, asked] : {std::pair(0, 0), std::pair(1, 1), std::pair(0, -1), std::pair(0, 1)})
        events.push_back({kind::requested, now + minutes(at), {}, request_of(policy, phase, now + minutes(asked))});
  return events;
}

// The same state seen at `now`.
std::optional<pp::reboot_session> at_now(const pp::reboot_session& s) {
  const auto shift = now - s.seen();
  pp::reboot_request request = s.request();
  if (s.state() != pp::reboot_state::none) {
    // when it was asked matters only to a restart that is told late, the deadline only to one who waits
    request.asked = (std::max)(request.asked + shift, now - longest_late);
    if (s.state() != pp::reboot_state::waiting)
      request.deadline = now;
    else if (request.deadline != pp::never)
      request.deadline += shift;
  }
  const bool counts = s.state() == pp::reboot_state::counting;
  return pp::reboot_session::of(s.state(), request, s.user_logged_on(), now, counts ? s.since() + shift : s.since(),
                                counts ? s.until() + shift : s.until());
}

std::uint64_t key_of(const pp::reboot_session& s) {
  std::uint64_t key = 0;
  const auto add = [&](std::int64_t number, std::int64_t count) {
    if (number < 0 || number >= count) FAIL("the world is not closed: " << in_words(s));
    key = key * static_cast<std::uint64_t>(count) + static_cast<std::uint64_t>(number);
  };
  const auto in_minutes = [](pp::sys_seconds at) { return (at - now).count() / 60; };
  const pp::reboot_request& r = s.request();
  const bool none = s.state() == pp::reboot_state::none;
  const bool counts = s.state() == pp::reboot_state::counting;
  add(static_cast<std::int64_t>(s.state()), 6);
  add(s.user_logged_on(), 2);
  add(tests::bits_of(r.before), 4);
  add(tests::bits_of(r.after), 4);
  add(tests::bits_of(r.reasons), 4);
  add(none ? 0 : in_minutes(r.asked) + 1, 3);
  add(none ? 0 : r.deadline == pp::never ? 7 : in_minutes(r.deadline), 8);
  add(r.countdown.count(), 3);
  add(r.extend_up_to.count(), 4);
  add(r.warn_at_logoff, 2);
  add(r.may_cancel_timeout, 2);
  add(r.may_cancel_restart, 2);
  add(counts ? -in_minutes(s.since()) : 0, 4);
  add(counts ? in_minutes(s.until()) : 0, 5);
  return key;
}

struct edge {
  std::size_t from;
  std::size_t event;
  std::size_t to;
  pp::session_action action;
};

struct world {
  std::vector<pp::session_event> events = world_events();
  std::vector<pp::reboot_session> states;
  std::vector<edge> edges;
  std::unordered_map<std::uint64_t, std::size_t> numbers;
  std::string refused;  // a state that events led to, and that `of` did not take

  world() {
    reach(pp::reboot_session(false), now);
    reach(pp::reboot_session(true), now);
    for (std::size_t from = 0; from < states.size() && refused.empty(); ++from)
      for (std::size_t e = 0; e < events.size(); ++e) {
        const pp::session_step next = step(states[from], events[e]);
        const std::size_t to = number_of(next.session);
        edges.push_back({from, e, to, next.action});
      }
  }

  void reach(const pp::reboot_session& start, pp::sys_seconds at) {
    (void)number_of(step(start, {kind::time_passed, at}).session);
  }
  std::size_t number_of(const pp::reboot_session& s) {
    const auto moved = at_now(s);
    if (!moved) {
      refused = in_words(s);
      return 0;
    }
    const auto [place, is_new] = numbers.emplace(key_of(*moved), states.size());
    if (is_new) states.push_back(*moved);
    return place->second;
  }
};

const world& the_world() {
  static const world all;
  return all;
}

// Stops at the first that is wrong, and says which.
#define PATCHPOLICY_CHECK_STEP(...)                                                                    \
  do {                                                                                                 \
    if (!(__VA_ARGS__)) {                                                                              \
      INFO("from  " << in_words(from) << "\nevent " << in_words(event) << "\nto    " << in_words(to)); \
      REQUIRE((__VA_ARGS__));                                                                          \
    }                                                                                                  \
  } while (false)

// Calls `f(from, event, to)` for every step of the small world.
template <class Function>
void for_each_step(Function f) {
  const world& w = the_world();
  REQUIRE(w.refused == "");
  for (const pp::reboot_session& from : w.states)
    for (const pp::session_event& event : w.events) f(from, event, step(from, event));
}

}  // namespace

TEST_CASE("the small world closes, and is not empty") {
  const world& w = the_world();
  REQUIRE(w.refused == "");
  CHECK(w.states.size() > 1'000);
  std::array<std::size_t, 6> count{};
  for (const pp::reboot_session& s : w.states) ++count[static_cast<std::size_t>(s.state())];
  CHECK(count[0] == 2);
  for (std::size_t i = 1; i < count.size(); ++i) CHECK(count[i] > 50);
}

TEST_CASE("every step of the small world is that of the naive session") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    naive_reboot::session twin = tests::naive_of(from);
    const naive_reboot::answer answer = tests::step_naive(twin, event);
    if (tests::same_step(to, twin, answer)) return;
    INFO("from  " << in_words(from) << "\nevent " << in_words(event) << "\nto    " << in_words(to) << "\nnaive "
                  << in_words(twin, answer));
    FAIL("not the same");
  });
}

TEST_CASE("there is no trap: a restart ends everything, and from everywhere one can be reached") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    if (event.what == kind::restarted && event.at >= from.request().asked)
      PATCHPOLICY_CHECK_STEP(to.session.state() == pp::reboot_state::none &&
                             to.session.request() == pp::reboot_request{});
    if (event.what == kind::restarted && event.at >= from.seen())
      PATCHPOLICY_CHECK_STEP(to.session.state() == pp::reboot_state::none && !to.session.user_logged_on());
  });

  const world& w = the_world();
  std::vector<char> restarts(w.states.size(), 0);
  std::vector<char> restarts_unasked(w.states.size(), 0);  // with nobody asking anew
  for (bool changed = true; changed;) {
    changed = false;
    for (const edge& e : w.edges) {
      const bool asks = w.events[e.event].what == kind::requested;
      const bool leads = e.action == pp::session_action::restart || restarts[e.to] != 0;
      if (leads && restarts[e.from] == 0) restarts[e.from] = 1, changed = true;
      const bool leads_unasked = e.action == pp::session_action::restart || restarts_unasked[e.to] != 0;
      if (!asks && leads_unasked && restarts_unasked[e.from] == 0) restarts_unasked[e.from] = 1, changed = true;
    }
  }
  for (std::size_t i = 0; i < w.states.size(); ++i) {
    const pp::reboot_state state = w.states[i].state();
    if (restarts[i] == 1 &&
        (restarts_unasked[i] == 1) == (state != pp::reboot_state::none && state != pp::reboot_state::restart_cancelled))
      continue;
    INFO(in_words(w.states[i]));
    CHECK(restarts[i] == 1);
    FAIL("only one who cancelled the restart, with nobody asking anew, meets none");
  }
}

// Who is logged on, and since when the countdown ran before the user's eyes, is followed here, not asked of the
// session.
TEST_CASE("nobody who is logged on meets a restart without the whole countdown") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    if (to.action != pp::session_action::restart) return;
    const bool was_on = from.user_logged_on();
    const bool is_on = event.what == kind::logged_on || (was_on && event.what != kind::logged_off);
    PATCHPOLICY_CHECK_STEP(is_on == to.session.user_logged_on());
    if (!is_on) return;
    if (from.state() == pp::reboot_state::due && was_on) return;  // it was due before this user's eyes
    // none is configured, or none was when the restart became due
    const bool joins_late = event.what == kind::requested &&
                            step(from, {kind::time_passed, event.at}).session.state() == pp::reboot_state::due;
    if ((joins_late ? from : to.session).request().countdown == minutes(0)) return;
    PATCHPOLICY_CHECK_STEP(from.state() == pp::reboot_state::counting && was_on && event.what != kind::woke &&
                           event.at - from.since() >= from.request().countdown);
  });
}

TEST_CASE("a countdown starts whole, and only where it starts does its beginning move") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    const pp::reboot_session& s = to.session;
    if (s.state() != pp::reboot_state::counting) return;
    const bool goes_on = from.state() == pp::reboot_state::counting && event.what != kind::woke;
    PATCHPOLICY_CHECK_STEP(s.since() == (goes_on ? from.since() : s.seen()));
    if (!goes_on) PATCHPOLICY_CHECK_STEP(s.until() - s.seen() >= s.request().countdown);
    PATCHPOLICY_CHECK_STEP(s.until() - s.since() >= s.request().countdown);
  });
}

TEST_CASE("a countdown is never extended past the maximum") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    const pp::reboot_session& s = to.session;
    if (s.state() != pp::reboot_state::counting) return;
    const bool goes_on = from.state() == pp::reboot_state::counting && event.what != kind::woke;
    const auto most = [](const pp::reboot_session& of) { return of.since() + of.request().extend_up_to; };
    if (event.what == kind::extend && !to.refused)
      PATCHPOLICY_CHECK_STEP(s.until() <= most(s) && s.until() > from.until());
    if (goes_on && event.what != kind::extend && event.what != kind::requested)
      PATCHPOLICY_CHECK_STEP(s.until() == from.until());
    if (goes_on && event.what == kind::requested)
      PATCHPOLICY_CHECK_STEP(s.until() == (std::max)(from.until(), s.since() + s.request().countdown));
    if (!goes_on && event.what != kind::extend) PATCHPOLICY_CHECK_STEP(s.until() == s.since() + s.request().countdown);
    PATCHPOLICY_CHECK_STEP(to.extension_left == s.extension_left() && s.extension_left() >= minutes(0));
    const bool more_fits = s.extension_left() >= minutes(1) && s.until() + s.extension_left() <= most(s);
    PATCHPOLICY_CHECK_STEP(more_fits || s.extension_left() == minutes(0));
  });
}

TEST_CASE("no phase, source or reason is lost until a restart, and nothing deploys before it") {
  using enum pp::reboot_source;
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    const pp::reboot_request& before = from.request();
    const pp::reboot_request& after = to.session.request();
    if (to.session.state() == pp::reboot_state::none) {
      PATCHPOLICY_CHECK_STEP(event.what == kind::restarted || from.state() == pp::reboot_state::none);
      PATCHPOLICY_CHECK_STEP(deployment_waits_for(to.session, routine_maintenance) == pp::deployment_wait::nothing);
      return;
    }
    PATCHPOLICY_CHECK_STEP((before.before - after.before).empty() && (before.after - after.after).empty() &&
                           (before.reasons - after.reasons).empty());
    if (event.what == kind::requested)
      PATCHPOLICY_CHECK_STEP((event.request.before - after.before).empty() &&
                             (event.request.after - after.after).empty() &&
                             (event.request.reasons - after.reasons).empty());
    // B6, in a table of its own
    pp::deployment_wait wait = pp::deployment_wait::restart;
    if (to.session.state() == pp::reboot_state::timeout_cancelled) wait = pp::deployment_wait::log_off_or_restart;
    if (to.session.state() == pp::reboot_state::restart_cancelled) wait = pp::deployment_wait::restart_by_hand;
    for (const auto source : {routine_maintenance, priority_updates, zero_day_response, host}) {
      const bool waits = source == routine_maintenance && after.has(pp::reboot_phase::before);
      PATCHPOLICY_CHECK_STEP(deployment_waits_for(to.session, source) == (waits ? wait : pp::deployment_wait::nothing));
    }
  });
}

TEST_CASE("what a user has put off stays so until somebody asks anew, logs off or restarts") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    if (event.what == kind::requested || event.what == kind::restarted) return;
    if (from.state() == pp::reboot_state::restart_cancelled)
      PATCHPOLICY_CHECK_STEP(to.session.state() == pp::reboot_state::restart_cancelled &&
                             to.action == pp::session_action::none);
    if (from.state() == pp::reboot_state::timeout_cancelled && event.what != kind::logged_off)
      PATCHPOLICY_CHECK_STEP(to.session.state() == pp::reboot_state::timeout_cancelled &&
                             to.action == pp::session_action::none);
  });
}

TEST_CASE("actions come exactly when the state or the end changes, and while a restart is due on every event") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    const bool changed = from.state() != to.session.state() || from.until() != to.session.until();
    const bool is_due = to.session.state() == pp::reboot_state::due;
    PATCHPOLICY_CHECK_STEP((to.action == pp::session_action::restart) == is_due);
    if (is_due) return;
    const bool waits = to.session.state() == pp::reboot_state::waiting;
    const bool says = to.action != pp::session_action::none;
    if (!waits) PATCHPOLICY_CHECK_STEP(says == changed);
    if (waits && changed) PATCHPOLICY_CHECK_STEP(says == to.session.request().warn_at_logoff);
  });
}

TEST_CASE("a refused event is as if time had passed") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    const bool is_choice =
        event.what == kind::extend || event.what == kind::cancel_timeout || event.what == kind::cancel_restart;
    if (!to.refused) return;
    PATCHPOLICY_CHECK_STEP(is_choice && to.session == step(from, {kind::time_passed, event.at}).session &&
                           to.extension_left == to.session.extension_left());
  });
}

TEST_CASE("an event that comes twice finds everything as it is") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    if (event.what == kind::extend) return;  // that is another minute
    const pp::session_step again = step(to.session, event);
    const bool was_put_off =
        from.state() == pp::reboot_state::timeout_cancelled || from.state() == pp::reboot_state::restart_cancelled;
    // who asks anew twice asks, and then joins
    PATCHPOLICY_CHECK_STEP(again.session == to.session || (event.what == kind::requested && was_put_off));
    const bool says = again.action != pp::session_action::none;
    PATCHPOLICY_CHECK_STEP(!says || again.action == pp::session_action::restart);
  });
}

TEST_CASE("what is permitted is taken, and nothing else") {
  for_each_step([](const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
    if (event.at > from.seen()) return;
    if (event.what == kind::extend)
      PATCHPOLICY_CHECK_STEP(to.refused.has_value() == (!from.permits(kind::extend) || event.by < minutes(1) ||
                                                        event.by > from.extension_left()));
    else
      PATCHPOLICY_CHECK_STEP(to.refused.has_value() == !from.permits(event.what));
    PATCHPOLICY_CHECK_STEP(from.permits(kind::extend) == (from.extension_left() >= minutes(1)));
    PATCHPOLICY_CHECK_STEP(from.may_cancel_timeout() == from.permits(kind::cancel_timeout));
    PATCHPOLICY_CHECK_STEP(from.may_cancel_restart() == from.permits(kind::cancel_restart));
  });
}

TEST_CASE("until the instant that a session names, nothing changes by itself") {  // rule E4
  for (const pp::reboot_session& s : the_world().states) {
    const pp::sys_seconds until = s.valid_until();
    INFO(in_words(s));
    const bool has_limit = (s.state() == pp::reboot_state::waiting && s.request().deadline != pp::never) ||
                           s.state() == pp::reboot_state::counting;
    if ((until != pp::never) != has_limit) FAIL("a limit where there is none, or none where there is one");
    if (!has_limit) continue;
    const auto just_before = step(s, {kind::time_passed, until - seconds(1)});
    const auto at_it = step(s, {kind::time_passed, until});
    if (just_before.session.state() != s.state() || just_before.action != pp::session_action::none) FAIL("earlier");
    if (at_it.session.state() == s.state() || at_it.action == pp::session_action::none) FAIL("later");
  }
}

TEST_CASE("every state of the small world can be written and read back") {
  for (const pp::reboot_session& s : the_world().states) {
    const std::string text = pp::write_reboot_session(s, pp::json_layout::compact);
    const auto read = pp::read_reboot_session(text);
    if (read && *read == s) continue;
    INFO(in_words(s) << "\n" << text);
    REQUIRE(read.has_value());
    REQUIRE(in_words(*read) == in_words(s));
    FAIL("not equal");
  }
}

namespace {

// The parts of a session, to be changed one by one.
struct parts {
  pp::reboot_state state;
  pp::reboot_request request;
  bool user_logged_on;
  pp::sys_seconds seen, since, until;

  explicit parts(const pp::reboot_session& s)
      : state(s.state()),
        request(s.request()),
        user_logged_on(s.user_logged_on()),
        seen(s.seen()),
        since(s.since()),
        until(s.until()) {}
  std::optional<pp::reboot_session> session() const {
    return pp::reboot_session::of(state, request, user_logged_on, seen, since, until);
  }
};

constexpr pp::sys_seconds at_zero{};

}  // namespace

TEST_CASE("no session is made of parts that do not fit") {
  std::array<std::size_t, 26> tried{};
  for (const pp::reboot_session& s : the_world().states) {
    const parts good(s);
    if (!good.session()) FAIL("the session itself: " << in_words(s));
    if (*good.session() != s) FAIL("another session than " << in_words(s));
    std::size_t number = 0;
    // Refused, if `applies`.
    const auto refuse = [&](bool applies, auto change) {
      const std::size_t at = number++;
      if (!applies) return;
      parts bad = good;
      change(bad);
      ++tried[at];
      if (bad.session()) FAIL("change " << at << " of " << in_words(s) << " is taken as " << in_words(*bad.session()));
    };
    using enum pp::reboot_state;
    const bool pending = s.state() != none;
    const bool counts = s.state() == counting;
    const bool needs_user = s.state() == waiting || counts || s.state() == timeout_cancelled;
    const bool cancelled = s.state() == timeout_cancelled || s.state() == restart_cancelled;
    refuse(true, [](parts& p) {  // before the first instant that a session sees
      const auto back = p.seen + seconds(1);
      p.seen = seconds(-1) + at_zero;
      if (p.state == counting) p.since -= back - at_zero, p.until -= back - at_zero;
    });
    refuse(true, [](parts& p) { p.seen = end_of_9999 + seconds(1); });
    refuse(!pending, [](parts& p) { p.request.before.insert(pp::reboot_source::host); });
    refuse(!pending, [](parts& p) { p.request.countdown = minutes(1); });
    refuse(pending, [](parts& p) { p.request.before = p.request.after = {}; });
    refuse(pending, [](parts& p) { p.request.countdown = p.request.extend_up_to = minutes(1441); });
    refuse(pending, [](parts& p) { p.request.countdown = minutes(-1); });
    refuse(pending, [](parts& p) { p.request.extend_up_to = minutes(1441); });
    refuse(pending && s.request().countdown > minutes(0),
           [](parts& p) { p.request.extend_up_to = p.request.countdown - minutes(1); });
    refuse(pending, [](parts& p) { p.request.asked = year_0 - seconds(1); });
    refuse(pending, [](parts& p) { p.request.asked = end_of_9999 + seconds(1); });
    refuse(pending, [](parts& p) { p.request.deadline = end_of_9999 + seconds(1); });
    refuse(pending && s.state() != waiting, [](parts& p) { p.request.deadline = year_0 - seconds(1); });
    refuse(!counts, [](parts& p) { p.since = now; });
    refuse(!counts, [](parts& p) { p.until = now; });
    refuse(needs_user, [](parts& p) { p.user_logged_on = false; });
    refuse(s.state() == waiting, [](parts& p) { p.request.deadline = p.seen; });
    refuse(counts, [](parts& p) { p.request.countdown = p.request.extend_up_to = minutes(0); });
    refuse(counts, [](parts& p) {  // a countdown that has not begun
      p.since = p.seen + minutes(1);
      p.until = p.since + p.request.countdown;
    });
    refuse(counts && s.until() - s.since() > minutes(1), [](parts& p) {  // begun before anything was seen
      p.until = at_zero - minutes(1) + (p.until - p.since);
      p.since = at_zero - minutes(1);
      p.seen = at_zero;
    });
    refuse(cancelled, [](parts& p) { p.request.countdown = p.request.extend_up_to = minutes(0); });
    refuse(counts, [](parts& p) { p.seen = p.until; });
    refuse(counts && s.request().countdown > minutes(1), [](parts& p) {  // shorter than it may be
      p.seen = p.since;
      p.until = p.since + p.request.countdown - minutes(1);
    });
    refuse(counts, [](parts& p) { p.until = p.since + minutes(1441); });
    refuse(counts, [](parts& p) { p.until += seconds(30); });
    refuse(cancelled, [](parts& p) {
      if (p.state == timeout_cancelled)
        p.request.may_cancel_timeout = false;
      else
        p.request.may_cancel_restart = false;
    });
    if (number != tried.size()) FAIL("a change without a count");
  }
  for (std::size_t i = 0; i < tried.size(); ++i) {
    INFO("change " << i);
    CHECK(tried[i] > 0);
  }
}

TEST_CASE("a request has what rule B5 makes of the user's part, at any instant") {
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    random_numbers numbers(seed);
    const naive_reboot::policy policy = random_policy(numbers);
    naive_reboot::ask expected;
    expected.asked = random_instant(numbers);
    expected.before = 4;
    expected.reasons = 3;
    expected = naive_reboot::with_policy(expected, policy);
    if (expected.deadline == naive_reboot::far_future) expected.deadline = std::nullopt;  // it never comes
    const pp::reboot_request made =
        pp::request_reboot(pp::reboot_phase::before, pp::reboot_source::zero_day_response,
                           {pp::reboot_reason::always, pp::reboot_reason::before_deployment}, instant(expected.asked),
                           tests::user_part_of(policy));
    if (tests::naive_of(made) == expected) continue;
    INFO("seed " << seed << ": " << in_words(made));
    FAIL("not what the naive implementation has");
  }
  SUCCEED("all requests");
}

// Every order of a set is an order of all its requests but one, and then that one: if each part comes to one answer,
// whichever of its requests is the last, then so does every order of the whole.
TEST_CASE("a million sets of requests join to the same in every order, in any grouping, with repetitions") {
  const std::size_t sizes[] = {1, 2, 2, 3, 3, 3, 3, 4, 4, 5};
  std::vector<pp::reboot_request> pool;  // making one takes longer than joining many
  random_numbers for_pool(7);
  while (pool.size() < 50'000) pool.push_back(random_request(for_pool));
  for (std::uint64_t seed = 1; seed <= tests::rounds(1'000'000); ++seed) {
    random_numbers numbers(seed);
    const std::size_t size = sizes[numbers.below(10)];
    pp::reboot_request one[5];
    pp::reboot_request joined[32];  // of the part with these bits
    for (std::size_t i = 0; i < size; ++i) joined[std::size_t{1} << i] = one[i] = pool[numbers.below(pool.size())];
    const std::size_t all = (std::size_t{1} << size) - 1;
    bool same = true;
    for (std::size_t part = 1; part <= all; ++part) {
      bool is_first = (part & (part - 1)) != 0;
      for (std::size_t last = 0; last < size; ++last) {
        const std::size_t bit = std::size_t{1} << last;
        if ((part & bit) == 0 || part == bit) continue;
        const pp::reboot_request whole = join(joined[part - bit], one[last]);
        if (is_first) joined[part] = whole;
        is_first = false;
        same = same && whole == joined[part];
      }
      // in two groups, that may overlap
      const std::size_t some = part & (numbers.below(all) + 1);
      if (some != 0) same = same && join(joined[part - some | (some & (~some + 1))], joined[some]) == joined[part];
    }
    const pp::reboot_request& whole = joined[all];
    same = same && join(whole, whole) == whole && join(whole, one[0]) == whole && join(one[0], whole) == whole;
    const bool within =
        minutes(0) <= whole.countdown && whole.countdown <= whole.extend_up_to && whole.extend_up_to <= minutes(1440);
    const bool as_naive = [&] {
      std::vector<naive_reboot::ask> asks;
      asks.reserve(size);
      for (std::size_t i = 0; i < size; ++i) asks.push_back(tests::naive_of(one[i]));
      return tests::naive_of(whole) == naive_reboot::joined(asks);
    }();
    if (same && within && as_naive) continue;
    INFO("seed " << seed << ": " << in_words(whole));
    CHECK(same);
    CHECK(within);
    CHECK(as_naive);
    FAIL("a set of " << size);
  }
  SUCCEED("all sets");
}

TEST_CASE("long stories go as the naive session tells them, whatever the clock does") {
  std::array<std::size_t, 6> visits{};
  for (std::uint64_t seed = 1; seed <= 15'000; ++seed) {
    random_numbers numbers(seed);
    std::int64_t at = 1'800'000'000;
    pp::reboot_session session(numbers.chance(50));
    naive_reboot::session twin;
    twin.logged_on = session.user_logged_on();
    twin.seen = 0;
    for (int i = 0; i < 40; ++i) {
      const pp::session_event event = random_event(numbers, at);
      const pp::session_step next = step(session, event);
      const naive_reboot::answer answer = tests::step_naive(twin, within_years(event));
      const bool is_kept = parts(next.session).session() == next.session;
      const auto read = i % 8 == 0 ? pp::read_reboot_session(pp::write_reboot_session(next.session)) : next.session;
      if (!tests::same_step(next, twin, answer) || !is_kept || !read || *read != next.session) {
        INFO("seed " << seed << ", event " << i << "\nfrom  " << in_words(session) << "\nevent " << in_words(event)
                     << "\nto    " << in_words(next) << "\nnaive " << in_words(twin, answer));
        CHECK(is_kept);
        REQUIRE(read.has_value());
        CHECK(*read == next.session);
        FAIL("another story");
      }
      session = next.session;
      ++visits[static_cast<std::size_t>(session.state())];
    }
  }
  for (const std::size_t count : visits) CHECK(count > 1'000);
}
