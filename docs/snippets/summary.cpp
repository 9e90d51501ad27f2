// SPDX-License-Identifier: BSL-1.0
// The code of docs/summary.md.
#include "support/catch.hpp"

// [tools]
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;

namespace {

/// Macs are patched on the first Thursday of each month; Windows and Linux are only scanned.
pp::configuration designers() {
  pp::configuration config;
  config.name = "Designers";
  auto& macs = config.mac.routine_maintenance;
  macs.enabled = true;
  macs.schedule = pp::staged_schedule{
      .recurrence = pp::monthly(pp::weekday_of_month{pp::week_of_month::first, pp::weekday::thursday}),
      .at = "20:00"_time,
      .stage_before = 2_h_before};
  macs.deploy.severity = pp::mac_severity_option{.non_security = true};  // and security critical
  macs.reboot.user = pp::user_part{.force_after = pp::force_delay::constant<240>(),
                                   .countdown = pp::countdown_length::constant<15>(),
                                   .extend_up_to = pp::countdown_length::constant<60>()};
  return config;
}

/// What stands in a rendering.
bool has(std::string_view rendering, std::string_view part) { return rendering.find(part) != std::string_view::npos; }

}  // namespace
// [/tools]

namespace {

// [in-english]
constexpr std::string_view in_english = R"(Designers

Windows
  Scan only: nothing is deployed
  Does not scan for Microsoft preview patches
  Routine maintenance: off
  Priority updates: off
  Zero-day response: off

Mac
  Routine maintenance: on
    Every month on the first Thursday
    At 20:00
    A missed run is lost
    Content is staged 2 hours before
    By severity: security (critical)
    By severity: non-security
    Always restarts after a system patch; the user is asked before it is deployed
      Forced after 240 minutes
      Countdown of 15 minutes
      The user may extend the countdown, in total up to 60 minutes

Linux
  Scan only: nothing is deployed
  Routine maintenance: off
)";
// [/in-english]

// [in-dutch]
constexpr std::string_view in_dutch = R"(
Mac
  Routineonderhoud: ingeschakeld
    Elke maand op de eerste donderdag
    Om 20:00
    Een gemiste uitvoering vervalt
    Inhoud wordt 2 uur van tevoren gefaseerd
)";
// [/in-dutch]

// [in-html]
constexpr std::string_view in_html = R"(
        <li data-path="mac.routine_maintenance.reboot.always_after_update">Always restarts after a system patch; the user is asked before it is deployed
          <ul>
            <li data-path="mac.routine_maintenance.reboot.user.force_after_minutes">Forced after 240 minutes</li>
)";
// [/in-html]

// [in-json]
constexpr std::string_view in_json = R"(
      "lines": [{
        "key": "monthly_on_weekday",
        "path": "mac.routine_maintenance.schedule.recurrence.on",
        "arguments": {
          "week": "first",
          "weekday": "thursday"
        },
        "text": "Every month on the first Thursday"
      }, {
)";
// [/in-json]

// [house-words]
constexpr pp::language house_english = [] {
  pp::language words = pp::english;
  words.words[pp::summary_word::on] = "active";
  words.lines[pp::summary_key::staging] = "Downloads begin {hours} {hours:hour|hours} earlier";
  return words;
}();
static_assert(pp::is_complete(house_english));
// [/house-words]

// [plural]
/// Polish has three forms: 1 hour, 2 to 4 hours and 22 to 24 hours, all other numbers.
constexpr pp::language polish = [] {
  pp::language words = pp::english;
  words.code = "pl";
  words.plural = [](long long count) -> std::size_t {
    if (count == 1) return 0;
    const bool few = count % 10 >= 2 && count % 10 <= 4 && (count % 100 < 12 || count % 100 > 14);
    return few ? 1 : 2;
  };
  words.lines[pp::summary_key::staging] = "Pobieranie zaczyna się {hours} {hours:godzinę|godziny|godzin} wcześniej";
  return words;  // and so on, for each sentence and word
}();
// [/plural]

std::string staging_sentence(const pp::language& words, pp::staging_lead lead) {
  pp::configuration config = designers();
  config.mac.routine_maintenance.schedule->stage_before = lead;
  return pp::to_text(pp::summarize(config).tabs[1].tasks[0].lines[3], words);
}

}  // namespace

