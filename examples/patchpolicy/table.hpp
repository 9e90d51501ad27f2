// SPDX-License-Identifier: BSL-1.0
// Columns of text for people.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace tool {

// In characters.
inline std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// A longer text moves its own line alone.
inline void append_padded(std::string& out, std::string_view text, std::size_t to_width) {
  out += text;
  out.append(to_width - std::min(width(text), to_width) + 2, ' ');
}
inline void append_right(std::string& out, std::string_view text, std::size_t to_width) {
  out.append(to_width - std::min(width(text), to_width), ' ');
  out += text;
  out += "  ";
}

}  // namespace tool
