// SPDX-License-Identifier: BSL-1.0
/// \file
/// Makes the summary of a configuration (rules V1, V2 and V4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/compiled_task.hpp"
#include "patchpolicy/decide/deployment_counts.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/indexed_catalog.hpp"
#include "patchpolicy/decide/indexed_counts.hpp"
#include "patchpolicy/decide/indexed_selection.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/decide/validation.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/model/task.hpp"
#include "patchpolicy/text/summary.hpp"
#include "patchpolicy/text/summary_builder.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_of_day.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// Puts each finding to the task that its path begins with.
inline void place_findings(summary& made, std::vector<finding>&& findings) {
  for (finding& f : findings) {
    std::vector<finding>* place = &made.findings;
    for (platform_summary& tab : made.tabs)
      for (task_summary& task : tab.tasks) {
        const std::string_view os = name_of(tab.os);
        const std::string_view kind = name_of(task.task);
        const std::string_view path = f.path;
        if (path.size() > os.size() + kind.size() && path.substr(0, os.size()) == os && path[os.size()] == '.' &&
            path.substr(os.size() + 1, kind.size()) == kind)
          place = &task.findings;
      }
    place->push_back(std::move(f));
  }
}

/// Adds the counts of one task over an indexed catalog.
template <platform Platform, task_kind Kind, class Storage>
void add_counts(summary_builder& lines, const basic_task<Platform, Kind, Storage>& task, preview_patches previews,
                const indexed_catalog& index) {
  using argument = summary_argument;
  const compiled_task<Platform> compiled(index.index<Platform>(), index.groups<Platform>(), task, previews);
  const deployment_counts counts = count_deployment(select(compiled));
  const auto number = [](std::size_t count) { return static_cast<long long>(count); };

  lines.add(summary_key::count_deploying, "deploy", argument{"patches", number(counts.deploying)},
            argument{"missing", number(counts.missing)});
  for (std::size_t i = 0; i < enum_size<rule>; ++i) {
    const auto r = static_cast<rule>(i);
    if (counts.selected[i] > 0)
      lines.add_below(summary_key::count_selected, "deploy", argument{"rule", r},
                      argument{"patches", number(counts.selected[i])}, argument{"alone", number(counts.alone[i])});
    if (counts.removed[i] > 0)
      lines.add_below(summary_key::count_removed, "deploy", argument{"rule", r},
                      argument{"patches", number(counts.removed[i])});
  }
  for (std::size_t i = 0; i < counts.by_severity.size(); ++i) {
    if (counts.by_severity[i] == 0) continue;
    if (i < enum_size<severity_level>)
      lines.add_below(summary_key::count_severity, "deploy", argument{"severity", static_cast<severity_level>(i)},
                      argument{"patches", number(counts.by_severity[i])});
    else
      lines.add_below(summary_key::count_without_severity, "deploy",
                      argument{"patches", number(counts.by_severity[i])});
  }
  for (const vendor_count& one : counts.by_vendor) {
    if (one.vendor.empty())
      lines.add_below(summary_key::count_without_vendor, "deploy", argument{"patches", number(one.deploying)});
    else
      lines.add_below(summary_key::count_vendor, "deploy", argument{"vendor", std::string(one.vendor)},
                      argument{"patches", number(one.deploying)});
  }
}

template <platform Platform, class Storage, class NextRuns>
void add_platform(summary_builder& lines, const basic_configuration<Storage>& config, const indexed_catalog* index,
                  const NextRuns& next_runs) {
  lines.add_platform<Platform>(config, next_runs, [&](const auto& task, summary_builder& to) {
    if (index != nullptr) add_counts(to, task, previews_of(config), *index);
  });
}

template <class Storage, class NextRuns>
summary summarize(const basic_configuration<Storage>& config, const validation_context& context,
                  std::vector<finding>&& findings, const NextRuns& next_runs) {
  summary made;
  made.name = std::string(config.name);
  made.comment = std::string(config.comment);
  std::optional<indexed_catalog> own;
  const indexed_catalog* index = context.index;
  if (index == nullptr && context.records != nullptr && !is_scan_only(config))
    index = &own.emplace(*context.records, context.groups != nullptr ? *context.groups : patch_groups{});
  summary_builder lines(made);
  add_platform<platform::windows>(lines, config, index, next_runs);
  add_platform<platform::mac>(lines, config, index, next_runs);
  add_platform<platform::gnu_linux>(lines, config, index, next_runs);
  place_findings(made, std::move(findings));
  return made;
}

inline void add_next_run(summary_builder& lines, const occurrence& run, time_of_day at) {
  using argument = summary_argument;
  constexpr std::string_view where = "schedule";
  const moment when{run.at, run.offset};
  if (run.kind == local_time_kind::unique)
    lines.add(summary_key::next_run, where, argument{"when", when});
  else
    lines.add(run.kind == local_time_kind::gap ? summary_key::next_run_moved : summary_key::next_run_repeated, where,
              argument{"when", when}, argument{"date", run.date}, argument{"time", at});
  if (run.no_time_to_stage) lines.add_below(summary_key::next_staging_none, where);
  if (run.stage)
    lines.add_below(run.stage->cut ? summary_key::next_staging_cut : summary_key::next_staging, where,
                    argument{"when", moment{run.stage->at, run.stage->offset}});
}

}  // namespace detail

/// Says what a configuration means, with the findings in place; with a catalog also how many of its patches each task
/// deploys, all taken as missing (rule V4). Pure: equal configurations give equal summaries. Linear in the
/// configuration and in what it is checked against; a console that keeps `context.index` from edit to edit pays for
/// counting by the words of 64 records.
template <class Storage>
summary summarize(const basic_configuration<Storage>& config, const validation_context& context = {}) {
  return detail::summarize(config, context, validate(config, context), [](const auto&, detail::summary_builder&) {});
}

/// The same, with the next three runs of each task after `after`, from the `next_run` that schedules, and with what
/// becomes of the runs of ten years.
template <class Storage, time_zone Zone>
summary summarize(const basic_configuration<Storage>& config, const validation_context& context, sys_seconds after,
                  const Zone& zone) {
  const auto next_runs = [&](const auto& task, detail::summary_builder& lines) {
    int shown = 0;
    for (const occurrence& run : runs(*task.schedule, after, zone)) {
      detail::add_next_run(lines, run, task.schedule->at);
      if (++shown == 3) break;
    }
  };
  return detail::summarize(config, context, validate(config, context, after, zone), next_runs);
}

}  // namespace patchpolicy::inline v1
