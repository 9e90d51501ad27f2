// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/group_membership.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "patchpolicy/model/patch_groups.hpp"
#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"

namespace pp = patchpolicy;

namespace {

std::vector<pp::ordinal> holding(const std::vector<std::string>& chosen, const pp::patch_groups& groups,
                                 const std::string& id, const std::string& bulletin) {
  std::vector<pp::ordinal> found;
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    bool holds = false;
    for (const pp::patch_group& g : groups)
      for (const std::string& patch : g.patches)
        if (g.name == chosen[c] && (patch == id || (!bulletin.empty() && patch == bulletin))) holds = true;
    if (holds) found.push_back(static_cast<pp::ordinal>(c));
  }
  return found;
}

pp::ordinal first_of(const std::vector<pp::ordinal>& list) { return list.empty() ? pp::no_ordinal : list.front(); }

}  // namespace

TEST_CASE("a patch stands where a plain search over all groups finds it") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    const auto name = [&](const char* prefix, std::uint64_t bound) {
      return prefix + std::to_string(random.below(bound));
    };
    pp::patch_groups groups(random.below(6));
    for (pp::patch_group& g : groups) {
      g.name = name("G", 5);  // two of one name count both
      for (std::uint64_t i = random.below(8); i > 0; --i) g.patches.push_back(name("P", 9));
    }
    std::vector<std::string> included;
    std::vector<std::string> excluded;
    for (int g = 0; g < 5; ++g)
      if (const auto choice = random.below(3); choice != 0)
        (choice == 1 ? included : excluded).push_back("G" + std::to_string(g));
    std::vector<std::string> listed;
    for (std::uint64_t i = random.below(4); i > 0; --i) listed.push_back(name("P", 9));

    pp::detail::group_membership membership;
    membership.include(included, groups);
    membership.exclude(excluded, groups);
    membership.list(listed);
    for (int i = 0; i < 10; ++i) {
      const std::string id = "P" + std::to_string(i);
      const std::string bulletin = random.below(2) == 0 ? "" : name("P", 10);
      const auto standing = membership.of(id, bulletin);
      const auto in_included = holding(included, groups, id, bulletin);
      const auto in_excluded = holding(excluded, groups, id, bulletin);
      REQUIRE(standing.included == first_of(in_included));
      REQUIRE(standing.excluded == first_of(in_excluded));
      REQUIRE(standing.listed == (std::count(listed.begin(), listed.end(), id) > 0 ||
                                  (!bulletin.empty() && std::count(listed.begin(), listed.end(), bulletin) > 0)));
      std::vector<pp::ordinal> all;
      membership.for_each_included(id, bulletin, [&](pp::ordinal g) { all.push_back(g); });
      REQUIRE(all == in_included);
      all.clear();
      membership.for_each_excluded(id, bulletin, [&](pp::ordinal g) { all.push_back(g); });
      REQUIRE(all == in_excluded);
    }
  }
}

TEST_CASE("a group that names no bulletin does not hold patches without one") {
  const pp::patch_groups groups = {{"G", {""}}};
  pp::detail::group_membership membership;
  membership.include(std::vector<std::string>{"G"}, groups);
  CHECK(membership.of("P", "").included == pp::no_ordinal);
}
