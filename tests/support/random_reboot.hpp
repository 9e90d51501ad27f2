// SPDX-License-Identifier: BSL-1.0
// Requests and events of reboot sessions at random, at instants that jump.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <limits>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/reboot_session.hpp"
#include "support/naive_reboot.hpp"
#include "support/random_case.hpp"
#include "support/reboot_twins.hpp"

namespace tests {

inline constexpr pp::sys_seconds year_0{std::chrono::seconds(-62'167'219'200)};
inline constexpr pp::sys_seconds end_of_9999{std::chrono::seconds(253'402'300'799)};
inline constexpr std::int64_t first_second = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t last_second = std::numeric_limits<std::int64_t>::max();

inline std::int64_t random_instant(naive::random_numbers& numbers) {
  switch (numbers.below(16)) {
    case 0: return first_second + numbers.between(0, 3);
    case 1: return last_second - numbers.between(0, 3);
    case 2: return 0;
    default: return 1'800'000'000 + numbers.between(-3, 3) * 60;
  }
}

inline naive_reboot::policy random_policy(naive::random_numbers& numbers) {
  naive_reboot::policy p;
  const int lengths[] = {1, 2, 10, 1439, 1440};
  if (numbers.chance(60)) p.force_after = numbers.chance(50) ? numbers.between(1, 3) : numbers.between(1, 10'080);
  p.warn_log_off = numbers.chance(40);
  if (numbers.chance(75)) p.countdown = lengths[numbers.below(5)];
  // absent, equal, greater or, though validation calls it an error, smaller
  if (numbers.chance(60)) p.maximum = numbers.chance(30) ? p.countdown : lengths[numbers.below(5)];
  p.may_cancel_time_out = numbers.chance(60);
  p.may_cancel_restart = numbers.chance(60);
  return p;
}

inline pp::reboot_request random_request(naive::random_numbers& numbers) {
  const pp::reboot_phase phase = numbers.chance(50) ? pp::reboot_phase::before : pp::reboot_phase::after;
  pp::flag_set<pp::reboot_reason> reasons;
  reasons.insert(static_cast<pp::reboot_reason>(numbers.below(pp::enum_size<pp::reboot_reason>)));
  reasons.insert(static_cast<pp::reboot_reason>(numbers.below(pp::enum_size<pp::reboot_reason>)));
  const auto source = static_cast<pp::reboot_source>(numbers.below(pp::enum_size<pp::reboot_source>));
  const std::int64_t asked = random_instant(numbers);
  return pp::request_reboot(phase, source, reasons, instant(asked), user_part_of(random_policy(numbers)));
}

// Instants that jump back and forth, to the ends of time and beyond them.
inline pp::sys_seconds jumping(naive::random_numbers& numbers, std::int64_t& at) {
  switch (numbers.below(40)) {
    case 0: return instant(first_second + numbers.between(0, 1));
    case 1: return instant(numbers.between(-100, 100));
    case 2: return numbers.chance(5) ? instant(last_second - numbers.between(0, 1)) : instant(at);
    case 3: return numbers.chance(10) ? end_of_9999 + std::chrono::seconds(numbers.between(-100, 100)) : instant(at);
    case 4: at += numbers.between(-90'000, 700'000); break;
    case 5:
    case 6: return instant(at - numbers.between(0, 90'000));
    case 7: break;
    default: at += numbers.between(0, 1'200);
  }
  return instant(at);
}

inline pp::session_event random_event(naive::random_numbers& numbers, std::int64_t& at) {
  using kind = pp::session_event_kind;
  const kind kinds[] = {kind::time_passed,    kind::time_passed,    kind::woke,      kind::logged_off, kind::logged_on,
                        kind::extend,         kind::extend,         kind::requested, kind::requested,  kind::logged_on,
                        kind::cancel_timeout, kind::cancel_restart, kind::restarted, kind::logged_on};
  pp::session_event e;
  e.what = kinds[numbers.below(std::size(kinds))];
  e.at = jumping(numbers, at);
  if (e.what == kind::extend) e.by = std::chrono::minutes(numbers.between(-1, 4) * numbers.between(1, 400));
  if (e.what == kind::requested) {
    e.request = random_request(numbers);
    if (numbers.chance(80)) {
      const auto delay =
          e.request.deadline == pp::never ? std::chrono::seconds(0) : e.request.deadline - e.request.asked;
      e.request.asked = numbers.chance(70) ? e.at : jumping(numbers, at);
      if (e.request.deadline != pp::never && e.request.asked < pp::never - delay)
        e.request.deadline = e.request.asked + delay;
    }
  }
  return e;
}

// The instants of a session lie in the years 0 to 9999, and it has seen 1970 begin: the library's word for what the
// rules leave open.
inline pp::session_event within_years(pp::session_event e) {
  const auto within = [](pp::sys_seconds at) { return std::clamp(at, year_0, end_of_9999); };
  e.at = within(e.at);
  e.request.asked = within(e.request.asked);
  if (e.request.deadline != pp::never) e.request.deadline = within(e.request.deadline);
  return e;
}

}  // namespace tests
