// SPDX-License-Identifier: BSL-1.0
/// \file
/// The whole explanation of one patch, as data: the verdict, every reason, the values that mattered, its chain, and
/// what would change it (rules E1 to E3).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/task_edit.hpp"
#include "patchpolicy/decide/what_would_change.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/task.hpp"
#include "patchpolicy/text/verdict_line.hpp"

namespace patchpolicy::inline v1 {

/// Another patch of the same chain.
struct chain_member {
  enum class relation : unsigned char {
    newer,  ///< supersedes the patch, directly or through others
    older,  ///< is superseded by it directly
  };
  std::string id = {};
  relation is = relation::newer;
  bool deploys = false;
  bool visible = true;  ///< not a preview that is not scanned for
  friend bool operator==(const chain_member&, const chain_member&) = default;
};

template <>
struct enum_names<chain_member::relation> {
  static constexpr std::string_view names[] = {"newer", "older"};
};

/// What there is to say of one patch under one task.
struct explanation {
  platform os = platform::windows;
  verdict_line verdict = {};                   ///< with all witnesses, not the first alone
  patch_facts facts = {};                      ///< what was known of the patch
  std::vector<std::string> exploited_by = {};  ///< the vulnerabilities that are reported exploited
  task_rules rules = {};                       ///< what the task wanted
  bool unsupported = false;                    ///< Linux: its distribution lacks its kind or level (rule D6)
  std::vector<chain_member> chain = {};
  std::vector<edit_set> changes = {};  ///< rule E2; none can, if it does not deploy and this is empty
};

/// Explains the record at `at` of our own `records`, of which `scan` was made. Linear in the records and their edges,
/// but for the search for what would change the answer.
template <platform Platform, task_kind Kind>
explanation explain(const task<Platform, Kind>& task, const patch_groups& groups, preview_patches previews,
                    const std::vector<patch_view<Platform>>& records, const scan_for<Platform>& scan, ordinal at) {
  const auto bound = patchpolicy::bind(task, groups, previews);
  const auto verdicts = patchpolicy::select(bound, records, scan);
  const auto& record = records[at];

  explanation e;
  e.os = Platform;
  e.verdict = detail::owned_line(name_verdict(task.deploy, bound, scan, verdicts, at, witnesses::all));
  e.facts = bound.facts(record);
  e.rules = bound.rules();
  for (const auto& cve : record.cves)
    if (cve.exploited) e.exploited_by.emplace_back(cve.id);

  const supersession* chain = nullptr;
  if constexpr (Platform == platform::gnu_linux) {
    chain = &scan.newer();
    e.unsupported = !scan.is_supported(at);
  } else {
    chain = &scan;
  }
  const auto add = [&](ordinal other, chain_member::relation is) {
    const verdict& v = verdicts[other];
    e.chain.push_back({std::string(records[other].id), is, v.deploys(), !v.has(rule::invisible_preview)});
  };
  chain->for_each_newer(at, [&](ordinal other) { add(other, chain_member::relation::newer); });
  detail::ordinal_set told;  // a record may name another twice
  chain->for_each_directly_older(at, [&](ordinal other) {
    if (chain->component(other) == chain->component(at)) return;  // in a circle none is the older one (rule D13)
    if (told.insert(other)) add(other, chain_member::relation::older);
  });
  e.changes = what_would_change(task, groups, previews, records, scan, at);
  return e;
}

}  // namespace patchpolicy::inline v1
