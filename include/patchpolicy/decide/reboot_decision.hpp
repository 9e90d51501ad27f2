// SPDX-License-Identifier: BSL-1.0
/// \file
/// Whether a task asks for a reboot, and why or why not (rules B2 to B4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/install_result.hpp"
#include "patchpolicy/decide/reboot_request.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1 {

/// Whether a reboot is asked for.
enum class reboot_answer : std::uint8_t {
  none,
  depends_on_results,  ///< only the installations will tell; no request yet
  requested,
};

template <>
struct enum_names<reboot_answer> {
  static constexpr std::string_view names[] = {"none", "depends_on_results", "requested"};
};

/// Why no reboot is asked for.
enum class no_reboot_reason : std::uint8_t {
  not_offered,  ///< only Windows restarts before deployment (rule B3)
  switched_off,
  nothing_deployed,  ///< also with *always* (rule B2)
  not_required,
  just_booted,      ///< a run that catches up after a boot needs none before it (rule B3)
  restarted_since,  ///< the machine has restarted since it was asked for (rule B8)
};

template <>
struct enum_names<no_reboot_reason> {
  static constexpr std::string_view names[] = {"not_offered",  "switched_off", "nothing_deployed",
                                               "not_required", "just_booted",  "restarted_since"};
};

/// The answer for one phase of one task: all its reasons, each with the first patch it is about.
class reboot_decision {
 public:
  constexpr explicit reboot_decision(no_reboot_reason why_not) noexcept : why_not_(why_not) {}
  constexpr explicit reboot_decision(reboot_answer answer) noexcept : answer_(answer) {}

  constexpr reboot_answer answer() const noexcept { return answer_; }
  /// Whether there is a request.
  constexpr explicit operator bool() const noexcept { return answer_ == reboot_answer::requested; }
  /// The reasons of a request; of an answer that depends on results, what is unknown.
  constexpr flag_set<reboot_reason> reasons() const noexcept { return reasons_; }
  /// Set if nothing is asked for and nothing depends on results.
  constexpr std::optional<no_reboot_reason> why_not() const noexcept {
    return answer_ == reboot_answer::none ? std::optional(why_not_) : std::nullopt;
  }
  /// The first patch, in the order of the input, that a reason is about; `no_ordinal` if it is about none.
  constexpr ordinal witness(reboot_reason reason) const noexcept { return first_[static_cast<std::size_t>(reason)]; }

  constexpr void add(reboot_reason reason, ordinal patch = no_ordinal) noexcept {
    reasons_.insert(reason);
    ordinal& first = first_[static_cast<std::size_t>(reason)];
    if (patch < first) first = patch;
  }

  friend bool operator==(const reboot_decision&, const reboot_decision&) = default;

 private:
  static constexpr std::array<ordinal, enum_size<reboot_reason>> no_witnesses() noexcept {
    std::array<ordinal, enum_size<reboot_reason>> none{};
    none.fill(no_ordinal);
    return none;
  }

  reboot_answer answer_ = reboot_answer::none;
  no_reboot_reason why_not_ = no_reboot_reason::not_required;
  flag_set<reboot_reason> reasons_ = {};
  std::array<ordinal, enum_size<reboot_reason>> first_ = no_witnesses();
};

/// Whether a run is a regular one, or catches up after a boot (rule S11).
enum class run_kind : std::uint8_t { regular, catch_up };

/// The outcomes before an installation: there are none.
struct no_outcomes {
  constexpr std::optional<install_outcome> operator()(ordinal) const noexcept { return std::nullopt; }
};

