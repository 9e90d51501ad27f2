// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/occurrence.hpp"

#include <chrono>
#include <optional>
#include <string_view>

#include "patchpolicy/text/instant_text.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;

namespace {

constexpr pp::sys_seconds utc(std::string_view text) { return *pp::parse_instant(text); }

// 21:00 in Amsterdam in summer, staged from 17:00 on.
constexpr pp::occurrence staged_run() {
  return {.date = *pp::parse_date("2026-07-15"),
          .at = utc("2026-07-15T19:00:00Z"),
          .offset = 2h,
          .stage = pp::staging_start{.at = utc("2026-07-15T15:00:00Z"), .offset = 2h}};
}
constexpr pp::occurrence run_without_staging() {
  return {.date = *pp::parse_date("2026-07-15"), .at = utc("2026-07-15T19:00:00Z"), .offset = 2h};
}
constexpr pp::occurrence run_without_time_to_stage() {
  return {
      .date = *pp::parse_date("2026-07-01"), .at = utc("2026-06-30T22:00:00Z"), .offset = 2h, .no_time_to_stage = true};
}

}  // namespace

TEST_CASE("a run says what the clock shows, and is the next one until it begins") {  // rule E4
  PATCHPOLICY_CHECK_BOTH(staged_run().local() ==
                         pp::wall_time(*pp::parse_date("2026-07-15"), *pp::time_of_day::of(21, 0)));
  PATCHPOLICY_CHECK_BOTH(staged_run().stage->local() ==
                         pp::wall_time(*pp::parse_date("2026-07-15"), *pp::time_of_day::of(17, 0)));
  PATCHPOLICY_CHECK_BOTH(staged_run().valid_until() == utc("2026-07-15T19:00:00Z"));
}

TEST_CASE("a run exists once and is not staged unless it says so") {
  PATCHPOLICY_CHECK_BOTH(run_without_staging().kind == pp::local_time_kind::unique);
  PATCHPOLICY_CHECK_BOTH(!run_without_staging().stage && !run_without_staging().no_time_to_stage);
  PATCHPOLICY_CHECK_BOTH(!staged_run().stage->cut);
}

TEST_CASE("a machine that boots before staging starts stages as planned") {  // rule S9
  PATCHPOLICY_CHECK_BOTH(pp::stage_after_boot(staged_run(), (pp::sys_seconds::min)()) == utc("2026-07-15T15:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::stage_after_boot(staged_run(), utc("2026-07-15T14:59:59Z")) ==
                         utc("2026-07-15T15:00:00Z"));
  PATCHPOLICY_CHECK_BOTH(pp::stage_after_boot(staged_run(), utc("2026-07-15T15:00:00Z")) ==
                         utc("2026-07-15T15:00:00Z"));
}

TEST_CASE("a machine that was off when staging should have started stages at boot, if that is before the run") {  // S9
  PATCHPOLICY_CHECK_BOTH(pp::stage_after_boot(staged_run(), utc("2026-07-15T15:00:01Z")) ==
                         utc("2026-07-15T15:00:01Z"));
  PATCHPOLICY_CHECK_BOTH(pp::stage_after_boot(staged_run(), utc("2026-07-15T18:59:59Z")) ==
                         utc("2026-07-15T18:59:59Z"));
  PATCHPOLICY_CHECK_BOTH(!pp::stage_after_boot(staged_run(), utc("2026-07-15T19:00:00Z")));
  PATCHPOLICY_CHECK_BOTH(!pp::stage_after_boot(staged_run(), utc("2026-07-15T19:00:01Z")));
}

TEST_CASE("a run that is not staged is not staged after a boot either") {  // rules S9 and S10
  PATCHPOLICY_CHECK_BOTH(!pp::stage_after_boot(run_without_staging(), utc("2026-07-15T12:00:00Z")));
  PATCHPOLICY_CHECK_BOTH(!pp::stage_after_boot(run_without_time_to_stage(), utc("2026-06-30T12:00:00Z")));
}

TEST_CASE("runs are equal only if they say the same") {
  const pp::occurrence run = staged_run();
  CHECK(run == staged_run());
  pp::occurrence other[7] = {run, run, run, run, run, run, run};
  other[0].date = *pp::parse_date("2026-07-16");
  other[1].at += 1s;
  other[2].offset = 1h;
  other[3].kind = pp::local_time_kind::fold;
  other[4].stage = std::nullopt;
  other[5].stage->cut = true;
  other[6].no_time_to_stage = true;
  for (const pp::occurrence& o : other) CHECK(o != run);
}
