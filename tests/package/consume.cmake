# SPDX-License-Identifier: BSL-1.0
# Lays consumer/ out in the folder WORK with what it needs to get the library in one WAY, builds it there, and compares
# what it prints.
cmake_minimum_required(VERSION 3.23)

file(REMOVE_RECURSE ${WORK})
file(COPY ${CMAKE_CURRENT_LIST_DIR}/consumer DESTINATION ${WORK})
set(source ${WORK}/consumer)
set(options -D WAY=${WAY} -D EXPECTED_VERSION=${VERSION} -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_FLAGS=${FLAGS})

# Unpacks the archive as third_party/patchpolicy of the consumer.
function(unpack)
  file(ARCHIVE_EXTRACT INPUT ${ARCHIVE} DESTINATION ${WORK}/unpacked)
  file(GLOB folder ${WORK}/unpacked/*)
  file(MAKE_DIRECTORY ${source}/third_party)
  file(RENAME ${folder} ${source}/third_party/patchpolicy)
endfunction()

if(WAY STREQUAL "find_package")
  list(APPEND options -D CMAKE_PREFIX_PATH=${PREFIX})
elseif(WAY STREQUAL "pkg_config")
  set(ENV{PKG_CONFIG_PATH} ${PREFIX}/share/pkgconfig)
elseif(WAY STREQUAL "add_subdirectory")
  unpack()
elseif(WAY STREQUAL "fetch_content")
  file(SHA256 ${ARCHIVE} sha256)
  list(APPEND options -D patchpolicy_archive=${ARCHIVE} -D patchpolicy_sha256=${sha256})
elseif(WAY STREQUAL "single_header")
  unpack()
  file(RENAME ${source}/third_party ${WORK}/tree)
  execute_process(COMMAND ${CMAKE_COMMAND}
    -D OUTPUT=${source}/third_party/patchpolicy/patchpolicy.hpp
    -P ${WORK}/tree/patchpolicy/docs/packaging/single_header.cmake
    COMMAND_ERROR_IS_FATAL ANY)
endif()

# The commands of docs/using.md, without CMake on the consumer's side.
if(WAY STREQUAL "by_hand")
  unpack()
  set(prefix ${WORK}/prefix)
  set(ENV{CXX} ${COMPILER})
  set(ENV{CMAKE_GENERATOR} ${GENERATOR})  # CMake's own choice may not be installed
  set(ENV{PKG_CONFIG_PATH} ${prefix}/share/pkgconfig)
  set(run COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY ${source})
  execute_process(COMMAND ${CMAKE_COMMAND} -S third_party/patchpolicy -B ${WORK}/build
    -D PATCHPOLICY_BUILD_TESTS=OFF -D PATCHPOLICY_BUILD_EXAMPLES=OFF ${run})
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${WORK}/build --prefix ${prefix} OUTPUT_QUIET ${run})
  execute_process(COMMAND ${PKG_CONFIG} --cflags patchpolicy OUTPUT_VARIABLE cflags ${run})
  separate_arguments(cflags UNIX_COMMAND "${FLAGS} ${cflags}")
  execute_process(COMMAND ${COMPILER} -std=c++20 ${cflags} main.cpp -o ${WORK}/program ${run})
  execute_process(COMMAND ${CMAKE_COMMAND} -D PROGRAM=${WORK}/program -D EXPECTED=${source}/expected.txt
    -P ${CMAKE_CURRENT_LIST_DIR}/same_output.cmake COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()

execute_process(
  COMMAND ${CTEST}
    --build-and-test ${source} ${WORK}/build
    --build-generator ${GENERATOR}
    --build-options ${options}
    --test-command ${CMAKE_COMMAND} -D PROGRAM=./consumer -D EXPECTED=${source}/expected.txt
      -P ${CMAKE_CURRENT_LIST_DIR}/same_output.cmake
  COMMAND_ERROR_IS_FATAL ANY)
