// SPDX-License-Identifier: BSL-1.0
// Names that an index cannot tell apart by what it keeps of their hash: only a comparison can.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "support/catch.hpp"

namespace tests {

namespace detail {

// Two different names of one length for which the lower half of `hash(name)` is the same.
template <class Hash>
std::pair<std::string, std::string> find_twins(Hash hash) {
  std::vector<std::pair<std::uint32_t, std::string>> names;
  for (int i = 0; i < 400000; ++i) {
    std::string name = "name " + std::to_string(1000000 + i);
    const auto half = static_cast<std::uint32_t>(hash(name));
    names.emplace_back(half, std::move(name));
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i - 1].first == names[i].first) return std::pair(names[i - 1].second, names[i].second);
  FAIL("there are no twins among these names");
  return {};
}

}  // namespace detail

// Names whose hashes are the same.
inline const std::pair<std::string, std::string>& twin_names() {
  static const auto found =
      detail::find_twins([](const std::string& name) { return patchpolicy::detail::hash_text(name); });
  return found;
}

// Vendors whose nodes have the same hash.
inline const std::pair<std::string, std::string>& twin_vendors() {
  static const auto found = detail::find_twins([](const std::string& name) {
    return patchpolicy::detail::hash_path(patchpolicy::product_path{name, {}, {}}, 1);
  });
  return found;
}

}  // namespace tests
