// SPDX-License-Identifier: BSL-1.0
/// \file
/// What would make a patch deploy that does not (rule E2).
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/judge.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/task_edit.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// Edits that belong together, in the order of `edit_kind`.
using edit_set = std::vector<task_edit>;

namespace detail {

/// The search for the smallest sets of edits that make one record deploy.
///
/// All edits but `scan_previews` only ever add to what is selected and let through, by which two things follow. A set
/// that lets a newer patch take the record's place cannot be mended by more edits, so the search turns back there. And
/// each step of a smallest set removes something that is in the way; `obstacles` counts at least how many are left.
template <platform Platform, task_kind Kind, class Range>
class edit_search {
 public:
  using state = edited_task<Platform, Kind>;
  using known = detail::known<record_of<Range>>;

  edit_search(state from, const Range& records, const scan_for<Platform>& scan, ordinal at)
      : from_(std::move(from)), records_(records), scan_(scan), at_(at) {
    if constexpr (Platform == platform::gnu_linux)
      collect_dependents();
    else
      scan.for_each_newer(at, [&](ordinal newer) { rivals_.push_back(newer); });
    offer_edits();
  }

  std::vector<edit_set> run(std::size_t limit) {
    if (!from_.edited.enabled) return {};
    std::vector<std::vector<std::size_t>> found;
    const std::size_t most = offered_.size();
    for (std::size_t size = 1; size <= most && found.empty(); ++size) {
      std::vector<std::size_t> chosen;
      extend(from_, chosen, 0, size, limit, found);
      if (can_scan_previews()) {
        state with_previews = from_;
        apply(offered_.back(), with_previews);
        std::vector<std::vector<std::size_t>> others;
        extend(with_previews, chosen, 0, size - 1, limit, others);
        for (auto& set : others) {
          set.push_back(offered_.size() - 1);
          found.push_back(std::move(set));
        }
      }
    }
    std::sort(found.begin(), found.end());
    if (found.size() > limit) found.resize(limit);

    std::vector<edit_set> sets;
    for (const auto& set : found) {
      sets.emplace_back();
      for (const std::size_t edit : set) sets.back().push_back(offered_[edit]);
    }
    return sets;
  }

 private:
  bool can_scan_previews() const { return !offered_.empty() && offered_.back().what == edit_kind::scan_previews; }
  std::size_t ordinary_edits() const { return offered_.size() - (can_scan_previews() ? 1 : 0); }

  /// Adds edits from `next` on until there are `size` more.
  void extend(const state& to, std::vector<std::size_t>& chosen, std::size_t next, std::size_t size, std::size_t limit,
              std::vector<std::vector<std::size_t>>& found) {
    const bound_task<Platform> task = patchpolicy::bind(to.edited, to.groups, to.previews);
    const std::size_t left = obstacles(task);
    if (found.size() >= limit || left > size || is_outdone(task)) return;
    if (size == 0) {
      found.push_back(chosen);
      return;
    }
    if (left == 0 || !least_completion_works(to)) return;
    for (std::size_t i = next; i < ordinary_edits(); ++i) {
      state with = to;
      apply(offered_[i], with);
      chosen.push_back(i);
      extend(with, chosen, i + 1, size - 1, limit, found);
      chosen.pop_back();
    }
  }

  const record_of<Range>& record(ordinal at) const {
    return *std::next(std::begin(records_), static_cast<std::ptrdiff_t>(at));
  }

  verdict judge(const bound_task<Platform>& task, ordinal at) const {
    return detail::judge(task, task.facts(record(at)), scan_, at);
  }

  /// At least how many edits are still needed, apart from what newer patches do.
  std::size_t obstacles(const bound_task<Platform>& task) const {
    const verdict v = judge(task, at_);
    if (v.has(rule::invisible_preview)) return offered_.size() + 1;  // nothing but scanning for previews helps
    std::size_t excluded = 0;
    task.for_each_excluded_group(record(at_), [&](ordinal) { ++excluded; });
    bool selected = !v.selected_by().empty();
    if constexpr (Platform == platform::gnu_linux)
      for (const ordinal dependent : dependents_) selected = selected || judge(task, dependent).deploys();
    // to include an excluded group selects, and no longer excludes
    const std::size_t selecting = selected || excluded > 0 ? 0 : 1;
    return excluded + (v.has(rule::product_filter) ? 1 : 0) + selecting;
  }

