// SPDX-License-Identifier: BSL-1.0
/// \file
/// The codes that a verdict is made of (rule E1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"

namespace patchpolicy::inline v1 {

/// What selected a patch, then what stopped it; each half in the order of importance, in which verdicts list them.
/// Files say the names; the numbers may change.
enum class rule : std::uint8_t {
  all_missing,     ///< Linux: everything that is missing (rule D1)
  risk_vrr,        ///< its VRR reaches the threshold (rule D5)
  risk_cvss,       ///< its CVSS score reaches the threshold (rule D5)
  risk_exploited,  ///< one of its vulnerabilities is reported exploited (rule D5)
  severity,        ///< its level is ticked for its kind (rule D6)
  included_group,  ///< an included group holds it (rule D1); in files `patch_group`
  enablement,      ///< it is on the list of enablement packages (rule D12)
  dependency,      ///< Linux: a deploying advisory needs it (rule D10)

  invisible_preview,     ///< a preview, while previews are not scanned for (rule D11)
  excluded_group,        ///< an excluded group holds it (rule D3)
  product_filter,        ///< its product is not ticked (rule D2)
  replaced_by_selected,  ///< a newer one deploys instead (rules D8, D9)
  not_latest,            ///< would be selected, but for a newer one (rule D7)
  nothing_selects,       ///< no option wants it
};

template <>
struct enum_names<rule> {
  static constexpr std::string_view names[] = {
      "all_missing", "risk_vrr",       "risk_cvss",         "risk_exploited", "severity",       "patch_group",
      "enablement",  "dependency",     "invisible_preview", "excluded_group", "product_filter", "replaced_by_selected",
      "not_latest",  "nothing_selects"};
};

/// A set of rules.
using rule_set = flag_set<rule>;

/// Whether the rule stops a patch; the others select it.
constexpr bool is_stop(rule r) noexcept { return r >= rule::invisible_preview; }

/// All rules that stop a patch; the others select it.
inline constexpr rule_set stopping_rules = {rule::invisible_preview,    rule::excluded_group, rule::product_filter,
                                            rule::replaced_by_selected, rule::not_latest,     rule::nothing_selects};

/// What the witness of a rule in a verdict counts.
enum class witness_kind : std::uint8_t {
  none,            ///< the rule has no witness
  included_group,  ///< a group, by its place among the included ones of the task
  excluded_group,  ///< a group, by its place among the excluded ones of the task
  product_state,   ///< an explicit state of the product tree; `no_ordinal` is the root
  record,          ///< another record, by its place in the scan
};

/// What the witness of that rule counts.
constexpr witness_kind witness_kind_of(rule r) noexcept {
  switch (r) {
    case rule::included_group: return witness_kind::included_group;
    case rule::excluded_group: return witness_kind::excluded_group;
    case rule::product_filter: return witness_kind::product_state;
    case rule::dependency:
    case rule::replaced_by_selected:
    case rule::not_latest: return witness_kind::record;
    default: return witness_kind::none;
  }
}

/// Metadata that an option asks for and that a record may lack (rule E3).
enum class unknown_field : std::uint8_t { vrr, cvss };

template <>
struct enum_names<unknown_field> {
  static constexpr std::string_view names[] = {"vrr", "cvss"};
};

}  // namespace patchpolicy::inline v1
