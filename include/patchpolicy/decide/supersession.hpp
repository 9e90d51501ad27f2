// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which patch makes which other one needless, directly or through others (rules D7, D8, D13).
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// The supersession among the patches of one scan; made once, then good for any task. It holds no text and does not
/// refer to the records. Patches that supersede one another in a circle count as one: none of them supersedes another
/// (rule D13). Ids are expected to be unique; of two equal ones the first is meant.
class supersession {
 public:
  /// Linear in the records and their edges, without recursion, whatever the edges are.
  template <patch_range Range>
  constexpr explicit supersession(const Range& records) {
    read_edges(records);
    order_newest_first();
    newest_among([](ordinal) { return true; }, newest_);
    if (has_previews_) newest_among([this](ordinal r) { return preview_[r] == 0; }, newest_visible_);
  }

  /// The number of records.
  constexpr std::size_t size() const noexcept { return component_.size(); }

  /// The first record, in the order of the input, that supersedes `record`, is visible and is itself the latest;
  /// `no_ordinal` if `record` is the latest (rule D7). Constant time.
  constexpr ordinal newer_than(ordinal record, preview_patches previews) const noexcept {
    const bool all = previews == preview_patches::visible || !has_previews_;
    return (all ? newest_ : newest_visible_)[component_[record]];
  }

  /// For each record the first one, in the order of the input, among those members that supersede it and that no other
  /// member supersedes. Chains pass through every record, member or not. `is_member(ordinal) -> bool`. The answer for
  /// a record `r` is `answer[component(r)]`. Linear in records and edges; reuses the memory of `answer`.
  template <class Member>
  constexpr void newest_among(Member is_member, std::vector<ordinal>& answer) const {
    answer.assign(component_count_, no_ordinal);
    for (std::size_t i = 0; i < order_.size();) {
      const ordinal component = component_[order_[i]];
      ordinal handed_down = answer[component];
      std::size_t end = i;
      for (; end < order_.size() && component_[order_[end]] == component; ++end)
        if (answer[component] == no_ordinal && is_member(order_[end]))
          handed_down = (std::min)(handed_down, order_[end]);
      for (; i < end; ++i)
        older_.for_each(order_[i], [&](ordinal record) {
          const ordinal older = component_[record];
          if (older != component) answer[older] = (std::min)(answer[older], handed_down);
        });
    }
  }
  constexpr ordinal component(ordinal record) const noexcept { return component_[record]; }

  /// Calls `f(ordinal)` for each record that supersedes `record`, directly or through others, in the order of the
  /// input. Linear in those that it finds and their edges.
  template <class Function>
  constexpr void for_each_newer(ordinal record, Function f) const {
    detail::ordinal_set seen;
    std::vector<ordinal> to_visit = {record};
    std::vector<ordinal> newer;
    seen.insert(record);
    while (!to_visit.empty()) {
      const ordinal from = to_visit.back();
      to_visit.pop_back();
      newer_.for_each(from, [&](ordinal next) {
        if (!seen.insert(next)) return;
        to_visit.push_back(next);
        if (component_[next] != component_[record]) newer.push_back(next);
      });
    }
    std::sort(newer.begin(), newer.end());
    for (const ordinal n : newer) f(n);
  }

  /// Calls `f(ordinal)` for each record that `record` supersedes directly, as its own data say.
  template <class Function>
  constexpr void for_each_directly_older(ordinal record, Function f) const {
    older_.for_each(record, f);
  }

  /// Calls `f(ordinal)` for each record that directly supersedes `record`, as their own data say.
  template <class Function>
  constexpr void for_each_directly_newer(ordinal record, Function f) const {
    newer_.for_each(record, f);
  }
  /// How often that calls `f`; a record that names another twice counts twice.
  constexpr std::size_t count_directly_newer(ordinal record) const noexcept {
    return static_cast<std::size_t>(newer_.end(record) - newer_.begin(record));
  }
  /// Calls `f(ordinal)` for all records, each before those that it supersedes (but for circles).
  template <class Function>
  constexpr void for_each_newest_first(Function f) const {
    for (const ordinal record : order_) f(record);
  }

