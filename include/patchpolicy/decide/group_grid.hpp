// SPDX-License-Identifier: BSL-1.0
/// \file
/// The patch groups of a console beside a catalog and a configuration: counts, eyes and status (rules G2 to G5).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// What a task does with a group (rule G1).
enum class group_use : std::uint8_t { none, include, exclude };

template <>
struct enum_names<group_use> {
  static constexpr std::string_view names[] = {"none", "include", "exclude"};
};

/// Whether the configuration contains a group's patches of a platform that is not the one being configured (rule G3).
enum class group_eye : std::uint8_t { open, crossed_out };

template <>
struct enum_names<group_eye> {
  static constexpr std::string_view names[] = {"open", "crossed_out"};
};

/// The status of a group's patches of one platform, deliberately approximate (rule G4).
enum class group_status : std::uint8_t { active, not_active };

template <>
struct enum_names<group_status> {
  static constexpr std::string_view names[] = {"active", "not_active"};
};

/// Why they are not active (rule G4).
enum class inactive_reason : std::uint8_t {
  group_not_used,  ///< no enabled task of the platform includes the group
  not_assigned,    ///< the configuration is assigned to no endpoint
};

template <>
struct enum_names<inactive_reason> {
  static constexpr std::string_view names[] = {"group_not_used", "not_assigned"};
};

/// The task that is being configured. It may be off; what it has chosen is told all the same, since it can be edited.
struct configured_task {
  platform os = platform::windows;
  task_kind task = task_kind::routine_maintenance;
  friend bool operator==(const configured_task&, const configured_task&) = default;
};

/// A group on one platform.
struct grid_cell {
  std::size_t records = 0;  ///< how many the group holds, each once, be it by id and by bulletin (rule G2)
  bool included = false;    ///< an enabled task of this platform includes the group
  std::optional<group_eye> eye = {};  ///< none for the platform that is being configured
  friend bool operator==(const grid_cell&, const grid_cell&) = default;
};

/// A group.
struct grid_row {
  group_use use = group_use::none;  ///< by the task that is being configured
  std::array<grid_cell, enum_size<platform>> cells = {};
  std::vector<ordinal> unknown = {};  ///< which of its names match no record, each once, in their order

  constexpr const grid_cell& on(platform os) const noexcept { return cells[static_cast<std::size_t>(os)]; }
  constexpr grid_cell& on(platform os) noexcept { return cells[static_cast<std::size_t>(os)]; }
  constexpr std::size_t total() const noexcept {
    std::size_t sum = 0;
    for (const grid_cell& cell : cells) sum += cell.records;
    return sum;
  }
  friend bool operator==(const grid_row&, const grid_row&) = default;
};

/// A group that does not exist, though a task names it, be that on or off (rule G5).
struct absent_group {
  std::string name = {};
  configured_task named_by = {};
  group_use use = group_use::include;
  friend bool operator==(const absent_group&, const absent_group&) = default;
};

/// A row for each group, in their order; by ordinals, so that it refers to nothing.
struct group_grid {
  configured_task configured = {};
  std::vector<grid_row> rows = {};
  std::vector<absent_group> absent = {};  ///< in the order of the configuration
  friend bool operator==(const group_grid&, const group_grid&) = default;
};

namespace detail {

/// Distinct names that live elsewhere, counted in the order in which they came.
class name_index {
  constexpr auto is(std::string_view name) const {
    return [this, name](ordinal other) { return names_[other] == name; };
  }

 public:
  constexpr std::size_t size() const noexcept { return names_.size(); }
  constexpr ordinal find_or_add(std::string_view name) {
    const auto next = static_cast<ordinal>(names_.size());
    const ordinal at = by_name_.find_or_insert(by_name_.hash(name), next, is(name));
    if (at == next) names_.push_back(name);
    return at;
  }
  constexpr ordinal find(std::string_view name) const { return by_name_.find(by_name_.hash(name), is(name)); }

  /// What a record is found by: its id, and its bulletin if it has one (rule G1).
  template <class Record>
  constexpr std::array<ordinal, 2> names_of(const Record& record) const {
    using known = detail::known<Record>;
    const std::string_view bulletin = known::bulletin(record);
    return {find(known::id(record)), bulletin.empty() ? no_ordinal : find(bulletin)};
  }

