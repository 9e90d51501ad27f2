// SPDX-License-Identifier: BSL-1.0
/// \file
/// The smallest steps by which an administrator changes what a task selects (rule E2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/model/task.hpp"

namespace patchpolicy::inline v1 {

/// What an edit does, in the order in which edits are offered (rule E2).
enum class edit_kind : std::uint8_t {
  tick_severity,     ///< ticks a kind of patches, or one of its levels
  lower_vrr,         ///< lowers the VRR threshold to a score
  lower_cvss,        ///< lowers the CVSS threshold to a score
  select_exploited,  ///< switches *exploited* on
  include_group,     ///< includes a group, which is then no longer excluded
  add_to_group,      ///< adds a patch to a group
  clear_exclusion,   ///< no longer excludes a group
  select_product,    ///< ticks one node of the product tree, and so all below it
  list_package,      ///< adds a package to the enablement list
  scan_previews,     ///< scans for previews
};

template <>
struct enum_names<edit_kind> {
  static constexpr std::string_view names[] = {"tick_severity", "lower_vrr",    "lower_cvss",      "select_exploited",
                                               "include_group", "add_to_group", "clear_exclusion", "select_product",
                                               "list_package",  "scan_previews"};
};

/// One edit; what it does not need is empty.
struct task_edit {
  edit_kind what = edit_kind::tick_severity;
  patch_kind kind = patch_kind::security;      ///< tick_severity
  std::optional<severity_level> level = {};    ///< tick_severity; none: the kind has one tick
  std::optional<vrr_score> vrr = {};           ///< lower_vrr
  std::optional<cvss_threshold> cvss = {};     ///< lower_cvss
  std::string group = {};                      ///< include_group, add_to_group, clear_exclusion
  basic_product_path<owned> product = {};      ///< select_product; without a vendor: the root
  std::string patch = {};                      ///< add_to_group, list_package: its id
  friend bool operator==(const task_edit&, const task_edit&) = default;
};

/// What edits are made of: a task, the groups, and the setting for previews.
template <platform Platform, task_kind Kind>
struct edited_task {
  task<Platform, Kind> edited;
  patch_groups groups;
  preview_patches previews = preview_patches::invisible;
};

namespace detail {

template <class T>
T& switched_on(std::optional<T>& option, T when_new) {
  if (!option) option = std::move(when_new);
  return *option;
}

inline void tick(std::optional<windows_severity_option>& option, const task_edit& edit) {
  auto& on = switched_on(option, windows_severity_option{.security = {}});
  (edit.kind == patch_kind::security ? on.security : on.non_security).insert(*edit.level);
}
inline void tick(std::optional<mac_severity_option>& option, const task_edit& edit) {
  auto& on = switched_on(option, mac_severity_option{.security = {}});
  if (edit.kind == patch_kind::security)
    on.security.insert(*edit.level);
  else
    on.non_security = true;
}
inline void tick(std::optional<linux_severity_option>& option, const task_edit& edit) {
  auto& on = switched_on(option, linux_severity_option{.security = {}});
  if (edit.kind == patch_kind::security) on.security.insert(static_cast<linux_severity_level>(*edit.level));
  if (edit.kind == patch_kind::bug_fix) on.bug_fix = true;
  if (edit.kind == patch_kind::enhancement) on.enhancement = true;
}

template <class Options>
void apply_to_options(Options& options, const task_edit& edit) {
  const std::string_view names[] = {edit.group};
  switch (edit.what) {
    case edit_kind::tick_severity: tick(options.severity, edit); break;
    case edit_kind::include_group: switched_on(options.patch_groups, {}).include(names); break;
    case edit_kind::clear_exclusion: switched_on(options.patch_groups, {}).clear(names); break;
    case edit_kind::lower_vrr:
      if constexpr (has_risk<Options>) switched_on(options.risk, {}).vrr_at_least = edit.vrr;
      break;
    case edit_kind::lower_cvss:
      if constexpr (has_risk<Options>) switched_on(options.risk, {}).cvss_at_least = edit.cvss;
      break;
    case edit_kind::select_exploited:
      if constexpr (has_risk<Options>) switched_on(options.risk, {}).exploited = true;
      break;
    case edit_kind::select_product:
      if constexpr (has_product_filter<Options>) switched_on(options.products, {}).set(edit.product, true);
      break;
    case edit_kind::list_package:
      if constexpr (has_enablement_packages<Options>)
        switched_on(options.enablement_packages, {}).push_back(edit.patch);
      break;
    case edit_kind::add_to_group:
    case edit_kind::scan_previews: break;
  }
}
inline void apply_to_options(basic_linux_options<owned>& options, const task_edit& edit) {
  if (auto* selection = std::get_if<basic_linux_selection<owned>>(&options)) apply_to_options(*selection, edit);
}

}  // namespace detail

/// Makes an edit. One that the platform does not offer changes nothing.
template <platform Platform, task_kind Kind>
void apply(const task_edit& edit, edited_task<Platform, Kind>& to) {
  detail::apply_to_options(to.edited.deploy, edit);
  if (edit.what == edit_kind::scan_previews) to.previews = preview_patches::visible;
  if (edit.what == edit_kind::add_to_group)
    for (patch_group& group : to.groups)
      if (group.name == edit.group) {
        group.patches.push_back(edit.patch);
        break;
      }
}

}  // namespace patchpolicy::inline v1
