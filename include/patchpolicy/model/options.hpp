// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which patches a task deploys, as an administrator sets it (rule D1). What a platform lacks has no member here.
#pragma once

#include <optional>
#include <type_traits>
#include <variant>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/model/severity.hpp"

namespace patchpolicy::inline v1 {

/// Windows: selects on any part that is set (rule D5).
struct risk_option {
  std::optional<vrr_score> vrr_at_least = {};
  std::optional<cvss_threshold> cvss_at_least = {};
  bool exploited = false;
  friend bool operator==(const risk_option&, const risk_option&) = default;
};

template <>
struct describe<risk_option> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"vrr_at_least", &risk_option::vrr_at_least});
    v(field{"cvss_at_least", &risk_option::cvss_at_least});
    v(field{"exploited", &risk_option::exploited});
  }
};

/// The ticked levels; a set, not a threshold (rule D6). A new one ticks *security critical*.
struct windows_severity_option {
  flag_set<severity_level> security = {severity_level::critical};
  flag_set<severity_level> non_security = {};
  friend bool operator==(const windows_severity_option&, const windows_severity_option&) = default;
};

template <>
struct describe<windows_severity_option> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"security", &windows_severity_option::security, presence::required});
    v(field{"non_security", &windows_severity_option::non_security});
  }
};

/// As on Windows, but non-security patches have one tick for all levels (rule D6).
struct mac_severity_option {
  flag_set<severity_level> security = {severity_level::critical};
  bool non_security = false;
  friend bool operator==(const mac_severity_option&, const mac_severity_option&) = default;
};

template <>
struct describe<mac_severity_option> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"security", &mac_severity_option::security, presence::required});
    v(field{"non_security", &mac_severity_option::non_security});
  }
};

/// Linux has no level *unassigned*, and kinds of its own (rule D6).
struct linux_severity_option {
  flag_set<linux_severity_level> security = {linux_severity_level::critical};
  bool bug_fix = false;
  bool enhancement = false;
  friend bool operator==(const linux_severity_option&, const linux_severity_option&) = default;
};

template <>
struct describe<linux_severity_option> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"security", &linux_severity_option::security, presence::required});
    v(field{"bug_fix", &linux_severity_option::bug_fix});
    v(field{"enhancement", &linux_severity_option::enhancement});
  }
};

/// The severity option of a platform.
template <platform Platform>
using severity_option =
    std::conditional_t<Platform == platform::windows, windows_severity_option,
                       std::conditional_t<Platform == platform::mac, mac_severity_option, linux_severity_option>>;

/// Priority updates and zero-day response on Windows. An option that is absent is off.
template <class Storage>
struct basic_windows_options {
  std::optional<risk_option> risk = {};
  std::optional<windows_severity_option> severity = {};
  std::optional<basic_group_choice<Storage>> patch_groups = {};
  /// A filter over what the others select (rule D2).
  std::optional<basic_product_tree<Storage>> products = {};
  friend bool operator==(const basic_windows_options&, const basic_windows_options&) = default;
};

template <class Storage>
struct describe<basic_windows_options<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_windows_options<Storage>;
    v(field{"risk", &described_type::risk});
    v(field{"severity", &described_type::severity});
    v(field{"patch_groups", &described_type::patch_groups});
    v(field{"products", &described_type::products});
  }
};

/// Routine maintenance on Windows, which alone has enablement packages (rule D12).
template <class Storage>
struct basic_windows_routine_options {
  std::optional<risk_option> risk = {};
  std::optional<windows_severity_option> severity = {};
  std::optional<basic_group_choice<Storage>> patch_groups = {};
  /// Ids or bulletins of packages of the kind *enablement*.
  std::optional<typename Storage::template list<typename Storage::text>> enablement_packages = {};
  std::optional<basic_product_tree<Storage>> products = {};
  friend bool operator==(const basic_windows_routine_options&, const basic_windows_routine_options&) = default;
};

template <class Storage>
struct describe<basic_windows_routine_options<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_windows_routine_options<Storage>;
    v(field{"risk", &described_type::risk});
    v(field{"severity", &described_type::severity});
    v(field{"patch_groups", &described_type::patch_groups});
    v(field{"enablement_packages", &described_type::enablement_packages});
    v(field{"products", &described_type::products});
  }
};

/// Mac: routine maintenance. An option that is absent is off.
template <class Storage>
struct basic_mac_options {
  std::optional<mac_severity_option> severity = {};
  std::optional<basic_group_inclusion<Storage>> patch_groups = {};
  friend bool operator==(const basic_mac_options&, const basic_mac_options&) = default;
};

template <class Storage>
struct describe<basic_mac_options<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"severity", &basic_mac_options<Storage>::severity});
    v(field{"patch_groups", &basic_mac_options<Storage>::patch_groups});
  }
};

/// Linux: selected patches alone.
template <class Storage>
struct basic_linux_selection {
  std::optional<linux_severity_option> severity = {};
  std::optional<basic_group_inclusion<Storage>> patch_groups = {};
  friend bool operator==(const basic_linux_selection&, const basic_linux_selection&) = default;
};

template <class Storage>
struct describe<basic_linux_selection<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"severity", &basic_linux_selection<Storage>::severity});
    v(field{"patch_groups", &basic_linux_selection<Storage>::patch_groups});
  }
};

using linux_selection = basic_linux_selection<owned>;
using linux_selection_view = basic_linux_selection<borrowed>;

/// Linux: all missing patches, which leaves nothing else to choose (rule D1).
struct all_missing_patches {
  friend bool operator==(const all_missing_patches&, const all_missing_patches&) = default;
};

/// Linux: routine maintenance, of selected patches or of all (rule D1).
template <class Storage>
using basic_linux_options = std::variant<basic_linux_selection<Storage>, all_missing_patches>;

namespace detail {

template <platform Platform, task_kind Kind, class Storage>
struct options_of;
template <task_kind Kind, class Storage>
struct options_of<platform::windows, Kind, Storage> {
  using type = basic_windows_options<Storage>;
};
template <class Storage>
struct options_of<platform::windows, task_kind::routine_maintenance, Storage> {
  using type = basic_windows_routine_options<Storage>;
};
template <class Storage>
struct options_of<platform::mac, task_kind::routine_maintenance, Storage> {
  using type = basic_mac_options<Storage>;
};
template <class Storage>
struct options_of<platform::gnu_linux, task_kind::routine_maintenance, Storage> {
  using type = basic_linux_options<Storage>;
};

}  // namespace detail

/// The deployment options of a task.
template <platform Platform, task_kind Kind, class Storage>
using basic_options = typename detail::options_of<Platform, Kind, Storage>::type;

template <platform Platform, task_kind Kind = task_kind::routine_maintenance>
using options = basic_options<Platform, Kind, owned>;
template <platform Platform, task_kind Kind = task_kind::routine_maintenance>
using options_view = basic_options<Platform, Kind, borrowed>;

/// Options by capability, for code that is generic over platforms.
template <class Options>
concept has_risk = requires(const Options& o) { o.risk; };
template <class Options>
concept has_product_filter = requires(const Options& o) { o.products; };
template <class Options>
concept has_enablement_packages = requires(const Options& o) { o.enablement_packages; };
template <class Options>
concept has_group_exclusion = requires(const Options& o) { o.patch_groups->excluded(); };

}  // namespace patchpolicy::inline v1
