// SPDX-License-Identifier: BSL-1.0
// expect: a POSIX TZ string is written like CET-1CEST,M3.5.0,M10.5.0/3
#include "patchpolicy/time/posix_zone.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto zone = "EST5EDT"_posix_tz;
#else
constexpr auto zone = "EST5EDT,M3.2.0,M11.1.0"_posix_tz;
#endif

static_assert(zone.has_daylight_saving());
