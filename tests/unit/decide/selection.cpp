// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/selection.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using enum pp::severity_level;
using pp::patch_kind;
using pp::platform;
using windows_patch = pp::patch_view<platform::windows>;
using mac_patch = pp::patch_view<platform::mac>;

constexpr pp::staged_schedule nightly{.recurrence = pp::daily{}, .at = "23:00"_time};

// Worked example 5: V4 is critical and supersedes V3; V5 is important and supersedes V4.
constexpr std::string_view approved[] = {"V3"};
constexpr pp::patch_group_view group_list[] = {{"Approved", approved}};
constexpr pp::patch_groups_view groups = group_list;
constexpr std::string_view approved_name[] = {"Approved"};
constexpr std::string_view v3[] = {"V3"};
constexpr std::string_view v4[] = {"V4"};

template <platform Platform>
constexpr pp::patch_view<Platform> vantosi[] = {
    {.id = "V3", .kind = patch_kind::security, .severity = moderate},
    {.id = "V4", .kind = patch_kind::security, .severity = critical, .supersedes = v3},
    {.id = "V5", .kind = patch_kind::security, .severity = important, .supersedes = v4}};

constexpr pp::task_view<platform::windows> windows_task{
    .enabled = true,
    .schedule = nightly,
    .deploy = {.severity = pp::windows_severity_option{},
               .patch_groups = pp::group_choice_view::of(approved_name).value()}};
constexpr pp::task_view<platform::mac> mac_task{
    .enabled = true,
    .schedule = nightly,
    .deploy = {.severity = pp::mac_severity_option{},
               .patch_groups = pp::group_inclusion_view::of(approved_name).value()}};

constexpr bool example_5_on_windows() {
  const auto verdicts = pp::select(pp::bind(windows_task, groups), vantosi<platform::windows>);
  return verdicts.deploys("V3") && !verdicts.deploys("V4") && !verdicts.deploys("V5") &&
         verdicts.find("V4")->stopped_by() == pp::rule_set{pp::rule::not_latest} &&
         verdicts.find("V4")->witness(pp::rule::not_latest) == 2 &&
         verdicts.find("V5")->stopped_by() == pp::rule_set{pp::rule::nothing_selects};
}

constexpr bool example_5_on_mac() {
  const auto verdicts = pp::select(pp::bind(mac_task, groups), vantosi<platform::mac>);
  return !verdicts.deploys("V3") && verdicts.deploys("V4") && !verdicts.deploys("V5") &&
         verdicts.find("V3")->witness(pp::rule::replaced_by_selected) == 1;
}

}  // namespace

TEST_CASE("worked example 5 holds on Windows and on Mac") {
  PATCHPOLICY_CHECK_BOTH(example_5_on_windows());
  PATCHPOLICY_CHECK_BOTH(example_5_on_mac());
}

TEST_CASE("a selection is a range of records with their verdicts, in the order of the input") {
  const std::vector<pp::patch<platform::windows>> records = {
      {.id = "b", .kind = patch_kind::security, .severity = critical}, {.id = "a"}, {.id = "a"}};
  const auto verdicts = pp::select(pp::bind(windows_task, groups), records);
  std::string seen;
  std::size_t at = 0;
  for (const auto& [record, verdict] : verdicts) {
    CHECK(&record == &records[at]);
    CHECK(&verdict == &verdicts[static_cast<pp::ordinal>(at)]);
    CHECK(&verdicts.record(static_cast<pp::ordinal>(at)) == &records[at]);
    seen += record.id;
    ++at;
  }
  CHECK(seen == "baa");
  CHECK(verdicts.size() == 3);
  CHECK(verdicts.find("a") == &verdicts[1]);
  CHECK(verdicts.find("c") == nullptr);
  CHECK(verdicts.deploys("b"));
  CHECK_FALSE(verdicts.deploys("a"));
  CHECK_FALSE(verdicts.deploys("c"));
}

TEST_CASE("no records, no verdicts") {
  const std::vector<pp::patch<platform::windows>> records;
  const auto verdicts = pp::select(pp::bind(windows_task, groups), records);
  CHECK(verdicts.size() == 0);
  CHECK(verdicts.begin() == verdicts.end());
}

TEST_CASE("one supersession serves several tasks, and is not changed by them") {
  const auto& records = vantosi<platform::windows>;
  const pp::supersession scan(records);
  const auto bound = pp::bind(windows_task, groups);
  const auto first = pp::select(bound, records, scan).verdicts();
  pp::select(pp::bind(pp::task_view<platform::windows>{}, groups), records, scan);
  CHECK(pp::select(bound, records, scan).verdicts() == first);
}
