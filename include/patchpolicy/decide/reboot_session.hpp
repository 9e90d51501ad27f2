// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a logged-on user meets before a reboot, as a state machine without a clock (rules B5 to B8).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1 {

/// Where a pending reboot stands.
enum class reboot_state : std::uint8_t {
  none,               ///< no reboot is pending
  waiting,            ///< until the deadline
  counting,           ///< the countdown runs
  timeout_cancelled,  ///< the user has put it off until log-off
  restart_cancelled,  ///< the user has put it off until it is asked for anew
  due,                ///< the restart may begin
};

template <>
struct enum_names<reboot_state> {
  static constexpr std::string_view names[] = {"none", "waiting", "counting", "timeout_cancelled", "restart_cancelled",
                                               "due"};
};

/// What happens.
enum class session_event_kind : std::uint8_t {
  time_passed,
  woke,        ///< from sleep or hibernation; told before anything else that happens then
  logged_off,  ///< nobody is logged on any more; locked and disconnected users are logged on
  logged_on,   ///< somebody is, and nobody was
  extend,
  cancel_timeout,
  cancel_restart,
  restarted,  ///< the system is up again since `at`, whatever the cause; sleep and fast startup are no restart
  requested,
};

template <>
struct enum_names<session_event_kind> {
  static constexpr std::string_view names[] = {"time_passed",    "woke",           "logged_off", "logged_on", "extend",
                                               "cancel_timeout", "cancel_restart", "restarted",  "requested"};
};

/// One event, at an instant of a clock that nobody sets. An instant before the latest that was seen counts as that one.
struct session_event {
  session_event_kind what = session_event_kind::time_passed;
  sys_seconds at = {};
  std::chrono::minutes by = {};  ///< of `extend`: 1 or more
  reboot_request request = {};  ///< of `requested`
  friend bool operator==(const session_event&, const session_event&) = default;
};

/// What the table of rule B7 has in its cells.
enum class session_transition : std::uint8_t {
  stays,
  refused,
  counts_from_now,  ///< until now + the countdown; without a countdown it is due
  counts_if_late,  ///< the same if the deadline has come, else it stays
  becomes_due,
  extends,
  cancels_timeout,
  cancels_restart,
  ends,
};

/// The table of rule B7: what becomes of a state (row) at an event (column), `requested` aside. The column of passing
/// time is what happens when it reaches the limit of the state. The function `step` and the documentation read it.
inline constexpr std::array<std::array<session_transition, 8>, 6> session_table = [] {
  using enum session_transition;
  return std::array<std::array<session_transition, 8>, 6>{{
      // time_passed, woke, logged_off, logged_on, extend, cancel_timeout, cancel_restart, restarted
      {stays, stays, stays, stays, refused, refused, refused, stays},
      {counts_from_now, counts_if_late, becomes_due, stays, refused, refused, refused, ends},
      {becomes_due, counts_from_now, becomes_due, stays, extends, cancels_timeout, cancels_restart, ends},
      {stays, stays, becomes_due, stays, refused, refused, refused, ends},
      {stays, stays, stays, stays, refused, refused, refused, ends},
      {stays, stays, stays, counts_from_now, refused, refused, refused, ends},
  }};
}();

/// Why an event was refused.
enum class session_refusal : std::uint8_t {
  no_countdown,  ///< it is a choice of the countdown dialog, and that is not there
  not_permitted,  ///< the settings do not permit it
  less_than_a_minute,  ///< an extension by less than one minute
  beyond_the_extension,  ///< the countdown would become longer than it may
};

template <>
struct enum_names<session_refusal> {
  static constexpr std::string_view names[] = {"no_countdown", "not_permitted", "less_than_a_minute",
                                               "beyond_the_extension"};
};

/// What the host does next.
enum class session_action : std::uint8_t {
  none,
  notify,  ///< tell the user that log-off will restart
  show_dialog,  ///< with the countdown until `reboot_session::until`
  hold,  ///< take the dialog away; the reboot is put off
  restart,  ///< the restart may begin
  deploy,  ///< after a restart: what waited for it is deployed now
  done,  ///< after a restart that nothing waited for
};

template <>
struct enum_names<session_action> {
  static constexpr std::string_view names[] = {"none", "notify", "show_dialog", "hold", "restart", "deploy", "done"};
};

struct session_step;

/// The pending reboot of one machine, as a value that a host can keep across restarts. It changes by `step` alone.
class reboot_session {
 public:
  constexpr explicit reboot_session(bool user_logged_on) noexcept : user_logged_on_(user_logged_on) {}

