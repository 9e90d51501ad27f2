// SPDX-License-Identifier: BSL-1.0
// Z3 proves that the rules for words of patches say what rules D1 to D3, D5 to D7, D11 and D12 say, of every patch
// under every task, whatever the scores and thresholds.
#include "patchpolicy/decide/word_rules.hpp"

#include <z3++.h>

#include <array>
#include <cstddef>
#include <sstream>
#include <string>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::patch_kind;
using pp::platform;
using pp::rule;
using pp::severity_level;
using pp::detail::level_count;
using z3::expr;
using z3::implies;

namespace {

z3::context& logic() {
  static z3::context context;
  return context;
}

expr truth(bool value) { return logic().bool_val(value); }
expr unknown_bool(const std::string& name) { return logic().bool_const(name.c_str()); }
// Unsigned, of more bits than any number here has: so Z3 need not reason about arithmetic, only about bits.
constexpr unsigned number_bits = 12;
expr number(std::size_t value) { return logic().bv_val(static_cast<unsigned>(value), number_bits); }
expr unknown_number(const std::string& name) { return logic().bv_const(name.c_str(), number_bits); }

// A word that has one bit, which may be any formula.
struct formula {
  expr value = truth(false);
  friend formula operator&(const formula& a, const formula& b) { return {a.value && b.value}; }
  friend formula operator|(const formula& a, const formula& b) { return {a.value || b.value}; }
  friend formula operator~(const formula& a) { return {!a.value}; }
};
using formula_masks = pp::detail::task_masks<formula>;
using formula_verdicts = pp::detail::word_verdicts<formula>;

// Something that may be missing.
struct optional_number {
  expr is_there;
  expr value;
};
optional_number unknown_optional(const std::string& name, z3::solver& facts, std::size_t lowest, std::size_t highest) {
  optional_number made{unknown_bool(name + " is there"), unknown_number(name)};
  facts.add(z3::uge(made.value, number(lowest)) && z3::ule(made.value, number(highest)));
  return made;
}

expr is(const optional_number& found, std::size_t value) { return found.is_there && found.value == number(value); }
expr is(const optional_number& kind, patch_kind k) { return is(kind, static_cast<std::size_t>(k)); }

expr bit_of(const expr& value, std::size_t at) {
  return value.extract(static_cast<unsigned>(at), static_cast<unsigned>(at)) == logic().bv_val(1, 1);
}

// Any patch, any task, and the planes and masks that stand for them.
template <platform Os>
struct any_case {
  using fact = pp::detail::fact_plane<Os>;
  using mark = pp::detail::mark_plane;

  z3::solver solver{logic()};

  optional_number kind = unknown_optional("kind", solver, 0, pp::enum_size<patch_kind> - 1);
  optional_number level = unknown_optional("level", solver, 0, level_count - 1);
  optional_number vrr = unknown_optional("vrr", solver, pp::vrr_score::lowest, pp::vrr_score::highest);
  optional_number cvss = unknown_optional("cvss", solver, pp::cvss_score::lowest, pp::cvss_score::highest);
  expr exploited = unknown_bool("exploited");
  expr preview = unknown_bool("preview");
  expr superseded = unknown_bool("superseded by a visible one");
  expr included = unknown_bool("included");
  expr excluded = unknown_bool("excluded");
  expr listed = unknown_bool("listed");
  expr admitted = unknown_bool("admitted");
  expr supported = unknown_bool("supported");

  expr enabled = unknown_bool("enabled");
  expr scans_previews = unknown_bool("scans previews");
  expr wants_exploited = unknown_bool("wants exploited");
  expr all_missing = unknown_bool("all missing");
  expr bug_fix_ticked = unknown_bool("bug fix ticked");
  expr enhancement_ticked = unknown_bool("enhancement ticked");
  std::array<formula, level_count> security_ticked = {};
  std::array<formula, level_count> non_security_ticked = {};
  optional_number vrr_at_least =
      unknown_optional("vrr at least", solver, pp::vrr_score::lowest, pp::vrr_score::highest);
  optional_number cvss_at_least =
      unknown_optional("cvss at least", solver, pp::cvss_threshold::lowest, pp::cvss_threshold::highest);

  any_case() {
    for (std::size_t i = 0; i < level_count; ++i) {
      security_ticked[i].value = unknown_bool("security ticked " + std::to_string(i));
      non_security_ticked[i].value = unknown_bool("non-security ticked " + std::to_string(i));
    }
  }

  expr counted_as(std::size_t counted) const {
    const expr own = is(level, counted);
    if (Os == platform::gnu_linux || counted != static_cast<std::size_t>(severity_level::unassigned)) return own;
    return own || (!level.is_there && (is(kind, patch_kind::security) || is(kind, patch_kind::non_security)));
  }

