// SPDX-License-Identifier: BSL-1.0
// Which patches of a large catalog deploy: the indexed evaluation beside a scan of the same memory, the loop that one
// writes first, databases and a filter library. All find the same, or the program fails. Prints Markdown for
// docs/performance.md.
//   deployment [--ours] [--most <patches>] [--node <program> <script> <folder>]
// --ours leaves out the others, and is for a build for one machine. DuckDB and crossfilter2 run in the script, which
// finds the catalog in the folder.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/deployment/agent_loop.hpp"
#include "bench/deployment/catalog.hpp"
#include "bench/deployment/stopwatch.hpp"
#include "bench/deployment/totals.hpp"
#include "patchpolicy/decide/indexed_counts.hpp"
#include "patchpolicy/decide/selection.hpp"
#if defined(PATCHPOLICY_BENCH_SQLITE)
#include "bench/deployment/sqlite_peer.hpp"
#endif

namespace {

namespace pp = patchpolicy;
using pp::platform;
using namespace patchpolicy::literals;
using tests::keep;
using tests::totals;

constexpr std::size_t change_count = std::size(tests::settings_changes);
constexpr std::size_t million = 1'000'000;

bool all_agree = true;
void expect_same(bool same, const char* who, std::size_t patches, const char* what) {
  if (same) return;
  std::fprintf(stderr, "%s finds something else than the others: %zu patches, %s\n", who, patches, what);
  all_agree = false;
}

// Four sums at once, so that the next number need not wait for the last.
std::uint64_t read_all(const std::vector<std::uint64_t>& memory) {
  std::array<std::uint64_t, 4> sums = {};
  for (std::size_t i = 0; i + 4 <= memory.size(); i += 4)
    for (std::size_t k = 0; k < 4; ++k) sums[k] += memory[i + k];
  return sums[0] + sums[1] + sums[2] + sums[3];
}

// What an evaluation of a Windows task reads of each patch: the levels, six planes of flags (of the two of rule D7 it
// needs one), both scores, what the task marks, and where chains start.
constexpr std::size_t bits_read =
    pp::detail::level_count + 6 + pp::detail::vrr_bits + pp::detail::cvss_bits + pp::detail::mark_plane::count + 1;

template <platform Platform>
totals summary_of(const pp::indexed_selection<Platform>& selection) {
  pp::deployment_counts counts;
  counts.deploying = selection.count();
  counts.by_severity = pp::count_by_severity(selection);
  counts.by_vendor = pp::count_by_vendor(selection);
  return tests::totals_of(counts);
}

template <platform Platform>
void summarize(const pp::indexed_selection<Platform>& selection) {
  keep(pp::count_by_severity(selection));
  keep(pp::count_by_vendor(selection));
}

// Nanoseconds, each for the whole catalog.
struct measured {
  std::size_t patches = 0;
  double read_4 = 0;
  double read_same = 0;
  double summary = 0;
  double cold = 0;
  double decisions = 0;
  double verdicts = 0;
  double all_counts = 0;
  std::array<double, change_count> changes = {};
  double hot_verdict = 0;  // for one
  double random_verdict = 0;
  double random_unkept = 0;
  double mac = 0;
  double gnu_linux = 0;
  double select = 0;
  double select_records = 0;
  double supersession = 0;
  double index = 0;
  double index_of_records = 0;
  double groups = 0;
  pp::index_memory memory;
  std::size_t bytes_of_groups = 0;
};

// The others at one size, in milliseconds: all patches, all with reasons (0: it gives none), after each change.
struct peer_times {
  double summary = 0;
  double reasons = 0;
  std::array<double, change_count> changes = {};
};
using peers = std::map<std::string, peer_times>;

template <platform Platform>
double measure_evaluation(const tests::patch_catalog& catalog, const pp::patch_groups& groups,
                          const pp::task<Platform>& task, tests::stopwatch& stopwatch) {
  const auto records = tests::make_packed<Platform>(catalog);
  const pp::catalog_index<Platform> index(records);
  const pp::catalog_groups<Platform> indexed_groups(index, records, groups);
  const pp::compiled_task<Platform> compiled(index, indexed_groups, task);
  auto selection = pp::select(compiled);
  expect_same(pp::count_deployment(selection) ==
                  pp::count_deployment(pp::select(pp::bind(task, groups), records, index.scan())),
              "the indexed evaluation", records.size(), pp::name_of(Platform).data());
  double nanoseconds = 0;
  stopwatch.add(nanoseconds, [&] {
    selection.update();
    summarize(selection);
  });
  stopwatch.run(0.2);
  return nanoseconds;
}

measured measure(const tests::patch_catalog& catalog, const pp::patch_groups& groups, std::vector<totals>& expected) {
  measured m;
  m.patches = catalog.size();
  tests::stopwatch stopwatch;
  const auto records = tests::make_packed<platform::windows>(catalog);
  const tests::task_settings settings = tests::usual_settings(catalog);
  const auto task = tests::windows_task(settings, catalog);

  std::vector<std::uint64_t> memory_4(m.patches * 4 / 8, 1);
  std::vector<std::uint64_t> memory_same(m.patches * bits_read / 64, 1);
  const auto add_scans = [&] {
    stopwatch.add(m.read_4, [&] { keep(read_all(memory_4)); });
    stopwatch.add(m.read_same, [&] { keep(read_all(memory_same)); });
  };

  const pp::supersession scan(records);
  const pp::catalog_index<platform::windows> index(records, scan);
  const pp::catalog_groups<platform::windows> indexed_groups(index, records, groups);
  m.memory = index.memory();
  m.bytes_of_groups = indexed_groups.bytes();
  pp::compiled_task<platform::windows> compiled(index, indexed_groups, task);
  auto selection = pp::select(compiled);
  pp::indexed_verdicts<platform::windows> verdicts(compiled);

  // The rules record by record are what all others have to find.
  const auto expected_of = [&](const auto& changed, pp::preview_patches previews) {
    return pp::count_deployment(pp::select(pp::bind(changed, groups, previews), records, scan));
  };
  const pp::deployment_counts usual = expected_of(task, pp::preview_patches::invisible);
  expected = {tests::totals_of(usual)};
  expect_same(pp::count_deployment(selection) == usual, "the indexed evaluation", m.patches, "the usual task");
  expect_same(summary_of(verdicts.selection()) == expected[0], "the explained evaluation", m.patches, "summary");

  // Evaluation.
  add_scans();
  stopwatch.add(m.summary, [&] {
    selection.update();
    summarize(selection);
  });
  stopwatch.add(m.decisions, [&] {
    selection.update();
    keep(selection);
  });
  stopwatch.add(m.verdicts, [&] {
    verdicts.update();
    keep(verdicts);
  });
  stopwatch.add(m.all_counts, [&] { keep(pp::count_deployment(selection)); });
  stopwatch.add(m.cold, [&] {
    const pp::compiled_task<platform::windows> cold(index, indexed_groups, task);
    summarize(pp::select(cold));
  });
  stopwatch.run(0.3);

  // Changes.
  std::vector<tests::task_settings> changed_settings;
  std::vector<pp::task<platform::windows>> changed;
  for (const auto& change : tests::settings_changes) {
    changed_settings.push_back(settings);
    change.make(changed_settings.back(), catalog);
    changed.push_back(tests::windows_task(changed_settings.back(), catalog));
  }
  // Each sets one option, to and fro.
  const auto set_one = [&](std::size_t change, const pp::task<platform::windows>& to, pp::preview_patches previews) {
    switch (change) {
      case 0: return compiled.set_severity(to.deploy.severity);
      case 1: return compiled.set_risk(to.deploy.risk);
      case 2: return compiled.set_patch_groups(to.deploy.patch_groups);
      case 3: return compiled.set_products(to.deploy.products);
      default: return compiled.set_previews(previews);
    }
  };
  add_scans();
  for (std::size_t c = 0; c < change_count; ++c) {
    const auto previews = tests::previews_of(changed_settings[c]);
    set_one(c, changed[c], previews);
    selection.update();
    expected.push_back(tests::totals_of(expected_of(changed[c], previews)));
    expect_same(summary_of(selection) == expected.back(), "the indexed evaluation", m.patches,
                tests::settings_changes[c].name);
    set_one(c, task, pp::preview_patches::invisible);
    stopwatch.add(m.changes[c], [&, c, previews, on = false]() mutable {
      on = !on;
      set_one(c, on ? changed[c] : task, on ? previews : pp::preview_patches::invisible);
      selection.update();
      summarize(selection);
    });
  }
  stopwatch.run(0.3);
  compiled.set_options(task.deploy);
  compiled.set_previews(pp::preview_patches::invisible);
  selection.update();
  verdicts.update();

  // One verdict.
  constexpr std::size_t asked = 1000;
  std::vector<pp::ordinal> some;
  tests::random_numbers random(5);
  for (std::size_t i = 0; i < asked * 100; ++i) some.push_back(static_cast<pp::ordinal>(random.below(m.patches)));
  const auto ask = [&some](const auto& of, std::size_t count) {
    std::size_t deploying = 0;
    for (std::size_t i = 0; i < count; ++i) deploying += of[some[i]].deploys() ? 1u : 0u;
    keep(deploying);
  };
  add_scans();
  stopwatch.add(m.hot_verdict, [&] { ask(verdicts, asked); });
  stopwatch.add(m.random_verdict, [&] { ask(verdicts, some.size()); });
  stopwatch.add(m.random_unkept, [&] { ask(selection, some.size()); });
  stopwatch.run(0.2);
  m.hot_verdict /= asked;
  m.random_verdict /= static_cast<double>(some.size());
  m.random_unkept /= static_cast<double>(some.size());

  // What is made once, and the rules record by record.
  add_scans();
  stopwatch.add(m.supersession, [&] { keep(pp::supersession(records)); });
  stopwatch.add(m.index, [&] { keep(pp::catalog_index<platform::windows>(records, pp::supersession(scan))); });
  double copy = 0;  // of the supersession, which the index keeps
  stopwatch.add(copy, [&] { keep(pp::supersession(scan)); });
  stopwatch.add(m.groups, [&] { keep(pp::catalog_groups<platform::windows>(index, records, groups)); });
  const auto bound = pp::bind(task, groups);
  stopwatch.add(m.select, [&] { keep(pp::count_deployment(pp::select(bound, records, scan))); });
  stopwatch.run(0.3);
  m.index -= copy;

  if (m.patches <= million) {
    const auto own_records = tests::make_records(catalog);
    add_scans();
    stopwatch.add(m.index_of_records,
                  [&] { keep(pp::catalog_index<platform::windows>(own_records, pp::supersession(scan))); });
    stopwatch.add(m.select_records, [&] { keep(pp::count_deployment(pp::select(bound, own_records, scan))); });
    stopwatch.run(0.3);
    m.index_of_records -= copy;
  }
  return m;
}

void measure_other_platforms(const tests::patch_catalog& catalog, const pp::patch_groups& groups, measured& m) {
  using enum pp::severity_level;
  tests::stopwatch stopwatch;
  pp::task<platform::mac> mac{.enabled = true};
  mac.deploy.severity = pp::mac_severity_option{.security = {critical, important}};
  mac.deploy.patch_groups = pp::group_inclusion::of({tests::name_of_group(3), tests::name_of_group(12)}).value();
  m.mac = measure_evaluation(catalog, groups, mac, stopwatch);

  pp::basic_linux_selection<pp::owned> chosen;
  chosen.severity = pp::linux_severity_option{.security = {pp::linux_severity_level::critical}};
  chosen.patch_groups = mac.deploy.patch_groups;
  const pp::task<platform::gnu_linux> gnu_linux{.enabled = true, .deploy = chosen};
  m.gnu_linux = measure_evaluation(catalog, groups, gnu_linux, stopwatch);
}

// --- The others.

void measure_agent_loop(const tests::patch_catalog& catalog, const std::vector<tests::task_settings>& settings,
                        const std::vector<totals>& expected, peers& found) {
  const tests::agent_loop loop(catalog);
  std::vector<tests::agent_loop::settings> wanted;
  for (const tests::task_settings& s : settings) wanted.push_back(tests::agent_loop::settings_of(s, catalog));
  peer_times& times = found["structs of strings, hash sets"];
  tests::stopwatch stopwatch;
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    expect_same(loop.evaluate(wanted[c]) == expected[c], "the loop over structs", catalog.size(),
                c == 0 ? "the usual task" : tests::settings_changes[c - 1].name);
    stopwatch.add(c == 0 ? times.summary : times.changes[c - 1], [&, c] { keep(loop.evaluate(wanted[c])); });
  }
  expect_same(loop.explain(wanted[0]) == expected[0], "the loop over structs", catalog.size(), "reasons");
  stopwatch.add(times.reasons, [&] { keep(loop.explain(wanted[0])); });
  stopwatch.run(0.5);
  for (double* time : {&times.summary, &times.reasons}) *time /= 1e6;
  for (double& time : times.changes) time /= 1e6;
}

