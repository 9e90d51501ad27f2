# SPDX-License-Identifier: BSL-1.0
# What a list in CMake names is what the disk has. Arguments: the root, a file with the list, patterns for the disk.
cmake_minimum_required(VERSION 3.23)
include(${CMAKE_CURRENT_LIST_DIR}/common.cmake)

list(POP_FRONT arguments list)
file(STRINGS ${list} listed)
list(TRANSFORM arguments PREPEND ${ROOT}/ OUTPUT_VARIABLE patterns)
file(GLOB_RECURSE on_disk RELATIVE ${ROOT} ${patterns})
if(NOT on_disk)
  message(FATAL_ERROR "nothing matches ${patterns}")
endif()

foreach(file IN LISTS on_disk)
  if(NOT file IN_LIST listed)
    violation("${file}: is not in the list of CMake")
  endif()
endforeach()
foreach(file IN LISTS listed)
  if(NOT file IN_LIST on_disk)
    violation("${file}: is in the list of CMake, but not on the disk")
  endif()
endforeach()
finish()
