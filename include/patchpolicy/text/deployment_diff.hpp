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
#include "patchpolicy/text/verdict_json.hpp"
#include "patchpolicy/text/verdict_line.hpp"

namespace patchpolicy::inline v1 {

/// A change of a field as the summaries before and after it put it; a side that says nothing of the field is empty.
struct change_in_words {
  std::string path = {};
  std::vector<std::string> before = {};
  std::vector<std::string> after = {};
  friend bool operator==(const change_in_words&, const change_in_words&) = default;
};

namespace detail {

constexpr bool is_at_or_below(std::string_view path, std::string_view field) noexcept {
  return path.substr(0, field.size()) == field && (path.size() == field.size() || path[field.size()] == '.');
}

/// The sentences of a summary about a field. One that belongs to another line, which is not about the field, is said
/// with that.
inline std::vector<std::string> sentences_about(const summary& s, std::string_view field, const language& words) {
  std::vector<std::string> sentences;
  const auto add = [&](const std::vector<summary_line>& lines) {
    const summary_line* above = nullptr;
    for (const summary_line& line : lines) {
      if (line.level == 0) above = &line;
      if (!is_at_or_below(line.path, field) || line.key == summary_key::task_off) continue;
      const bool stands_alone = line.level == 0 || above == nullptr || is_at_or_below(above->path, field);
      sentences.push_back((stands_alone ? "" : to_text(*above, words) + ": ") + to_text(line, words));
    }
  };
  for (const platform_summary& tab : s.tabs) {
    add(tab.lines);
    for (const task_summary& task : tab.tasks) {
      add(task.lines);
      if (join_path(join_path(name_of(tab.os), name_of(task.task)), "enabled") == field)
        sentences.emplace_back(words.words[task.enabled ? summary_word::on : summary_word::off]);
    }
  }
  return sentences;
}

/// Takes away what both sides say.
inline void drop_common(std::vector<std::string>& a, std::vector<std::string>& b) {
  const auto is_in = [](const std::vector<std::string>& list) {
    return [&list](const std::string& text) { return std::find(list.begin(), list.end(), text) != list.end(); };
  };
  std::vector<std::string> common;
  std::copy_if(a.begin(), a.end(), std::back_inserter(common), is_in(b));
  std::erase_if(a, is_in(common));
  std::erase_if(b, is_in(common));
}

}  // namespace detail

/// Says changes in words. `before` and `after` are the summaries of the configurations that were compared, without zone
/// and catalog.
inline std::vector<change_in_words> say(const std::vector<field_change>& changes, const summary& before,
                                        const summary& after, const language& words) {
  std::vector<change_in_words> said;
  for (const field_change& change : changes) {
    change_in_words& one = said.emplace_back();
    one.path = change.path;
    if (change.path == "name" || change.path == "comment") {
      const bool is_name = change.path == "name";
      one.before.push_back(printable(is_name ? before.name : before.comment));
      one.after.push_back(printable(is_name ? after.name : after.comment));
    } else {
      one.before = detail::sentences_about(before, change.path, words);
      one.after = detail::sentences_about(after, change.path, words);
      detail::drop_common(one.before, one.after);
    }
  }
  return said;
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
      const auto line = name_verdict(task.deploy, *bound, index.scan(), verdicts, i);
      patch_change& change = changes.emplace_back();
      change.os = Platform;
      change.task = task.kind;
      change.gained = gained;
      change.task_enabled = task.enabled;
      change.verdict.id = std::string(line.id);
      change.verdict.deploys = line.deploys;
      const auto copy = [](const auto& from, auto& to) {
        for (const auto& reason : from)
          to.push_back({reason.why, std::vector<std::string>(reason.names.begin(), reason.names.end())});
      };
      copy(line.selected_by, change.verdict.selected_by);
      copy(line.stopped_by, change.verdict.stopped_by);
      change.verdict.unknown = line.unknown;
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
  const detail::speaker says(words);
  const auto append_reason = [&](std::string& out, const verdict_reason& reason) {
    says.append(out, reason.why);
    if (reason.names.empty()) return;
    out += ' ';
    says.append(out, reason.names);
  };
  std::string text;
  if (!change.task_enabled) return std::string(words.lines[summary_key::task_off]);
  if (!change.gained) {
    if (!change.verdict.stopped_by.empty()) append_reason(text, change.verdict.stopped_by.front());
    return text;
  }
  for (const verdict_reason& reason : change.verdict.selected_by) {
    if (!text.empty()) text += words.comma;
    append_reason(text, reason);
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
