# SPDX-License-Identifier: BSL-1.0
# Runs PROGRAM and fails unless it prints the text of the file EXPECTED.
cmake_minimum_required(VERSION 3.23)
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE actual RESULT_VARIABLE status)
string(REPLACE "\r\n" "\n" actual "${actual}")
file(READ ${EXPECTED} expected)
if(NOT status EQUAL 0 OR NOT actual STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} ended with ${status} and printed\n${actual}\nbut ${EXPECTED} has\n${expected}")
endif()
