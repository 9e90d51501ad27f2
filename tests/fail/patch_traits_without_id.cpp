// SPDX-License-Identifier: BSL-1.0
// expect: patch_record
// expect: patch_traits<.*>::id ?\(record\)
#include <string_view>
#include <vector>

#include "patchpolicy/decide/selection.hpp"

namespace pp = patchpolicy;

struct update {
  std::string_view kb;
};

template <>
struct pp::patch_traits<update> {
  static constexpr auto os = platform::windows;
#ifndef PATCHPOLICY_MUST_NOT_COMPILE
  static constexpr std::string_view id(const update& u) { return u.kb; }
#endif
};

std::size_t count(const pp::task<pp::platform::windows>& task, const pp::patch_groups& groups,
                  const std::vector<update>& scan) {
  return pp::select(pp::bind(task, groups), scan).size();
}