namespace detail {

template <class Range>
constexpr bool deploys_any(const selection<Range>& verdicts) {
  for (const verdict& v : verdicts.verdicts())
    if (v.deploys()) return true;
  return false;
}

/// What an advisory on Linux counts for: itself, or being what is really installed.
constexpr reboot_reason required_reason(const verdict& v) noexcept {
  if (!v.deploys()) return reboot_reason::required_installed;
  const rule_set others = v.selected_by() - rule_set{rule::dependency};
  return others.empty() ? reboot_reason::required_dependency : reboot_reason::required;
}

/// A patch without a result counts as deployed.
constexpr bool is_deployed(std::optional<install_outcome> outcome) noexcept {
  return !outcome || is_installed(*outcome);
}

/// Calls `f(patch)` for each patch whose data or result count: those that deploy, on Linux also those that are really
/// installed in place of one, unless that one failed and they have no result of their own (rules B2 and B4). In the
/// order of the input.
template <platform Platform, class Range, class OutcomeOf, class Function>
constexpr void for_each_counted(const selection<Range>& verdicts, const scan_for<Platform>& scan,
                                const OutcomeOf& outcome_of, Function f) {
  const auto count = static_cast<ordinal>(verdicts.size());
  if constexpr (Platform != platform::gnu_linux) {
    for (ordinal i = 0; i < count; ++i)
      if (verdicts[i].deploys()) f(i);
  } else {
    std::vector<unsigned char> counted(count, static_cast<unsigned char>(0));
    for (ordinal i = 0; i < count; ++i) {
      if (!verdicts[i].deploys()) continue;
      counted[i] = 1;
      const bool is_there = is_deployed(outcome_of(i));
      scan.for_each_installed(i, [&](ordinal other) {
        if (is_there || outcome_of(other)) counted[other] = 1;
      });
    }
    for (ordinal i = 0; i < count; ++i)
      if (counted[i] != 0) f(i);
  }
}

/// What one patch says about a reboot.
struct reboot_vote {
  bool deployed = true;
  std::optional<reboot_reason> reason = {};  ///< `unknown` before installation: its result will tell
};

/// Result codes decide for the patches that have one, whatever the data (rule B4).
constexpr reboot_vote vote_of(const verdict& v, std::optional<reboot_need> need,
                              std::optional<install_outcome> outcome) noexcept {
  if (outcome) {
    if (asks_for_restart(*outcome)) return {is_installed(*outcome), reboot_reason::result_code};
    return {is_installed(*outcome), std::nullopt};
  }
  if (need == reboot_need::no) return {};
  return {true, need == reboot_need::required ? required_reason(v) : reboot_reason::unknown};
}

/// *If required*, from the votes of all patches that count.
template <platform Platform, class Range, class OutcomeOf>
constexpr reboot_decision decide_if_required(const selection<Range>& verdicts, const scan_for<Platform>& scan,
                                             const OutcomeOf& outcome_of, bool is_forecast) {
  reboot_decision asked(reboot_answer::requested);
  reboot_decision undecided(reboot_answer::depends_on_results);
  bool any_deployed = false;
  for_each_counted<Platform>(verdicts, scan, outcome_of, [&](ordinal i) {
    const auto vote = vote_of(verdicts[i], known<record_of<Range>>::reboot(verdicts.record(i)), outcome_of(i));
    any_deployed = any_deployed || vote.deployed;
    if (!vote.reason) return;
    const bool waits = is_forecast && *vote.reason == reboot_reason::unknown;
    (waits ? undecided : asked).add(*vote.reason, i);
  });
  if (!asked.reasons().empty()) return asked;
  if (!undecided.reasons().empty()) return undecided;
  return reboot_decision(any_deployed ? no_reboot_reason::not_required : no_reboot_reason::nothing_deployed);
}

template <class Range, class OutcomeOf>
constexpr reboot_decision decide_after(const windows_reboot& set, const selection<Range>& verdicts,
                                       const scan_for<platform::windows>& scan, const OutcomeOf& outcome_of,
                                       bool is_forecast) {
  if (!set.after) return reboot_decision(no_reboot_reason::switched_off);
  if (set.after->when == reboot_condition::always) {
    reboot_decision always(reboot_answer::requested);
    for_each_counted<platform::windows>(verdicts, scan, outcome_of, [&](ordinal i) {
      if (is_deployed(outcome_of(i))) always.add(reboot_reason::always, i);
    });
    if (!always.reasons().empty()) return always;
  }
  return decide_if_required<platform::windows>(verdicts, scan, outcome_of, is_forecast);
}

template <class Range, class OutcomeOf>
constexpr reboot_decision decide_after(const linux_reboot& set, const selection<Range>& verdicts,
                                       const scan_for<platform::gnu_linux>& scan, const OutcomeOf& outcome_of,
                                       bool is_forecast) {
  if (!set.after_if_required) return reboot_decision(no_reboot_reason::switched_off);
  return decide_if_required<platform::gnu_linux>(verdicts, scan, outcome_of, is_forecast);
}

/// A Mac asks neither the data nor the results; only what is not installed does not count.
template <class Range, class OutcomeOf>
constexpr reboot_decision decide_after(const mac_reboot& set, const selection<Range>& verdicts,
                                       const scan_for<platform::mac>& scan, const OutcomeOf& outcome_of, bool) {
  reboot_decision asked(reboot_answer::requested);
  bool any_deployed = false;
  for_each_counted<platform::mac>(verdicts, scan, outcome_of, [&](ordinal i) {
    if (!is_deployed(outcome_of(i))) return;
    any_deployed = true;
    if (known<record_of<Range>>::operating_system(verdicts.record(i))) asked.add(reboot_reason::system_patch, i);
    if (set.always_after_update) asked.add(reboot_reason::any_update, i);
  });
  if (!asked.reasons().empty()) return asked;
  return reboot_decision(any_deployed ? no_reboot_reason::not_required : no_reboot_reason::nothing_deployed);
}

}  // namespace detail

