// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/reboot_decision.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::install_outcome;
using pp::no_reboot_reason;
using pp::platform;
using pp::reboot_answer;
using pp::reboot_need;
using pp::reboot_reason;

namespace {

// A patch, what its data say, and whether the task selects it.
struct given {
  std::string_view id;
  std::optional<reboot_need> need = {};
  bool selected = true;
  bool operating_system = false;
};

template <platform Platform>
using records_of = std::vector<pp::patch<Platform>>;

template <platform Platform>
records_of<Platform> records(const std::vector<given>& patches) {
  records_of<Platform> made;
  for (const given& g : patches) {
    pp::patch<Platform> p;
    p.id = g.id;
    p.reboot = g.need;
    p.operating_system = g.operating_system;
    p.kind = pp::patch_kind::security;
    p.severity = g.selected ? pp::severity_level::critical : pp::severity_level::low;
    made.push_back(p);
  }
  return made;
}

template <platform Platform>
pp::task<Platform> task() {
  pp::task<Platform> made;
  made.enabled = true;
  if constexpr (Platform == platform::gnu_linux)
    made.deploy.template emplace<0>().severity.emplace().security = {pp::linux_severity_level::critical};
  else
    made.deploy.severity.emplace().security = {pp::severity_level::critical};
  return made;
}

const pp::patch_groups no_groups;

// The decisions of one task about one scan, with the results that are known.
template <platform Platform>
struct one_run {
  records_of<Platform> patches;
  pp::scan_for<Platform> scan;
  pp::selection<records_of<Platform>> verdicts;
  pp::install_outcomes<Platform, records_of<Platform>> outcomes;

  one_run(std::in_place_t, records_of<Platform> of)
      : patches(std::move(of)),
        scan(patches),
        verdicts(pp::select(pp::bind(task<Platform>(), no_groups), patches, scan)),
        outcomes(verdicts, scan) {}
  explicit one_run(const std::vector<given>& of) : one_run(std::in_place, records<Platform>(of)) {}
  one_run(const one_run&) = delete;

  template <class Reboot>
  pp::reboot_decision forecast(const Reboot& set) const {
    return forecast_reboot_after(set, verdicts, scan);
  }
  template <class Reboot>
  pp::reboot_decision after(const Reboot& set) const {
    return decide_reboot_after(set, verdicts, scan, outcomes);
  }
  std::string ids(reboot_reason reason) const {
    std::string text;
    pp::for_each_reboot_patch<Platform>(reason, verdicts, scan, outcomes,
                                        [&](pp::ordinal at) { text += patches[at].id + " "; });
    return text;
  }
};
using windows_run = one_run<platform::windows>;
using mac_run = one_run<platform::mac>;
using linux_run = one_run<platform::gnu_linux>;

pp::windows_reboot windows_after(pp::reboot_condition when) { return {.after = pp::reboot_after{.when = when}}; }
const pp::windows_reboot if_required = windows_after(pp::reboot_condition::if_required);
const pp::windows_reboot always = windows_after(pp::reboot_condition::always);
const pp::linux_reboot on_linux{.after_if_required = true};

bool is_none(const pp::reboot_decision& d, no_reboot_reason why) {
  return d.answer() == reboot_answer::none && d.why_not() == why && d.reasons().empty() && !d;
}
bool is_asked(const pp::reboot_decision& d, reboot_reason why, pp::ordinal first) {
  return d.answer() == reboot_answer::requested && !d.why_not() && d && d.witness(why) == first &&
         d.reasons() == pp::flag_set<reboot_reason>{why};
}

}  // namespace

TEST_CASE("a reboot before deployment is asked for if it is on and there is something to deploy") {  // rules B2, B3
  const windows_run some({{"a", reboot_need::no}});
  const windows_run nothing({{"a", reboot_need::required, false}});
  const pp::windows_reboot on{.before = pp::reboot_before{}};
  CHECK(is_asked(decide_reboot_before(on, some.verdicts), reboot_reason::before_deployment, pp::no_ordinal));
  CHECK(is_none(decide_reboot_before(pp::windows_reboot{}, some.verdicts), no_reboot_reason::switched_off));
  CHECK(is_none(decide_reboot_before(always, some.verdicts), no_reboot_reason::switched_off));
  CHECK(is_none(decide_reboot_before(on, nothing.verdicts), no_reboot_reason::nothing_deployed));
  CHECK(is_none(decide_reboot_before(on, some.verdicts, pp::run_kind::catch_up), no_reboot_reason::just_booted));
  CHECK(
      is_none(decide_reboot_before(on, nothing.verdicts, pp::run_kind::catch_up), no_reboot_reason::nothing_deployed));
  CHECK(decide_reboot_before(on, some.verdicts, pp::run_kind::regular) == decide_reboot_before(on, some.verdicts));
}

