// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/reboot_request.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "patchpolicy/decide/reboot_session.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::reboot_phase;
using pp::reboot_reason;
using pp::reboot_source;

namespace {

constexpr pp::sys_seconds noon{std::chrono::seconds(1'800'000'000)};

constexpr pp::user_part user(std::optional<int> force, bool warn, std::optional<int> countdown,
                             std::optional<int> maximum) {
  pp::user_part u;
  if (force) u.force_after = *pp::force_delay::of(*force);
  u.warn_at_logoff = warn;
  if (countdown) u.countdown = *pp::countdown_length::of(*countdown);
  if (maximum) u.extend_up_to = *pp::countdown_length::of(*maximum);
  return u;
}

constexpr pp::reboot_request after(const pp::user_part& u, pp::sys_seconds asked = noon) {
  return pp::request_reboot(reboot_phase::after, reboot_source::host, {reboot_reason::host}, asked, u);
}

// When the restart is due at the latest, by trying in each minute all that a user may do.
pp::sys_seconds latest_by_trying(const pp::reboot_session& session) {
  using enum pp::session_event_kind;
  if (session.state() == pp::reboot_state::due) return session.seen();
  if (session.valid_until() == pp::never) return pp::never;
  const pp::sys_seconds now = session.seen();
  pp::sys_seconds latest = latest_by_trying(pp::step(session, {time_passed, now + 1min}).session);
  const auto try_to = [&](pp::session_event choice) {
    const pp::session_step next = pp::step(session, choice);
    if (!next.refused) latest = (std::max)(latest, latest_by_trying(next.session));
  };
  for (auto by = 1min; by <= session.extension_left(); ++by) try_to({extend, now, by});
  try_to({cancel_timeout, now});
  try_to({cancel_restart, now});
  return latest;
}

}  // namespace

TEST_CASE("a request has its phase, source and reasons") {
  constexpr pp::reboot_request before =
      pp::request_reboot(reboot_phase::before, reboot_source::priority_updates,
                         {reboot_reason::before_deployment, reboot_reason::host}, noon, {});
  PATCHPOLICY_CHECK_BOTH(before.has(reboot_phase::before) && !before.has(reboot_phase::after));
  PATCHPOLICY_CHECK_BOTH(before.before == pp::flag_set<reboot_source>{reboot_source::priority_updates});
  PATCHPOLICY_CHECK_BOTH(before.after.empty());
  PATCHPOLICY_CHECK_BOTH(before.reasons ==
                         pp::flag_set<reboot_reason>{reboot_reason::before_deployment, reboot_reason::host});
  PATCHPOLICY_CHECK_BOTH(before.asked == noon);
  PATCHPOLICY_CHECK_BOTH(after({}).has(reboot_phase::after) && !after({}).has(reboot_phase::before));
  PATCHPOLICY_CHECK_BOTH(!pp::reboot_request{}.has(reboot_phase::before) &&
                         !pp::reboot_request{}.has(reboot_phase::after));
}

TEST_CASE("a task is a source") {
  PATCHPOLICY_CHECK_BOTH(pp::source_of(pp::task_kind::routine_maintenance) == reboot_source::routine_maintenance);
  PATCHPOLICY_CHECK_BOTH(pp::source_of(pp::task_kind::priority_updates) == reboot_source::priority_updates);
  PATCHPOLICY_CHECK_BOTH(pp::source_of(pp::task_kind::zero_day_response) == reboot_source::zero_day_response);
}

TEST_CASE("the deadline is that of rule B5") {
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, {}, {})).deadline == noon);
  PATCHPOLICY_CHECK_BOTH(after(user({}, true, {}, {})).deadline == pp::never);
  PATCHPOLICY_CHECK_BOTH(after(user(1, false, {}, {})).deadline == noon + 1min);
  PATCHPOLICY_CHECK_BOTH(after(user(10'080, true, {}, {})).deadline == noon + 10'080min);
}

TEST_CASE("a deadline past the end of time never comes") {
  constexpr auto almost = pp::sys_seconds::max() - 5min;
  PATCHPOLICY_CHECK_BOTH(after(user(4, false, {}, {}), almost).deadline == almost + 4min);
  PATCHPOLICY_CHECK_BOTH(after(user(5, false, {}, {}), almost).deadline == pp::never);
  PATCHPOLICY_CHECK_BOTH(after(user(6, false, {}, {}), almost).deadline == pp::never);
  PATCHPOLICY_CHECK_BOTH(after(user(10'080, false, {}, {}), pp::sys_seconds::max()).deadline == pp::never);
  PATCHPOLICY_CHECK_BOTH(after(user(1, false, {}, {}), pp::sys_seconds::min()).deadline ==
                         pp::sys_seconds::min() + 1min);
}

TEST_CASE("the longest extension is the countdown where it is absent, and not below it") {  // rules B1 and B5
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, {}, {})).countdown == 0min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, {}, {})).extend_up_to == 0min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, 10, {})).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, 10, 10)).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, 10, 5)).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, 10, 1440)).extend_up_to == 1440min);
  PATCHPOLICY_CHECK_BOTH(after(user({}, false, 10, 1440)).countdown == 10min);
}

