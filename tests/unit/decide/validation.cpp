// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/validation.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/finding_text.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;

namespace {

constexpr const char* schedule = R"("enabled":true,"schedule":{"recurrence":{"kind":"daily"},"at":"01:00"})";

// A configuration with one task that is on, and what follows its schedule.
pp::configuration with_task(const std::string& os, const std::string& rest, const std::string& settings = "") {
  const auto read = pp::read_configuration(R"({"format":"patchpolicy/configuration/1","name":"n",)" + settings + '"' +
                                           os + R"(":{"routine_maintenance":{)" + schedule + rest + "}}}");
  if (!read) FAIL(pp::to_text(read.error(), "configuration"));
  return *read;
}

std::string found(const std::vector<pp::finding>& findings) {
  std::string text;
  for (const pp::finding& f : findings) text += std::string(pp::name_of(f.code)) + ' ' + f.path + '\n';
  return text;
}

std::string findings_of(const std::string& os, const std::string& rest) {
  return found(pp::validate(with_task(os, rest)));
}

const std::string ok = R"(,"deploy":{"severity":{"security":["critical"]}})";

const pp::catalog& catalog() {
  static const pp::catalog read = *pp::read_catalog(
      R"({"id":"A","bulletin":"B-A","platform":"windows","vendor":"V","kind":"security","severity":"critical","vrr":5,"cves":[{"id":"C","cvss":[{"version":"3.1","score":5}]}]}
{"id":"E","platform":"windows","vendor":"W","kind":"enablement"}
{"id":"M","platform":"mac","kind":"security","severity":"low"}
{"id":"L","platform":"linux","kind":"bug_fix"}
)");
  return read;
}
const pp::patch_groups groups = {
    {"Good", {"A", "M", "L"}}, {"Empty", {}}, {"Mac only", {"M"}}, {"Ghosts", {"A", "x", "y"}}};

// The findings that a catalog and groups add to a configuration, without those about the groups themselves.
std::string findings_with_catalog(const std::string& os, const std::string& rest) {
  std::vector<pp::finding> kept;
  for (const pp::finding& f : pp::validate(with_task(os, rest), {&groups, &catalog()}))
    if (f.code != pp::finding_code::unknown_patch) kept.push_back(f);
  return found(kept);
}

constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
constexpr pp::posix_zone tokyo = "JST-9"_posix_tz;

// A configuration in which each task, if it is on, has only its schedule to be blamed.
pp::configuration with_sound_options() {
  pp::configuration made;
  made.windows.routine_maintenance.deploy.severity = pp::windows_severity_option{};
  made.windows.priority_updates.deploy.severity = pp::windows_severity_option{};
  made.windows.zero_day_response.deploy.severity = pp::windows_severity_option{};
  made.mac.routine_maintenance.deploy.severity = pp::mac_severity_option{};
  made.gnu_linux.routine_maintenance.deploy = pp::all_missing_patches{};
  return made;
}

template <class Task>
void switch_on(Task& task, pp::recurrence_rule rule, pp::time_of_day at) {
  task.enabled = true;
  task.schedule = {.recurrence = rule, .at = at};
}

// Findings with what they are about, a line each.
std::string in_full(const std::vector<pp::finding>& findings) {
  std::string text;
  for (const pp::finding& f : findings) {
    text += std::string(pp::name_of(f.level())) + ' ' + std::string(pp::name_of(f.code)) + ' ' + f.path;
    for (const pp::finding_argument& a : f.arguments) text += "; " + std::string(a.name) + ' ' + pp::to_text(a);
    text += '\n';
  }
  return text;
}
std::string in_zone(const pp::configuration& config, const pp::posix_zone& zone) {
  return in_full(pp::validate(config, {}, *pp::parse_instant("2026-01-01T00:00:00Z"), zone));
}

const pp::day_of_month first_of_the_month{.day = *pp::month_day::of(1)};
const pp::day_of_month day_31{.day = *pp::month_day::of(31)};

}  // namespace

TEST_CASE("the default configuration and one that only scans have nothing against them") {
  CHECK(pp::validate(pp::default_configuration()).empty());
  CHECK(pp::validate(pp::configuration{}).empty());
}

