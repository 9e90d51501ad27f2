// SPDX-License-Identifier: BSL-1.0
// Reading records of a host in place, and our own (rule D5).
#include "patchpolicy/model/patch_traits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

// A host's record that has everything, and one that has only what is needed.
struct update {
  const char* kb = "";
  int rating = 0;
  bool known_exploited = false;
  std::vector<std::string> replaced = {};
};
struct bare_update {
  std::string name;
};
// A host's advisory, whose packages are its own.
struct entry {
  const char* name;
  std::string version;
};
struct advisory {
  std::string name;
  std::vector<entry> entries;
};

}  // namespace

template <>
struct pp::patch_traits<update> {
  static constexpr platform os = platform::windows;
  static constexpr const char* id(const update& u) { return u.kb; }
  static constexpr std::string_view bulletin(const update&) { return "MS26-001"; }
  static constexpr product_path product(const update&) { return {"Acme", "Tool", "2"}; }
  static constexpr patch_kind kind(const update&) { return patch_kind::security; }
  static constexpr std::optional<severity_level> severity(const update& u) {
    if (u.rating == 0) return std::nullopt;
    return severity_level::critical;
  }
  static constexpr vrr_score vrr(const update&) { return vrr_score::constant<725>(); }
  static constexpr std::optional<cvss_score> cvss(const update&) { return cvss_score::constant<98>(); }
  static constexpr bool exploited(const update& u) { return u.known_exploited; }
  static constexpr bool preview(const update&) { return true; }
  static constexpr const std::vector<std::string>& supersedes(const update& u) { return u.replaced; }
};
template <>
struct pp::patch_traits<bare_update> {
  static constexpr auto os = platform::mac;
  static const std::string& id(const bare_update& u) { return u.name; }
};
template <>
struct pp::patch_traits<advisory> {
  static constexpr auto os = platform::gnu_linux;
  static const std::string& id(const advisory& a) { return a.name; }
  static const std::vector<entry>& packages(const advisory& a) { return a.entries; }
  static std::vector<std::string> depends_on(const advisory& a) { return {a.name + "-1", a.name + "-2"}; }
  static const char* distribution(const advisory&) { return "redhat"; }
  static distribution_version major_version(const advisory&) { return distribution_version::constant<9>(); }
};

static_assert(pp::patch_record_of<update, pp::platform::windows>);
static_assert(pp::patch_record_of<bare_update, pp::platform::mac>);
static_assert(pp::patch_record_of<advisory, pp::platform::gnu_linux>);

namespace {

using known = pp::detail::known<update>;
using barely_known = pp::detail::known<bare_update>;

template <class T>
std::vector<std::string> needed_by(const T& record) {
  std::vector<std::string> ids;
  pp::detail::known<T>::for_each_dependency(record, [&](std::string_view id) { ids.emplace_back(id); });
  return ids;
}

template <class T>
std::vector<std::string> packages_of(const T& record) {
  std::vector<std::string> packages;
  pp::detail::known<T>::for_each_package(record, [&](std::string_view name, std::string_view version) {
    packages.push_back(std::string(name) + "=" + std::string(version));
  });
  return packages;
}

template <class T>
std::vector<std::string> superseded_by(const T& record) {
  std::vector<std::string> ids;
  pp::detail::known<T>::for_each_superseded(record, [&](std::string_view id) { ids.emplace_back(id); });
  return ids;
}

}  // namespace

TEST_CASE("what a host's record offers is known") {
  const update record{.kb = "KB1", .rating = 4, .known_exploited = true, .replaced = {"KB0", "KB00"}};
  CHECK(known::id(record) == "KB1");
  CHECK(known::bulletin(record) == "MS26-001");
  CHECK(known::product(record) == pp::product_path{"Acme", "Tool", "2"});
  CHECK(known::kind(record) == pp::patch_kind::security);
  CHECK(known::severity(record) == pp::severity_level::critical);
  CHECK(known::vrr(record) == *pp::vrr_score::of_hundredths(725));
  CHECK(known::cvss(record) == *pp::cvss_score::of_tenths(98));
  CHECK(known::exploited(record));
  CHECK(known::preview(record));
  CHECK(superseded_by(record) == std::vector<std::string>{"KB0", "KB00"});
  CHECK(known::severity(update{}) == std::nullopt);
}

TEST_CASE("what a host's record does not offer is unknown and never zero") {
  const bare_update record{"an id that is longer than a short string"};
  CHECK(barely_known::id(record).data() == record.name.data());
  CHECK(barely_known::bulletin(record).empty());
  CHECK(barely_known::product(record).depth() == 0);
  CHECK(barely_known::kind(record) == std::nullopt);
  CHECK(barely_known::severity(record) == std::nullopt);
  CHECK(barely_known::vrr(record) == std::nullopt);
  CHECK(barely_known::cvss(record) == std::nullopt);
  CHECK_FALSE(barely_known::exploited(record));
  CHECK_FALSE(barely_known::preview(record));
  CHECK(superseded_by(record).empty());
  CHECK(needed_by(record).empty());
  CHECK(packages_of(record).empty());
  CHECK(barely_known::distribution(record).empty());
  CHECK(barely_known::major_version(record) == std::nullopt);
}

