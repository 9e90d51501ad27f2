// SPDX-License-Identifier: BSL-1.0
// Whatever a field holds is said, whatever differs is a change, and whatever is counted or foretold is what verdicts
// and runs say: for every field by itself, and for random configurations.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/text.hpp"
#include "patchpolicy/time.hpp"
#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/field_values.hpp"
#include "support/markup_checks.hpp"
#include "support/naive_selection.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

constexpr std::string_view rendering_names[] = {"text, en", "Markdown, en", "HTML, en", "JSON, en",
                                                "text, nl", "Markdown, nl", "HTML, nl", "JSON, nl"};

std::array<std::string, 8> renderings(const pp::summary& s) {
  std::array<std::string, 8> all;
  std::size_t at = 0;
  for (const pp::language* words : {&pp::english, &pp::dutch}) {
    all[at++] = pp::to_text(s, *words);
    all[at++] = pp::to_markdown(s, *words);
    all[at++] = pp::to_html(s, *words);
    all[at++] = pp::write_summary(s, *words);
  }
  return all;
}

void enable_all(pp::configuration& c) {
  const auto enable = [](auto& task) {
    using schedule = typename std::remove_cvref_t<decltype(task.schedule)>::value_type;
    task.enabled = true;
    if (!task.schedule) task.schedule = pp::describe<schedule>::blank();
  };
  enable(c.windows.routine_maintenance);
  enable(c.windows.priority_updates);
  enable(c.windows.zero_day_response);
  enable(c.mac.routine_maintenance);
  enable(c.gnu_linux.routine_maintenance);
}

// Every task on, and no more.
pp::configuration sparse() {
  pp::configuration c;
  c.name = "Sparse";
  enable_all(c);
  return c;
}

// Every task and every option on, each field with its last value.
pp::configuration full() {
  pp::configuration c;
  for (const auto& field : tests::configuration_fields()) field.set(c, field.values - 1, true);
  enable_all(c);
  c.name = "Full";
  return c;
}

bool is_at_or_below(std::string_view path, std::string_view field) {
  return path.substr(0, field.size()) == field && (path.size() == field.size() || path[field.size()] == '.');
}

// At, below or directly above.
bool is_near(std::string_view path, std::string_view field) {
  const std::size_t dot = field.rfind('.');
  return is_at_or_below(path, field) || (dot != std::string_view::npos && path == field.substr(0, dot));
}

// The lines of a summary, each as its path and its sentence.
std::multiset<std::pair<std::string, std::string>> lines_of(const pp::summary& s) {
  std::multiset<std::pair<std::string, std::string>> all;
  const auto add = [&](const std::vector<pp::summary_line>& lines) {
    for (const pp::summary_line& line : lines) all.emplace(line.path, pp::to_text(line, pp::english));
  };
  for (const pp::platform_summary& tab : s.tabs) {
    add(tab.lines);
    for (const pp::task_summary& task : tab.tasks) add(task.lines);
  }
  return all;
}

bool changes_near(const pp::summary& a, const pp::summary& b, std::string_view field) {
  const auto before = lines_of(a);
  const auto after = lines_of(b);
  std::vector<std::pair<std::string, std::string>> changed;
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(changed));
  for (const auto& [path, text] : changed)
    if (is_near(path, field)) return true;
  return false;
}