TEST_CASE("a task that is off is not looked at") {
  auto config = with_task("windows", "");
  CHECK(found(pp::validate(config)) == "no_option_on windows.routine_maintenance.deploy\n");
  config.windows.routine_maintenance.enabled = false;
  CHECK(pp::validate(config).empty());
}

TEST_CASE("options with nothing in them are warned of (rule D4)") {
  const std::string task = "windows.routine_maintenance.deploy";
  CHECK(findings_of("windows", R"(,"deploy":{"risk":{}})") == "risk_without_part " + task + ".risk\n");
  CHECK(findings_of("windows", R"(,"deploy":{"severity":{"security":[]}})") ==
        "severity_without_level " + task + ".severity\n");
  CHECK(findings_of("windows", R"(,"deploy":{"patch_groups":{}})") ==
        "groups_without_choice " + task + ".patch_groups\n");
  CHECK(findings_of("windows", R"(,"deploy":{"enablement_packages":[]},"reboot":{"before":{}})") ==
        "enablement_without_package " + task + ".enablement_packages\n");
  CHECK(findings_of("windows", R"(,"deploy":{"severity":{"security":["low"]},"products":{"select_all":false}})") ==
        "no_product_ticked " + task + ".products\n");
  CHECK(findings_of("windows", R"(,"deploy":{"products":{"select_all":true}})") == "no_option_on " + task + "\n");
  CHECK(findings_of("mac", "") == "no_option_on mac.routine_maintenance.deploy\n");
  CHECK(findings_of("mac", R"(,"deploy":{"severity":{"security":[]},"patch_groups":{}})") ==
        "severity_without_level mac.routine_maintenance.deploy.severity\n"
        "groups_without_choice mac.routine_maintenance.deploy.patch_groups\n");
  CHECK(findings_of("linux", R"(,"deploy":{"severity":{"security":[]}})") ==
        "severity_without_level linux.routine_maintenance.deploy.severity\n");
  CHECK(findings_of("linux", R"(,"deploy":{"all_missing":true})").empty());
  CHECK(findings_of("windows", ok).empty());
}

TEST_CASE("the user's part is checked wherever it stands (rules B5, C1)") {
  struct place {
    const char* os;
    const char* before;
    const char* after;
    const char* path;
  };
  const place places[] = {
      {"windows", R"("before":{"user":)", "}", "windows.routine_maintenance.reboot.before.user"},
      {"windows", R"("after":{"when":"always","user":)", "}", "windows.routine_maintenance.reboot.after.user"},
      {"mac", R"("user":)", "", "mac.routine_maintenance.reboot.user"},
      {"linux", R"("user":)", "", "linux.routine_maintenance.reboot.user"}};
  for (const place& p : places) {
    const auto with_user = [&](const char* user) {
      return findings_of(p.os, ok + R"(,"reboot":{)" + p.before + user + p.after + "}");
    };
    const std::string path = p.path;
    INFO(path);
    CHECK(with_user(R"({"countdown_minutes":10,"extend_up_to_minutes":9})") ==
          "extension_below_countdown " + path + ".extend_up_to_minutes\n");
    CHECK(with_user(R"({"countdown_minutes":10,"extend_up_to_minutes":10})").empty());
    CHECK(with_user(R"({"countdown_minutes":10,"warn_at_logoff":true})") ==
          "logoff_without_force " + path + ".warn_at_logoff\n");
    CHECK(with_user(R"({"countdown_minutes":10,"warn_at_logoff":true,"force_after_minutes":1})").empty());
    CHECK(with_user(R"({"force_after_minutes":1})") == "user_part_without_countdown " + path + "\n");
    CHECK(with_user(R"({"countdown_minutes":0,"may_cancel_timeout":true})") ==
          "choice_without_countdown " + path + ".may_cancel_timeout\nuser_part_without_countdown " + path + "\n");
    CHECK(with_user(R"({"extend_up_to_minutes":5,"may_cancel_restart":true})") ==
          "choice_without_countdown " + path + ".extend_up_to_minutes\nchoice_without_countdown " + path +
              ".may_cancel_restart\nuser_part_without_countdown " + path + "\n");
  }
}

TEST_CASE("an enabled task without a schedule is an error, and errors are told apart") {
  auto config = with_task("windows", ok);
  CHECK_FALSE(pp::has_errors(pp::validate(config)));
  config.windows.routine_maintenance.schedule.reset();
  CHECK(found(pp::validate(config)) == "schedule_missing windows.routine_maintenance.schedule\n");
  CHECK(pp::has_errors(pp::validate(config)));
}

