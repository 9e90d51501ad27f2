// SPDX-License-Identifier: BSL-1.0
// Joining requests and leading a session allocates nothing.
#include <chrono>
#include <cstddef>
#include <string>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/reboot_session.hpp"
#include "support/catch.hpp"
#include "support/counted_memory.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;

namespace {

pp::reboot_request request(int number) {
  pp::user_part user;
  user.force_after = pp::force_delay::of(1 + number % 100).value();
  user.countdown = pp::countdown_length::of(number % 20).value();
  user.extend_up_to = pp::countdown_length::of(60).value();
  user.may_cancel_timeout = user.may_cancel_restart = true;
  return pp::request_reboot(number % 2 == 0 ? pp::reboot_phase::before : pp::reboot_phase::after,
                            static_cast<pp::reboot_source>(number % 4), {pp::reboot_reason::host},
                            pp::sys_seconds(1h * number), user);
}

}  // namespace

TEST_CASE("joining requests allocates nothing") {
  tests::memory.reset();
  pp::reboot_request all = request(0);
  for (int i = 1; i < 1'000; ++i) all = join(all, request(i));
  const std::size_t count = tests::memory.allocations;
  CHECK(count == 0);
  CHECK(all.countdown == 19min);
}

TEST_CASE("no event of a session allocates") {
  tests::memory.reset();
  pp::reboot_session session(true);
  std::size_t states = 0;
  for (int i = 0; i < 20'000; ++i) {
    pp::session_event event;
    event.what = static_cast<pp::session_event_kind>(i * 7 / 3 % 9);
    event.at = pp::sys_seconds(10min * i);
    event.by = 1min;
    if (event.what == pp::session_event_kind::requested) {
      event.request = request(i);
      event.request.asked = event.at;
      event.request.deadline = event.at + 25min;
    }
    if (event.what == pp::session_event_kind::restarted && i % 5 != 0) continue;
    session = step(session, event).session;
    states |= std::size_t{1} << static_cast<unsigned>(session.state());
    (void)deployment_waits_for(session, pp::reboot_source::host);
  }
  const std::size_t count = tests::memory.allocations;
  CHECK(count == 0);
  CHECK(states == (std::size_t{1} << pp::enum_size<pp::reboot_state>)-1);  // it has been everywhere
}

TEST_CASE("the count sees a string") {
  tests::memory.reset();
  const std::string text(100, 'x');
  CHECK(tests::memory.allocations == 1);
  CHECK(text.size() == 100);
}