void every_value_is_said(const pp::configuration& base) {
  for (const auto& field : tests::configuration_fields()) {
    INFO("the field " << field.path);
    std::array<std::map<std::string, std::size_t>, 8> seen;
    std::optional<pp::configuration> first;
    for (std::size_t i = 0; i < field.values; i += field.values > 40 ? tests::stride() : 1) {
      pp::configuration changed = base;
      REQUIRE(field.set(changed, i, true));
      const pp::summary said = pp::summarize(changed);
      const auto texts = renderings(said);
      if (!first) first = changed;
      for (std::size_t r = 0; r < texts.size(); ++r) {
        const auto [other, is_new] = seen[r].emplace(texts[r], i);
        if (is_new) continue;
        pp::configuration same = base;
        field.set(same, other->second, true);
        if (same == changed) continue;
        const auto changes = pp::diff(same, changed);
        CAPTURE(rendering_names[r]);
        FAIL_CHECK("says the same of " << changes.at(0).before.value_or("off") << " and "
                                       << changes.at(0).after.value_or("off"));
      }
      if (*first == changed) continue;
      if (field.path == "name" || field.path == "comment") continue;  // the head has them, no line
      const auto changes = pp::diff(*first, changed);
      INFO("from " << changes.at(0).before.value_or("off") << " to " << changes.at(0).after.value_or("off"));
      CHECK(changes_near(pp::summarize(*first), said, field.path));
    }
  }
}

void every_change_applies(const pp::configuration& base) {
  for (const auto& field : tests::configuration_fields()) {
    pp::configuration on = base;
    REQUIRE(field.set(on, 0, true));
    for (std::size_t i = 0; i < field.values; ++i) {
      pp::configuration changed = on;
      field.set(changed, i, true);
      const auto changes = pp::diff(on, changed);
      INFO("the field " << field.path << ", value " << i);
      CHECK(changes.size() == (on == changed ? 0u : 1u));
      for (const auto& change : changes) CHECK(is_near(change.path, field.path));
      const auto there = pp::apply(on, changes);
      REQUIRE(there.has_value());
      CHECK(*there == changed);
      const auto back = pp::apply(changed, pp::diff(changed, on));
      REQUIRE(back.has_value());
      CHECK(*back == on);
    }
  }
}

// What a summary says about the patches of a task: the rule, level or vendor, and the numbers.
std::map<std::string, std::vector<long long>> counts_in(const pp::task_summary& said) {
  std::map<std::string, std::vector<long long>> counts;
  for (const pp::summary_line& line : said.lines) {
    const std::string_view key = pp::name_of(line.key);
    if (key.substr(0, 6) != "count_") continue;
    std::string name(key);
    std::vector<long long> numbers;
    for (const pp::summary_argument& argument : line.arguments) {
      if (const auto* rule = std::get_if<pp::rule>(&argument.value)) name += ' ' + std::string(pp::name_of(*rule));
      if (const auto* level = std::get_if<pp::severity_level>(&argument.value))
        name += ' ' + std::string(pp::name_of(*level));
      if (const auto* vendor = std::get_if<std::string>(&argument.value)) name += ' ' + *vendor;
      if (const auto* number = std::get_if<long long>(&argument.value)) numbers.push_back(*number);
    }
    CHECK(counts.emplace(name, numbers).second);
  }
  return counts;
}

std::string in_words(const std::map<std::string, std::vector<long long>>& counts) {
  std::string text;
  for (const auto& [name, numbers] : counts) {
    text += name + ':';
    for (const long long number : numbers) text += ' ' + std::to_string(number);
    text += '\n';
  }
  return text;
}

// Without the blanks at the ends, which no product has (rule P4).
std::string without_blanks(const std::string& name) {
  const std::size_t first = name.find_first_not_of(" \t");
  return first == std::string::npos ? "" : name.substr(first, name.find_last_not_of(" \t") + 1 - first);
}

std::string rule_of(const std::string& entry) { return entry.substr(9, entry.find('"', 9) - 9); }

