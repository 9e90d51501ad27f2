// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/posix_zone.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;
using pp::posix_zone;
using problem = pp::posix_tz_problem;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

// An instant in UTC.
constexpr pp::sys_seconds utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
  return pp::sys_seconds(24h * pp::detail::number_of_day(year, month, day) + std::chrono::hours(hour) +
                         std::chrono::minutes(minute) + seconds(second));
}
constexpr pp::sys_seconds first_of_all = (pp::sys_seconds::min)();
constexpr pp::sys_seconds last_of_all = (pp::sys_seconds::max)();

constexpr seconds offset_of(std::string_view text, pp::sys_seconds at) {
  return posix_zone::parse(text)->get_info(at).offset;
}
constexpr bool changes(std::string_view text, pp::sys_seconds at, seconds from, seconds to) {
  return offset_of(text, at - 1s) == from && offset_of(text, at) == to;
}

// A date of a rule, from which both its text and its day are made.
struct date_parts {
  char form = 'n';  // 'M', 'J' or 'n'
  int day = 0;      // 'M': the weekday, from Sunday
  int month = 1;
  int week = 1;
  int time = 7200;

  sys_days in_year(int year) const {
    const std::chrono::year y(year);
    if (form == 'n') return sys_days(y / 1 / 1) + days(day);
    if (form == 'J') {
      sys_days found = y / 1 / 1;
      for (int counted = 1; counted < day;) {
        found += days(1);
        const std::chrono::year_month_day date = found;
        if (date.month() != std::chrono::February || date.day() != std::chrono::day(29)) ++counted;
      }
      return found;
    }
    const auto m = y / std::chrono::month(static_cast<unsigned>(month));
    const std::chrono::weekday weekday(static_cast<unsigned>(day));
    if (week == 5) return m / weekday[std::chrono::last];
    return m / weekday[static_cast<unsigned>(week)];
  }
};

std::string clock_text(int time) {
  const int length = time < 0 ? -time : time;
  std::string text = (time < 0 ? "-" : "") + std::to_string(length / 3600);
  if (length % 3600 != 0) text += ":" + std::to_string(length / 60 % 60);
  if (length % 60 != 0) text += ":" + std::to_string(length % 60);
  return text;
}
std::string text_of(const date_parts& date) {
  std::string text;
  if (date.form == 'M')
    text = "M" + std::to_string(date.month) + "." + std::to_string(date.week) + "." + std::to_string(date.day);
  else
    text = (date.form == 'J' ? "J" : "") + std::to_string(date.day);
  return date.time == 7200 ? text : text + "/" + clock_text(date.time);
}

// A zone with daylight saving, computed year by year.
struct naive_zone {
  int standard = 0;  // seconds east
  int daylight = 3600;
  date_parts start;
  date_parts end;

  std::string text() const {
    return "AAA" + clock_text(-standard) + "<+BB>" + clock_text(-daylight) + "," + text_of(start) + "," + text_of(end);
  }
  pp::sys_seconds start_in(int year) const { return start.in_year(year) + seconds(start.time - standard); }
  pp::sys_seconds end_in(int year) const { return end.in_year(year) + seconds(end.time - daylight); }
  bool is_northern(int year) const { return start_in(year) <= end_in(year); }

  // Nothing is promised of years in which the dates come in another order than in those around.
  bool keeps_order(int first_year, int last_year) const {
    for (int year = first_year; year < last_year; ++year)
      if (is_northern(year) != is_northern(year + 1)) return false;
    return true;
  }

  seconds offset_at(pp::sys_seconds at) const {
    const std::chrono::year_month_day date(std::chrono::floor<days>(at));
    const int year = static_cast<int>(date.year());
    const bool northern = is_northern(year);
    for (int y = year - 1; y <= year + 1; ++y) {
      if (northern && start_in(y) <= at && at < end_in(y)) return seconds(daylight);
      if (!northern && end_in(y) <= at && at < start_in(y)) return seconds(standard);
    }
    return seconds(northern ? standard : daylight);
  }
};

