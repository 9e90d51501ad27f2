// SPDX-License-Identifier: BSL-1.0
/// \file
/// Explanations in English, for administrators.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/task_edit.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/text/explanation.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/json_writer.hpp"
#include "patchpolicy/text/verdict_text.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// A score as people write it: 7.25, 9.0.
template <class Score>
std::string score_text(Score score) {
  std::string text;
  json_writer(text, json_layout::compact).decimal(score.count(), Score::decimals);
  if (Score::decimals == 1 && text.find('.') == std::string::npos) text += ".0";
  return text;
}

inline std::string kind_text(patch_kind kind) {
  switch (kind) {
    case patch_kind::security: return "security";
    case patch_kind::non_security: return "non-security";
    case patch_kind::bug_fix: return "bug fix";
    case patch_kind::enhancement: return "enhancement";
    case patch_kind::enablement: break;
  }
  return "enablement package";
}

/// `a security patch of critical severity`, `an enhancement`: what the rules about severity see (rule D6).
inline std::string class_text(const explanation& e) {
  const patch_facts& facts = e.facts;
  if (!facts.kind) return "a patch of unknown kind";
  if (*facts.kind == patch_kind::enhancement || *facts.kind == patch_kind::enablement)
    return "an " + kind_text(*facts.kind);
  if (*facts.kind == patch_kind::bug_fix) return "a bug fix";
  const std::string patch = "a " + kind_text(*facts.kind) + " patch ";
  if (!facts.severity && e.os == platform::gnu_linux) return patch + "without a severity";
  return patch + "of " + std::string(name_of(facts.severity.value_or(severity_level::unassigned))) + " severity";
}

inline std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 10; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += excerpt(names[i]);
  }
  if (names.size() > 10) text += " and " + std::to_string(names.size() - 10) + " more";
  return text;
}

inline std::string path_text(const basic_product_path<owned>& path) {
  if (path.depth() == 0) return "all vendors and products";
  std::string text = excerpt(path.vendor);
  if (path.depth() > 1) text += " › " + excerpt(path.family);
  if (path.depth() > 2) text += " › " + excerpt(path.version);
  return text;
}

}  // namespace detail

/// One edit as an instruction: `tick security important`.
inline std::string to_text(const task_edit& edit) {
  switch (edit.what) {
    case edit_kind::tick_severity:
      return "tick " + detail::kind_text(edit.kind) + (edit.level ? ' ' + std::string(name_of(*edit.level)) : "") +
             " under severity";
    case edit_kind::lower_vrr: return "set the VRR threshold to " + detail::score_text(*edit.vrr);
    case edit_kind::lower_cvss: return "set the CVSS threshold to " + detail::score_text(*edit.cvss);
    case edit_kind::select_exploited: return "deploy patches for exploited vulnerabilities";
    case edit_kind::include_group: return "include patch group " + detail::in_quotes(edit.group);
    case edit_kind::add_to_group: return "add the patch to patch group " + detail::in_quotes(edit.group);
    case edit_kind::clear_exclusion: return "no longer exclude patch group " + detail::in_quotes(edit.group);
    case edit_kind::select_product: return "tick " + detail::path_text(edit.product) + " in the product filter";
    case edit_kind::list_package: return "add it to the enablement packages";
    case edit_kind::scan_previews: break;
  }
  return "scan for preview patches";
}

/// A set of edits, to be made together.
inline std::string to_text(const edit_set& edits) {
  std::string text;
  for (const task_edit& edit : edits) {
    if (!text.empty()) text += ", and ";
    text += to_text(edit);
  }
  return text;
}

