// SPDX-License-Identifier: BSL-1.0
#include <patchpolicy/patchpolicy.hpp>

int version_seen_by_two();

int version_seen_by_two() { return PATCHPOLICY_VERSION_MINOR; }
