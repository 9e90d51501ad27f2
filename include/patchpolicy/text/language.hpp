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

/// Words that stand around the lines of a summary.
enum class summary_word : std::uint8_t {
  summary,
  on,
  off,
  also_found,
  whole_configuration,
  patches,  ///< as a heading
  and_more,  ///< after a list that is too long, with `{count}`
};

template <>
struct enum_names<summary_word> {
  static constexpr std::string_view names[] = {"summary", "on",      "off", "also_found", "whole_configuration",
                                               "patches", "and_more"};
};

/// Everything that one language needs.
///
/// A sentence names the values of its line in braces: `{days}`. A value that counts something chooses a form:
/// `{days:day|days}` is the form that `plural` gives for it; of a list its length counts. Words may stand in any order.
/// The texts are not copied; they have to outlive the language.
struct language {
  std::string_view code;  ///< as in HTML's `lang`: `en`
  word_table<summary_key> lines = {};
  word_table<finding_code> findings = {};
  word_table<finding_code> finding_values = {};  ///< a sentence for the values of a finding, if it has any
  word_table<summary_word> words = {};
  word_table<platform> platforms = {};
  word_table<task_kind> tasks = {};
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

/// Whether nothing is missing; asserted for the languages that come with the library.
constexpr bool is_complete(const language& l) noexcept {
  for (const std::string_view month : l.months)
    if (month.empty()) return false;
  for (const std::string_view text :
       {l.code, l.comma, l.last_comma, l.path_separator, l.open_quote, l.close_quote, l.date, l.date_and_time})
    if (text.empty()) return false;
  return l.plural != nullptr && l.lines.is_complete() && l.findings.is_complete() && l.words.is_complete() &&
         l.platforms.is_complete() && l.tasks.is_complete() && l.levels.is_complete() && l.severities.is_complete() &&
         l.rules.is_complete() && l.weekdays.is_complete() && l.weeks.is_complete();
}

}  // namespace patchpolicy::inline v1
