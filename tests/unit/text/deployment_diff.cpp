// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/deployment_diff.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "patchpolicy/text.hpp"
#include "support/catch.hpp"
#include "support/golden_summaries.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

pp::configuration before() {
  for (const tests::golden_summary& golden : tests::golden_summaries)
    if (golden.name == "counts") return tests::configuration_of(golden);
  return {};
}

std::vector<pp::patch_change> changes(const pp::configuration& a, const pp::configuration& b) {
  return pp::diff_deployment(a, b, tests::golden_catalog(), tests::golden_groups());
}

}  // namespace

TEST_CASE("equal configurations gain and lose no patch") { CHECK(changes(before(), before()).empty()); }

TEST_CASE("a patch that is lost is told with what stops it") {
  pp::configuration after = before();
  after.windows.routine_maintenance.deploy.patch_groups->exclude({"Approved"});
  const auto lost = changes(before(), after);
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].verdict.id == "KB8");
  CHECK(!lost[0].gained);
  CHECK(lost[0].os == pp::platform::windows);
  CHECK(lost[0].task == pp::task_kind::routine_maintenance);
  CHECK(!lost[0].verdict.deploys);
  CHECK(pp::to_text(lost[0], pp::english) == "excluded by a patch group “Approved”");
  const auto gained = changes(after, before());
  REQUIRE(gained.size() == 1);
  CHECK(gained[0].gained);
  CHECK(gained[0].verdict.deploys);
  CHECK(pp::to_text(gained[0], pp::english) == "severity, patch group “Approved”");
}

TEST_CASE("patches of a task that is switched off are lost, which the verdict does not contradict") {
  pp::configuration after = before();
  after.windows.priority_updates.enabled = false;
  const auto lost = changes(before(), after);
  REQUIRE(lost.size() == 1);
  CHECK(lost[0].verdict.id == "KB7");
  CHECK(!lost[0].gained);
  CHECK(!lost[0].verdict.deploys);
  CHECK(pp::to_text(lost[0], pp::english) != "");
}

TEST_CASE("a patch that another task deploys is neither gained nor lost") {
  pp::configuration a = before();
  a.windows.zero_day_response.deploy = a.windows.priority_updates.deploy;
  pp::configuration b = a;
  b.windows.priority_updates.deploy = {};
  CHECK(changes(a, b).empty());
}

TEST_CASE("lines of changes are JSON") {
  std::string text;
  pp::append_change_line(text, pp::field_change{"windows.a", std::nullopt, "{\"b\":1}"});
  CHECK(text == "{\"path\":\"windows.a\",\"before\":null,\"after\":{\"b\":1}}\n");
  pp::configuration after = before();
  after.windows.routine_maintenance.deploy.patch_groups->exclude({"Approved"});
  text.clear();
  pp::append_change_line(text, changes(before(), after).at(0));
  CHECK(text ==
        "{\"platform\":\"windows\",\"task\":\"routine_maintenance\",\"change\":\"lost\",\"verdict\":{\"id\":\"KB8\","
        "\"deploys\":false,\"selected_by\":[{\"rule\":\"severity\"}],\"stopped_by\":[{\"rule\":\"excluded_group\","
        "\"group\":\"Approved\"}]}}\n");
}

TEST_CASE("changes are said as the summaries put them") {
  const pp::configuration a = before();
  pp::configuration b = a;
  b.name = "Other\n";
  b.windows.routine_maintenance.schedule->at = "20:00"_time;
  b.windows.priority_updates.enabled = false;
  b.mac.routine_maintenance.reboot.user.emplace();
  const auto list = pp::diff(a, b);
  const auto said = pp::say(list, pp::summarize(a), pp::summarize(b), pp::english);
  REQUIRE(said.size() == 4);
  CHECK(said[0] == pp::change_in_words{"name", {"Counts"}, {"Other\\u000a"}});
  CHECK(said[1] == pp::change_in_words{"windows.routine_maintenance.schedule.at", {"At 21:00"}, {"At 20:00"}});
  CHECK(said[2] == pp::change_in_words{"windows.priority_updates.enabled", {"on"}, {"off"}});
  CHECK(said[3].path == "mac.routine_maintenance.reboot.user");
  CHECK(said[3].before.size() == 1);
  CHECK(said[3].after.size() == 2);
}
