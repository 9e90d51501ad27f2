// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

enum class reason { none, too_small, too_large };
using checked = pp::result<int, reason>;

constexpr checked between_ten_and_twenty(int number) {
  if (number < 10) return pp::unexpected{reason::too_small};
  if (number > 20) return pp::unexpected{reason::too_large};
  return number;
}

struct pair_of_numbers {
  int first = 0;
  int second = 0;
};

}  // namespace

TEST_CASE("a result holds a value or an error") {
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(10).has_value());
  PATCHPOLICY_CHECK_BOTH(static_cast<bool>(between_ten_and_twenty(20)));
  PATCHPOLICY_CHECK_BOTH(*between_ten_and_twenty(12) == 12);
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(12).value() == 12);

  PATCHPOLICY_CHECK_BOTH(!between_ten_and_twenty(9).has_value());
  PATCHPOLICY_CHECK_BOTH(!between_ten_and_twenty(21));
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(9).error() == reason::too_small);
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(21).error() == reason::too_large);
}

TEST_CASE("a result gives a fallback or an optional instead of its error") {
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(15).value_or(7) == 15);
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(1).value_or(7) == 7);
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(15).optional() == 15);
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(1).optional() == std::nullopt);

  const auto named = between_ten_and_twenty(15);
  CHECK(named.optional() == 15);
  CHECK(named.value_or(7) == 15);
}

TEST_CASE("the value in a result can be changed in place") {
  constexpr auto changed = [] {
    pp::result<pair_of_numbers, reason> held = pair_of_numbers{1, 2};
    held->first = 3;
    (*held).second = 4;
    held.value().second += 1;
    const auto& read = held;
    return read->first == 3 && (*read).second == 5 && read.value().second == 5;
  };
  PATCHPOLICY_CHECK_BOTH(changed());
}

TEST_CASE("a result hands over what it holds") {
  const auto made = [] { return pp::result<std::unique_ptr<int>, reason>(std::make_unique<int>(5)); };
  auto by_value = made();
  const std::unique_ptr<int> first = std::move(by_value).value();
  CHECK(*first == 5);
  auto by_star = made();
  const std::unique_ptr<int> second = *std::move(by_star);
  CHECK(*second == 5);
  auto by_optional = made();
  const std::optional<std::unique_ptr<int>> third = std::move(by_optional).optional();
  CHECK(**third == 5);

  pp::result<int, std::string> failed = pp::unexpected{std::string("a reason that is too long to be stored in place")};
  const std::string reason_text = std::move(failed).error();
  CHECK(reason_text == "a reason that is too long to be stored in place");
}

TEST_CASE("results are equal if both hold the same") {
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(11) == between_ten_and_twenty(11));
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(11) != between_ten_and_twenty(12));
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(1) == between_ten_and_twenty(2));
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(1) != between_ten_and_twenty(21));
  PATCHPOLICY_CHECK_BOTH(between_ten_and_twenty(1) != between_ten_and_twenty(11));
}

TEST_CASE("a result tells a value from an error of the same type") {
  using ambiguous = pp::result<int, int>;
  PATCHPOLICY_CHECK_BOTH(*ambiguous(4) == 4);
  PATCHPOLICY_CHECK_BOTH(ambiguous(pp::unexpected{4}).error() == 4);
  PATCHPOLICY_CHECK_BOTH(ambiguous(4) != ambiguous(pp::unexpected{4}));
}
