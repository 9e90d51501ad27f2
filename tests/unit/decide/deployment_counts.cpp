// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/deployment_counts.hpp"

#include <string>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using windows_patch = pp::patch_view<pp::platform::windows>;

windows_patch record(std::string_view id, std::string_view vendor, std::optional<pp::severity_level> level,
                     pp::patch_kind kind = pp::patch_kind::security) {
  windows_patch made;
  made.id = id;
  made.vendor = vendor;
  made.kind = kind;
  made.severity = level;
  return made;
}

template <class Task>
pp::deployment_counts count(const Task& task, const std::vector<windows_patch>& records,
                            const pp::patch_groups& groups) {
  const auto bound = pp::bind(task, groups, pp::preview_patches::invisible);
  return pp::count_deployment(pp::select(bound, records));
}

using enum patchpolicy::severity_level;

}  // namespace

TEST_CASE("options, those alone, stops, levels and vendors are counted") {
  const std::vector<windows_patch> records = {
      record("A", "Adobe", critical),   record("B", "Mozilla", critical),
      record("C", "mozilla ", low),     record("D", "", critical),
      record("E", "Google", critical),  record("F", "Oracle", low),
      record("G", "MOZILLA", critical), record("H", "", {}),
  };
  const pp::patch_groups groups = {{"in", {"A", "C", "H"}}, {"out", {"E", "F"}}};
  pp::task<pp::platform::windows, pp::task_kind::zero_day_response> task;
  task.enabled = true;
  task.deploy.severity.emplace();
  task.deploy.patch_groups = *pp::group_choice::of({"in"}, {"out"});
  task.deploy.products = *pp::product_tree::of(true, {}, {{"Adobe", "", ""}});
  const auto counts = count(task, records, groups);
  CHECK(counts.missing == 8);
  CHECK(counts.deploying == 5);  // B, C, D, G, H
  CHECK(counts.selected_by(pp::rule::severity) == 5);
  CHECK(counts.selected_alone_by(pp::rule::severity) == 4);
  CHECK(counts.selected_by(pp::rule::included_group) == 3);
  CHECK(counts.selected_alone_by(pp::rule::included_group) == 2);
  CHECK(counts.removed_by(pp::rule::excluded_group) == 1);  // E; nothing selects F
  CHECK(counts.removed_by(pp::rule::product_filter) == 1);  // A
  CHECK(counts.removed_by(pp::rule::nothing_selects) == 0);
  CHECK(counts.by_severity == std::array<std::size_t, 6>{3, 0, 0, 1, 1, 0});
  REQUIRE(counts.by_vendor.size() == 2);
  CHECK(counts.by_vendor[0] == pp::vendor_count{"Mozilla", 3});
  CHECK(counts.by_vendor[1] == pp::vendor_count{"", 2});
}

TEST_CASE("vendors of one count stand in the order of the input") {
  const std::vector<windows_patch> records = {record("A", "Z", critical), record("B", "Y", critical),
                                              record("C", "X", critical), record("D", "X", critical)};
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.severity.emplace();
  const auto counts = count(task, records, {});
  CHECK(counts.by_vendor == std::vector<pp::vendor_count>{{"X", 2}, {"Z", 1}, {"Y", 1}});
}

TEST_CASE("nothing counts as nothing") {
  CHECK(count(pp::task<pp::platform::windows>{}, {}, {}) == pp::deployment_counts{});
}

TEST_CASE("only what has levels counts as unassigned") {
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.patch_groups = *pp::group_choice::of({"all"});
  const auto counts = count(task,
                            {record("A", "V", {}), record("B", "V", {}, pp::patch_kind::non_security),
                             record("C", "V", {}, pp::patch_kind::enablement)},
                            {{"all", {"A", "B", "C"}}});
  CHECK(counts.by_severity == std::array<std::size_t, 6>{0, 0, 0, 0, 2, 1});
}
