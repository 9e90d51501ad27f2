// SPDX-License-Identifier: BSL-1.0
/// \file
/// The version of the library and of the rules that it implements. The one home of both numbers.
#pragma once

/// The version of the library, for the preprocessor.
#define PATCHPOLICY_VERSION_MAJOR 0
#define PATCHPOLICY_VERSION_MINOR 1
#define PATCHPOLICY_VERSION_PATCH 0

namespace patchpolicy::inline v1 {

/// Counts the changes that can alter a decision; equal numbers decide alike on equal input.
inline constexpr int semantics_version = 1;

}  // namespace patchpolicy::inline v1
