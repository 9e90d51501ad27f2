// SPDX-License-Identifier: BSL-1.0
/// \file
/// Runs in NDJSON, one a line.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/decide/daily_scan.hpp"
#include "patchpolicy/decide/missed_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/decide/task_runs.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/text/instant_json.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/ndjson.hpp"
#include "patchpolicy/text/reading_error.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

inline void write_member(json_writer& out, std::string_view key, const std::string& text) {
  out.key(key);
  out.string(text);
}

/// The members of a run, inside its object.
inline void write_run_members(json_writer& out, const occurrence& run) {
  write_member(out, "date", to_text(run.date));
  write_member(out, "local", to_text(run.local()));
  write_member(out, "instant", to_text(run.at));
  write_member(out, "offset", offset_text(run.offset));
  if (run.kind != local_time_kind::unique) {
    out.key("moved");
    out.string(name_of(run.kind));
  }
  if (!run.stage && !run.no_time_to_stage) return;
  out.key("stage");
  if (!run.stage) return out.null();
  out.begin_object();
  write_member(out, "local", to_text(run.stage->local()));
  write_member(out, "instant", to_text(run.stage->at));
  out.key("cut");
  out.boolean(run.stage->cut);
  out.end_object();
}

}  // namespace detail

/// Appends a run as a line, with its end. `moved` is there if the wall time exists twice or not at all; `stage` if the
/// schedule has a lead, and null where the first of the month leaves no time for it.
inline void append_run_line(std::string& text, const task_run& run) {
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  out.key("platform");
  out.string(name_of(run.os));
  out.key("task");
  out.string(name_of(run.task));
  detail::write_run_members(out, run.run);
  out.end_object();
  text += '\n';
}

namespace detail {

struct stage_fields {
  local_seconds local = {};
  sys_seconds instant = {};
  bool cut = false;
};

/// The start of staging, or null where there is no time for it.
struct nullable_stage {
  std::optional<stage_fields> start = {};
};

/// A run as a file has it.
struct run_fields {
  located<platform> os = {};
  located<task_kind> task = {};
  located<civil_date> date = {};
  located<local_seconds> local = {};
  located<sys_seconds> instant = {};
  located<std::chrono::seconds> offset = {};
  located<local_time_kind> moved = {};
  located<nullable_stage> stage = {};
};

}  // namespace detail

template <>
struct describe<detail::stage_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"local", &detail::stage_fields::local, presence::required});
    v(field{"instant", &detail::stage_fields::instant, presence::required});
    v(field{"cut", &detail::stage_fields::cut, presence::required});
  }
};

template <>
struct describe<detail::run_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"platform", &detail::run_fields::os, presence::required});
    v(field{"task", &detail::run_fields::task, presence::required});
    v(field{"date", &detail::run_fields::date, presence::required});
    v(field{"local", &detail::run_fields::local, presence::required});
    v(field{"instant", &detail::run_fields::instant, presence::required});
    v(field{"offset", &detail::run_fields::offset, presence::required});
    v(field{"moved", &detail::run_fields::moved});
    v(field{"stage", &detail::run_fields::stage});
  }
};

namespace detail {

template <>
struct json_codec<nullable_stage> {
  static void read(json_reader& in, nullable_stage& value) {
    if (in.at_null()) return in.skip_value();
    read_json(in, value.start.emplace());
  }
};

/// What the parts of a run say of one another, as far as that is known without the zone.
inline void check_run(json_reader& in, const run_fields& run) {
  const auto expect = [&](bool holds, std::string_view key, std::size_t at, const char* message) {
    if (holds) return;
    const json_reader::field_scope scope(in, key);
    in.error(at, message);
  };
  expect(offers_task(*run.os.value, *run.task.value), "task", run.task.at, "this platform has no such task");
  expect(local_at(*run.instant.value, *run.offset.value) == *run.local.value, "local", run.local.at,
         "this is not what the clock shows at that instant with that offset");
  const std::int64_t late = day_of(run.local.value->time_since_epoch()) - std::int64_t{day_number_of(*run.date.value)};
  expect(day_number_of(*run.date.value) >= first_run_day, "date", run.date.at, "expected a date from 1970-01-01 on");
  expect(0 <= late && late <= 3, "date", run.date.at,
         "expected the date of the local time, or at most three days before");
  if (run.moved.given)
    expect(*run.moved.value != local_time_kind::unique, "moved", run.moved.at, "expected \"gap\" or \"fold\"");
  if (!run.stage.given) return;
  const auto& stage = run.stage.value->start;
  expect(*run.os.value != platform::gnu_linux, "stage", run.stage.at, "Linux has no staging");
  expect(stage || run.date.value->day() == 1, "stage", run.stage.at,
         "found null, but only a run on the first of a month may have no time to stage");
  if (!stage) return;
  expect(stage->instant < *run.instant.value, "stage", run.stage.at, "expected an instant before the run");
  expect(stage->instant >= *run.instant.value - std::chrono::hours(staging_lead::highest), "stage", run.stage.at,
         "expected an instant at most 23 hours before the run");
  const std::chrono::seconds offset = stage->local.time_since_epoch() - stage->instant.time_since_epoch();
  expect(-offset_limit < offset && offset < offset_limit, "stage", run.stage.at,
         "expected a local time less than 26 hours from the instant");
}

inline task_run run_of(const run_fields& fields) {
  occurrence run{*fields.date.value, *fields.instant.value, *fields.offset.value,
                 fields.moved.value.value_or(local_time_kind::unique)};
  if (fields.stage.given) {
    const auto& start = fields.stage.value->start;
    run.no_time_to_stage = !start;
    if (start)
      run.stage = staging_start{start->instant, start->local.time_since_epoch() - start->instant.time_since_epoch(),
                                start->cut};
  }
  return {*fields.os.value, *fields.task.value, run, {}};
}

}  // namespace detail