void measure_sqlite(const tests::patch_catalog& catalog, const std::vector<tests::task_settings>& settings,
                    const std::vector<totals>& expected, peers& found) {
#if defined(PATCHPOLICY_BENCH_SQLITE)
  tests::sqlite_peer database(catalog);
  peer_times& times = found["SQLite, in memory"];
  tests::stopwatch stopwatch;
  for (std::size_t c = 0; c < settings.size(); ++c) {
    const bool admits_others = settings[c].admitted != settings[0].admitted;
    if (c == 0 || admits_others) database.admit(settings[c]);
    expect_same(database.evaluate(settings[c]) == expected[c], "SQLite", catalog.size(),
                c == 0 ? "the usual task" : tests::settings_changes[c - 1].name);
    stopwatch.add(c == 0 ? times.summary : times.changes[c - 1], [&, c] {
      if (admits_others) database.admit(settings[c]);
      keep(database.evaluate(settings[c]));
    });
    stopwatch.run(0.5);
    if (admits_others) database.admit(settings[0]);
  }
  times.summary /= 1e6;
  for (double& time : times.changes) time /= 1e6;
#else
  static_cast<void>(catalog), static_cast<void>(settings), static_cast<void>(expected), static_cast<void>(found);
  std::fprintf(stderr, "SKIPPED: SQLite, as this was built without it (libsqlite3-dev)\n");
#endif
}

