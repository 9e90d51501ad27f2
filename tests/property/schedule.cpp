// SPDX-License-Identifier: BSL-1.0
// Schedules and scans agree with the naive second implementation, in random zones and at every change of the clocks of
// the zone files at hand; and they keep what the rules promise of any schedule.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/decide.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/time.hpp"
#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/naive_schedule.hpp"
#include "support/random_schedule.hpp"
#include "support/zone_files.hpp"

namespace pp = patchpolicy;

namespace {

using naive::hour;
using naive::seconds_per_day;

pp::sys_seconds instant(std::int64_t seconds) { return pp::sys_seconds(std::chrono::seconds(seconds)); }
std::int64_t count(pp::sys_seconds at) { return at.time_since_epoch().count(); }

constexpr std::int64_t begin_of_time = (std::numeric_limits<std::int64_t>::min)();
constexpr std::int64_t end_of_time = (std::numeric_limits<std::int64_t>::max)();

std::string text_of(const std::optional<pp::occurrence>& run) {
  if (!run) return "nothing";
  std::string text = std::to_string(run->date.year()) + "-" + std::to_string(run->date.month()) + "-" +
                     std::to_string(run->date.day()) + " at " + pp::to_text(run->at) + " (" +
                     std::to_string(count(run->at)) + ") offset " + std::to_string(run->offset.count()) + " " +
                     std::string(pp::name_of(run->kind));
  if (run->stage)
    text += ", stages at " + pp::to_text(run->stage->at) + " offset " + std::to_string(run->stage->offset.count()) +
            (run->stage->cut ? " cut" : "");
  if (run->no_time_to_stage) text += ", no time to stage";
  return text;
}

// Messages are made only where they are needed: to make them takes longer than to check.
template <class Where>
void expect_same(const std::optional<pp::occurrence>& found, const std::optional<pp::occurrence>& expected,
                 const char* what, const Where& where) {
  if (found != expected)
    FAIL(what << "\n   found " << text_of(found) << "\nexpected " << text_of(expected) << "\n" << where());
}
template <class Where>
void expect(bool holds, const char* what, const Where& where) {
  if (!holds) FAIL(what << "\n" << where());
}

// ---------------------------------------------------------------------------------------------------
// Zones
// ---------------------------------------------------------------------------------------------------

struct zone_file {
  std::string name;
  pp::tzif_zone zone;
  naive::zone expected;
};

// The zone files of the system and of the shared vectors, one for each content, without those that count leap seconds.
const std::vector<zone_file>& all_zone_files() {
  static const std::vector<zone_file> files = [] {
    const std::filesystem::path folders[] = {"/usr/share/zoneinfo",
                                             std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors" / "zones"};
    std::vector<zone_file> read;
    std::set<std::string> contents;
    for (const auto& folder : folders) {
      std::error_code missing;
      std::vector<std::filesystem::path> paths;
      for (auto entry = std::filesystem::recursive_directory_iterator(folder, missing);
           !missing && entry != std::filesystem::recursive_directory_iterator(); entry.increment(missing))
        if (entry->is_regular_file()) paths.push_back(entry->path());
      std::sort(paths.begin(), paths.end());
      for (const auto& path : paths) {
        if (path.parent_path().string().find("/right") != std::string::npos) continue;
        const std::string bytes = tests::contents_of(path);
        if (bytes.substr(0, 4) != "TZif" || !contents.insert(bytes).second) continue;
        const auto zone = pp::tzif_zone::parse(bytes);
        const auto expected = naive::zone_of_tzif(bytes);
        INFO(path.string());
        REQUIRE(zone.has_value() == expected.has_value());
        if (zone) read.push_back({path.string(), *zone, *expected});
      }
    }
    return read;
  }();
  return files;
}

bool has_zone_files() {
  if (!all_zone_files().empty()) return true;
  std::cout << "SKIPPED: no zone files in /usr/share/zoneinfo, nor in " PATCHPOLICY_SHARED_DIR "\n";
  return false;
}

// A rule whose changes leave no doubt.
std::pair<naive::posix_rule, naive::zone> random_rule(naive::random_numbers& numbers) {
  while (true) {
    const naive::posix_rule rule = naive::random_posix_rule(numbers, numbers.chance(40));
    if (auto zone = naive::zone_of(rule)) return {rule, *std::move(zone)};
  }
}

// Calls `check(zone, the same for the naive implementation, description)`.
template <class Check>
void with_random_zone(naive::random_numbers& numbers, Check check) {
  const std::size_t kind = numbers.below(12);
  if (kind == 0) {
    const std::int64_t offset = naive::random_offset(numbers);
    check(*pp::fixed_zone::of(std::chrono::seconds(offset)), naive::zone{offset, {}}, std::to_string(offset));
  } else if (kind < 4) {
    const auto [rule, expected] = random_rule(numbers);
    const std::string text = naive::text_of(rule, numbers.next());
    const auto zone = pp::posix_zone::parse(text);
    INFO(text);
    REQUIRE(zone.has_value());
    check(*zone, expected, text);
  } else if (kind < 6 && !all_zone_files().empty()) {
    const zone_file& file = all_zone_files()[numbers.below(all_zone_files().size())];
    check(file.zone, file.expected, file.name);
  } else {
    const naive::zone made = naive::random_transitions(numbers);
    check(naive::transition_zone(made), made, naive::text_of(made));
  }
}

// An instant to look around: mostly at a change of the clocks, else anywhere from 1970 to 2100 or at the calendar's
// ends.
std::int64_t random_center(naive::random_numbers& numbers, const naive::zone& zone) {
  const std::int64_t last = naive::last_nominal_day() * seconds_per_day;
  if (!zone.transitions.empty() && numbers.chance(75)) {
    const std::int64_t at = zone.transitions[numbers.below(zone.transitions.size())].first;
    if (at > -10 * seconds_per_day &&
        (at < 4'102'444'800 || (at > last - 400 * seconds_per_day && at < last + 2 * seconds_per_day)))
      return at;
  }
  if (numbers.chance(10)) return naive::between(numbers, -2, 40) * seconds_per_day;
  if (numbers.chance(10)) return last + naive::between(numbers, -40, 2) * seconds_per_day;
  return naive::between(numbers, 0, 4'102'444'800);
}

// ---------------------------------------------------------------------------------------------------
// Runs
// ---------------------------------------------------------------------------------------------------

pp::local_time_kind kind_of(naive::wall_kind kind) {
  switch (kind) {
    case naive::wall_kind::gap: return pp::local_time_kind::gap;
    case naive::wall_kind::fold: return pp::local_time_kind::fold;
    case naive::wall_kind::unique: break;
  }
  return pp::local_time_kind::unique;
}

pp::occurrence occurrence_of(const pp::schedule&, const naive::zone&, const naive::run& run) {
  return {naive::civil_date_on(run.nominal_day), instant(run.instant), std::chrono::seconds(run.offset),
          kind_of(run.kind)};
}
pp::occurrence occurrence_of(const pp::staged_schedule& when, const naive::zone& zone, const naive::run& run) {
  pp::occurrence made = occurrence_of(naive::without_staging(when), zone, run);
  const naive::staging staging = naive::staging_of(when, zone, run);
  if (staging.start)
    made.stage = pp::staging_start{instant(*staging.start),
                                   std::chrono::seconds(naive::offset_at(zone, *staging.start)), staging.cut};
  made.no_time_to_stage = when.stage_before && !staging.start;
  return made;
}

// The naive runs of a stretch of days, computed once for many questions.
class stretch {
 public:
  template <class Schedule>
  stretch(const Schedule& when, const naive::zone& zone, std::int64_t center) {
    std::int64_t days = 140;  // a fifth weekday is at most three months from the next
    if (std::holds_alternative<pp::daily>(when.recurrence)) days = 12;
    if (std::holds_alternative<pp::weekly>(when.recurrence)) days = 30;
    const std::int64_t day = naive::floored_day(center);
    std::int64_t first_day = day - days;
    std::int64_t last_day = day + days;
    has_first = first_day <= naive::first_nominal_day;
    has_last = last_day >= naive::last_nominal_day();
    if (has_first) first_day = (std::min)(first_day, naive::first_nominal_day - 2 * naive::margin_days);
    if (has_last) last_day = (std::max)(last_day, naive::last_nominal_day() + 2 * naive::margin_days);
    from = (first_day + naive::margin_days) * seconds_per_day;
    to = (last_day - naive::margin_days) * seconds_per_day;
    for (const naive::run& run : naive::runs_dated(when, zone, first_day, last_day))
      if (from <= run.instant && run.instant <= to) runs.push_back(run);
    for (std::int64_t date = first_day; date <= last_day; ++date)
      if (naive::is_date(when.recurrence, date)) ++dates;
  }

  // The index of the first run after `at`; nothing if this stretch cannot tell.
  std::optional<std::size_t> next(std::int64_t at) const {
    if (at < from && !has_first) return std::nullopt;
    const auto found = std::upper_bound(runs.begin(), runs.end(), at,
                                        [](std::int64_t t, const naive::run& run) { return t < run.instant; });
    if (found == runs.end() && !has_last) return std::nullopt;
    return static_cast<std::size_t>(found - runs.begin());
  }
  // The number of runs before `at`.
  std::optional<std::size_t> before(std::int64_t at) const {
    if (at > to && !has_last) return std::nullopt;
    const auto found = std::lower_bound(runs.begin(), runs.end(), at,
                                        [](const naive::run& run, std::int64_t t) { return run.instant < t; });
    if (found == runs.begin() && !has_first) return std::nullopt;
    return static_cast<std::size_t>(found - runs.begin());
  }

  std::vector<naive::run> runs;
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool has_first = false;  // no run is earlier than the first
  bool has_last = false;
  std::size_t dates = 0;
};

// What a test has met, so that it cannot hold for want of cases.
struct tally {
  std::size_t gaps = 0;
  std::size_t folds = 0;
  std::size_t merged = 0;
  std::size_t cut = 0;
  std::size_t without_time = 0;
  std::size_t staged = 0;
  std::size_t at_the_begin = 0;
  std::size_t at_the_end = 0;
};

template <class Schedule, class Zone, class Where>
void check_runs(naive::random_numbers& numbers, const Schedule& when, const Zone& zone,
                const naive::zone& expected_zone, std::int64_t center, tally& met, const Where& where) {
  const stretch known(when, expected_zone, center);
  std::vector<std::optional<pp::occurrence>> expected(known.runs.size() + 1);  // the last one stays empty
  const auto expected_run = [&](std::size_t i) -> const std::optional<pp::occurrence>& {
    if (i < known.runs.size() && !expected[i]) expected[i] = occurrence_of(when, expected_zone, known.runs[i]);
    return expected[i];
  };

  // Instants to ask at: each run and its neighbors, each change of the clocks, any others, and the ends of time.
  std::vector<std::int64_t> questions;
  for (const naive::run& run : known.runs) questions.insert(questions.end(), {run.instant - 1, run.instant});
  for (const auto& [at, offset] : expected_zone.transitions)
    if (at > known.from && at < known.to) questions.insert(questions.end(), {at - 1, at, at + 1});
  for (int i = 0; i < 6; ++i) questions.push_back(naive::between(numbers, known.from, known.to));
  if (known.has_first)
    for (const std::int64_t at : {begin_of_time, begin_of_time + 1, std::int64_t{-62'135'596'800}, std::int64_t{-1}})
      questions.push_back(at);
  if (known.has_last)
    for (const std::int64_t at : {end_of_time, end_of_time - 1, std::int64_t{253'402'300'799}, std::int64_t{1} << 40})
      questions.push_back(at);
  if (known.has_first) ++met.at_the_begin;
  if (known.has_last) ++met.at_the_end;
  while (questions.size() > 40) {
    std::swap(questions[numbers.below(questions.size())], questions.back());
    questions.pop_back();
  }

  for (const std::int64_t at : questions) {
    const auto at_question = [&] { return "asked at " + std::to_string(at) + "\n" + where(); };
    if (const auto i = known.next(at)) {
      const auto found = pp::next_run(when, instant(at), zone);
      expect_same(found, expected_run(*i), "next_run", at_question);
      expect(!found || count(found->at) > at, "a run is after the instant", at_question);
    }
    if (const auto i = known.before(at)) {
      const auto found = pp::previous_run(when, instant(at), zone);
      expect_same(found, *i == 0 ? std::nullopt : expected_run(*i - 1), "previous_run", at_question);
    }
    if (at >= known.from && at <= known.to) {
      const auto run = std::find_if(known.runs.begin(), known.runs.end(),
                                    [&](const naive::run& candidate) { return candidate.instant == at; });
      expect(pp::is_run(when, instant(at), zone) == (run != known.runs.end()), "is_run", at_question);
    }
  }

  // All runs in a row.
  if (known.runs.empty()) return;
  const auto listed = pp::runs(when, instant(known.runs.front().instant - 1), zone);
  auto run = listed.begin();
  for (std::size_t i = 0; i < known.runs.size(); ++i, ++run) {
    expect(run != listed.end(), "runs() ends too early", where);
    expect_same(*run, expected_run(i), "runs()", where);
    const pp::occurrence& here = *expected[i];
    if (here.kind == pp::local_time_kind::gap) ++met.gaps;
    if (here.kind == pp::local_time_kind::fold) ++met.folds;
    if (here.stage) ++met.staged;
    if (here.stage && here.stage->cut) ++met.cut;
    if (here.no_time_to_stage) ++met.without_time;
    if (i == 0) continue;
    const std::int64_t before = known.runs[i - 1].instant;
    for (const std::int64_t at : {before, naive::between(numbers, before, count(here.at) - 1), count(here.at) - 1})
      expect_same(pp::next_run(when, instant(at), zone), here, "whenever it is asked for", where);
    expect_same(pp::previous_run(when, here.at, zone), expected[i - 1], "previous_run is the inverse", where);
  }
  std::size_t again = 0;
  for (const pp::occurrence& second_pass : listed) {
    if (again == known.runs.size()) break;
    expect_same(second_pass, expected[again++], "the second pass", where);
  }
  expect(again == known.runs.size(), "the second pass ends too early", where);

  // Each date has one run, its own or that of a later date at the same instant, whatever the naive dates are.
  std::set<std::int64_t> instants;
  std::size_t dates = 0;
  const auto first = pp::first_date_from(when.recurrence, naive::civil_date_on(known.runs.front().nominal_day));
  for (auto date = first; date && naive::day_number(*date) <= known.runs.back().nominal_day;) {
    const pp::resolved_time resolved = pp::resolve(pp::wall_time(*date, when.at), zone, when.clock_change);
    expect(resolved.at.has_value() ||
               (resolved.kind == pp::local_time_kind::gap && when.clock_change.gap == pp::gap_policy::skip),
           "only the policy leaves a date out", where);
    if (resolved.at) {
      ++dates;
      instants.insert(count(*resolved.at));
      const auto of_date = pp::next_run(when, *resolved.at - std::chrono::seconds(1), zone);
      expect(of_date && of_date->at == *resolved.at && of_date->date >= *date, "each date runs", where);
    }
    const pp::civil_date last = *date;
    if (naive::day_number(last) == naive::last_nominal_day()) break;
    date = pp::first_date_from(when.recurrence, naive::civil_date_on(naive::day_number(last) + 1));
    expect(!date || *date > last, "dates increase", where);
  }
  if (dates > instants.size()) ++met.merged;
}

template <class Schedule>
void check_delay(const Schedule& when, std::int64_t center) {
  const auto* rule = std::get_if<pp::monthly>(&when.recurrence);
  if (rule == nullptr || !rule->on() || rule->days_after_patch_tuesday()) return;
  const std::int64_t day = std::clamp(naive::floored_day(center), std::int64_t{60}, naive::last_nominal_day() - 100);
  const auto date = pp::first_date_from(when.recurrence, naive::civil_date_on(day));
  INFO(naive::text_of(when.recurrence) << " from day " << day);
  REQUIRE(date.has_value());
  const std::int64_t undelayed = naive::day_number(*date) - rule->delay().count();
  CHECK(naive::is_day_of_its_own(*rule->on(), naive::calendar()[naive::month_holding(undelayed)],
                                 naive::day_in_month(undelayed)));
}

}  // namespace

TEST_CASE("schedules agree with the naive implementation in random zones") {
  tally met;
  for (std::uint64_t seed = 1; seed <= tests::rounds(3500); ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      const std::int64_t center = random_center(numbers, expected);
      const pp::staged_schedule when =
          naive::random_schedule(numbers, center + naive::offset_at(expected, center - (numbers.chance(50) ? 1 : 0)));
      const auto where = [&] {
        return "seed " + std::to_string(seed) + ": " + naive::text_of(when) + "\nzone " + zone_text;
      };
      check_delay(when, center);
      if (numbers.chance(30))
        check_runs(numbers, naive::without_staging(when), zone, expected, center, met, where);
      else
        check_runs(numbers, when, zone, expected, center, met, where);
    });
  }
  INFO("gaps " << met.gaps << ", folds " << met.folds << ", merged " << met.merged << ", cut " << met.cut << " of "
               << met.staged << " staged, without time " << met.without_time << ", at the begin " << met.at_the_begin
               << ", at the end " << met.at_the_end);
  CHECK((std::min)({met.gaps, met.folds, met.merged, met.cut, met.without_time, met.at_the_begin, met.at_the_end}) >=
        tests::rounds(20));
}

TEST_CASE("dates agree with a search day by day") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::recurrence_rule rule = naive::random_recurrence(numbers);
    std::int64_t day = naive::between(numbers, 0, naive::last_nominal_day());
    if (numbers.chance(70)) day = naive::between(numbers, 0, 48'000);
    if (numbers.chance(10)) day = naive::between(numbers, 0, 40);
    if (numbers.chance(10)) day = naive::last_nominal_day() - naive::between(numbers, 0, 40);
    INFO("seed " << seed << ": " << naive::text_of(rule) << " from day " << day);
    std::optional<std::int64_t> last;  // until the day before the next one
    for (std::int64_t d = day - 1; d >= 0 && !last; --d)
      if (naive::is_date(rule, d)) last = d;
    for (int dates = 0; dates < 4; ++dates) {
      std::int64_t next = day;
      while (next <= naive::last_nominal_day() && !naive::is_date(rule, next)) ++next;
      const bool found = next <= naive::last_nominal_day();
      for (const std::int64_t d : {day, (day + next) / 2, next - 1, next}) {
        if (d < day || d > naive::last_nominal_day()) continue;
        const pp::civil_date date = naive::civil_date_on(d);
        const auto first = pp::first_date_from(rule, date);
        REQUIRE(first.has_value() == found);
        if (found) REQUIRE(naive::day_number(*first) == next);
        REQUIRE(pp::is_date_of(rule, date) == (d == next));
        const auto until = pp::last_date_until(rule, date);
        const auto expected = d == next ? std::optional(next) : last;
        REQUIRE(until.has_value() == expected.has_value());
        if (until) REQUIRE(naive::day_number(*until) == *expected);
      }
      if (!found) break;
      last = next;
      day = next + 1;
    }
    // Dates before 1970 are none, and the first one is still ahead of them.
    const auto early = *pp::civil_date::of(numbers.between(0, 1969), numbers.between(1, 12), numbers.between(1, 28));
    REQUIRE(pp::first_date_from(rule, early) == pp::first_date_from(rule, *pp::civil_date::of(1970, 1, 1)));
    REQUIRE_FALSE(pp::last_date_until(rule, early).has_value());
    REQUIRE_FALSE(pp::is_date_of(rule, early));
  }
}

TEST_CASE("the first common date is the one that a search day by day finds") {
  // The dates of 2000 to 2399, which repeat themselves: every month's, delayed.
  const std::int64_t begin = naive::day_number(2000, 1, 1);
  constexpr std::int64_t days = 146'097;
  struct listed_rule {
    pp::recurrence_rule rule;
    std::vector<char> is_date;
  };
  std::vector<listed_rule> rules;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    naive::random_numbers numbers(seed);
    pp::recurrence_rule rule = naive::random_recurrence(numbers);
    if (seed == 1) rule = pp::monthly::after_patch_tuesday(pp::day_count::constant<1>());
    if (seed == 2) rule = pp::weekly(pp::weekday::thursday);
    if (seed == 3) rule = pp::weekly(pp::weekday::wednesday);
    // 16 March in years in which 14 February is a Tuesday, and no leap year.
    if (seed == 4) rule = pp::monthly::after_patch_tuesday(pp::day_count::constant<30>());
    if (seed == 5) rule = pp::monthly(pp::day_of_month{pp::month_day::constant<16>()});
    std::vector<char> dates(static_cast<std::size_t>(days));
    const auto mark = [&](std::int64_t day) {
      if (day >= begin && day < begin + days) dates[static_cast<std::size_t>(day - begin)] = 1;
    };
    const auto* monthly = std::get_if<pp::monthly>(&rule);
    const auto first_month = naive::calendar().begin() + static_cast<std::ptrdiff_t>(naive::month_holding(begin)) - 2;
    for (auto m = first_month; m->year < 2400; ++m)
      for (int d = 1; d <= m->length; ++d) {
        const std::int64_t day = m->first_day + d - 1;
        if (monthly == nullptr) {
          const auto* weekly = std::get_if<pp::weekly>(&rule);
          if (weekly != nullptr ? weekly->on().contains(m->weekday_of[static_cast<std::size_t>(d)])
                                : std::holds_alternative<pp::daily>(rule) || naive::is_patch_tuesday(*m, d))
            mark(day);
          continue;
        }
        if (monthly->on() && naive::is_day_of_its_own(*monthly->on(), *m, d)) mark(day + monthly->delay().count());
        if (monthly->days_after_patch_tuesday() && naive::is_patch_tuesday(*m, d))
          mark(day + monthly->days_after_patch_tuesday()->count());
      }
    rules.push_back({rule, std::move(dates)});
  }
  std::size_t pairs_without = 0;
  std::size_t late = 0;
  for (const listed_rule& a : rules)
    for (const listed_rule& b : rules) {
      std::int64_t day = 0;
      const char* const of_a = a.is_date.data();
      const char* const of_b = b.is_date.data();
      while (day < days && !(of_a[day] && of_b[day])) ++day;
      INFO(naive::text_of(a.rule) << "; " << naive::text_of(b.rule));
      const auto found = pp::first_common_date(a.rule, b.rule);
      REQUIRE(found.has_value() == (day < days));
      if (found) REQUIRE(naive::day_number(*found) == begin + day);
      if (!found) ++pairs_without;
      if (found && day > 1000) ++late;
    }
  CHECK(pairs_without > 0);
  CHECK(late > 0);
}

TEST_CASE("wall times mean what the naive implementation says under all policies") {
  std::size_t kinds[3] = {};
  for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      for (int i = 0; i < 6; ++i) {
        const std::int64_t at = random_center(numbers, expected);
        // The begin and the end of what a change skips or repeats, a second more or less, or anywhere near.
        std::int64_t wall = at + naive::offset_at(expected, at - (numbers.chance(50) ? 1 : 0));
        wall += numbers.chance(50) ? naive::between(numbers, -1, 1) : naive::between(numbers, -27, 27) * 1800;
        for (const pp::gap_policy gap :
             {pp::gap_policy::next_valid, pp::gap_policy::shift_forward, pp::gap_policy::skip})
          for (const pp::fold_policy fold : {pp::fold_policy::first, pp::fold_policy::second}) {
            const pp::clock_change_policy policy{gap, fold};
            const naive::resolved resolved = naive::resolve(expected, wall, policy);
            std::optional<pp::sys_seconds> meant;
            if (resolved.instant) meant = instant(*resolved.instant);
            const pp::resolved_time found = pp::resolve(pp::local_seconds(std::chrono::seconds(wall)), zone, policy);
            expect(found == pp::resolved_time{kind_of(resolved.kind), meant}, "resolve", [&] {
              return "seed " + std::to_string(seed) + ": wall " + std::to_string(wall) + ", " +
                     std::string(pp::name_of(gap)) + ", " + std::string(pp::name_of(fold)) + "\nzone " + zone_text;
            });
            ++kinds[static_cast<std::size_t>(found.kind)];
          }
      }
    });
  }
  CHECK((std::min)({kinds[0], kinds[1], kinds[2]}) > 1000);
}

TEST_CASE("zones have the offsets that their rules and files say") {
  for (std::uint64_t seed = 1; seed <= 12000; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      for (int i = 0; i < 30; ++i) {
        std::int64_t at = random_center(numbers, expected);
        if (numbers.chance(50)) at += naive::between(numbers, -1, 1);
        const pp::zone_info info = zone.get_info(instant(at));
        const auto where = [&] {
          return "seed " + std::to_string(seed) + ": at " + std::to_string(at) + "\nzone " + zone_text;
        };
        expect(info.offset.count() == naive::offset_at(expected, at), "offset", where);
        expect(info.begin <= instant(at) && instant(at) < info.end, "the interval has the instant in it", where);
        // At both ends the offset is still that of the interval.
        for (const std::int64_t end : {count(info.begin), count(info.end) - 1})
          if (end > -seconds_per_day && end < 4'200'000'000)
            expect(info.offset.count() == naive::offset_at(expected, end), "offset at the ends", where);
      }
    });
  }
}

TEST_CASE("an index of a zone answers as the zone does") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      std::int64_t from = random_center(numbers, expected);
      std::int64_t until = from + naive::between(numbers, -100, 4000) * hour;
      switch (numbers.below(6)) {
        case 0: from = 0, until = 4'102'444'800; break;
        case 1: from = begin_of_time, until = 86'400 * 400; break;
        case 2: from = naive::last_nominal_day() * seconds_per_day - 86'400 * 400, until = end_of_time; break;
        case 3: until = from + naive::between(numbers, 0, 3); break;
        default: break;
      }
      const pp::zone_index index(zone, instant(from), instant(until));
      const auto where = [&] {
        return "seed " + std::to_string(seed) + ": index from " + std::to_string(from) + " until " +
               std::to_string(until) + "\nzone " + zone_text;
      };
      std::vector<std::int64_t> questions = {begin_of_time, end_of_time, 0, -1};
      for (const std::int64_t end : {from, until})
        if (end != begin_of_time && end != end_of_time) questions.insert(questions.end(), {end - 1, end, end + 1});
      for (int i = 0; i < 30; ++i) {
        const std::int64_t at = random_center(numbers, expected);
        questions.insert(questions.end(), {at - 1, at});
        if (until > from && from != begin_of_time && until != end_of_time)
          questions.push_back(naive::between(numbers, from, until));
      }
      for (const std::int64_t at : questions) {
        const pp::zone_info info = index.get_info(instant(at));
        expect(info.offset == zone.get_info(instant(at)).offset, "offset", where);
        expect(info.begin <= instant(at) && (instant(at) < info.end || at == end_of_time),
               "the interval has the instant in it", where);
      }
      for (int i = 0; i < 8; ++i) {
        const std::int64_t at = questions[numbers.below(questions.size())];
        const auto when = naive::random_schedule(numbers, at > 0 && at < 4'102'444'800 ? at : 0);
        expect_same(pp::next_run(when, instant(at), index), pp::next_run(when, instant(at), zone), "next_run", where);
        expect_same(pp::previous_run(when, instant(at), index), pp::previous_run(when, instant(at), zone),
                    "previous_run", where);
      }
    });
  }
}

