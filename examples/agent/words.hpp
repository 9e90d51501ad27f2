// SPDX-License-Identifier: BSL-1.0
// Lines of words, which the files of this example are made of.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "patchpolicy/patchpolicy.hpp"

namespace agent {

namespace pp = patchpolicy;

// Takes what stands before `separator` off the text, without the blanks around it.
inline std::string_view take(std::string_view& text, char separator) {
  constexpr std::string_view blanks = " \t\r";
  text.remove_prefix((std::min)(text.find_first_not_of(blanks), text.size()));
  std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix((std::min)(part.size() + 1, text.size()));
  return part.substr(0, part.find_last_not_of(blanks) + 1);
}
inline std::string_view take_word(std::string_view& text) { return take(text, ' '); }

// A whole number, and nothing else.
inline std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

inline std::string quoted(std::string_view text) { return '"' + pp::printable(text) + '"'; }

// Calls `read(line)` for each line that is more than a comment. `read` says what is wrong with it, or nothing; the
// answer is the first thing that is wrong, with its place.
template <class Function>
std::optional<std::string> read_lines(const std::string& path, std::string_view text, Function read) {
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = take(text, '\n');
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (const std::string wrong = read(line); !wrong.empty())
      return pp::printable(path) + ':' + std::to_string(number) + ": " + wrong;
  }
  return std::nullopt;
}

}  // namespace agent
