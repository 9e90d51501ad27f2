// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/chain_order.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "patchpolicy/decide/indexed_products.hpp"
#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::detail::chain_order;

namespace {

using record = pp::patch<pp::platform::windows>;

std::vector<bool> all_newer(const pp::supersession& scan, pp::ordinal r) {
  std::vector<bool> found(scan.size(), false);
  scan.for_each_newer(r, [&](pp::ordinal newer) { found[newer] = true; });
  return found;
}

// What is wrong with an order of these records; empty if nothing is.
std::string flaw(const chain_order& order, const pp::supersession& scan, const std::vector<pp::ordinal>& section_of,
                 std::size_t sections) {
  const std::size_t size = section_of.size();
  if (order.size() != size || order.begin_of(0) != 0 || order.begin_of(sections) != size) return "another size";
  for (std::size_t s = 0; s < sections; ++s)
    for (std::size_t place = order.begin_of(s); place < order.begin_of(s + 1); ++place)
      if (section_of[order.record_at(place)] != s) return "a record in another section";
  for (std::size_t place = 0; place < size; ++place)
    if (order.place_of(order.record_at(place)) != place) return "places and records do not fit";

  bool against_the_order = false;
  for (pp::ordinal older = 0; older < size; ++older)
    scan.for_each_directly_newer(older, [&](pp::ordinal newer) {
      against_the_order = against_the_order || order.place_of(newer) > order.place_of(older);
    });
  if (order.has_chains() == (scan.has_cycles() || against_the_order)) return "chains where none can be, or none";
  if (!order.has_chains()) return order.count_of_joints() == 0 ? "" : "joints without chains";

  std::size_t joints = 0;
  for (std::size_t place = 0; place < size; ++place) {
    const pp::ordinal r = order.record_at(place);
    const bool has_newer = scan.count_directly_newer(r) > 0;
    if (!order.starts()[place]) {
      if (place == 0) return "the first place continues a chain";
      const pp::ordinal before = order.record_at(place - 1);
      if (section_of[before] != section_of[r]) return "a chain goes on into another section";
      std::vector<bool> expected = all_newer(scan, before);
      expected[before] = true;
      if (all_newer(scan, r) != expected) return "place " + std::to_string(place) + " does not continue its chain";
      continue;
    }
    if (order.joints()[place] != has_newer) return "a joint is none, or the other way round";
    if (!has_newer) continue;
    if (order.joints().number_of(place) != joints) return "joints are not numbered in their order";
    std::vector<pp::ordinal> above;
    order.for_each_above(static_cast<pp::ordinal>(joints++), [&](pp::ordinal p) { above.push_back(p); });
    std::vector<pp::ordinal> expected;
    scan.for_each_directly_newer(r, [&](pp::ordinal newer) { expected.push_back(order.place_of(newer)); });
    if (above != expected) return "other places above a joint";
    for (const pp::ordinal p : above)
      if (p >= place) return "a place above a joint comes after it";
  }
  return joints == order.count_of_joints() ? "" : "another number of joints";
}

std::size_t count_starts(const chain_order& order) { return order.starts().count(0, order.size()); }

std::vector<record> records_of(std::size_t count) {
  std::vector<record> records(count);
  for (std::size_t i = 0; i < count; ++i) records[i].id = std::to_string(i);
  return records;
}

bool has_start(const chain_order& order, std::size_t word) {
  for (std::size_t place = word * 64; place < word * 64 + 64; ++place)
    if (order.starts()[place]) return true;
  return false;
}

chain_order order_of_one_section(const std::vector<record>& records) {
  return {pp::supersession(records), std::vector<pp::ordinal>(records.size(), 0), 1};
}

}  // namespace

