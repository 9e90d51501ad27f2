// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/compiled_task.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::platform;
using pp::detail::mark_plane;

namespace {

template <platform Os>
bool marked(const pp::compiled_task<Os>& task, std::size_t plane, std::size_t place) {
  return (task.marks(plane, place / 4096)[place / 64 % 64] >> (place % 64) & 1) != 0;
}

// Where a compiled task does not say of a record what a bound one says; empty if nowhere.
template <platform Os>
std::string disagreement(const pp::compiled_task<Os>& compiled, const pp::bound_task<Os>& bound,
                         const std::vector<pp::patch<Os>>& records) {
  if (compiled.rules() != bound.rules()) return "other rules";
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t place = compiled.index().chains().place_of(i);
    const pp::patch_facts expected = bound.facts(records[i]);
    std::string wrong;
    if (marked(compiled, mark_plane::included, place) != (expected.included_group != pp::no_ordinal))
      wrong += " included";
    if (compiled.included_group(place) != expected.included_group) wrong += " included group";
    if constexpr (Os == platform::windows) {
      const bool listed = expected.listed && records[i].kind == pp::patch_kind::enablement;
      if (marked(compiled, mark_plane::excluded, place) != (expected.excluded_group != pp::no_ordinal))
        wrong += " excluded";
      if (marked(compiled, mark_plane::listed, place) != listed) wrong += " listed";
      if (marked(compiled, mark_plane::not_admitted, place) == expected.admitted) wrong += " admitted";
      if (compiled.excluded_group(place) != expected.excluded_group) wrong += " excluded group";
      if (compiled.product_state(place) != expected.product_state) wrong += " product state";
    }
    if (!wrong.empty()) return "record " + std::to_string(i) + ":" + wrong;
  }
  return "";
}

template <platform Os>
void agree() {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    tests::hostile_catalog<Os> catalog(seed, seed == 1 ? 4100 : 500, tests::supersession_shape::within_products);
    const pp::catalog_index<Os> index(catalog.records());
    const pp::catalog_groups<Os> groups(index, catalog.records(), catalog.groups());
    pp::compiled_task<Os> changed(index, groups);
    CHECK(disagreement(changed, pp::bind(pp::task<Os>{}, catalog.groups()), catalog.records()) == "");
    for (int i = 0; i < 8; ++i) {
      pp::task<Os> task = any_task(catalog);
      task.enabled = true;  // a bound task does not read the options of one that is off
      const auto bound = pp::bind(task, catalog.groups(), pp::preview_patches::visible);
      const pp::compiled_task<Os> compiled(index, groups, task, pp::preview_patches::visible);
      REQUIRE(disagreement(compiled, bound, catalog.records()) == "");

      changed.set_enabled(true);
      if constexpr (Os == platform::windows) changed.set_previews(pp::preview_patches::visible);
      const std::size_t before = changed.revision();
      changed.set_options(task.deploy);
      CHECK(changed.revision() > before);
      REQUIRE(disagreement(changed, pp::bind(task, catalog.groups(), changed.rules().previews), catalog.records()) ==
              "");
    }
  }
}

template <class Change>
bool counts(pp::compiled_task<platform::windows>& task, Change change) {
  const std::size_t before = task.revision();
  change();
  return task.revision() != before;
}

}  // namespace

TEST_CASE("a compiled task says of the records of Windows what a bound one says") { agree<platform::windows>(); }
TEST_CASE("a compiled task says of the records of Mac what a bound one says") { agree<platform::mac>(); }
TEST_CASE("a compiled task says of the records of Linux what a bound one says") { agree<platform::gnu_linux>(); }

TEST_CASE("every change of a compiled task counts") {
  const tests::hostile_catalog<platform::windows> catalog(1, 10, {});
  const pp::catalog_index<platform::windows> index(catalog.records());
  const pp::catalog_groups<platform::windows> groups(index, catalog.records(), catalog.groups());
  pp::compiled_task<platform::windows> task(index, groups);
  CHECK(counts(task, [&] { task.set_enabled(false); }));
  CHECK(counts(task, [&] { task.set_previews(pp::preview_patches::visible); }));
  CHECK(counts(task, [&] { task.set_risk(std::nullopt); }));
  CHECK(counts(task, [&] { task.set_severity(std::nullopt); }));
  CHECK(counts(task, [&] { task.set_patch_groups(std::nullopt); }));
  CHECK(counts(task, [&] { task.set_enablement_packages(std::nullopt); }));
  CHECK(counts(task, [&] { task.set_products(std::nullopt); }));
  CHECK(&task.index() == &index);
  CHECK(&task.groups() == &groups);
}

TEST_CASE("the options of a task without a list of enablement packages clear it") {
  std::vector<pp::patch<platform::windows>> records(1);
  records[0].id = "E";
  records[0].kind = pp::patch_kind::enablement;
  const pp::catalog_index<platform::windows> index(records);
  const pp::catalog_groups<platform::windows> groups(index, records, pp::patch_groups{});
  pp::options<platform::windows> routine;
  routine.enablement_packages = {{"E"}};
  pp::compiled_task<platform::windows> task(index, groups);
  task.set_options(routine);
  CHECK(marked(task, mark_plane::listed, 0));
  task.set_options(pp::options<platform::windows, pp::task_kind::priority_updates>{});
  CHECK_FALSE(marked(task, mark_plane::listed, 0));
}
