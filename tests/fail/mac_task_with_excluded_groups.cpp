// SPDX-License-Identifier: BSL-1.0
// expect: no member named .*exclude
#include <string>
#include <vector>

#include "patchpolicy/model/task.hpp"

namespace pp = patchpolicy;

void choose(pp::task<pp::platform::mac>& task, const std::vector<std::string>& groups) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  task.deploy.patch_groups.emplace().exclude(groups);
#else
  task.deploy.patch_groups.emplace().include(groups);
#endif
}
