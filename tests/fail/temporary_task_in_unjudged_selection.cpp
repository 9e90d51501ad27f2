// SPDX-License-Identifier: BSL-1.0
// expect: deleted (function|constructor) .*indexed_selection
#include "patchpolicy/decide/indexed_selection.hpp"

namespace pp = patchpolicy;
using selection = pp::indexed_selection<pp::platform::windows>;

pp::compiled_task<pp::platform::windows> compile();

std::size_t parts() {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  const selection to_judge(compile(), selection::not_judged{});
#else
  const auto task = compile();
  const selection to_judge(task, selection::not_judged{});
#endif
  return to_judge.parts();
}
