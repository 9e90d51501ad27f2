// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/text_pool.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/both_times.hpp"

using patchpolicy::detail::text_pool;

TEST_CASE("a text pool gives back every piece") {
  constexpr auto three_pieces = [] {
    text_pool pool;
    const auto one = pool.add("one");
    const auto none = pool.add("");
    const auto three = pool.add("three");
    return pool[one] == "one" && pool[none].empty() && pool[three] == "three" && pool[one] != pool[three];
  };
  PATCHPOLICY_CHECK_BOTH(three_pieces());
}

TEST_CASE("pieces of a text pool outlive its growth and the text that they came from") {
  text_pool pool;
  std::vector<text_pool::piece> pieces;
  for (std::size_t i = 0; i < 2000; ++i)
    pieces.push_back(pool.add(std::string(i % 40, static_cast<char>('a' + i % 26))));
  for (std::size_t i = 0; i < 2000; ++i) {
    CAPTURE(i);
    REQUIRE(pool[pieces[i]] == std::string(i % 40, static_cast<char>('a' + i % 26)));
  }
}

TEST_CASE("a text pool copies and moves as a whole") {
  std::optional<text_pool> pool(std::in_place);
  const auto piece = pool->add("a text that is longer than a short string");
  const text_pool copy = *pool;
  pool->add("more");
  CHECK((*pool)[piece].data() != copy[piece].data());
  const text_pool moved = std::move(*pool);
  pool.reset();
  CHECK(copy[piece] == "a text that is longer than a short string");
  CHECK(moved[piece] == "a text that is longer than a short string");
}
