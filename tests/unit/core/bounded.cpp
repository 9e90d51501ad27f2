// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/bounded.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

using hours = pp::bounded<struct hours_tag, std::uint8_t, 1, 23>;
using whole_byte = pp::bounded<struct whole_byte_tag, std::uint8_t, 0, 255>;
using around_zero = pp::bounded<struct around_zero_tag, std::int8_t, -128, 127>;
using tenths = pp::bounded<struct tenths_tag, std::uint8_t, 0, 100, 1>;
using hundredths = pp::bounded<struct hundredths_tag, std::uint16_t, 0, 1000, 2>;

// Numbers that are inside, outside, and inside again if they are cut to fewer bits.
std::vector<long long> numbers_around(long long lowest, long long highest) {
  std::vector<long long> numbers;
  for (long long n = lowest - 300; n <= highest + 300; ++n) numbers.push_back(n);
  for (const long long wraps : {1LL << 8, 1LL << 16, 1LL << 32, -(1LL << 8), -(1LL << 16), -(1LL << 32)})
    for (const long long n : {lowest, highest}) numbers.push_back(n + wraps);
  numbers.push_back((std::numeric_limits<long long>::max)());
  numbers.push_back((std::numeric_limits<long long>::min)());
  return numbers;
}

template <class Bounded>
void holds_its_bounds() {
  for (const long long n : numbers_around(Bounded::lowest, Bounded::highest)) {
    const auto made = Bounded::checked(n);
    if (Bounded::lowest <= n && n <= Bounded::highest) {
      REQUIRE(made.has_value());
      REQUIRE(made->count() == n);
    } else {
      REQUIRE_FALSE(made.has_value());
      REQUIRE(made.error() == pp::out_of_range{n, Bounded::lowest, Bounded::highest});
    }
  }
}

}  // namespace

TEST_CASE("a bounded number cannot hold a value outside its bounds") {
  holds_its_bounds<hours>();
  holds_its_bounds<whole_byte>();
  holds_its_bounds<around_zero>();
  holds_its_bounds<tenths>();
  holds_its_bounds<hundredths>();
}

TEST_CASE("a bounded number is made in its own unit") {
  PATCHPOLICY_CHECK_BOTH(hours::of(23)->count() == 23);
  PATCHPOLICY_CHECK_BOTH(tenths::of_tenths(75)->count() == 75);
  PATCHPOLICY_CHECK_BOTH(hundredths::of_hundredths(725)->count() == 725);
  PATCHPOLICY_CHECK_BOTH(hours::of(0).error() == pp::out_of_range{0, 1, 23});
  PATCHPOLICY_CHECK_BOTH(hours::of(24).error() == pp::out_of_range{24, 1, 23});
  PATCHPOLICY_CHECK_BOTH(hours::of(256 + 5).error() == pp::out_of_range{261, 1, 23});
  PATCHPOLICY_CHECK_BOTH(tenths::of_tenths(101).error() == pp::out_of_range{101, 0, 100});
  PATCHPOLICY_CHECK_BOTH(hundredths::of_hundredths(-1).error() == pp::out_of_range{-1, 0, 1000});
  PATCHPOLICY_CHECK_BOTH(hours::constant<1>() == *hours::of(1));
  PATCHPOLICY_CHECK_BOTH(hours::constant<23>() == *hours::of(23));
}

TEST_CASE("bounded numbers are ordered by what they count") {
  for (long long a = hours::lowest; a <= hours::highest; ++a)
    for (long long b = hours::lowest; b <= hours::highest; ++b) {
      CAPTURE(a, b);
      CHECK((*hours::of(a) <=> *hours::of(b)) == (a <=> b));
      CHECK((*hours::of(a) == *hours::of(b)) == (a == b));
    }
  PATCHPOLICY_CHECK_BOTH(*around_zero::of(-1) < *around_zero::of(1));
}

TEST_CASE("a literal of a bounded number says its value") {
  using pp::detail::bounded_literal;
  PATCHPOLICY_CHECK_BOTH(bounded_literal<hours, '4'>() == *hours::of(4));
  PATCHPOLICY_CHECK_BOTH(bounded_literal<hours, '2', '3'>() == *hours::of(23));
  PATCHPOLICY_CHECK_BOTH(bounded_literal<hundredths, '7', '.', '2', '5'>() == *hundredths::of_hundredths(725));
  PATCHPOLICY_CHECK_BOTH(bounded_literal<hundredths, '7'>() == *hundredths::of_hundredths(700));
  PATCHPOLICY_CHECK_BOTH(bounded_literal<hundredths, '7', '.', '5', '0', '0'>() == *hundredths::of_hundredths(750));
  PATCHPOLICY_CHECK_BOTH(bounded_literal<tenths, '.', '1'>() == *tenths::of_tenths(1));
}
