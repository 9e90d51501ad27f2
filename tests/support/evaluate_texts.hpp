// SPDX-License-Identifier: BSL-1.0
// From interchange texts to verdict lines, the way a program would go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/catalog_groups.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/compiled_task.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "support/indexed_agreement.hpp"

namespace tests {

namespace pp = patchpolicy;

// Either the lines, or what could not be read.
struct evaluation {
  std::vector<std::string> lines;
  std::string errors;
};

// Says where the indexed evaluation gives other answers; empty if nowhere.
template <class Task, class Records, class Scan>
std::string indexed_disagreement(const Task& task, const pp::patch_groups& groups, const Records& records,
                                 const Scan& scan, pp::preview_patches previews,
                                 const pp::selection<Records>& expected) {
  const pp::catalog_index<Task::os> index(records, scan);
  const pp::catalog_groups<Task::os> members(index, records, groups);
  const pp::compiled_task<Task::os> compiled(index, members, task, previews);
  return disagreement(pp::select(compiled), pp::indexed_verdicts<Task::os>(compiled), expected);
}

template <class Task>
evaluation evaluate_task(const pp::configuration& config, const Task& task, const pp::patch_groups& groups,
                         const pp::catalog& catalog, const pp::linux_endpoint& endpoint) {
  const auto& records = catalog.records<Task::os>();
  const auto bound = pp::bind(task, groups, pp::previews_of(config));
  const auto scan = [&] {
    if constexpr (Task::os == pp::platform::gnu_linux)
      return pp::linux_scan(records, endpoint);
    else
      return pp::supersession(records);
  }();
  const auto verdicts = pp::select(bound, records, scan);
  evaluation done;
  done.errors = indexed_disagreement(task, groups, records, scan, bound.rules().previews, verdicts);
  for (pp::ordinal at = 0; at < records.size(); ++at) {
    std::string line;
    pp::append_verdict_line(line, pp::name_verdict(task.deploy, bound, scan, verdicts, at));
    line.pop_back();
    done.lines.push_back(line);
  }
  return done;
}

inline evaluation evaluate_texts(std::string_view config_text, std::string_view groups_text,
                                 std::string_view catalog_text, pp::platform os, pp::task_kind task,
                                 const pp::linux_endpoint& endpoint = {}) {
  const auto config = pp::read_configuration(config_text);
  const auto groups = pp::read_patch_groups(groups_text);
  const auto catalog = pp::read_catalog(catalog_text);
  evaluation failed;
  if (!config) failed.errors += pp::to_text(config.error(), "configuration");
  if (!groups) failed.errors += pp::to_text(groups.error(), "groups");
  if (!catalog) failed.errors += pp::to_text(catalog.error(), "catalog");
  if (!failed.errors.empty()) return failed;

  if (os == pp::platform::gnu_linux)
    return evaluate_task(*config, config->gnu_linux.routine_maintenance, *groups, *catalog, endpoint);
  if (os == pp::platform::mac)
    return evaluate_task(*config, config->mac.routine_maintenance, *groups, *catalog, endpoint);
  if (task == pp::task_kind::priority_updates)
    return evaluate_task(*config, config->windows.priority_updates, *groups, *catalog, endpoint);
  if (task == pp::task_kind::zero_day_response)
    return evaluate_task(*config, config->windows.zero_day_response, *groups, *catalog, endpoint);
  return evaluate_task(*config, config->windows.routine_maintenance, *groups, *catalog, endpoint);
}

}  // namespace tests
