// SPDX-License-Identifier: BSL-1.0
// Summaries are what tests/golden/summary has. After a change that is meant, write these files anew and read them:
//   PATCHPOLICY_WRITE_GOLDEN=1 ctest --preset default -R unit.*golden
#include "patchpolicy/text/summary.hpp"

#include <array>
#include <clocale>
#include <cstdlib>
#include <fstream>
#include <locale>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/text.hpp"
#include "support/catch.hpp"
#include "support/field_values.hpp"
#include "support/golden_summaries.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

// Each rendering with the end of its file's name.
std::vector<std::pair<std::string, std::string>> renderings(const pp::summary& s) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const pp::language* words : {&pp::english, &pp::dutch}) {
    const std::string code(words->code);
    all.emplace_back(code + ".txt", pp::to_text(s, *words));
    all.emplace_back(code + ".md", pp::to_markdown(s, *words));
    all.emplace_back(code + ".html", pp::to_html(s, *words));
    all.emplace_back(code + ".json", pp::write_summary(s, *words));
  }
  return all;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i)
    if (a[i] == '\n') ++line;
  return line;
}

std::set<std::string> locale_names() { return {"C", "C.UTF-8", "de_DE.UTF-8", "nl_NL.UTF-8", "tr_TR.UTF-8"}; }

}  // namespace

TEST_CASE("golden summaries are as they were") {
  const bool writes = std::getenv("PATCHPOLICY_WRITE_GOLDEN") != nullptr;
  for (const tests::golden_summary& golden : tests::golden_summaries) {
    for (const auto& [end, text] : renderings(tests::summary_of(golden))) {
      const std::string name = std::string(golden.name) + '.' + end;
      if (writes) std::ofstream(tests::golden_folder() + name, std::ios::binary) << text;
      const std::string expected = tests::golden_file(name);
      INFO(name << " differs from line " << first_difference(expected, text) << " on; it would be\n" << text);
      CHECK(expected == text);
    }
  }
}

TEST_CASE("golden summaries have every line, every finding and every field") {
  std::set<pp::summary_key> keys;
  std::set<pp::finding_code> codes;
  std::string texts;
  for (const tests::golden_summary& golden : tests::golden_summaries) {
    tests::for_each_sentence(
        tests::summary_of(golden), [&](const pp::summary_line& line) { keys.insert(line.key); },
        [&](const pp::finding& f) { codes.insert(f.code); });
    texts += tests::golden_file(std::string(golden.name) + ".json");
  }
  for (std::size_t i = 0; i < pp::enum_size<pp::summary_key>; ++i) {
    INFO(pp::name_of(static_cast<pp::summary_key>(i)));
    CHECK(keys.contains(static_cast<pp::summary_key>(i)));
  }
  for (std::size_t i = 0; i < pp::enum_size<pp::finding_code>; ++i) {
    INFO(pp::name_of(static_cast<pp::finding_code>(i)));
    CHECK(codes.contains(static_cast<pp::finding_code>(i)));
  }
  for (const auto& field : tests::configuration_fields()) {
    INFO(field.path);
    CHECK(texts.find('"' + field.path.substr(field.path.rfind('.') + 1) + "\":") != std::string::npos);
  }
}

TEST_CASE("equal configurations have equal summaries, twice in a row and in any locale") {
  std::vector<std::vector<std::pair<std::string, std::string>>> first;
  for (const tests::golden_summary& golden : tests::golden_summaries)
    first.push_back(renderings(tests::summary_of(golden)));
  const std::string c_before = std::setlocale(LC_ALL, nullptr);
  const std::locale before;
  for (const std::string& name : locale_names()) {
    INFO("locale " << name);
    if (std::setlocale(LC_ALL, name.c_str()) == nullptr) continue;  // this system does not have it
    std::locale::global(std::locale(name));
    std::size_t at = 0;
    for (const tests::golden_summary& golden : tests::golden_summaries) {
      const pp::summary a = tests::summary_of(golden);
      const pp::summary b = tests::summary_of(golden);
      CHECK(a == b);
      CHECK(renderings(b) == first[at++]);
    }
  }
#ifdef __cpp_rtti
  // A locale that groups digits and has another point, on any system. Without RTTI the standard library, which is built
  // with it, cannot install a facet of ours.
  struct odd : std::numpunct<char> {
    char do_decimal_point() const override { return ';'; }
    char do_thousands_sep() const override { return '_'; }
    std::string do_grouping() const override { return "\1"; }
  };
  std::locale::global(std::locale(std::locale::classic(), new odd));
  std::size_t at = 0;
  for (const tests::golden_summary& golden : tests::golden_summaries)
    CHECK(renderings(tests::summary_of(golden)) == first[at++]);
#endif
  std::locale::global(before);
  std::setlocale(LC_ALL, c_before.c_str());
}

