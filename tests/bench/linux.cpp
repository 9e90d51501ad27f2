// SPDX-License-Identifier: BSL-1.0
// Linux scans of growing size: a million package entries, a hundred thousand dependencies, and ties that hurt a
// comparison. Time an entry should not grow.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/model/patch.hpp"
#include "support/timing.hpp"

namespace pp = patchpolicy;

namespace {

using advisory = pp::patch<pp::platform::gnu_linux>;

// Ten packages an advisory; `version_of` says how versions relate.
template <class VersionOf>
std::vector<advisory> advisories(std::size_t entries, VersionOf version_of) {
  const std::size_t count = entries / 10;
  std::vector<advisory> records(count);
  for (std::size_t i = 0; i < count; ++i) {
    records[i].id = "ALSA-2024:" + std::to_string(i);
    records[i].kind = pp::patch_kind::security;
    records[i].severity = static_cast<pp::severity_level>(i % 4);
    records[i].distribution = "almalinux";
    for (std::size_t p = 0; p < 10; ++p)
      records[i].packages.push_back({"package-" + std::to_string((i * 10 + p) % 5000), version_of(i)});
    if (i > 0) records[i].depends_on = {records[i - 1].id};
  }
  return records;
}

std::string growing(std::size_t i) { return "1." + std::to_string(i) + "-1.el9"; }
std::string tied(std::size_t) { return "0:1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0-1.el9"; }

}  // namespace

int main() {
  pp::task<pp::platform::gnu_linux> task;
  task.enabled = true;
  task.deploy = pp::basic_linux_selection<pp::owned>{.severity = pp::linux_severity_option{}};
  const auto bound = pp::bind(task, pp::patch_groups{});

  struct shape {
    const char* name;
    std::string (*version_of)(std::size_t);
  };
  std::printf("%-18s %10s %10s %18s %18s %10s\n", "shape", "entries", "advisories", "scan", "select", "deploy");
  for (const shape& s : {shape{"growing versions", growing}, shape{"all tied", tied}})
    for (const std::size_t entries : {std::size_t{10'000}, std::size_t{100'000}, std::size_t{1'000'000}}) {
      const std::vector<advisory> records = advisories(entries, s.version_of);
      const double build = tests::median_milliseconds([&] { pp::linux_scan again(records); });
      const pp::linux_scan scan(records);
      std::size_t deploying = 0;
      const double select = tests::median_milliseconds([&] {
        deploying = 0;
        for (const auto& [record, verdict] : pp::select(bound, records, scan)) deploying += verdict.deploys() ? 1u : 0u;
      });
      const auto per_entry = [&](double milliseconds) { return milliseconds * 1e6 / static_cast<double>(entries); };
      std::printf("%-18s %10zu %10zu %10.1f ns each %10.1f ns each %10zu\n", s.name, entries, records.size(),
                  per_entry(build), per_entry(select), deploying);
    }
}
