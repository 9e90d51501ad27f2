// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/fixed_zone.hpp"

#include <chrono>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;

namespace {

constexpr pp::zone_info always(std::chrono::seconds offset) {
  return {(pp::sys_seconds::min)(), (pp::sys_seconds::max)(), offset};
}

}  // namespace

TEST_CASE("a fixed zone has its offset at every instant") {
  constexpr pp::fixed_zone kathmandu = *pp::fixed_zone::of(5h + 45min);
  PATCHPOLICY_CHECK_BOTH(kathmandu.offset() == 5h + 45min);
  PATCHPOLICY_CHECK_BOTH(kathmandu.get_info((pp::sys_seconds::min)()) == always(5h + 45min));
  PATCHPOLICY_CHECK_BOTH(kathmandu.get_info(pp::sys_seconds()) == always(5h + 45min));
  PATCHPOLICY_CHECK_BOTH(kathmandu.get_info((pp::sys_seconds::max)()) == always(5h + 45min));
  PATCHPOLICY_CHECK_BOTH(pp::fixed_zone::of(-9h)->get_info(pp::sys_seconds()) == always(-9h));
}

TEST_CASE("a fixed zone is shorter than 26 hours from UTC") {
  PATCHPOLICY_CHECK_BOTH(pp::fixed_zone::of(26h - 1s)->offset() == 26h - 1s);
  PATCHPOLICY_CHECK_BOTH(pp::fixed_zone::of(1s - 26h)->offset() == 1s - 26h);
  PATCHPOLICY_CHECK_BOTH(pp::fixed_zone::of(0s)->offset() == 0s);
  PATCHPOLICY_CHECK_BOTH(!pp::fixed_zone::of(26h));
  PATCHPOLICY_CHECK_BOTH(!pp::fixed_zone::of(-26h));
  PATCHPOLICY_CHECK_BOTH(!pp::fixed_zone::of((std::chrono::seconds::min)()));
  PATCHPOLICY_CHECK_BOTH(!pp::fixed_zone::of((std::chrono::seconds::max)()));
}

TEST_CASE("fixed zones are equal if their offsets are") {
  PATCHPOLICY_CHECK_BOTH(*pp::fixed_zone::of(1h) == *pp::fixed_zone::of(60min));
  PATCHPOLICY_CHECK_BOTH(*pp::fixed_zone::of(1h) != *pp::fixed_zone::of(-1h));
}

TEST_CASE("universal time has no offset") {
  PATCHPOLICY_CHECK_BOTH(pp::utc_zone().get_info((pp::sys_seconds::min)()) == always(0s));
  PATCHPOLICY_CHECK_BOTH(pp::utc_zone().get_info((pp::sys_seconds::max)()) == always(0s));
  PATCHPOLICY_CHECK_BOTH(pp::utc_zone() == pp::utc_zone());
}
