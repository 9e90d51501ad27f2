// SPDX-License-Identifier: BSL-1.0
/// \file
/// The sentences and words of a language, as tables that a host can copy and change (rule V3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/text/summary.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/recurrence.hpp"

namespace patchpolicy::inline v1 {

/// A text for each enumerator.
template <named_enum Enum>
class word_table {
 public:
  constexpr std::string_view& operator[](Enum value) noexcept { return words_[static_cast<std::size_t>(value)]; }
  constexpr std::string_view operator[](Enum value) const noexcept { return words_[static_cast<std::size_t>(value)]; }

  /// Whether no enumerator was forgotten.
  constexpr bool is_complete() const noexcept {
    for (const std::string_view word : words_)
      if (word.empty()) return false;
    return true;
  }

 private:
  std::array<std::string_view, enum_size<Enum>> words_ = {};
};

/// Words that stand around the lines of a summary and of a difference, and patterns that put them together.
enum class summary_word : std::uint8_t {
  summary,
  on,
  off,
  also_found,
  whole_configuration,
  task_heading,  ///< in a summary: `{task}`, `{state}`
  line_below,    ///< a line that is said with the one that it belongs to: `{above}`, `{line}`
  more_names,    ///< a list that is too long: `{names}`, `{count}`
  finding,       ///< `{level}`, `{finding}`
  finding_about_line,   ///< the same with the `{line}` that it is about
  finding_with_values,  ///< `{finding}`, `{values}`
  changes_of_task,      ///< heading of a difference: `{platform}`, `{task}`
  changes_of_task_off,  ///< the same for a task that is off before and after
  changes_of_patches,   ///< heading of the patches that are gained and lost: `{platform}`
  patch_change,         ///< such a patch: `{patch}`, `{task}`, `{reason}`
  reason_with_names,    ///< `{rule}`, `{names}`
};

template <>
struct enum_names<summary_word> {
  static constexpr std::string_view names[] = {"summary",
                                               "on",
                                               "off",
                                               "also_found",
                                               "whole_configuration",
                                               "task_heading",
                                               "line_below",
                                               "more_names",
                                               "finding",
                                               "finding_about_line",
                                               "finding_with_values",
                                               "changes_of_task",
                                               "changes_of_task_off",
                                               "changes_of_patches",
                                               "patch_change",
                                               "reason_with_names"};
};

namespace detail {

/// Whether findings of a code have values, which then need a sentence.
constexpr bool has_values(finding_code code) noexcept {
  switch (code) {
    case finding_code::staging_before_the_first:
    case finding_code::extension_below_countdown:
    case finding_code::day_missing_in_months:
    case finding_code::tasks_meet:
    case finding_code::clock_change_skips_runs:
    case finding_code::clock_change_moves_runs:
    case finding_code::clock_change_repeats_time:
    case finding_code::before_patch_tuesday_release:
    case finding_code::unknown_group:
    case finding_code::unknown_patch:
    case finding_code::unknown_enablement_package:
    case finding_code::unknown_product:
    case finding_code::exclusion_excludes_nothing:
    case finding_code::preview_hides_critical:
    case finding_code::security_preview:
    case finding_code::supersession_cycle: return true;
    default: return false;
  }
}

/// Whether a task may have several findings of a code that say the same of different fields.
constexpr bool needs_its_line(finding_code code) noexcept {
  switch (code) {
    case finding_code::extension_below_countdown:
    case finding_code::option_never_matches:
    case finding_code::logoff_without_force:
    case finding_code::choice_without_countdown:
    case finding_code::user_part_without_countdown: return true;
    default: return false;
  }
}

}  // namespace detail

/// Everything that one language needs.
///
/// A sentence names the values of its line in braces: `{days}`. A value that counts something chooses a form:
/// `{days:day|days}` is the form that `plural` gives for it; of a list its length counts. Words may stand in any order.
/// The texts are not copied; they have to outlive the language.
struct language {
  std::string_view code;  ///< as in HTML's `lang`: `en`
  word_table<summary_key> lines = {};
  word_table<finding_code> findings = {};
  word_table<finding_code> finding_values = {};  ///< a sentence for the values of a finding, where it has any
  word_table<summary_word> words = {};
  word_table<platform> platforms = {};
  word_table<task_kind> tasks = {};  ///< as headings
  word_table<task_kind> tasks_in_sentences = {};  ///< as the values of findings
  word_table<finding_level> levels = {};
  word_table<severity_level> severities = {};
  word_table<rule> rules = {};  ///< in a word or two
  word_table<weekday> weekdays = {};
  word_table<week_of_month> weeks = {};
  std::array<std::string_view, 12> months = {};

  /// Which of the forms in a sentence a number takes, from 0.
  std::size_t (*plural)(long long count) = nullptr;
  std::string_view comma = {};  ///< between the elements of a list
  std::string_view last_comma = {};  ///< before its last element
  std::string_view path_separator = {};  ///< between the parts of a product path
  std::string_view open_quote = {};  ///< around given names
  std::string_view close_quote = {};
  char decimal_point = '.';
  /// With `{weekday}`, `{day}`, `{month}`, `{year}`.
  std::string_view date = {};
  /// With those and `{time}`.
  std::string_view date_and_time = {};
};

/// Whether nothing is missing; asserted for the languages that come with the library. Values that no finding has need
/// no sentence.
constexpr bool is_complete(const language& l) noexcept {
  for (std::size_t i = 0; i < enum_size<finding_code>; ++i)
    if (const auto code = static_cast<finding_code>(i); detail::has_values(code) && l.finding_values[code].empty())
      return false;
  for (const std::string_view month : l.months)
    if (month.empty()) return false;
  for (const std::string_view text :
       {l.code, l.comma, l.last_comma, l.path_separator, l.open_quote, l.close_quote, l.date, l.date_and_time})
    if (text.empty()) return false;
  return l.plural != nullptr && l.lines.is_complete() && l.findings.is_complete() && l.words.is_complete() &&
         l.platforms.is_complete() && l.tasks.is_complete() && l.tasks_in_sentences.is_complete() &&
         l.levels.is_complete() && l.severities.is_complete() && l.rules.is_complete() && l.weekdays.is_complete() &&
         l.weeks.is_complete();
}

}  // namespace patchpolicy::inline v1
