// SPDX-License-Identifier: BSL-1.0
/// \file
/// Findings in NDJSON, one a line.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/text/finding_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_text.hpp"

namespace patchpolicy::inline v1 {

namespace detail {

inline void write_finding(json_writer& out, const finding& f, std::string_view message) {
  out.begin_object();
  out.key("code");
  out.string(name_of(f.code));
  out.key("level");
  out.string(name_of(f.level()));
  out.key("path");
  out.string(f.path);
  out.key("arguments");
  out.begin_object();
  for (const finding_argument& argument : f.arguments) {
    out.key(argument.name);
    if (const auto* number = std::get_if<long long>(&argument.value))
      out.number(*number);
    else if (const auto* one = std::get_if<std::string>(&argument.value))
      out.string(valid_utf8(*one));
    else if (const auto* date = std::get_if<civil_date>(&argument.value))
      out.string(to_text(*date));
    else if (const auto* task = std::get_if<task_kind>(&argument.value))
      out.string(name_of(*task));
    else
      write_texts(out, std::get<std::vector<std::string>>(argument.value));
  }
  out.end_object();
  out.key("message");
  out.string(message);
  out.end_object();
}

}  // namespace detail

/// Appends a finding as a line, with its end: `code`, `level`, `path`, `arguments` by name, and the `message`.
inline void append_finding_line(std::string& text, const finding& f) {
  detail::json_writer out(text, json_layout::compact);
  detail::write_finding(out, f, to_text(f));
  text += '\n';
}

}  // namespace patchpolicy::inline v1
