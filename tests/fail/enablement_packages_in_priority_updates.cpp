// SPDX-License-Identifier: BSL-1.0
// expect: no member named .*enablement_packages
#include "patchpolicy/model/task.hpp"

namespace pp = patchpolicy;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr pp::task_kind kind = pp::task_kind::priority_updates;
#else
constexpr pp::task_kind kind = pp::task_kind::routine_maintenance;
#endif

void choose(pp::task<pp::platform::windows, kind>& task) { task.deploy.enablement_packages.emplace(); }
