// SPDX-License-Identifier: BSL-1.0
// patchpolicy: says what a patch configuration means.
#include <string>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "commands.hpp"
#include "files.hpp"

namespace {

struct command {
  const tool::command_spec& spec;
  int (*run)(const tool::arguments&);
};

const std::vector<command>& commands() {
  // clang-format off: one a line, in the order of the overview
  static const std::vector<command> all = {
      {tool::summary_spec(), tool::run_summary},
      {tool::diff_spec(), tool::run_diff},
      {tool::evaluate_spec(), tool::run_evaluate},
      {tool::explain_spec(), tool::run_explain},
      {tool::validate_spec(), tool::run_validate},
      {tool::next_spec(), tool::run_next},
      {tool::missed_spec(), tool::run_missed},
      {tool::scans_spec(), tool::run_scans},
      {tool::reboot_spec(), tool::run_reboot},
      {tool::grid_spec(), tool::run_grid},
      {tool::default_spec(), tool::run_default},
  };
  // clang-format on
  return all;
}

std::string overview() {
  std::string text = "patchpolicy says what a patch configuration means.\n";
  for (const command& c : commands())
    text += "\n  " + tool::usage(c.spec) + "\n      " + std::string(c.spec.summary) + '\n';
  return text +
         "\n  patchpolicy --help, patchpolicy --version\n\n"
         "A file named \"-\" is standard input. Exit status: 0 done, 1 the configuration has errors\n"
         "(of diff: the two differ), 2 the input or the command line could not be read.\n";
}

std::string version() {
  return "patchpolicy " + std::to_string(PATCHPOLICY_VERSION_MAJOR) + '.' + std::to_string(PATCHPOLICY_VERSION_MINOR) +
         '.' + std::to_string(PATCHPOLICY_VERSION_PATCH) + " (semantics " +
         std::to_string(patchpolicy::semantics_version) + ")\n";
}

bool print(const std::string& text) { return tool::write_output(text); }

int run(const std::vector<std::string_view>& words) {
  if (words.empty()) {
    tool::write_error("patchpolicy: a command is missing\n\n" + overview());
    return tool::status_unreadable;
  }
  const bool alone = words[0] == "--help" || words[0] == "-h" || words[0] == "help" || words[0] == "--version";
  if (alone && words.size() > 1) {
    tool::write_error("patchpolicy: unexpected argument \"" + patchpolicy::printable(words[1]) + "\" after " +
                      std::string(words[0]) + '\n');
    return tool::status_unreadable;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help")
    return print(overview()) ? tool::status_done : tool::status_unreadable;
  if (words[0] == "--version") return print(version()) ? tool::status_done : tool::status_unreadable;

  for (const command& c : commands()) {
    if (c.spec.name != words[0]) continue;
    const std::vector<std::string_view> rest(words.begin() + 1, words.end());
    for (const std::string_view word : rest)
      if (word == "--help" || word == "-h")
        return print(tool::usage(c.spec) + "\n    " + std::string(c.spec.summary) + '\n') ? tool::status_done
                                                                                          : tool::status_unreadable;
    std::vector<std::string> errors;
    const tool::arguments given = tool::arguments::parse(c.spec, rest, errors);
    if (errors.empty()) return c.run(given);
    for (const std::string& error : errors) tool::write_error("patchpolicy: " + error + '\n');
    tool::write_error("usage: " + tool::usage(c.spec) + '\n');
    return tool::status_unreadable;
  }

  std::string known;
  for (const command& c : commands()) known += (known.empty() ? "\"" : ", \"") + std::string(c.spec.name) + '"';
  tool::write_error("patchpolicy: unknown command \"" + patchpolicy::printable(words[0]) + "\", expected one of " +
                    known + '\n');
  return tool::status_unreadable;
}

}  // namespace

int main(int count, char** words) {
  return run(std::vector<std::string_view>(words + (count > 0 ? 1 : 0), words + count));
}
