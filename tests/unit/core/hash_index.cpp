// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using pp::detail::hash_index;
using pp::detail::hash_text;

namespace {

// A table of words, whose keys stand in the order of their ordinals; the same word may have several.
template <class Hash>
class word_index {
 public:
  word_index(Hash hash, std::size_t expected) : hash_(hash), index_(expected) {}
  explicit word_index(Hash hash) : hash_(hash) {}

  pp::ordinal find(const std::string& word) const { return index_.find(hash_(word), is(word)); }
  pp::ordinal find_or_insert(const std::string& word) {
    keys_.push_back(word);
    return index_.find_or_insert(hash_(word), last(), is(word));
  }
  pp::ordinal replace(const std::string& word) {
    keys_.push_back(word);
    return index_.replace(hash_(word), last(), is(word));
  }
  pp::ordinal last() const { return static_cast<pp::ordinal>(keys_.size() - 1); }

 private:
  auto is(const std::string& word) const {
    return [this, &word](pp::ordinal at) { return keys_[at] == word; };
  }

  Hash hash_;
  hash_index index_;
  std::vector<std::string> keys_;
};

template <class Index>
void agree_with_a_map(Index index, std::uint64_t seed, std::size_t words, int steps) {
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  std::unordered_map<std::string, pp::ordinal> map;
  for (int step = 0; step < steps; ++step) {
    CAPTURE(step);
    const std::string word = "word " + std::to_string(numbers.below(words));
    const auto known = map.find(word);
    const pp::ordinal expected = known == map.end() ? pp::no_ordinal : known->second;
    switch (numbers.below(3)) {
      case 0: {
        REQUIRE(index.find(word) == expected);
        break;
      }
      case 1: {
        const pp::ordinal found = index.find_or_insert(word);
        REQUIRE(found == (expected == pp::no_ordinal ? index.last() : expected));
        map[word] = found;
        break;
      }
      default: {
        REQUIRE(index.replace(word) == expected);
        map[word] = index.last();
        break;
      }
    }
  }
  for (const auto& [word, at] : map) REQUIRE(index.find(word) == at);
}

std::uint64_t plain_hash(const std::string& word) { return hash_text(word, 0); }
std::uint64_t always_the_same(const std::string&) { return 0xFFFF'FFFF'FFFF'FFFF; }
// Only the upper half differs, which the table does not keep.
std::uint64_t same_lower_half(const std::string& word) { return hash_text(word, 0) << 32 | 5; }
// All start looking at the same slot, whatever the size of the table.
std::uint64_t same_slot(const std::string& word) { return hash_text(word, 0) << 20 | 7; }

// The same function, written for one byte at a time.
std::uint64_t naive_hash_text(const std::string& text, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (text.size() * 0x9E3779B97F4A7C15U);
  const auto mix_in = [&](std::uint64_t number) {
    hash = (hash ^ number) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32;
  };
  const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(text[at])}; };
  const auto eight_from = [&](std::size_t first) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number += byte(first + i) << (8 * i);
    return number;
  };
  if (text.size() < 8) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < text.size(); ++i) number = number * 256 + byte(i);
    mix_in(number);
    return hash;
  }
  std::size_t done = 0;
  for (; text.size() - done > 8; done += 8) mix_in(eight_from(done));
  mix_in(eight_from(text.size() - 8));
  return hash;
}

}  // namespace

TEST_CASE("an empty hash index finds nothing") {
  const auto any = [](pp::ordinal) { return true; };
  CHECK(hash_index().find(1, any) == pp::no_ordinal);
  CHECK(hash_index(0).find(1, any) == pp::no_ordinal);
  CHECK(hash_index(1000).find(1, any) == pp::no_ordinal);
}

TEST_CASE("a hash index works in constant expressions") {
  constexpr auto finds_all = [] {
    constexpr std::string_view words[] = {"zero", "one", "two",   "three", "four",
                                          "five", "six", "seven", "eight", "nine"};
    hash_index index;
    for (pp::ordinal i = 0; i < 10; ++i)
      index.find_or_insert(index.hash(words[i]), i, [&](pp::ordinal other) { return words[other] == words[i]; });
    for (pp::ordinal i = 0; i < 10; ++i)
      if (index.find(index.hash(words[i]), [&](pp::ordinal other) { return words[other] == words[i]; }) != i)
        return false;
    return index.find(index.hash(std::string_view("ten")), [&](pp::ordinal other) { return words[other] == "ten"; }) ==
           pp::no_ordinal;
  };
  PATCHPOLICY_CHECK_BOTH(finds_all());
}

TEST_CASE("a hash index keeps the first ordinal or replaces it") {
  constexpr auto same = [](pp::ordinal) { return true; };
  constexpr auto kept = [same] {
    hash_index index;
    return index.find_or_insert(9, 3, same) == 3 && index.find_or_insert(9, 4, same) == 3 && index.find(9, same) == 3;
  };
  constexpr auto replaced = [same] {
    hash_index index;
    return index.replace(9, 3, same) == pp::no_ordinal && index.replace(9, 4, same) == 3 && index.find(9, same) == 4;
  };
  PATCHPOLICY_CHECK_BOTH(kept());
  PATCHPOLICY_CHECK_BOTH(replaced());
}

