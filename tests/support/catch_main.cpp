// SPDX-License-Identifier: BSL-1.0
// The main program of the tests under Catch2 2.13; version 3 brings its own.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
