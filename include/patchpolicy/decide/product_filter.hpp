// SPDX-License-Identifier: BSL-1.0
/// \file
/// The product tree of a task, made ready to be asked for many patches (rules D2, P2, P4).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/text_pool.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/product_tree.hpp"

namespace patchpolicy::inline v1::detail {

/// Answers as `product_tree` does, in expected constant time; keeps its own text. As constructed it is off, and admits
/// everything.
class product_filter {
 public:
  struct decision {
    bool admitted = true;
    ordinal state = no_ordinal;  ///< the explicit state that decided; `no_ordinal`: the root
  };

  product_filter() = default;

  template <class Storage>
  constexpr explicit product_filter(const basic_product_tree<Storage>& tree)
      : is_on_(true), select_all_(tree.select_all()), by_path_(tree.size()) {
    nodes_.reserve(tree.size());
    for (ordinal i = 0; i < tree.size(); ++i) {
      const auto& path = tree.state_path(i);
      node added{path.depth(), tree.is_selected(i), {}};
      for (std::size_t level = 0; level < added.depth; ++level) added.parts[level] = text_.add(path.part(level));
      by_path_.find_or_insert(hash_path(path, added.depth, by_path_.seed()), i, [](ordinal) { return false; });
      nodes_.push_back(added);
    }
  }

  constexpr decision of(const product_path& product) const {
    if (!is_on_) return {};
    for (std::size_t depth = nodes_.empty() ? 0 : product.depth(); depth > 0; --depth) {
      const ordinal found = by_path_.find(hash_path(product, depth, by_path_.seed()),
                                          [&](ordinal other) { return is_at(nodes_[other], product, depth); });
      if (found != no_ordinal) return {nodes_[found].selected, found};
    }
    return {select_all_, no_ordinal};
  }

 private:
  struct node {
    std::size_t depth = 0;
    bool selected = false;
    std::array<text_pool::piece, 3> parts = {};
  };

  constexpr bool is_at(const node& n, const product_path& product, std::size_t depth) const {
    if (n.depth != depth) return false;
    for (std::size_t level = 0; level < depth; ++level)
      if (!same_part(text_[n.parts[level]], product.part(level))) return false;
    return true;
  }

  bool is_on_ = false;
  bool select_all_ = true;
  text_pool text_;
  std::vector<node> nodes_;
  hash_index by_path_;
};

}  // namespace patchpolicy::inline v1::detail
