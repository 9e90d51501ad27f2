// SPDX-License-Identifier: BSL-1.0
// The library and the naive second implementation agree on thousands of hostile random cases.
#include <cstdint>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/evaluate_texts.hpp"
#include "support/naive_selection.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

void agree_on(naive::platform naive_os, pp::platform os, std::uint64_t first_seed, std::uint64_t count) {
  for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
    const naive::random_case c = naive::make_random_case(seed, naive_os);
    const auto expected = naive::verdict_lines(c.task, c.groups, c.patches, c.endpoint);
    const auto task = pp::from_name<pp::task_kind>(c.task_kind);
    INFO("seed " << seed << "\n" << c.configuration_json << "\n" << c.groups_json << "\n" << c.catalog_ndjson);
    REQUIRE(task.has_value());
    pp::linux_endpoint endpoint{.distribution =
                                    c.endpoint.distribution ? std::string_view(*c.endpoint.distribution) : ""};
    if (c.endpoint.major_version)
      endpoint.major_version = pp::distribution_version::of(*c.endpoint.major_version).optional();
    const auto actual =
        tests::evaluate_texts(c.configuration_json, c.groups_json, c.catalog_ndjson, os, *task, endpoint);
    REQUIRE(actual.errors == "");
    REQUIRE(actual.lines == expected);
  }
}

}  // namespace

TEST_CASE("Windows selection agrees with the naive implementation") {
  agree_on(naive::platform::windows, pp::platform::windows, 1, tests::rounds(6000));
}

TEST_CASE("Mac selection agrees with the naive implementation") {
  agree_on(naive::platform::mac, pp::platform::mac, 1, tests::rounds(2000));
}

TEST_CASE("Linux selection agrees with the naive implementation") {
  agree_on(naive::platform::linux_os, pp::platform::gnu_linux, 1, tests::rounds(6000));
}
