// SPDX-License-Identifier: BSL-1.0
// Every way in which up to three records can supersede or need one another, in every state of each of them: select()
// says what the naive implementation says.
#include "patchpolicy/decide/selection.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "support/catch.hpp"
#include "support/naive_selection.hpp"

namespace pp = patchpolicy;

namespace {

constexpr std::size_t most_records = 3;
const std::string ids[most_records] = {"A", "B", "C"};

// How a record stands with the task, beside its edges. Groups hold bulletins, so that records change while groups stay.
enum class standing { unwanted, by_severity, by_group, but_excluded };
const std::vector<std::string> bulletins = {"", "", "wanted", "bad"};
const std::vector<naive::group> naive_groups = {{"Approved", {"wanted"}}, {"Known bad", {"bad"}}};
const pp::patch_groups groups = {{"Approved", {"wanted"}}, {"Known bad", {"bad"}}};

// Records in the terms of both implementations.
template <pp::platform Os>
struct records {
  std::vector<pp::patch<Os>> ours;
  std::vector<naive::patch> naives;

  explicit records(std::size_t count) : ours(count), naives(count) {
    for (std::size_t i = 0; i < count; ++i) {
      ours[i].id = naives[i].id = ids[i];
      ours[i].kind = pp::patch_kind::security;
      naives[i].kind = naive::kind::security;
    }
  }

  void stand(std::size_t i, standing how) {
    const bool wanted_by_rule = how == standing::by_severity || how == standing::but_excluded;
    ours[i].severity = wanted_by_rule ? pp::severity_level::critical : pp::severity_level::low;
    naives[i].severity = wanted_by_rule ? naive::level::critical : naive::level::low;
    ours[i].bulletin = bulletins[static_cast<std::size_t>(how)];
    naives[i].bulletin = ours[i].bulletin;
  }
};

// Takes one choice after the other off a number, so that counting goes through all combinations.
std::uint64_t take(std::uint64_t& number, std::uint64_t choices) {
  const std::uint64_t choice = number % choices;
  number /= choices;
  return choice;
}

// The number of combinations of so many choices of each record.
std::uint64_t combinations(std::uint64_t choices, std::size_t records) {
  return records == 0 ? 1 : choices * combinations(choices, records - 1);
}

// A graph has an edge or none from each record to each, itself included.
std::uint64_t graphs_over(std::size_t count) { return std::uint64_t{1} << count * count; }

// The edges of the graph of that number, by the record that they start from.
std::vector<std::vector<std::string>> edges_of(std::uint64_t graph, std::size_t count) {
  std::vector<std::vector<std::string>> edges(count);
  for (auto& from : edges)
    for (std::size_t to = 0; to < count; ++to)
      if (take(graph, 2) == 1) from.push_back(ids[to]);
  return edges;
}

bool has_self_edge(const std::vector<std::vector<std::string>>& edges) {
  for (std::size_t i = 0; i < edges.size(); ++i)
    for (const std::string& to : edges[i])
      if (to == ids[i]) return true;
  return false;
}

template <class Record>
std::string text_of(const Record& record) {
  std::string text = record.id + (record.preview ? " (preview)" : "");
  for (const std::string& id : record.supersedes) text += " supersedes " + id;
  if constexpr (requires { record.depends_on; })
    for (const std::string& id : record.depends_on) text += " needs " + id;
  return text + (record.severity == pp::severity_level::critical ? " critical " : " low ") + record.bulletin + '\n';
}

template <pp::platform Os>
bool agree(const pp::task<Os>& task, const pp::bound_task<Os>& bound, const records<Os>& of,
           const pp::scan_for<Os>& scan, const std::vector<naive::verdict>& expected) {
  const auto verdicts = pp::select(bound, of.ours, scan);
  bool same = true;
  for (pp::ordinal at = 0; at < of.ours.size(); ++at) {
    std::string line;
    pp::append_verdict_line(line, pp::name_verdict(task.deploy, bound, scan, verdicts, at));
    line.pop_back();
    if (line == naive::line(expected[at])) continue;
    same = false;
    std::string all;
    for (const auto& record : of.ours) all += text_of(record);
    INFO(all);
    CHECK(line == naive::line(expected[at]));
  }
  return same;
}

}  // namespace

