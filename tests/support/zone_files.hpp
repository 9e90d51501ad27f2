// SPDX-License-Identifier: BSL-1.0
// The shared zone files and schedule rows, and zones by name.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include "patchpolicy/time/tzif_zone.hpp"
#include "support/catch.hpp"

namespace tests {

inline std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Zones by their names, read once from one folder.
class zone_files {
 public:
  explicit zone_files(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const patchpolicy::tzif_zone& operator[](const std::string& name) {
    const auto known = zones_.find(name);
    if (known != zones_.end()) return known->second;
    auto read = patchpolicy::tzif_zone::parse(contents_of(folder_ / name));
    INFO((folder_ / name).string());
    REQUIRE(read.has_value());
    return zones_.emplace(name, *std::move(read)).first->second;
  }

 private:
  std::filesystem::path folder_;
  std::map<std::string, patchpolicy::tzif_zone> zones_;
};

}  // namespace tests
