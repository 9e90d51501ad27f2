// SPDX-License-Identifier: BSL-1.0
// What holds for every reader and any text: there is a value that survives writing and reading, or errors that lie in
// the text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/text/reading_error.hpp"
#include "patchpolicy/text/reboot_json.hpp"
#include "patchpolicy/text/run_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"

namespace tests {

namespace pp = patchpolicy;

// How each kind of text is read and written.
struct configurations {
  static auto read(std::string_view text) { return pp::read_configuration(text); }
  static std::string write(const pp::configuration& value) {
    return pp::write_configuration(value, pp::json_layout::compact);
  }
};
struct groups_files {
  static auto read(std::string_view text) { return pp::read_patch_groups(text); }
  static std::string write(const pp::patch_groups& value) { return pp::write_patch_groups(value); }
};
struct catalogs {
  static auto read(std::string_view text) { return pp::read_catalog(text); }
  static std::string write(const pp::catalog& value) { return pp::write_catalog(value); }
};
struct verdicts {
  static auto read(std::string_view text) { return pp::read_verdict_lines(text); }
  static std::string write(const std::vector<pp::verdict_line>& value) {
    std::string text;
    for (const pp::verdict_line& line : value) pp::append_verdict_line(text, line);
    return text;
  }
};
struct run_files {
  static auto read(std::string_view text) { return pp::read_run_lines(text); }
  static std::string write(const std::vector<pp::task_run>& value) {
    std::string text;
    for (const pp::task_run& run : value) pp::append_run_line(text, run);
    return text;
  }
};
struct reboot_sessions {
  static auto read(std::string_view text) { return pp::read_reboot_session(text); }
  static std::string write(const pp::reboot_session& value) { return pp::write_reboot_session(value); }
};
// The library does not write them.
struct result_files {
  static auto read(std::string_view text) { return pp::read_result_lines(text); }
  static std::string write(const std::vector<pp::result_line>& value) {
    std::string text;
    for (const pp::result_line& line : value) {
      text += "{\"id\":";
      pp::detail::append_json_string(text, line.id);
      text += ",\"code\":" + std::to_string(line.code) + "}\n";
    }
    return text;
  }
};

inline bool is_one_printable_line(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = pp::detail::utf8_length(text, i);
    const auto c = static_cast<unsigned char>(text[i]);
    if (length == 0 || c < 0x20 || c == 0x7F) return false;
    i += length;
  }
  return !text.empty();
}

// The number of characters of each line.
inline std::vector<std::size_t> widths_of(std::string_view text) {
  std::vector<std::size_t> widths = {0};
  for (const char c : text) {
    if (c == '\n')
      widths.push_back(0);
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      ++widths.back();
  }
  return widths;
}

// What is wrong with these errors as errors of that text; empty: nothing.
inline std::string wrong_with(const pp::reading_errors& errors, std::string_view text) {
  const std::vector<std::size_t> widths = widths_of(text);
  if (errors.empty() || errors.count() == 0) return "there is neither a value nor an error";
  if (errors.listed().size() != (std::min)(errors.count(), std::size_t{100}))
    return "a wrong number of errors is listed";
  const pp::reading_error* before = nullptr;
  for (const pp::reading_error& error : errors.listed()) {
    const std::string said = pp::to_text(error, "f");
    if (error.line == 0 || error.line > widths.size()) return "a line outside the text: " + said;
    if (error.column == 0 || error.column > widths[error.line - 1] + 1) return "a column outside the text: " + said;
    if (!is_one_printable_line(said) || error.message.empty()) return "not one printable line: " + said;
    if (error.message.back() == '.' || said.size() > 1500) return "not in our style: " + said;
    if (before != nullptr && std::pair(before->line, before->column) > std::pair(error.line, error.column))
      return "out of order: " + said;
    before = &error;
  }
  return {};
}

// Whether a text has nothing but characters that JSON may have.
inline bool is_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = pp::detail::utf8_length(text, i);
    const char c = text[i];
    if (length == 0 || (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t')) return false;
    i += length;
  }
  return true;
}

// What is wrong with how a text was read; empty: nothing. `accepted`, if given, counts the texts that were.
template <class Kind>
std::string wrong_reading(std::string_view text, std::size_t* accepted = nullptr) {
  const auto read = Kind::read(text);
  if (!read) return wrong_with(read.error(), text);
  if (accepted != nullptr) ++*accepted;
  if (!is_text(text)) return "bytes were accepted that are no text";
  const std::string written = Kind::write(*read);
  const auto again = Kind::read(written);
  if (!again) return "what was written cannot be read:\n" + written + '\n' + pp::to_text(again.error(), "written");
  if (!(*again == *read)) return "what was written reads as another value:\n" + written;
  if (Kind::write(*again) != written) return "writing again gives another text:\n" + written;
  return {};
}

}  // namespace tests
