// SPDX-License-Identifier: BSL-1.0
// The code of docs/how-options-combine.md.
#include "support/catch.hpp"

// [tools]
#include <string>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;
using enum pp::severity_level;

namespace {

using patch = pp::patch<pp::platform::windows>;
using windows_task = pp::task<pp::platform::windows>;
using mac_task = pp::task<pp::platform::mac>;
using linux_task = pp::task<pp::platform::gnu_linux>;

/// The ids of the patches that deploy.
template <class Task, class Patches>
std::vector<std::string> deploying(const Task& task, const pp::patch_groups& groups, const Patches& missing) {
  std::vector<std::string> ids;
  for (const auto& [record, verdict] : pp::select(pp::bind(task, groups), missing))
    if (verdict.deploys()) ids.push_back(record.id);
  return ids;
}

/// Each patch with its reasons.
template <class Task, class Patches>
std::vector<std::string> reasons(const Task& task, const pp::patch_groups& groups, const Patches& missing) {
  std::vector<std::string> lines;
  const auto bound = pp::bind(task, groups);
  const pp::scan_for<Task::os> scan(missing);
  const auto verdicts = pp::select(bound, missing, scan);
  pp::ordinal at = 0;
  for (const auto& [record, verdict] : verdicts)
    lines.push_back(record.id + ": " + pp::to_text(pp::name_verdict(task.deploy, bound, scan, verdicts, at++)));
  return lines;
}

using list = std::vector<std::string>;

}  // namespace
// [/tools]

namespace {

// [scan]
patch security_patch(const char* vendor, pp::severity_level level, const char* id) {
  return {.id = id, .vendor = vendor, .kind = pp::patch_kind::security, .severity = level};
}

const std::vector<patch> missing = {
    security_patch("Adobe", critical, "adobe-critical"),        // in G
    security_patch("Adobe", critical, "adobe-critical-2"),
    security_patch("Adobe", important, "adobe-important"),
    security_patch("Adobe", moderate, "adobe-moderate"),        // in G
    security_patch("Mozilla", critical, "mozilla-critical"),
    security_patch("Mozilla", important, "mozilla-important"),  // in G
    security_patch("Mozilla", moderate, "mozilla-moderate"),    // in G
    security_patch("Zoom", moderate, "zoom-moderate"),
};
const pp::patch_groups groups = {
    {"G", {"adobe-critical", "adobe-moderate", "mozilla-important", "mozilla-moderate"}},
    {"X", {"adobe-critical"}},
};
// [/scan]

}  // namespace

TEST_CASE("example 1: a group alone") {
  // [example-1]
  windows_task task{.enabled = true};
  task.deploy.patch_groups = *pp::group_choice::of({"G"});

  CHECK(deploying(task, groups, missing) ==
        list{"adobe-critical", "adobe-moderate", "mozilla-important", "mozilla-moderate"});
  // [/example-1]
}

TEST_CASE("example 2: options add up") {
  // [example-2]
  windows_task task{.enabled = true};
  task.deploy.severity = pp::windows_severity_option{.security = {critical, important}};
  task.deploy.patch_groups = *pp::group_choice::of({"G"});

  CHECK(deploying(task, groups, missing) == list{"adobe-critical", "adobe-critical-2", "adobe-important",
                                                 "adobe-moderate", "mozilla-critical", "mozilla-important",
                                                 "mozilla-moderate"});
  // [/example-2]
}

TEST_CASE("example 3: products are a filter") {
  // [example-3]
  windows_task task{.enabled = true};
  task.deploy.severity = pp::windows_severity_option{.security = {critical, important}};
  task.deploy.patch_groups = *pp::group_choice::of({"G"});
  task.deploy.products.emplace().set({.vendor = "Adobe"}, true);  // nothing else is ticked

  CHECK(deploying(task, groups, missing) ==
        list{"adobe-critical", "adobe-critical-2", "adobe-important", "adobe-moderate"});
  // [/example-3]
}

TEST_CASE("example 4: exclusion wins") {
  // [example-4]
  windows_task task{.enabled = true};
  task.deploy.severity = pp::windows_severity_option{.security = {critical, important}};
  task.deploy.patch_groups = *pp::group_choice::of({"G"}, {"X"});  // included, excluded
  task.deploy.products.emplace().set({.vendor = "Adobe"}, true);

  CHECK(deploying(task, groups, missing) == list{"adobe-critical-2", "adobe-important", "adobe-moderate"});
  CHECK(reasons(task, groups, missing)[0] ==
        "adobe-critical: excluded by patch group \"X\" (selected by severity, patch group \"G\")");
  // [/example-4]
}

