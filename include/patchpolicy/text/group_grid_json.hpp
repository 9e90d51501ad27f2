// SPDX-License-Identifier: BSL-1.0
/// \file
/// The grid of patch groups, and the records behind its counts, in JSON (rules G2 to G5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/group_grid.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_writer.hpp"

namespace patchpolicy::inline v1 {

/// One of the records that a group holds; it refers to the text of the record.
struct group_record {
  std::string_view id = {};
  platform os = platform::windows;
  flag_set<task_kind> deployed_by = {};  ///< the exact answer, from `deploying_tasks`
  friend bool operator==(const group_record&, const group_record&) = default;
};

namespace detail {

/// The status, and `because` if it is not active; nothing where it depends on a number of endpoints that is not known.
inline void write_status(json_writer& out, const grid_row& row, platform os, std::optional<std::uint64_t> endpoints) {
  const flag_set<inactive_reason> reasons = why_not_active(row, os, endpoints.value_or(1));
  if (reasons.empty() && !endpoints) return;
  out.key("status");
  out.string(name_of(reasons.empty() ? group_status::active : group_status::not_active));
  if (reasons.empty()) return;
  out.key("because");
  write_json(out, reasons);
}

inline void write_cell(json_writer& out, const grid_row& row, platform os, std::optional<std::uint64_t> endpoints) {
  const grid_cell& cell = row.on(os);
  out.begin_object();
  out.key("records");
  out.number(static_cast<long long>(cell.records));
  if (cell.eye) {
    out.key("eye");
    out.string(name_of(*cell.eye));
  }
  write_status(out, row, os, endpoints);
  out.end_object();
}

inline void write_configured(json_writer& out, const configured_task& task) {
  out.key("platform");
  out.string(name_of(task.os));
  out.key("task");
  out.string(name_of(task.task));
}

inline void write_endpoints(json_writer& out, std::optional<std::uint64_t> endpoints) {
  if (!endpoints) return;
  out.key("endpoints");
  out.number(static_cast<long long>(*endpoints));
}

}  // namespace detail

/// The grid of these `groups`: the `platform` and `task` that are configured, `endpoints` if they are known; `groups`,
/// each with its `name`, the `choice` of that task, for each platform the `records`, the `eye` and the `status`, the
/// `total`, and the names that are `unknown`; `absent_groups`. At most 2^63 - 1 endpoints. Bytes that are no UTF-8 are
/// replaced by U+FFFD.
template <class Groups>
std::string write_group_grid(const group_grid& grid, const Groups& groups,
                             std::optional<std::uint64_t> endpoints = std::nullopt,
                             json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  out.begin_object();
  detail::write_configured(out, grid.configured);
  detail::write_endpoints(out, endpoints);
  out.key("groups");
  out.begin_list();
  for (ordinal g = 0; g < grid.rows.size(); ++g) {
    const grid_row& row = grid.rows[g];
    out.begin_object();
    out.key("name");
    out.string(detail::valid_utf8(groups[g].name));
    out.key("choice");
    out.string(name_of(row.use));
    for (const platform os : {platform::windows, platform::mac, platform::gnu_linux}) {
      out.key(name_of(os));
      detail::write_cell(out, row, os, endpoints);
    }
    out.key("total");
    out.number(static_cast<long long>(row.total()));
    out.key("unknown");
    out.begin_list();
    for (const ordinal name : row.unknown) out.string(detail::valid_utf8(groups[g].patches[name]));
    out.end_list();
    out.end_object();
  }
  out.end_list();
  out.key("absent_groups");
  out.begin_list();
  for (const absent_group& absent : grid.absent) {
    out.begin_object();
    out.key("name");
    out.string(detail::valid_utf8(absent.name));
    detail::write_configured(out, absent.named_by);
    out.key("choice");
    out.string(name_of(absent.use));
    out.end_object();
  }
  out.end_list();
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

/// The records behind the counts of the group at that place: `name`, `endpoints` if they are known; `records`, each
/// with its `id` and `platform`, its approximate `status`, and exactly whether it `deploys` and by which `tasks`.
template <class Groups>
std::string write_group_records(const group_grid& grid, const Groups& groups, ordinal group,
                                const std::vector<group_record>& records,
                                std::optional<std::uint64_t> endpoints = std::nullopt,
                                json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  out.begin_object();
  out.key("name");
  out.string(detail::valid_utf8(groups[group].name));
  detail::write_endpoints(out, endpoints);
  out.key("records");
  out.begin_list();
  for (const group_record& record : records) {
    out.begin_object();
    out.key("id");
    out.string(detail::valid_utf8(record.id));
    out.key("platform");
    out.string(name_of(record.os));
    detail::write_status(out, grid.rows[group], record.os, endpoints);
    out.key("deploys");
    out.boolean(!record.deployed_by.empty());
    out.key("tasks");
    detail::write_json(out, record.deployed_by);
    out.end_object();
  }
  out.end_list();
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

}  // namespace patchpolicy::inline v1
