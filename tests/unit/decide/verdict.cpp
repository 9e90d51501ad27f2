// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/verdict.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "support/catch.hpp"

namespace pp = patchpolicy;

static_assert(std::is_trivially_copyable_v<pp::verdict>);
static_assert(sizeof(pp::verdict) <= 32);

TEST_CASE("a verdict deploys if something selects and nothing stops, for every set of rules") {
  const auto count = static_cast<std::uint32_t>(pp::enum_size<pp::rule>);
  for (std::uint32_t bits = 0; bits < (std::uint32_t{1} << count); ++bits) {
    pp::verdict v;
    bool selected = false;
    bool stopped = false;
    for (std::uint32_t i = 0; i < count; ++i) {
      if ((bits >> i & 1) == 0) continue;
      v.add(static_cast<pp::rule>(i));
      (i < 8 ? selected : stopped) = true;
    }
    REQUIRE(v.deploys() == (selected && !stopped));
    REQUIRE(v.selected_by().empty() == !selected);
    REQUIRE(v.stopped_by().empty() == !stopped);
  }
}

TEST_CASE("a rule has a witness exactly if its kind says so, and witnesses do not mix") {
  pp::verdict v;
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i)
    v.add(static_cast<pp::rule>(i), static_cast<pp::ordinal>(100 + i));
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const auto r = static_cast<pp::rule>(i);
    const bool has_one = pp::witness_kind_of(r) != pp::witness_kind::none;
    CHECK(v.witness(r) == (has_one ? static_cast<pp::ordinal>(100 + i) : pp::no_ordinal));
  }
}

TEST_CASE("a rule that did not speak has no witness") {
  pp::verdict v;
  v.add(pp::rule::not_latest, 7);
  CHECK(v.witness(pp::rule::not_latest) == 7);
  CHECK(v.witness(pp::rule::replaced_by_selected) == pp::no_ordinal);
}
