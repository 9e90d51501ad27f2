// SPDX-License-Identifier: BSL-1.0
// The reboot behavior as set (rules B3 to B5).
#include "patchpolicy/model/reboot.hpp"

#include <cstddef>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;

TEST_CASE("the times of the user's part have their bounds") {  // rule B5
  PATCHPOLICY_CHECK_BOTH(!pp::force_delay::of(0));
  PATCHPOLICY_CHECK_BOTH(pp::force_delay::of(1).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::force_delay::of(10080).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::force_delay::of(10081));
  PATCHPOLICY_CHECK_BOTH(!pp::countdown_length::of(-1));
  PATCHPOLICY_CHECK_BOTH(pp::countdown_length::of(0).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::countdown_length::of(1440).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::countdown_length::of(1441));
}

TEST_CASE("a user's part starts with nothing that the user may do") {  // rule B5
  constexpr auto nothing = [](const pp::user_part& u) {
    return !u.force_after && !u.warn_at_logoff && !u.countdown && !u.extend_up_to && !u.may_cancel_timeout &&
           !u.may_cancel_restart;
  };
  PATCHPOLICY_CHECK_BOTH(nothing({}));
}

TEST_CASE("a reboot behavior starts switched off") {  // rule B4
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::windows>{}.before);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::windows>{}.after);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::mac>{}.always_after_update);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::gnu_linux>{}.after_if_required);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::mac>{}.user);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_behavior<pp::platform::gnu_linux>{}.user);
  PATCHPOLICY_CHECK_BOTH(pp::reboot_after{}.when == pp::reboot_condition::if_required);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_after{}.user);
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_before{}.user);
}

TEST_CASE("reboot behaviors are equal only if they say the same") {
  std::vector<pp::user_part> users(7);
  users[1].force_after = *pp::force_delay::of(5);
  users[2].warn_at_logoff = true;
  users[3].countdown = *pp::countdown_length::of(5);
  users[4].extend_up_to = *pp::countdown_length::of(5);
  users[5].may_cancel_timeout = true;
  users[6].may_cancel_restart = true;
  std::vector<pp::windows_reboot> reboots(5);
  reboots[1].before = pp::reboot_before{};
  reboots[2].before = pp::reboot_before{.user = pp::user_part{}};
  reboots[3].after = pp::reboot_after{};
  reboots[4].after = pp::reboot_after{.when = pp::reboot_condition::always};
  const auto all_differ = [](const auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      for (std::size_t j = 0; j < values.size(); ++j)
        if ((values[i] == values[j]) != (i == j)) return false;
    return true;
  };
  CHECK(all_differ(users));
  CHECK(all_differ(reboots));
  PATCHPOLICY_CHECK_BOTH(pp::mac_reboot{} != pp::mac_reboot{.always_after_update = true});
  PATCHPOLICY_CHECK_BOTH(pp::mac_reboot{} != pp::mac_reboot{.user = pp::user_part{}});
  PATCHPOLICY_CHECK_BOTH(pp::linux_reboot{} != pp::linux_reboot{.after_if_required = true});
  PATCHPOLICY_CHECK_BOTH(pp::linux_reboot{} != pp::linux_reboot{.user = pp::user_part{}});
}

TEST_CASE("reboot behaviors have the fields of the interchange format") {
  CHECK(tests::fields_of<pp::user_part>() ==
        "force_after_minutes warn_at_logoff countdown_minutes extend_up_to_minutes may_cancel_timeout "
        "may_cancel_restart");
  CHECK(tests::fields_of<pp::windows_reboot>() == "before after");
  CHECK(tests::fields_of<pp::reboot_before>() == "user");
  CHECK(tests::fields_of<pp::reboot_after>() == "when! user");
  CHECK(tests::fields_of<pp::mac_reboot>() == "always_after_update user");
  CHECK(tests::fields_of<pp::linux_reboot>() == "after_if_required user");

  const pp::user_part part;
  const auto& [force, warn, countdown, extend, timeout, restart] = part;
  CHECK(tests::table_covers(part, force, warn, countdown, extend, timeout, restart));
  const pp::windows_reboot on_windows;
  const auto& [before, after] = on_windows;
  CHECK(tests::table_covers(on_windows, before, after));
  const pp::reboot_before first;
  const auto& [first_user] = first;
  CHECK(tests::table_covers(first, first_user));
  const pp::reboot_after last;
  const auto& [when, last_user] = last;
  CHECK(tests::table_covers(last, when, last_user));
  const pp::mac_reboot on_mac;
  const auto& [always, mac_user] = on_mac;
  CHECK(tests::table_covers(on_mac, always, mac_user));
  const pp::linux_reboot on_linux;
  const auto& [if_required, linux_user] = on_linux;
  CHECK(tests::table_covers(on_linux, if_required, linux_user));
}

TEST_CASE("reboot conditions have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::reboot_condition> == 2);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::reboot_condition::always) == "always");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::reboot_condition::if_required) == "if_required");
}