  expr fact_in(std::size_t plane) const {
    if (plane < fact::level + level_count) return counted_as(plane - fact::level);
    if constexpr (Os == platform::gnu_linux) {
      if (plane == fact::security) return supported && is(kind, patch_kind::security);
      if (plane == fact::bug_fix) return supported && is(kind, patch_kind::bug_fix);
      if (plane == fact::enhancement) return supported && is(kind, patch_kind::enhancement);
    } else {
      if (plane == fact::security) return is(kind, patch_kind::security);
      if (plane == fact::non_security) return is(kind, patch_kind::non_security);
    }
    if constexpr (Os == platform::windows) {
      if (plane == fact::exploited) return exploited;
      if (plane == fact::preview) return preview;
      if (plane == fact::enablement) return is(kind, patch_kind::enablement);
      const auto is_in = [plane](std::size_t first, std::size_t bits) {
        return first <= plane && plane < first + bits;
      };
      if (is_in(fact::vrr, pp::detail::vrr_bits))
        return vrr.is_there && bit_of(vrr.value + number(1), plane - fact::vrr);
      if (is_in(fact::cvss, pp::detail::cvss_bits))
        return cvss.is_there && bit_of(cvss.value + number(1), plane - fact::cvss);
    }
    FAIL("the rules look at plane " << plane);
    return truth(false);
  }
  expr mark_in(std::size_t plane) const {
    const expr planes[mark::count] = {included, excluded, listed, !admitted};
    return planes[plane];
  }

  // As `masks_of` makes them of a task, at which tests/unit/decide/word_rules.cpp looks for every threshold.
  formula_masks masks() const {
    formula_masks m;
    m.enabled.value = enabled;
    m.hides_previews.value = !scans_previews;
    m.exploited.value = wants_exploited;
    m.all_missing.value = all_missing;
    m.bug_fix.value = bug_fix_ticked;
    m.enhancement.value = enhancement_ticked;
    m.security = security_ticked;
    m.non_security = non_security_ticked;
    for (std::size_t bit = 0; bit < m.not_vrr.size(); ++bit)
      m.not_vrr[bit].value = vrr_at_least.is_there && !bit_of(vrr_at_least.value + number(1), bit);
    for (std::size_t bit = 0; bit < m.not_cvss.size(); ++bit)
      m.not_cvss[bit].value = cvss_at_least.is_there && !bit_of(cvss_at_least.value + number(1), bit);
    return m;
  }

  formula_verdicts judged() const {
    const auto facts = [this](std::size_t plane) { return formula{fact_in(plane)}; };
    const auto marks = [this](std::size_t plane) { return formula{mark_in(plane)}; };
    return pp::detail::judge_words<Os>(masks(), facts, marks, formula{superseded});
  }

  // Rule D6: the level is ticked; on Windows and Mac a patch without one is unassigned.
  expr ticked_in(const std::array<formula, level_count>& ticks) const {
    const bool has_unassigned = Os != platform::gnu_linux;
    const expr unassigned = number(static_cast<std::size_t>(severity_level::unassigned));
    const expr meant = has_unassigned ? z3::ite(level.is_there, level.value, unassigned) : level.value;
    expr found = truth(false);
    for (std::size_t i = 0; i < level_count; ++i) found = found || (meant == number(i) && ticks[i].value);
    return has_unassigned ? found : found && level.is_there;
  }

  // Says by what values it is wrong; empty if it holds for all.
  std::string counterexample(const expr& claim) {
    solver.push();
    solver.add(!claim);
    const z3::check_result found = solver.check();
    std::ostringstream text;
    if (found == z3::sat) text << solver.get_model();
    if (found == z3::unknown) text << "Z3 does not know: " << solver.reason_unknown();
    solver.pop();
    return text.str();
  }
};

// Under D7 a patch is seen by severity and risk if nothing visible is newer.
struct windows_rules : any_case<platform::windows> {
  expr hidden = preview && !scans_previews;  // D11
  expr active = enabled && !hidden;
  expr is_enablement = is(kind, patch_kind::enablement);
  expr by_vrr = vrr.is_there && vrr_at_least.is_there && z3::uge(vrr.value, vrr_at_least.value);  // D5
  expr by_cvss = cvss.is_there && cvss_at_least.is_there && z3::uge(cvss.value, cvss_at_least.value);
  expr by_exploited = wants_exploited && exploited;
  expr by_severity = (is(kind, patch_kind::security) && ticked_in(security_ticked)) ||
                     (is(kind, patch_kind::non_security) && ticked_in(non_security_ticked));  // D6
  expr by_rule = !is_enablement && (by_vrr || by_cvss || by_exploited || by_severity);        // D12
  expr chosen = included || (is_enablement && listed);                                        // D1, D12
};

expr disjunction(const formula_verdicts& v, bool of_stops) {
  expr any = truth(false);
  for (std::size_t r = 0; r < pp::enum_size<rule>; ++r)
    if (pp::is_stop(static_cast<rule>(r)) == of_stops) any = any || v.rules[r].value;
  return any;
}

}  // namespace

