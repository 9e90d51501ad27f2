// SPDX-License-Identifier: BSL-1.0
// expect: deleted function .*runs
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/posix_zone.hpp"

namespace pp = patchpolicy;

pp::posix_zone endpoint_zone();

int count_of_runs(const pp::schedule& when, pp::sys_seconds after, pp::sys_seconds until) {
  int count = 0;
#ifndef PATCHPOLICY_MUST_NOT_COMPILE
  const pp::posix_zone zone = endpoint_zone();
  for (const pp::occurrence& run : pp::runs(when, after, zone)) {
#else
  for (const pp::occurrence& run : pp::runs(when, after, endpoint_zone())) {
#endif
    if (run.at >= until) break;
    ++count;
  }
  return count;
}
