// SPDX-License-Identifier: BSL-1.0
// expect: no matching function for call to .*select
// expect: patch_record_of|patch_range_of
#include <vector>

#include "patchpolicy/decide/selection.hpp"

namespace pp = patchpolicy;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr pp::platform os = pp::platform::windows;
#else
constexpr pp::platform os = pp::platform::mac;
#endif

std::size_t count(const pp::task<pp::platform::mac>& task, const pp::patch_groups& groups,
                  const std::vector<pp::patch<os>>& records) {
  return pp::select(pp::bind(task, groups), records).size();
}
