// SPDX-License-Identifier: BSL-1.0
// Judging patches allocates for the scan as a whole, never for a patch.
#include "patchpolicy/decide/selection.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/counted_memory.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using record = pp::patch<pp::platform::windows>;

// Long ids, bulletins and products, so that no copy of one would go unseen.
std::vector<record> chain_of(std::size_t count) {
  std::vector<record> records(count);
  for (std::size_t i = 0; i < count; ++i) {
    record& r = records[i];
    r.id = "a patch with a long identifier, number " + std::to_string(i);
    r.bulletin = "a bulletin with a long name, number " + std::to_string(i);
    r.vendor = "a vendor with a long name, number " + std::to_string(i % 7);
    r.family = "a family of products with a long name";
    r.kind = pp::patch_kind::security;
    r.severity = static_cast<pp::severity_level>(i % 5);
    r.cves = {{"CVE", {}, i % 3 == 0}};
    if (i % 4 != 0) r.supersedes = {records[i - 1].id};
  }
  return records;
}

pp::task<pp::platform::windows> demanding_task() {
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.risk = pp::risk_option{.vrr_at_least = 5.00_vrr, .cvss_at_least = 5.0_cvss, .exploited = true};
  task.deploy.severity = pp::windows_severity_option{};
  task.deploy.patch_groups = pp::group_choice::of({"in"}, {"out"}).value();
  task.deploy.products = pp::product_tree::of(true, {}, {{"a vendor with a long name, number 3", "", ""}}).value();
  return task;
}

std::size_t allocations_of_select(std::size_t count) {
  const std::vector<record> records = chain_of(count);
  pp::patch_groups groups = {{"in", {}}, {"out", {}}};
  for (std::size_t i = 0; i < count; i += 10) groups[0].patches.push_back(records[i].id);
  for (std::size_t i = 5; i < count; i += 10) groups[1].patches.push_back(records[i].bulletin);
  const auto bound = pp::bind(demanding_task(), groups);
  const pp::supersession scan(records);
  tests::memory.reset();
  const auto verdicts = pp::select(bound, records, scan);
  const std::size_t allocations = tests::memory.allocations;
  REQUIRE(verdicts.size() == count);
  return allocations;
}

}  // namespace

TEST_CASE("a hundred thousand patches take as many allocations as ten") {
  const std::size_t few = allocations_of_select(10);
  CHECK(few <= 2);  // the verdicts, and what rule D8 needs
  CHECK(allocations_of_select(1'000) <= 2);
  CHECK(allocations_of_select(100'000) <= 2);
}

TEST_CASE("the facts of one patch take none, nor does its verdict") {
  const std::vector<record> records = chain_of(8);
  const pp::patch_groups groups = {{"in", {records[3].id}}};
  const auto bound = pp::bind(demanding_task(), groups);
  tests::memory.reset();
  std::size_t deploying = 0;
  for (const record& r : records)
    if (pp::judge_windows(bound.rules(), bound.facts(r), pp::no_ordinal).deploys()) ++deploying;
  CHECK(tests::memory.allocations == 0);
  CHECK(deploying > 0);
}

TEST_CASE("the count itself counts") {
  tests::memory.reset();
  const std::vector<int> one(100, 1);
  CHECK(tests::memory.allocations == 1);
  CHECK(tests::memory.bytes >= one.size() * sizeof(int));
}
