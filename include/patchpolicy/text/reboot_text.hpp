// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reboot answers, requests and sessions in English, for administrators.
#pragma once

#include <string_view>

#include "patchpolicy/decide/install_result.hpp"
#include "patchpolicy/decide/reboot_decision.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/reboot_session.hpp"

namespace patchpolicy::inline v1 {

/// The meaning in words, without a period.
constexpr std::string_view meaning_of(reboot_answer answer) noexcept {
  switch (answer) {
    case reboot_answer::none: return "no reboot is asked for";
    case reboot_answer::depends_on_results: return "depends on the results of the installation";
    case reboot_answer::requested: return "a reboot is asked for";
  }
  return {};
}

constexpr std::string_view meaning_of(reboot_reason reason) noexcept {
  switch (reason) {
    case reboot_reason::before_deployment: return "the task restarts before it deploys";
    case reboot_reason::always: return "the task always restarts after it has deployed";
    case reboot_reason::required: return "patches that deploy require it";
    case reboot_reason::required_dependency: return "advisories that come along as dependencies require it";
    case reboot_reason::required_installed: return "the newer advisories that are really installed require it";
    case reboot_reason::result_code: return "the results of the installation require it";
    case reboot_reason::unknown: return "neither data nor results say that there is no need";
    case reboot_reason::system_patch: return "a system patch of a Mac always restarts";
    case reboot_reason::any_update: return "the task restarts after any update";
    case reboot_reason::host: return "another feature asks for it";
  }
  return {};
}

constexpr std::string_view meaning_of(no_reboot_reason reason) noexcept {
  switch (reason) {
    case no_reboot_reason::not_offered: return "this platform does not restart before deployment";
    case no_reboot_reason::switched_off: return "it is switched off";
    case no_reboot_reason::nothing_deployed: return "nothing is deployed";
    case no_reboot_reason::not_required: return "no patch that is deployed requires it";
    case no_reboot_reason::just_booted: return "the run catches up after a boot, which serves";
    case no_reboot_reason::restarted_since: return "the machine has restarted since";
  }
  return {};
}

constexpr std::string_view meaning_of(install_outcome outcome) noexcept {
  switch (outcome) {
    case install_outcome::installed: return "installed";
    case install_outcome::restart_required: return "installed, and requires a restart";
    case install_outcome::failed: return "failed";
    case install_outcome::failed_restart_required: return "failed, and requires a restart";
  }
  return {};
}

constexpr std::string_view meaning_of(reboot_state state) noexcept {
  switch (state) {
    case reboot_state::none: return "no restart is pending";
    case reboot_state::waiting: return "waiting for the deadline or for log-off";
    case reboot_state::counting: return "the countdown runs";
    case reboot_state::timeout_cancelled: return "put off until log-off";
    case reboot_state::restart_cancelled: return "put off until it is asked for anew";
    case reboot_state::due: return "the restart may begin";
  }
  return {};
}

constexpr std::string_view meaning_of(session_action action) noexcept {
  switch (action) {
    case session_action::none: return "nothing to do";
    case session_action::notify: return "tell the user that log-off will restart";
    case session_action::show_dialog: return "show the countdown";
    case session_action::hold: return "take the countdown away";
    case session_action::restart: return "restart";
    case session_action::deploy: return "deploy what waited for the restart";
    case session_action::done: return "the restart is done";
  }
  return {};
}

constexpr std::string_view meaning_of(session_refusal refusal) noexcept {
  switch (refusal) {
    case session_refusal::no_countdown: return "there is no countdown";
    case session_refusal::not_permitted: return "the settings do not permit it";
    case session_refusal::less_than_a_minute: return "a countdown is extended by whole minutes, one at least";
    case session_refusal::beyond_the_extension: return "the countdown would become longer than it may";
  }
  return {};
}

constexpr std::string_view meaning_of(deployment_wait wait) noexcept {
  switch (wait) {
    case deployment_wait::nothing: return "may deploy now";
    case deployment_wait::restart: return "waits for the restart";
    case deployment_wait::log_off_or_restart: return "waits for log-off, which restarts, or for a restart by hand";
    case deployment_wait::restart_by_hand:
      return "waits for a restart by hand, as the restart was put off until it is asked for anew";
  }
  return {};
}

}  // namespace patchpolicy::inline v1