TEST_CASE("a summary is data") {
  // [lines]
  const pp::summary shown = pp::summarize(designers());
  const pp::platform_summary& tab = shown.tabs[1];  // always Windows, Mac, Linux
  CHECK(tab.os == pp::platform::mac);
  CHECK(tab.tasks[0].task == pp::task_kind::routine_maintenance);
  CHECK(tab.tasks[0].enabled);

  const pp::summary_line& line = tab.tasks[0].lines[0];
  CHECK(line.key == pp::summary_key::monthly_on_weekday);
  CHECK(line.path == "mac.routine_maintenance.schedule.recurrence.on");
  CHECK(line.arguments[0] == pp::summary_argument{"week", pp::week_of_month::first});
  CHECK(line.arguments[1] == pp::summary_argument{"weekday", pp::weekday::thursday});
  CHECK(pp::to_text(line, pp::english) == "Every month on the first Thursday");
  CHECK(pp::to_text(line, pp::dutch) == "Elke maand op de eerste donderdag");
  // [/lines]
}

TEST_CASE("the same summary in several forms") {
  // [renderings]
  const pp::summary shown = pp::summarize(designers());
  CHECK(pp::to_text(shown, pp::english) == in_english);
  CHECK(has(pp::to_text(shown, pp::dutch), in_dutch));
  CHECK(has(pp::to_html(shown, pp::english), in_html));
  CHECK(has(pp::write_summary(shown, pp::english), in_json));
  CHECK(has(pp::to_markdown(shown, pp::english),
            "\n### Routine maintenance: on\n\n- Every month on the first Thursday\n"));
  // [/renderings]
}

TEST_CASE("names that try to be markup") {
  // [escaped]
  pp::configuration config = designers();
  config.name = "<b>R&D</b>";
  CHECK(has(pp::to_html(pp::summarize(config), pp::english), "<h2><bdi>&lt;b&gt;R&amp;D&lt;/b&gt;</bdi></h2>"));
  // [/escaped]
}

TEST_CASE("findings stand at their task") {
  // [findings]
  pp::configuration config = designers();
  config.mac.routine_maintenance.reboot.user->extend_up_to = pp::countdown_length::constant<10>();  // an edit

  const pp::summary shown = pp::summarize(config);
  const pp::finding& found = shown.tabs[1].tasks[0].findings[0];
  CHECK(found.level() == pp::finding_level::error);
  CHECK(found.path == "mac.routine_maintenance.reboot.user.extend_up_to_minutes");
  CHECK(pp::to_text(found, pp::english) ==
        "the user may extend the countdown to less than it lasts; raise the extension or shorten the countdown "
        "(extension 10; countdown 15)");
  CHECK(pp::to_text(found, pp::dutch) ==
        "de gebruiker mag de aftelling verlengen tot minder dan ze duurt; vergroot de verlenging of verkort de "
        "aftelling (verlenging 10; aftelling 15)");
  // [/findings]
  CHECK(shown.findings.empty());
}

TEST_CASE("next runs") {
  // [next-runs]
  constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  const pp::sys_seconds now = *pp::parse_instant("2026-03-02T09:00:00Z");
  const pp::summary shown = pp::summarize(designers(), {}, now, amsterdam);

  std::vector<std::string> runs;
  for (const pp::summary_line& line : shown.tabs[1].tasks[0].lines)
    if (line.key == pp::summary_key::next_run) runs.push_back(pp::to_text(line, pp::english));
  CHECK(runs == std::vector<std::string>{"Next run: Thursday, March 5, 2026 at 20:00",
                                         "Next run: Thursday, April 2, 2026 at 20:00",
                                         "Next run: Thursday, May 7, 2026 at 20:00"});
  // [/next-runs]
}