TEST_CASE("two requests join to one") {  // rule B1
  constexpr pp::reboot_request one = [] {
    pp::user_part u = user(60, true, 10, 30);
    u.may_cancel_timeout = u.may_cancel_restart = true;
    return pp::request_reboot(reboot_phase::before, reboot_source::routine_maintenance,
                              {reboot_reason::before_deployment}, noon, u);
  }();
  constexpr pp::reboot_request other = [] {
    pp::user_part u = user(5, false, 20, 25);
    u.may_cancel_restart = true;
    return pp::request_reboot(reboot_phase::after, reboot_source::host, {reboot_reason::host}, noon + 10min, u);
  }();
  constexpr pp::reboot_request both = join(one, other);
  PATCHPOLICY_CHECK_BOTH(both == join(other, one));
  PATCHPOLICY_CHECK_BOTH(join(both, one) == both && join(both, other) == both && join(one, one) == one);
  PATCHPOLICY_CHECK_BOTH(both.before == one.before && both.after == other.after);
  PATCHPOLICY_CHECK_BOTH(both.reasons ==
                         pp::flag_set<reboot_reason>{reboot_reason::before_deployment, reboot_reason::host});
  PATCHPOLICY_CHECK_BOTH(both.asked == noon + 10min);
  PATCHPOLICY_CHECK_BOTH(both.deadline == noon + 15min);  // the earlier one, though it was asked later
  PATCHPOLICY_CHECK_BOTH(both.countdown == 20min);
  PATCHPOLICY_CHECK_BOTH(both.extend_up_to == 25min);
  PATCHPOLICY_CHECK_BOTH(both.warn_at_logoff && !both.may_cancel_timeout && both.may_cancel_restart);
}

TEST_CASE("the smallest extension is raised to the longest countdown") {  // rule B1
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, false, 1, 5)), after(user({}, false, 10, 60))).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, false, 10, {})), after(user({}, false, 5, 60))).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, false, 10, 60)), after(user({}, false, 5, {}))).extend_up_to == 10min);
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, false, 1, 30)), after(user({}, false, 10, 60))).extend_up_to == 30min);
}

TEST_CASE("a request that would wait for ever joins one that does not") {  // rules B1 and B5
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, true, {}, {})), after(user(60, false, {}, {}))).deadline == noon + 60min);
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, true, {}, {})), after(user({}, false, {}, {}))).deadline == noon);
  PATCHPOLICY_CHECK_BOTH(join(after(user({}, true, {}, {})), after(user({}, true, 5, {}))).deadline == pp::never);
}

TEST_CASE("the dialog follows from the settings alone") {  // rule B5
  PATCHPOLICY_CHECK_BOTH(!dialog_of(pp::user_part{}).is_shown());
  PATCHPOLICY_CHECK_BOTH(dialog_of(user(5, true, {}, 30)) == pp::countdown_dialog{});
  constexpr auto no_dialog = [] {
    pp::user_part u = user({}, false, 0, 60);
    u.may_cancel_timeout = u.may_cancel_restart = true;
    return dialog_of(u);
  };
  PATCHPOLICY_CHECK_BOTH(no_dialog() == pp::countdown_dialog{});
  constexpr auto whole = [](bool timeout, bool restart) {
    pp::user_part u = user(5, true, 10, 60);
    u.may_cancel_timeout = timeout;
    u.may_cancel_restart = restart;
    return dialog_of(u);
  };
  PATCHPOLICY_CHECK_BOTH(whole(true, false) == pp::countdown_dialog{10min, 50min, true, false});
  PATCHPOLICY_CHECK_BOTH(whole(false, true) == pp::countdown_dialog{10min, 50min, false, true});
  PATCHPOLICY_CHECK_BOTH(whole(false, true).is_shown());
  PATCHPOLICY_CHECK_BOTH(dialog_of(user({}, false, 10, {})) == pp::countdown_dialog{10min, 0min, false, false});
  PATCHPOLICY_CHECK_BOTH(dialog_of(user({}, false, 10, 5)) == pp::countdown_dialog{10min, 0min, false, false});
  PATCHPOLICY_CHECK_BOTH(dialog_of(join(after(user({}, false, 10, 60)), after(user({}, false, 20, 30)))) ==
                         pp::countdown_dialog{20min, 10min, false, false});
}