TEST_CASE("notes: previews, and enablement packages without a reboot before") {
  auto config = with_task("windows", ok, R"("scan_preview_patches":true,)");
  CHECK(found(pp::validate(config)) == "previews_scanned scan_preview_patches\n");
  CHECK(findings_of("windows", R"(,"deploy":{"enablement_packages":["E"]})") ==
        "enablement_without_reboot windows.routine_maintenance.deploy.enablement_packages\n");
  CHECK(findings_of("windows", R"(,"deploy":{"enablement_packages":["E"]},"reboot":{"before":{}})").empty());
}

TEST_CASE("groups that are not there are named, each at its place (rule G5)") {
  const auto config =
      with_task("windows", R"(,"deploy":{"patch_groups":{"include":["Good","Nope"],"exclude":["Ghosts","No"]}})");
  const auto findings = pp::validate(config, {&groups, nullptr});
  CHECK(found(findings) ==
        "unknown_group windows.routine_maintenance.deploy.patch_groups.include[1]\n"
        "unknown_group windows.routine_maintenance.deploy.patch_groups.exclude[1]\n");
  CHECK(findings[0].arguments == std::vector<pp::finding_argument>{{"group", std::string("Nope")}});
}

TEST_CASE("a catalog shows options that match nothing and exclusions that exclude nothing") {
  const std::string task = "windows.routine_maintenance.deploy";
  const auto never = [&](const std::string& path) { return "option_never_matches " + path + "\n"; };
  CHECK(findings_with_catalog("windows", R"(,"deploy":{"risk":{"vrr_at_least":5,"cvss_at_least":5}})").empty());
  CHECK(findings_with_catalog("windows",
                              R"(,"deploy":{"risk":{"vrr_at_least":5.01,"cvss_at_least":5.1,"exploited":true}})") ==
        never(task + ".risk.vrr_at_least") + never(task + ".risk.cvss_at_least") + never(task + ".risk.exploited"));
  CHECK(findings_with_catalog("windows",
                              R"(,"deploy":{"severity":{"security":["low","critical"],"non_security":["low"]}})") ==
        never(task + ".severity.non_security"));
  CHECK(findings_with_catalog("windows",
                              R"(,"deploy":{"patch_groups":{"include":["Mac only"],"exclude":["Mac only2"]}})") ==
        "unknown_group " + task + ".patch_groups.exclude[0]\n" + never(task + ".patch_groups.include"));
  CHECK(findings_with_catalog(
            "windows", R"(,"deploy":{"patch_groups":{"include":["Good"],"exclude":["Empty","Ghosts","Mac only"]}})") ==
        "exclusion_excludes_nothing " + task + ".patch_groups.exclude[0]\n" + "exclusion_excludes_nothing " + task +
            ".patch_groups.exclude[2]\n");
  CHECK(findings_with_catalog("windows", R"(,"deploy":{"enablement_packages":["E","A"]},"reboot":{"before":{}})") ==
        "unknown_enablement_package " + task + ".enablement_packages[1]\n");
  CHECK(findings_with_catalog("windows",
                              ok.substr(0, ok.size() - 1) + R"(,"products":{"select_all":false,"selected":[["v"]]}})")
            .empty());
  CHECK(findings_with_catalog(
            "windows", ok.substr(0, ok.size() - 1) + R"(,"products":{"select_all":false,"selected":[["U"]]}})") ==
        "unknown_product " + task + ".products\n" + never(task + ".products"));
  CHECK(findings_with_catalog("windows",
                              ok.substr(0, ok.size() - 1) + R"(,"products":{"select_all":false,"cleared":[["v"]]}})") ==
        "no_product_ticked " + task + ".products\n");
  CHECK(findings_with_catalog("mac", R"(,"deploy":{"severity":{"security":["critical"],"non_security":true}})") ==
        never("mac.routine_maintenance.deploy.severity.security") +
            never("mac.routine_maintenance.deploy.severity.non_security"));
  CHECK(findings_with_catalog("linux",
                              R"(,"deploy":{"severity":{"security":["low"],"bug_fix":true,"enhancement":true}})") ==
        never("linux.routine_maintenance.deploy.severity.security") +
            never("linux.routine_maintenance.deploy.severity.enhancement"));
}

