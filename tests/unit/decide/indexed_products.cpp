// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/indexed_products.hpp"

#include <cstdint>
#include <set>
#include <vector>

#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::detail::indexed_products;
using pp::detail::ordinal_run;

namespace {

using record = pp::patch<pp::platform::windows>;

pp::product_path product_of(const record& r) { return {r.vendor, r.family, r.version}; }

record of_product(const char* vendor, const char* family = "", const char* version = "") {
  record r;
  r.vendor = vendor;
  r.family = family;
  r.version = version;
  return r;
}

}  // namespace

TEST_CASE("a node has the leaves of the records at and below it, and of no others") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    const tests::hostile_catalog<pp::platform::windows> catalog(seed, 150, tests::supersession_shape::within_products);
    const auto& records = catalog.records();
    std::vector<pp::ordinal> leaf_of;
    const indexed_products products(records, leaf_of);
    REQUIRE(leaf_of.size() == records.size());

    // One leaf for each product, and none without a record.
    for (std::size_t a = 0; a < records.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        if ((leaf_of[a] == leaf_of[b]) != same_node(product_of(records[a]), product_of(records[b])))
          FAIL("records " << a << " and " << b << " have leaves " << leaf_of[a] << " and " << leaf_of[b]);
    const std::set<pp::ordinal> leaves(leaf_of.begin(), leaf_of.end());
    CHECK(products.leaves() == leaves.size());
    CHECK((*leaves.begin() == 0 && *leaves.rbegin() + 1 == leaves.size()));

    for (const record& r : records)
      for (std::size_t depth = 0; depth <= product_of(r).depth(); ++depth) {
        pp::product_path node = product_of(r);
        if (depth < 3) node.version = "";
        if (depth < 2) node.family = "";
        if (depth < 1) node.vendor = "";
        std::set<pp::ordinal> expected;
        for (std::size_t i = 0; i < records.size(); ++i)
          if (product_of(records[i]).depth() >= depth && same_to_depth(product_of(records[i]), node, depth))
            expected.insert(leaf_of[i]);
        const ordinal_run found = products.leaves_below(node);
        if (found.first != *expected.begin() || found.end != *expected.rbegin() + 1 ||
            found.end - found.first != expected.size())
          FAIL("wrong leaves below " << r.vendor << "/" << r.family << "/" << r.version << " to depth " << depth);
      }
  }
}

TEST_CASE("vendors come in the order in which records first name them, and spelled as they do") {
  const std::vector<record> records = {of_product(" b", "f"), of_product(""),       of_product("a", "g"),
                                       of_product("B", "e"),  of_product("A ", ""), of_product(" ", "f", "1")};
  std::vector<pp::ordinal> leaf_of;
  const indexed_products products(records, leaf_of);
  REQUIRE(products.vendors() == 3);
  CHECK(products.vendor_at(0).name == "b");
  CHECK(products.vendor_at(1).name == "");
  CHECK(products.vendor_at(2).name == "a");
  // Without a vendor is a leaf of its own, though all others are below the root.
  CHECK(products.vendor_at(1).leaves == ordinal_run{leaf_of[1], leaf_of[1] + 1});
  CHECK(leaf_of[5] == leaf_of[1]);
  CHECK(products.vendor_at(0).leaves == products.leaves_below(pp::product_path{"B", "", ""}));
  CHECK(products.leaves_below(pp::product_path{}) == ordinal_run{0, 5});
}

TEST_CASE("a node that no record is at or below has no leaves") {
  const std::vector<record> records = {of_product("a", "f", "1"), of_product("c")};
  std::vector<pp::ordinal> leaf_of;
  const indexed_products products(records, leaf_of);
  for (const pp::product_path& node : {pp::product_path{"b", "", ""}, pp::product_path{"a", "g", ""},
                                       pp::product_path{"a", "f", "2"}, pp::product_path{"c", "f", ""}}) {
    const ordinal_run found = products.leaves_below(node);
    CHECK(found.first == found.end);
  }
  CHECK(products.leaves() == 2);
}

TEST_CASE("without records there are neither leaves nor vendors") {
  std::vector<pp::ordinal> leaf_of = {7};
  const indexed_products products(std::vector<record>{}, leaf_of);
  CHECK((products.leaves() == 0 && products.vendors() == 0 && leaf_of.empty()));
  CHECK(products.leaves_below(pp::product_path{}) == ordinal_run{});
}
