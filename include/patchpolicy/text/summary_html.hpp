// SPDX-License-Identifier: BSL-1.0
/// \file
/// A summary as an HTML fragment (rule V3).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/sentence.hpp"
#include "patchpolicy/text/summary.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

inline std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

/// Writes the fragment, indented by two blanks a level.
class summary_html {
 public:
  explicit summary_html(const language& words) : words_(words) {}

  std::string write(const summary& s) {
    open("section class=\"patchpolicy-summary\" lang=\"" + html_text(words_.code) + '"');
    line("<h2>" + given(s.name) + "</h2>");
    if (!s.comment.empty()) line("<p>" + given(s.comment) + "</p>");
    for (const platform_summary& tab : s.tabs) {
      open("section data-platform=\"" + std::string(name_of(tab.os)) + '"');
      line("<h3>" + html_text(words_.platforms[tab.os]) + "</h3>");
      write_list(tab.lines, {});
      for (const task_summary& task : tab.tasks) {
        open("section data-task=\"" + std::string(name_of(task.task)) + '"');
        line("<h4>" + html_text(heading_of(task, words_)) + "</h4>");
        write_list(task.enabled ? task.lines : std::vector<summary_line>{}, task.findings);
        close("section");
      }
      close("section");
    }
    if (!s.findings.empty()) {
      open("section");
      line("<h3>" + html_text(words_.words[summary_word::also_found]) + "</h3>");
      write_list({}, s.findings);
      close("section");
    }
    close("section");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) {
    out_.append(2 * depth_, ' ');
    out_ += text;
    out_ += '\n';
  }
  void open(const std::string& element) {
    line('<' + element + '>');
    ++depth_;
  }
  void close(const std::string& element) {
    --depth_;
    line("</" + element + '>');
  }

  /// Names have a direction of their own, which does not spread to what stands around them.
  static std::string given(std::string_view text) { return "<bdi>" + html_text(printable(text)) + "</bdi>"; }

  void write_list(const std::vector<summary_line>& lines, const std::vector<finding>& findings) {
    if (lines.empty() && findings.empty()) return;
    open("ul");
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool has_below = i + 1 < lines.size() && lines[i + 1].level > lines[i].level;
      const std::string item = "<li data-path=\"" + html_text(lines[i].path) + "\">" + sentence(lines[i]);
      if (!has_below) {
        line(item + "</li>");
        continue;
      }
      line(item);
      ++depth_;
      open("ul");
      for (; i + 1 < lines.size() && lines[i + 1].level > 0; ++i)
        line("<li data-path=\"" + html_text(lines[i + 1].path) + "\">" + sentence(lines[i + 1]) + "</li>");
      close("ul");
      close("li");
    }
    for (const finding& f : findings)
      line("<li class=\"" + std::string(name_of(f.level())) + "\" data-path=\"" + html_text(printable(f.path)) + "\">" +
           sentence(f, lines) + "</li>");
    close("ul");
  }

  std::string sentence(const finding& f, const std::vector<summary_line>& lines) const {
    std::string out;
    say_finding(
        f, lines, words_, [&](std::string_view literal) { out += html_text(literal); },
        [&](std::string_view name, std::string_view said) {
          out += name == "level" ? "<strong>" + html_text(said) + "</strong>" : html_text(said);
        });
    return out;
  }
  std::string sentence(const summary_line& said_line) const {
    std::string text;
    const auto literal = [&](std::string_view words) { text += html_text(words); };
    const auto said = [&](const auto& value, const std::string& words) {
      using value_type = std::remove_cvref_t<decltype(value)>;
      if constexpr (std::is_same_v<value_type, moment>)
        text += "<time datetime=\"" + patchpolicy::to_text(value.at) + "\">" + html_text(words) + "</time>";
      else if constexpr (std::is_same_v<value_type, given_names> || std::is_same_v<value_type, product_names> ||
                         std::is_same_v<value_type, std::string>)
        text += "<bdi>" + html_text(words) + "</bdi>";
      else
        text += html_text(words);
    };
    speaker(words_).say(words_.lines[said_line.key], said_line.arguments, literal, said);
    return text;
  }

  const language& words_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace detail

/// A summary as a fragment of HTML: a section with headings and lists that assistive technology can follow. Each line
/// says by `data-path` which field it is about; instants are `<time>`; all text is escaped. Linear.
inline std::string to_html(const summary& s, const language& words) { return detail::summary_html(words).write(s); }

}  // namespace patchpolicy::inline v1
