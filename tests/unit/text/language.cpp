// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/language.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text.hpp"
#include "support/catch.hpp"
#include "support/field_values.hpp"
#include "support/golden_summaries.hpp"
#include "support/hostile_texts.hpp"

namespace pp = patchpolicy;

namespace {

constexpr const pp::language* both[] = {&pp::english, &pp::dutch};

// The names between braces.
std::set<std::string> names_in(std::string_view pattern) {
  std::set<std::string> names;
  for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos;) {
    const std::size_t end = pattern.find_first_of(":}", at);
    names.emplace(pattern.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

// How many forms each `{name:form|form}` offers.
std::set<std::size_t> forms_in(std::string_view pattern) {
  std::set<std::size_t> counts;
  for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at) {
    const std::string_view inside = pattern.substr(at, pattern.find('}', at) - at);
    if (inside.find(':') == std::string_view::npos) continue;
    std::size_t bars = 0;
    for (const char c : inside) bars += c == '|' ? 1 : 0;
    counts.insert(bars + 1);
  }
  return counts;
}

// Summaries of the golden configurations and of random ones.
std::vector<pp::summary> many_summaries() {
  std::vector<pp::summary> all;
  for (const tests::golden_summary& golden : tests::golden_summaries) all.push_back(tests::summary_of(golden));
  const auto zone = *pp::posix_zone::parse(tests::amsterdam);
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::validation_context context{&tests::golden_groups(), &tests::golden_catalog()};
    all.push_back(pp::summarize(tests::random_configuration(numbers), context, tests::day_of_golden(2026, 3, 1), zone));
  }
  return all;
}

constexpr pp::language shouting() {
  pp::language own = pp::english;
  own.lines[pp::summary_key::daily] = "EVERY DAY";
  own.lines[pp::summary_key::user_forced] = "{minutes:minutus|minuta|minutum}: {minutes}";
  own.plural = [](long long count) { return count == 1 ? std::size_t{0} : std::size_t{1 + (count > 5 ? 1u : 0u)}; };
  return own;
}
constexpr pp::language own_language = shouting();
static_assert(pp::is_complete(own_language));
static_assert(own_language.lines[pp::summary_key::daily] == "EVERY DAY");
static_assert(pp::english.lines[pp::summary_key::daily] != "EVERY DAY");

constexpr bool is_incomplete_without(pp::summary_key key) {
  pp::language own = pp::english;
  own.lines[key] = "";
  return !pp::is_complete(own);
}
static_assert(is_incomplete_without(pp::summary_key::daily));
static_assert(is_incomplete_without(pp::summary_key::count_without_vendor));
static_assert(!pp::is_complete(pp::language{}));

// A language that says everything the other way round: only patterns can do that.
constexpr pp::language backwards() {
  pp::language own = pp::english;
  own.tasks[pp::task_kind::routine_maintenance] = "Wartung";
  own.tasks_in_sentences[pp::task_kind::routine_maintenance] = "Wartung";  // a noun, with its capital
  using enum pp::summary_word;
  own.words[task_heading] = "[{state}] {task}";
  own.words[line_below] = "{line} <- {above}";
  own.words[more_names] = "{count} more than {names}";
  own.words[finding] = "{finding} !{level}";
  own.words[finding_about_line] = "{finding} @{line} !{level}";
  own.words[finding_with_values] = "({values}) {finding}";
  own.words[changes_of_task] = "{task} of {platform}";
  own.words[changes_of_task_off] = "{task} of {platform}, off";
  own.words[changes_of_patches] = "Patches of {platform}";
  own.words[patch_change] = "{reason} by {task}: {patch}";
  own.words[reason_with_names] = "{names} ({rule})";
  return own;
}
constexpr pp::language backwards_language = backwards();
static_assert(pp::is_complete(backwards_language));

}  // namespace

