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
namespace {

// The tab and the task that a field belongs to, in words; the whole configuration if it belongs to none.
std::string place_in_words(std::string_view path, const pp::language& words) {
  for (const pp::platform os : {pp::platform::windows, pp::platform::mac, pp::platform::gnu_linux})
    for (const pp::task_kind task :
         {pp::task_kind::routine_maintenance, pp::task_kind::priority_updates, pp::task_kind::zero_day_response}) {
      const std::string prefix = std::string(pp::name_of(os)) + '.' + std::string(pp::name_of(task)) + '.';
      if (path.substr(0, prefix.size()) == prefix)
        return std::string(words.platforms[os]) + ": " + std::string(words.tasks[task]);
    }
  return std::string(words.words[pp::summary_word::whole_configuration]);
}

std::string report(const std::vector<pp::change_in_words>& changes, const pp::language& words) {
  std::string out;
  std::string place;
  for (const pp::change_in_words& change : changes) {
    if (const std::string here = place_in_words(change.path, words); here != place) {
      out += (place.empty() ? "" : "\n") + here + '\n';
      place = here;
    }
    for (const std::string& sentence : change.before) out += "  - " + sentence + '\n';
    for (const std::string& sentence : change.after) out += "  + " + sentence + '\n';
  }
  return out;
}

std::string report(const std::vector<pp::patch_change>& changes, const pp::language& words) {
  std::string out;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const pp::patch_change& change = changes[i];
    if (i == 0 || changes[i - 1].os != change.os)
      out += '\n' + std::string(words.platforms[change.os]) + ": " +
             std::string(words.words[pp::summary_word::patches]) + '\n';
    out += std::string(change.gained ? "  + " : "  - ") + pp::printable(change.verdict.id) + "  (" +
           std::string(words.tasks[change.task]) + ": " + pp::to_text(change, words) + ")\n";
  }
  return out;
}

}  // namespace

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
    out = report(pp::say(changes, pp::summarize(*before), pp::summarize(*after), **words), **words) +
          report(patches, **words);
  }
  if (!write_output(out)) return status_unreadable;
  return changes.empty() && patches.empty() ? status_done : status_errors;
}

}  // namespace tool
