// SPDX-License-Identifier: BSL-1.0
/// \file
/// Of the patches that would deploy, those that a newer one of them replaces (rules D8 and D9), for all places of a
/// catalog index at once.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/chain_order.hpp"
#include "patchpolicy/decide/supersession.hpp"

namespace patchpolicy::inline v1::detail {

/// Along a chain, "a newer one deploys" is carried from one place to the next; in a word by an addition, whose carry
/// runs through the places that continue a chain. Joints look their answers up at the places above them. Where the
/// order has no chains, the answers come from `supersession::newest_among`, for ten times the time.
class replaced_places {
 public:
  /// Moves the places that are replaced out of `deploys`. Linear.
  constexpr void settle(const chain_order& chains, const supersession& scan, bit_plane& deploys) {
    reserve(chains);
    if (!chains.has_chains()) return settle_without_chains(chains, scan, deploys);

    const bool any_joint = chains.count_of_joints() > 0;
    bit_word carry = 0;
    bit_word starts_before = ~bit_word{0};
    for (std::size_t b = 0; b < deploys.blocks(); ++b) {
      word_block& members = deploys.block(b);
      word_block& replaced = replaced_.block(b);
      const word_block& starts = chains.starts().block(b);
      if (chains.has_short_chains(b)) {
        carry = settle_short_chains(starts, members, replaced, carry);
        starts_before = starts.back();
        continue;
      }
      replaced = {};
      for (std::size_t i = 0; i < block_words; ++i) {
        const bit_word continues = ~starts[i];
        carry &= continues;
        const std::size_t w = b * block_words + i;
        if (starts_before == 0) carried_[w] = carry != 0 ? handed_down(chains, deploys, w * word_bits - 1) : no_ordinal;
        starts_before = starts[i];
        const bit_word hot = any_joint ? answer_joints(chains, deploys, w) : 0;
        const bit_word seeds = (((members[i] | hot) << 1) | carry) & continues;
        const bit_word above = (((continues + seeds) ^ continues) & continues) | seeds | hot;
        carry = (members[i] | above) >> (word_bits - 1);
        replaced[i] = members[i] & above;
        members[i] &= ~above;
      }
    }
  }

  constexpr bool operator[](std::size_t place) const noexcept { return replaced_[place]; }
  constexpr const bit_plane& bits() const noexcept { return replaced_; }

  /// The first record, in the order of the input, of those that deploy and supersede the one at `place`; `no_ordinal`
  /// if there is none. Constant time.
  constexpr ordinal newer_of(const chain_order& chains, const supersession& scan, const bit_plane& deploys,
                             std::size_t place) const noexcept {
    return chains.has_chains() ? newer_of(chains, deploys, place) : newest_[scan.component(chains.record_at(place))];
  }

 private:
  constexpr void reserve(const chain_order& chains) {
    if (replaced_.words() != 0 || chains.size() == 0) return;
    replaced_ = bit_plane(chains.size());
    if (!chains.has_chains()) return;
    carried_.assign(replaced_.words(), no_ordinal);
    joint_answers_.assign(chains.count_of_joints(), no_ordinal);
  }

  /// A block of words in each of which a chain starts. What one word hands to the next then depends on that word alone,
  /// so that all are settled beside one another. `carry` is handed to the first; returns what the last hands on.
  static constexpr bit_word settle_short_chains(const word_block& starts, word_block& members, word_block& replaced,
                                                bit_word carry) noexcept {
    word_block above;  // what a newer member of the same word is above of
    std::array<bit_word, block_words + 1> handed;  // to each word
    handed[0] = carry;
    for (std::size_t i = 0; i < block_words; ++i) {
      const bit_word continues = ~starts[i];
      const bit_word seeds = (members[i] << 1) & continues;
      above[i] = (((continues + seeds) ^ continues) & continues) | seeds;
      handed[i + 1] = (members[i] | above[i]) >> (word_bits - 1);
    }
    word_block found;
    word_block left;
    for (std::size_t i = 0; i < block_words; ++i) {
      const bit_word before_first_start = (starts[i] - 1) & ~starts[i];
      const bit_word all_above = above[i] | (before_first_start & (0 - handed[i]));
      found[i] = members[i] & all_above;
      left[i] = members[i] & ~all_above;
    }
    replaced = found;
    members = left;
    return handed.back();
  }

  constexpr bit_word members(const bit_plane& deploys, std::size_t w) const noexcept {
    return deploys.at(w) | replaced_.at(w);
  }

  constexpr ordinal newer_of(const chain_order& chains, const bit_plane& deploys, std::size_t place) const noexcept {
    const std::size_t w = place / word_bits;
    const std::size_t bit = place % word_bits;
    bit_word before = members(deploys, w) & low_bits(bit);
    if (const bit_word starts = chains.starts().at(w) & low_bits(bit + 1); starts == 0) {
      // The chain came from the word before; it started there, or that word has no start and the answer was kept.
      const ordinal carried =
          chains.starts().at(w - 1) != 0 ? handed_down(chains, deploys, w * word_bits - 1) : carried_[w];
      if (carried != no_ordinal) return carried;
    } else {
      const std::size_t start = word_bits - 1 - static_cast<std::size_t>(std::countl_zero(starts));
      if (const std::size_t at = w * word_bits + start; chains.joints()[at])
        if (const ordinal answer = joint_answers_[chains.joints().number_of(at)]; answer != no_ordinal) return answer;
      before &= ~low_bits(start);
    }
    if (before == 0) return no_ordinal;
    return chains.record_at(w * word_bits + static_cast<std::size_t>(std::countr_zero(before)));
  }

  /// What a place tells those that it directly supersedes.
  constexpr ordinal handed_down(const chain_order& chains, const bit_plane& deploys, std::size_t place) const noexcept {
    if (const ordinal newer = newer_of(chains, deploys, place); newer != no_ordinal) return newer;
    const bool member = (members(deploys, place / word_bits) >> (place % word_bits) & 1) != 0;
    return member ? chains.record_at(place) : no_ordinal;
  }

  /// The joints of one word that something above supersedes; all that is above them is before them.
  constexpr bit_word answer_joints(const chain_order& chains, const bit_plane& deploys, std::size_t w) {
    bit_word hot = 0;
    for (bit_word rest = chains.joints().bits().at(w); rest != 0; rest &= rest - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(rest));
      const ordinal joint = chains.joints().number_of(w * word_bits + bit);
      ordinal answer = no_ordinal;
      chains.for_each_above(joint,
                            [&](ordinal above) { answer = (std::min)(answer, handed_down(chains, deploys, above)); });
      joint_answers_[joint] = answer;
      if (answer != no_ordinal) hot |= bit_word{1} << bit;
    }
    return hot;
  }

  constexpr void settle_without_chains(const chain_order& chains, const supersession& scan, bit_plane& deploys) {
    replaced_.clear();
    scan.newest_among([&](ordinal record) { return deploys[chains.place_of(record)]; }, newest_);
    deploys.for_each([&](std::size_t place) {
      if (newest_[scan.component(chains.record_at(place))] != no_ordinal) replaced_.set(place);
    });
    for (std::size_t w = 0; w < deploys.words(); ++w) deploys.at(w) &= ~replaced_.at(w);
  }

  bit_plane replaced_;
  std::vector<ordinal> carried_;  // of each word, what the place before it hands down to it
  std::vector<ordinal> joint_answers_;  // of each joint, as `newer_of`
  std::vector<ordinal> newest_;  // of each component, where there are no chains
};

}  // namespace patchpolicy::inline v1::detail