// The same, counted from the verdicts of the naive implementation.
std::map<std::string, std::vector<long long>> recount(const naive::random_case& c) {
  std::vector<naive::patch> scan;
  for (const naive::patch& p : c.patches)
    if (p.platform == c.platform) scan.push_back(p);
  const auto verdicts = c.platform == naive::platform::windows ? naive::windows_verdicts(c.task, c.groups, scan)
                        : c.platform == naive::platform::mac   ? naive::mac_verdicts(c.task, c.groups, scan)
                                                               : naive::linux_verdicts(c.task, c.groups, scan, {});
  std::map<std::string, std::vector<long long>> counts;
  const auto add = [&](const std::string& name, std::size_t at, std::size_t size, long long number) {
    auto& numbers = counts[name];
    numbers.resize(size);
    numbers[at] += number;
  };
  std::map<std::string, std::string> vendor_names;
  add("count_deploying", 1, 2, static_cast<long long>(scan.size()));
  for (std::size_t i = 0; i < scan.size(); ++i) {
    const naive::verdict& v = verdicts[i];
    const naive::product_path path = naive::record_path(scan[i]);
    const std::string vendor = path.empty() ? "" : naive::normalized_part(path.front());
    if (!vendor.empty()) vendor_names.emplace(vendor, without_blanks(*scan[i].vendor));  // as its first record has it
    std::set<std::string> selecting, stopping;
    for (const auto& entry : v.selected_by) selecting.insert(rule_of(entry));
    for (const auto& entry : v.stopped_by) stopping.insert(rule_of(entry));
    for (const auto& rule : selecting) {
      add("count_selected " + rule, 0, 2, 1);
      add("count_selected " + rule, 1, 2, selecting.size() == 1 ? 1 : 0);
    }
    if (!selecting.empty())
      for (const auto& rule : stopping) add("count_removed " + rule, 0, 1, 1);
    if (!v.deploys) continue;
    add("count_deploying", 0, 2, 1);
    // Rule D6: without a level of its own a patch is unassigned, where there is such a level.
    const bool has_levels = scan[i].kind == naive::kind::security || scan[i].kind == naive::kind::non_security;
    if (scan[i].severity)
      add("count_severity " + naive::name_of(*scan[i].severity), 0, 1, 1);
    else if (has_levels && c.platform != naive::platform::linux_os)
      add("count_severity unassigned", 0, 1, 1);
    else
      add("count_without_severity", 0, 1, 1);
    if (vendor.empty())
      add("count_without_vendor", 0, 1, 1);
    else
      add("count_vendor " + vendor_names.at(vendor), 0, 1, 1);
  }
  return counts;
}

void counts_are_those_of_verdicts(naive::platform naive_os, std::size_t tab, std::uint64_t cases) {
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    const naive::random_case c = naive::make_random_case(seed, naive_os);
    const auto config = pp::read_configuration(c.configuration_json);
    const auto groups = pp::read_patch_groups(c.groups_json);
    const auto records = pp::read_catalog(c.catalog_ndjson);
    INFO("seed " << seed << '\n' << c.configuration_json << '\n' << c.groups_json << '\n' << c.catalog_ndjson);
    REQUIRE((config.has_value() && groups.has_value() && records.has_value()));
    const pp::summary s = pp::summarize(*config, {&*groups, &*records});
    for (const pp::task_summary& said : s.tabs[tab].tasks) {
      if (pp::name_of(said.task) != c.task_kind) continue;
      if (said.enabled)
        CHECK(in_words(counts_in(said)) == in_words(recount(c)));
      else
        CHECK(counts_in(said).empty());
    }
  }
}

// The ids that the tasks of a platform deploy, all records missing.
template <pp::platform Platform>
std::set<std::string> deployed(const pp::configuration& config, const pp::patch_groups& groups,
                               const pp::catalog& all) {
  std::set<std::string> ids;
  pp::for_each_enabled_task<Platform>(config, [&](const auto& task) {
    const auto bound = pp::bind(task, groups, pp::previews_of(config));
    const auto& records = all.records<Platform>();
    for (const auto& [record, verdict] : pp::select(bound, records))
      if (verdict.deploys()) ids.emplace(record.id);
  });
  return ids;
}

