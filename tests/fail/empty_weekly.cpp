// SPDX-License-Identifier: BSL-1.0
// expect: no matching (function|constructor) .*weekly
#include "patchpolicy/time/recurrence.hpp"

namespace pp = patchpolicy;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
pp::recurrence_rule made() { return pp::weekly(); }
#else
pp::recurrence_rule made() { return pp::weekly(pp::weekday::monday); }
#endif
