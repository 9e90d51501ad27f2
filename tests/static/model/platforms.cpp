// SPDX-License-Identifier: BSL-1.0
// What a platform does not offer cannot be said (rules T2, T4, D1, D6, S9, B4).
#include "patchpolicy/model/configuration.hpp"

#include <type_traits>
#include <variant>

#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using enum pp::platform;
using enum pp::task_kind;

namespace {

template <pp::platform Platform, pp::task_kind Kind>
concept has_task = requires { typename pp::basic_task<Platform, Kind, pp::owned>; };
template <class Behavior>
concept has_priority_updates = requires(Behavior b) { b.priority_updates; };
template <class Behavior>
concept has_zero_day_response = requires(Behavior b) { b.zero_day_response; };

template <class Options>
concept has_group_inclusion = requires(Options o) { o.patch_groups->included(); };
template <class Options>
concept can_exclude = requires(Options o) { o.patch_groups->exclude(o.patch_groups->included()); };
template <class Options>
concept has_severity = requires(Options o) { o.severity->security; };

template <class Severity>
concept non_security_has_levels = requires(Severity s) { s.non_security.contains(pp::severity_level::critical); };
template <class Severity>
concept non_security_is_one_tick = requires(Severity s) { s.non_security = true; };
template <class Severity>
concept has_bug_fix = requires(Severity s) { s.bug_fix = true; };
template <class Severity>
concept has_enhancement = requires(Severity s) { s.enhancement = true; };
template <class Severity>
concept has_unassigned = requires(Severity s) { s.security.insert(pp::severity_level::unassigned); };

template <class Reboot>
concept has_reboot_before = requires(Reboot r) { r.before; };
template <class Reboot>
concept has_reboot_after = requires(Reboot r) { r.after->when; };
template <class Reboot>
concept has_always_after_update = requires(Reboot r) { r.always_after_update; };
template <class Reboot>
concept has_after_if_required = requires(Reboot r) { r.after_if_required; };

template <class Patch>
concept has_packages = requires(Patch p) { p.packages; };
template <class Patch>
concept has_dependencies = requires(Patch p) { p.depends_on; };
template <class Patch>
concept has_distribution = requires(Patch p) { p.distribution; };

using routine = pp::options<windows, routine_maintenance>;
using priority = pp::options<windows, priority_updates>;
using zero_day = pp::options<windows, zero_day_response>;
using on_mac = pp::options<mac>;
using on_linux = std::variant_alternative_t<0, pp::options<gnu_linux>>;
using all_missing = std::variant_alternative_t<1, pp::options<gnu_linux>>;

}  // namespace