TEST_CASE("products that no Windows record has are named once for each filter, ticked or cleared (rules C1, P4)") {
  const auto shop = *pp::read_catalog(
      R"({"id":"1","platform":"windows","vendor":"Mozilla","family":"Firefox","version":"115"}
{"id":"2","platform":"windows","vendor":"Zoom"}
{"id":"3","platform":"windows"}
{"id":"4","platform":"mac","vendor":"Apple"}
)");
  const auto said = [](const pp::product_tree& tree, const pp::catalog& records) {
    auto config = with_task("windows", ok);
    config.windows.routine_maintenance.deploy.severity = pp::windows_severity_option{};
    config.windows.routine_maintenance.deploy.products = tree;
    std::vector<pp::finding> kept;
    for (const pp::finding& f : pp::validate(config, {nullptr, &records}))
      if (f.code == pp::finding_code::unknown_product) kept.push_back(f);
    return in_full(kept);
  };
  using nodes = std::vector<pp::basic_product_path<pp::owned>>;
  const auto unknown = [](const std::string& products) {
    return "warning unknown_product windows.routine_maintenance.deploy.products; products " + products + '\n';
  };
  CHECK(said(*pp::product_tree::of(true, {}, nodes{{"Mozila"}}), shop) == unknown("Mozila"));
  CHECK(said(*pp::product_tree::of(false, nodes{{"Mozilla", "Firefix", "115"}}), shop) ==
        unknown("Mozilla › Firefix › 115"));
  CHECK(said(*pp::product_tree::of(false, nodes{{"Mozilla"}, {"MOZILLA", "\tfirefox "}, {" zoom"}}), shop).empty());
  CHECK(said(*pp::product_tree::of(false, nodes{{"Apple"}, {"Zoom"}, {" Zoom ", "Client"}}, nodes{{"Mozila"}}), shop) ==
        unknown("Apple, Zoom › Client, Mozila"));
  CHECK(said(pp::product_tree(true), shop).empty());
  CHECK(said(*pp::product_tree::of(true, {}, nodes{{"Zoom"}}), pp::catalog()) == unknown("Zoom"));
  auto off = with_task("windows", ok);
  CHECK(found(pp::validate(off, {nullptr, &shop})).find("unknown_product") == std::string::npos);
}

TEST_CASE("a product is unknown if no record lies at it or below it: every node against every pair of records") {
  const std::vector<std::string> names = {"a", "b"};
  using parts = std::vector<std::string>;
  std::vector<parts> nodes;
  for (const std::string& vendor : names) {
    nodes.push_back({vendor});
    for (const std::string& family : names) {
      nodes.push_back({vendor, family});
      for (const std::string& version : names) nodes.push_back({vendor, family, version});
    }
  }
  const auto part = [](const parts& p, std::size_t level) { return level < p.size() ? p[level] : std::string(); };
  std::vector<pp::basic_product_path<pp::owned>> paths;
  for (const parts& p : nodes) paths.push_back({part(p, 0), part(p, 1), part(p, 2)});

  auto config = with_task("windows", ok);
  config.windows.routine_maintenance.deploy.products = *pp::product_tree::of(false, paths);
  std::vector<parts> products = nodes;
  products.push_back({});
  for (const parts& first : products)
    for (const parts& second : products) {
      std::string lines;
      for (const parts& p : {first, second})
        lines += R"({"id":")" + std::to_string(lines.size()) +
                 R"(","platform":"windows","kind":"security","severity":)" + R"("critical","vendor":")" + part(p, 0) +
                 R"(","family":")" + part(p, 1) + R"(","version":")" + part(p, 2) + "\"}\n";
      const pp::catalog records = *pp::read_catalog(lines);
      std::vector<std::string> expected;
      for (const parts& node : nodes) {
        const auto holds = [&](const parts& p) {
          return p.size() >= node.size() && std::equal(node.begin(), node.end(), p.begin());
        };
        if (holds(first) || holds(second)) continue;
        expected.push_back(node[0]);
        for (std::size_t level = 1; level < node.size(); ++level) expected.back() += " › " + node[level];
      }
      std::vector<std::string> unknown;
      for (const pp::finding& f : pp::validate(config, {nullptr, &records}))
        if (f.code == pp::finding_code::unknown_product)
          unknown = std::get<std::vector<std::string>>(f.arguments.at(0).value);
      INFO(lines);
      CHECK(unknown == expected);
    }
}

