// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/time_zone.hpp"

#include <chrono>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;

namespace {

// Two hours east of UTC from 1970 on, one hour before; it counts how often it is asked. Its answer is a type of its own
//, with more in it and other units.
struct own_zone {
  struct answer {
    const char* name;
    std::chrono::sys_seconds end;
    std::chrono::sys_seconds begin;
    std::chrono::minutes offset;
  };
  constexpr answer get_info(pp::sys_seconds at) const {
    if (asked != nullptr) ++*asked;
    const pp::sys_seconds change{};
    if (at < change) return {"one", change, (pp::sys_seconds::min)(), 60min};
    return {"two", (pp::sys_seconds::max)(), change, 120min};
  }
  int* asked = nullptr;
};
static_assert(pp::time_zone<own_zone>);

}  // namespace

TEST_CASE("a cursor gives what its zone says") {
  constexpr auto info_at = [](pp::sys_seconds at) {
    const own_zone zone;
    pp::detail::zone_cursor<own_zone> cursor(zone);
    return cursor.info_at(at);
  };
  constexpr pp::sys_seconds epoch{};
  constexpr pp::zone_info before{(pp::sys_seconds::min)(), epoch, 1h};
  constexpr pp::zone_info after{epoch, (pp::sys_seconds::max)(), 2h};
  PATCHPOLICY_CHECK_BOTH(info_at(epoch - 1s) == before);
  PATCHPOLICY_CHECK_BOTH(info_at(epoch) == after);
  PATCHPOLICY_CHECK_BOTH(info_at((pp::sys_seconds::min)()) == before);
  PATCHPOLICY_CHECK_BOTH(info_at((pp::sys_seconds::max)()) == after);
}

TEST_CASE("a cursor asks its zone where it does not know the answer, and only there") {
  int asked = 0;
  const own_zone zone{&asked};
  pp::detail::zone_cursor<own_zone> cursor(zone);
  const pp::sys_seconds epoch{};
  CHECK(asked == 0);
  CHECK(cursor.info_at(epoch).offset == 2h);
  CHECK(asked == 1);
  CHECK(cursor.info_at(epoch + 1s).offset == 2h);
  CHECK(cursor.info_at(epoch).offset == 2h);
  CHECK(asked == 1);
  CHECK(cursor.info_at(epoch - 1s).offset == 1h);
  CHECK(asked == 2);
  CHECK(cursor.info_at((pp::sys_seconds::min)()).offset == 1h);
  CHECK(asked == 2);
  CHECK(cursor.info_at(epoch).offset == 2h);
  CHECK(asked == 3);
  // A copy knows what the first one knew.
  auto copy = cursor;
  CHECK(copy.info_at(epoch).offset == 2h);
  CHECK(asked == 3);
}

TEST_CASE("intervals of a zone are equal if all of them is") {
  constexpr pp::sys_seconds epoch{};
  constexpr pp::zone_info info{epoch, epoch + 1h, 2h};
  PATCHPOLICY_CHECK_BOTH(info == pp::zone_info{epoch, epoch + 1h, 2h});
  PATCHPOLICY_CHECK_BOTH(info != pp::zone_info{epoch + 1s, epoch + 1h, 2h});
  PATCHPOLICY_CHECK_BOTH(info != pp::zone_info{epoch, epoch + 2h, 2h});
  PATCHPOLICY_CHECK_BOTH(info != pp::zone_info{epoch, epoch + 1h, 1h});
}

TEST_CASE("offsets are shorter than 26 hours") { PATCHPOLICY_CHECK_BOTH(pp::offset_limit == 26h); }
