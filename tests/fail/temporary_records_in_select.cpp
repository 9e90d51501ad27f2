// SPDX-License-Identifier: BSL-1.0
// expect: deleted function .*select
#include <vector>

#include "patchpolicy/decide/selection.hpp"

namespace pp = patchpolicy;

std::vector<pp::patch<pp::platform::mac>> scan();

std::size_t count(const pp::task<pp::platform::mac>& task, const pp::patch_groups& groups) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  return pp::select(pp::bind(task, groups), scan()).size();
#else
  const auto records = scan();
  return pp::select(pp::bind(task, groups), records).size();
#endif
}