TEST_CASE("names in groups that no record has are listed with their group (rule G5)") {
  const auto findings = pp::validate(pp::configuration{}, {&groups, &catalog()});
  REQUIRE(found(findings) == "unknown_patch groups[3].patches\n");
  CHECK(findings[0].arguments == std::vector<pp::finding_argument>{{"group", std::string("Ghosts")},
                                                                   {"patches", std::vector<std::string>{"x", "y"}}});
}

TEST_CASE("previews that hide a critical patch are named, while previews are scanned for (rule D11)") {
  const auto hidden = *pp::read_catalog(
      R"({"id":"C","platform":"windows","kind":"security","severity":"critical"}
{"id":"P","platform":"windows","kind":"non_security","preview":true,"supersedes":["C"]}
{"id":"Old","platform":"windows","kind":"security","severity":"critical"}
{"id":"New","platform":"windows","kind":"security","severity":"low","supersedes":["Old"]}
{"id":"Odd","platform":"windows","kind":"security","preview":true}
)");
  auto config = with_task("windows", ok, R"("scan_preview_patches":true,)");
  const auto findings = pp::validate(config, {nullptr, &hidden});
  REQUIRE(found(findings) ==
          "previews_scanned scan_preview_patches\n"
          "preview_hides_critical scan_preview_patches\n"
          "security_preview catalog\n");
  CHECK(findings[1].arguments == std::vector<pp::finding_argument>{{"patches", std::vector<std::string>{"C"}},
                                                                   {"previews", std::vector<std::string>{"P"}}});
  config.scan_preview_patches = false;
  CHECK(found(pp::validate(config, {nullptr, &hidden})) == "security_preview catalog\n");
}

