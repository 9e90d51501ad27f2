# SPDX-License-Identifier: BSL-1.0
# Checks one pair: cmake -P pair.cmake -- <file> <command of the compiler>
#
# A pair is a file whose first lines say `// expect: <pattern>`. It compiles as it stands. With the macro
# PATCHPOLICY_MUST_NOT_COMPILE, by which it replaces a line or two, it does not, and what the compiler says of that
# matches each pattern (a regular expression of CMake's; compilers differ, so `this|that`).
cmake_minimum_required(VERSION 3.23)
include(${CMAKE_CURRENT_LIST_DIR}/../support/arguments.cmake)
list(POP_FRONT arguments file)

# Not by message(FATAL_ERROR) alone, which breaks lines where it likes.
function(fail what)
  message(NOTICE "${file}: ${what}")
  message(FATAL_ERROR "not a pair")
endfunction()

file(STRINGS ${file} expectations REGEX "^// expect: .")
list(TRANSFORM expectations REPLACE "^// expect: " "")
if(NOT expectations)
  fail("no line `// expect: <pattern>`")
endif()

set(ENV{LC_ALL} C)
execute_process(COMMAND ${arguments} ${file} RESULT_VARIABLE good OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT good EQUAL 0)
  fail("the good half does not compile\n${output}")
endif()

execute_process(COMMAND ${arguments} -DPATCHPOLICY_MUST_NOT_COMPILE ${file}
  RESULT_VARIABLE bad OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(bad EQUAL 0)
  fail("the bad half compiles")
endif()
string(REPLACE "${file}" "" output "${output}")  # or the name of the file could match
foreach(expectation IN LISTS expectations)
  if(NOT output MATCHES "${expectation}")
    fail("the bad half does not compile, but without saying: ${expectation}\n${output}")
  endif()
endforeach()