  constexpr reboot_state state() const noexcept { return state_; }
  /// All requests that are pending, as one; in the state `none` an empty one.
  constexpr const reboot_request& request() const noexcept { return request_; }
  constexpr bool user_logged_on() const noexcept { return user_logged_on_; }
  /// The latest instant that was seen.
  constexpr sys_seconds seen() const noexcept { return seen_; }
  /// When the countdown that runs was started, and when it ends; elsewhere both are 1970-01-01.
  constexpr sys_seconds since() const noexcept { return since_; }
  constexpr sys_seconds until() const noexcept { return until_; }

  /// Until this instant nothing changes by itself: when to ask again (rule E4).
  constexpr sys_seconds valid_until() const noexcept {
    if (state_ == reboot_state::waiting) return request_.deadline;
    return state_ == reboot_state::counting ? until_ : never;
  }

  /// By how many whole minutes the countdown may still be extended: 0 where none runs.
  constexpr std::chrono::minutes extension_left() const noexcept {
    if (state_ != reboot_state::counting) return {};
    const auto left = std::chrono::duration_cast<std::chrono::minutes>(since_ + request_.extend_up_to - until_);
    return (std::max)(left, std::chrono::minutes(0));
  }
  constexpr bool may_cancel_timeout() const noexcept {
    return state_ == reboot_state::counting && request_.may_cancel_timeout;
  }
  constexpr bool may_cancel_restart() const noexcept {
    return state_ == reboot_state::counting && request_.may_cancel_restart;
  }
  /// Whether an event would be taken now. All are, but for choices of the user, which a dialog offers only if they are.
  constexpr bool permits(session_event_kind what) const noexcept {
    if (what == session_event_kind::extend) return extension_left() > std::chrono::minutes(0);
    if (what == session_event_kind::cancel_timeout) return may_cancel_timeout();
    return what != session_event_kind::cancel_restart || may_cancel_restart();
  }

  /// From its parts, such as a file has them; nothing if no events can lead there.
  static constexpr std::optional<reboot_session> of(reboot_state state, const reboot_request& request,
                                                    bool user_logged_on, sys_seconds seen, sys_seconds since,
                                                    sys_seconds until) noexcept;

  friend bool operator==(const reboot_session&, const reboot_session&) = default;
  friend constexpr session_step step(const reboot_session& before, const session_event& event);

 private:
  static constexpr reboot_session at_rest(bool user_logged_on, sys_seconds seen) noexcept {
    reboot_session made(user_logged_on);
    made.seen_ = seen;
    return made;
  }

  constexpr void count_from_now() noexcept {
    if (request_.countdown == std::chrono::minutes(0)) return enter(reboot_state::due);
    enter(reboot_state::counting);
    since_ = seen_;
    until_ = seen_ + request_.countdown;
  }
  constexpr void enter(reboot_state state) noexcept {
    state_ = state;
    since_ = until_ = sys_seconds{};
  }

  constexpr void see(sys_seconds at) noexcept;
  constexpr void pass_time() noexcept;
  constexpr void ask(const reboot_request& request) noexcept;
  constexpr void restart(sys_seconds up_again) noexcept;
  constexpr bool is_reachable() const noexcept;
  constexpr std::optional<session_refusal> apply(session_transition transition, const session_event& event) noexcept;
  constexpr session_action action_after(const reboot_session& before) const noexcept;

  reboot_state state_ = reboot_state::none;
  bool user_logged_on_ = false;
  reboot_request request_ = {};
  sys_seconds seen_ = {};
  sys_seconds since_ = {};
  sys_seconds until_ = {};
};

/// What an event led to. A refused event changes nothing, but the time that has passed stays passed.
struct session_step {
  reboot_session session;
  session_action action = session_action::none;
  std::optional<session_refusal> refused = {};
  std::chrono::minutes extension_left = {};  ///< by how much the countdown may still be extended
  friend bool operator==(const session_step&, const session_step&) = default;
};

