// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which tasks of a configuration deploy a patch.
#pragma once

#include <vector>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/compiled_task.hpp"
#include "patchpolicy/decide/indexed_catalog.hpp"
#include "patchpolicy/decide/indexed_selection.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// For each of the `records` the enabled tasks of its platform that deploy it, from the selection itself: the exact
/// answer beside the approximate status of a group (rule G4). `scan` was made from the same records. Linear for each
/// task.
template <class Storage, class Groups = patch_groups, patch_range Range>
constexpr std::vector<flag_set<task_kind>> deploying_tasks(const basic_configuration<Storage>& config,
                                                           const Groups& groups, const Range& records,
                                                           const scan_for<patch_traits<record_of<Range>>::os>& scan) {
  std::vector<flag_set<task_kind>> tasks(scan.size());
  for_each_enabled_task<patch_traits<record_of<Range>>::os>(config, [&](const auto& task) {
    const auto verdicts = patchpolicy::select(patchpolicy::bind(task, groups, previews_of(config)), records, scan);
    for (ordinal at = 0; at < tasks.size(); ++at)
      if (verdicts[at].deploys()) tasks[at].insert(task.kind);
  });
  return tasks;
}

/// The same for the records that were indexed.
template <platform Platform, class Storage>
std::vector<flag_set<task_kind>> deploying_tasks(const basic_configuration<Storage>& config,
                                                 const indexed_catalog& indexed) {
  std::vector<flag_set<task_kind>> tasks(indexed.index<Platform>().size());
  for_each_enabled_task<Platform>(config, [&](const auto& task) {
    const compiled_task<Platform> compiled(indexed.index<Platform>(), indexed.groups<Platform>(), task,
                                           previews_of(config));
    select(compiled).for_each_deploying([&](ordinal at) { tasks[at].insert(task.kind); });
  });
  return tasks;
}

}  // namespace patchpolicy::inline v1
