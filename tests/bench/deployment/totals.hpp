// SPDX-License-Identifier: BSL-1.0
// What every engine has to find.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>

#include "bench/deployment/catalog.hpp"
#include "patchpolicy/decide/deployment_counts.hpp"

namespace tests {

struct totals {
  std::size_t deploying = 0;
  std::array<std::size_t, level_count> by_level = {};
  std::array<std::size_t, vendor_count> by_vendor = {};

  void add(std::size_t level, std::size_t vendor, std::size_t count = 1) {
    deploying += count;
    by_level[level] += count;
    by_vendor[vendor] += count;
  }
  friend bool operator==(const totals&, const totals&) = default;
};

// Of the name that `make_products` gave it.
inline std::size_t number_of_vendor(std::string_view name) {
  name.remove_prefix(std::string_view("Vendor ").size());
  std::size_t number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

inline totals totals_of(const pp::deployment_counts& counts) {
  totals made;
  made.deploying = counts.deploying;
  for (std::size_t level = 0; level < level_count; ++level) made.by_level[level] = counts.by_severity[level];
  for (const auto& [vendor, deploying] : counts.by_vendor) made.by_vendor[number_of_vendor(vendor)] = deploying;
  return made;
}

}  // namespace tests
