# SPDX-License-Identifier: BSL-1.0
include(CheckCXXSourceCompiles)

# Gives a test program the zones of other libraries, where this toolchain can build programs with them, and defines
# PATCHPOLICY_TEST_WITH_CHRONO_ZONES and PATCHPOLICY_TEST_WITH_DATE if so.
function(patchpolicy_use_other_zones program)
  set(CMAKE_CXX_STANDARD 20)

  # In libc++ they are experimental.
  set(chrono_zones "#include <chrono>
    int main() { return std::chrono::locate_zone(\"UTC\")->get_info(std::chrono::sys_seconds()).offset.count() != 0; }")
  check_cxx_source_compiles("${chrono_zones}" PATCHPOLICY_HAS_CHRONO_ZONES)
  if(NOT PATCHPOLICY_HAS_CHRONO_ZONES)
    set(CMAKE_REQUIRED_FLAGS -fexperimental-library)
    check_cxx_source_compiles("${chrono_zones}" PATCHPOLICY_HAS_EXPERIMENTAL_CHRONO_ZONES)
    unset(CMAKE_REQUIRED_FLAGS)
  endif()
  if(PATCHPOLICY_HAS_CHRONO_ZONES OR PATCHPOLICY_HAS_EXPERIMENTAL_CHRONO_ZONES)
    target_compile_definitions(${program} PRIVATE PATCHPOLICY_TEST_WITH_CHRONO_ZONES)
  endif()
  if(PATCHPOLICY_HAS_EXPERIMENTAL_CHRONO_ZONES)
    target_compile_options(${program} PRIVATE -fexperimental-library)
    target_link_options(${program} PRIVATE -fexperimental-library)
    set_target_properties(${program} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)  # other flags, other headers
  endif()

  # It may be there, but built for another standard library, and its header does not compile without exceptions.
  find_package(date QUIET)
  if(TARGET date::date-tz)
    set(CMAKE_REQUIRED_LIBRARIES date::date-tz)
    check_cxx_source_compiles("#include <date/tz.h>
      int main() { return date::locate_zone(\"UTC\")->get_info(date::sys_seconds()).offset.count() != 0; }"
      PATCHPOLICY_HAS_DATE)
    if(PATCHPOLICY_HAS_DATE)
      target_compile_definitions(${program} PRIVATE PATCHPOLICY_TEST_WITH_DATE)
      target_link_libraries(${program} PRIVATE date::date-tz)
    endif()
  endif()
endfunction()