TEST_CASE("only Windows restarts before it deploys") {  // rule B3
  const mac_run mac({{"a"}});
  const linux_run advisory({{"a"}});
  CHECK(is_none(decide_reboot_before(pp::mac_reboot{.always_after_update = true}, mac.verdicts),
                no_reboot_reason::not_offered));
  CHECK(is_none(decide_reboot_before(on_linux, advisory.verdicts), no_reboot_reason::not_offered));
}

TEST_CASE("whether a reboot is required has three answers before the installation") {  // rule B4
  using enum reboot_need;
  struct row {
    std::vector<given> patches;
    reboot_answer answer;
    pp::flag_set<reboot_reason> reasons;
  };
  const row rows[] = {
      {{{"a", no}, {"b", no}}, reboot_answer::none, {}},
      {{{"a", no}, {"b", maybe}}, reboot_answer::depends_on_results, {reboot_reason::unknown}},
      {{{"a", no}, {"b", {}}}, reboot_answer::depends_on_results, {reboot_reason::unknown}},
      {{{"a", maybe}, {"b", required}, {"c"}}, reboot_answer::requested, {reboot_reason::required}},
      {{{"a", required, false}, {"b", no}}, reboot_answer::none, {}},
      {{{"a", maybe, false}, {"b", no}}, reboot_answer::none, {}},
  };
  for (const row& r : rows) {
    const windows_run run(r.patches);
    const auto d = run.forecast(if_required);
    CHECK(d.answer() == r.answer);
    CHECK(d.reasons() == r.reasons);
    CHECK(static_cast<bool>(d) == (r.answer == reboot_answer::requested));
    if (r.answer == reboot_answer::none) CHECK(d.why_not() == no_reboot_reason::not_required);
    // without results nothing is left open afterwards
    const auto after = run.after(if_required);
    CHECK(after.answer() == (r.answer == reboot_answer::none ? reboot_answer::none : reboot_answer::requested));
  }
  const windows_run nothing({{"a", required, false}});
  CHECK(is_none(nothing.forecast(if_required), no_reboot_reason::nothing_deployed));
}

TEST_CASE("a result decides for its patch, whatever the data say") {  // rule B4
  windows_run run({{"a", reboot_need::required}, {"b", reboot_need::no}, {"c", reboot_need::no}});
  CHECK(is_asked(run.after(if_required), reboot_reason::required, 0));
  CHECK(run.outcomes.set("a", install_outcome::installed));
  CHECK(is_none(run.after(if_required), no_reboot_reason::not_required));
  CHECK(run.outcomes.set("c", install_outcome::restart_required));
  CHECK(is_asked(run.after(if_required), reboot_reason::result_code, 2));
  CHECK(run.ids(reboot_reason::result_code) == "c ");
  CHECK(run.outcomes.set("b", install_outcome::failed_restart_required));
  CHECK(is_asked(run.after(if_required), reboot_reason::result_code, 1));
  CHECK(run.ids(reboot_reason::result_code) == "b c ");
  // what failed needs no restart, whatever its data say
  CHECK(run.outcomes.set("a", install_outcome::failed));
  CHECK(run.outcomes.set("b", install_outcome::failed));
  CHECK(run.outcomes.set("c", install_outcome::failed));
  CHECK(is_none(run.after(if_required), no_reboot_reason::nothing_deployed));
  // the forecast does not know of results
  CHECK(is_asked(run.forecast(if_required), reboot_reason::required, 0));
}

TEST_CASE("what neither data nor results decide is asked for") {  // rule B4
  windows_run run({{"a", reboot_need::no}, {"b"}, {"c", reboot_need::maybe}});
  CHECK(is_asked(run.after(if_required), reboot_reason::unknown, 1));
  CHECK(run.ids(reboot_reason::unknown) == "b c ");
  CHECK(run.outcomes.set("b", install_outcome::installed));
  CHECK(is_asked(run.after(if_required), reboot_reason::unknown, 2));
  CHECK(run.outcomes.set("c", install_outcome::installed));
  CHECK(is_none(run.after(if_required), no_reboot_reason::not_required));
}

