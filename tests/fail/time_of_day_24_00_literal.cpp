// SPDX-License-Identifier: BSL-1.0
// expect: a time of day is written HH:MM, from 00:00 to 23:59
#include "patchpolicy/time/time_of_day.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto at = "24:00"_time;
#else
constexpr auto at = "00:00"_time;
#endif

static_assert(at.hour() < 24);
