// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/options_json.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/model/options.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using tests::errors_of;
using tests::reading_row;

namespace {

// A task that is off, with these options.
std::string windows(std::string_view options) {
  return tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n","windows":{"routine_maintenance":{"enabled":false,"deploy":{)",
      options, "}}}}");
}
std::string mac(std::string_view options) {
  return tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n","mac":{"routine_maintenance":{"enabled":false,"deploy":{)",
      options, "}}}}");
}
std::string linux_os(std::string_view options) {
  return tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n","linux":{"routine_maintenance":{"enabled":false,"deploy":{)",
      options, "}}}}");
}

constexpr auto read_text = [](std::string_view text) { return pp::read_configuration(text); };

// Options of that platform, and what is said of them; fields are below `deploy`.
void check(std::string (*document)(std::string_view), const std::string& os, const std::vector<reading_row>& rows) {
  for (reading_row row : rows) {
    row.marked = document(row.marked);
    for (std::string& error : row.errors) error = os + ".routine_maintenance.deploy." + error;
    tests::check_row(read_text, row);
  }
}

pp::options<pp::platform::windows> windows_options(std::string_view options) {
  const auto config = pp::read_configuration(windows(options));
  INFO(options);
  REQUIRE(errors_of(config) == std::vector<std::string>{});
  return config->windows.routine_maintenance.deploy;
}
pp::options<pp::platform::gnu_linux> linux_options(std::string_view options) {
  const auto config = pp::read_configuration(linux_os(options));
  INFO(options);
  REQUIRE(errors_of(config) == std::vector<std::string>{});
  return config->gnu_linux.routine_maintenance.deploy;
}

// The options as they are written again.
std::string written(const pp::options<pp::platform::windows>& options) {
  std::string text;
  pp::detail::json_writer out(text, pp::json_layout::compact);
  pp::detail::write_json(out, options);
  return text;
}
std::string written(const pp::options<pp::platform::gnu_linux>& options) {
  std::string text;
  pp::detail::json_writer out(text, pp::json_layout::compact);
  pp::detail::write_json(out, options);
  return text;
}

}  // namespace

TEST_CASE("product trees are read as they are written, redundant states too") {
  for (
      const char* text :
      {R"({"products":{"select_all":true}})", R"({"products":{"select_all":false}})",
       R"({"products":{"select_all":true,"cleared":[["Adobe"],["Mozilla","Firefox","115"]]}})",
       R"({"products":{"select_all":false,"selected":[["Adobe"],["Adobe","Reader"]],"cleared":[["Adobe","Acrobat"]]}})",
       R"({"products":{"select_all":true,"selected":[["Adobe"]]}})",
       R"({"products":{"select_all":false,"selected":[[" Adobe\t","reader"]]}})"}) {
    const std::string_view inner(text);
    CHECK(written(windows_options(inner.substr(1, inner.size() - 2))) == text);
  }
  CHECK(windows_options(R"("products":{"cleared":[],"selected":[],"select_all":true})").products ==
        pp::product_tree(true));
}

TEST_CASE("a product path has one to three names that are not blank") {
  const std::vector<reading_row> windows_rows = {
      {R"("products":{"select_all":true,"cleared":[^[]]})", {"products.cleared[0]: *one to three names*0*"}},
      {R"("products":{"select_all":true,"cleared":[^["a","b","c","d"]]})",
       {"products.cleared[0]: *one to three names*4*"}},
      {R"("products":{"select_all":true,"cleared":[["a"],^["a","b","c","d","e"]]})", {"products.cleared[1]: *5*"}},
      {R"("products":{"select_all":true,"cleared":[[^""]]})", {"products.cleared[0][0]: *blank*"}},
      {R"("products":{"select_all":true,"cleared":[["a",^" \t "]]})", {"products.cleared[0][1]: *blank*"}},
      {R"("products":{"select_all":true,"selected":[["a",^"","c"]]})", {"products.selected[0][1]: *blank*"}},
      {R"("products":{"select_all":true,"selected":[["a","b",^""]]})", {"products.selected[0][2]: *blank*"}},
      {R"("products":{"select_all":true,"selected":[[^" ",^"",^"\t"]]})",
       {"products.selected[0][0]: *blank*", "products.selected[0][1]: *blank*", "products.selected[0][2]: *blank*"}},
      {R"("products":{"select_all":true,"cleared":[^"Adobe"]})", {"products.cleared[0]: *list*found \"Adobe\""}},
      {R"("products":{"select_all":true,"cleared":^"Adobe"})", {"products.cleared: *list*found \"Adobe\""}},
      {R"("products":{"select_all":true,"cleared":[^{"vendor":"Adobe"}]})", {"products.cleared[0]: *found an object"}},
      {R"("products":{"select_all":true,"cleared":[^null]})", {"products.cleared[0]: *found null"}},
      {R"("products":{"select_all":true,"cleared":[[^1]]})", {"products.cleared[0][0]: *found 1"}},
      {R"("products":{"select_all":true,"cleared":[["a",^null,^["b"]]]})",
       {"products.cleared[0][1]: *found null", "products.cleared[0][2]: *found a list"}},
      {R"("products":^{"cleared":[["a"]]})", {"products.select_all: *missing*"}},
      {R"("products":{"select_all":^"yes","cleared":[[^""]]})",
       {"products.select_all: *", "products.cleared[0][0]: *blank*"}},
  };
  check(windows, "windows", windows_rows);
}

