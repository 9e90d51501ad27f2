// SPDX-License-Identifier: BSL-1.0
/// \file
/// Instants, wall times and offsets as text (RFC 3339).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

inline void append_two_digits(std::string& out, std::int64_t number) {
  out += static_cast<char>('0' + number / 10 % 10);
  out += static_cast<char>('0' + number % 10);
}

/// `HH:MM:SS`.
inline void append_clock(std::string& out, std::int64_t seconds) {
  append_two_digits(out, seconds / 3600);
  out += ':';
  append_two_digits(out, seconds / 60 % 60);
  out += ':';
  append_two_digits(out, seconds % 60);
}

/// A year past 9999 has five digits and a sign, as in ISO 8601: a run of the last day may be such an instant.
inline std::string date_and_clock(std::chrono::seconds since_1970) {
  const std::int64_t day = day_of(since_1970);
  const calendar_day parts = day_of_number(static_cast<day_number>(day));
  std::string text = parts.year > 9999 ? "+" : parts.year < 0 ? "-" : "";
  const int year = parts.year < 0 ? -parts.year : parts.year;
  if (year > 9999) text += static_cast<char>('0' + year / 10'000);
  append_two_digits(text, year / 100);
  append_two_digits(text, year);
  text += '-';
  append_two_digits(text, parts.month);
  text += '-';
  append_two_digits(text, parts.day);
  text += 'T';
  append_clock(text, since_1970.count() - day * 86'400);
  return text;
}

}  // namespace detail

/// `2026-03-29T01:00:00Z`. For the years -3 to 10,000; an instant outside is written as their first or last.
inline std::string to_text(sys_seconds at) {
  const sys_seconds within = std::clamp(at, detail::first_instant, detail::last_instant);
  return detail::date_and_clock(within.time_since_epoch()) + 'Z';
}

/// `2026-03-29T03:00:00`. For the same years.
inline std::string to_text(local_seconds at) {
  const sys_seconds within =
      std::clamp(sys_seconds(at.time_since_epoch()), detail::first_instant, detail::last_instant);
  return detail::date_and_clock(within.time_since_epoch());
}

/// An offset from UTC: `+02:00`, with `:SS` where it is not whole minutes.
inline std::string offset_text(std::chrono::seconds east) {
  const std::int64_t seconds = east.count() < 0 ? -east.count() : east.count();
  std::string text = east.count() < 0 ? "-" : "+";
  detail::append_clock(text, seconds);
  if (seconds % 60 == 0) text.resize(text.size() - 3);
  return text;
}

namespace detail {

/// `03:00`, with the seconds where they are not 0.
inline std::string clock_text(local_seconds wall) {
  std::string text = to_text(wall);
  text.erase(0, text.find('T') + 1);
  if (text.substr(5) == ":00") text.resize(5);
  return text;
}

/// Seconds since 1970 from the form `2026-03-29T01:00:00`, or with the year `+10000`.
constexpr std::optional<std::chrono::seconds> parse_date_and_clock(std::string_view text) {
  // The year 10,000, which no date holds, has the calendar of 9600, so many days earlier.
  const bool is_last_year = text.substr(0, 7) == "+10000-";
  if (is_last_year) text.remove_prefix(2);
  if (text.size() != 19 || text[10] != 'T' || text[16] != ':') return std::nullopt;
  char date_text[10] = {};
  for (std::size_t i = 0; i < 10; ++i) date_text[i] = is_last_year && i < 4 ? "9600"[i] : text[i];
  const auto date = parse_date({date_text, 10});
  const auto minute = time_of_day::parse(text.substr(11, 5));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!date || !minute || text[17] > '5' || !is_digit(text[17]) || !is_digit(text[18])) return std::nullopt;
  const std::chrono::seconds second((text[17] - '0') * 10 + (text[18] - '0'));
  const std::chrono::hours later(is_last_year ? 146'097 * 24 : 0);
  return wall_time(*date, *minute).time_since_epoch() + second + later;
}

}  // namespace detail

/// From the form `2026-03-29T01:00:00Z`, for the years 0 to 10,000 (`+10000`); nothing if `text` has another form or
/// there is no such instant.
constexpr std::optional<sys_seconds> parse_instant(std::string_view text) {
  if (text.empty() || text.back() != 'Z') return std::nullopt;
  const auto seconds = detail::parse_date_and_clock(text.substr(0, text.size() - 1));
  if (!seconds) return std::nullopt;
  return sys_seconds(*seconds);
}

/// From the form `2026-03-29T03:00:00`, for the same years.
constexpr std::optional<local_seconds> parse_local(std::string_view text) {
  const auto seconds = detail::parse_date_and_clock(text);
  if (!seconds) return std::nullopt;
  return local_seconds(*seconds);
}

/// From the form `+02:00`, `-09:30` or `+00:19:32`, hours up to 25; nothing if `text` has another form.
constexpr std::optional<std::chrono::seconds> parse_offset(std::string_view text) {
  if ((text.size() != 6 && text.size() != 9) || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  int parts[3] = {};
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (i % 3 == 0 ? text[i] != ':' : text[i] < '0' || text[i] > '9') return std::nullopt;
    if (i % 3 != 0) parts[i / 3] = parts[i / 3] * 10 + (text[i] - '0');
  }
  if (parts[0] > 25 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  const std::chrono::seconds length(parts[0] * 3600 + parts[1] * 60 + parts[2]);
  return text[0] == '-' ? -length : length;
}

}  // namespace patchpolicy::inline v1
