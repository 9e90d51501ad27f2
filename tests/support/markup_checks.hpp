// SPDX-License-Identifier: BSL-1.0
// What is wrong with renderings of a summary: markup that somebody's text could have brought in.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/json_text.hpp"

namespace tests {

// Whether terminals or browsers would obey something in `text`, or read it as no UTF-8.
inline bool has_hidden(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = patchpolicy::detail::utf8_length(text, i);
    if (length == 0) return true;
    const auto code = patchpolicy::detail::code_point_at(text, i, length);
    if (code != '\n' && (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
                         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF))
      return true;
    i += length;
  }
  return false;
}

// What is wrong with a fragment of HTML; empty if its tags and quotes are balanced, all its elements and attributes are
// those that a summary has, and `&` only begins the references that it uses.
inline std::string problem_in_html(std::string_view html) {
  const std::set<std::string_view> elements = {"section", "h2", "h3", "h4", "p", "ul", "li", "bdi", "time", "strong"};
  const std::set<std::string_view> attributes = {"class",     "lang",      "data-platform",
                                                 "data-task", "data-path", "datetime"};
  const std::set<std::string_view> references = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
  std::vector<std::string_view> open;
  const auto reference_ends = [&](std::size_t at) {
    const std::size_t end = html.find(';', at);
    return end != std::string_view::npos && references.contains(html.substr(at, end - at + 1));
  };
  for (std::size_t i = 0; i < html.size(); ++i) {
    const char c = html[i];
    if (c == '&' && !reference_ends(i)) return "a raw & at " + std::to_string(i);
    if (c == '>') return "a raw > at " + std::to_string(i);
    if (c != '<') continue;
    const bool closes = html.substr(i + 1, 1) == "/";
    std::size_t at = i + (closes ? 2 : 1);
    std::size_t end = html.find_first_of(" >", at);
    if (end == std::string_view::npos) return "a tag without end";
    const std::string_view name = html.substr(at, end - at);
    if (!elements.contains(name)) return "the element " + std::string(name);
    while (html[end] == ' ') {
      at = end + 1;
      end = html.find("=\"", at);
      if (end == std::string_view::npos || closes) return "an attribute without value";
      if (!attributes.contains(html.substr(at, end - at))) return "the attribute " + std::string(html.substr(at, 20));
      at = end + 2;
      end = html.find('"', at);
      if (end == std::string_view::npos) return "an attribute without end";
      const std::string_view value = html.substr(at, end - at);
      if (value.find_first_of("<>'") != std::string_view::npos) return "an attribute with " + std::string(value);
      for (std::size_t k = at; k < end; ++k)
        if (html[k] == '&' && !reference_ends(k)) return "a raw & in an attribute";
      if (++end >= html.size() || (html[end] != ' ' && html[end] != '>')) return "no end after an attribute";
    }
    if (!closes) {
      // A list holds items alone, an item is in a list.
      const std::string_view parent = open.empty() ? "" : open.back();
      if ((name == "li") != (parent == "ul")) return "<" + std::string(name) + "> in <" + std::string(parent) + ">";
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + std::string(name) + "> at " + std::to_string(i);
    } else {
      open.pop_back();
    }
    i = end;
  }
  return open.empty() ? "" : "<" + std::string(open.back()) + "> without end";
}

inline std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// What Markdown is made of, line by line: how each begins, without what is said.
inline std::vector<std::string> skeleton_of(const std::string& markdown) {
  std::vector<std::string> made;
  for (const std::string& line : lines_in(markdown)) {
    const std::size_t text = line.find_first_not_of(" #-");
    made.push_back(line.substr(0, text == std::string::npos ? line.size() : text));
  }
  return made;
}

// What Markdown would obey, without a backslash before it; what the rendering itself writes does not count.
inline std::string raw_markdown_in(std::string_view markdown) {
  std::string raw;
  for (const std::string& line : lines_in(markdown)) {
    std::size_t from = line.find_first_not_of(" #-");
    if (from == std::string::npos) continue;
    if (line.compare(from, 2, "**") == 0) from = line.find("**", from + 2) + 2;
    for (std::size_t i = from; i < line.size(); ++i)
      if (line[i] == '\\')
        ++i;
      else if (std::string_view("`*_[]<>#~|&").find(line[i]) != std::string_view::npos)
        raw += line[i];
  }
  return raw;
}

}  // namespace tests
