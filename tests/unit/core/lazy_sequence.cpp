// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/lazy_sequence.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

// From a number down to 1.
struct countdown {
  int left = 0;

  constexpr std::optional<int> next() {
    if (left == 0) return std::nullopt;
    return left--;
  }
};

constexpr pp::lazy_sequence<countdown> down_from(int number) { return pp::lazy_sequence(countdown{number}); }

struct named_number {
  int number = 0;
  std::string name = {};
  friend bool operator==(const named_number&, const named_number&) = default;
};

// Values with parts; it also counts how often it is asked.
struct counted_source {
  int* asked;
  int last;
  int at = 0;

  std::optional<named_number> next() {
    ++*asked;
    if (at == last) return std::nullopt;
    ++at;
    return named_number{at, std::to_string(at)};
  }
};

}  // namespace

TEST_CASE("a lazy sequence gives the values of its source in their order") {
  constexpr auto sum_of = [](int number) {
    int digits = 0;
    for (const int value : down_from(number)) digits = digits * 10 + value;
    return digits;
  };
  PATCHPOLICY_CHECK_BOTH(sum_of(4) == 4321);
  PATCHPOLICY_CHECK_BOTH(sum_of(1) == 1);
  const auto five = down_from(5);
  CHECK(std::vector<int>(five.begin(), five.end()) == std::vector<int>{5, 4, 3, 2, 1});
}

TEST_CASE("an empty lazy sequence begins at its end") {
  PATCHPOLICY_CHECK_BOTH(down_from(0).begin() == down_from(0).end());
  PATCHPOLICY_CHECK_BOTH(down_from(1).begin() != down_from(1).end());
  const auto none = down_from(0);
  CHECK(std::distance(none.begin(), none.end()) == 0);
  CHECK(std::find_if(none.begin(), none.end(), [](int) { return true; }) == none.end());
  CHECK(std::ranges::find(none, 1) == none.end());
  CHECK(pp::lazy_sequence<countdown>::iterator() == none.end());
}

TEST_CASE("a lazy sequence can be passed over again, from any of its places") {
  const auto five = down_from(5);
  for (int pass = 0; pass < 3; ++pass) {
    CAPTURE(pass);
    CHECK(std::distance(five.begin(), five.end()) == 5);
  }
  auto at = five.begin();
  const auto first = at;
  const auto second = ++at;
  CHECK(&second != &at);
  CHECK(*second == 4);
  ++at;
  CHECK(*at == 3);
  CHECK(*first == 5);
  CHECK(*second == 4);  // a copy is not moved by what the other one does
  CHECK(std::vector<int>(second, five.end()) == std::vector<int>{4, 3, 2, 1});
  CHECK(std::vector<int>(first, at) == std::vector<int>{5, 4});
  CHECK(five.begin() == first);
  CHECK(first != second);
  CHECK(std::next(first) == second);
}

TEST_CASE("incrementing an iterator of a lazy sequence gives what it says") {
  constexpr auto after = [] {
    const auto three = down_from(3);
    auto at = three.begin();
    const int before = *at++;
    const int then = *++at;
    return before * 100 + then * 10 + *at;
  };
  PATCHPOLICY_CHECK_BOTH(after() == 311);

  const auto three = down_from(3);
  auto at = three.begin();
  CHECK(&++at == &at);
  CHECK(*at == 2);
  const auto before = at++;
  CHECK(*before == 2);
  CHECK(*at == 1);
  CHECK(++at == three.end());
}

TEST_CASE("iterators live on without their sequence") {
  auto at = down_from(3).begin();
  CHECK(*at == 3);
  CHECK(*++at == 2);
}

TEST_CASE("algorithms of the standard library work on lazy sequences") {
  const auto nine = down_from(9);
  const auto is_even = [](int number) { return number % 2 == 0; };
  const auto even = std::find_if(nine.begin(), nine.end(), is_even);
  REQUIRE(even != nine.end());
  CHECK(*even == 8);
  CHECK(std::distance(even, nine.end()) == 8);
  CHECK(std::count_if(nine.begin(), nine.end(), is_even) == 4);
  CHECK(std::find_if(nine.begin(), nine.end(), [](int number) { return number > 9; }) == nine.end());

  CHECK(*std::ranges::find_if(nine, is_even) == 8);
  CHECK(std::ranges::distance(nine) == 9);
  CHECK(std::ranges::count_if(nine, is_even) == 4);
  CHECK(std::ranges::is_sorted(nine, std::ranges::greater()));
  // These need more than one pass.
  CHECK(std::ranges::adjacent_find(nine) == nine.end());
  CHECK(*std::ranges::min_element(nine) == 1);
  CHECK(*std::ranges::lower_bound(nine, 4, std::ranges::greater()) == 4);
  CHECK(std::ranges::equal(nine, std::vector<int>{9, 8, 7, 6, 5, 4, 3, 2, 1}));

  constexpr auto first_even = [is_even] {
    const auto from_nine = down_from(9);
    return *std::find_if(from_nine.begin(), from_nine.end(), is_even);
  };
  PATCHPOLICY_CHECK_BOTH(first_even() == 8);
}

TEST_CASE("a lazy sequence makes each value when it is asked for") {
  int asked = 0;
  const pp::lazy_sequence sequence(counted_source{&asked, 3});
  CHECK(asked == 0);
  auto at = sequence.begin();
  CHECK(asked == 1);
  const auto end = sequence.end();
  CHECK(at != end);
  CHECK((*at).name == "1");
  CHECK(at->number == 1);
  CHECK(at->name == "1");
  CHECK(asked == 1);
  ++at;
  CHECK(at->name == "2");
  CHECK(asked == 2);
  at++;
  CHECK(at->name == "3");
  CHECK(asked == 3);
  ++at;
  CHECK(at == end);
  CHECK(asked == 4);
}
