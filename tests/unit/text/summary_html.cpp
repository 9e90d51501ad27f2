// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/summary_html.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/summarize.hpp"
#include "support/catch.hpp"
#include "support/golden_summaries.hpp"
#include "support/hostile_texts.hpp"

namespace pp = patchpolicy;

namespace {

// What is wrong with a fragment of HTML; empty if its tags and quotes are balanced, all its elements and attributes are
// those that a summary has, and `&` only begins the references that it uses.
std::string problem_in(std::string_view html) {
  const std::set<std::string_view> elements = {"section", "h2", "h3", "h4", "p", "ul", "li", "bdi", "time", "strong"};
  const std::set<std::string_view> attributes = {"class",     "lang",      "data-platform",
                                                 "data-task", "data-path", "datetime"};
  const std::set<std::string_view> references = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
  std::vector<std::string_view> open;
  const auto reference_ends = [&](std::size_t at) {
    const std::size_t end = html.find(';', at);
    return end != std::string_view::npos && references.contains(html.substr(at, end - at + 1));
  };
  for (std::size_t i = 0; i < html.size(); ++i) {
    const char c = html[i];
    if (c == '&' && !reference_ends(i)) return "a raw & at " + std::to_string(i);
    if (c == '>') return "a raw > at " + std::to_string(i);
    if (c != '<') continue;
    const bool closes = html.substr(i + 1, 1) == "/";
    std::size_t at = i + (closes ? 2 : 1);
    std::size_t end = html.find_first_of(" >", at);
    if (end == std::string_view::npos) return "a tag without end";
    const std::string_view name = html.substr(at, end - at);
    if (!elements.contains(name)) return "the element " + std::string(name);
    while (html[end] == ' ') {
      at = end + 1;
      end = html.find("=\"", at);
      if (end == std::string_view::npos || closes) return "an attribute without value";
      if (!attributes.contains(html.substr(at, end - at))) return "the attribute " + std::string(html.substr(at, 20));
      at = end + 2;
      end = html.find('"', at);
      if (end == std::string_view::npos) return "an attribute without end";
      const std::string_view value = html.substr(at, end - at);
      if (value.find_first_of("<>'") != std::string_view::npos) return "an attribute with " + std::string(value);
      for (std::size_t k = at; k < end; ++k)
        if (html[k] == '&' && !reference_ends(k)) return "a raw & in an attribute";
      if (++end >= html.size() || (html[end] != ' ' && html[end] != '>')) return "no end after an attribute";
    }
    if (!closes) {
      // A list holds items alone, an item is in a list.
      const std::string_view parent = open.empty() ? "" : open.back();
      if ((name == "li") != (parent == "ul")) return "<" + std::string(name) + "> in <" + std::string(parent) + ">";
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + std::string(name) + "> at " + std::to_string(i);
    } else {
      open.pop_back();
    }
    i = end;
  }
  return open.empty() ? "" : "<" + std::string(open.back()) + "> without end";
}

// Whether terminals or browsers would obey something in `text`, or read it as no UTF-8.
bool has_hidden(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = pp::detail::utf8_length(text, i);
    if (length == 0) return true;
    const auto code = pp::detail::code_point_at(text, i, length);
    if (code != '\n' && (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
                         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF))
      return true;
    i += length;
  }
  return false;
}

}  // namespace

TEST_CASE("the check of HTML finds what is wrong") {
  CHECK(problem_in("<p>a &amp; b</p>") == "");
  CHECK(problem_in("<p>a & b</p>") != "");
  CHECK(problem_in("<p>a < b</p>") != "");
  CHECK(problem_in("<p>a > b</p>") != "");
  CHECK(problem_in("<p>") != "");
  CHECK(problem_in("</p>") != "");
  CHECK(problem_in("<p><bdi></p></bdi>") != "");
  CHECK(problem_in("<b></b>") != "");
  CHECK(problem_in("<p onclick=\"a\"></p>") != "");
  CHECK(problem_in("<p class=\"a\"b\"></p>") != "");
  CHECK(problem_in("<ul><p></p></ul>") != "");
  CHECK(problem_in("<li></li>") != "");
}

TEST_CASE("HTML of a summary is balanced") {
  for (const tests::golden_summary& golden : tests::golden_summaries)
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      INFO(golden.name);
      CHECK(problem_in(pp::to_html(tests::summary_of(golden), *words)) == "");
    }
}

TEST_CASE("HTML of a summary stays balanced whatever names hold") {
  for (const std::string& text : tests::hostile_texts()) {
    pp::patch_groups groups = {{text, {text, "a patch"}}};
    const pp::summary s = pp::summarize(tests::with_texts(text), {&groups, &tests::golden_catalog()});
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      const std::string html = pp::to_html(s, *words);
      INFO(html.substr(0, 2000));
      CHECK(problem_in(html) == "");
      CHECK(!has_hidden(html));
    }
  }
}

TEST_CASE("a language's own texts are escaped in HTML") {
  pp::language own = pp::english;
  own.lines[pp::summary_key::scan_only] = "<i>\"scan\" & more</i>";
  own.words[pp::summary_word::off] = "<off>";
  own.platforms[pp::platform::mac] = "Mac & Co";
  own.code = "en\"";
  CHECK(problem_in(pp::to_html(pp::summarize(pp::configuration{}), own)) == "");
}
