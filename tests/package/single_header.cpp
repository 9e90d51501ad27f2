// SPDX-License-Identifier: BSL-1.0
#include <patchpolicy/patchpolicy.hpp>

static_assert(patchpolicy::semantics_version > 0);
