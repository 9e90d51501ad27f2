// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/catalog_groups.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::platform;

namespace {

bool holds(const pp::patch_groups& groups, const std::string& name, const pp::patch<platform::windows>& r) {
  for (const auto& group : groups)
    for (const std::string& patch : group.patches)
      if (group.name == name && (patch == r.id || (!r.bulletin.empty() && patch == r.bulletin))) return true;
  return false;
}

}  // namespace

TEST_CASE("a group has the places of the records that it holds, and of no others") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    const tests::hostile_catalog<platform::windows> catalog(seed, 250, tests::supersession_shape::within_products);
    const auto& records = catalog.records();
    const pp::catalog_index<platform::windows> index(records);
    const pp::catalog_groups<platform::windows> groups(index, records, catalog.groups());
    CHECK(groups.size() == 250);
    CHECK(groups.groups() == 8);  // two of one name count as one
    CHECK(groups.find("G") == pp::no_ordinal);
    CHECK(groups.find("") == pp::no_ordinal);

    // Another rank for each group, the first one no rank.
    std::vector<pp::ordinal> rank(groups.groups(), pp::no_ordinal);
    for (pp::ordinal g = 1; g < rank.size(); ++g) rank[g] = g * 5 % 8;
    std::vector<pp::ordinal> least(records.size(), pp::no_ordinal);
    for (pp::ordinal g = 0; g < groups.groups(); ++g) {
      const std::string name = "G" + std::to_string(g);
      INFO("group " << name);
      const pp::ordinal found = groups.find(name);
      REQUIRE(found < groups.groups());
      std::vector<pp::ordinal> expected;
      for (pp::ordinal place = 0; place < records.size(); ++place)
        if (holds(catalog.groups(), name, records[index.chains().record_at(place)])) {
          expected.push_back(place);
          least[place] = std::min(least[place], rank[found]);
        }
      REQUIRE(groups.places_of(found) == expected);
    }
    for (std::size_t place = 0; place < records.size(); ++place)
      REQUIRE(groups.least_rank(place, rank) == least[place]);
  }
}

TEST_CASE("groups may be gone when they are asked for, and there may be none") {
  std::vector<pp::patch<platform::mac>> records(2);
  records[0].id = "A";
  records[1].id = "a patch with a long name";
  const pp::catalog_index<platform::mac> index(records);
  pp::patch_groups given = {{"a group with a long name", {"a patch with a long name"}}, {"empty", {}}};
  const pp::catalog_groups<platform::mac> groups(index, records, given);
  given.clear();
  CHECK(groups.places_of(groups.find("a group with a long name")).size() == 1);
  CHECK(groups.places_of(groups.find("empty")).empty());
  CHECK(groups.bytes() > std::string("a group with a long name").size());

  const pp::catalog_groups<platform::mac> none(index, records, given);
  CHECK((none.groups() == 0 && none.size() == 2));
  CHECK(none.find("empty") == pp::no_ordinal);
  CHECK(none.least_rank(0, {}) == pp::no_ordinal);
}
