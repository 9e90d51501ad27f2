// SPDX-License-Identifier: BSL-1.0
/// \file
/// Memory for many small things that go together.
#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/storage.hpp"

namespace patchpolicy::inline v1::detail {

/// Keeps text and lists at addresses that stay, until all go at once. What comes again soon is kept once.
class arena {
 public:
  arena() = default;
  /// The other one is left empty, and good for use.
  arena(arena&& other) noexcept
      : chunks_(std::move(other.chunks_)), used_(other.used_), recent_(std::move(other.recent_)) {
    other.chunks_.clear();
    other.recent_.clear();
  }
  arena& operator=(arena&& other) noexcept {
    arena moved(std::move(other));
    chunks_.swap(moved.chunks_);
    std::swap(used_, moved.used_);
    recent_.swap(moved.recent_);
    return *this;
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (recent_.empty()) recent_.assign(1024, std::string_view{});
    // No harm in names of one hash: they cost a copy more.
    std::string_view& recent = recent_[static_cast<std::size_t>(hash_text(text, 0) % recent_.size())];
    if (recent != text) {
      char* const copy = static_cast<char*>(allocate(text.size(), 1));
      std::memcpy(copy, text.data(), text.size());
      recent = {copy, text.size()};
    }
    return recent;
  }

  /// A copy of `list` that lives as long as the arena; what its elements point to is not copied.
  template <class T>
    requires std::is_trivially_copyable_v<T>
  list_view<T> keep(const std::vector<T>& list) {
    if (list.empty()) return {};
    T* const copy = static_cast<T*>(allocate(list.size() * sizeof(T), alignof(T)));
    for (std::size_t i = 0; i < list.size(); ++i) ::new (static_cast<void*>(copy + i)) T(list[i]);
    return {copy, list.size()};
  }

 private:
  static constexpr std::size_t chunk_size = std::size_t{1} << 16;

  void* allocate(std::size_t size, std::size_t alignment) {
    used_ = (used_ + alignment - 1) / alignment * alignment;
    if (chunks_.empty() || used_ + size > chunks_.back().size()) {
      chunks_.emplace_back(size > chunk_size ? size : chunk_size);
      used_ = 0;
    }
    std::byte* const memory = chunks_.back().data() + used_;
    used_ += size;
    return memory;
  }

  std::vector<std::vector<std::byte>> chunks_;  // a chunk never grows, so its memory stays where it is
  std::size_t used_ = 0;                        // of the last one
  std::vector<std::string_view> recent_;  // what was kept last, by hash
};

}  // namespace patchpolicy::inline v1::detail
