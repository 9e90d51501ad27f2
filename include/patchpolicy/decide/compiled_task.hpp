// SPDX-License-Identifier: BSL-1.0
/// \file
/// A task made ready for one indexed catalog.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/catalog_groups.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/decide/word_rules.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/task.hpp"

namespace patchpolicy::inline v1 {

/// What a task says of the records of a `catalog_index`: switches, thresholds, and for each record whether it is
/// included, excluded, listed and admitted. It is changed one option at a time, each at the cost of that option alone,
/// and refers to the index and the groups, which must outlive it. An option that is off is `std::nullopt`.
template <platform Platform>
class compiled_task {
 public:
  static constexpr platform os = Platform;

  /// Off, with all options off. `groups` was made for `index`: those for one of another size end the program.
  constexpr compiled_task(const catalog_index<Platform>& index, const catalog_groups<Platform>& groups)
      : index_(&index), groups_(&groups) {
    if (index.size() != groups.size()) std::abort();  // made for another index
    const std::size_t used = Platform == platform::windows ? mark::count : mark::included + 1;
    for (std::size_t i = 0; i < used; ++i) marks_[i] = detail::bit_plane(index.size());
    included_rank_.assign(groups.groups(), no_ordinal);
    excluded_rank_.assign(groups.groups(), no_ordinal);
    state_of_leaf_.assign(index.products().leaves(), no_ordinal);
  }

  /// With the options of a task, as `bind` reads them.
  template <task_kind Kind, class Storage>
  constexpr compiled_task(const catalog_index<Platform>& index, const catalog_groups<Platform>& groups,
                          const basic_task<Platform, Kind, Storage>& task,
                          preview_patches previews = preview_patches::invisible)
      : compiled_task(index, groups) {
    set_enabled(task.enabled);
    rules_.previews = previews;
    set_options(task.deploy);
  }

  compiled_task(const catalog_index<Platform>&&, const catalog_groups<Platform>&, const auto&...) = delete;
  compiled_task(const catalog_index<Platform>&, const catalog_groups<Platform>&&, const auto&...) = delete;

  constexpr const catalog_index<Platform>& index() const noexcept { return *index_; }
  constexpr const catalog_groups<Platform>& groups() const noexcept { return *groups_; }
  constexpr const task_rules& rules() const noexcept { return rules_; }
  /// Counts the changes, so that an answer can tell that it is out of date.
  constexpr std::size_t revision() const noexcept { return revision_; }

  /// Rule T3.
  constexpr void set_enabled(bool enabled) noexcept {
    rules_.enabled = enabled;
    ++revision_;
  }

  /// Rule D11.
  constexpr void set_previews(preview_patches previews) noexcept
    requires(Platform == platform::windows)
  {
    rules_.previews = previews;
    ++revision_;
  }

  /// Rule D5.
  constexpr void set_risk(const std::optional<risk_option>& option) noexcept
    requires(Platform == platform::windows)
  {
    rules_.risk = option.value_or(risk_option{});
    ++revision_;
  }

  /// Rule D6; the severity option of the platform.
  constexpr void set_severity(const std::optional<severity_option<Platform>>& option) noexcept {
    rules_.severity = option ? ticks_of(*option) : severity_ticks{};
    ++revision_;
  }

  /// Rules D1 and D3. Linear in the records' words and in the patches of the chosen groups.
  template <class Storage>
  constexpr void set_patch_groups(const std::optional<basic_group_choice<Storage>>& option)
    requires(Platform == platform::windows)
  {
    set_patch_groups(std::nullopt);
    if (!option) return;
    choose(option->included(), mark::included, included_rank_);
    choose(option->excluded(), mark::excluded, excluded_rank_);
  }
  /// The same for Mac and Linux, which exclude none.
  template <class Storage>
  constexpr void set_patch_groups(const std::optional<basic_group_inclusion<Storage>>& option)
    requires(Platform != platform::windows)
  {
    set_patch_groups(std::nullopt);
    if (option) choose(option->included(), mark::included, included_rank_);
  }
  constexpr void set_patch_groups(std::nullopt_t) {
    ++revision_;
    clear(mark::included, included_rank_);
    if constexpr (Platform == platform::windows) clear(mark::excluded, excluded_rank_);
  }

  /// Rule D12; a list of ids and bulletins. Linear in the list and in the enablement packages of the catalog.
  template <class Names>
  constexpr void set_enablement_packages(const std::optional<Names>& option)
    requires(Platform == platform::windows)
  {
    set_enablement_packages(std::nullopt);
    if (!option) return;
    detail::group_membership listed;
    listed.list(*option);
    index_->for_each_enablement_package([&](const auto& package) {
      if (listed.of(package.id, package.bulletin).listed) marks_[mark::listed].set(package.place);
    });
  }
  constexpr void set_enablement_packages(std::nullopt_t)
    requires(Platform == platform::windows)
  {
    ++revision_;
    marks_[mark::listed].clear();
  }

