// SPDX-License-Identifier: BSL-1.0
// Any bytes are a TZif file or an error that lies in them.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/tzif_zone.hpp"

namespace pp = patchpolicy;
using tests::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = tests::as_text(data, size);
  const auto parsed = pp::tzif_zone::parse(bytes);
  if (!parsed) {
    expect(parsed.error().position <= size, "the error lies in the bytes");
    return 0;
  }
  const pp::tzif_zone& zone = *parsed;
  const std::uint64_t number = tests::hash_of(bytes);
  tests::expect_intervals(zone, (pp::sys_seconds::min)(), 200);
  tests::expect_intervals(zone, pp::sys_seconds(), 60);
  tests::expect_intervals(zone, tests::instant_of(number), 20);
  tests::expect_intervals(zone, pp::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(number))), 20);
  tests::expect_intervals(zone, (pp::sys_seconds::max)() - std::chrono::seconds(1), 20);

  expect(!pp::tzif_zone::parse(bytes.substr(0, size - 1)), "a file without its last byte is none");
  return 0;
}
