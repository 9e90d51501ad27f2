// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/bit_plane.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"

namespace pp = patchpolicy;
using pp::detail::bit_plane;
using pp::detail::bit_word;
using pp::detail::word_block;

namespace {

constexpr std::size_t words = pp::detail::block_words;
constexpr std::size_t block_bits = pp::detail::block_bits;

word_block any_block(tests::random_numbers& random) {
  word_block block;
  for (bit_word& w : block) w = random.next();
  return block;
}

std::size_t plain_count(const word_block& block) {
  std::size_t count = 0;
  for (bit_word w : block)
    for (; w != 0; w >>= 1) count += w & 1;
  return count;
}

// Boundaries all through the first words, and around the ends of blocks.
std::vector<std::size_t> boundaries(std::size_t size) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i <= size; ++i)
    if (i <= 200 || (i + 70) % block_bits <= 140 || i + 3 > size) found.push_back(i);
  return found;
}

std::vector<bool> bits_of(const bit_plane& plane) {
  std::vector<bool> bits;
  for (std::size_t i = 0; i < plane.words() * pp::detail::word_bits; ++i) bits.push_back(plane[i]);
  return bits;
}

}  // namespace

TEST_CASE("a plane has whole blocks for its bits, and all of them are unset") {
  for (const std::size_t size : {0u, 1u, 63u, 64u, 4095u, 4096u, 4097u, 8192u, 8193u}) {
    const bit_plane plane(size);
    CHECK(plane.blocks() == (size + 4095) / 4096);
    CHECK(plane.words() == plane.blocks() * 64);
    CHECK(plane.count(0, size) == 0);
    CHECK(plane.bytes() == plane.blocks() * 512);
  }
  CHECK(bit_plane().words() == 0);
}

TEST_CASE("the lowest bits of a word") {
  for (std::size_t count = 0; count <= 64; ++count) {
    bit_word expected = 0;
    for (std::size_t i = 0; i < count; ++i) expected |= bit_word{1} << i;
    REQUIRE(pp::detail::low_bits(count) == expected);
  }
  CHECK(pp::detail::low_bits(10'000) == ~bit_word{0});
}

TEST_CASE("a range of bits is set, and counted, and no other") {
  bool all_right = true;
  std::size_t ranges = 0;
  for (std::size_t first = 0; first <= 200; ++first)
    for (std::size_t end = first; end <= 200; ++end, ++ranges) {
      bit_plane plane(200);
      plane.set(first, end);
      all_right = all_right && plane.count(0, 200) == end - first && (first == end || plane[first]) &&
                  (first == end || plane[end - 1]) && !plane[end] && (first == 0 || !plane[first - 1]);
      std::size_t called = first;
      plane.for_each([&](std::size_t bit) { all_right = all_right && bit == called++; });
      all_right = all_right && called == end;
    }
  CHECK(all_right);
  CHECK(ranges == 201 * 202 / 2);
}

TEST_CASE("ranges that begin and end anywhere near the ends of words and blocks") {
  constexpr std::size_t size = 2 * block_bits + 77;
  tests::random_numbers random(1);
  bit_plane sparse(size);
  std::vector<std::size_t> before = {0};  // the set bits below each
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_set = random.below(3) == 0;
    if (is_set) sparse.set(i);
    before.push_back(before.back() + (is_set ? 1u : 0u));
  }
  const std::vector<std::size_t> at = boundaries(size);
  CHECK(at.size() > 400);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < at.size(); ++i)
    for (std::size_t j = i; j < at.size(); j += 1 + j % 5)
      wrong += sparse.count(at[i], at[j]) == before[at[j]] - before[at[i]] ? 0u : 1u;
  CHECK(wrong == 0);

  for (int i = 0; i < 60; ++i) {
    std::size_t first = at[random.below(at.size())];
    std::size_t end = at[random.below(at.size())];
    if (first > end) std::swap(first, end);
    INFO("from " << first << " to " << end);
    bit_plane plane(size);
    std::vector<bool> expected(plane.words() * 64, false);
    for (std::size_t b = first; b < end; ++b) expected[b] = true;
    plane.set(first, end);
    REQUIRE(bits_of(plane) == expected);
    REQUIRE(plane.count(0, size) == end - first);
  }
}

TEST_CASE("setting adds to what is set, and clearing leaves nothing") {
  bit_plane plane(5000);
  plane.set(7);
  plane.set(100, 200);
  plane.set(150, 4500);
  plane.set(7, 7);
  CHECK(plane.count(0, 5000) == 4401);
  CHECK((plane[7] && !plane[8] && !plane[99] && plane[100] && plane[4499] && !plane[4500]));
  bit_plane same(5000);
  same.set(7, 8);
  same.set(100, 4500);
  CHECK(plane == same);
  plane.clear();
  CHECK(plane == bit_plane(5000));
}

TEST_CASE("the bits of a block are counted") {
  CHECK(pp::detail::count_bits(word_block{}) == 0);
  word_block full;
  full.fill(~bit_word{0});
  CHECK(pp::detail::count_bits(full) == block_bits);
  for (std::size_t i = 0; i < block_bits; ++i) {
    word_block one = {};
    one[i / 64] = bit_word{1} << (i % 64);
    REQUIRE(pp::detail::count_bits(one) == 1);
    full[i / 64] ^= one[i / 64];
    REQUIRE(pp::detail::count_bits(full) == block_bits - 1);
    full[i / 64] ^= one[i / 64];
  }
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    word_block a = any_block(random);
    word_block b = any_block(random);
    for (std::size_t w = 0; w < words; ++w) {  // some full words and some empty ones
      if (seed % 3 == 0 && random.below(2) == 0) a[w] = ~bit_word{0};
      if (seed % 3 == 1 && random.below(2) == 0) a[w] = 0;
    }
    REQUIRE(pp::detail::count_bits(a) == plain_count(a));
    word_block both;
    for (std::size_t w = 0; w < words; ++w) both[w] = a[w] & b[w];
    REQUIRE(pp::detail::count_common_bits(a, b) == plain_count(both));
  }
}

TEST_CASE("rows become columns") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    std::array<bit_word, 64> square;
    for (bit_word& row : square) row = seed == 1 ? 0 : random.next();
    if (seed == 1) square[3] = bit_word{1} << 60;
    std::array<bit_word, 64> turned = square;
    pp::detail::transpose(turned);
    bool all_right = true;
    for (std::size_t i = 0; i < 64; ++i)
      for (std::size_t j = 0; j < 64; ++j) all_right = all_right && ((square[i] >> j) & 1) == ((turned[j] >> i) & 1);
    REQUIRE(all_right);
  }
}

TEST_CASE("the set bits of a plane are numbered") {
  for (const std::size_t size : {1u, 64u, 130u, 4096u, 4200u, 9000u}) {
    INFO("size " << size);
    tests::random_numbers random(size);
    bit_plane plane(size);
    for (std::size_t i = 0; i < size; ++i)
      if (random.below(4) == 0) plane.set(i);
    const pp::detail::numbered_bits numbered(plane);
    pp::ordinal below = 0;
    bool all_right = true;
    for (std::size_t i = 0; i < size; ++i) {
      all_right = all_right && numbered.number_of(i) == below && numbered[i] == plane[i];
      if (plane[i]) ++below;
    }
    CHECK(all_right);
    CHECK(numbered.bits() == plane);
    CHECK(numbered.bytes() >= plane.bytes() + plane.words() * sizeof(pp::ordinal));
  }
}
