// SPDX-License-Identifier: BSL-1.0
// The code of docs/performance.md.
#include "support/catch.hpp"

// [index]
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;

using windows_patch = pp::patch<pp::platform::windows>;

/// What is made once for a catalog and its groups, and kept while somebody edits tasks.
struct console {
  console(const std::vector<windows_patch>& records, const pp::patch_groups& groups)
      : index(records), grouped(index, records, groups) {}

  pp::catalog_index<pp::platform::windows> index;
  pp::catalog_groups<pp::platform::windows> grouped;
};
// [/index]

namespace {

std::vector<windows_patch> catalog_of(std::size_t size) {
  std::vector<windows_patch> records(size);
  for (std::size_t i = 0; i < size; ++i) {
    records[i].id = "KB" + std::to_string(i);
    records[i].vendor = "Vendor " + std::to_string(i % 7);
    records[i].kind = pp::patch_kind::security;
    records[i].severity = static_cast<pp::severity_level>(i % 5);
    if (i % 3 == 0) records[i].cves.emplace_back().cvss.set(pp::cvss_version::v3_1, pp::cvss_score::constant<75>());
    if (i >= 7 && i % 4 == 0) records[i].supersedes = {"KB" + std::to_string(i - 7)};
  }
  return records;
}

pp::task<pp::platform::windows> usual_task() {
  pp::task<pp::platform::windows> task{.enabled = true};
  task.deploy.severity = pp::windows_severity_option{.security = {pp::severity_level::critical}};
  task.deploy.patch_groups = pp::group_choice::of({"Pilot"}).value();
  return task;
}

}  // namespace

TEST_CASE("an option is changed and the counts are made anew") {
  const std::vector<windows_patch> records = catalog_of(20'000);
  const pp::patch_groups groups = {{"Pilot", {"KB1", "KB2", "KB8"}}};
  auto task = usual_task();

  // [toggle]
  const console kept(records, groups);
  pp::compiled_task compiled(kept.index, kept.grouped, task);
  auto selection = pp::select(compiled);
  const std::size_t before = selection.count();

  compiled.set_risk(pp::risk_option{.cvss_at_least = 7.0_cvss});  // costs what this option costs
  selection.update();                                             // judges all records again
  const std::size_t after = selection.count();
  // [/toggle]

  CHECK(after > before);
  task.deploy.risk = pp::risk_option{.cvss_at_least = 7.0_cvss};
  const auto one_by_one = pp::select(pp::bind(task, groups), records);

  // [counts]
  const pp::severity_counts by_severity = pp::count_by_severity(selection);
  const std::vector<pp::vendor_count> by_vendor = pp::count_by_vendor(selection);
  const pp::deployment_counts all = pp::count_deployment(selection);  // also what each option selects (rule V4)
  // [/counts]

  CHECK(all == pp::count_deployment(one_by_one));
  CHECK(by_severity == all.by_severity);
  CHECK(by_vendor == all.by_vendor);

  // [verdicts]
  const pp::verdict one = selection[8];  // of records[8]

  pp::indexed_verdicts explained(compiled);  // to ask for many: keeps most of the work
  std::size_t superseded = 0;
  for (pp::ordinal i = 0; i < explained.size(); ++i) superseded += explained[i].has(pp::rule::not_latest) ? 1u : 0u;
  // [/verdicts]

  CHECK(one == one_by_one[8]);
  CHECK(superseded > 0);
  for (pp::ordinal i = 0; i < explained.size(); ++i) REQUIRE(explained[i] == one_by_one[i]);
}

// [threads]
pp::indexed_selection<pp::platform::windows> select_with_threads(
    const pp::compiled_task<pp::platform::windows>& compiled, std::size_t threads) {
  using selection = pp::indexed_selection<pp::platform::windows>;
  selection made(compiled, selection::not_judged{});
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t)
    workers.emplace_back(
        [&made, t, threads] { made.judge(made.parts() * t / threads, made.parts() * (t + 1) / threads); });
  for (std::thread& worker : workers) worker.join();
  made.settle();
  return made;
}
// [/threads]

TEST_CASE("threads share out the work") {
  const std::vector<windows_patch> records = catalog_of(20'000);
  const pp::patch_groups groups = {{"Pilot", {"KB1", "KB2", "KB8"}}};
  const console kept(records, groups);
  const pp::compiled_task compiled(kept.index, kept.grouped, usual_task());
  const auto alone = pp::select(compiled);
  for (const std::size_t threads : {1u, 2u, 5u}) {
    const auto shared = select_with_threads(compiled, threads);
    CHECK(shared.count() == alone.count());
    CHECK(pp::count_deployment(shared) == pp::count_deployment(alone));
  }
}
