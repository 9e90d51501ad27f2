// SPDX-License-Identifier: BSL-1.0
// expect: no member named .*risk
#include <variant>

#include "patchpolicy/model/task.hpp"

namespace pp = patchpolicy;

void choose(pp::task<pp::platform::gnu_linux>& task) {
  auto& selection = std::get<0>(task.deploy);
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  selection.risk.emplace();
#else
  selection.severity.emplace();
#endif
}
