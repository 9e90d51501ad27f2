# SPDX-License-Identifier: BSL-1.0
# For scripts run by `cmake -P`: the words of the command line after `--`, as the list `arguments`.
set(arguments "")
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  list(APPEND arguments "${CMAKE_ARGV${i}}")
endforeach()
list(FIND arguments -- separator)
math(EXPR first "${separator} + 1")
list(SUBLIST arguments ${first} -1 arguments)
