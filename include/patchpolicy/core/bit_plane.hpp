// SPDX-License-Identifier: BSL-1.0
/// \file
/// One bit for each element of a list, 64 of them in a word.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"

namespace patchpolicy::inline v1::detail {

using bit_word = std::uint64_t;
inline constexpr std::size_t word_bits = 64;

/// As many words as are worked on at a time. Loops over them have a constant count and no branch, which is what
/// compilers need to make vector instructions of them.
inline constexpr std::size_t block_words = 64;
using word_block = std::array<bit_word, block_words>;
inline constexpr std::size_t block_bits = block_words * word_bits;

constexpr std::size_t blocks_for(std::size_t bits) noexcept { return (bits + block_bits - 1) / block_bits; }

/// The lowest `count` bits, 0 to 64.
constexpr bit_word low_bits(std::size_t count) noexcept {
  return count >= word_bits ? ~bit_word{0} : (bit_word{1} << count) - 1;
}

/// Adds three numbers of one bit: the sum's bit and the carry.
struct bit_sum {
  bit_word sum;
  bit_word carry;
};
constexpr bit_sum add_bits(bit_word a, bit_word b, bit_word c) noexcept {
  const bit_word half = a ^ b;
  return {half ^ c, (a & b) | (half & c)};
}

/// How many bits of each byte of a word are set.
constexpr bit_word count_in_bytes(bit_word w) noexcept {
  w -= (w >> 1) & 0x5555'5555'5555'5555;
  w = (w & 0x3333'3333'3333'3333) + ((w >> 2) & 0x3333'3333'3333'3333);
  return (w + (w >> 4)) & 0x0F0F'0F0F'0F0F'0F0F;
}

/// How many bits are set in the words of a block, `word_at(0)` and on. They are added up as numbers of one bit first,
/// so that fewer are left to count, and without the instruction that counts, which not every machine has.
template <class Word>
constexpr std::size_t count_bits_of(Word word_at) noexcept {
  constexpr std::size_t lanes = block_words / 16;
  std::array<bit_word, lanes> sums = {};
  for (std::size_t i = 0; i < lanes; ++i) {
    const auto at = [&](std::size_t row) { return word_at(row * lanes + i); };
    const bit_sum a = add_bits(at(0), at(1), at(2));
    const bit_sum b = add_bits(at(3), at(4), at(5));
    const bit_sum c = add_bits(at(6), at(7), at(8));
    const bit_sum d = add_bits(at(9), at(10), at(11));
    const bit_sum e = add_bits(at(12), at(13), at(14));
    const bit_sum f = add_bits(a.sum, b.sum, c.sum);
    const bit_sum g = add_bits(d.sum, e.sum, f.sum);
    const bit_sum h = add_bits(a.carry, b.carry, c.carry);
    const bit_sum k = add_bits(d.carry, e.carry, f.carry);
    const bit_sum l = add_bits(g.carry, h.sum, k.sum);
    const bit_sum m = add_bits(h.carry, k.carry, l.carry);
    // Ones, the word that is left over, twos, fours and eights: at most 8 * (1 + 1 + 2 + 4 + 8) in a byte.
    sums[i] = count_in_bytes(g.sum) + count_in_bytes(at(15)) + 2 * count_in_bytes(l.sum) + 4 * count_in_bytes(m.sum) +
              8 * count_in_bytes(m.carry);
  }
  std::size_t count = 0;
  for (const bit_word bytes : sums) {
    const bit_word pairs = (bytes & 0x00FF'00FF'00FF'00FF) + ((bytes >> 8) & 0x00FF'00FF'00FF'00FF);
    count += static_cast<std::size_t>((pairs * 0x0001'0001'0001'0001) >> 48);
  }
  return count;
}

constexpr std::size_t count_bits(const word_block& block) noexcept {
  return count_bits_of([&](std::size_t w) { return block[w]; });
}

/// How many bits two blocks have in common.
constexpr std::size_t count_common_bits(const word_block& a, const word_block& b) noexcept {
  return count_bits_of([&](std::size_t w) { return a[w] & b[w]; });
}

/// Swaps rows and columns: bit j of word i becomes bit i of word j.
constexpr void transpose(std::array<bit_word, word_bits>& square) noexcept {
  bit_word mask = 0x0000'0000'FFFF'FFFF;
  for (std::size_t half = word_bits / 2; half > 0; half /= 2, mask ^= mask << half)
    for (std::size_t i = 0; i < word_bits; i = (i + half + 1) & ~half) {
      const bit_word swapped = ((square[i] >> half) ^ square[i + half]) & mask;
      square[i] ^= swapped << half;
      square[i + half] ^= swapped;
    }
}

/// Bits in whole blocks; those beyond the end stay 0.
class bit_plane {
 public:
  bit_plane() = default;
  constexpr explicit bit_plane(std::size_t bits) : blocks_(blocks_for(bits), word_block{}) {}

  constexpr bool operator[](std::size_t bit) const noexcept {
    return ((at(bit / word_bits) >> (bit % word_bits)) & 1) != 0;
  }
  constexpr void set(std::size_t bit) noexcept { at(bit / word_bits) |= bit_word{1} << (bit % word_bits); }

  /// Sets the bits in [first, end). Linear in the words.
  constexpr void set(std::size_t first, std::size_t end) noexcept {
    for (std::size_t w = first / word_bits; w * word_bits < end; ++w) {
      const std::size_t begin_of_word = w * word_bits;
      const bit_word from = first > begin_of_word ? ~low_bits(first - begin_of_word) : ~bit_word{0};
      at(w) |= from & low_bits(end - begin_of_word);
    }
  }
  constexpr void clear() noexcept { std::fill(blocks_.begin(), blocks_.end(), word_block{}); }

  /// How many of the bits in [first, end) are set. Linear in the words.
  constexpr std::size_t count(std::size_t first, std::size_t end) const noexcept {
    std::size_t found = 0;
    for (std::size_t w = first / word_bits; w * word_bits < end;) {
      if (w % block_words == 0 && w * word_bits >= first && w * word_bits + block_bits <= end) {
        found += count_bits(blocks_[w / block_words]);
        w += block_words;
        continue;
      }
      const std::size_t begin_of_word = w * word_bits;
      const bit_word from = first > begin_of_word ? ~low_bits(first - begin_of_word) : ~bit_word{0};
      found += static_cast<std::size_t>(std::popcount(at(w) & from & low_bits(end - begin_of_word)));
      ++w;
    }
    return found;
  }

  /// Calls `f(bit)` for each set bit, ascending.
  template <class Function>
  constexpr void for_each(Function f) const {
    for (std::size_t w = 0; w < words(); ++w)
      for (bit_word rest = at(w); rest != 0; rest &= rest - 1)
        f(w * word_bits + static_cast<std::size_t>(std::countr_zero(rest)));
  }

  constexpr std::size_t words() const noexcept { return blocks_.size() * block_words; }
  constexpr bit_word& at(std::size_t w) noexcept { return blocks_[w / block_words][w % block_words]; }
  constexpr bit_word at(std::size_t w) const noexcept { return blocks_[w / block_words][w % block_words]; }
  constexpr std::size_t blocks() const noexcept { return blocks_.size(); }
  constexpr word_block& block(std::size_t b) noexcept { return blocks_[b]; }
  constexpr const word_block& block(std::size_t b) const noexcept { return blocks_[b]; }

  constexpr std::size_t bytes() const noexcept { return blocks_.capacity() * sizeof(word_block); }

  friend bool operator==(const bit_plane&, const bit_plane&) = default;

 private:
  std::vector<word_block> blocks_;
};

/// A plane whose set bits are numbered.
class numbered_bits {
 public:
  numbered_bits() = default;

  /// Linear in the words.
  constexpr explicit numbered_bits(bit_plane bits) : bits_(static_cast<bit_plane&&>(bits)) {
    before_.reserve(bits_.words());
    ordinal count = 0;
    for (std::size_t w = 0; w < bits_.words(); ++w) {
      before_.push_back(count);
      count += static_cast<ordinal>(std::popcount(bits_.at(w)));
    }
  }

  constexpr const bit_plane& bits() const noexcept { return bits_; }
  constexpr bool operator[](std::size_t bit) const noexcept { return bits_[bit]; }

  /// How many bits below this one are set: the number of this one, if it is. Constant time.
  constexpr ordinal number_of(std::size_t bit) const noexcept {
    const std::size_t w = bit / word_bits;
    return before_[w] + static_cast<ordinal>(std::popcount(bits_.at(w) & low_bits(bit % word_bits)));
  }

  constexpr std::size_t bytes() const noexcept { return bits_.bytes() + before_.capacity() * sizeof(ordinal); }

 private:
  bit_plane bits_;
  std::vector<ordinal> before_;  // of each word, the set bits of those before it
};

}  // namespace patchpolicy::inline v1::detail
