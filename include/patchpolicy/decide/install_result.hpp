// SPDX-License-Identifier: BSL-1.0
/// \file
/// What became of an installation, by its result code (rule B4).
#pragma once

#include <cstdint>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"

namespace patchpolicy::inline v1 {

/// What became of the installation of one patch. With `restart_required` it is installed; one that a user declined has
/// failed.
enum class install_outcome : std::uint8_t { installed, restart_required, failed, failed_restart_required };

template <>
struct enum_names<install_outcome> {
  static constexpr std::string_view names[] = {"installed", "restart_required", "failed", "failed_restart_required"};
};

/// Whether the patch is on the machine.
constexpr bool is_installed(install_outcome outcome) noexcept {
  return outcome == install_outcome::installed || outcome == install_outcome::restart_required;
}
/// Whether the machine has to restart, be the patch on it or not.
constexpr bool asks_for_restart(install_outcome outcome) noexcept {
  return outcome == install_outcome::restart_required || outcome == install_outcome::failed_restart_required;
}

/// What the codes of Windows Installer mean: 0, 3010 and 1641 installed, the last two with a restart; 3017 and 3018
/// failed, yet with a restart; all others failed. A host with other codes has a function of its own.
constexpr install_outcome outcome_of_code(std::int64_t code) noexcept {
  switch (code) {
    case 0: return install_outcome::installed;
    case 1641:
    case 3010: return install_outcome::restart_required;
    case 3017:
    case 3018: return install_outcome::failed_restart_required;
    default: return install_outcome::failed;
  }
}

}  // namespace patchpolicy::inline v1
