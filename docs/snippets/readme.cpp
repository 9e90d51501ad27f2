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
  static auto kind(const update&) { return pp::patch_kind::security; }
  using level = pp::severity_level;
  static auto severity(const update& u) { return u.critical ? level::critical : level::low; }
  static const auto& supersedes(const update& u) { return u.replaces; }
};

std::string tonight(const pp::configuration& config, const std::vector<update>& missing) {
  const auto& task = config.windows.routine_maintenance;
  const auto bound = pp::bind(task, {});
  const pp::supersession newer(missing);
  const auto verdicts = pp::select(bound, missing, newer);
  std::string text;
  for (pp::ordinal i = 0; i < missing.size(); ++i)
    text += missing[i].kb + (verdicts[i].deploys() ? " deploys: " : " stays: ") +
            pp::to_text(pp::name_verdict(task.deploy, bound, newer, verdicts, i)) + '\n';
  return text;  // "KB5034122 stays: superseded by KB5034763", and so on
}
// [/evaluate]

TEST_CASE("the records of the README are judged") {
  const std::vector<update> missing = {
      {"KB5034122", true, {}}, {"KB5034763", true, {"KB5034122"}}, {"KB5002464", false, {}}};
  CHECK(tonight(pp::default_configuration(), missing) ==
        "KB5034122 stays: superseded by KB5034763\n"
        "KB5034763 deploys: severity\n"
        "KB5002464 stays: nothing selects it\n");
}
