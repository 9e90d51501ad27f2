// SPDX-License-Identifier: BSL-1.0
// Cuts a JSON text into the texts of its members or elements, for files that hold several documents.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/text/json_reader.hpp"

namespace tests {

// On one line, as NDJSON wants it: a line end can only stand between tokens.
inline std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

inline std::vector<std::pair<std::string, std::string>> members_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> members;
  patchpolicy::reading_errors errors;
  patchpolicy::detail::json_reader in(text, errors);
  in.read_object([&](std::string_view key, std::size_t) {
    std::string name(key);
    const std::size_t from = in.here();
    in.skip_value();
    members.emplace_back(std::move(name), on_one_line(text.substr(from, in.here() - from)));
    std::string& value = members.back().second;
    while (!value.empty() && (value.back() == ' ' || value.back() == ',')) value.pop_back();
  });
  return members;
}

inline std::vector<std::string> elements_of(std::string_view text) {
  std::vector<std::string> elements;
  patchpolicy::reading_errors errors;
  patchpolicy::detail::json_reader in(text, errors);
  in.read_array([&](std::size_t) {
    const std::size_t from = in.here();
    in.skip_value();
    elements.push_back(on_one_line(text.substr(from, in.here() - from)));
  });
  return elements;
}

// The member of that name; empty if there is none.
inline std::string member(const std::vector<std::pair<std::string, std::string>>& members, std::string_view name) {
  for (const auto& [key, value] : members)
    if (key == name) return value;
  return {};
}

// The characters of a JSON string without escapes.
inline std::string unquoted(std::string_view text) {
  return text.size() < 2 ? std::string() : std::string(text.substr(1, text.size() - 2));
}

}  // namespace tests
