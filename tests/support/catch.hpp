// SPDX-License-Identifier: BSL-1.0
/// \file
/// Catch2, be it version 2.13 or 3.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
