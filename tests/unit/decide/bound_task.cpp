// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/bound_task.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

// A host's own record that knows little.
struct bare {
  const char* name;
};

// One that knows all that can be told.
struct rich {
  std::string name;
  std::string kb;
  std::array<const char*, 2> older;
};

}  // namespace

template <>
struct patchpolicy::patch_traits<bare> {
  static constexpr auto os = pp::platform::windows;
  static constexpr const char* id(const bare& r) { return r.name; }
};

template <>
struct patchpolicy::patch_traits<rich> {
  static constexpr auto os = pp::platform::windows;
  static const std::string& id(const rich& r) { return r.name; }
  static const std::string& bulletin(const rich& r) { return r.kb; }
  static pp::product_path product(const rich&) { return {"Vantosi", "Tool", "5"}; }
  static std::optional<pp::patch_kind> kind(const rich&) { return pp::patch_kind::enablement; }
  static std::optional<pp::severity_level> severity(const rich&) { return pp::severity_level::low; }
  static std::optional<pp::vrr_score> vrr(const rich&) { return 7.25_vrr; }
  static std::optional<pp::cvss_score> cvss(const rich&) { return pp::cvss_score::of_tenths(98).value(); }
  static bool exploited(const rich&) { return true; }
  static bool preview(const rich&) { return true; }
  static const std::array<const char*, 2>& supersedes(const rich& r) { return r.older; }
};

namespace {

pp::task<pp::platform::windows> full_task() {
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.risk = pp::risk_option{.vrr_at_least = 1.00_vrr, .cvss_at_least = 2.0_cvss, .exploited = true};
  task.deploy.severity = pp::windows_severity_option{};
  task.deploy.patch_groups = pp::group_choice::of({"A", "B"}, {"C"}).value();
  task.deploy.enablement_packages = {{"KB1"}};
  task.deploy.products = pp::product_tree::of(true, {}, {{"vantosi", "", ""}}).value();
  return task;
}

const pp::patch_groups groups = {{"A", {"other"}}, {"B", {"KB1"}}, {"C", {"x"}}};

}  // namespace

TEST_CASE("what a host's record does not offer is unknown, never zero") {
  const auto facts = pp::bind(full_task(), groups).facts(bare{"x"});
  pp::patch_facts expected;
  expected.excluded_group = 0;  // its id is in C
  CHECK(facts == expected);
}

TEST_CASE("what a host's record offers is read in place") {
  const auto facts = pp::bind(full_task(), groups).facts(rich{"r", "KB1", {"a", "b"}});
  pp::patch_facts expected;
  expected.kind = pp::patch_kind::enablement;
  expected.severity = pp::severity_level::low;
  expected.vrr = 7.25_vrr;
  expected.cvss = pp::cvss_score::of_tenths(98).value();
  expected.exploited = true;
  expected.preview = true;
  expected.listed = true;
  expected.included_group = 1;
  expected.admitted = false;
  expected.product_state = 0;
  CHECK(facts == expected);
}

TEST_CASE("a bound task refers to nothing: it outlives its task and groups") {
  std::optional<pp::bound_task<pp::platform::windows>> bound;
  {
    auto task = full_task();
    pp::patch_groups own = groups;
    bound = pp::bind(task, own);
    for (auto& g : own) g.patches.assign(g.patches.size(), "overwritten");
    task.deploy.products.reset();
  }
  const auto copy = *bound;
  bound.reset();
  const auto facts = copy.facts(rich{"r", "KB1", {"a", "b"}});
  CHECK(facts.included_group == 1);
  CHECK_FALSE(facts.admitted);
}

TEST_CASE("a task that is off has no options (rule T3)") {
  auto task = full_task();
  task.enabled = false;
  const auto facts = pp::bind(task, groups).facts(rich{"r", "KB1", {"a", "b"}});
  CHECK(facts.included_group == pp::no_ordinal);
  CHECK(facts.admitted);
  CHECK_FALSE(pp::bind(task, groups).rules().enabled);
}

TEST_CASE("a configuration binds its tasks with its own setting for previews (rule D11)") {
  pp::configuration config;
  config.scan_preview_patches = true;
  config.windows.zero_day_response.enabled = true;
  config.windows.zero_day_response.deploy.risk = pp::risk_option{.exploited = true};
  using enum pp::task_kind;
  const auto zero_day = pp::bind<pp::platform::windows, zero_day_response>(config, groups);
  CHECK(zero_day.rules().previews == pp::preview_patches::visible);
  CHECK(zero_day.rules().risk.exploited);
  CHECK_FALSE((pp::bind<pp::platform::windows, priority_updates>(config, groups).rules().enabled));
  CHECK_FALSE(pp::bind<pp::platform::windows>(config, groups).rules().enabled);
  config.scan_preview_patches = false;
  CHECK((pp::bind<pp::platform::windows, zero_day_response>(config, groups)).rules().previews ==
        pp::preview_patches::invisible);
}

TEST_CASE("the setting for previews is there for whoever binds a single task (rule D11)") {
  constexpr auto previews_if = [](bool scanned) {
    pp::configuration_view config;
    config.scan_preview_patches = scanned;
    return pp::previews_of(config);
  };
  PATCHPOLICY_CHECK_BOTH(previews_if(true) == pp::preview_patches::visible);
  PATCHPOLICY_CHECK_BOTH(previews_if(false) == pp::preview_patches::invisible);
}

TEST_CASE("groups can be written in braces, none or some") {
  pp::configuration config;
  config.windows.routine_maintenance = full_task();
  const rich record{"r", "KB1", {"a", "b"}};
  const auto none = pp::bind(full_task(), pp::patch_groups{}).facts(record);
  CHECK(none.included_group == pp::no_ordinal);
  CHECK(pp::bind(full_task(), {}).facts(record) == none);
  CHECK(pp::bind<pp::platform::windows>(config, {}).facts(record) == none);
  CHECK(pp::bind(full_task(), {{"B", {"KB1"}}}).facts(record).included_group == 1);
  CHECK(pp::bind(full_task(), {}, pp::preview_patches::visible).rules().previews == pp::preview_patches::visible);

  constexpr auto severity_alone = [] {
    pp::configuration_view made = pp::default_configuration<pp::borrowed>();
    return pp::bind<pp::platform::windows>(made, {}).rules();
  };
  PATCHPOLICY_CHECK_BOTH(severity_alone().severity.security.contains(pp::severity_level::critical));
}

TEST_CASE("the Mac tick for non-security patches stands for all levels (rule D6)") {
  pp::task<pp::platform::mac> task;
  task.enabled = true;
  task.deploy.severity = pp::mac_severity_option{.security = {}, .non_security = true};
  CHECK(pp::bind(task, groups).rules().severity.non_security.size() == 5);
  CHECK(pp::bind(task, groups).rules().severity.security.empty());
}
