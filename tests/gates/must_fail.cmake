# SPDX-License-Identifier: BSL-1.0
# Proves that a gate can fail: the command after `--` has to fail, and to say what is expected. That is the pattern
# EXPECT, or each line of the file EXPECT_LINES and no other violation.
cmake_minimum_required(VERSION 3.23)

include(${CMAKE_CURRENT_LIST_DIR}/../support/arguments.cmake)

set(ENV{LC_ALL} C)
execute_process(COMMAND ${arguments} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
message(NOTICE "${output}")
if(status EQUAL 0)
  message(FATAL_ERROR "this should have failed")
endif()

if(DEFINED EXPECT_LINES)
  file(STRINGS ${EXPECT_LINES} lines)
  foreach(line IN LISTS lines)
    string(FIND "${output}" "${line}\n" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "this should have been said: ${line}")
    endif()
  endforeach()
  list(LENGTH lines count)
  set(EXPECT " ${count} violations")
endif()
if(NOT output MATCHES "${EXPECT}")
  message(FATAL_ERROR "this should have been said: ${EXPECT}")
endif()