TEST_CASE("a decision has all its reasons, each with its first patch") {
  windows_run run({{"a"}, {"b", reboot_need::required}, {"c"}, {"d", reboot_need::required}, {"e"}});
  CHECK(run.outcomes.set("c", install_outcome::restart_required));
  const auto d = run.after(if_required);
  CHECK(d.reasons() ==
        pp::flag_set<reboot_reason>{reboot_reason::required, reboot_reason::result_code, reboot_reason::unknown});
  CHECK(d.witness(reboot_reason::required) == 1);
  CHECK(d.witness(reboot_reason::result_code) == 2);
  CHECK(d.witness(reboot_reason::unknown) == 0);
  CHECK(d.witness(reboot_reason::always) == pp::no_ordinal);
  CHECK(run.ids(reboot_reason::required) == "b d ");
  CHECK(run.ids(reboot_reason::unknown) == "a e ");
  CHECK(run.ids(reboot_reason::before_deployment) == "");
  CHECK(run.ids(reboot_reason::host) == "");
}

TEST_CASE("a failure that asks for a restart gets one, even if nothing else was deployed") {  // rule B4
  windows_run run({{"a", reboot_need::no}});
  CHECK(run.outcomes.set("a", install_outcome::failed_restart_required));
  CHECK(is_asked(run.after(if_required), reboot_reason::result_code, 0));
  CHECK(is_asked(run.after(always), reboot_reason::result_code, 0));
  CHECK(is_none(run.after(pp::windows_reboot{}), no_reboot_reason::switched_off));
  linux_run advisory({{"a", reboot_need::no}});
  CHECK(advisory.outcomes.set("a", install_outcome::failed_restart_required));
  CHECK(is_asked(advisory.after(on_linux), reboot_reason::result_code, 0));
}

TEST_CASE("always is after every deployment, and after none if nothing was deployed") {  // rules B2 and B4
  windows_run run({{"x", reboot_need::required, false}, {"a", reboot_need::no}, {"b", reboot_need::no}});
  CHECK(is_asked(run.forecast(always), reboot_reason::always, 1));
  CHECK(is_asked(run.after(always), reboot_reason::always, 1));
  CHECK(run.ids(reboot_reason::always) == "a b ");
  CHECK(run.outcomes.set("a", install_outcome::failed));
  CHECK(is_asked(run.after(always), reboot_reason::always, 2));
  CHECK(run.ids(reboot_reason::always) == "b ");
  CHECK(run.outcomes.set("b", install_outcome::failed));
  CHECK(is_none(run.after(always), no_reboot_reason::nothing_deployed));
  const windows_run nothing({{"x", reboot_need::required, false}});
  CHECK(is_none(nothing.forecast(always), no_reboot_reason::nothing_deployed));
  CHECK(is_none(nothing.after(always), no_reboot_reason::nothing_deployed));
  CHECK(is_none(run.forecast(pp::windows_reboot{.before = pp::reboot_before{}}), no_reboot_reason::switched_off));
}

TEST_CASE("a Mac restarts after a system patch, and after others if that is set") {  // rule B4
  mac_run run({{"app", reboot_need::required}, {"system", reboot_need::no, true, true}, {"other"}});
  const pp::mac_reboot off{};
  const pp::mac_reboot on{.always_after_update = true};
  CHECK(is_asked(run.forecast(off), reboot_reason::system_patch, 1));
  CHECK(is_asked(run.after(off), reboot_reason::system_patch, 1));
  CHECK(run.after(on).reasons() == pp::flag_set<reboot_reason>{reboot_reason::system_patch, reboot_reason::any_update});
  CHECK(run.after(on).witness(reboot_reason::any_update) == 0);
  CHECK(run.ids(reboot_reason::system_patch) == "system ");
  CHECK(run.ids(reboot_reason::any_update) == "app system other ");
  // neither data nor codes ask, but what has failed was not deployed
  CHECK(run.outcomes.set("system", install_outcome::failed_restart_required));
  CHECK(is_none(run.after(off), no_reboot_reason::not_required));
  CHECK(run.outcomes.set("app", install_outcome::restart_required));
  CHECK(is_none(run.after(off), no_reboot_reason::not_required));
  CHECK(run.outcomes.set("app", install_outcome::failed));
  CHECK(is_asked(run.after(on), reboot_reason::any_update, 2));
  CHECK(run.outcomes.set("other", install_outcome::failed));
  CHECK(is_none(run.after(on), no_reboot_reason::nothing_deployed));
  CHECK(run.outcomes.set("system", install_outcome::restart_required));
  CHECK(is_asked(run.after(off), reboot_reason::system_patch, 1));

  const mac_run apps({{"app", reboot_need::required}});
  CHECK(is_none(apps.forecast(off), no_reboot_reason::not_required));
  CHECK(is_asked(apps.forecast(on), reboot_reason::any_update, 0));
  const mac_run nothing({{"system", reboot_need::required, false, true}});
  CHECK(is_none(nothing.forecast(on), no_reboot_reason::nothing_deployed));
}

