// SPDX-License-Identifier: BSL-1.0
// patchpolicy next: when the tasks of a configuration run (section S of the rules).
#include <cstddef>
#include <string>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

std::string name_of_task(const pp::task_run& run) {
  return std::string(in_words(run.os)) + ", " + std::string(in_words(run.task));
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

std::string calendar(const pp::configuration& config, const std::vector<pp::task_run>& runs, const named_zone& zone) {
  bool any_staged = false;
  for (const pp::task_run& run : runs) any_staged = any_staged || run.run.stage.has_value();

  std::string out;
  const auto append = [&](std::string local, std::string utc, std::string stage, const std::string& task) {
    local.resize(std::max<std::size_t>(local.size(), 22), ' ');
    utc.resize(std::max<std::size_t>(utc.size(), 22), ' ');
    stage.resize(std::max<std::size_t>(stage.size(), 22), ' ');
    out += local + utc + (any_staged ? stage : "") + task + '\n';
  };
  append("runs", "in UTC", "stages from", "task");
  for (const pp::task_run& run : runs) {
    const auto& stage = run.run.stage;
    append(pp::calendar_text(run.run.local()), pp::calendar_text(pp::local_at(run.run.at, {})),
           stage ? pp::calendar_text(stage->local()) : "", name_of_task(run));
    for (const std::string& note : notes(config, run, zone)) out += "    " + note + '\n';
  }
  return out;
}

// Why there is nothing to show.
std::string no_runs(const pp::configuration& config, const pp::task_choice& choice) {
  bool any_on = false;
  pp::for_each_enabled_task(config, [&](const auto& task) {
    any_on = any_on || ((!choice.os || *choice.os == task.os) && (!choice.task || *choice.task == task.kind));
  });
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
    out += runs.empty() ? no_runs(*config, *choice) : calendar(*config, runs, *zone);
  }
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
