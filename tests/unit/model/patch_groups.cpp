// SPDX-License-Identifier: BSL-1.0
// What a task does with patch groups (rules G1 and D3).
#include "patchpolicy/model/patch_groups.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;

namespace {

using names = std::vector<std::string>;

// What is chosen for each name, and when it came to be so.
class naive_choice {
 public:
  enum class what { nothing, include, exclude };

  void set(const names& groups, what chosen) {
    for (const std::string& name : groups) {
      if (choices_[name].chosen == chosen) continue;
      choices_[name] = {chosen, ++time_};
    }
  }
  names all(what chosen) const {
    std::map<int, std::string> by_time;
    for (const auto& [name, choice] : choices_)
      if (choice.chosen == chosen) by_time[choice.since] = name;
    names found;
    for (const auto& [time, name] : by_time) found.push_back(name);
    return found;
  }

 private:
  struct state {
    what chosen = what::nothing;
    int since = 0;
  };
  std::map<std::string, state> choices_;
  int time_ = 0;
};

names random_names(naive::random_numbers& numbers) {
  names found(numbers.below(5));
  for (std::string& name : found) {
    name = "a group whose name is not short " + std::to_string(numbers.below(6));
    if (numbers.chance(50)) name[0] = 'A';  // another group: names compare exactly
  }
  return found;
}

}  // namespace

TEST_CASE("edits of a Windows choice of groups agree with a map") {
  constexpr std::uint64_t seed = 51;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int round = 0; round < 100; ++round) {
    pp::group_choice choice;
    naive_choice expected;
    for (int step = 0; step < 40; ++step) {
      CAPTURE(round, step);
      const names groups = random_names(numbers);
      switch (numbers.below(3)) {
        case 0: {
          choice.include(groups);
          expected.set(groups, naive_choice::what::include);
          break;
        }
        case 1: {
          choice.exclude(groups);
          expected.set(groups, naive_choice::what::exclude);
          break;
        }
        default: {
          choice.clear(groups);
          expected.set(groups, naive_choice::what::nothing);
          break;
        }
      }
      REQUIRE(choice.included() == expected.all(naive_choice::what::include));
      REQUIRE(choice.excluded() == expected.all(naive_choice::what::exclude));
      REQUIRE(pp::group_choice::of(choice.included(), choice.excluded()) == choice);
    }
  }
}

TEST_CASE("edits of a Mac or Linux choice of groups agree with a map") {
  constexpr std::uint64_t seed = 52;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  for (int round = 0; round < 100; ++round) {
    pp::group_inclusion choice;
    naive_choice expected;
    for (int step = 0; step < 40; ++step) {
      CAPTURE(round, step);
      const names groups = random_names(numbers);
      if (numbers.chance(60)) {
        choice.include(groups);
        expected.set(groups, naive_choice::what::include);
      } else {
        choice.clear(groups);
        expected.set(groups, naive_choice::what::nothing);
      }
      REQUIRE(choice.included() == expected.all(naive_choice::what::include));
      REQUIRE(pp::group_inclusion::of(choice.included()) == choice);
    }
  }
}

TEST_CASE("a choice of groups takes names of any text") {
  pp::group_choice choice;
  const std::string_view views[] = {"one", "two"};
  choice.include(views);
  choice.exclude(std::vector<const char*>{"two", "three"});
  CHECK(choice.included() == names{"one"});
  CHECK(choice.excluded() == names{"two", "three"});
  choice.include({"four", "three"});
  choice.exclude({"one"});
  choice.clear({"two", "five"});
  CHECK(choice.included() == names{"four", "three"});
  CHECK(choice.excluded() == names{"one"});

  pp::group_inclusion inclusion;
  inclusion.include({"one", "two"});
  inclusion.clear({"one"});
  CHECK(inclusion.included() == names{"two"});
}

