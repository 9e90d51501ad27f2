// SPDX-License-Identifier: BSL-1.0
/// \file
/// Verdicts in NDJSON, one a line.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/ndjson.hpp"
#include "patchpolicy/text/verdict_line.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// The key under which a reason names what it is about; empty if it names nothing.
constexpr std::string_view names_key(rule r) noexcept {
  switch (r) {
    case rule::included_group:
    case rule::excluded_group: return "group";
    case rule::product_filter: return "at";
    case rule::replaced_by_selected: return "by";
    case rule::not_latest: return "latest";
    case rule::dependency: return "of";
    default: return {};
  }
}
constexpr bool names_are_a_list(rule r) noexcept { return r == rule::product_filter || r == rule::dependency; }

template <class Text>
void write_reasons(json_writer& out, const std::vector<basic_reason<Text>>& reasons) {
  out.begin_list();
  for (const auto& r : reasons) {
    out.begin_object();
    out.key("rule");
    out.string(name_of(r.why));
    if (const std::string_view key = names_key(r.why); !key.empty()) {
      out.key(key);
      if (names_are_a_list(r.why))
        write_list(out, r.names);
      else
        out.string(r.names.front());
    }
    out.end_object();
  }
  out.end_list();
}

/// A reason as a file has it, before its rule says which of the other keys it needs.
struct reason_fields {
  located<rule> why = {};
  located<std::string> group = {};
  located<std::vector<std::string>> at = {};
  located<std::string> by = {};
  located<std::string> latest = {};
  located<std::vector<std::string>> of = {};
};

}  // namespace detail

template <>
struct describe<detail::reason_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"rule", &detail::reason_fields::why, presence::required});
    v(field{"group", &detail::reason_fields::group});
    v(field{"at", &detail::reason_fields::at});
    v(field{"by", &detail::reason_fields::by});
    v(field{"latest", &detail::reason_fields::latest});
    v(field{"of", &detail::reason_fields::of});
  }
};

namespace detail {

template <>
struct json_codec<verdict_reason> {
  static void read(json_reader& in, verdict_reason& value) {
    const std::size_t at = in.here();
    const std::size_t errors_before = in.error_count();
    reason_fields fields;
    read_json(in, fields);
    if (in.failed() || in.error_count() != errors_before) return;
    value.why = *fields.why.value;
    const std::string_view needed = names_key(value.why);
    const auto take = [&](std::string_view key, auto& found) {
      if (found.given == (key == needed)) {
        if (key == needed) append(value.names, *std::move(found.value));
        return;
      }
      const json_reader::field_scope scope(in, key);
      in.error(found.given ? found.at : at,
               (found.given ? "this key does not belong to the rule " : "this key is missing for the rule ") +
                   in_quotes(name_of(value.why)));
    };
    take("group", fields.group);
    take("at", fields.at);
    take("by", fields.by);
    take("latest", fields.latest);
    take("of", fields.of);
  }

 private:
  static void append(std::vector<std::string>& names, std::string&& name) { names.push_back(std::move(name)); }
  static void append(std::vector<std::string>& names, std::vector<std::string>&& list) { names = std::move(list); }
};

/// The reasons on one side of a verdict: rules of that side, in their order.
template <bool Stops>
struct reason_list {
  std::vector<verdict_reason> reasons = {};
};

template <bool Stops>
struct json_codec<reason_list<Stops>> {
  static void read(json_reader& in, reason_list<Stops>& list) {
    read_list<verdict_reason>(in, [&](verdict_reason&& r, std::size_t at, std::size_t) {
      const json_reader::field_scope scope(in, "rule");
      if (is_stop(r.why) != Stops)
        in.error(at, in_quotes(name_of(r.why)) + (Stops ? " stops nothing" : " selects nothing"));
      else if (!list.reasons.empty() && !may_follow(list.reasons.back().why, r.why))
        in.error(at, in_quotes(name_of(r.why)) + " does not come after " + in_quotes(name_of(list.reasons.back().why)));
      list.reasons.push_back(std::move(r));
    });
  }

 private:
  static constexpr bool may_follow(rule before, rule after) noexcept {
    return before < after || (before == after && names_key(after) == "group");
  }
};

struct verdict_fields {
  std::string id = {};
  located<bool> deploys = {};
  reason_list<false> selected_by = {};
  reason_list<true> stopped_by = {};
  flag_set<unknown_field> unknown = {};
  located<std::vector<std::string>> installs = {};
};

}  // namespace detail

template <>
struct describe<detail::verdict_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"id", &detail::verdict_fields::id, presence::required});
    v(field{"deploys", &detail::verdict_fields::deploys, presence::required});
    v(field{"selected_by", &detail::verdict_fields::selected_by, presence::required});
    v(field{"stopped_by", &detail::verdict_fields::stopped_by, presence::required});
    v(field{"unknown", &detail::verdict_fields::unknown});
    v(field{"installs", &detail::verdict_fields::installs});
  }
};

/// Appends a verdict as a line, with its end. Names are UTF-8.
template <class Text>
void append_verdict_line(std::string& text, const basic_verdict_line<Text>& line) {
  detail::json_writer out(text, json_layout::compact);
  out.begin_object();
  out.key("id");
  out.string(line.id);
  out.key("deploys");
  out.boolean(line.deploys);
  out.key("selected_by");
  detail::write_reasons(out, line.selected_by);
  out.key("stopped_by");
  detail::write_reasons(out, line.stopped_by);
  if (!line.unknown.empty()) {
    out.key("unknown");
    detail::write_json(out, line.unknown);
  }
  if (!line.installs.empty()) {
    out.key("installs");
    detail::write_list(out, line.installs);
  }
  out.end_object();
  text += '\n';
}

/// Reads verdicts. Strict: either all of them, or all the errors; a verdict whose `deploys` does not follow from its
/// reasons is an error. Linear.
inline result<std::vector<verdict_line>, reading_errors> read_verdict_lines(std::string_view text) {
  std::vector<verdict_line> lines;
  reading_errors errors;
  const auto read = [&](std::string_view line, std::size_t number) {
    const std::size_t errors_before = errors.count();
    detail::json_reader in(line, errors, number);
    detail::verdict_fields fields;
    detail::read_json(in, fields);
    in.finish();
    if (errors.count() != errors_before) return;
    const bool follows = !fields.selected_by.reasons.empty() && fields.stopped_by.reasons.empty();
    if (*fields.deploys.value != follows) {
      const detail::json_reader::field_scope scope(in, "deploys");
      in.error(fields.deploys.at, follows ? "expected true, as something selects this patch and nothing stops it"
                                          : "expected false, as nothing selects this patch or something stops it");
    }
    if (!follows && fields.installs.given) {
      const detail::json_reader::field_scope scope(in, "installs");
      in.error(fields.installs.at, "only a patch that deploys installs others");
    }
    lines.push_back({std::move(fields.id), follows, std::move(fields.selected_by.reasons),
                     std::move(fields.stopped_by.reasons), fields.unknown,
                     std::move(fields.installs.value).value_or(std::vector<std::string>{})});
  };
  detail::line_splitter splitter;
  splitter.feed(text, errors, read);
  splitter.finish(errors, read);
  if (errors.empty()) return lines;
  return unexpected{std::move(errors)};
}

}  // namespace patchpolicy::inline v1
