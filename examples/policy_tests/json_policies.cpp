// SPDX-License-Identifier: BSL-1.0
// What must hold for the configurations in policies/, whoever edits them. The situations that must never go wrong are
// scan results in scans/. Runs in the folder that holds both.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

#include "questions.hpp"

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_MAIN  // version 2 makes its main here
#include <catch2/catch.hpp>
#endif

namespace {

namespace pp = patchpolicy;
using namespace company;
using enum pp::weekday;
using pp::platform;
using pp::task_kind;

// --- The files.

template <class Value>
Value read(const std::string& path, pp::result<Value, pp::reading_errors> (*reader)(std::string_view)) {
  std::ifstream file(path, std::ios::binary);
  if (!file) FAIL(path << ": cannot be opened; run this in the folder that holds policies/ and scans/");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto value = reader(text);
  if (!value) FAIL(pp::to_text(value.error(), path));
  return *std::move(value);
}

struct policy {
  std::string path;
  pp::configuration config;
};

policy read_policy(const std::string& path) { return {path, read(path, pp::read_configuration)}; }
pp::patch_groups read_groups() { return read("policies/groups.json", pp::read_patch_groups); }
pp::catalog read_scan(const std::string& path) { return read(path, pp::read_catalog); }

// Every configuration, also one that was added today.
std::vector<policy> all_policies() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator("policies"))
    if (entry.path().filename() != "groups.json") paths.push_back("policies/" + entry.path().filename().string());
  if (paths.empty()) FAIL("policies/: there are no configurations");
  std::sort(paths.begin(), paths.end());
  std::vector<policy> policies;
  for (const std::string& path : paths) policies.push_back(read_policy(path));
  return policies;
}

// --- Questions.

template <class Task>
std::string name_of(const Task& task) {
  return std::string(pp::name_of(task.os)) + '.' + std::string(pp::name_of(task.kind));
}

// The whole explanation of a patch that is the only one missing: nothing else can hide it.
template <platform Platform, task_kind Kind>
pp::explanation explain_alone(const pp::configuration& config, const pp::task<Platform, Kind>& task,
                              const pp::patch_groups& groups, const pp::patch_view<Platform>& record) {
  const std::vector<pp::patch_view<Platform>> missing = {record};
  return pp::explain(task, groups, pp::previews_of(config), missing, pp::scan_for<Platform>(missing), 0);
}

const pp::patch_group& blocklist_of(const pp::patch_groups& groups) {
  for (const pp::patch_group& group : groups)
    if (group.name == "Blocklist") return group;
  FAIL("policies/groups.json: there is no group \"Blocklist\"");
  return groups.front();
}

// As if the worst had become known of the patch overnight, and somebody had approved it in every group.
template <platform Platform>
pp::patch_view<Platform> as_urgent(pp::patch_view<Platform> record) {
  record.kind = pp::patch_kind::security;
  record.severity = pp::severity_level::critical;
  record.exploited = true;
  return record;
}
pp::patch_groups approved_everywhere(pp::patch_groups groups, std::string_view id) {
  for (pp::patch_group& group : groups)
    if (group.name != "Blocklist") group.patches.emplace_back(id);
  return groups;
}

// [closing]
// The tasks that close the hole which the first patch of a scan closes: with that patch or with a newer one.
pp::flag_set<task_kind> tasks_that_close(const pp::configuration& config, const pp::patch_groups& groups,
                                         const std::vector<pp::patch_view<platform::windows>>& missing) {
  const pp::supersession scan(missing);
  const auto tasks = pp::deploying_tasks(config, groups, missing, scan);
  pp::flag_set<task_kind> closing = tasks.front();
  scan.for_each_newer(0, [&](pp::ordinal newer) { closing = closing | tasks[newer]; });
  return closing;
}
// [/closing]

std::string names_of(pp::flag_set<task_kind> tasks) {
  std::string names;
  for (const task_kind kind : tasks) names += (names.empty() ? "" : ", ") + std::string(pp::name_of(kind));
  return names.empty() ? "no task" : names;
}
// Checks that no machine restarts in these hours, also if somebody used the whole time that is theirs.
template <pp::time_zone Zone>
void check_quiet(const policy& p, const hours& quiet, std::string_view words, const Zone& zone) {
  pp::for_each_enabled_task(p.config, [&](const auto& task) {
    const std::string where = p.path + ": " + name_of(task);
    if (const auto run = first_disturbance(task, quiet, zone)) {
      const pp::sys_seconds last = *last_restart(task, run->at);
      const std::string until = last == pp::never
                                    ? "at any time after it"
                                    : "until " + pp::calendar_text(pp::local_at(last, zone.get_info(last).offset));
      const std::string clocks = pp::clock_change_text(*run, task.schedule->at, zone);
      FAIL_CHECK(where << ": no machine may restart " << words << ", but the run of " << pp::calendar_text(run->local())
                       << " can restart one " << until << ", counting " << longest_deployment / 1h
                       << " hours for the deployment and all the time that the user has"
                       << (clocks.empty() ? "" : ". " + clocks));
    }
    if (task.schedule->run_on_boot_if_missed && last_restart(task, first_day))
      FAIL_CHECK(where << ": no machine may restart " << words
                       << ", but one that is switched on then catches up with a missed run and can restart");
  });
}

constexpr hours every_day(pp::time_of_day begin, pp::time_of_day end) {
  return {.begin = {.recurrence = pp::daily{}, .at = begin}, .end = {.recurrence = pp::daily{}, .at = end}};
}
constexpr hours working_days(pp::time_of_day begin, pp::time_of_day end) {
  const pp::weekly days(monday, tuesday, wednesday, thursday, friday);
  return {.begin = {.recurrence = days, .at = begin}, .end = {.recurrence = days, .at = end}};
}

}  // namespace

