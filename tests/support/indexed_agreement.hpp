// SPDX-License-Identifier: BSL-1.0
// The indexed evaluation has to give the verdicts of the evaluation record by record, and counts that fit to them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "patchpolicy/decide/catalog_groups.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/compiled_task.hpp"
#include "patchpolicy/decide/deployment_counts.hpp"
#include "patchpolicy/decide/indexed_counts.hpp"
#include "patchpolicy/decide/indexed_selection.hpp"
#include "patchpolicy/decide/selection.hpp"

namespace tests {

namespace pp = patchpolicy;

inline std::string difference(const pp::verdict& actual, const pp::verdict& expected) {
  std::string text;
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const auto r = static_cast<pp::rule>(i);
    if (actual.has(r) != expected.has(r)) text += ", " + std::string(pp::name_of(r));
    if (actual.witness(r) != expected.witness(r)) text += ", witness of " + std::string(pp::name_of(r));
  }
  return actual.unknown() == expected.unknown() ? text : text + ", unknown";
}

inline std::string difference(const pp::deployment_counts& actual, const pp::deployment_counts& expected) {
  std::string text;
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const std::string name(pp::name_of(static_cast<pp::rule>(i)));
    if (actual.selected[i] != expected.selected[i]) text += ", selected by " + name;
    if (actual.alone[i] != expected.alone[i]) text += ", alone by " + name;
    if (actual.removed[i] != expected.removed[i]) text += ", removed by " + name;
  }
  if (actual.missing != expected.missing) text += ", missing";
  if (actual.deploying != expected.deploying) text += ", deploying";
  if (actual.by_severity != expected.by_severity) text += ", by severity";
  return actual.by_vendor == expected.by_vendor ? text : text + ", by vendor";
}

// Says where they differ; empty if nowhere.
template <pp::platform Platform, class Range>
std::string disagreement(const pp::indexed_selection<Platform>& selected, const pp::indexed_verdicts<Platform>& kept,
                         const pp::selection<Range>& expected) {
  if (selected.size() != expected.size() || kept.size() != expected.size()) return "another number of records";
  std::vector<pp::ordinal> deploying;
  for (pp::ordinal at = 0; at < expected.size(); ++at) {
    const auto record = [at] { return "record " + std::to_string(at) + " of the index: "; };
    if (selected[at] != expected[at]) return record() + "another verdict" + difference(selected[at], expected[at]);
    if (kept[at] != expected[at]) return record() + "another kept verdict" + difference(kept[at], expected[at]);
    if (selected.deploys(at) != expected[at].deploys()) return record() + "another decision";
    if (expected[at].deploys()) deploying.push_back(at);
  }
  std::vector<pp::ordinal> called;
  selected.for_each_deploying([&](pp::ordinal at) { called.push_back(at); });
  std::sort(called.begin(), called.end());
  if (called != deploying || selected.count() != deploying.size()) return "other deploying records in the index";
  if (const auto counts = pp::count_deployment(selected); counts != pp::count_deployment(expected))
    return "other counts in the index" + difference(counts, pp::count_deployment(expected));
  return "";
}

}  // namespace tests