/// One reason of an explanation as a sentence, with the values that mattered.
inline std::string to_sentence(const verdict_reason& r, const explanation& e) {
  const std::string names = detail::joined(r.names);
  const patch_facts& facts = e.facts;
  switch (r.why) {
    case rule::all_missing: return "The task deploys all missing patches.";
    case rule::risk_vrr:
      return "Its VRR is " + detail::score_text(*facts.vrr) + "; the task deploys from " +
             detail::score_text(*e.rules.risk.vrr_at_least) + ".";
    case rule::risk_cvss:
      return "Its CVSS score is " + detail::score_text(*facts.cvss) + "; the task deploys from " +
             detail::score_text(*e.rules.risk.cvss_at_least) + ".";
    case rule::risk_exploited:
      return e.exploited_by.empty() ? "It closes a vulnerability that is being exploited."
                                    : "It closes " + detail::joined(e.exploited_by) + ", which " +
                                          (e.exploited_by.size() == 1 ? "is" : "are") + " being exploited.";
    case rule::severity: return "It is " + detail::class_text(e) + ", which is ticked under severity.";
    case rule::included_group:
      return "Patch group " + detail::in_quotes(r.names.front()) + " holds it and is included.";
    case rule::enablement: return "It is on the list of enablement packages.";
    case rule::dependency: return "It is needed by " + names + ".";
    case rule::invisible_preview:
      return "It is a preview, and the configuration does not scan for previews; nothing else can select it.";
    case rule::excluded_group:
      return "Patch group " + detail::in_quotes(r.names.front()) + " holds it and is excluded; exclusion always wins.";
    case rule::product_filter:
      if (r.names.empty()) return "Its product is not ticked in the product filter, nor is anything above it.";
      return "The product filter leaves out " +
             detail::path_text(
                 {r.names[0], r.names.size() > 1 ? r.names[1] : "", r.names.size() > 2 ? r.names[2] : ""}) +
             ".";
    case rule::replaced_by_selected: return "It is replaced by " + names + ", which is newer and deploys.";
    case rule::not_latest:
      return "It is superseded by " + names + ", so severity and risk score no longer see it; a patch group would.";
    case rule::nothing_selects: break;
  }
  if (!e.rules.enabled) return "The task is off, so it selects nothing.";
  const std::string text = "No option selects it: it is " + detail::class_text(e);
  return e.unsupported ? text + ", which its distribution does not offer." : text + '.';
}

/// What the record does not say, though an option asks for it (rule E3); empty if there is nothing.
inline std::string unknown_sentence(const explanation& e) {
  const bool vrr = e.verdict.unknown.contains(unknown_field::vrr);
  const bool cvss = e.verdict.unknown.contains(unknown_field::cvss);
  if (!vrr && !cvss) return {};
  return std::string("The task asks for its ") + (vrr ? "VRR" : "") + (vrr && cvss ? " and " : "") +
         (cvss ? "CVSS score" : "") + ", which " + (vrr && cvss ? "are" : "is") + " not known.";
}

/// The whole explanation, some lines long, each with its end.
inline std::string to_text(const explanation& e) {
  std::string text = printable(e.verdict.id) + (e.verdict.deploys ? " deploys.\n" : " does not deploy.\n");
  const auto bullet = [&text](const std::string& sentence) { text += "  - " + sentence + '\n'; };
  const auto list = [&](std::string_view heading, const std::vector<verdict_reason>& reasons) {
    if (reasons.empty()) return;
    text += '\n';
    text += heading;
    text += '\n';
    for (const verdict_reason& r : reasons) bullet(to_sentence(r, e));
  };
  list("What stops it, the most important first:", e.verdict.stopped_by);
  if (const std::string unknown = unknown_sentence(e); !unknown.empty()) bullet(unknown);
  list(e.verdict.deploys ? "Why:" : "What would select it:", e.verdict.selected_by);
  if (!e.verdict.installs.empty())
    text += "\nThe newest version is installed, which comes with " + detail::joined(e.verdict.installs) + ".\n";

  if (!e.chain.empty()) text += "\nIts chain:\n";
  std::size_t shown = 0;
  for (const chain_member& member : e.chain) {
    if (++shown > 20) break;
    bullet((member.is == chain_member::relation::newer ? "superseded by " : "supersedes ") +
           detail::excerpt(member.id) +
           (member.deploys   ? ", which deploys"
            : member.visible ? ""
                             : ", a preview that is not scanned for"));
  }
  if (e.chain.size() > 20) bullet("and " + std::to_string(e.chain.size() - 20) + " more");

  if (e.verdict.deploys) return text;
  if (e.changes.empty()) {
    text += "\nNo change of this task's options or groups would make it deploy";
    const bool outdone = std::any_of(e.chain.begin(), e.chain.end(), [](const chain_member& member) {
      return member.is == chain_member::relation::newer && member.deploys;
    });
    if (!e.rules.enabled) return text + " while the task is off.\n";
    return text + (outdone ? ": a newer patch of its chain deploys in its place.\n" : ".\n");
  }
  text += e.changes.size() == 1 ? "\nThis would make it deploy:\n" : "\nEach of these would make it deploy:\n";
  for (const edit_set& edits : e.changes) bullet(to_text(edits));
  return text;
}

}  // namespace patchpolicy::inline v1
