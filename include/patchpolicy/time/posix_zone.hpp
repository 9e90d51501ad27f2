// SPDX-License-Identifier: BSL-1.0
/// \file
/// Zones from POSIX TZ strings, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_of_day.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// Why a POSIX TZ string was refused.
enum class posix_tz_problem : std::uint8_t {
  name_expected,
  name_unclosed,
  offset_expected,
  offset_out_of_range,
  dates_missing,
  comma_expected,
  date_expected,
  month_out_of_range,
  week_out_of_range,
  weekday_out_of_range,
  day_out_of_range,
  time_expected,
  time_out_of_range,
  minutes_out_of_range,
  end_expected,
};

template <>
struct enum_names<posix_tz_problem> {
  static constexpr std::string_view names[] = {
      "name_expected",    "name_unclosed", "offset_expected",    "offset_out_of_range",  "dates_missing",
      "comma_expected",   "date_expected", "month_out_of_range", "week_out_of_range",    "weekday_out_of_range",
      "day_out_of_range", "time_expected", "time_out_of_range",  "minutes_out_of_range", "end_expected"};
};

/// What is wrong with a POSIX TZ string, and at which byte, from 0.
struct posix_tz_error {
  posix_tz_problem problem = posix_tz_problem::name_expected;
  std::size_t position = 0;
  friend bool operator==(const posix_tz_error&, const posix_tz_error&) = default;
};

namespace detail {

/// The day and time of a change of the clocks, in any year.
struct posix_date {
  enum class form : std::uint8_t {
    weekday_of_month,   ///< Mm.w.d; week 5 is the last
    day_without_leap,   ///< Jn: from 1; 29 February is not counted
    day_with_leap,      ///< n: from 0; 29 February is counted
  };
  form how = form::day_with_leap;
  std::int16_t day = 0;  ///< of the year, or the weekday from Sunday, 0
  std::int8_t month = 1;
  std::int8_t week = 1;
  std::int32_t time = 7200;  ///< seconds from midnight, from -167 h to 167 h

  constexpr day_number in_year(int year) const noexcept {
    switch (how) {
      case form::day_with_leap: return number_of_day(year, 1, 1 + day);
      case form::day_without_leap: return number_of_day(year, day > 59 ? 3 : 1, day > 59 ? day - 59 : day);
      case form::weekday_of_month: break;
    }
    const int from_monday = (day + 6) % 7;
    if (week == 5) {
      const day_number last = number_of_day(year + (month == 12 ? 1 : 0), month % 12 + 1, 0);
      return last - (weekday_index(last) - from_monday + 7) % 7;
    }
    const day_number first = number_of_day(year, month, 1);
    return first + (from_monday - weekday_index(first) + 7) % 7 + 7 * (week - 1);
  }

  /// Right to within half a month.
  constexpr int approximate_month() const noexcept { return how == form::weekday_of_month ? month : 1 + day / 31; }

  friend bool operator==(const posix_date&, const posix_date&) = default;
};

}  // namespace detail

/// A zone by rule: a standard offset, and perhaps daylight saving between two dates of every year. A small value that
/// works at compile time, and the way to say a Windows `TIME_ZONE_INFORMATION`. It knows no history: the rule holds in
/// every year.
class posix_zone {
 public:
  /// All of the grammar, with the hours of a change from -167 to 167; names are checked and forgotten. Daylight saving
  /// without its dates, which POSIX leaves open, is refused: nobody could tell whose dates are meant.
  static constexpr result<posix_zone, posix_tz_error> parse(std::string_view text);

  /// The offset in standard time, east of UTC.
  constexpr std::chrono::seconds standard_offset() const noexcept { return std::chrono::seconds(standard_); }
  constexpr bool has_daylight_saving() const noexcept { return has_daylight_; }

  /// Constant time.
  constexpr zone_info get_info(sys_seconds at) const noexcept;

  friend bool operator==(const posix_zone&, const posix_zone&) = default;

 private:
  class parser;

  /// A change to daylight saving time or back.
  struct change {
    std::int64_t at = 0;
    bool to_daylight = false;
  };

  constexpr std::int64_t start_in(int year) const noexcept {
    return std::int64_t{start_.in_year(year)} * 86'400 + start_.time - standard_;
  }
  constexpr std::int64_t end_in(int year) const noexcept {
    return std::int64_t{end_.in_year(year)} * 86'400 + end_.time - daylight_;
  }
  constexpr zone_info info(std::int64_t begin, std::int64_t end, bool daylight) const noexcept {
    return {sys_seconds(std::chrono::seconds(begin)), sys_seconds(std::chrono::seconds(end)),
            std::chrono::seconds(daylight ? daylight_ : standard_)};
  }
  constexpr zone_info info_in_year(std::int64_t at, int year) const noexcept;
  constexpr zone_info info_across_years(std::int64_t at, int year) const noexcept;

