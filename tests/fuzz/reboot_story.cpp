// SPDX-License-Identifier: BSL-1.0
// Any events at any instants: a session goes as the naive one, survives writing, and keeps what it promises to users.
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/decide/reboot_session.hpp"
#include "patchpolicy/text/reboot_json.hpp"
#include "support/naive_reboot.hpp"
#include "support/random_case.hpp"
#include "support/random_reboot.hpp"
#include "support/reboot_twins.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using kind = pp::session_event_kind;
using tests::expect;

namespace {

void expect_users_are_safe(const pp::reboot_session& from, const pp::session_event& event, const pp::session_step& to) {
  // A countdown that is asked for when the restart is due already comes too late.
  const bool joins_late = event.what == kind::requested &&
                          step(from, {kind::time_passed, event.at}).session.state() == pp::reboot_state::due;
  const bool has_countdown = (joins_late ? from : to.session).request().countdown > 0min;
  const bool was_on = from.user_logged_on();
  const bool is_on = event.what == kind::logged_on || (was_on && event.what != kind::logged_off);
  const bool was_due = from.state() == pp::reboot_state::due && was_on;
  if (to.action == pp::session_action::restart && is_on && !was_due && has_countdown)
    expect(from.state() == pp::reboot_state::counting && was_on && event.what != kind::woke &&
               event.at - from.since() >= from.request().countdown,
           "nobody who is logged on meets a restart without the whole countdown");

  const pp::reboot_session& now = to.session;
  if (now.state() != pp::reboot_state::counting) return;
  expect(now.until() - now.since() >= now.request().countdown, "a countdown is never shortened");
  const bool goes_on = from.state() == pp::reboot_state::counting && event.what != kind::woke;
  if (goes_on) expect(now.since() == from.since(), "the beginning of a countdown stays where it is");
  if (goes_on && event.what == kind::extend && !to.refused)
    expect(now.until() <= now.since() + now.request().extend_up_to, "a countdown is not extended past the maximum");
}

void expect_valid_until(const pp::reboot_session& session) {
  const pp::sys_seconds until = session.valid_until();
  if (until > tests::end_of_9999) return;  // never, or later than a session sees
  const auto before = step(session, {kind::time_passed, until - 1s});
  expect(before.session.state() == session.state() && before.action == pp::session_action::none,
         "until then nothing changes");
  expect(step(session, {kind::time_passed, until}).session.state() != session.state(), "then it does");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  naive::random_numbers numbers(tests::as_text(data, size));
  std::int64_t at = 1'800'000'000;
  pp::reboot_session session(numbers.chance(50));
  naive_reboot::session twin;
  twin.logged_on = session.user_logged_on();
  twin.seen = 0;
  for (int i = 0; i < 60 && numbers.has_choices(); ++i) {
    pp::session_event event = tests::random_event(numbers, at);
    if (event.what == kind::extend && numbers.chance(50))
      event.by = session.extension_left() + std::chrono::minutes(numbers.between(-1, 1));
    const pp::session_step next = step(session, event);
    const naive_reboot::answer answer = tests::step_naive(twin, tests::within_years(event));
    expect(tests::same_step(next, twin, answer), "a step is that of the naive session");
    expect_users_are_safe(session, tests::within_years(event), next);
    expect_valid_until(next.session);
    session = next.session;
  }
  const auto read = pp::read_reboot_session(pp::write_reboot_session(session));
  expect(read && *read == session, "a session survives writing");
  return 0;
}
