// SPDX-License-Identifier: BSL-1.0
// Random schedules and zones, small and hostile, and what POSIX TZ strings and TZif files mean, read without the
// library. The same seed gives the same case everywhere.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"
#include "patchpolicy/time/time_zone.hpp"
#include "support/naive_schedule.hpp"
#include "support/random_case.hpp"

namespace naive {

inline constexpr std::int64_t hour = 3600;

inline std::int64_t between(random_numbers& numbers, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(numbers.next() % static_cast<std::uint64_t>(high - low + 1));
}

inline std::int64_t floored_day(std::int64_t seconds) {
  return seconds / seconds_per_day - (seconds % seconds_per_day < 0 ? 1 : 0);
}

// ---------------------------------------------------------------------------------------------------
// Zones
// ---------------------------------------------------------------------------------------------------

// A host's own zone: the transitions that the naive implementation has, for the library to ask.
class transition_zone {
 public:
  explicit transition_zone(zone made) : zone_(std::move(made)) {}

  patchpolicy::zone_info get_info(patchpolicy::sys_seconds at) const {
    const auto instant = [](std::int64_t t) { return patchpolicy::sys_seconds(std::chrono::seconds(t)); };
    patchpolicy::zone_info found{(patchpolicy::sys_seconds::min)(), (patchpolicy::sys_seconds::max)(),
                                 std::chrono::seconds(zone_.first_offset)};
    for (const auto& [begin, offset] : zone_.transitions) {
      if (instant(begin) > at) {
        found.end = instant(begin);
        break;
      }
      found.begin = instant(begin);
      found.offset = std::chrono::seconds(offset);
    }
    return found;
  }

