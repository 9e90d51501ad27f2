// SPDX-License-Identifier: BSL-1.0
/// \file
/// Newline-delimited JSON: one value a line, any number of lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "patchpolicy/text/json_document.hpp"
#include "patchpolicy/text/reading_error.hpp"

namespace patchpolicy::inline v1 {

/// The longest line that is read, in bytes, its end not counted.
inline constexpr std::size_t line_limit = std::size_t{1} << 20;

namespace detail {

/// Cuts text that comes in pieces into lines; holds no more than one of them. Blank lines, a leading byte-order mark
/// and carriage returns are passed over; lines that are too long are reported.
class line_splitter {
 public:
  /// Calls `on_line(text, number)` for each line that `piece` completes.
  template <class OnLine>
  void feed(std::string_view piece, reading_errors& errors, OnLine on_line) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      const std::string_view part = piece.substr(0, end);
      if (end == std::string_view::npos) {
        keep(part);
        return;
      }
      if (!too_long_ && begun_.empty()) {
        take(part, errors, on_line);
      } else {
        keep(part);
        end_line(errors, on_line);
      }
      piece.remove_prefix(end + 1);
    }
  }

  /// The last line may have no end.
  template <class OnLine>
  void finish(reading_errors& errors, OnLine on_line) {
    if (too_long_ || !begun_.empty()) end_line(errors, on_line);
  }

  /// How many lines have been completed.
  std::size_t lines() const noexcept { return lines_; }

 private:
  void keep(std::string_view part) {
    too_long_ = too_long_ || begun_.size() + part.size() > line_limit + not_counted;
    if (too_long_)
      begun_.clear();
    else
      begun_ += part;
  }

  template <class OnLine>
  void end_line(reading_errors& errors, OnLine& on_line) {
    if (too_long_)
      report_too_long(errors, ++lines_);
    else
      take(begun_, errors, on_line);
    begun_.clear();
    too_long_ = false;
  }

  static void report_too_long(reading_errors& errors, std::size_t line) {
    errors.add({line, 1, "", "this line is longer than 1 MiB"});
  }

  template <class OnLine>
  void take(std::string_view line, reading_errors& errors, OnLine& on_line) {
    if (++lines_ == 1) {
      line = without_byte_order_mark(line);
      if (looks_like_utf16(line)) {
        errors.add({1, 1, "", utf16_message});
        is_utf16_ = true;
      }
    }
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (is_utf16_) return;
    if (line.size() > line_limit) return report_too_long(errors, lines_);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    on_line(line, lines_);
  }

  static constexpr std::size_t not_counted = 4;  // a byte-order mark and a carriage return

  std::string begun_;
  bool too_long_ = false;
  bool is_utf16_ = false;  // of which each line would be wrong again
  std::size_t lines_ = 0;
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
