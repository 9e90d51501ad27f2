# SPDX-License-Identifier: BSL-1.0
# Writes the whole library as one header:
#
#   cmake -D OUTPUT=patchpolicy.hpp -P docs/packaging/single_header.cmake
#
# Each header stands there once, in the order in which patchpolicy.hpp comes upon it. The headers of the standard
# library are included at the top, whatever stood around the line that includes them.
cmake_minimum_required(VERSION 3.23)

if(NOT OUTPUT)
  message(FATAL_ERROR "say which file to write: cmake -D OUTPUT=patchpolicy.hpp -P ${CMAKE_CURRENT_LIST_FILE}")
endif()
cmake_path(ABSOLUTE_PATH CMAKE_CURRENT_LIST_DIR BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} OUTPUT_VARIABLE here)
cmake_path(SET root NORMALIZE ${here}/../../include)

set_property(GLOBAL PROPERTY code "")
function(take header)
  get_property(taken GLOBAL PROPERTY taken)
  if(header IN_LIST taken)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY taken ${header})

  file(READ ${root}/${header} text)
  string(REPLACE "\r\n" "\n" text "${text}")
  string(REGEX MATCHALL "\n#include <[^>\n]+>" includes "${text}")
  set_property(GLOBAL APPEND PROPERTY standard_includes ${includes})
  string(REGEX MATCHALL "\n#include \"[^\"\n]+\"" includes "${text}")
  foreach(include IN LISTS includes)
    string(REGEX REPLACE ".*\"(.+)\"" "\\1" other "${include}")
    take(${other})
  endforeach()

  string(REPLACE "// SPDX-License-Identifier: BSL-1.0\n" "" text "${text}")
  string(REPLACE "\n#pragma once\n" "\n" text "${text}")
  string(REGEX REPLACE "\n#include [^\n]*" "" text "${text}")
  string(REPLACE "/// \\file\n" "/// \\file ${header}\n" text "${text}")
  set_property(GLOBAL APPEND_STRING PROPERTY code "\n${text}")
endfunction()
take(patchpolicy/patchpolicy.hpp)

get_property(code GLOBAL PROPERTY code)
string(REGEX REPLACE "\n\n\n+" "\n\n" code "${code}")
get_property(standard_includes GLOBAL PROPERTY standard_includes)
list(REMOVE_DUPLICATES standard_includes)
list(SORT standard_includes)
list(JOIN standard_includes "" standard_includes)

set(version "")
foreach(part MAJOR MINOR PATCH)
  if(NOT code MATCHES "#define PATCHPOLICY_VERSION_${part} ([0-9]+)")
    message(FATAL_ERROR "${root}/patchpolicy/version.hpp does not define PATCHPOLICY_VERSION_${part}")
  endif()
  list(APPEND version ${CMAKE_MATCH_1})
endforeach()
list(JOIN version "." version)

file(WRITE ${OUTPUT} "// SPDX-License-Identifier: BSL-1.0
// patchpolicy ${version} in one file, made by docs/packaging/single_header.cmake from the headers that `\\file` names.
// Change those, not this. Use one or the other: a program that includes both does not compile.
#pragma once
${standard_includes}
${code}")
message(STATUS "wrote ${OUTPUT}")