template <pp::platform Platform>
std::size_t check_deployment(const pp::configuration& before, const pp::configuration& after,
                             const pp::patch_groups& groups, const pp::catalog& all,
                             const std::vector<pp::patch_change>& changes) {
  const auto had = deployed<Platform>(before, groups, all);
  const auto has = deployed<Platform>(after, groups, all);
  std::set<std::string> gained, lost;
  for (const pp::patch_change& change : changes) {
    if (change.os != Platform) continue;
    CHECK((change.gained ? gained : lost).insert(change.verdict.id).second);
    CHECK(change.verdict.deploys == change.gained);
    CHECK(change.verdict.selected_by.empty() <= !change.gained);
    CHECK(change.verdict.stopped_by.empty() == change.gained);
    for (const pp::language* words : {&pp::english, &pp::dutch}) CHECK(pp::to_text(change, *words) != "");
  }
  std::set<std::string> expected_gained, expected_lost;
  std::set_difference(has.begin(), has.end(), had.begin(), had.end(),
                      std::inserter(expected_gained, expected_gained.end()));
  std::set_difference(had.begin(), had.end(), has.begin(), has.end(),
                      std::inserter(expected_lost, expected_lost.end()));
  CHECK(gained == expected_gained);
  CHECK(lost == expected_lost);
  return gained.size() + lost.size();
}

void disable_all(pp::configuration& c) {
  c.windows.routine_maintenance.enabled = c.windows.priority_updates.enabled = c.windows.zero_day_response.enabled =
      c.mac.routine_maintenance.enabled = c.gnu_linux.routine_maintenance.enabled = false;
}

void every_change_has_words(const pp::configuration& before, const pp::configuration& after) {
  const auto changes = pp::diff(before, after);
  for (const pp::language* words : {&pp::english, &pp::dutch}) {
    const auto said = pp::say(before, after, *words);
    REQUIRE(said.size() == changes.size());
    for (std::size_t c = 0; c < said.size(); ++c) {
      INFO("the field " << changes[c].path << " from " << changes[c].before.value_or("off") << " to "
                        << changes[c].after.value_or("off"));
      CHECK(said[c].path == changes[c].path);
      CHECK(!(said[c].before.empty() && said[c].after.empty()));
      CHECK(said[c].before != said[c].after);
    }
    // In the text there is something below each heading.
    bool is_heading = false;
    for (const std::string& line : tests::lines_in(pp::to_text(said, *words))) {
      if (line.empty()) continue;  // above a heading
      const bool is_change = line.starts_with("  - ") || line.starts_with("  + ");
      CHECK((is_change || !is_heading));
      is_heading = !is_change;
    }
    CHECK(!is_heading);
  }
}

// The lines of tasks that are on in both, and of the tabs themselves, as people read them.
void every_changed_line_is_said(const pp::configuration& before, const pp::configuration& after, std::size_t& found) {
  const auto said = pp::say(before, after, pp::english);
  const pp::summary was = pp::summarize(before);
  const pp::summary is = pp::summarize(after);
  const auto check = [&](const std::string& path, const std::vector<pp::summary_line>& lines,
                         const std::vector<pp::summary_line>& others, auto side) {
    std::multiset<std::string> left;
    for (const pp::summary_line& line : others) left.insert(line.path + ' ' + pp::to_text(line, pp::english));
    for (const pp::summary_line& line : lines) {
      const std::string text = pp::to_text(line, pp::english);
      if (const auto same = left.find(line.path + ' ' + text); same != left.end()) {
        left.erase(same);
        continue;
      }
      INFO(line.path << ": " << text);
      CHECK(std::any_of(said.begin(), said.end(), [&](const pp::change_in_words& change) {
        return (is_at_or_below(change.path, path) || change.path == line.path) &&
               std::any_of((change.*side).begin(), (change.*side).end(), [&](const std::string& sentence) {
                 return sentence == text || (line.level > 0 && sentence.ends_with(": " + text));
               });
      }));
      ++found;
    }
  };
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string os(pp::name_of(was.tabs[i].os));
    check(os, was.tabs[i].lines, is.tabs[i].lines, &pp::change_in_words::before);
    check(os, is.tabs[i].lines, was.tabs[i].lines, &pp::change_in_words::after);
    for (std::size_t j = 0; j < was.tabs[i].tasks.size(); ++j) {
      const pp::task_summary& old_task = was.tabs[i].tasks[j];
      const pp::task_summary& new_task = is.tabs[i].tasks[j];
      if (!old_task.enabled || !new_task.enabled) continue;
      const std::string path = os + '.' + std::string(pp::name_of(old_task.task));
      check(path, old_task.lines, new_task.lines, &pp::change_in_words::before);
      check(path, new_task.lines, old_task.lines, &pp::change_in_words::after);
    }
  }
}

}  // namespace

