// SPDX-License-Identifier: BSL-1.0
/// \file
/// Configurations in JSON.
#pragma once

#include <string>
#include <string_view>

#include "patchpolicy/core/result.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/text/json_document.hpp"
#include "patchpolicy/text/options_json.hpp"
#include "patchpolicy/text/schedule_json.hpp"

namespace patchpolicy::inline v1 {

/// What the file says under `format`.
inline constexpr std::string_view configuration_format = "patchpolicy/configuration/1";

namespace detail {

/// An enabled task needs a schedule, which a value under edit may lack (rule T3).
template <platform Platform, task_kind Kind, class Storage>
struct json_codec<basic_task<Platform, Kind, Storage>> {
  using task_type = basic_task<Platform, Kind, Storage>;

  static void read(json_reader& in, task_type& task) {
    const std::size_t at = in.here();
    const auto seen = read_members(in, task, reads_no_other, no_other_keys);
    if (in.failed() || !task.enabled || seen.is_given("schedule")) return;
    const json_reader::field_scope scope(in, "schedule");
    in.error(at, "this key is missing; a task that is enabled needs a schedule");
  }
  static void write(json_writer& out, const task_type& task) {
    out.begin_object();
    write_members(out, task);
    out.end_object();
  }
};

}  // namespace detail

/// Reads a configuration. Strict: either the whole value, or all the errors. Linear; `text` is UTF-8, at most 16 MiB.
inline result<configuration, reading_errors> read_configuration(std::string_view text) {
  return detail::read_document<configuration>(text, configuration_format);
}

/// Writes a configuration in its canonical form: what is written reads back as an equal value, if each task that is
/// enabled has its schedule. Its texts are UTF-8; with others the file is refused when it is read.
template <class Storage>
std::string write_configuration(const basic_configuration<Storage>& config,
                                json_layout layout = json_layout::indented) {
  return detail::write_document(config, configuration_format, layout);
}

}  // namespace patchpolicy::inline v1
