// SPDX-License-Identifier: BSL-1.0
// How many cases the slowest tests try.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace tests {

/// That share of `cases` which the environment variable PATCHPOLICY_TEST_EFFORT says, in percent; all of them if it
/// says nothing from 1 to 100. Where a program is slow, as with sanitizers, some will do.
inline std::uint64_t rounds(std::uint64_t cases) {
  const char* const percent = std::getenv("PATCHPOLICY_TEST_EFFORT");
  const std::uint64_t share = percent == nullptr ? 0 : std::strtoull(percent, nullptr, 10);
  return share < 1 || share > 100 ? cases : (cases * share + 99) / 100;
}

/// Every how manieth case of a long enumeration to try, by the same variable: 1 for each of them.
inline std::uint64_t stride() { return 100 / rounds(100); }

}  // namespace tests
