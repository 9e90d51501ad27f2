# SPDX-License-Identifier: BSL-1.0
# An overlay port: it installs the checkout in which it lies.
cmake_path(SET SOURCE_PATH NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../../..")
set(VCPKG_BUILD_TYPE release)  # headers alone: there is nothing to debug in the package

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DPATCHPOLICY_BUILD_TESTS=OFF -DPATCHPOLICY_BUILD_EXAMPLES=OFF -DPATCHPOLICY_INSTALL=ON)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/patchpolicy)
vcpkg_fixup_pkgconfig()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/doc")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
