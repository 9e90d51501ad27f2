# SPDX-License-Identifier: BSL-1.0
# Catch2 2.13 or 3 as `patchpolicy_catch2`: the installed one, else the release from GitHub.

find_package(Catch2 QUIET)
if(Catch2_FOUND AND Catch2_VERSION VERSION_LESS 2.13)
  message(FATAL_ERROR "Catch2 ${Catch2_VERSION} is too old for the tests, which need 2.13 or later")
endif()
if(NOT Catch2_FOUND)
  message(STATUS "Catch2 is not installed: fetching 3.7.1 from GitHub")
  include(FetchContent)
  FetchContent_Declare(Catch2
    URL https://github.com/catchorg/Catch2/archive/refs/tags/v3.7.1.tar.gz
    URL_HASH SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
    DOWNLOAD_EXTRACT_TIMESTAMP ON)
  FetchContent_MakeAvailable(Catch2)
  list(APPEND CMAKE_MODULE_PATH ${catch2_SOURCE_DIR}/extras)
  set(Catch2_VERSION 3.7.1)
endif()
include(Catch)

if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  add_library(patchpolicy_catch2 INTERFACE)
  target_link_libraries(patchpolicy_catch2 INTERFACE Catch2::Catch2WithMain)
  # Its headers are not ours to warn about, wherever it comes from.
  target_include_directories(patchpolicy_catch2 SYSTEM INTERFACE
    $<TARGET_PROPERTY:Catch2::Catch2,INTERFACE_INCLUDE_DIRECTORIES>)
else()
  # Version 2 is a header. Debian has a compiled main beside it, which does not link with libc++.
  add_library(patchpolicy_catch2 STATIC ${CMAKE_CURRENT_LIST_DIR}/catch_main.cpp)
  target_compile_features(patchpolicy_catch2 PUBLIC cxx_std_20)
  target_link_libraries(patchpolicy_catch2 PUBLIC Catch2::Catch2)
endif()
