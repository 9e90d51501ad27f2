// SPDX-License-Identifier: BSL-1.0
// An indexed catalog is evaluated again after every change of an option without allocating.
#include "patchpolicy/decide/indexed_selection.hpp"

#include <cstddef>
#include <optional>
#include <string>

#include "support/catch.hpp"
#include "support/counted_memory.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::platform;

namespace {

template <class Action>
std::size_t allocations_of(Action action) {
  const std::size_t before = tests::memory.allocations;
  action();
  return tests::memory.allocations - before;
}

template <platform Os>
auto any_choice(tests::hostile_catalog<Os>& catalog) {
  if constexpr (Os == platform::windows)
    return std::optional(catalog.any_group_choice());
  else
    return std::optional(catalog.any_group_inclusion());
}

// What can be changed without allocating, in turn; the options are made before they are counted.
template <platform Os>
std::size_t allocations_of_changes(tests::supersession_shape shape) {
  tests::hostile_catalog<Os> catalog(4, 9000, shape);
  const pp::catalog_index<Os> index(catalog.records());
  const pp::catalog_groups<Os> groups(index, catalog.records(), catalog.groups());
  pp::compiled_task<Os> task(index, groups);
  pp::indexed_selection<Os> selected(task);
  pp::indexed_verdicts<Os> kept(task);
  std::size_t deploying = 0;
  std::size_t allocations = 0;
  const auto evaluate = [&] {
    selected.update();
    kept.update();
    deploying += selected.count();
    for (pp::ordinal r = 0; r < selected.size(); r += 100)
      if (selected[r] != kept[r]) FAIL("verdicts differ");
  };
  // A tree of products with more states than any before may take more memory.
  if constexpr (Os == platform::windows) {
    pp::product_tree many;
    for (int i = 0; i < 20; ++i) many.set({"Vendor " + std::to_string(i), "", ""}, true);
    task.set_products(std::optional(many));
  }
  for (int i = 0; i < 12; ++i) {
    const auto severity = std::optional(catalog.any_severity());
    const auto choice = any_choice(catalog);
    const auto products = std::optional(catalog.any_products());
    const auto risk = std::optional(catalog.any_risk());
    allocations += allocations_of([&] {
      task.set_enabled(i != 6);
      evaluate();
      task.set_severity(severity);
      evaluate();
      task.set_patch_groups(choice);
      evaluate();
      if constexpr (Os == platform::windows) {
        task.set_previews(i % 2 == 0 ? pp::preview_patches::visible : pp::preview_patches::invisible);
        task.set_risk(risk);
        evaluate();
        task.set_products(products);
        evaluate();
      }
      if constexpr (Os == platform::gnu_linux) {
        task.set_all_missing(i % 4 == 3);
        evaluate();
      }
    });
  }
  CHECK(deploying > 1000);
  return allocations;
}

}  // namespace

TEST_CASE("an indexed selection of Windows is brought up to date without allocating") {
  CHECK(allocations_of_changes<platform::windows>(tests::supersession_shape::to_later_products) == 0);
  CHECK(allocations_of_changes<platform::windows>(tests::supersession_shape::with_circles) == 0);
}
TEST_CASE("an indexed selection of Mac is brought up to date without allocating") {
  CHECK(allocations_of_changes<platform::mac>(tests::supersession_shape::to_later_products) == 0);
  CHECK(allocations_of_changes<platform::mac>(tests::supersession_shape::with_circles) == 0);
}
TEST_CASE("an indexed selection of Linux is brought up to date without allocating") {
  CHECK(allocations_of_changes<platform::gnu_linux>(tests::supersession_shape::to_later_products) == 0);
}
