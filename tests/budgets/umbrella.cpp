// SPDX-License-Identifier: BSL-1.0
// All headers, and no use.
#include <patchpolicy/patchpolicy.hpp>

int main() {}
