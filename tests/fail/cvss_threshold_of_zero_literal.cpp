// SPDX-License-Identifier: BSL-1.0
// expect: this number is outside the bounds of its type
#include "patchpolicy/model/score.hpp"

using namespace patchpolicy::literals;

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
constexpr auto threshold = 0.0_cvss;
#else
constexpr auto threshold = 0.1_cvss;
#endif

static_assert(threshold.count() < 100);
