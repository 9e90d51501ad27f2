// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/configuration_json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/every_field.hpp"
#include "unit/text/marked_text.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using tests::check_rows;
using tests::errors_of;

namespace {

constexpr auto read_text = [](std::string_view text) { return pp::read_configuration(text); };

// A configuration with these members besides format and name.
std::string configuration(std::string_view members) {
  return tests::within(R"({"format":"patchpolicy/configuration/1","name":"n",)", members, "}");
}
// Such a task, without its `enabled`; the others are absent.
std::string windows(std::string_view task) {
  return configuration(tests::within(R"("windows":{"routine_maintenance":{"enabled":false,)", task, "}}"));
}
std::string mac(std::string_view task) {
  return configuration(tests::within(R"("mac":{"routine_maintenance":{"enabled":false,)", task, "}}"));
}
std::string linux_os(std::string_view task) {
  return configuration(tests::within(R"("linux":{"routine_maintenance":{"enabled":false,)", task, "}}"));
}
std::string scheduled(std::string_view recurrence) {
  return windows(tests::within(R"("schedule":{"at":"21:00","recurrence":)", recurrence, "}"));
}

pp::configuration value_of(std::string_view text) {
  const auto made = pp::read_configuration(text);
  INFO(text);
  REQUIRE(errors_of(made) == std::vector<std::string>{});
  return *made;
}

// What is written reads back as the same value and is written the same again, on one line or on many.
void check_round_trip(const pp::configuration& config) {
  for (const pp::json_layout layout : {pp::json_layout::compact, pp::json_layout::indented}) {
    const std::string text = pp::write_configuration(config, layout);
    INFO(text);
    const auto again = pp::read_configuration(text);
    REQUIRE(errors_of(again) == std::vector<std::string>{});
    CHECK(*again == config);
    CHECK(pp::write_configuration(*again, layout) == text);
  }
}

}  // namespace

TEST_CASE("every field of a configuration is read strictly") {
  const std::string text =
      tests::within(R"({"format": "patchpolicy/configuration/1",)", tests::every_field<pp::configuration>(), "}");
  const std::size_t fields = tests::check_every_field<pp::configuration>(read_text, text);
  CHECK(fields >= 150);
}