/// Whether a task asks for a reboot before it deploys (rule B3). Only Windows does.
template <class Range>
constexpr reboot_decision decide_reboot_before(const windows_reboot& set, const selection<Range>& verdicts,
                                               run_kind run = run_kind::regular) {
  if (!set.before) return reboot_decision(no_reboot_reason::switched_off);
  if (!detail::deploys_any(verdicts)) return reboot_decision(no_reboot_reason::nothing_deployed);
  if (run == run_kind::catch_up) return reboot_decision(no_reboot_reason::just_booted);
  reboot_decision asked(reboot_answer::requested);
  asked.add(reboot_reason::before_deployment);
  return asked;
}

/// The other platforms do not offer it.
template <class Reboot, class Range>
constexpr reboot_decision decide_reboot_before(const Reboot&, const selection<Range>&, run_kind = run_kind::regular) {
  return reboot_decision(no_reboot_reason::not_offered);
}

/// What is known before the installation of whether it will be followed by a reboot (rule B4). `set` is the reboot
/// behavior of the task that made the `verdicts` with `scan`. Linear.
template <class Reboot, class Range, class Scan>
constexpr reboot_decision forecast_reboot_after(const Reboot& set, const selection<Range>& verdicts, const Scan& scan) {
  return detail::decide_after(set, verdicts, scan, no_outcomes{}, true);
}

/// Whether a task asks for a reboot after the installation (rule B4). `outcome_of(ordinal)` is the outcome of a patch,
/// a `std::optional<install_outcome>`; without one it counts as deployed, and its data decide. What is still undecided
/// is asked for: half-patched machines are worse than one reboot. Linear.
template <class Reboot, class Range, class Scan, class OutcomeOf>
constexpr reboot_decision decide_reboot_after(const Reboot& set, const selection<Range>& verdicts, const Scan& scan,
                                              const OutcomeOf& outcome_of) {
  return detail::decide_after(set, verdicts, scan, outcome_of, false);
}