 private:
  zone zone_;
};

// Offsets of every kind, less than 26 hours: of the Earth's zones, with seconds, and as far out as they may be.
inline std::int64_t random_offset(random_numbers& numbers) {
  switch (numbers.below(4)) {
    case 0: return between(numbers, -12, 14) * hour;
    case 1: return between(numbers, -48, 56) * 900;
    case 2: return between(numbers, -26 * hour + 1, 26 * hour - 1);
    default: return numbers.chance(50) ? between(numbers, -2, 2) * 12 * hour : between(numbers, -7200, 7200);
  }
}

// Clusters of changes within hours or days, some from one side of the date line to the other, some to the same offset.
inline zone random_transitions(random_numbers& numbers) {
  zone made;
  made.first_offset = random_offset(numbers);
  std::int64_t offset = made.first_offset;
  std::int64_t at = between(numbers, 0, 45'000) * seconds_per_day;
  at += between(numbers, 0, 48) * 1800;
  if (numbers.chance(15)) at = between(numbers, -20, 20) * seconds_per_day;
  if (numbers.chance(15)) at = (last_nominal_day() - between(numbers, 0, 40)) * seconds_per_day;
  for (int clusters = numbers.between(1, 6); clusters > 0; --clusters) {
    for (int changes = numbers.between(1, 6); changes > 0; --changes) {
      std::int64_t next = offset;
      switch (numbers.below(7)) {
        case 0:
        case 5: next = offset + (offset > 0 ? -24 : 24) * hour; break;
        case 1: next = offset + between(numbers, -3, 3) * 1800; break;
        case 2: next = offset + between(numbers, -1, 1) * hour; break;
        case 3: next = random_offset(numbers); break;
        default: next = offset + (numbers.chance(50) ? hour : -hour); break;
      }
      if (next > -26 * hour && next < 26 * hour) offset = next;
      made.transitions.emplace_back(at, offset);
      switch (numbers.below(4)) {
        case 0: at += between(numbers, 1, 7200); break;
        case 1: at += between(numbers, 1, 30) * hour; break;
        case 2: at += 23 * hour + between(numbers, 0, 2) * hour; break;
        default: at += between(numbers, 1, 60) * 1800; break;
      }
    }
    at += between(numbers, 1, 900) * seconds_per_day / 2;
    const std::size_t month = month_holding(std::clamp(floored_day(at), first_nominal_day, last_nominal_day())) + 2;
    if (numbers.chance(30) && month < calendar().size())  // around the first of a month
      at = calendar()[month].first_day * seconds_per_day + between(numbers, -30, 30) * hour;
  }
  return made;
}

// ---------------------------------------------------------------------------------------------------
// POSIX TZ strings
// ---------------------------------------------------------------------------------------------------

struct posix_change {
  char form = 'M';  // M: Mm.w.d; J: Jn; 0: n
  int month = 1;
  int week = 1;
  int day = 0;  // of the week from Sunday, or of the year
  std::int64_t time = 2 * hour;

  std::int64_t day_in(int year) const {
    // The Gregorian calendar repeats itself after 400 years.
    if (year > 9999) return day_in(year - 400) + 146'097;
    if (year < 1968) return day_in(year + 400) - 146'097;
    const auto january = static_cast<std::size_t>(year - 1968) * 12;
    if (form == '0') return calendar()[january].first_day + day;
    if (form == 'J') {
      int left = day;
      for (std::size_t m = january;; ++m) {
        const calendar_month& counted = calendar()[m];
        const int length = counted.month == 2 ? 28 : counted.length;
        if (left <= length) return counted.first_day + left - 1;
        left -= length;
      }
    }
    const calendar_month& m = calendar()[january + static_cast<std::size_t>(month) - 1];
    std::int64_t found = 0;
    int count = 0;
    for (int d = 1; d <= m.length; ++d)
      if (m.weekday_of[static_cast<std::size_t>(d)] == static_cast<patchpolicy::weekday>((day + 6) % 7) &&
          (week == 5 || ++count == week))
        found = m.first_day + d - 1;
    return found;
  }
};

struct posix_rule {
  std::int64_t standard = 0;  // east of UTC
  std::int64_t daylight = 0;
  bool has_daylight = false;
  posix_change start;
  posix_change end;

  static std::int64_t start_of(int year) { return posix_change{'0', 1, 1, 0, 0}.day_in(year) * seconds_per_day; }
  std::int64_t start_in(int year) const { return start.day_in(year) * seconds_per_day + start.time - standard; }
  std::int64_t end_in(int year) const { return end.day_in(year) * seconds_per_day + end.time - daylight; }
};

inline std::string clock_text(std::int64_t seconds, bool as_short_as_can_be) {
  std::string text = seconds < 0 ? "-" : "";
  const std::int64_t length = seconds < 0 ? -seconds : seconds;
  const auto two_digits = [](std::int64_t n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  text += as_short_as_can_be ? std::to_string(length / hour) : two_digits(length / hour);
  if (!as_short_as_can_be || length % hour != 0) text += ":" + two_digits(length / 60 % 60);
  if (length % 60 != 0) text += ":" + two_digits(length % 60);
  return text;
}

inline std::string text_of(const posix_change& change, bool terse) {
  std::string text;
  if (change.form == 'M')
    text = "M" + std::to_string(change.month) + "." + std::to_string(change.week) + "." + std::to_string(change.day);
  else
    text = (change.form == 'J' ? "J" : "") + std::to_string(change.day);
  if (!terse || change.time != 2 * hour) text += "/" + clock_text(change.time, terse);
  return text;
}

// The string of a rule; `spelling` varies what can be left out.
inline std::string text_of(const posix_rule& rule, std::uint64_t spelling = 0) {
  const bool terse = spelling % 2 == 0;
  std::string text = (spelling & 2) != 0 ? "<-01+a>" : "STD";
  text += clock_text(-rule.standard, terse);
  if (!rule.has_daylight) return text;
  text += (spelling & 4) != 0 ? "<+0x>" : "DAY";
  const bool can_be_written = rule.daylight > -25 * hour && rule.daylight < 25 * hour;
  if ((!terse && can_be_written) || rule.daylight != rule.standard + hour) text += clock_text(-rule.daylight, terse);
  return text + "," + text_of(rule.start, terse) + "," + text_of(rule.end, terse);
}

// The years in which tests ask.
inline const std::vector<int>& years_of_rules() {
  static const std::vector<int> years = [] {
    std::vector<int> listed;
    for (int year = 1965; year <= 2106; ++year) listed.push_back(year);
    for (int year = 9990; year <= 10'001; ++year) listed.push_back(year);
    return listed;
  }();
  return years;
}

// Whether each year has its start and its end in the same order, so that daylight saving is either inside the year or
// across its turn.
inline bool has_one_order(const posix_rule& rule) {
  const bool north = rule.start_in(1965) <= rule.end_in(1965);
  for (const int year : years_of_rules())
    if ((rule.start_in(year) <= rule.end_in(year)) != north) return false;
  return true;
}

// Whether each change is in the year, by UTC, that it is of.
inline bool stays_in_its_years(const posix_rule& rule) {
  for (const int year : years_of_rules())
    for (const std::int64_t at : {rule.start_in(year), rule.end_in(year)})
      if (at < rule.start_of(year) || at >= rule.start_of(year + 1)) return false;
  return true;
}

// The transitions of a rule around `years_of_rules()`: with the start before the end the union of daylight saving from
// each start to the end of its year, else the union of standard time from each end to the start of its year. Where the
// order differs between years, each change by itself; nothing if the turn of the year makes it doubtful then.
inline std::optional<zone> zone_of(const posix_rule& rule) {
  zone made;
  made.first_offset = rule.standard;
  if (!rule.has_daylight) return made;
  const bool north = rule.start_in(1965) <= rule.end_in(1965);
  const std::int64_t outside = north ? rule.standard : rule.daylight;
  const std::int64_t inside = north ? rule.daylight : rule.standard;
  made.first_offset = outside;
  if (!has_one_order(rule)) {
    if (!stays_in_its_years(rule)) return std::nullopt;
    for (const int year : years_of_rules()) {
      const std::int64_t start = rule.start_in(year);
      const std::int64_t end = rule.end_in(year);
      if (start == end) return std::nullopt;
      made.transitions.emplace_back(start, rule.daylight);
      made.transitions.emplace_back(end, rule.standard);
    }
    std::sort(made.transitions.begin(), made.transitions.end());
    return made;
  }
  for (const int year : years_of_rules()) {
    const std::int64_t start = rule.start_in(year);
    const std::int64_t end = rule.end_in(year);
    const std::int64_t begin = north ? start : end;
    const std::int64_t until = north ? end : start;
    if (begin == until) continue;
    if (!made.transitions.empty() && begin <= made.transitions.back().first)
      made.transitions.back().first = (std::max)(until, made.transitions.back().first);
    else
      made.transitions.insert(made.transitions.end(), {{begin, inside}, {until, outside}});
  }
  return made;
}

inline posix_change random_change(random_numbers& numbers, int month, bool ordinary) {
  posix_change change;
  switch (numbers.below(4)) {
    case 0:
      change.form = 'J';
      change.day = std::clamp((month - 1) * 30 + numbers.between(1, 33), 1, 365);
      break;
    case 1:
      change.form = '0';
      change.day = std::clamp((month - 1) * 30 + numbers.between(0, 33), 0, 365);
      break;
    default:
      change.month = month;
      change.week = numbers.between(1, 5);
      change.day = numbers.between(0, 6);
      break;
  }
  if (!ordinary && change.form != 'M' && numbers.chance(20)) change.day = numbers.between(58, 61);  // a leap day
  switch (numbers.below(ordinary ? 3 : 6)) {
    case 0: change.time = 2 * hour; break;
    case 1: change.time = between(numbers, 0, 4) * hour; break;
    case 2: change.time = between(numbers, 0, 48) * 1800; break;
    case 3: change.time = numbers.chance(50) ? 0 : 24 * hour; break;
    case 4: change.time = between(numbers, -167, 167) * hour; break;
    default: change.time = between(numbers, -167 * hour, 167 * hour); break;
  }
  return change;
}

// Ordinary rules have their changes well inside the year and months apart, on either half of the globe; the others have
// them anywhere, at any time of the week, with offsets up to a day.
inline posix_rule random_posix_rule(random_numbers& numbers, bool ordinary) {
  posix_rule rule;
  rule.standard = between(numbers, -24, 28) * 1800;
  if (!ordinary && numbers.chance(30)) rule.standard = between(numbers, -25 * hour + 1, 25 * hour - 1);
  if (!ordinary && numbers.chance(20)) rule.standard = numbers.chance(50) ? 24 * hour : -24 * hour;
  rule.has_daylight = numbers.chance(90);
  switch (numbers.below(ordinary ? 4 : 6)) {
    case 0: rule.daylight = rule.standard - hour; break;
    case 1: rule.daylight = rule.standard + 1800; break;
    case 2: rule.daylight = rule.standard + 2 * hour; break;
    case 3: rule.daylight = rule.standard + hour; break;
    case 4: rule.daylight = rule.standard; break;
    default: rule.daylight = between(numbers, -25 * hour + 1, 25 * hour - 1); break;
  }
  // An offset that is written has at most 24 hours; one that is not is an hour more than the other.
  if (rule.daylight <= -25 * hour || rule.daylight >= 25 * hour) rule.daylight = rule.standard + hour;
  int month = ordinary ? numbers.between(3, 6) : numbers.chance(50) ? numbers.between(1, 12) : 12;
  int other = ordinary ? numbers.between(8, 10) : numbers.chance(50) ? numbers.between(1, 12) : 1;
  if (!ordinary && numbers.chance(20)) month = other = numbers.between(2, 11);  // in either order
  const bool north = numbers.chance(50);
  rule.start = random_change(numbers, north ? month : other, ordinary);
  rule.end = random_change(numbers, north ? other : month, ordinary);
  if (!ordinary && numbers.chance(20)) {  // the changes at a midnight of the wall
    rule.start.time = 0;
    rule.end.time = rule.daylight - rule.standard;
    if (rule.end.time < -167 * hour || rule.end.time > 167 * hour) rule.end.time = 0;
  }
  return rule;
}

// Reads a string of which it is known that it is right, as footers of zone files are.
class posix_reader {
 public:
  explicit posix_reader(std::string_view text) : text_(text) {}

  posix_rule read() {
    posix_rule rule;
    skip_name();
    rule.standard = -read_clock();
    if (text_.empty()) return rule;
    rule.has_daylight = true;
    skip_name();
    rule.daylight = text_.front() == ',' ? rule.standard + hour : -read_clock();
    rule.start = read_change();
    rule.end = read_change();
    return rule;
  }

 private:
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void skip_name() {
    const bool quoted = take('<');
    while (quoted ? !take('>') : std::string_view("+-,0123456789").find(text_.front()) == std::string_view::npos)
      text_.remove_prefix(1);
  }
  int read_number() {
    int number = 0;
    for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; text_.remove_prefix(1))
      number = number * 10 + (text_.front() - '0');
    return number;
  }
  std::int64_t read_clock() {
    const bool negative = take('-');
    take('+');
    std::int64_t seconds = read_number() * hour;
    if (take(':')) seconds += read_number() * 60;
    if (take(':')) seconds += read_number();
    return negative ? -seconds : seconds;
  }
  posix_change read_change() {
    posix_change change;
    take(',');
    change.form = take('M') ? 'M' : take('J') ? 'J' : '0';
    if (change.form == 'M') {
      change.month = read_number();
      take('.');
      change.week = read_number();
      take('.');
    }
    change.day = read_number();
    if (take('/')) change.time = read_clock();
    return change;
  }

  std::string_view text_;
};

// ---------------------------------------------------------------------------------------------------
// TZif files
// ---------------------------------------------------------------------------------------------------

// The zone of a file of version 2 or later; nothing if the bytes are another file, or count leap seconds.
inline std::optional<zone> zone_of_tzif(std::string_view bytes) {
  const auto number = [&](std::size_t at, std::size_t width) {
    std::int64_t value = static_cast<signed char>(bytes[at]);
    for (std::size_t i = 1; i < width; ++i) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  const auto count = [&](std::size_t header, std::size_t which) {
    return static_cast<std::size_t>(number(header + 20 + which * 4, 4));
  };
  const auto block_length = [&](std::size_t header, std::size_t width) {
    return count(header, 3) * (width + 1) + count(header, 4) * 6 + count(header, 5) + count(header, 2) * (width + 4) +
           count(header, 1) + count(header, 0);
  };
  if (bytes.size() < 44 || bytes.substr(0, 4) != "TZif" || bytes[4] < '2') return std::nullopt;
  const std::size_t second = 44 + block_length(0, 4);
  if (count(second, 2) != 0) return std::nullopt;

  const std::size_t times = second + 44;
  const std::size_t transitions = count(second, 3);
  const std::size_t types = times + transitions * 9;
  zone made;
  made.first_offset = number(types, 4);
  for (std::size_t i = 0; i < transitions; ++i) {
    const auto type = static_cast<std::size_t>(bytes[times + transitions * 8 + i]);
    made.transitions.emplace_back(number(times + i * 8, 8), number(types + type * 6, 4));
  }
  std::string_view footer = bytes.substr(times + block_length(second, 8) + 1);
  footer.remove_suffix(1);
  if (footer.empty()) return made;

  const auto rule = zone_of(posix_reader(footer).read());
  if (!rule) return std::nullopt;
  if (made.transitions.empty()) return rule;
  const std::int64_t last = made.transitions.back().first;
  for (const auto& transition : rule->transitions)
    if (transition.first > last) made.transitions.push_back(transition);
  return made;
}

// ---------------------------------------------------------------------------------------------------
// Schedules
// ---------------------------------------------------------------------------------------------------

inline patchpolicy::day_count random_days(random_numbers& numbers) {
  return *patchpolicy::day_count::of(numbers.chance(30) ? numbers.between(28, 30) : numbers.between(0, 30));
}

inline patchpolicy::monthly_day random_monthly_day(random_numbers& numbers) {
  switch (numbers.below(5)) {
    case 0: return patchpolicy::last_day_of_month{};
    case 1:
    case 2: {
      const auto week = static_cast<patchpolicy::week_of_month>(numbers.below(6));
      return patchpolicy::weekday_of_month{week, static_cast<patchpolicy::weekday>(numbers.below(7))};
    }
    default: {
      const int day = numbers.chance(30) ? 1 : numbers.chance(50) ? numbers.between(28, 31) : numbers.between(1, 31);
      const auto short_month = static_cast<patchpolicy::short_month_policy>(numbers.below(2));
      return patchpolicy::day_of_month{*patchpolicy::month_day::of(day), short_month};
    }
  }
}

inline patchpolicy::recurrence_rule random_recurrence(random_numbers& numbers) {
  switch (numbers.below(8)) {
    case 0:
    case 1: return patchpolicy::daily{};
    case 2: {
      patchpolicy::flag_set<patchpolicy::weekday> on;
      for (int days = numbers.between(1, 7); days > 0; --days)
        on.insert(static_cast<patchpolicy::weekday>(numbers.below(7)));
      return *patchpolicy::weekly::of(on);
    }
    case 3: return patchpolicy::patch_tuesday{};
    case 4: return patchpolicy::monthly::after_patch_tuesday(random_days(numbers));
    default: break;
  }
  const patchpolicy::monthly_day on = random_monthly_day(numbers);
  const patchpolicy::day_count delay =
      numbers.chance(50) ? random_days(numbers) : patchpolicy::day_count::constant<0>();
  std::optional<patchpolicy::day_count> also;
  if (numbers.chance(40)) also = random_days(numbers);
  return patchpolicy::monthly(on, delay, also);
}

inline patchpolicy::clock_change_policy random_policy(random_numbers& numbers) {
  patchpolicy::clock_change_policy policy;
  if (numbers.chance(50)) policy.gap = static_cast<patchpolicy::gap_policy>(numbers.below(3));
  if (numbers.chance(50)) policy.fold = static_cast<patchpolicy::fold_policy>(numbers.below(2));
  return policy;
}

inline patchpolicy::time_of_day time_at(std::int64_t wall) {
  const std::int64_t minute = (wall - floored_day(wall) * seconds_per_day) / 60;
  return *patchpolicy::time_of_day::of(static_cast<int>(minute / 60), static_cast<int>(minute % 60));
}

// Near `wall`, where the clocks change perhaps, or at any time of day.
inline patchpolicy::staged_schedule random_schedule(random_numbers& numbers, std::int64_t wall) {
  std::int64_t second = between(numbers, 0, seconds_per_day - 1);
  if (numbers.chance(20)) second = between(numbers, 0, 4) * 1800;
  if (numbers.chance(60)) {
    second = wall + between(numbers, -4, 4) * 900;
    second += between(numbers, -2, 2) * 60;
  }
  if (numbers.chance(30)) second = wall;
  if (numbers.chance(5)) second = 0;
  patchpolicy::staged_schedule made{random_recurrence(numbers), time_at(second)};
  if (numbers.chance(30)) made.recurrence = patchpolicy::daily{};
  if (numbers.chance(15)) {  // on that very date of its month
    const int day = day_in_month(std::clamp(floored_day(wall), first_nominal_day, last_nominal_day()));
    made.recurrence = patchpolicy::monthly(patchpolicy::day_of_month{*patchpolicy::month_day::of(day)});
  }
  made.run_on_boot_if_missed = numbers.chance(80);
  made.clock_change = random_policy(numbers);
  if (numbers.chance(70))
    made.stage_before = *patchpolicy::staging_lead::of(numbers.chance(40) ? 23 : numbers.between(1, 23));
  return made;
}

inline patchpolicy::schedule without_staging(const patchpolicy::staged_schedule& s) {
  return {s.recurrence, s.at, s.run_on_boot_if_missed, s.clock_change};
}

inline std::string text_of(const patchpolicy::recurrence_rule& rule) {
  using patchpolicy::name_of;
  std::string text(name_of(patchpolicy::kind_of(rule)));
  if (const auto* w = std::get_if<patchpolicy::weekly>(&rule))
    for (const patchpolicy::weekday day : w->on()) text += " " + std::string(name_of(day));
  if (const auto* m = std::get_if<patchpolicy::monthly>(&rule)) {
    if (m->on()) {
      if (const auto* date = std::get_if<patchpolicy::day_of_month>(&*m->on()))
        text += " day " + std::to_string(date->day.count()) + " " + std::string(name_of(date->short_month));
      else if (const auto* week = std::get_if<patchpolicy::weekday_of_month>(&*m->on()))
        text += " " + std::string(name_of(week->week)) + " " + std::string(name_of(week->day));
      else
        text += " last day";
      text += " + " + std::to_string(m->delay().count());
    }
    if (m->days_after_patch_tuesday())
      text += ", Patch Tuesday + " + std::to_string(m->days_after_patch_tuesday()->count());
  }
  return text;
}

inline std::string text_of(const patchpolicy::staged_schedule& s) {
  return text_of(s.recurrence) + " at " + clock_text(s.at.minutes_since_midnight() * 60, false) + ", gap " +
         std::string(patchpolicy::name_of(s.clock_change.gap)) + ", fold " +
         std::string(patchpolicy::name_of(s.clock_change.fold)) + ", lead " +
         std::to_string(s.stage_before ? s.stage_before->count() : 0) + (s.run_on_boot_if_missed ? ", on boot" : "");
}

inline std::string text_of(const zone& z) {
  std::string text = "from " + std::to_string(z.first_offset);
  std::size_t listed = 0;
  for (const auto& [at, offset] : z.transitions) {
    if (++listed > 40) return text + " ...";
    text += ", @" + std::to_string(at) + " " + std::to_string(offset);
  }
  return text;
}

}  // namespace naive
