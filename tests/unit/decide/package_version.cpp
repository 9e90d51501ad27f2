// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/package_version.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

constexpr auto rpm = pp::version_scheme::rpm;
constexpr auto dpkg = pp::version_scheme::dpkg;

constexpr bool older(std::string_view a, std::string_view b, pp::version_scheme scheme) {
  return pp::compare_versions(a, b, scheme) < 0 && pp::compare_versions(b, a, scheme) > 0;
}
constexpr bool same(std::string_view a, std::string_view b, pp::version_scheme scheme) {
  return pp::compare_versions(a, b, scheme) == 0 && pp::compare_versions(b, a, scheme) == 0;
}

}  // namespace

TEST_CASE("RPM's published cases") {
  PATCHPOLICY_CHECK_BOTH(older("1.0", "2.0", rpm));
  PATCHPOLICY_CHECK_BOTH(older("2.0", "2.0.1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("2.0.1", "2.0.1a", rpm));
  PATCHPOLICY_CHECK_BOTH(older("5.5p1", "5.5p10", rpm));
  PATCHPOLICY_CHECK_BOTH(older("10xyz", "10.1xyz", rpm));
  PATCHPOLICY_CHECK_BOTH(older("xyz10", "xyz10.1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("xyz.4", "8", rpm));
  PATCHPOLICY_CHECK_BOTH(older("5.5p2", "5.6p1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("5.6p1", "6.5p1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("6.0", "6.0.rc1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("10a2", "10b2", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0aa", "1.0aa1", rpm));
  PATCHPOLICY_CHECK_BOTH(same("10.0001", "10.1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("10.0001", "10.0039", rpm));
  PATCHPOLICY_CHECK_BOTH(older("4.999.9", "5.0", rpm));
  PATCHPOLICY_CHECK_BOTH(same("2_0", "2.0", rpm));
  PATCHPOLICY_CHECK_BOTH(same("a", "a+", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0~rc1", "1.0", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0~rc1~git123", "1.0~rc1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0", "1.0^", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0^git1", "1.01", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0^20160101", "1.0.1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0~rc1^git1", "1.0", rpm));
}

TEST_CASE("epochs and releases (rule D10)") {
  PATCHPOLICY_CHECK_BOTH(older("9.9-9", "1:0.1-1", rpm));
  PATCHPOLICY_CHECK_BOTH(same("0:1-1", "1-1", rpm));
  PATCHPOLICY_CHECK_BOTH(same("01:1-1", "1:1-1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("1.0", "1.0-0", rpm));
  PATCHPOLICY_CHECK_BOTH(same("1.0", "1.0-0", dpkg));
  PATCHPOLICY_CHECK_BOTH(same("0:1.0", "1.0", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0-1-1", "1.0-1-2", rpm));  // the release follows the last hyphen
  PATCHPOLICY_CHECK_BOTH(older("1.0-9", "1.0-1-1", rpm));
  PATCHPOLICY_CHECK_BOTH(older("99999999999999999999999:1", "100000000000000000000000:1", rpm));
}

TEST_CASE("dpkg's order of characters") {
  PATCHPOLICY_CHECK_BOTH(older("1.0~~", "1.0~~a", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0~~a", "1.0~", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0~", "1.0", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0", "1.0a", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0a", "1.0+", dpkg));
  PATCHPOLICY_CHECK_BOTH(older("1.0+deb12u1", "1.0+deb12u10", dpkg));
  PATCHPOLICY_CHECK_BOTH(same("1.001", "1.1", dpkg));
}

TEST_CASE("both schemes order any versions totally") {
  std::vector<std::string> versions;
  for (const char* epoch : {"", "0:", "1:"})
    for (const char* version : {"1", "1.0", "1.0~", "1.0^", "1.0a", "1.0.a", "10", "1.00"})
      for (const char* release : {"", "-", "-0", "-1", "-1~"})
        versions.push_back(std::string(epoch) + version + release);
  for (const auto scheme : {rpm, dpkg})
    for (const auto& a : versions)
      for (const auto& b : versions) {
        const auto ab = pp::compare_versions(a, b, scheme);
        REQUIRE(((pp::compare_versions(b, a, scheme) < 0) == (ab > 0) &&
                 (pp::compare_versions(b, a, scheme) == 0) == (ab == 0)));
        for (const auto& c : versions)
          if (ab <= 0 && pp::compare_versions(b, c, scheme) <= 0) REQUIRE((pp::compare_versions(a, c, scheme) <= 0));
      }
}

TEST_CASE("Debian and Ubuntu compare as dpkg, all others as RPM") {
  CHECK(pp::version_scheme_of("debian") == dpkg);
  CHECK(pp::version_scheme_of("ubuntu") == dpkg);
  CHECK(pp::version_scheme_of("redhat") == rpm);
  CHECK(pp::version_scheme_of("Debian") == rpm);
  CHECK(pp::version_scheme_of("") == rpm);
}
