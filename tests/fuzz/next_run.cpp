// SPDX-License-Identifier: BSL-1.0
// Any schedule in any zone after any instant: runs come in order, none is skipped, none comes twice, and the search
// ends. The first bytes are the schedule, then comes the instant, and the rest is the zone.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/tzif_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::sys_seconds;
using tests::byte_source;
using tests::expect;

namespace {

// A zone that changes its offset as often and as far as it likes, or "changes" it to what it was.
class made_up_zone {
 public:
  explicit made_up_zone(byte_source& bytes) {
    constexpr std::chrono::seconds units[] = {1s, 60s, 3600s, 86'400s};
    sys_seconds at(std::chrono::seconds(bytes.number(4)));
    first_ = offset(bytes);
    while (!bytes.empty()) {
      const std::chrono::seconds unit = units[bytes.below(std::size(units))];
      at += unit * (1 + static_cast<int>(bytes.number(1)));
      changes_.emplace_back(at, offset(bytes));
    }
  }

  pp::zone_info get_info(sys_seconds at) const {
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), at,
                                       [](sys_seconds t, const auto& change) { return t < change.first; });
    const sys_seconds end = next == changes_.end() ? (sys_seconds::max)() : next->first;
    if (next == changes_.begin()) return {(sys_seconds::min)(), end, first_};
    return {std::prev(next)->first, end, std::prev(next)->second};
  }

 private:
  static std::chrono::seconds offset(byte_source& bytes) {
    const auto limit = static_cast<std::uint64_t>(pp::offset_limit.count());
    return std::chrono::seconds(bytes.number(3) % (2 * limit - 1)) - pp::offset_limit + 1s;
  }

  std::chrono::seconds first_{};
  std::vector<std::pair<sys_seconds, std::chrono::seconds>> changes_;
};

pp::monthly_day monthly_day_of(byte_source& bytes) {
  switch (bytes.below(3)) {
    case 0:
      return pp::day_of_month{*pp::month_day::of(1 + static_cast<int>(bytes.below(31))),
                              static_cast<pp::short_month_policy>(bytes.below(2))};
    case 1: return pp::last_day_of_month{};
    default: break;
  }
  const auto week = static_cast<pp::week_of_month>(bytes.below(6));
  return pp::weekday_of_month{week, static_cast<pp::weekday>(bytes.below(7))};
}

pp::recurrence_rule recurrence_of(byte_source& bytes) {
  switch (bytes.below(5)) {
    case 0: return pp::daily{};
    case 1: {
      const std::uint64_t bits = bytes.number(1);
      pp::flag_set<pp::weekday> on;
      for (unsigned day = 0; day < 7; ++day)
        if ((bits >> day & 1) != 0) on.insert(static_cast<pp::weekday>(day));
      return pp::weekly::of(on).value_or(pp::weekly(pp::weekday::monday));
    }
    case 2: return pp::patch_tuesday{};
    case 3: return pp::monthly::after_patch_tuesday(*pp::day_count::of(static_cast<int>(bytes.below(31))));
    default: break;
  }
  const pp::monthly_day day = monthly_day_of(bytes);
  const auto delay = *pp::day_count::of(static_cast<int>(bytes.below(31)));
  const auto also = static_cast<int>(bytes.below(32));
  return pp::monthly(day, delay, also == 31 ? std::nullopt : std::optional(*pp::day_count::of(also)));
}

pp::staged_schedule schedule_of(byte_source& bytes) {
  pp::staged_schedule made{.recurrence = recurrence_of(bytes), .at = *pp::time_of_day::of(0, 0)};
  const auto minutes = static_cast<int>(bytes.number(2) % 1440);
  made.at = *pp::time_of_day::of(minutes / 60, minutes % 60);
  made.clock_change.gap = static_cast<pp::gap_policy>(bytes.below(3));
  made.clock_change.fold = static_cast<pp::fold_policy>(bytes.below(2));
  if (const auto hours = static_cast<int>(bytes.below(24)); hours > 0) made.stage_before = *pp::staging_lead::of(hours);
  return made;
}

sys_seconds plus(sys_seconds at, std::chrono::seconds distance) {
  if (distance > 0s && at > (sys_seconds::max)() - distance) return (sys_seconds::max)();
  if (distance < 0s && at < (sys_seconds::min)() - distance) return (sys_seconds::min)();
  return at + distance;
}