TEST_CASE("a language without one of its parts is not complete") {
  const auto lacks = [](auto take) {
    pp::language own = pp::dutch;
    take(own);
    return !pp::is_complete(own);
  };
  CHECK(!lacks([](pp::language&) {}));
  CHECK(lacks([](pp::language& l) { l.code = ""; }));
  CHECK(lacks([](pp::language& l) { l.plural = nullptr; }));
  CHECK(lacks([](pp::language& l) { l.months[11] = ""; }));
  CHECK(lacks([](pp::language& l) { l.findings[pp::finding_code::supersession_cycle] = ""; }));
  CHECK(lacks([](pp::language& l) { l.words[pp::summary_word::more_names] = ""; }));
  CHECK(lacks([](pp::language& l) { l.tasks_in_sentences[pp::task_kind::priority_updates] = ""; }));
  CHECK(lacks([](pp::language& l) { l.finding_values = {}; }));
  CHECK(lacks([](pp::language& l) { l.finding_values[pp::finding_code::supersession_cycle] = ""; }));
  CHECK(lacks([](pp::language& l) { l.platforms[pp::platform::mac] = ""; }));
  CHECK(lacks([](pp::language& l) { l.tasks[pp::task_kind::zero_day_response] = ""; }));
  CHECK(lacks([](pp::language& l) { l.levels[pp::finding_level::note] = ""; }));
  CHECK(lacks([](pp::language& l) { l.severities[pp::severity_level::unassigned] = ""; }));
  CHECK(lacks([](pp::language& l) { l.rules[pp::rule::nothing_selects] = ""; }));
  CHECK(lacks([](pp::language& l) { l.weekdays[pp::weekday::sunday] = ""; }));
  CHECK(lacks([](pp::language& l) { l.weeks[pp::week_of_month::last] = ""; }));
  CHECK(lacks([](pp::language& l) { l.comma = ""; }));
  CHECK(lacks([](pp::language& l) { l.last_comma = ""; }));
  CHECK(lacks([](pp::language& l) { l.path_separator = ""; }));
  CHECK(lacks([](pp::language& l) { l.open_quote = ""; }));
  CHECK(lacks([](pp::language& l) { l.close_quote = ""; }));
  CHECK(lacks([](pp::language& l) { l.date = ""; }));
  CHECK(lacks([](pp::language& l) { l.date_and_time = ""; }));
}

TEST_CASE("each name in a sentence is a value of its line, and each value is said") {
  std::map<pp::summary_key, std::set<std::string>> arguments;
  std::map<pp::finding_code, std::set<std::string>> values;
  for (const pp::summary& s : many_summaries())
    tests::for_each_sentence(
        s,
        [&](const pp::summary_line& line) {
          std::set<std::string> names;
          for (const auto& argument : line.arguments) names.emplace(argument.name);
          const auto [known, is_new] = arguments.emplace(line.key, names);
          CHECK(known->second == names);
        },
        [&](const pp::finding& f) {
          std::set<std::string> names;
          for (const auto& argument : f.arguments) names.emplace(argument.name);
          const auto [known, is_new] = values.emplace(f.code, names);
          CHECK(known->second == names);
        });
  for (const pp::language* words : both) {
    for (const auto& [key, names] : arguments) {
      INFO(words->code << ' ' << pp::name_of(key) << ": " << words->lines[key]);
      CHECK(names_in(words->lines[key]) == names);
    }
    for (const auto& [code, names] : values) {
      INFO(words->code << ' ' << pp::name_of(code) << ": " << words->finding_values[code]);
      CHECK(names_in(words->finding_values[code]) == names);
      CHECK(pp::detail::has_values(code) == !names.empty());
      CHECK(words->findings[code].find('{') == std::string_view::npos);
    }
    CHECK(names_in(words->date) == std::set<std::string>{"weekday", "day", "month", "year"});
    CHECK(names_in(words->date_and_time) == std::set<std::string>{"weekday", "day", "month", "year", "time"});
    const auto has = [&](pp::summary_word word, const std::set<std::string>& names) {
      INFO(words->code << ' ' << pp::name_of(word) << ": " << words->words[word]);
      CHECK(names_in(words->words[word]) == names);
    };
    using enum pp::summary_word;
    for (const auto word : {summary, on, off, also_found, whole_configuration}) has(word, {});
    has(task_heading, {"task", "state"});
    has(line_below, {"above", "line"});
    has(more_names, {"names", "count"});
    has(finding, {"level", "finding"});
    has(finding_about_line, {"level", "line", "finding"});
    has(finding_with_values, {"finding", "values"});
    has(changes_of_task, {"platform", "task"});
    has(changes_of_task_off, {"platform", "task"});
    has(changes_of_patches, {"platform"});
    has(patch_change, {"patch", "task", "reason"});
    has(reason_with_names, {"rule", "names"});
  }
}

TEST_CASE("every number has its form in each language") {
  for (const pp::language* words : both) {
    CHECK(words->plural(1) == 0);
    for (const long long other : {0LL, 2LL, 11LL, 21LL, 101LL, 1'000'000LL, -1LL}) CHECK(words->plural(other) == 1);
    for (std::size_t i = 0; i < pp::enum_size<pp::summary_key>; ++i) {
      INFO(words->lines[static_cast<pp::summary_key>(i)]);
      const auto counts = forms_in(words->lines[static_cast<pp::summary_key>(i)]);
      CHECK((counts.empty() || counts == std::set<std::size_t>{2}));
    }
  }
}

