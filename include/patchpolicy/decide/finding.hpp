// SPDX-License-Identifier: BSL-1.0
/// \file
/// What validation finds (rule C1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/time/civil_date.hpp"

namespace patchpolicy::inline v1 {

/// How much a finding matters. A configuration with errors is not evaluated (rule C2).
enum class finding_level : std::uint8_t { error, warning, note };

template <>
struct enum_names<finding_level> {
  static constexpr std::string_view names[] = {"error", "warning", "note"};
};

/// What was found. Files say the names; the numbers may change.
enum class finding_code : std::uint8_t {
  schedule_missing,
  staging_before_the_first,
  extension_below_countdown,
  day_missing_in_months,
  tasks_meet,
  clock_change_skips_runs,
  no_option_on,
  risk_without_part,
  severity_without_level,
  groups_without_choice,
  enablement_without_package,
  no_product_ticked,
  unknown_group,
  unknown_patch,
  unknown_enablement_package,
  unknown_product,
  option_never_matches,
  exclusion_excludes_nothing,
  preview_hides_critical,
  logoff_without_force,
  choice_without_countdown,
  user_part_without_countdown,
  clock_change_moves_runs,
  clock_change_repeats_time,
  before_patch_tuesday_release,
  previews_scanned,
  enablement_without_reboot,
  security_preview,
  supersession_cycle,
};

template <>
struct enum_names<finding_code> {
  static constexpr std::string_view names[] = {"schedule_missing",
                                               "staging_before_the_first",
                                               "extension_below_countdown",
                                               "day_missing_in_months",
                                               "tasks_meet",
                                               "clock_change_skips_runs",
                                               "no_option_on",
                                               "risk_without_part",
                                               "severity_without_level",
                                               "groups_without_choice",
                                               "enablement_without_package",
                                               "no_product_ticked",
                                               "unknown_group",
                                               "unknown_patch",
                                               "unknown_enablement_package",
                                               "unknown_product",
                                               "option_never_matches",
                                               "exclusion_excludes_nothing",
                                               "preview_hides_critical",
                                               "logoff_without_force",
                                               "choice_without_countdown",
                                               "user_part_without_countdown",
                                               "clock_change_moves_runs",
                                               "clock_change_repeats_time",
                                               "before_patch_tuesday_release",
                                               "previews_scanned",
                                               "enablement_without_reboot",
                                               "security_preview",
                                               "supersession_cycle"};
};

/// How bad it is: the codes of `finding_code` go from errors to notes.
constexpr finding_level level_of(finding_code code) noexcept {
  if (code <= finding_code::extension_below_countdown) return finding_level::error;
  return code < finding_code::clock_change_moves_runs ? finding_level::warning : finding_level::note;
}

/// A value that a sentence about the finding needs.
struct finding_argument {
  std::string_view name;  ///< static text
  std::variant<long long, std::string, std::vector<std::string>, civil_date, task_kind> value;
  friend bool operator==(const finding_argument&, const finding_argument&) = default;
};

/// One finding: what, where, and with which values. The sentence is made in `text/`.
struct finding {
  finding_code code = finding_code::no_option_on;
  std::string path = {};  ///< of the field, as in files: `windows.routine_maintenance.deploy.risk`
  std::vector<finding_argument> arguments = {};

  constexpr finding_level level() const noexcept { return level_of(code); }
  friend bool operator==(const finding&, const finding&) = default;
};

}  // namespace patchpolicy::inline v1
