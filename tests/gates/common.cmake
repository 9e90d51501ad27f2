# SPDX-License-Identifier: BSL-1.0
# What the gates that read files share. A gate is run by `cmake -P <gate>.cmake -- <root of the tree> <more>...`; it says
# each violation in a line, `<file>:<line>: <what>`, and fails if there was one.

include(${CMAKE_CURRENT_LIST_DIR}/../support/arguments.cmake)
list(POP_FRONT arguments ROOT)
cmake_path(ABSOLUTE_PATH ROOT)

# Not by message(SEND_ERROR), which breaks lines where it likes.
function(violation text)
  message(NOTICE "${text}")
  set_property(GLOBAL APPEND PROPERTY violations x)
endfunction()

function(finish)
  get_property(violations GLOBAL PROPERTY violations)
  list(LENGTH violations count)
  if(count GREATER 0)
    message(FATAL_ERROR "${count} violations")
  endif()
endfunction()

# The headers below include/patchpolicy, relative to it. To look at nothing is a failure, not a success.
function(find_headers result)
  file(GLOB_RECURSE headers RELATIVE ${ROOT}/include/patchpolicy ${ROOT}/include/patchpolicy/*.hpp)
  if(NOT headers)
    message(FATAL_ERROR "no headers below ${ROOT}/include/patchpolicy")
  endif()
  set(${result} ${headers} PARENT_SCOPE)
endfunction()

# The text of a header without comments, string and character literals. Newlines stay, so that lines can be counted.
# It cannot see through comments over several lines and raw strings; both are outside of the language subset.
function(read_code header result)
  file(READ ${ROOT}/include/patchpolicy/${header} text)
  set(string "\"([^\"\\\n]|\\\\.)*\"")
  set(character "'([^'\\\n]|\\\\[^\n][^'\n]*)'")
  set(comment "//[^\n]*|/\\*([^*\n]|\\*+[^*/\n])*\\*+/")
  string(REGEX REPLACE "${string}|${character}|${comment}" " " text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Reports every line of `text`, the text of `header`, that matches `pattern`.
function(forbid header text pattern what)
  if(NOT text MATCHES "${pattern}")
    return()
  endif()
  # The characters that mean something in a list of CMake's.
  string(REGEX REPLACE "[][;\\]" " " lines "${text}")
  string(REPLACE "\n" ";" lines "${lines}")
  set(number 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    if(line MATCHES "${pattern}")
      violation("include/patchpolicy/${header}:${number}: ${what}")
    endif()
  endforeach()
endfunction()

# The pattern of whole words; `words` is a pattern too.
function(word words result)
  set(${result} "(^|[^A-Za-z0-9_])(${words})([^A-Za-z0-9_]|$)" PARENT_SCOPE)
endfunction()

# What a header includes of the library itself, relative to include/patchpolicy.
function(own_includes header result)
  file(STRINGS ${ROOT}/include/patchpolicy/${header} found REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]patchpolicy/")
  list(TRANSFORM found REPLACE "^[^<\"]*.patchpolicy/([^>\"]*).*$" "\\1")
  set(${result} ${found} PARENT_SCOPE)
endfunction()
