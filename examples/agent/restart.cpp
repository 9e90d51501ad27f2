// SPDX-License-Identifier: BSL-1.0
// The pending restart, its user, and the service that restarts the machine.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "agent.hpp"

namespace agent {
namespace {

constexpr std::chrono::minutes restart_takes(4);

}  // namespace

void endpoint::tell(pp::session_event event) {
  const pp::reboot_session before = state_.session;
  const pp::session_step next = pp::step(before, event);
  state_.session = next.session;
  if (next.refused) detail("refused: " + std::string(pp::meaning_of(*next.refused)));
  const bool is_new = next.session.state() != before.state() || next.session.until() != before.until();
  if (next.action == pp::session_action::none || !is_new) return;
  const pp::sys_seconds until = next.session.valid_until();
  log(std::string(pp::meaning_of(next.session.state())) + (until == pp::never ? "" : " until " + clock_text(until)) +
      ": " + std::string(pp::meaning_of(next.action)));
}

// Goes by who is there, not by who came: then a crash loses nothing.
void endpoint::attend_user() {
  const bool is_there = given_.world.user_is_there(state_.now, state_.booted);
  if (is_there != state_.session.user_logged_on()) {
    if (state_.session.state() != pp::reboot_state::none) log(is_there ? "the user logs on" : "the user logs off");
    tell({is_there ? pp::session_event_kind::logged_on : pp::session_event_kind::logged_off, state_.now});
  }
  tell({pp::session_event_kind::time_passed, state_.now});
  if (state_.session.state() != pp::reboot_state::counting) return;
  if (auto answer = given_.world.answer(state_.now, state_.session.since())) {
    answer->at = state_.now;
    log("the user chooses: " + std::string(pp::name_of(answer->what)));
    tell(*answer);
  }
}

void endpoint::ask_for_restart(pp::reboot_phase phase, pp::task_kind task, const pp::reboot_decision& decision,
                               const std::optional<pp::user_part>& user) {
  pp::session_event event{pp::session_event_kind::requested, state_.now};
  event.request =
      pp::request_reboot(phase, pp::source_of(task), decision.reasons(), state_.now, user.value_or(pp::user_part{}));
  for (const pp::reboot_reason reason : decision.reasons())
    detail("asks for a restart: " + std::string(pp::meaning_of(reason)));
  tell(event);
}

// The reboot service. It goes by the state, which is there after a crash, and leaves installations alone.
void endpoint::restart_if_due() {
  const auto& all = state_.deployments;
  const bool installs = std::any_of(all.begin(), all.end(), [](const deployment& d) { return !d.waits; });
  if (state_.session.state() != pp::reboot_state::due || installs) return;
  const pp::sys_seconds down = state_.now + std::chrono::seconds(1);  // the runs of this instant are not missed
  go_off({down, down + restart_takes}, false);
}

}  // namespace agent
