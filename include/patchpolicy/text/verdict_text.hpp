// SPDX-License-Identifier: BSL-1.0
/// \file
/// Verdicts in English, for administrators.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/verdict_line.hpp"

namespace patchpolicy::inline v1 {

/// What a rule means, in a word or two, for counts and headings.
constexpr std::string_view short_name(rule r) noexcept {
  switch (r) {
    case rule::all_missing: return "all missing patches";
    case rule::risk_vrr: return "VRR";
    case rule::risk_cvss: return "CVSS score";
    case rule::risk_exploited: return "exploited vulnerability";
    case rule::severity: return "severity";
    case rule::included_group: return "patch group";
    case rule::enablement: return "enablement package";
    case rule::dependency: return "dependency";
    case rule::invisible_preview: return "preview that is not scanned for";
    case rule::excluded_group: return "excluded by a patch group";
    case rule::product_filter: return "product not ticked";
    case rule::replaced_by_selected: return "replaced by a newer patch that deploys";
    case rule::not_latest: return "not the latest version";
    case rule::nothing_selects: break;
  }
  return "nothing selects it";
}

/// What a rule means, in one sentence; the reference page is made of these.
constexpr std::string_view meaning_of(rule r) noexcept {
  switch (r) {
    case rule::all_missing: return "The Linux task deploys all missing patches (rule D1).";
    case rule::risk_vrr: return "Its VRR reaches the threshold of the risk option (rule D5).";
    case rule::risk_cvss: return "Its CVSS score reaches the threshold of the risk option (rule D5).";
    case rule::risk_exploited:
      return "One of its vulnerabilities is reported exploited, and the risk option asks for that (rule D5).";
    case rule::severity: return "Its kind and level are ticked (rule D6).";
    case rule::included_group: return "A patch group that the task includes holds it (rule D1).";
    case rule::enablement: return "It is an enablement package and on the task's list (rule D12).";
    case rule::dependency: return "An advisory that deploys needs it (Linux, rule D10).";
    case rule::invisible_preview:
      return "It is a preview, and the configuration does not scan for previews; nothing else is said of it (rule "
             "D11).";
    case rule::excluded_group:
      return "A patch group that the task excludes holds it; that wins over any selection (rule D3).";
    case rule::product_filter:
      return "The product filter is on, and the nearest explicit state above its product is cleared (rules D2 and P2).";
    case rule::replaced_by_selected:
      return "It would deploy, but a newer patch that supersedes it does (rules D8 and D9).";
    case rule::not_latest:
      return "Severity or risk score would select it, but a visible newer patch supersedes it (Windows, rule D7).";
    case rule::nothing_selects: break;
  }
  return "No option selects it; `unknown` lists the scores that the task asks for and the record lacks (rule E3).";
}

/// One reason with what it names: `patch group "Approved"`, `superseded by KB5036892`.
template <class Text>
std::string to_text(const basic_reason<Text>& r) {
  const auto joined = [&](std::string_view separator) {
    std::string text;
    for (const auto& name : r.names) {
      if (!text.empty()) text += separator;
      text += detail::excerpt(name);
    }
    return text;
  };
  switch (r.why) {
    case rule::included_group: return "patch group \"" + joined(", ") + '"';
    case rule::dependency: return "needed by " + joined(", ");
    case rule::excluded_group: return "excluded by patch group \"" + joined(", ") + '"';
    case rule::product_filter:
      return r.names.empty() ? "its product is not ticked" : "product not ticked: " + joined(" › ");
    case rule::replaced_by_selected: return "replaced by " + joined(", ");
    case rule::not_latest: return "superseded by " + joined(", ");
    case rule::all_missing:
    case rule::risk_vrr:
    case rule::risk_cvss:
    case rule::risk_exploited:
    case rule::severity:
    case rule::enablement:
    case rule::invisible_preview:
    case rule::nothing_selects: break;  // they name nothing
  }
  return std::string(short_name(r.why));
}

/// The whole verdict in one line: what stops the patch, the most important first, else what selects it.
template <class Text>
std::string to_text(const basic_verdict_line<Text>& line) {
  const auto list = [](const std::vector<basic_reason<Text>>& reasons, std::string_view separator) {
    std::string text;
    for (const auto& r : reasons) {
      if (!text.empty()) text += separator;
      text += to_text(r);
    }
    return text;
  };
  std::string text = list(line.deploys ? line.selected_by : line.stopped_by, "; ");
  if (!line.deploys && !line.selected_by.empty()) text += " (selected by " + list(line.selected_by, ", ") + ')';
  if (!line.installs.empty()) {
    text += "; installs ";
    for (std::size_t i = 0; i < line.installs.size(); ++i) {
      if (i > 0) text += ", ";
      text += detail::excerpt(line.installs[i]);
    }
  }
  if (!line.unknown.empty()) {
    std::string unknown;
    for (const unknown_field f : line.unknown) {
      if (!unknown.empty()) unknown += " and no ";
      unknown += f == unknown_field::vrr ? "VRR" : "CVSS score";
    }
    text += " (no " + unknown + " known)";
  }
  return text;
}

}  // namespace patchpolicy::inline v1
