// SPDX-License-Identifier: BSL-1.0
// Includes everything a second time in one program: what should be inline and is not, does not link.
#include <patchpolicy/patchpolicy.hpp>

int version_seen_by_another();
int version_seen_by_another() { return PATCHPOLICY_VERSION_MINOR; }
