// SPDX-License-Identifier: BSL-1.0
// A second implementation of rules B1 to B8 for the tests, written from the rules alone: plain structs and plain ifs,
// no code of the library.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace naive_reboot {

using seconds = std::int64_t;

inline constexpr seconds far_future = std::numeric_limits<seconds>::max();

/// A sum that stops at the ends of the clock. `minutes` is never negative.
inline seconds later_by(seconds at, std::int64_t minutes) {
  return at > far_future - minutes * 60 ? far_future : at + minutes * 60;
}

/// Rule B5.
struct policy {
  std::optional<int> force_after;
  bool warn_log_off = false;
  int countdown = 0;
  std::optional<int> maximum;
  bool may_cancel_time_out = false;
  bool may_cancel_restart = false;
};

/// Rule B1: what one feature asks, or several that joined. Sources and reasons are opaque, a bit each.
struct ask {
  unsigned before = 0;  // who asks for a reboot before deployment
  unsigned after = 0;
  unsigned reasons = 0;
  seconds asked = 0;
  std::optional<seconds> deadline;  // absent: never by itself
  int countdown = 0;
  int maximum = 0;
  bool warn_log_off = false;
  bool may_cancel_time_out = false;
  bool may_cancel_restart = false;

  friend bool operator==(const ask&, const ask&) = default;
};

inline ask with_policy(ask a, const policy& p) {
  if (p.force_after)
    a.deadline = later_by(a.asked, *p.force_after);
  else if (p.warn_log_off)
    a.deadline = std::nullopt;
  else
    a.deadline = a.asked;
  a.countdown = p.countdown;
  a.maximum = p.maximum ? std::max(*p.maximum, p.countdown) : p.countdown;
  a.warn_log_off = p.warn_log_off;
  a.may_cancel_time_out = p.may_cancel_time_out;
  a.may_cancel_restart = p.may_cancel_restart;
  return a;
}

/// All of `asks` at once, not two by two.
inline ask joined(const std::vector<ask>& asks) {
  ask all;
  all.asked = std::numeric_limits<seconds>::min();
  all.may_cancel_time_out = true;
  all.may_cancel_restart = true;
  all.maximum = std::numeric_limits<int>::max();
  for (const ask& a : asks) {
    all.before |= a.before;
    all.after |= a.after;
    all.reasons |= a.reasons;
    if (a.asked > all.asked) all.asked = a.asked;
    if (a.deadline && (!all.deadline || *a.deadline < *all.deadline)) all.deadline = a.deadline;
    if (a.countdown > all.countdown) all.countdown = a.countdown;
    if (a.maximum < all.maximum) all.maximum = a.maximum;
    if (a.warn_log_off) all.warn_log_off = true;
    if (!a.may_cancel_time_out) all.may_cancel_time_out = false;
    if (!a.may_cancel_restart) all.may_cancel_restart = false;
  }
  if (all.maximum < all.countdown) all.maximum = all.countdown;
  return all;
}

enum class state { none, waiting, counting, time_out_cancelled, restart_cancelled, due };
enum class event { time, woke, log_off, log_on, extend, cancel_time_out, cancel_restart, restarted, request };
enum class action { nothing, notice, dialog, hold, restart, deploy, done };

inline constexpr std::array all_states = {
    state::none, state::waiting, state::counting, state::time_out_cancelled, state::restart_cancelled, state::due};

/// What an event of rule B7's table does to a state; `by_policy` asks T, R or the maximum.
enum class outcome { stays, to_none, to_due, to_countdown, by_policy, refused };

/// Rule B7's table, row by row, without the columns of time and of requests: those are `pass` and `take`.
inline outcome table(state s, event e) {
  using enum outcome;
  // log-off, log-on, extend, cancel time-out, cancel restart, restarted
  constexpr std::array none = {stays, stays, refused, refused, refused, stays};
  constexpr std::array waiting = {to_due, stays, refused, refused, refused, to_none};
  constexpr std::array counting = {to_due, stays, by_policy, by_policy, by_policy, to_none};
  constexpr std::array no_time_out = {to_due, stays, refused, refused, refused, to_none};
  constexpr std::array no_restart = {stays, stays, refused, refused, refused, to_none};
  constexpr std::array due = {stays, to_countdown, refused, refused, refused, to_none};
  const std::array rows = {none, waiting, counting, no_time_out, no_restart, due};
  const std::size_t column = static_cast<std::size_t>(e) - static_cast<std::size_t>(event::log_off);
  return rows[static_cast<std::size_t>(s)][column];
}

