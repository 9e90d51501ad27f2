// SPDX-License-Identifier: BSL-1.0
// expect: a sentence is missing
#include "patchpolicy/text/dutch.hpp"

namespace pp = patchpolicy;

constexpr pp::language own = [] {
  pp::language words = pp::dutch;
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  words.finding_values[pp::finding_code::unknown_group] = "";
#else
  words.finding_values[pp::finding_code::unknown_group] = "genaamd {group}";
#endif
  return words;
}();
static_assert(pp::is_complete(own), "a sentence is missing");
