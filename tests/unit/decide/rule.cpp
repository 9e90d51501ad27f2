// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/rule.hpp"

#include <string>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("each rule either selects or stops, and the set of stops says the same") {
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const auto r = static_cast<pp::rule>(i);
    INFO(std::string(pp::name_of(r)));
    CHECK(pp::is_stop(r) == pp::stopping_rules.contains(r));
  }
  CHECK(pp::enum_size<pp::rule> == 14);
}

TEST_CASE("the names of the rules are the words of the interchange format, in its order") {
  std::string names;
  for (const auto name : pp::enum_names<pp::rule>::names) names += std::string(name) + ' ';
  CHECK(names ==
        "all_missing risk_vrr risk_cvss risk_exploited severity patch_group enablement dependency "
        "invisible_preview excluded_group product_filter replaced_by_selected not_latest nothing_selects ");
}
