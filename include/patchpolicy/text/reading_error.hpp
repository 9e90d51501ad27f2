// SPDX-License-Identifier: BSL-1.0
/// \file
/// What was wrong with a text that could not be read.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace patchpolicy::inline v1 {

/// One error: where, and what was found and expected.
struct reading_error {
  std::size_t line = 1;    ///< from 1
  std::size_t column = 1;  ///< from 1, in characters (code points)
  std::string field;  ///< the path of the field, `windows.routine_maintenance.schedule.at`; empty: the whole text
  std::string message;  ///< one line, lower case, no period
  friend bool operator==(const reading_error&, const reading_error&) = default;
};

/// All errors of a text in the order of their places; the first hundred are listed, all are counted.
class reading_errors {
 public:
  static constexpr std::size_t listed_limit = 100;

  bool empty() const noexcept { return count_ == 0; }
  /// How many there are, listed or not.
  std::size_t count() const noexcept { return count_; }
  const std::vector<reading_error>& listed() const noexcept { return listed_; }
  bool is_full() const noexcept { return listed_.size() == listed_limit; }

  void add(reading_error error) {
    ++count_;
    const auto after =
        std::upper_bound(listed_.begin(), listed_.end(), error, [](const reading_error& a, const reading_error& b) {
          return std::tie(a.line, a.column) < std::tie(b.line, b.column);
        });
    if (is_full() && after == listed_.end()) return;
    if (is_full()) {
      std::move_backward(after, listed_.end() - 1, listed_.end());
      *after = std::move(error);
    } else {
      listed_.insert(after, std::move(error));
    }
  }
  /// Counts an error that is known to come after those that are listed.
  void add_unlisted() noexcept { ++count_; }

  friend bool operator==(const reading_errors&, const reading_errors&) = default;

 private:
  std::vector<reading_error> listed_;
  std::size_t count_ = 0;
};

/// `file:line:column: field: message`.
inline std::string to_text(const reading_error& error, std::string_view file) {
  std::string text(file);
  text += ':';
  text += std::to_string(error.line);
  text += ':';
  text += std::to_string(error.column);
  text += ": ";
  if (!error.field.empty()) {
    text += error.field;
    text += ": ";
  }
  return text += error.message;
}

/// All errors, a line each; those that are not listed as a number.
inline std::string to_text(const reading_errors& errors, std::string_view file) {
  std::string text;
  for (const reading_error& error : errors.listed()) {
    text += to_text(error, file);
    text += '\n';
  }
  if (errors.count() > errors.listed().size()) {
    text += file;
    text += ": ";
    text += std::to_string(errors.count());
    text += " errors in all, the first ";
    text += std::to_string(errors.listed().size());
    text += " are shown\n";
  }
  return text;
}

}  // namespace patchpolicy::inline v1