  std::int32_t standard_ = 0;  // seconds east of UTC
  std::int32_t daylight_ = 0;
  bool has_daylight_ = false;
  bool is_plain_ = false;  // the changes come in the same order every year, and none near the turn of the year
  detail::posix_date start_{};
  detail::posix_date end_{};
};

class posix_zone::parser {
 public:
  constexpr explicit parser(std::string_view text) noexcept : text_(text) {}

  constexpr result<posix_zone, posix_tz_error> parse() {
    using enum posix_tz_problem;
    posix_zone made;
    read_name();
    made.standard_ = -read_offset();
    if (!failed_ && !at_end()) {
      made.has_daylight_ = true;
      read_name();
      made.daylight_ = at_offset() ? -read_offset() : made.standard_ + 3600;
      if (at_end()) fail(dates_missing);
      expect_comma();
      made.start_ = read_date();
      expect_comma();
      made.end_ = read_date();
      if (!at_end()) fail(end_expected);
      made.is_plain_ = is_inside_year(made.start_) && is_inside_year(made.end_) &&
                       (made.start_.approximate_month() + 1 < made.end_.approximate_month() ||
                        made.end_.approximate_month() + 1 < made.start_.approximate_month());
    }
    if (failed_) return unexpected{error_};
    return made;
  }

 private:
  constexpr bool at_end() const noexcept { return next_ == text_.size(); }
  constexpr char peek() const noexcept { return at_end() ? '\0' : text_[next_]; }
  constexpr bool take(char expected) noexcept {
    if (at_end() || peek() != expected) return false;
    ++next_;
    return true;
  }
  /// Keeps the first problem: what follows it may mean nothing.
  constexpr void fail(posix_tz_problem problem, std::size_t position) noexcept {
    if (!failed_) error_ = {problem, position};
    failed_ = true;
    next_ = text_.size();
  }
  constexpr void fail(posix_tz_problem problem) noexcept { fail(problem, next_); }

  static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
  static constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  constexpr bool at_offset() const noexcept { return is_digit(peek()) || peek() == '+' || peek() == '-'; }

  constexpr void read_name() {
    const std::size_t begin = next_;
    const bool quoted = take('<');
    const std::size_t name = next_;
    while (is_letter(peek()) || (quoted && at_offset())) ++next_;
    const bool long_enough = next_ - name >= 3;
    if (quoted && !take('>')) return fail(posix_tz_problem::name_unclosed);
    if (!long_enough) fail(posix_tz_problem::name_expected, begin);
  }

  /// A number of at most three digits; -1 without a digit, 1000 if there are more.
  constexpr int read_number() noexcept {
    int number = -1;
    for (int digits = 0; is_digit(peek()); ++next_)
      number = ++digits > 3 ? 1000 : (number < 0 ? 0 : number) * 10 + (peek() - '0');
    return number;
  }
  /// A number in [lowest, highest]; 0 after an error.
  constexpr int read_in(int lowest, int highest, posix_tz_problem missing, posix_tz_problem outside) {
    const std::size_t begin = next_;
    const int number = read_number();
    if (number >= lowest && number <= highest) return number;
    fail(number < 0 ? missing : outside, begin);
    return 0;
  }

  /// [+-]hh[:mm[:ss]] in seconds.
  constexpr std::int32_t read_time(int hours, posix_tz_problem missing, posix_tz_problem outside) {
    const bool negative = take('-');
    if (!negative) (void)take('+');
    std::int32_t seconds = read_in(0, hours, missing, outside) * 3600;
    for (const int unit : {60, 1}) {
      if (!take(':')) break;
      seconds += read_in(0, 59, posix_tz_problem::minutes_out_of_range, posix_tz_problem::minutes_out_of_range) * unit;
    }
    return negative ? -seconds : seconds;
  }
  constexpr std::int32_t read_offset() {
    return read_time(24, posix_tz_problem::offset_expected, posix_tz_problem::offset_out_of_range);
  }

  constexpr void expect_comma() {
    if (!take(',')) fail(posix_tz_problem::comma_expected);
  }

