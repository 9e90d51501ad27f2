# SPDX-License-Identifier: BSL-1.0
# An evaluation with its summary takes no more than so many instructions a patch. They are counted, not timed, so a busy
# machine gives the same answer; and as the difference of two sizes, so that what each evaluation takes once cancels out.
#
#   cmake -D VALGRIND=<program> -D LIMIT=<hundredths> -P tests/gates/instructions.cmake -- <program> <patches> <more>
#
# Without VALGRIND it says that it is skipped.
cmake_minimum_required(VERSION 3.23)
include(${CMAKE_CURRENT_LIST_DIR}/../support/arguments.cmake)
list(POP_FRONT arguments program fewer more)

if(NOT VALGRIND)
  message(NOTICE "SKIPPED: instructions are not counted, as valgrind is not installed")
  return()
endif()

# What the function `evaluate` takes; what the program does before is left out.
function(count_instructions patches result)
  execute_process(
    COMMAND ${VALGRIND} --tool=callgrind --callgrind-out-file=/dev/null "--toggle-collect=evaluate*"
      ${program} ${patches}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0 OR NOT output MATCHES "Collected : ([1-9][0-9]*)")
    message(FATAL_ERROR "callgrind did not count:\n${output}")
  endif()
  set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

function(as_decimal hundredths result)
  math(EXPR whole "${hundredths} / 100")
  math(EXPR rest "${hundredths} % 100 + 100")
  string(SUBSTRING ${rest} 1 2 rest)
  set(${result} "${whole}.${rest}" PARENT_SCOPE)
endfunction()

count_instructions(${fewer} of_fewer)
count_instructions(${more} of_more)
math(EXPR hundredths "(${of_more} - ${of_fewer}) * 100 / (${more} - ${fewer})")
as_decimal(${hundredths} measured)
as_decimal(${LIMIT} limit)
message(NOTICE "${measured} instructions a patch; the limit is ${limit}")
if(hundredths GREATER LIMIT)
  message(FATAL_ERROR "an evaluation with its summary takes too many instructions a patch")
endif()
