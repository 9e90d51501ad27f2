// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/catalog_index.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::patch_kind;
using pp::platform;

namespace {

template <platform Os>
using index_of = pp::catalog_index<Os>;

// The bit of a plane at a place.
template <platform Os>
bool fact_at(const index_of<Os>& index, std::size_t plane, std::size_t place) {
  const auto& word = index.facts()[place / pp::detail::block_bits][plane][place / 64 % pp::detail::block_words];
  return (word >> (place % 64) & 1) != 0;
}

template <platform Os>
unsigned number_at(const index_of<Os>& index, std::size_t plane, std::size_t bits, std::size_t place) {
  unsigned number = 0;
  for (std::size_t bit = 0; bit < bits; ++bit) number |= unsigned{fact_at(index, plane + bit, place)} << bit;
  return number;
}

// Which planes do not have what the record says.
template <platform Os>
std::string wrong_facts(const index_of<Os>& index, const pp::patch<Os>& r, pp::ordinal at) {
  using fact = pp::detail::fact_plane<Os>;
  const std::size_t place = index.chains().place_of(at);
  std::string wrong;
  const auto expect = [&](std::size_t plane, bool value, const char* name) {
    if (fact_at(index, plane, place) != value) wrong += std::string(" ") + name;
  };
  std::optional<pp::severity_level> level = r.severity;
  if (!level && Os != platform::gnu_linux && (r.kind == patch_kind::security || r.kind == patch_kind::non_security))
    level = pp::severity_level::unassigned;
  for (std::size_t i = 0; i < pp::enum_size<pp::severity_level>; ++i)
    expect(fact::level + i, level == static_cast<pp::severity_level>(i), "level");
  if constexpr (Os == platform::gnu_linux) {
    const bool lacks = r.distribution == "redhat" && r.major_version && r.major_version->count() == 7;
    expect(fact::security, r.kind == patch_kind::security, "security");
    expect(fact::bug_fix, r.kind == patch_kind::bug_fix, "bug_fix");
    expect(fact::enhancement, r.kind == patch_kind::enhancement && !lacks, "enhancement");
    expect(fact::depends, index.scan().count_dependencies(at) > 0, "depends");
  } else {
    expect(fact::security, r.kind == patch_kind::security, "security");
    expect(fact::non_security, r.kind == patch_kind::non_security, "non_security");
  }
  if constexpr (Os == platform::windows) {
    expect(fact::exploited, r.exploited || (!r.cves.empty() && r.cves[0].exploited), "exploited");
    expect(fact::preview, r.preview, "preview");
    expect(fact::enablement, r.kind == patch_kind::enablement, "enablement");
    expect(fact::not_latest, index.scan().newer_than(at, pp::preview_patches::visible) != pp::no_ordinal, "not_latest");
    expect(fact::not_latest_without_previews,
           index.scan().newer_than(at, pp::preview_patches::invisible) != pp::no_ordinal,
           "not_latest_without_previews");
    expect(fact::has_vrr, r.vrr.has_value(), "has_vrr");
    const unsigned vrr = r.vrr ? r.vrr->count() + 1u : 0;
    if (number_at(index, fact::vrr, pp::detail::vrr_bits, place) != vrr) wrong += " vrr";
    const auto score = r.cves.empty() ? std::nullopt : r.cves[0].cvss.newest();
    expect(fact::has_cvss, score.has_value(), "has_cvss");
    const unsigned cvss = score ? score->count() + 1u : 0;
    if (number_at(index, fact::cvss, pp::detail::cvss_bits, place) != cvss) wrong += " cvss";
  }
  return wrong;
}

template <platform Os>
void look_at_every_fact() {
  std::uint64_t seed = 0;
  for (const std::size_t size : {0u, 1u, 64u, 65u, 700u, 4097u}) {
    INFO("seed " << ++seed << ", " << size << " records");
    const tests::hostile_catalog<Os> catalog(seed, size, tests::supersession_shape::to_later_products);
    const index_of<Os> index(catalog.records());
    REQUIRE(index.size() == size);
    REQUIRE(index.facts().size() == (size + 4095) / 4096);
    for (pp::ordinal at = 0; at < size; ++at)
      if (const std::string wrong = wrong_facts(index, catalog.records()[at], at); !wrong.empty())
        FAIL("record " << at << ":" << wrong);

    // Beyond the end nothing is known.
    bool any = false;
    for (std::size_t place = size; place < index.facts().size() * 4096; ++place)
      for (std::size_t plane = 0; plane < index_of<Os>::fact::count; ++plane) any = any || fact_at(index, plane, place);
    CHECK_FALSE(any);
  }
}

}  // namespace

