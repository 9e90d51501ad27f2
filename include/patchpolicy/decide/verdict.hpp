// SPDX-License-Identifier: BSL-1.0
/// \file
/// The answer for one patch, and why (rule E1).
#pragma once

#include <array>
#include <cstddef>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/rule.hpp"

namespace patchpolicy::inline v1 {

/// Every rule that spoke, and for each rule that has one a single witness, the first in the order of the input. Whether
/// the patch deploys follows from the rules alone. Fixed size, no text.
class verdict {
 public:
  verdict() = default;
  /// These rules, so far without witnesses.
  constexpr explicit verdict(rule_set rules) noexcept : rules_(rules) {}

  /// Some rule selects it, and none stops it: a stop beats any selection.
  constexpr bool deploys() const noexcept { return !selected_by().empty() && stopped_by().empty(); }

  constexpr rule_set rules() const noexcept { return rules_; }
  constexpr rule_set selected_by() const noexcept { return rules_ - stopping_rules; }
  constexpr rule_set stopped_by() const noexcept { return rules_ & stopping_rules; }
  constexpr bool has(rule r) const noexcept { return rules_.contains(r); }

  /// What `witness_kind_of(r)` says; `no_ordinal` if the rule did not speak or has none.
  constexpr ordinal witness(rule r) const noexcept {
    const std::size_t at = slot(r);
    return at < witnesses_.size() && has(r) ? witnesses_[at] : no_ordinal;
  }

  /// The fields that the risk option asks for and that the record lacks, if nothing selects it (rule E3).
  constexpr flag_set<unknown_field> unknown() const noexcept { return unknown_; }

  constexpr void add(rule r, ordinal witness = no_ordinal) noexcept {
    rules_.insert(r);
    if (const std::size_t at = slot(r); at < witnesses_.size()) witnesses_[at] = witness;
  }
  constexpr void remove(rule r) noexcept { rules_.erase(r); }
  constexpr void add_unknown(unknown_field f) noexcept { unknown_.insert(f); }

  friend bool operator==(const verdict&, const verdict&) = default;

 private:
  static constexpr std::size_t slot(rule r) noexcept {
    switch (r) {
      case rule::included_group: return 0;
      case rule::excluded_group: return 1;
      case rule::product_filter: return 2;
      case rule::replaced_by_selected: return 3;
      case rule::not_latest: return 4;
      case rule::dependency: return 5;
      default: return 6;
    }
  }

  rule_set rules_;
  flag_set<unknown_field> unknown_;
  std::array<ordinal, 6> witnesses_ = {no_ordinal, no_ordinal, no_ordinal, no_ordinal, no_ordinal, no_ordinal};
};

}  // namespace patchpolicy::inline v1