date_parts random_date(naive::random_numbers& numbers) {
  date_parts date;
  date.form = numbers.pick(std::vector<char>{'M', 'J', 'n'});
  date.month = numbers.between(1, 12);
  date.week = numbers.between(1, 5);
  date.day = date.form == 'M' ? numbers.between(0, 6) : numbers.between(date.form == 'J' ? 1 : 0, 365);
  if (date.form != 'M' && numbers.chance(40))
    date.day = numbers.pick(std::vector<int>{1, 31, 58, 59, 60, 61, 364, 365});
  if (numbers.chance(60)) date.time = numbers.between(-167 * 3600, 167 * 3600);
  return date;
}
naive_zone random_zone(naive::random_numbers& numbers) {
  naive_zone zone;
  const int step = numbers.chance(80) ? 900 : 1;
  zone.standard = numbers.between(-86'400 / step, 86'400 / step) * step;
  zone.daylight = zone.standard + numbers.between(-7200 / step, 7200 / step) * step;
  zone.daylight = std::clamp(zone.daylight, -86'400, 86'400);
  zone.start = random_date(numbers);
  zone.end = random_date(numbers);
  return zone;
}

// Every interval has its instant in it, the next one is there where it ends, and a bound is a change of the offset.
template <class OffsetAt>
void check_intervals(const posix_zone& zone, pp::sys_seconds from, pp::sys_seconds until, OffsetAt expected) {
  pp::sys_seconds at = from;
  while (at < until) {
    const pp::zone_info info = zone.get_info(at);
    CAPTURE(at.time_since_epoch().count(), info.begin.time_since_epoch().count(), info.end.time_since_epoch().count());
    REQUIRE(info.begin <= at);
    REQUIRE(at < info.end);
    const pp::sys_seconds middle = info.begin + (info.end - info.begin) / 2;
    for (const pp::sys_seconds inside : {info.begin, middle, info.end - 1s}) {
      if (inside < from - days(500) || inside > until + days(500)) continue;
      REQUIRE(zone.get_info(inside).offset == info.offset);
      REQUIRE(expected(inside) == info.offset);
    }
    at = info.end;
  }
}

// Whether a text is in the grammar, by cutting it into pieces; numbers may have zeros in front, up to three digits in
// all.
constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::vector<std::string> pieces(const std::string& text, char separator) {
  std::vector<std::string> found(1);
  for (const char c : text) {
    if (c == separator)
      found.emplace_back();
    else
      found.back() += c;
  }
  return found;
}
bool is_number(const std::string& text, int lowest, int highest) {
  if (text.empty() || text.size() > 3 || text.find_first_not_of(digits) != text.npos) return false;
  return lowest <= std::stoi(text) && std::stoi(text) <= highest;
}
bool is_time(const std::string& text, int hours) {
  const bool is_signed = !text.empty() && (text[0] == '-' || text[0] == '+');
  const auto parts = pieces(text.substr(is_signed ? 1 : 0), ':');
  return parts.size() <= 3 && is_number(parts[0], 0, hours) &&
         std::all_of(parts.begin() + 1, parts.end(), [](const std::string& part) { return is_number(part, 0, 59); });
}
bool is_date(const std::string& text) {
  const auto day_and_time = pieces(text, '/');
  if (day_and_time.size() > 2 || (day_and_time.size() == 2 && !is_time(day_and_time[1], 167))) return false;
  const std::string& day = day_and_time[0];
  if (day.empty()) return false;
  if (day[0] == 'J') return is_number(day.substr(1), 1, 365);
  if (day[0] != 'M') return is_number(day, 0, 365);
  const auto parts = pieces(day.substr(1), '.');
  return parts.size() == 3 && is_number(parts[0], 1, 12) && is_number(parts[1], 1, 5) && is_number(parts[2], 0, 6);
}
// Cuts a name off the begin of a text.
bool cut_name(std::string& text) {
  const bool is_quoted = !text.empty() && text[0] == '<';
  const std::string in_name = std::string(letters) + (is_quoted ? std::string(digits) + "+-" : "");
  const std::size_t begin = is_quoted ? 1 : 0;
  const std::size_t end = (std::min)(text.find_first_not_of(in_name, begin), text.size());
  if (end - begin < 3 || (is_quoted && (end == text.size() || text[end] != '>'))) return false;
  text.erase(0, is_quoted ? end + 1 : end);
  return true;
}
bool is_good(const std::string& text) {
  const auto parts = pieces(text, ',');
  std::string names = parts[0];
  if (!cut_name(names)) return false;
  const std::string offset = names.substr(0, names.find_first_not_of(std::string(digits) + "+-:"));
  if (!is_time(offset, 24)) return false;
  names.erase(0, offset.size());
  if (names.empty()) return parts.size() == 1;
  return cut_name(names) && (names.empty() || is_time(names, 24)) && parts.size() == 3 && is_date(parts[1]) &&
         is_date(parts[2]);
}

