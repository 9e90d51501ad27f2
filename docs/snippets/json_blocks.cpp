// SPDX-License-Identifier: BSL-1.0
// Every block of JSON in the pages is read, and formats.md names every key and every word where a reader looks for it.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

#include "support/catch.hpp"
#include "support/json_slices.hpp"

namespace pp = patchpolicy;

namespace {

struct block {
  std::string place;  // page:line
  std::string kind;   // what <!-- json: KIND --> says
  std::string text;
};

const std::filesystem::path docs = PATCHPOLICY_DOCS_DIR;

std::vector<std::filesystem::path> pages() {
  std::vector<std::filesystem::path> found;
  const auto add = [&](const std::filesystem::path& file) {
    if (file.extension() == ".md") found.push_back(file);
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(docs)) add(entry.path());
  for (const auto& entry : std::filesystem::directory_iterator(docs / "..")) add(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<block> blocks_of(const std::filesystem::path& page) {
  constexpr std::string_view begin = "<!-- json: ";
  constexpr std::string_view end = " -->";
  std::vector<block> found;
  std::ifstream in(page);
  std::string kind;
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += line + '\n';
    } else if (line == "```json") {
      found.push_back({page.filename().string() + ':' + std::to_string(number), kind, {}});
      inside = true;
    }
    const bool is_comment = line.starts_with(begin) && line.ends_with(end);
    kind = is_comment ? line.substr(begin.size(), line.size() - begin.size() - end.size()) : "";
  }
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t to = text.find('\n'); to != std::string::npos; from = to + 1, to = text.find('\n', from))
    lines.push_back(text.substr(from, to - from));
  return lines;
}

// The value, which reads back as an equal one; the errors otherwise.
template <class Value, class Write>
std::string errors_of(const pp::result<Value, pp::reading_errors>& read, Write write_and_read) {
  if (!read) return pp::to_text(read.error(), "block");
  return write_and_read(*read) == *read ? "" : "it does not read back as an equal value";
}

std::string errors_in_configuration(const std::string& text) {
  return errors_of(pp::read_configuration(text),
                   [](const auto& config) { return *pp::read_configuration(pp::write_configuration(config)); });
}

// A part of a Windows task, in the smallest configuration that holds it.
std::string in_a_task(const std::string& recurrence, const std::string& deploy) {
  return R"({"format":"patchpolicy/configuration/1","name":"x","windows":{"routine_maintenance":{"enabled":true,)"
         R"("schedule":{"recurrence":)" +
         recurrence + R"(,"at":"21:00"},"deploy":)" + deploy + "}}}";
}

std::string errors_in(const block& b) {
  if (b.kind == "configuration") return errors_in_configuration(b.text);
  if (b.kind == "groups")
    return errors_of(pp::read_patch_groups(b.text),
                     [](const auto& groups) { return *pp::read_patch_groups(pp::write_patch_groups(groups)); });
  if (b.kind == "catalog")
    return errors_of(pp::read_catalog(b.text),
                     [](const auto& catalog) { return *pp::read_catalog(pp::write_catalog(catalog)); });
  if (b.kind == "verdicts")
    return errors_of(pp::read_verdict_lines(b.text), [](const auto& lines) {
      std::string text;
      for (const auto& line : lines) pp::append_verdict_line(text, line);
      return *pp::read_verdict_lines(text);
    });
  if (b.kind == "runs")
    return errors_of(pp::read_run_lines(b.text), [](const auto& runs) {
      std::string text;
      for (const auto& run : runs) pp::append_run_line(text, run);
      return *pp::read_run_lines(text);
    });
  if (b.kind == "results") {  // they are read, not written
    const auto read = pp::read_result_lines(b.text);
    return read ? "" : pp::to_text(read.error(), "block");
  }
  if (b.kind == "reboot session")
    return errors_of(pp::read_reboot_session(b.text),
                     [](const auto& session) { return *pp::read_reboot_session(pp::write_reboot_session(session)); });
  std::string errors;
  for (const std::string& line : lines_of(b.text)) {
    if (b.kind == "recurrence")
      errors += errors_in_configuration(in_a_task(line, "{}"));
    else if (b.kind == "products")
      errors += errors_in_configuration(in_a_task(R"({"kind":"daily"})", R"({"products":)" + line + '}'));
    else
      return "there are no blocks of the kind \"" + b.kind + "\"";
  }
  return errors;
}

