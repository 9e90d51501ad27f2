// SPDX-License-Identifier: BSL-1.0
/// \file
/// Text that a value keeps for itself.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace patchpolicy::inline v1::detail {

/// One buffer for many pieces of text, which are named by offset and length; so it copies as a whole.
class text_pool {
 public:
  struct piece {
    std::size_t offset = 0;
    std::size_t length = 0;
  };

  constexpr piece add(std::string_view text) {
    const piece added{buffer_.size(), text.size()};
    buffer_.insert(buffer_.end(), text.begin(), text.end());
    return added;
  }
  constexpr std::string_view operator[](piece p) const noexcept { return {buffer_.data() + p.offset, p.length}; }
  constexpr std::size_t bytes() const noexcept { return buffer_.capacity(); }

 private:
  std::vector<char> buffer_;
};

}  // namespace patchpolicy::inline v1::detail
