// SPDX-License-Identifier: BSL-1.0
/// \file
/// The products of a catalog as a tree (rule P1), in an order in which all that lies below one node is one run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/core/text_pool.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/product_path.hpp"

namespace patchpolicy::inline v1::detail {

/// A run of numbers, the end not included.
struct ordinal_run {
  ordinal first = 0;
  ordinal end = 0;
  friend bool operator==(const ordinal_run&, const ordinal_run&) = default;
};

/// Each product that some record names is a leaf; leaves are numbered so that those of a vendor, and within it those of
/// a family, follow one another. Keeps its own text.
class indexed_products {
 public:
  indexed_products() = default;

  /// Writes the leaf of each record into `leaf_of`. Linear.
  template <patch_range Range>
  constexpr indexed_products(const Range& records, std::vector<ordinal>& leaf_of) {
    struct spelling {
      product_path product;
      ordinal node;
    };
    std::vector<spelling> spellings;  // what is spelled alike needs no second look at case and blanks
    hash_index by_spelling;
    nodes_.push_back({});
    leaf_of.clear();
    leaf_of.reserve(std::size(records));
    for (const auto& record : records) {
      const product_path product = known<record_of<Range>>::product(record);
      const std::uint64_t hash = by_spelling.hash(product.vendor, product.family, product.version);
      const auto next = static_cast<ordinal>(spellings.size());
      const ordinal at =
          by_spelling.find_or_insert(hash, next, [&](ordinal other) { return spellings[other].product == product; });
      if (at == next) spellings.push_back({product, find_or_add(product, product.depth())});
      leaf_of.push_back(spellings[at].node);
    }
    number_leaves(leaf_of);
  }

  constexpr std::size_t leaves() const noexcept { return leaf_count_; }

  /// The leaves at or below a node; an empty run if no record is.
  template <class Storage>
  constexpr ordinal_run leaves_below(const basic_product_path<Storage>& path) const {
    const ordinal found = find(path, path.depth());
    return found == no_ordinal ? ordinal_run{} : nodes_[found].leaves;
  }

  /// A vendor, in the order in which the records first name them; the one without a name has the records without one.
  struct vendor {
    std::string_view name;
    ordinal_run leaves;
  };
  constexpr std::size_t vendors() const noexcept { return vendors_.size(); }
  constexpr vendor vendor_at(std::size_t at) const noexcept {
    const node& n = nodes_[vendors_[at].node];
    return {text_[n.name], vendors_[at].leaves};
  }

  constexpr std::size_t bytes() const noexcept {
    return nodes_.capacity() * sizeof(node) + vendors_.capacity() * sizeof(vendor_leaves) + text_.bytes() +
           by_path_.bytes();
  }

 private:
  struct node {
    text_pool::piece name = {};
    ordinal parent = no_ordinal;
    std::size_t depth = 0;
    bool has_records = false;  // of its own, not below it
    ordinal_run leaves = {};
  };
  struct vendor_leaves {
    ordinal node;
    ordinal_run leaves;
  };

  template <class Storage>
  constexpr bool is_at(const node* n, const basic_product_path<Storage>& path, std::size_t depth) const {
    if (n->depth != depth) return false;
    for (; depth > 0; --depth, n = &nodes_[n->parent])
      if (!same_part(text_[n->name], path.part(depth - 1))) return false;
    return true;
  }

  template <class Storage>
  constexpr ordinal find(const basic_product_path<Storage>& path, std::size_t depth) const {
    if (depth == 0) return 0;
    return by_path_.find(hash_path(path, depth, by_path_.seed()),
                         [&](ordinal other) { return is_at(&nodes_[other], path, depth); });
  }

  constexpr ordinal find_or_add(const product_path& path, std::size_t depth) {
    if (const ordinal found = find(path, depth); found != no_ordinal) return found;
    const ordinal parent = find_or_add(path, depth - 1);
    const auto added = static_cast<ordinal>(nodes_.size());
    nodes_.push_back({text_.add(path.part(depth - 1)), parent, depth, false, {}});
    by_path_.find_or_insert(hash_path(path, depth, by_path_.seed()), added, [](ordinal) { return false; });
    return added;
  }

  /// Walks the tree, children in the order in which they were found, and replaces nodes by leaves in `leaf_of`.
  constexpr void number_leaves(std::vector<ordinal>& leaf_of) {
    std::vector<ordinal> seen;  // vendors' nodes, and the root for records without a vendor
    for (const ordinal at : leaf_of) {
      nodes_[at].has_records = true;
      ordinal top = at;
      while (nodes_[top].depth > 1) top = nodes_[top].parent;
      if (nodes_[top].leaves.end == 0) {
        nodes_[top].leaves.end = 1;  // marks it until it has its run
        seen.push_back(top);
      }
    }

    ordinal_lists parents;
    for (const node& n : nodes_) {
      if (n.parent != no_ordinal) parents.add(n.parent);
      parents.end_list();
    }
    const ordinal_lists children = parents.reversed();
    struct visit {
      ordinal node;
      const ordinal* next_child;
    };
    std::vector<visit> path;
    const auto enter = [&](ordinal n) {
      nodes_[n].leaves.first = leaf_count_;
      if (nodes_[n].has_records) ++leaf_count_;
      path.push_back({n, children.begin(n)});
    };
    enter(0);
    while (!path.empty()) {
      visit& top = path.back();
      if (top.next_child != children.end(top.node)) {
        const ordinal child = *top.next_child++;
        enter(child);
      } else {
        nodes_[top.node].leaves.end = leaf_count_;
        path.pop_back();
      }
    }
    for (ordinal& leaf : leaf_of) leaf = nodes_[leaf].leaves.first;
    for (const ordinal v : seen) {
      const ordinal_run own = {nodes_[v].leaves.first, nodes_[v].leaves.first + 1};
      vendors_.push_back({v, v == 0 ? own : nodes_[v].leaves});
    }
  }

  std::vector<node> nodes_;  // the root first, each after its parent
  std::vector<vendor_leaves> vendors_;
  hash_index by_path_;
  text_pool text_;
  ordinal leaf_count_ = 0;
};

}  // namespace patchpolicy::inline v1::detail