// Calls `check(file, at, offset before, offset after)` for each change of the clocks from 1970 to 2100 of every zone
// file, or for every few of them if the effort is less; says how many there were.
template <class Check>
std::size_t for_each_change(Check check) {
  const std::uint64_t stride = tests::stride();
  std::size_t changes = 0;
  for (const zone_file& file : all_zone_files()) {
    std::int64_t before = file.expected.first_offset;
    for (const auto& [at, after] : file.expected.transitions) {
      const std::int64_t from = std::exchange(before, after);
      if (at < 0 || at >= 4'133'980'800 || from == after) continue;
      if (changes++ % stride == 0) check(file, at, from, after);
    }
  }
  return changes;
}

TEST_CASE("a daily schedule agrees with the naive implementation at every change of the clocks of every zone file") {
  if (!has_zone_files()) return;
  const auto check = [](const zone_file& file, std::int64_t at, std::int64_t from, std::int64_t after) {
    const std::int64_t first = at + (std::min)(from, after);  // what is skipped or repeated, by the wall
    const std::int64_t last = at + (std::max)(from, after);
    std::set<std::int64_t> walls;
    for (const std::int64_t wall : {first - 60, first, (first + last) / 2, last - 60, last, last + 60})
      walls.insert(naive::floored_day(wall) * seconds_per_day + naive::time_at(wall).minutes_since_midnight() * 60);
    for (const std::int64_t wall : walls) {
      const pp::schedule when{pp::daily{}, naive::time_at(wall)};
      const std::int64_t day = naive::floored_day(wall);
      const std::vector<naive::run> runs =
          naive::runs_dated(when, file.expected, (std::max)(day - 2, std::int64_t{0}), day + 2);
      for (std::size_t i = 1; i < runs.size(); ++i)
        expect_same(pp::next_run(when, instant(runs[i - 1].instant), file.zone),
                    occurrence_of(when, file.expected, runs[i]), "next_run", [&] {
                      return file.name + " at " + std::to_string(at) + ", " +
                             naive::text_of(pp::staged_schedule{pp::daily{}, when.at});
                    });
    }
  };
  CHECK(for_each_change(check) > 1000);
}

TEST_CASE("any schedule agrees with the naive implementation at every change of the clocks of every zone file") {
  if (!has_zone_files()) return;
  naive::random_numbers numbers(1);
  tally met;
  const auto check = [&](const zone_file& file, std::int64_t at, std::int64_t from, std::int64_t after) {
    const std::int64_t first = at + (std::min)(from, after);  // what is skipped or repeated, by the wall
    const std::int64_t last = at + (std::max)(from, after);
    pp::staged_schedule when = naive::random_schedule(numbers, naive::between(numbers, first - 60, last + 60));
    if (numbers.chance(85)) when.recurrence = pp::daily{};  // the others have few dates there, and take longest
    const std::int64_t asked = at + naive::between(numbers, -seconds_per_day, 6 * hour);
    const auto run = naive::next_run(when, file.expected, asked);
    REQUIRE(run.has_value());
    const pp::occurrence expected = occurrence_of(when, file.expected, *run);
    expect_same(pp::next_run(when, instant(asked), file.zone), expected, "next_run",
                [&] { return file.name + " asked at " + std::to_string(asked) + ", " + naive::text_of(when); });
    if (expected.kind == pp::local_time_kind::gap) ++met.gaps;
    if (expected.kind == pp::local_time_kind::fold) ++met.folds;
    if (expected.stage && expected.stage->cut) ++met.cut;
    if (expected.no_time_to_stage) ++met.without_time;
  };
  const std::size_t changes = for_each_change(check);
  INFO("gaps " << met.gaps << ", folds " << met.folds << ", cut " << met.cut << ", without time " << met.without_time
               << " of " << changes);
  CHECK(changes > 1000);
  CHECK((std::min)({met.gaps, met.folds, met.cut, met.without_time}) > changes / 2000);
}

TEST_CASE("scans agree with the naive implementation") {
  std::size_t empty = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      const std::int64_t center = random_center(numbers, expected);
      const std::string endpoint = "endpoint-" + std::to_string(numbers.below(1000));
      const std::uint64_t hash = pp::scan_hash(endpoint);
      const auto where = [&] {
        return "seed " + std::to_string(seed) + ": " + endpoint + " about " + std::to_string(center) + "\nzone " +
               zone_text;
      };
      std::vector<pp::daily_scan> scans;
      const std::int64_t day = naive::floored_day(center);
      const std::int64_t first = std::clamp(day - 8, naive::first_nominal_day, naive::last_nominal_day());
      const std::int64_t last = std::clamp(day + 8, naive::first_nominal_day, naive::last_nominal_day());
      for (std::int64_t d = first; d <= last; ++d) {
        const auto [from, to] = naive::scan_window(expected, d);
        const pp::scan_window window{instant(from), instant(to)};
        expect(pp::scan_window_on(naive::civil_date_on(d), zone) == window, "scan_window_on", where);
        const auto at = naive::scan_instant(expected, d, endpoint);
        if (!at) ++empty;
        if (at)
          scans.push_back(
              {naive::civil_date_on(d), instant(*at), std::chrono::seconds(naive::offset_at(expected, *at)), window});
      }
      const auto expect_scan = [&](std::int64_t at, const std::optional<pp::daily_scan>& scan) {
        expect(pp::next_scan(hash, instant(at), zone) == scan, "next_scan", where);
      };
      for (std::size_t i = 1; i < scans.size(); ++i) {
        const std::int64_t before = count(scans[i - 1].at);
        const std::int64_t at = count(scans[i].at);
        for (const std::int64_t asked : {before, naive::between(numbers, before, at - 1), at - 1})
          expect_scan(asked, scans[i]);
      }
      if (!scans.empty() && first == naive::first_nominal_day)
        for (const std::int64_t at : {begin_of_time, std::int64_t{-62'135'596'800}}) expect_scan(at, scans.front());
      if (!scans.empty() && last == naive::last_nominal_day())
        for (const std::int64_t at : {count(scans.back().at), end_of_time}) expect_scan(at, std::nullopt);
      if (scans.size() < 2) return;
      std::size_t listed = 1;
      for (const pp::daily_scan& scan : pp::scans(hash, scans.front().at, zone)) {
        if (listed == scans.size()) break;
        expect(scan == scans[listed++], "scans()", where);
      }
    });
  }
  CHECK(empty > 20);
}

TEST_CASE("the hash of an endpoint is scaled to a window without rounding") {
  naive::random_numbers numbers(1);
  for (int i = 0; i < 5000; ++i) {
    // The smallest hash for a second of the window is ceil(second * 2^64 / length).
    const auto length = static_cast<std::uint64_t>(naive::between(numbers, 2, 30 * hour));
    const std::uint64_t second = numbers.next() % length;
    const std::uint64_t rest = (~std::uint64_t{0} % length + 1) % length;  // 2^64 = whole * length + rest
    const std::uint64_t whole = ~std::uint64_t{0} / length + (rest == 0 ? 1 : 0);
    const std::uint64_t hash = second * whole + (second * rest + length - 1) / length;
    const pp::scan_window window{instant(0), instant(static_cast<std::int64_t>(length))};
    INFO("seed 1: " << length << " s, second " << second << ", hash " << hash);
    REQUIRE(count(window.at(hash)) == static_cast<std::int64_t>(second));
    if (second > 0) REQUIRE(count(window.at(hash - 1)) == static_cast<std::int64_t>(second - 1));
  }
}

TEST_CASE("missed runs agree with the naive implementation") {
  std::size_t outcomes[4] = {};
  for (std::uint64_t seed = 1; seed <= 12000; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      const std::int64_t center = random_center(numbers, expected);
      pp::staged_schedule when = naive::random_schedule(numbers, center + naive::offset_at(expected, center));
      if (numbers.chance(50)) when.recurrence = pp::daily{};
      // Off and on again around the runs, and around the hour after a boot.
      std::vector<std::int64_t> instants = {center};
      for (const naive::run& run :
           naive::runs_between(when, expected, center - 4 * seconds_per_day, center + 4 * seconds_per_day))
        instants.push_back(run.instant);
      std::vector<std::pair<std::int64_t, std::int64_t>> off;
      std::vector<pp::off_interval> asked;
      for (int i = numbers.between(0, 5); i > 0; --i) {
        std::int64_t ends[2] = {};
        for (std::int64_t& end : ends) {
          end = numbers.pick(instants);
          if (numbers.chance(70)) end += naive::between(numbers, -2, 2) * 1800;
          if (numbers.chance(40)) end += naive::between(numbers, -1, 1);
        }
        if (ends[0] > ends[1] && numbers.chance(90)) std::swap(ends[0], ends[1]);
        off.emplace_back(ends[0], ends[1]);
        asked.push_back({instant(ends[0]), instant(ends[1])});
        instants.insert(instants.end(), {ends[0], ends[1]});
      }
      const auto where = [&] {
        std::string text = "seed " + std::to_string(seed) + ": " + naive::text_of(when);
        for (const auto& [from, to] : off) text += "\noff from " + std::to_string(from) + " to " + std::to_string(to);
        return text + "\nzone " + zone_text;
      };

      const pp::catch_up found = pp::missed_run(when, asked, zone);
      ++outcomes[static_cast<std::size_t>(found.outcome)];
      const auto due = naive::catch_up_after(when, expected, off);
      expect(bool(found) == due.has_value(), "whether a catch-up is due", where);
      if (due) {
        expect(count(found.from) == due->from && count(found.until) == due->to, "when it is due", where);
        expect(found.missed && naive::day_number(found.missed->date) == due->nominal_day, "for which date", where);
        expect(!found.missed->stage, "a catch-up has no staging of its own", where);
      }
      if (found.outcome == pp::catch_up_outcome::served) {
        const auto regular = naive::runs_between(when, expected, count(found.from), count(found.from) + hour);
        expect(!regular.empty(), "a regular run serves", where);
        expect_same(found.served_by, occurrence_of(when, expected, regular.front()), "the run that serves", where);
      }
      auto with_option = when;
      with_option.run_on_boot_if_missed = true;
      const pp::catch_up other = pp::missed_run(with_option, asked, zone);
      const bool owes = other.outcome == pp::catch_up_outcome::due || other.outcome == pp::catch_up_outcome::served;
      if (!when.run_on_boot_if_missed)
        expect((found.outcome == pp::catch_up_outcome::switched_off) == owes, "what is lost", where);
      if (found.outcome == pp::catch_up_outcome::nothing_missed)
        expect(!found.missed && !found.served_by, "nothing is missed", where);
      // Who was off during a run, and was last off then, has missed it, whatever came of it.
      std::pair<std::int64_t, std::int64_t> last{0, begin_of_time};
      for (const auto& interval : off)
        if (interval.first < interval.second && interval.second > last.second) last = interval;
      if (last.second > last.first && !naive::runs_between(when, expected, last.first, last.second - 1).empty())
        expect(found.outcome != pp::catch_up_outcome::nothing_missed, "a run was missed", where);
    });
  }
  for (const std::size_t outcome : outcomes) CHECK(outcome > 50);
}

