// SPDX-License-Identifier: BSL-1.0
// patchpolicy reboot: whether a task asks for a reboot, and why (rules B1 to B5).
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

std::string in_words(std::chrono::minutes length) {
  return std::to_string(length.count()) + (length.count() == 1 ? " minute" : " minutes");
}

// What the user will meet, from the settings alone.
std::string user_in_words(const std::optional<pp::user_part>& set) {
  if (!set) return "      the user: not set, so the host's own part holds; else it begins at once, without a dialog\n";
  const pp::reboot_request request =
      pp::request_reboot(pp::reboot_phase::after, pp::reboot_source::host, {}, pp::sys_seconds{}, *set);
  std::string out = "      begins ";
  if (request.deadline == pp::never)
    out += "at log-off, never by itself";
  else if (set->force_after)
    out += in_words(std::chrono::minutes(set->force_after->count())) + " after it is asked for, or at log-off";
  else
    out += "at once";
  out += set->warn_at_logoff ? "; the user is warned that log-off restarts\n" : "\n";

  const pp::countdown_dialog dialog = pp::dialog_of(*set);
  if (!dialog.is_shown()) return out + "      no dialog\n";
  out += "      dialog: " + in_words(dialog.length);
  if (dialog.may_extend_by.count() > 0) out += ", may be extended to " + in_words(dialog.length + dialog.may_extend_by);
  if (dialog.may_cancel_timeout) out += ", may be put off until log-off";
  if (dialog.may_cancel_restart) out += ", may be put off altogether";
  return out + '\n';
}

std::string report(std::string_view phase, const pp::named_reboot& reboot) {
  std::string out(phase);
  if (reboot.because) return out + "no reboot: " + std::string(pp::meaning_of(*reboot.because)) + '\n';
  out += std::string(pp::meaning_of(reboot.answer)) + '\n';
  constexpr std::size_t listed = 5;
  for (const pp::named_reboot::reason& reason : reboot.reasons) {
    out += "    - " + std::string(pp::meaning_of(reason.why));
    for (std::size_t i = 0; i < reason.patches.size() && i < listed; ++i)
      out += (i == 0 ? ": " : ", ") + pp::printable(reason.patches[i]);
    if (reason.patches.size() > listed) out += " and " + std::to_string(reason.patches.size() - listed) + " more";
    out += '\n';
  }
  return out + user_in_words(reboot.user);
}

std::optional<std::vector<pp::result_line>> read_results(const arguments& given) {
  if (!given.has("--results")) return std::vector<pp::result_line>{};
  const std::string_view path = *given.value("--results");
  const auto text = read_lines(path);
  if (!text) return std::nullopt;
  auto lines = pp::read_result_lines(*text);
  if (lines) return *std::move(lines);
  write_error(pp::to_text(lines.error(), display_name(path)));
  return std::nullopt;
}

}  // namespace

const command_spec& reboot_spec() {
  static const command_spec spec = with_target({"reboot",
                                                {"CONFIG"},
                                                {{"--results", "FILE"}, {"--format", "text|json"}},
                                                "says whether a task asks for a reboot before and after it deploys"});
  return spec;
}

int run_reboot(const arguments& given) {
  const auto meant = read_target(given);
  const auto for_programs = read_format(given, "json");
  if (!meant || !for_programs) return status_unreadable;
  const auto results = read_results(given);
  const auto read = read_inputs(given);
  if (!results) return status_unreadable;
  if (!read) return read.error();

  return visit_target(read->config, *meant, [&](const auto& task) {
    constexpr pp::platform os = std::remove_cvref_t<decltype(task)>::os;
    const auto& records = read->catalog.template records<os>();
    const auto bound = pp::bind(task, read->groups, pp::previews_of(read->config));
    const auto scan = scan_of<os>(records, *meant);
    const auto verdicts = pp::select(bound, records, scan);
    pp::install_outcomes<os, std::remove_cvref_t<decltype(records)>> outcomes(verdicts, scan);
    std::string notes;
    for (const pp::result_line& line : *results)
      if (!outcomes.set(line.id, pp::outcome_of_code(line.code)))
        notes += "note: the result of \"" + pp::printable(line.id) + "\" does not count: the task does not deploy it\n";

    const auto after = given.has("--results") ? pp::decide_reboot_after(task.reboot, verdicts, scan, outcomes)
                                              : pp::forecast_reboot_after(task.reboot, verdicts, scan);
    const auto named_before = pp::name_reboot(pp::decide_reboot_before(task.reboot, verdicts),
                                              pp::user_of(task.reboot, pp::reboot_phase::before));
    const auto named_after =
        pp::name_reboot<os>(after, pp::user_of(task.reboot, pp::reboot_phase::after), verdicts, scan, outcomes);
    std::string out;
    if (*for_programs) {
      out = pp::write_reboots(os, task.kind, named_before, named_after);
    } else {
      out = pp::printable(read->config.name) + ": " + std::string(in_words(meant->os)) + ", " +
            std::string(in_words(meant->task)) + (task.enabled ? "" : " (off)") + "\n\n";
      out += report("before  ", named_before) + report("after   ", named_after);
    }
    if (!write_output(out)) return status_unreadable;
    write_error(notes);
    return status_done;
  });
}

}  // namespace tool