// --- What must hold.

// [validation]
TEST_CASE("no configuration has errors or warnings") {
  const pp::patch_groups groups = read_groups();
  const pp::catalog catalog = read_scan("scans/catalog.ndjson");
  for (const policy& p : all_policies())
    for (const pp::finding& f : pp::validate(p.config, {.groups = &groups, .records = &catalog}, first_day, amsterdam))
      if (f.level() != pp::finding_level::note)
        FAIL_CHECK(p.path << ": " << f.path << ": " << pp::name_of(f.level()) << ": " << pp::to_text(f));
}
// [/validation]

// [restarts]
TEST_CASE("no server restarts on a working day between 07:00 and 19:00") {
  const policy servers = read_policy("policies/servers.json");
  const hours office = working_days("07:00"_time, "19:00"_time);
  check_quiet(servers, office, "on a working day between 07:00 and 19:00 in Amsterdam", amsterdam);
  check_quiet(servers, office, "on a working day between 07:00 and 19:00 in New York", new_york);
}

TEST_CASE("no computer of the ward restarts between 06:00 and 23:00") {
  check_quiet(read_policy("policies/ward.json"), every_day("06:00"_time, "23:00"_time), "between 06:00 and 23:00",
              amsterdam);
}
// [/restarts]

// [wait]
TEST_CASE("an exploited hole of Adobe Reader is closed on workstations within three days") {
  const pp::patch_groups groups = read_groups();
  for (const std::string path : {"policies/pilot.json", "policies/workstations.json"})
    for (const std::string situation : {"scans/exploited-reader.ndjson", "scans/exploited-reader-superseded.ndjson"}) {
      const pp::configuration config = read_policy(path).config;
      const pp::catalog missing = read_scan(situation);
      const auto tasks = tasks_that_close(config, groups, missing.records<platform::windows>());
      const auto wait = longest_wait(config, tasks, amsterdam);
      INFO(path << ": the hole of " << situation << " stays open for up to "
                << std::chrono::ceil<std::chrono::hours>(wait).count() << " hours; closed by " << names_of(tasks));
      CHECK(wait <= 3 * 24h);
    }
}
// [/wait]

TEST_CASE("a patch on the blocklist deploys nowhere") {
  const pp::patch_groups groups = read_groups();
  const pp::catalog catalog = read_scan("scans/catalog.ndjson");
  const pp::patch_group& blocklist = blocklist_of(groups);
  int tried = 0;
  for (const policy& p : all_policies())
    pp::for_each_enabled_task(p.config, [&](const auto& task) {
      const auto& records = catalog.records<std::remove_cvref_t<decltype(task)>::os>();
      pp::for_each_record_in(blocklist, records, [&](pp::ordinal at) {
        const auto& record = records[at];
        ++tried;
        const auto explained = explain_alone(p.config, task, approved_everywhere(groups, record.id), as_urgent(record));
        if (explained.verdict.deploys)
          FAIL_CHECK(p.path << ": " << name_of(task)
                            << ": a patch on the blocklist deploys: " << pp::to_text(explained));
      });
    });
  INFO("no patch of the blocklist is in scans/catalog.ndjson, so nothing was tried");
  CHECK(tried > 0);
}

TEST_CASE("a zero-day response never deploys previews") {
  const pp::patch_groups groups = read_groups();
  const pp::catalog catalog = read_scan("scans/catalog.ndjson");
  int tried = 0;
  for (const policy& p : all_policies())
    for (const auto& record : catalog.records<platform::windows>()) {
      if (!record.preview) continue;
      ++tried;
      const auto explained = explain_alone(p.config, p.config.windows.zero_day_response,
                                           approved_everywhere(groups, record.id), as_urgent(record));
      if (explained.verdict.deploys)
        FAIL_CHECK(p.path << ": the zero-day response deploys a preview: " << pp::to_text(explained));
    }
  INFO("scans/catalog.ndjson has no preview, so nothing was tried");
  CHECK(tried > 0);
}

TEST_CASE("the pilot group gets a week earlier what the workstations get") {
  const policy pilot = read_policy("policies/pilot.json");
  const policy production = read_policy("policies/workstations.json");

  const auto dates = [](const policy& p, pp::sys_seconds from) {
    std::vector<pp::day_number> found;
    for (const pp::occurrence& run : pp::runs(*p.config.windows.routine_maintenance.schedule, from, amsterdam)) {
      if (run.at > last_day) break;
      found.push_back(pp::day_number_of(run.date));
    }
    return found;
  };
  const auto tried = dates(pilot, first_day);
  for (const pp::day_number day : dates(production, first_day + 7 * 24h))
    if (std::find(tried.begin(), tried.end(), day - 7) == tried.end())
      FAIL_CHECK(production.path << " runs on " << pp::to_text(pp::civil_date_of(day)) << ", but " << pilot.path
                                 << " does not on " << pp::to_text(pp::civil_date_of(day - 7)));

  const pp::patch_groups groups = read_groups();
  const pp::catalog catalog = read_scan("scans/catalog.ndjson");
  for (const auto& record : catalog.records<platform::windows>()) {
    const auto deploys = [&](const policy& p) {
      return explain_alone(p.config, p.config.windows.routine_maintenance, groups, record);
    };
    if (deploys(production).verdict.deploys && !deploys(pilot).verdict.deploys)
      FAIL_CHECK(production.path << " deploys what nobody has tried. In " << pilot.path << ' '
                                 << pp::to_text(deploys(pilot)));
  }
}