TEST_CASE("a product stands once in a tree, without regard to ASCII case and blanks at either end") {
  const auto tree = [](std::string_view lists) {
    return tests::within(R"("products":{"select_all":true,)", lists, "}");
  };
  const std::vector<reading_row> windows_rows = {
      {tree(R"("cleared":[["a"],["b"],["a","b"],["a","b","c"],["b","a"]])")},
      {tree(R"("cleared":[["a b"],["ab"],["a  b"]])")},
      {tree("\"cleared\":[[\"\xC3\x89\"],[\"\xC3\xA9\"]]")},  // only ASCII folds
      {tree(R"("cleared":[["a"],^["a"]])"), {"products.cleared[1]: *given twice*"}},
      {tree(R"("cleared":[["a"],^["A"]])"), {"products.cleared[1]: *given twice*"}},
      {tree(R"("cleared":[["a"],^[" a"]])"), {"products.cleared[1]: *given twice*"}},
      {tree(R"("cleared":[["a"],^["\ta \t"]])"), {"products.cleared[1]: *given twice*"}},
      {tree(R"("selected":[["x","y","z"],^["X","Y "," Z"]])"), {"products.selected[1]: *given twice*"}},
      {tree(R"("selected":[["x"]],"cleared":[["y"],^["x"]])"), {"products.cleared[1]: *given twice*"}},
      {tree(R"("cleared":[^["x"]],"selected":[["y"],["x"]])"), {"products.cleared[0]: *given twice*"}},
  };
  check(windows, "windows", windows_rows);
}

TEST_CASE("each product that stands twice in a tree is said") {
  const std::vector<reading_row> windows_rows = {
      {R"("products":{"select_all":true,"selected":[["a"],^["a"],["b"]],"cleared":[^["b"],["c"],^["C"]]})",
       {"products.selected[1]: *given twice*", "products.cleared[0]: *given twice*",
        "products.cleared[2]: *given twice*"}},
      {R"("products":{"select_all":^1,"cleared":[["a"],^["a"]],^"extra":0})",
       {"products.select_all: *found 1", "products.cleared[1]: *given twice*", "products.extra: unknown key*"}},
  };
  check(windows, "windows", windows_rows);
}

TEST_CASE("groups are chosen once, and are not both included and excluded") {
  const std::vector<reading_row> windows_rows = {
      {R"("patch_groups":{"include":["A","a","A "],"exclude":["B","b",""]})"},
      {R"("patch_groups":{"include":["A",^"A"]})", {"patch_groups.include[1]: *\"A\"*given twice*"}},
      {R"("patch_groups":{"exclude":["A","B",^"A"]})", {"patch_groups.exclude[2]: *\"A\"*given twice*"}},
      {R"("patch_groups":{"include":["A",^"\u0041"]})", {"patch_groups.include[1]: *\"A\"*given twice*"}},
      {R"("patch_groups":{"include":["A"],"exclude":[^"A"]})", {"patch_groups.exclude[0]: *\"A\"*included*"}},
      {R"("patch_groups":{"exclude":[^"A"],"include":["A"]})", {"patch_groups.exclude[0]: *\"A\"*included*"}},
      {R"("patch_groups":{"include":^"A"})", {"patch_groups.include: *list*found \"A\""}},
  };
  check(windows, "windows", windows_rows);
  for (const bool on_mac : {true, false}) {
    const std::vector<reading_row> rows = {
        {R"("patch_groups":{"include":["A","a"]})"},
        {R"("patch_groups":{"include":["A","B",^"A"]})", {"patch_groups.include[2]: *\"A\"*given twice*"}},
        {R"("patch_groups":{"include":[^null]})", {"patch_groups.include[0]: *found null"}},
    };
    check(on_mac ? mac : linux_os, on_mac ? "mac" : "linux", rows);
  }
}

