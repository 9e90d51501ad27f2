// SPDX-License-Identifier: BSL-1.0
// When things run: dates, runs before and after an instant, staging, missed runs, daily scans, the tasks of a
// configuration; and what zones say, or is wrong with them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "support/field_values.hpp"
#include "support/random_schedule.hpp"
#include "zones.hpp"

namespace everywhere {

inline std::string run_text(const std::optional<pp::occurrence>& run) {
  std::string text;
  if (run) pp::append_run_line(text, {pp::platform::windows, pp::task_kind::routine_maintenance, *run, {}});
  return text;
}

inline std::string instant_text(std::int64_t seconds) { return pp::to_text(instant(seconds)); }

inline void answer_zones(answers& out) {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    naive::random_numbers numbers(seed);
    const asked_zone asked = random_zone(numbers, out);
    for (const std::int64_t center : asked.centers)
      for (const std::int64_t at : {center - 1, center, center + 7200}) {
        const pp::zone_info info = asked.zone.get_info(instant(at));
        out.add(pp::to_text(info.begin) + pp::offset_text(info.offset) + pp::to_text(info.end));
        const std::int64_t wall = at + info.offset.count() + naive::between(numbers, -5, 5) * 1800;
        const pp::resolved_time found =
            pp::resolve(pp::local_seconds(std::chrono::seconds(wall)), asked.zone, naive::random_policy(numbers));
        out.add(std::string(pp::name_of(found.kind)) + (found.at ? pp::to_text(*found.at) : ""));
      }
  }
}

// Strings and files with a few characters changed.
inline void answer_broken_zones(answers& out) {
  constexpr std::string_view characters = "0123456789:.,/+-<>MJ \n\xff";
  const auto broken = [&](std::string text, naive::random_numbers& numbers) {
    for (int changes = numbers.between(1, 3); changes > 0; --changes) {
      char& changed = text[numbers.below(text.size())];
      changed = numbers.chance(70) ? characters[numbers.below(characters.size())]
                                   : static_cast<char>(static_cast<unsigned char>(numbers.below(256)));
    }
    return text;
  };
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    naive::random_numbers numbers(seed);
    const std::string rule = broken(naive::text_of(naive::random_posix_rule(numbers, true), seed), numbers);
    const auto from_rule = pp::parse_zone(rule);
    out.add(from_rule ? pp::offset_text(from_rule->get_info({}).offset) : pp::to_text(from_rule.error(), rule));
    std::string bytes = tzif_bytes(naive::random_transitions(numbers), rule);
    if (numbers.chance(80)) bytes = broken(bytes, numbers);
    if (numbers.chance(20)) bytes.resize(numbers.below(bytes.size()));
    const auto from_file = pp::tzif_zone::parse(bytes);
    out.add(from_file ? pp::offset_text(from_file->get_info({}).offset) : pp::to_text(from_file.error()));
  }
}

inline void answer_dates(answers& out) {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::recurrence_rule rule = naive::random_recurrence(numbers);
    const pp::recurrence_rule other = naive::random_recurrence(numbers);
    const int year = numbers.between(1968, numbers.chance(10) ? 9999 : 2100);
    const int month = numbers.between(1, 12);
    const auto date = *pp::civil_date::of(year, month, numbers.between(1, 28));
    for (const auto& found : {pp::first_date_from(rule, date), pp::last_date_until(rule, date)})
      out.add(found ? pp::to_text(*found) : "");
    out.add(pp::is_date_of(rule, date) ? "is a date" : "");
    if (const auto common = pp::first_common_date(rule, other)) out.add(pp::to_text(*common));
  }
}

inline void answer_runs(answers& out) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    naive::random_numbers numbers(seed);
    const asked_zone asked = random_zone(numbers, out);
    const pp::zone_index index(asked.zone);
    for (const std::int64_t center : asked.centers) {
      const std::int64_t offset = asked.zone.get_info(instant(center)).offset.count();
      const pp::staged_schedule when = naive::random_schedule(numbers, center + offset);
      out.add(run_text(pp::previous_run(when, instant(center), asked.zone)));
      int shown = 0;
      for (const pp::occurrence& run : pp::runs(when, instant(center - 1), asked.zone)) {
        out.add(run_text(run));
        if (++shown == 4) break;
      }
      out.add(run_text(pp::next_run(naive::without_staging(when), instant(center), index)));
      out.add(pp::is_run(when, instant(center), asked.zone) ? "runs" : "");

      std::vector<pp::off_interval> off;
      for (int count = numbers.between(1, 4); count > 0; --count) {
        const std::int64_t from = center + naive::between(numbers, -400, 100) * 3600;
        off.push_back({instant(from), instant(from + naive::between(numbers, -1, 120) * 1800)});
      }
      out.add(pp::write_catch_up(pp::platform::windows, pp::task_kind::routine_maintenance,
                                 pp::missed_run(when, off, asked.zone)));
    }
  }
}

inline void answer_scans(answers& out) {
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    naive::random_numbers numbers(seed);
    const asked_zone asked = random_zone(numbers, out);
    const std::uint64_t hash = pp::scan_hash("endpoint-\xc3\xa9-" + std::to_string(seed));
    for (const std::int64_t center : asked.centers) {
      int shown = 0;
      for (const pp::daily_scan& scan : pp::scans(hash, instant(center - 86'400), asked.zone)) {
        std::string text;
        pp::append_scan_line(text, scan);
        out.add(text);
        if (++shown == 3) break;
      }
    }
  }
}

inline void answer_task_runs(answers& out) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::configuration config = tests::random_configuration(numbers);
    const asked_zone asked = random_zone(numbers, out);
    std::string text;
    int shown = 0;
    for (const pp::task_run& run : pp::task_runs(config, instant(asked.centers.back()), asked.zone)) {
      pp::append_run_line(text, run);
      if (++shown == 12) break;
    }
    out.add(text);
    if (const auto read = pp::read_run_lines(text))
      out.add(std::to_string(read->size()));
    else
      out.add(pp::to_text(read.error(), "runs"));
  }
}

inline void answer_schedules(answers& out) {
  answer_zones(out);
  answer_broken_zones(out);
  answer_dates(out);
  answer_runs(out);
  answer_scans(out);
  answer_task_runs(out);
}

}  // namespace everywhere
