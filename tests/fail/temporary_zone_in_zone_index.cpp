// SPDX-License-Identifier: BSL-1.0
// expect: deleted (function|constructor) .*zone_index
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"

namespace pp = patchpolicy;

pp::posix_zone endpoint_zone();

pp::zone_info info(pp::sys_seconds at) {
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
  const pp::zone_index index(endpoint_zone());
#else
  const pp::posix_zone zone = endpoint_zone();
  const pp::zone_index index(zone);
#endif
  return index.get_info(at);
}
