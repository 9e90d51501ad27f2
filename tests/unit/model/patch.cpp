// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/model/patch.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;

namespace {

// Stands first: GCC 12 breaks down over such a list if nothing before it has looked at the type.
pp::patch<pp::platform::gnu_linux> written_advisory() {
  return {.id = "RHSA-1",
          .cves = {{.id = "CVE-1"}, {.id = "CVE-2", .exploited = true}, {"CVE-3", {}, true}},
          .supersedes = {"RHSA-0"},
          .packages = {{.name = "kernel", .version = "5.14-1"}},
          .depends_on = {"RHSA-2", "RHSA-3"},
          .distribution = "redhat"};
}

constexpr std::string_view one_text[] = {"KB1"};
constexpr pp::basic_vulnerability<pp::borrowed> one_vulnerability[] = {{}};
constexpr pp::basic_package<pp::borrowed> one_package[] = {{}};

// Some value that a member does not have by default.
constexpr bool other(bool) { return true; }
constexpr std::string_view other(std::string_view) { return "KB1"; }
constexpr pp::list_view<std::string_view> other(pp::list_view<std::string_view>) { return one_text; }
constexpr auto other(pp::list_view<pp::basic_vulnerability<pp::borrowed>>) { return pp::list_view(one_vulnerability); }
constexpr auto other(pp::list_view<pp::basic_package<pp::borrowed>>) { return pp::list_view(one_package); }
template <class Enum>
  requires std::is_enum_v<Enum>
constexpr std::optional<Enum> other(std::optional<Enum>) {
  return Enum{};
}
constexpr std::optional<pp::civil_date> other(std::optional<pp::civil_date>) {
  return pp::civil_date::of(2024, 1, 9).optional();
}
constexpr std::optional<pp::vrr_score> other(std::optional<pp::vrr_score>) { return pp::vrr_score::constant<0>(); }
constexpr std::optional<pp::distribution_version> other(std::optional<pp::distribution_version>) {
  return pp::distribution_version::constant<0>();
}
constexpr pp::cvss_scores other(pp::cvss_scores scores) {
  scores.set(pp::cvss_version::v3_1, *pp::cvss_score::of_tenths(0));
  return scores;
}

// Whether changing any one member makes a default value another.
template <class T>
constexpr bool every_member_counts() {
  bool all = T{} == T{};
  pp::describe<T>::visit([&](const auto& f) {
    T changed;
    f.of(changed) = other(f.of(changed));
    all = all && changed != T{};
  });
  return all;
}

}  // namespace

TEST_CASE("a patch of which nothing is known has unknown fields and no zeros") {
  constexpr auto knows_nothing = [](const auto& p) {
    return p.id.empty() && p.bulletin.empty() && p.vendor.empty() && p.family.empty() && p.version.empty() &&
           p.title.empty() && !p.kind && !p.severity && !p.released && p.cves.empty() && !p.exploited && !p.vrr &&
           !p.preview && !p.operating_system && p.supersedes.empty() && !p.reboot;
  };
  PATCHPOLICY_CHECK_BOTH(knows_nothing(pp::patch_view<pp::platform::windows>{}));
  PATCHPOLICY_CHECK_BOTH(knows_nothing(pp::patch_view<pp::platform::mac>{}));
  PATCHPOLICY_CHECK_BOTH(knows_nothing(pp::patch_view<pp::platform::gnu_linux>{}));
  CHECK(knows_nothing(pp::patch<pp::platform::windows>{}));
  PATCHPOLICY_CHECK_BOTH(pp::patch_view<pp::platform::gnu_linux>{}.packages.empty());
  PATCHPOLICY_CHECK_BOTH(pp::patch_view<pp::platform::gnu_linux>{}.depends_on.empty());
  PATCHPOLICY_CHECK_BOTH(pp::patch_view<pp::platform::gnu_linux>{}.distribution.empty());
  PATCHPOLICY_CHECK_BOTH(!pp::patch_view<pp::platform::gnu_linux>{}.major_version);
}

