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
  CHECK(pp::to_text(gained[0], pp::english) == "severity and patch group “Approved”");
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

TEST_CASE("what is gained on Linux says what is really installed in its place") {
  const auto advisories = pp::read_catalog(
      R"({"id":"A1","platform":"linux","kind":"security","severity":"critical","packages":[{"name":"p","version":"1-1"}]})"
      "\n"
      R"({"id":"A2","platform":"linux","kind":"security","severity":"critical","packages":[{"name":"p","version":"2-1"}]})");
  REQUIRE(advisories);
  pp::configuration after;
  after.gnu_linux.routine_maintenance.enabled = true;
  after.gnu_linux.routine_maintenance.deploy = pp::all_missing_patches{};
  const auto gained = pp::diff_deployment(pp::configuration(), after, *advisories, pp::patch_groups());
  REQUIRE(gained.size() == 2);
  CHECK(gained[0].verdict.installs == std::vector<std::string>{"A2"});
  CHECK(gained[1].verdict.installs.empty());
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
  const auto said = pp::say(a, b, pp::english);
  REQUIRE(said.size() == 4);
  CHECK(said[0] == pp::change_in_words{"name", {"Counts"}, {"Other\\u000a"}});
  CHECK(said[1] == pp::change_in_words{"windows.routine_maintenance.schedule.at", {"At 21:00"}, {"At 20:00"}});
  CHECK(said[2] == pp::change_in_words{"windows.priority_updates.enabled", {"on"}, {"off"}});
  CHECK(said[3].path == "mac.routine_maintenance.reboot.user");
  CHECK(said[3].before.size() == 1);
  CHECK(said[3].after.size() == 2);
}

namespace {

std::string words_of(const pp::configuration& a, const pp::configuration& b, const pp::language& words = pp::english) {
  return pp::to_text(pp::say(a, b, words), words);
}

pp::configuration nightly() {
  pp::configuration c;
  c.windows.routine_maintenance.enabled = true;
  c.windows.routine_maintenance.schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "03:00"_time};
  c.windows.routine_maintenance.deploy.severity.emplace();
  return c;
}

}  // namespace

TEST_CASE("a change in a task that is off is said as if it were on") {
  pp::configuration a = nightly();
  a.windows.routine_maintenance.enabled = false;
  pp::configuration b = a;
  b.windows.routine_maintenance.schedule->at = "04:00"_time;
  CHECK(words_of(a, b) == "Windows: Routine maintenance (off)\n  - At 03:00\n  + At 04:00\n");
  CHECK(words_of(a, b, pp::dutch) == "Windows: Routineonderhoud (uitgeschakeld)\n  - Om 03:00\n  + Om 04:00\n");
  b.windows.routine_maintenance.enabled = true;
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n  - off\n  - Scan only: nothing is deployed\n  + on\n  - At 03:00\n  + At "
        "04:00\n");
}

TEST_CASE("that a platform only scans now is said where its last task is switched off") {
  pp::configuration a = nightly();
  a.windows.priority_updates.enabled = true;
  a.windows.priority_updates.schedule = a.windows.routine_maintenance.schedule;
  a.windows.routine_maintenance.enabled = false;
  pp::configuration b = a;
  b.windows.routine_maintenance.schedule->at = "04:00"_time;
  b.windows.priority_updates.enabled = false;
  const auto said = pp::say(a, b, pp::english);
  REQUIRE(said.size() == 2);
  CHECK(said[0].path == "windows.routine_maintenance.schedule.at");
  CHECK(said[0].after == std::vector<std::string>{"At 04:00"});
  CHECK(said[0].task_off);
  CHECK(said[1].path == "windows.priority_updates.enabled");
  CHECK(said[1].after == std::vector<std::string>{"off", "Scan only: nothing is deployed"});
  CHECK(!said[1].task_off);
}

TEST_CASE("a countdown of no minutes is told from none") {
  pp::configuration a = nightly();
  a.windows.routine_maintenance.reboot.after.emplace().user.emplace();
  pp::configuration b = a;
  b.windows.routine_maintenance.reboot.after->user->countdown = pp::countdown_length::of(0).value();
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n  - Restarts after deployment if required: No countdown\n"
        "  + Restarts after deployment if required: Countdown of 0 minutes\n");
}

TEST_CASE("a comment that is added has no line for what was not there") {
  const pp::configuration a = nightly();
  pp::configuration b = a;
  b.comment = "New";
  CHECK(words_of(a, b) == "Configuration\n  + New\n");
  CHECK(words_of(b, a) == "Configuration\n  - New\n");
}

TEST_CASE("names that look alike are a change, too") {
  pp::configuration a = nightly();
  a.windows.routine_maintenance.deploy.patch_groups = pp::group_choice::of({"A\n"}, {}).value();
  pp::configuration b = a;
  b.windows.routine_maintenance.deploy.patch_groups = pp::group_choice::of({"A\\u000a"}, {}).value();
  const auto said = pp::say(a, b, pp::english);
  REQUIRE(said.size() == 1);
  CHECK(said[0].before.size() == 1);
  CHECK(said[0].after.size() == 1);
}

TEST_CASE("what follows from a change is said with it, though another field has the line") {
  pp::configuration a = nightly();
  a.windows.routine_maintenance.reboot.after.emplace().user.emplace().countdown = pp::countdown_length::of(10).value();
  pp::configuration b = a;
  b.windows.routine_maintenance.reboot.after->user->warn_at_logoff = true;
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n"
        "  - Restarts after deployment if required: Begins at once\n"
        "  + Restarts after deployment if required: Never forced: waits for log-off\n"
        "  + Restarts after deployment if required: The user is warned that log-off restarts\n");

  b = a;
  b.windows.routine_maintenance.deploy.severity.reset();
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n  - By severity: security (critical)\n"
        "  + No option is on: deploys nothing\n");

  b = a;
  b.windows.routine_maintenance.deploy.severity->security = {};
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n  - By severity: security (critical)\n  + By severity: nothing is ticked\n");

  a.windows.routine_maintenance.schedule->recurrence =
      pp::monthly(pp::day_of_month{pp::month_day::of(1).value(), pp::short_month_policy::last_day});
  a.windows.routine_maintenance.schedule->at = "08:00"_time;
  a.windows.routine_maintenance.schedule->stage_before = pp::staging_lead::of(5).value();
  b = a;
  b.windows.routine_maintenance.schedule->at = "06:00"_time;
  CHECK(words_of(a, b) ==
        "Windows: Routine maintenance\n  - At 08:00\n"
        "  - Content is staged 5 hours before: On the first of the month at most 8 hours before\n  + At 06:00\n"
        "  + Content is staged 5 hours before: On the first of the month at most 6 hours before\n");
}

TEST_CASE("patches are said below a heading for each platform") {
  pp::configuration after = before();
  after.windows.routine_maintenance.deploy.patch_groups->exclude({"Approved"});
  CHECK(pp::to_text(changes(before(), after), pp::english) ==
        "Windows: Patches\n  - KB8  (Routine maintenance: excluded by a patch group “Approved”)\n");
  after.mac.routine_maintenance.enabled = false;
  CHECK(pp::to_text(changes(before(), after), pp::english).find("\n\nMac: Patches\n  - ") != std::string::npos);
  CHECK(pp::to_text(std::vector<pp::patch_change>{}, pp::english) == "");
}
