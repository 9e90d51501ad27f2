// SPDX-License-Identifier: BSL-1.0
/// \file
/// What a catalog has to say against a configuration or its groups (rules C1, D11, D13, G5, P4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/indexed_products.hpp"
#include "patchpolicy/decide/judge.hpp"
#include "patchpolicy/decide/product_filter.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1::detail {

/// A set of names that live elsewhere.
class name_set {
 public:
  void insert(std::string_view name) {
    const auto index = static_cast<ordinal>(names_.size());
    const auto same = [&](ordinal other) { return names_[other] == name; };
    if (by_name_.find_or_insert(by_name_.hash(name), index, same) == index) names_.push_back(name);
  }
  bool contains(std::string_view name) const {
    return by_name_.find(by_name_.hash(name), [&](ordinal other) { return names_[other] == name; }) != no_ordinal;
  }

 private:
  std::vector<std::string_view> names_;
  hash_index by_name_;
};

/// The groups that there are.
class group_names {
 public:
  void add(const patch_groups& groups) {
    groups_ = &groups;
    for (const patch_group& group : groups) names_.insert(group.name);
  }
  bool contains(std::string_view name) const { return names_.contains(name); }
  const patch_groups* groups() const noexcept { return groups_; }

 private:
  const patch_groups* groups_ = nullptr;
  name_set names_;
};

/// Options that match no record of a platform, exclusions that exclude none, and products that no record has.
template <platform Platform>
class catalog_check {
 public:
  using record_type = patch_view<Platform>;
  using known_record = known<record_type>;

  catalog_check(const catalog& all, const group_names& groups) : records_(all.records<Platform>()), groups_(groups) {}

  /// Calls `add(code, path below the task, arguments)`.
  template <class Options, class Add>
  void run(const Options& options, Add add) const {
    const auto unless_any = [&](std::string_view path, auto matches) {
      for (const record_type& record : records_)
        if (matches(record)) return;
      add(finding_code::option_never_matches, path, std::vector<finding_argument>{});
    };
    if constexpr (has_risk<Options>)
      if (options.risk) check_risk(*options.risk, unless_any);
    if (options.severity) check_severity(*options.severity, unless_any);
    if (options.patch_groups && groups_.groups() != nullptr) check_groups(*options.patch_groups, unless_any, add);
    if constexpr (has_enablement_packages<Options>)
      if (options.enablement_packages) check_enablement(*options.enablement_packages, add);
    if constexpr (has_product_filter<Options>)
      if (options.products) check_products(*options.products, unless_any, add);
  }

 private:
  template <class UnlessAny>
  void check_risk(const risk_option& risk, UnlessAny unless_any) const {
    if (risk.vrr_at_least)
      unless_any("deploy.risk.vrr_at_least", [&](const record_type& r) {
        const auto vrr = known_record::vrr(r);
        return vrr && reaches(*vrr, *risk.vrr_at_least);
      });
    if (risk.cvss_at_least)
      unless_any("deploy.risk.cvss_at_least", [&](const record_type& r) {
        const auto cvss = known_record::cvss(r);
        return cvss && reaches(*cvss, *risk.cvss_at_least);
      });
    if (risk.exploited)
      unless_any("deploy.risk.exploited", [](const record_type& r) { return known_record::exploited(r); });
  }

  /// One finding for each list or tick, not for each level: a level that a vendor does not use is nothing to tell.
  template <class UnlessAny>
  void check_severity(const windows_severity_option& option, UnlessAny unless_any) const {
    check_levels("deploy.severity.security", patch_kind::security, option.security, unless_any);
    check_levels("deploy.severity.non_security", patch_kind::non_security, option.non_security, unless_any);
  }
  template <class UnlessAny>
  void check_severity(const mac_severity_option& option, UnlessAny unless_any) const {
    check_levels("deploy.severity.security", patch_kind::security, option.security, unless_any);
    check_kind("deploy.severity.non_security", patch_kind::non_security, option.non_security, unless_any);
  }
  template <class UnlessAny>
  void check_severity(const linux_severity_option& option, UnlessAny unless_any) const {
    if (!option.security.empty())
      unless_any("deploy.severity.security", [&](const record_type& r) {
        if (r.kind != patch_kind::security || !r.severity) return false;
        for (const linux_severity_level level : option.security)
          if (widen(level) == *r.severity) return true;
        return false;
      });
    check_kind("deploy.severity.bug_fix", patch_kind::bug_fix, option.bug_fix, unless_any);
    check_kind("deploy.severity.enhancement", patch_kind::enhancement, option.enhancement, unless_any);
  }
  template <class UnlessAny>
  static void check_levels(std::string_view path, patch_kind kind, flag_set<severity_level> levels,
                           UnlessAny& unless_any) {
    if (levels.empty()) return;
    unless_any(path, [&](const record_type& r) {
      return r.kind == kind && levels.contains(r.severity.value_or(severity_level::unassigned));
    });
  }
  template <class UnlessAny>
  static void check_kind(std::string_view path, patch_kind kind, bool ticked, UnlessAny& unless_any) {
    if (ticked) unless_any(path, [&](const record_type& r) { return r.kind == kind; });
  }

