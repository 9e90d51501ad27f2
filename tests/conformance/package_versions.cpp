// SPDX-License-Identifier: BSL-1.0
// Package versions compare as RPM and dpkg themselves compare them (rule D10), over thousands of pairs.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "patchpolicy/decide/package_version.hpp"
#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"

namespace pp = patchpolicy;

namespace {

using pair = std::pair<std::string, std::string>;

std::string output_of(const std::string& command) {
  std::string text;
  if (std::FILE* pipe = popen(command.c_str(), "r")) {
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, count);
    pclose(pipe);
  }
  return text;
}

bool is_there(const std::string& program) { return !output_of("command -v " + program).empty(); }

// Versions near to one another: pieces that the algorithms treat each in its own way.
std::string random_part(tests::random_numbers& random, bool for_dpkg) {
  constexpr const char* pieces[] = {
      "0", "00", "1", "01", "9", "10", "2024", "a", "b", "rc", "Z", ".", "..", "+", "~", "~~", "18446744073709551617",
      "^", "_"};
  std::string part(1, static_cast<char>('0' + random.below(3)));  // dpkg wants a digit first
  for (std::uint64_t count = random.below(5); count > 0; --count) part += pieces[random.below(for_dpkg ? 17 : 19)];
  return part;
}

std::string random_version(tests::random_numbers& random, bool for_dpkg) {
  std::string version;
  if (random.below(3) == 0) version += std::to_string(random.below(3)) + ':';
  version += random_part(random, for_dpkg);
  if (random.below(2) == 0) version += '-' + random_part(random, for_dpkg);
  return version;
}

std::vector<pair> random_pairs(std::size_t count, bool for_dpkg) {
  tests::random_numbers random(20'240'109);
  std::vector<pair> pairs;
  while (pairs.size() < count) {
    const std::string left = random_version(random, for_dpkg);
    std::string right = random_version(random, for_dpkg);
    if (random.below(3) == 0) right = left + (random.below(2) == 0 ? "~" : "0");
    if (random.below(9) == 0) right = left;
    pairs.emplace_back(left, right);
  }
  return pairs;
}

char sign(std::strong_ordering order) { return order < 0 ? '<' : order > 0 ? '>' : '='; }

}  // namespace

TEST_CASE("versions compare as RPM compares them") {
  if (!is_there("rpm")) {
    std::cout << "SKIPPED: rpm is not installed\n";
    return;
  }
  const std::vector<pair> pairs = random_pairs(20'000, false);
  const std::string file = std::string(PATCHPOLICY_BINARY_DIR) + "/rpm_pairs.txt";
  std::ofstream(file) << [&] {
    std::string text;
    for (const auto& [left, right] : pairs) text += left + ' ' + right + '\n';
    return text;
  }();
  const std::string answers = output_of("rpm --eval '%{lua:for line in io.lines(\"" + file +
                                        "\") do local a, b = line:match(\"(%S+) (%S+)\"); local c = rpm.vercmp(a, b); "
                                        "io.write(c < 0 and \"<\" or c > 0 and \">\" or \"=\") end}'");
  REQUIRE(answers.size() >= pairs.size());
  std::size_t equal = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    INFO(pairs[i].first << " and " << pairs[i].second);
    REQUIRE(sign(pp::compare_versions(pairs[i].first, pairs[i].second, pp::version_scheme::rpm)) == answers[i]);
    if (answers[i] == '=') ++equal;
  }
  CHECK(equal > 1000);
  CHECK(equal < 15'000);
}

TEST_CASE("versions compare as dpkg compares them") {
  if (!is_there("dpkg")) {
    std::cout << "SKIPPED: dpkg is not installed\n";
    return;
  }
  const std::vector<pair> pairs = random_pairs(3'000, true);
  const std::string file = std::string(PATCHPOLICY_BINARY_DIR) + "/dpkg_pairs.sh";
  {
    std::ofstream script(file);
    for (const auto& [left, right] : pairs)
      script << "if dpkg --compare-versions '" << left << "' lt '" << right << "'; then printf '<'\n"
             << "elif dpkg --compare-versions '" << left << "' eq '" << right << "'; then printf =\n"
             << "else printf '>'; fi\n";
  }
  const std::string answers = output_of("sh " + file);
  REQUIRE(answers.size() == pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    INFO(pairs[i].first << " and " << pairs[i].second);
    REQUIRE(sign(pp::compare_versions(pairs[i].first, pairs[i].second, pp::version_scheme::dpkg)) == answers[i]);
  }
}
