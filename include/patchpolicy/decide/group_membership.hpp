// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the groups and the enablement list of a task say of a patch (rules D1, D3, D12, G1).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/text_pool.hpp"

namespace patchpolicy::inline v1::detail {

/// From ids and bulletins to the groups of a task that hold them. Built once for a task; keeps its own text.
class group_membership {
 public:
  /// What is said of one patch; groups by their place in the configuration, the first that holds it.
  struct standing {
    ordinal included = no_ordinal;
    ordinal excluded = no_ordinal;
    bool listed = false;  ///< on the enablement list
  };

  template <class Names, class Groups>
  constexpr void include(const Names& chosen, const Groups& groups) {
    add(chosen, groups, &entry::included);
  }
  template <class Names, class Groups>
  constexpr void exclude(const Names& chosen, const Groups& groups) {
    add(chosen, groups, &entry::excluded);
  }
  template <class Names>
  constexpr void list(const Names& names) {
    for (const auto& name : names) entries_[find_or_add(name)].listed = true;
  }

  /// A patch belongs by its id and by its bulletin. Expected constant time.
  constexpr standing of(std::string_view id, std::string_view bulletin) const {
    const entry a = find(id);
    const entry b = bulletin.empty() ? entry{} : find(bulletin);
    return {earlier(a.included, b.included), earlier(a.excluded, b.excluded), a.listed || b.listed};
  }

  /// Calls `f(ordinal)` for each included group that holds the patch, in the order of the configuration.
  template <class Function>
  constexpr void for_each_included(std::string_view id, std::string_view bulletin, Function f) const {
    merge(find(id).included, bulletin.empty() ? chain{} : find(bulletin).included, f);
  }
  template <class Function>
  constexpr void for_each_excluded(std::string_view id, std::string_view bulletin, Function f) const {
    merge(find(id).excluded, bulletin.empty() ? chain{} : find(bulletin).excluded, f);
  }

 private:
  /// The groups of one name, ascending: links into `links_`.
  struct chain {
    ordinal first = no_ordinal;
    ordinal last = no_ordinal;
  };
  struct link {
    ordinal group = no_ordinal;
    ordinal next = no_ordinal;
  };
  struct entry {
    text_pool::piece name;
    chain included;
    chain excluded;
    bool listed = false;
  };

  template <class Names, class Groups>
  constexpr void add(const Names& chosen, const Groups& groups, chain entry::* member) {
    std::vector<ordinal> next_of_name(groups.size(), no_ordinal);
    hash_index by_name(groups.size());
    for (auto i = static_cast<ordinal>(groups.size()); i-- > 0;) {
      const auto same = [&](ordinal other) {
        return std::string_view(groups[other].name) == std::string_view(groups[i].name);
      };
      next_of_name[i] = by_name.replace(by_name.hash(groups[i].name), i, same);
    }
    for (ordinal c = 0; c < chosen.size(); ++c) {
      const std::string_view name = chosen[c];
      ordinal g =
          by_name.find(by_name.hash(name), [&](ordinal other) { return std::string_view(groups[other].name) == name; });
      for (; g != no_ordinal; g = next_of_name[g])
        for (const auto& patch : groups[g].patches) append(entries_[find_or_add(patch)].*member, c);
    }
  }

  constexpr void append(chain& to, ordinal group) {
    if (to.last != no_ordinal && links_[to.last].group == group) return;
    const auto added = static_cast<ordinal>(links_.size());
    links_.push_back({group, no_ordinal});
    (to.last == no_ordinal ? to.first : links_[to.last].next) = added;
    to.last = added;
  }

  constexpr ordinal find_or_add(std::string_view name) {
    const auto at = by_name_.find_or_insert(by_name_.hash(name), static_cast<ordinal>(entries_.size()),
                                            [&](ordinal other) { return text_[entries_[other].name] == name; });
    if (at == entries_.size()) entries_.push_back({text_.add(name), {}, {}, false});
    return at;
  }

  constexpr entry find(std::string_view name) const {
    const ordinal at =
        by_name_.find(by_name_.hash(name), [&](ordinal other) { return text_[entries_[other].name] == name; });
    return at == no_ordinal ? entry{} : entries_[at];
  }

  constexpr ordinal group_at(ordinal link_at) const {
    return link_at == no_ordinal ? no_ordinal : links_[link_at].group;
  }
  constexpr ordinal earlier(chain a, chain b) const {
    const ordinal first = group_at(a.first);
    const ordinal second = group_at(b.first);
    return first < second ? first : second;
  }

  template <class Function>
  constexpr void merge(chain a, chain b, Function& f) const {
    ordinal i = a.first;
    ordinal j = b.first;
    while (i != no_ordinal || j != no_ordinal) {
      const ordinal group = group_at(i) < group_at(j) ? group_at(i) : group_at(j);
      f(group);
      if (group_at(i) == group) i = links_[i].next;
      if (group_at(j) == group) j = links_[j].next;
    }
  }

  text_pool text_;
  std::vector<entry> entries_;
  std::vector<link> links_;
  hash_index by_name_;
};

}  // namespace patchpolicy::inline v1::detail
