// SPDX-License-Identifier: BSL-1.0
// Catalogs of any size that look like real ones: monthly chains of patches for many products.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tests {

// splitmix64: the same numbers everywhere
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

// Windows records as NDJSON until `size` bytes are reached.
inline std::string synthetic_catalog(std::size_t size) {
  constexpr const char* vendors[] = {"Microsoft", "Adobe", "Mozilla", "Google", "Oracle", "Zoom", "Citrix", "VMware"};
  constexpr const char* levels[] = {"critical", "important", "important", "moderate", "low", "unassigned"};
  random_numbers random(42);
  std::string text;
  for (std::uint64_t i = 0; text.size() < size; ++i) {
    const std::uint64_t product = i % 500;
    const std::uint64_t month = i / 500;
    const auto id = [&](std::uint64_t m) {
      return "KB" + std::to_string(5000000 + m * 500 + product) + ":product-" + std::to_string(product);
    };
    text += "{\"id\":\"" + id(month) + "\",\"bulletin\":\"KB" + std::to_string(5000000 + month * 500 + product) +
            "\",\"platform\":\"windows\",\"vendor\":\"" + vendors[product % 8] + "\",\"family\":\"Product " +
            std::to_string(product) + "\",\"version\":\"" + std::to_string(product % 7) +
            "\",\"title\":\"Cumulative update " + std::to_string(month) + "\",\"kind\":\"security\",\"severity\":\"" +
            levels[random.below(6)] + "\",\"released\":\"20" + std::to_string(10 + month / 12 % 80) + "-0" +
            std::to_string(1 + month % 9) + "-1" + std::to_string(random.below(9)) + "\",\"cves\":[";
    const std::uint64_t cves = random.below(6);
    for (std::uint64_t c = 0; c < cves; ++c)
      text += std::string(c > 0 ? "," : "") + "{\"id\":\"CVE-20" + std::to_string(10 + month % 80) + "-" +
              std::to_string(1000 * (c + 1) + random.below(1000)) +
              "\",\"cvss\":[{\"version\":\"3.1\",\"score\":" + std::to_string(random.below(10)) + "." +
              std::to_string(random.below(10)) + "}]" + (random.below(20) == 0 ? ",\"exploited\":true}" : "}");
    text += "]";
    if (month > 0) text += ",\"supersedes\":[\"" + id(month - 1) + "\"]";
    text += random.below(2) == 0 ? ",\"reboot\":\"required\"}\n" : "}\n";
  }
  return text;
}

}  // namespace tests
