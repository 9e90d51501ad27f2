// SPDX-License-Identifier: BSL-1.0
/// \file
/// Requests for a reboot, and how those that are pending become one (rules B1 and B5).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1 {

/// Whether a reboot comes before deployment or after it.
enum class reboot_phase : std::uint8_t { before, after };

template <>
struct enum_names<reboot_phase> {
  static constexpr std::string_view names[] = {"before", "after"};
};

/// Who asks: a task, or another feature of the host.
enum class reboot_source : std::uint8_t { routine_maintenance, priority_updates, zero_day_response, host };

template <>
struct enum_names<reboot_source> {
  static constexpr std::string_view names[] = {"routine_maintenance", "priority_updates", "zero_day_response", "host"};
};

/// The source of the requests of a task.
constexpr reboot_source source_of(task_kind task) noexcept { return static_cast<reboot_source>(task); }

/// Why a reboot is asked for (rules B3 and B4).
enum class reboot_reason : std::uint8_t {
  before_deployment,    ///< the task reboots before it deploys
  always,               ///< the task reboots whenever it has deployed
  required,             ///< the data of a patch that deploys say so
  required_dependency,  ///< those of an advisory that came along because another one needs it
  required_installed,   ///< those of the advisory that is really installed in place of a selected one
  result_code,          ///< the result of an installation says so
  unknown,              ///< neither data nor result say that there is no need
  system_patch,         ///< a patch of macOS itself
  any_update,           ///< the Mac task reboots after any update
  host,                 ///< a reason of the host's own
};

template <>
struct enum_names<reboot_reason> {
  static constexpr std::string_view names[] = {"before_deployment",  "always",      "required", "required_dependency",
                                               "required_installed", "result_code", "unknown",  "system_patch",
                                               "any_update",         "host"};
};

/// The deadline of a request that does not begin by itself.
inline constexpr sys_seconds never = (sys_seconds::max)();

/// One request, or several that have become one. It asks; the host's reboot service decides when.
///
/// Instants are those of a clock that runs on while the machine sleeps or is off, and that setting the time does not
/// move: at boot the time of day, but not before the latest instant that was seen, and from then on a steady clock.
struct reboot_request {
  flag_set<reboot_source> before = {};  ///< who asks for a reboot before its patches are deployed
  flag_set<reboot_source> after = {};   ///< who asks for one after that
  flag_set<reboot_reason> reasons = {};
  sys_seconds asked = {};
  sys_seconds deadline = {};  ///< when the countdown begins by itself; `never` if only log-off or a hand does
  std::chrono::minutes countdown = {};
  std::chrono::minutes extend_up_to = {};  ///< how long the countdown may become; not less than `countdown`
  bool warn_at_logoff = false;
  bool may_cancel_timeout = false;
  bool may_cancel_restart = false;

  constexpr bool has(reboot_phase phase) const noexcept {
    return phase == reboot_phase::before ? !before.empty() : !after.empty();
  }
  friend bool operator==(const reboot_request&, const reboot_request&) = default;
};

/// A request of one source, with the user's part as set for it. Without a time to force it, it begins at once, but if
/// it warns at log-off: then never by itself (rule B5). A sum past the end of time is `never`.
constexpr reboot_request request_reboot(reboot_phase phase, reboot_source source, flag_set<reboot_reason> reasons,
                                        sys_seconds asked, const user_part& user) {
  reboot_request made;
  (phase == reboot_phase::before ? made.before : made.after).insert(source);
  made.reasons = reasons;
  made.asked = asked;
  if (user.force_after) {
    const std::chrono::minutes delay(user.force_after->count());
    made.deadline = asked > never - delay ? never : asked + delay;
  } else {
    made.deadline = user.warn_at_logoff ? never : asked;
  }
  made.countdown = std::chrono::minutes(user.countdown ? user.countdown->count() : 0);
  const std::chrono::minutes extension(user.extend_up_to ? user.extend_up_to->count() : 0);
  made.extend_up_to = (std::max)(made.countdown, extension);
  made.warn_at_logoff = user.warn_at_logoff;
  made.may_cancel_timeout = user.may_cancel_timeout;
  made.may_cancel_restart = user.may_cancel_restart;
  return made;
}

/// The user's part as it is set for requests of that phase; absent where it is not set, and the host's own holds.
template <class Reboot>
constexpr std::optional<user_part> user_of(const Reboot& set, reboot_phase phase) {
  if constexpr (requires { set.user; })  // Mac and Linux restart after deployment alone
    return phase == reboot_phase::after ? set.user : std::nullopt;
  else if (phase == reboot_phase::before)
    return set.before ? set.before->user : std::nullopt;
  else
    return set.after ? set.after->user : std::nullopt;
}

/// Two requests as one (rule B1): phases, sources and reasons unite; the latest `asked`, the earliest deadline, the
/// longest countdown, the smallest extension that is not below it; a warning if either has one; each choice of the user
/// only if both permit it.
///
/// Requests are a join-semilattice: any number of them, in any order and with repetitions, become the same one.
constexpr reboot_request join(const reboot_request& a, const reboot_request& b) {
  reboot_request one;
  one.before = a.before | b.before;
  one.after = a.after | b.after;
  one.reasons = a.reasons | b.reasons;
  one.asked = (std::max)(a.asked, b.asked);
  one.deadline = (std::min)(a.deadline, b.deadline);
  one.countdown = (std::max)(a.countdown, b.countdown);
  one.extend_up_to = (std::max)((std::min)(a.extend_up_to, b.extend_up_to), one.countdown);
  one.warn_at_logoff = a.warn_at_logoff || b.warn_at_logoff;
  one.may_cancel_timeout = a.may_cancel_timeout && b.may_cancel_timeout;
  one.may_cancel_restart = a.may_cancel_restart && b.may_cancel_restart;
  return one;
}

/// What a user will see when the countdown runs: a preview for consoles, from the settings alone (rule B5).
struct countdown_dialog {
  std::chrono::minutes length = {};  ///< 0: there is no dialog
  std::chrono::minutes may_extend_by = {};
  bool may_cancel_timeout = false;
  bool may_cancel_restart = false;

  constexpr bool is_shown() const noexcept { return length > std::chrono::minutes(0); }
  friend bool operator==(const countdown_dialog&, const countdown_dialog&) = default;
};

/// The dialog of a request, or of the settings alone; not shown without a countdown (rule B5).
constexpr countdown_dialog dialog_of(const reboot_request& request) noexcept {
  if (request.countdown == std::chrono::minutes(0)) return {};
  return {request.countdown, request.extend_up_to - request.countdown, request.may_cancel_timeout,
          request.may_cancel_restart};
}
constexpr countdown_dialog dialog_of(const user_part& user) {
  return dialog_of(request_reboot(reboot_phase::after, reboot_source::host, {}, {}, user));
}

/// The instant by which the restart is due, if the machine stays on and awake and the user takes all the time there is;
/// `never` if the user may put it off without end, or if nothing but a log-off begins it (rules B5 and B7).
constexpr sys_seconds latest_restart(const reboot_request& request) noexcept {
  const countdown_dialog dialog = dialog_of(request);
  if (dialog.may_cancel_timeout || dialog.may_cancel_restart) return never;
  const std::chrono::minutes longest = dialog.length + dialog.may_extend_by;
  return request.deadline > never - longest ? never : request.deadline + longest;
}

}  // namespace patchpolicy::inline v1
