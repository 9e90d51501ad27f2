// SPDX-License-Identifier: BSL-1.0
/// \file
/// A summary as plain text and as Markdown (rule V3). It only renders: what there is to say was decided before.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/sentence.hpp"
#include "patchpolicy/text/summary.hpp"

namespace patchpolicy::inline v1 {

/// A summary for a terminal: a heading for each platform and task, a line for each thing to say. Linear.
inline std::string to_text(const summary& s, const language& words) {
  std::string out = printable(s.name) + '\n';
  if (!s.comment.empty()) out += printable(s.comment) + '\n';
  const auto append = [&](std::size_t indent, std::string_view text) {
    out.append(indent, ' ');
    out += text;
    out += '\n';
  };
  const auto append_lines = [&](std::size_t indent, const std::vector<summary_line>& lines) {
    for (const summary_line& line : lines)
      append(indent + 2 * static_cast<std::size_t>(line.level), to_text(line, words));
  };
  const auto append_findings = [&](std::size_t indent, const std::vector<finding>& findings,
                                   const std::vector<summary_line>& lines) {
    for (const finding& f : findings) {
      std::string text;
      detail::say_finding(
          f, lines, words, [&](std::string_view literal) { text += literal; },
          [&](std::string_view, std::string_view said) { text += said; });
      append(indent, text);
    }
  };
  for (const platform_summary& tab : s.tabs) {
    out += '\n';
    append(0, words.platforms[tab.os]);
    append_lines(2, tab.lines);
    for (const task_summary& task : tab.tasks) {
      append(2, detail::heading_of(task, words));
      if (task.enabled) append_lines(4, task.lines);
      append_findings(4, task.findings, task.lines);
    }
  }
  if (!s.findings.empty()) {
    out += '\n';
    append(0, words.words[summary_word::also_found]);
    append_findings(2, s.findings, {});
  }
  return out;
}

namespace detail {

/// Text that Markdown takes for nothing else.
inline std::string markdown_escaped(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]<>()#+-.!|~&";
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// The same at the begin of a block, where blanks would make it code.
inline std::string markdown_text(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return markdown_escaped(text);
}

}  // namespace detail

/// A summary in Markdown (CommonMark); what was given by somebody is escaped. Linear.
inline std::string to_markdown(const summary& s, const language& words) {
  const auto plain = [](std::string_view text) { return detail::markdown_text(text); };
  std::string out = "# " + plain(printable(s.name)) + '\n';
  if (!s.comment.empty()) out += '\n' + plain(printable(s.comment)) + '\n';
  const auto append_lines = [&](const std::vector<summary_line>& lines) {
    for (const summary_line& line : lines) {
      out.append(2 * static_cast<std::size_t>(line.level), ' ');
      out += "- " + plain(to_text(line, words)) + '\n';
    }
  };
  const auto append_findings = [&](const std::vector<finding>& findings, const std::vector<summary_line>& lines) {
    for (const finding& f : findings) {
      out += "- ";
      detail::say_finding(
          f, lines, words, [&](std::string_view literal) { out += detail::markdown_escaped(literal); },
          [&](std::string_view name, std::string_view said) {
            const std::string text = detail::markdown_escaped(said);
            out += name == "level" ? "**" + text + "**" : text;
          });
      out += '\n';
    }
  };
  for (const platform_summary& tab : s.tabs) {
    out += "\n## " + std::string(words.platforms[tab.os]) + "\n\n";
    append_lines(tab.lines);
    if (!tab.lines.empty()) out += '\n';
    for (const task_summary& task : tab.tasks) {
      if (&task != &tab.tasks.front()) out += '\n';
      out += "### " + detail::heading_of(task, words) + '\n';
      if (task.enabled || !task.findings.empty()) out += '\n';
      if (task.enabled) append_lines(task.lines);
      append_findings(task.findings, task.lines);
    }
  }
  if (!s.findings.empty()) {
    out += "\n## " + std::string(words.words[summary_word::also_found]) + "\n\n";
    append_findings(s.findings, {});
  }
  return out;
}

}  // namespace patchpolicy::inline v1
