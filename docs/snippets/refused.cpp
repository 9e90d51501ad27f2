// SPDX-License-Identifier: BSL-1.0
// expect: no member named .*exclude|exclude.* is not a member
// The line of README.md that does not compile; tests/fail/pair.cmake checks that it does not, and why.
#include <string>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;

template <class Task>
concept excludes_groups =
    requires(Task task, std::vector<std::string> names) { task.deploy.patch_groups->exclude(names); };
static_assert(excludes_groups<pp::task<pp::platform::windows>>);
static_assert(!excludes_groups<pp::task<pp::platform::mac>>);

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
void hold_back(pp::task<pp::platform::mac>& macs, const std::vector<std::string>& known_bad) {
  // [refused]
  macs.deploy.patch_groups->exclude(known_bad);  // does not compile: only Windows can exclude groups
  // [/refused]
}
#endif
