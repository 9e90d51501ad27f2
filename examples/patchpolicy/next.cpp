// SPDX-License-Identifier: BSL-1.0
// patchpolicy next: when the tasks of a configuration run (section S of the rules).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

std::string name_of_task(pp::platform os, pp::task_kind task) {
  return std::string(in_words(os)) + ", " + std::string(in_words(task));
}

// Calls `f(task)` for each task that is on and chosen.
template <class Function>
void for_each_chosen_task(const pp::configuration& config, const pp::task_choice& choice, Function f) {
  pp::for_each_enabled_task(config, [&](const auto& task) {
    if ((!choice.os || *choice.os == task.os) && (!choice.task || *choice.task == task.kind)) f(task);
  });
}

// A date on which a task does not run because the clocks jump over its time.
struct skipped_run {
  pp::sys_seconds at;  // when they jump
  std::string note;
};

// Those after an instant, until another one, in the order of time.
std::vector<skipped_run> skipped_runs(const pp::configuration& config, const pp::task_choice& choice,
                                      pp::sys_seconds after, pp::sys_seconds until, const named_zone& zone) {
  std::vector<skipped_run> found;
  for_each_chosen_task(config, choice, [&](const auto& task) {
    if (!task.schedule || task.schedule->clock_change.gap != pp::gap_policy::skip) return;
    const pp::time_of_day at = task.schedule->at;
    // By the wall, what comes after the instant is dated the day before at the earliest: clocks may go back.
    pp::day_number day = (std::max)(day_of(after, zone) - 1, pp::first_run_day);
    while (day <= pp::last_run_day) {
      const auto date = pp::first_date_from(task.schedule->recurrence, pp::civil_date_of(day));
      if (!date) break;
      const pp::resolved_time jump = pp::resolve(pp::wall_time(*date, at), zone.zone);
      if (*jump.at > until) break;
      if (jump.kind == pp::local_time_kind::gap && *jump.at > after)
        found.push_back(
            {*jump.at, pp::skipped_run_text(*date, at, zone.zone) + " (" + name_of_task(task.os, task.kind) + ')'});
      day = pp::day_number_of(*date) + 1;
    }
  });
  std::stable_sort(found.begin(), found.end(), [](const skipped_run& a, const skipped_run& b) { return a.at < b.at; });
  return found;
}

// What is out of the ordinary about a run, a line each.
std::vector<std::string> notes(const pp::configuration& config, const pp::task_run& run, const named_zone& zone) {
  std::vector<std::string> lines;
  const pp::time_of_day at =
      visit_target(config, {run.os, run.task}, [](const auto& task) { return task.schedule->at; });
  if (std::string text = pp::clock_change_text(run.run, at, zone.zone); !text.empty()) lines.push_back(text);
  if (run.run.no_time_to_stage || (run.run.stage && run.run.stage->cut)) lines.push_back(pp::staging_text(run.run));
  for (const pp::task_kind other : run.meets) lines.push_back("at the same instant as " + std::string(in_words(other)));
  return lines;
}

std::string calendar(const pp::configuration& config, const std::vector<pp::task_run>& runs,
                     const std::vector<skipped_run>& skipped, const named_zone& zone) {
  bool any_staged = false;
  for (const pp::task_run& run : runs) any_staged = any_staged || run.run.stage.has_value();

  std::string out;
  const auto append = [&](std::string local, std::string utc, std::string stage, const std::string& task) {
    local.resize(std::max<std::size_t>(local.size(), 22), ' ');
    utc.resize(std::max<std::size_t>(utc.size(), 22), ' ');
    stage.resize(std::max<std::size_t>(stage.size(), 22), ' ');
    out += local + utc + (any_staged ? stage : "") + task + '\n';
  };
  auto next_skipped = skipped.begin();
  const auto append_skipped = [&](pp::sys_seconds until) {
    for (; next_skipped != skipped.end() && next_skipped->at <= until; ++next_skipped)
      out += "    " + next_skipped->note + '\n';
  };
  append("runs", "in UTC", "stages from", "task");
  for (const pp::task_run& run : runs) {
    const auto& stage = run.run.stage;
    append_skipped(run.run.at);
    append(pp::calendar_text(run.run.local()), pp::calendar_text(pp::local_at(run.run.at, {})),
           stage ? pp::calendar_text(stage->local()) : "", name_of_task(run.os, run.task));
    for (const std::string& note : notes(config, run, zone)) out += "    " + note + '\n';
  }
  append_skipped((pp::sys_seconds::max)());
  return out;
}

// Why there is nothing more to show.
std::string no_runs(const pp::configuration& config, const pp::task_choice& choice) {
  bool any_on = false;
  for_each_chosen_task(config, choice, [&](const auto&) { any_on = true; });
  return any_on ? "no further run until 9999-12-31\n" : "no run: none of these tasks is on\n";
}

}  // namespace

const command_spec& next_spec() {
  static const command_spec spec = with_zone({"next",
                                              {"CONFIG"},
                                              {{"--after", instant_form, true},
                                               {"--count", "NUMBER"},
                                               {"--platform", "windows|mac|linux"},
                                               {"--task", "TASK"},
                                               {"--format", "text|ndjson"}},
                                              "says when the tasks of a configuration run next"});
  return spec;
}

int run_next(const arguments& given) {
  const auto zone = read_zone(given);
  const auto after = read_instant("--after", *given.value("--after"));
  const auto count = read_count(given, 10);
  const auto choice = read_task_choice(given);
  const auto for_programs = read_format(given, "ndjson");
  if (!zone || !after || !count || !choice || !for_programs) return status_unreadable;
  const auto config = read_sound_configuration(given.operand(0));
  if (!config) return config.error();

  std::vector<pp::task_run> runs;
  for (const pp::task_run& run : pp::task_runs(*config, *after, zone->zone, *choice)) {
    runs.push_back(run);
    if (runs.size() == *count) break;
  }
  std::string out;
  if (*for_programs) {
    for (const pp::task_run& run : runs) pp::append_run_line(out, run);
  } else {
    out = pp::printable(config->name) + ": the next runs in " + pp::printable(zone->name) + " after " +
          in_words(*after, *zone) + "\n\n";
    const bool is_cut = runs.size() == *count;
    const auto skipped =
        skipped_runs(*config, *choice, *after, is_cut ? runs.back().run.at : (pp::sys_seconds::max)(), *zone);
    if (!runs.empty() || !skipped.empty()) out += calendar(*config, runs, skipped, *zone);
    if (!is_cut) out += no_runs(*config, *choice);
  }
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
