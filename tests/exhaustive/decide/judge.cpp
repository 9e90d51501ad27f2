// SPDX-License-Identifier: BSL-1.0
// What is decided for one patch, in every state that a task and a patch can be in as far as the rules can tell. The
// rules stand here a second time, as tables of clauses.
#include "patchpolicy/decide/judge.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;
using pp::rule;

namespace {

// What a state consists of. The values of the first ones are no and yes.
enum dimension : std::size_t {
  is_on,
  scans_previews,
  is_preview,
  asks_exploited,
  is_exploited,
  is_included,
  is_excluded,
  is_listed,
  is_admitted,
  has_newer,
  takes_all_missing,  // Linux
  is_supported,       // Linux
  kind_of_patch,      // those of `patch_kind`, or none
  level_of_patch,     // those of `severity_level`, or none
  ticked_levels,
  vrr_score_of_patch,
  cvss_score_of_patch,
  dimensions
};

enum ticks : std::uint8_t { no_level, own_level, other_levels, all_levels };
enum score : std::uint8_t { unasked_unknown, unasked_known, unknown, below, equal, above };

constexpr auto no_kind = static_cast<std::uint8_t>(pp::enum_size<pp::patch_kind>);
constexpr auto without_level = static_cast<std::uint8_t>(pp::enum_size<pp::severity_level>);

struct state {
  std::uint8_t value[dimensions] = {};
  constexpr bool is(dimension d) const { return value[d] != 0; }
};

constexpr bool is_asked(std::uint8_t s) { return s >= unknown; }
constexpr bool is_known(std::uint8_t s) { return s != unasked_unknown && s != unknown; }
constexpr bool is_reached(std::uint8_t s) { return s == equal || s == above; }

constexpr std::optional<pp::patch_kind> kind_in(const state& s) {
  if (s.value[kind_of_patch] == no_kind) return std::nullopt;
  return static_cast<pp::patch_kind>(s.value[kind_of_patch]);
}
constexpr std::optional<pp::severity_level> level_in(const state& s) {
  if (s.value[level_of_patch] == without_level) return std::nullopt;
  return static_cast<pp::severity_level>(s.value[level_of_patch]);
}

// Rule D6: what can be ticked at all, and what of it is the patch's own.
constexpr pp::severity_ticks everything(pp::platform os) {
  using enum pp::severity_level;
  if (os == pp::platform::gnu_linux) return {{critical, important, moderate, low}, {}, true, true};
  return {{critical, important, moderate, low, unassigned}, {critical, important, moderate, low, unassigned}};
}
constexpr pp::severity_ticks own(pp::platform os, const state& s) {
  const bool is_linux = os == pp::platform::gnu_linux;
  pp::severity_ticks found;
  const auto kind = kind_in(s);
  const auto level = level_in(s);
  if (kind == pp::patch_kind::bug_fix) found.bug_fix = is_linux;
  if (kind == pp::patch_kind::enhancement) found.enhancement = is_linux;
  const auto meant = level.value_or(pp::severity_level::unassigned);
  if (kind == pp::patch_kind::security && !(is_linux && meant == pp::severity_level::unassigned))
    found.security.insert(meant);
  if (kind == pp::patch_kind::non_security && !is_linux) found.non_security.insert(meant);
  return found;
}

constexpr pp::severity_ticks ticks_in(pp::platform os, const state& s) {
  const pp::severity_ticks all = everything(os);
  const pp::severity_ticks mine = own(os, s);
  switch (s.value[ticked_levels]) {
    case own_level: return mine;
    case other_levels:
      return {all.security - mine.security, all.non_security - mine.non_security, all.bug_fix && !mine.bug_fix,
              all.enhancement && !mine.enhancement};
    case all_levels: return all;
    default: return {};
  }
}

constexpr bool has_own_tick(pp::platform os, const state& s) { return own(os, s) != pp::severity_ticks{}; }

// Once, as compilers take many steps to read a literal.
constexpr pp::vrr_score vrr_threshold = 7.25_vrr;
constexpr pp::vrr_score vrr_below = 7.24_vrr;
constexpr pp::vrr_score vrr_above = 7.26_vrr;
constexpr pp::cvss_threshold cvss_threshold = 9.0_cvss;

constexpr pp::task_rules task_in(pp::platform os, const state& s) {
  pp::task_rules task;
  task.enabled = s.is(is_on);
  task.previews = s.is(scans_previews) ? pp::preview_patches::visible : pp::preview_patches::invisible;
  task.all_missing = s.is(takes_all_missing);
  if (is_asked(s.value[vrr_score_of_patch])) task.risk.vrr_at_least = vrr_threshold;
  if (is_asked(s.value[cvss_score_of_patch])) task.risk.cvss_at_least = cvss_threshold;
  task.risk.exploited = s.is(asks_exploited);
  task.severity = ticks_in(os, s);
  return task;
}

// Witnesses: the included group is the third, and so on; rules without one have none.
constexpr pp::ordinal included_group = 3;
constexpr pp::ordinal excluded_group = 4;
constexpr pp::ordinal product_state = 5;
constexpr pp::ordinal newer_record = 9;

constexpr pp::patch_facts patch_in(const state& s) {
  pp::patch_facts patch;
  patch.kind = kind_in(s);
  patch.severity = level_in(s);
  if (const auto score = s.value[vrr_score_of_patch]; is_known(score))
    patch.vrr = score == below ? vrr_below : score == equal ? vrr_threshold : vrr_above;
  if (const auto score = s.value[cvss_score_of_patch]; is_known(score))
    patch.cvss = score == below   ? pp::cvss_score::constant<89>()
                 : score == equal ? pp::cvss_score::constant<90>()
                                  : pp::cvss_score::constant<91>();
  patch.exploited = s.is(is_exploited);
  patch.preview = s.is(is_preview);
  patch.listed = s.is(is_listed);
  if (s.is(is_included)) patch.included_group = included_group;
  if (s.is(is_excluded)) patch.excluded_group = excluded_group;
  patch.admitted = s.is(is_admitted);
  patch.product_state = product_state;
  return patch;
}

// What the clauses below are about.
enum class fact : std::uint8_t {
  on,
  hidden,  // a preview, while previews are not scanned for
  enablement,
  vrr_asked,
  vrr_known,
  vrr_reached,
  cvss_asked,
  cvss_known,
  cvss_reached,
  exploited_counts,  // asked for, and reported
  level_ticked,
  included,
  excluded,
  listed,
  admitted,
  superseded,
  all_missing,
  supported,
};
using facts = pp::flag_set<fact>;

constexpr facts facts_in(pp::platform os, const state& s) {
  facts found;
  const std::uint8_t vrr = s.value[vrr_score_of_patch];
  const std::uint8_t cvss = s.value[cvss_score_of_patch];
  const std::uint8_t ticked = s.value[ticked_levels];
  if (s.is(is_on)) found.insert(fact::on);
  if (s.is(is_preview) && !s.is(scans_previews)) found.insert(fact::hidden);
  if (kind_in(s) == pp::patch_kind::enablement) found.insert(fact::enablement);
  if (is_asked(vrr)) found.insert(fact::vrr_asked);
  if (is_known(vrr)) found.insert(fact::vrr_known);
  if (is_reached(vrr)) found.insert(fact::vrr_reached);
  if (is_asked(cvss)) found.insert(fact::cvss_asked);
  if (is_known(cvss)) found.insert(fact::cvss_known);
  if (is_reached(cvss)) found.insert(fact::cvss_reached);
  if (s.is(asks_exploited) && s.is(is_exploited)) found.insert(fact::exploited_counts);
  if (has_own_tick(os, s) && (ticked == own_level || ticked == all_levels)) found.insert(fact::level_ticked);
  if (s.is(is_included)) found.insert(fact::included);
  if (s.is(is_excluded)) found.insert(fact::excluded);
  if (s.is(is_listed)) found.insert(fact::listed);
  if (s.is(is_admitted)) found.insert(fact::admitted);
  if (s.is(has_newer)) found.insert(fact::superseded);
  if (s.is(takes_all_missing)) found.insert(fact::all_missing);
  if (s.is(is_supported)) found.insert(fact::supported);
  return found;
}

// A rule speaks if all of the one facts hold and none of the others.
struct clause {
  rule says;
  facts all;
  facts none;
  pp::ordinal witness = pp::no_ordinal;
};

using enum fact;

constexpr clause windows_clauses[] = {
    {rule::invisible_preview, {hidden}, {}},                                                     // D11
    {rule::risk_vrr, {on, vrr_reached}, {hidden, enablement, superseded}},                       // D5, D7, D12
    {rule::risk_cvss, {on, cvss_reached}, {hidden, enablement, superseded}},                     // D5, D7, D12
    {rule::risk_exploited, {on, exploited_counts}, {hidden, enablement, superseded}},            // D5, D7, D12
    {rule::severity, {on, level_ticked}, {hidden, superseded}},                                  // D6, D7
    {rule::included_group, {on, included}, {hidden}, included_group},                            // D1
    {rule::enablement, {on, enablement, listed}, {hidden}},                                      // D12
    {rule::excluded_group, {on, excluded}, {hidden}, excluded_group},                            // D3
    {rule::product_filter, {on}, {hidden, admitted}, product_state},                             // D2
    {rule::not_latest, {on, superseded, vrr_reached}, {hidden, enablement, included}, newer_record},  // D7, as the next
    {rule::not_latest, {on, superseded, cvss_reached}, {hidden, enablement, included}, newer_record},
    {rule::not_latest, {on, superseded, exploited_counts}, {hidden, enablement, included}, newer_record},
    {rule::not_latest, {on, superseded, level_ticked}, {hidden, included}, newer_record},
};
constexpr clause mac_clauses[] = {
    {rule::severity, {on, level_ticked}, {}},  // D6
    {rule::included_group, {on, included}, {}, included_group},  // D1
};
constexpr clause linux_clauses[] = {
    {rule::all_missing, {on, all_missing}, {}},  // D1
    {rule::severity, {on, level_ticked, supported}, {}},  // D6
    {rule::included_group, {on, included}, {}, included_group},  // D1
};

// Rules D2 and D3 stop what is selected, and say so of what is not; all others are a reason of their own.
constexpr pp::rule_set no_reason_of_their_own = {rule::excluded_group, rule::product_filter};

template <std::size_t Count>
constexpr pp::verdict verdict_by(const clause (&clauses)[Count], facts holding) {
  pp::verdict said;
  for (const clause& c : clauses)
    if ((c.all - holding).empty() && (c.none & holding).empty()) said.add(c.says, c.witness);
  if ((said.rules() - no_reason_of_their_own).empty()) said.add(rule::nothing_selects);
  return said;
}

constexpr pp::verdict expected(pp::platform os, const state& s) {
  const facts holding = facts_in(os, s);
  if (os == pp::platform::mac) return verdict_by(mac_clauses, holding);
  if (os == pp::platform::gnu_linux) return verdict_by(linux_clauses, holding);
  pp::verdict said = verdict_by(windows_clauses, holding);
  if (said.has(rule::nothing_selects) && holding.contains(on) && !holding.contains(enablement)) {  // E3
    if (holding.contains(vrr_asked) && !holding.contains(vrr_known)) said.add_unknown(pp::unknown_field::vrr);
    if (holding.contains(cvss_asked) && !holding.contains(cvss_known)) said.add_unknown(pp::unknown_field::cvss);
  }
  return said;
}

constexpr pp::verdict judged(pp::platform os, const state& s) {
  const pp::task_rules task = task_in(os, s);
  const pp::patch_facts patch = patch_in(s);
  if (os == pp::platform::mac) return pp::judge_mac(task, patch);
  if (os == pp::platform::gnu_linux) return pp::judge_linux(task, patch, s.is(is_supported));
  return pp::judge_windows(task, patch, s.is(has_newer) ? newer_record : pp::no_ordinal);
}

std::string names_of(const pp::verdict& v) {
  std::string names;
  for (const rule r : v.rules()) names += std::string(names.empty() ? "" : ", ") + std::string(pp::name_of(r));
  return names;
}

constexpr bool is_as_the_rules_say(pp::platform os, const state& s) { return judged(os, s) == expected(os, s); }

// How many values the platform knows: Windows does not take all missing patches, and alone looks at scores.
constexpr std::uint8_t values_of(pp::platform os, std::size_t d) {
  const bool is_windows = os == pp::platform::windows;
  switch (d) {
    case takes_all_missing:
    case is_supported: return is_windows ? 1 : 2;
    case kind_of_patch:
    case level_of_patch: return 6;
    case ticked_levels: return 4;
    case vrr_score_of_patch:
    case cvss_score_of_patch: return is_windows ? 6 : 1;
    default: return 2;
  }
}

// The next state; false after the last one.
bool advance(pp::platform os, state& s) {
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (++s.value[d] < values_of(os, d)) return true;
    s.value[d] = 0;
  }
  return false;
}

