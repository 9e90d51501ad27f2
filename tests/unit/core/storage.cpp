// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/storage.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

constexpr int one_two_three[] = {1, 2, 3};
constexpr int also_one_two_three[] = {1, 2, 3};
constexpr int one_two_four[] = {1, 2, 4};
constexpr int one_two[] = {1, 2};
using numbers = pp::list_view<int>;

}  // namespace

TEST_CASE("a list view shows an array") {
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three).size() == 3);
  PATCHPOLICY_CHECK_BOTH(!numbers(one_two_three).empty());
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three)[2] == 3);
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three).data() == one_two_three);
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three + 1, 2)[0] == 2);
  constexpr auto sum = [] {
    int total = 0;
    for (const int number : numbers(one_two_three)) total += number;
    return total;
  };
  PATCHPOLICY_CHECK_BOTH(sum() == 6);
}

TEST_CASE("a list view shows a vector") {
  constexpr auto reads_in_place = [] {
    const std::vector<int> list(4, 7);
    const numbers view = list;
    return view.size() == 4 && view.data() == list.data() && view[3] == 7 && view.end() - view.begin() == 4;
  };
  PATCHPOLICY_CHECK_BOTH(reads_in_place());
  const std::vector<int> nothing;
  CHECK(numbers(nothing).empty());
}

TEST_CASE("an empty list view has no elements") {
  PATCHPOLICY_CHECK_BOTH(numbers().empty());
  PATCHPOLICY_CHECK_BOTH(numbers().size() == 0);
  PATCHPOLICY_CHECK_BOTH(numbers().begin() == numbers().end());
  PATCHPOLICY_CHECK_BOTH(numbers() == numbers(one_two_three, 0));
}

TEST_CASE("list views are equal if their elements are") {
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three) == numbers(also_one_two_three));
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three) != numbers(one_two_four));
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three) != numbers(one_two));
  PATCHPOLICY_CHECK_BOTH(numbers(one_two) != numbers(one_two_three));
  PATCHPOLICY_CHECK_BOTH(numbers(one_two_three, 2) == numbers(one_two));
}

TEST_CASE("both storages hold text and lists of it") {
  const pp::owned::list<pp::owned::text> kept = {"one", "two"};
  static constexpr std::string_view words[] = {"one", "two"};
  constexpr pp::borrowed::list<pp::borrowed::text> seen = words;
  REQUIRE(kept.size() == seen.size());
  CHECK(kept[0] == seen[0]);
  CHECK(kept[1] == seen[1]);
}