TEST_CASE("counts") {
  // [counts]
  const pp::catalog catalog = *pp::read_catalog(
      R"({"id":"sonoma-14.4","platform":"mac","kind":"security","severity":"critical","vendor":"Apple"})"
      "\n"
      R"({"id":"firefox-124","platform":"mac","kind":"non_security","vendor":"Mozilla"})"
      "\n"
      R"({"id":"safari-17.4","platform":"mac","kind":"security","severity":"low","vendor":"Apple"})"
      "\n");
  const pp::summary shown = pp::summarize(designers(), {.records = &catalog});

  std::vector<std::string> counts;
  for (const pp::summary_line& line : shown.tabs[1].tasks[0].lines)
    if (line.key >= pp::summary_key::count_deploying) counts.push_back(pp::to_text(line, pp::english));
  CHECK(counts == std::vector<std::string>{
                      "Deploys 2 of 3 patches", "Selected by severity: 2, 2 of them by nothing else",
                      "Of severity critical: 1", "Of severity unassigned: 1", "Of “Apple”: 1", "Of “Mozilla”: 1"});
  // [/counts]
}

TEST_CASE("words of the house") {
  // [house]
  const std::string text = pp::to_text(pp::summarize(designers()), house_english);
  CHECK(has(text, "\n  Routine maintenance: active\n"));
  CHECK(has(text, "\n    Downloads begin 2 hours earlier\n"));
  // [/house]
}

TEST_CASE("plural forms") {
  // [plural-forms]
  CHECK(staging_sentence(polish, 1_h_before) == "Pobieranie zaczyna się 1 godzinę wcześniej");
  CHECK(staging_sentence(polish, 3_h_before) == "Pobieranie zaczyna się 3 godziny wcześniej");
  CHECK(staging_sentence(polish, 12_h_before) == "Pobieranie zaczyna się 12 godzin wcześniej");
  // [/plural-forms]
  CHECK(staging_sentence(polish, 22_h_before) == "Pobieranie zaczyna się 22 godziny wcześniej");
}

TEST_CASE("what an edit changes") {
  // [diff]
  const pp::configuration before = designers();
  pp::configuration after = before;
  after.mac.routine_maintenance.schedule->at = "22:30"_time;
  after.mac.routine_maintenance.deploy.severity->non_security = false;

  const std::vector<pp::field_change> changes = pp::diff(before, after);
  CHECK(changes ==
        std::vector<pp::field_change>{{"mac.routine_maintenance.schedule.at", R"("20:00")", R"("22:30")"},
                                      {"mac.routine_maintenance.deploy.severity.non_security", "true", "false"}});
  CHECK(*pp::apply(before, changes) == after);
  CHECK(pp::apply(before, {{"mac.routine_maintenance.schedule.att", {}, R"("22:30")"}}).error() ==
        "mac.routine_maintenance.schedule.att");  // there is no such field
  // [/diff]

  // [say]
  const auto said = pp::say(before, after, pp::english);
  CHECK(said == std::vector<pp::change_in_words>{
                    {"mac.routine_maintenance.schedule.at", {"At 20:00"}, {"At 22:30"}},
                    {"mac.routine_maintenance.deploy.severity.non_security", {"By severity: non-security"}, {}}});
  // [/say]

  // [patches]
  const pp::catalog catalog = *pp::read_catalog(R"({"id":"firefox-124","platform":"mac","kind":"non_security"})");
  const auto patches = pp::diff_deployment(before, after, catalog, pp::patch_groups{});
  CHECK(patches.size() == 1);
  CHECK_FALSE(patches[0].gained);  // it is lost
  CHECK(patches[0].verdict.id == "firefox-124");
  CHECK(pp::to_text(patches[0], pp::english) == "nothing selects it");
  // [/patches]
}
