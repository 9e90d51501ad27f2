// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/recurrence.hpp"

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;

namespace {

using enum pp::weekday;

constexpr pp::day_of_month on_the_15th{.day = *pp::month_day::of(15)};
constexpr pp::weekday_of_month first_wednesday{.week = pp::week_of_month::first, .day = wednesday};

}  // namespace

TEST_CASE("a weekly recurrence has at least one weekday") {  // rule S2
  PATCHPOLICY_CHECK_BOTH(!pp::weekly::of({}));
  PATCHPOLICY_CHECK_BOTH(pp::weekly::of({tuesday})->on() == pp::flag_set{tuesday});
  PATCHPOLICY_CHECK_BOTH(pp::weekly(saturday).on() == pp::flag_set{saturday});
  PATCHPOLICY_CHECK_BOTH(pp::weekly(monday, friday) == pp::weekly::of({friday, monday}));
  PATCHPOLICY_CHECK_BOTH(pp::weekly(monday) != pp::weekly(tuesday));
}

TEST_CASE("a weekly recurrence holds each set of weekdays") {  // rule S2
  for (unsigned bits = 0; bits < 128; ++bits) {
    CAPTURE(bits);
    pp::flag_set<pp::weekday> days;
    for (unsigned day = 0; day < 7; ++day)
      if ((bits >> day & 1U) != 0) days.insert(static_cast<pp::weekday>(day));
    const std::optional<pp::weekly> made = pp::weekly::of(days);
    REQUIRE(made.has_value() == (bits != 0));
    if (made) REQUIRE(made->on() == days);
  }
}

TEST_CASE("a day of the month is 1 to 31") {  // rule S3
  PATCHPOLICY_CHECK_BOTH(!pp::month_day::of(0));
  PATCHPOLICY_CHECK_BOTH(pp::month_day::of(1).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::month_day::of(31).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::month_day::of(32));
}

TEST_CASE("a number of days is 0 to 30") {  // rules S4 and S6
  PATCHPOLICY_CHECK_BOTH(!pp::day_count::of(-1));
  PATCHPOLICY_CHECK_BOTH(pp::day_count::of(0).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::day_count::of(30).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::day_count::of(31));
  PATCHPOLICY_CHECK_BOTH(0_days == *pp::day_count::of(0));
  PATCHPOLICY_CHECK_BOTH(3_days == *pp::day_count::of(3));
  PATCHPOLICY_CHECK_BOTH(30_days == *pp::day_count::of(30));
}

TEST_CASE("a month that lacks the day runs on its last day unless it says otherwise") {  // rule S3
  PATCHPOLICY_CHECK_BOTH(on_the_15th.short_month == pp::short_month_policy::last_day);
}

TEST_CASE("a monthly recurrence on a day of its own has no delay unless it says so") {  // rules S3 and S4
  constexpr auto plain = [] {
    const pp::monthly made(on_the_15th);
    return made.on() == pp::monthly_day(on_the_15th) && made.delay() == 0_days && !made.days_after_patch_tuesday();
  };
  constexpr auto delayed = [] {
    const pp::monthly made(first_wednesday, 3_days);
    return made.on() == pp::monthly_day(first_wednesday) && made.delay() == 3_days && !made.days_after_patch_tuesday();
  };
  PATCHPOLICY_CHECK_BOTH(plain());
  PATCHPOLICY_CHECK_BOTH(delayed());
}

TEST_CASE("a monthly recurrence may also run after Patch Tuesday") {  // rule S6
  constexpr auto both = [] {
    const pp::monthly made(pp::last_day_of_month{}, 3_days, 1_days);
    return made.on() == pp::monthly_day(pp::last_day_of_month{}) && made.delay() == 3_days &&
           made.days_after_patch_tuesday() == 1_days;
  };
  constexpr auto alone = [] {
    const pp::monthly made = pp::monthly::after_patch_tuesday(1_days);
    return !made.on() && made.delay() == 0_days && made.days_after_patch_tuesday() == 1_days;
  };
  PATCHPOLICY_CHECK_BOTH(both());
  PATCHPOLICY_CHECK_BOTH(alone());
  PATCHPOLICY_CHECK_BOTH(pp::monthly::after_patch_tuesday(0_days).days_after_patch_tuesday() == 0_days);
}

TEST_CASE("recurrences are equal only if they say the same") {
  const std::vector<pp::recurrence_rule> different = {
      pp::daily{},
      pp::patch_tuesday{},
      pp::weekly(monday),
      pp::weekly(tuesday),
      pp::weekly(monday, tuesday),
      pp::monthly(on_the_15th),
      pp::monthly(pp::day_of_month{.day = *pp::month_day::of(16)}),
      pp::monthly(pp::day_of_month{.day = *pp::month_day::of(15), .short_month = pp::short_month_policy::skip}),
      pp::monthly(on_the_15th, 1_days),
      pp::monthly(on_the_15th, 0_days, 0_days),
      pp::monthly(on_the_15th, 0_days, 1_days),
      pp::monthly(pp::last_day_of_month{}),
      pp::monthly(first_wednesday),
      pp::monthly(pp::weekday_of_month{.week = pp::week_of_month::last, .day = wednesday}),
      pp::monthly(pp::weekday_of_month{.week = pp::week_of_month::first, .day = thursday}),
      pp::monthly::after_patch_tuesday(0_days),
      pp::monthly::after_patch_tuesday(1_days),
  };
  for (std::size_t i = 0; i < different.size(); ++i)
    for (std::size_t j = 0; j < different.size(); ++j) {
      CAPTURE(i, j);
      const pp::recurrence_rule copy = different[i];
      CHECK((copy == different[j]) == (i == j));
    }
}

TEST_CASE("the kind of a recurrence is that of its alternative") {
  PATCHPOLICY_CHECK_BOTH(pp::kind_of(pp::daily{}) == pp::recurrence_kind::daily);
  PATCHPOLICY_CHECK_BOTH(pp::kind_of(pp::weekly(monday)) == pp::recurrence_kind::weekly);
  PATCHPOLICY_CHECK_BOTH(pp::kind_of(pp::monthly(on_the_15th)) == pp::recurrence_kind::monthly);
  PATCHPOLICY_CHECK_BOTH(pp::kind_of(pp::patch_tuesday{}) == pp::recurrence_kind::patch_tuesday);
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::recurrence_kind> == std::variant_size_v<pp::recurrence_rule>);
}

TEST_CASE("recurrences have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::recurrence_kind::daily) == "daily");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::recurrence_kind::weekly) == "weekly");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::recurrence_kind::monthly) == "monthly");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::recurrence_kind::patch_tuesday) == "patch_tuesday");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::short_month_policy::last_day) == "last_day");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::short_month_policy::skip) == "skip");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::week_of_month> == 6);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::first) == "first");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::second) == "second");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::third) == "third");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::fourth) == "fourth");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::fifth) == "fifth");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::week_of_month::last) == "last");
}