 private:
  std::vector<std::string_view> names_;
  hash_index by_name_;
};

/// Calls `f(name, use)` for each group that a task names, in its order.
template <class Options, class Function>
constexpr void for_each_named_group(const Options& options, Function f) {
  if (!options.patch_groups) return;
  for (const auto& name : options.patch_groups->included()) f(std::string_view(name), group_use::include);
  if constexpr (has_group_exclusion<Options>)
    for (const auto& name : options.patch_groups->excluded()) f(std::string_view(name), group_use::exclude);
}
template <class Storage, class Function>
constexpr void for_each_named_group(const basic_linux_options<Storage>& options, Function f) {
  if (const auto* selection = std::get_if<basic_linux_selection<Storage>>(&options))
    for_each_named_group(*selection, f);
}

template <class Options>
constexpr bool takes_all_missing(const Options&) {
  return false;
}
template <class Storage>
constexpr bool takes_all_missing(const basic_linux_options<Storage>& options) {
  return std::holds_alternative<all_missing_patches>(options);
}

/// What the tasks of a configuration do with the groups.
template <class Groups>
class grid_uses {
 public:
  constexpr grid_uses(const Groups& groups, group_grid& grid) : grid_(grid) {
    row_of_group_.reserve(groups.size());
    for (const auto& group : groups) {
      const ordinal name = names_.find_or_add(group.name);
      if (name == first_row_.size()) first_row_.push_back(static_cast<ordinal>(row_of_group_.size()));
      row_of_group_.push_back(first_row_[name]);
    }
  }

  template <class Storage>
  constexpr void read(const basic_configuration<Storage>& config) {
    read_platform<platform::windows>(config);
    read_platform<platform::mac>(config);
    read_platform<platform::gnu_linux>(config);
  }

 private:
  template <platform Platform, class Storage>
  constexpr void read_platform(const basic_configuration<Storage>& config) {
    bool all_missing = false;
    for_each_task<Platform>(config, [&](const auto& task) {
      const configured_task current{Platform, task.kind};
      all_missing = all_missing || (task.enabled && takes_all_missing(task.deploy));
      for_each_named_group(task.deploy, [&](std::string_view name, group_use use) {
        const ordinal known_as = names_.find(name);
        if (known_as == no_ordinal) {
          grid_.absent.push_back({std::string(name), current, use});
          return;
        }
        grid_row& row = grid_.rows[first_row_[known_as]];
        if (current == grid_.configured) row.use = use;
        if (task.enabled && use == group_use::include) row.on(Platform).included = true;
      });
    });
    // Groups of one name are used alike.
    for (ordinal g = 0; g < grid_.rows.size(); ++g) {
      const grid_row& first = grid_.rows[row_of_group_[g]];
      grid_row& row = grid_.rows[g];
      grid_cell& cell = row.on(Platform);
      row.use = first.use;
      cell.included = first.on(Platform).included;
      if (Platform != grid_.configured.os)
        cell.eye = cell.included || all_missing ? group_eye::open : group_eye::crossed_out;
    }
  }

  group_grid& grid_;
  name_index names_;
  std::vector<ordinal> first_row_;     // of each name
  std::vector<ordinal> row_of_group_;  // the first one of the same name
};

/// Counts the records that groups hold.
template <class Groups>
class grid_counts {
 public:
  constexpr grid_counts(const Groups& groups, group_grid& grid) : groups_(groups), grid_(grid) {
    ordinal_lists names_of;  // each group's
    std::vector<ordinal> last_group;
    for (ordinal g = 0; g < groups.size(); ++g) {
      for (const auto& patch : groups[g].patches) {
        const ordinal name = names_.find_or_add(patch);
        if (name == last_group.size()) last_group.push_back(no_ordinal);
        if (last_group[name] != g) names_of.add(name);
        last_group[name] = g;
      }
      names_of.end_list();
    }
    while (names_of.size() < names_.size()) names_of.end_list();
    groups_of_ = names_of.reversed();
    matched_.assign(names_.size(), 0);
  }

  template <patch_range Range>
  constexpr void count(const Range& records) {
    constexpr platform os = patch_traits<record_of<Range>>::os;
    for (const auto& record : records) {
      const auto [by_id, by_bulletin] = names_.names_of(record);
      const ordinal* a = begin_of(by_id);
      const ordinal* b = begin_of(by_bulletin);
      const ordinal* const a_end = end_of(by_id);
      const ordinal* const b_end = end_of(by_bulletin);
      while (a != a_end || b != b_end) {
        const ordinal g = b == b_end || (a != a_end && *a <= *b) ? *a : *b;
        if (a != a_end && *a == g) ++a;
        if (b != b_end && *b == g) ++b;
        ++grid_.rows[g].on(os).records;
      }
      if (by_id != no_ordinal) matched_[by_id] = 1;
      if (by_bulletin != no_ordinal) matched_[by_bulletin] = 1;
    }
  }