constexpr std::string_view good_texts[] = {
    "UTC0",
    "<+0330>-3:30",
    "<-01>+01:15:59",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT,M3.2.0,M11.1.0",
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    "XXX3EDT4,0/0,J365/23",
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "abc-12:00:01DEF+00:00:59,J60/-167,365/+167:59:59",
};

void agrees_with_the_grammar(const std::string& text) {
  const auto parsed = posix_zone::parse(text);
  if (parsed.has_value() == is_good(text) && (parsed.has_value() || parsed.error().position <= text.size())) return;
  CAPTURE(text);
  CHECK(parsed.has_value() == is_good(text));
  if (!parsed) CHECK(parsed.error().position <= text.size());
  FAIL("read in another way");
}

}  // namespace

TEST_CASE("a POSIX zone without daylight saving has one offset for ever") {
  constexpr auto is_always = [](std::string_view text, seconds offset) {
    const auto zone = posix_zone::parse(text);
    if (!zone || zone->has_daylight_saving() || zone->standard_offset() != offset) return false;
    for (const pp::sys_seconds at : {first_of_all, utc(2025, 7, 1), last_of_all})
      if (zone->get_info(at) != pp::zone_info{first_of_all, last_of_all, offset}) return false;
    return true;
  };
  PATCHPOLICY_CHECK_BOTH(is_always("UTC0", 0s));
  PATCHPOLICY_CHECK_BOTH(is_always("UTC-0", 0s));
  PATCHPOLICY_CHECK_BOTH(is_always("JST-9", 9h));  // the sign is west of UTC
  PATCHPOLICY_CHECK_BOTH(is_always("MST7", -7h));
  PATCHPOLICY_CHECK_BOTH(is_always("MST+07", -7h));
  PATCHPOLICY_CHECK_BOTH(is_always("<+0545>-5:45", 5h + 45min));
  PATCHPOLICY_CHECK_BOTH(is_always("<-03>3", -3h));
  PATCHPOLICY_CHECK_BOTH(is_always("LMT0:19:32", -(19min + 32s)));
  PATCHPOLICY_CHECK_BOTH(is_always("LMT-0:19:32", 19min + 32s));
  PATCHPOLICY_CHECK_BOTH(is_always("abc24:59:59", -(24h + 59min + 59s)));
  PATCHPOLICY_CHECK_BOTH(is_always("<ABC>-24", 24h));
  PATCHPOLICY_CHECK_BOTH(is_always("Abcdefghijklmnopqrstuvwxyz1", -1h));
}