TEST_CASE("a patch can be written with all that belongs to it") {
  const auto advisory = written_advisory();
  CHECK(advisory.cves.size() == 3);
  CHECK(advisory.cves[2].exploited);
  CHECK(advisory.packages[0].version == "5.14-1");

  static constexpr pp::basic_vulnerability<pp::borrowed> cves[] = {{.id = "CVE-1"}, {"CVE-2", {}, true}};
  constexpr pp::patch_view<pp::platform::windows> record = {.id = "KB1", .cves = cves};
  PATCHPOLICY_CHECK_BOTH(record.cves[1].exploited);
}

TEST_CASE("patches are equal only if every member is") {
  PATCHPOLICY_CHECK_BOTH(every_member_counts<pp::patch_view<pp::platform::windows>>());
  PATCHPOLICY_CHECK_BOTH(every_member_counts<pp::patch_view<pp::platform::mac>>());
  PATCHPOLICY_CHECK_BOTH(every_member_counts<pp::patch_view<pp::platform::gnu_linux>>());
  PATCHPOLICY_CHECK_BOTH(every_member_counts<pp::basic_vulnerability<pp::borrowed>>());
  PATCHPOLICY_CHECK_BOTH(every_member_counts<pp::basic_package<pp::borrowed>>());
}

TEST_CASE("patches have the fields of the interchange format") {
  const std::string common =
      "id! bulletin vendor family version title kind severity released cves exploited vrr preview operating_system "
      "supersedes reboot";
  CHECK(tests::fields_of<pp::patch<pp::platform::windows>>() == common);
  CHECK(tests::fields_of<pp::patch<pp::platform::mac>>() == common);
  CHECK(tests::fields_of<pp::patch<pp::platform::gnu_linux>>() ==
        common + " packages depends_on distribution major_version");
  CHECK(tests::fields_of<pp::basic_vulnerability<pp::owned>>() == "id! cvss exploited");
  CHECK(tests::fields_of<pp::basic_package<pp::owned>>() == "name! version!");
}

TEST_CASE("tables of patches lead to every member") {
  const pp::patch<pp::platform::windows> p;
  const auto& [id, bulletin, vendor, family, version, title, kind, severity, released, cves, exploited, vrr, preview,
               operating_system, supersedes, reboot] = p;
  CHECK(tests::table_covers(p, id, bulletin, vendor, family, version, title, kind, severity, released, cves, exploited,
                            vrr, preview, operating_system, supersedes, reboot));
  const pp::patch<pp::platform::gnu_linux> q;
  const auto& [id2, bulletin2, vendor2, family2, version2, title2, kind2, severity2, released2, cves2, exploited2, vrr2,
               preview2, operating_system2, supersedes2, reboot2, packages, depends_on, distribution, major] = q;
  CHECK(tests::table_covers(q, id2, bulletin2, vendor2, family2, version2, title2, kind2, severity2, released2, cves2,
                            exploited2, vrr2, preview2, operating_system2, supersedes2, reboot2, packages, depends_on,
                            distribution, major));
  const pp::basic_vulnerability<pp::owned> cve;
  const auto& [cve_id, cvss, cve_exploited] = cve;
  CHECK(tests::table_covers(cve, cve_id, cvss, cve_exploited));
  const pp::basic_package<pp::owned> package;
  const auto& [package_name, package_version] = package;
  CHECK(tests::table_covers(package, package_name, package_version));
}

TEST_CASE("a major version of a distribution is 0 to 9999") {
  PATCHPOLICY_CHECK_BOTH(!pp::distribution_version::of(-1));
  PATCHPOLICY_CHECK_BOTH(pp::distribution_version::of(0).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::distribution_version::of(9999).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::distribution_version::of(10000));
}

TEST_CASE("needs for a reboot have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::reboot_need> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::reboot_need::required) == "required");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::reboot_need::maybe) == "maybe");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::reboot_need::no) == "no");
}