TEST_CASE("rules D7, D8, D11 and D13: all graphs over up to three Windows records, in all their states") {
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.severity = pp::windows_severity_option{};
  task.deploy.patch_groups = pp::group_choice{};
  task.deploy.patch_groups->include({"Approved"});
  task.deploy.patch_groups->exclude({"Known bad"});
  naive::task naive_task;
  naive_task.enabled = true;
  naive_task.severity.emplace().security = {naive::level::critical};
  naive_task.patch_groups = {{"Approved"}, {"Known bad"}};

  for (std::size_t count = 1; count <= most_records; ++count)
    for (std::uint64_t graph = 0; graph < graphs_over(count); ++graph) {
      records<pp::platform::windows> of(count);
      const auto edges = edges_of(graph, count);
      for (std::size_t i = 0; i < count; ++i) of.ours[i].supersedes = of.naives[i].supersedes = edges[i];
      // Edges of a record to itself are left out when a scan is read, whatever the record is: previews and these, over
      // three records, would multiply to half a million cases, and are counted through over two.
      const bool without_previews = count == most_records && has_self_edge(edges);
      for (std::uint64_t previews = 0; previews < (without_previews ? 1 : combinations(2, count)); ++previews) {
        std::uint64_t preview_of = previews;
        for (std::size_t i = 0; i < count; ++i) of.ours[i].preview = of.naives[i].preview = take(preview_of, 2) == 1;
        const pp::supersession scan(of.ours);
        for (const auto visible : {pp::preview_patches::invisible, pp::preview_patches::visible}) {
          naive_task.scan_preview_patches = visible == pp::preview_patches::visible;
          const auto bound = pp::bind(task, groups, visible);
          for (std::uint64_t standings = 0; standings < combinations(4, count); ++standings) {
            std::uint64_t standing_of = standings;
            for (std::size_t i = 0; i < count; ++i) of.stand(i, static_cast<standing>(take(standing_of, 4)));
            const auto expected = naive::windows_verdicts(naive_task, naive_groups, of.naives);
            REQUIRE(agree(task, bound, of, scan, expected));
          }
        }
      }
    }
}

TEST_CASE("rules D9 and D13: all graphs over up to three Mac records, each wanted in any way or not") {
  pp::task<pp::platform::mac> task;
  task.enabled = true;
  task.deploy.severity = pp::mac_severity_option{};
  task.deploy.patch_groups = pp::group_inclusion{};
  task.deploy.patch_groups->include({"Approved"});
  naive::task naive_task;
  naive_task.platform = naive::platform::mac;
  naive_task.enabled = true;
  naive_task.severity.emplace().security = {naive::level::critical};
  naive_task.patch_groups = {{"Approved"}, {}};
  const auto bound = pp::bind(task, groups);

  for (std::size_t count = 1; count <= most_records; ++count)
    for (std::uint64_t graph = 0; graph < graphs_over(count); ++graph) {
      records<pp::platform::mac> of(count);
      const auto edges = edges_of(graph, count);
      for (std::size_t i = 0; i < count; ++i) of.ours[i].supersedes = of.naives[i].supersedes = edges[i];
      const pp::supersession scan(of.ours);
      for (std::uint64_t standings = 0; standings < combinations(3, count); ++standings) {
        std::uint64_t standing_of = standings;
        for (std::size_t i = 0; i < count; ++i) of.stand(i, static_cast<standing>(take(standing_of, 3)));
        REQUIRE(agree(task, bound, of, scan, naive::mac_verdicts(naive_task, naive_groups, of.naives)));
      }
    }
}

TEST_CASE("rule D10: all graphs of needs over up to three Linux records, and all graphs of supersession") {
  pp::task<pp::platform::gnu_linux> task;
  task.enabled = true;
  auto& chosen = task.deploy.emplace<pp::linux_selection>();
  chosen.severity = pp::linux_severity_option{};
  chosen.patch_groups = pp::group_inclusion{};
  chosen.patch_groups->include({"Approved"});
  naive::task naive_task;
  naive_task.platform = naive::platform::linux_os;
  naive_task.enabled = true;
  naive_task.severity.emplace().security = {naive::level::critical};
  naive_task.patch_groups = {{"Approved"}, {}};
  const auto bound = pp::bind(task, groups);

  for (std::size_t count = 1; count <= most_records; ++count)
    for (std::uint64_t graph = 0; graph < graphs_over(count); ++graph)
      for (const bool needs : {true, false}) {
        records<pp::platform::gnu_linux> of(count);
        const auto edges = edges_of(graph, count);
        for (std::size_t i = 0; i < count; ++i) {
          (needs ? of.ours[i].depends_on : of.ours[i].supersedes) = edges[i];
          (needs ? of.naives[i].depends_on : of.naives[i].supersedes) = edges[i];
        }
        const pp::linux_scan scan(of.ours);
        for (std::uint64_t standings = 0; standings < combinations(3, count); ++standings) {
          std::uint64_t standing_of = standings;
          for (std::size_t i = 0; i < count; ++i) of.stand(i, static_cast<standing>(take(standing_of, 3)));
          const auto expected = naive::linux_verdicts(naive_task, naive_groups, of.naives, {});
          REQUIRE(agree(task, bound, of, scan, expected));
        }
      }
}