TEST_CASE("circles of supersession are noted on every platform (rule D13)") {
  for (const char* os : {"windows", "mac", "linux"}) {
    const auto circle = *pp::read_catalog(std::string(R"({"id":"a","platform":")") + os + R"(","supersedes":["b"]})" +
                                          '\n' + R"({"id":"b","platform":")" + os + R"(","supersedes":["a"]})");
    const auto findings = pp::validate(pp::configuration{}, {nullptr, &circle});
    REQUIRE(found(findings) == "supersession_cycle catalog\n");
    CHECK(findings[0].arguments == std::vector<pp::finding_argument>{{"patches", std::vector<std::string>{"a", "b"}}});
  }
}

TEST_CASE("levels follow from codes: errors first, then warnings, then notes") {
  for (std::size_t i = 1; i < pp::enum_size<pp::finding_code>; ++i)
    CHECK(pp::level_of(static_cast<pp::finding_code>(i - 1)) <= pp::level_of(static_cast<pp::finding_code>(i)));
}

TEST_CASE("staging before the first of the month begins is an error, at its field (rule S10)") {
  auto config = with_sound_options();
  auto& task = config.windows.routine_maintenance;
  switch_on(task, pp::monthly(first_of_the_month), "08:00"_time);
  CHECK(in_full(pp::validate(config)).empty());
  task.schedule->stage_before = 8_h_before;
  CHECK(in_full(pp::validate(config)).empty());
  task.schedule->stage_before = 9_h_before;
  CHECK(in_full(pp::validate(config)) ==
        "error staging_before_the_first windows.routine_maintenance.schedule.stage_hours_before; hours 9; longest 8\n");
  CHECK(pp::has_errors(pp::validate(config)));

  switch_on(config.mac.routine_maintenance, pp::monthly(first_of_the_month, 0_days, 1_days), "00:30"_time);
  config.mac.routine_maintenance.schedule->stage_before = 1_h_before;
  task.enabled = false;
  CHECK(in_full(pp::validate(config)) ==
        "error staging_before_the_first mac.routine_maintenance.schedule.stage_hours_before; hours 1; longest 0\n");
  config.mac.routine_maintenance.schedule->recurrence = pp::monthly(first_of_the_month, 1_days);
  CHECK(pp::validate(config).empty());
}

TEST_CASE("a day that months lack is warned of, at its field (rule S3)") {
  auto config = with_sound_options();
  switch_on(config.gnu_linux.routine_maintenance, pp::monthly(day_31), "08:00"_time);
  CHECK(in_full(pp::validate(config)) ==
        "warning day_missing_in_months linux.routine_maintenance.schedule.recurrence.on.day; day 31\n");
  CHECK_FALSE(pp::has_errors(pp::validate(config)));
}

TEST_CASE("tasks of one platform at one time on a common date are warned of (rule C1)") {
  auto config = with_sound_options();
  auto& windows = config.windows;
  switch_on(windows.routine_maintenance, pp::patch_tuesday{}, "21:00"_time);
  switch_on(windows.priority_updates, pp::weekly(pp::weekday::tuesday), "21:00"_time);
  CHECK(in_full(pp::validate(config)) ==
        "warning tasks_meet windows.priority_updates.schedule; task \"routine_maintenance\"\n");

  switch_on(windows.zero_day_response, pp::daily{}, "21:00"_time);
  CHECK(in_full(pp::validate(config)) ==
        "warning tasks_meet windows.priority_updates.schedule; task \"routine_maintenance\"\n"
        "warning tasks_meet windows.zero_day_response.schedule; task \"routine_maintenance\"\n"
        "warning tasks_meet windows.zero_day_response.schedule; task \"priority_updates\"\n");

  windows.priority_updates.enabled = false;
  CHECK(found(pp::validate(config)) == "tasks_meet windows.zero_day_response.schedule\n");
  windows.routine_maintenance.enabled = false;
  CHECK(pp::validate(config).empty());
}

TEST_CASE("tasks at other times, on other dates, or of other platforms do not meet (rule C1)") {
  auto config = with_sound_options();
  auto& windows = config.windows;
  switch_on(windows.routine_maintenance, pp::daily{}, "21:00"_time);
  switch_on(windows.priority_updates, pp::daily{}, "21:01"_time);
  CHECK(pp::validate(config).empty());
  switch_on(windows.routine_maintenance, pp::weekly(pp::weekday::monday), "21:00"_time);
  switch_on(windows.priority_updates, pp::patch_tuesday{}, "21:00"_time);
  CHECK(pp::validate(config).empty());
  switch_on(config.mac.routine_maintenance, pp::daily{}, "21:00"_time);
  switch_on(config.gnu_linux.routine_maintenance, pp::daily{}, "21:00"_time);
  CHECK(pp::validate(config).empty());
  windows.priority_updates.schedule.reset();
  CHECK(found(pp::validate(config)) == "schedule_missing windows.priority_updates.schedule\n");
}

TEST_CASE("what the clocks do to runs is said only where there is a zone (rule C1)") {
  auto config = with_sound_options();
  auto& task = config.windows.routine_maintenance;
  switch_on(task, pp::weekly(pp::weekday::sunday), "02:30"_time);
  CHECK(pp::validate(config).empty());
  const std::string path = "windows.routine_maintenance.schedule.";
  const std::string springs = "; runs 10; first 2026-03-29\n";
  const std::string autumns = "; runs 10; first 2026-10-25\n";
  CHECK(in_zone(config, amsterdam) == "note clock_change_moves_runs " + path + "at" + springs +
                                          "note clock_change_repeats_time " + path + "at" + autumns);
  CHECK(in_zone(config, tokyo).empty());
  task.schedule->clock_change.gap = pp::gap_policy::skip;
  CHECK(pp::validate(config).empty());
  CHECK(in_zone(config, amsterdam) == "warning clock_change_skips_runs " + path + "clock_change.gap" + springs +
                                          "note clock_change_repeats_time " + path + "at" + autumns);
  task.enabled = false;
  CHECK(in_zone(config, amsterdam).empty());
}

TEST_CASE("runs before the patches of Patch Tuesday are out are noted where there is a zone (rule C1)") {
  auto config = with_sound_options();
  switch_on(config.mac.routine_maintenance, pp::patch_tuesday{}, "21:00"_time);
  CHECK(pp::validate(config).empty());
  CHECK(in_zone(config, amsterdam).empty());
  CHECK(in_zone(config, tokyo) ==
        "note before_patch_tuesday_release mac.routine_maintenance.schedule.at; runs 120; first 2026-01-13\n");
  CHECK(in_zone(pp::default_configuration(), tokyo).empty());
}

TEST_CASE("findings come task by task, those of the schedule before those of the options (rule C2)") {
  pp::configuration config;
  auto& windows = config.windows;
  config.scan_preview_patches = true;
  switch_on(windows.routine_maintenance, pp::monthly(day_31), "02:30"_time);
  windows.routine_maintenance.schedule->clock_change.gap = pp::gap_policy::skip;
  switch_on(windows.priority_updates, pp::monthly(first_of_the_month), "02:30"_time);
  windows.priority_updates.schedule->stage_before = 3_h_before;
  switch_on(windows.zero_day_response, pp::monthly(day_31), "02:30"_time);
  windows.zero_day_response.deploy.severity = pp::windows_severity_option{};
  windows.zero_day_response.reboot.after = pp::reboot_after{.user = pp::user_part{}};
  switch_on(config.mac.routine_maintenance, pp::patch_tuesday{}, "09:00"_time);
  config.gnu_linux.routine_maintenance.enabled = true;
  const std::string expected =
      "day_missing_in_months windows.routine_maintenance.schedule.recurrence.on.day\n"
      "no_option_on windows.routine_maintenance.deploy\n"
      "staging_before_the_first windows.priority_updates.schedule.stage_hours_before\n"
      "no_option_on windows.priority_updates.deploy\n"
      "day_missing_in_months windows.zero_day_response.schedule.recurrence.on.day\n"
      "tasks_meet windows.zero_day_response.schedule\n"
      "user_part_without_countdown windows.zero_day_response.reboot.after.user\n"
      "no_option_on mac.routine_maintenance.deploy\n"
      "schedule_missing linux.routine_maintenance.schedule\n"
      "no_option_on linux.routine_maintenance.deploy\n"
      "previews_scanned scan_preview_patches\n";
  CHECK(found(pp::validate(config)) == expected);
  CHECK(found(pp::validate(config, {}, *pp::parse_instant("2026-01-01T00:00:00Z"), amsterdam)) ==
        "day_missing_in_months windows.routine_maintenance.schedule.recurrence.on.day\n"
        "clock_change_skips_runs windows.routine_maintenance.schedule.clock_change.gap\n"
        "clock_change_repeats_time windows.routine_maintenance.schedule.at\n"
        "no_option_on windows.routine_maintenance.deploy\n"
        "staging_before_the_first windows.priority_updates.schedule.stage_hours_before\n"
        "no_option_on windows.priority_updates.deploy\n"
        "day_missing_in_months windows.zero_day_response.schedule.recurrence.on.day\n"
        "tasks_meet windows.zero_day_response.schedule\n"
        "clock_change_moves_runs windows.zero_day_response.schedule.at\n"
        "clock_change_repeats_time windows.zero_day_response.schedule.at\n"
        "user_part_without_countdown windows.zero_day_response.reboot.after.user\n"
        "before_patch_tuesday_release mac.routine_maintenance.schedule.at\n"
        "no_option_on mac.routine_maintenance.deploy\n"
        "schedule_missing linux.routine_maintenance.schedule\n"
        "no_option_on linux.routine_maintenance.deploy\n"
        "previews_scanned scan_preview_patches\n");
}

TEST_CASE("errors, warnings and notes about schedules") {
  using enum pp::finding_code;
  CHECK(pp::level_of(schedule_missing) == pp::finding_level::error);
  CHECK(pp::level_of(staging_before_the_first) == pp::finding_level::error);
  CHECK(pp::level_of(extension_below_countdown) == pp::finding_level::error);
  CHECK(pp::level_of(day_missing_in_months) == pp::finding_level::warning);
  CHECK(pp::level_of(tasks_meet) == pp::finding_level::warning);
  CHECK(pp::level_of(clock_change_skips_runs) == pp::finding_level::warning);
  CHECK(pp::level_of(user_part_without_countdown) == pp::finding_level::warning);
  CHECK(pp::level_of(clock_change_moves_runs) == pp::finding_level::note);
  CHECK(pp::level_of(clock_change_repeats_time) == pp::finding_level::note);
  CHECK(pp::level_of(before_patch_tuesday_release) == pp::finding_level::note);
}