  constexpr detail::posix_date read_date() {
    using enum posix_tz_problem;
    using form = detail::posix_date::form;
    detail::posix_date date;
    if (take('M')) {
      date.how = form::weekday_of_month;
      date.month = static_cast<std::int8_t>(read_in(1, 12, month_out_of_range, month_out_of_range));
      if (!take('.')) fail(date_expected);
      date.week = static_cast<std::int8_t>(read_in(1, 5, week_out_of_range, week_out_of_range));
      if (!take('.')) fail(date_expected);
      date.day = static_cast<std::int16_t>(read_in(0, 6, weekday_out_of_range, weekday_out_of_range));
    } else if (take('J')) {
      date.how = form::day_without_leap;
      date.day = static_cast<std::int16_t>(read_in(1, 365, day_out_of_range, day_out_of_range));
    } else {
      date.day = static_cast<std::int16_t>(read_in(0, 365, date_expected, day_out_of_range));
    }
    if (take('/')) date.time = read_time(167, time_expected, time_out_of_range);
    return date;
  }

  /// Whether a date lies so far inside its year that no time of day (a week at most) and no offset moves it out.
  static constexpr bool is_inside_year(const detail::posix_date& date) noexcept {
    return date.approximate_month() > 1 && date.approximate_month() < 12;
  }

  std::string_view text_;
  std::size_t next_ = 0;
  bool failed_ = false;
  posix_tz_error error_{};
};

constexpr result<posix_zone, posix_tz_error> posix_zone::parse(std::string_view text) { return parser(text).parse(); }

constexpr zone_info posix_zone::get_info(sys_seconds at) const noexcept {
  if (!has_daylight_) return {(sys_seconds::min)(), (sys_seconds::max)(), standard_offset()};
  const sys_seconds within = std::clamp(at, detail::first_instant, detail::last_instant);
  const std::int64_t seconds = within.time_since_epoch().count();
  const auto day = static_cast<day_number>(detail::day_of(within.time_since_epoch()));
  const int year = detail::day_of_number(day).year;
  zone_info found = is_plain_ ? info_in_year(seconds, year) : info_across_years(seconds, year);
  if (at < found.begin) found.begin = (sys_seconds::min)();
  if (at >= found.end) found.end = (sys_seconds::max)();
  return found;
}

/// What every zone on Earth needs: two changes a year, in either order.
constexpr zone_info posix_zone::info_in_year(std::int64_t at, int year) const noexcept {
  const std::int64_t start = start_in(year);
  const std::int64_t end = end_in(year);
  const bool north = start <= end;  // daylight saving inside the year, else across its turn
  const std::int64_t first = north ? start : end;
  const std::int64_t second = north ? end : start;
  if (at < first) return info(north ? end_in(year - 1) : start_in(year - 1), first, !north);
  if (at < second) return info(first, second, north);
  return info(second, north ? start_in(year + 1) : end_in(year + 1), !north);
}

/// Changes that may fall into the year before or after their own, so that daylight saving can last all year. A period
/// that reaches the beginning of the next of its kind does not end there.
constexpr zone_info posix_zone::info_across_years(std::int64_t at, int year) const noexcept {
  // A change lies at most nine days outside its year, so the last one before `at` is of one of these years.
  constexpr int years = 3;
  constexpr int count = 2 * (2 * years + 1);
  change changes[count] = {};
  for (int i = 0; i < count; i += 2) {
    const int y = year - years + i / 2;
    const change start{start_in(y), true};
    const change end{end_in(y), false};
    const bool north = start.at <= end.at;
    changes[i] = north ? start : end;
    changes[i + 1] = north ? end : start;
  }

  bool daylight = changes[0].to_daylight;
  std::int64_t begin = changes[0].at;
  for (int i = 1; i < count; ++i) {
    const bool runs_into_next = i + 1 < count && i % 2 == 1 && changes[i].at >= changes[i + 1].at;
    if (runs_into_next || changes[i].to_daylight == daylight) continue;
    if (at < changes[i].at) return info(begin, changes[i].at, daylight);
    begin = (std::max)(begin, changes[i].at);
    daylight = changes[i].to_daylight;
  }
  return info(begin, changes[count - 1].at, daylight);
}

namespace literals {

/// `"CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz`; a string that `posix_zone::parse` refuses does not compile.
template <detail::literal_string Text>
constexpr posix_zone operator""_posix_tz() noexcept {
  constexpr auto parsed = posix_zone::parse(Text.view());
  static_assert(parsed.has_value(), "a POSIX TZ string is written like CET-1CEST,M3.5.0,M10.5.0/3");
  return *parsed;
}

}  // namespace literals
}  // namespace patchpolicy::inline v1