  template <class Groups, class UnlessAny, class Add>
  void check_groups(const Groups& groups, UnlessAny unless_any, Add add) const {
    group_membership membership;
    membership.include(groups.included(), *groups_.groups());
    if (!groups.included().empty())
      unless_any("deploy.patch_groups.include",
                 [&](const record_type& r) { return membership.of(r.id, r.bulletin).included != no_ordinal; });
    if constexpr (requires { groups.excluded(); }) {
      membership.exclude(groups.excluded(), *groups_.groups());
      std::vector<unsigned char> excludes(groups.excluded().size(), 0);
      for (const record_type& r : records_)
        membership.for_each_excluded(r.id, r.bulletin, [&](ordinal group) { excludes[group] = 1; });
      for (std::size_t i = 0; i < excludes.size(); ++i)
        if (excludes[i] == 0 && groups_.contains(groups.excluded()[i]))
          add(finding_code::exclusion_excludes_nothing, "deploy.patch_groups.exclude[" + std::to_string(i) + ']',
              std::vector<finding_argument>{{"group", std::string(groups.excluded()[i])}});
    }
  }

  /// Rule G5: a listed name must be an enablement package's.
  template <class Names, class Add>
  void check_enablement(const Names& listed, Add add) const {
    name_set packages;
    for (const record_type& r : records_) {
      if (r.kind != patch_kind::enablement) continue;
      packages.insert(r.id);
      if (!r.bulletin.empty()) packages.insert(r.bulletin);
    }
    for (std::size_t i = 0; i < listed.size(); ++i)
      if (!packages.contains(listed[i]))
        add(finding_code::unknown_enablement_package, "deploy.enablement_packages[" + std::to_string(i) + ']',
            std::vector<finding_argument>{{"package", std::string(listed[i])}});
  }

  template <class Tree, class UnlessAny, class Add>
  void check_products(const Tree& tree, UnlessAny unless_any, Add add) const {
    check_nodes(tree, add);
    if (!tree.select_all() && tree.selected().empty()) return;
    const product_filter filter(tree);
    unless_any("deploy.products", [&](const record_type& r) { return filter.of(known_record::product(r)).admitted; });
  }

  /// A node that is ticked or cleared, and has no record at it or below it, is likely misspelled (rule P4).
  template <class Tree, class Add>
  void check_nodes(const Tree& tree, Add add) const {
    std::vector<ordinal> leaf_of;
    const indexed_products products(records_, leaf_of);
    std::vector<std::string> unknown;
    for (ordinal i = 0; i < tree.size(); ++i)
      if (products.leaves_below(tree.state_path(i)) == ordinal_run{}) unknown.push_back(path_text(tree.state_path(i)));
    if (!unknown.empty())
      add(finding_code::unknown_product, "deploy.products",
          std::vector<finding_argument>{{"products", std::move(unknown)}});
  }
  template <class Path>
  static std::string path_text(const Path& path) {
    std::string text;
    for (std::size_t level = 0; level < path.depth(); ++level) {
      if (level > 0) text += " › ";
      text += path.part(level);
    }
    return text;
  }

  const std::vector<record_type>& records_;
  const group_names& groups_;
};

/// Rule G5: names in groups that no record of any platform has.
template <class Add>
void check_group_members(const patch_groups& groups, const catalog& all, Add add) {
  name_set known_names;
  const auto collect = [&](const auto& records) {
    for (const auto& r : records) {
      known_names.insert(r.id);
      if (!r.bulletin.empty()) known_names.insert(r.bulletin);
    }
  };
  collect(all.records<platform::windows>());
  collect(all.records<platform::mac>());
  collect(all.records<platform::gnu_linux>());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::vector<std::string> unknown;
    for (const std::string& name : groups[i].patches)
      if (!known_names.contains(name)) unknown.push_back(name);
    if (!unknown.empty())
      add(finding_code::unknown_patch, "groups[" + std::to_string(i) + "].patches",
          std::vector<finding_argument>{{"group", groups[i].name}, {"patches", std::move(unknown)}});
  }
}

/// Rule D11: previews that supersede critical security patches, which would be the latest (rule D7) if previews were
/// not scanned for.
template <class Add>
void check_previews(const catalog& all, Add add) {
  const auto& records = all.records<platform::windows>();
  const supersession scan(records);
  std::vector<std::string> hidden;
  std::vector<std::string> previews;
  for (ordinal i = 0; i < records.size(); ++i) {
    const auto& r = records[i];
    if (r.kind != patch_kind::security || r.severity != severity_level::critical || r.preview) continue;
    if (scan.newer_than(i, preview_patches::invisible) != no_ordinal) continue;
    const ordinal newer = scan.newer_than(i, preview_patches::visible);
    if (newer == no_ordinal) continue;
    hidden.emplace_back(r.id);
    previews.emplace_back(records[newer].id);
  }
  if (!hidden.empty())
    add(finding_code::preview_hides_critical, "scan_preview_patches",
        std::vector<finding_argument>{{"patches", std::move(hidden)}, {"previews", std::move(previews)}});
}

/// What is odd in the records themselves: circles of supersession (rule D13) and previews of kind security (rule D11).
template <class Add>
void check_records(const catalog& all, Add add) {
  std::vector<std::string> security_previews;
  for (const auto& r : all.records<platform::windows>())
    if (r.preview && r.kind == patch_kind::security) security_previews.emplace_back(r.id);
  if (!security_previews.empty())
    add(finding_code::security_preview, "catalog",
        std::vector<finding_argument>{{"patches", std::move(security_previews)}});
  const auto check_cycles = [&](const auto& records) {
    supersession(records).for_each_cycle([&](const std::vector<ordinal>& cycle) {
      std::vector<std::string> ids;
      for (const ordinal i : cycle) ids.emplace_back(records[i].id);
      add(finding_code::supersession_cycle, "catalog", std::vector<finding_argument>{{"patches", std::move(ids)}});
    });
  };
  check_cycles(all.records<platform::windows>());
  check_cycles(all.records<platform::mac>());
  check_cycles(all.records<platform::gnu_linux>());
}

}  // namespace patchpolicy::inline v1::detail
