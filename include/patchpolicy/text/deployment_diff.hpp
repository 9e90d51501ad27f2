// SPDX-License-Identifier: BSL-1.0
/// \file
/// What an edit changes, in words, and which patches of a catalog are gained and lost by it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/deploying_tasks.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/text/configuration_diff.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/json_writer.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/sentence.hpp"
#include "patchpolicy/text/summary.hpp"
#include "patchpolicy/text/summary_builder.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "patchpolicy/text/verdict_line.hpp"

namespace patchpolicy::inline v1 {

/// A change of a field as the summaries before and after it put it, with what else their lines about the same task say
/// differently because of it. A side that says nothing of it is empty; not both are.
struct change_in_words {
  std::string path = {};
  std::vector<std::string> before = {};
  std::vector<std::string> after = {};
  bool task_off = false;  ///< the task is off before and after; the words are those it would have if it were on
  friend bool operator==(const change_in_words&, const change_in_words&) = default;
};

namespace detail {

template <class Storage>
summary lines_as_if_on(const basic_configuration<Storage>& config) {
  summary made;
  summary_builder lines(made, tasks_off::as_if_on);
  const auto nothing = [](const auto&, summary_builder&) {};
  lines.add_platform<platform::windows>(config, nothing, nothing);
  lines.add_platform<platform::mac>(config, nothing, nothing);
  lines.add_platform<platform::gnu_linux>(config, nothing, nothing);
  return made;
}

/// How many parts at their begin two paths have in common.
constexpr std::size_t common_parts(std::string_view a, std::string_view b) noexcept {
  const auto ends_at = [](std::string_view path, std::size_t at) { return at == path.size() || path[at] == '.'; };
  std::size_t parts = 0;
  for (std::size_t i = 0;; ++i) {
    if (ends_at(a, i) && ends_at(b, i)) ++parts;
    if (i >= a.size() || i >= b.size() || a[i] != b[i]) return parts;
  }
}

/// The change that a line of the summaries comes from: that of its own field, else the nearest. A platform only scans
/// because its tasks are off, wherever else they differ.
inline change_in_words* origin_of(const summary_line& line, std::vector<change_in_words>& changes) {
  change_in_words* nearest = nullptr;
  std::size_t most = 0;
  for (change_in_words& change : changes) {
    if (line.key == summary_key::scan_only && !change.path.ends_with(".enabled")) continue;
    const std::size_t parts = common_parts(line.path, change.path);
    if (parts <= most) continue;
    most = parts;
    nearest = &change;
  }
  return nearest;
}

/// Says those of `lines` that are not among `others`, each at the change that it comes from. One that belongs to
/// another line, which is not about the field, is said with that.
inline void say_missing(const std::vector<summary_line>& lines, const std::vector<summary_line>& others,
                        std::vector<std::string> change_in_words::* side, std::vector<change_in_words>& changes,
                        const language& words) {
  const summary_line* above = nullptr;
  for (const summary_line& line : lines) {
    if (line.level == 0) above = &line;
    if (std::find(others.begin(), others.end(), line) != others.end()) continue;
    change_in_words* const change = origin_of(line, changes);
    if (change == nullptr) continue;
    const bool stands_alone = line.level == 0 || above == nullptr || is_at_or_below(above->path, change->path);
    (change->*side).push_back(stands_alone ? to_text(line, words) : said_below(*above, line, words));
  }
}

}  // namespace detail

/// Says what `diff` finds, change by change, in words. All that the summaries of a task, without zone and catalog, say
/// differently stands at one of the changes. A task that is off is compared as if it were on.
template <class Storage>
std::vector<change_in_words> say(const basic_configuration<Storage>& before, const basic_configuration<Storage>& after,
                                 const language& words) {
  std::vector<change_in_words> changes;
  for (field_change& change : diff(before, after)) changes.emplace_back().path = std::move(change.path);
  const summary was = detail::lines_as_if_on(before);
  const summary is = detail::lines_as_if_on(after);

  const auto say_text = [&](std::string_view path, std::string_view old_text, std::string_view new_text) {
    for (change_in_words& change : changes) {
      if (change.path != path) continue;
      if (!old_text.empty()) change.before.push_back(printable(old_text));
      if (!new_text.empty()) change.after.push_back(printable(new_text));
    }
  };
  say_text("name", before.name, after.name);
  say_text("comment", before.comment, after.comment);

  const auto say_lines = [&](const std::vector<summary_line>& old_lines, const std::vector<summary_line>& new_lines) {
    detail::say_missing(old_lines, new_lines, &change_in_words::before, changes, words);
    detail::say_missing(new_lines, old_lines, &change_in_words::after, changes, words);
  };
  for (std::size_t i = 0; i < was.tabs.size(); ++i) {
    for (std::size_t j = 0; j < was.tabs[i].tasks.size(); ++j) {
      const task_summary& old_task = was.tabs[i].tasks[j];
      const task_summary& new_task = is.tabs[i].tasks[j];
      const std::string path = detail::join_path(name_of(was.tabs[i].os), name_of(old_task.task));
      for (change_in_words& change : changes) {
        if (!detail::is_at_or_below(change.path, path)) continue;
        change.task_off = !old_task.enabled && !new_task.enabled;
        if (change.path != detail::join_path(path, "enabled")) continue;
        change.before.emplace_back(words.words[old_task.enabled ? summary_word::on : summary_word::off]);
        change.after.emplace_back(words.words[new_task.enabled ? summary_word::on : summary_word::off]);
      }
      say_lines(old_task.lines, new_task.lines);
    }
    say_lines(was.tabs[i].lines, is.tabs[i].lines);
  }
  return changes;
}

namespace detail {

/// The tab and the task that a change belongs to; the whole configuration if it belongs to none.
inline std::string heading_of(const change_in_words& change, const language& words) {
  for (std::size_t i = 0; i < enum_size<platform>; ++i)
    for (std::size_t j = 0; j < enum_size<task_kind>; ++j) {
      const auto os = static_cast<platform>(i);
      const auto task = static_cast<task_kind>(j);
      if (is_at_or_below(change.path, join_path(name_of(os), name_of(task))))
        return fill_in(words.words[change.task_off ? summary_word::changes_of_task_off : summary_word::changes_of_task],
                       {{"platform", words.platforms[os]}, {"task", words.tasks[task]}});
    }
  return std::string(words.words[summary_word::whole_configuration]);
}

}  // namespace detail

/// Changes for a terminal, below a heading for each task: `-` stands before what was, `+` before what is now. Linear.
inline std::string to_text(const std::vector<change_in_words>& changes, const language& words) {
  std::string text;
  std::string heading;
  for (const change_in_words& change : changes) {
    if (std::string here = detail::heading_of(change, words); here != heading) {
      if (!text.empty()) text += '\n';
      text += here + '\n';
      heading = std::move(here);
    }
    for (const std::string& sentence : change.before) text += "  - " + sentence + '\n';
    for (const std::string& sentence : change.after) text += "  + " + sentence + '\n';
  }
  return text;
}

/// A patch that endpoints of a platform get under one configuration and not under the other.
struct patch_change {
  platform os = platform::windows;
  task_kind task = task_kind::routine_maintenance;  ///< the task that deploys it, after or before
  bool gained = false;
  bool task_enabled = true;  ///< after the change
  verdict_line verdict = {};  ///< of that task after the change: what selects it, or what stops it now
  friend bool operator==(const patch_change&, const patch_change&) = default;
};

namespace detail {

/// Verdicts on the records that an index was made from, in the form of a `selection`.
template <platform Platform>
struct catalog_verdicts {
  const std::vector<patch_view<Platform>>* records;
  const indexed_selection<Platform>* selected;
  const patch_view<Platform>& record(ordinal at) const { return (*records)[at]; }
  verdict operator[](ordinal at) const { return (*selected)[at]; }
};

template <platform Platform, class Storage>
void add_patch_changes(std::vector<patch_change>& changes, const basic_configuration<Storage>& before,
                       const basic_configuration<Storage>& after, const catalog& all, const patch_groups& groups,
                       const indexed_catalog& indexed) {
  const auto& records = all.records<Platform>();
  const catalog_index<Platform>& index = indexed.index<Platform>();
  const auto had = deploying_tasks<Platform>(before, indexed);
  const auto has = deploying_tasks<Platform>(after, indexed);
  const auto previews = previews_of(after);
  for_each_task<Platform>(after, [&](const auto& task) {
    const compiled_task<Platform> compiled(index, indexed.groups<Platform>(), task, previews);
    const indexed_selection<Platform> selected = select(compiled);
    const catalog_verdicts<Platform> verdicts{&records, &selected};
    std::optional<bound_task<Platform>> bound;  // for the names of groups, once there is something to say
    for (ordinal i = 0; i < records.size(); ++i) {
      const bool gained = had[i].empty();
      const flag_set<task_kind> by = gained ? has[i] : had[i];
      if (has[i].empty() == gained || *by.begin() != task.kind) continue;
      if (!bound) bound = patchpolicy::bind(task, groups, previews);
      const verdict_line_view line = name_verdict(task.deploy, *bound, index.scan(), verdicts, i);
      patch_change& change = changes.emplace_back();
      change.os = Platform;
      change.task = task.kind;
      change.gained = gained;
      change.task_enabled = task.enabled;
      change.verdict = owned_line(line);
    }
  });
}

}  // namespace detail

/// The patches of a catalog that are gained and lost by a change, all taken as missing: by platform, by task, in the
/// order of the catalog. `index` was made of `all` and `groups`. Linear in the catalog for each task.
template <class Storage>
std::vector<patch_change> diff_deployment(const basic_configuration<Storage>& before,
                                          const basic_configuration<Storage>& after, const catalog& all,
                                          const patch_groups& groups, const indexed_catalog& index) {
  std::vector<patch_change> changes;
  detail::add_patch_changes<platform::windows>(changes, before, after, all, groups, index);
  detail::add_patch_changes<platform::mac>(changes, before, after, all, groups, index);
  detail::add_patch_changes<platform::gnu_linux>(changes, before, after, all, groups, index);
  return changes;
}
/// The same for a catalog that is looked at once.
template <class Storage>
std::vector<patch_change> diff_deployment(const basic_configuration<Storage>& before,
                                          const basic_configuration<Storage>& after, const catalog& all,
                                          const patch_groups& groups) {
  return diff_deployment(before, after, all, groups, indexed_catalog(all, groups));
}

/// Why the patch is gained, or why it is lost: the rules that speak of it now, the first of the stops where it is lost.
inline std::string to_text(const patch_change& change, const language& words) {
  if (!change.task_enabled) return std::string(words.lines[summary_key::task_off]);
  std::vector<std::string> reasons;
  for (const verdict_reason& reason : change.gained ? change.verdict.selected_by : change.verdict.stopped_by) {
    std::string names;
    detail::speaker(words).append(names, reason.names);
    reasons.push_back(names.empty() ? std::string(words.rules[reason.why])
                                    : detail::fill_in(words.words[summary_word::reason_with_names],
                                                      {{"rule", words.rules[reason.why]}, {"names", names}}));
    if (!change.gained) break;
  }
  return detail::joined(reasons, words);
}

/// Patches for a terminal, below a heading for each platform: `+` stands before those that are gained, `-` before those
/// that are lost. Linear.
inline std::string to_text(const std::vector<patch_change>& changes, const language& words) {
  std::string text;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const patch_change& change = changes[i];
    if (i == 0 || changes[i - 1].os != change.os) {
      if (i > 0) text += '\n';
      text +=
          detail::fill_in(words.words[summary_word::changes_of_patches], {{"platform", words.platforms[change.os]}}) +
          '\n';
    }
    text += change.gained ? "  + " : "  - ";
    text += detail::fill_in(words.words[summary_word::patch_change], {{"patch", printable(change.verdict.id)},
                                                                      {"task", words.tasks[change.task]},
                                                                      {"reason", to_text(change, words)}}) +
            '\n';
  }
  return text;
}

/// Appends a change of a field as a line, with its end: `path`, and the values `before` and `after`, null if it is off.
inline void append_change_line(std::string& text, const field_change& change) {
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  out.key("path");
  out.string(change.path);
  out.key("before");
  out.json(change.before.value_or("null"));
  out.key("after");
  out.json(change.after.value_or("null"));
  out.end_object();
  text += '\n';
}

/// Appends a patch that is gained or lost as a line, with its end: `platform`, `task`, `change`, and the `verdict` of
/// that task now.
inline void append_change_line(std::string& text, const patch_change& change) {
  std::string verdict;
  append_verdict_line(verdict, change.verdict);
  verdict.pop_back();
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  out.key("platform");
  out.string(name_of(change.os));
  out.key("task");
  out.string(name_of(change.task));
  out.key("change");
  out.string(change.gained ? "gained" : "lost");
  out.key("verdict");
  out.json(verdict);
  out.end_object();
  text += '\n';
}

}  // namespace patchpolicy::inline v1
