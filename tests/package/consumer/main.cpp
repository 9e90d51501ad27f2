// SPDX-License-Identifier: BSL-1.0
#include <patchpolicy/patchpolicy.hpp>

#include <cstdio>

int main() {
  std::printf("patchpolicy %d.%d.%d\n", PATCHPOLICY_VERSION_MAJOR, PATCHPOLICY_VERSION_MINOR,
              PATCHPOLICY_VERSION_PATCH);
}
