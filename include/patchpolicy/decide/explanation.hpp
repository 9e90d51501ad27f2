// SPDX-License-Identifier: BSL-1.0
/// \file
/// All that a verdict stands for, on demand (rule E1).
#pragma once

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// Calls `f(ordinal)` for each witness of a rule that spoke of the record at `at`, where the verdict has only the
/// first: every group that holds it, every newer record that is visible and the latest (rule D7) or that deploys (rules
/// D8, D9), every deploying advisory that needs it (rule D10). In the order of the configuration or of the input; a
/// rule without a witness is not called for, and the root of the product tree is `no_ordinal`. Linear in what it looks
/// at: the groups that hold the record and the records that are newer, not the scan. `verdicts` is a `selection`, or
/// has its `operator[]` and `record` too.
template <platform Platform, class Verdicts, class Function>
constexpr void for_each_witness(const bound_task<Platform>& task, const scan_for<Platform>& scan,
                                const Verdicts& verdicts, ordinal at, rule r, Function f) {
  const verdict v = verdicts[at];
  if (!v.has(r)) return;
  switch (witness_kind_of(r)) {
    case witness_kind::none: return;
    case witness_kind::included_group: return task.for_each_included_group(verdicts.record(at), f);
    case witness_kind::excluded_group: return task.for_each_excluded_group(verdicts.record(at), f);
    case witness_kind::product_state: return f(v.witness(r));
    case witness_kind::record: break;
  }
  if constexpr (Platform == platform::gnu_linux) {
    scan.for_each_dependent(at, [&](ordinal other) {
      if (verdicts[other].deploys()) f(other);
    });
  } else {
    const preview_patches previews = task.rules().previews;
    scan.for_each_newer(at, [&](ordinal other) {
      if (r == rule::replaced_by_selected) {
        if (verdicts[other].deploys()) f(other);
      } else if (!verdicts[other].has(rule::invisible_preview) && scan.newer_than(other, previews) == no_ordinal) {
        f(other);
      }
    });
  }
}

}  // namespace patchpolicy::inline v1
