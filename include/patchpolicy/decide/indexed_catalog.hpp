// SPDX-License-Identifier: BSL-1.0
/// \file
/// A catalog of all platforms and the patch groups, indexed together.
#pragma once

#include "patchpolicy/decide/catalog_groups.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// What a console keeps while an administrator edits: made once for a catalog and the groups, and anew when one of them
/// changes, so that counts and differences need no look at the records. It refers to neither.
class indexed_catalog {
 public:
  /// Linear in the records and the groups. `endpoint` is for Linux records that do not say their distribution.
  explicit indexed_catalog(const catalog& all, const patch_groups& groups = {}, const linux_endpoint& endpoint = {})
      : windows_(all.records<platform::windows>()),
        mac_(all.records<platform::mac>()),
        linux_(all.records<platform::gnu_linux>(), linux_scan(all.records<platform::gnu_linux>(), endpoint)),
        windows_groups_(windows_, all.records<platform::windows>(), groups),
        mac_groups_(mac_, all.records<platform::mac>(), groups),
        linux_groups_(linux_, all.records<platform::gnu_linux>(), groups) {}

  template <platform Platform>
  const catalog_index<Platform>& index() const noexcept {
    if constexpr (Platform == platform::windows)
      return windows_;
    else if constexpr (Platform == platform::mac)
      return mac_;
    else
      return linux_;
  }
  template <platform Platform>
  const catalog_groups<Platform>& groups() const noexcept {
    if constexpr (Platform == platform::windows)
      return windows_groups_;
    else if constexpr (Platform == platform::mac)
      return mac_groups_;
    else
      return linux_groups_;
  }

 private:
  catalog_index<platform::windows> windows_;
  catalog_index<platform::mac> mac_;
  catalog_index<platform::gnu_linux> linux_;
  catalog_groups<platform::windows> windows_groups_;
  catalog_groups<platform::mac> mac_groups_;
  catalog_groups<platform::gnu_linux> linux_groups_;
};

}  // namespace patchpolicy::inline v1