namespace {

// [vantosi]
template <pp::platform Platform>
std::vector<pp::patch<Platform>> vantosi() {
  constexpr auto security = pp::patch_kind::security;
  return {{.id = "V3", .kind = security, .severity = moderate},
          {.id = "V4", .kind = security, .severity = critical, .supersedes = {"V3"}},
          {.id = "V5", .kind = security, .severity = important, .supersedes = {"V4"}}};
}
// [/vantosi]

}  // namespace

TEST_CASE("example 5: Windows looks at the latest version") {
  // [example-5-windows]
  windows_task task{.enabled = true};
  task.deploy.severity.emplace();  // as a console switches it on: security critical
  task.deploy.patch_groups = *pp::group_choice::of({"Approved"});

  CHECK(reasons(task, {{"Approved", {"V3"}}}, vantosi<pp::platform::windows>()) ==
        list{"V3: patch group \"Approved\"", "V4: superseded by V5", "V5: nothing selects it"});
  CHECK(deploying(task, {{"Approved", {"V3"}}}, vantosi<pp::platform::windows>()) == list{"V3"});
  // [/example-5-windows]

  // [example-5-advice]
  CHECK(deploying(task, {{"Approved", {"V3", "V4"}}}, vantosi<pp::platform::windows>()) == list{"V4"});
  // [/example-5-advice]
}

TEST_CASE("example 5: Mac judges each version") {
  // [example-5-mac]
  mac_task task{.enabled = true};
  task.deploy.severity.emplace();
  task.deploy.patch_groups = *pp::group_inclusion::of({"Approved"});

  CHECK(reasons(task, {{"Approved", {"V3"}}}, vantosi<pp::platform::mac>()) ==
        list{"V3: replaced by V4 (selected by patch group \"Approved\")", "V4: severity", "V5: nothing selects it"});
  CHECK(deploying(task, {{"Approved", {"V3"}}}, vantosi<pp::platform::mac>()) == list{"V4"});
  // [/example-5-mac]
}

TEST_CASE("example 5: Linux installs the newest package") {
  // [example-5-linux]
  constexpr auto security = pp::patch_kind::security;
  const std::vector<pp::patch<pp::platform::gnu_linux>> advisories = {
      {.id = "V3", .kind = security, .severity = moderate, .packages = {{.name = "vantosi", .version = "3.0-1"}}},
      {.id = "V4", .kind = security, .severity = critical, .packages = {{.name = "vantosi", .version = "4.0-1"}}},
      {.id = "V5", .kind = security, .severity = important, .packages = {{.name = "vantosi", .version = "5.0-1"}}},
  };
  pp::basic_linux_selection<pp::owned> chosen;  // in place of pp::all_missing_patches{}
  chosen.severity.emplace();
  chosen.patch_groups = *pp::group_inclusion::of({"Approved"});
  const linux_task task{.enabled = true, .deploy = chosen};

  CHECK(reasons(task, {{"Approved", {"V3"}}}, advisories) ==
        list{"V3: patch group \"Approved\"; installs V5", "V4: severity; installs V5", "V5: nothing selects it"});
  CHECK(deploying(task, {{"Approved", {"V3"}}}, advisories) == list{"V3", "V4"});
  // [/example-5-linux]
}

TEST_CASE("Linux: what a deploying advisory depends on comes along") {
  // [dependency]
  const std::vector<pp::patch<pp::platform::gnu_linux>> advisories = {
      {.id = "web-server", .kind = pp::patch_kind::security, .severity = critical, .depends_on = {"tls-library"}},
      {.id = "tls-library", .kind = pp::patch_kind::bug_fix},
  };
  pp::basic_linux_selection<pp::owned> chosen;
  chosen.severity.emplace();
  const linux_task task{.enabled = true, .deploy = chosen};

  CHECK(reasons(task, {}, advisories) == list{"web-server: severity", "tls-library: needed by web-server"});
  // [/dependency]
}

