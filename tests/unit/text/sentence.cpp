// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/sentence.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using line_key = patchpolicy::summary_key;

namespace {

std::string said(line_key k, std::vector<pp::summary_argument> arguments, const pp::language& words = pp::english) {
  return pp::to_text(pp::summary_line{k, "", 0, std::move(arguments)}, words);
}

std::string said_with(std::string_view pattern, std::vector<pp::summary_argument> arguments) {
  pp::language own = pp::english;
  own.lines[line_key::daily] = pattern;
  return said(line_key::daily, std::move(arguments), own);
}

}  // namespace

TEST_CASE("a number chooses among forms, and a list by its length") {
  CHECK(said(line_key::delay, {{"days", 1LL}}) == "Delayed by 1 day, into the next month if need be");
  CHECK(said(line_key::delay, {{"days", 2LL}}) == "Delayed by 2 days, into the next month if need be");
  CHECK(said(line_key::delay, {{"days", 1LL}}, pp::dutch) == "Vertraging van 1 dag, zo nodig tot in de volgende maand");
  CHECK(said(line_key::groups_included, {{"groups", pp::given_names{{"A"}}}}) == "By patch group: “A” included");
  CHECK(said(line_key::groups_included, {{"groups", pp::given_names{{"A", "B", "C"}}}}) ==
        "By patch groups: “A”, “B” and “C” included");
  CHECK(said_with("{n:one}", {{"n", 7LL}}) == "one");
  CHECK(said_with("{n:one|}", {{"n", 7LL}}) == "");
}

TEST_CASE("scores have the decimals that they need, and the point of the language") {
  const auto score = [](long long count, int decimals, const pp::language& words = pp::english) {
    return said(line_key::risk_vrr, {{"score", pp::decimal_value{count, decimals}}}, words);
  };
  CHECK(score(1000, 2) == "By risk score: VRR 10 or more");
  CHECK(score(705, 2) == "By risk score: VRR 7.05 or more");
  CHECK(score(750, 2) == "By risk score: VRR 7.5 or more");
  CHECK(score(1, 2) == "By risk score: VRR 0.01 or more");
  CHECK(score(0, 2) == "By risk score: VRR 0 or more");
  CHECK(score(98, 1, pp::dutch) == "Op risicoscore: VRR 9,8 of hoger");
}

TEST_CASE("dates and instants are in the order of the language") {
  const pp::civil_date date = *pp::civil_date::of(2026, 3, 1);
  const pp::moment when{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::minutes(59),
                        std::chrono::hours(1)};
  CHECK(said_with("{d}", {{"d", date}}) == "Sunday, March 1, 2026");
  CHECK(said(line_key::next_run, {{"when", when}}) == "Next run: Sunday, March 1, 2026 at 01:59");
  CHECK(said(line_key::next_run, {{"when", when}}, pp::dutch) == "Volgende uitvoering: zondag 1 maart 2026 om 01:59");
}

TEST_CASE("seconds are shown where the clock does not stand at a minute") {
  const pp::moment when{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1), std::chrono::seconds(61)};
  CHECK(said(line_key::next_run, {{"when", when}}) == "Next run: Sunday, March 1, 2026 at 00:01:01");
}

TEST_CASE("what is given is never read as a pattern") {
  CHECK(said(line_key::groups_included, {{"groups", pp::given_names{{"{groups}", "{"}}}}) ==
        "By patch groups: “{groups}” and “{” included");
}

TEST_CASE("a pattern that is wrong stays to be seen, and does no harm") {
  CHECK(said_with("{nothing}", {}) == "{nothing}");
  CHECK(said_with("a {n", {{"n", 1LL}}) == "a 1");
  CHECK(said_with("a } b", {}) == "a } b");
  CHECK(said_with("{", {}) == "{}");
}

TEST_CASE("a set without elements, and lists of one") {
  CHECK(said_with("{s}", {{"s", pp::flag_set<pp::weekday>{}}}) == "");
  CHECK(said_with("{s}", {{"s", pp::flag_set<pp::weekday>{pp::weekday::sunday}}}) == "Sunday");
  CHECK(said_with("{p}", {{"p", pp::product_names{{{"A", "B", "C"}}}}}) == "“A › B › C”");
}

TEST_CASE("a finding about many names ten of them") {
  const auto patches = [](int count) {
    std::vector<std::string> ids;
    for (int i = 1; i <= count; ++i) ids.push_back("KB" + std::to_string(i));
    return pp::to_text(pp::finding{pp::finding_code::security_preview, "catalog", {{"patches", ids}}}, pp::english);
  };
  CHECK(patches(10).ends_with("“KB9” and “KB10”)"));
  CHECK(patches(11).ends_with("“KB9”, “KB10” and 1 more)"));
  CHECK(patches(11).find("KB11") == std::string::npos);
}

TEST_CASE("one preview supersedes, several supersede, and a preview that supersedes twice is named once") {
  const auto said = [](std::vector<std::string> previews, std::vector<std::string> patches, const pp::language& words) {
    const std::string text =
        pp::to_text(pp::finding{pp::finding_code::preview_hides_critical,
                                "scan_preview_patches",
                                {{"patches", std::move(patches)}, {"previews", std::move(previews)}}},
                    words);
    return text.substr(text.find('('));
  };
  CHECK(said({"P1"}, {"C1"}, pp::english) == "(“P1” supersedes “C1”)");
  CHECK(said({"P1"}, {"C1"}, pp::dutch) == "(‘P1’ vervangt ‘C1’)");
  CHECK(said({"P1", "P2"}, {"C1", "C2"}, pp::english) == "(“P1” and “P2” supersede “C1” and “C2”)");
  CHECK(said({"P1", "P2"}, {"C1", "C2"}, pp::dutch) == "(‘P1’ en ‘P2’ vervangen ‘C1’ en ‘C2’)");
  CHECK(said({"P2", "P1", "P2", "P2"}, {"C1", "C2", "C3", "C4"}, pp::english) ==
        "(“P2” and “P1” supersede “C1”, “C2”, “C3” and “C4”)");
  CHECK(said({"P1", "P1"}, {"C1", "C2"}, pp::english) == "(“P1” supersedes “C1” and “C2”)");
}

TEST_CASE("each finding is a sentence without values, too") {
  for (std::size_t i = 0; i < pp::enum_size<pp::finding_code>; ++i) {
    const auto code = static_cast<pp::finding_code>(i);
    for (const pp::language* words : {&pp::english, &pp::dutch}) {
      const std::string text = pp::to_text(pp::finding{code, "", {}}, *words);
      INFO(text);
      CHECK(text.size() > 20);
      CHECK(text.find("  ") == std::string::npos);
      CHECK(text.find('_') == std::string::npos);
      CHECK(text.back() != '.');
      CHECK((text[0] >= 'a' && text[0] <= 'z'));
      if (words->finding_values[code].empty()) CHECK(text == words->findings[code]);
    }
    CHECK(pp::english.findings[code] == pp::meaning_of(code));
  }
}