TEST_CASE("daylight saving begins and ends at the wall time that is in force until then") {
  constexpr std::string_view amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3";
  PATCHPOLICY_CHECK_BOTH(changes(amsterdam, utc(2026, 3, 29, 1), 1h, 2h));
  PATCHPOLICY_CHECK_BOTH(changes(amsterdam, utc(2026, 10, 25, 1), 2h, 1h));
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(amsterdam)->get_info(utc(2026, 7, 1)) ==
                         pp::zone_info{utc(2026, 3, 29, 1), utc(2026, 10, 25, 1), 2h});
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(amsterdam)->get_info(utc(2026, 12, 31, 23)) ==
                         pp::zone_info{utc(2026, 10, 25, 1), utc(2027, 3, 28, 1), 1h});
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(amsterdam)->get_info(utc(2026, 1, 1)) ==
                         pp::zone_info{utc(2025, 10, 26, 1), utc(2026, 3, 29, 1), 1h});
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(amsterdam)->has_daylight_saving());
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(amsterdam)->standard_offset() == 1h);

  // The second Sunday of March, the first of November, at 02:00.
  constexpr std::string_view new_york = "EST5EDT,M3.2.0,M11.1.0";
  PATCHPOLICY_CHECK_BOTH(changes(new_york, utc(2026, 3, 8, 7), -5h, -4h));
  PATCHPOLICY_CHECK_BOTH(changes(new_york, utc(2026, 11, 1, 6), -4h, -5h));
  PATCHPOLICY_CHECK_BOTH(offset_of(new_york, utc(9999, 7, 1)) == -4h);
}

TEST_CASE("daylight saving of the southern half of the Earth lasts across the turn of the year") {
  constexpr std::string_view sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";
  PATCHPOLICY_CHECK_BOTH(changes(sydney, utc(2026, 4, 4, 16), 11h, 10h));
  PATCHPOLICY_CHECK_BOTH(changes(sydney, utc(2026, 10, 3, 16), 10h, 11h));
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(sydney)->get_info(utc(2027, 1, 1)) ==
                         pp::zone_info{utc(2026, 10, 3, 16), utc(2027, 4, 3, 16), 11h});
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse(sydney)->get_info(utc(2026, 1, 1)) ==
                         pp::zone_info{utc(2025, 10, 4, 16), utc(2026, 4, 4, 16), 11h});
  // Half an hour of daylight saving.
  constexpr std::string_view lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
  PATCHPOLICY_CHECK_BOTH(changes(lord_howe, utc(2026, 4, 4, 15), 11h, 10h + 30min));
  PATCHPOLICY_CHECK_BOTH(changes(lord_howe, utc(2026, 10, 3, 15, 30), 10h + 30min, 11h));
}