void judge_every_state(pp::platform os, std::uint64_t count) {
  std::uint64_t states = 0;
  state s;
  do {
    ++states;
    if (is_as_the_rules_say(os, s)) continue;
    std::string values;
    for (const unsigned value : s.value) values += ' ' + std::to_string(value);
    INFO("the values of the dimensions, in their order:" << values);
    INFO("rules expected " << names_of(expected(os, s)) << ", found " << names_of(judged(os, s)));
    CHECK(expected(os, s).unknown() == judged(os, s).unknown());
    FAIL("not as the rules say");
  } while (advance(os, s));
  CHECK(states == count);
}

// All states that differ from one in that dimension and in no more than one other.
template <pp::platform Os, state Middle, std::size_t Dimension>
inline constexpr bool holds_beside = [] {
  for (std::size_t other = 0; other < Dimension; ++other)
    for (std::uint8_t i = 0; i < values_of(Os, Dimension); ++i)
      for (std::uint8_t j = 0; j < values_of(Os, other); ++j) {
        state s = Middle;
        s.value[Dimension] = i;
        s.value[other] = j;
        if (!is_as_the_rules_say(Os, s)) return false;
      }
  return true;
}();

// All states that differ from one in no more than two dimensions. Around a state in which one clause speaks these have
// each of its conditions fail alone, and beside any other change. In pieces, since compilers limit the steps of each.
template <pp::platform Os, state Middle>
inline constexpr bool holds_around = []<std::size_t... Dimension>(std::index_sequence<Dimension...>) {
  return (holds_beside<Os, Middle, Dimension> && ...);
}(std::make_index_sequence<dimensions>{});

