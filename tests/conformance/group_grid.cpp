// SPDX-License-Identifier: BSL-1.0
// The group grid of every real catalog is that of a naive count, and a group's records are those that it counts.
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "patchpolicy/decide/group_grid.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "support/catch.hpp"
#include "support/naive_group_grid.hpp"

namespace pp = patchpolicy;
using pp::platform;

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Every so many records one name: an id, a bulletin, or one that no record has.
pp::patch_groups groups_of(const std::vector<tests::naive_record>& records) {
  constexpr std::size_t names = 60;
  const std::size_t step = records.size() / names + 1;
  pp::patch_groups groups = {{"Ids", {}}, {"Bulletins", {}}, {"Both", {}}, {"Strange", {"no such patch", ""}}};
  for (std::size_t i = 0; i < records.size(); i += step) {
    const auto& record = records[i];
    groups[0].patches.push_back(record.id);
    groups[1].patches.push_back(record.bulletin.empty() ? record.id : record.bulletin);
    groups[2].patches.push_back(record.id);
    groups[2].patches.push_back(record.bulletin);
    groups[3].patches.push_back(record.id + ' ');
  }
  return groups;
}

pp::configuration sample() {
  pp::configuration config;
  auto& windows = config.windows.routine_maintenance;
  windows.enabled = true;
  windows.deploy.patch_groups = pp::group_choice::of({"Ids", "Lost"}, {"Both"}).value();
  config.gnu_linux.routine_maintenance.enabled = true;
  config.gnu_linux.routine_maintenance.deploy = pp::all_missing_patches{};
  return config;
}

}  // namespace

TEST_CASE("the group grid of every real catalog is that of a naive count") {
  const std::filesystem::path folder = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "data" / "catalogs";
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "SKIPPED: no catalogs in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  const pp::configuration config = sample();
  std::size_t counted = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path().filename().string());
    const auto all = pp::read_catalog(contents(entry.path()));
    REQUIRE(all.has_value());
    const auto records = tests::naive_records(*all);
    const auto groups = groups_of(records);
    for (const platform os : {platform::windows, platform::mac, platform::gnu_linux}) {
      const pp::configured_task configured{os, pp::task_kind::routine_maintenance};
      const auto grid = pp::grid_of(config, groups, configured, *all);
      CHECK((grid == tests::naive_grid(config, groups, configured, records)));
      for (pp::ordinal g = 0; g < groups.size(); ++g) {
        std::array<std::size_t, 3> opened = {};
        pp::for_each_record_in(groups[g], *all,
                               [&](auto of, pp::ordinal) { ++opened[static_cast<std::size_t>(of())]; });
        for (std::size_t p = 0; p < opened.size(); ++p) CHECK(opened[p] == grid.rows[g].cells[p].records);
        counted += grid.rows[g].total();
      }
    }
  }
  CHECK(counted > 1'000);
}
