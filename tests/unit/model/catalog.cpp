// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/model/catalog.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using enum pp::platform;

namespace {

// Records whose text dies with them, so that a catalog that kept a view of it would show.
template <pp::platform Platform>
struct mortal {
  std::string prefix;
  std::string id = prefix + ": an id that is longer than a short string";
  std::string vendor = prefix + ": a vendor that is longer than a short string";
  std::string cve_id = prefix + ": a vulnerability that is longer than a short string";
  std::vector<std::string_view> ids = {id, vendor};
  std::vector<pp::basic_vulnerability<pp::borrowed>> cves = {{cve_id, {}, true}};
  std::vector<pp::basic_package<pp::borrowed>> packages = {{id, vendor}};

  pp::patch_view<Platform> view() const {
    pp::patch_view<Platform> record;
    record.id = id;
    record.bulletin = vendor;
    record.vendor = vendor;
    record.family = id;
    record.version = vendor;
    record.title = id;
    record.kind = pp::patch_kind::security;
    record.severity = pp::severity_level::low;
    record.released = *pp::civil_date::of(2026, 1, 13);
    record.cves = cves;
    record.exploited = true;
    record.vrr = *pp::vrr_score::of_hundredths(725);
    record.preview = true;
    record.operating_system = true;
    record.supersedes = ids;
    record.reboot = pp::reboot_need::maybe;
    if constexpr (Platform == gnu_linux) {
      record.packages = packages;
      record.depends_on = ids;
      record.distribution = id;
      record.major_version = *pp::distribution_version::of(9);
    }
    return record;
  }
};

pp::catalog three_records() {
  pp::catalog made;
  made.add(mortal<windows>{"first"}.view());
  made.add(mortal<gnu_linux>{"second"}.view());
  made.add(mortal<windows>{"third"}.view());
  return made;
}

bool has_the_three_records(const pp::catalog& catalog) {
  return catalog.size() == 3 && catalog.records<windows>().size() == 2 && catalog.records<mac>().empty() &&
         catalog.records<gnu_linux>().size() == 1 && catalog.records<windows>()[0] == mortal<windows>{"first"}.view() &&
         catalog.records<windows>()[1] == mortal<windows>{"third"}.view() &&
         catalog.records<gnu_linux>()[0] == mortal<gnu_linux>{"second"}.view();
}

}  // namespace

TEST_CASE("a catalog keeps all text of its records and their order") {
  CHECK(has_the_three_records(three_records()));
  pp::catalog on_mac;
  on_mac.add(mortal<mac>{"first"}.view());
  CHECK(on_mac.records<mac>().at(0) == mortal<mac>{"first"}.view());
  CHECK(on_mac.size() == 1);
}

TEST_CASE("an empty catalog has no records") {
  const pp::catalog catalog;
  CHECK(catalog.size() == 0);
  CHECK(catalog.records<windows>().empty());
  CHECK(catalog.records<mac>().empty());
  CHECK(catalog.records<gnu_linux>().empty());
}

TEST_CASE("records of a catalog stay good when it is moved") {
  std::optional<pp::catalog> first = three_records();
  const std::string_view id = first->records<windows>()[0].id;
  pp::catalog second = std::move(*first);
  first.reset();
  CHECK(has_the_three_records(second));
  CHECK(second.records<windows>()[0].id.data() == id.data());
  pp::catalog third;
  third.add(mortal<mac>{"gone"}.view());
  third = std::move(second);
  CHECK(has_the_three_records(third));
  CHECK(id == mortal<windows>{"first"}.id);
}

TEST_CASE("a copy of a catalog has text of its own") {
  std::optional<pp::catalog> first = three_records();
  const pp::catalog second = *first;
  pp::catalog third;
  third.add(mortal<mac>{"gone"}.view());
  third = *first;
  CHECK(second == *first);
  CHECK(second.records<windows>()[0].id.data() != first->records<windows>()[0].id.data());
  first->add(mortal<mac>{"more"}.view());
  CHECK(second != *first);
  first.reset();
  CHECK(has_the_three_records(second));
  CHECK(has_the_three_records(third));
  const pp::catalog& itself = third;
  third = itself;
  CHECK(has_the_three_records(third));
}

TEST_CASE("a catalog can take a record that it has") {
  pp::catalog catalog = three_records();
  for (int i = 0; i < 100; ++i) catalog.add(catalog.records<windows>()[0]);
  for (int i = 0; i < 100; ++i) catalog.add_kept(catalog.records<windows>()[0]);
  REQUIRE(catalog.records<windows>().size() == 202);
  for (std::size_t i = 2; i < 202; ++i) REQUIRE(catalog.records<windows>()[i] == mortal<windows>{"first"}.view());
}

TEST_CASE("a catalog that was moved from can be filled anew") {
  pp::catalog first;
  first.add(mortal<windows>{"first"}.view());
  {
    const pp::catalog second = std::move(first);
    first = pp::catalog();
    first.add(mortal<windows>{"first"}.view());
  }
  CHECK(first.records<windows>().at(0) == mortal<windows>{"first"}.view());
  {
    const pp::catalog second = std::move(first);
    first.add(mortal<windows>{"first"}.view());
  }
  CHECK(first.records<windows>().at(0) == mortal<windows>{"first"}.view());
}

TEST_CASE("catalogs are equal if their records are") {
  const pp::catalog one = three_records();
  pp::catalog other = three_records();
  CHECK(one == other);
  other.add(mortal<gnu_linux>{"second"}.view());
  CHECK(one != other);
  CHECK(one != pp::catalog());

  // The order within a platform counts, that among platforms does not.
  pp::catalog turned;
  turned.add(mortal<gnu_linux>{"second"}.view());
  turned.add(mortal<windows>{"first"}.view());
  turned.add(mortal<windows>{"third"}.view());
  CHECK(one == turned);
  pp::catalog mixed;
  mixed.add(mortal<windows>{"third"}.view());
  mixed.add(mortal<windows>{"first"}.view());
  mixed.add(mortal<gnu_linux>{"second"}.view());
  CHECK(one != mixed);
}

TEST_CASE("a catalog keeps a record whose text its memory keeps") {
  pp::catalog catalog;
  pp::patch_view<mac> record;
  record.id = catalog.memory().keep(std::string("an id that is longer than a short string"));
  catalog.add_kept(record);
  const pp::catalog moved = std::move(catalog);
  CHECK(moved.records<mac>().at(0).id == "an id that is longer than a short string");
}