TEST_CASE("each group that stands twice is said") {
  const std::vector<reading_row> windows_rows = {
      {R"("patch_groups":{"include":["A",^"A","B",^"B",^"A"]})",
       {"patch_groups.include[1]: *\"A\"*", "patch_groups.include[3]: *\"B\"*", "patch_groups.include[4]: *\"A\"*"}},
      {R"("patch_groups":{"include":["A","B"],"exclude":[^"A","C",^"B",^"C"]})",
       {"patch_groups.exclude[0]: *included*", "patch_groups.exclude[2]: *included*",
        "patch_groups.exclude[3]: *given twice*"}},
  };
  check(windows, "windows", windows_rows);
  const std::vector<reading_row> mac_rows = {
      {R"("patch_groups":{"include":["A",^"A","B",^"B"]})",
       {"patch_groups.include[1]: *\"A\"*", "patch_groups.include[3]: *\"B\"*"}},
  };
  check(mac, "mac", mac_rows);
}

TEST_CASE("names that could not be read are not said to be the same") {
  const std::vector<reading_row> windows_rows = {
      {R"("patch_groups":{"include":[^1,^2],"exclude":[^3]})",
       {"patch_groups.include[0]: *found 1", "patch_groups.include[1]: *found 2", "patch_groups.exclude[0]: *found 3"}},
  };
  check(windows, "windows", windows_rows);
  const std::vector<reading_row> mac_rows = {
      {R"("patch_groups":{"include":[^1,^2]})",
       {"patch_groups.include[0]: *found 1", "patch_groups.include[1]: *found 2"}},
  };
  check(mac, "mac", mac_rows);
}

TEST_CASE("groups keep the order of the configuration") {
  const auto groups = windows_options(R"("patch_groups":{"exclude":["z","y"],"include":["b","a","c"]})").patch_groups;
  REQUIRE(groups.has_value());
  CHECK(groups->included() == std::vector<std::string>{"b", "a", "c"});
  CHECK(groups->excluded() == std::vector<std::string>{"z", "y"});
  CHECK(written(windows_options(R"("patch_groups":{"exclude":["z"],"include":[]})")) ==
        R"({"patch_groups":{"exclude":["z"]}})");
}

TEST_CASE("Linux takes all missing patches, or the other options") {
  using selection = pp::basic_linux_selection<pp::owned>;
  CHECK(linux_options(R"("all_missing":true)") == pp::options<pp::platform::gnu_linux>{pp::all_missing_patches{}});
  CHECK(linux_options("") == pp::options<pp::platform::gnu_linux>{selection{}});
  CHECK(linux_options(R"("all_missing":false)") == linux_options(""));
  CHECK(linux_options(R"("all_missing":false,"severity":{"security":["low"]})") ==
        linux_options(R"("severity":{"security":["low"]})"));
  CHECK(written(linux_options(R"("all_missing":true)")) == R"({"all_missing":true})");
  CHECK(written(linux_options(R"("all_missing":false,"patch_groups":{})")) == R"({"patch_groups":{}})");
  const std::vector<reading_row> linux_rows = {
      {R"("all_missing":^true,"severity":{"security":["low"]})", {"all_missing: *other options*"}},
      {R"("severity":{"security":["low"]},"all_missing":^true)", {"all_missing: *other options*"}},
      {R"("all_missing":^true,"patch_groups":{})", {"all_missing: *other options*"}},
      {R"("all_missing":^true,"severity":{"security":[]},"patch_groups":{"include":["A"]})",
       {"all_missing: *other options*"}},
      {R"("all_missing":^1)", {"all_missing: *true or false*found 1"}},
      {R"("all_missing":^null)", {"all_missing: *found null"}},
      {R"("all_missing":true,^"all_missing":true)", {"all_missing: *given twice*"}},
      {R"("all_missing":true,^"all_mising":true)", {"all_mising: unknown key*\"all_missing\"*"}},
  };
  check(linux_os, "linux", linux_rows);
}