TEST_CASE("the latest restart is what the user can make of it") {  // rules B5 and B7
  int tried = 0;
  for (const std::optional<int> force : {std::optional<int>(), std::optional(1), std::optional(3)})
    for (const std::optional<int> countdown :
         {std::optional<int>(), std::optional(0), std::optional(1), std::optional(3)})
      for (const std::optional<int> maximum :
           {std::optional<int>(), std::optional(0), std::optional(2), std::optional(5)})
        for (unsigned bits = 0; bits < 8; ++bits) {
          pp::user_part u = user(force, (bits & 1U) != 0, countdown, maximum);
          u.may_cancel_timeout = (bits & 2U) != 0;
          u.may_cancel_restart = (bits & 4U) != 0;
          pp::session_event asks{pp::session_event_kind::requested, noon};
          asks.request = after(u);
          const auto session = pp::step(pp::reboot_session(true), asks).session;
          CAPTURE(force.value_or(-1), countdown.value_or(-1), maximum.value_or(-1), bits);
          CHECK(pp::latest_restart(asks.request) == latest_by_trying(session));
          ++tried;
        }
  CHECK(tried == 384);

  PATCHPOLICY_CHECK_BOTH(pp::latest_restart(after(user(60, true, 10, 30))) == noon + 90min);
  constexpr pp::sys_seconds almost = pp::never - 70min;
  PATCHPOLICY_CHECK_BOTH(pp::latest_restart(after(user(60, false, 10, {}), almost)) == pp::never);
  PATCHPOLICY_CHECK_BOTH(pp::latest_restart(after(user(60, false, 9, {}), almost)) == pp::never - 1min);
  PATCHPOLICY_CHECK_BOTH(pp::latest_restart(after(user(60, false, 11, {}), almost)) == pp::never);
}

TEST_CASE("the user's part is that of the phase") {
  using enum reboot_phase;
  constexpr pp::user_part early = user(5, false, {}, {});
  constexpr pp::user_part late = user(10, false, {}, {});
  constexpr pp::windows_reboot both{.before = pp::reboot_before{early}, .after = pp::reboot_after{.user = late}};
  PATCHPOLICY_CHECK_BOTH(pp::user_of(both, before) == early && pp::user_of(both, after) == late);
  PATCHPOLICY_CHECK_BOTH(!pp::user_of(pp::windows_reboot{}, before) && !pp::user_of(pp::windows_reboot{}, after));
  constexpr pp::windows_reboot not_set{.before = pp::reboot_before{}, .after = pp::reboot_after{}};
  PATCHPOLICY_CHECK_BOTH(!pp::user_of(not_set, before) && !pp::user_of(not_set, after));
  constexpr pp::mac_reboot on_mac{.user = late};
  PATCHPOLICY_CHECK_BOTH(!pp::user_of(on_mac, before) && pp::user_of(on_mac, after) == late);
  constexpr pp::linux_reboot on_linux{.after_if_required = true, .user = late};
  PATCHPOLICY_CHECK_BOTH(!pp::user_of(on_linux, before) && pp::user_of(on_linux, after) == late);
}

TEST_CASE("phases, sources and reasons have their words") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<reboot_phase> == 2);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_phase::before) == "before");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_phase::after) == "after");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<reboot_source> == 4);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_source::routine_maintenance) == "routine_maintenance");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_source::priority_updates) == "priority_updates");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_source::zero_day_response) == "zero_day_response");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_source::host) == "host");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<reboot_reason> == 10);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::before_deployment) == "before_deployment");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::always) == "always");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::required) == "required");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::required_dependency) == "required_dependency");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::required_installed) == "required_installed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::result_code) == "result_code");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::unknown) == "unknown");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::system_patch) == "system_patch");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::any_update) == "any_update");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_reason::host) == "host");
}
