// SPDX-License-Identifier: BSL-1.0
/// \file
/// A whole JSON text that holds one value and says its format.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/json_writer.hpp"
#include "patchpolicy/text/reading_error.hpp"

namespace patchpolicy::inline v1 {

/// The largest JSON text that is read, in bytes.
inline constexpr std::size_t document_limit = std::size_t{16} << 20;

namespace detail {

constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  return text;
}

inline constexpr const char* utf16_message = "expected UTF-8, found what looks like UTF-16; save the file as UTF-8";

/// Whether a text is likely UTF-16: it has that byte-order mark, or a NUL beside its first character.
constexpr bool looks_like_utf16(std::string_view text) noexcept {
  const std::string_view first = text.substr(0, 2);
  return first == "\xFF\xFE" || first == "\xFE\xFF" || (first.size() == 2 && (first[0] == '\0') != (first[1] == '\0'));
}

/// Reads an object of type `T` whose key `format` has the value `format`.
template <described T>
result<T, reading_errors> read_document(std::string_view text, std::string_view format) {
  reading_errors errors;
  text = without_byte_order_mark(text);
  T value = blank<T>();
  if (text.size() > document_limit) {
    errors.add({1, 1, "", "the text is larger than 16 MiB"});
  } else if (looks_like_utf16(text)) {
    errors.add({1, 1, "", utf16_message});
  } else {
    json_reader in(text, errors);
    constexpr std::array<std::string_view, 1> others = {"format"};
    bool has_format = false;
    const std::size_t object_at = in.here();
    const bool is_object = in.at_object();
    read_members(
        in, value,
        [&](std::string_view key, std::size_t key_at) {
          if (key != "format") return false;
          const json_reader::field_scope scope(in, "format");
          if (has_format) in.error(key_at, "this key is given twice");
          const std::size_t at = in.here();
          if (!in.at_string() || (in.read_string() != format && !in.failed())) in.reject(at, in_quotes(format));
          has_format = true;
          return true;
        },
        others);
    if (!in.failed() && is_object && !has_format) {
      const json_reader::field_scope scope(in, "format");
      in.error(object_at, "this key is missing, expected " + in_quotes(format));
    }
    in.finish();
  }
  if (errors.empty()) return value;
  return unexpected{std::move(errors)};
}

/// Writes such an object, with a line end if it is indented.
template <described T>
std::string write_document(const T& value, std::string_view format, json_layout layout) {
  std::string text;
  json_writer out(text, layout);
  out.begin_object();
  out.key("format");
  out.string(format);
  write_members(out, value);
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

}  // namespace detail
}  // namespace patchpolicy::inline v1
