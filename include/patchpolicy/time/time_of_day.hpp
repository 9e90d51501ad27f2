// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a clock on the wall shows.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace patchpolicy::inline v1 {

/// A wall time from 00:00 to 23:59, in whole minutes.
class time_of_day {
 public:
  /// Nothing unless `hour` is in [0, 23] and `minute` in [0, 59].
  static constexpr std::optional<time_of_day> of(int hour, int minute) noexcept {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return time_of_day(hour * 60 + minute);
  }

  /// From the form `HH:MM`; nothing if `text` has another form or says no time.
  static constexpr std::optional<time_of_day> parse(std::string_view text) noexcept {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{4}})
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
    return of((text[0] - '0') * 10 + (text[1] - '0'), (text[3] - '0') * 10 + (text[4] - '0'));
  }

  constexpr int hour() const noexcept { return minutes_ / 60; }
  constexpr int minute() const noexcept { return minutes_ % 60; }
  constexpr int minutes_since_midnight() const noexcept { return minutes_; }

  friend bool operator==(time_of_day, time_of_day) = default;
  friend auto operator<=>(time_of_day, time_of_day) = default;

 private:
  constexpr explicit time_of_day(int minutes) noexcept : minutes_(static_cast<std::int16_t>(minutes)) {}

  std::int16_t minutes_;
};

namespace detail {

template <std::size_t Size>
struct literal_string {
  constexpr literal_string(const char (&text)[Size]) noexcept {
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
  }
  constexpr std::string_view view() const noexcept { return {characters, Size - 1}; }

  char characters[Size] = {};
};

}  // namespace detail

namespace literals {

/// `"21:00"_time`; a time that no clock shows does not compile.
template <detail::literal_string Text>
constexpr time_of_day operator""_time() noexcept {
  constexpr std::optional<time_of_day> parsed = time_of_day::parse(Text.view());
  static_assert(parsed.has_value(), "a time of day is written HH:MM, from 00:00 to 23:59");
  return *parsed;
}

}  // namespace literals
}  // namespace patchpolicy::inline v1
