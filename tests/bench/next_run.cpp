// SPDX-License-Identifier: BSL-1.0
// The next run of "second Tuesday + 3 days, 21:00 in Europe/Amsterdam" beside what else an agent could be built on, in
// one run: time and answers. The argument is the directory of the zone files, /usr/share/zoneinfo if there is none.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/tzif_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"
#include "support/synthetic_catalog.hpp"
#include "support/timing.hpp"

// CMake defines these if it finds the libraries.
#ifdef PATCHPOLICY_BENCH_DATE
#include <date/tz.h>
#endif
#ifdef PATCHPOLICY_BENCH_LIBICAL
#include <libical/ical.h>
#endif

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using std::chrono::sys_seconds;

// Neither constant nor private to this file, lest it be compiled in: schedules come from configurations.
pp::schedule monthly_task = {
    .recurrence = pp::monthly(pp::weekday_of_month{pp::week_of_month::second, pp::weekday::tuesday}, 3_days),
    .at = "21:00"_time};

namespace {

constexpr double indexed_goal = 60;
constexpr double unindexed_goal = 250;
constexpr std::size_t many = 500'000;
constexpr const char* zone_name = "Europe/Amsterdam";

sys_seconds from_time_t(std::time_t t) { return sys_seconds(std::chrono::seconds(t)); }
std::time_t to_time_t(sys_seconds t) { return static_cast<std::time_t>(t.time_since_epoch().count()); }

sys_seconds start_of(int year) { return std::chrono::sys_days(std::chrono::year(year) / 1 / 1); }

std::vector<sys_seconds> instants(std::size_t count, int from_year, int until_year) {
  const sys_seconds from = start_of(from_year);
  const auto length = static_cast<std::uint64_t>((start_of(until_year) - from).count());
  tests::random_numbers random(42);
  std::vector<sys_seconds> made(count);
  for (sys_seconds& t : made) t = from + std::chrono::seconds(random.below(length));
  return made;
}

// The second Tuesday is in [8, 14], so that the run is in its month: the peers below make use of it, the library
// cannot.
bool is_run_day(const std::tm& local) { return local.tm_wday == 5 && 11 <= local.tm_mday && local.tm_mday <= 17; }

// Minute by minute, the search of the simplest cron.
sys_seconds by_minutes(sys_seconds after) {
  std::tm local{};
  for (std::time_t t = to_time_t(after) / 60 * 60 + 60;; t += 60) {
    localtime_r(&t, &local);
    if (local.tm_min == 0 && local.tm_hour == 21 && is_run_day(local)) return from_time_t(t);
  }
}

// Days, then hours, then minutes, with the struct made normal at each step: the search of better crons.
sys_seconds by_fields(sys_seconds after) {
  std::time_t t = to_time_t(after) / 60 * 60 + 60;
  std::tm local{};
  localtime_r(&t, &local);
  const auto normalize = [&] {
    local.tm_isdst = -1;
    t = std::mktime(&local);
  };
  while (true) {
    if (!is_run_day(local) || local.tm_hour > 21 || (local.tm_hour == 21 && local.tm_min > 0)) {
      ++local.tm_mday;
      local.tm_hour = local.tm_min = 0;
    } else if (local.tm_hour < 21) {
      ++local.tm_hour;
      local.tm_min = 0;
    } else {
      return from_time_t(t);
    }
    normalize();
  }
}

// A month at a time, and the C library for all of the calendar.
sys_seconds by_mktime(sys_seconds after) {
  const std::time_t start = to_time_t(after);
  std::tm local{};
  localtime_r(&start, &local);
  for (int month = local.tm_mon;; ++month) {
    std::tm first{};
    first.tm_year = local.tm_year;
    first.tm_mon = month;
    first.tm_mday = 1;
    first.tm_hour = 12;
    first.tm_isdst = -1;
    std::mktime(&first);
    std::tm run{};
    run.tm_year = local.tm_year;
    run.tm_mon = month;
    run.tm_mday = 1 + (2 - first.tm_wday + 7) % 7 + 7 + 3;
    run.tm_hour = 21;
    run.tm_isdst = -1;
    const std::time_t t = std::mktime(&run);
    if (t > start) return from_time_t(t);
  }
}

#ifdef PATCHPOLICY_BENCH_DATE
// Reads the zone files of the system, wherever ours are.
sys_seconds by_date(const date::time_zone& zone, sys_seconds after) {
  const date::year_month_day today{date::floor<date::days>(zone.to_local(after))};
  for (auto month = today.year() / today.month();; month += date::months(1)) {
    const auto local = date::local_days(month / date::Tuesday[2]) + date::days(3) + std::chrono::hours(21);
    const sys_seconds t = zone.to_sys(local, date::choose::earliest);
    if (t > after) return t;
  }
}
#endif

#ifdef PATCHPOLICY_BENCH_LIBICAL
class by_libical {
 public:
  enum class begin { at_first_run, at_month };

