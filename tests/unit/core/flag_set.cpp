// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/flag_set.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

enum class bit : std::uint8_t {};
constexpr bit nth(std::size_t n) { return static_cast<bit>(n); }

enum class letter : std::uint8_t { a, b, c, d };
using letters = pp::flag_set<letter>;

std::vector<bit> elements(pp::flag_set<bit> flags) {
  std::vector<bit> found;
  for (const bit value : flags) found.push_back(value);
  return found;
}

std::vector<bit> elements(const std::set<bit>& values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("a flag set has what was put into it") {
  using enum letter;
  PATCHPOLICY_CHECK_BOTH(letters().empty());
  PATCHPOLICY_CHECK_BOTH(letters().size() == 0);
  PATCHPOLICY_CHECK_BOTH(!letters{a, c}.empty());
  PATCHPOLICY_CHECK_BOTH(letters{a, c}.size() == 2);
  PATCHPOLICY_CHECK_BOTH(letters{a, c}.contains(a));
  PATCHPOLICY_CHECK_BOTH(!letters{a, c}.contains(b));
  PATCHPOLICY_CHECK_BOTH(letters{a, c, a, a}.size() == 2);
  PATCHPOLICY_CHECK_BOTH(letters{a, c} == letters{c, a});
  PATCHPOLICY_CHECK_BOTH(letters{a, c} != letters{a, d});
}

TEST_CASE("flag sets unite, intersect and subtract") {
  using enum letter;
  PATCHPOLICY_CHECK_BOTH((letters{a, b} | letters{b, c}) == letters{a, b, c});
  PATCHPOLICY_CHECK_BOTH((letters{a, b} & letters{b, c}) == letters{b});
  PATCHPOLICY_CHECK_BOTH(letters{a, b} - letters{b, c} == letters{a});
}

TEST_CASE("a flag set is walked in the order of its enumerators") {
  using enum letter;
  constexpr auto in_order = [] {
    int digits = 0;
    for (const letter l : letters{d, a, c}) digits = digits * 10 + static_cast<int>(l) + 1;
    return digits;
  };
  PATCHPOLICY_CHECK_BOTH(in_order() == 134);
}

TEST_CASE("a flag set holds each of 32 values by itself") {
  pp::flag_set<bit> all;
  for (std::size_t i = 0; i < 32; ++i) {
    CAPTURE(i);
    const pp::flag_set<bit> one{nth(i)};
    CHECK(one.size() == 1);
    CHECK(elements(one) == std::vector<bit>{nth(i)});
    for (std::size_t j = 0; j < 32; ++j) CHECK(one.contains(nth(j)) == (i == j));
    CHECK_FALSE(all.contains(nth(i)));
    all.insert(nth(i));
  }
  CHECK(all.size() == 32);
  CHECK(elements(all).size() == 32);
}

TEST_CASE("flag sets agree with std::set over random operations") {
  constexpr std::uint64_t seed = 20250114;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  std::vector<pp::flag_set<bit>> flags(4);
  std::vector<std::set<bit>> sets(4);
  for (int step = 0; step < 20000; ++step) {
    CAPTURE(step);
    const std::size_t x = numbers.below(4);
    const std::size_t y = numbers.below(4);
    const bit value = nth(numbers.below(32));
    switch (numbers.below(5)) {
      case 0: {
        flags[x].insert(value);
        sets[x].insert(value);
        break;
      }
      case 1: {
        flags[x].erase(value);
        sets[x].erase(value);
        break;
      }
      case 2: {
        flags[x] = flags[x] | flags[y];
        sets[x].insert(sets[y].begin(), sets[y].end());
        break;
      }
      case 3: {
        flags[x] = flags[x] & flags[y];
        std::erase_if(sets[x], [other = sets[y]](bit b) { return !other.contains(b); });
        break;
      }
      default: {
        flags[x] = flags[x] - flags[y];
        std::erase_if(sets[x], [other = sets[y]](bit b) { return other.contains(b); });
        break;
      }
    }
    REQUIRE(elements(flags[x]) == elements(sets[x]));
    REQUIRE(flags[x].size() == static_cast<int>(sets[x].size()));
    REQUIRE(flags[x].empty() == sets[x].empty());
    REQUIRE(flags[x].contains(value) == sets[x].contains(value));
    REQUIRE((flags[x] == flags[y]) == (sets[x] == sets[y]));
  }
}