// Said by four bytes at most, so that the fuzzer finds the instants that matter: those near changes and at the ends.
struct question {
  std::uint64_t what = 0;
  std::uint64_t number = 0;
  std::chrono::seconds distance{};
};
question question_of(byte_source& bytes) {
  question made;
  made.what = bytes.below(5);
  made.number = bytes.number(made.what == 4 ? 8 : 4);
  made.distance = std::chrono::seconds(static_cast<std::int64_t>(bytes.number(3)) - (std::int64_t{1} << 23));
  return made;
}
template <class Zone>
sys_seconds instant_of(const question& asked, const Zone& zone) {
  const sys_seconds at(std::chrono::seconds(asked.number));
  switch (asked.what) {
    case 0: return at;
    case 1: return plus(zone.get_info(at).end, asked.distance / 64);
    case 2: return plus(tests::instant_of(asked.number << 6), asked.distance);
    case 3: {
      constexpr sys_seconds ends[] = {(sys_seconds::min)(), sys_seconds(), tests::calendar_end, (sys_seconds::max)()};
      return plus(ends[asked.number % std::size(ends)], asked.distance);
    }
    default: return sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(asked.number)));
  }
}

template <class Zone>
void expect_run(const pp::staged_schedule& when, const pp::occurrence& run, const Zone& zone) {
  const pp::local_seconds wall = pp::wall_time(run.date, when.at);
  expect(run.offset == zone.get_info(run.at).offset, "a run has the offset of its instant");
  // The formula may find a clock that is set past the wall time, although it is set back later and then shows it.
  const bool second = run.kind == pp::local_time_kind::fold && when.clock_change.fold == pp::fold_policy::second;
  if (second) {
    expect(run.local() == wall, "the second instant shows the wall time");
  } else if (run.kind != pp::local_time_kind::gap || when.clock_change.gap == pp::gap_policy::next_valid) {
    expect(run.local() >= wall, "by the formula no run is early");
    const sys_seconds before = run.at - 1s;
    expect(pp::local_at(before, zone.get_info(before).offset) < wall, "by the formula no run is late");
  }
  expect(run.kind != pp::local_time_kind::gap || when.clock_change.gap != pp::gap_policy::skip, "gaps are skipped");

  expect(pp::next_run(when, run.at - 1s, zone) == run, "a second before, the run is the next one");
  expect(pp::previous_run(when, run.at + 1s, zone) == run, "a second after, the run was the last one");
  expect(pp::is_run(when, run.at, zone), "a run is a run");

  const auto previous = pp::previous_run(when, run.at, zone);
  expect(!previous || previous->at < run.at, "the previous run is earlier");
  expect(!previous || pp::next_run(when, previous->at, zone) == run, "the previous run's next one is this");
  expect((run.stage || run.no_time_to_stage) == when.stage_before.has_value(), "what is to be staged is staged");
  if (run.stage) {
    expect(run.stage->at < run.at, "staging starts before the run");
    expect(run.stage->at >= run.at - std::chrono::hours(when.stage_before->count()), "the lead is not exceeded");
    expect(!previous || run.stage->at >= previous->at, "staging starts after the previous run");
  }
}

template <class Zone>
void expect_runs(const pp::staged_schedule& when, sys_seconds after, const Zone& zone) {
  const auto first = pp::next_run(when, after, zone);
  expect(!first || first->at > after, "a run is strictly after the instant that was asked for");
  const auto previous = pp::previous_run(when, first ? first->at : (sys_seconds::max)(), zone);
  expect(!previous || previous->at <= after, "no run is skipped");

  const pp::schedule plain{when.recurrence, when.at, when.run_on_boot_if_missed, when.clock_change};
  const auto unstaged = pp::next_run(plain, after, zone);
  expect(unstaged.has_value() == first.has_value() && (!first || unstaged->at == first->at), "staging moves no run");
  const pp::zone_index index(zone, plus(after, -400h * 24), plus(after, 400h * 24));
  expect(pp::next_run(when, after, index) == first, "an index gives the same run");

  const auto last = pp::previous_run(when, plus(after, 1s), zone);
  expect(pp::is_run(when, after, zone) == (last && last->at == after), "an instant is a run if one is then");

  auto run = first;
  int count = 0;
  for (const pp::occurrence& listed : pp::runs(when, after, zone)) {
    expect(run == listed, "the list has the runs that come next");
    expect_run(when, listed, zone);
    const auto next = pp::next_run(when, listed.at, zone);
    expect(!next || next->at > listed.at, "runs are strictly increasing");
    expect(!next || pp::previous_run(when, next->at, zone) == listed, "the next run's previous one is this");
    run = next;
    if (++count == 4) return;
  }
  expect(!run, "the list ends with the runs");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  byte_source bytes(tests::as_text(data, size));
  const pp::staged_schedule when = schedule_of(bytes);
  const question asked = question_of(bytes);
  const auto check = [&](const auto& zone) { expect_runs(when, instant_of(asked, zone), zone); };
  switch (bytes.below(3)) {
    case 0: check(made_up_zone(bytes)); break;
    case 1:
      if (const auto zone = pp::posix_zone::parse(bytes.rest())) check(*zone);
      break;
    default:
      if (const auto zone = pp::tzif_zone::parse(bytes.rest())) check(*zone);
  }
  return 0;
}
