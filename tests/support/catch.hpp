// SPDX-License-Identifier: BSL-1.0
/// \file
/// Catch2, be it version 2.13 or 3.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

// CHECK of 2.13 repeats its expression twice where it never runs, for the sake of warnings. Clang folds each of them,
// and more than once: files that check constants take five times as long to compile.
#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR == 2
#undef INTERNAL_CATCH_TEST
#define INTERNAL_CATCH_TEST(macro_name, disposition, ...)                                              \
  do {                                                                                                 \
    Catch::AssertionHandler catchAssertionHandler(macro_name##_catch_sr, CATCH_INTERNAL_LINEINFO,      \
                                                  CATCH_INTERNAL_STRINGIFY(__VA_ARGS__), disposition); \
    INTERNAL_CATCH_TRY {                                                                               \
      CATCH_INTERNAL_START_WARNINGS_SUPPRESSION                                                        \
      CATCH_INTERNAL_SUPPRESS_PARENTHESES_WARNINGS                                                     \
      catchAssertionHandler.handleExpr(Catch::Decomposer() <= __VA_ARGS__);                            \
      CATCH_INTERNAL_STOP_WARNINGS_SUPPRESSION                                                         \
    }                                                                                                  \
    INTERNAL_CATCH_CATCH(catchAssertionHandler)                                                        \
    INTERNAL_CATCH_REACT(catchAssertionHandler)                                                        \
  } while (false)
#endif
