// SPDX-License-Identifier: BSL-1.0
// Texts that mark where reading should complain, and the comparison of what it said with what it should say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/core/result.hpp"
#include "patchpolicy/text/reading_error.hpp"
#include "support/catch.hpp"

namespace tests {

namespace pp = patchpolicy;

// `LINE:COLUMN` of a byte, counted here and not by the library: lines from 1, columns in code points from 1.
inline std::string place_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return std::to_string(line) + ':' + std::to_string(column);
}

// Whether `pattern` is `text`; a `*` in it stands for anything.
inline bool matches(std::string_view text, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  if (text.substr(0, star) != pattern.substr(0, star)) return false;
  text.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  for (std::size_t skipped = 0; skipped <= text.size(); ++skipped)
    if (matches(text.substr(skipped), pattern)) return true;
  return false;
}

// A text without its marks, and the places that they marked.
struct marked_text {
  std::string text;
  std::vector<std::string> places;
};

// Each `^` marks the byte that follows it.
inline marked_text unmarked(std::string_view marked) {
  marked_text found;
  std::vector<std::size_t> offsets;
  for (const char c : marked) {
    if (c == '^')
      offsets.push_back(found.text.size());
    else
      found.text += c;
  }
  for (const std::size_t offset : offsets) found.places.push_back(place_of(found.text, offset));
  return found;
}

// `LINE:COLUMN: FIELD: message`, a string for each error that is listed.
inline std::vector<std::string> lines_of(const pp::reading_errors& errors) {
  std::vector<std::string> lines;
  for (const pp::reading_error& error : errors.listed()) lines.push_back(pp::to_text(error, "").substr(1));
  return lines;
}

// The errors of a reading; none if there is a value.
template <class T>
std::vector<std::string> errors_of(const pp::result<T, pp::reading_errors>& read) {
  return read ? std::vector<std::string>{} : lines_of(read.error());
}

// Compares line by line; what matches a pattern counts as that pattern, so that a difference stands out.
inline void check_lines(std::vector<std::string> actual, const std::vector<std::string>& expected) {
  for (std::size_t i = 0; i < actual.size() && i < expected.size(); ++i)
    if (matches(actual[i], expected[i])) actual[i] = expected[i];
  CHECK(actual == expected);
}

// A text with its marks, and for each mark `FIELD: ` and a pattern of the message.
struct reading_row {
  std::string marked;
  std::vector<std::string> errors = {};
};

template <class Read>
void check_row(Read read, const reading_row& row) {
  const marked_text given = unmarked(row.marked);
  INFO("text: " << row.marked.substr(0, 2000));
  REQUIRE(given.places.size() == row.errors.size());
  std::vector<std::string> expected;
  for (std::size_t i = 0; i < row.errors.size(); ++i) expected.push_back(given.places[i] + ": " + row.errors[i]);
  const auto result = read(std::string_view(given.text));
  check_lines(errors_of(result), expected);
  CHECK(result.has_value() == expected.empty());
}

// Reads each text with `read` and compares all that it says.
template <class Read>
void check_rows(Read read, const std::vector<reading_row>& rows) {
  for (const reading_row& row : rows) check_row(read, row);
}

// `text` between `before` and `after`.
inline std::string within(std::string_view before, std::string_view text, std::string_view after) {
  return std::string(before) + std::string(text) + std::string(after);
}

// `text` so many times.
inline std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  while (count-- > 0) all += text;
  return all;
}

}  // namespace tests
