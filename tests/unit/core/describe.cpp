// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/describe.hpp"

#include <string>

#include "support/both_times.hpp"
#include "unit/core/fields_of.hpp"

namespace pp = patchpolicy;

namespace {

struct person {
  int age = 30;
  long height = 170;
  bool tall = false;
};
struct stranger {
  int age = 0;
};

}  // namespace

template <>
struct pp::describe<person> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"age", &person::age, presence::required});
    v(field{"height_in_cm", &person::height, presence::stated});
    v(field{"tall", &person::tall});
  }
};

TEST_CASE("a field table is visited in its own order") {
  CHECK(tests::fields_of<person>() == "age! height_in_cm= tall");
  const person someone;
  const auto& [age, height, tall] = someone;
  CHECK(tests::table_covers(someone, tall, height, age));
  CHECK_FALSE(tests::table_covers(someone, tall, height));
  CHECK_FALSE(tests::table_covers(someone, age, age, height));
}

TEST_CASE("a field reads and writes its member") {
  constexpr auto sum = [](person who) {
    long total = 0;
    pp::describe<person>::visit([&](const auto& f) { total += f.of(static_cast<const person&>(who)); });
    return total;
  };
  constexpr auto cleared = [](person who) {
    pp::describe<person>::visit([&](const auto& f) { f.of(who) = {}; });
    return who;
  };
  PATCHPOLICY_CHECK_BOTH(sum({}) == 200);
  PATCHPOLICY_CHECK_BOTH(sum({.age = 40, .tall = true}) == 211);
  PATCHPOLICY_CHECK_BOTH(sum(cleared({})) == 0);
}

TEST_CASE("only a type with a field table is described") {
  PATCHPOLICY_CHECK_BOTH(pp::described<person>);
  PATCHPOLICY_CHECK_BOTH(!pp::described<stranger>);
  PATCHPOLICY_CHECK_BOTH(!pp::described<int>);
}

TEST_CASE("a field is optional unless it says otherwise") {
  PATCHPOLICY_CHECK_BOTH(pp::field{"age", &person::age}.in_file == pp::presence::optional);
  PATCHPOLICY_CHECK_BOTH(pp::field{"age", &person::age}.name == "age");
}
