// SPDX-License-Identifier: BSL-1.0
// The code of docs/evaluate-your-own-records.md.
#include <algorithm>

#include "support/catch.hpp"

// [record]
#include <cstdint>
#include <string>
#include <vector>

namespace fleet {  // your product; it knows nothing of patchpolicy

enum class rating : std::uint8_t { none, low, moderate, important, critical };

struct missing_update {
  std::string kb;
  std::string product;  // all of one vendor
  rating level = rating::none;
  int cvss_tenths = -1;  // -1: no score
  bool known_exploited = false;
  std::vector<std::string> replaces = {};
};

}  // namespace fleet
// [/record]

// [traits]
#include <optional>
#include <string_view>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;

template <>
struct pp::patch_traits<fleet::missing_update> {
  using update = fleet::missing_update;

  static constexpr auto os = pp::platform::windows;
  static std::string_view id(const update& u) { return u.kb; }

  static pp::product_path product(const update& u) { return {"Contoso", u.product, {}}; }
  static std::optional<pp::patch_kind> kind(const update&) { return pp::patch_kind::security; }
  static std::optional<pp::severity_level> severity(const update& u) {
    switch (u.level) {
      case fleet::rating::critical: return pp::severity_level::critical;
      case fleet::rating::important: return pp::severity_level::important;
      case fleet::rating::moderate: return pp::severity_level::moderate;
      case fleet::rating::low: return pp::severity_level::low;
      case fleet::rating::none: break;
    }
    return std::nullopt;
  }
  static std::optional<pp::cvss_score> cvss(const update& u) {
    return pp::cvss_score::of_tenths(u.cvss_tenths).optional();  // -1 is out of range, so unknown
  }
  static bool exploited(const update& u) { return u.known_exploited; }
  static const std::vector<std::string>& supersedes(const update& u) { return u.replaces; }
};
static_assert(pp::patch_record_of<fleet::missing_update, pp::platform::windows>);
// [/traits]

// [evaluate]
std::string report(const pp::configuration& config, const pp::patch_groups& groups,
                   const std::vector<fleet::missing_update>& missing) {
  const pp::supersession scan(missing);  // once for the scan, whatever the number of tasks

  std::string text;
  pp::for_each_task<pp::platform::windows>(config, [&](const auto& task) {
    const auto bound = pp::bind(task, groups, pp::previews_of(config));  // good for many scans
    const auto verdicts = pp::select(bound, missing, scan);
    pp::ordinal at = 0;
    for (const auto& [update, verdict] : verdicts) {
      const auto line = pp::name_verdict(task.deploy, bound, scan, verdicts, at++);
      text += std::string(pp::name_of(task.kind)) + ", " + update.kb + (verdict.deploys() ? ": yes, " : ": no, ") +
              pp::to_text(line) + '\n';
    }
  });
  return text;
}
// [/evaluate]

namespace {

// [missing]
const std::vector<fleet::missing_update> missing = {
    {.kb = "KB1", .product = "Reader", .level = fleet::rating::critical},
    {.kb = "KB2", .product = "Reader", .level = fleet::rating::moderate, .cvss_tenths = 70, .replaces = {"KB1"}},
    {.kb = "KB3", .product = "Mail", .level = fleet::rating::critical},
    {.kb = "KB4", .product = "Mail", .known_exploited = true},
};
// [/missing]

// [configuration]
pp::configuration configuration_of_fleet() {
  using namespace pp::literals;
  pp::configuration config = pp::default_configuration();  // routine maintenance: security critical
  auto& zero_day = config.windows.zero_day_response;
  zero_day.enabled = true;
  zero_day.schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "23:00"_time};
  zero_day.deploy.risk = pp::risk_option{.cvss_at_least = 7.5_cvss, .exploited = true};
  return config;
}
// [/configuration]

}  // namespace

TEST_CASE("a host's own records are judged in place") {
  const std::string text = report(configuration_of_fleet(), {}, missing);
  const auto contains = [&](const std::string& line) { return text.find(line + '\n') != std::string::npos; };
  // [expected]
  CHECK(contains("routine_maintenance, KB1: no, superseded by KB2"));
  CHECK(contains("routine_maintenance, KB2: no, nothing selects it"));  // moderate
  CHECK(contains("routine_maintenance, KB3: yes, severity"));
  CHECK(contains("zero_day_response, KB3: no, nothing selects it (no CVSS score known)"));
  CHECK(contains("zero_day_response, KB4: yes, exploited vulnerability"));
  // [/expected]
  CHECK(std::count(text.begin(), text.end(), '\n') == 12);
}

static_assert(sizeof(pp::verdict) == 32);

TEST_CASE("a verdict says more than yes and no, without text") {
  const pp::configuration config = configuration_of_fleet();
  // [verdict]
  const auto bound = pp::bind<pp::platform::windows>(config, {});
  const auto verdicts = pp::select(bound, missing);

  const pp::verdict& first = verdicts[0];  // on KB1
  CHECK_FALSE(first.deploys());
  CHECK(first.has(pp::rule::not_latest));
  CHECK(verdicts.record(first.witness(pp::rule::not_latest)).kb == "KB2");
  // [/verdict]
}

TEST_CASE("what a task sees in a record can be tested") {
  const pp::configuration config = configuration_of_fleet();
  // [facts]
  const auto bound = pp::bind<pp::platform::windows>(config, {});
  const pp::patch_facts facts = bound.facts(missing[1]);  // KB2

  CHECK(facts.severity == pp::severity_level::moderate);
  CHECK(facts.cvss == pp::cvss_score::constant<70>());
  CHECK_FALSE(facts.vrr.has_value());  // the traits do not offer it
  // [/facts]
}
