// SPDX-License-Identifier: BSL-1.0
// Any text is a configuration that survives writing, or errors that lie in it. What differs between two configurations
// makes one of the other.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/text/configuration_diff.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "support/sound_reading.hpp"

namespace pp = patchpolicy;
using tests::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = tests::as_text(data, size);
  tests::expect_right(tests::wrong_reading<tests::configurations>(text));

  const auto config = pp::read_configuration(text);
  if (!config) return 0;
  const pp::configuration other = pp::default_configuration();
  expect(pp::diff(*config, *config).empty(), "nothing differs from itself");
  const auto there = pp::apply(other, pp::diff(other, *config));
  expect(there && *there == *config, "what differs applies");
  const auto back = pp::apply(*config, pp::diff(*config, other));
  expect(back && *back == other, "and back again");
  return 0;
}
