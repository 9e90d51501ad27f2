# SPDX-License-Identifier: BSL-1.0

# A zone with daylight saving, far from UTC: whoever asks the machine for its zone is found out.
set(patchpolicy_test_environment TZ=Europe/Kyiv)

# Like add_test. Every test is added by this function or by the next one.
function(patchpolicy_add_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" NAME "")
  add_test(${ARGV})
  set_tests_properties(${arg_NAME} PROPERTIES ENVIRONMENT "${patchpolicy_test_environment}")
endfunction()

# patchpolicy_add_test_program(<name> SOURCES <file>...)
# Builds <name>/<file>... into one program under Catch2. Each of its test cases is a test of ctest's, <name>.<case>, and
# counts as skipped if it prints `SKIPPED: <why>`; tests that need PATCHPOLICY_SHARED_DIR do so where it is not there.
function(patchpolicy_add_test_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" SOURCES)
  list(TRANSFORM arg_SOURCES PREPEND ${name}/)
  set_property(GLOBAL APPEND PROPERTY patchpolicy_test_programs ${name})
  set_property(GLOBAL APPEND PROPERTY patchpolicy_test_sources ${arg_SOURCES})
  if(NOT PATCHPOLICY_TEST_WITH_CATCH2)
    return()
  endif()

  set(program patchpolicy_test_${name})
  add_executable(${program} ${arg_SOURCES})
  target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${program} PRIVATE
    PATCHPOLICY_SHARED_DIR="${PATCHPOLICY_SHARED_DIR}"
    PATCHPOLICY_EXAMPLES_DIR="${PROJECT_SOURCE_DIR}/examples/data"
    PATCHPOLICY_BINARY_DIR="${CMAKE_CURRENT_BINARY_DIR}")
  target_link_libraries(${program} PRIVATE patchpolicy::patchpolicy patchpolicy_warnings patchpolicy_catch2)
  if(PATCHPOLICY_TEST_PRECOMPILE)
    target_precompile_headers(${program} REUSE_FROM patchpolicy_test_headers)
  endif()
  catch_discover_tests(${program} TEST_PREFIX ${name}. PROPERTIES
    ENVIRONMENT "${patchpolicy_test_environment}" SKIP_REGULAR_EXPRESSION "SKIPPED: ")
  # A program that cannot list its tests, as where two of them have one name, is taken for one without any.
  patchpolicy_add_test(NAME gate.lists_tests.${name} COMMAND ${program} --list-test-names-only)
  set_tests_properties(gate.lists_tests.${name} PROPERTIES
    PASS_REGULAR_EXPRESSION "[a-z]" FAIL_REGULAR_EXPRESSION "already defined")
endfunction()

# patchpolicy_compile_together(<program> <file>...)
# Compiles these files of a test program as one, if PATCHPOLICY_TEST_TOGETHER is on.
function(patchpolicy_compile_together program)
  if(NOT PATCHPOLICY_TEST_TOGETHER OR NOT TARGET patchpolicy_test_${program})
    return()
  endif()
  list(TRANSFORM ARGN PREPEND ${program}/ OUTPUT_VARIABLE files)
  list(GET ARGN 0 first)
  set_source_files_properties(${files} PROPERTIES UNITY_GROUP ${first})
  set_target_properties(patchpolicy_test_${program} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