/// Reads runs. Strict: either all of them, or all the errors, of runs whose parts do not fit together, too. Which tasks
/// a run meets is not in a file. Linear.
inline result<std::vector<task_run>, reading_errors> read_run_lines(std::string_view text) {
  std::vector<task_run> runs;
  reading_errors errors;
  const auto read = [&](std::string_view line, std::size_t number) {
    const std::size_t errors_before = errors.count();
    detail::json_reader in(line, errors, number);
    detail::run_fields fields;
    detail::read_json(in, fields);
    in.finish();
    if (errors.count() == errors_before) detail::check_run(in, fields);
    if (errors.count() == errors_before) runs.push_back(detail::run_of(fields));
  };
  detail::line_splitter splitter;
  splitter.feed(text, errors, read);
  splitter.finish(errors, read);
  if (errors.empty()) return runs;
  return unexpected{std::move(errors)};
}

/// The answer about missed runs: `platform`, `task`, the `outcome`; the catch-up that is `due`, `from` and `to`, both
/// included; the run that was `missed`; the run it is `served_by`. What does not apply is null.
inline std::string write_catch_up(platform os, task_kind task, const catch_up& answer,
                                  json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  const auto write_run = [&out](std::string_view key, const std::optional<occurrence>& run) {
    out.key(key);
    if (!run) return out.null();
    out.begin_object();
    detail::write_run_members(out, *run);
    out.end_object();
  };
  out.begin_object();
  out.key("platform");
  out.string(name_of(os));
  out.key("task");
  out.string(name_of(task));
  out.key("outcome");
  out.string(name_of(answer.outcome));
  out.key("due");
  if (answer) {
    out.begin_object();
    detail::write_member(out, "from", to_text(answer.from));
    detail::write_member(out, "to", to_text(answer.until));
    out.end_object();
  } else {
    out.null();
  }
  write_run("missed", answer.missed);
  write_run("served_by", answer.served_by);
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

/// Appends a daily scan as a line, with its end.
inline void append_scan_line(std::string& text, const daily_scan& scan) {
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  detail::write_member(out, "reason", "daily");
  detail::write_member(out, "date", to_text(scan.date));
  detail::write_member(out, "local", to_text(scan.local()));
  detail::write_member(out, "instant", to_text(scan.at));
  detail::write_member(out, "offset", offset_text(scan.offset));
  out.key("window");
  out.begin_object();
  detail::write_member(out, "from", to_text(scan.window.from));
  detail::write_member(out, "to", to_text(scan.window.to));
  out.end_object();
  out.end_object();
  text += '\n';
}

/// Appends the scan of an installation as a line, with its end; `offset` is the zone's at that instant.
inline void append_installation_scan_line(std::string& text, sys_seconds at, std::chrono::seconds offset) {
  const std::string local = to_text(local_at(at, offset));
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  detail::write_member(out, "reason", "installed");
  detail::write_member(out, "date", local.substr(0, local.find('T')));
  detail::write_member(out, "local", local);
  detail::write_member(out, "instant", to_text(at));
  detail::write_member(out, "offset", offset_text(offset));
  out.end_object();
  text += '\n';
}

}  // namespace patchpolicy::inline v1