TEST_CASE("what a platform does not offer cannot be said") {
  // Tasks (rule T2).
  static_assert(has_task<windows, routine_maintenance> && has_task<windows, priority_updates>);
  static_assert(has_task<windows, zero_day_response>);
  static_assert(has_task<mac, routine_maintenance> && has_task<gnu_linux, routine_maintenance>);
  static_assert(!has_task<mac, priority_updates> && !has_task<mac, zero_day_response>);
  static_assert(!has_task<gnu_linux, priority_updates> && !has_task<gnu_linux, zero_day_response>);
  static_assert(has_priority_updates<pp::basic_behavior<windows, pp::owned>>);
  static_assert(has_zero_day_response<pp::basic_behavior<windows, pp::owned>>);
  static_assert(!has_priority_updates<pp::basic_behavior<mac, pp::owned>>);
  static_assert(!has_priority_updates<pp::basic_behavior<gnu_linux, pp::owned>>);
  static_assert(!has_zero_day_response<pp::basic_behavior<mac, pp::owned>>);
  static_assert(!has_zero_day_response<pp::basic_behavior<gnu_linux, pp::owned>>);

  // Options, in the order of the table (rule D1).
  static_assert(std::is_same_v<all_missing, pp::all_missing_patches>);
  static_assert(std::variant_size_v<pp::options<gnu_linux>> == 2);
  static_assert(!has_severity<all_missing> && !has_group_inclusion<all_missing>);
  static_assert(pp::has_risk<routine> && pp::has_risk<priority> && pp::has_risk<zero_day>);
  static_assert(!pp::has_risk<on_mac> && !pp::has_risk<on_linux> && !pp::has_risk<all_missing>);
  static_assert(has_severity<routine> && has_severity<priority> && has_severity<zero_day>);
  static_assert(has_severity<on_mac> && has_severity<on_linux>);
  static_assert(has_group_inclusion<routine> && has_group_inclusion<priority> && has_group_inclusion<zero_day>);
  static_assert(has_group_inclusion<on_mac> && has_group_inclusion<on_linux>);
  static_assert(pp::has_group_exclusion<routine> && pp::has_group_exclusion<priority>);
  static_assert(pp::has_group_exclusion<zero_day>);
  static_assert(!pp::has_group_exclusion<on_mac> && !pp::has_group_exclusion<on_linux>);
  static_assert(can_exclude<routine> && !can_exclude<on_mac> && !can_exclude<on_linux>);
  static_assert(pp::has_enablement_packages<routine>);
  static_assert(!pp::has_enablement_packages<priority> && !pp::has_enablement_packages<zero_day>);
  static_assert(!pp::has_enablement_packages<on_mac> && !pp::has_enablement_packages<on_linux>);
  static_assert(pp::has_product_filter<routine> && pp::has_product_filter<priority>);
  static_assert(pp::has_product_filter<zero_day>);
  static_assert(!pp::has_product_filter<on_mac> && !pp::has_product_filter<on_linux>);
  static_assert(!pp::has_product_filter<all_missing>);

  // Kinds and levels (rule D6).
  static_assert(non_security_has_levels<pp::windows_severity_option>);
  static_assert(!non_security_is_one_tick<pp::windows_severity_option>);
  static_assert(non_security_is_one_tick<pp::mac_severity_option>);
  static_assert(!non_security_has_levels<pp::mac_severity_option>);
  static_assert(!non_security_has_levels<pp::linux_severity_option>);
  static_assert(!non_security_is_one_tick<pp::linux_severity_option>);
  static_assert(has_bug_fix<pp::linux_severity_option> && has_enhancement<pp::linux_severity_option>);
  static_assert(!has_bug_fix<pp::windows_severity_option> && !has_enhancement<pp::windows_severity_option>);
  static_assert(!has_bug_fix<pp::mac_severity_option> && !has_enhancement<pp::mac_severity_option>);
  static_assert(has_unassigned<pp::windows_severity_option> && has_unassigned<pp::mac_severity_option>);
  static_assert(!has_unassigned<pp::linux_severity_option>);

  // Staging (rule S9).
  static_assert(pp::can_stage<pp::schedule_for<windows>> && pp::can_stage<pp::schedule_for<mac>>);
  static_assert(!pp::can_stage<pp::schedule_for<gnu_linux>>);

  // Reboots (rules B3 and B4).
  static_assert(has_reboot_before<pp::reboot_behavior<windows>> && has_reboot_after<pp::reboot_behavior<windows>>);
  static_assert(!has_reboot_before<pp::reboot_behavior<mac>> && !has_reboot_after<pp::reboot_behavior<mac>>);
  static_assert(!has_reboot_before<pp::reboot_behavior<gnu_linux>>);
  static_assert(!has_reboot_after<pp::reboot_behavior<gnu_linux>>);
  static_assert(has_always_after_update<pp::reboot_behavior<mac>>);
  static_assert(!has_always_after_update<pp::reboot_behavior<gnu_linux>>);
  static_assert(has_after_if_required<pp::reboot_behavior<gnu_linux>>);
  static_assert(!has_after_if_required<pp::reboot_behavior<mac>>);

  // Records.
  static_assert(has_packages<pp::patch<gnu_linux>> && has_dependencies<pp::patch<gnu_linux>>);
  static_assert(has_distribution<pp::patch<gnu_linux>>);
  static_assert(!has_packages<pp::patch<windows>> && !has_packages<pp::patch<mac>>);
  static_assert(!has_dependencies<pp::patch<windows>> && !has_dependencies<pp::patch<mac>>);
  static_assert(!has_distribution<pp::patch<windows>> && !has_distribution<pp::patch<mac>>);

  // A value of one platform is none of another.
  static_assert(!std::is_constructible_v<pp::task<windows>, pp::task<mac>>);
  static_assert(!std::is_constructible_v<pp::task<windows, priority_updates>, pp::task<windows>>);
  static_assert(!std::is_constructible_v<pp::patch<windows>, pp::patch<mac>>);

  SUCCEED("it compiles");
}
