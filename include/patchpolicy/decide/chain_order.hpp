// SPDX-License-Identifier: BSL-1.0
/// \file
/// An order of the records in which chains of supersession lie together, so that "something newer is selected" passes
/// along them 64 records at a time (rules D8 and D9).
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/decide/supersession.hpp"

namespace patchpolicy::inline v1::detail {

/// Gives each record a place, counted from 0: section by section, and in each the newer before the older.
///
/// A record continues the chain of the place before it if all that supersedes it, directly or through others, is that
/// record and what supersedes that one. Each other record starts a chain; if something supersedes it nevertheless (two
/// lines of patches that became one), it is a joint, and the places of what directly supersedes it are listed.
class chain_order {
 public:
  chain_order() = default;

  /// `section_of` has the section of each record. Linear in the records and edges.
  constexpr chain_order(const supersession& scan, const std::vector<ordinal>& section_of, std::size_t sections) {
    sort_by_section(scan, section_of, sections);
    bit_plane starts(record_at_.size());
    sort_by_chain(scan, starts);
    list_joints(scan, starts);
    starts_ = std::move(starts);
    find_short_chains();
  }

  constexpr std::size_t size() const noexcept { return record_at_.size(); }
  constexpr ordinal record_at(std::size_t place) const noexcept { return record_at_[place]; }
  constexpr ordinal place_of(std::size_t record) const noexcept { return place_of_[record]; }

  /// The first place of a section; for the number of sections, the end.
  constexpr std::size_t begin_of(std::size_t section) const noexcept { return begin_[section]; }

  /// Whether what was said above is true of these records. It is not if they supersede one another in a circle or
  /// across sections against the order of these; then there are no joints, and places are no more than an order.
  constexpr bool has_chains() const noexcept { return has_chains_; }

  constexpr const bit_plane& starts() const noexcept { return starts_; }
  constexpr const numbered_bits& joints() const noexcept { return joints_; }
  constexpr std::size_t count_of_joints() const noexcept { return above_joint_.size(); }
  /// Calls `f(place)` for each place that directly supersedes the joint of that number; all are before the joint's own.
  template <class Function>
  constexpr void for_each_above(ordinal joint, Function f) const {
    above_joint_.for_each(joint, f);
  }

  /// Whether a chain starts in each word of that block, and in the word before it, and none of its places is a joint.
  constexpr bool has_short_chains(std::size_t block) const noexcept { return has_short_chains_[block] != 0; }

  constexpr std::size_t bytes() const noexcept {
    return (record_at_.capacity() + place_of_.capacity() + begin_.capacity()) * sizeof(ordinal) + starts_.bytes() +
           joints_.bytes() + above_joint_.bytes() + has_short_chains_.capacity();
  }

 private:
  /// In each section newest first.
  constexpr void sort_by_section(const supersession& scan, const std::vector<ordinal>& section_of,
                                 std::size_t sections) {
    begin_.assign(sections + 1, 0);
    for (const ordinal section : section_of) ++begin_[section + 1];
    for (std::size_t s = 1; s <= sections; ++s) begin_[s] += begin_[s - 1];
    std::vector<ordinal> next(begin_.begin(), begin_.end());
    record_at_.assign(section_of.size(), no_ordinal);
    scan.for_each_newest_first([&](ordinal record) { record_at_[next[section_of[record]]++] = record; });
  }

  /// Orders each section by chains, and marks where one starts. Records are taken one after the other, not along a
  /// chain, so that one need not wait until another has come from memory.
  constexpr void sort_by_chain(const supersession& scan, bit_plane& starts) {
    struct chain {
      ordinal last;  // record so far
      ordinal length;
    };
    std::vector<chain> chains;
    std::vector<ordinal> chain_of(size(), no_ordinal);
    for (std::size_t section = 0; section + 1 < begin_.size(); ++section) {
      const std::size_t first_of_section = chains.size();
      for (std::size_t i = begin_[section]; i < begin_[section + 1]; ++i) {
        const ordinal record = record_at_[i];
        ordinal above = no_ordinal;  // the chain of what directly supersedes it,
        bool in_one = true;  // if all that is in one,
        bool has_last = false;  // and its last record among that
        scan.for_each_directly_newer(record, [&](ordinal newer) {
          const ordinal found = chain_of[newer];
          in_one = in_one && found != no_ordinal && (above == no_ordinal || above == found);
          has_last = has_last || (found != no_ordinal && chains[found].last == newer);
          above = found;
        });
        if (!in_one || !has_last || above < first_of_section) {
          above = static_cast<ordinal>(chains.size());
          chains.push_back({record, 0});
        }
        chain_of[record] = above;
        chains[above] = {record, chains[above].length + 1};
      }
    }

    std::vector<ordinal> next;  // place of each chain
    next.reserve(chains.size());
    ordinal place = 0;
    for (const chain& c : chains) {
      next.push_back(place);
      starts.set(place);
      place += c.length;
    }
    place_of_.assign(size(), no_ordinal);
    for (const ordinal record : record_at_) place_of_[record] = next[chain_of[record]]++;
    for (ordinal record = 0; record < size(); ++record) record_at_[place_of_[record]] = record;
  }

  constexpr void list_joints(const supersession& scan, const bit_plane& starts) {
    has_chains_ = !scan.has_cycles();
    bit_plane joints(size());
    starts.for_each([&](std::size_t place) {
      const ordinal record = record_at_[place];
      if (!has_chains_ || scan.count_directly_newer(record) == 0) return;
      joints.set(place);
      scan.for_each_directly_newer(record, [&](ordinal newer) {
        has_chains_ = has_chains_ && place_of_[newer] < place;
        above_joint_.add(place_of_[newer]);
      });
      above_joint_.end_list();
    });
    if (has_chains_)
      joints_ = numbered_bits(std::move(joints));
    else
      above_joint_ = {};
  }

  constexpr void find_short_chains() {
    bool start_before = true;
    for (std::size_t block = 0; block < starts_.blocks(); ++block) {
      bool all_short = start_before;
      for (std::size_t i = 0; i < block_words; ++i) {
        const std::size_t w = block * block_words + i;
        start_before = starts_.at(w) != 0;
        all_short = all_short && start_before && (count_of_joints() == 0 || joints_.bits().at(w) == 0);
      }
      has_short_chains_.push_back(all_short ? 1 : 0);
    }
  }

  std::vector<ordinal> record_at_;
  std::vector<ordinal> place_of_;
  std::vector<ordinal> begin_;  // of each section, and the end of the last
  bit_plane starts_;
  numbered_bits joints_;
  ordinal_lists above_joint_;
  std::vector<unsigned char> has_short_chains_;  // of each block
  bool has_chains_ = true;
};

}  // namespace patchpolicy::inline v1::detail
