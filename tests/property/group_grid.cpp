// SPDX-License-Identifier: BSL-1.0
// The group grid agrees with a naive one, and its exact answer with the naive selection.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/decide/deploying_tasks.hpp"
#include "patchpolicy/decide/group_grid.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/group_grid_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "support/catch.hpp"
#include "support/naive_group_grid.hpp"
#include "support/naive_selection.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using pp::platform;

namespace {

// Small alphabets, so that ids, bulletins and names of groups meet.
class grid_case {
 public:
  explicit grid_case(std::uint64_t seed) : numbers_(seed) {
    for (std::size_t i = numbers_.below(5); i > 0; --i) {
      groups.push_back({"G" + number(6), {}});  // two of one name count each by itself
      for (std::size_t names = numbers_.below(7); names > 0; --names)
        groups.back().patches.push_back(numbers_.chance(5) ? "" : "P" + number(12));
    }
    for (std::size_t i = numbers_.below(9); i > 0; --i) {
      add<platform::windows>();
      add<platform::mac>();
      add<platform::gnu_linux>();
    }
    set(config.windows.routine_maintenance);
    set(config.windows.priority_updates);
    set(config.windows.zero_day_response);
    auto& mac = config.mac.routine_maintenance;
    mac.enabled = numbers_.chance(60);
    if (numbers_.chance(70)) mac.deploy.patch_groups = pp::group_inclusion::of(names(0)).value();
    auto& gnu_linux = config.gnu_linux.routine_maintenance;
    gnu_linux.enabled = numbers_.chance(60);
    if (numbers_.chance(30))
      gnu_linux.deploy = pp::all_missing_patches{};
    else
      gnu_linux.deploy = pp::linux_selection{.patch_groups = pp::group_inclusion::of(names(1)).value()};
    const auto os = static_cast<platform>(numbers_.below(3));
    configured = {os, os == platform::windows ? static_cast<pp::task_kind>(numbers_.below(3))
                                              : pp::task_kind::routine_maintenance};
  }

  pp::configuration config;
  pp::patch_groups groups;
  pp::catalog all;
  pp::configured_task configured;

 private:
  std::string number(std::size_t bound) { return std::to_string(numbers_.below(bound)); }
  // Different ones for a different rest.
  std::vector<std::string> names(int rest) {
    std::vector<std::string> chosen;
    for (int g = 0; g < 7; ++g)
      if (g % 2 == rest && numbers_.chance(50)) chosen.push_back("G" + std::to_string(g));
    return chosen;
  }
  template <class Task>
  void set(Task& task) {
    task.enabled = numbers_.chance(60);
    if (!numbers_.chance(80)) return;
    const int included = numbers_.between(0, 1);
    std::vector<std::string> some = names(included);
    task.deploy.patch_groups = pp::group_choice::of(std::move(some), names(1 - included)).value();
  }
  template <platform Platform>
  void add() {
    if (numbers_.chance(30)) return;
    const std::string id = "P" + number(10);
    const std::string bulletin = numbers_.chance(40) ? "" : "P" + number(10);
    pp::patch_view<Platform> record;
    record.id = id;
    record.bulletin = bulletin;
    all.add(record);
  }

  naive::random_numbers numbers_;
};

template <class Number>
void count_if_set(std::size_t& count, const Number& set) {
  if (set) ++count;
}

}  // namespace

TEST_CASE("the group grid agrees with a naive one") {
  std::size_t twice = 0;
  std::size_t unknown = 0;
  std::size_t absent = 0;
  std::size_t open = 0;
  std::size_t crossed_out = 0;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    const grid_case c(seed);
    const auto records = tests::naive_records(c.all);
    const auto expected = tests::naive_grid(c.config, c.groups, c.configured, records);
    const auto actual = pp::grid_of(c.config, c.groups, c.configured, c.all);
    if (actual != expected)
      FAIL("seed " << seed << "\n"
                   << pp::write_group_grid(actual, c.groups) << "expected\n"
                   << pp::write_group_grid(expected, c.groups));

    for (std::size_t g = 0; g < c.groups.size(); ++g) {
      INFO("seed " << seed << " group " << g);
      std::vector<std::pair<platform, std::string>> opened;
      pp::for_each_record_in(c.groups[g], c.all,
                             [&](auto os, pp::ordinal at) { opened.emplace_back(os, c.all.records<os()>()[at].id); });
      std::vector<std::pair<platform, std::string>> held;
      for (const auto& record : records)
        if (tests::holds(c.groups[g], record)) held.emplace_back(record.os, record.id);
      REQUIRE(opened == held);
      for (const auto& record : records)
        if (tests::holds(c.groups[g], record) && record.id != record.bulletin && !record.bulletin.empty())
          count_if_set(twice, tests::contains(c.groups[g].patches, record.id) &&
                                  tests::contains(c.groups[g].patches, record.bulletin));
      for (const auto& cell : expected.rows[g].cells) {
        count_if_set(open, cell.eye == pp::group_eye::open);
        count_if_set(crossed_out, cell.eye == pp::group_eye::crossed_out);
      }
      unknown += expected.rows[g].unknown.size();
    }
    absent += expected.absent.size();
  }
  // Else the cases show nothing.
  CHECK((std::min)({twice, unknown, absent, open, crossed_out}) > 1'000);
}

namespace {

// Whether the task of a case deploys each record, by the naive selection and by the grid's exact answer.
template <platform Platform>
void agree_on(naive::platform os, std::uint64_t count) {
  std::size_t deploying = 0;
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const naive::random_case c = naive::make_random_case(seed, os);
    INFO("seed " << seed << "\n" << c.configuration_json << "\n" << c.groups_json << "\n" << c.catalog_ndjson);
    const auto config = pp::read_configuration(c.configuration_json);
    const auto groups = pp::read_patch_groups(c.groups_json);
    const auto all = pp::read_catalog(c.catalog_ndjson);
    const auto task = pp::from_name<pp::task_kind>(c.task_kind);
    REQUIRE((config && groups && all && task));
    const auto& records = all->records<Platform>();
    const auto scan = [&] {
      if constexpr (Platform == platform::gnu_linux) {
        pp::linux_endpoint endpoint{.distribution =
                                        c.endpoint.distribution ? std::string_view(*c.endpoint.distribution) : ""};
        if (c.endpoint.major_version)
          endpoint.major_version = pp::distribution_version::of(*c.endpoint.major_version).optional();
        return pp::linux_scan(records, endpoint);
      } else {
        return pp::supersession(records);
      }
    }();
    const auto actual = pp::deploying_tasks(*config, *groups, records, scan);
    const auto expected = c.expected();
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const bool deploys = expected[i].find("\"deploys\":true") != std::string::npos;
      INFO(expected[i]);
      REQUIRE(actual[i].contains(*task) == deploys);
      count_if_set(deploying, deploys);
    }
    const pp::configured_task configured{Platform, *task};
    REQUIRE(pp::grid_of(*config, *groups, configured, *all) ==
            tests::naive_grid(*config, *groups, configured, tests::naive_records(*all)));
  }
  CHECK(deploying > 100);
}

}  // namespace

TEST_CASE("the exact answer beside the status is that of the naive selection, on Windows") {
  agree_on<platform::windows>(naive::platform::windows, 1000);
}

TEST_CASE("the exact answer beside the status is that of the naive selection, on a Mac") {
  agree_on<platform::mac>(naive::platform::mac, 500);
}

TEST_CASE("the exact answer beside the status is that of the naive selection, on Linux") {
  agree_on<platform::gnu_linux>(naive::platform::linux_os, 1000);
}
