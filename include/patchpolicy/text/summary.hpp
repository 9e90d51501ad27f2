// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a configuration means, as lines that a host can show in any form and language (rule V3).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace patchpolicy::inline v1 {

/// What one line says. The names are stable; each language has a sentence for each of them.
enum class summary_key : std::uint8_t {
  previews_scanned,
  previews_not_scanned,
  scan_only,
  task_off,
  no_schedule,
  daily,
  weekly,
  working_days,
  patch_tuesday,
  monthly_on_day,
  monthly_on_last_day,
  monthly_on_weekday,
  monthly_after_patch_tuesday,
  delay,
  also_after_patch_tuesday,
  short_month_last_day,
  short_month_skip,
  time,
  run_if_missed,
  lost_if_missed,
  staging,
  staging_on_the_first,
  staging_from_the_first,
  no_staging,
  gap_shift_forward,
  gap_skip,
  fold_second,
  next_run,
  next_run_moved,
  next_run_repeated,
  next_staging,
  next_staging_cut,
  next_staging_none,
  all_missing,
  nothing_on,
  risk_vrr,
  risk_cvss,
  risk_exploited,
  risk_empty,
  severity_security,
  severity_non_security,
  severity_any_non_security,
  severity_bug_fix,
  severity_enhancement,
  severity_empty,
  groups_included,
  groups_excluded,
  groups_empty,
  enablement_packages,
  enablement_empty,
  products_unfiltered,
  products_all,
  products_listed,
  products_all_but,
  products_also,
  products_all_but_again,
  products_none,
  reboot_before,
  no_reboot_before,
  reboot_always,
  reboot_if_required,
  no_reboot_after,
  reboot_after_system_patch,
  reboot_after_any_update,
  user_not_set,
  user_forced,
  user_waits_for_logoff,
  user_at_once,
  user_warned,
  user_countdown,
  user_no_countdown,
  user_extension,
  user_cancels_timeout,
  user_cancels_restart,
  count_deploying,
  count_selected,
  count_removed,
  count_severity,
  count_without_severity,
  count_vendor,
  count_without_vendor,
};

template <>
struct enum_names<summary_key> {
  static constexpr std::string_view names[] = {"previews_scanned",
                                               "previews_not_scanned",
                                               "scan_only",
                                               "task_off",
                                               "no_schedule",
                                               "daily",
                                               "weekly",
                                               "working_days",
                                               "patch_tuesday",
                                               "monthly_on_day",
                                               "monthly_on_last_day",
                                               "monthly_on_weekday",
                                               "monthly_after_patch_tuesday",
                                               "delay",
                                               "also_after_patch_tuesday",
                                               "short_month_last_day",
                                               "short_month_skip",
                                               "time",
                                               "run_if_missed",
                                               "lost_if_missed",
                                               "staging",
                                               "staging_on_the_first",
                                               "staging_from_the_first",
                                               "no_staging",
                                               "gap_shift_forward",
                                               "gap_skip",
                                               "fold_second",
                                               "next_run",
                                               "next_run_moved",
                                               "next_run_repeated",
                                               "next_staging",
                                               "next_staging_cut",
                                               "next_staging_none",
                                               "all_missing",
                                               "nothing_on",
                                               "risk_vrr",
                                               "risk_cvss",
                                               "risk_exploited",
                                               "risk_empty",
                                               "severity_security",
                                               "severity_non_security",
                                               "severity_any_non_security",
                                               "severity_bug_fix",
                                               "severity_enhancement",
                                               "severity_empty",
                                               "groups_included",
                                               "groups_excluded",
                                               "groups_empty",
                                               "enablement_packages",
                                               "enablement_empty",
                                               "products_unfiltered",
                                               "products_all",
                                               "products_listed",
                                               "products_all_but",
                                               "products_also",
                                               "products_all_but_again",
                                               "products_none",
                                               "reboot_before",
                                               "no_reboot_before",
                                               "reboot_always",
                                               "reboot_if_required",
                                               "no_reboot_after",
                                               "reboot_after_system_patch",
                                               "reboot_after_any_update",
                                               "user_not_set",
                                               "user_forced",
                                               "user_waits_for_logoff",
                                               "user_at_once",
                                               "user_warned",
                                               "user_countdown",
                                               "user_no_countdown",
                                               "user_extension",
                                               "user_cancels_timeout",
                                               "user_cancels_restart",
                                               "count_deploying",
                                               "count_selected",
                                               "count_removed",
                                               "count_severity",
                                               "count_without_severity",
                                               "count_vendor",
                                               "count_without_vendor"};
};

/// A score as a number of units of 10^-decimals.
struct decimal_value {
  long long count = 0;
  int decimals = 0;
  friend bool operator==(const decimal_value&, const decimal_value&) = default;
};

/// An instant, and what the clock shows at it.
struct moment {
  sys_seconds at = {};
  std::chrono::seconds offset = {};
  constexpr local_seconds local() const noexcept { return local_at(at, offset); }
  friend bool operator==(const moment&, const moment&) = default;
};

/// Names that somebody gave: of groups, packages or products. They may hold anything.
struct given_names {
  std::vector<std::string> names;
  friend bool operator==(const given_names&, const given_names&) = default;
};

/// Paths in the product tree, each of one to three parts.
struct product_names {
  std::vector<std::vector<std::string>> paths;
  friend bool operator==(const product_names&, const product_names&) = default;
};

/// What a line of a summary may hold.
using summary_value =
    std::variant<long long, decimal_value, std::string, given_names, product_names, time_of_day, civil_date, weekday,
                 week_of_month, flag_set<weekday>, flag_set<severity_level>, severity_level, rule, moment>;

/// A value in a line, by the name that the sentences have for it.
struct summary_argument {
  std::string_view name;  ///< static text
  summary_value value;
  friend bool operator==(const summary_argument&, const summary_argument&) = default;
};

/// One line: what it says, with which values, of which field.
struct summary_line {
  summary_key key = summary_key::task_off;
  std::string path = {};  ///< of the field, as in files: `windows.routine_maintenance.schedule.at`
  int level = 0;          ///< 1 for a line that belongs to the one before it of level 0
  std::vector<summary_argument> arguments = {};
  friend bool operator==(const summary_line&, const summary_line&) = default;
};

/// One task of a platform.
struct task_summary {
  task_kind task = task_kind::routine_maintenance;
  bool enabled = false;
  std::vector<summary_line> lines = {};
  std::vector<finding> findings = {};  ///< about this task
  friend bool operator==(const task_summary&, const task_summary&) = default;
};

/// The tab of one platform.
struct platform_summary {
  platform os = platform::windows;
  std::vector<summary_line> lines = {};  ///< about the platform as a whole
  std::vector<task_summary> tasks = {};
  friend bool operator==(const platform_summary&, const platform_summary&) = default;
};

/// What a configuration means: its name and comment, always three tabs, and the findings that are about no task.
struct summary {
  std::string name = {};
  std::string comment = {};
  std::array<platform_summary, 3> tabs = {};
  std::vector<finding> findings = {};
  friend bool operator==(const summary&, const summary&) = default;
};

}  // namespace patchpolicy::inline v1
