// SPDX-License-Identifier: BSL-1.0
// Which task of a configuration a command is about, for which endpoint.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "patchpolicy/patchpolicy.hpp"

namespace tool {

struct target {
  patchpolicy::platform os = patchpolicy::platform::windows;
  patchpolicy::task_kind task = patchpolicy::task_kind::routine_maintenance;
  patchpolicy::linux_endpoint endpoint = {};
};

// A specification with the options that name the files and choose a target.
command_spec with_target(command_spec command);

// What those options say; everything wrong with them is said on standard error.
std::optional<target> read_target(const arguments& given);

// Which tasks --platform and --task choose, all if they are not there; everything wrong with them is said.
std::optional<patchpolicy::task_choice> read_task_choice(const arguments& given,
                                                         std::string_view platform_option = "--platform");

// Whether --format asks for the form that programs read; nothing, and a message, if it asks for something else.
std::optional<bool> read_format(const arguments& given, std::string_view for_programs);

// The language that --lang chooses, English if it is not there; nothing, and a message, if it is another one.
std::optional<const patchpolicy::language*> read_language(const arguments& given);

// What a command judges.
struct inputs {
  patchpolicy::configuration config;
  patchpolicy::patch_groups groups;
  patchpolicy::catalog catalog;
};

// Says the errors of a configuration, if it has any (rule C2).
bool report_errors(const std::vector<patchpolicy::finding>& findings, std::string_view path);

// Reads a configuration that has no errors; otherwise the exit status, when all that is wrong has been said.
patchpolicy::result<patchpolicy::configuration, int> read_sound_configuration(std::string_view path);

// Reads the files; otherwise the exit status, when all that is wrong has been said. A configuration with errors is not
// evaluated (rule C2).
patchpolicy::result<inputs, int> read_inputs(const arguments& given);

std::string_view in_words(patchpolicy::platform os);
std::string_view in_words(patchpolicy::task_kind task);

// Calls `f(task)` with the task that is meant and returns its answer.
template <class Function>
auto visit_target(const patchpolicy::configuration& config, const target& meant, Function f) {
  return patchpolicy::visit_platform(meant.os,
                                     [&](auto os) { return patchpolicy::visit_task<os()>(config, meant.task, f); });
}

// What the records of one scan have to do with one another.
template <patchpolicy::platform Platform>
patchpolicy::scan_for<Platform> scan_of(const std::vector<patchpolicy::patch_view<Platform>>& records,
                                        const target& meant) {
  if constexpr (Platform == patchpolicy::platform::gnu_linux)
    return patchpolicy::linux_scan(records, meant.endpoint);
  else
    return patchpolicy::supersession(records);
}

}  // namespace tool
