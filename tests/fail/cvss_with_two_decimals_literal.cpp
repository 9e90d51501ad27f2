// SPDX-License-Identifier: BSL-1.0
// expect: this number has more decimals than its type
#include "patchpolicy/model/score.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto threshold = 7.25_cvss;
#else
constexpr auto threshold = 7.20_cvss;
#endif

static_assert(threshold.count() < 100);
