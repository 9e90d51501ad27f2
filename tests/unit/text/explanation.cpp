// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/explanation.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/explanation_json.hpp"
#include "patchpolicy/text/explanation_text.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

using windows_task = pp::task<pp::platform::windows>;

windows_task critical_only() {
  windows_task task;
  task.enabled = true;
  task.deploy.severity = pp::windows_severity_option{};
  return task;
}

pp::explanation explain_windows(const windows_task& task, const pp::patch_groups& groups, std::string_view text,
                                std::string_view id, pp::preview_patches previews = pp::preview_patches::invisible) {
  const auto catalog = pp::read_catalog(text);
  if (!catalog) FAIL(pp::to_text(catalog.error(), "catalog"));
  const auto& records = catalog->records<pp::platform::windows>();
  const pp::supersession scan(records);
  const auto at = std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.id == id; });
  REQUIRE(at != records.end());
  return pp::explain(task, groups, previews, records, scan, static_cast<pp::ordinal>(at - records.begin()));
}

// Two chains lead from Old to patches that are the latest: New and Other.
constexpr const char* two_heads = R"({"id":"Old","platform":"windows","kind":"security","severity":"critical"}
{"id":"Preview","platform":"windows","kind":"non_security","preview":true,"supersedes":["Old"]}
{"id":"New","platform":"windows","kind":"security","severity":"important","supersedes":["Preview"]}
{"id":"Other","platform":"windows","kind":"security","severity":"low","supersedes":["Old"]}
)";

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an explanation names all newer patches, where a verdict has the first alone (rule E1)") {
  const auto e = explain_windows(critical_only(), {}, two_heads, "Old");
  REQUIRE(e.verdict.stopped_by.size() == 1);
  CHECK(e.verdict.stopped_by[0] == pp::verdict_reason{pp::rule::not_latest, {"New", "Other"}});
  using member = pp::chain_member;
  CHECK(e.chain == std::vector<member>{{"Preview", member::relation::newer, false, false},
                                       {"New", member::relation::newer, false, true},
                                       {"Other", member::relation::newer, false, true}});
}

TEST_CASE("previews that are scanned for count as newer") {
  auto task = critical_only();
  const auto e = explain_windows(task, {}, R"({"id":"Old","platform":"windows","kind":"security","severity":"critical"}
{"id":"Preview","platform":"windows","kind":"non_security","preview":true,"supersedes":["Old"]})",
                                 "Old", pp::preview_patches::visible);
  CHECK(e.verdict.stopped_by == std::vector<pp::verdict_reason>{{pp::rule::not_latest, {"Preview"}}});
}

TEST_CASE("all deploying patches that replace one are named (rule D8)") {
  auto task = critical_only();
  task.deploy.patch_groups = pp::group_choice::of({"G"}).value();
  const pp::patch_groups groups = {{"G", {"Old", "New", "Other"}}};
  const auto e = explain_windows(task, groups, two_heads, "Old");
  CHECK(e.verdict.stopped_by == std::vector<pp::verdict_reason>{{pp::rule::replaced_by_selected, {"New", "Other"}}});
  CHECK(e.changes.empty());
  CHECK(mentions(pp::to_text(e), "a newer patch of its chain deploys in its place"));
}

TEST_CASE("the values that mattered are in the sentences") {
  auto task = critical_only();
  task.deploy.risk = pp::risk_option{.vrr_at_least = 7.00_vrr, .cvss_at_least = 9.0_cvss, .exploited = true};
  constexpr const char* record =
      R"({"id":"X","platform":"windows","kind":"security","severity":"critical","vrr":7.25,"cves":[{"id":"CVE-1","cvss":[{"version":"3.1","score":9.8}],"exploited":true},{"id":"CVE-2","exploited":true}]})";
  const std::string text = pp::to_text(explain_windows(task, {}, record, "X"));
  CHECK(text ==
        "X deploys.\n"
        "\nWhy:\n"
        "  - Its VRR is 7.25; the task deploys from 7.\n"
        "  - Its CVSS score is 9.8; the task deploys from 9.0.\n"
        "  - It closes CVE-1 and CVE-2, which are being exploited.\n"
        "  - It is a security patch of critical severity, which is ticked under severity.\n");
}

TEST_CASE("what stops a patch is said with what would change it") {
  auto task = critical_only();
  task.deploy.risk = pp::risk_option{.cvss_at_least = 9.0_cvss};
  task.deploy.patch_groups = pp::group_choice::of({}, {"Bad"}).value();
  task.deploy.products = pp::product_tree::of(true, {}, {{"Adobe", "", ""}}).value();
  const pp::patch_groups groups = {{"Bad", {"X"}}};
  const auto e = explain_windows(
      task, groups, R"({"id":"X","platform":"windows","vendor":"adobe","kind":"security","severity":"low"})", "X");
  CHECK(pp::to_text(e) ==
        "X does not deploy.\n"
        "\nWhat stops it, the most important first:\n"
        "  - Patch group \"Bad\" holds it and is excluded; exclusion always wins.\n"
        "  - The product filter leaves out Adobe.\n"
        "  - No option selects it: it is a security patch of low severity.\n"
        "  - The task asks for its CVSS score, which is not known.\n"
        "\nEach of these would make it deploy:\n"
        "  - include patch group \"Bad\", and tick adobe in the product filter\n"
        "  - include patch group \"Bad\", and tick all vendors and products in the product filter\n");
}

