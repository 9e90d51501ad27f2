// SPDX-License-Identifier: BSL-1.0
/// \file
/// A verdict with names in place of ordinals, as files and people see it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/explanation.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// One rule that spoke, with what it names: its group, the parts of the product path that decided, or the ids of other
/// patches. A rule with a witness names at least one, but for the product filter, where none is the root.
template <class Text>
struct basic_reason {
  rule why = rule::nothing_selects;
  std::vector<Text> names = {};
  friend bool operator==(const basic_reason&, const basic_reason&) = default;
};

/// The verdict on one patch. Groups stand one by one, so a rule may occur more than once.
template <class Text>
struct basic_verdict_line {
  Text id = {};
  bool deploys = false;
  std::vector<basic_reason<Text>> selected_by = {};
  std::vector<basic_reason<Text>> stopped_by = {};
  flag_set<unknown_field> unknown = {};  ///< rule E3
  std::vector<Text> installs = {};       ///< Linux: what is really installed (rule D10)
  friend bool operator==(const basic_verdict_line&, const basic_verdict_line&) = default;
};

using verdict_reason = basic_reason<std::string>;
using verdict_line = basic_verdict_line<std::string>;
/// Names borrowed from the task and from the records.
using verdict_line_view = basic_verdict_line<std::string_view>;

namespace detail {

/// The same line with texts of its own.
template <class Text>
verdict_line owned_line(const basic_verdict_line<Text>& line) {
  const auto copy = [](const auto& reasons) {
    std::vector<verdict_reason> copies;
    for (const auto& r : reasons) copies.push_back({r.why, {r.names.begin(), r.names.end()}});
    return copies;
  };
  return {std::string(line.id),  line.deploys, copy(line.selected_by),
          copy(line.stopped_by), line.unknown, {line.installs.begin(), line.installs.end()}};
}

/// The groups that a task includes; none if it takes all missing patches.
template <class Options>
const auto* group_option_of(const Options& options) {
  return options.patch_groups ? &*options.patch_groups : nullptr;
}
template <class Storage>
const basic_group_inclusion<Storage>* group_option_of(const basic_linux_options<Storage>& options) {
  const auto* selected = std::get_if<basic_linux_selection<Storage>>(&options);
  return selected != nullptr && selected->patch_groups ? &*selected->patch_groups : nullptr;
}

}  // namespace detail

/// How much of what a rule names goes into a line.
enum class witnesses : bool {
  first,  ///< of other patches the first alone, as verdicts in files have it
  all,
};

/// Puts the names into the verdict at that place of `verdicts`. `options` are those of the task that was bound to
/// `task`, and `scan` is what the verdicts were made with, a `selection` or what looks like one. Linear in what it
/// names.
template <platform Platform, class Options, class Verdicts>
verdict_line_view name_verdict(const Options& options, const bound_task<Platform>& task, const scan_for<Platform>& scan,
                               const Verdicts& verdicts, ordinal at, witnesses named = witnesses::first) {
  using known = detail::known<std::remove_cvref_t<decltype(verdicts.record(at))>>;
  const verdict v = verdicts[at];
  verdict_line_view line;
  line.id = known::id(verdicts.record(at));
  line.deploys = v.deploys();
  line.unknown = v.unknown();

  const auto id_of = [&](ordinal other) { return known::id(verdicts.record(other)); };
  for (const rule r : v.rules()) {
    auto& reasons = is_stop(r) ? line.stopped_by : line.selected_by;
    const auto for_each = [&](auto f) { for_each_witness(task, scan, verdicts, at, r, f); };
    switch (witness_kind_of(r)) {
      case witness_kind::none: reasons.push_back({r, {}}); break;
      case witness_kind::included_group:
        for_each([&](ordinal group) { reasons.push_back({r, {detail::group_option_of(options)->included()[group]}}); });
        break;
      case witness_kind::excluded_group:
        if constexpr (has_group_exclusion<Options>)
          for_each([&](ordinal group) { reasons.push_back({r, {options.patch_groups->excluded()[group]}}); });
        break;
      case witness_kind::product_state:
        reasons.push_back({r, {}});
        if constexpr (has_product_filter<Options>)
          if (const ordinal state = v.witness(r); state != no_ordinal) {
            const auto& path = options.products->state_path(state);
            const std::string_view parts[] = {path.vendor, path.family, path.version};
            reasons.back().names.assign(parts, parts + path.depth());
          }
        break;
      case witness_kind::record:
        reasons.push_back({r, {}});
        if (named == witnesses::first && Platform != platform::gnu_linux)
          reasons.back().names.push_back(id_of(v.witness(r)));
        else
          for_each([&](ordinal other) { reasons.back().names.push_back(id_of(other)); });
        break;
    }
  }
  if constexpr (Platform == platform::gnu_linux)
    if (v.deploys()) scan.for_each_installed(at, [&](ordinal other) { line.installs.push_back(id_of(other)); });
  return line;
}

}  // namespace patchpolicy::inline v1