TEST_CASE("a catch-up is for the latest missed date, though an earlier one may run later") {
  // The clocks jump 25 hours at noon. Read with the offset before, 12:30 of 2 January comes an hour after that of the
  // 3rd.
  const std::int64_t jump = naive::day_number(2030, 1, 1) * seconds_per_day + 12 * hour;
  const naive::transition_zone zone(naive::zone{0, {{jump, 25 * hour}}});
  const pp::schedule when{pp::daily{}, *pp::time_of_day::of(12, 30), true, {pp::gap_policy::shift_forward}};
  const pp::off_interval off[] = {{instant(jump + hour), instant(jump + 25 * hour)}};
  const pp::catch_up found = pp::missed_run(when, off, zone);
  REQUIRE(found.missed.has_value());
  CHECK(found.missed->date.day() == 3);
}

TEST_CASE("an index repeats no wall time where intervals of one offset touch at its begin") {
  const naive::transition_zone zone(naive::zone{0, {{hour, 0}}});
  const pp::zone_index index(zone, instant(0), instant(100 * hour));
  const pp::local_seconds wall(std::chrono::minutes(30));
  CHECK(pp::name_of(pp::resolve(wall, zone).kind) == "unique");
  CHECK(pp::name_of(pp::resolve(wall, index).kind) == "unique");
}