TEST_CASE("a task that is off says so, and no edit helps") {
  auto task = critical_only();
  task.enabled = false;
  const auto e = explain_windows(task, {}, two_heads, "New");
  CHECK(e.changes.empty());
  const std::string text = pp::to_text(e);
  CHECK(mentions(text, "The task is off"));
  CHECK(mentions(text, "while the task is off"));
}

TEST_CASE("on Linux a kind that the distribution does not offer is a detail of nothing selecting it (rule D6)") {
  const auto catalog = *pp::read_catalog(
      R"({"id":"E","platform":"linux","kind":"enhancement","distribution":"redhat","major_version":7})");
  const auto& records = catalog.records<pp::platform::gnu_linux>();
  pp::task<pp::platform::gnu_linux> task;
  task.enabled = true;
  task.deploy = pp::basic_linux_selection<pp::owned>{.severity = pp::linux_severity_option{.enhancement = true}};
  const auto e = pp::explain(task, {}, pp::preview_patches::invisible, records, pp::linux_scan(records), 0);
  CHECK(e.unsupported);
  CHECK(e.verdict.stopped_by == std::vector<pp::verdict_reason>{{pp::rule::nothing_selects, {}}});
  CHECK(mentions(pp::to_text(e), "an enhancement, which its distribution does not offer"));
  CHECK(mentions(pp::write_explanation(e), "\"unsupported\": true"));
}

TEST_CASE("every edit reads as an instruction, and is itself in JSON") {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < pp::enum_size<pp::edit_kind>; ++i) {
    pp::explanation e;
    pp::task_edit edit{.what = static_cast<pp::edit_kind>(i)};
    edit.level = pp::severity_level::low;
    edit.vrr = 7.25_vrr;
    edit.cvss = 8.0_cvss;
    edit.group = "G";
    edit.patch = "P";
    edit.product = {"V", "F", ""};
    e.changes = {{edit}};
    texts.push_back(pp::to_text(edit));
    CHECK(mentions(pp::write_explanation(e, pp::json_layout::compact),
                   "\"changes\":[[{\"edit\":\"" + std::string(pp::name_of(edit.what)) + '"'));
  }
  std::sort(texts.begin(), texts.end());
  CHECK(std::adjacent_find(texts.begin(), texts.end()) == texts.end());
}

TEST_CASE("the JSON form has lists where there may be several witnesses") {
  const std::string text =
      pp::write_explanation(explain_windows(critical_only(), {}, two_heads, "Old"), pp::json_layout::compact);
  CHECK(mentions(text, R"("stopped_by":[{"rule":"not_latest","latest":["New","Other"],"because":")"));
  CHECK(mentions(text, R"("chain":[{"id":"Preview","is":"newer","deploys":false,"visible":false},)"));
  CHECK(mentions(text, R"("facts":{"kind":"security","severity":"critical","exploited":false,"preview":false})"));
}

TEST_CASE("a patch that is superseded twice by one stands once in its chain") {
  const auto e = explain_windows(critical_only(), {}, R"({"id":"A","platform":"windows"}
{"id":"B","platform":"windows"}
{"id":"C","platform":"windows","supersedes":["B","A","B","A"]}
)",
                                 "C");
  using member = pp::chain_member;
  CHECK(e.chain == std::vector<member>{{"B", member::relation::older}, {"A", member::relation::older}});
}

TEST_CASE("patches that supersede one another in a circle are none older than another (rule D13)") {
  const auto e = explain_windows(critical_only(), {}, R"({"id":"A","platform":"windows","supersedes":["B","A","Old"]}
{"id":"B","platform":"windows","supersedes":["A"]}
{"id":"Old","platform":"windows"}
)",
                                 "A");
  using member = pp::chain_member;
  CHECK(e.chain == std::vector<member>{{"Old", member::relation::older}});
}

TEST_CASE("an edit has the keys of its kind, whatever its names are") {
  pp::explanation e;
  e.changes = {{{.what = pp::edit_kind::include_group}, {.what = pp::edit_kind::clear_exclusion}},
               {{.what = pp::edit_kind::add_to_group}, {.what = pp::edit_kind::list_package}},
               {{.what = pp::edit_kind::scan_previews}}};
  CHECK(mentions(pp::write_explanation(e, pp::json_layout::compact),
                 R"("changes":[[{"edit":"include_group","group":""},{"edit":"clear_exclusion","group":""}],)"
                 R"([{"edit":"add_to_group","group":"","patch":""},{"edit":"list_package","patch":""}],)"
                 R"([{"edit":"scan_previews"}]])"));
}

TEST_CASE("an explanation is JSON whatever bytes names hold") {
  const std::string name = "a\xFFz";
  pp::explanation e;
  e.verdict.id = name;
  e.verdict.selected_by = {{pp::rule::included_group, {name}}};
  e.verdict.stopped_by = {{pp::rule::not_latest, {name}}, {pp::rule::excluded_group, {name}}};
  e.verdict.installs = {name};
  e.exploited_by = {name};
  e.chain = {{name}};
  e.changes = {{{.what = pp::edit_kind::select_product, .product = {name, name, name}},
                {.what = pp::edit_kind::add_to_group, .group = name, .patch = name}}};
  const std::string text = pp::write_explanation(e, pp::json_layout::compact);
  CHECK(pp::detail::valid_utf8(text) == text);
  std::size_t count = 0;
  for (std::size_t at = text.find("a\xEF\xBF\xBDz"); at != std::string::npos; at = text.find("a\xEF\xBF\xBDz", at + 1))
    ++count;
  CHECK(count == 12);  // each name once
}