  by_libical()
      : zone_(icaltimezone_get_builtin_timezone(zone_name)),
        rule_(icalrecurrencetype_from_string("FREQ=MONTHLY;BYDAY=2TU")),
        first_(icaltime_from_string("19700113T210000")) {
    icaltime_set_timezone(&first_, zone_);
  }

  bool has_zone() const { return zone_ != nullptr; }

  sys_seconds next(sys_seconds after, begin where) const {
    icalrecur_iterator* const runs = icalrecur_iterator_new(rule_, first_);
    if (where == begin::at_month) {
      icaltimetype month = icaltime_from_timet_with_zone(to_time_t(after), 0, zone_);
      month.day = 1;
      month.hour = month.minute = month.second = 0;
      if (icaltime_compare(month, first_) > 0) icalrecur_iterator_set_start(runs, month);
    }
    sys_seconds found{};
    for (icaltimetype run = icalrecur_iterator_next(runs); !icaltime_is_null_time(run);
         run = icalrecur_iterator_next(runs)) {
      icaltime_adjust(&run, 3, 0, 0, 0);
      found = from_time_t(icaltime_as_timet_with_zone(run, zone_));
      if (found > after) break;
    }
    icalrecur_iterator_free(runs);
    return found;
  }

 private:
  icaltimezone* zone_;
  icalrecurrencetype rule_;
  icaltimetype first_;
};
#endif

template <class Zone>
auto ours(const Zone& zone) {
  return [&zone](sys_seconds after) {
    const auto run = pp::next_run(monthly_task, after, zone);
    return run ? run->at : sys_seconds{};
  };
}

struct measurement {
  const char* engine;
  double nanoseconds;  // a call, the median of several rounds
  std::vector<sys_seconds> answers;
};

template <class Next>
measurement measure(const char* engine, std::span<const sys_seconds> afters, Next next) {
  std::vector<sys_seconds> answers(afters.size());
  const double milliseconds =
      tests::median_milliseconds([&] { std::transform(afters.begin(), afters.end(), answers.begin(), next); });
  return {engine, milliseconds * 1e6 / static_cast<double>(afters.size()), std::move(answers)};
}

std::string to_text(sys_seconds t) {
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(t - day);
  char text[64];
  std::snprintf(text, sizeof text, "%d-%02u-%02u %02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
  return text;
}

// Where the answers are not those of `right`: which calls, in the order of time.
std::vector<std::size_t> disagreements(const measurement& m, const measurement& right,
                                       std::span<const sys_seconds> afters) {
  std::vector<std::size_t> calls;
  for (std::size_t i = 0; i < m.answers.size(); ++i)
    if (m.answers[i] != right.answers[i]) calls.push_back(i);
  std::sort(calls.begin(), calls.end(), [&](std::size_t a, std::size_t b) { return afters[a] < afters[b]; });
  return calls;
}

}  // namespace

int main(int count_of_arguments, char** arguments) {
  const std::string folder = count_of_arguments > 1 ? arguments[1] : "/usr/share/zoneinfo";
  const std::string path = folder + "/" + zone_name;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto zone = pp::tzif_zone::parse(bytes);
  if (!zone) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    return 2;
  }
  const auto rule = pp::posix_zone::parse("CET-1CEST,M3.5.0,M10.5.0/3").value();
  setenv("TZDIR", folder.c_str(), 1);
  setenv("TZ", zone_name, 1);
  tzset();

  const std::vector<sys_seconds> afters = instants(many, 1970, 2100);
  const auto some = [&](std::size_t count) { return std::span(afters).first(count); };
  // The last runs are after the last instants.
  const pp::zone_index<pp::tzif_zone> index(*zone, start_of(1970), start_of(2101));

