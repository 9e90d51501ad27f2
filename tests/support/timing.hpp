// SPDX-License-Identifier: BSL-1.0
// How long work takes, for benchmarks; tests never ask.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace tests {

template <class Work>
double median_milliseconds(Work work) {
  std::vector<double> times;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace tests
