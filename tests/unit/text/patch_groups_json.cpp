// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/patch_groups_json.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/every_field.hpp"
#include "unit/text/marked_text.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using tests::check_rows;
using tests::errors_of;

namespace {

constexpr auto read_text = [](std::string_view text) { return pp::read_patch_groups(text); };

std::string file(std::string_view groups) {
  return tests::within(R"({"format":"patchpolicy/groups/1","groups":[)", groups, "]}");
}

void check_round_trip(const pp::patch_groups& groups) {
  for (const pp::json_layout layout : {pp::json_layout::compact, pp::json_layout::indented}) {
    const std::string text = pp::write_patch_groups(groups, layout);
    INFO(text);
    const auto again = pp::read_patch_groups(text);
    REQUIRE(errors_of(again) == std::vector<std::string>{});
    CHECK(*again == groups);
    CHECK(pp::write_patch_groups(*again, layout) == text);
  }
}

}  // namespace

TEST_CASE("every field of a groups file is read strictly") {
  const std::string text = tests::within(R"({"format": "patchpolicy/groups/1",)",
                                         tests::every_field<pp::detail::patch_groups_file<pp::patch_groups>>(), "}");
  CHECK(tests::check_every_field<pp::detail::patch_groups_file<pp::patch_groups>>(read_text, text) == 3);
}

TEST_CASE("a groups file says its groups, each with a name and patches") {
  const std::vector<tests::reading_row> rows = {
      {R"({"format":"patchpolicy/groups/1","groups":[]})"},
      {R"({"groups":[],"format":"patchpolicy/groups/1"})"},
      {"^^{}", {"groups: *missing*", "format: *missing*\"patchpolicy/groups/1\"*"}},
      {R"(^{"format":"patchpolicy/groups/1"})", {"groups: *missing*"}},
      {R"(^{"groups":[]})", {"format: *missing*"}},
      {file(R"(^{"name":"A"})"), {"groups[0].patches: *missing*"}},
      {file(R"(^{"patches":[]})"), {"groups[0].name: *missing*"}},
      {file(R"({"name":"A","patches":[]},^5)"), {"groups[1]: *an object*found 5"}},
      {file(R"({"name":"A","patches":["a",^5]})"), {"groups[0].patches[1]: *found 5"}},
      {file(R"({"name":^null,"patches":[^null]})"),
       {"groups[0].name: *found null", "groups[0].patches[0]: *found null"}},
      {file(R"({"name":"A","patches":[],^"comment":"x"})"), {"groups[0].comment: unknown key*"}},
      {file(R"({"name":"A","patches":[],^"patch":[]})"), {"groups[0].patch: unknown key*\"patches\"*"}},
      {R"({"format":"patchpolicy/groups/1","groups":^{}})", {"groups: *list*found an object"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a group's name stands once in a file, compared exactly") {
  const std::vector<tests::reading_row> rows = {
      {file(
          R"({"name":"A","patches":[]},{"name":"a","patches":[]},{"name":"A ","patches":[]},{"name":"","patches":[]})")},
      {file(R"({"name":"A","patches":[]},{"name":"B","patches":[]},^{"name":"A","patches":["x"]})"),
       {"groups[2].name: *\"A\"*given twice*"}},
      {file(R"({"name":"A","patches":[]},^{"name":"\u0041","patches":[]})"), {"groups[1].name: *\"A\"*given twice*"}},
      {file(
           R"({"name":"A","patches":[]},^{"name":"A","patches":[]},{"name":"B","patches":[]},^{"name":"B","patches":[]},^{"name":"A","patches":[]})"),
       {"groups[1].name: *\"A\"*given twice*", "groups[3].name: *\"B\"*given twice*",
        "groups[4].name: *\"A\"*given twice*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("groups whose names could not be read are not said to be the same") {
  const std::vector<tests::reading_row> rows = {
      {file(R"(^{"patches":[]},^{"patches":[]})"), {"groups[0].name: *missing*", "groups[1].name: *missing*"}},
      {file(R"({"name":^1,"patches":[]},{"name":^2,"patches":[]})"),
       {"groups[0].name: *found 1", "groups[1].name: *found 2"}},
      {file(R"(^1,^2)"), {"groups[0]: *", "groups[1]: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a group whose patches are wrong still counts for its name") {
  const std::vector<tests::reading_row> rows = {
      {file(R"({"name":"A","patches":[^1]},^{"name":"A","patches":[]})"),
       {"groups[0].patches[0]: *found 1", "groups[1].name: *\"A\"*given twice*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("repeats among the patches of a group are harmless") {
  const auto groups = pp::read_patch_groups(file(R"({"name":"A","patches":["x","x","y","x"]})"));
  CHECK(errors_of(groups) == std::vector<std::string>{});
  check_round_trip(*groups);
}

TEST_CASE("groups survive writing and reading") {
  check_round_trip({});
  check_round_trip({{"", {}}});
  check_round_trip({{"A", {"KB1", ""}}, {"a", {"KB1"}}, {"quote \" \n \xC3\xA9", {"\t", "\xF0\x9F\x98\x80"}}});
  for (const std::string& text : {std::string(tests::page_groups), tests::example_file("groups.json")}) {
    const auto groups = pp::read_patch_groups(text);
    REQUIRE(errors_of(groups) == std::vector<std::string>{});
    CHECK(!groups->empty());
    check_round_trip(*groups);
  }
}

TEST_CASE("groups are written in two layouts") {
  const pp::patch_groups groups = {{"A", {"x", "y"}}, {"B", {}}};
  CHECK(pp::write_patch_groups(groups, pp::json_layout::compact) ==
        R"({"format":"patchpolicy/groups/1","groups":[{"name":"A","patches":["x","y"]},{"name":"B","patches":[]}]})");
  CHECK(pp::write_patch_groups(groups) == R"({
  "format": "patchpolicy/groups/1",
  "groups": [{
    "name": "A",
    "patches": ["x", "y"]
  }, {
    "name": "B",
    "patches": []
  }]
}
)");
  CHECK(pp::write_patch_groups({}, pp::json_layout::compact) == R"({"format":"patchpolicy/groups/1","groups":[]})");
}

TEST_CASE("the example groups of the interchange page read as what they say") {
  const auto groups = pp::read_patch_groups(tests::page_groups);
  REQUIRE(groups.has_value());
  CHECK(*groups == pp::patch_groups{{"Approved", {"KB5034122", "KB5034441"}}});
}

TEST_CASE("many groups are read in time that grows with their number") {
  std::string list;
  for (int i = 0; i < 50000; ++i)
    list += (i == 0 ? "" : ",") + std::string(R"({"name":"group )") + std::to_string(i) + R"(","patches":[]})";
  const auto groups = pp::read_patch_groups(file(list));
  REQUIRE(groups.has_value());
  CHECK(groups->size() == 50000);
  const auto twice = pp::read_patch_groups(file(list + R"(,{"name":"group 25000","patches":[]})"));
  CHECK(errors_of(twice).size() == 1);
}
