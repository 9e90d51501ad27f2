// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rules for one patch, in the order in which an administrator reads them. Nothing here knows other patches, but
/// for the one that is newer.
#pragma once

#include <optional>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/verdict.hpp"

namespace patchpolicy::inline v1 {

/// What the risk option selects a patch by (rule D5).
constexpr rule_set risk_rules(const risk_option& risk, const patch_facts& patch) noexcept {
  rule_set found;
  if (risk.vrr_at_least && patch.vrr && reaches(*patch.vrr, *risk.vrr_at_least)) found.insert(rule::risk_vrr);
  if (risk.cvss_at_least && patch.cvss && reaches(*patch.cvss, *risk.cvss_at_least)) found.insert(rule::risk_cvss);
  if (risk.exploited && patch.exploited) found.insert(rule::risk_exploited);
  return found;
}

/// Whether a patch's level is ticked for its kind (rule D6). On Windows and Mac one without a level is *unassigned*.
constexpr bool severity_selects(const severity_ticks& ticks, const patch_facts& patch) noexcept {
  const severity_level level = patch.severity.value_or(severity_level::unassigned);
  if (patch.kind == patch_kind::security) return ticks.security.contains(level);
  if (patch.kind == patch_kind::non_security) return ticks.non_security.contains(level);
  return false;
}

/// Judges a Windows patch. `newer` is the first visible record that supersedes it and is itself the latest, or
/// `no_ordinal` (rule D7). All but rule D8, which needs the verdicts of the others.
constexpr verdict judge_windows(const task_rules& task, const patch_facts& patch, ordinal newer) noexcept {
  verdict v;
  if (patch.preview && task.previews == preview_patches::invisible) {  // D11
    v.add(rule::invisible_preview);
    return v;
  }
  if (!task.enabled) {  // T3
    v.add(rule::nothing_selects);
    return v;
  }

  const bool enablement = patch.kind == patch_kind::enablement;
  rule_set by_rule;  // what looks at the patch itself, so is gated by D7
  if (!enablement) {  // D12
    by_rule = risk_rules(task.risk, patch);
    if (severity_selects(task.severity, patch)) by_rule.insert(rule::severity);
  }
  const bool latest = newer == no_ordinal;
  if (latest)  // D7
    for (const rule r : by_rule) v.add(r);
  if (patch.included_group != no_ordinal) v.add(rule::included_group, patch.included_group);  // D1
  if (enablement && patch.listed) v.add(rule::enablement);                                 // D12

  const bool selected = !v.rules().empty();
  if (patch.excluded_group != no_ordinal) v.add(rule::excluded_group, patch.excluded_group);  // D3
  if (!patch.admitted) v.add(rule::product_filter, patch.product_state);                      // D2
  if (selected) return v;
  if (!by_rule.empty()) {  // D7
    v.add(rule::not_latest, newer);
    return v;
  }
  v.add(rule::nothing_selects);
  if (!enablement) {  // E3
    if (task.risk.vrr_at_least && !patch.vrr) v.add_unknown(unknown_field::vrr);
    if (task.risk.cvss_at_least && !patch.cvss) v.add_unknown(unknown_field::cvss);
  }
  return v;
}

/// Judges a Mac patch by itself (rule D9). All but the choice of the highest of a chain.
constexpr verdict judge_mac(const task_rules& task, const patch_facts& patch) noexcept {
  verdict v;
  if (task.enabled) {
    if (severity_selects(task.severity, patch)) v.add(rule::severity);
    if (patch.included_group != no_ordinal) v.add(rule::included_group, patch.included_group);
  }
  if (v.rules().empty()) v.add(rule::nothing_selects);
  return v;
}

/// Whether a Linux advisory's level or kind is ticked (rule D6). `supported`: its distribution has them. A security
/// advisory without a level matches none.
constexpr bool linux_severity_selects(const severity_ticks& ticks, const patch_facts& patch, bool supported) noexcept {
  if (!supported || !patch.kind) return false;
  switch (*patch.kind) {
    case patch_kind::security: return patch.severity && ticks.security.contains(*patch.severity);
    case patch_kind::bug_fix: return ticks.bug_fix;
    case patch_kind::enhancement: return ticks.enhancement;
    default: return false;
  }
}

/// Judges a Linux advisory by itself (rules D1 and D6). All but the dependencies of rule D10.
constexpr verdict judge_linux(const task_rules& task, const patch_facts& patch, bool supported) noexcept {
  verdict v;
  if (task.enabled) {
    if (task.all_missing) v.add(rule::all_missing);
    if (linux_severity_selects(task.severity, patch, supported)) v.add(rule::severity);
    if (patch.included_group != no_ordinal) v.add(rule::included_group, patch.included_group);
  }
  if (v.rules().empty()) v.add(rule::nothing_selects);
  return v;
}

}  // namespace patchpolicy::inline v1
