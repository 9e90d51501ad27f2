// SPDX-License-Identifier: BSL-1.0
// Any text is a catalog that survives writing, or errors that lie in it; in pieces it reads the same.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "support/sound_reading.hpp"

namespace pp = patchpolicy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tests::as_text(data, size);
  tests::expect_right(tests::wrong_reading<tests::catalogs>(text));

  pp::catalog_reader reader;
  std::uint64_t number = tests::hash_of(text);
  for (std::size_t at = 0, length = 0; at < size; at += length) {
    number = number * 0x5851F42D4C957F2D + 1;
    length = static_cast<std::size_t>(number >> 58) + 1;
    reader.feed(text.substr(at, length));
  }
  tests::expect(std::move(reader).finish() == pp::read_catalog(text), "in pieces it reads the same");
  return 0;
}
