// SPDX-License-Identifier: BSL-1.0
// patchpolicy missed: what is due after a machine was off (rule S11).
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

std::string report(const pp::catch_up& answer, const named_zone& zone) {
  const std::string meaning(pp::meaning_of(answer.outcome));
  if (!answer.missed) return meaning + '\n';
  const std::string out = "missed        " + in_words(answer.missed->at, zone) + '\n';
  if (answer)
    return out + "catch-up due  " + in_words(answer.from, zone) + "\n         to   " + in_words(answer.until, zone) +
           '\n';
  if (answer.served_by)
    return out + "no catch-up   the regular run at " + in_words(answer.served_by->at, zone) +
           " serves, within the hour after the boot\n";
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
           std::string(in_words(meant->task)) + " in " + pp::printable(zone->name) + "\n\n" + report(answer, *zone);
  });
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
