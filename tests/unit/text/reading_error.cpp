// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/reading_error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "patchpolicy/text/configuration_json.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;

TEST_CASE("an error is printed with its file, place, field and message") {
  CHECK(pp::to_text(pp::reading_error{12, 17, "windows.x.at", "expected this, found that"}, "w.json") ==
        "w.json:12:17: windows.x.at: expected this, found that");
  CHECK(pp::to_text(pp::reading_error{1, 1, "", "the text is wrong"}, "-") == "-:1:1: the text is wrong");
}

TEST_CASE("errors are printed a line each, in the order of their places") {
  pp::reading_errors errors;
  CHECK(errors.empty());
  CHECK(pp::to_text(errors, "f") == "");
  errors.add({2, 1, "b", "second"});
  errors.add({1, 9, "a", "first"});
  CHECK(!errors.empty());
  CHECK(errors.count() == 2);
  CHECK(pp::to_text(errors, "f") == "f:1:9: a: first\nf:2:1: b: second\n");
}

TEST_CASE("errors stand by line, then column, and those of one place as they came") {
  pp::reading_errors errors;
  errors.add({2, 1, "", "e"});
  errors.add({1, 10, "", "c"});
  errors.add({1, 10, "", "d"});
  errors.add({1, 9, "", "b"});
  errors.add({1, 1, "", "a"});
  errors.add({10, 1, "", "f"});
  std::string order;
  for (const pp::reading_error& error : errors.listed()) order += error.message;
  CHECK(order == "abcdef");
}

TEST_CASE("the first hundred errors are listed, the others are counted") {
  pp::reading_errors errors;
  for (std::size_t i = 1; i <= 100; ++i) {
    CHECK(!errors.is_full());
    errors.add({i * 10, 1, "", "m"});
  }
  CHECK(errors.is_full());
  CHECK(pp::to_text(errors, "f").find("errors in all") == std::string::npos);
  errors.add({1001, 1, "", "m"});
  errors.add_unlisted();
  CHECK(errors.count() == 102);
  CHECK(errors.listed().size() == 100);
  CHECK(errors.listed().back().line == 1000);
  // one that comes before others takes the place of the last
  errors.add({1000, 1, "", "no place for this one"});
  errors.add({5, 7, "", "first"});
  errors.add({995, 1, "", "last"});
  CHECK(errors.count() == 105);
  REQUIRE(errors.listed().size() == 100);
  CHECK(errors.listed().front().message == "first");
  CHECK(errors.listed()[1].line == 10);
  CHECK(errors.listed()[98].line == 980);
  CHECK(errors.listed()[99].line == 990);
  const std::string text = pp::to_text(errors, "f");
  CHECK(std::count(text.begin(), text.end(), '\n') == 101);
  CHECK(text.substr(text.rfind('\n', text.size() - 2) + 1) == "f: 105 errors in all, the first 100 are shown\n");
}

TEST_CASE("errors that a text repeats are errors of the same value") {
  pp::reading_errors a;
  pp::reading_errors b;
  CHECK(a == b);
  a.add({1, 1, "x", "m"});
  CHECK(a != b);
  b.add({1, 1, "x", "m"});
  CHECK(a == b);
  b.add_unlisted();
  CHECK(a != b);
}

TEST_CASE("a configuration with more than a hundred errors lists a hundred in order") {
  std::string text = "{\"format\":\"patchpolicy/configuration/1\",\"name\":\"n\"";
  for (int i = 0; i < 150; ++i) text += ",\n\"unknown" + std::to_string(i) + "\":0";
  text += '}';
  const auto read = pp::read_configuration(text);
  REQUIRE(!read.has_value());
  CHECK(read.error().count() == 150);
  REQUIRE(read.error().listed().size() == 100);
  for (std::size_t i = 0; i < 100; ++i) {
    const pp::reading_error& error = read.error().listed()[i];
    CHECK(error.line == i + 2);
    CHECK(error.column == 1);
    CHECK(error.field == "unknown" + std::to_string(i));
  }
}

TEST_CASE("the hundred errors that are listed are the first of the text") {
  // the missing name stands at 1:1, and is found when all else has been read
  std::string text = "{\"format\":\"patchpolicy/configuration/1\"";
  for (int i = 0; i < 150; ++i) text += ",\n\"unknown" + std::to_string(i) + "\":0";
  text += '}';
  const auto read = pp::read_configuration(text);
  REQUIRE(!read.has_value());
  CHECK(read.error().count() == 151);
  CHECK(read.error().listed().front().field == "name");
}
