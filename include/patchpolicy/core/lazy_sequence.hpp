// SPDX-License-Identifier: BSL-1.0
/// \file
/// Values made one by one, as a range.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

namespace patchpolicy::inline v1 {

/// A range that makes each value when it is asked for. `Source` is copyable, and its `next()` gives a value, or nothing
/// at the end and from then on. Each `begin()` starts anew, so the range can be passed over more than once.
template <class Source>
class lazy_sequence {
 public:
  using value_type = typename decltype(std::declval<Source&>().next())::value_type;

  class iterator {
   public:
    using value_type = lazy_sequence::value_type;
    using difference_type = std::ptrdiff_t;
    using reference = value_type;  // a copy, so that it outlives the iterator
    using pointer = const value_type*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    constexpr iterator() = default;  // the end
    constexpr explicit iterator(Source source) : source_(std::move(source)), value_(source_->next()) {}

    constexpr value_type operator*() const { return *value_; }
    constexpr const value_type* operator->() const { return &*value_; }
    constexpr iterator& operator++() {
      value_ = source_->next();
      return *this;
    }
    constexpr iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    /// Iterators of one sequence are equal at equal values; no two values of a sequence are equal.
    friend constexpr bool operator==(const iterator& a, const iterator& b) { return a.value_ == b.value_; }

   private:
    std::optional<Source> source_;
    std::optional<value_type> value_;
  };

  constexpr explicit lazy_sequence(Source source) : source_(std::move(source)) {}

  constexpr iterator begin() const { return iterator(source_); }
  constexpr iterator end() const { return iterator(); }

 private:
  Source source_;
};

}  // namespace patchpolicy::inline v1
