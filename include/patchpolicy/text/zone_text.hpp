// SPDX-License-Identifier: BSL-1.0
/// \file
/// Zones by what people write, and what is wrong with zone data, in English.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "patchpolicy/core/result.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/time/any_zone.hpp"
#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/tzif_zone.hpp"

namespace patchpolicy::inline v1 {

/// What was expected in a POSIX TZ string.
constexpr std::string_view meaning_of(posix_tz_problem problem) noexcept {
  switch (problem) {
    case posix_tz_problem::name_expected: return "expected a name of three letters or more, such as CET or <+02>";
    case posix_tz_problem::name_unclosed: return "expected letters, digits, \"+\", \"-\" and then \">\"";
    case posix_tz_problem::offset_expected: return "expected the hours from local time to UTC, such as -1 for UTC+1";
    case posix_tz_problem::offset_out_of_range: return "expected an offset of at most 24 hours";
    case posix_tz_problem::dates_missing:
      return "expected the dates between which daylight saving lasts, such as \",M3.5.0,M10.5.0/3\" in Europe; this "
             "library does not guess them";
    case posix_tz_problem::comma_expected: return "expected \",\" and a date, such as M3.5.0";
    case posix_tz_problem::date_expected:
      return "expected a date: Mm.w.d, Jn (1 to 365, without 29 February) or n (0 to 365)";
    case posix_tz_problem::month_out_of_range: return "expected a month from 1 to 12";
    case posix_tz_problem::week_out_of_range: return "expected a week from 1 to 5, the last";
    case posix_tz_problem::weekday_out_of_range: return "expected a weekday from 0, Sunday, to 6";
    case posix_tz_problem::day_out_of_range: return "expected a day of the year, at most 365";
    case posix_tz_problem::time_expected: return "expected a time, such as 3 or 2:30";
    case posix_tz_problem::time_out_of_range: return "expected a time from -167 to 167 hours";
    case posix_tz_problem::minutes_out_of_range: return "expected minutes or seconds from 0 to 59";
    case posix_tz_problem::end_expected: return "expected nothing more";
  }
  return {};
}

/// What is wrong with a TZif file.
constexpr std::string_view meaning_of(tzif_problem problem) noexcept {
  switch (problem) {
    case tzif_problem::not_tzif: return "this is no TZif file: it does not begin with \"TZif\"";
    case tzif_problem::only_version_1:
      return "the file has version 1 alone, which ends in 2038; a zone compiler writes version 2 or later";
    case tzif_problem::unknown_version: return "expected a version from 2 to 9";
    case tzif_problem::truncated: return "the file ends before what its header promises";
    case tzif_problem::no_types: return "the file has no local time type";
    case tzif_problem::counts_disagree: return "expected as many indicators as local time types, or none";
    case tzif_problem::leap_seconds:
      return "the file counts leap seconds (a \"right\" zone), which system clocks do not; use the zone without them";
    case tzif_problem::transitions_unsorted: return "the transitions are not in the order of time";
    case tzif_problem::type_unknown: return "a transition is to a local time type that the file does not have";
    case tzif_problem::offset_out_of_range: return "expected an offset of less than 26 hours";
    case tzif_problem::footer_missing: return "expected the line with the rule for the future";
    case tzif_problem::footer_unclosed: return "the line with the rule for the future has no end";
    case tzif_problem::footer_invalid: return "the rule for the future is no POSIX TZ string";
    case tzif_problem::trailing_bytes: return "expected the end of the file after the rule for the future";
  }
  return {};
}

/// What was expected in `text`, where, and what was found; `text` is what was parsed.
inline std::string to_text(const posix_tz_error& error, std::string_view text) {
  const std::string_view rest = text.substr((std::min)(error.position, text.size()));
  return "at character " + std::to_string(error.position + 1) + ": " + std::string(meaning_of(error.problem)) +
         ", found " + (rest.empty() ? std::string("the end") : detail::in_quotes(rest));
}

/// What is wrong, and at which byte, from 0.
inline std::string to_text(const tzif_error& error) {
  std::string text = "at byte " + std::to_string(error.position) + ": " + std::string(meaning_of(error.problem));
  if (error.problem == tzif_problem::footer_invalid) text += ": " + std::string(meaning_of(error.footer));
  return text;
}

/// The zone that `UTC`, an offset such as `+02:00`, or a POSIX TZ string says. Names such as `Europe/Amsterdam` need a
/// database: read the zone's file and give its bytes to `tzif_zone::parse`.
constexpr result<any_zone, posix_tz_error> parse_zone(std::string_view text) {
  if (text == "UTC") return any_zone(utc_zone());
  if (const auto offset = parse_offset(text)) return any_zone(*fixed_zone::of(*offset));
  const auto rule = posix_zone::parse(text);
  if (!rule) return unexpected{rule.error()};
  return any_zone(*rule);
}

}  // namespace patchpolicy::inline v1