std::string formats_page() {
  std::ifstream in(docs / "formats.md");
  return {std::istreambuf_iterator<char>(in), {}};
}

// The page from that heading to the next one like it.
std::string section_of_formats(const std::string& heading) {
  const std::string page = formats_page();
  const std::size_t begin = page.find("\n## " + heading + '\n');
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

// The table whose first line begins so; empty if there is none.
std::string table_in(const std::string& section, const std::string& first_line) {
  const std::size_t begin = section.find("\n" + first_line);
  if (begin == std::string::npos) return {};
  return section.substr(begin, section.find("\n\n", begin) - begin);
}

// The words in backticks, in their order.
std::vector<std::string> quoted_words(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = text.find('`'); begin != std::string::npos;) {
    const std::size_t end = text.find('`', begin + 1);
    words.push_back(text.substr(begin + 1, end - begin - 1));
    begin = end == std::string::npos ? end : text.find('`', end + 1);
  }
  return words;
}

// What the page, or a part of it, does not name in backticks.
class missing_names {
 public:
  explicit missing_names(std::string page = formats_page()) : page_(std::move(page)) {}

  template <class... Enums>
  void look_for_words_of() {
    (look_for(pp::enum_names<Enums>::names), ...);
  }
  template <class... Types>
  void look_for_keys_of() {
    (pp::describe<Types>::visit([this](const auto& field) { this->look_for(field.name); }), ...);
  }
  /// Of what the library writes, but does not read.
  void look_for_keys_in(std::string_view json) {
    for (std::size_t end = json.find("\":"); end != std::string_view::npos; end = json.find("\":", end + 1)) {
      const std::size_t begin = json.rfind('"', end - 1) + 1;
      look_for(json.substr(begin, end - begin));
    }
  }
  void look_for(std::string_view name) {
    if (page_.find('`' + std::string(name) + '`') == std::string::npos) missing_.emplace_back(name);
  }
  const std::vector<std::string>& found() const { return missing_; }

 private:
  template <std::size_t Count>
  void look_for(const std::string_view (&names)[Count]) {
    for (const std::string_view name : names) look_for(name);
  }

  std::string page_;
  std::vector<std::string> missing_;
};

// An explanation that has everything: each rule, each edit with all that any edit may have, each relation.
pp::explanation everything_explained() {
  pp::explanation e;
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const auto why = static_cast<pp::rule>(i);
    (pp::is_stop(why) ? e.verdict.stopped_by : e.verdict.selected_by).push_back({why, {"x"}});
  }
  e.verdict.unknown = {pp::unknown_field::vrr, pp::unknown_field::cvss};
  e.verdict.installs = {"x"};
  e.facts.kind = pp::patch_kind::security;
  e.facts.severity = pp::severity_level::low;
  e.facts.vrr = pp::vrr_score::constant<725>();
  e.facts.cvss = pp::cvss_score::constant<80>();
  e.exploited_by = {"x"};
  e.rules.risk.vrr_at_least = e.facts.vrr;
  e.rules.risk.cvss_at_least = pp::cvss_threshold::constant<80>();
  e.unsupported = true;
  for (std::size_t i = 0; i < pp::enum_size<pp::chain_member::relation>; ++i)
    e.chain.push_back({"x", static_cast<pp::chain_member::relation>(i)});
  for (std::size_t i = 0; i < pp::enum_size<pp::edit_kind>; ++i)
    e.changes.push_back({{.what = static_cast<pp::edit_kind>(i),
                          .level = pp::severity_level::low,
                          .vrr = e.facts.vrr,
                          .cvss = e.rules.risk.cvss_at_least,
                          .group = "x",
                          .product = {"x", "", ""},
                          .patch = "x"}});
  return e;
}

}  // namespace

TEST_CASE("every block of JSON in the pages can be read") {
  std::size_t count = 0;
  for (const auto& page : pages())
    for (const block& b : blocks_of(page)) {
      INFO(b.place << " (" << b.kind << ")");
      CHECK(errors_in(b) == "");
      ++count;
    }
  CHECK(count >= 8);  // else the pages were not found
}