TEST_CASE("a configuration needs its format and its name") {
  const std::vector<tests::reading_row> rows = {
      {"^^{}", {"name: *missing*", "format: *missing*\"patchpolicy/configuration/1\"*"}},
      {R"(^{"name":"n"})", {"format: *missing*"}},
      {R"(^{"format":"patchpolicy/configuration/1"})", {"name: *missing*"}},
      {R"({"format":^"patchpolicy/configuration/2","name":"n"})",
       {"format: expected \"patchpolicy/configuration/1\", found \"patchpolicy/configuration/2\""}},
      {R"({"format":^"patchpolicy/groups/1","name":"n"})", {"format: *found \"patchpolicy/groups/1\""}},
      {R"({"format":^1,"name":"n"})", {"format: *\"patchpolicy/configuration/1\"*found 1"}},
      {R"({"format":^null,"name":"n"})", {"format: *found null"}},
      {R"({"format":^["patchpolicy/configuration/1"],"name":"n"})", {"format: *found a list"}},
      {R"({"format":"patchpolicy/configuration/1","name":"n",^"format":"patchpolicy/configuration/1"})",
       {"format: *given twice*"}},
      {R"({"format":"patchpolicy/configuration/1","name":"n",^"\u0066ormat":"patchpolicy/configuration/1"})",
       {"format: *given twice*"}},
      {R"({"format":"patchpolicy/configuration/1","name":"n",^"formats":1})", {"formats: unknown key*\"format\"*"}},
      // the format may come last; what else is wrong is said all the same
      {R"({"name":^1,"format":"patchpolicy/configuration/1"})", {"name: *found 1"}},
      {R"({"name":^1,"format":^"x"})", {"name: *found 1", "format: *found \"x\""}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a configuration is an object") {
  const std::vector<tests::reading_row> rows = {
      {"^[]", {"*object*found a list"}},         {"^null", {"*object*found null"}},
      {"^true", {"*object*found true"}},         {"^12", {"*object*found 12"}},
      {"^\"text\"", {"*object*found \"text\""}}, {"\n  ^[{}]\n", {"*object*found a list"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("the place and the words of an error are those of the interchange page") {
  const std::string text =
      "{\n"
      "  \"format\": \"patchpolicy/configuration/1\",\n"
      "  \"name\": \"Workstations\",\n"
      "  \"windows\": {\n"
      "    \"routine_maintenance\": {\n"
      "      \"enabled\": true,\n"
      "      \"schedule\": {\n"
      "        \"recurrence\": { \"kind\": \"daily\" },\n"
      "\n"
      "\n"
      "\n"
      "          \"at\": \"24:00\"\n"
      "      }\n"
      "    }\n"
      "  }\n"
      "}\n";
  const auto found = pp::read_configuration(text);
  REQUIRE(!found.has_value());
  CHECK(pp::to_text(found.error(), "w.json") ==
        "w.json:12:17: windows.routine_maintenance.schedule.at: expected HH:MM from 00:00 to 23:59, found \"24:00\"\n");
}

TEST_CASE("columns count characters, not bytes") {
  const std::vector<tests::reading_row> rows = {
      {"{\"format\":\"patchpolicy/configuration/1\",\"name\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\",\"comment\":^5}",
       {"comment: *found 5"}},
  };
  check_rows(read_text, rows);
  const auto found = pp::read_configuration(
      "{\"name\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\",\"comment\":5,"
      "\"format\":\"patchpolicy/configuration/1\"}");
  CHECK(errors_of(found) == std::vector<std::string>{"1:25: comment: expected text in double quotes, found 5"});
}

TEST_CASE("ten independent errors are ten errors, in the order of the file") {
  const std::string text = R"(^{
  "format": ^"patchpolicy/configuration/0",
  "comment": ^7,
  "scan_preview_patches": ^"no",
  "windows": {
    "routine_maintenance": {
      "enabled": true,
      "schedule": { "recurrence": { "kind": ^"hourly" }, "at": ^"25:00", "stage_hours_before": ^24 },
      "deploy": { "risk": { "vrr_at_least": ^11 } }
    }
  },
  "mac": { ^"priority_updates": 0 },
  "linux": ^[]
}
)";
  tests::check_row(read_text, {text,
                               {"name: *missing*", "format: *", "comment: *", "scan_preview_patches: *",
                                "windows.routine_maintenance.schedule.recurrence.kind: *",
                                "windows.routine_maintenance.schedule.at: *",
                                "windows.routine_maintenance.schedule.stage_hours_before: *",
                                "windows.routine_maintenance.deploy.risk.vrr_at_least: *",
                                "mac.priority_updates: unknown key*", "linux: *found a list"}});
}

TEST_CASE("a syntax error ends the document, what came before it is said") {
  const std::vector<tests::reading_row> rows = {
      {R"({"name":^1,"comment":^2,"mac":{^x},"linux":5,"scan_preview_patches":6})",
       {"name: *found 1", "comment: *found 2", "mac: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("what a configuration cannot hold is an error where it stands") {
  const std::string deploy = "windows.routine_maintenance.deploy.";
  const auto deploys = [](std::string_view options) { return windows(tests::within("\"deploy\":{", options, "}")); };
  const std::vector<tests::reading_row> rows = {
      {windows(R"("schedule":{"at":"01:00","recurrence":{"kind":"daily"},"stage_hours_before":^24})"),
       {"windows.routine_maintenance.schedule.stage_hours_before: *1 to 23*found 24"}},
      {scheduled(R"({"kind":"weekly","weekdays":^[]})"),
       {"windows.routine_maintenance.schedule.recurrence.weekdays: *at least one weekday*"}},
      {scheduled(R"({"kind":"monthly","also_days_after_patch_tuesday":1,"delay_days":^2})"),
       {"windows.routine_maintenance.schedule.recurrence.delay_days: *\"on\"*"}},
      {deploys(R"("patch_groups":{"include":["A","B"],"exclude":["C",^"B"]})"),
       {deploy + "patch_groups.exclude[1]: *\"B\"*included*"}},
      {deploys(R"("patch_groups":{"exclude":["C",^"C"]})"), {deploy + "patch_groups.exclude[1]: *\"C\"*given twice*"}},
      {deploys(R"("patch_groups":{"include":["A","B",^"A"]})"),
       {deploy + "patch_groups.include[2]: *\"A\"*given twice*"}},
      {deploys(R"("products":{"select_all":true,"cleared":[["Adobe"],^[" ADOBE\t"]]})"),
       {deploy + "products.cleared[1]: *given twice*"}},
      {deploys(
           R"("products":{"select_all":true,"selected":[["Adobe","Reader"]],"cleared":[["Adobe"],^["adobe","reader"]]})"),
       {deploy + "products.cleared[1]: *given twice*"}},
      {mac(R"("deploy":{"patch_groups":{"include":["A","B",^"A"]}})"),
       {"mac.routine_maintenance.deploy.patch_groups.include[2]: *\"A\"*given twice*"}},
      {linux_os(R"("deploy":{"patch_groups":{"include":["A",^"A"]}})"),
       {"linux.routine_maintenance.deploy.patch_groups.include[1]: *\"A\"*given twice*"}},
      {linux_os(R"("deploy":{"all_missing":^true,"severity":{"security":[]}})"),
       {"linux.routine_maintenance.deploy.all_missing: *other options*"}},
      {linux_os(R"("deploy":{"patch_groups":{},"all_missing":^true})"),
       {"linux.routine_maintenance.deploy.all_missing: *other options*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("what a platform or a task does not offer is no key of it") {
  const std::vector<tests::reading_row> rows = {
      {mac(R"("deploy":{"patch_groups":{"include":["A"],^"exclude":["B"]}})"),
       {"mac.routine_maintenance.deploy.patch_groups.exclude: *"}},
      {linux_os(R"("deploy":{"patch_groups":{^"exclude":["B"]}})"),
       {"linux.routine_maintenance.deploy.patch_groups.exclude: *"}},
      {mac(R"("deploy":{^"risk":{}})"), {"mac.routine_maintenance.deploy.risk: unknown key*"}},
      {mac(R"("deploy":{^"products":{"select_all":true}})"), {"mac.routine_maintenance.deploy.products: unknown key*"}},
      {mac(R"("deploy":{^"all_missing":true})"), {"mac.routine_maintenance.deploy.all_missing: unknown key*"}},
      {linux_os(R"("deploy":{^"risk":{"exploited":true}})"), {"linux.routine_maintenance.deploy.risk: unknown key*"}},
      {linux_os(R"("deploy":{^"products":{"select_all":true}})"),
       {"linux.routine_maintenance.deploy.products: unknown key*"}},
      {windows(R"("deploy":{^"all_missing":true})"), {"windows.routine_maintenance.deploy.all_missing: unknown key*"}},
      {mac(R"("deploy":{^"enablement_packages":[]})"),
       {"mac.routine_maintenance.deploy.enablement_packages: unknown key*"}},
      {linux_os(R"("deploy":{^"enablement_packages":[]})"),
       {"linux.routine_maintenance.deploy.enablement_packages: unknown key*"}},
      {configuration(R"("windows":{"priority_updates":{"enabled":false,"deploy":{^"enablement_packages":["KB1"]}}})"),
       {"windows.priority_updates.deploy.enablement_packages: unknown key*"}},
      {configuration(R"("windows":{"zero_day_response":{"enabled":false,"deploy":{^"enablement_packages":[]}}})"),
       {"windows.zero_day_response.deploy.enablement_packages: unknown key*"}},
      {configuration(R"("mac":{^"priority_updates":{"enabled":false}})"), {"mac.priority_updates: unknown key*"}},
      {configuration(R"("mac":{^"zero_day_response":{"enabled":false}})"), {"mac.zero_day_response: unknown key*"}},
      {configuration(R"("linux":{^"priority_updates":{"enabled":false}})"), {"linux.priority_updates: unknown key*"}},
      {configuration(R"("linux":{^"zero_day_response":{"enabled":false}})"), {"linux.zero_day_response: unknown key*"}},
      {linux_os(R"("schedule":{"recurrence":{"kind":"daily"},"at":"21:00",^"stage_hours_before":4})"),
       {"linux.routine_maintenance.schedule.stage_hours_before: unknown key*"}},
      {linux_os(R"("reboot":{^"before":{}})"), {"linux.routine_maintenance.reboot.before: unknown key*"}},
      {linux_os(R"("reboot":{^"always_after_update":true})"),
       {"linux.routine_maintenance.reboot.always_after_update: unknown key*"}},
      {mac(R"("reboot":{^"after":{"when":"always"}})"), {"mac.routine_maintenance.reboot.after: unknown key*"}},
      {windows(R"("reboot":{^"always_after_update":true})"),
       {"windows.routine_maintenance.reboot.always_after_update: unknown key*"}},
      {linux_os(R"("deploy":{"severity":{"security":[^"unassigned"]}})"),
       {"linux.routine_maintenance.deploy.severity.security[0]: *\"critical\"*\"low\"*found \"unassigned\""}},
      {linux_os(R"("deploy":{"severity":{"security":[],^"non_security":true}})"),
       {"linux.routine_maintenance.deploy.severity.non_security: unknown key*"}},
      {windows(R"("deploy":{"severity":{"security":[],"non_security":^true}})"),
       {"windows.routine_maintenance.deploy.severity.non_security: *found true"}},
      {mac(R"("deploy":{"severity":{"security":[],"non_security":^["critical"]}})"),
       {"mac.routine_maintenance.deploy.severity.non_security: *found a list"}},
      {configuration(R"(^"solaris":0)"), {"solaris: unknown key*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("nobody who writes exclude is told to write include") {
  for (const std::string& text : {mac(R"("deploy":{"patch_groups":{"exclude":["B"]}})"),
                                  linux_os(R"("deploy":{"patch_groups":{"exclude":["B"]}})")}) {
    const auto errors = errors_of(pp::read_configuration(text));
    REQUIRE(errors.size() == 1);
    INFO(errors[0]);
    CHECK(errors[0].find("did you mean") == std::string::npos);
  }
}

TEST_CASE("an enabled task needs a schedule, one that is off does not") {
  const std::string missing = "windows.routine_maintenance.schedule: *missing*";
  const std::vector<tests::reading_row> rows = {
      {configuration(R"("windows":{"routine_maintenance":^{"enabled":true}})"), {missing}},
      {configuration(R"("windows":{"routine_maintenance":{"enabled":false}})")},
      {configuration(R"("windows":{"routine_maintenance":^{}})"), {"windows.routine_maintenance.enabled: *missing*"}},
      {configuration(R"("mac":{"routine_maintenance":^{"enabled":true,"deploy":{}}})"),
       {"mac.routine_maintenance.schedule: *missing*"}},
      {configuration(R"("linux":{"routine_maintenance":^{"enabled":true,"deploy":{}}})"),
       {"linux.routine_maintenance.schedule: *missing*"}},
      {configuration(R"("windows":{"priority_updates":^{"enabled":true}})"),
       {"windows.priority_updates.schedule: *missing*"}},
      {configuration(R"("windows":{"zero_day_response":^{"enabled":true}})"),
       {"windows.zero_day_response.schedule: *missing*"}},
      {windows(R"("schedule":^^{})"),
       {"windows.routine_maintenance.schedule.recurrence: *missing*",
        "windows.routine_maintenance.schedule.at: *missing*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a missing schedule is said beside what else is wrong with the task") {
  const std::vector<tests::reading_row> rows = {
      {configuration(
           R"("mac":{"routine_maintenance":^{"enabled":true,^"extra":1,"deploy":{"severity":{"security":[^"bad"]}}}})"),
       {"mac.routine_maintenance.schedule: *missing*", "mac.routine_maintenance.extra: unknown key*",
        "mac.routine_maintenance.deploy.severity.security[0]: *found \"bad\""}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("present means on, absent means off") {
  const pp::configuration off = value_of(windows(R"("deploy":{},"reboot":{})"));
  CHECK(off == value_of(configuration(R"("windows":{"routine_maintenance":{"enabled":false}})")));
  CHECK(off.windows.routine_maintenance.deploy == pp::options<pp::platform::windows>{});

  const auto deploy = [](std::string_view options) {
    return value_of(windows(tests::within("\"deploy\":{", options, "}"))).windows.routine_maintenance.deploy;
  };
  CHECK(!deploy("").risk);
  CHECK(deploy(R"("risk":{})").risk == pp::risk_option{});
  CHECK(!deploy("").severity);
  CHECK(deploy(R"("severity":{"security":[]})").severity == pp::windows_severity_option{{}, {}});
  CHECK(!deploy("").patch_groups);
  CHECK(deploy(R"("patch_groups":{})").patch_groups == pp::group_choice{});
  CHECK(!deploy("").enablement_packages);
  CHECK(deploy(R"("enablement_packages":[])").enablement_packages == std::vector<std::string>{});
  CHECK(!deploy("").products);
  CHECK(deploy(R"("products":{"select_all":false})").products == pp::product_tree{});

  const auto reboot = [](std::string_view part) {
    return value_of(windows(tests::within("\"reboot\":{", part, "}"))).windows.routine_maintenance.reboot;
  };
  CHECK(!reboot("").before);
  CHECK(reboot(R"("before":{})").before == pp::reboot_before{});
  CHECK(!reboot("").after);
  CHECK(reboot(R"("after":{"when":"always"})").after == pp::reboot_after{pp::reboot_condition::always, {}});
  CHECK(!reboot(R"("before":{})").before->user);
  CHECK(reboot(R"("before":{"user":{}})").before->user == pp::user_part{});

  const pp::configuration bare = value_of(R"({"format":"patchpolicy/configuration/1","name":""})");
  CHECK(bare == pp::configuration{});
  CHECK(pp::is_scan_only(bare));
  CHECK(bare == value_of(R"({"linux":{},"mac":{},"windows":{},"scan_preview_patches":false,"comment":"","name":"",)"
                         R"("format":"patchpolicy/configuration/1"})"));
}

TEST_CASE("a task that is off keeps what it has") {
  const pp::configuration kept = value_of(windows(
      R"("schedule":{"recurrence":{"kind":"patch_tuesday"},"at":"00:00"},"deploy":{"risk":{"exploited":true}})"));
  CHECK(!kept.windows.routine_maintenance.enabled);
  CHECK(kept.windows.routine_maintenance.schedule.has_value());
  CHECK(kept.windows.routine_maintenance.deploy.risk.has_value());
  check_round_trip(kept);
}

TEST_CASE("the example configuration of the interchange page reads as what it says") {
  using namespace pp::literals;
  const pp::configuration read_back = value_of(tests::page_configuration);
  pp::configuration made;
  made.name = "Workstations";
  made.comment = "pilot ring";
  auto& routine = made.windows.routine_maintenance;
  routine.enabled = true;
  routine.schedule = pp::staged_schedule{
      .recurrence = pp::monthly(pp::weekday_of_month{pp::week_of_month::first, pp::weekday::wednesday}, 3_days, 1_days),
      .at = "21:00"_time,
      .run_on_boot_if_missed = true,
      .stage_before = 4_h_before};
  routine.deploy.risk = pp::risk_option{7.5_vrr, 9.0_cvss, true};
  using enum pp::severity_level;
  routine.deploy.severity = pp::windows_severity_option{{critical, important}, {critical}};
  routine.deploy.patch_groups = *pp::group_choice::of({"Approved"}, {"Known bad"});
  routine.deploy.enablement_packages = std::vector<std::string>{"KB5027397"};
  routine.deploy.products = *pp::product_tree::of(true, {}, {{"Adobe", "", ""}, {"Mozilla", "Firefox", "115"}});
  routine.reboot.before =
      pp::reboot_before{pp::user_part{pp::force_delay::constant<120>(), true, pp::countdown_length::constant<10>(),
                                      pp::countdown_length::constant<60>(), true, false}};
  routine.reboot.after = pp::reboot_after{
      pp::reboot_condition::if_required,
      pp::user_part{pp::force_delay::constant<480>(), true, pp::countdown_length::constant<15>(), {}, false, false}};
  auto& on_mac = made.mac.routine_maintenance;
  on_mac.enabled = true;
  on_mac.schedule = pp::staged_schedule{.recurrence = pp::weekly(pp::weekday::saturday), .at = "21:00"_time};
  on_mac.deploy.severity = pp::mac_severity_option{{critical, unassigned}, true};
  on_mac.deploy.patch_groups = *pp::group_inclusion::of({"Approved"});
  auto& on_linux = made.gnu_linux.routine_maintenance;
  on_linux.enabled = true;
  on_linux.schedule = pp::schedule{.recurrence = pp::daily{}, .at = "23:00"_time};
  on_linux.deploy = pp::basic_linux_selection<pp::owned>{
      pp::linux_severity_option{{pp::linux_severity_level::critical}, true, false}, {}};
  on_linux.reboot.after_if_required = true;

  CHECK(read_back == made);
  check_round_trip(read_back);
}

TEST_CASE("every configuration that comes with the library survives writing and reading") {
  check_round_trip(pp::default_configuration());
  check_round_trip(pp::configuration{});
  check_round_trip(value_of(
      tests::within(R"({"format": "patchpolicy/configuration/1",)", tests::every_field<pp::configuration>(), "}")));
  for (const std::string_view name : tests::configuration_files) check_round_trip(value_of(tests::example_file(name)));
}

TEST_CASE("options that are on and hold nothing survive writing and reading") {
  for (const std::string_view options :
       {R"("risk":{})", R"("severity":{"security":[]})", R"("patch_groups":{})", R"("enablement_packages":[])",
        R"("products":{"select_all":false})", R"("products":{"select_all":true})"}) {
    const pp::configuration config = value_of(windows(tests::within("\"deploy\":{", options, "}")));
    CHECK(config != value_of(windows("\"deploy\":{}")));
    check_round_trip(config);
  }
  check_round_trip(value_of(windows(R"("reboot":{"before":{},"after":{"when":"always","user":{}}})")));
  check_round_trip(value_of(mac(R"("reboot":{"always_after_update":false,"user":{}})")));
  check_round_trip(value_of(linux_os(R"("deploy":{"all_missing":true})")));
}

TEST_CASE("the name and comment of a configuration may be any text") {
  pp::configuration config;
  config.name = std::string("quote \" backslash \\ slash / NUL \0 bell \a tab \t line\nreturn\r delete \x7F", 67);
  config.comment = "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 \xEF\xBB\xBF \xE2\x80\xA8 \xEF\xBF\xBF \xF4\x8F\xBF\xBF";
  check_round_trip(config);
  const pp::configuration escaped =
      value_of(R"({"format":"patchpolicy/configuration/1","name":"\u00e9\u20AC\ud83d\uDE00\"\\\/\b\f\n\r\t\u0000"})");
  CHECK(escaped.name == std::string("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"\\/\b\f\n\r\t\0", 18));
  check_round_trip(escaped);
}

TEST_CASE("what may be left away is not written") {
  const std::string text = tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n","comment":"","scan_preview_patches":false,)",
      R"("mac":{"routine_maintenance":{"enabled":true,"schedule":{"recurrence":{"kind":"monthly","on":{"day":3,)"
      R"("short_month":"last_day"},"delay_days":0},"at":"21:00","run_on_boot_if_missed":false,"clock_change":)"
      R"({"gap":"next_valid","fold":"first"}},"deploy":{},"reboot":{"always_after_update":false}}})",
      "}");
  CHECK(pp::write_configuration(value_of(text), pp::json_layout::compact) ==
        R"({"format":"patchpolicy/configuration/1","name":"n","windows":{"routine_maintenance":{"enabled":false},)"
        R"("priority_updates":{"enabled":false},"zero_day_response":{"enabled":false}},"mac":{"routine_maintenance":)"
        R"({"enabled":true,"schedule":{"recurrence":{"kind":"monthly","on":{"day":3}},"at":"21:00"}}},)"
        R"("linux":{"routine_maintenance":{"enabled":false}}})");
  check_round_trip(value_of(text));
}

TEST_CASE("the default configuration is written as documented") {
  CHECK(pp::write_configuration(pp::default_configuration()) == R"({
  "format": "patchpolicy/configuration/1",
  "name": "Default",
  "windows": {
    "routine_maintenance": {
      "enabled": true,
      "schedule": {
        "recurrence": {
          "kind": "monthly",
          "also_days_after_patch_tuesday": 1
        },
        "at": "21:00",
        "run_on_boot_if_missed": true
      },
      "deploy": {
        "severity": {
          "security": ["critical"]
        }
      },
      "reboot": {
        "after": {
          "when": "if_required"
        }
      }
    },
    "priority_updates": {
      "enabled": false
    },
    "zero_day_response": {
      "enabled": false
    }
  },
  "mac": {
    "routine_maintenance": {
      "enabled": false
    }
  },
  "linux": {
    "routine_maintenance": {
      "enabled": false
    }
  }
}
)");
}

TEST_CASE("a configuration of borrowed text is written like one that owns it") {
  CHECK(pp::write_configuration(pp::default_configuration<pp::borrowed>()) ==
        pp::write_configuration(pp::default_configuration()));
}
