// SPDX-License-Identifier: BSL-1.0
// What the fuzz targets share: how they fail, how they read their input, and what holds for every zone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

// What libFuzzer calls with each input, and replay.cpp with each file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tests {

// Ends the program, with the input at fault written by libFuzzer or named by replay.cpp.
inline void expect(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN PROMISE: %s\n", promise);
  std::abort();
}

// The same for checks that say what is wrong, and nothing if all is well.
inline void expect_right(const std::string& wrong) { expect(wrong.empty(), wrong.c_str()); }

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size);
}

// Reads numbers from the front of an input; past its end they are 0.
class byte_source {
 public:
  explicit byte_source(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number(int width) {
    std::uint64_t value = 0;
    for (int i = 0; i < width; ++i) {
      value = value << 8 | (bytes_.empty() ? 0U : static_cast<unsigned char>(bytes_.front()));
      if (!bytes_.empty()) bytes_.remove_prefix(1);
    }
    return value;
  }
  // 0 to bound - 1, from one byte.
  std::uint64_t below(std::uint64_t bound) { return number(1) % bound; }

  // The next bytes, as many as there are.
  std::string_view text(std::uint64_t length) {
    const std::string_view taken = bytes_.substr(0, static_cast<std::size_t>(length));
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  bool empty() const { return bytes_.empty(); }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

// Any number that depends on all of the text: FNV-1a.
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

// The begin of the year 10,000.
inline constexpr patchpolicy::sys_seconds calendar_end{std::chrono::seconds(253'402'300'800)};

// An instant of the years 1970 to 9999.
inline patchpolicy::sys_seconds instant_of(std::uint64_t number) {
  const auto end = static_cast<std::uint64_t>(calendar_end.time_since_epoch().count());
  return patchpolicy::sys_seconds(std::chrono::seconds(number % end));
}

inline void expect_holds(const patchpolicy::zone_info& info, patchpolicy::sys_seconds at) {
  expect(info.begin <= at && at < info.end, "an interval holds the instant that was asked for");
  expect(-patchpolicy::offset_limit < info.offset && info.offset < patchpolicy::offset_limit,
         "offsets are within 26 h");
}

// Whether no time is between the two. They may overlap if both have the same offset: where a rule changes nothing for
// years, each answer is about the years around the question.
inline bool touch(const patchpolicy::zone_info& earlier, const patchpolicy::zone_info& later) {
  return earlier.end == later.begin || (earlier.end > later.begin && earlier.offset == later.offset);
}

// From the interval of `at`, which is not the last instant of all, so many on and so many back.
template <patchpolicy::time_zone Zone>
void expect_intervals(const Zone& zone, patchpolicy::sys_seconds at, int steps) {
  using patchpolicy::sys_seconds;
  using patchpolicy::zone_info;
  constexpr std::chrono::seconds second(1);

  const zone_info first = zone.get_info(at);
  expect_holds(first, at);
  zone_info info = first;
  for (int i = 0; i < steps && info.end < (sys_seconds::max)(); ++i) {
    const zone_info next = zone.get_info(info.end);
    expect_holds(next, info.end);
    expect(touch(info, next), "the next interval touches");
    expect(zone.get_info(info.end - second).offset == info.offset, "an interval has one offset until its end");
    info = next;
  }
  info = first;
  for (int i = 0; i < steps && info.begin > (sys_seconds::min)(); ++i) {
    const zone_info previous = zone.get_info(info.begin - second);
    expect_holds(previous, info.begin - second);
    expect(touch(previous, info), "the previous interval touches");
    expect(zone.get_info(info.begin).offset == info.offset, "an interval has one offset from its begin");
    info = previous;
  }
}

}  // namespace tests
