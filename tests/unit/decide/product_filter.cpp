// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/product_filter.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"

namespace pp = patchpolicy;

TEST_CASE("the filter decides as its tree does, by the same state") {
  const char* const spellings[] = {"a", "A", " a", "a\t", "b", "B ", "ab", "é", "É", "", " "};
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    const auto any = [&](std::size_t from) { return spellings[random.below(from)]; };
    pp::product_tree tree(random.below(2) == 0);
    for (std::uint64_t edits = random.below(12); edits > 0; --edits)
      tree.set({any(9), any(11), any(11)}, random.below(2) == 0);
    const pp::detail::product_filter filter(tree);
    for (int i = 0; i < 40; ++i) {
      const pp::product_path product{any(11), any(11), any(11)};
      const auto decision = filter.of(product);
      const auto nearest = tree.nearest_state(product);
      REQUIRE(decision.admitted == tree.admits(product));
      REQUIRE(decision.state == nearest.value_or(pp::no_ordinal));
    }
  }
}

TEST_CASE("a filter that is off admits everything; one with nothing ticked admits nothing (rules D2, D4)") {
  CHECK(pp::detail::product_filter().of({"Adobe", "Reader", "11"}).admitted);
  CHECK_FALSE(pp::detail::product_filter(pp::product_tree()).of({"Adobe", "Reader", "11"}).admitted);
}