TEST_CASE("a block of JSON that is wrong is found") {
  CHECK(errors_in({"", "configuration", "{}"}) != "");
  CHECK(errors_in({"", "groups", "{}"}) != "");
  CHECK(errors_in({"", "catalog", "{}\n"}) != "");
  CHECK(errors_in({"", "verdicts", "{}\n"}) != "");
  CHECK(errors_in({"", "runs", "{}\n"}) != "");
  CHECK(errors_in({"", "results", "{}\n"}) != "");
  CHECK(errors_in({"", "reboot session", "{}"}) != "");
  CHECK(errors_in({"", "recurrence", "{\"kind\":\"yearly\"}\n"}) != "");
  CHECK(errors_in({"", "products", "{\"select_all\":1}\n"}) != "");
  CHECK(errors_in({"", "poem", "{}\n"}) != "");
}

TEST_CASE("formats.md names every key and every word") {
  using pp::platform;
  using pp::task_kind;
  missing_names names;
  names.look_for_words_of<pp::weekday, pp::week_of_month, pp::short_month_policy, pp::gap_policy, pp::fold_policy,
                          pp::recurrence_kind, platform, task_kind, pp::patch_kind, pp::severity_level,
                          pp::reboot_condition, pp::reboot_need, pp::cvss_version, pp::rule, pp::unknown_field,
                          pp::catch_up_outcome>();
  names.look_for_keys_of<pp::configuration, pp::basic_behavior<platform::windows, pp::owned>,
                         pp::task<platform::windows>, pp::staged_schedule, pp::clock_change_policy,
                         pp::detail::recurrence_fields, pp::detail::monthly_day_fields, pp::options<platform::windows>,
                         pp::options<platform::mac>, pp::detail::linux_fields, pp::risk_option,
                         pp::windows_severity_option, pp::mac_severity_option, pp::linux_severity_option,
                         pp::detail::group_choice_fields, pp::detail::product_tree_fields, pp::user_part,
                         pp::windows_reboot, pp::reboot_before, pp::reboot_after, pp::mac_reboot, pp::linux_reboot>();
  names.look_for_keys_of<pp::patch_group, pp::patch<platform::gnu_linux>, pp::basic_vulnerability<pp::owned>,
                         pp::detail::cvss_fields, pp::basic_package<pp::owned>, pp::detail::verdict_fields,
                         pp::detail::reason_fields, pp::detail::run_fields, pp::detail::stage_fields>();

  names.look_for_words_of<pp::reboot_answer, pp::no_reboot_reason, pp::reboot_reason, pp::reboot_phase,
                          pp::reboot_source, pp::reboot_state>();
  names.look_for_keys_of<pp::detail::result_fields, pp::detail::session_fields, pp::detail::request_fields>();
  const pp::named_reboot asked{
      pp::reboot_answer::requested, {{pp::reboot_reason::always, {"x"}}}, std::nullopt, pp::user_part{}};
  const pp::named_reboot not_asked{pp::reboot_answer::none, {}, pp::no_reboot_reason::switched_off, std::nullopt};
  names.look_for_keys_in(pp::write_reboots(platform::windows, task_kind::routine_maintenance, not_asked, asked));

  names.look_for_words_of<pp::group_use, pp::group_eye, pp::group_status, pp::inactive_reason>();
  const pp::patch_groups groups = {{"A", {"x"}}};
  pp::configuration naming;
  naming.mac.routine_maintenance.deploy.patch_groups = pp::group_inclusion::of({"B"}).value();
  const pp::group_grid grid = pp::grid_of(naming, groups, {}, pp::catalog{});
  names.look_for_keys_in(pp::write_group_grid(grid, groups, 1));
  names.look_for_keys_in(pp::write_group_records(grid, groups, 0, {{"x", platform::mac, {}}}, 1));

  // A summary has the values that its sentences have, by their names.
  pp::configuration naming_all = naming;
  naming_all.comment = "x";
  naming_all.gnu_linux.routine_maintenance.enabled = true;  // a finding, and a line below another
  pp::summary shown = pp::summarize(naming_all);
  names.look_for_keys_in(pp::write_summary(shown, pp::english));
  for (std::size_t i = 0; i < pp::enum_size<pp::summary_key>; ++i)
    pp::detail::take_apart(
        pp::english.lines[static_cast<pp::summary_key>(i)], [](std::string_view) {},
        [&](std::string_view name, std::string_view) { names.look_for(name); });
  std::string changes;
  pp::append_change_line(changes, pp::field_change{});
  pp::append_change_line(changes, pp::patch_change{});
  names.look_for_keys_in(changes);
  names.look_for_words_of<pp::finding_level>();

  const pp::utc_zone zone;
  const pp::schedule nightly{
      .recurrence = pp::daily{}, .at = *pp::time_of_day::of(3, 0), .run_on_boot_if_missed = true};
  const std::vector<pp::off_interval> a_day = {{pp::sys_seconds{}, pp::sys_seconds(std::chrono::hours(24))}};
  const pp::catch_up due = pp::missed_run(nightly, a_day, zone);
  std::string written = pp::write_catch_up(platform::gnu_linux, task_kind::routine_maintenance, due);
  pp::append_scan_line(written, *pp::next_scan(0, pp::sys_seconds{}, zone));
  pp::append_installation_scan_line(written, pp::sys_seconds{}, std::chrono::seconds(0));
  CHECK(written.find("\"from\"") != std::string::npos);
  names.look_for_keys_in(written);
  CHECK(names.found() == std::vector<std::string>{});
}

