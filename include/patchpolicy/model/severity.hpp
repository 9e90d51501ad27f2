// SPDX-License-Identifier: BSL-1.0
/// \file
/// Kinds of patches and their severity levels (rule D6).
#pragma once

#include <cstdint>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"

namespace patchpolicy::inline v1 {

/// What a patch is for.
enum class patch_kind : std::uint8_t {
  security,      ///< tied to a security bulletin
  non_security,  ///< a vendor's patch for known problems that are not security issues
  bug_fix,       ///< Linux: fixes problems
  enhancement,   ///< Linux: adds features
  enablement,    ///< Windows: switches on what is already installed (rule D12)
};

template <>
struct enum_names<patch_kind> {
  static constexpr std::string_view names[] = {"security", "non_security", "bug_fix", "enhancement", "enablement"};
};

/// How bad it is not to have the patch; a name, not a threshold.
enum class severity_level : std::uint8_t {
  critical,    ///< exploitable by an unauthenticated remote attacker, or breaks the isolation of guest and host
  important,   ///< as bad for those who get in: local privilege gain, code execution by authenticated users
  moderate,    ///< much limited by configuration or difficulty
  low,         ///< extremely hard to exploit, or of minimal effect
  unassigned,  ///< the vendor gave no level
};

template <>
struct enum_names<severity_level> {
  static constexpr std::string_view names[] = {"critical", "important", "moderate", "low", "unassigned"};
};

/// The levels that Linux knows: all but *unassigned*.
enum class linux_severity_level : std::uint8_t { critical, important, moderate, low };

template <>
struct enum_names<linux_severity_level> {
  static constexpr std::string_view names[] = {"critical", "important", "moderate", "low"};
};

/// The same level on a scale that also has *unassigned*.
constexpr severity_level widen(linux_severity_level level) noexcept { return static_cast<severity_level>(level); }

}  // namespace patchpolicy::inline v1
