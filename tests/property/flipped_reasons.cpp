// SPDX-License-Identifier: BSL-1.0
// The explanation and the decision are one: take any reported reason away, and it is gone from the verdict, and the
// decision follows from what is left.
#include <cstdint>
#include <string>

#include "patchpolicy/decide/judge.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "support/catch.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

// What a patch would be like without one of the reasons for its verdict.
struct situation {
  pp::patch_facts facts;
  pp::ordinal newer = pp::no_ordinal;
};

situation without(pp::rule r, situation s) {
  switch (r) {
    case pp::rule::risk_vrr: s.facts.vrr.reset(); break;
    case pp::rule::risk_cvss: s.facts.cvss.reset(); break;
    case pp::rule::risk_exploited: s.facts.exploited = false; break;
    case pp::rule::severity: s.facts.kind = pp::patch_kind::bug_fix; break;  // which Windows has no tick for
    case pp::rule::included_group: s.facts.included_group = pp::no_ordinal; break;
    case pp::rule::enablement: s.facts.listed = false; break;
    case pp::rule::invisible_preview: s.facts.preview = false; break;
    case pp::rule::excluded_group: s.facts.excluded_group = pp::no_ordinal; break;
    case pp::rule::product_filter: s.facts.admitted = true; break;
    case pp::rule::not_latest: s.newer = pp::no_ordinal; break;
    default: break;
  }
  return s;
}

}  // namespace

TEST_CASE("each reported reason carries the decision") {
  std::size_t flipped = 0;
  std::size_t changed = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const naive::random_case c = naive::make_random_case(seed, naive::platform::windows);
    if (c.task_kind != "routine_maintenance") continue;
    INFO("seed " << seed);
    const auto config = pp::read_configuration(c.configuration_json);
    const auto groups = pp::read_patch_groups(c.groups_json);
    const auto catalog = pp::read_catalog(c.catalog_ndjson);
    REQUIRE((config && groups && catalog));
    const auto bound = pp::bind<pp::platform::windows>(*config, *groups);
    const auto& records = catalog->records<pp::platform::windows>();
    const pp::supersession scan(records);
    for (pp::ordinal at = 0; at < records.size(); ++at) {
      const situation as_it_is{bound.facts(records[at]), scan.newer_than(at, bound.rules().previews)};
      const pp::verdict before = pp::judge_windows(bound.rules(), as_it_is.facts, as_it_is.newer);
      for (const pp::rule r : before.rules()) {
        if (r == pp::rule::nothing_selects) continue;
        const situation s = without(r, as_it_is);
        const pp::verdict after = pp::judge_windows(bound.rules(), s.facts, s.newer);
        REQUIRE_FALSE(after.has(r));
        REQUIRE(after.deploys() == (!after.selected_by().empty() && after.stopped_by().empty()));
        if (pp::is_stop(r) && r != pp::rule::invisible_preview && r != pp::rule::not_latest)
          REQUIRE(after.rules() == before.rules() - pp::rule_set{r});
        if (before.deploys() && before.selected_by().size() == 1) REQUIRE_FALSE(after.deploys());
        if (pp::is_stop(r) && before.stopped_by().size() == 1 && !before.selected_by().empty())
          REQUIRE(after.deploys());
        ++flipped;
        if (after.deploys() != before.deploys()) ++changed;
      }
    }
  }
  CHECK(flipped > 3000);
  CHECK(changed > 500);
}
