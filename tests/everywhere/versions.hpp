// SPDX-License-Identifier: BSL-1.0
// Which of two package versions is newer: every pair of the short ones, and random ones with epochs and releases.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "support/random_case.hpp"

namespace everywhere {

inline void answer_versions(answers& out) {
  namespace pp = patchpolicy;
  constexpr std::string_view characters = "019azA~^.-+:_\xc3";
  std::vector<std::string> versions = {""};
  for (std::size_t i = 0; i < 1 + characters.size(); ++i)  // of no, one and two characters
    for (const char c : characters) versions.push_back(versions[i] + c);
  naive::random_numbers numbers(1);
  for (int i = 0; i < 150; ++i) {
    std::string text;
    for (int length = numbers.between(3, 12); length > 0; --length)
      text += characters[numbers.below(characters.size())];
    versions.push_back(text);
  }
  for (const auto scheme : {pp::version_scheme::rpm, pp::version_scheme::dpkg})
    for (const std::string& a : versions) {
      std::string row;
      for (const std::string& b : versions) {
        const auto order = pp::compare_versions(a, b, scheme);
        row += order < 0 ? '<' : order > 0 ? '>' : '=';
      }
      out.add(row);
    }
}

}  // namespace everywhere