  /// Whether a newer patch would deploy in the record's place (rules D8, D9).
  bool is_outdone(const bound_task<Platform>& task) const {
    return std::any_of(rivals_.begin(), rivals_.end(), [&](ordinal rival) { return judge(task, rival).deploys(); });
  }

  /// Whether the edits that let through the least keep newer patches out: no others could.
  bool least_completion_works(const state& to) const {
    if (rivals_.empty()) return true;
    state least = to;
    const task_edit* product = nullptr;
    for (const task_edit& edit : offered_) {
      if (edit.what == edit_kind::clear_exclusion) apply(edit, least);
      if (edit.what == edit_kind::select_product && product == nullptr) product = &edit;  // the deepest comes first
    }
    const bool filtered = judge(patchpolicy::bind(to.edited, to.groups, to.previews), at_).has(rule::product_filter);
    if (filtered && product != nullptr) apply(*product, least);
    return !is_outdone(patchpolicy::bind(least.edited, least.groups, least.previews));
  }

  /// All edits that could have to do with the record, in the order of their kinds.
  void offer_edits() {
    offer_severity();
    if constexpr (has_risk<options<Platform, Kind>>) offer_risk();
    const auto* groups = group_option();
    for (const patch_group& group : from_.groups)
      if (groups != nullptr && holds(group, at_) && !contains(groups->included(), group.name))
        offer({.what = edit_kind::include_group, .group = group.name});
    if (groups != nullptr)
      for (const std::string& name : groups->included())
        for (const patch_group& group : from_.groups)
          if (group.name == name && !holds(group, at_)) {
            offer({.what = edit_kind::add_to_group, .group = name, .patch = std::string(known::id(record(at_)))});
            break;
          }
    if constexpr (has_group_exclusion<options<Platform, Kind>>)
      for (const std::string& name : groups->excluded())
        for (const patch_group& group : from_.groups)
          if (group.name == name && holds(group, at_)) {
            offer({.what = edit_kind::clear_exclusion, .group = name});
            break;
          }
    if constexpr (has_product_filter<options<Platform, Kind>>) offer_products();
    if constexpr (has_enablement_packages<options<Platform, Kind>>)
      if (known::kind(record(at_)) == patch_kind::enablement)
        offer({.what = edit_kind::list_package, .patch = std::string(known::id(record(at_)))});
    if (Platform == platform::windows && from_.previews == preview_patches::invisible)
      offer({.what = edit_kind::scan_previews});
  }

  void offer(task_edit edit) { offered_.push_back(std::move(edit)); }

  /// The tick that fits the record, if it is not set; on Linux those of its dependents as well.
  void offer_severity() {
    offer_tick_of(at_);
    for (const ordinal dependent : dependents_) offer_tick_of(dependent);
    std::sort(offered_.begin(), offered_.end(), [](const task_edit& a, const task_edit& b) {
      return std::pair(a.kind, a.level) < std::pair(b.kind, b.level);
    });
    offered_.erase(std::unique(offered_.begin(), offered_.end()), offered_.end());
  }
  void offer_tick_of(ordinal at) {
    const auto kind = known::kind(record(at));
    if (!kind || *kind == patch_kind::enablement) return;
    task_edit edit{.what = edit_kind::tick_severity, .kind = *kind};
    const auto level = known::severity(record(at));
    if constexpr (Platform == platform::gnu_linux) {
      if (!scan_.is_supported(at) || *kind == patch_kind::non_security) return;
      if (*kind == patch_kind::security && (!level || *level == severity_level::unassigned)) return;
      if (*kind == patch_kind::security) edit.level = level;
    } else {
      if (*kind != patch_kind::security && *kind != patch_kind::non_security) return;
      if (Platform == platform::windows || *kind == patch_kind::security)
        edit.level = level.value_or(severity_level::unassigned);
    }
    state with = from_;
    apply(edit, with);
    if (!(with.edited == from_.edited)) offer(std::move(edit));
  }