  /// Whether any records supersede one another in a circle.
  constexpr bool has_cycles() const noexcept { return component_count_ < component_.size(); }
  /// Records that supersede one another in a circle: calls `f(list of ordinals)` for each circle of two or more.
  template <class Function>
  constexpr void for_each_cycle(Function f) const {
    std::vector<ordinal> cycle;
    for (std::size_t i = 0; i < order_.size();) {
      cycle.clear();
      const ordinal component = component_[order_[i]];
      for (; i < order_.size() && component_[order_[i]] == component; ++i) cycle.push_back(order_[i]);
      std::sort(cycle.begin(), cycle.end());
      if (cycle.size() > 1) f(static_cast<const std::vector<ordinal>&>(cycle));
    }
  }
  /// How many edges lead from a record to itself.
  constexpr std::size_t self_edges() const noexcept { return self_edges_; }
  /// How many edges lead to ids that no record has.
  constexpr std::size_t unknown_ids() const noexcept { return unknown_ids_; }

  /// Its memory on the heap.
  constexpr std::size_t bytes() const noexcept {
    return older_.bytes() + newer_.bytes() + preview_.capacity() +
           (component_.capacity() + order_.capacity() + newest_.capacity() + newest_visible_.capacity()) *
               sizeof(ordinal);
  }

 private:
  template <class Range>
  constexpr void read_edges(const Range& records) {
    using known = detail::known<record_of<Range>>;
    std::vector<std::string_view> ids;
    ids.reserve(std::size(records));
    detail::hash_index by_id(std::size(records));
    for (const auto& record : records) {
      const auto at = static_cast<ordinal>(ids.size());
      ids.push_back(known::id(record));
      by_id.find_or_insert(by_id.hash(ids.back()), at, [&](ordinal other) { return ids[other] == ids.back(); });
      preview_.push_back(known::preview(record) ? 1 : 0);
      has_previews_ = has_previews_ || preview_.back() != 0;
    }

    older_.reserve(ids.size());
    ordinal at = 0;
    for (const auto& record : records) {
      known::for_each_superseded(record, [&](std::string_view id) {
        const ordinal older = by_id.find(by_id.hash(id), [&](ordinal other) { return ids[other] == id; });
        if (older == no_ordinal)
          ++unknown_ids_;
        else if (older == at)
          ++self_edges_;
        else
          older_.add(older);
      });
      older_.end_list();
      ++at;
    }
    newer_ = older_.reversed();
  }

  /// Tarjan's strongly connected components, with a stack of our own. It finds the oldest components first.
  constexpr void order_newest_first() {
    struct visit {
      ordinal record;
      const ordinal* next_older;
    };
    const std::size_t count = older_.size();
    std::vector<ordinal> found_at(count, no_ordinal);  // in the order of discovery
    std::vector<ordinal> low(count, no_ordinal);
    std::vector<ordinal> open;
    std::vector<visit> path;
    component_.assign(count, no_ordinal);
    order_.reserve(count);
    ordinal clock = 0;

    const auto enter = [&](ordinal record) {
      found_at[record] = low[record] = clock++;
      open.push_back(record);
      path.push_back({record, older_.begin(record)});
    };
    for (ordinal root = 0; root < count; ++root) {
      if (found_at[root] != no_ordinal) continue;
      enter(root);
      while (!path.empty()) {
        const ordinal record = path.back().record;
        if (path.back().next_older != older_.end(record)) {
          const ordinal older = *path.back().next_older++;
          if (found_at[older] == no_ordinal)
            enter(older);
          else if (component_[older] == no_ordinal)
            low[record] = (std::min)(low[record], found_at[older]);
          continue;
        }
        path.pop_back();
        if (!path.empty()) low[path.back().record] = (std::min)(low[path.back().record], low[record]);
        if (low[record] != found_at[record]) continue;
        ordinal member = no_ordinal;
        do {
          member = open.back();
          open.pop_back();
          component_[member] = component_count_;
          order_.push_back(member);
        } while (member != record);
        ++component_count_;
      }
    }
    std::reverse(order_.begin(), order_.end());
  }

  detail::ordinal_lists older_;  // the records that each one supersedes directly
  detail::ordinal_lists newer_;  // the records that supersede it directly
  std::vector<ordinal> component_;  // of each record
  std::vector<ordinal> order_;  // records, newest components first
  std::vector<ordinal> newest_;  // of each component
  std::vector<ordinal> newest_visible_;  // the same if previews are not
  std::vector<unsigned char> preview_;  // not vector<bool>: constant expressions need it plain
  ordinal component_count_ = 0;
  bool has_previews_ = false;
  std::size_t self_edges_ = 0;
  std::size_t unknown_ids_ = 0;
};

}  // namespace patchpolicy::inline v1
