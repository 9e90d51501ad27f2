// SPDX-License-Identifier: BSL-1.0
// The runs of the tasks: what they deploy, and the patches one by one.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "agent.hpp"

namespace agent {
namespace {

constexpr std::chrono::minutes installation_takes(3);

// What a task makes of the updates that are missing. It refers to the list.
struct evaluation {
  pp::bound_task<pp::platform::windows> bound;
  pp::supersession scan;
  pp::selection<std::vector<update_reference>> verdicts;

  template <class Task>
  evaluation(const Task& task, const pp::configuration& config, const std::vector<update_reference>& missing)
      : bound(pp::bind(task, {}, pp::previews_of(config))), scan(missing), verdicts(pp::select(bound, missing, scan)) {}

  std::size_t deploying() const {
    const auto& all = verdicts.verdicts();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& v) { return v.deploys(); }));
  }
};

}  // namespace

void endpoint::scan() {
  const std::size_t missing = engine_.scan(state_.now).size();
  if (missing != state_.missing) log("scan: missing patches: " + std::to_string(missing));
  state_.missing = missing;
}

// What is staged is a hint: the run evaluates anew.
void endpoint::stage(pp::task_kind kind, pp::civil_date date) {
  scan();
  const auto missing = engine_.scan(state_.now);
  with_task(kind, [&](const auto& task) {
    const std::size_t count = evaluation(task, given_.config, missing).deploying();
    if (count > 0) log("stages " + name_of_run(kind, date) + ": patches: " + std::to_string(count));
  });
}

// A run that has something to deploy becomes a deployment. There is one for each task: a later run takes the place of
// one that waits for a restart, and leaves one alone that installs.
void endpoint::begin_run(pp::task_kind kind, pp::civil_date date, pp::run_kind run, const std::string& heading) {
  state_.was_off[static_cast<std::size_t>(kind)].clear();  // nothing is owed any more
  auto& all = state_.deployments;
  const auto earlier = std::find_if(all.begin(), all.end(), [&](const deployment& d) { return d.task == kind; });
  if (earlier != all.end() && !earlier->waits)
    return log(heading + name_of_run(kind, date) + ": the one of " + pp::to_text(earlier->date) + " is still at it");
  if (earlier != all.end()) all.erase(earlier);

  const auto missing = engine_.scan(state_.now);
  with_task(kind, [&](const auto& task) {
    const evaluation now(task, given_.config, missing);
    const std::size_t count = now.deploying();
    log(heading + name_of_run(kind, date) +
        (count == 0 ? ": nothing to deploy" : ": patches: " + std::to_string(count)));
    if (count == 0) return;
    for (pp::ordinal at = 0; at < missing.size(); ++at) {
      const auto line = pp::name_verdict(task.deploy, now.bound, now.scan, now.verdicts, at);
      detail((line.deploys ? "yes  " : "no   ") + std::string(line.id) + ": " + pp::to_text(line));
    }
    const auto before = pp::decide_reboot_before(task.reboot, now.verdicts, run);
    const auto after = pp::forecast_reboot_after(task.reboot, now.verdicts, now.scan);
    detail("restart after it: " + std::string(pp::meaning_of(after.answer())));
    all.push_back({kind, date, bool(before), state_.now + installation_takes});
    if (before)
      ask_for_restart(pp::reboot_phase::before, kind, before, task.reboot.before->user);
    else
      detail("no restart before it: " + std::string(pp::meaning_of(*before.why_not())));
  });
}

void endpoint::deploy(deployment& mine) {
  if (mine.waits) {
    if (pp::deployment_waits_for(state_.session, pp::source_of(mine.task)) != pp::deployment_wait::nothing) return;
    log("deploys " + name_of_run(mine.task, mine.date) + ", which waited for the restart");
    mine.waits = false;
    mine.next = state_.now + installation_takes;
  }
  if (mine.next <= state_.now) deploy_next(mine);
}

// Installs one patch, or ends the deployment if none is left. What is left is evaluated anew each time (rule B6): from
// what the machine lacks and, as if they were not there, the patches of this run that no restart has served.
void endpoint::deploy_next(deployment& mine) {
  const std::string job = name_of_run(mine.task, mine.date);
  const auto updates = engine_.scan(state_.now, job, state_.booted);
  with_task(mine.task, [&](const auto& task) {
    const evaluation now(task, given_.config, updates);
    for (const auto& [one, verdict] : now.verdicts) {
      const bool is_tried = std::find(mine.tried.begin(), mine.tried.end(), one->id) != mine.tried.end();
      if (!verdict.deploys() || is_tried) continue;
      const auto code = engine_.install(job, *one, state_.now);
      if (!code)
        failure_ = code.error();
      else
        log("installs " + one->id + ": " + std::string(pp::meaning_of(pp::outcome_of_code(*code))));
      mine.tried.push_back(one->id);
      mine.next = state_.now + installation_takes;
      return;
    }

    pp::install_outcomes<pp::platform::windows, std::vector<update_reference>> outcomes(now.verdicts, now.scan);
    for (const installation& done : engine_.installations())
      if (done.job == job) outcomes.set(done.id, pp::outcome_of_code(done.code));
    const auto after = pp::decide_reboot_after(task.reboot, now.verdicts, now.scan, outcomes);
    log("done " + job);
    mine.is_over = true;
    if (after)
      ask_for_restart(pp::reboot_phase::after, mine.task, after, task.reboot.after->user);
    else
      detail("no restart after it: " + std::string(pp::meaning_of(*after.why_not())));
  });
}

}  // namespace agent
