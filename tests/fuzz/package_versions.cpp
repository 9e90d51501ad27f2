// SPDX-License-Identifier: BSL-1.0
// Any versions, one a line, are ordered totally by both schemes, and as the naive implementation has them.
#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/decide/package_version.hpp"
#include "support/naive_selection.hpp"

namespace pp = patchpolicy;
using tests::expect;

namespace {

// No more than six lines, as all triples are compared.
std::vector<std::string> versions_in(std::string_view text) {
  std::vector<std::string> versions;
  while (!text.empty() && versions.size() < 6) {
    const std::string_view line = text.substr(0, text.find('\n'));
    versions.emplace_back(line);
    text.remove_prefix((std::min)(line.size() + 1, text.size()));
  }
  return versions;
}

// Even an empty one, before a colon.
bool has_epoch(const std::string& text) { return pp::package_version::parse(text).version.data() != text.data(); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto versions = versions_in(tests::as_text(data, size));
  for (const auto scheme : {pp::version_scheme::rpm, pp::version_scheme::dpkg}) {
    const auto naive_compare = scheme == pp::version_scheme::rpm ? naive::compare_rpm : naive::compare_dpkg;
    const auto compare = [&](const std::string& a, const std::string& b) { return pp::compare_versions(a, b, scheme); };
    for (const std::string& a : versions) {
      expect(compare(a, a) == 0, "a version equals itself");
      if (!has_epoch(a)) expect(compare("0:" + a, a) == 0 && compare("00:" + a, a) == 0, "a missing epoch is 0");
      for (const std::string& b : versions) {
        const auto order = compare(a, b);
        expect(order == (naive_compare(a, b) <=> 0), "versions compare as by the naive implementation");
        if (!has_epoch(b)) expect(compare("1:" + a, b) > 0, "an epoch decides");
        expect((0 <=> compare(b, a)) == order, "the order is antisymmetric");
        for (const std::string& c : versions) {
          if (order <= 0 && compare(b, c) <= 0) expect(compare(a, c) <= 0, "the order is transitive");
          if (order == 0) expect(compare(a, c) == compare(b, c), "equal versions compare alike");
        }
      }
    }
  }
  return 0;
}