TEST_CASE("what a host's advisory offers is known") {  // rule D10
  const advisory record{"RHSA", {{"kernel", "5.14-1"}, {"bash", "1:5.1-2"}}};
  using of_advisory = pp::detail::known<advisory>;
  CHECK(packages_of(record) == std::vector<std::string>{"kernel=5.14-1", "bash=1:5.1-2"});
  CHECK(needed_by(record) == std::vector<std::string>{"RHSA-1", "RHSA-2"});
  CHECK(of_advisory::distribution(record) == "redhat");
  CHECK(of_advisory::major_version(record) == *pp::distribution_version::of(9));
}

TEST_CASE("our own records are read as they stand") {
  static constexpr std::string_view older[] = {"KB0"};
  constexpr pp::patch_view<pp::platform::windows> record = {.id = "KB1",
                                                            .bulletin = "MS26-001",
                                                            .vendor = "Microsoft",
                                                            .family = "Windows 11",
                                                            .version = "23H2",
                                                            .kind = pp::patch_kind::non_security,
                                                            .severity = pp::severity_level::low,
                                                            .vrr = *pp::vrr_score::of_hundredths(5),
                                                            .preview = true,
                                                            .supersedes = older};
  using own = pp::detail::known<pp::patch_view<pp::platform::windows>>;
  PATCHPOLICY_CHECK_BOTH(own::id(record) == "KB1");
  PATCHPOLICY_CHECK_BOTH(own::bulletin(record) == "MS26-001");
  PATCHPOLICY_CHECK_BOTH(own::product(record) == pp::product_path{"Microsoft", "Windows 11", "23H2"});
  PATCHPOLICY_CHECK_BOTH(own::kind(record) == pp::patch_kind::non_security);
  PATCHPOLICY_CHECK_BOTH(own::severity(record) == pp::severity_level::low);
  PATCHPOLICY_CHECK_BOTH(own::vrr(record) == *pp::vrr_score::of_hundredths(5));
  PATCHPOLICY_CHECK_BOTH(own::cvss(record) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(!own::exploited(record));
  PATCHPOLICY_CHECK_BOTH(own::preview(record));
  CHECK(superseded_by(record) == std::vector<std::string>{"KB0"});
}

TEST_CASE("our own advisories are read as they stand") {  // rule D10
  const pp::patch<pp::platform::gnu_linux> record{.id = "RHSA-1",
                                                  .supersedes = {"RHSA-0"},
                                                  .packages = {{"kernel", "5.14-1"}},
                                                  .depends_on = {"RHSA-2"},
                                                  .distribution = "oracle",
                                                  .major_version = *pp::distribution_version::of(7)};
  using own = pp::detail::known<pp::patch<pp::platform::gnu_linux>>;
  CHECK(own::id(record) == "RHSA-1");
  CHECK(superseded_by(record) == std::vector<std::string>{"RHSA-0"});
  CHECK(packages_of(record) == std::vector<std::string>{"kernel=5.14-1"});
  CHECK(needed_by(record) == std::vector<std::string>{"RHSA-2"});
  CHECK(own::distribution(record) == "oracle");
  CHECK(own::major_version(record) == *pp::distribution_version::of(7));
}

TEST_CASE("the CVSS score of a patch is the highest of its newest scores") {  // rule D5
  constexpr std::uint64_t seed = 61;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int round = 0; round < 3000; ++round) {
    pp::patch<pp::platform::mac> record;
    int highest = -1;
    for (std::size_t cves = numbers.below(4); cves > 0; --cves) {
      auto& cve = record.cves.emplace_back();
      int newest = -1;
      for (const auto version :
           {pp::cvss_version::v2_0, pp::cvss_version::v3_0, pp::cvss_version::v3_1, pp::cvss_version::v4_0}) {
        if (numbers.chance(60)) continue;
        newest = numbers.between(0, 100);
        cve.cvss.set(version, pp::cvss_score::of_tenths(newest).optional());
      }
      if (newest > highest) highest = newest;
    }
    const auto found = pp::detail::known<pp::patch<pp::platform::mac>>::cvss(record);
    CAPTURE(round, highest);
    REQUIRE(found.has_value() == (highest >= 0));
    if (found) REQUIRE(found->count() == highest);
  }
}

TEST_CASE("a patch is exploited if it or one of its vulnerabilities is") {  // rule D5
  using own = pp::detail::known<pp::patch<pp::platform::windows>>;
  for (unsigned bits = 0; bits < 8; ++bits) {
    CAPTURE(bits);
    pp::patch<pp::platform::windows> record;
    record.exploited = (bits & 1U) != 0;
    record.cves.resize(2);
    record.cves[0].exploited = (bits & 2U) != 0;
    record.cves[1].exploited = (bits & 4U) != 0;
    CHECK(own::exploited(record) == (bits != 0));
  }
}
