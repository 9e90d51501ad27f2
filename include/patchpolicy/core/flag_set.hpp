// SPDX-License-Identifier: BSL-1.0
/// \file
/// A set of enumerators in one word.
#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>

namespace patchpolicy::inline v1 {

/// A set of `Enum`'s values, which lie in [0, 32). A range in the order of the enumerators. All constant time.
template <class Enum>
class flag_set {
 public:
  using value_type = Enum;

  class iterator {
   public:
    constexpr explicit iterator(std::uint32_t rest) noexcept : rest_(rest) {}
    constexpr Enum operator*() const noexcept { return static_cast<Enum>(std::countr_zero(rest_)); }
    constexpr iterator& operator++() noexcept {
      rest_ &= rest_ - 1;
      return *this;
    }
    friend bool operator==(iterator, iterator) = default;

   private:
    std::uint32_t rest_;
  };

  flag_set() = default;
  constexpr flag_set(std::initializer_list<Enum> values) noexcept {
    for (const Enum value : values) insert(value);
  }

  constexpr bool contains(Enum value) const noexcept { return (bits_ & bit(value)) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }
  constexpr int size() const noexcept { return std::popcount(bits_); }
  constexpr void insert(Enum value) noexcept { bits_ |= bit(value); }
  /// Without a branch.
  constexpr void insert_if(bool condition, Enum value) noexcept {
    bits_ |= std::uint32_t{condition} << static_cast<std::uint32_t>(value);
  }
  constexpr void erase(Enum value) noexcept { bits_ &= ~bit(value); }
  constexpr iterator begin() const noexcept { return iterator(bits_); }
  constexpr iterator end() const noexcept { return iterator(0); }

  friend constexpr flag_set operator|(flag_set a, flag_set b) noexcept { return flag_set(a.bits_ | b.bits_); }
  friend constexpr flag_set operator&(flag_set a, flag_set b) noexcept { return flag_set(a.bits_ & b.bits_); }
  friend constexpr flag_set operator-(flag_set a, flag_set b) noexcept { return flag_set(a.bits_ & ~b.bits_); }
  friend bool operator==(flag_set, flag_set) = default;

 private:
  constexpr explicit flag_set(std::uint32_t bits) noexcept : bits_(bits) {}
  static constexpr std::uint32_t bit(Enum value) noexcept {
    return std::uint32_t{1} << static_cast<std::uint32_t>(value);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace patchpolicy::inline v1
