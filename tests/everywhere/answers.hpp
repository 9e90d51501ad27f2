// SPDX-License-Identifier: BSL-1.0
// What the library answers, boiled down to a number that is the same wherever the answers are.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

namespace everywhere {

// FNV-1a, which needs nothing of the machine: neither the order of its bytes nor whether its characters have a sign.
class fingerprint {
 public:
  void add(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325;
};

// Takes the answers of one area as texts, one by one.
class answers {
 public:
  explicit answers(bool prints) : prints_(prints) {}

  void add(std::string_view answer) {
    ++count_;
    hash_.add(answer);
    hash_.add(std::string_view("\0", 1));
    if (prints_) std::printf("%.*s\n", static_cast<int>(answer.size()), answer.data());
  }

  std::uint64_t count() const { return count_; }
  std::uint64_t hash() const { return hash_.value(); }

 private:
  bool prints_;
  std::uint64_t count_ = 0;
  fingerprint hash_;
};

}  // namespace everywhere
