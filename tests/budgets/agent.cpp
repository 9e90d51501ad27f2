// SPDX-License-Identifier: BSL-1.0
// An agent that deploys: it judges its own records under a task and asks when the task runs next. Where these come from
// is left out, so that this program holds little but the library.
#include <chrono>
#include <optional>

#include "budgets/own_records.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/time/posix_zone.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

volatile long long now = 1'790'000'000;

}  // namespace

int main() {
  const pp::staged_schedule when = {.recurrence = pp::monthly::after_patch_tuesday(1_days), .at = "21:00"_time};
  const pp::posix_zone zone = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;
  const auto run = pp::next_run(when, pp::sys_seconds(std::chrono::seconds(now)), zone);
  return budgets::deploying() == 2 && run && run->at.time_since_epoch().count() > now ? 0 : 1;
}