  std::vector<measurement> engines;
  engines.push_back(measure("ours, zone file with index", afters, ours(index)));
  engines.push_back(measure("ours, zone file", afters, ours(*zone)));
  engines.push_back(measure("ours, POSIX rule, no history", afters, ours(rule)));
  const std::size_t right = 1;
#ifdef PATCHPOLICY_BENCH_DATE
  const date::time_zone& date_zone = *date::locate_zone(zone_name);
  engines.push_back(measure("date, by months", afters, [&](sys_seconds after) { return by_date(date_zone, after); }));
#endif
  const std::size_t c_library = engines.size();
  engines.push_back(measure("mktime, by months", some(20'000), by_mktime));
#ifdef PATCHPOLICY_BENCH_LIBICAL
  const by_libical libical;
  if (libical.has_zone()) {
    const auto from = [&](by_libical::begin where) {
      return [&libical, where](sys_seconds after) { return libical.next(after, where); };
    };
    engines.push_back(measure("libical, from this month", some(5'000), from(by_libical::begin::at_month)));
    engines.push_back(measure("libical, from the first run", some(200), from(by_libical::begin::at_first_run)));
  }
#endif
  engines.push_back(measure("cron by days, hours, minutes", some(5'000), by_fields));
  engines.push_back(measure("cron by minutes", some(100), by_minutes));

  std::printf("second Tuesday + 3 days at 21:00 in %s, after instants of 1970 to 2100; ratio: to ours without index\n",
              zone_name);
  std::printf("%-36s %14s %14s %10s %14s\n", "engine", "ns a call", "ratio", "calls", "disagreements");
  for (const measurement& m : engines)
    std::printf("%-36s %14.1f %14.2f %10zu %14zu\n", m.engine, m.nanoseconds,
                m.nanoseconds / engines[right].nanoseconds, m.answers.size(),
                disagreements(m, engines[right], afters).size());
  for (const measurement& m : engines)
    if (const auto calls = disagreements(m, engines[right], afters); !calls.empty()) {
      const std::size_t first = calls.front();
      std::printf("%s: disagrees from %s to %s: first says %s, not %s\n", m.engine, to_text(afters[first]).c_str(),
                  to_text(afters[calls.back()]).c_str(), to_text(m.answers[first]).c_str(),
                  to_text(engines[right].answers[first]).c_str());
    }
#ifndef PATCHPOLICY_BENCH_DATE
  std::puts("NOT COMPARED: date (libhowardhinnant-date-dev) was not found");
#endif
#ifndef PATCHPOLICY_BENCH_LIBICAL
  std::puts("NOT COMPARED: libical (libical-dev) was not found");
#else
  if (!libical.has_zone()) std::printf("NOT COMPARED: libical finds no %s in %s\n", zone_name, folder.c_str());
#endif

  struct span_of_years {
    int from;
    int until;
  };
  // Zone files that list all changes do so until 2037; later a rule holds.
  constexpr span_of_years distances[] = {{1970, 1990}, {1990, 2010}, {2010, 2037}, {2037, 2060},
                                         {2060, 2080}, {2080, 2100}, {3000, 3001}, {9000, 9001}};
  double slowest_indexed = engines[0].nanoseconds;
  double slowest_unindexed = engines[1].nanoseconds;
  std::printf("\n%-36s %14s %14s %14s\n", "ours, ns a call by distance", "with index", "zone file", "POSIX rule");
  for (const span_of_years& years : distances) {
    const std::vector<sys_seconds> there = instants(many, years.from, years.until);
    const pp::zone_index<pp::tzif_zone> index_there(*zone, start_of(years.from), start_of(years.until + 1));
    const double with_index = measure("", there, ours(index_there)).nanoseconds;
    const double without = measure("", there, ours(*zone)).nanoseconds;
    slowest_indexed = (std::max)(slowest_indexed, with_index);
    slowest_unindexed = (std::max)(slowest_unindexed, without);
    std::printf("%d to %-28d %14.1f %14.1f %14.1f\n", years.from, years.until, with_index, without,
                measure("", there, ours(rule)).nanoseconds);
  }

  const bool same = disagreements(engines[0], engines[right], afters).empty() &&
                    disagreements(engines[c_library], engines[right], afters).empty();
  const bool fast = slowest_indexed <= indexed_goal && slowest_unindexed <= unindexed_goal;
  std::printf("\n%s: at most %.0f ns with the index and %.0f ns without, at any distance, as the C library says\n",
              same && fast ? "goal met" : "GOAL MISSED", indexed_goal, unindexed_goal);
  return same && fast ? 0 : 1;
}
