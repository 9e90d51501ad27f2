// SPDX-License-Identifier: BSL-1.0
// Times of works that are compared with one another.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace tests {

// Makes the compiler believe that somebody looks at a value.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

// Runs works in turns, so that whatever else the machine does hits all of them, and keeps the least time of each.
class stopwatch {
 public:
  // `nanoseconds` is written when they have run.
  template <class Work>
  void add(double& nanoseconds, Work run_once) {
    nanoseconds = std::numeric_limits<double>::infinity();
    works_.push_back({std::move(run_once), &nanoseconds});
  }

  // Each at least three times, and until it has used up its seconds or has run in 100 turns.
  void run(double seconds_each) {
    for (work& w : works_) {
      w.used = time(w, 1);
      w.is_short = w.used < 2e7;
      if (w.is_short) w.times = static_cast<std::size_t>(2e5 / (time(w, 1) + 1)) + 1;
    }
    for (int turn = 0; turn < 100; ++turn)
      for (work& w : works_) {
        if (turn >= 3 && w.used > seconds_each * 1e9) continue;
        if (w.is_short) time(w, 1);  // into the cache, where the work before has left its own data
        const double taken = time(w, w.times);
        w.used += taken;
        *w.nanoseconds = (std::min)(*w.nanoseconds, taken / static_cast<double>(w.times));
      }
    works_.clear();
  }

 private:
  struct work {
    std::function<void()> run;
    double* nanoseconds;
    std::size_t times = 1;  // a turn, so that the clock can tell
    bool is_short = false;
    double used = 0;
  };

  static double time(const work& w, std::size_t times) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < times; ++i) w.run();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  }

  std::vector<work> works_;
};

}  // namespace tests
