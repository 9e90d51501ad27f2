// SPDX-License-Identifier: BSL-1.0
/// \file
/// For each element a list of other elements, in one piece of memory.
#pragma once

#include <cstddef>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"

namespace patchpolicy::inline v1::detail {

/// Lists of ordinals, one for each element, built one after the other.
class ordinal_lists {
 public:
  constexpr void reserve(std::size_t lists) { ends_.reserve(lists); }
  /// Adds to the list that is being built.
  constexpr void add(ordinal value) { values_.push_back(value); }
  constexpr void end_list() { ends_.push_back(values_.size()); }

  /// The number of lists that are done.
  constexpr std::size_t size() const noexcept { return ends_.size(); }
  constexpr const ordinal* begin(ordinal list) const noexcept {
    return values_.data() + (list == 0 ? 0 : ends_[list - 1]);
  }
  constexpr const ordinal* end(ordinal list) const noexcept { return values_.data() + ends_[list]; }
  /// The list that is being built.
  constexpr ordinal* begin_open() noexcept { return values_.data() + (ends_.empty() ? 0 : ends_.back()); }
  constexpr ordinal* end_open() noexcept { return values_.data() + values_.size(); }

  template <class Function>
  constexpr void for_each(ordinal list, Function&& f) const {
    for (const ordinal* value = begin(list); value != end(list); ++value) f(*value);
  }

  /// The same edges the other way round, each list ascending. All values are lists of this. Linear.
  constexpr ordinal_lists reversed() const {
    ordinal_lists back;
    std::vector<std::size_t> next(size() + 1, 0);
    for (const ordinal value : values_) ++next[value + 1];
    for (std::size_t i = 1; i <= size(); ++i) next[i] += next[i - 1];
    back.ends_.assign(next.begin() + 1, next.end());
    back.values_.assign(values_.size(), no_ordinal);
    for (ordinal from = 0; from < size(); ++from) for_each(from, [&](ordinal to) { back.values_[next[to]++] = from; });
    return back;
  }

  constexpr std::size_t bytes() const noexcept {
    return values_.capacity() * sizeof(ordinal) + ends_.capacity() * sizeof(std::size_t);
  }

 private:
  std::vector<ordinal> values_;
  std::vector<std::size_t> ends_;
};

}  // namespace patchpolicy::inline v1::detail
