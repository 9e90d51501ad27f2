// SPDX-License-Identifier: BSL-1.0
/// \file
/// Characters of JSON and UTF-8 (RFC 8259, RFC 3629).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace patchpolicy::inline v1::detail {

constexpr unsigned char byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<unsigned char>(text[i]);
}

/// The length of the UTF-8 sequence at `i`, 1 to 4; 0 if there is none (overlong, surrogate, cut off or too large).
constexpr std::size_t utf8_length(std::string_view text, std::size_t i) noexcept {
  const unsigned char lead = byte_at(text, i);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - i < length) return 0;
  const unsigned char second = byte_at(text, i + 1);
  const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) return 0;
  for (std::size_t k = 2; k < length; ++k)
    if ((byte_at(text, i + k) & 0xC0) != 0x80) return 0;
  return length;
}

inline void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 | code_point >> 6);
    add(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    add(0xE0 | code_point >> 12);
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  } else {
    add(0xF0 | code_point >> 18);
    add(0x80 | (code_point >> 12 & 0x3F));
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  }
}

/// `value` is at most 0xFFFF.
inline void append_unicode_escape(std::string& out, std::uint32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[value >> shift & 0xF];
}

/// Appends `text` as a JSON string. `text` is UTF-8.
inline void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = byte_at(text, i);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out += text.substr(plain_from, i - plain_from);
    plain_from = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: append_unicode_escape(out, c);
    }
  }
  out += text.substr(plain_from);
  out += '"';
}

/// The code point of the valid UTF-8 sequence at `i`, of that length.
constexpr std::uint32_t code_point_at(std::string_view text, std::size_t i, std::size_t length) noexcept {
  if (length == 1) return byte_at(text, i);
  std::uint32_t code = byte_at(text, i) & (0xFFu >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) code = code << 6 | (byte_at(text, i + k) & 0x3F);
  return code;
}

/// What a terminal obeys or does not show as itself: controls, blanks of no width, line ends, changes of direction.
constexpr bool is_hidden(std::uint32_t code) noexcept {
  return code < 0x20 || (0x7F <= code && code <= 0xA0) || code == 0xAD || code == 0x61C || code == 0xFEFF ||
         (0x200B <= code && code <= 0x200F) || (0x2028 <= code && code <= 0x202E) ||
         (0x2060 <= code && code <= 0x206F) || (0xFFF9 <= code && code <= 0xFFFB);
}

/// `text` for a message: on one line, whatever it holds, and of at most `limit` characters.
inline std::string excerpt(std::string_view text, std::size_t limit = 60) {
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < text.size(); ++shown) {
    if (shown == limit) return out += "…";
    const std::size_t length = utf8_length(text, i);
    const std::uint32_t code = length == 0 ? byte_at(text, i) : code_point_at(text, i, length);
    if (length == 0 || is_hidden(code))
      append_unicode_escape(out, code);
    else
      out += text.substr(i, length);
    i += length == 0 ? 1 : length;
  }
  return out;
}

inline std::string in_quotes(std::string_view text) { return '"' + excerpt(text) + '"'; }

/// `text` with a replacement character for each byte that is no UTF-8.
inline std::string valid_utf8(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(i, length);
    i += length == 0 ? 1 : length;
  }
  return out;
}

}  // namespace patchpolicy::inline v1::detail

namespace patchpolicy::inline v1 {

/// `text` as it can be shown on a terminal: control characters and what is no UTF-8 are written as escapes.
inline std::string printable(std::string_view text) { return detail::excerpt(text, text.size()); }

}  // namespace patchpolicy::inline v1
