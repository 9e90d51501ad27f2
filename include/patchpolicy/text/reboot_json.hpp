// SPDX-License-Identifier: BSL-1.0
/// \file
/// Reboot decisions, results of installations and reboot sessions in JSON.
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
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/decide/reboot_decision.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/reboot_session.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/instant_json.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_document.hpp"
#include "patchpolicy/text/ndjson.hpp"
#include "patchpolicy/text/reading_error.hpp"

namespace patchpolicy::inline v1 {

/// The decision about one phase, with the ids of the patches that each reason is about.
struct named_reboot {
  struct reason {
    reboot_reason why;
    std::vector<std::string_view> patches;
  };

  reboot_answer answer = reboot_answer::none;
  std::vector<reason> reasons = {};
  std::optional<no_reboot_reason> because = {};  ///< why nothing is asked for
  std::optional<user_part> user = {};            ///< as it is set; without it the host's own holds
};

/// Names the decision before deployment.
inline named_reboot name_reboot(const reboot_decision& decision, const std::optional<user_part>& user) {
  named_reboot named{decision.answer(), {}, decision.why_not(), user};
  for (const reboot_reason why : decision.reasons()) named.reasons.push_back({why, {}});
  return named;
}

/// Names the decision after deployment; the other arguments are those that it was made of.
template <platform Platform, class Range, class OutcomeOf>
named_reboot name_reboot(const reboot_decision& decision, const std::optional<user_part>& user,
                         const selection<Range>& verdicts, const scan_for<Platform>& scan,
                         const OutcomeOf& outcome_of) {
  named_reboot named = name_reboot(decision, user);
  for (named_reboot::reason& reason : named.reasons)
    for_each_reboot_patch<Platform>(reason.why, verdicts, scan, outcome_of, [&](ordinal at) {
      reason.patches.push_back(detail::known<record_of<Range>>::id(verdicts.record(at)));
    });
  return named;
}

namespace detail {

inline void write_reboot(json_writer& out, const named_reboot& reboot) {
  out.begin_object();
  out.key("answer");
  out.string(name_of(reboot.answer));
  if (reboot.because) {
    out.key("because");
    out.string(name_of(*reboot.because));
  }
  if (!reboot.reasons.empty()) {
    out.key("reasons");
    out.begin_list();
    for (const named_reboot::reason& reason : reboot.reasons) {
      out.begin_object();
      out.key("reason");
      out.string(name_of(reason.why));
      if (!reason.patches.empty()) {
        out.key("patches");
        write_list(out, reason.patches);
      }
      out.end_object();
    }
    out.end_list();
  }
  if (reboot.answer != reboot_answer::none && reboot.user) {
    out.key("user");
    write_json(out, *reboot.user);
  }
  out.end_object();
}

}  // namespace detail

/// The decisions of one task: `platform`, `task`, `before` and `after`, each with its `answer`, the `reasons` with
/// their `patches` or `because`, and the `user`'s part if it is set.
inline std::string write_reboots(platform os, task_kind task, const named_reboot& before, const named_reboot& after,
                                 json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  out.begin_object();
  out.key("platform");
  out.string(name_of(os));
  out.key("task");
  out.string(name_of(task));
  out.key("before");
  detail::write_reboot(out, before);
  out.key("after");
  detail::write_reboot(out, after);
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

/// The result code of one patch.
struct result_line {
  std::string id = {};
  std::int64_t code = 0;
  friend bool operator==(const result_line&, const result_line&) = default;
};

namespace detail {

struct result_fields {
  located<std::string> id = {};
  std::int64_t code = 0;
};

}  // namespace detail

template <>
struct describe<detail::result_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"id", &detail::result_fields::id, presence::required});
    v(field{"code", &detail::result_fields::code, presence::required});
  }
};

namespace detail {

template <>
struct json_codec<std::int64_t> {
  static void read(json_reader& in, std::int64_t& value) {
    const std::size_t at = in.here();
    const auto number = in.at_number() ? scaled_decimal(in.read_number(), 0) : std::nullopt;
    if (!number) return in.reject(at, "a whole number of at most 18 digits");
    value = *number;
  }
};

}  // namespace detail

/// Reads result codes, NDJSON with `id` and `code`. Strict: either all of them, or all the errors; an id that is given
/// twice is one. Linear.
inline result<std::vector<result_line>, reading_errors> read_result_lines(std::string_view text) {
  std::vector<result_line> lines;
  reading_errors errors;
  detail::hash_index by_id;
  const auto read = [&](std::string_view line, std::size_t number) {
    const std::size_t errors_before = errors.count();
    detail::json_reader in(line, errors, number);
    detail::result_fields one;
    detail::read_json(in, one);
    in.finish();
    if (errors.count() != errors_before) return;
    const auto index = static_cast<ordinal>(lines.size());
    lines.push_back({*std::move(one.id.value), one.code});
    const std::string& id = lines.back().id;
    const auto same = [&](ordinal other) { return lines[other].id == id; };
    if (by_id.find_or_insert(by_id.hash(id), index, same) == index) return;
    const detail::json_reader::field_scope scope(in, "id");
    in.error(one.id.at, detail::in_quotes(id) + " is given twice");
  };
  detail::line_splitter splitter;
  splitter.feed(text, errors, read);
  splitter.finish(errors, read);
  if (errors.empty()) return lines;
  return unexpected{std::move(errors)};
}

