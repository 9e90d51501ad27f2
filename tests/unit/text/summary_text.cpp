// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/summary_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/summarize.hpp"
#include "support/catch.hpp"
#include "support/golden_summaries.hpp"
#include "support/hostile_texts.hpp"
#include "support/markup_checks.hpp"

namespace pp = patchpolicy;

namespace {

pp::summary summary_with(const std::string& text) { return pp::summarize(tests::with_texts(text)); }

}  // namespace

TEST_CASE("text of a summary has no control characters and as many lines, whatever names hold") {
  const std::size_t expected = tests::lines_in(pp::to_text(summary_with("plain"), pp::english)).size();
  for (const std::string& text : tests::hostile_texts()) {
    const pp::summary s = summary_with(text);
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      const std::string shown = pp::to_text(s, *words);
      CHECK(std::none_of(shown.begin(), shown.end(),
                         [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }));
      for (std::size_t i = 0, length = 0; i < shown.size(); i += length) {
        length = pp::detail::utf8_length(shown, i);
        REQUIRE(length > 0);
      }
      for (const std::string_view hidden : {"\x7f", "\xc2\x85", "\u202e", "\u2066", "\u200f", "\ufeff", "\u2028"})
        CHECK(shown.find(hidden) == std::string::npos);
      CHECK(tests::lines_in(shown).size() == expected - (text.empty() ? 1 : 0));
    }
  }
}

TEST_CASE("names cannot make headings, lists or code of a summary in Markdown") {
  const auto expected = tests::skeleton_of(pp::to_markdown(summary_with("plain"), pp::english));
  for (const std::string& text : tests::hostile_texts()) {
    if (text.empty() || text.front() == ' ') continue;  // the latter is the next test
    INFO(text.substr(0, 100));
    const std::string markdown = pp::to_markdown(summary_with(text), pp::english);
    CHECK(tests::skeleton_of(markdown) == expected);
    CHECK(tests::raw_markdown_in(markdown) == "");
  }
}

TEST_CASE("a comment that begins with blanks is no code in Markdown") {
  pp::configuration c;
  c.name = "    name";
  c.comment = "    comment";
  const auto lines = tests::lines_in(pp::to_markdown(pp::summarize(c), pp::english));
  REQUIRE(lines.size() > 2);
  CHECK(lines[2].find_first_not_of(' ') < 4);
}