namespace detail {

/// Instants of a session lie in the years 0 to 9999, so that no sum with a day runs over.
constexpr sys_seconds session_instant(sys_seconds at) noexcept {
  constexpr sys_seconds first{seconds_in(number_of_day(0, 1, 1))};
  constexpr sys_seconds last{seconds_in(number_of_day(10'000, 1, 1)) - std::chrono::seconds(1)};
  return std::clamp(at, first, last);
}

/// A request that a host has put together, with times within the bounds of rule B5.
constexpr reboot_request within_bounds(reboot_request request) noexcept {
  constexpr std::chrono::minutes day{countdown_length::highest};
  request.asked = session_instant(request.asked);
  if (request.deadline != never) request.deadline = session_instant(request.deadline);
  request.countdown = std::clamp(request.countdown, std::chrono::minutes(0), day);
  request.extend_up_to = std::clamp(request.extend_up_to, request.countdown, day);
  return request;
}

}  // namespace detail

constexpr void reboot_session::see(sys_seconds at) noexcept { seen_ = (std::max)(seen_, detail::session_instant(at)); }

constexpr void reboot_session::pass_time() noexcept {
  if (seen_ < valid_until()) return;
  (void)apply(session_table[static_cast<std::size_t>(state_)][0], {});
}

/// A request joins those that are pending. While the user holds them off it asks anew, with its own deadline alone:
/// else one click would block patching for ever.
constexpr void reboot_session::ask(const reboot_request& request) noexcept {
  if (request.before.empty() && request.after.empty()) return;  // nobody asks
  const bool asks_anew = state_ == reboot_state::none || state_ == reboot_state::timeout_cancelled ||
                         state_ == reboot_state::restart_cancelled;
  const reboot_request asked = detail::within_bounds(request);
  request_ = state_ == reboot_state::none ? asked : join(request_, asked);
  if (asks_anew) {
    request_.deadline = asked.deadline;
    enter(user_logged_on_ ? reboot_state::waiting : reboot_state::due);
  }
  if (state_ == reboot_state::counting) until_ = (std::max)(until_, since_ + request_.countdown);
  pass_time();
}

/// Clears what was asked at or before `up_again`, when the system was up again (rule B8); of joined requests the latest
/// counts. A restart that is told late, after a newer request, clears nothing of it. A request that seems to be asked
/// in the future is cleared, too, or a clock that is wrong would restart a machine for ever.
constexpr void reboot_session::restart(sys_seconds up_again) noexcept {
  if (up_again < request_.asked && request_.asked <= seen_) return;
  enter(reboot_state::none);
  request_ = {};
}

constexpr std::optional<session_refusal> reboot_session::apply(session_transition transition,
                                                               const session_event& event) noexcept {
  switch (transition) {
    case session_transition::stays: break;
    case session_transition::refused: return session_refusal::no_countdown;
    case session_transition::counts_if_late:
      if (seen_ >= request_.deadline) count_from_now();
      break;
    case session_transition::counts_from_now: count_from_now(); break;
    case session_transition::becomes_due: enter(reboot_state::due); break;
    case session_transition::extends:
      if (event.by < std::chrono::minutes(1)) return session_refusal::less_than_a_minute;
      if (event.by > extension_left()) return session_refusal::beyond_the_extension;
      until_ += event.by;
      break;
    case session_transition::cancels_timeout:
      if (!request_.may_cancel_timeout) return session_refusal::not_permitted;
      enter(reboot_state::timeout_cancelled);
      break;
    case session_transition::cancels_restart:
      if (!request_.may_cancel_restart) return session_refusal::not_permitted;
      enter(reboot_state::restart_cancelled);
      break;
    case session_transition::ends: restart(detail::session_instant(event.at)); break;
  }
  return std::nullopt;
}

/// Actions come when the state or the end of the countdown changes, and again and again while a restart is due.
constexpr session_action reboot_session::action_after(const reboot_session& before) const noexcept {
  const bool changed = state_ != before.state_ || until_ != before.until_;
  switch (state_) {
    case reboot_state::none:
      if (!changed) return session_action::none;  // only a restart leads here
      return before.request_.has(reboot_phase::before) ? session_action::deploy : session_action::done;
    case reboot_state::waiting: {
      const bool is_new = changed || !before.request_.warn_at_logoff;
      return is_new && request_.warn_at_logoff ? session_action::notify : session_action::none;
    }
    case reboot_state::counting: return changed ? session_action::show_dialog : session_action::none;
    case reboot_state::timeout_cancelled:
    case reboot_state::restart_cancelled: return changed ? session_action::hold : session_action::none;
    case reboot_state::due: return session_action::restart;
  }
  return session_action::none;
}

/// One step of the machine (rule B7). Time that has passed acts first, then the event; after a request, time again.
/// Waking comes before time: nobody shall wake to a restart without a countdown. Constant time, no allocation.
constexpr session_step step(const reboot_session& before, const session_event& event) {
  using enum session_event_kind;
  reboot_session now = before;
  now.see(event.at);
  if (event.what != woke) now.pass_time();

  std::optional<session_refusal> refused;
  const bool is_repeated =
      (event.what == logged_on && now.user_logged_on_) || (event.what == logged_off && !now.user_logged_on_);
  if (event.what == requested) {
    now.ask(event.request);
  } else if (event.what != time_passed && !is_repeated) {
    if (event.what == logged_on || event.what == logged_off) now.user_logged_on_ = event.what == logged_on;
    const auto row = static_cast<std::size_t>(now.state_);
    refused = now.apply(session_table[row][static_cast<std::size_t>(event.what)], event);
    // After a restart nobody is logged on, unless what was told since knows better.
    if (event.what == restarted && detail::session_instant(event.at) >= before.seen_) now.user_logged_on_ = false;
  }
  return {now, now.action_after(before), refused, now.extension_left()};
}

constexpr bool reboot_session::is_reachable() const noexcept {
  using enum reboot_state;
  const bool is_seen = seen_ >= sys_seconds{} && seen_ == detail::session_instant(seen_);
  if (state_ == none) return is_seen && *this == at_rest(user_logged_on_, seen_);
  const bool is_asked = !request_.before.empty() || !request_.after.empty();
  if (!is_seen || !is_asked || request_ != detail::within_bounds(request_)) return false;

  if (state_ != counting && (since_ != sys_seconds{} || until_ != sys_seconds{})) return false;
  const bool needs_user = state_ == waiting || state_ == counting || state_ == timeout_cancelled;
  if (needs_user && !user_logged_on_) return false;
  switch (state_) {
    case waiting: return seen_ < request_.deadline;
    case counting: {
      const auto length = until_ - since_;
      constexpr std::chrono::minutes day{countdown_length::highest};
      return request_.countdown > std::chrono::minutes(0) && sys_seconds{} <= since_ && since_ <= seen_ &&
             seen_ < until_ && request_.countdown <= length && length <= day &&
             length % std::chrono::minutes(1) == length.zero();
    }
    case timeout_cancelled: return request_.countdown > std::chrono::minutes(0) && request_.may_cancel_timeout;
    case restart_cancelled: return request_.countdown > std::chrono::minutes(0) && request_.may_cancel_restart;
    default: return true;
  }
}

constexpr std::optional<reboot_session> reboot_session::of(reboot_state state, const reboot_request& request,
                                                           bool user_logged_on, sys_seconds seen, sys_seconds since,
                                                           sys_seconds until) noexcept {
  reboot_session made = at_rest(user_logged_on, seen);
  made.state_ = state;
  made.request_ = request;
  made.since_ = since;
  made.until_ = until;
  if (!made.is_reachable()) return std::nullopt;
  return made;
}

/// What the state of a session calls for by itself: what a host does that starts anew while the machine runs.
constexpr session_action action_of(const reboot_session& session) noexcept {
  switch (session.state()) {
    case reboot_state::none: return session_action::none;
    case reboot_state::waiting: return session.request().warn_at_logoff ? session_action::notify : session_action::none;
    case reboot_state::counting: return session_action::show_dialog;
    case reboot_state::timeout_cancelled:
    case reboot_state::restart_cancelled: return session_action::hold;
    case reboot_state::due: break;
  }
  return session_action::restart;
}

/// What a task's deployment waits for (rule B6).
enum class deployment_wait : std::uint8_t {
  nothing,  ///< it may deploy, and its list is evaluated anew
  restart,  ///< a restart is on its way
  log_off_or_restart,  ///< the user cancelled the time-out: log-off restarts, or somebody does by hand
  restart_by_hand,  ///< the user cancelled the restart; until it is asked for anew
};

template <>
struct enum_names<deployment_wait> {
  static constexpr std::string_view names[] = {"nothing", "restart", "log_off_or_restart", "restart_by_hand"};
};

/// Whether the patches of `source` are deployed now, or what they wait for. Only its own request of the phase *before*
/// holds them; one of the phase *after* blocks nothing.
constexpr deployment_wait deployment_waits_for(const reboot_session& session, reboot_source source) noexcept {
  if (!session.request().before.contains(source)) return deployment_wait::nothing;
  switch (session.state()) {
    case reboot_state::none: return deployment_wait::nothing;
    case reboot_state::timeout_cancelled: return deployment_wait::log_off_or_restart;
    case reboot_state::restart_cancelled: return deployment_wait::restart_by_hand;
    default: return deployment_wait::restart;
  }
}

}  // namespace patchpolicy::inline v1