TEST_CASE("which Windows patches deploy, but for what replaces them") {
  windows_rules p;
  const expr deploys = p.enabled && !p.hidden && !p.excluded && p.admitted &&  // T3, D11, D3, D2
                       (p.chosen || (p.by_rule && !p.superseded));             // D1, D7
  CHECK(p.counterexample(p.judged().deploys.value == deploys) == "");
}

TEST_CASE("each rule of Windows speaks of the patches that it is about") {
  windows_rules p;
  const formula_verdicts v = p.judged();
  const auto speaks = [&](rule r, const expr& when) {
    INFO(pp::name_of(r));
    CHECK(p.counterexample(v[r].value == when) == "");
  };
  const expr seen = p.active && !p.is_enablement && !p.superseded;
  speaks(rule::risk_vrr, seen && p.by_vrr);
  speaks(rule::risk_cvss, seen && p.by_cvss);
  speaks(rule::risk_exploited, seen && p.by_exploited);
  speaks(rule::severity, seen && p.by_severity);
  speaks(rule::included_group, p.active && p.included);
  speaks(rule::enablement, p.active && p.is_enablement && p.listed);
  speaks(rule::invisible_preview, p.hidden);
  speaks(rule::excluded_group, p.active && p.excluded);
  speaks(rule::product_filter, p.active && !p.admitted);
  speaks(rule::not_latest, p.active && p.superseded && p.by_rule && !p.chosen);
  speaks(rule::nothing_selects, !p.hidden && (!p.enabled || (!p.by_rule && !p.chosen)));
  for (const rule r : {rule::all_missing, rule::dependency, rule::replaced_by_selected}) speaks(r, truth(false));
}

TEST_CASE("each rule of Mac speaks of the patches that it is about") {
  any_case<platform::mac> p;
  const formula_verdicts v = p.judged();
  const expr by_severity = (is(p.kind, patch_kind::security) && p.ticked_in(p.security_ticked)) ||
                           (is(p.kind, patch_kind::non_security) && p.ticked_in(p.non_security_ticked));
  CHECK(p.counterexample(v[rule::severity].value == (p.enabled && by_severity)) == "");
  CHECK(p.counterexample(v[rule::included_group].value == (p.enabled && p.included)) == "");
  CHECK(p.counterexample(v.deploys.value == (p.enabled && (by_severity || p.included))) == "");
  CHECK(p.counterexample(v[rule::nothing_selects].value == !v.deploys.value) == "");
}

TEST_CASE("each rule of Linux speaks of the advisories that it is about") {
  any_case<platform::gnu_linux> p;
  const formula_verdicts v = p.judged();
  const expr by_severity = p.supported && ((is(p.kind, patch_kind::security) && p.ticked_in(p.security_ticked)) ||
                                           (is(p.kind, patch_kind::bug_fix) && p.bug_fix_ticked) ||
                                           (is(p.kind, patch_kind::enhancement) && p.enhancement_ticked));
  CHECK(p.counterexample(v[rule::all_missing].value == (p.enabled && p.all_missing)) == "");
  CHECK(p.counterexample(v[rule::severity].value == (p.enabled && by_severity)) == "");
  CHECK(p.counterexample(v[rule::included_group].value == (p.enabled && p.included)) == "");
  CHECK(p.counterexample(v.deploys.value == (p.enabled && (p.all_missing || by_severity || p.included))) == "");
  CHECK(p.counterexample(v[rule::nothing_selects].value == !v.deploys.value) == "");
}

TEST_CASE("what is said of a patch fits together") {
  const auto check = [](auto& p) {
    const formula_verdicts v = p.judged();
    const expr selected = disjunction(v, false);
    const expr stopped = disjunction(v, true);
    CHECK(p.counterexample(v.deploys.value == (selected && !stopped)) == "");
    CHECK(p.counterexample(selected || stopped) == "");  // never silent
    CHECK(p.counterexample(implies(v[rule::nothing_selects].value, !selected)) == "");
    CHECK(p.counterexample(implies(v[rule::not_latest].value, !selected && !v[rule::nothing_selects].value)) == "");
  };
  windows_rules windows;
  check(windows);
  any_case<platform::mac> mac;
  check(mac);
  any_case<platform::gnu_linux> gnu_linux;
  check(gnu_linux);
}

TEST_CASE("what does not hold has a counterexample") {
  windows_rules p;
  CHECK(p.counterexample(p.judged()[rule::risk_vrr].value == (p.active && !p.superseded && p.by_vrr)) != "");
}
