// SPDX-License-Identifier: BSL-1.0
// What would make a patch deploy (rule E2), against an exhaustive search over all sets of edits.
#include "patchpolicy/decide/what_would_change.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "support/catch.hpp"
#include "support/effort.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

template <class Task>
struct problem {
  Task task;
  pp::patch_groups groups;
  pp::preview_patches previews = pp::preview_patches::invisible;
  const std::vector<pp::patch_view<Task::os>>* records = nullptr;
  const pp::scan_for<Task::os>* scan = nullptr;
  pp::ordinal at = 0;
};

template <class Task>
bool deploys_after(const problem<Task>& p, const pp::edit_set& edits) {
  pp::edited_task<Task::os, Task::kind> edited{p.task, p.groups, p.previews};
  for (const pp::task_edit& edit : edits) pp::apply(edit, edited);
  return pp::select(pp::bind(edited.edited, edited.groups, edited.previews), *p.records, *p.scan)[p.at].deploys();
}

// Every edit that there is for this patch, more than could ever help, in the order of their kinds.
template <class Task>
std::vector<pp::task_edit> all_edits(const problem<Task>& p) {
  const auto& record = (*p.records)[p.at];
  std::vector<pp::task_edit> edits;
  const auto offer = [&](pp::task_edit edit) {
    pp::edited_task<Task::os, Task::kind> edited{p.task, p.groups, p.previews};
    pp::apply(edit, edited);
    const bool changes = !(edited.edited == p.task) || edited.groups != p.groups || edited.previews != p.previews;
    if (changes) edits.push_back(std::move(edit));
  };
  using enum pp::edit_kind;
  for (std::size_t level = 0; level < 5; ++level) {
    if (Task::os == pp::platform::gnu_linux && level == 4) break;
    offer({.what = tick_severity, .level = static_cast<pp::severity_level>(level)});
  }
  if constexpr (Task::os == pp::platform::windows)
    for (std::size_t level = 0; level < 5; ++level)
      offer({.what = tick_severity,
             .kind = pp::patch_kind::non_security,
             .level = static_cast<pp::severity_level>(level)});
  if constexpr (Task::os == pp::platform::mac) offer({.what = tick_severity, .kind = pp::patch_kind::non_security});
  if constexpr (Task::os == pp::platform::gnu_linux) {
    offer({.what = tick_severity, .kind = pp::patch_kind::bug_fix});
    offer({.what = tick_severity, .kind = pp::patch_kind::enhancement});
  }
  if constexpr (Task::os == pp::platform::windows) {
    const auto risk = p.task.deploy.risk.value_or(pp::risk_option{});
    const auto cvss = pp::patch_traits<pp::patch_view<Task::os>>::cvss(record);
    if (record.vrr && !(risk.vrr_at_least && *risk.vrr_at_least <= *record.vrr))
      offer({.what = lower_vrr, .vrr = record.vrr});
    if (cvss && cvss->count() > 0 && !(risk.cvss_at_least && risk.cvss_at_least->count() <= cvss->count()))
      offer({.what = lower_cvss, .cvss = pp::cvss_threshold::of_tenths(cvss->count()).value()});
    offer({.what = select_exploited});
  }
  const auto holds = [&](const pp::patch_group& g) {
    return std::count(g.patches.begin(), g.patches.end(), record.id) > 0 ||
           (!record.bulletin.empty() && std::count(g.patches.begin(), g.patches.end(), record.bulletin) > 0);
  };
  std::vector<std::string> included;
  std::vector<std::string> excluded;
  if constexpr (Task::os == pp::platform::gnu_linux) {
    if (const auto* s = std::get_if<pp::basic_linux_selection<pp::owned>>(&p.task.deploy); s && s->patch_groups)
      included = s->patch_groups->included();
  } else if (p.task.deploy.patch_groups) {
    included = p.task.deploy.patch_groups->included();
    if constexpr (Task::os == pp::platform::windows) excluded = p.task.deploy.patch_groups->excluded();
  }
  for (const auto& g : p.groups)
    if (holds(g)) offer({.what = include_group, .group = g.name});
  for (const auto& name : included)
    for (const auto& g : p.groups)
      if (g.name == name && !holds(g)) offer({.what = add_to_group, .group = name, .patch = std::string(record.id)});
  for (const auto& name : excluded)
    for (const auto& g : p.groups)
      if (g.name == name && holds(g)) offer({.what = clear_exclusion, .group = name});
  if constexpr (Task::os == pp::platform::windows) {
    const pp::product_path path{record.vendor, record.family, record.version};
    if (p.task.deploy.products && !p.task.deploy.products->admits(path))
      for (std::size_t depth = path.depth() + 1; depth-- > 0;)
        offer({.what = select_product,
               .product = {std::string(depth > 0 ? path.part(0) : ""), std::string(depth > 1 ? path.part(1) : ""),
                           std::string(depth > 2 ? path.part(2) : "")}});
    if constexpr (Task::kind == pp::task_kind::routine_maintenance)
      if (record.kind == pp::patch_kind::enablement) offer({.what = list_package, .patch = std::string(record.id)});
    offer({.what = scan_previews});
  }
  return edits;
}