  /// When all records have been counted: the names that match none.
  constexpr void list_unknown() {
    std::vector<ordinal> last_group(names_.size(), no_ordinal);
    for (ordinal g = 0; g < groups_.size(); ++g)
      for (ordinal i = 0; i < groups_[g].patches.size(); ++i) {
        const ordinal name = names_.find(groups_[g].patches[i]);
        if (matched_[name] == 0 && last_group[name] != g) grid_.rows[g].unknown.push_back(i);
        last_group[name] = g;
      }
  }

 private:
  constexpr const ordinal* begin_of(ordinal name) const {
    return name == no_ordinal ? nullptr : groups_of_.begin(name);
  }
  constexpr const ordinal* end_of(ordinal name) const { return name == no_ordinal ? nullptr : groups_of_.end(name); }

  const Groups& groups_;
  group_grid& grid_;
  name_index names_;
  ordinal_lists groups_of_;  // of each name
  std::vector<unsigned char> matched_;
};

}  // namespace detail

/// The grid of `groups`, `patch_groups` or a view of them, for a task that is being configured (rules G2, G3 and G5).
/// `records` are ranges of records, a host's own or ours; those of one platform may come in several. A task that
/// its platform does not offer chooses nothing. Linear in the configuration, the groups, the records and the counts.
template <class Storage, class Groups, patch_range... Ranges>
constexpr group_grid grid_of(const basic_configuration<Storage>& config, const Groups& groups,
                             const configured_task& configured, const Ranges&... records) {
  group_grid grid{configured, std::vector<grid_row>(groups.size()), {}};
  detail::grid_uses<Groups>(groups, grid).read(config);
  detail::grid_counts<Groups> counts(groups, grid);
  (counts.count(records), ...);
  counts.list_unknown();
  return grid;
}

template <class Storage, class Groups>
group_grid grid_of(const basic_configuration<Storage>& config, const Groups& groups, const configured_task& configured,
                   const catalog& all) {
  return patchpolicy::grid_of(config, groups, configured, all.records<platform::windows>(),
                              all.records<platform::mac>(), all.records<platform::gnu_linux>());
}

/// Opens a count: calls `f(ordinal)` for each of the `records` that the group holds, in their order (rule G2). Linear
/// in the records and the group.
template <class Group, patch_range Range, class Function>
constexpr void for_each_record_in(const Group& group, const Range& records, Function f) {
  detail::name_index names;
  for (const auto& patch : group.patches) names.find_or_add(patch);
  ordinal at = 0;
  for (const auto& record : records) {
    const auto [by_id, by_bulletin] = names.names_of(record);
    if (by_id != no_ordinal || by_bulletin != no_ordinal) f(at);
    ++at;
  }
}

/// Opens all counts of a group: calls `f(platform_constant, ordinal)` for each record of a catalog that it holds.
template <class Group, class Function>
void for_each_record_in(const Group& group, const catalog& all, Function f) {
  const auto open = [&](auto os) {
    patchpolicy::for_each_record_in(group, all.records<os()>(), [&](ordinal at) { f(os, at); });
  };
  open(platform_constant<platform::windows>{});
  open(platform_constant<platform::mac>{});
  open(platform_constant<platform::gnu_linux>{});
}

/// All that speaks against the status *active* of a group's records of that platform, if the configuration is assigned
/// to that many endpoints; the status is active exactly if that is nothing (rule G4).
///
/// Approximate, as the rule says: only whether an enabled task of the platform includes this very group. Other groups,
/// the product filter, other options (Linux: all missing patches) and supersession do not count; for those there is
/// `deploying_tasks`.
constexpr flag_set<inactive_reason> why_not_active(const grid_row& row, platform os, std::uint64_t endpoints) noexcept {
  flag_set<inactive_reason> reasons;
  if (!row.on(os).included) reasons.insert(inactive_reason::group_not_used);
  if (endpoints == 0) reasons.insert(inactive_reason::not_assigned);
  return reasons;
}

/// Active if `why_not_active` has nothing to say.
constexpr group_status status_of(const grid_row& row, platform os, std::uint64_t endpoints) noexcept {
  return why_not_active(row, os, endpoints).empty() ? group_status::active : group_status::not_active;
}

}  // namespace patchpolicy::inline v1
