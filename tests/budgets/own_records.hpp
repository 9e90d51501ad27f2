// SPDX-License-Identifier: BSL-1.0
// A host's own records, and how many of them deploy.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "patchpolicy/decide/selection.hpp"

namespace budgets {

struct update {
  std::string_view kb;
  std::string_view vendor;
  std::array<std::string_view, 1> replaces;
  bool critical = false;
};

}  // namespace budgets

template <>
struct patchpolicy::patch_traits<budgets::update> {
  static constexpr auto os = platform::windows;
  static std::string_view id(const budgets::update& u) { return u.kb; }
  static std::optional<patch_kind> kind(const budgets::update&) { return patch_kind::security; }
  static std::optional<severity_level> severity(const budgets::update& u) {
    return u.critical ? severity_level::critical : severity_level::low;
  }
  static product_path product(const budgets::update& u) { return {u.vendor, {}, {}}; }
  static const auto& supersedes(const budgets::update& u) { return u.replaces; }
};

namespace budgets {

// Where the compiler cannot see what is in it.
inline volatile bool outside = true;

inline int deploying() {
  namespace pp = patchpolicy;
  const std::array<update, 3> missing = {{{"KB5034122", "Microsoft", {}, true},
                                          {"KB5034763", "Microsoft", {"KB5034122"}, outside},
                                          {"firefox-123", "Mozilla", {}, false}}};
  pp::task<pp::platform::windows> task;
  task.enabled = true;
  task.deploy.severity = pp::windows_severity_option{};
  task.deploy.patch_groups = *pp::group_choice::of({"Approved"}, {});
  const pp::patch_groups groups = {{"Approved", {"firefox-123"}}};

  const auto bound = pp::bind(task, groups);
  const pp::supersession scan(missing);
  const auto verdicts = pp::select(bound, missing, scan);
  int count = 0;
  for (pp::ordinal i = 0; i < missing.size(); ++i) count += verdicts[i].deploys() ? 1 : 0;
  return count;
}

}  // namespace budgets
