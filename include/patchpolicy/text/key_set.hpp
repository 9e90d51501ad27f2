// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which keys of an object have been seen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"

namespace patchpolicy::inline v1::detail {

/// The keys of one object that have been seen.
class key_set {
 public:
  /// Whether `key` was not there yet.
  bool insert(std::string_view key) {
    const auto index = static_cast<ordinal>(keys_.size());
    const auto same = [&](ordinal other) { return keys_[other] == key; };
    if (by_key_.find_or_insert(by_key_.hash(key), index, same) != index) return false;
    keys_.emplace_back(key);
    return true;
  }

 private:
  std::vector<std::string> keys_;
  hash_index by_key_;
};

}  // namespace patchpolicy::inline v1::detail