// A task that is on, and a patch of that kind and level that it does not want.
constexpr state unwanted(std::uint8_t kind = no_kind, std::uint8_t level = without_level) {
  state s;
  s.value[is_on] = 1;
  s.value[is_admitted] = 1;
  s.value[is_supported] = 1;
  s.value[kind_of_patch] = kind;
  s.value[level_of_patch] = level;
  return s;
}
constexpr state with(state s, dimension d, std::uint8_t value) {
  s.value[d] = value;
  return s;
}

constexpr std::uint8_t number(pp::patch_kind kind) { return static_cast<std::uint8_t>(kind); }

constexpr state security = unwanted(number(pp::patch_kind::security), 1);
constexpr state non_security = unwanted(number(pp::patch_kind::non_security));
constexpr state enablement_package = unwanted(number(pp::patch_kind::enablement));
constexpr state bug_fix = unwanted(number(pp::patch_kind::bug_fix));
constexpr state enhancement = unwanted(number(pp::patch_kind::enhancement));

}  // namespace

TEST_CASE("a Windows patch is judged as the rules say in every state") {
  judge_every_state(pp::platform::windows, std::uint64_t{6 * 6 * 4 * 6 * 6} << 10);
}
TEST_CASE("a Mac patch is judged as the rules say in every state") {
  judge_every_state(pp::platform::mac, 6 * 6 * 4 << 12);
}
TEST_CASE("a Linux advisory is judged as the rules say in every state") {
  judge_every_state(pp::platform::gnu_linux, 6 * 6 * 4 << 12);
}

