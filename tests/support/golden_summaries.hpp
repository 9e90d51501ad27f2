// SPDX-License-Identifier: BSL-1.0
// The configurations of tests/golden/summary, each with what its summary is made with.
#pragma once

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "patchpolicy/text.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/catch.hpp"

namespace tests {

namespace pp = patchpolicy;

struct golden_summary {
  std::string_view name;  // of its file
  std::string_view zone = {};
  std::chrono::sys_days after = {};
  bool with_catalog = false;
};

inline constexpr auto day_of_golden(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day));
}

inline constexpr std::string_view amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3";

inline constexpr golden_summary golden_summaries[] = {
    {"default", amsterdam, day_of_golden(2026, 1, 1)},
    {"scan-only"},
    {"recurrences", amsterdam, day_of_golden(2026, 1, 1)},
    {"first-and-last", amsterdam, day_of_golden(2026, 1, 1)},
    {"spring", amsterdam, day_of_golden(2026, 3, 28)},
    {"autumn", amsterdam, day_of_golden(2026, 10, 24)},
    {"every-option"},
    {"empty-options"},
    {"linux-all"},
    {"users"},
    {"unfinished", amsterdam, day_of_golden(2026, 1, 30)},
    {"counts", {}, {}, true},
    {"previews", "NZST-12NZDT,M9.5.0,M4.1.0/3", day_of_golden(2026, 1, 10), true},
    {"hostile"},
};

inline std::string golden_folder() {
  const std::string here = __FILE__;
  return here.substr(0, here.find_last_of("/\\") + 1) + "../golden/summary/";
}

inline std::string golden_file(const std::string& name) {
  std::ifstream file(golden_folder() + name, std::ios::binary);
  INFO("reading " << golden_folder() + name);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline pp::configuration configuration_of(const golden_summary& golden) {
  auto config = pp::read_configuration(golden_file(std::string(golden.name) + ".json"));
  INFO(golden.name << ": " << (config ? "" : pp::to_text(config.error(), golden.name)));
  REQUIRE(config.has_value());
  if (golden.name == "unfinished") {  // files always have schedules, values under edit may lack them
    config->windows.zero_day_response.schedule.reset();
    config->gnu_linux.routine_maintenance.schedule.reset();
  }
  return *std::move(config);
}

inline const pp::catalog& golden_catalog() {
  static const pp::catalog read = [] {
    auto records = pp::read_catalog(golden_file("catalog.ndjson"));
    REQUIRE(records.has_value());
    return *std::move(records);
  }();
  return read;
}
inline const pp::patch_groups& golden_groups() {
  static const pp::patch_groups read = [] {
    auto groups = pp::read_patch_groups(golden_file("groups.json"));
    REQUIRE(groups.has_value());
    return *std::move(groups);
  }();
  return read;
}

inline pp::summary summary_of(const golden_summary& golden) {
  const pp::configuration config = configuration_of(golden);
  pp::validation_context context;
  if (golden.with_catalog) context = {&golden_groups(), &golden_catalog()};
  if (golden.zone.empty()) return pp::summarize(config, context);
  const auto zone = pp::posix_zone::parse(golden.zone);
  REQUIRE(zone.has_value());
  return pp::summarize(config, context, golden.after, *zone);
}

// Calls `f(line)` for all lines, `g(finding)` for all findings.
template <class OnLine, class OnFinding>
void for_each_sentence(const pp::summary& s, OnLine f, OnFinding g) {
  const auto all = [](const auto& list, auto& call) {
    for (const auto& element : list) call(element);
  };
  for (const pp::platform_summary& tab : s.tabs) {
    all(tab.lines, f);
    for (const pp::task_summary& task : tab.tasks) {
      all(task.lines, f);
      all(task.findings, g);
    }
  }
  all(s.findings, g);
}

}  // namespace tests
