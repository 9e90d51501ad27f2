// SPDX-License-Identifier: BSL-1.0
// Decides and computes a little; the output is expected.txt, however the library came here.
#include <patchpolicy/patchpolicy.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace pp = patchpolicy;

struct update {
  std::string kb;
  bool critical = false;
};

template <>
struct pp::patch_traits<update> {
  static constexpr auto os = pp::platform::windows;
  static std::string_view id(const update& u) { return u.kb; }
  static std::optional<pp::patch_kind> kind(const update&) { return pp::patch_kind::security; }
  static std::optional<pp::severity_level> severity(const update& u) {
    return u.critical ? pp::severity_level::critical : pp::severity_level::low;
  }
};

int main() {
  const pp::configuration config = pp::default_configuration();

  const std::vector<update> missing = {{"KB5034763", true}, {"KB5002464", false}};
  const auto bound = pp::bind<pp::platform::windows>(config, pp::patch_groups{});
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(bound, missing, scan);
  for (pp::ordinal i = 0; i < missing.size(); ++i) {
    const auto line = pp::name_verdict(config.windows.routine_maintenance.deploy, bound, scan, verdicts, i);
    std::printf("%s: %s\n", missing[i].kb.c_str(), pp::to_text(line).c_str());
  }

  const pp::sys_seconds now = pp::parse_instant("2026-10-01T00:00:00Z").value();
  const auto run = pp::next_run(config.windows.routine_maintenance, now, pp::utc_zone());
  std::printf("%s\n", pp::to_text(run->at).c_str());
}
