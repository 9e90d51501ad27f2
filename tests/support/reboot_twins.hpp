// SPDX-License-Identifier: BSL-1.0
// The library's reboot session and the naive one, led through the same events.
#pragma once

#include <chrono>
#include <cstdint>
#include <sstream>
#include <string>

#include "patchpolicy/decide/reboot_session.hpp"
#include "support/naive_reboot.hpp"

namespace tests {

namespace pp = patchpolicy;

inline pp::sys_seconds instant(naive_reboot::seconds at) { return pp::sys_seconds(std::chrono::seconds(at)); }
inline naive_reboot::seconds seconds_of(pp::sys_seconds at) { return at.time_since_epoch().count(); }

template <class Enum>
unsigned bits_of(pp::flag_set<Enum> set) {
  unsigned bits = 0;
  for (const Enum value : set) bits |= 1U << static_cast<unsigned>(value);
  return bits;
}

inline naive_reboot::ask naive_of(const pp::reboot_request& r) {
  naive_reboot::ask a;
  a.before = bits_of(r.before);
  a.after = bits_of(r.after);
  a.reasons = bits_of(r.reasons);
  a.asked = seconds_of(r.asked);
  if (r.deadline != pp::never) a.deadline = seconds_of(r.deadline);
  a.countdown = static_cast<int>(r.countdown.count());
  a.maximum = static_cast<int>(r.extend_up_to.count());
  a.warn_log_off = r.warn_at_logoff;
  a.may_cancel_time_out = r.may_cancel_timeout;
  a.may_cancel_restart = r.may_cancel_restart;
  return a;
}

inline naive_reboot::session naive_of(const pp::reboot_session& s) {
  naive_reboot::session n;
  n.now_in = static_cast<naive_reboot::state>(s.state());
  n.logged_on = s.user_logged_on();
  n.seen = seconds_of(s.seen());
  if (s.state() != pp::reboot_state::none) n.pending = naive_of(s.request());
  n.from = seconds_of(s.since());
  n.until = seconds_of(s.until());
  return n;
}

inline pp::user_part user_part_of(const naive_reboot::policy& p) {
  pp::user_part user;
  if (p.force_after) user.force_after = pp::force_delay::of(*p.force_after).value();
  user.warn_at_logoff = p.warn_log_off;
  if (p.countdown > 0) user.countdown = pp::countdown_length::of(p.countdown).value();
  if (p.maximum) user.extend_up_to = pp::countdown_length::of(*p.maximum).value();
  user.may_cancel_timeout = p.may_cancel_time_out;
  user.may_cancel_restart = p.may_cancel_restart;
  return user;
}

inline naive_reboot::event naive_of(pp::session_event_kind what) {
  switch (what) {
    case pp::session_event_kind::time_passed: return naive_reboot::event::time;
    case pp::session_event_kind::woke: return naive_reboot::event::woke;
    case pp::session_event_kind::logged_off: return naive_reboot::event::log_off;
    case pp::session_event_kind::logged_on: return naive_reboot::event::log_on;
    case pp::session_event_kind::extend: return naive_reboot::event::extend;
    case pp::session_event_kind::cancel_timeout: return naive_reboot::event::cancel_time_out;
    case pp::session_event_kind::cancel_restart: return naive_reboot::event::cancel_restart;
    case pp::session_event_kind::restarted: return naive_reboot::event::restarted;
    case pp::session_event_kind::requested: break;
  }
  return naive_reboot::event::request;
}

inline naive_reboot::answer step_naive(naive_reboot::session& session, const pp::session_event& e) {
  const naive_reboot::ask a = naive_of(e.request);
  return session.step(naive_of(e.what), seconds_of(e.at), static_cast<int>(e.by.count()), &a);
}

inline pp::session_action action_of(naive_reboot::action what) {
  switch (what) {
    case naive_reboot::action::nothing: return pp::session_action::none;
    case naive_reboot::action::notice: return pp::session_action::notify;
    case naive_reboot::action::dialog: return pp::session_action::show_dialog;
    case naive_reboot::action::hold: return pp::session_action::hold;
    case naive_reboot::action::restart: return pp::session_action::restart;
    case naive_reboot::action::deploy: return pp::session_action::deploy;
    case naive_reboot::action::done: break;
  }
  return pp::session_action::done;
}

inline pp::session_refusal refusal_of(naive_reboot::refusal why) {
  switch (why) {
    case naive_reboot::refusal::no_countdown: return pp::session_refusal::no_countdown;
    case naive_reboot::refusal::not_permitted: return pp::session_refusal::not_permitted;
    case naive_reboot::refusal::too_short: return pp::session_refusal::less_than_a_minute;
    case naive_reboot::refusal::too_long: break;
  }
  return pp::session_refusal::beyond_the_extension;
}

inline bool same_session(const pp::reboot_session& s, const naive_reboot::session& n) {
  const bool counts = n.now_in == naive_reboot::state::counting;
  return static_cast<int>(s.state()) == static_cast<int>(n.now_in) && s.user_logged_on() == n.logged_on &&
         seconds_of(s.seen()) == n.seen &&
         (n.pending ? naive_of(s.request()) == *n.pending : s.request() == pp::reboot_request{}) &&
         seconds_of(s.since()) == (counts ? n.from : 0) && seconds_of(s.until()) == (counts ? n.until : 0);
}

inline bool same_step(const pp::session_step& step, const naive_reboot::session& n, const naive_reboot::answer& a) {
  const bool same_refusal =
      step.refused.has_value() == a.refused.has_value() && (!a.refused || *step.refused == refusal_of(*a.refused));
  return same_session(step.session, n) && step.action == action_of(a.what) && same_refusal &&
         step.extension_left.count() == a.minutes_left;
}

inline std::string in_words(const pp::reboot_request& r) {
  std::ostringstream out;
  out << "before " << bits_of(r.before) << " after " << bits_of(r.after) << " reasons " << bits_of(r.reasons)
      << " asked " << seconds_of(r.asked) << " deadline ";
  if (r.deadline == pp::never)
    out << "never";
  else
    out << seconds_of(r.deadline);
  out << " C " << r.countdown.count() << " X " << r.extend_up_to.count() << (r.warn_at_logoff ? " W" : "")
      << (r.may_cancel_timeout ? " T" : "") << (r.may_cancel_restart ? " R" : "");
  return out.str();
}
inline std::string in_words(const pp::session_event& e) {
  std::ostringstream out;
  out << pp::name_of(e.what) << " at " << seconds_of(e.at);
  if (e.what == pp::session_event_kind::extend) out << " by " << e.by.count();
  if (e.what == pp::session_event_kind::requested) out << ": " << in_words(e.request);
  return out.str();
}
inline std::string in_words(const pp::reboot_session& s) {
  std::ostringstream out;
  out << pp::name_of(s.state()) << (s.user_logged_on() ? ", logged on" : ", nobody") << ", seen "
      << seconds_of(s.seen()) << ", from " << seconds_of(s.since()) << " to " << seconds_of(s.until()) << ", "
      << in_words(s.request());
  return out.str();
}
inline std::string in_words(const pp::session_step& step) {
  std::ostringstream out;
  out << in_words(step.session) << " -> " << pp::name_of(step.action);
  if (step.refused) out << ", refused: " << pp::name_of(*step.refused);
  out << ", " << step.extension_left.count() << " minutes left";
  return out.str();
}
inline std::string in_words(const naive_reboot::session& n, const naive_reboot::answer& a) {
  std::ostringstream out;
  out << pp::name_of(static_cast<pp::reboot_state>(n.now_in)) << (n.logged_on ? ", logged on" : ", nobody") << ", seen "
      << n.seen << ", from " << n.from << " to " << n.until << " -> " << pp::name_of(action_of(a.what));
  if (a.refused) out << ", refused: " << pp::name_of(refusal_of(*a.refused));
  out << ", " << a.minutes_left << " minutes left";
  return out.str();
}

}  // namespace tests
