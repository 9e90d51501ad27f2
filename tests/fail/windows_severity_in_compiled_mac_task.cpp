// SPDX-License-Identifier: BSL-1.0
// expect: set_severity|windows_severity_option
#include "patchpolicy/decide/compiled_task.hpp"

namespace pp = patchpolicy;

void tick(pp::compiled_task<pp::platform::mac>& task) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  task.set_severity(pp::windows_severity_option{});
#else
  task.set_severity(pp::mac_severity_option{});
#endif
}