template <class T>
void write_column(const std::string& folder, const char* name, const std::vector<T>& column) {
  std::ofstream file(folder + '/' + name, std::ios::binary);
  file.write(reinterpret_cast<const char*>(column.data()), static_cast<std::streamsize>(column.size() * sizeof(T)));
}

template <class Numbers>
std::string json_list(const Numbers& numbers) {
  std::string text = "[";
  for (const auto number : numbers) {
    if (text.size() > 1) text += ',';
    text += std::to_string(number);
  }
  text += ']';
  return text;
}

// Columns of numbers, one file each, and what is asked and expected in JSON.
void write_for_script(const std::string& folder, const tests::patch_catalog& catalog,
                      const std::vector<tests::task_settings>& settings, const std::vector<totals>& expected) {
  write_column(folder, "class", catalog.class_of);
  write_column(folder, "cvss", catalog.cvss);
  write_column(folder, "vrr", catalog.vrr);
  write_column(folder, "exploited", catalog.exploited);
  write_column(folder, "preview", catalog.preview);
  write_column(folder, "not_latest", catalog.not_latest);
  write_column(folder, "product", catalog.product_of);
  write_column(folder, "groups", catalog.groups);
  write_column(folder, "newer", catalog.newer);
  write_column(folder, "chain", catalog.chain);
  write_column(folder, "place", catalog.place);
  std::ofstream file(folder + "/tasks.json");
  file << "{\"vendor_of_product\":[";
  for (std::size_t i = 0; i < catalog.products.size(); ++i) file << (i > 0 ? "," : "") << catalog.products[i].vendor;
  file << "],\"tasks\":[";
  for (std::size_t c = 0; c < settings.size(); ++c) {
    const tests::task_settings& s = settings[c];
    file << (c > 0 ? "," : "") << "{\"classes\":" << s.classes << ",\"vrr\":" << s.vrr_at_least
         << ",\"cvss\":" << int{s.cvss_at_least} << ",\"included\":\"" << s.included << "\",\"excluded\":\""
         << s.excluded << "\",\"previews\":" << (s.previews ? "true" : "false")
         << ",\"admitted\":" << json_list(s.admitted) << ",\"expected\":{\"deploying\":" << expected[c].deploying
         << ",\"by_level\":" << json_list(expected[c].by_level) << ",\"by_vendor\":" << json_list(expected[c].by_vendor)
         << "}}";
  }
  file << "]}\n";
}

