// SPDX-License-Identifier: BSL-1.0
// Any text is a zone or an error that lies in it, and says which. An offset is written as it is read, and so are
// instants and local times.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/zone_text.hpp"
#include "patchpolicy/time/instant.hpp"
#include "support/sound_reading.hpp"

namespace pp = patchpolicy;
using tests::expect;

namespace {

// Instants and local times.
template <class Time>
void expect_written_as_read(std::optional<Time> (*parse)(std::string_view), std::string_view text) {
  const auto read = parse(text);
  expect(!read || pp::to_text(*read) == text, "a time is written as it is read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tests::as_text(data, size);
  expect_written_as_read(pp::parse_instant, text);
  expect_written_as_read(pp::parse_local, text);

  const auto zone = pp::parse_zone(text);
  if (!zone) {
    expect(zone.error().position <= size, "the error lies in the text");
    expect(tests::is_one_printable_line(pp::to_text(zone.error(), text)), "an error is one printable line");
    return 0;
  }
  tests::expect_intervals(*zone, tests::instant_of(tests::hash_of(text)), 4);
  if (const auto offset = pp::parse_offset(text)) {
    expect(zone->get_info({}).offset == offset, "an offset is a zone that has it");
    expect(pp::parse_offset(pp::offset_text(*offset)) == offset, "an offset is written so that it reads back");
  }
  return 0;
}
