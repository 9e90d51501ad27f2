// SPDX-License-Identifier: BSL-1.0
// Any text is a POSIX TZ string or an error that lies in it; as rules repeat with the calendar, so do offsets.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/posix_zone.hpp"

namespace pp = patchpolicy;
using tests::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono_literals;
  const std::string_view text = tests::as_text(data, size);
  const auto parsed = pp::posix_zone::parse(text);
  if (!parsed) {
    expect(parsed.error().position <= size, "the error lies in the text");
    return 0;
  }
  const pp::posix_zone& zone = *parsed;
  const std::uint64_t number = tests::hash_of(text);
  tests::expect_intervals(zone, tests::instant_of(number), 100);
  tests::expect_intervals(zone, (pp::sys_seconds::min)(), 10);
  tests::expect_intervals(zone, (pp::sys_seconds::max)() - 1s, 10);
  tests::expect_intervals(zone, pp::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(number))), 10);

  // Four centuries have 146,097 days, which are whole weeks.
  constexpr auto four_centuries = std::chrono::hours(24) * 146'097;
  pp::sys_seconds at = tests::instant_of(number % (std::uint64_t{1} << 37));
  for (int i = 0; i < 20; ++i) {
    const pp::zone_info info = zone.get_info(at);
    for (const pp::sys_seconds t : {at, info.end - 1s, info.end})
      if (t < pp::sys_seconds() + 20 * four_centuries)
        expect(zone.get_info(t).offset == zone.get_info(t + four_centuries).offset, "offsets repeat in 400 years");
    at += std::chrono::seconds(5'000'001);
  }
  return 0;
}
