// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/lazy_sequence.hpp"

#include <concepts>
#include <iterator>
#include <optional>
#include <ranges>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

struct source {
  constexpr std::optional<long> next() { return std::nullopt; }
};
using sequence = pp::lazy_sequence<source>;

}  // namespace

TEST_CASE("the type contract of lazy_sequence") {
  // A range for algorithms that pass over it more than once, and one that a const object is as well.
  static_assert(std::ranges::forward_range<sequence> && std::ranges::forward_range<const sequence>);
  static_assert(std::ranges::common_range<const sequence>);
  static_assert(!std::ranges::bidirectional_range<sequence> && !std::ranges::sized_range<sequence>);
  static_assert(std::copyable<sequence>);

  static_assert(std::forward_iterator<sequence::iterator> && std::regular<sequence::iterator>);
  static_assert(std::same_as<std::iter_value_t<sequence::iterator>, long>);
  static_assert(std::same_as<sequence::value_type, long>);

  // It gives copies, which the algorithms before C++20 take for input only.
  static_assert(std::same_as<std::iter_reference_t<sequence::iterator>, long>);
  static_assert(std::same_as<std::iterator_traits<sequence::iterator>::iterator_category, std::input_iterator_tag>);
  static_assert(std::same_as<decltype(std::declval<sequence::iterator>().operator->()), const long*>);

  // Nothing becomes a sequence by itself.
  static_assert(!std::is_default_constructible_v<sequence>);
  static_assert(std::is_constructible_v<sequence, source> && !std::is_convertible_v<source, sequence>);
  static_assert(!std::is_convertible_v<source, sequence::iterator>);

  SUCCEED("it compiles");
}