/// What the first key of a reboot session says.
inline constexpr std::string_view reboot_session_format = "patchpolicy/reboot_session/1";

namespace detail {

/// A request as a file has it; without a deadline it does not begin by itself, and without an extension the countdown
/// is as long as it may become.
struct request_fields {
  flag_set<reboot_source> before = {};
  flag_set<reboot_source> after = {};
  flag_set<reboot_reason> reasons = {};
  sys_seconds asked = {};
  std::optional<sys_seconds> deadline = {};
  std::optional<countdown_length> countdown = {};
  std::optional<countdown_length> extend_up_to = {};
  bool warn_at_logoff = false;
  bool may_cancel_timeout = false;
  bool may_cancel_restart = false;
  friend bool operator==(const request_fields&, const request_fields&) = default;
};

/// A session as a file has it; `since` and `until` are those of a countdown.
struct session_fields {
  reboot_state state = reboot_state::none;
  bool user_logged_on = false;
  sys_seconds seen = {};
  std::optional<sys_seconds> since = {};
  std::optional<sys_seconds> until = {};
  std::optional<request_fields> request = {};
};

}  // namespace detail

template <>
struct describe<detail::request_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"before", &detail::request_fields::before});
    v(field{"after", &detail::request_fields::after});
    v(field{"reasons", &detail::request_fields::reasons});
    v(field{"asked", &detail::request_fields::asked, presence::required});
    v(field{"deadline", &detail::request_fields::deadline});
    v(field{"countdown_minutes", &detail::request_fields::countdown});
    v(field{"extend_up_to_minutes", &detail::request_fields::extend_up_to});
    v(field{"warn_at_logoff", &detail::request_fields::warn_at_logoff});
    v(field{"may_cancel_timeout", &detail::request_fields::may_cancel_timeout});
    v(field{"may_cancel_restart", &detail::request_fields::may_cancel_restart});
  }
};

template <>
struct describe<detail::session_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"state", &detail::session_fields::state, presence::required});
    v(field{"user_logged_on", &detail::session_fields::user_logged_on, presence::required});
    v(field{"seen", &detail::session_fields::seen, presence::required});
    v(field{"since", &detail::session_fields::since});
    v(field{"until", &detail::session_fields::until});
    v(field{"request", &detail::session_fields::request});
  }
};

namespace detail {

inline std::optional<countdown_length> minutes_in_file(std::chrono::minutes length) {
  return length.count() == 0 ? std::nullopt : countdown_length::of(length.count()).optional();
}
inline std::chrono::minutes minutes_of(const std::optional<countdown_length>& length) {
  return std::chrono::minutes(length ? length->count() : 0);
}

inline request_fields fields_of(const reboot_request& r) {
  return {r.before,
          r.after,
          r.reasons,
          r.asked,
          r.deadline == never ? std::nullopt : std::optional(r.deadline),
          minutes_in_file(r.countdown),
          minutes_in_file(r.extend_up_to == r.countdown ? std::chrono::minutes(0) : r.extend_up_to),
          r.warn_at_logoff,
          r.may_cancel_timeout,
          r.may_cancel_restart};
}

inline reboot_request request_of(const request_fields& f) {
  return {f.before,
          f.after,
          f.reasons,
          f.asked,
          f.deadline.value_or(never),
          minutes_of(f.countdown),
          f.extend_up_to ? minutes_of(f.extend_up_to) : minutes_of(f.countdown),
          f.warn_at_logoff,
          f.may_cancel_timeout,
          f.may_cancel_restart};
}

}  // namespace detail

/// Writes a session, which reads back as an equal one.
inline std::string write_reboot_session(const reboot_session& session, json_layout layout = json_layout::indented) {
  detail::session_fields fields{session.state(), session.user_logged_on(), session.seen()};
  if (session.state() == reboot_state::counting) {
    fields.since = session.since();
    fields.until = session.until();
  }
  if (session.state() != reboot_state::none) fields.request = detail::fields_of(session.request());
  return detail::write_document(fields, reboot_session_format, layout);
}

/// Reads a session. Strict: a session whose parts no events can lead to is an error.
inline result<reboot_session, reading_errors> read_reboot_session(std::string_view text) {
  auto fields = detail::read_document<detail::session_fields>(text, reboot_session_format);
  if (!fields) return unexpected{std::move(fields).error()};
  const auto session = reboot_session::of(
      fields->state, fields->request ? detail::request_of(*fields->request) : reboot_request{}, fields->user_logged_on,
      fields->seen, fields->since.value_or(sys_seconds{}), fields->until.value_or(sys_seconds{}));
  if (session) return *session;
  reading_errors errors;
  errors.add({1, 1, "state",
              "no events lead to this session: its state, its instants and its request do not fit together; start with "
              "a new one, and ask for the reboot again"});
  return unexpected{std::move(errors)};
}

}  // namespace patchpolicy::inline v1
