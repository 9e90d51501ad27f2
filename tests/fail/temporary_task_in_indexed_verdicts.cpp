// SPDX-License-Identifier: BSL-1.0
// expect: deleted (function|constructor) .*indexed_verdicts
#include "patchpolicy/decide/indexed_selection.hpp"

namespace pp = patchpolicy;

pp::compiled_task<pp::platform::windows> compile();

pp::verdict first() {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  const pp::indexed_verdicts<pp::platform::windows> judged(compile());
#else
  const auto task = compile();
  const pp::indexed_verdicts<pp::platform::windows> judged(task);
#endif
  return judged[0];
}