TEST_CASE("each value of each field is said, all else off") { every_value_is_said(sparse()); }

TEST_CASE("each value of each field is said, all else on") { every_value_is_said(full()); }

TEST_CASE("each value of each field is a change that applies") {
  every_change_applies(sparse());
  every_change_applies(full());
}

TEST_CASE("applying what differs between random configurations makes one of the other") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    naive::random_numbers numbers(seed);
    const pp::configuration a = tests::random_configuration(numbers);
    const pp::configuration b = tests::random_configuration(numbers);
    INFO("seed " << seed);
    CHECK(pp::diff(a, a).empty());
    const auto changes = pp::diff(a, b);
    CHECK(changes.empty() == (a == b));
    const auto applied = pp::apply(a, changes);
    INFO((applied.has_value() ? "" : applied.error()));
    REQUIRE(applied.has_value());
    CHECK(*applied == b);
    for (const auto& change : changes) CHECK(change.before != change.after);

    // Each change by itself may be taken or left.
    std::vector<pp::field_change> some;
    for (const auto& change : changes)
      if (numbers.chance(50)) some.push_back(change);
    const auto partly = pp::apply(a, some);
    REQUIRE(partly.has_value());
    CHECK(pp::diff(a, *partly) == some);
  }
}

TEST_CASE("each change of a field is said, be its task on or off") {
  for (const bool on : {true, false})
    for (const pp::configuration& base : {sparse(), full()}) {
      for (const auto& field : tests::configuration_fields()) {
        pp::configuration before = base;
        REQUIRE(field.set(before, 0, true));
        if (!on) disable_all(before);
        for (std::size_t i = 1; i < field.values; i += field.values > 40 ? 13 : 1) {
          pp::configuration after = before;
          field.set(after, i, true);
          every_change_has_words(before, after);
        }
      }
    }
}

TEST_CASE("whatever the summaries of two tasks say differently stands in the words of the difference") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= tests::rounds(400); ++seed) {
    naive::random_numbers numbers(seed);
    pp::configuration a = tests::random_configuration(numbers);
    pp::configuration b = tests::random_configuration(numbers);
    if (seed % 2 == 0) {  // two that are nearly the same
      b = a;
      for (int edits = 0; edits < 3; ++edits) {
        const auto& fields = tests::configuration_fields();
        const auto& field = fields[numbers.below(fields.size())];
        field.set(b, numbers.below(field.values), false);
      }
    }
    INFO("seed " << seed);
    every_change_has_words(a, b);
    every_changed_line_is_said(a, b, found);
    if (seed % 5 == 0) {
      disable_all(a);
      disable_all(b);
      every_change_has_words(a, b);
    }
  }
  CHECK(found > tests::rounds(4000));
}

TEST_CASE("no two findings of a task look the same") {
  const pp::catalog no_records;
  const pp::patch_groups groups = {{"Approved", {}}, {"Pilot", {}}};
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= tests::rounds(300); ++seed) {
    naive::random_numbers numbers(seed);
    const pp::summary s = pp::summarize(tests::random_configuration(numbers), {&groups, &no_records});
    INFO("seed " << seed);
    for (const pp::platform_summary& tab : s.tabs)
      for (const pp::task_summary& task : tab.tasks)
        for (const pp::language* words : {&pp::english, &pp::dutch}) {
          pp::summary alone;
          alone.tabs[0].tasks = {task};
          const auto lines = tests::lines_in(pp::to_text(alone, *words));
          const std::size_t begin = 4 + (task.enabled ? task.lines.size() : 0);  // below the name and the headings
          std::set<std::string> seen;
          for (std::size_t i = 0; i < task.findings.size(); ++i) CHECK(seen.insert(lines.at(begin + i)).second);
          found += task.findings.size();
        }
  }
  CHECK(found > tests::rounds(3000));
}