namespace {

// A selected advisory, one that it needs, and one that is installed in its place, each with its own data.
records_of<platform::gnu_linux> advisories(std::optional<reboot_need> selected, std::optional<reboot_need> needed,
                                           std::optional<reboot_need> installed) {
  auto made = records<platform::gnu_linux>(
      {{"installed", installed, false}, {"selected", selected}, {"needed", needed, false}, {"other", {}, false}});
  made[0].packages = {{"openssl", "3.0-2"}};
  made[1].packages = {{"openssl", "3.0-1"}};
  made[1].depends_on = {"needed"};
  return made;
}

}  // namespace

TEST_CASE("on Linux the selected, the needed and the installed advisories count") {  // rule B4
  using enum reboot_need;
  CHECK(is_none(linux_run(std::in_place, advisories(no, no, no)).forecast(on_linux), no_reboot_reason::not_required));
  CHECK(
      is_asked(linux_run(std::in_place, advisories(required, no, no)).forecast(on_linux), reboot_reason::required, 1));
  CHECK(is_asked(linux_run(std::in_place, advisories(no, required, no)).forecast(on_linux),
                 reboot_reason::required_dependency, 2));
  CHECK(is_asked(linux_run(std::in_place, advisories(no, no, required)).forecast(on_linux),
                 reboot_reason::required_installed, 0));
  CHECK(linux_run(std::in_place, advisories(no, no, maybe)).forecast(on_linux).answer() ==
        reboot_answer::depends_on_results);
  CHECK(is_none(linux_run(std::in_place, advisories(required, required, required)).forecast(pp::linux_reboot{}),
                no_reboot_reason::switched_off));

  linux_run run(std::in_place, advisories(required, required, required));
  CHECK(run.after(on_linux).reasons() == pp::flag_set<reboot_reason>{reboot_reason::required,
                                                                     reboot_reason::required_dependency,
                                                                     reboot_reason::required_installed});
  CHECK(run.ids(reboot_reason::required_installed) == "installed ");
  CHECK_FALSE(run.outcomes.set("other", install_outcome::restart_required));
  CHECK(run.outcomes.set("installed", install_outcome::installed));
  CHECK(run.outcomes.set("needed", install_outcome::installed));
  CHECK(is_asked(run.after(on_linux), reboot_reason::required, 1));
}

TEST_CASE("an advisory that is selected and needed is selected") {
  auto made = advisories(reboot_need::no, reboot_need::required, reboot_need::no);
  made[2].severity = pp::severity_level::critical;
  CHECK(is_asked(linux_run(std::in_place, made).forecast(on_linux), reboot_reason::required, 2));
}

// What is installed in the place of an advisory is not there if that advisory has failed.
TEST_CASE("nothing deployed asks for no reboot on Linux either") {  // rule B2
  linux_run run(std::in_place, advisories(reboot_need::no, reboot_need::no, reboot_need::required));
  CHECK(run.outcomes.set("selected", install_outcome::failed));
  CHECK(run.outcomes.set("needed", install_outcome::failed));
  CHECK(is_none(run.after(on_linux), no_reboot_reason::nothing_deployed));
}

TEST_CASE("results of patches that do not count are refused") {  // rule B4
  windows_run run({{"a", reboot_need::no}, {"not selected", reboot_need::required, false}});
  CHECK_FALSE(run.outcomes.set("", install_outcome::restart_required));
  CHECK_FALSE(run.outcomes.set("A", install_outcome::restart_required));
  CHECK_FALSE(run.outcomes.set("nobody's", install_outcome::restart_required));
  CHECK_FALSE(run.outcomes.set("not selected", install_outcome::restart_required));
  CHECK(is_none(run.after(if_required), no_reboot_reason::not_required));
  CHECK(run.outcomes(0) == std::nullopt);
  CHECK(run.outcomes.set("a", install_outcome::failed));
  CHECK(run.outcomes.set("a", install_outcome::installed));  // the last one stands
  CHECK(run.outcomes(0) == install_outcome::installed);
  CHECK(run.outcomes(1) == std::nullopt);
}

