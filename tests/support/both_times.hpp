// SPDX-License-Identifier: BSL-1.0
// One check, made by the compiler and by the program.
#pragma once

#include "support/catch.hpp"

/// Checks that an expression is true in a constant expression, and once more at run time: there are compilers that pass
/// the one and fail the other.
#define PATCHPOLICY_CHECK_BOTH(...) \
  do {                              \
    static_assert((__VA_ARGS__));   \
    CHECK((__VA_ARGS__));           \
  } while (false)