// All subsets of a size that make the patch deploy, in the order of the edits.
template <class Task>
void subsets(const problem<Task>& p, const std::vector<pp::task_edit>& edits, std::size_t from, std::size_t size,
             pp::edit_set& chosen, std::vector<pp::edit_set>& found) {
  if (size == 0) {
    if (deploys_after(p, chosen)) found.push_back(chosen);
    return;
  }
  for (std::size_t i = from; i + size <= edits.size(); ++i) {
    chosen.push_back(edits[i]);
    subsets(p, edits, i + 1, size - 1, chosen, found);
    chosen.pop_back();
  }
}

struct counts {
  std::size_t asked = 0;
  std::size_t answered = 0;
  std::size_t with_several_edits = 0;
};

template <class Task>
void compare(const problem<Task>& p, counts& seen) {
  const auto answer = pp::what_would_change(p.task, p.groups, p.previews, *p.records, *p.scan, p.at);
  if (deploys_after(p, {})) {
    REQUIRE(answer.empty());
    return;
  }
  ++seen.asked;
  const auto edits = all_edits(p);
  const std::size_t largest = std::min<std::size_t>(edits.size(), edits.size() > 14 ? 3 : 4);
  std::vector<pp::edit_set> expected;
  for (std::size_t size = 1; size <= largest && expected.empty(); ++size) {
    pp::edit_set chosen;
    subsets(p, edits, 0, size, chosen, expected);
  }
  if (expected.empty() && !answer.empty()) {  // larger than the exhaustive search goes
    for (const auto& set : answer) {
      REQUIRE(set.size() > largest);
      REQUIRE(deploys_after(p, set));
    }
    return;
  }
  if (expected.size() > 16) expected.resize(16);
  REQUIRE(answer == expected);
  if (!answer.empty()) ++seen.answered;
  if (!answer.empty() && answer[0].size() > 1) ++seen.with_several_edits;
}

template <class Task>
void compare_task(const pp::configuration& config, const Task& task, const pp::patch_groups& groups,
                  const pp::catalog& catalog, const pp::linux_endpoint& endpoint, counts& seen) {
  const auto& records = catalog.records<Task::os>();
  const auto scan = [&] {
    if constexpr (Task::os == pp::platform::gnu_linux)
      return pp::linux_scan(records, endpoint);
    else
      return pp::supersession(records);
  }();
  problem<Task> p{task, groups, pp::previews_of(config), &records, &scan, 0};
  for (p.at = 0; p.at < records.size(); ++p.at) {
    INFO("patch " << records[p.at].id);
    compare(p, seen);
  }
}

counts compare_cases(naive::platform os, std::uint64_t cases) {
  counts seen;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    const naive::random_case c = naive::make_random_case(seed, os);
    if (c.patches.size() > 24) continue;
    INFO("seed " << seed << "\n" << c.configuration_json << "\n" << c.groups_json << "\n" << c.catalog_ndjson);
    const auto config = pp::read_configuration(c.configuration_json);
    const auto groups = pp::read_patch_groups(c.groups_json);
    const auto catalog = pp::read_catalog(c.catalog_ndjson);
    REQUIRE((config && groups && catalog));
    pp::linux_endpoint endpoint{.distribution =
                                    c.endpoint.distribution ? std::string_view(*c.endpoint.distribution) : ""};
    if (c.endpoint.major_version)
      endpoint.major_version = pp::distribution_version::of(*c.endpoint.major_version).optional();
    if (os == naive::platform::mac)
      compare_task(*config, config->mac.routine_maintenance, *groups, *catalog, endpoint, seen);
    else if (os == naive::platform::linux_os)
      compare_task(*config, config->gnu_linux.routine_maintenance, *groups, *catalog, endpoint, seen);
    else if (c.task_kind == "priority_updates")
      compare_task(*config, config->windows.priority_updates, *groups, *catalog, endpoint, seen);
    else if (c.task_kind == "zero_day_response")
      compare_task(*config, config->windows.zero_day_response, *groups, *catalog, endpoint, seen);
    else
      compare_task(*config, config->windows.routine_maintenance, *groups, *catalog, endpoint, seen);
  }
  return seen;
}

}  // namespace

TEST_CASE("on Windows the smallest sets of edits are those of an exhaustive search") {
  const counts seen = compare_cases(naive::platform::windows, tests::rounds(250));
  CHECK(seen.answered > tests::rounds(500));
  CHECK(seen.with_several_edits > tests::rounds(100));
}

TEST_CASE("on a Mac the smallest sets of edits are those of an exhaustive search") {
  CHECK(compare_cases(naive::platform::mac, tests::rounds(150)).answered > tests::rounds(200));
}

TEST_CASE("on Linux the smallest sets of edits are those of an exhaustive search") {
  CHECK(compare_cases(naive::platform::linux_os, tests::rounds(150)).answered > tests::rounds(200));
}