/// The outcomes of the patches of one selection, as far as they are known; can be given to `decide_reboot_after`. It
/// refers to the selection, which must outlive it and stay where it is.
template <platform Platform, class Range>
class install_outcomes {
 public:
  /// Linear.
  constexpr install_outcomes(const selection<Range>& verdicts, const scan_for<Platform>& scan)
      : verdicts_(&verdicts), known_(verdicts.size(), std::optional<install_outcome>()), by_id_(verdicts.size()) {
    detail::for_each_counted<Platform>(verdicts, scan, no_outcomes{}, [&](ordinal i) {
      by_id_.find_or_insert(by_id_.hash(id(i)), i, [&](ordinal other) { return id(other) == id(i); });
    });
  }

  install_outcomes(const selection<Range>&&, const scan_for<Platform>&) = delete;

  /// Whether that id is of a patch that counts; a result of another one is to be told, and changes nothing. Constant
  /// time.
  constexpr bool set(std::string_view patch_id, install_outcome outcome) {
    const ordinal at = by_id_.find(by_id_.hash(patch_id), [&](ordinal other) { return id(other) == patch_id; });
    if (at == no_ordinal) return false;
    known_[at] = outcome;
    return true;
  }

  constexpr std::optional<install_outcome> operator()(ordinal patch) const { return known_[patch]; }

 private:
  constexpr std::string_view id(ordinal at) const { return detail::known<record_of<Range>>::id(verdicts_->record(at)); }

  const selection<Range>* verdicts_;
  std::vector<std::optional<install_outcome>> known_;
  detail::hash_index by_id_;
};

/// The decision in the light of the last restart, if it came at or after the instant at which the request was, or would
/// be, asked: then there is nothing left to ask (rule B8).
constexpr reboot_decision after_restart(const reboot_decision& decision, sys_seconds asked, sys_seconds restarted) {
  return decision && asked <= restarted ? reboot_decision(no_reboot_reason::restarted_since) : decision;
}

/// Calls `f(ordinal)` for each patch that `reason` of a decision after deployment is about, in the order of the input;
/// the arguments are those that it was made of, `no_outcomes` for a forecast. Linear.
template <platform Platform, class Range, class OutcomeOf, class Function>
constexpr void for_each_reboot_patch(reboot_reason reason, const selection<Range>& verdicts,
                                     const scan_for<Platform>& scan, const OutcomeOf& outcome_of, Function f) {
  using known = detail::known<record_of<Range>>;
  detail::for_each_counted<Platform>(verdicts, scan, outcome_of, [&](ordinal i) {
    const auto outcome = outcome_of(i);
    switch (reason) {
      case reboot_reason::before_deployment:
      case reboot_reason::host: return;
      case reboot_reason::always:
      case reboot_reason::any_update:
        if (detail::is_deployed(outcome)) f(i);
        return;
      case reboot_reason::system_patch:
        if (detail::is_deployed(outcome) && known::operating_system(verdicts.record(i))) f(i);
        return;
      default:
        if (detail::vote_of(verdicts[i], known::reboot(verdicts.record(i)), outcome).reason == reason) f(i);
    }
  });
}

/// What to do with a system patch of a Mac (rule B4).
enum class system_patch_step : std::uint8_t { deploy, ask_user, offer_at_next_run };

template <>
struct enum_names<system_patch_step> {
  static constexpr std::string_view names[] = {"deploy", "ask_user", "offer_at_next_run"};
};

/// A user who is logged on is asked before a system patch is deployed, since a restart follows that nothing switches
/// off; `agreed` is the answer, once there is one, and holds if the user has logged off since. Other patches go on.
constexpr system_patch_step step_of_system_patch(bool user_logged_on, std::optional<bool> agreed) noexcept {
  if (agreed) return *agreed ? system_patch_step::deploy : system_patch_step::offer_at_next_run;
  return user_logged_on ? system_patch_step::ask_user : system_patch_step::deploy;
}

}  // namespace patchpolicy::inline v1
