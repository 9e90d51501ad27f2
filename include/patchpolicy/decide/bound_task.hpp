// SPDX-License-Identifier: BSL-1.0
/// \file
/// A task together with the patch groups: all that it takes to judge patches.
#pragma once

#include <optional>
#include <variant>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/group_membership.hpp"
#include "patchpolicy/decide/product_filter.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/task.hpp"

namespace patchpolicy::inline v1 {

/// What is known of one patch under one task, without text; a missing field is unknown. Groups and product states count
/// as in the configuration.
struct patch_facts {
  std::optional<patch_kind> kind = {};
  std::optional<severity_level> severity = {};
  std::optional<vrr_score> vrr = {};
  std::optional<cvss_score> cvss = {};
  bool exploited = false;
  bool preview = false;
  bool listed = false;  ///< on the list of enablement packages
  ordinal included_group = no_ordinal;
  ordinal excluded_group = no_ordinal;
  bool admitted = true;  ///< by the product filter
  ordinal product_state = no_ordinal;
  friend bool operator==(const patch_facts&, const patch_facts&) = default;
};

/// A task with its groups resolved. It keeps no reference to either, and is cheap to keep for many scans; after a
/// change of the task or of a group it is made anew.
template <platform Platform>
class bound_task {
 public:
  static constexpr platform os = Platform;

  constexpr const task_rules& rules() const noexcept { return rules_; }

  /// What this task sees in a record. Expected constant time, no allocation.
  template <patch_record_of<Platform> Record>
  constexpr patch_facts facts(const Record& record) const {
    using known = detail::known<Record>;
    patch_facts found;
    found.kind = known::kind(record);
    found.severity = known::severity(record);
    found.vrr = known::vrr(record);
    found.cvss = known::cvss(record);
    found.exploited = known::exploited(record);
    found.preview = known::preview(record);
    const auto standing = membership_.of(known::id(record), known::bulletin(record));
    found.listed = standing.listed;
    found.included_group = standing.included;
    found.excluded_group = standing.excluded;
    const auto decision = products_.of(known::product(record));
    found.admitted = decision.admitted;
    found.product_state = decision.state;
    return found;
  }

  /// Calls `f(ordinal)` for each included group that holds the record, in the order of the configuration.
  template <patch_record_of<Platform> Record, class Function>
  constexpr void for_each_included_group(const Record& record, Function f) const {
    using known = detail::known<Record>;
    membership_.for_each_included(known::id(record), known::bulletin(record), f);
  }
  /// Calls `f(ordinal)` for each excluded group that holds the record, in the order of the configuration.
  template <patch_record_of<Platform> Record, class Function>
  constexpr void for_each_excluded_group(const Record& record, Function f) const {
    using known = detail::known<Record>;
    membership_.for_each_excluded(known::id(record), known::bulletin(record), f);
  }

 private:
  template <platform P, task_kind Kind, class Storage, class Groups>
  friend constexpr bound_task<P> bind(const basic_task<P, Kind, Storage>& task, const Groups& groups,
                                      preview_patches previews);

  template <class Options, class Groups>
  constexpr void read(const Options& options, const Groups& groups) {
    if constexpr (has_risk<Options>)
      if (options.risk) rules_.risk = *options.risk;
    if (options.severity) rules_.severity = ticks_of(*options.severity);
    if (options.patch_groups) {
      membership_.include(options.patch_groups->included(), groups);
      if constexpr (has_group_exclusion<Options>) membership_.exclude(options.patch_groups->excluded(), groups);
    }
    if constexpr (has_enablement_packages<Options>)
      if (options.enablement_packages) membership_.list(*options.enablement_packages);
    if constexpr (has_product_filter<Options>)
      if (options.products) products_ = detail::product_filter(*options.products);
  }

  template <class Storage, class Groups>
  constexpr void read(const basic_linux_options<Storage>& options, const Groups& groups) {
    if (const auto* selection = std::get_if<basic_linux_selection<Storage>>(&options))
      read(*selection, groups);
    else
      rules_.all_missing = true;
  }

  task_rules rules_;
  detail::group_membership membership_;
  detail::product_filter products_;
};

/// Whether a configuration scans for previews (rule D11), as whoever binds one of its tasks has to say.
template <class Storage>
constexpr preview_patches previews_of(const basic_configuration<Storage>& config) noexcept {
  return config.scan_preview_patches ? preview_patches::visible : preview_patches::invisible;
}

/// Binds a task to the groups, `patch_groups` or a view of them, `{}` for none; a chosen group that they lack has no
/// patches (rule G5). A task that is off selects nothing (rule T3). Linear in the patches of the chosen groups and in
/// the product states.
template <platform Platform, task_kind Kind, class Storage, class Groups = patch_groups>
constexpr bound_task<Platform> bind(const basic_task<Platform, Kind, Storage>& task, const Groups& groups,
                                    preview_patches previews = preview_patches::invisible) {
  bound_task<Platform> bound;
  bound.rules_.enabled = task.enabled;
  bound.rules_.previews = previews;
  if (task.enabled) bound.read(task.deploy, groups);
  return bound;
}

/// Binds one task of a configuration, with the configuration's setting for previews (rule D11).
template <platform Platform, task_kind Kind = task_kind::routine_maintenance, class Storage,
          class Groups = patch_groups>
constexpr bound_task<Platform> bind(const basic_configuration<Storage>& config, const Groups& groups) {
  return patchpolicy::bind(task_of<Platform, Kind>(config), groups, previews_of(config));
}

}  // namespace patchpolicy::inline v1