  void offer_risk() {
    if (known::kind(record(at_)) == patch_kind::enablement) return;
    const risk_option risk = from_.edited.deploy.risk.value_or(risk_option{});
    const auto vrr = known::vrr(record(at_));
    if (vrr && !(risk.vrr_at_least && reaches(*vrr, *risk.vrr_at_least)))
      offer({.what = edit_kind::lower_vrr, .vrr = vrr});
    const auto cvss = known::cvss(record(at_));
    if (cvss && cvss->count() > 0 && !(risk.cvss_at_least && reaches(*cvss, *risk.cvss_at_least)))
      offer({.what = edit_kind::lower_cvss, .cvss = cvss_threshold::of_tenths(cvss->count()).value()});
    if (known::exploited(record(at_)) && !risk.exploited) offer({.what = edit_kind::select_exploited});
  }

  /// The nodes above the record, the deepest first; and the root.
  void offer_products() {
    const product_path path = known::product(record(at_));
    if (!from_.edited.deploy.products || from_.edited.deploy.products->admits(path)) return;
    for (std::size_t depth = path.depth() + 1; depth-- > 0;)
      offer({.what = edit_kind::select_product,
             .product = {std::string(depth > 0 ? path.part(0) : ""), std::string(depth > 1 ? path.part(1) : ""),
                         std::string(depth > 2 ? path.part(2) : "")}});
  }

  /// The chosen groups; those of a task that takes all missing patches cannot be chosen.
  const auto* group_option() const {
    using options_type = options<Platform, Kind>;
    if constexpr (Platform == platform::gnu_linux) {
      static const group_inclusion none;
      const auto* selection = std::get_if<basic_linux_selection<owned>>(&from_.edited.deploy);
      if (selection == nullptr) return static_cast<const group_inclusion*>(nullptr);
      return selection->patch_groups ? &*selection->patch_groups : &none;
    } else {
      using option = typename decltype(options_type::patch_groups)::value_type;
      static const option none;
      return from_.edited.deploy.patch_groups ? &*from_.edited.deploy.patch_groups : &none;
    }
  }

  bool holds(const patch_group& group, ordinal at) const {
    const std::string_view id = known::id(record(at));
    const std::string_view bulletin = known::bulletin(record(at));
    return std::any_of(group.patches.begin(), group.patches.end(),
                       [&](const std::string& name) { return name == id || (!bulletin.empty() && name == bulletin); });
  }
  static bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  /// All advisories that bring this one along when they deploy, directly or through others (rule D10).
  void collect_dependents() {
    ordinal_set seen;
    seen.insert(at_);
    std::vector<ordinal> to_visit = {at_};
    while (!to_visit.empty()) {
      const ordinal from = to_visit.back();
      to_visit.pop_back();
      scan_.for_each_dependent(from, [&](ordinal dependent) {
        if (!seen.insert(dependent)) return;
        dependents_.push_back(dependent);
        to_visit.push_back(dependent);
      });
    }
  }

  state from_;
  const Range& records_;
  const scan_for<Platform>& scan_;
  ordinal at_;
  std::vector<ordinal> rivals_;      // newer records, which may take its place
  std::vector<ordinal> dependents_;  // Linux: records that bring it along
  std::vector<task_edit> offered_;
};

}  // namespace detail

/// The smallest sets of edits, of one size, that would make the record at `at` deploy, in the order of `edit_kind`;
/// none if it deploys, or if no edits can. The edits are those that speak of this patch: nothing is offered that takes
/// others away. At most `limit` sets. `records` and `scan` are those that the task judges, and `groups` all groups.
///
/// Each set was tried on the record and on those that supersede it; linear in these and in the groups' patches for each
/// try, with a few tries for each set.
template <platform Platform, task_kind Kind, patch_range_of<Platform> Range>
std::vector<edit_set> what_would_change(const task<Platform, Kind>& task, const patch_groups& groups,
                                        preview_patches previews, const Range& records, const scan_for<Platform>& scan,
                                        ordinal at, std::size_t limit = 16) {
  if (select(patchpolicy::bind(task, groups, previews), records, scan)[at].deploys()) return {};
  return detail::edit_search<Platform, Kind, Range>({task, groups, previews}, records, scan, at).run(limit);
}

}  // namespace patchpolicy::inline v1
