// SPDX-License-Identifier: BSL-1.0
// expect: this number is outside the bounds of its type
#include "patchpolicy/time/schedule.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto lead = 24_h_before;
#else
constexpr auto lead = 23_h_before;
#endif

static_assert(lead.count() > 0);
