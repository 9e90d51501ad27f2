// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which records of an indexed catalog each patch group holds (rule G1).
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/core/text_pool.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/group_membership.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// The patch groups as they meet one indexed catalog; made anew when a group or a record changes. Groups of one name
/// count as one. It refers to neither the records nor the groups.
template <platform Platform>
class catalog_groups {
 public:
  /// `groups` is `patch_groups` or a view of them; `index` was made from the same `records`: one of another number of
  /// records ends the program. Linear in the records, the patches of the groups and the memberships.
  template <patch_range_of<Platform> Range, class Groups>
  constexpr catalog_groups(const catalog_index<Platform>& index, const Range& records, const Groups& groups)
      : size_(index.size()) {
    if (index.size() != std::size(records)) std::abort();  // made from other records
    std::vector<std::string_view> names;
    for (const auto& group : groups)
      if (find(group.name) == no_ordinal) {
        by_name_.find_or_insert(by_name_.hash(group.name), static_cast<ordinal>(names.size()),
                                [](ordinal) { return false; });
        names_.push_back(text_.add(group.name));
        names.push_back(group.name);
      }
    detail::group_membership membership;
    membership.include(names, groups);

    using known = detail::known<record_of<Range>>;
    detail::ordinal_lists groups_of_record;
    groups_of_record.reserve(size_);
    detail::bit_plane members(size_);
    ordinal at = 0;
    for (const auto& record : records) {
      membership.for_each_included(known::id(record), known::bulletin(record), [&](ordinal group) {
        groups_of_record.add(group);
        members.set(index.chains().place_of(at));
      });
      groups_of_record.end_list();
      ++at;
    }
    places_.assign(names_.size(), {});
    members.for_each([&](std::size_t place) {
      groups_of_record.for_each(index.chains().record_at(place), [&](ordinal group) {
        groups_of_.add(group);
        places_[group].push_back(static_cast<ordinal>(place));
      });
      groups_of_.end_list();
    });
    members_ = detail::numbered_bits(std::move(members));
  }

  /// The number of records of the index.
  constexpr std::size_t size() const noexcept { return size_; }
  /// The number of groups, those of one name as one.
  constexpr std::size_t groups() const noexcept { return names_.size(); }

  /// Its memory on the heap.
  constexpr std::size_t bytes() const noexcept {
    std::size_t total = text_.bytes() + by_name_.bytes() + members_.bytes() + groups_of_.bytes() +
                        names_.capacity() * sizeof(detail::text_pool::piece) +
                        places_.capacity() * sizeof(std::vector<ordinal>);
    for (const std::vector<ordinal>& places : places_) total += places.capacity() * sizeof(ordinal);
    return total;
  }

  // What follows is for the headers beside this one.

  /// The group of that name, or `no_ordinal`.
  constexpr ordinal find(std::string_view name) const {
    return by_name_.find(by_name_.hash(name), [&](ordinal other) { return text_[names_[other]] == name; });
  }
  /// The places of a group's records, ascending.
  constexpr const std::vector<ordinal>& places_of(ordinal group) const noexcept { return places_[group]; }
  /// The least of what `rank` says of the groups that hold the record at `place`; `no_ordinal` if none does. Linear in
  /// these groups.
  constexpr ordinal least_rank(std::size_t place, const std::vector<ordinal>& rank) const noexcept {
    ordinal least = no_ordinal;
    if (members_[place])
      groups_of_.for_each(members_.number_of(place),
                          [&](ordinal group) { least = rank[group] < least ? rank[group] : least; });
    return least;
  }

 private:
  std::size_t size_ = 0;
  detail::text_pool text_;
  std::vector<detail::text_pool::piece> names_;
  detail::hash_index by_name_;
  std::vector<std::vector<ordinal>> places_;
  detail::numbered_bits members_;  // places that some group holds
  detail::ordinal_lists groups_of_;  // of each of them
};

}  // namespace patchpolicy::inline v1
