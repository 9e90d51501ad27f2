// SPDX-License-Identifier: BSL-1.0
/// \file
/// English.
#pragma once

#include <cstddef>

#include "patchpolicy/text/finding_text.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/verdict_text.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

constexpr word_table<summary_key> english_lines() {
  word_table<summary_key> t;
  using enum summary_key;
  t[previews_scanned] = "Scans for Microsoft preview patches";
  t[previews_not_scanned] = "Does not scan for Microsoft preview patches";
  t[scan_only] = "Scan only: nothing is deployed";
  t[task_off] = "Off";
  t[no_schedule] = "No schedule";
  t[daily] = "Every day";
  t[weekly] = "Every week on {days}";
  t[working_days] = "Every working day, Monday to Friday";
  t[summary_key::patch_tuesday] = "On Patch Tuesday";
  t[monthly_on_day] = "Every month on day {day}";
  t[monthly_on_last_day] = "Every month on its last day";
  t[monthly_on_weekday] = "Every month on the {week} {weekday}";
  t[monthly_after_patch_tuesday] = "Every month, {days} {days:day|days} after Patch Tuesday";
  t[delay] = "Delayed by {days} {days:day|days}, into the next month if need be";
  t[also_after_patch_tuesday] = "Also {days} {days:day|days} after Patch Tuesday";
  t[short_month_last_day] = "A month without day {day} runs on its last day";
  t[short_month_skip] = "A month without day {day} is left out";
  t[time] = "At {time}";
  t[run_if_missed] = "A missed run is made up for within the hour after the next boot";
  t[lost_if_missed] = "A missed run is lost";
  t[staging] = "Content is staged {hours} {hours:hour|hours} before";
  t[staging_on_the_first] = "On the first of the month at most {hours} {hours:hour|hours} before";
  t[staging_from_the_first] = "On the first of the month not before 00:00";
  t[no_staging] = "Content is not staged";
  t[gap_shift_forward] = "A time that the clocks jump over runs as much later as they jump";
  t[gap_skip] = "A time that the clocks jump over is left out";
  t[fold_second] = "A time that occurs twice runs the second time";
  t[next_run] = "Next run: {when}";
  t[next_run_moved] = "Next run: {when}, as {time} does not exist on {date}";
  t[next_run_repeated] = "Next run: {when}, as {time} occurs twice on {date}";
  t[next_staging] = "Stages from {when}";
  t[next_staging_cut] = "Stages from {when}, later than set";
  t[next_staging_none] = "No time to stage on the first of the month";
  t[all_missing] = "Deploys all missing patches";
  t[nothing_on] = "No option is on: deploys nothing";
  t[risk_vrr] = "By risk score: VRR {score} or more";
  t[risk_cvss] = "By risk score: CVSS {score} or more";
  t[risk_exploited] = "By risk score: vulnerabilities that are reported exploited";
  t[risk_empty] = "By risk score: nothing is set";
  t[severity_security] = "By severity: security ({levels})";
  t[severity_non_security] = "By severity: non-security ({levels})";
  t[severity_any_non_security] = "By severity: non-security";
  t[severity_bug_fix] = "By severity: bug fixes";
  t[severity_enhancement] = "By severity: enhancements";
  t[severity_empty] = "By severity: nothing is ticked";
  t[groups_included] = "By patch {groups:group|groups}: {groups} included";
  t[groups_excluded] = "Patch {groups:group|groups} {groups} excluded, whatever else selects the patches";
  t[groups_empty] = "By patch group: none is chosen";
  t[summary_key::enablement_packages] = "Enablement {packages:package|packages}: {packages}";
  t[enablement_empty] = "Enablement packages: none is listed";
  t[products_unfiltered] = "All vendors and products";
  t[products_all] = "Selected vendors and products: select all";
  t[products_listed] = "Selected vendors and products: {products}";
  t[products_all_but] = "Selected vendors and products: all but {products}";
  t[products_also] = "But also {products}";
  t[products_all_but_again] = "But not {products}";
  t[products_none] = "Selected vendors and products: nothing is ticked by default";
  t[summary_key::reboot_before] = "Restarts before deployment";
  t[no_reboot_before] = "Does not restart before deployment";
  t[reboot_always] = "Always restarts after deployment";
  t[reboot_if_required] = "Restarts after deployment if required";
  t[no_reboot_after] = "Does not restart after deployment";
  t[reboot_after_system_patch] = "Always restarts after a system patch; the user is asked before it is deployed";
  t[reboot_after_any_update] =
      "Always restarts after an update, be it a system patch or not; the user is asked before a system patch is "
      "deployed";
  t[user_not_set] = "The user meets what the host provides";
  t[user_forced] = "Forced after {minutes} {minutes:minute|minutes}";
  t[user_waits_for_logoff] = "Never forced: waits for log-off";
  t[user_at_once] = "Begins at once";
  t[user_warned] = "The user is warned that log-off restarts";
  t[user_countdown] = "Countdown of {minutes} {minutes:minute|minutes}";
  t[user_no_countdown] = "No countdown";
  t[user_extension] = "The user may extend the countdown, in total up to {minutes} {minutes:minute|minutes}";
  t[user_cancels_timeout] = "The user may cancel the time-out";
  t[user_cancels_restart] = "The user may cancel the restart";
  t[count_deploying] = "Deploys {patches} of {missing} {missing:patch|patches}";
  t[count_selected] = "Selected by {rule}: {patches}, {alone} of them by nothing else";
  t[count_removed] = "Selected, but {rule}: {patches}";
  t[count_severity] = "Of severity {severity}: {patches}";
  t[count_without_severity] = "Without a severity: {patches}";
  t[count_vendor] = "Of {vendor}: {patches}";
  t[count_without_vendor] = "Without a vendor: {patches}";
  return t;
}