namespace {

struct listed_task {
  pp::platform os;
  pp::task_kind kind;
  pp::staged_schedule when;
};

template <pp::platform Platform, class Task>
void set_random_task(naive::random_numbers& numbers, std::int64_t wall, std::optional<pp::staged_schedule>& earlier,
                     Task& task, std::vector<listed_task>& on) {
  pp::staged_schedule when = naive::random_schedule(numbers, wall);
  when.clock_change = {};
  if (earlier && numbers.chance(70)) when.at = earlier->at;
  if (earlier && numbers.chance(30)) when.recurrence = earlier->recurrence;
  earlier = when;
  task.enabled = numbers.chance(80);
  if (numbers.chance(5)) return;
  if constexpr (Platform == pp::platform::gnu_linux) {
    when.stage_before.reset();
    task.schedule = naive::without_staging(when);
  } else {
    task.schedule = when;
  }
  if (task.enabled) on.push_back({Platform, task.kind, when});
}

}  // namespace

TEST_CASE("the runs of all tasks are those of each task, sorted") {
  std::size_t meetings = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    naive::random_numbers numbers(seed);
    with_random_zone(numbers, [&](const auto& zone, const naive::zone& expected, const std::string& zone_text) {
      const std::int64_t center = random_center(numbers, expected);
      const std::int64_t wall = center + naive::offset_at(expected, center);
      pp::configuration config;
      std::vector<listed_task> on;
      std::optional<pp::staged_schedule> earlier;
      set_random_task<pp::platform::windows>(numbers, wall, earlier, config.windows.routine_maintenance, on);
      set_random_task<pp::platform::windows>(numbers, wall, earlier, config.windows.priority_updates, on);
      set_random_task<pp::platform::windows>(numbers, wall, earlier, config.windows.zero_day_response, on);
      set_random_task<pp::platform::mac>(numbers, wall, earlier, config.mac.routine_maintenance, on);
      set_random_task<pp::platform::gnu_linux>(numbers, wall, earlier, config.gnu_linux.routine_maintenance, on);
      pp::task_choice choice;
      if (numbers.chance(30)) choice.os = static_cast<pp::platform>(numbers.below(3));
      if (numbers.chance(30)) choice.task = static_cast<pp::task_kind>(numbers.below(3));

      const std::int64_t until = center + 12 * seconds_per_day;
      std::vector<std::vector<naive::run>> runs;
      for (const listed_task& task : on) runs.push_back(naive::runs_between(task.when, expected, center + 1, until));
      std::vector<pp::task_run> sorted;  // stable: at one instant the order of the tasks stays
      for (std::size_t t = 0; t < on.size(); ++t) {
        if (choice.os && *choice.os != on[t].os) continue;
        if (choice.task && *choice.task != on[t].kind) continue;
        for (const naive::run& run : runs[t]) {
          pp::task_run made{on[t].os, on[t].kind, occurrence_of(on[t].when, expected, run)};
          for (std::size_t other = 0; other < on.size(); ++other) {
            if (other == t || on[other].os != on[t].os) continue;
            for (const naive::run& met : runs[other])
              if (met.instant == run.instant) made.meets.insert(on[other].kind);
          }
          if (!made.meets.empty()) ++meetings;
          sorted.push_back(made);
        }
      }
      std::stable_sort(sorted.begin(), sorted.end(),
                       [](const pp::task_run& a, const pp::task_run& b) { return a.run.at < b.run.at; });

      const auto where = [&] {
        std::string text = "seed " + std::to_string(seed) + " after " + std::to_string(center);
        for (const listed_task& task : on)
          text += "\n" + std::string(pp::name_of(task.os)) + " " + std::string(pp::name_of(task.kind)) + " " +
                  naive::text_of(task.when);
        return text + "\nzone " + zone_text;
      };
      const auto listed = pp::task_runs(config, instant(center), zone, choice);
      for (int pass = 0; pass < 2; ++pass) {
        std::vector<pp::task_run> found;
        for (const pp::task_run& run : listed) {
          if (count(run.run.at) > until) break;
          found.push_back(run);
        }
        expect(found == sorted, "task_runs", where);
        for (const pp::task_run& a : found)
          for (const pp::task_run& b : found)
            if (a.os == b.os && a.task != b.task)
              expect((a.run.at == b.run.at) ==
                         (a.meets.contains(b.task) && b.meets.contains(a.task) && a.run.at == b.run.at),
                     "tasks meet each other", where);
      }
    });
  }
  CHECK(meetings > 100);
}

