// SPDX-License-Identifier: BSL-1.0
// expect: deleted (function|constructor) .*compiled_task
#include "patchpolicy/decide/compiled_task.hpp"

namespace pp = patchpolicy;

pp::catalog_groups<pp::platform::windows> groups_of(const pp::catalog_index<pp::platform::windows>& index);

bool is_on(const pp::catalog_index<pp::platform::windows>& index) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  const pp::compiled_task<pp::platform::windows> task(index, groups_of(index));
#else
  const auto groups = groups_of(index);
  const pp::compiled_task<pp::platform::windows> task(index, groups);
#endif
  return task.rules().enabled;
}