/// A choice of the user is refused because no countdown runs, because the policy does not permit it, or because of the
/// number of minutes.
enum class refusal { no_countdown, not_permitted, too_short, too_long };

struct answer {
  action what = action::nothing;
  std::optional<refusal> refused = {};
  std::int64_t minutes_left = 0;  // by which the countdown may still be extended
};

struct session {
  state now_in = state::none;
  bool logged_on = false;
  seconds seen = std::numeric_limits<seconds>::min();
  std::optional<ask> pending;
  seconds from = 0;   // counting: s
  seconds until = 0;  // counting: e

  void count_down() {
    if (pending->countdown == 0) {
      now_in = state::due;
    } else {
      now_in = state::counting;
      from = seen;
      until = later_by(seen, pending->countdown);
    }
  }

  std::int64_t minutes_left() const {
    if (now_in != state::counting) return 0;
    return std::max<std::int64_t>(0, (later_by(from, pending->maximum) - until) / 60);
  }

  void pass() {
    if (now_in == state::waiting) {
      if (pending->deadline && seen >= *pending->deadline) count_down();
    } else if (now_in == state::counting) {
      if (seen >= until) now_in = state::due;
    }
  }

  void take(const ask& a) {
    if (!pending) {
      pending = a;
      now_in = logged_on ? state::waiting : state::due;
    } else {
      pending = joined({*pending, a});
      if (now_in == state::counting) {
        until = std::max(until, later_by(from, pending->countdown));
      } else if (now_in == state::time_out_cancelled || now_in == state::restart_cancelled) {
        pending->deadline = a.deadline;
        now_in = logged_on ? state::waiting : state::due;
      }
    }
    pass();
  }

  answer step(event e, seconds at, int minutes = 0, const ask* a = nullptr) {
    const session old = *this;
    seen = std::max(seen, at);
    answer result;
    bool restarted = false;
    if (e == event::woke) {
      // A limit that passed in the sleep was not seen by anybody, so time acts by way of the event.
      if (now_in == state::counting)
        count_down();
      else
        pass();
    } else {
      pass();
      if (e == event::request) {
        take(*a);
      } else if (e != event::time) {
        outcome next = table(now_in, e);
        if (e == event::restarted && pending && at < pending->asked && pending->asked <= seen)
          next = outcome::stays;  // B8: the machine was up again before this was asked
        if (e == event::log_on && logged_on) next = outcome::stays;  // "nobody was"
        if (next == outcome::by_policy) {
          if (e == event::extend) {
            if (minutes < 1)
              result.refused = refusal::too_short;
            else if (minutes > minutes_left())
              result.refused = refusal::too_long;
            else
              until = later_by(until, minutes);
          } else if (e == event::cancel_time_out) {
            if (pending->may_cancel_time_out)
              now_in = state::time_out_cancelled;
            else
              result.refused = refusal::not_permitted;
          } else {
            if (pending->may_cancel_restart)
              now_in = state::restart_cancelled;
            else
              result.refused = refusal::not_permitted;
          }
        }
        if (next == outcome::refused) result.refused = refusal::no_countdown;
        if (e == event::log_off) logged_on = false;
        if (e == event::log_on) logged_on = true;
        if (next == outcome::to_due) now_in = state::due;
        if (next == outcome::to_countdown) count_down();
        if (next == outcome::to_none) {
          restarted = true;
          now_in = state::none;
          pending.reset();
        }
        if (e == event::restarted && at >= old.seen) logged_on = false;  // else others have been told of since
      }
    }
    const bool changed = now_in != old.now_in || (now_in == state::counting && until != old.until);
    if (now_in == state::due) {
      result.what = action::restart;
    } else if (now_in == state::waiting && old.now_in == state::waiting) {
      if (pending->warn_log_off && !old.pending->warn_log_off) result.what = action::notice;  // none was given yet
    } else if (changed) {
      if (now_in == state::waiting && pending->warn_log_off) result.what = action::notice;
      if (now_in == state::counting) result.what = action::dialog;
      if (now_in == state::time_out_cancelled || now_in == state::restart_cancelled) result.what = action::hold;
      if (restarted) result.what = old.pending->before != 0 ? action::deploy : action::done;
    }
    result.minutes_left = minutes_left();
    return result;
  }
};

}  // namespace naive_reboot
