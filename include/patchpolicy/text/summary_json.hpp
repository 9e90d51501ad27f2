// SPDX-License-Identifier: BSL-1.0
/// \file
/// A summary in JSON (rule V3).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/text/finding_json.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/text/sentence.hpp"
#include "patchpolicy/text/summary.hpp"

namespace patchpolicy::inline v1 {

/// What the first key of a summary says.
inline constexpr std::string_view summary_format = "patchpolicy/summary/1";

namespace detail {

/// Writes the values of lines in the forms that files have for them.
struct summary_value_writer {
  json_writer& out;

  void operator()(long long number) const { out.number(number); }
  void operator()(const decimal_value& score) const { out.decimal(score.count, score.decimals); }
  void operator()(const std::string& text) const { out.string(valid_utf8(text)); }
  void operator()(const given_names& given) const { write_texts(out, given.names); }
  void operator()(const product_names& given) const {
    out.begin_list();
    for (const auto& path : given.paths) write_texts(out, path);
    out.end_list();
  }
  void operator()(time_of_day at) const { out.string(to_text(at)); }
  void operator()(civil_date date) const { out.string(to_text(date)); }
  void operator()(weekday day) const { out.string(name_of(day)); }
  void operator()(week_of_month week) const { out.string(name_of(week)); }
  void operator()(severity_level level) const { out.string(name_of(level)); }
  void operator()(rule option) const { out.string(name_of(option)); }
  void operator()(flag_set<weekday> days) const { write_json(out, days); }
  void operator()(flag_set<severity_level> levels) const { write_json(out, levels); }
  void operator()(const moment& when) const {
    out.begin_object();
    out.key("local");
    out.string(to_text(when.local()));
    out.key("instant");
    out.string(to_text(when.at));
    out.key("offset");
    out.string(offset_text(when.offset));
    out.end_object();
  }
};

inline void write_lines(json_writer& out, const std::vector<summary_line>& lines, const language& words) {
  out.key("lines");
  out.begin_list();
  for (const summary_line& line : lines) {
    out.begin_object();
    out.key("key");
    out.string(name_of(line.key));
    out.key("path");
    out.string(line.path);
    if (line.level > 0) {
      out.key("level");
      out.number(line.level);
    }
    if (!line.arguments.empty()) {
      out.key("arguments");
      out.begin_object();
      for (const summary_argument& argument : line.arguments) {
        out.key(argument.name);
        std::visit(summary_value_writer{out}, argument.value);
      }
      out.end_object();
    }
    out.key("text");
    out.string(to_text(line, words));
    out.end_object();
  }
  out.end_list();
}

inline void write_findings(json_writer& out, const std::vector<finding>& findings, const language& words) {
  out.key("findings");
  out.begin_list();
  for (const finding& f : findings) write_finding(out, f, to_text(f, words));
  out.end_list();
}

}  // namespace detail

/// A summary in JSON: the lines with their keys, paths and typed values, and the text in one language. Linear.
inline std::string write_summary(const summary& s, const language& words, json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  out.begin_object();
  out.key("format");
  out.string(summary_format);
  out.key("language");
  out.string(words.code);
  out.key("name");
  out.string(detail::valid_utf8(s.name));
  if (!s.comment.empty()) {
    out.key("comment");
    out.string(detail::valid_utf8(s.comment));
  }
  out.key("platforms");
  out.begin_list();
  for (const platform_summary& tab : s.tabs) {
    out.begin_object();
    out.key("platform");
    out.string(name_of(tab.os));
    detail::write_lines(out, tab.lines, words);
    out.key("tasks");
    out.begin_list();
    for (const task_summary& task : tab.tasks) {
      out.begin_object();
      out.key("task");
      out.string(name_of(task.task));
      out.key("enabled");
      out.boolean(task.enabled);
      detail::write_lines(out, task.lines, words);
      detail::write_findings(out, task.findings, words);
      out.end_object();
    }
    out.end_list();
    out.end_object();
  }
  out.end_list();
  detail::write_findings(out, s.findings, words);
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

}  // namespace patchpolicy::inline v1
