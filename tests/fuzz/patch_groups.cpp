// SPDX-License-Identifier: BSL-1.0
// Any text is patch groups that survive writing, or errors that lie in it.
#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz.hpp"
#include "support/sound_reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tests::expect_right(tests::wrong_reading<tests::groups_files>(tests::as_text(data, size)));
  return 0;
}