namespace {

// A host's own record, which says nothing of reboots.
struct own_record {
  int number;
  std::string_view name;
};

}  // namespace

template <>
struct patchpolicy::patch_traits<own_record> {
  static constexpr platform os = platform::windows;
  static constexpr std::string_view id(const own_record& r) { return r.name; }
};

TEST_CASE("a record that says nothing of reboots leaves it to the results") {
  const std::vector<own_record> own = {{1, "a"}, {2, "b"}};
  pp::task<platform::windows> including = task<platform::windows>();
  including.deploy.severity.reset();
  including.deploy.patch_groups = pp::group_choice::of({"g"}, {}).value();
  const pp::patch_groups groups = {{"g", {"b"}}};
  const auto bound = pp::bind(including, groups);
  const pp::supersession scan(own);
  const auto verdicts = pp::select(bound, own, scan);
  const auto d = forecast_reboot_after(if_required, verdicts, scan);
  CHECK(d.answer() == reboot_answer::depends_on_results);
  CHECK(d.witness(reboot_reason::unknown) == 1);
}

TEST_CASE("a restart since leaves nothing to ask") {  // rule B8
  constexpr pp::sys_seconds asked{1'000'000s};
  const pp::reboot_decision yes(reboot_answer::requested);
  CHECK(is_none(after_restart(yes, asked, asked), no_reboot_reason::restarted_since));
  CHECK(is_none(after_restart(yes, asked, asked + 1s), no_reboot_reason::restarted_since));
  CHECK(after_restart(yes, asked, asked - 1s) == yes);
  const pp::reboot_decision no(no_reboot_reason::switched_off);
  const pp::reboot_decision open(reboot_answer::depends_on_results);
  CHECK(after_restart(no, asked, asked + 1s) == no);
  CHECK(after_restart(open, asked, asked + 1s) == open);
}

TEST_CASE("a decision can be made in a constant expression") {
  constexpr auto decided = [] {
    pp::reboot_decision d(reboot_answer::requested);
    d.add(reboot_reason::required, 7);
    d.add(reboot_reason::required, 3);
    d.add(reboot_reason::required, 5);
    d.add(reboot_reason::before_deployment);
    return d;
  }();
  PATCHPOLICY_CHECK_BOTH(decided.witness(reboot_reason::required) == 3);
  PATCHPOLICY_CHECK_BOTH(decided.witness(reboot_reason::before_deployment) == pp::no_ordinal);
  PATCHPOLICY_CHECK_BOTH(decided.reasons() ==
                         pp::flag_set<reboot_reason>{reboot_reason::required, reboot_reason::before_deployment});
  PATCHPOLICY_CHECK_BOTH(static_cast<bool>(decided));
  PATCHPOLICY_CHECK_BOTH(!pp::no_outcomes{}(0));
}

TEST_CASE("a user is asked before a system patch of a Mac") {  // rule B4
  using enum pp::system_patch_step;
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(false, std::nullopt) == deploy);
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(false, true) == deploy);
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(true, std::nullopt) == ask_user);
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(true, true) == deploy);
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(true, false) == offer_at_next_run);
  // who declined and then logged off has declined
  PATCHPOLICY_CHECK_BOTH(pp::step_of_system_patch(false, false) == offer_at_next_run);
}

TEST_CASE("answers, reasons against and steps have their words") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<reboot_answer> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_answer::none) == "none");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_answer::depends_on_results) == "depends_on_results");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(reboot_answer::requested) == "requested");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<no_reboot_reason> == 6);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::not_offered) == "not_offered");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::switched_off) == "switched_off");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::nothing_deployed) == "nothing_deployed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::not_required) == "not_required");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::just_booted) == "just_booted");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(no_reboot_reason::restarted_since) == "restarted_since");
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::system_patch_step> == 3);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::system_patch_step::deploy) == "deploy");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::system_patch_step::ask_user) == "ask_user");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::system_patch_step::offer_at_next_run) == "offer_at_next_run");
}
