// SPDX-License-Identifier: BSL-1.0
// expect: pointer|char ?\*
#include <patchpolicy/version.hpp>

#ifdef PATCHPOLICY_MUST_NOT_COMPILE
inline constexpr const char* version = PATCHPOLICY_VERSION_MINOR + 1;
#else
inline constexpr int version = PATCHPOLICY_VERSION_MINOR + 1;
#endif
