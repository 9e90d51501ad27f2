// SPDX-License-Identifier: BSL-1.0
/// \file
/// From text to ordinals, without keeping the text.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

namespace patchpolicy::inline v1 {

/// The place of an element in the list that it came from, counted from 0.
using ordinal = std::uint32_t;

/// Stands where there is no element.
inline constexpr ordinal no_ordinal = 0xFFFF'FFFF;

namespace detail {

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  a = (a ^ b) * 0x9E37'79B9'7F4A'7C15;
  a = (a ^ (a >> 32)) * 0xD6E8'FEB8'6659'FD93;
  return a ^ (a >> 32);
}

/// Eight bytes of `text`, from `first` on, as a number, the lowest first.
constexpr std::uint64_t eight_bytes(std::string_view text, std::size_t first) noexcept {
  std::array<char, 8> bytes = {};
  std::copy_n(text.data() + first, bytes.size(), bytes.begin());
  if constexpr (std::endian::native == std::endian::big) std::reverse(bytes.begin(), bytes.end());
  return std::bit_cast<std::uint64_t>(bytes);
}

/// The hash of `text`, eight bytes at a time, the last eight of them perhaps twice, beginning with `seed`; the same on
/// every machine.
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed) noexcept {
  std::uint64_t hash = seed ^ (text.size() * 0x9E37'79B9'7F4A'7C15);  // so that no byte makes up for another length
  if (text.size() >= 8) {
    for (std::size_t i = 0; i + 8 < text.size(); i += 8) hash = mix(hash, eight_bytes(text, i));
    return mix(hash, eight_bytes(text, text.size() - 8));
  }
  std::uint64_t rest = 0;
  for (const char c : text) rest = rest << 8 | static_cast<unsigned char>(c);
  return mix(hash, rest);
}

/// With what the hashes of a table begin: its address, which systems choose at random, so that nobody can prepare texts
/// that collide. It can be foreseen where addresses are fixed, as in WebAssembly; a program can define
/// `PATCHPOLICY_HASH_SEED`, in all its files alike, as an expression that gives a number. In constant evaluation it is
/// 0, and so it is in an empty table that a compiler sets up for a static or thread-local variable before the program
/// runs. No answer depends on it.
constexpr std::uint64_t hash_seed([[maybe_unused]] const void* table) noexcept {
  if (std::is_constant_evaluated()) return 0;
#ifdef PATCHPOLICY_HASH_SEED
  return PATCHPOLICY_HASH_SEED;
#else
  return mix(std::bit_cast<std::uintptr_t>(table), 0);
#endif
}

/// An open-addressing table of ordinals by hash. The caller keeps the keys and says which ordinal has the key that is
/// looked for: `equal(ordinal) -> bool`. Expected constant time; eight bytes a slot, at most half of them used.
class hash_index {
 public:
  constexpr hash_index() noexcept : seed_(hash_seed(this)) {}

  /// For `count` keys without growing.
  constexpr explicit hash_index(std::size_t count) : hash_index() { rehash(count); }

  /// With this all hashes that it is given have to begin; copies have that of their original.
  constexpr std::uint64_t seed() const noexcept { return seed_; }

  /// The hash of one text, or of several in their order, for this table.
  constexpr std::uint64_t hash(const auto&... texts) const noexcept {
    std::uint64_t hash = seed_;
    ((hash = hash_text(texts, hash)), ...);
    return hash;
  }

  /// The ordinal with that key, or `no_ordinal`.
  template <class Equal>
  constexpr ordinal find(std::uint64_t hash, Equal equal) const {
    if (slots_.empty()) return no_ordinal;
    return slots_[slot_of(hash, equal)].value;
  }

  /// The ordinal that already has that key; otherwise stores `value` under it and returns `value`.
  template <class Equal>
  constexpr ordinal find_or_insert(std::uint64_t hash, ordinal value, Equal equal) {
    slot& found = slot_to_fill(hash, equal);
    if (found.value == no_ordinal) fill(found, hash, value);
    return found.value;
  }

  /// Stores `value` under that key; returns the ordinal that had it before, or `no_ordinal`.
  template <class Equal>
  constexpr ordinal replace(std::uint64_t hash, ordinal value, Equal equal) {
    slot& found = slot_to_fill(hash, equal);
    const ordinal before = found.value;
    if (before == no_ordinal) fill(found, hash, value);
    found.value = value;
    return before;
  }

  constexpr std::size_t bytes() const noexcept { return slots_.capacity() * sizeof(slot); }

 private:
  struct slot {
    std::uint32_t hash = 0;
    ordinal value = no_ordinal;
  };

  template <class Equal>
  constexpr slot& slot_to_fill(std::uint64_t hash, Equal equal) {
    if ((used_ + 1) * 2 > slots_.size()) rehash(used_ * 2 + 4);
    return slots_[slot_of(hash, equal)];
  }

  constexpr void fill(slot& free, std::uint64_t hash, ordinal value) {
    free = {static_cast<std::uint32_t>(hash), value};
    ++used_;
  }

  template <class Equal>
  constexpr std::size_t slot_of(std::uint64_t hash, Equal equal) const {
    const std::size_t mask = slots_.size() - 1;
    const auto short_hash = static_cast<std::uint32_t>(hash);
    std::size_t i = short_hash & mask;
    while (slots_[i].value != no_ordinal && !(slots_[i].hash == short_hash && equal(slots_[i].value)))
      i = (i + 1) & mask;
    return i;
  }

  constexpr void rehash(std::size_t count) {
    std::size_t size = 8;
    while (size < count * 2) size *= 2;
    std::vector<slot> old(size, slot{});
    old.swap(slots_);
    for (const slot& kept : old) {
      if (kept.value == no_ordinal) continue;
      slots_[slot_of(kept.hash, [](ordinal) { return false; })] = kept;
    }
  }

  std::vector<slot> slots_;
  std::size_t used_ = 0;
  std::uint64_t seed_;
};

/// A set of ordinals, of a size that fits what is in it.
class ordinal_set {
 public:
  /// Whether `value` was not in it yet. Expected constant time.
  constexpr bool insert(ordinal value) {
    const ordinal before =
        index_.replace(mix(value, index_.seed()), value, [value](ordinal other) { return other == value; });
    return before == no_ordinal;
  }

 private:
  hash_index index_;
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
