// SPDX-License-Identifier: BSL-1.0
/// \file
/// Who owns the text of a value: the value itself, or somebody else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patchpolicy::inline v1 {

/// A list that lives elsewhere: a pointer and a length, compared by its elements. Made from a named array or vector; a
/// temporary one is refused, as it would be gone before the view.
template <class T>
class list_view {
 public:
  using value_type = T;

  list_view() noexcept = default;
  constexpr list_view(const T* first, std::size_t count) noexcept : first_(first), count_(count) {}
  template <std::size_t Count>
  constexpr list_view(const T (&array)[Count]) noexcept : first_(array), count_(Count) {}
  template <std::size_t Count>
  list_view(const T (&&array)[Count]) = delete;
  constexpr list_view(const std::vector<T>& list) noexcept : first_(list.data()), count_(list.size()) {}
  list_view(const std::vector<T>&&) = delete;

  constexpr const T* data() const noexcept { return first_; }
  constexpr const T* begin() const noexcept { return first_; }
  constexpr const T* end() const noexcept { return first_ + count_; }
  constexpr std::size_t size() const noexcept { return count_; }
  constexpr bool empty() const noexcept { return count_ == 0; }
  constexpr const T& operator[](std::size_t i) const noexcept { return first_[i]; }

  friend constexpr bool operator==(list_view a, list_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!(a[i] == b[i])) return false;
    return true;
  }

 private:
  const T* first_ = nullptr;
  std::size_t count_ = 0;
};

/// Values own their text and lists: for reading files and for editing.
struct owned {
  using text = std::string;
  template <class T>
  using list = std::vector<T>;
};

/// Values point to text and lists that outlive them: for constants, compile-time tests and use in place.
struct borrowed {
  using text = std::string_view;
  template <class T>
  using list = list_view<T>;
};

}  // namespace patchpolicy::inline v1
