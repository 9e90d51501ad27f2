// SPDX-License-Identifier: BSL-1.0
// patchpolicy diff: what an edit changes, field by field and patch by patch.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {

const command_spec& diff_spec() {
  static const command_spec spec = {
      "diff",
      {"BEFORE", "AFTER"},
      {{"--catalog", "FILE"}, {"--groups", "FILE"}, {"--lang", "en|nl"}, {"--format", "text|ndjson"}},
      "says what changed from one configuration to another, and which patches are gained and lost"};
  return spec;
}

int run_diff(const arguments& given) {
  const auto words = read_language(given);
  const auto for_programs = read_format(given, "ndjson");
  if (!words || !for_programs) return status_unreadable;
  const auto before = read_configuration(given.operand(0));
  const auto after = read_configuration(given.operand(1));
  std::optional<pp::catalog> catalog;
  std::optional<pp::patch_groups> groups;
  if (given.has("--catalog")) catalog = read_catalog(*given.value("--catalog"));
  if (given.has("--groups")) groups = read_patch_groups(*given.value("--groups"));
  if (!before || !after || given.has("--catalog") != catalog.has_value() || given.has("--groups") != groups.has_value())
    return status_unreadable;

  if (catalog) {  // else nothing is evaluated
    const bool bad_before = report_errors(pp::validate(*before), given.operand(0));
    const bool bad_after = report_errors(pp::validate(*after), given.operand(1));
    if (bad_before || bad_after) return status_errors;
  }
  const auto changes = pp::diff(*before, *after);
  const auto patches = catalog ? pp::diff_deployment(*before, *after, *catalog, groups.value_or(pp::patch_groups{}))
                               : std::vector<pp::patch_change>{};
  std::string out;
  if (*for_programs) {
    for (const pp::field_change& change : changes) pp::append_change_line(out, change);
    for (const pp::patch_change& change : patches) pp::append_change_line(out, change);
  } else {
    out = pp::to_text(pp::say(*before, *after, **words), **words);
    if (!patches.empty()) out += '\n' + pp::to_text(patches, **words);
  }
  if (!write_output(out)) return status_unreadable;
  return changes.empty() && patches.empty() ? status_done : status_errors;
}

}  // namespace tool