TEST_CASE("daylight saving may be behind standard time") {
  constexpr std::string_view dublin = "IST-1GMT0,M10.5.0,M3.5.0/1";
  PATCHPOLICY_CHECK_BOTH(changes(dublin, utc(2026, 3, 29, 1), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(dublin, utc(2026, 10, 25, 1), 1h, 0h));
  PATCHPOLICY_CHECK_BOTH(offset_of(dublin, utc(2026, 12, 31)) == 0h);
}

TEST_CASE("daylight saving may last all year") {
  // RFC 9636, section 3.3.1.
  for (const std::string_view text : {"XXX3EDT4,0/0,J365/23", "XXX3EDT4,0/0,J365/24"}) {
    CAPTURE(text);
    const auto zone = posix_zone::parse(text);
    REQUIRE(zone.has_value());
    for (pp::sys_seconds at = utc(2023, 12, 1); at < utc(2025, 2, 1); at += 1h) {
      CAPTURE(at.time_since_epoch().count());
      const pp::zone_info info = zone->get_info(at);
      REQUIRE(info.offset == -4h);
      REQUIRE(info.begin <= at);
      REQUIRE(at < info.end);
    }
    for (const pp::sys_seconds at : {first_of_all, utc(-3, 1, 1), utc(0, 1, 1), utc(10'000, 12, 31), last_of_all})
      CHECK(zone->get_info(at).offset == -4h);
  }
  PATCHPOLICY_CHECK_BOTH(offset_of("XXX3EDT4,0/0,J365/23", utc(2025, 1, 1, 2, 59, 59)) == -4h);
  PATCHPOLICY_CHECK_BOTH(offset_of("XXX3EDT4,0/0,J365/23", utc(2025, 1, 1, 3)) == -4h);
  // Years that touch are one period.
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse("XXX3EDT4,0/0,J365/23")->get_info(utc(2025, 6, 1)).end > utc(2026, 1, 2));
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse("XXX3EDT4,0/0,J365/23")->get_info(utc(2025, 6, 1)).begin <
                         utc(2024, 12, 31));
  // One hour short of it.
  PATCHPOLICY_CHECK_BOTH(changes("XXX3EDT4,0/0,J365/22", utc(2025, 1, 1, 2), -4h, -3h));
  PATCHPOLICY_CHECK_BOTH(changes("XXX3EDT4,0/0,J365/22", utc(2025, 1, 1, 3), -3h, -4h));
  // A period of no length is none.
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA0BBB,J60/2,J60/3", utc(2025, 3, 1, 2)) == 0h);
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA0BBB,J60/2,J60/3", utc(2025, 3, 1, 1, 59, 59)) == 0h);
}

TEST_CASE("dates of a rule are counted with and without 29 February") {
  constexpr std::string_view julian = "AAA0BBB,J60/0,J61/1";  // 1 and 2 March
  PATCHPOLICY_CHECK_BOTH(changes(julian, utc(2024, 3, 1), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(julian, utc(2025, 3, 1), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(julian, utc(2024, 3, 2), 1h, 0h));
  constexpr std::string_view early = "AAA0BBB,J1/0,J59/1";  // 1 January and 28 February
  PATCHPOLICY_CHECK_BOTH(changes(early, utc(2024, 1, 1), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(early, utc(2024, 2, 28), 1h, 0h));
  constexpr std::string_view counted = "AAA0BBB,59/0,364/1";
  PATCHPOLICY_CHECK_BOTH(changes(counted, utc(2024, 2, 29), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(counted, utc(2025, 3, 1), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(counted, utc(2024, 12, 30), 1h, 0h));
  PATCHPOLICY_CHECK_BOTH(changes(counted, utc(2025, 12, 31), 1h, 0h));
  constexpr std::string_view weeks = "AAA0BBB,M2.5.4/0,M9.5.1/1";  // the last Thursday and the last Monday
  PATCHPOLICY_CHECK_BOTH(changes(weeks, utc(2024, 2, 29), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(weeks, utc(2025, 2, 27), 0h, 1h));
  PATCHPOLICY_CHECK_BOTH(changes(weeks, utc(2025, 9, 29), 1h, 0h));
}

TEST_CASE("times of a change may be before their day or days after it") {
  constexpr std::string_view nuuk = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";
  PATCHPOLICY_CHECK_BOTH(changes(nuuk, utc(2026, 3, 29, 1), -2h, -1h));
  PATCHPOLICY_CHECK_BOTH(changes(nuuk, utc(2026, 10, 25, 1), -1h, -2h));
  constexpr std::string_view gaza = "EET-2EEST,M3.4.4/50,M10.4.4/50";  // as zone files have it
  PATCHPOLICY_CHECK_BOTH(changes(gaza, utc(2026, 3, 28), 2h, 3h));
  constexpr std::string_view week = "AAA0BBB0:30,100/-167:59:59,200/+167:59:59";
  PATCHPOLICY_CHECK_BOTH(changes(week, utc(2025, 1, 101) - 168h + 1s, 0h, -30min));
  PATCHPOLICY_CHECK_BOTH(changes(week, utc(2025, 1, 201) + 168h - 1s + 30min, -30min, 0h));
}

TEST_CASE("daylight saving is one hour ahead unless said") {
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA3:30BBB,90,200", utc(2025, 5, 1)) == -(2h + 30min));
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA-3:30BBB-6,90,200", utc(2025, 5, 1)) == 6h);
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA-24:59:59BBB,90,200", utc(2025, 5, 1)) == 26h - 1s);
  PATCHPOLICY_CHECK_BOTH(offset_of("AAA2BBB+0,90,200", utc(2025, 5, 1)) == 0h);
}

TEST_CASE("the intervals of a POSIX zone agree with a computation year by year") {
  constexpr std::uint64_t seed = 31;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  int compared = 0;
  for (int i = 0; i < 700; ++i) {
    const naive_zone expected = random_zone(numbers);
    CAPTURE(expected.text());
    const auto zone = posix_zone::parse(expected.text());
    REQUIRE(zone.has_value());
    REQUIRE(zone->standard_offset() == seconds(expected.standard));
    const int year = numbers.pick(std::vector<int>{1, 1900, 1969, 1999, 2023, 2099, 2400, 9995});
    const auto all_years = [&](pp::sys_seconds at) { return expected.offset_at(at); };
    const auto none = [&](pp::sys_seconds at) { return zone->get_info(at).offset; };
    if (expected.keeps_order(year - 5, year + 7)) {
      ++compared;
      check_intervals(*zone, utc(year, 1, 1), utc(year + 3, 1, 1), all_years);
    } else {
      check_intervals(*zone, utc(year, 1, 1), utc(year + 3, 1, 1), none);
    }
  }
  CHECK(compared > 600);
}

TEST_CASE("the intervals of zones on Earth agree with a computation in every year") {
  naive_zone berlin{3600, 7200, {'M', 0, 3, 5, 7200}, {'M', 0, 10, 5, 10'800}};
  naive_zone auckland{43'200, 46'800, {'M', 0, 9, 5, 7200}, {'M', 0, 4, 1, 10'800}};
  for (const naive_zone& expected : {berlin, auckland}) {
    CAPTURE(expected.text());
    const auto zone = posix_zone::parse(expected.text());
    REQUIRE(zone.has_value());
    check_intervals(*zone, utc(-3, 1, 1), utc(60, 1, 1), [&](pp::sys_seconds at) { return expected.offset_at(at); });
    check_intervals(*zone, utc(1890, 1, 1), utc(2120, 1, 1),
                    [&](pp::sys_seconds at) { return expected.offset_at(at); });
    check_intervals(*zone, utc(9980, 1, 1), utc(10'001, 1, 1),
                    [&](pp::sys_seconds at) { return expected.offset_at(at); });
  }
}

TEST_CASE("instants far from the calendar have an interval as well") {
  for (const std::string_view text : good_texts) {
    CAPTURE(text);
    const posix_zone zone = *posix_zone::parse(text);
    for (const pp::sys_seconds at :
         {first_of_all, first_of_all + 1s, utc(-3, 1, 1) - 365 * 24h, utc(-3, 1, 1) - 1s, utc(-3, 1, 1),
          utc(10'001, 1, 1) - 1s, utc(10'001, 1, 1), utc(10'001, 12, 31), utc(10'003, 1, 1), last_of_all - 1s}) {
      CAPTURE(at.time_since_epoch().count());
      const pp::zone_info info = zone.get_info(at);
      CHECK(info.begin <= at);
      CHECK(at < info.end);
    }
    CHECK(zone.get_info(first_of_all).begin == first_of_all);
    CHECK(zone.get_info(last_of_all).end == last_of_all);
    // From the first instant the intervals lead into the calendar, and out of it to the last one.
    CHECK(zone.get_info(zone.get_info(first_of_all).end).end >= utc(-3, 1, 1));
    pp::sys_seconds at = utc(9999, 1, 1);
    for (int steps = 0; at < last_of_all && steps < 12; ++steps) at = zone.get_info(at).end;
    CHECK(at == last_of_all);
  }
}

namespace {

struct refused_text {
  std::string_view text;
  problem expected;
  std::size_t position;
};

constexpr refused_text refused_texts[] = {
    {"", problem::name_expected, 0},
    {"5", problem::name_expected, 0},
    {"AB5", problem::name_expected, 0},
    {"<>5", problem::name_expected, 0},
    {"<+1>5", problem::name_expected, 0},
    {":Europe/Amsterdam", problem::name_expected, 0},
    {" CET-1", problem::name_expected, 0},
    {"CET-1CE,M3.5.0,M10.5.0", problem::name_expected, 5},
    {"CET-1 CEST,M3.5.0,M10.5.0", problem::name_expected, 5},
    {"EST5,M3.2.0,M11.1.0", problem::name_expected, 4},
    {"<+03", problem::name_unclosed, 4},
    {"<A_B>3", problem::name_unclosed, 2},
    {"CET-1<+02-2,M3.5.0,M10.5.0", problem::name_unclosed, 11},
    {"CET", problem::offset_expected, 3},
    {"Europe/Amsterdam", problem::offset_expected, 6},
    {"CET+", problem::offset_expected, 4},
    {"CET--1", problem::offset_expected, 4},
    {"CET+-1", problem::offset_expected, 4},
    {"EST5EDT-,M3.2.0,M11.1.0", problem::offset_expected, 8},
    {"CET25", problem::offset_out_of_range, 3},
    {"CET-25", problem::offset_out_of_range, 4},
    {"CET0001", problem::offset_out_of_range, 3},
    {"CET4294967297", problem::offset_out_of_range, 3},
    {"EST5EDT25,M3.2.0,M11.1.0", problem::offset_out_of_range, 7},
    {"CET-1:60", problem::minutes_out_of_range, 6},
    {"CET-1:", problem::minutes_out_of_range, 6},
    {"CET-1:00:60", problem::minutes_out_of_range, 9},
    {"CET-1:-5", problem::minutes_out_of_range, 6},
    {"CET-1CEST,M3.5.0/2:61,M10.5.0", problem::minutes_out_of_range, 19},
    {"EST5EDT", problem::dates_missing, 7},
    {"EST5EDT4", problem::dates_missing, 8},
    {"EST5EDT;M3.2.0,M11.1.0", problem::comma_expected, 7},
    {"EST5EDT4:00:00:00,M3.2.0,M11.1.0", problem::comma_expected, 14},
    {"EST5EDT,M3.2.0", problem::comma_expected, 14},
    {"EST5EDT,M3.2.0.M11.1.0", problem::comma_expected, 14},
    {"EST5EDT,M3.2.0/2:00:00:00,M11.1.0", problem::comma_expected, 22},
    {"EST5EDT,", problem::date_expected, 8},
    {"EST5EDT,m3.2.0,M11.1.0", problem::date_expected, 8},
    {"EST5EDT,-1,M11.1.0", problem::date_expected, 8},
    {"EST5EDT,M3,M11.1.0", problem::date_expected, 10},
    {"EST5EDT,M3.2,M11.1.0", problem::date_expected, 12},
    {"EST5EDT,M3.2.0,", problem::date_expected, 15},
    {"EST5EDT,M0.2.0,M11.1.0", problem::month_out_of_range, 9},
    {"EST5EDT,M13.2.0,M11.1.0", problem::month_out_of_range, 9},
    {"EST5EDT,M.2.0,M11.1.0", problem::month_out_of_range, 9},
    {"EST5EDT,M3.0.0,M11.1.0", problem::week_out_of_range, 11},
    {"EST5EDT,M3.6.0,M11.1.0", problem::week_out_of_range, 11},
    {"EST5EDT,M3.2.7,M11.1.0", problem::weekday_out_of_range, 13},
    {"EST5EDT,M3.2.0,M11.1.", problem::weekday_out_of_range, 21},
    {"EST5EDT,J0,M11.1.0", problem::day_out_of_range, 9},
    {"EST5EDT,J366,M11.1.0", problem::day_out_of_range, 9},
    {"EST5EDT,J,M11.1.0", problem::day_out_of_range, 9},
    {"EST5EDT,366,M11.1.0", problem::day_out_of_range, 8},
    {"EST5EDT,M3.2.0,9999", problem::day_out_of_range, 15},
    {"EST5EDT,M3.2.0/,M11.1.0", problem::time_expected, 15},
    {"EST5EDT,M3.2.0/--1,M11.1.0", problem::time_expected, 16},
    {"EST5EDT,M3.2.0/168,M11.1.0", problem::time_out_of_range, 15},
    {"EST5EDT,M3.2.0,M11.1.0/-168", problem::time_out_of_range, 24},
    {"EST5EDT,M3.2.0,M11.1.0 ", problem::end_expected, 22},
    {"EST5EDT,M3.2.0,M11.1.0,M12.1.0", problem::end_expected, 22},
    {"EST5EDT,M3.2.0,M11.1.0/2:00:00:00", problem::end_expected, 30},
};

constexpr bool all_are_refused() {
  for (const refused_text& row : refused_texts) {
    const auto parsed = posix_zone::parse(row.text);
    if (parsed.has_value() || parsed.error() != pp::posix_tz_error{row.expected, row.position}) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("each problem of a POSIX TZ string is named with its place") {
  std::vector<bool> named(pp::enum_size<problem>);
  for (const refused_text& row : refused_texts) {
    CAPTURE(row.text);
    const auto parsed = posix_zone::parse(row.text);
    REQUIRE(!parsed.has_value());
    CHECK(pp::name_of(parsed.error().problem) == pp::name_of(row.expected));
    CHECK(parsed.error().position == row.position);
    named[static_cast<std::size_t>(row.expected)] = true;
  }
  static_assert(all_are_refused());
  CHECK(std::count(named.begin(), named.end(), false) == 0);
}

TEST_CASE("a byte of zero is no end of a POSIX TZ string") {
  using namespace std::string_view_literals;
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse("UTC0\0"sv).error() == pp::posix_tz_error{problem::name_expected, 4});
  PATCHPOLICY_CHECK_BOTH(!posix_zone::parse("UT\0C0"sv).has_value());
  PATCHPOLICY_CHECK_BOTH(posix_zone::parse("CET-1CEST,M3.5.0,M10.5.0/3\0"sv).error() ==
                         pp::posix_tz_error{problem::end_expected, 26});
}

TEST_CASE("every prefix and every change of a character is accepted if it is in the grammar") {
  const std::string characters("0123456789/,.:;+-<>=JMNAZ@[az`{ \n\t\0\x80\xFF", 38);
  for (const std::string_view good : good_texts) {
    const std::string text(good);
    REQUIRE(is_good(text));
    agrees_with_the_grammar(text);
    for (std::size_t i = 0; i <= text.size(); ++i) {
      agrees_with_the_grammar(text.substr(0, i));
      agrees_with_the_grammar(text.substr(i));
      for (const char c : characters) agrees_with_the_grammar(text.substr(0, i) + c + text.substr(i));
      if (i == text.size()) continue;
      agrees_with_the_grammar(text.substr(0, i) + text.substr(i + 1));
      for (const char c : characters) agrees_with_the_grammar(text.substr(0, i) + c + text.substr(i + 1));
    }
  }
}

TEST_CASE("POSIX zones are equal if their rules are, whatever their names") {
  PATCHPOLICY_CHECK_BOTH("CET-1"_posix_tz == "<+01>-01:00"_posix_tz);
  PATCHPOLICY_CHECK_BOTH("CET-1"_posix_tz != "CET1"_posix_tz);
  PATCHPOLICY_CHECK_BOTH("EST5EDT,M3.2.0,M11.1.0"_posix_tz == "AAA5BBB4,M3.2.0/2,M11.1.0/02:00:00"_posix_tz);
  PATCHPOLICY_CHECK_BOTH("EST5EDT,M3.2.0,M11.1.0"_posix_tz != "EST5EDT,M3.2.0,M11.2.0"_posix_tz);
  PATCHPOLICY_CHECK_BOTH("EST5EDT,60,90"_posix_tz != "EST5EDT,J60,90"_posix_tz);
  PATCHPOLICY_CHECK_BOTH("UTC0"_posix_tz == pp::posix_zone());
}

TEST_CASE("a POSIX TZ literal is the zone that its text says") {
  PATCHPOLICY_CHECK_BOTH("CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz.get_info(utc(2026, 7, 1)).offset == 2h);
}

TEST_CASE("problems of POSIX TZ strings have names") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<problem> == 15);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::name_expected) == "name_expected");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::name_unclosed) == "name_unclosed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::offset_expected) == "offset_expected");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::offset_out_of_range) == "offset_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::dates_missing) == "dates_missing");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::comma_expected) == "comma_expected");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::date_expected) == "date_expected");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::month_out_of_range) == "month_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::week_out_of_range) == "week_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::weekday_out_of_range) == "weekday_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::day_out_of_range) == "day_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::time_expected) == "time_expected");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::time_out_of_range) == "time_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::minutes_out_of_range) == "minutes_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::end_expected) == "end_expected");
}
