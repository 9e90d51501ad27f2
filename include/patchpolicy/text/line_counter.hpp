// SPDX-License-Identifier: BSL-1.0
/// \file
/// From offsets in a text to lines and columns.
#pragma once

#include <cstddef>
#include <string_view>

#include "patchpolicy/text/json_text.hpp"

namespace patchpolicy::inline v1::detail {

/// A place for people, both from 1; columns count characters (code points).
struct text_place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Remembers the last place that was asked for, as places are mostly asked for in order.
class line_counter {
 public:
  line_counter(std::string_view text, std::size_t first_line) : text_(text), first_line_(first_line) {}

  text_place of(std::size_t offset) {
    if (offset < counted_to_) counted_to_ = lines_ = line_start_ = 0;
    for (; counted_to_ < offset; ++counted_to_) {
      if (text_[counted_to_] != '\n') continue;
      ++lines_;
      line_start_ = counted_to_ + 1;
    }
    text_place place{first_line_ + lines_, 1};
    for (std::size_t i = line_start_; i < offset; ++i)
      if ((byte_at(text_, i) & 0xC0) != 0x80) ++place.column;
    return place;
  }

 private:
  std::string_view text_;
  std::size_t first_line_;
  std::size_t counted_to_ = 0;
  std::size_t lines_ = 0;
  std::size_t line_start_ = 0;
};

}  // namespace patchpolicy::inline v1::detail
