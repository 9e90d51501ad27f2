// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/verdict_line.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;

namespace {

using lines = std::vector<std::string>;

// The verdicts of one task on the records of its platform, named.
template <pp::platform Platform>
lines verdicts_of(std::string_view deploy, std::string_view groups, std::string_view catalog) {
  const auto config = pp::read_configuration(tests::within(
      R"({"format":"patchpolicy/configuration/1","name":"n",")" + std::string(pp::name_of(Platform)) +
          R"(":{"routine_maintenance":{"enabled":true,"schedule":{"recurrence":{"kind":"daily"},"at":"21:00"},"deploy":)",
      deploy, "}}}"));
  const auto named_groups =
      pp::read_patch_groups(tests::within(R"({"format":"patchpolicy/groups/1","groups":[)", groups, "]}"));
  const auto records = pp::read_catalog(catalog);
  REQUIRE(tests::errors_of(config) == lines{});
  REQUIRE(tests::errors_of(named_groups) == lines{});
  REQUIRE(tests::errors_of(records) == lines{});

  const auto& task = pp::behavior_of<Platform>(*config).routine_maintenance;
  const auto& scanned = records->template records<Platform>();
  const auto bound = pp::bind(task, *named_groups);
  const pp::scan_for<Platform> scan(scanned);
  const auto verdicts = pp::select(bound, scanned, scan);
  lines named;
  for (pp::ordinal at = 0; at < scanned.size(); ++at) {
    std::string line;
    pp::append_verdict_line(line, pp::name_verdict(task.deploy, bound, scan, verdicts, at));
    const auto again = pp::read_verdict_lines(line);
    CHECK(tests::errors_of(again) == lines{});  // what is named is what can be read
    line.pop_back();
    named.push_back(line);
  }
  return named;
}

constexpr std::string_view groups =
    R"({"name":"G","patches":["a"]},{"name":"H","patches":["a","b","B1"]},{"name":"X","patches":["a"]},{"name":"Y","patches":["B1"]})";

}  // namespace

TEST_CASE("groups are named one by one, in the order of the configuration") {
  CHECK(
      verdicts_of<pp::platform::windows>(R"({"patch_groups":{"include":["H","none","G"],"exclude":["Y","X"]}})", groups,
                                         "{\"id\":\"a\",\"bulletin\":\"B1\",\"platform\":\"windows\"}\n{\"id\":\"b\","
                                         "\"platform\":\"windows\"}\n{\"id\":\"c\",\"platform\":\"windows\"}") ==
      lines{
          R"({"id":"a","deploys":false,"selected_by":[{"rule":"patch_group","group":"H"},{"rule":"patch_group","group":"G"}],)"
          R"("stopped_by":[{"rule":"excluded_group","group":"Y"},{"rule":"excluded_group","group":"X"}]})",
          R"({"id":"b","deploys":true,"selected_by":[{"rule":"patch_group","group":"H"}],"stopped_by":[]})",
          R"({"id":"c","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}]})",
      });
}

TEST_CASE("the node that decides is named as the configuration spells it, the root by nothing") {
  const std::string_view catalog =
      "{\"id\":\"a\",\"platform\":\"windows\",\"vendor\":\"ADOBE\",\"family\":\"Reader\",\"version\":\"9\"}\n"
      "{\"id\":\"b\",\"platform\":\"windows\",\"vendor\":\"mozilla\",\"family\":\"firefox \",\"version\":\"115\"}\n"
      "{\"id\":\"c\",\"platform\":\"windows\"}\n";
  CHECK(
      verdicts_of<pp::platform::windows>(
          R"({"products":{"select_all":true,"cleared":[["Adobe"],[" Mozilla","Firefox"]]}})", groups, catalog) ==
      lines{
          R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[{"rule":"product_filter","at":["Adobe"]},{"rule":"nothing_selects"}]})",
          R"({"id":"b","deploys":false,"selected_by":[],"stopped_by":[{"rule":"product_filter","at":[" Mozilla","Firefox"]},{"rule":"nothing_selects"}]})",
          R"({"id":"c","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}]})",
      });
  CHECK(
      verdicts_of<pp::platform::windows>(R"({"products":{"select_all":false}})", groups, catalog).at(2) ==
      R"({"id":"c","deploys":false,"selected_by":[],"stopped_by":[{"rule":"product_filter","at":[]},{"rule":"nothing_selects"}]})");
}

