// SPDX-License-Identifier: BSL-1.0
// The code of README.md.
#include "support/catch.hpp"

// [evaluate]
#include <patchpolicy/patchpolicy.hpp>
namespace pp = patchpolicy;

struct update {  // a record of your own product
  std::string kb;
  bool critical = false;
  std::vector<std::string> replaces = {};
};

template <>
struct pp::patch_traits<update> {  // how to read it; what is not said here is unknown
  static constexpr auto os = pp::platform::windows;
  static std::string_view id(const update& u) { return u.kb; }
  static std::optional<pp::patch_kind> kind(const update&) { return pp::patch_kind::security; }
  static std::optional<pp::severity_level> severity(const update& u) {
    return u.critical ? pp::severity_level::critical : pp::severity_level::low;
  }
  static const auto& supersedes(const update& u) { return u.replaces; }
};

std::string tonight(const pp::configuration& config, const pp::patch_groups& groups,
                    const std::vector<update>& missing) {
  const auto bound = pp::bind<pp::platform::windows>(config, groups);  // routine maintenance
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(bound, missing, scan);
  std::string text;
  for (pp::ordinal i = 0; i < missing.size(); ++i) {
    const auto line = pp::name_verdict(config.windows.routine_maintenance.deploy, bound, scan, verdicts, i);
    text += missing[i].kb + (verdicts[i].deploys() ? " deploys: " : " stays: ") + pp::to_text(line) + '\n';
  }
  return text;  // "KB5034763 deploys: severity" and so on
}
// [/evaluate]

TEST_CASE("the records of the README are judged") {
  const std::vector<update> missing = {
      {"KB5034122", true, {}}, {"KB5034763", true, {"KB5034122"}}, {"KB5002464", false, {}}};
  CHECK(tonight(pp::default_configuration(), {}, missing) ==
        "KB5034122 stays: superseded by KB5034763\n"
        "KB5034763 deploys: severity\n"
        "KB5002464 stays: nothing selects it\n");
}
