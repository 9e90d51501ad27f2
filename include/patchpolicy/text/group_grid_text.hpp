// SPDX-License-Identifier: BSL-1.0
/// \file
/// The words of the grid of patch groups in English, for administrators.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/group_grid.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// An eye that any terminal can show.
constexpr std::string_view sign_of(group_eye eye) noexcept { return eye == group_eye::open ? "(o)" : "(x)"; }

/// The meaning in words, without a period.
constexpr std::string_view meaning_of(group_eye eye) noexcept {
  return eye == group_eye::open ? "the configuration contains the group's patches of that platform"
                                : "the configuration does not contain them";
}

constexpr std::string_view meaning_of(inactive_reason reason) noexcept {
  switch (reason) {
    case inactive_reason::group_not_used: return "group not used";
    case inactive_reason::not_assigned: break;
  }
  return "configuration not assigned";
}

/// The status of a group's records of one platform, with all that speaks against it (rule G4):
/// `not active: group not used`. Where it depends on a number of endpoints that is not known, it says so.
inline std::string status_text(const grid_row& row, platform os, std::optional<std::uint64_t> endpoints) {
  const flag_set<inactive_reason> reasons = why_not_active(row, os, endpoints.value_or(1));
  if (reasons.empty()) return endpoints ? "active" : "active if assigned";
  std::string text;
  for (const inactive_reason reason : reasons) {
    text += text.empty() ? "not active: " : ", ";
    text += meaning_of(reason);
  }
  return text;
}

}  // namespace patchpolicy::inline v1