TEST_CASE("formats.md names every key and every word of an explanation in its tables") {
  const std::string section = section_of_formats("Explanations");
  missing_names keys(table_in(section, "| key | value |"));
  missing_names keys_of_a_reason(table_in(section, "| key of a reason |"));
  missing_names keys_of_facts(table_in(section, "| key of `facts` |"));
  missing_names keys_in_chain(table_in(section, "| key in `chain` |"));
  missing_names keys_of_an_edit(table_in(section, "| `edit` |"));
  const std::string json = pp::write_explanation(everything_explained(), pp::json_layout::compact);
  for (const auto& [key, value] : tests::members_of(json)) {
    keys.look_for(key);
    if (key == "selected_by" || key == "stopped_by") keys_of_a_reason.look_for_keys_in(value);
    if (key == "facts") keys_of_facts.look_for_keys_in(value);
    if (key == "chain") keys_in_chain.look_for_keys_in(value);
    if (key == "changes") keys_of_an_edit.look_for_keys_in(value);
  }
  keys_in_chain.look_for_words_of<pp::chain_member::relation>();
  keys_of_an_edit.look_for_words_of<pp::edit_kind>();
  for (const missing_names* names : {&keys, &keys_of_a_reason, &keys_of_facts, &keys_in_chain, &keys_of_an_edit})
    CHECK(names->found() == std::vector<std::string>{});
}

TEST_CASE("formats.md has a row for every finding, with the keys of its arguments") {
  const std::string section = section_of_formats("Findings");
  const std::string rows = table_in(section, "| `code` | `path` |") + '\n';
  missing_names keys(table_in(section, "| key | value |"));
  missing_names keys_of_arguments(table_in(section, "| key of `arguments` |"));
  for (std::size_t i = 0; i < pp::enum_size<pp::finding_code>; ++i) {
    const auto code = static_cast<pp::finding_code>(i);
    // The sentence names all values of a finding, as tests/unit/text/language.cpp makes sure.
    std::set<std::string_view> arguments;
    pp::detail::take_apart(
        pp::english.finding_values[code], [](std::string_view) {},
        [&](std::string_view name, std::string_view) { arguments.insert(name); });
    for (const std::string_view name : arguments) keys_of_arguments.look_for(name);

    INFO(pp::name_of(code));
    const std::size_t row = rows.find("\n| `" + std::string(pp::name_of(code)) + "` |");
    REQUIRE(row != std::string::npos);
    const std::string cells = rows.substr(row, rows.find('\n', row + 1) - row);
    const std::vector<std::string> told = quoted_words(cells.substr(cells.rfind('|', cells.size() - 2)));
    CHECK(std::set<std::string_view>(told.begin(), told.end()) == arguments);
  }
  std::string line;
  pp::append_finding_line(line, pp::finding{});
  keys.look_for_keys_in(line);
  keys.look_for_words_of<pp::finding_level>();
  CHECK(keys.found() == std::vector<std::string>{});
  CHECK(keys_of_arguments.found() == std::vector<std::string>{});
}