TEST_CASE("an order of chains is what it says it is") {
  std::size_t with_chains = 0;
  std::size_t joints = 0;
  std::size_t continued = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    INFO("seed " << seed);
    const tests::hostile_catalog<pp::platform::windows> catalog(seed, seed * 3,
                                                                static_cast<tests::supersession_shape>(seed % 4));
    const pp::supersession scan(catalog.records());
    std::vector<pp::ordinal> leaf_of;
    const pp::detail::indexed_products products(catalog.records(), leaf_of);
    const chain_order order(scan, leaf_of, products.leaves());
    REQUIRE(flaw(order, scan, leaf_of, products.leaves()) == "");
    with_chains += order.has_chains() ? 1u : 0u;
    joints += order.count_of_joints();
    if (order.has_chains()) continued += order.size() - count_starts(order);
  }
  CHECK((with_chains > 30 && with_chains < 70));
  CHECK(joints > 200);
  CHECK(continued > 1000);
}

TEST_CASE("blocks have short chains if each of their words has a start, and the word before, and no joint") {
  std::size_t count_short = 0;
  std::size_t count_long = 0;
  for (const auto shape : {tests::supersession_shape::short_chains, tests::supersession_shape::within_products}) {
    const tests::hostile_catalog<pp::platform::windows> catalog(7, 30'000, shape);
    const pp::supersession scan(catalog.records());
    std::vector<pp::ordinal> leaf_of;
    const pp::detail::indexed_products products(catalog.records(), leaf_of);
    const chain_order order(scan, leaf_of, products.leaves());
    for (std::size_t block = 0; block < order.starts().blocks(); ++block) {
      std::size_t without_start = 0;
      std::size_t joints = 0;
      for (std::size_t word = block * 64; word < block * 64 + 64; ++word) {
        without_start += has_start(order, word) && (word == 0 || has_start(order, word - 1)) ? 0u : 1u;
        for (std::size_t place = word * 64; place < word * 64 + 64; ++place) joints += order.joints()[place] ? 1u : 0u;
      }
      INFO("block " << block);
      CHECK(order.has_short_chains(block) == (without_start == 0 && joints == 0));
      ++(order.has_short_chains(block) ? count_short : count_long);
    }
  }
  CHECK(count_short > 1);
  CHECK(count_long > 1);
}

TEST_CASE("a line of patches is one chain, whether each names the last one or all that are older") {
  for (const bool names_all : {false, true}) {
    auto records = records_of(200);
    for (std::size_t i = 1; i < records.size(); ++i)
      for (std::size_t older = names_all ? 0 : i - 1; older < i; ++older)
        records[i].supersedes.push_back(records[older].id);
    const chain_order order = order_of_one_section(records);
    CHECK(count_starts(order) == 1);
    CHECK(order.count_of_joints() == 0);
    CHECK((order.record_at(0) == 199 && order.record_at(199) == 0));
  }
}

TEST_CASE("two lines that become one meet in a joint") {
  auto records = records_of(6);  // 0 and 1 supersede 2 and 3; these supersede 4, and it 5
  records[0].supersedes = {"2"};
  records[1].supersedes = {"3", "3"};
  records[2].supersedes = {"4"};
  records[3].supersedes = {"4"};
  records[4].supersedes = {"5"};
  const chain_order order = order_of_one_section(records);
  CHECK(count_starts(order) == 3);
  REQUIRE(order.count_of_joints() == 1);
  CHECK((order.place_of(4) == 4 && order.place_of(5) == 5));
  std::size_t above = 0;
  order.for_each_above(0, [&](pp::ordinal place) {
    CHECK((place == order.place_of(2) || place == order.place_of(3)));
    ++above;
  });
  CHECK(above == 2);
}

TEST_CASE("patches that supersede one another in a circle have no chains") {
  auto records = records_of(3);
  records[0].supersedes = {"1"};
  records[1].supersedes = {"0", "2"};
  CHECK_FALSE(order_of_one_section(records).has_chains());
  records[1].supersedes = {"2"};
  CHECK(order_of_one_section(records).has_chains());
}

TEST_CASE("nor do those of a later section that supersede patches of an earlier one") {
  auto records = records_of(2);
  records[0].supersedes = {"1"};
  const pp::supersession scan(records);
  CHECK(chain_order(scan, {0, 1}, 2).has_chains());
  CHECK(chain_order(scan, {0, 1}, 2).count_of_joints() == 1);
  CHECK_FALSE(chain_order(scan, {1, 0}, 2).has_chains());
}
