// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/finding_text.hpp"

#include <set>
#include <string>
#include <vector>

#include "patchpolicy/text/finding_json.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("every code has a meaning of its own, in one line, lower case and without a period") {
  std::set<std::string> meanings;
  for (std::size_t i = 0; i < pp::enum_size<pp::finding_code>; ++i) {
    const std::string meaning(pp::meaning_of(static_cast<pp::finding_code>(i)));
    INFO(meaning);
    CHECK(meanings.insert(meaning).second);
    CHECK(meaning.size() > 20);
    CHECK((meaning.front() >= 'a' && meaning.front() <= 'z'));
    CHECK(meaning.back() != '.');
    CHECK(meaning.find('\n') == std::string::npos);
  }
}

TEST_CASE("the sentence of a finding ends with its values") {
  const pp::finding f{pp::finding_code::unknown_patch,
                      "groups[0].patches",
                      {{"group", std::string("A \"b\"\n")}, {"patches", std::vector<std::string>{"x", "y"}}}};
  CHECK(pp::to_text(f) ==
        "the patch group names patches that the catalog does not have (group \"A \"b\"\\u000a\"; patches x, y)");
}

TEST_CASE("long lists are cut in words, and whole in JSON") {
  std::vector<std::string> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(std::to_string(i));
  const pp::finding f{pp::finding_code::supersession_cycle, "catalog", {{"patches", ids}}};
  CHECK(pp::to_text(f.arguments[0]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
  std::string line;
  pp::append_finding_line(line, f);
  CHECK(line.find(R"({"code":"supersession_cycle","level":"note","path":"catalog","arguments":{"patches":["0","1",)") ==
        0);
  CHECK(line.find(R"("11"]},"message":")") != std::string::npos);
  CHECK(line.back() == '\n');
}

TEST_CASE("numbers stay numbers in JSON") {
  std::string line;
  pp::append_finding_line(line, {pp::finding_code::extension_below_countdown, "p", {{"extension", 5LL}}});
  CHECK(line.find(R"("arguments":{"extension":5})") != std::string::npos);
}
