// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/schedule.hpp"

#include <cstddef>
#include <vector>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;

TEST_CASE("a schedule needs a recurrence and a time and defaults the rest") {  // rules S8, S9 and S11
  constexpr auto plain = [] {
    const pp::schedule made{.recurrence = pp::daily{}, .at = "21:00"_time};
    return !made.run_on_boot_if_missed && made.clock_change == pp::clock_change_policy{};
  };
  constexpr auto staged = [] {
    const pp::staged_schedule made{.recurrence = pp::daily{}, .at = "21:00"_time};
    return !made.run_on_boot_if_missed && made.clock_change == pp::clock_change_policy{} && !made.stage_before;
  };
  PATCHPOLICY_CHECK_BOTH(plain());
  PATCHPOLICY_CHECK_BOTH(staged());
  PATCHPOLICY_CHECK_BOTH(pp::clock_change_policy{}.gap == pp::gap_policy::next_valid);
  PATCHPOLICY_CHECK_BOTH(pp::clock_change_policy{}.fold == pp::fold_policy::first);
}

TEST_CASE("a staging lead is 1 to 23 hours") {  // rule S9
  PATCHPOLICY_CHECK_BOTH(!pp::staging_lead::of(0));
  PATCHPOLICY_CHECK_BOTH(!pp::staging_lead::of(24));
  PATCHPOLICY_CHECK_BOTH(1_h_before == *pp::staging_lead::of(1));
  PATCHPOLICY_CHECK_BOTH(23_h_before == *pp::staging_lead::of(23));
}

TEST_CASE("schedules are equal only if they say the same") {
  const pp::staged_schedule plain{.recurrence = pp::daily{}, .at = "21:00"_time};
  std::vector<pp::staged_schedule> different(8, plain);
  different[1].recurrence = pp::patch_tuesday{};
  different[2].at = "21:01"_time;
  different[3].run_on_boot_if_missed = true;
  different[4].clock_change.gap = pp::gap_policy::skip;
  different[5].clock_change.fold = pp::fold_policy::second;
  different[6].stage_before = 4_h_before;
  different[7].stage_before = 5_h_before;
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      CAPTURE(i, j);
      CHECK((different[i] == different[j]) == (i == j));
    }
}

TEST_CASE("schedules have the fields of the interchange format") {
  CHECK(tests::fields_of<pp::schedule>() == "recurrence! at! run_on_boot_if_missed clock_change");
  CHECK(tests::fields_of<pp::staged_schedule>() ==
        "recurrence! at! run_on_boot_if_missed stage_hours_before clock_change");
  CHECK(tests::fields_of<pp::clock_change_policy>() == "gap fold");

  const pp::schedule plain = pp::describe<pp::schedule>::blank();
  const auto& [recurrence, at, on_boot, clock_change] = plain;
  CHECK(tests::table_covers(plain, recurrence, at, on_boot, clock_change));
  const pp::staged_schedule staged = pp::describe<pp::staged_schedule>::blank();
  const auto& [recurrence2, at2, on_boot2, clock_change2, stage_before] = staged;
  CHECK(tests::table_covers(staged, recurrence2, at2, on_boot2, clock_change2, stage_before));
  const auto& [gap, fold] = clock_change;
  CHECK(tests::table_covers(clock_change, gap, fold));
}

TEST_CASE("policies for clock changes have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::gap_policy> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::gap_policy::next_valid) == "next_valid");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::gap_policy::shift_forward) == "shift_forward");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::gap_policy::skip) == "skip");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::fold_policy> == 2);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::fold_policy::first) == "first");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::fold_policy::second) == "second");
}
