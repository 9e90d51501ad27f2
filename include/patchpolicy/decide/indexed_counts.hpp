// SPDX-License-Identifier: BSL-1.0
/// \file
/// Counts over the records of an indexed catalog (rule V4), from bits alone.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/deployment_counts.hpp"
#include "patchpolicy/decide/indexed_selection.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/word_rules.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/severity.hpp"

namespace patchpolicy::inline v1 {

/// Deploying records by level, as in `deployment_counts`; last those without one.
using severity_counts = std::array<std::size_t, enum_size<severity_level> + 1>;

/// Linear in the words.
template <platform Platform>
constexpr severity_counts count_by_severity(const indexed_selection<Platform>& selection) {
  severity_counts counts = {};
  std::size_t with_level = 0;
  for (std::size_t level = 0; level < enum_size<severity_level>; ++level) {
    for (std::size_t b = 0; b < selection.parts(); ++b)
      counts[level] +=
          detail::count_common_bits(selection.deploying().block(b), selection.task().index().facts()[b][level]);
    with_level += counts[level];
  }
  counts.back() = selection.count() - with_level;
  return counts;
}

/// Deploying records by vendor, as in `deployment_counts`. The names refer to the index. Linear in the words and the
/// vendors, but for sorting these.
template <platform Platform>
constexpr std::vector<vendor_count> count_by_vendor(const indexed_selection<Platform>& selection) {
  const catalog_index<Platform>& index = selection.task().index();
  std::vector<vendor_count> counts;
  counts.reserve(index.products().vendors());
  for (std::size_t i = 0; i < index.products().vendors(); ++i) {
    const auto vendor = index.products().vendor_at(i);
    const detail::ordinal_run places = index.places_of(vendor.leaves);
    counts.push_back({vendor.name, selection.deploying().count(places.first, places.end)});
  }
  return detail::most_frequent_first(counts);
}

/// As for the verdicts of `select`. Linear in the words; allocates per vendor. The names refer to the index.
template <platform Platform>
constexpr deployment_counts count_deployment(const indexed_selection<Platform>& selection) {
  using rules = detail::rules_of<Platform>;
  deployment_counts counts;
  counts.missing = selection.size();
  const detail::block_judge<Platform> judge(selection.task());
  typename rules::planes planes;
  for (std::size_t b = 0; b < selection.parts(); ++b) {
    rules::judge(judge, b, planes);
    detail::word_block once = {};   // some rule selects it
    detail::word_block twice = {};  // more than one does
    const auto add = [&](const detail::word_block& selected) {
      for (std::size_t w = 0; w < detail::block_words; ++w) {
        twice[w] |= once[w] & selected[w];
        once[w] |= selected[w];
      }
    };
    const bool any_needed = selection.needed().blocks() != 0;
    for (std::size_t i = 0; i < planes.size(); ++i)
      if (!is_stop(rules::rules[i])) add(planes[i]);
    if (any_needed) add(selection.needed().block(b));

    detail::word_block alone = {};
    for (std::size_t w = 0; w < detail::block_words; ++w) alone[w] = once[w] & ~twice[w];
    const auto count = [&](rule r, const detail::word_block& plane) {
      const auto at = static_cast<std::size_t>(r);
      if (is_stop(r)) {
        counts.removed[at] += detail::count_common_bits(plane, once);
      } else {
        counts.selected[at] += detail::count_bits(plane);
        counts.alone[at] += detail::count_common_bits(plane, alone);
      }
    };
    for (std::size_t i = 0; i < planes.size(); ++i) count(rules::rules[i], planes[i]);
    if (any_needed) count(rule::dependency, selection.needed().block(b));
    if (selection.replaced().blocks() != 0) count(rule::replaced_by_selected, selection.replaced().block(b));
  }
  counts.by_severity = count_by_severity(selection);
  counts.by_vendor = count_by_vendor(selection);
  counts.deploying = selection.count();
  return counts;
}

}  // namespace patchpolicy::inline v1
