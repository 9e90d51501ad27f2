// SPDX-License-Identifier: BSL-1.0
/// \file
/// Named sets of patches, and what a task does with them (rule G1).
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/core/storage.hpp"

namespace patchpolicy::inline v1 {

/// A name, and the ids or bulletins of its patches; both compare exactly. A set: repeats do not count.
template <class Storage>
struct basic_patch_group {
  typename Storage::text name = {};
  typename Storage::template list<typename Storage::text> patches = {};
  friend bool operator==(const basic_patch_group&, const basic_patch_group&) = default;
};

template <class Storage>
struct describe<basic_patch_group<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_patch_group<Storage>;
    v(field{"name", &described_type::name, presence::required});
    v(field{"patches", &described_type::patches, presence::required});
  }
};

using patch_group = basic_patch_group<owned>;
using patch_group_view = basic_patch_group<borrowed>;

/// All groups. A file has each name once; where two groups have one name all the same, both count.
using patch_groups = owned::list<patch_group>;
using patch_groups_view = borrowed::list<patch_group_view>;

/// Why lists of names are no choice: one of them stands in them twice.
struct group_choice_error {
  enum class reason : std::uint8_t { given_twice, included_and_excluded };
  reason why = reason::given_twice;
  ordinal at = 0;  ///< counted through the included groups, then the excluded ones
  friend bool operator==(const group_choice_error&, const group_choice_error&) = default;
};

namespace detail {

/// A copy: the names may be a part of the list that is about to change.
template <class List, class Names>
constexpr List copy_names(const Names& names) {
  List copy;
  for (const auto& name : names) copy.emplace_back(name);
  return copy;
}

template <class List, class Names>
constexpr void erase_names(List& list, const Names& names) {
  std::erase_if(list, [&](const auto& name) {
    for (const auto& other : names)
      if (std::string_view(other) == std::string_view(name)) return true;
    return false;
  });
}

template <class List, class Names>
constexpr void append_names(List& list, const Names& names) {
  for (const auto& added : names) {
    bool known = false;
    for (const auto& name : list) known = known || std::string_view(name) == std::string_view(added);
    if (!known) list.emplace_back(added);
  }
}

}  // namespace detail

namespace detail {
using name_arguments = std::initializer_list<std::string_view>;
}

/// The groups whose patches a Mac or Linux task selects, each once, in the order in which they were chosen.
template <class Storage>
class basic_group_inclusion {
 public:
  using name_list = typename Storage::template list<typename Storage::text>;

  basic_group_inclusion() = default;

  /// Linear in the names.
  static constexpr result<basic_group_inclusion, group_choice_error> of(name_list included) {
    basic_group_inclusion made;
    made.included_ = std::move(included);
    detail::hash_index seen(made.included_.size());
    for (ordinal i = 0; i < made.included_.size(); ++i) {
      const std::string_view name = made.included_[i];
      const auto same = [&](ordinal other) { return std::string_view(made.included_[other]) == name; };
      if (seen.find_or_insert(seen.hash(name), i, same) != i)
        return unexpected{group_choice_error{group_choice_error::reason::given_twice, i}};
    }
    return made;
  }

  constexpr const name_list& included() const noexcept { return included_; }

  /// Includes the groups of these names. Quadratic in the names.
  template <class Names = detail::name_arguments>
  constexpr void include(const Names& names)
    requires std::same_as<Storage, owned>
  {
    detail::append_names(included_, detail::copy_names<name_list>(names));
  }
  /// Takes the groups of these names out of the choice. Quadratic in the names.
  template <class Names = detail::name_arguments>
  constexpr void clear(const Names& names)
    requires std::same_as<Storage, owned>
  {
    detail::erase_names(included_, detail::copy_names<name_list>(names));
  }

  friend bool operator==(const basic_group_inclusion&, const basic_group_inclusion&) = default;

 private:
  name_list included_ = {};
};

/// The groups whose patches a Windows task selects, and those whose patches it never deploys (rule D3); no group is
/// both, and each stands once, in the order in which they were chosen.
template <class Storage>
class basic_group_choice {
 public:
  using name_list = typename Storage::template list<typename Storage::text>;

  basic_group_choice() = default;

  /// Linear in the names.
  static constexpr result<basic_group_choice, group_choice_error> of(name_list included, name_list excluded = {}) {
    using reason = group_choice_error::reason;
    basic_group_choice made;
    made.included_ = std::move(included);
    made.excluded_ = std::move(excluded);
    const auto name = [&](ordinal i) { return std::string_view(made.name(i)); };
    const auto count = static_cast<ordinal>(made.included_.size() + made.excluded_.size());
    detail::hash_index seen(count);
    for (ordinal i = 0; i < count; ++i) {
      const ordinal first =
          seen.find_or_insert(seen.hash(name(i)), i, [&](ordinal other) { return name(other) == name(i); });
      if (first == i) continue;
      const bool both = first < made.included_.size() && i >= made.included_.size();
      return unexpected{group_choice_error{both ? reason::included_and_excluded : reason::given_twice, i}};
    }
    return made;
  }

  constexpr const name_list& included() const noexcept { return included_; }
  constexpr const name_list& excluded() const noexcept { return excluded_; }

  /// Includes the groups of these names; those that were excluded no longer are. Quadratic in the names.
  template <class Names = detail::name_arguments>
  constexpr void include(const Names& names)
    requires std::same_as<Storage, owned>
  {
    const name_list chosen = detail::copy_names<name_list>(names);
    detail::erase_names(excluded_, chosen);
    detail::append_names(included_, chosen);
  }
  /// Excludes the groups of these names; those that were included no longer are. Quadratic in the names.
  template <class Names = detail::name_arguments>
  constexpr void exclude(const Names& names)
    requires std::same_as<Storage, owned>
  {
    const name_list chosen = detail::copy_names<name_list>(names);
    detail::erase_names(included_, chosen);
    detail::append_names(excluded_, chosen);
  }
  /// Takes the groups of these names out of the choice. Quadratic in the names.
  template <class Names = detail::name_arguments>
  constexpr void clear(const Names& names)
    requires std::same_as<Storage, owned>
  {
    const name_list chosen = detail::copy_names<name_list>(names);
    detail::erase_names(included_, chosen);
    detail::erase_names(excluded_, chosen);
  }

  friend bool operator==(const basic_group_choice&, const basic_group_choice&) = default;

 private:
  constexpr const typename Storage::text& name(ordinal i) const {
    return i < included_.size() ? included_[i] : excluded_[i - included_.size()];
  }

  name_list included_ = {};
  name_list excluded_ = {};
};

using group_inclusion = basic_group_inclusion<owned>;
using group_inclusion_view = basic_group_inclusion<borrowed>;
using group_choice = basic_group_choice<owned>;
using group_choice_view = basic_group_choice<borrowed>;

}  // namespace patchpolicy::inline v1
