// SPDX-License-Identifier: BSL-1.0
// Selecting on catalogs of growing size and on adversarial chains: time a patch should not grow. With the name of a
// catalog: on its Windows records.
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "support/timing.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using record = pp::patch<pp::platform::windows>;

std::vector<record> plain(std::size_t count) {
  std::vector<record> records(count);
  for (std::size_t i = 0; i < count; ++i) {
    records[i].id = "KB" + std::to_string(5'000'000 + i);
    records[i].vendor = "Vendor " + std::to_string(i % 200);
    records[i].family = "Product " + std::to_string(i % 5000);
    records[i].kind = pp::patch_kind::security;
    records[i].severity = static_cast<pp::severity_level>(i % 5);
  }
  return records;
}

// Chains of about four for each product.
std::vector<record> realistic(std::size_t count) {
  std::vector<record> records = plain(count);
  for (std::size_t i = 5000; i < count; ++i)
    if (i % 4 != 0) records[i].supersedes = {records[i - 5000].id};
  return records;
}

std::vector<record> one_chain(std::size_t count) {
  std::vector<record> records = plain(count);
  for (std::size_t i = 1; i < count; ++i) records[i].supersedes = {records[i - 1].id};
  return records;
}

std::vector<record> one_head(std::size_t count) {
  std::vector<record> records = plain(count);
  for (std::size_t i = 1; i < count; ++i) records[0].supersedes.push_back(records[i].id);
  return records;
}

// Half of the records are heads over a chain of the other half.
std::vector<record> many_heads(std::size_t count) {
  std::vector<record> records = plain(count);
  const std::size_t half = count / 2;
  for (std::size_t i = 1; i < half; ++i) records[i].supersedes = {records[i - 1].id};
  for (std::size_t i = half; i < count; ++i) records[i].supersedes = {records[half - 1].id};
  return records;
}

std::vector<record> one_circle(std::size_t count) {
  std::vector<record> records = one_chain(count);
  records[0].supersedes = {records[count - 1].id};
  return records;
}

}  // namespace

int main(int count_of_arguments, char** arguments) {
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.risk = pp::risk_option{.vrr_at_least = 8.00_vrr, .cvss_at_least = 9.0_cvss, .exploited = true};
  task.deploy.severity = pp::windows_severity_option{.security = {pp::severity_level::critical}};
  task.deploy.patch_groups = pp::group_choice::of({"in"}, {"out"}).value();
  task.deploy.products = pp::product_tree::of(true, {}, {{"Vendor 3", "", ""}, {"Vendor 7", "", ""}}).value();

  if (count_of_arguments > 1) {
    std::ifstream file(arguments[1], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "%s: cannot be read\n", arguments[1]);
      return 2;
    }
    const auto catalog = pp::read_catalog(std::string(std::istreambuf_iterator<char>(file), {}));
    if (!catalog) {
      std::fputs(pp::to_text(catalog.error(), arguments[1]).c_str(), stderr);
      return 2;
    }
    const auto& records = catalog->records<pp::platform::windows>();
    const auto bound = pp::bind(task, pp::patch_groups{});
    const double both = tests::median_milliseconds([&] { pp::select(bound, records, pp::supersession(records)); });
    std::printf("%zu Windows records, supersession and select: %.2f ms\n", records.size(), both);
    return 0;
  }

  struct shape {
    const char* name;
    std::vector<record> (*make)(std::size_t);
  };
  constexpr shape shapes[] = {{"monthly chains", realistic},
                              {"one chain", one_chain},
                              {"one head over all", one_head},
                              {"many heads over a chain", many_heads},
                              {"one circle", one_circle}};
  std::printf("%-26s %10s %16s %16s %10s\n", "shape", "patches", "supersession", "select", "deploy");
  for (const shape& s : shapes)
    for (const std::size_t count : {std::size_t{10'000}, std::size_t{100'000}, std::size_t{1'000'000}}) {
      const std::vector<record> records = s.make(count);
      pp::patch_groups groups = {{"in", {}}, {"out", {}}};
      for (std::size_t i = 0; i < count; i += 100) groups[0].patches.push_back(records[i].id);
      for (std::size_t i = 50; i < count; i += 1000) groups[1].patches.push_back(records[i].id);
      const auto bound = pp::bind(task, groups);
      const pp::supersession scan(records);
      const auto per_patch = [&](double milliseconds) { return milliseconds * 1e6 / static_cast<double>(count); };
      const double build = tests::median_milliseconds([&] { pp::supersession again(records); });
      std::size_t deploying = 0;
      const double select = tests::median_milliseconds([&] {
        deploying = 0;
        for (const auto& [r, verdict] : pp::select(bound, records, scan)) deploying += verdict.deploys() ? 1u : 0u;
      });
      std::printf("%-26s %10zu %8.1f ns each %8.1f ns each %10zu\n", s.name, count, per_patch(build), per_patch(select),
                  deploying);
    }
}
