// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/enum_names.hpp"

#include <optional>
#include <string_view>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

enum class color { red, dark_green, blue };
enum class nameless { one, two };

}  // namespace

template <>
struct pp::enum_names<color> {
  static constexpr std::string_view names[] = {"red", "dark_green", "blue"};
};

TEST_CASE("an enumerator has its name") {
  PATCHPOLICY_CHECK_BOTH(pp::name_of(color::red) == "red");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(color::dark_green) == "dark_green");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(color::blue) == "blue");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<color> == 3);
}

TEST_CASE("a name leads to its enumerator") {
  PATCHPOLICY_CHECK_BOTH(pp::from_name<color>("red") == color::red);
  PATCHPOLICY_CHECK_BOTH(pp::from_name<color>("dark_green") == color::dark_green);
  PATCHPOLICY_CHECK_BOTH(pp::from_name<color>("blue") == color::blue);
}

TEST_CASE("a name that is not exact leads nowhere") {
  for (const auto* name : {"", "Red", "RED", "re", "redd", " red", "red ", "dark green", "dark-green", "yellow"}) {
    CAPTURE(name);
    CHECK(pp::from_name<color>(name) == std::nullopt);
  }
  PATCHPOLICY_CHECK_BOTH(pp::from_name<color>("Red") == std::nullopt);
}

TEST_CASE("only an enumeration with a table has names") {
  PATCHPOLICY_CHECK_BOTH(pp::named_enum<color>);
  PATCHPOLICY_CHECK_BOTH(!pp::named_enum<nameless>);
  PATCHPOLICY_CHECK_BOTH(!pp::named_enum<int>);
}
