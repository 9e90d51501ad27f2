// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which enablement packages a console offers for the list of routine maintenance (rule D12).
#pragma once

#include <cstdlib>
#include <iterator>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// Whether packages that a visible record supersedes are offered too.
enum class superseded_packages : bool { hidden, shown };

/// The enablement packages among the records of a scan or catalog, in its order. Previews that are not scanned for are
/// not offered. What is offered has no bearing on what is selected. `scan` was made from the same records: one of
/// another number of records ends the program. Linear.
template <patch_range_of<platform::windows> Range>
constexpr std::vector<ordinal> enablement_offer(const Range& records, const supersession& scan,
                                                preview_patches previews = preview_patches::invisible,
                                                superseded_packages superseded = superseded_packages::hidden) {
  using known = detail::known<record_of<Range>>;
  if (scan.size() != std::size(records)) std::abort();  // made from other records
  std::vector<ordinal> offered;
  ordinal at = 0;
  for (const auto& record : records) {
    const bool visible = previews == preview_patches::visible || !known::preview(record);
    const bool latest = scan.newer_than(at, previews) == no_ordinal;
    if (known::kind(record) == patch_kind::enablement && visible &&
        (latest || superseded == superseded_packages::shown))
      offered.push_back(at);
    ++at;
  }
  return offered;
}

}  // namespace patchpolicy::inline v1