#if defined(__GLIBC__)

namespace {

// Sets TZ while it lives; the tests run with another one.
class zone_of_process {
 public:
  zone_of_process() {
    if (const char* const before = std::getenv("TZ")) before_ = before;
  }
  zone_of_process(const zone_of_process&) = delete;
  zone_of_process& operator=(const zone_of_process&) = delete;
  ~zone_of_process() {
    if (before_)
      set(*before_);
    else
      unsetenv("TZ"), tzset();
  }
  void set(const std::string& text) {
    setenv("TZ", text.c_str(), 1);
    tzset();
  }
  std::int64_t offset_at(std::int64_t at) const {
    const auto time = static_cast<std::time_t>(at);
    std::tm shown{};
    localtime_r(&time, &shown);
    return shown.tm_gmtoff;
  }

 private:
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("POSIX TZ strings mean what they mean to glibc") {
  // glibc goes by the two changes of the UTC year that an instant is in, and takes their order for the half of the
  // globe: it errs where a change lies in another year, and where the order differs between years.
  zone_of_process process;
  std::size_t strings = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    naive::random_numbers numbers(seed);
    const naive::posix_rule rule = naive::random_posix_rule(numbers, numbers.chance(50));
    if (rule.has_daylight && !(naive::stays_in_its_years(rule) && naive::has_one_order(rule))) continue;
    ++strings;
    const std::string text = naive::text_of(rule, numbers.next());
    const auto zone = pp::posix_zone::parse(text);
    INFO("seed " << seed << ": " << text);
    REQUIRE(zone.has_value());
    process.set(text);
    for (int i = 0; i < 100; ++i) {
      std::int64_t at = naive::between(numbers, 0, 4'102'444'800);
      if (rule.has_daylight && numbers.chance(50)) {
        const int year = numbers.between(1970, 2099);
        at = (numbers.chance(50) ? rule.start_in(year) : rule.end_in(year)) + naive::between(numbers, -1, 1);
      }
      const std::int64_t found = zone->get_info(instant(at)).offset.count();
      const std::int64_t expected = process.offset_at(at);
      if (found != expected) FAIL("at " << at << " " << found << ", to glibc " << expected);
    }
  }
  CHECK(strings > 1000);
}

#endif
