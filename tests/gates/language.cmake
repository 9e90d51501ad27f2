# SPDX-License-Identifier: BSL-1.0
# The language subset of the headers. Outside of it is what a supported compiler lacks or gets wrong, what compiles
# slowly, what needs exceptions or RTTI, what reads the outer world, and what other headers' macros break.
cmake_minimum_required(VERSION 3.23)
include(${CMAKE_CURRENT_LIST_DIR}/common.cmake)
find_headers(headers)

set(absent_or_slow "expected|functional|iostream|map|memory|ranges|regex|source_location")
set(outer_world "ctime|format|filesystem|fstream|iomanip|istream|locale|mutex|ostream|random|sstream|thread")

# What <iterator> has of the ranges library works on all compilers; views and algorithms do not.
set(usable_ranges "begin|end|size|data|(input_|forward_|bidirectional_|random_access_|contiguous_|sized_|borrowed_)?range\
|iterator_t|sentinel_t|range_(value|reference|difference|size)_t|enable_view|enable_borrowed_range")
word("std::ranges::(${usable_ranges})" usable_ranges)

word("throw|try|catch" exceptions)
word("dynamic_cast|typeid" rtti)
word("float|double" floating_point)
word("linux|unix" predefined_macros)
word("consteval" consteval)
word("std::(ranges|views)" ranges)
word("std::format" format)
set(min_max "(^|[^A-Za-z0-9_])(min|max)[ \t]*\\(")
set(outer_world_calls "::now[ \t]*\\(|[^A-Za-z0-9_](getenv|current_zone)[ \t]*\\(")
set(include "(^|\n)[ \t]*#[ \t]*include[ \t]*")
set(macro "#[ \t]*(define|undef)[ \t]+")

foreach(header IN LISTS headers)
  file(READ ${ROOT}/include/patchpolicy/${header} text)
  if(NOT text MATCHES "^// SPDX-License-Identifier: BSL-1\\.0\n")
    violation("include/patchpolicy/${header}:1: does not start with the SPDX line")
  endif()
  if(NOT text MATCHES "\n#pragma once\n")
    violation("include/patchpolicy/${header}:1: has no #pragma once")
  endif()
  forbid(${header} "${text}" "${include}<(${absent_or_slow})>" "includes what some compiler lacks, or what is slow")
  forbid(${header} "${text}" "R\"[^(\n\"]*\\(" "a raw string literal, which the gates cannot read")
  string(REPLACE "\"patchpolicy/" "" text_without_own_includes "${text}")
  forbid(${header} "${text_without_own_includes}" "${include}\"" "an include that does not start with patchpolicy/")

  read_code(${header} code)
  forbid(${header} "${code}" "/\\*" "a comment over several lines, which the gates cannot read")
  forbid(${header} "${code}" "${exceptions}" "exceptions")
  forbid(${header} "${code}" "${rtti}" "run-time type information")
  forbid(${header} "${code}" "${floating_point}" "floating point, which is not exact")
  forbid(${header} "${code}" "${predefined_macros}" "linux and unix are macros in GNU mode")
  forbid(${header} "${code}" "${min_max}" "min and max are macros of windows.h, so write (std::min)(a, b)")
  if(NOT header STREQUAL "core/config.hpp")
    forbid(${header} "${code}" "${consteval}" "consteval, which Clang before 17 gets wrong, is for core/config.hpp alone")
  endif()
  string(REGEX REPLACE "${macro}PATCHPOLICY_" "" code_without_own_macros "${code}")
  forbid(${header} "${code_without_own_macros}" "${macro}" "a macro without the prefix PATCHPOLICY_")
  string(REGEX REPLACE "${usable_ranges}" " " code_without_usable_ranges "${code}")
  forbid(${header} "${code_without_usable_ranges}" "${ranges}" "views or range algorithms")

  # Adapters in ext/ exist for these.
  if(NOT header MATCHES "^ext/")
    forbid(${header} "${text}" "${include}<(${outer_world})>" "includes what only ext/ may include")
    forbid(${header} "${code}" "${outer_world_calls}" "reads a clock or the environment")
    forbid(${header} "${code}" "${format}" "std::format, which some compilers lack")
  endif()
endforeach()
finish()
