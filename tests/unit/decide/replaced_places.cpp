// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/replaced_places.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "patchpolicy/decide/indexed_products.hpp"
#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::detail::bit_plane;
using pp::detail::chain_order;

namespace {

// The same object settles one plane after another, as an indexed selection does.
void settle_many(std::uint64_t seed, std::size_t size, tests::supersession_shape shape) {
  INFO("seed " << seed << ", " << size << " records");
  const tests::hostile_catalog<pp::platform::windows> catalog(seed, size, shape);
  const pp::supersession scan(catalog.records());
  std::vector<pp::ordinal> leaf_of;
  const pp::detail::indexed_products products(catalog.records(), leaf_of);
  const chain_order order(scan, leaf_of, products.leaves());
  pp::detail::replaced_places replaced;
  tests::random_numbers random(seed);
  for (const std::size_t one_of : {1u, 2u, 10u, 100u, 1000u, 3u, 300u}) {
    INFO("one of " << one_of << " deploys");
    std::vector<bool> members(size);
    bit_plane deploys(size);
    for (std::size_t place = 0; place < size; ++place)
      if (random.below(one_of) == 0) {
        members[order.record_at(place)] = true;
        deploys.set(place);
      }
    replaced.settle(order, scan, deploys);

    std::vector<pp::ordinal> newest;
    scan.newest_among([&](pp::ordinal r) { return members[r]; }, newest);
    std::size_t wrong = 0;
    for (pp::ordinal r = 0; r < size; ++r) {
      const std::size_t place = order.place_of(r);
      const pp::ordinal newer = newest[scan.component(r)];
      const bool is_replaced = members[r] && newer != pp::no_ordinal;
      if (replaced[place] != is_replaced || deploys[place] != (members[r] && !is_replaced)) ++wrong;
      if (replaced.newer_of(order, scan, deploys, place) != newer) ++wrong;
    }
    REQUIRE(wrong == 0);
    REQUIRE(deploys.count(0, deploys.words() * 64) + replaced.bits().count(0, deploys.words() * 64) ==
            static_cast<std::size_t>(std::count(members.begin(), members.end(), true)));
  }
}

struct line_of_patches {
  explicit line_of_patches(std::size_t count) : records(count) {
    for (std::size_t i = 0; i < count; ++i) {
      records[i].id = std::to_string(i);
      if (i > 0) records[i - 1].supersedes = {records[i].id};
    }
  }
  std::vector<pp::patch<pp::platform::windows>> records;
};

}  // namespace

TEST_CASE("what is replaced, and by which, is as a walk over all edges finds it") {
  std::uint64_t seed = 0;
  for (const std::size_t size : {0u, 1u, 2u, 63u, 64u, 65u, 128u, 129u, 200u, 500u})
    for (std::size_t shape = 0; shape < 4; ++shape)
      settle_many(++seed, size, static_cast<tests::supersession_shape>(shape));
  for (const std::size_t size : {4096u, 4097u, 9001u})
    for (std::size_t shape = 0; shape < 2; ++shape)
      settle_many(++seed, size, static_cast<tests::supersession_shape>(shape));
  for (const std::size_t size : {500u, 4096u, 4097u, 30'000u})
    settle_many(++seed, size, tests::supersession_shape::short_chains);
}

TEST_CASE("the newest of a chain replaces all others, however many words it has") {
  constexpr std::size_t size = 5000;
  const line_of_patches line(size);
  const pp::supersession scan(line.records);
  const chain_order order(scan, std::vector<pp::ordinal>(size, 0), 1);
  pp::detail::replaced_places replaced;
  for (const std::size_t newest : {0u, 1u, 62u, 63u, 64u, 127u, 4094u, 4095u, 4096u, 4998u}) {
    INFO("newest " << newest);
    bit_plane deploys(size);
    deploys.set(newest);
    deploys.set(size - 1);
    replaced.settle(order, scan, deploys);
    CHECK(deploys.count(0, size) == 1);
    CHECK((deploys[newest] && replaced[size - 1]));
    CHECK(replaced.newer_of(order, scan, deploys, size - 1) == newest);
    CHECK(replaced.newer_of(order, scan, deploys, newest) == pp::no_ordinal);
  }
}

TEST_CASE("of several that replace a joint the first in the order of the input is named") {
  std::vector<pp::patch<pp::platform::windows>> records(4);
  for (std::size_t i = 0; i < 4; ++i) records[i].id = std::to_string(i);
  for (const std::size_t newer : {1u, 2u, 3u}) records[newer].supersedes = {"0"};
  const pp::supersession scan(records);
  const chain_order order(scan, std::vector<pp::ordinal>(4, 0), 1);
  pp::detail::replaced_places replaced;
  for (const pp::ordinal first : {1u, 2u, 3u}) {
    bit_plane deploys(4);
    deploys.set(order.place_of(0));
    for (pp::ordinal r = first; r < 4; ++r) deploys.set(order.place_of(r));
    replaced.settle(order, scan, deploys);
    CHECK(replaced[order.place_of(0)]);
    CHECK(replaced.newer_of(order, scan, deploys, order.place_of(0)) == first);
  }
}
