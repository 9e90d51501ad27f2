// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/indexed_counts.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::patch_kind;
using pp::platform;
using pp::rule;
using enum pp::severity_level;

namespace {

template <platform Os>
pp::patch<Os> security(std::string id, std::string vendor, std::optional<pp::severity_level> level,
                       std::vector<std::string> supersedes = {}) {
  pp::patch<Os> r;
  r.id = std::move(id);
  r.vendor = std::move(vendor);
  r.kind = patch_kind::security;
  r.severity = level;
  r.supersedes = std::move(supersedes);
  return r;
}

}  // namespace

TEST_CASE("what is selected, alone, removed and deployed on Windows is counted (rule V4)") {
  const std::vector<pp::patch<platform::windows>> records = {
      security<platform::windows>("new", "Zeta", critical, {"old"}),
      security<platform::windows>("old", " zeta ", critical),
      security<platform::windows>("other", "Alpha", low),
      security<platform::windows>("plain", "alpha", std::nullopt),
      security<platform::windows>("more", "", critical),
      security<platform::windows>("idle", "Never", moderate),
  };
  const pp::patch_groups lists = {{"in", {"old", "other", "more"}}, {"out", {"more"}}};
  const pp::catalog_index<platform::windows> index(records);
  const pp::catalog_groups<platform::windows> groups(index, records, lists);
  pp::compiled_task<platform::windows> task(index, groups);
  task.set_enabled(true);
  pp::windows_severity_option severity;
  severity.security = {critical, unassigned};
  task.set_severity(severity);
  task.set_patch_groups(std::optional(pp::group_choice::of({"in"}, {"out"}).value()));
  const auto selected = pp::select(task);
  const pp::deployment_counts counts = pp::count_deployment(selected);

  CHECK(counts.missing == 6);
  CHECK(counts.deploying == 3);  // new, other and plain
  CHECK(counts.selected_by(rule::severity) == 3);  // not old, which is not the latest
  CHECK(counts.selected_by(rule::included_group) == 3);
  CHECK(counts.selected_alone_by(rule::severity) == 2);
  CHECK(counts.selected_alone_by(rule::included_group) == 2);
  CHECK(counts.removed_by(rule::excluded_group) == 1);
  CHECK(counts.removed_by(rule::replaced_by_selected) == 1);
  CHECK(counts.removed_by(rule::nothing_selects) == 0);

  const pp::severity_counts by_level = {1, 0, 0, 1, 1, 0};
  CHECK(pp::count_by_severity(selected) == by_level);
  CHECK(counts.by_severity == by_level);
  const std::vector<pp::vendor_count> by_vendor = {{"Alpha", 2}, {"Zeta", 1}};
  CHECK(pp::count_by_vendor(selected) == by_vendor);
  CHECK(counts.by_vendor == by_vendor);
}

TEST_CASE("what is needed by a deploying advisory is selected, and nothing removes it (rule D10)") {
  auto first = security<platform::gnu_linux>("first", "V", critical);
  first.depends_on = {"second"};
  auto second = security<platform::gnu_linux>("second", "V", std::nullopt);
  second.depends_on = {"third"};
  const auto third = security<platform::gnu_linux>("third", "W", critical);
  const std::vector<pp::patch<platform::gnu_linux>> records = {third, second, first};
  const pp::catalog_index<platform::gnu_linux> index(records);
  const pp::catalog_groups<platform::gnu_linux> groups(index, records, pp::patch_groups{});
  pp::compiled_task<platform::gnu_linux> task(index, groups);
  task.set_enabled(true);
  task.set_severity(pp::linux_severity_option{});
  const auto counts = pp::count_deployment(pp::select(task));
  CHECK(counts.deploying == 3);
  CHECK(counts.selected_by(rule::severity) == 2);
  CHECK(counts.selected_by(rule::dependency) == 2);
  CHECK(counts.selected_alone_by(rule::severity) == 1);
  CHECK(counts.selected_alone_by(rule::dependency) == 1);
  CHECK(counts.removed_by(rule::nothing_selects) == 0);
  CHECK(counts.by_severity == pp::severity_counts{2, 0, 0, 0, 0, 1});
}

TEST_CASE("the names of vendors are those of the index") {
  std::vector<pp::patch<platform::mac>> records = {security<platform::mac>("A", "a vendor with a long name", critical)};
  const pp::catalog_index<platform::mac> index(records);
  const pp::catalog_groups<platform::mac> groups(index, records, pp::patch_groups{});
  pp::compiled_task<platform::mac> task(index, groups);
  task.set_enabled(true);
  task.set_severity(pp::mac_severity_option{});
  records.clear();
  const auto by_vendor = pp::count_by_vendor(pp::select(task));
  REQUIRE(by_vendor.size() == 1);
  CHECK(by_vendor[0].vendor == "a vendor with a long name");
}