TEST_CASE("scores compare exactly, and the newest version of CVSS counts") {
  // [scores]
  patch one{.id = "one"};
  one.cves.resize(2);
  one.cves[0].cvss.set(pp::cvss_version::v2_0, pp::cvss_score::constant<93>());  // 9.3, but there is a newer version
  one.cves[0].cvss.set(pp::cvss_version::v3_1, pp::cvss_score::constant<61>());  // 6.1 counts
  one.cves[1].cvss.set(pp::cvss_version::v3_1, pp::cvss_score::constant<70>());  // 7.0 is the highest that counts

  windows_task task{.enabled = true};
  task.deploy.risk = pp::risk_option{.cvss_at_least = 7.0_cvss};
  CHECK(reasons(task, {}, std::vector{one}) == list{"one: CVSS score"});

  task.deploy.risk = pp::risk_option{.vrr_at_least = 0.5_vrr, .cvss_at_least = 7.1_cvss};
  CHECK(reasons(task, {}, std::vector{one}) == list{"one: nothing selects it (no VRR known)"});
  // [/scores]
}

TEST_CASE("only the newest of what is selected is installed") {
  // [replaced]
  windows_task task{.enabled = true};
  task.deploy.severity = pp::windows_severity_option{.security = {critical, important}};
  task.deploy.patch_groups = *pp::group_choice::of({"Approved"});

  CHECK(reasons(task, {{"Approved", {"V3"}}}, vantosi<pp::platform::windows>()) ==
        list{"V3: replaced by V5 (selected by patch group \"Approved\")", "V4: superseded by V5", "V5: severity"});
  // [/replaced]
}

TEST_CASE("a preview that is not scanned for hides nothing") {
  // [previews]
  constexpr auto security = pp::patch_kind::security;
  constexpr auto non_security = pp::patch_kind::non_security;
  const std::vector<patch> scan = {
      {.id = "january", .kind = security, .severity = critical},
      {.id = "late-january", .kind = non_security, .preview = true, .supersedes = {"january"}},
  };
  pp::configuration config = pp::default_configuration();  // Windows: security critical
  const auto deploys = [&](const char* id) {
    return pp::select(pp::bind<pp::platform::windows>(config, {}), scan).deploys(id);
  };

  CHECK(deploys("january"));
  config.scan_preview_patches = true;  // now the preview counts as newer, and nothing selects it
  CHECK_FALSE(deploys("january"));
  CHECK_FALSE(deploys("late-january"));
  // [/previews]
}

TEST_CASE("an enablement package is selected by its list, not by a score") {
  windows_task task{.enabled = true};
  const std::vector<patch> scan = {{.id = "KB5027397:windows-11",
                                    .bulletin = "KB5027397",
                                    .kind = pp::patch_kind::enablement,
                                    .severity = critical,
                                    .exploited = true}};
  task.deploy.severity.emplace();
  task.deploy.risk = pp::risk_option{.exploited = true};
  CHECK(deploying(task, {}, scan).empty());
  task.deploy.enablement_packages = {"KB5027397"};
  CHECK(deploying(task, {}, scan) == list{"KB5027397:windows-11"});
}

TEST_CASE("an option with nothing in it selects nothing") {
  windows_task task{.enabled = true};
  CHECK(deploying(task, groups, missing).empty());
  task.deploy.severity = pp::windows_severity_option{.security = {}};
  task.deploy.risk.emplace();
  task.deploy.patch_groups.emplace();
  CHECK(deploying(task, groups, missing).empty());
  task.deploy.severity->security = {critical};
  CHECK(deploying(task, groups, missing).size() == 3);
  task.deploy.products.emplace();
  CHECK(deploying(task, groups, missing).empty());
}

TEST_CASE("patches that supersede one another in a circle count as equally new") {
  // [circle]
  const std::vector<patch> scan = {
      {.id = "a", .kind = pp::patch_kind::security, .severity = critical, .supersedes = {"b", "a"}},
      {.id = "b", .kind = pp::patch_kind::security, .severity = critical, .supersedes = {"a", "unknown"}},
  };
  windows_task task{.enabled = true};
  task.deploy.severity.emplace();
  CHECK(deploying(task, {}, scan) == list{"a", "b"});

  const pp::supersession edges(scan);
  CHECK(edges.self_edges() == 1);
  CHECK(edges.unknown_ids() == 1);
  edges.for_each_cycle([](const std::vector<pp::ordinal>& circle) { CHECK(circle == std::vector<pp::ordinal>{0, 1}); });
  // [/circle]
}
