// SPDX-License-Identifier: BSL-1.0
// The options that select patches (rules D1 and D6).
#include "patchpolicy/model/options.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using enum pp::platform;
using enum pp::task_kind;

TEST_CASE("severity starts with security critical alone") {  // rule D6
  PATCHPOLICY_CHECK_BOTH(pp::windows_severity_option{}.security == pp::flag_set{pp::severity_level::critical});
  PATCHPOLICY_CHECK_BOTH(pp::windows_severity_option{}.non_security.empty());
  PATCHPOLICY_CHECK_BOTH(pp::mac_severity_option{}.security == pp::flag_set{pp::severity_level::critical});
  PATCHPOLICY_CHECK_BOTH(!pp::mac_severity_option{}.non_security);
  PATCHPOLICY_CHECK_BOTH(pp::linux_severity_option{}.security == pp::flag_set{pp::linux_severity_level::critical});
  PATCHPOLICY_CHECK_BOTH(!pp::linux_severity_option{}.bug_fix);
  PATCHPOLICY_CHECK_BOTH(!pp::linux_severity_option{}.enhancement);
}

TEST_CASE("options start with every option off") {
  constexpr auto none_on = [](const auto& o) { return !o.severity && !o.patch_groups; };
  constexpr auto windows_off = [](const auto& o) { return !o.risk && !o.severity && !o.patch_groups && !o.products; };
  PATCHPOLICY_CHECK_BOTH(windows_off(pp::options_view<windows>{}));
  PATCHPOLICY_CHECK_BOTH(!pp::options_view<windows>{}.enablement_packages);
  PATCHPOLICY_CHECK_BOTH(windows_off(pp::options_view<windows, priority_updates>{}));
  PATCHPOLICY_CHECK_BOTH(windows_off(pp::options_view<windows, zero_day_response>{}));
  PATCHPOLICY_CHECK_BOTH(none_on(pp::options_view<mac>{}));
  PATCHPOLICY_CHECK_BOTH(none_on(std::get<0>(pp::options_view<gnu_linux>{})));
}

TEST_CASE("a risk option starts without a part") {
  PATCHPOLICY_CHECK_BOTH(!pp::risk_option{}.vrr_at_least);
  PATCHPOLICY_CHECK_BOTH(!pp::risk_option{}.cvss_at_least);
  PATCHPOLICY_CHECK_BOTH(!pp::risk_option{}.exploited);
}

TEST_CASE("options can be written as constants") {
  static constexpr std::string_view approved[] = {"Approved"};
  static constexpr std::string_view packages[] = {"KB5027397"};
  static constexpr pp::product_path adobe[] = {{"Adobe", "", ""}};
  constexpr pp::options_view<windows> chosen = {
      .risk = pp::risk_option{.vrr_at_least = 7.5_vrr, .cvss_at_least = 9.0_cvss, .exploited = true},
      .severity = pp::windows_severity_option{.non_security = {pp::severity_level::low}},
      .patch_groups = *pp::group_choice_view::of(approved),
      .enablement_packages = packages,
      .products = *pp::product_tree_view::of(true, {}, adobe),
  };
  PATCHPOLICY_CHECK_BOTH(chosen.risk->vrr_at_least == 7.5_vrr);
  PATCHPOLICY_CHECK_BOTH(chosen.severity->security.contains(pp::severity_level::critical));
  PATCHPOLICY_CHECK_BOTH(chosen.patch_groups->included()[0] == "Approved");
  PATCHPOLICY_CHECK_BOTH(chosen.enablement_packages->size() == 1);
  PATCHPOLICY_CHECK_BOTH(!chosen.products->admits(adobe[0]));
}

TEST_CASE("options are equal only if they say the same") {
  using view = pp::options_view<windows>;
  std::vector<view> different(9);
  different[1].risk = pp::risk_option{};
  different[2].risk = pp::risk_option{.vrr_at_least = 1_vrr};
  different[3].risk = pp::risk_option{.cvss_at_least = 1_cvss};
  different[4].risk = pp::risk_option{.exploited = true};
  different[5].severity = pp::windows_severity_option{};
  different[6].patch_groups = pp::group_choice_view();
  different[7].enablement_packages = pp::list_view<std::string_view>();
  different[8].products = pp::product_tree_view();
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      CAPTURE(i, j);
      CHECK((different[i] == different[j]) == (i == j));
    }
  PATCHPOLICY_CHECK_BOTH(pp::options_view<gnu_linux>{} != pp::options_view<gnu_linux>{pp::all_missing_patches{}});
  PATCHPOLICY_CHECK_BOTH(pp::windows_severity_option{} !=
                         pp::windows_severity_option{.non_security = {pp::severity_level::critical}});
  PATCHPOLICY_CHECK_BOTH(pp::mac_severity_option{} != pp::mac_severity_option{.non_security = true});
  PATCHPOLICY_CHECK_BOTH(pp::linux_severity_option{} != pp::linux_severity_option{.bug_fix = true});
  PATCHPOLICY_CHECK_BOTH(pp::linux_severity_option{} != pp::linux_severity_option{.enhancement = true});
}

TEST_CASE("options have the fields of the interchange format") {
  CHECK(tests::fields_of<pp::options<windows>>() == "risk severity patch_groups enablement_packages products");
  CHECK(tests::fields_of<pp::options<windows, priority_updates>>() == "risk severity patch_groups products");
  CHECK(tests::fields_of<pp::options<mac>>() == "severity patch_groups");
  CHECK(tests::fields_of<pp::linux_selection>() == "severity patch_groups");
  CHECK(tests::fields_of<pp::risk_option>() == "vrr_at_least cvss_at_least exploited");
  CHECK(tests::fields_of<pp::windows_severity_option>() == "security! non_security");
  CHECK(tests::fields_of<pp::mac_severity_option>() == "security! non_security");
  CHECK(tests::fields_of<pp::linux_severity_option>() == "security! bug_fix enhancement");
}

TEST_CASE("tables of options lead to every member") {
  const pp::options<windows> routine;
  const auto& [risk, severity, groups, packages, products] = routine;
  CHECK(tests::table_covers(routine, risk, severity, groups, packages, products));
  const pp::options<windows, zero_day_response> other;
  const auto& [other_risk, other_severity, other_groups, other_products] = other;
  CHECK(tests::table_covers(other, other_risk, other_severity, other_groups, other_products));
  const pp::options<mac> on_mac;
  const auto& [mac_severity, mac_groups] = on_mac;
  CHECK(tests::table_covers(on_mac, mac_severity, mac_groups));
  const pp::linux_selection on_linux;
  const auto& [linux_severity, linux_groups] = on_linux;
  CHECK(tests::table_covers(on_linux, linux_severity, linux_groups));

  const pp::risk_option risk_parts;
  const auto& [vrr, cvss, exploited] = risk_parts;
  CHECK(tests::table_covers(risk_parts, vrr, cvss, exploited));
  const pp::windows_severity_option windows_levels;
  const auto& [windows_security, windows_non_security] = windows_levels;
  CHECK(tests::table_covers(windows_levels, windows_security, windows_non_security));
  const pp::mac_severity_option mac_levels;
  const auto& [mac_security, mac_non_security] = mac_levels;
  CHECK(tests::table_covers(mac_levels, mac_security, mac_non_security));
  const pp::linux_severity_option linux_levels;
  const auto& [linux_security, bug_fix, enhancement] = linux_levels;
  CHECK(tests::table_covers(linux_levels, linux_security, bug_fix, enhancement));
}