TEST_CASE("that staging waits for the first of a month is said where it does") {
  std::size_t waits = 0, never = 0;
  naive::random_numbers numbers(7);
  const pp::utc_zone zone;
  const auto recurrences = tests::detail::recurrence_values();
  for (const pp::recurrence_rule& rule : recurrences) {
    const auto* months = std::get_if<pp::monthly>(&rule);
    if (months != nullptr && months->on() && months->delay().count() == 0)
      if (const auto* date = std::get_if<pp::day_of_month>(&*months->on()); date != nullptr && date->day.count() == 1)
        continue;  // that is an error, or short enough
    const int hour = static_cast<int>(numbers.below(6));
    const int minute = static_cast<int>(numbers.below(60));
    pp::configuration config;
    auto& task = config.mac.routine_maintenance;
    task.enabled = true;
    task.schedule =
        pp::staged_schedule{.recurrence = rule,
                            .at = *pp::time_of_day::of(hour, minute),
                            .stage_before = pp::staging_lead::of(1 + static_cast<int>(numbers.below(8))).value()};
    bool is_cut = false;
    const pp::sys_seconds until = *pp::parse_instant("2029-01-01T00:00:00Z");
    for (const pp::occurrence& run : pp::runs(*task.schedule, *pp::parse_instant("2000-12-31T23:59:59Z"), zone)) {
      if (run.at > until) break;
      is_cut = is_cut || run.no_time_to_stage || (run.stage && run.stage->cut);
    }
    const pp::summary said = pp::summarize(config);
    const auto& lines = said.tabs[1].tasks[0].lines;
    const bool is_said = std::any_of(lines.begin(), lines.end(), [](const pp::summary_line& line) {
      return line.key == pp::summary_key::staging_from_the_first;
    });
    INFO(pp::to_text(said, pp::english));
    CHECK(is_said == is_cut);
    ++(is_cut ? waits : never);
  }
  CHECK(waits > 30);
  CHECK(never > 30);
}

TEST_CASE("the numbers of a summary are those of the verdicts") {
  counts_are_those_of_verdicts(naive::platform::windows, 0, tests::rounds(1500));
  counts_are_those_of_verdicts(naive::platform::mac, 1, tests::rounds(700));
  counts_are_those_of_verdicts(naive::platform::linux_os, 2, tests::rounds(1500));
}

TEST_CASE(
    "gained and lost patches are those that the tasks of one configuration deploy and those of the other do not") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= tests::rounds(900); ++seed) {
    const auto os = static_cast<naive::platform>(seed % 3);
    const naive::random_case c = naive::make_random_case(seed, os);
    const naive::random_case d = naive::make_random_case(seed + 100'000, os);
    const auto before = pp::read_configuration(c.configuration_json);
    const auto after = pp::read_configuration(d.configuration_json);
    const auto groups = pp::read_patch_groups(c.groups_json);
    const auto records = pp::read_catalog(c.catalog_ndjson);
    INFO("seed " << seed);
    REQUIRE((before && after && groups && records));
    const auto changes = pp::diff_deployment(*before, *after, *records, *groups);
    found += check_deployment<pp::platform::windows>(*before, *after, *groups, *records, changes);
    found += check_deployment<pp::platform::mac>(*before, *after, *groups, *records, changes);
    found += check_deployment<pp::platform::gnu_linux>(*before, *after, *groups, *records, changes);
  }
  CHECK(found > tests::rounds(300));
}