TEST_CASE("of other patches the first one is named") {
  const std::string_view catalog =
      "{\"id\":\"a\",\"platform\":\"windows\",\"kind\":\"security\",\"severity\":\"critical\"}\n"
      "{\"id\":\"b\",\"platform\":\"windows\",\"supersedes\":[\"a\"]}\n"
      "{\"id\":\"c\",\"platform\":\"windows\",\"supersedes\":[\"a\"]}\n";
  CHECK(verdicts_of<pp::platform::windows>(R"({"severity":{"security":["critical"]}})", groups, catalog).at(0) ==
        R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[{"rule":"not_latest","latest":"b"}]})");
  const std::string_view on_mac =
      "{\"id\":\"a\",\"platform\":\"mac\",\"kind\":\"security\",\"severity\":\"critical\"}\n"
      "{\"id\":\"x\",\"platform\":\"mac\",\"kind\":\"security\",\"severity\":\"critical\",\"supersedes\":[\"a\"]}\n"
      "{\"id\":\"y\",\"platform\":\"mac\",\"kind\":\"security\",\"severity\":\"critical\",\"supersedes\":[\"a\"]}\n";
  CHECK(
      verdicts_of<pp::platform::mac>(R"({"severity":{"security":["critical"]}})", groups, on_mac).at(0) ==
      R"({"id":"a","deploys":false,"selected_by":[{"rule":"severity"}],"stopped_by":[{"rule":"replaced_by_selected","by":"x"}]})");
}

TEST_CASE("on Linux all that need an advisory are named, and what is installed") {
  const std::string_view catalog =
      "{\"id\":\"a\",\"platform\":\"linux\",\"packages\":[{\"name\":\"p\",\"version\":\"1\"}]}\n"
      "{\"id\":\"b\",\"platform\":\"linux\",\"kind\":\"bug_fix\",\"depends_on\":[\"a\"]}\n"
      "{\"id\":\"c\",\"platform\":\"linux\",\"kind\":\"bug_fix\",\"depends_on\":[\"a\"]}\n"
      "{\"id\":\"d\",\"platform\":\"linux\",\"packages\":[{\"name\":\"p\",\"version\":\"2\"}]}\n";
  const lines named =
      verdicts_of<pp::platform::gnu_linux>(R"({"severity":{"security":[],"bug_fix":true}})", groups, catalog);
  CHECK(
      named.at(0) ==
      R"({"id":"a","deploys":true,"selected_by":[{"rule":"dependency","of":["b","c"]}],"stopped_by":[],"installs":["d"]})");
  CHECK(named.at(3) == R"({"id":"d","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}]})");
  CHECK(verdicts_of<pp::platform::gnu_linux>(R"({"all_missing":true})", groups, catalog).at(0) ==
        R"({"id":"a","deploys":true,"selected_by":[{"rule":"all_missing"}],"stopped_by":[],"installs":["d"]})");
  CHECK(verdicts_of<pp::platform::gnu_linux>(R"({"patch_groups":{"include":["H"]}})", groups, catalog).at(1) ==
        R"({"id":"b","deploys":true,"selected_by":[{"rule":"patch_group","group":"H"}],"stopped_by":[]})");
}

TEST_CASE("what a record lacks is named in the order of the page") {
  CHECK(
      verdicts_of<pp::platform::windows>(R"({"risk":{"vrr_at_least":1,"cvss_at_least":1}})", groups,
                                         "{\"id\":\"a\",\"platform\":\"windows\"}\n") ==
      lines{
          R"({"id":"a","deploys":false,"selected_by":[],"stopped_by":[{"rule":"nothing_selects"}],"unknown":["vrr","cvss"]})"});
}