TEST_CASE("the compiler judges as the rules say around each state in which one clause selects") {
  constexpr auto windows = pp::platform::windows;
  static_assert(holds_around<windows, security>);
  static_assert(holds_around<windows, with(security, vrr_score_of_patch, equal)>);
  static_assert(holds_around<windows, with(security, cvss_score_of_patch, equal)>);
  static_assert(holds_around<windows, with(with(security, asks_exploited, 1), is_exploited, 1)>);
  static_assert(holds_around<windows, with(security, ticked_levels, own_level)>);
  static_assert(holds_around<windows, with(non_security, ticked_levels, own_level)>);
  static_assert(holds_around<windows, with(security, is_included, 1)>);
  static_assert(holds_around<windows, with(enablement_package, is_listed, 1)>);

  constexpr auto mac = pp::platform::mac;
  static_assert(holds_around<mac, with(security, ticked_levels, own_level)>);
  static_assert(holds_around<mac, with(non_security, ticked_levels, own_level)>);
  static_assert(holds_around<mac, with(security, is_included, 1)>);

  constexpr auto gnu_linux = pp::platform::gnu_linux;
  static_assert(holds_around<gnu_linux, with(security, takes_all_missing, 1)>);
  static_assert(holds_around<gnu_linux, with(security, ticked_levels, own_level)>);
  static_assert(holds_around<gnu_linux, with(bug_fix, ticked_levels, own_level)>);
  static_assert(holds_around<gnu_linux, with(enhancement, ticked_levels, own_level)>);
  static_assert(holds_around<gnu_linux, with(security, is_included, 1)>);
  SUCCEED("it compiles");
}
