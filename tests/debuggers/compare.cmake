# SPDX-License-Identifier: BSL-1.0
# Stops PROGRAM under GDB with the printers of docs/debuggers and compares what it shows with values.txt.
cmake_minimum_required(VERSION 3.23)
set(here ${CMAKE_CURRENT_LIST_DIR})
set(printers ${here}/../../docs/debuggers/patchpolicy_gdb.py)

if(NOT GDB)
  message(STATUS "SKIPPED: gdb is not installed")
  return()
endif()
set(ENV{LC_ALL} C.UTF-8)
unset(ENV{DEBUGINFOD_URLS})
execute_process(COMMAND ${GDB} -nx -batch -x ${printers} -x ${here}/values.gdb ${PROGRAM}
  OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(output MATCHES "ptrace: Operation not permitted|Python scripting is not supported")
  message(STATUS "SKIPPED: gdb cannot be used here: ${CMAKE_MATCH_0}")
  return()
endif()

file(READ ${here}/values.txt expected)
string(FIND "${output}" ">>>\n${expected}<<<\n" at)
if(at EQUAL -1)
  message(FATAL_ERROR "GDB does not show\n${expected}\nbut\n${output}")
endif()