TEST_CASE("a hash index agrees with std::unordered_map over random operations") {
  agree_with_a_map(word_index(plain_hash), 11, 700, 6000);
  agree_with_a_map(word_index(plain_hash), 12, 20, 2000);
  agree_with_a_map(word_index(plain_hash, 700), 13, 700, 6000);
}

TEST_CASE("a hash index is right however badly its hashes collide") {
  agree_with_a_map(word_index(always_the_same), 14, 100, 2000);
  agree_with_a_map(word_index(same_lower_half), 15, 100, 2000);
  agree_with_a_map(word_index(same_slot), 16, 200, 3000);
  agree_with_a_map(word_index(always_the_same, 3), 17, 100, 2000);
}

TEST_CASE("a hash index takes as many keys as it was made for and still finds an end") {
  for (std::size_t count = 0; count < 130; ++count) {
    CAPTURE(count);
    word_index index(plain_hash, count);
    for (std::size_t i = 0; i < count; ++i) CHECK(index.find_or_insert(std::to_string(i)) == i);
    for (std::size_t i = 0; i < count; ++i) CHECK(index.find(std::to_string(i)) == i);
    CHECK(index.find("none") == pp::no_ordinal);
  }
}

TEST_CASE("an ordinal set agrees with std::set") {
  constexpr std::uint64_t seed = 19;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (const std::size_t range : {std::size_t{3}, std::size_t{100}, std::size_t{0xFFFF'FFFF}}) {
    CAPTURE(range);
    pp::detail::ordinal_set ordinals;
    std::set<pp::ordinal> expected;
    for (int step = 0; step < 2000; ++step) {
      const auto value = static_cast<pp::ordinal>(numbers.below(range));
      REQUIRE(ordinals.insert(value) == expected.insert(value).second);
    }
  }
  constexpr auto inserts_once = [] {
    pp::detail::ordinal_set ordinals;
    return ordinals.insert(0) && ordinals.insert(7) && !ordinals.insert(0) && !ordinals.insert(7);
  };
  PATCHPOLICY_CHECK_BOTH(inserts_once());
}

TEST_CASE("the hash of a text is the same on every machine") {
  constexpr std::uint64_t seed = 18;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int i = 0; i < 3000; ++i) {
    std::string text(numbers.below(40), ' ');
    for (char& c : text) c = static_cast<char>(numbers.between(-128, 127));
    REQUIRE(hash_text(text, 0) == naive_hash_text(text, 0));
    const std::uint64_t start = numbers.next();
    REQUIRE(hash_text(text, start) == naive_hash_text(text, start));
  }
  PATCHPOLICY_CHECK_BOTH(hash_text("", 0) == 0);
  PATCHPOLICY_CHECK_BOTH(hash_text("KB5034122", 0) == 6515742024772720343U);
  PATCHPOLICY_CHECK_BOTH(hash_text("Vantosi V3", 0) == 2494067174979631909U);
}

TEST_CASE("texts that are near to one another have different hashes") {
  std::set<std::uint64_t> hashes;
  std::size_t texts = 0;
  for (std::size_t length = 0; length < 40; ++length) {
    std::string text(length, 'a');
    hashes.insert(hash_text(text, 0));
    ++texts;
    for (char& c : text) {
      c = 'b';
      hashes.insert(hash_text(text, 0));
      c = 'a';
      ++texts;
    }
  }
  CHECK(hashes.size() == texts);
}

TEST_CASE("a table hashes texts in their order, beginning with its seed") {
  const hash_index index;
  CHECK(index.hash() == index.seed());
  CHECK(index.hash("a") == hash_text("a", index.seed()));
  CHECK(index.hash("a", "bc", "") == hash_text("", hash_text("bc", hash_text("a", index.seed()))));
  CHECK(index.hash("a", "bc") != index.hash("ab", "c"));
  CHECK(index.hash("a", "b") != index.hash("b", "a"));
  const hash_index copy(index);
  CHECK(copy.seed() == index.seed());
  hash_index assigned;
  assigned = index;
  CHECK(assigned.seed() == index.seed());
}

TEST_CASE("texts that collide in one table do not in another") {
  constexpr std::uint64_t known_seed = 0;
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    // Of sixteen bytes, whose second half makes up for the first one.
    const std::uint64_t size = 16 * 0x9E3779B97F4A7C15U;
    const std::uint64_t halves[] = {i, pp::detail::mix(known_seed ^ size, i)};
    std::string& text = texts.emplace_back();
    for (const std::uint64_t half : halves)
      for (int byte = 0; byte < 8; ++byte) text += static_cast<char>(half >> (8 * byte) & 0xFF);
  }
  const auto comparisons = [&](auto hash) {
    std::size_t count = 0;
    hash_index index;
    for (pp::ordinal i = 0; i < texts.size(); ++i)
      index.find_or_insert(hash(index, texts[i]), i, [&](pp::ordinal) {
        ++count;
        return false;
      });
    return count;
  };
  CHECK(comparisons([](const hash_index&, const std::string& text) { return hash_text(text, known_seed); }) ==
        texts.size() * (texts.size() - 1) / 2);
  CHECK(comparisons([](const hash_index& index, const std::string& text) { return index.hash(text); }) < 100);
  naive::random_numbers numbers(20);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t seed = numbers.next();
    CAPTURE(seed);
    CHECK(comparisons([&](const hash_index&, const std::string& text) { return hash_text(text, seed); }) < 100);
  }
}
