// SPDX-License-Identifier: BSL-1.0
// patchpolicy missed: what is due after a machine was off (rule S11).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

std::optional<pp::off_interval> read_interval(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    write_error("patchpolicy: --off: expected two instants, FROM/TO, found \"" + pp::printable(text) + "\"\n");
    return std::nullopt;
  }
  const auto from = read_instant("--off", text.substr(0, slash));
  const auto to = read_instant("--off", text.substr(slash + 1));
  if (!from || !to) return std::nullopt;
  if (*from < *to) return pp::off_interval{*from, *to};
  write_error("patchpolicy: --off: expected FROM to be before TO, found \"" + pp::printable(text) + "\"\n");
  return std::nullopt;
}

std::optional<std::vector<pp::off_interval>> read_intervals(const arguments& given) {
  std::vector<pp::off_interval> off;
  bool good = true;
  for (const std::string_view text : given.values("--off")) {
    const auto interval = read_interval(text);
    good = good && interval;
    if (interval) off.push_back(*interval);
  }
  return good ? std::optional(off) : std::nullopt;
}

// How many runs the answer is about: back from the last boot, all that fell into times off, until one ran or the
// machine was on for more than an hour, for then what was missed before is made up for or over (rule S11).
template <class Schedule>
std::size_t count_missed(const Schedule& when, const std::vector<pp::off_interval>& off, pp::sys_seconds boot,
                         const named_zone& zone) {
  pp::sys_seconds from = boot;  // of the times off that hang together
  for (bool grew = true; grew;) {
    grew = false;
    for (const pp::off_interval& interval : off)
      if (interval.from < from && interval.to >= from - pp::catch_up_time) {
        from = interval.from;
        grew = true;
      }
  }
  const auto was_off = [&](pp::sys_seconds at) {
    return std::any_of(off.begin(), off.end(),
                       [&](const pp::off_interval& interval) { return interval.from <= at && at < interval.to; });
  };
  std::size_t count = 0;
  for (auto run = pp::previous_run(when, boot, zone.zone); run && run->at >= from && was_off(run->at);
       run = pp::previous_run(when, run->at, zone.zone))
    ++count;
  return count;
}

template <class Task>
std::string report(const Task& task, const std::vector<pp::off_interval>& off, const pp::catch_up& answer,
                   const named_zone& zone) {
  const std::string meaning(pp::meaning_of(answer.outcome));
  if (!answer.missed) return meaning + '\n';
  const auto note = [](const std::string& text) { return text.empty() ? text : "    " + text + '\n'; };
  const auto clock_change = [&](const pp::occurrence& run) {
    return note(pp::clock_change_text(run, task.schedule->at, zone.zone));
  };

  std::string out = "missed        " + in_words(answer.missed->at, zone) + '\n' + clock_change(*answer.missed);
  if (const std::size_t count = count_missed(*task.schedule, off, answer.from, zone); count > 1)
    out += note("the latest of " + std::to_string(count) + " missed runs");
  if (answer)
    return out + "catch-up due  " + in_words(answer.from, zone) + "\n         to   " + in_words(answer.until, zone) +
           '\n';
  if (answer.served_by)
    return out + "no catch-up   the regular run at " + in_words(answer.served_by->at, zone) +
           " serves, within the hour after the boot\n" + clock_change(*answer.served_by);
  return out + "no catch-up   " + meaning + '\n';
}

}  // namespace

const command_spec& missed_spec() {
  static const command_spec spec =
      with_zone({"missed",
                 {"CONFIG"},
                 {{.name = "--off", .value = "FROM/TO", .required = true, .repeatable = true},
                  {"--platform", "windows|mac|linux", true},
                  {"--task", "TASK"},
                  {"--format", "text|json"}},
                 "says what is due after a machine was off, from one instant to another"});
  return spec;
}

int run_missed(const arguments& given) {
  const auto zone = read_zone(given);
  const auto off = read_intervals(given);
  const auto meant = read_target(given);
  const auto for_programs = read_format(given, "json");
  if (!zone || !off || !meant || !for_programs) return status_unreadable;
  const auto config = read_sound_configuration(given.operand(0));
  if (!config) return config.error();

  const std::string out = visit_target(*config, *meant, [&](const auto& task) {
    const pp::catch_up answer = pp::missed_run(task, *off, zone->zone);
    if (*for_programs) return pp::write_catch_up(meant->os, meant->task, answer);
    return pp::printable(config->name) + ": " + std::string(in_words(meant->os)) + ", " +
           std::string(in_words(meant->task)) + " in " + pp::printable(zone->name) + "\n\n" +
           report(task, *off, answer, *zone);
  });
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
