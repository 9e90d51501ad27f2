// SPDX-License-Identifier: BSL-1.0
/// \file
/// The records of a scan or a whole catalog, turned into bits, so that a task can be evaluated on all of them in one
/// go.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/text_pool.hpp"
#include "patchpolicy/decide/chain_order.hpp"
#include "patchpolicy/decide/counted_level.hpp"
#include "patchpolicy/decide/indexed_products.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/word_rules.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// What an index takes on the heap, in bytes.
struct index_memory {
  std::size_t facts = 0;     ///< what every evaluation reads: 31 bits a patch on Windows, 7 on Mac, 9 on Linux
  std::size_t places = 0;    ///< from records to their bits and back, and the chains among them
  std::size_t products = 0;  ///< names of products and of enablement packages
  std::size_t scan = 0;      ///< the `scan_for<Platform>`
  constexpr std::size_t total() const noexcept { return facts + places + products + scan; }
};

/// The records of one platform, indexed. Made once for any number of tasks, and made anew when a record changes. It
/// keeps no record, and of text only the names of products and of enablement packages. Records are named by their
/// ordinals, as everywhere.
template <platform Platform>
class catalog_index {
 public:
  using scan_type = scan_for<Platform>;

  /// Linear in the records and their edges. `scan` was made from the same records: one of another number ends the
  /// program.
  template <patch_range_of<Platform> Range>
  constexpr catalog_index(const Range& records, scan_type scan) : scan_(std::move(scan)) {
    if (scan_.size() != std::size(records)) std::abort();  // made from other records
    std::vector<ordinal> leaf_of;
    products_ = detail::indexed_products(records, leaf_of);
    chains_ = detail::chain_order(newer(), leaf_of, products_.leaves());
    detail::bit_plane leaf_starts(size() + 1);
    for (std::size_t leaf = 0; leaf < products_.leaves(); ++leaf) leaf_starts.set(chains_.begin_of(leaf));
    leaf_starts_ = detail::numbered_bits(std::move(leaf_starts));
    read_facts(records);
  }
  template <patch_range_of<Platform> Range>
  constexpr explicit catalog_index(const Range& records) : catalog_index(records, scan_type(records)) {}

  constexpr std::size_t size() const noexcept { return chains_.size(); }
  constexpr const scan_type& scan() const noexcept { return scan_; }

  constexpr index_memory memory() const noexcept {
    index_memory bytes;
    bytes.facts = facts_.capacity() * sizeof(block);
    bytes.places = chains_.bytes() + leaf_starts_.bytes();
    bytes.products = products_.bytes() + text_.bytes() + enablement_.capacity() * sizeof(package_text);
    bytes.scan = scan_.bytes();
    return bytes;
  }

  // What follows is for the headers beside this one.
  using fact = detail::fact_plane<Platform>;
  /// A block of every plane.
  using block = std::array<detail::word_block, fact::count>;
  struct enablement_package {
    ordinal place;
    std::string_view id;
    std::string_view bulletin;
  };

  constexpr const std::vector<block>& facts() const noexcept { return facts_; }
  constexpr const detail::chain_order& chains() const noexcept { return chains_; }
  constexpr const detail::indexed_products& products() const noexcept { return products_; }
  /// The places of one leaf of `products()`, and of a run of them.
  constexpr detail::ordinal_run places_of(detail::ordinal_run leaves) const noexcept {
    return {static_cast<ordinal>(chains_.begin_of(leaves.first)), static_cast<ordinal>(chains_.begin_of(leaves.end))};
  }
  constexpr ordinal leaf_at(std::size_t place) const noexcept { return leaf_starts_.number_of(place + 1) - 1; }
  /// Calls `f(enablement_package)` for each.
  template <class Function>
  constexpr void for_each_enablement_package(Function f) const {
    for (const package_text& p : enablement_) f(enablement_package{p.place, text_[p.id], text_[p.bulletin]});
  }

 private:
  struct package_text {
    ordinal place;
    detail::text_pool::piece id;
    detail::text_pool::piece bulletin;
  };

  constexpr const supersession& newer() const noexcept {
    if constexpr (Platform == platform::gnu_linux)
      return scan_.newer();
    else
      return scan_;
  }

  /// All bits of a record, by plane.
  template <class Record>
  constexpr detail::bit_word facts_of(const Record& record, ordinal at) const {
    using known = detail::known<Record>;
    detail::bit_word row = 0;
    const auto set = [&row](std::size_t plane, bool value) { row |= detail::bit_word{value} << plane; };
    const auto kind = known::kind(record);
    if (const auto level = detail::counted_level(record)) set(fact::level + static_cast<std::size_t>(*level), true);
    if constexpr (Platform == platform::gnu_linux) {
      const bool supported = scan_.is_supported(at);
      set(fact::security, supported && kind == patch_kind::security);
      set(fact::bug_fix, supported && kind == patch_kind::bug_fix);
      set(fact::enhancement, supported && kind == patch_kind::enhancement);
      set(fact::depends, scan_.count_dependencies(at) > 0);
    } else {
      set(fact::security, kind == patch_kind::security);
      set(fact::non_security, kind == patch_kind::non_security);
    }
    if constexpr (Platform == platform::windows) {
      set(fact::exploited, known::exploited(record));
      set(fact::preview, known::preview(record));
      set(fact::enablement, kind == patch_kind::enablement);
      set(fact::not_latest, scan_.newer_than(at, preview_patches::visible) != no_ordinal);
      set(fact::not_latest_without_previews, scan_.newer_than(at, preview_patches::invisible) != no_ordinal);
      const auto vrr = known::vrr(record);
      const auto cvss = known::cvss(record);
      set(fact::has_vrr, vrr.has_value());
      set(fact::has_cvss, cvss.has_value());
      if (vrr) row |= (detail::bit_word{vrr->count()} + 1) << fact::vrr;
      if (cvss) row |= (detail::bit_word{cvss->count()} + 1) << fact::cvss;
    }
    return row;
  }

  template <class Range>
  constexpr void read_facts(const Range& records) {
    using known = detail::known<record_of<Range>>;
    std::vector<detail::bit_word> rows;
    rows.reserve(size());
    for (const auto& record : records) {
      const auto at = static_cast<ordinal>(rows.size());
      rows.push_back(facts_of(record, at));
      if (Platform == platform::windows && known::kind(record) == patch_kind::enablement)
        enablement_.push_back({chains_.place_of(at), text_.add(known::id(record)), text_.add(known::bulletin(record))});
    }

    facts_.assign(detail::blocks_for(size()), block{});
    std::array<detail::bit_word, detail::word_bits> square = {};
    for (std::size_t first = 0; first < size(); first += detail::word_bits) {
      for (std::size_t i = 0; i < detail::word_bits; ++i)
        square[i] = first + i < size() ? rows[chains_.record_at(first + i)] : 0;
      detail::transpose(square);
      const std::size_t w = first / detail::word_bits;
      for (std::size_t plane = 0; plane < fact::count; ++plane)
        facts_[w / detail::block_words][plane][w % detail::block_words] = square[plane];
    }
  }

  scan_type scan_;
  detail::indexed_products products_;
  detail::chain_order chains_;
  std::vector<block> facts_;
  detail::numbered_bits leaf_starts_;
  std::vector<package_text> enablement_;
  detail::text_pool text_;
};

}  // namespace patchpolicy::inline v1
