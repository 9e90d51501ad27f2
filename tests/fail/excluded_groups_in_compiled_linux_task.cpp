// SPDX-License-Identifier: BSL-1.0
// expect: no matching .*set_patch_groups
#include <optional>

#include "patchpolicy/decide/compiled_task.hpp"

namespace pp = patchpolicy;

void choose(pp::compiled_task<pp::platform::gnu_linux>& task) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  task.set_patch_groups(std::optional<pp::group_choice>());
#else
  task.set_patch_groups(std::optional<pp::group_inclusion>());
#endif
}