// The script prints lines `<engine> TAB <number of the task, or reasons> TAB <milliseconds>`.
void measure_in_script(const std::string& command, const std::string& folder, std::size_t patches, peers& found) {
  const std::string output = folder + "/times.tsv";
  const bool well = std::system((command + " " + folder + " >" + output).c_str()) == 0;
  expect_same(well, "the script of DuckDB and crossfilter2", patches, "see above");
  std::ifstream lines(output);
  std::string engine;
  std::string what;
  std::string time;
  while (std::getline(lines, engine, '\t') && std::getline(lines, what, '\t') && std::getline(lines, time)) {
    peer_times& times = found[engine];
    const double milliseconds = std::stod(time);
    if (what == "reasons")
      times.reasons = milliseconds;
    else if (const std::size_t task = std::stoul(what); task == 0)
      times.summary = milliseconds;
    else
      times.changes.at(task - 1) = milliseconds;
  }
}

// --- Tables.

using lines = std::vector<std::string>;

template <class... Values>
std::string format(const char* pattern, Values... values) {
  std::array<char, 300> text;
  std::snprintf(text.data(), text.size(), pattern, values...);
  return text.data();
}

std::string head_row(const std::string& first, const lines& rest) {
  std::string head = "| " + first + " |";
  std::string rule = "|---|";
  for (const std::string& cell : rest) {
    head += ' ' + cell + " |";
    rule += "---:|";
  }
  return head + '\n' + rule;
}

