// SPDX-License-Identifier: BSL-1.0
// Any catalog, groups and task: selection, which evaluate_texts compares with the indexed one, has the verdicts of the
// naive implementation. The first byte is the platform, the others are the choices of tests/support/random_case.hpp.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/model/platform.hpp"
#include "support/evaluate_texts.hpp"
#include "support/naive_selection.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using tests::expect;

namespace {

pp::linux_endpoint endpoint_of(const naive::endpoint& endpoint) {
  pp::linux_endpoint made;
  if (endpoint.distribution) made.distribution = *endpoint.distribution;
  if (endpoint.major_version) made.major_version = pp::distribution_version::of(*endpoint.major_version).optional();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tests::byte_source bytes(tests::as_text(data, size));
  const auto number = bytes.below(3);
  const auto os = static_cast<pp::platform>(number);
  const auto c = naive::make_random_case(naive::random_numbers(bytes.rest()), static_cast<naive::platform>(number),
                                         {.plain_spelling = true, .most_patches = 12});
  const auto task = *pp::from_name<pp::task_kind>(c.task_kind);
  const std::vector<std::string> expected = c.expected();

  const auto selected =
      tests::evaluate_texts(c.configuration_json, c.groups_json, c.catalog_ndjson, os, task, endpoint_of(c.endpoint));
  tests::expect_right(selected.errors);
  expect(selected.lines == expected, "records are selected as by the naive implementation");
  return 0;
}
