// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/finding_text.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/finding_json.hpp"
#include "patchpolicy/text/sentence.hpp"
#include "patchpolicy/time/civil_date.hpp"
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

TEST_CASE("products that the catalog lacks are named by their paths, in each language and in JSON") {
  const pp::finding f{pp::finding_code::unknown_product,
                      "windows.routine_maintenance.deploy.products",
                      {{"products", std::vector<std::string>{"Mozila", "Google › Chrom"}}}};
  CHECK(pp::to_text(f) ==
        "the catalog has no patch for these products of the product filter; check their spelling (products Mozila, "
        "Google › Chrom)");
  CHECK(pp::to_text(f, pp::english) ==
        "the catalog has no patch for these products of the product filter; check their spelling (“Mozila” and “Google "
        "› Chrom”)");
  CHECK(pp::to_text(f, pp::dutch) ==
        "de catalogus heeft geen patch voor deze geselecteerde of uitgezonderde producten; controleer de spelling "
        "(‘Mozila’ en ‘Google › Chrom’)");
  std::string line;
  pp::append_finding_line(line, f);
  CHECK(line.find(R"("arguments":{"products":["Mozila","Google › Chrom"]})") != std::string::npos);
}

TEST_CASE("a finding in JSON is UTF-8, whatever names hold") {
  const std::vector<std::string> names = {"a\xFFz"};
  for (const pp::finding_argument& argument :
       {pp::finding_argument{"products", names}, pp::finding_argument{"products", names.front()}}) {
    std::string line;
    pp::append_finding_line(line, {pp::finding_code::unknown_product, "p", {argument}});
    CHECK(line.find("a\xEF\xBF\xBDz") != std::string::npos);
    CHECK(line.find('\xFF') == std::string::npos);
  }
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

TEST_CASE("dates and tasks are written as in files, in words and in JSON") {
  const pp::finding f{pp::finding_code::clock_change_moves_runs,
                      "windows.routine_maintenance.schedule.at",
                      {{"runs", 10LL}, {"first", *pp::civil_date::of(2026, 3, 29)}}};
  CHECK(pp::to_text(f) ==
        "the clocks jump over the time of these runs within ten years, so they run later by the clock (runs 10; first "
        "2026-03-29)");
  std::string line;
  pp::append_finding_line(line, f);
  CHECK(line == R"({"code":"clock_change_moves_runs","level":"note","path":"windows.routine_maintenance.schedule.at",)"
                R"("arguments":{"runs":10,"first":"2026-03-29"},"message":")" +
                    pp::to_text(f) + "\"}\n");

  const pp::finding meeting{pp::finding_code::tasks_meet, "p", {{"task", pp::task_kind::zero_day_response}}};
  CHECK(pp::to_text(meeting.arguments[0]) == "\"zero_day_response\"");
  line.clear();
  pp::append_finding_line(line, meeting);
  CHECK(line.find(R"("arguments":{"task":"zero_day_response"})") != std::string::npos);
}

TEST_CASE("the sentences about schedules say what to do") {
  using enum pp::finding_code;
  const auto says = [](pp::finding_code code, const char* words) {
    INFO(pp::meaning_of(code));
    CHECK(pp::meaning_of(code).find(words) != std::string_view::npos);
  };
  says(staging_before_the_first, "stage fewer hours before it, or not at all if it runs before 01:00");
  says(day_missing_in_months, "choose the last day of the month");
  says(tasks_meet, "choose another time for one of them");
  says(clock_change_skips_runs, "choose another time, or let them run at the next time that exists");
  says(clock_change_repeats_time, "they run once");
  says(before_patch_tuesday_release, "at 10:00 in Los Angeles; they find those only at their next run");
}