// Three digits, and never an exponent.
std::string short_number(double value) {
  const int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return format("%.*f", digits, value);
}

std::string against(double goal, double found) {
  if (found <= goal) return "met";
  const double percent = (found / goal - 1) * 100;
  return percent < 1 ? "missed by less than 1 %" : format("missed by %.0f %%", percent);
}

std::string spaced(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

// Times of the goals' machine become those of this one by how fast each reads memory.
constexpr double their_read_4 = 0.061;  // nanoseconds a patch, of a million

void print_goals(const std::vector<measured>& all) {
  const measured* at_million = nullptr;
  for (const measured& m : all)
    if (m.patches == million) at_million = &m;
  if (at_million == nullptr) return;
  const measured& m = *at_million;
  const auto n = static_cast<double>(m.patches);
  const double scale = m.read_4 / n / their_read_4;
  std::printf("### Goals\n\n%s\n", head_row("at 1,000,000 patches, unless it says otherwise",
                                            {"goal", "for this machine", "measured", "", "", "times reading 4 bytes"})
                                       .c_str());
  const auto row = [&](const std::string& what, double goal, double here, double found, const char* unit,
                       double nanoseconds) {
    const std::string times = nanoseconds > 0 ? format("%.1f", nanoseconds / m.read_4) : "";
    std::printf("| %s | %g | %s | %s | %s | %s | %s |\n", what.c_str(), goal, short_number(here).c_str(),
                short_number(found).c_str(), unit, against(here, found).c_str(), times.c_str());
  };
  const auto timed = [&](const std::string& what, double goal, double found, const char* unit, double nanoseconds) {
    row(what, goal, goal * scale, found, unit, nanoseconds);
  };
  timed("F1: evaluation, summary by severity and vendor", 0.20, m.summary / n, "ns a patch", m.summary);
  for (const measured& larger : all)
    if (larger.patches == 10 * million)
      timed("F1: the same at 10,000,000", 0.25, larger.summary / (10 * n), "ns a patch", larger.summary / 10);
  const double share = m.verdicts / m.decisions;
  row("F3: every patch explained, beside decisions alone", 1.15, 1.15, share, "times", m.verdicts);
  for (std::size_t c = 0; c < change_count; ++c)
    timed(std::string("F4: ") + tests::settings_changes[c].name, 0.2, m.changes[c] / 1e6, "ms", m.changes[c]);
  timed("F7: one verdict, of a thousand", 5, m.hot_verdict, "ns", 0);
  timed("F8: index from packed records", 25, m.index / n, "ns a patch", m.index);
  const auto bytes = static_cast<double>(m.memory.facts + m.memory.places + m.memory.products);
  row("F8: index, without the supersession", 4.5, 4.5, bytes / n, "bytes a patch", 0);
  const double slowest = std::max(m.mac, m.gnu_linux) / m.summary;
  row("Mac and Linux, beside Windows", 3, 3, slowest, "times", std::max(m.mac, m.gnu_linux));
  std::printf("\n");
}

// F2 is about programs that are built for the machine.
void print_scan_goals(const std::vector<measured>& all) {
  std::printf(
      "### Built for one machine\n\n%s\n",
      head_row("patches", {"evaluation, summary, ns a patch", "times a scan of the same bytes", "F2: at most", ""})
          .c_str());
  for (const measured& m : all) {
    const double times = m.summary / m.read_same;
    const double goal = m.patches > million ? 1.1 : 1.5;
    const bool has_goal = m.patches >= million;
    std::printf("| %s | %.3f | %.2f | %s | %s |\n", spaced(m.patches).c_str(),
                m.summary / static_cast<double>(m.patches), times, has_goal ? format("%.1f", goal).c_str() : "",
                has_goal ? against(goal, times).c_str() : "");
  }
  std::printf("\n");
}

void print_sizes(const std::vector<measured>& all) {
  lines sizes;
  for (const measured& m : all) sizes.push_back(spaced(m.patches));
  std::printf("### What each step costs\n\n%s\n", head_row("ns a patch", sizes).c_str());
  const auto row = [&](const std::string& what, const auto& value, const char* pattern) {
    std::printf("| %s |", what.c_str());
    for (const measured& m : all) {
      const double v = value(m);
      std::printf(" %s |", v > 0 ? format(pattern, v).c_str() : "–");
    }
    std::printf("\n");
  };
  const auto each = [&](const std::string& what, double measured::* time, const char* pattern = "%.3f") {
    row(what, [&](const measured& m) { return m.*time / static_cast<double>(m.patches); }, pattern);
  };
  each("reading 4 bytes a patch", &measured::read_4);
  each(format("reading %.3f bytes a patch, as evaluation does", bits_read / 8.0), &measured::read_same);
  each("**evaluation, summary by severity and vendor**", &measured::summary);
  each("the same with a task that is compiled anew", &measured::cold);
  each("decisions alone", &measured::decisions);
  each("every patch explained", &measured::verdicts);
  each("all counts of rule V4, of a selection that is there", &measured::all_counts);
  for (std::size_t c = 0; c < change_count; ++c)
    row(
        std::string(tests::settings_changes[c].name) + ", evaluation, summary",
        [&](const measured& m) { return m.changes[c] / static_cast<double>(m.patches); }, "%.3f");
  each("Mac: evaluation, summary", &measured::mac);
  each("Linux: evaluation, summary", &measured::gnu_linux);
  each("record by record: `select` and all counts", &measured::select, "%.0f");
  each("the same with the library's own records", &measured::select_records, "%.0f");
  each("making the supersession", &measured::supersession, "%.0f");
  each("making the index, from packed records", &measured::index, "%.0f");
  each("making the index, from the library's own records", &measured::index_of_records, "%.0f");
  each("making the groups", &measured::groups, "%.0f");
  row("one verdict of `indexed_verdicts`, of a thousand, ns", [](const measured& m) { return m.hot_verdict; }, "%.1f");
  row("one verdict of `indexed_verdicts`, anywhere, ns", [](const measured& m) { return m.random_verdict; }, "%.1f");
  row("one verdict of `indexed_selection`, anywhere, ns", [](const measured& m) { return m.random_unkept; }, "%.1f");
  const auto bytes = [&](const std::string& what, const auto& of) {
    row(what, [&](const measured& m) { return static_cast<double>(of(m)) / static_cast<double>(m.patches); }, "%.2f");
  };
  bytes("memory, bytes a patch: facts", [](const measured& m) { return m.memory.facts; });
  bytes("memory: places", [](const measured& m) { return m.memory.places; });
  bytes("memory: products", [](const measured& m) { return m.memory.products; });
  bytes("memory: supersession", [](const measured& m) { return m.memory.scan; });
  bytes("memory: groups", [](const measured& m) { return m.bytes_of_groups; });
  std::printf("\n");
}

void print_peers(const measured& m, const peers& found) {
  lines columns = {"evaluation, summary", "times ours", "every patch explained"};
  for (const auto& change : tests::settings_changes) columns.push_back(change.name);
  std::printf("### Beside others\n\n%s\n", head_row("milliseconds for 1,000,000 patches", columns).c_str());
  const auto row = [&](const std::string& who, const peer_times& t) {
    std::printf("| %s | %s | %s | %s |", who.c_str(), short_number(t.summary).c_str(),
                short_number(t.summary * 1e6 / m.summary).c_str(),
                t.reasons > 0 ? short_number(t.reasons).c_str() : "–");
    for (const double time : t.changes) std::printf(" %s |", short_number(time).c_str());
    std::printf("\n");
  };
  peer_times ours = {m.summary / 1e6, m.verdicts / 1e6, m.changes};
  for (double& time : ours.changes) time /= 1e6;
  row("**the indexed evaluation**", ours);
  for (const auto& [who, times] : found) row(who, times);
  std::printf("\n");

  const auto goal = [&](const char* who, const char* engine, double least) {
    const auto at = found.find(engine);
    if (at == found.end()) return std::printf("- F1, %s: not measured\n", who);
    const double times = at->second.summary * 1e6 / m.summary;
    return std::printf("- F1, at least %.0f times as fast as %s: %.0f times, %s\n", least, who, times,
                       times >= least ? "met" : "missed");
  };
  goal("DuckDB with two threads", "DuckDB, 2 threads", 45);
  goal("structs of strings", "structs of strings, hash sets", 400);
  std::printf("\n");
}

}  // namespace

