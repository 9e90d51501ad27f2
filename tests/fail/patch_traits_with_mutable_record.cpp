// SPDX-License-Identifier: BSL-1.0
// expect: severity must take a const record
#include <optional>
#include <vector>

#include "patchpolicy/decide/selection.hpp"

namespace pp = patchpolicy;

struct update {
  const char* kb;
};

template <>
struct patchpolicy::patch_traits<update> {
  static constexpr auto os = pp::platform::windows;
  static const char* id(const update& u) { return u.kb; }
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  static std::optional<pp::severity_level> severity(update&) { return pp::severity_level::critical; }
#else
  static std::optional<pp::severity_level> severity(const update&) { return pp::severity_level::critical; }
#endif
};

std::size_t count(const std::vector<update>& updates);

std::size_t count(const std::vector<update>& updates) {
  const auto bound = pp::bind(pp::task<pp::platform::windows>{}, pp::patch_groups{});
  return pp::select(bound, updates).size();
}
