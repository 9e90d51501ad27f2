// SPDX-License-Identifier: BSL-1.0
/// \file
/// The place of a product: vendor, family, version (rules P1, P2, P4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/storage.hpp"

namespace patchpolicy::inline v1 {

namespace detail {

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

constexpr std::string_view trimmed(std::string_view part) noexcept {
  while (!part.empty() && is_blank(part.front())) part.remove_prefix(1);
  while (!part.empty() && is_blank(part.back())) part.remove_suffix(1);
  return part;
}

constexpr char folded(char c) noexcept { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Eight characters in lower case, as far as they are ASCII.
constexpr std::uint64_t folded(std::uint64_t eight) noexcept {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  const std::uint64_t low_seven = eight & (0x7F * ones);
  const std::uint64_t from_a = low_seven + (0x80 - 'A') * ones;  // the high bit of a byte: it is 'A' or more
  const std::uint64_t after_z = low_seven + (0x7F - 'Z') * ones;
  const std::uint64_t upper = from_a & ~after_z & ~eight & (0x80 * ones);
  return eight | upper >> 2;
}

/// Both already trimmed.
constexpr bool same_part(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  if (a.size() >= 8) {  // eight at a time, the last eight perhaps twice
    const std::size_t last = a.size() - 8;
    for (std::size_t i = 0; i < last; i += 8)
      if (folded(eight_bytes(a, i)) != folded(eight_bytes(b, i))) return false;
    return folded(eight_bytes(a, last)) == folded(eight_bytes(b, last));
  }
  for (std::size_t i = 0; i < a.size(); ++i)
    if (folded(a[i]) != folded(b[i])) return false;
  return true;
}

}  // namespace detail

/// A node of the product tree. It ends at its first blank part: without a family it is the vendor's node, with no
/// vendor the root. `==` compares the spelling; `same_node` says whether two paths name one node.
template <class Storage>
struct basic_product_path {
  typename Storage::text vendor = {};
  typename Storage::text family = {};
  typename Storage::text version = {};

  /// How many parts name a node, 0 (the root) to 3.
  constexpr std::size_t depth() const noexcept {
    std::size_t level = 0;
    while (level < 3 && !part(level).empty()) ++level;
    return level;
  }

  /// A part without the blanks around it; `level` is 0 (vendor) to 2 (version).
  constexpr std::string_view part(std::size_t level) const noexcept {
    return detail::trimmed(level == 0   ? std::string_view(vendor)
                           : level == 1 ? std::string_view(family)
                                        : std::string_view(version));
  }

  friend bool operator==(const basic_product_path&, const basic_product_path&) = default;
};

/// Whether the first `depth` parts of two paths are the same, without regard to ASCII case and to blanks (space, tab)
/// at either end (rule P4).
template <class StorageA, class StorageB>
constexpr bool same_to_depth(const basic_product_path<StorageA>& a, const basic_product_path<StorageB>& b,
                             std::size_t depth) noexcept {
  for (std::size_t level = 0; level < depth; ++level)
    if (!detail::same_part(a.part(level), b.part(level))) return false;
  return true;
}

/// Whether two paths name one node (rule P4).
template <class StorageA, class StorageB>
constexpr bool same_node(const basic_product_path<StorageA>& a, const basic_product_path<StorageB>& b) noexcept {
  return a.depth() == b.depth() && same_to_depth(a, b, a.depth());
}

namespace detail {

/// The hash of the first `depth` parts; equal for paths that are the same to that depth and have the same seed.
template <class Storage>
constexpr std::uint64_t hash_path(const basic_product_path<Storage>& path, std::size_t depth,
                                  std::uint64_t seed) noexcept {
  std::uint64_t hash = seed ^ depth;
  for (std::size_t level = 0; level < depth; ++level) {
    const std::string_view part = path.part(level);
    hash = mix(hash, part.size());
    if (part.size() >= 8) {
      for (std::size_t i = 0; i + 8 < part.size(); i += 8) hash = mix(hash, folded(eight_bytes(part, i)));
      hash = mix(hash, folded(eight_bytes(part, part.size() - 8)));
    } else {
      std::uint64_t rest = 0;
      for (const char c : part) rest = rest << 8 | static_cast<unsigned char>(folded(c));
      hash = mix(hash, rest);
    }
  }
  return hash;
}

}  // namespace detail

using product_path = basic_product_path<borrowed>;

}  // namespace patchpolicy::inline v1
