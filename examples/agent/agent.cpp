// SPDX-License-Identifier: BSL-1.0
// The loop: sleep until something is due, do it, save, and so on.
#include "agent.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <iterator>

namespace agent {

std::string endpoint::run(pp::sys_seconds end, bool starts_again) {
  log(starts_again ? "the agent starts again" : "the agent is installed on " + given_.endpoint_id);
  if (!starts_again) scan();
  while (failure_.empty()) {
    if (std::string wrong = save(); !wrong.empty()) return wrong;
    const pp::sys_seconds due = next_due();
    if (due > end) break;
    clock_.sleep_until(due);
    step(clock_.now());
  }
  return failure_;
}

// The first instant after `state_.now` at which anything may be due. Every answer of the library says how long it
// holds.
pp::sys_seconds endpoint::next_due() const {
  if (state_.off) return state_.off->to;
  pp::sys_seconds due = given_.world.next_deed(state_.now, state_.booted, state_.session.since());
  const auto consider = [&](pp::sys_seconds at) { due = (std::min)(due, at); };
  if (const auto outage = given_.world.next_outage(state_.now)) consider(outage->from);
  consider(state_.session.valid_until());
  for (const deployment& d : state_.deployments)
    if (!d.waits) consider(d.next);
  for (const catch_up_plan& c : state_.catch_ups) consider(c.at);
  for_each_enabled_task([&](const auto& task) {
    const auto run = pp::next_run(task, state_.now, given_.zone);
    if (!run) return;
    const auto staging = pp::stage_after_boot(*run, state_.awake);
    consider(staging && *staging > state_.now ? *staging : run->valid_until());
  });
  const auto scan = pp::next_scan(pp::scan_hash(given_.endpoint_id), state_.now, given_.zone);
  if (scan) consider(scan->valid_until());
  return (std::max)(due, state_.now);
}

// Does what came due after `state_.now` until `at`, so nothing twice.
void endpoint::step(pp::sys_seconds at) {
  pp::sys_seconds before = state_.now;
  state_.now = at;
  if (state_.off) {
    before = at - std::chrono::seconds(1);  // what was due earlier is missed
    come_back();
  } else if (const auto outage = given_.world.next_outage(before); outage && outage->from <= at) {
    return go_off({outage->from, outage->to}, outage->is_sleep);
  }
  attend_user();

  for (deployment& mine : state_.deployments) deploy(mine);
  std::erase_if(state_.deployments, [](const deployment& d) { return d.is_over; });
  for (std::size_t left = state_.catch_ups.size(); left > 0; --left) {
    const catch_up_plan plan = state_.catch_ups.front();
    state_.catch_ups.erase(state_.catch_ups.begin());
    const bool has_booted = at <= state_.booted + pp::catch_up_time;  // else it has only slept
    if (plan.at <= at)
      begin_run(plan.task, plan.date, has_booted ? pp::run_kind::catch_up : pp::run_kind::regular, "catches up ");
    else
      state_.catch_ups.push_back(plan);
  }

  const auto is_due = [&](pp::sys_seconds when) { return before < when && when <= at; };
  for_each_enabled_task([&](const auto& task) {
    const auto run = pp::next_run(task, before, given_.zone);
    if (!run) return;
    const auto staging = pp::stage_after_boot(*run, state_.awake);
    if (staging && is_due(*staging)) stage(task.kind, run->date);
    if (is_due(run->at)) begin_run(task.kind, run->date, pp::run_kind::regular, "run ");
  });
  const auto daily = pp::next_scan(pp::scan_hash(given_.endpoint_id), before, given_.zone);
  if (daily && is_due(daily->at)) scan();
  restart_if_due();
}

// A step in which nothing happened needs no disk: it would be done again, and nothing would happen.
std::string endpoint::save() {
  saved_.now = state_.now;
  const bool is_calm = state_.session.state() == pp::reboot_state::none;
  if (is_calm && saved_.session.state() == pp::reboot_state::none) saved_.session = state_.session;
  if (lines_.empty() && state_ == saved_) return {};
  if (std::string wrong = store_.save(state_, lines_); !wrong.empty()) return wrong;
  saved_ = state_;
  std::fwrite(lines_.data(), 1, lines_.size(), stdout);
  lines_.clear();
  return {};
}

std::string endpoint::clock_text(pp::sys_seconds at) const {
  return pp::calendar_text(pp::local_at(at, given_.zone.get_info(at).offset));
}

void endpoint::log(std::string_view text) {
  std::string when = clock_text(state_.now);
  when.resize((std::max)(when.size(), std::size_t{24}), ' ');
  lines_ += when + "  " + std::string(text) + '\n';
}

void endpoint::detail(std::string_view text) { lines_ += std::string(26, ' ') + std::string(text) + '\n'; }

}  // namespace agent