TEST_CASE("a choice of groups can be edited by the names that it shows") {
  const pp::group_choice before = *pp::group_choice::of({"one", "two", "three"}, {"four", "five", "six"});

  pp::group_choice choice = before;
  choice.exclude(choice.included());
  CHECK(choice.included().empty());
  CHECK(choice.excluded() == names{"four", "five", "six", "one", "two", "three"});

  choice = before;
  choice.include(choice.excluded());
  CHECK(choice.included() == names{"one", "two", "three", "four", "five", "six"});
  CHECK(choice.excluded().empty());

  choice = before;
  choice.include(choice.included());
  choice.exclude(choice.excluded());
  CHECK(choice == before);

  choice = before;
  choice.clear(choice.included());
  choice.clear(choice.excluded());
  CHECK(choice == pp::group_choice());

  pp::group_inclusion inclusion = *pp::group_inclusion::of({"one", "two", "three"});
  inclusion.include(inclusion.included());
  CHECK(inclusion.included() == names{"one", "two", "three"});
  inclusion.clear(inclusion.included());
  CHECK(inclusion.included().empty());
}

TEST_CASE("a choice of groups names each group once") {
  using error = pp::group_choice_error;
  static constexpr std::string_view one_two[] = {"one", "two"};
  static constexpr std::string_view three_one[] = {"three", "one"};
  static constexpr std::string_view twice[] = {"one", "two", "one"};
  static constexpr std::string_view nearly[] = {"One", "one ", ""};
  using choice = pp::group_choice_view;
  PATCHPOLICY_CHECK_BOTH(choice::of(twice).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(choice::of({}, twice).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(choice::of(one_two, three_one).error() == error{error::reason::included_and_excluded, 3});
  PATCHPOLICY_CHECK_BOTH(choice::of(one_two, nearly).has_value());
  PATCHPOLICY_CHECK_BOTH(choice::of(one_two, nearly)->included() == pp::list_view(one_two));
  PATCHPOLICY_CHECK_BOTH(choice::of(one_two, nearly)->excluded() == pp::list_view(nearly));
  PATCHPOLICY_CHECK_BOTH(pp::group_inclusion_view::of(twice).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(pp::group_inclusion_view::of(one_two)->included() == pp::list_view(one_two));
}

TEST_CASE("a choice of groups starts with none") {
  PATCHPOLICY_CHECK_BOTH(pp::group_choice_view().included().empty());
  PATCHPOLICY_CHECK_BOTH(pp::group_choice_view().excluded().empty());
  PATCHPOLICY_CHECK_BOTH(pp::group_inclusion_view().included().empty());
}

TEST_CASE("choices of groups are equal only if they say the same") {
  static constexpr std::string_view one[] = {"one"};
  static constexpr std::string_view two[] = {"two"};
  using choice = pp::group_choice_view;
  PATCHPOLICY_CHECK_BOTH(*choice::of(one) == *choice::of(one));
  PATCHPOLICY_CHECK_BOTH(*choice::of(one) != *choice::of(two));
  PATCHPOLICY_CHECK_BOTH(*choice::of(one) != *choice::of({}, one));
  PATCHPOLICY_CHECK_BOTH(*choice::of(one, two) != *choice::of(one));
}

TEST_CASE("a patch group has a name and the ids or bulletins of its patches") {
  static constexpr std::string_view ids[] = {"KB1", "KB2"};
  PATCHPOLICY_CHECK_BOTH(pp::patch_group_view{"Approved", ids} == pp::patch_group_view{"Approved", ids});
  PATCHPOLICY_CHECK_BOTH(pp::patch_group_view{"Approved", ids} != pp::patch_group_view{"approved", ids});
  PATCHPOLICY_CHECK_BOTH(pp::patch_group_view{"Approved", ids} != pp::patch_group_view{"Approved", {}});
  CHECK(tests::fields_of<pp::patch_group>() == "name! patches!");
  const pp::patch_group group;
  const auto& [name, patches] = group;
  CHECK(tests::table_covers(group, name, patches));
}
