// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/time_zone.hpp"

#include <chrono>
#include <concepts>
#include <string>
#include <type_traits>

#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/tzif_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

template <class Begin, class End, class Offset>
struct answer {
  Begin begin;
  End end;
  Offset offset;
};
template <class Answer>
struct zone_of {
  Answer get_info(pp::sys_seconds) const;
};

using own = zone_of<answer<pp::sys_seconds, pp::sys_seconds, std::chrono::minutes>>;
using by_days = zone_of<answer<std::chrono::sys_days, pp::sys_seconds, std::chrono::hours>>;
using by_reference = zone_of<const pp::zone_info&>;

struct not_const {
  pp::zone_info get_info(pp::sys_seconds);
};
struct of_local_time {
  pp::zone_info get_info(pp::local_seconds) const;
};
struct without_offset {
  struct answer {
    pp::sys_seconds begin;
    pp::sys_seconds end;
  };
  answer get_info(pp::sys_seconds) const;
};
using with_local_begin = zone_of<answer<pp::local_seconds, pp::sys_seconds, std::chrono::seconds>>;
using with_finer_end =
    zone_of<answer<pp::sys_seconds, std::chrono::sys_time<std::chrono::milliseconds>, std::chrono::seconds>>;
using with_number_as_offset = zone_of<answer<pp::sys_seconds, pp::sys_seconds, int>>;
struct nothing {};

}  // namespace

TEST_CASE("what is a time zone") {
  static_assert(pp::time_zone<own> && pp::time_zone<by_days> && pp::time_zone<by_reference>);
  static_assert(pp::time_zone<pp::utc_zone> && pp::time_zone<pp::fixed_zone> && pp::time_zone<pp::posix_zone>);
  static_assert(pp::time_zone<pp::tzif_zone> && pp::time_zone<pp::zone_index<own>>);
  // Zones in front of zones.
  static_assert(pp::time_zone<pp::zone_index<pp::zone_index<pp::posix_zone>>>);

  SUCCEED("it compiles");
}

TEST_CASE("what is no time zone") {
  static_assert(!pp::time_zone<nothing> && !pp::time_zone<int> && !pp::time_zone<std::string>);
  static_assert(!pp::time_zone<const own*>);
  static_assert(!pp::time_zone<not_const> && !pp::time_zone<of_local_time> && !pp::time_zone<without_offset>);
  static_assert(!pp::time_zone<with_local_begin>);
  static_assert(!pp::time_zone<with_finer_end>);  // what is no whole second would be lost
  static_assert(!pp::time_zone<with_number_as_offset>);
  // An offset alone is none: it could be hours or seconds, east or west.
  static_assert(!pp::time_zone<std::chrono::hours> && !pp::time_zone<std::chrono::seconds>);

  SUCCEED("it compiles");
}

TEST_CASE("the type contract of zone_info") {
  static_assert(std::regular<pp::zone_info> && std::is_trivially_copyable_v<pp::zone_info>);
  static_assert(std::is_aggregate_v<pp::zone_info>);
  static_assert(sizeof(pp::zone_info) == 24);

  SUCCEED("it compiles");
}
