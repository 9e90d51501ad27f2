// SPDX-License-Identifier: BSL-1.0
// The code of README.md.
#include <ostream>
#include <sstream>

#include "support/catch.hpp"

// [evaluate]
#include <patchpolicy/patchpolicy.hpp>
namespace pp = patchpolicy;

struct update {  // a record of your own product
  std::string kb;
  pp::severity_level severity;
  std::vector<std::string> replaces = {};
};
template <>
struct pp::patch_traits<update> {  // how to read it; what is not said here is unknown
  static constexpr auto os = pp::platform::windows;
  static std::string_view id(const update& u) { return u.kb; }
  static auto kind(const update&) { return pp::patch_kind::security; }
  static auto severity(const update& u) { return u.severity; }
  static const auto& supersedes(const update& u) { return u.replaces; }
};

void tell(const pp::task<pp::platform::windows>& task, const std::vector<update>& missing, std::ostream& out) {
  const auto bound = pp::bind(task, {});
  const pp::supersession newer(missing);
  const auto verdicts = pp::select(bound, missing, newer);
  for (pp::ordinal i = 0; i < missing.size(); ++i)  // "KB5034122 stays: superseded by KB5034763", and so on
    out << missing[i].kb << (verdicts[i].deploys() ? " deploys: " : " stays: ")
        << pp::to_text(pp::name_verdict(task.deploy, bound, newer, verdicts, i)) << '\n';
}
// [/evaluate]

TEST_CASE("the records of the README are judged") {
  using enum pp::severity_level;
  const std::vector<update> missing = {
      {"KB5034122", critical}, {"KB5034763", critical, {"KB5034122"}}, {"KB5002464", low}};
  std::ostringstream told;
  tell(pp::default_configuration().windows.routine_maintenance, missing, told);
  CHECK(told.str() ==
        "KB5034122 stays: superseded by KB5034763\n"
        "KB5034763 deploys: severity\n"
        "KB5002464 stays: nothing selects it\n");
}