TEST_CASE("severity needs its security levels, in words that the platform has") {
  const std::vector<reading_row> windows_rows = {
      {R"("severity":^{"non_security":["low"]})", {"severity.security: *missing*"}},
      {R"("severity":{"security":["critical","critical","low"]})"},
      {R"("severity":{"security":["critical","important","moderate","low","unassigned"]})"},
      {R"("severity":{"security":["critical",^"Critical"]})",
       {"severity.security[1]: *\"critical\"*\"unassigned\"*found \"Critical\""}},
      {R"("severity":{"security":^"critical"})", {"severity.security: *list*found \"critical\""}},
      {R"("severity":{"security":[^"none"],"non_security":[^"none"]})",
       {"severity.security[0]: *", "severity.non_security[0]: *"}},
  };
  check(windows, "windows", windows_rows);
  const std::vector<reading_row> linux_rows = {
      {R"("severity":^{"bug_fix":true})", {"severity.security: *missing*"}},
      {R"("severity":{"security":["critical","important","moderate","low"],"bug_fix":true,"enhancement":true})"},
      {R"("severity":{"security":[^"unassigned"]})", {"severity.security[0]: *found \"unassigned\""}},
  };
  check(linux_os, "linux", linux_rows);
  const std::vector<reading_row> mac_rows = {
      {R"("severity":^{})", {"severity.security: *missing*"}},
      {R"("severity":{"security":["critical","important","moderate","low","unassigned"],"non_security":true})"},
      {R"("severity":{"security":[],^"bug_fix":true})", {"severity.bug_fix: unknown key*"}},
  };
  check(mac, "mac", mac_rows);
}

TEST_CASE("risk thresholds have their bounds and their decimals") {
  const std::vector<reading_row> windows_rows = {
      {R"("risk":{"vrr_at_least":0,"cvss_at_least":0.1})"},
      {R"("risk":{"vrr_at_least":10.00,"cvss_at_least":10.0})"},
      {R"("risk":{"vrr_at_least":7.25,"cvss_at_least":75e-1})"},
      {R"("risk":{"vrr_at_least":^10.01})", {"risk.vrr_at_least: *0 to 10*two decimals*found 10.01"}},
      {R"("risk":{"vrr_at_least":^7.255})", {"risk.vrr_at_least: *two decimals*found 7.255"}},
      {R"("risk":{"cvss_at_least":^0})", {"risk.cvss_at_least: *0.1 to 10*one decimal*found 0"}},
      {R"("risk":{"cvss_at_least":^7.25})", {"risk.cvss_at_least: *one decimal*found 7.25"}},
      {R"("risk":{"cvss_at_least":^"7"})", {"risk.cvss_at_least: *found \"7\""}},
      {R"("risk":{"exploited":^1})", {"risk.exploited: *found 1"}},
      {R"("risk":{"vrr_at_least":^1e999,"cvss_at_least":^1e-999})",
       {"risk.vrr_at_least: *found 1e999", "risk.cvss_at_least: *found 1e-999"}},
  };
  check(windows, "windows", windows_rows);
}

TEST_CASE("a name that stands twice is said beside names that could not be read") {
  const std::vector<reading_row> rows = {
      {R"("patch_groups":{"include":[^1,"A",^"A"],"exclude":[^2,^"A"]})",
       {"patch_groups.include[0]: *found 1", "patch_groups.include[2]: *\"A\"*given twice*",
        "patch_groups.exclude[0]: *found 2", "patch_groups.exclude[1]: *\"A\"*included*"}},
      {R"("products":{"select_all":true,"cleared":[^1,["A"],[^""],^["a"]]})",
       {"products.cleared[0]: *found 1", "products.cleared[2][0]: *blank*", "products.cleared[3]: *given twice*"}},
  };
  check(windows, "windows", rows);
}
