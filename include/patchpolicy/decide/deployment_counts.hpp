// SPDX-License-Identifier: BSL-1.0
/// \file
/// How many patches each option of a task selects, and how many deploy (rule V4).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/counted_level.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/severity.hpp"

namespace patchpolicy::inline v1 {

/// The patches of one vendor that deploy.
struct vendor_count {
  std::string_view vendor;  ///< as the first of its records has it, deploying or not; empty if they have none
  std::size_t deploying = 0;
  friend bool operator==(const vendor_count&, const vendor_count&) = default;
};

/// Counts over the verdicts of one task.
struct deployment_counts {
  std::size_t missing = 0;  ///< all that was judged
  std::size_t deploying = 0;
  std::array<std::size_t, enum_size<rule>> selected = {};  ///< by that option, be it stopped or not
  std::array<std::size_t, enum_size<rule>> alone = {};     ///< of those, by nothing else
  std::array<std::size_t, enum_size<rule>> removed = {};   ///< selected, and that stop stands
  /// Deploying, by level; last those without one.
  std::array<std::size_t, enum_size<severity_level> + 1> by_severity = {};
  /// Those with any, the most frequent first, then in the order in which the records first name them.
  std::vector<vendor_count> by_vendor = {};

  constexpr std::size_t selected_by(rule option) const noexcept { return selected[static_cast<std::size_t>(option)]; }
  constexpr std::size_t selected_alone_by(rule option) const noexcept {
    return alone[static_cast<std::size_t>(option)];
  }
  constexpr std::size_t removed_by(rule stop) const noexcept { return removed[static_cast<std::size_t>(stop)]; }

  friend bool operator==(const deployment_counts&, const deployment_counts&) = default;
};

namespace detail {

/// Without those that have none; equal ones stay in their order.
constexpr std::vector<vendor_count> most_frequent_first(const std::vector<vendor_count>& counts) {
  std::vector<std::size_t> order;
  order.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i].deploying > 0) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return counts[a].deploying != counts[b].deploying ? counts[a].deploying > counts[b].deploying : a < b;
  });
  std::vector<vendor_count> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) sorted.push_back(counts[i]);
  return sorted;
}

/// Counts vendors without regard to ASCII case and blanks at the ends (rule P4).
class vendor_counter {
 public:
  void add(const product_path& product, bool deploys) {
    const auto same = [&](ordinal other) { return same_to_depth(first_[other], product, 1); };
    const auto next = static_cast<ordinal>(counts_.size());
    const ordinal at = index_.find_or_insert(hash_path(product, 1, index_.seed()), next, same);
    if (at == next) {
      counts_.push_back({product.part(0)});
      first_.push_back(product);
    }
    counts_[at].deploying += deploys ? 1u : 0u;
  }

  std::vector<vendor_count> counts() const { return most_frequent_first(counts_); }

 private:
  std::vector<vendor_count> counts_;
  std::vector<product_path> first_;
  hash_index index_;
};

}  // namespace detail

/// Counts the verdicts of one task. Linear; allocates per vendor. The names refer to the records.
template <class Range>
deployment_counts count_deployment(const selection<Range>& verdicts) {
  using known = detail::known<record_of<Range>>;
  deployment_counts counts;
  detail::vendor_counter vendors;
  for (const auto& [record, verdict] : verdicts) {
    ++counts.missing;
    const rule_set selecting = verdict.selected_by();
    for (const rule option : selecting) {
      ++counts.selected[static_cast<std::size_t>(option)];
      if (selecting.size() == 1) ++counts.alone[static_cast<std::size_t>(option)];
    }
    if (!selecting.empty())
      for (const rule stop : verdict.stopped_by()) ++counts.removed[static_cast<std::size_t>(stop)];
    vendors.add(known::product(record), verdict.deploys());
    if (!verdict.deploys()) continue;
    ++counts.deploying;
    const auto level = detail::counted_level(record);
    ++counts.by_severity[level ? static_cast<std::size_t>(*level) : enum_size<severity_level>];
  }
  counts.by_vendor = vendors.counts();
  return counts;
}

}  // namespace patchpolicy::inline v1
