// SPDX-License-Identifier: BSL-1.0
/// \file
/// Numbers that cannot hold a value outside their bounds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/decimal.hpp"
#include "patchpolicy/core/result.hpp"

namespace patchpolicy::inline v1 {

/// Why a number was refused: it is not in [lowest, highest], both allowed, in the unit of the type.
struct out_of_range {
  long long found = 0;
  long long lowest = 0;
  long long highest = 0;
  friend bool operator==(const out_of_range&, const out_of_range&) = default;
};

/// A count in [Lowest, Highest], both allowed. Fixed point: it counts units of 10^-Decimals. There is no default and no
/// way around `of`; `Tag` keeps apart what should not be mixed.
template <class Tag, class Rep, long long Lowest, long long Highest, int Decimals = 0>
class bounded {
 public:
  static constexpr long long lowest = Lowest;
  static constexpr long long highest = Highest;
  static constexpr int decimals = Decimals;

  static constexpr result<bounded, out_of_range> of(long long count)
    requires(Decimals == 0)
  {
    return checked(count);
  }
  static constexpr result<bounded, out_of_range> of_tenths(long long count)
    requires(Decimals == 1)
  {
    return checked(count);
  }
  static constexpr result<bounded, out_of_range> of_hundredths(long long count)
    requires(Decimals == 2)
  {
    return checked(count);
  }

  /// From a number of units that is known to be good where it is written; anything else does not compile.
  template <long long Count>
  static constexpr bounded constant() noexcept {
    static_assert(Lowest <= Count && Count <= Highest, "this number is outside the bounds of its type");
    return bounded(static_cast<Rep>(Count));
  }

  /// The number in units of 10^-decimals.
  constexpr Rep count() const noexcept { return count_; }

  friend bool operator==(bounded, bounded) = default;
  friend auto operator<=>(bounded, bounded) = default;

  /// From `count` units, for readers that are generic over the number of decimals.
  static constexpr result<bounded, out_of_range> checked(long long count) {
    if (count < Lowest || count > Highest) return unexpected{out_of_range{count, Lowest, Highest}};
    return bounded(static_cast<Rep>(count));
  }

 private:
  constexpr explicit bounded(Rep count) noexcept : count_(count) {}

  Rep count_;
};

namespace detail {

template <char... Characters>
struct literal_text {
  static constexpr char value[] = {Characters..., '\0'};
};

/// The value of a numeric literal as a `Bounded`: `7.5_vrr`.
template <class Bounded, char... Characters>
constexpr Bounded bounded_literal() noexcept {
  constexpr std::optional<long long> count =
      scaled_decimal(std::string_view(literal_text<Characters...>::value, sizeof...(Characters)), Bounded::decimals);
  static_assert(((Characters == '.' || (Characters >= '0' && Characters <= '9')) && ...),
                "write this number with decimal digits alone");
  static_assert(count.has_value(), "this number has more decimals than its type, or more than 18 digits");
  return Bounded::template constant<count.value_or(0)>();
}

}  // namespace detail
}  // namespace patchpolicy::inline v1