  /// Rules D2 and P2; a product tree. Linear in its states, the products below them and the records' words.
  template <class Tree>
  constexpr void set_products(const std::optional<Tree>& option)
    requires(Platform == platform::windows)
  {
    set_products(std::nullopt);
    if (!option) return;
    const Tree& tree = *option;
    const auto rule_over = [&](ordinal state, detail::ordinal_run leaves) {
      for (ordinal leaf = leaves.first; leaf < leaves.end; ++leaf) state_of_leaf_[leaf] = state;
    };
    found_.clear();
    for (ordinal state = 0; state < tree.size(); ++state) {
      found_.push_back({index_->products().leaves_below(tree.state_path(state)), tree.state_path(state).depth()});
      if (found_.back().depth == 1) rule_over(state, found_.back().leaves);
    }
    for (std::size_t depth = 2; depth <= 3; ++depth)  // the nearest state is the deepest
      for (ordinal state = 0; state < found_.size(); ++state)
        if (found_[state].depth == depth) rule_over(state, found_[state].leaves);

    const auto is_admitted = [&](ordinal leaf) {
      const ordinal state = state_of_leaf_[leaf];
      return state == no_ordinal ? tree.select_all() : tree.is_selected(state);
    };
    const auto leaves = static_cast<ordinal>(state_of_leaf_.size());
    for (ordinal leaf = 0; leaf < leaves;) {
      const ordinal first = leaf;
      while (leaf < leaves && !is_admitted(leaf)) ++leaf;
      const detail::ordinal_run places = index_->places_of({first, leaf});
      marks_[mark::not_admitted].set(places.first, places.end);
      if (leaf < leaves) ++leaf;
    }
  }
  constexpr void set_products(std::nullopt_t)
    requires(Platform == platform::windows)
  {
    ++revision_;
    marks_[mark::not_admitted].clear();
    std::fill(state_of_leaf_.begin(), state_of_leaf_.end(), no_ordinal);
  }

  /// Rule D1: everything that is missing, or what the options select.
  constexpr void set_all_missing(bool all_missing) noexcept
    requires(Platform == platform::gnu_linux)
  {
    rules_.all_missing = all_missing;
    ++revision_;
  }

  /// All options of a task at once, each as above.
  template <class Options>
  constexpr void set_options(const Options& options) {
    if constexpr (has_risk<Options>) set_risk(options.risk);
    set_severity(options.severity);
    set_patch_groups(options.patch_groups);
    if constexpr (has_enablement_packages<Options>)
      set_enablement_packages(options.enablement_packages);
    else if constexpr (Platform == platform::windows)
      set_enablement_packages(std::nullopt);
    if constexpr (has_product_filter<Options>) set_products(options.products);
  }
  template <class Storage>
  constexpr void set_options(const basic_linux_options<Storage>& options) {
    const auto* selection = std::get_if<basic_linux_selection<Storage>>(&options);
    set_all_missing(selection == nullptr);
    set_options(selection == nullptr ? basic_linux_selection<Storage>{} : *selection);
  }

  // What follows is for the headers beside this one.

  /// A block of a plane of `detail::mark_plane`.
  constexpr const detail::word_block& marks(std::size_t plane, std::size_t block) const noexcept {
    return marks_[plane].block(block);
  }
  /// The first included group that holds the record at a place, by its rank among those chosen.
  constexpr ordinal included_group(std::size_t place) const noexcept {
    return groups_->least_rank(place, included_rank_);
  }
  constexpr ordinal excluded_group(std::size_t place) const noexcept {
    return groups_->least_rank(place, excluded_rank_);
  }
  /// The explicit state of the product tree that decides at a place; `no_ordinal` is the root.
  constexpr ordinal product_state(std::size_t place) const noexcept { return state_of_leaf_[index_->leaf_at(place)]; }

 private:
  using mark = detail::mark_plane;

  constexpr void clear(std::size_t plane, std::vector<ordinal>& rank) {
    marks_[plane].clear();
    std::fill(rank.begin(), rank.end(), no_ordinal);
  }
  /// A chosen group that there is not has no patches (rule G5).
  template <class Names>
  constexpr void choose(const Names& names, std::size_t plane, std::vector<ordinal>& rank) {
    ordinal at = 0;
    for (const auto& name : names) {
      if (const ordinal group = groups_->find(name); group != no_ordinal) {
        rank[group] = (std::min)(rank[group], at);
        for (const ordinal place : groups_->places_of(group)) marks_[plane].set(place);
      }
      ++at;
    }
  }

  struct found_state {
    detail::ordinal_run leaves;
    std::size_t depth;
  };

  const catalog_index<Platform>* index_;
  const catalog_groups<Platform>* groups_;
  task_rules rules_;
  std::array<detail::bit_plane, mark::count> marks_;
  std::vector<ordinal> included_rank_;  // of each group among those chosen
  std::vector<ordinal> excluded_rank_;
  std::vector<ordinal> state_of_leaf_;
  std::vector<found_state> found_;  // memory to be used again
  std::size_t revision_ = 0;
};

}  // namespace patchpolicy::inline v1
