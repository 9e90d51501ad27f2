// SPDX-License-Identifier: BSL-1.0
/// \file
/// Findings in English, for administrators.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/time/civil_date.hpp"

namespace patchpolicy::inline v1 {

/// What a code means and what to do about it, without the values of one finding.
constexpr std::string_view meaning_of(finding_code code) noexcept {
  switch (code) {
    case finding_code::schedule_missing: return "the task is enabled, but has no schedule; choose when it runs";
    case finding_code::staging_before_the_first:
      return "a run on the first of the month cannot be staged before that day begins; stage fewer hours before it, or "
             "not at all if it runs before 01:00";
    case finding_code::extension_below_countdown:
      return "the user may extend the countdown to less than it lasts; raise the extension or shorten the countdown";
    case finding_code::day_missing_in_months:
      return "some months lack this day; choose the last day of the month if that is meant";
    case finding_code::tasks_meet:
      return "another task of this platform runs at the same time on some dates; choose another time for one of them";
    case finding_code::clock_change_skips_runs:
      return "the clocks jump over the time of these runs within ten years, and the schedule leaves such runs out; "
             "choose another time, or let them run at the next time that exists";
    case finding_code::no_option_on:
      return "the task is enabled, but no option that selects patches is on, so it deploys nothing";
    case finding_code::risk_without_part:
      return "deployment by risk score is on, but no score is set and exploited is off, so it selects nothing";
    case finding_code::severity_without_level:
      return "deployment by severity is on, but nothing is ticked, so it selects nothing";
    case finding_code::groups_without_choice:
      return "deployment by patch group is on, but no group is included or excluded";
    case finding_code::enablement_without_package:
      return "enablement packages are on, but none is listed, so none is selected";
    case finding_code::no_product_ticked:
      return "selected vendors and products are on, but nothing is ticked, so nothing gets through";
    case finding_code::unknown_group: return "there is no patch group of this name; check its spelling";
    case finding_code::unknown_patch: return "the patch group names patches that the catalog does not have";
    case finding_code::unknown_enablement_package: return "the catalog has no enablement package of this name";
    case finding_code::unknown_product:
      return "the catalog has no patch for these products of the product filter; check their spelling";
    case finding_code::option_never_matches: return "this option matches no patch of the catalog";
    case finding_code::exclusion_excludes_nothing:
      return "the excluded patch group holds no patch of the catalog for this platform";
    case finding_code::preview_hides_critical:
      return "preview patches supersede critical security patches, which severity and risk score then do not select; "
             "add those to a patch group, or do not scan for previews";
    case finding_code::logoff_without_force:
      return "the reboot waits for log-off and is never forced, so it may wait for ever; set a time to force it";
    case finding_code::choice_without_countdown:
      return "without a countdown there is no dialog in which the user could use this";
    case finding_code::user_part_without_countdown:
      return "without a countdown the user sees no dialog before the reboot";
    case finding_code::clock_change_moves_runs:
      return "the clocks jump over the time of these runs within ten years, so they run later by the clock";
    case finding_code::clock_change_repeats_time:
      return "the clocks are set back over the time of these runs within ten years, so that it occurs twice; they run "
             "once";
    case finding_code::before_patch_tuesday_release:
      return "these runs within ten years come before the patches of Patch Tuesday are out, at 10:00 in Los Angeles; "
             "they find those only at their next run";
    case finding_code::previews_scanned:
      return "previews are not meant for all devices; limit this configuration to a test group";
    case finding_code::enablement_without_reboot:
      return "enablement packages switch on a new version of the system; a reboot before deployment is advised";
    case finding_code::security_preview:
      return "these previews are recorded as security patches, which previews do not contain";
    case finding_code::supersession_cycle: break;
  }
  return "these patches supersede one another in a circle, so none of them counts as newer";
}

/// The value of an argument in words; of a list its first ten.
inline std::string to_text(const finding_argument& argument) {
  if (const auto* number = std::get_if<long long>(&argument.value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&argument.value)) return detail::in_quotes(*text);
  if (const auto* date = std::get_if<civil_date>(&argument.value)) return to_text(*date);
  if (const auto* task = std::get_if<task_kind>(&argument.value)) return detail::in_quotes(name_of(*task));
  const auto& list = std::get<std::vector<std::string>>(argument.value);
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < 10; ++i) {
    if (i > 0) text += ", ";
    text += detail::excerpt(list[i]);
  }
  if (list.size() > 10) text += " and " + std::to_string(list.size() - 10) + " more";
  return text;
}

/// The sentence: the meaning, then the values that it is about.
inline std::string to_text(const finding& f) {
  std::string text(meaning_of(f.code));
  std::string values;
  for (const finding_argument& argument : f.arguments) {
    if (!values.empty()) values += "; ";
    values += std::string(argument.name) + ' ' + to_text(argument);
  }
  return values.empty() ? text : text + " (" + values + ')';
}

}  // namespace patchpolicy::inline v1
