// SPDX-License-Identifier: BSL-1.0
// Values for a debugger to look at; it stops at `look`.
#include <chrono>
#include <optional>

#include "patchpolicy/core/result.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using namespace std::chrono_literals;

namespace {

int looks = 0;
[[gnu::noinline]] void look() { ++looks; }

}  // namespace

int main() {
  const pp::civil_date date = *pp::civil_date::of(2026, 3, 9);
  const pp::time_of_day time = "06:05"_time;
  const pp::vrr_score vrr = 7.05_vrr;
  const pp::cvss_threshold cvss = 10.0_cvss;
  const pp::rule_set rules = {pp::rule::severity, pp::rule::not_latest};
  const pp::rule_set no_rules;

  pp::verdict deploying;
  deploying.add(pp::rule::risk_exploited);
  deploying.add(pp::rule::included_group, 2);
  pp::verdict staying;
  staying.add(pp::rule::not_latest, 41);
  staying.add(pp::rule::product_filter);
  staying.add_unknown(pp::unknown_field::cvss);
  const pp::verdict silent;

  const pp::product_path product = {"Microsoft", " Windows 11 ", ""};
  const pp::product_path root = {};
  const pp::basic_product_path<pp::owned> owned_product = {"Mozilla", "Firefox", "a version that is not short"};

  const pp::sys_seconds instant(1'773'036'300s);
  const pp::local_seconds wall(1'773'039'900s);
  const pp::sys_seconds before_1970(-1s);
  const pp::occurrence run = {date, instant, 1h, pp::local_time_kind::fold, pp::staging_start{instant - 30min, 1h}};
  const pp::occurrence plain_run = {date, instant, -9000s};

  const pp::result<pp::civil_date, pp::no_such_date> good = date;
  const pp::result<pp::civil_date, pp::no_such_date> bad = pp::civil_date::of(2026, 2, 30);
  const pp::configuration config = pp::default_configuration();

  look();
  return looks == 1 && date == *good && !bad && time.hour() == 6 && vrr.count() == 705 && cvss.count() == 100 &&
                 rules.size() == 2 && no_rules.empty() && deploying.deploys() && !staying.deploys() &&
                 !silent.deploys() && product.depth() == 2 && root.depth() == 0 && owned_product.depth() == 3 &&
                 wall > pp::local_seconds() && before_1970 < run.at && plain_run.at == run.at && !config.name.empty()
             ? 0
             : 1;
}
