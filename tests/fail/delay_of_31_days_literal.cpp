// SPDX-License-Identifier: BSL-1.0
// expect: this number is outside the bounds of its type
#include "patchpolicy/time/recurrence.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto delay = 31_days;
#else
constexpr auto delay = 30_days;
#endif

static_assert(delay.count() > 0);
