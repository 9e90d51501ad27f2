// SPDX-License-Identifier: BSL-1.0
// The commands of the tool. Each returns the exit status.
#pragma once

#include "arguments.hpp"

namespace tool {

inline constexpr int status_done = 0;
inline constexpr int status_errors = 1;      // the configuration has validation errors
inline constexpr int status_unreadable = 2;  // input, command line or output

const command_spec& default_spec();
int run_default(const arguments& given);

const command_spec& evaluate_spec();
int run_evaluate(const arguments& given);

const command_spec& explain_spec();
int run_explain(const arguments& given);

const command_spec& summary_spec();
int run_summary(const arguments& given);

const command_spec& diff_spec();
int run_diff(const arguments& given);

const command_spec& validate_spec();
int run_validate(const arguments& given);

const command_spec& next_spec();
int run_next(const arguments& given);

const command_spec& missed_spec();
int run_missed(const arguments& given);

const command_spec& scans_spec();
int run_scans(const arguments& given);

const command_spec& reboot_spec();
int run_reboot(const arguments& given);

const command_spec& grid_spec();
int run_grid(const arguments& given);

}  // namespace tool
