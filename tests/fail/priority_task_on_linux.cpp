// SPDX-License-Identifier: BSL-1.0
// expect: constraint
// expect: offers_task
#include "patchpolicy/model/task.hpp"

namespace pp = patchpolicy;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr pp::platform os = pp::platform::gnu_linux;
#else
constexpr pp::platform os = pp::platform::windows;
#endif

pp::task<os, pp::task_kind::priority_updates> made() { return {}; }
