// SPDX-License-Identifier: BSL-1.0
// expect: deleted (function|constructor) .*install_outcomes
#include <vector>

#include "patchpolicy/decide/reboot_decision.hpp"

namespace pp = patchpolicy;

using patches = std::vector<pp::patch<pp::platform::windows>>;

bool deployed(const pp::task<pp::platform::windows>& task, const pp::patch_groups& groups, const patches& records) {
  const pp::supersession scan(records);
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  pp::install_outcomes<pp::platform::windows, patches> outcomes(pp::select(pp::bind(task, groups), records, scan),
                                                                scan);
#else
  const auto verdicts = pp::select(pp::bind(task, groups), records, scan);
  pp::install_outcomes<pp::platform::windows, patches> outcomes(verdicts, scan);
#endif
  return outcomes.set("KB1", pp::install_outcome::installed);
}
