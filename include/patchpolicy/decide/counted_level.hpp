// SPDX-License-Identifier: BSL-1.0
/// \file
/// The level that a patch counts under.
#pragma once

#include <optional>

#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/severity.hpp"

namespace patchpolicy::inline v1::detail {

/// Without a level of its own a patch is unassigned where there is such a level (rule D6).
template <class Record>
constexpr std::optional<severity_level> counted_level(const Record& record) {
  const auto level = known<Record>::severity(record);
  const auto kind = known<Record>::kind(record);
  const bool has_levels = kind == patch_kind::security || kind == patch_kind::non_security;
  if (level || !has_levels || patch_traits<Record>::os == platform::gnu_linux) return level;
  return severity_level::unassigned;
}

}  // namespace patchpolicy::inline v1::detail