constexpr word_table<finding_code> english_finding_values() {
  word_table<finding_code> t;
  using enum finding_code;
  t[staging_before_the_first] = "{hours} {hours:hour|hours}; at most {longest}";
  t[extension_below_countdown] = "extension {extension}; countdown {countdown}";
  t[day_missing_in_months] = "day {day}";
  t[tasks_meet] = "{task}";
  t[clock_change_skips_runs] = "{runs} {runs:run|runs}, first on {first}";
  t[clock_change_moves_runs] = "{runs} {runs:run|runs}, first on {first}";
  t[clock_change_repeats_time] = "{runs} {runs:run|runs}, first on {first}";
  t[before_patch_tuesday_release] = "{runs} {runs:run|runs}, first on {first}";
  t[unknown_group] = "{group}";
  t[unknown_patch] = "patch group {group}: {patches}";
  t[unknown_enablement_package] = "{package}";
  t[unknown_product] = "{products}";
  t[exclusion_excludes_nothing] = "{group}";
  t[preview_hides_critical] = "{previews} {previews:supersedes|supersede} {patches}";
  t[security_preview] = "{patches}";
  t[supersession_cycle] = "{patches}";
  return t;
}

constexpr language make_english() {
  language l;
  l.code = "en";
  l.lines = english_lines();
  for (std::size_t i = 0; i < enum_size<finding_code>; ++i) {
    const auto code = static_cast<finding_code>(i);
    l.findings[code] = meaning_of(code);
  }
  l.finding_values = english_finding_values();
  l.words[summary_word::summary] = "Summary";
  l.words[summary_word::on] = "on";
  l.words[summary_word::off] = "off";
  l.words[summary_word::also_found] = "Also found";
  l.words[summary_word::whole_configuration] = "Configuration";
  l.words[summary_word::task_heading] = "{task}: {state}";
  l.words[summary_word::line_below] = "{above}: {line}";
  l.words[summary_word::more_names] = "{names} and {count} more";
  l.words[summary_word::finding] = "{level}: {finding}";
  l.words[summary_word::finding_about_line] = "{level} about “{line}”: {finding}";
  l.words[summary_word::finding_with_values] = "{finding} ({values})";
  l.words[summary_word::changes_of_task] = "{platform}: {task}";
  l.words[summary_word::changes_of_task_off] = "{platform}: {task} (off)";
  l.words[summary_word::changes_of_patches] = "{platform}: Patches";
  l.words[summary_word::patch_change] = "{patch}  ({task}: {reason})";
  l.words[summary_word::reason_with_names] = "{rule} {names}";
  l.platforms[platform::windows] = "Windows";
  l.platforms[platform::mac] = "Mac";
  l.platforms[platform::gnu_linux] = "Linux";
  l.tasks[task_kind::routine_maintenance] = "Routine maintenance";
  l.tasks[task_kind::priority_updates] = "Priority updates";
  l.tasks[task_kind::zero_day_response] = "Zero-day response";
  l.tasks_in_sentences[task_kind::routine_maintenance] = "routine maintenance";
  l.tasks_in_sentences[task_kind::priority_updates] = "priority updates";
  l.tasks_in_sentences[task_kind::zero_day_response] = "zero-day response";
  l.levels[finding_level::error] = "Error";
  l.levels[finding_level::warning] = "Warning";
  l.levels[finding_level::note] = "Note";
  l.severities[severity_level::critical] = "critical";
  l.severities[severity_level::important] = "important";
  l.severities[severity_level::moderate] = "moderate";
  l.severities[severity_level::low] = "low";
  l.severities[severity_level::unassigned] = "unassigned";
  for (std::size_t i = 0; i < enum_size<rule>; ++i) l.rules[static_cast<rule>(i)] = short_name(static_cast<rule>(i));
  l.weekdays[weekday::monday] = "Monday";
  l.weekdays[weekday::tuesday] = "Tuesday";
  l.weekdays[weekday::wednesday] = "Wednesday";
  l.weekdays[weekday::thursday] = "Thursday";
  l.weekdays[weekday::friday] = "Friday";
  l.weekdays[weekday::saturday] = "Saturday";
  l.weekdays[weekday::sunday] = "Sunday";
  l.weeks[week_of_month::first] = "first";
  l.weeks[week_of_month::second] = "second";
  l.weeks[week_of_month::third] = "third";
  l.weeks[week_of_month::fourth] = "fourth";
  l.weeks[week_of_month::fifth] = "fifth";
  l.weeks[week_of_month::last] = "last";
  l.months = {"January", "February", "March",     "April",   "May",      "June",
              "July",    "August",   "September", "October", "November", "December"};
  l.plural = [](long long count) { return count == 1 ? std::size_t{0} : std::size_t{1}; };
  l.comma = ", ";
  l.last_comma = " and ";
  l.path_separator = " › ";
  l.open_quote = "“";
  l.close_quote = "”";
  l.decimal_point = '.';
  l.date = "{weekday}, {month} {day}, {year}";
  l.date_and_time = "{weekday}, {month} {day}, {year} at {time}";
  return l;
}

}  // namespace detail

/// The words of summaries in English.
inline constexpr language english = detail::make_english();
static_assert(is_complete(english));

}  // namespace patchpolicy::inline v1
