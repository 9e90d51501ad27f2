// SPDX-License-Identifier: BSL-1.0
// With two.cpp: all headers in two translation units of one program. What should be inline and is not, does not link.
#include <patchpolicy/patchpolicy.hpp>

int version_seen_by_two();

int main() { return version_seen_by_two() == PATCHPOLICY_VERSION_MINOR ? 0 : 1; }