int main(int count_of_arguments, char** arguments) {
  bool others = true;
  std::size_t most = million;
  std::string script;
  std::string folder;
  for (int i = 1; i < count_of_arguments; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--ours") {
      others = false;
    } else if (argument == "--most" && i + 1 < count_of_arguments) {
      most = std::stoul(arguments[++i]);
    } else if (argument == "--node" && i + 3 < count_of_arguments) {
      script = std::string(arguments[i + 1]) + ' ' + arguments[i + 2];
      folder = arguments[i + 3];
      i += 3;
    } else {
      std::fprintf(stderr, "usage: %s [--ours] [--most <patches>] [--node <program> <script> <folder>]\n",
                   arguments[0]);
      return 2;
    }
  }

  std::vector<measured> all;
  std::optional<peers> found;
  for (std::size_t size = 10'000; size <= most; size *= 10) {
    std::fprintf(stderr, "%zu patches\n", size);
    const tests::patch_catalog catalog = tests::make_catalog(size);
    const pp::patch_groups groups = tests::make_groups(catalog);
    std::vector<totals> expected;
    all.push_back(measure(catalog, groups, expected));
    measure_other_platforms(catalog, groups, all.back());
    if (!others || size != million) continue;

    found.emplace();
    std::vector<tests::task_settings> settings = {tests::usual_settings(catalog)};
    for (const auto& change : tests::settings_changes) {
      settings.push_back(settings[0]);
      change.make(settings.back(), catalog);
    }
    measure_agent_loop(catalog, settings, expected, *found);
    measure_sqlite(catalog, settings, expected, *found);
    if (script.empty()) {
      std::fprintf(stderr, "SKIPPED: DuckDB and crossfilter2, as no --node says how to run them\n");
    } else {
      write_for_script(folder, catalog, settings, expected);
      measure_in_script(script, folder, size, *found);
    }
  }

  if (others) {
    print_goals(all);
    print_sizes(all);
  } else {
    print_scan_goals(all);
  }
  if (found)
    for (const measured& m : all)
      if (m.patches == million) print_peers(m, *found);
  return all_agree ? 0 : 1;
}
