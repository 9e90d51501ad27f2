// SPDX-License-Identifier: BSL-1.0
/// \file
/// Patch groups in JSON (rule G1).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/text/json_document.hpp"

namespace patchpolicy::inline v1 {

/// What the file says under `format`.
inline constexpr std::string_view patch_groups_format = "patchpolicy/groups/1";

namespace detail {

template <class Groups>
struct patch_groups_file {
  Groups groups = {};
};

}  // namespace detail

template <class Groups>
struct describe<detail::patch_groups_file<Groups>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"groups", &detail::patch_groups_file<Groups>::groups, presence::required});
  }
};

namespace detail {

/// No two groups of a file have the same name.
template <>
struct json_codec<patch_groups> {
  static void read(json_reader& in, patch_groups& groups) {
    if (!in.at_array()) return in.reject(in.here(), "a list");
    hash_index by_name;
    in.read_array([&](std::size_t) {
      const std::size_t at = in.here();
      patch_group group;
      const auto seen = read_members(in, group, reads_no_other, no_other_keys);
      if (!seen.is_read("name")) return;
      const auto index = static_cast<ordinal>(groups.size());
      groups.push_back(std::move(group));
      const std::string& name = groups.back().name;
      const auto same = [&](ordinal other) { return groups[other].name == name; };
      if (by_name.find_or_insert(by_name.hash(name), index, same) == index) return;
      const json_reader::field_scope scope(in, "name");
      in.error(at, "the group " + in_quotes(name) + " is given twice");
    });
  }
  static void write(json_writer& out, const patch_groups& groups) { write_list(out, groups); }
};

}  // namespace detail

/// Reads patch groups. Strict: either all of them, or all the errors. Linear; `text` is UTF-8, at most 16 MiB.
inline result<patch_groups, reading_errors> read_patch_groups(std::string_view text) {
  auto file = detail::read_document<detail::patch_groups_file<patch_groups>>(text, patch_groups_format);
  if (!file) return unexpected{std::move(file).error()};
  return std::move(file->groups);
}

/// Writes patch groups, which read back as equal ones if each name stands once. Names are UTF-8.
inline std::string write_patch_groups(const patch_groups& groups, json_layout layout = json_layout::indented) {
  return detail::write_document(detail::patch_groups_file<patch_groups>{groups}, patch_groups_format, layout);
}

}  // namespace patchpolicy::inline v1