TEST_CASE("no output has a name in braces, nor a word of files") {
  for (const pp::summary& s : many_summaries())
    for (const pp::language* words : both)
      for (const std::string& text : {pp::to_text(s, *words), pp::to_markdown(s, *words)}) {
        if (s.name.find("<b>") != std::string::npos) continue;  // its names have braces and more
        INFO(text);
        CHECK(text.find_first_of("{}") == std::string::npos);
        for (std::size_t at = 1; at + 1 < text.size(); ++at)
          if (text[at] == '_' && text[at - 1] >= 'a' && text[at - 1] <= 'z') FAIL_CHECK(text.substr(at - 1, 30));
      }
}

TEST_CASE("the Dutch has no sentence of the English") {
  for (std::size_t i = 0; i < pp::enum_size<pp::summary_key>; ++i) {
    const auto key = static_cast<pp::summary_key>(i);
    INFO(pp::name_of(key));
    CHECK(pp::english.lines[key] != pp::dutch.lines[key]);
    CHECK(names_in(pp::english.lines[key]) == names_in(pp::dutch.lines[key]));
  }
  for (std::size_t i = 0; i < pp::enum_size<pp::finding_code>; ++i) {
    const auto code = static_cast<pp::finding_code>(i);
    INFO(pp::name_of(code));
    CHECK(pp::english.findings[code] != pp::dutch.findings[code]);
    CHECK(names_in(pp::english.finding_values[code]) == names_in(pp::dutch.finding_values[code]));
  }
}

TEST_CASE("a host has a language of its own, as a constant or made at run time") {
  const pp::configuration config = tests::with_texts("name");
  const pp::summary s = pp::summarize(config);
  CHECK(pp::to_text(s, own_language).find("EVERY DAY") != std::string::npos);
  CHECK(pp::to_text(s, pp::english).find("EVERY DAY") == std::string::npos);

  pp::language made = pp::dutch;
  const std::string sentence = "Iedere dag, " + std::string(made.lines[pp::summary_key::daily]);
  made.lines[pp::summary_key::daily] = sentence;
  CHECK(pp::to_text(s, made).find(sentence) != std::string::npos);
  CHECK(pp::to_html(s, made).find(sentence) != std::string::npos);
  CHECK(pp::write_summary(s, made).find(sentence) != std::string::npos);
}

TEST_CASE("a language may have as many forms as it needs") {
  const auto said = [](long long minutes) {
    return pp::to_text(pp::summary_line{pp::summary_key::user_forced, "", 0, {{"minutes", minutes}}}, own_language);
  };
  CHECK(said(1) == "minutus: 1");
  CHECK(said(3) == "minuta: 3");
  CHECK(said(6) == "minutum: 6");
}

TEST_CASE("a language may put everything in another order") {
  const std::string text = pp::to_text(tests::summary_of(tests::golden_summaries[9]), backwards_language);
  CHECK(tests::golden_summaries[9].name == "users");
  CHECK(text.find("\n  [on] Wartung\n") != std::string::npos);
  CHECK(text.find("before the reboot @Restarts before deployment !Warning\n") != std::string::npos);
  CHECK(text.find("    (extension 5; countdown 30) the user may extend") != std::string::npos);
  CHECK(text.find("use this @The user may cancel the time-out !Warning\n") != std::string::npos);

  std::vector<std::string> ids(11, "KB");
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] += std::to_string(i);
  CHECK(pp::to_text(pp::finding{pp::finding_code::supersession_cycle, "", {{"patches", ids}}}, backwards_language)
            .starts_with("(1 more than “KB0”, “KB1”, "));
  CHECK(pp::to_text(pp::finding{pp::finding_code::tasks_meet, "", {{"task", pp::task_kind::routine_maintenance}}},
                    backwards_language)
            .starts_with("(Wartung) another task"));

  pp::configuration before = tests::with_texts("x");
  before.windows.routine_maintenance.reboot.after.emplace().user.emplace();
  pp::configuration after = before;
  after.windows.routine_maintenance.reboot.after->user->may_cancel_timeout = true;
  CHECK(pp::to_text(pp::say(before, after, backwards_language), backwards_language) ==
        "Wartung of Windows\n  + The user may cancel the time-out <- Restarts after deployment if required\n");
  before.windows.routine_maintenance.enabled = after.windows.routine_maintenance.enabled = false;
  CHECK(pp::to_text(pp::say(before, after, backwards_language), backwards_language)
            .starts_with("Wartung of Windows, off\n"));

  const std::vector<pp::patch_change> gained = {
      {pp::platform::mac,
       pp::task_kind::routine_maintenance,
       true,
       true,
       {"p", true, {{pp::rule::severity, {}}, {pp::rule::included_group, {"A", "B"}}}, {}, {}, {}}}};
  CHECK(pp::to_text(gained, backwards_language) ==
        "Patches of Mac\n  + severity and “A” and “B” (patch group) by Wartung: p\n");
}
