// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/summary_html.hpp"

#include <string>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/summarize.hpp"
#include "support/catch.hpp"
#include "support/golden_summaries.hpp"
#include "support/hostile_texts.hpp"
#include "support/markup_checks.hpp"

namespace pp = patchpolicy;

TEST_CASE("the check of HTML finds what is wrong") {
  CHECK(tests::problem_in_html("<p>a &amp; b</p>") == "");
  CHECK(tests::problem_in_html("<p>a & b</p>") != "");
  CHECK(tests::problem_in_html("<p>a < b</p>") != "");
  CHECK(tests::problem_in_html("<p>a > b</p>") != "");
  CHECK(tests::problem_in_html("<p>") != "");
  CHECK(tests::problem_in_html("</p>") != "");
  CHECK(tests::problem_in_html("<p><bdi></p></bdi>") != "");
  CHECK(tests::problem_in_html("<b></b>") != "");
  CHECK(tests::problem_in_html("<p onclick=\"a\"></p>") != "");
  CHECK(tests::problem_in_html("<p class=\"a\"b\"></p>") != "");
  CHECK(tests::problem_in_html("<ul><p></p></ul>") != "");
  CHECK(tests::problem_in_html("<li></li>") != "");
}

TEST_CASE("HTML of a summary is balanced") {
  for (const tests::golden_summary& golden : tests::golden_summaries)
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      INFO(golden.name);
      CHECK(tests::problem_in_html(pp::to_html(tests::summary_of(golden), *words)) == "");
    }
}

TEST_CASE("HTML of a summary stays balanced whatever names hold") {
  for (const std::string& text : tests::hostile_texts()) {
    pp::patch_groups groups = {{text, {text, "a patch"}}};
    const pp::summary s = pp::summarize(tests::with_texts(text), {&groups, &tests::golden_catalog()});
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      const std::string html = pp::to_html(s, *words);
      INFO(html.substr(0, 2000));
      CHECK(tests::problem_in_html(html) == "");
      CHECK(!tests::has_hidden(html));
    }
  }
}

TEST_CASE("a language's own texts are escaped in HTML") {
  pp::language own = pp::english;
  own.lines[pp::summary_key::scan_only] = "<i>\"scan\" & more</i>";
  own.words[pp::summary_word::off] = "<off>";
  own.platforms[pp::platform::mac] = "Mac & Co";
  own.code = "en\"";
  CHECK(tests::problem_in_html(pp::to_html(pp::summarize(pp::configuration{}), own)) == "");
}