TEST_CASE("with no task on there are three tabs that only scan") {
  const pp::summary s = pp::summarize(pp::configuration{});
  std::size_t at = 0;
  for (const pp::platform os : {pp::platform::windows, pp::platform::mac, pp::platform::gnu_linux}) {
    const pp::platform_summary& tab = s.tabs[at++];
    CHECK(tab.os == os);
    REQUIRE(!tab.lines.empty());
    CHECK(tab.lines.front() == pp::summary_line{pp::summary_key::scan_only, std::string(pp::name_of(os)), 0, {}});
    REQUIRE(tab.tasks.size() == (os == pp::platform::windows ? 3u : 1u));
    for (const pp::task_summary& task : tab.tasks) {
      CHECK(!task.enabled);
      REQUIRE(task.lines.size() == 1);
      CHECK(task.lines.front().key == pp::summary_key::task_off);
      CHECK(task.findings.empty());
    }
  }
  CHECK(s.findings.empty());
  CHECK(pp::to_text(s, pp::english).find("Scan only") != std::string::npos);
}

TEST_CASE("next runs are those of next_run") {
  for (const tests::golden_summary& golden : tests::golden_summaries) {
    if (golden.zone.empty()) continue;
    INFO(golden.name);
    const auto zone = *pp::posix_zone::parse(golden.zone);
    const pp::configuration config = tests::configuration_of(golden);
    const pp::summary s = tests::summary_of(golden);
    const auto check = [&](const auto& task, const pp::task_summary& said) {
      CHECK(said.enabled == task.enabled);
      std::vector<pp::moment> expected;
      pp::sys_seconds after = golden.after;
      while (task.enabled && task.schedule && expected.size() < 3) {
        const auto run = pp::next_run(*task.schedule, after, zone);
        if (!run) break;
        expected.push_back({run->at, run->offset});
        after = run->at;
      }
      std::vector<pp::moment> shown;
      std::vector<std::optional<pp::moment>> staged;
      for (const pp::summary_line& line : said.lines) {
        using enum pp::summary_key;
        if (line.key == next_run || line.key == next_run_moved || line.key == next_run_repeated) {
          CHECK(line.level == 0);
          shown.push_back(std::get<pp::moment>(line.arguments.at(0).value));
          staged.emplace_back();
        }
        if (line.key == next_staging || line.key == next_staging_cut) {
          CHECK(line.level == 1);
          staged.back() = std::get<pp::moment>(line.arguments.at(0).value);
        }
      }
      CHECK(shown == expected);
      after = golden.after;
      for (const auto& stage : staged) {
        const auto run = pp::next_run(*task.schedule, after, zone);
        REQUIRE(run.has_value());
        CHECK(stage.has_value() == run->stage.has_value());
        if (stage && run->stage) CHECK(*stage == pp::moment{run->stage->at, run->stage->offset});
        after = run->at;
      }
    };
    check(config.windows.routine_maintenance, s.tabs[0].tasks[0]);
    check(config.windows.priority_updates, s.tabs[0].tasks[1]);
    check(config.windows.zero_day_response, s.tabs[0].tasks[2]);
    check(config.mac.routine_maintenance, s.tabs[1].tasks[0]);
    check(config.gnu_linux.routine_maintenance, s.tabs[2].tasks[0]);
  }
}

TEST_CASE("findings stand at their task, and none is lost") {
  for (const tests::golden_summary& golden : tests::golden_summaries) {
    INFO(golden.name);
    const pp::configuration config = tests::configuration_of(golden);
    pp::validation_context context;
    if (golden.with_catalog) context = {&tests::golden_groups(), &tests::golden_catalog()};
    const auto all = golden.zone.empty()
                         ? pp::validate(config, context)
                         : pp::validate(config, context, golden.after, *pp::posix_zone::parse(golden.zone));
    const pp::summary s = tests::summary_of(golden);
    std::vector<pp::finding> placed;
    for (const pp::platform_summary& tab : s.tabs)
      for (const pp::task_summary& task : tab.tasks) {
        const std::string prefix = std::string(pp::name_of(tab.os)) + '.' + std::string(pp::name_of(task.task)) + '.';
        for (const pp::finding& f : task.findings) {
          CHECK(f.path.starts_with(prefix));
          placed.push_back(f);
        }
      }
    for (const pp::finding& f : s.findings) {
      for (const std::string_view os : {"windows.", "mac.", "linux."}) CHECK(!f.path.starts_with(os));
      placed.push_back(f);
    }
    CHECK(placed == all);
  }
}
