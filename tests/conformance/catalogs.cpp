// SPDX-License-Identifier: BSL-1.0
// Every real catalog, under a dozen configurations: it reads, is written and read again as the same, and its verdicts
// hold together.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "patchpolicy/decide/explanation.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Groups of every seventh and every eleventh patch.
template <class Records>
pp::patch_groups groups_of(const Records& records) {
  pp::patch_groups groups = {{"Seventh", {}}, {"Eleventh", {}}};
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i % 7 == 0) groups[0].patches.emplace_back(records[i].id);
    if (i % 11 == 0) groups[1].patches.emplace_back(records[i].bulletin.empty() ? records[i].id : records[i].bulletin);
  }
  return groups;
}

std::vector<pp::task<pp::platform::windows>> windows_tasks() {
  using enum pp::severity_level;
  const auto both = pp::group_choice::of({"Seventh"}, {"Eleventh"}).value();
  std::vector<pp::task<pp::platform::windows>> tasks(12);
  for (auto& task : tasks) task.enabled = true;
  tasks[0].enabled = false;
  tasks[2].deploy.severity = pp::windows_severity_option{};
  tasks[3].deploy.severity =
      pp::windows_severity_option{{critical, important, moderate, low, unassigned}, {unassigned}};
  tasks[4].deploy.risk = pp::risk_option{.cvss_at_least = 7.0_cvss, .exploited = true};
  tasks[5].deploy.risk = pp::risk_option{.vrr_at_least = 0.00_vrr};
  tasks[6].deploy.patch_groups = both;
  tasks[7] = tasks[3];
  tasks[7].deploy.patch_groups = both;
  tasks[8] = tasks[7];
  tasks[8].deploy.products = pp::product_tree::of(true, {}, {{"microsoft", "", ""}}).value();
  tasks[9] = tasks[7];
  tasks[9].deploy.products = pp::product_tree::of(false, {{"Microsoft", "Windows", ""}}).value();
  tasks[10].deploy.enablement_packages = {{"KB5015684", "KB5027397"}};
  tasks[11] = tasks[7];
  tasks[11].deploy.risk = tasks[4].deploy.risk;
  return tasks;
}

std::vector<pp::task<pp::platform::mac>> mac_tasks() {
  std::vector<pp::task<pp::platform::mac>> tasks(2);
  for (auto& task : tasks) task.enabled = true;
  tasks[0].deploy.severity = pp::mac_severity_option{{pp::severity_level::unassigned}, true};
  tasks[1].deploy.patch_groups = pp::group_inclusion::of({"Seventh", "Eleventh"}).value();
  return tasks;
}

std::vector<pp::task<pp::platform::gnu_linux>> linux_tasks() {
  std::vector<pp::task<pp::platform::gnu_linux>> tasks(3);
  for (auto& task : tasks) task.enabled = true;
  tasks[0].deploy = pp::all_missing_patches{};
  tasks[1].deploy = pp::linux_selection{.severity = pp::linux_severity_option{.bug_fix = true, .enhancement = true}};
  tasks[2].deploy = pp::linux_selection{.patch_groups = pp::group_inclusion::of({"Seventh"}).value()};
  return tasks;
}

// What must hold between the verdicts of one scan.
template <class Task>
void check_verdicts(const Task& task, const pp::catalog& catalog, pp::preview_patches previews) {
  const auto& records = catalog.records<Task::os>();
  const auto groups = groups_of(records);
  const auto bound = pp::bind(task, groups, previews);
  const pp::scan_for<Task::os> scan(records);
  const auto verdicts = pp::select(bound, records, scan);
  REQUIRE(verdicts.size() == records.size());
  for (pp::ordinal at = 0; at < records.size(); ++at) {
    const pp::verdict& v = verdicts[at];
    const auto deploys = [&](pp::ordinal other) { return other < records.size() && verdicts[other].deploys(); };
    bool good = v.deploys() == (!v.selected_by().empty() && v.stopped_by().empty());
    good = good && (!v.selected_by().empty() || !v.stopped_by().empty());
    good = good && (!v.has(pp::rule::replaced_by_selected) || deploys(v.witness(pp::rule::replaced_by_selected)));
    good = good && (!v.has(pp::rule::dependency) || deploys(v.witness(pp::rule::dependency)));
    std::string line;
    pp::append_verdict_line(line, pp::name_verdict(task.deploy, bound, scan, verdicts, at));
    const auto read = pp::read_verdict_lines(line);
    good = good && read && read->size() == 1 && read->front().deploys == v.deploys();
    if (!good) FAIL(records[at].id << " " << line);
  }
}

}  // namespace

TEST_CASE("every real catalog is read, written and judged") {
  const std::filesystem::path folder = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "data" / "catalogs";
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "SKIPPED: no catalogs in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  std::size_t records = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path().filename().string());
    const auto catalog = pp::read_catalog(contents(entry.path()));
    if (!catalog) FAIL(pp::to_text(catalog.error(), "catalog"));
    const auto again = pp::read_catalog(pp::write_catalog(*catalog));
    REQUIRE((again && *again == *catalog));
    for (const auto previews : {pp::preview_patches::invisible, pp::preview_patches::visible})
      for (const auto& task : windows_tasks()) check_verdicts(task, *catalog, previews);
    for (const auto& task : mac_tasks()) check_verdicts(task, *catalog, pp::preview_patches::invisible);
    for (const auto& task : linux_tasks()) check_verdicts(task, *catalog, pp::preview_patches::invisible);
    records += catalog->size();
  }
  CHECK(records > 20'000);
}