TEST_CASE("the planes of a Windows index have what the records say") { look_at_every_fact<platform::windows>(); }
TEST_CASE("the planes of a Mac index have what the records say") { look_at_every_fact<platform::mac>(); }
TEST_CASE("the planes of a Linux index have what the records say") { look_at_every_fact<platform::gnu_linux>(); }

TEST_CASE("the places of a product follow one another") {
  const tests::hostile_catalog<platform::mac> catalog(3, 4096, tests::supersession_shape::within_products);
  const index_of<platform::mac> index(catalog.records());
  std::size_t places = 0;
  for (pp::ordinal leaf = 0; leaf < index.products().leaves(); ++leaf) {
    const auto run = index.places_of({leaf, leaf + 1});
    REQUIRE(run.first == places);
    for (; places < run.end; ++places) REQUIRE(index.leaf_at(places) == leaf);
  }
  CHECK(places == 4096);
  CHECK(index.places_of({0, static_cast<pp::ordinal>(index.products().leaves())}) == pp::detail::ordinal_run{0, 4096});
  for (std::size_t i = 0; i < 4096; ++i) {
    const auto& r = catalog.records()[i];
    const auto leaf = index.leaf_at(index.chains().place_of(i));
    const auto below = index.products().leaves_below(pp::product_path{r.vendor, r.family, r.version});
    if (leaf < below.first || leaf >= below.end) FAIL("record " << i << " is at the places of another product");
  }
}

TEST_CASE("an index keeps its own text of enablement packages") {
  std::vector<pp::patch<platform::windows>> records(3);
  records[0].id = "a long identifier of the first package";
  records[0].bulletin = "a long bulletin of the first package";
  records[0].kind = patch_kind::enablement;
  records[1].id = "no package";
  records[2].id = "second";
  records[2].kind = patch_kind::enablement;
  const index_of<platform::windows> index(records);
  for (auto& r : records) r.id = r.bulletin = "gone";
  std::vector<std::string> names;
  index.for_each_enablement_package([&](const auto& package) {
    CHECK(index.chains().record_at(package.place) == names.size());
    names.push_back(std::string(package.id) + "," + std::string(package.bulletin));
    if (names.size() == 1) names.push_back("");  // the record between them
  });
  CHECK(names == std::vector<std::string>{"a long identifier of the first package,a long bulletin of the first package",
                                          "", "second,"});
}

TEST_CASE("the memory of an index is told, part by part") {
  const tests::hostile_catalog<platform::windows> small(1, 4096, tests::supersession_shape::within_products);
  const tests::hostile_catalog<platform::windows> large(1, 4097, tests::supersession_shape::within_products);
  const auto one = index_of<platform::windows>(small.records()).memory();
  const auto two = index_of<platform::windows>(large.records()).memory();
  CHECK(one.facts == 31 * 4096 / 8);
  CHECK(two.facts == 2 * one.facts);
  CHECK(one.places >= 2 * 4096 * sizeof(pp::ordinal));
  CHECK((one.products > 0 && one.scan > 0));
  CHECK(one.total() == one.facts + one.places + one.products + one.scan);
  CHECK(index_of<platform::mac>(tests::hostile_catalog<platform::mac>(1, 5, {}).records()).memory().facts ==
        7 * 4096 / 8);
  CHECK(index_of<platform::gnu_linux>(tests::hostile_catalog<platform::gnu_linux>(1, 5, {}).records()).memory().facts ==
        9 * 4096 / 8);
}

TEST_CASE("an index takes over a scan that was made before") {
  const tests::hostile_catalog<platform::gnu_linux> catalog(5, 200, tests::supersession_shape::with_circles);
  pp::linux_scan scan(catalog.records(), {.distribution = "redhat", .major_version = {}});
  const std::size_t bytes = scan.bytes();
  const index_of<platform::gnu_linux> index(catalog.records(), std::move(scan));
  CHECK(index.scan().bytes() == bytes);
  CHECK(index.scan().size() == 200);
}
