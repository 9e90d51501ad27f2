// SPDX-License-Identifier: BSL-1.0
// The configuration that is compiled into our agent: what a computer does until it has fetched its own. No test has to
// run for these checks: an agent that breaks one is never built.
#include <string_view>

#include <patchpolicy/patchpolicy.hpp>

#include "questions.hpp"

namespace {

namespace pp = patchpolicy;
using namespace company;
using enum pp::weekday;
using windows_patch = pp::patch_view<pp::platform::windows>;

// [configuration]
constexpr std::string_view blocklist[] = {"Blocklist"};
constexpr auto not_blocked = pp::group_choice_view::of({}, blocklist).value();

constexpr pp::configuration_view first_boot{
    .name = "First boot",
    .windows = {
        .routine_maintenance = {.enabled = true,
                                .schedule = pp::staged_schedule{.recurrence = pp::weekly(saturday), .at = "21:00"_time},
                                .deploy = {.severity = pp::windows_severity_option{}, .patch_groups = not_blocked},
                                .reboot = {.after = pp::reboot_after{}}},
        .zero_day_response = {
            .enabled = true,
            .schedule = pp::staged_schedule{.recurrence = pp::weekly(monday, wednesday, friday), .at = "22:00"_time},
            .deploy = {.risk = pp::risk_option{.exploited = true}, .patch_groups = not_blocked},
            .reboot = {.after = pp::reboot_after{}}}}};
// [/configuration]

// --- When it runs.

constexpr const auto& routine = first_boot.windows.routine_maintenance;
constexpr const auto& zero_day = first_boot.windows.zero_day_response;

// [runs]
constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }

static_assert(pp::next_run(routine, utc("2026-03-27T00:00:00Z"), amsterdam)->at == utc("2026-03-28T20:00:00Z") &&
                  pp::next_run(routine, utc("2026-03-29T00:00:00Z"), amsterdam)->at == utc("2026-04-04T19:00:00Z"),
              "Routine maintenance begins on Saturdays at 21:00 in Amsterdam, in winter and in summer.");

constexpr hours office_hours{
    .begin = {.recurrence = pp::weekly(monday, tuesday, wednesday, thursday, friday), .at = "07:00"_time},
    .end = {.recurrence = pp::weekly(monday, tuesday, wednesday, thursday, friday), .at = "19:00"_time}};

static_assert(!first_disturbance(routine, office_hours, amsterdam) &&
                  !first_disturbance(zero_day, office_hours, amsterdam),
              "No computer restarts on a working day between 07:00 and 19:00, all year.");
// [/runs]

static_assert(longest_wait(first_boot, {pp::task_kind::zero_day_response}, amsterdam) <= 24h * 3 + 1h,
              "The zero-day response runs every three days at the latest; one of them may have 25 hours.");

static_assert(!routine.schedule->run_on_boot_if_missed && !zero_day.schedule->run_on_boot_if_missed,
              "Nobody who switches a computer on waits for patches: missed runs are not caught up with.");

// --- What it deploys.

// [situations]
constexpr std::string_view older_reader[] = {"reader-1"};
constexpr windows_patch missing[] = {
    {.id = "reader-1", .vendor = "Adobe", .kind = pp::patch_kind::security, .exploited = true},
    {.id = "reader-2",
     .vendor = "Adobe",
     .kind = pp::patch_kind::security,
     .exploited = true,
     .supersedes = older_reader},
    {.id = "preview", .kind = pp::patch_kind::non_security, .exploited = true, .preview = true},
    {.id = "breaks-the-till",
     .kind = pp::patch_kind::security,
     .severity = pp::severity_level::critical,
     .exploited = true},
    {.id = "feature", .kind = pp::patch_kind::non_security, .severity = pp::severity_level::critical}};

constexpr std::string_view breaks_the_till[] = {"breaks-the-till"};
constexpr pp::patch_group_view group_list[] = {{"Blocklist", breaks_the_till}};
constexpr pp::patch_groups_view groups = group_list;

constexpr bool tonight_deploys(std::string_view id) {
  return pp::select(pp::bind<pp::platform::windows, pp::task_kind::zero_day_response>(first_boot, groups), missing)
      .deploys(id);
}
constexpr bool on_saturday_deploys(std::string_view id) {
  return pp::select(pp::bind<pp::platform::windows>(first_boot, groups), missing).deploys(id);
}

static_assert(tonight_deploys("reader-2"), "An exploited hole of Adobe Reader is closed by the zero-day response.");
static_assert(!tonight_deploys("reader-1"), "Only the newest Adobe Reader is installed.");
static_assert(!tonight_deploys("preview"), "A zero-day response never deploys previews.");
static_assert(!tonight_deploys("breaks-the-till") && !on_saturday_deploys("breaks-the-till"),
              "A patch on the blocklist deploys nowhere, whatever else speaks for it.");
static_assert(!tonight_deploys("feature") && !on_saturday_deploys("feature"), "Only security patches deploy.");
// [/situations]

static_assert(pp::is_scan_only<pp::platform::mac>(first_boot) && pp::is_scan_only<pp::platform::gnu_linux>(first_boot),
              "A Mac or a Linux machine is only scanned until it has its own configuration.");

}  // namespace
