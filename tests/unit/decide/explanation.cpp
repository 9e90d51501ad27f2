// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/explanation.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

using pp::platform;
using pp::rule;

std::vector<pp::ordinal> witnesses(const pp::task<platform::windows>& task, const pp::patch_groups& groups,
                                   const std::vector<pp::patch<platform::windows>>& records, pp::ordinal at, rule r,
                                   pp::preview_patches previews = pp::preview_patches::invisible) {
  const auto bound = pp::bind(task, groups, previews);
  const pp::supersession scan(records);
  const auto verdicts = pp::select(bound, records, scan);
  std::vector<pp::ordinal> found;
  pp::for_each_witness(bound, scan, verdicts, at, r, [&](pp::ordinal witness) { found.push_back(witness); });
  return found;
}

pp::task<platform::windows> critical_task() {
  pp::task<platform::windows> task;
  task.enabled = true;
  task.deploy.severity = pp::windows_severity_option{};
  return task;
}

pp::patch<platform::windows> critical(std::string_view id, std::vector<std::string> supersedes = {}) {
  return {.id = std::string(id),
          .kind = pp::patch_kind::security,
          .severity = pp::severity_level::critical,
          .supersedes = std::move(supersedes)};
}

using ordinals = std::vector<pp::ordinal>;

}  // namespace

TEST_CASE("rules that did not speak, or have no witness, name none") {
  pp::task<platform::windows> task = critical_task();
  task.deploy.products = pp::product_tree{};
  task.deploy.products->set({"Contoso"}, false);
  std::vector<pp::patch<platform::windows>> records = {critical("A")};
  records[0].vendor = "Contoso";
  CHECK(witnesses(task, {}, records, 0, rule::severity).empty());
  CHECK(witnesses(task, {}, records, 0, rule::included_group).empty());
  CHECK(witnesses(task, {}, records, 0, rule::product_filter).size() == 1);
}

TEST_CASE("groups and newer records are not named for rules that did not speak") {
  pp::task<platform::windows> task = critical_task();
  task.deploy.patch_groups = pp::group_choice{};
  task.deploy.patch_groups->include({"Approved"});
  const pp::patch_groups groups = {{"Approved", {"A"}}};
  std::vector<pp::patch<platform::windows>> records = {critical("A"), critical("B", {"A"})};
  records[0].preview = true;  // and so it has this one reason alone
  CHECK(witnesses(task, groups, records, 0, rule::included_group).empty());
  CHECK(witnesses(task, groups, records, 0, rule::not_latest).empty());
}

TEST_CASE("every group that holds the record is named, not only the first") {
  pp::task<platform::windows> task = critical_task();
  task.deploy.patch_groups = pp::group_choice{};
  task.deploy.patch_groups->include({"One", "Two", "Three"});
  task.deploy.patch_groups->exclude({"Four", "Five"});
  const pp::patch_groups groups = {{"One", {"A"}}, {"Two", {"B"}}, {"Three", {"A"}}, {"Four", {"A"}}, {"Five", {"A"}}};
  const std::vector<pp::patch<platform::windows>> records = {critical("A")};
  CHECK(witnesses(task, groups, records, 0, rule::included_group) == ordinals{0, 2});
  CHECK(witnesses(task, groups, records, 0, rule::excluded_group) == ordinals{0, 1});
}

TEST_CASE("rule D7: of the newer ones those are named that are visible and themselves the latest") {
  const pp::task<platform::windows> task = critical_task();
  std::vector<pp::patch<platform::windows>> records = {critical("A"), critical("B", {"A"}), critical("C", {"B"}),
                                                       critical("D", {"A"}), critical("E", {"D"})};
  CHECK(witnesses(task, {}, records, 0, rule::not_latest) == ordinals{2, 4});
  records[4].preview = true;
  CHECK(witnesses(task, {}, records, 0, rule::not_latest) == ordinals{2, 3});
  CHECK(witnesses(task, {}, records, 0, rule::not_latest, pp::preview_patches::visible) == ordinals{2, 4});
}

TEST_CASE("rule D8: of the newer ones those are named that deploy") {
  pp::task<platform::windows> task = critical_task();
  task.deploy.patch_groups = pp::group_choice{};
  task.deploy.patch_groups->include({"Approved"});
  const pp::patch_groups groups = {{"Approved", {"A", "B"}}};
  const std::vector<pp::patch<platform::windows>> records = {critical("A"), critical("B", {"A"}), critical("C", {"B"})};
  CHECK(witnesses(task, groups, records, 0, rule::replaced_by_selected) == ordinals{2});
}
