// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/model/platform.hpp"

#include <type_traits>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

TEST_CASE("only Windows has more than routine maintenance") {  // rule T2
  using enum pp::platform;
  using enum pp::task_kind;
  PATCHPOLICY_CHECK_BOTH(pp::offers_task(windows, routine_maintenance));
  PATCHPOLICY_CHECK_BOTH(pp::offers_task(windows, priority_updates));
  PATCHPOLICY_CHECK_BOTH(pp::offers_task(windows, zero_day_response));
  PATCHPOLICY_CHECK_BOTH(pp::offers_task(mac, routine_maintenance));
  PATCHPOLICY_CHECK_BOTH(!pp::offers_task(mac, priority_updates));
  PATCHPOLICY_CHECK_BOTH(!pp::offers_task(mac, zero_day_response));
  PATCHPOLICY_CHECK_BOTH(pp::offers_task(gnu_linux, routine_maintenance));
  PATCHPOLICY_CHECK_BOTH(!pp::offers_task(gnu_linux, priority_updates));
  PATCHPOLICY_CHECK_BOTH(!pp::offers_task(gnu_linux, zero_day_response));
}

TEST_CASE("a platform chosen at run time becomes a type") {
  constexpr auto visited = [](pp::platform os) {
    return pp::visit_platform(os, [](auto constant) { return decltype(constant)::value; });
  };
  PATCHPOLICY_CHECK_BOTH(visited(pp::platform::windows) == pp::platform::windows);
  PATCHPOLICY_CHECK_BOTH(visited(pp::platform::mac) == pp::platform::mac);
  PATCHPOLICY_CHECK_BOTH(visited(pp::platform::gnu_linux) == pp::platform::gnu_linux);
}

TEST_CASE("visiting a platform calls once and hands back what it got") {
  int calls = 0;
  auto count = [&](auto) -> int& {
    ++calls;
    return calls;
  };
  int& answer = pp::visit_platform(pp::platform::mac, count);
  CHECK(calls == 1);
  CHECK(&answer == &calls);
}

TEST_CASE("platforms and tasks have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::platform> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::platform::windows) == "windows");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::platform::mac) == "mac");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::platform::gnu_linux) == "linux");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::task_kind> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::task_kind::routine_maintenance) == "routine_maintenance");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::task_kind::priority_updates) == "priority_updates");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::task_kind::zero_day_response) == "zero_day_response");
}
