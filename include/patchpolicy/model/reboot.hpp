// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whether a task asks for a reboot, and what a logged-on user may do about it (rules B3 to B5), as set.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// Minutes after which a reboot is forced: 1 to 10080, a week.
using force_delay = bounded<struct force_delay_tag, std::uint16_t, 1, 10080>;

/// Minutes of a countdown or of its extension: 0 to 1440, a day.
using countdown_length = bounded<struct countdown_length_tag, std::uint16_t, 0, 1440>;

/// The user's part (rule B5). By default a reboot begins at once, without a dialog. Where a task has no such part, the
/// host's own holds.
struct user_part {
  std::optional<force_delay> force_after = {};  ///< absent: at once, or if `warn_at_logoff`, at log-off alone
  bool warn_at_logoff = false;
  std::optional<countdown_length> countdown = {};  ///< absent: there is none
  /// In total, not by how much; not below `countdown`, which validation checks. Absent: it cannot be extended.
  std::optional<countdown_length> extend_up_to = {};
  bool may_cancel_timeout = false;
  bool may_cancel_restart = false;
  friend bool operator==(const user_part&, const user_part&) = default;
};

template <>
struct describe<user_part> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"force_after_minutes", &user_part::force_after});
    v(field{"warn_at_logoff", &user_part::warn_at_logoff});
    v(field{"countdown_minutes", &user_part::countdown});
    v(field{"extend_up_to_minutes", &user_part::extend_up_to});
    v(field{"may_cancel_timeout", &user_part::may_cancel_timeout});
    v(field{"may_cancel_restart", &user_part::may_cancel_restart});
  }
};

/// Windows, before deployment (rule B3). Without a `user` part the host's own holds.
struct reboot_before {
  std::optional<user_part> user = {};
  friend bool operator==(const reboot_before&, const reboot_before&) = default;
};

template <>
struct describe<reboot_before> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"user", &reboot_before::user});
  }
};

/// When Windows asks for a reboot after deployment (rule B4).
enum class reboot_condition : std::uint8_t { always, if_required };

template <>
struct enum_names<reboot_condition> {
  static constexpr std::string_view names[] = {"always", "if_required"};
};

/// Windows, after deployment (rule B4).
struct reboot_after {
  reboot_condition when = reboot_condition::if_required;
  std::optional<user_part> user = {};
  friend bool operator==(const reboot_after&, const reboot_after&) = default;
};

template <>
struct describe<reboot_after> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"when", &reboot_after::when, presence::required});
    v(field{"user", &reboot_after::user});
  }
};

/// What is absent is switched off.
struct windows_reboot {
  std::optional<reboot_before> before = {};
  std::optional<reboot_after> after = {};
  friend bool operator==(const windows_reboot&, const windows_reboot&) = default;
};

template <>
struct describe<windows_reboot> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"before", &windows_reboot::before});
    v(field{"after", &windows_reboot::after});
  }
};

/// A Mac always restarts after a system patch (rule B4); this is about the others.
struct mac_reboot {
  bool always_after_update = false;
  std::optional<user_part> user = {};
  friend bool operator==(const mac_reboot&, const mac_reboot&) = default;
};

template <>
struct describe<mac_reboot> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"always_after_update", &mac_reboot::always_after_update});
    v(field{"user", &mac_reboot::user});
  }
};

/// Linux restarts only if required (rule B4).
struct linux_reboot {
  bool after_if_required = false;
  std::optional<user_part> user = {};
  friend bool operator==(const linux_reboot&, const linux_reboot&) = default;
};

template <>
struct describe<linux_reboot> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"after_if_required", &linux_reboot::after_if_required});
    v(field{"user", &linux_reboot::user});
  }
};

namespace detail {

template <platform Platform>
struct reboot_of;
template <>
struct reboot_of<platform::windows> {
  using type = windows_reboot;
};
template <>
struct reboot_of<platform::mac> {
  using type = mac_reboot;
};
template <>
struct reboot_of<platform::gnu_linux> {
  using type = linux_reboot;
};

}  // namespace detail

/// The reboot behavior of a task on that platform.
template <platform Platform>
using reboot_behavior = typename detail::reboot_of<Platform>::type;

}  // namespace patchpolicy::inline v1
