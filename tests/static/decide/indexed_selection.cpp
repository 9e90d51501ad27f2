// SPDX-License-Identifier: BSL-1.0
// The whole path through an index, in constant expressions.
#include "patchpolicy/decide/indexed_selection.hpp"

#include <optional>
#include <string_view>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/model/task.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using pp::platform;
using pp::rule;
using namespace patchpolicy::literals;

namespace {

constexpr std::string_view approved[] = {"V3"};
constexpr std::string_view bad[] = {"B2"};
constexpr pp::patch_group_view group_list[] = {{"Approved", approved}, {"Bad", bad}};
constexpr pp::patch_groups_view groups = group_list;
constexpr std::string_view approved_name[] = {"Approved"};
constexpr std::string_view bad_name[] = {"Bad"};
constexpr std::string_view packages[] = {"E"};
constexpr pp::product_tree_view::path cleared[] = {{"other", "", ""}};

constexpr std::string_view v3[] = {"V3"};
constexpr std::string_view v4[] = {"V4"};
constexpr std::string_view w1[] = {"W1"};
constexpr std::optional security = pp::patch_kind::security;
constexpr std::optional critical = pp::severity_level::critical;
constexpr std::optional important = pp::severity_level::important;

template <platform Platform>
constexpr pp::patch_view<Platform> records[] = {
    {.id = "V3", .vendor = "Vantosi", .kind = security, .severity = pp::severity_level::low},
    {.id = "V4", .vendor = "Vantosi", .kind = security, .severity = critical, .supersedes = v3},
    {.id = "V5", .vendor = " VANTOSI", .kind = security, .severity = important, .supersedes = v4},
    {.id = "W1", .vendor = "W", .kind = security, .severity = critical},
    {.id = "W2", .bulletin = "B2", .vendor = "W", .kind = security, .severity = critical, .supersedes = w1},
    {.id = "O", .vendor = "Other", .kind = security, .severity = critical},
    {.id = "E", .kind = pp::patch_kind::enablement},
    {.id = "N"},
};

template <platform Platform>
constexpr pp::task_view<Platform> make_task() {
  pp::task_view<Platform> task;
  task.enabled = true;
  if constexpr (Platform == platform::windows) {
    task.deploy.risk = pp::risk_option{.vrr_at_least = 5.00_vrr};
    task.deploy.severity = pp::windows_severity_option{};
    task.deploy.patch_groups = pp::group_choice_view::of(approved_name, bad_name).value();
    task.deploy.enablement_packages = pp::list_view<std::string_view>(packages);
    task.deploy.products = pp::product_tree_view::of(true, {}, cleared).value();
  } else if constexpr (Platform == platform::mac) {
    task.deploy.severity = pp::mac_severity_option{};
    task.deploy.patch_groups = pp::group_inclusion_view::of(approved_name).value();
  } else {
    task.deploy = pp::linux_selection_view{.severity = pp::linux_severity_option{}, .patch_groups = std::nullopt};
  }
  return task;
}

// The rules of each verdict and how many deploy, kept and not, and anew after a change.
template <platform Platform>
constexpr bool agrees() {
  const auto task = make_task<Platform>();
  const pp::scan_for<Platform> scan(records<Platform>);
  const auto expected = pp::select(pp::bind(task, groups), records<Platform>, scan);
  const pp::catalog_index<Platform> index(records<Platform>, scan);
  const pp::catalog_groups<Platform> members(index, records<Platform>, groups);
  pp::compiled_task<Platform> compiled(index, members, task);
  pp::indexed_selection<Platform> selected = pp::select(compiled);
  const pp::indexed_verdicts<Platform> kept(compiled);
  std::size_t deploying = 0;
  for (pp::ordinal i = 0; i < selected.size(); ++i) {
    if (selected[i] != expected[i] || kept[i] != expected[i]) return false;
    if (expected[i].deploys()) ++deploying;
  }
  if (selected.count() != deploying || deploying == 0) return false;
  compiled.set_enabled(false);
  selected.update();
  return selected.count() == 0 && selected[1].has(rule::nothing_selects);
}

}  // namespace

TEST_CASE("the compiler evaluates an indexed catalog for Windows") {
  PATCHPOLICY_CHECK_BOTH(agrees<platform::windows>());
}
TEST_CASE("the compiler evaluates an indexed catalog for Mac") { PATCHPOLICY_CHECK_BOTH(agrees<platform::mac>()); }
TEST_CASE("the compiler evaluates an indexed catalog for Linux") {
  PATCHPOLICY_CHECK_BOTH(agrees<platform::gnu_linux>());
}
