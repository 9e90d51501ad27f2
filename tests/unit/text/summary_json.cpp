// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/summary_json.hpp"

#include <sstream>
#include <string>
#include <string_view>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/summarize.hpp"
#include "support/catch.hpp"
#include "support/golden_summaries.hpp"
#include "support/hostile_texts.hpp"
#include "support/json_slices.hpp"

namespace pp = patchpolicy;

namespace {

bool is_json(std::string_view text) {
  pp::reading_errors errors;
  pp::detail::json_reader in(text, errors);
  in.skip_value();
  in.finish();
  return errors.empty();
}

}  // namespace

TEST_CASE("JSON of a summary is JSON") {
  for (const tests::golden_summary& golden : tests::golden_summaries)
    for (const pp::language* words : {&pp::english, &pp::dutch})
      for (const pp::json_layout layout : {pp::json_layout::indented, pp::json_layout::compact})
        CHECK(is_json(pp::write_summary(tests::summary_of(golden), *words, layout)));
}

TEST_CASE("JSON of a summary is JSON whatever names hold, and says the names") {
  CHECK(!is_json("{\"a\":\"\xff\"}"));
  for (const std::string& text : tests::hostile_texts()) {
    const pp::summary s = pp::summarize(tests::with_texts(text), {nullptr, &tests::golden_catalog()});
    const std::string json = pp::write_summary(s, pp::english, pp::json_layout::compact);
    INFO(json.substr(0, 1000));
    CHECK(is_json(json));
    CHECK(json.find('\n') == std::string::npos);
    std::string quoted;
    pp::detail::append_json_string(quoted, pp::detail::valid_utf8(text));
    CHECK(tests::member(tests::members_of(json), "name") == quoted);
  }
}

TEST_CASE("JSON of a summary has its format, its language and all three platforms") {
  const auto members = tests::members_of(pp::write_summary(pp::summarize(pp::configuration{}), pp::dutch));
  REQUIRE(!members.empty());
  CHECK(members.front().first == "format");
  CHECK(tests::unquoted(members.front().second) == pp::summary_format);
  CHECK(tests::unquoted(tests::member(members, "language")) == "nl");
  CHECK(tests::elements_of(tests::member(members, "platforms")).size() == 3);
}

TEST_CASE("the languages differ in the texts of JSON alone") {
  for (const tests::golden_summary& golden : tests::golden_summaries) {
    const auto without_text = [](const std::string& json) {
      std::string kept;
      std::istringstream in(json);
      for (std::string line; std::getline(in, line);)
        if (line.find("\"text\": ") == std::string::npos && line.find("\"message\": ") == std::string::npos &&
            line.find("\"language\": ") == std::string::npos)
          kept += line + '\n';
      return kept;
    };
    const pp::summary s = tests::summary_of(golden);
    INFO(golden.name);
    CHECK(without_text(pp::write_summary(s, pp::english)) == without_text(pp::write_summary(s, pp::dutch)));
  }
}
