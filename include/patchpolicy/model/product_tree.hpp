// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which products a task is limited to (rules D2 and P1 to P4).
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/product_path.hpp"

namespace patchpolicy::inline v1 {

/// Why lists of paths are no tree: one of them names no node, or a node that an earlier one names.
struct product_tree_error {
  enum class reason : std::uint8_t { blank_part, given_twice };
  reason why = reason::blank_part;
  ordinal at = 0;  ///< counted through the selected paths, then the cleared ones
  friend bool operator==(const product_tree_error&, const product_tree_error&) = default;
};

/// How a console draws a node (rule P3).
enum class tick_mark : std::uint8_t { clear, ticked, indeterminate };

/// The state of the root, and explicit states on nodes; for a patch the nearest explicit ancestor decides (rule P2), so
/// the tree also answers for vendors and products that appear later. No node has two states.
///
/// The ordinal of an explicit state counts through the selected paths, then the cleared ones.
template <class Storage>
class basic_product_tree {
 public:
  using path = basic_product_path<Storage>;
  using path_list = typename Storage::template list<path>;

  /// Nothing ticked (rule D4).
  basic_product_tree() = default;

  /// All or nothing ticked.
  constexpr explicit basic_product_tree(bool select_all) noexcept : select_all_(select_all) {}

  /// With explicit states, kept in this order, redundant ones too (rule P3). Linear in their number.
  static constexpr result<basic_product_tree, product_tree_error> of(bool select_all, path_list selected,
                                                                     path_list cleared = {}) {
    using error = product_tree_error;
    basic_product_tree made(select_all);
    made.selected_ = std::move(selected);
    made.cleared_ = std::move(cleared);
    detail::hash_index seen(made.size());
    for (ordinal i = 0; i < made.size(); ++i) {
      const path& given = made.state_path(i);
      if (!is_node(given)) return unexpected{error{error::reason::blank_part, i}};
      const auto same = [&](ordinal other) { return same_node(made.state_path(other), given); };
      if (seen.find_or_insert(detail::hash_path(given, given.depth(), seen.seed()), i, same) != i)
        return unexpected{error{error::reason::given_twice, i}};
    }
    return made;
  }

  /// The state of the root.
  constexpr bool select_all() const noexcept { return select_all_; }
  constexpr const path_list& selected() const noexcept { return selected_; }
  constexpr const path_list& cleared() const noexcept { return cleared_; }

  /// The number of explicit states below the root.
  constexpr ordinal size() const noexcept { return static_cast<ordinal>(selected_.size() + cleared_.size()); }
  constexpr bool is_selected(ordinal state) const noexcept { return state < selected_.size(); }
  constexpr const path& state_path(ordinal state) const noexcept {
    return is_selected(state) ? selected_[state] : cleared_[state - selected_.size()];
  }

  /// The explicit state that decides for `product`; none: the root does (rule P2). Linear in the states.
  template <class OtherStorage>
  constexpr std::optional<ordinal> nearest_state(const basic_product_path<OtherStorage>& product) const noexcept {
    const std::size_t depth = product.depth();
    std::optional<ordinal> nearest;
    std::size_t nearest_depth = 0;
    for (ordinal i = 0; i < size(); ++i) {
      const std::size_t at = state_path(i).depth();
      if (at <= nearest_depth || at > depth || !same_to_depth(state_path(i), product, at)) continue;
      nearest = i;
      nearest_depth = at;
    }
    return nearest;
  }

  /// Whether patches for `product` pass.
  template <class OtherStorage>
  constexpr bool admits(const basic_product_path<OtherStorage>& product) const noexcept {
    const std::optional<ordinal> nearest = nearest_state(product);
    return nearest ? is_selected(*nearest) : select_all_;
  }

  /// Ticks or clears a node and all below it (rule P3): the states on and below it go, and its own is kept only if it
  /// differs from what it inherits. The root is the path without a vendor. Linear in the states.
  constexpr void set(path node, bool selected)  // by value: it may be a path of this tree
    requires std::same_as<Storage, owned>
  {
    const std::size_t depth = node.depth();
    const auto within = [&](const path& p) { return is_within(p, node, depth); };
    std::erase_if(selected_, within);
    std::erase_if(cleared_, within);
    if (depth == 0)
      select_all_ = selected;
    else if (admits(node) != selected)
      (selected ? selected_ : cleared_)
          .push_back({node.vendor, depth > 1 ? node.family : "", depth > 2 ? node.version : ""});
  }

  /// How a console draws a node: as its own or inherited state, unless an explicit one below it differs (rule P3).
  template <class OtherStorage>
  constexpr tick_mark mark(const basic_product_path<OtherStorage>& node) const noexcept {
    const std::size_t depth = node.depth();
    const bool own = admits(node);
    for (ordinal i = 0; i < size(); ++i)
      if (is_selected(i) != own && state_path(i).depth() > depth && is_within(state_path(i), node, depth))
        return tick_mark::indeterminate;
    return own ? tick_mark::ticked : tick_mark::clear;
  }

  friend bool operator==(const basic_product_tree&, const basic_product_tree&) = default;

 private:
  /// Blank parts stand only after those that name something, and nothing after them.
  static constexpr bool is_node(const path& p) noexcept {
    const std::size_t depth = p.depth();
    for (std::size_t level = depth; level < 3; ++level)
      if (!p.part(level).empty()) return false;
    return depth > 0;
  }

  template <class OtherStorage>
  static constexpr bool is_within(const path& p, const basic_product_path<OtherStorage>& node,
                                  std::size_t depth) noexcept {
    return p.depth() >= depth && same_to_depth(p, node, depth);
  }

  bool select_all_ = false;
  path_list selected_ = {};
  path_list cleared_ = {};
};

using product_tree = basic_product_tree<owned>;
using product_tree_view = basic_product_tree<borrowed>;

}  // namespace patchpolicy::inline v1
