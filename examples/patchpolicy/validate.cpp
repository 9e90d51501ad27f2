// SPDX-License-Identifier: BSL-1.0
// patchpolicy validate: what is wrong with a configuration, or may not be meant (section C of the rules).
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

std::string report(const std::vector<pp::finding>& findings) {
  std::array<std::size_t, pp::enum_size<pp::finding_level>> counts{};
  std::string out;
  for (const pp::finding& f : findings) {
    ++counts[static_cast<std::size_t>(f.level())];
    out += std::string(pp::name_of(f.level())) + ": " + f.path + ": " + pp::to_text(f) + '\n';
  }
  if (findings.empty()) return "nothing to say against this configuration\n";
  std::string sum;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!sum.empty()) sum += ", ";
    sum += std::to_string(counts[i]) + ' ' + std::string(pp::enum_names<pp::finding_level>::names[i]) +
           (counts[i] == 1 ? "" : "s");
  }
  return out + sum + '\n';
}

}  // namespace

const command_spec& validate_spec() {
  static const command_spec spec =
      with_zone({"validate",
                 {"CONFIG"},
                 {{"--after", instant_form}, {"--catalog", "FILE"}, {"--groups", "FILE"}, {"--format", "text|ndjson"}},
                 "says what is wrong with a configuration, or may not be meant"},
                false);
  return spec;
}

int run_validate(const arguments& given) {
  const auto for_programs = read_format(given, "ndjson");
  const auto when = read_when(given);
  if (!for_programs || !when) return status_unreadable;
  const auto config = read_configuration(given.operand(0));
  std::optional<pp::patch_groups> groups;
  std::optional<pp::catalog> catalog;
  if (given.has("--groups")) groups = read_patch_groups(*given.value("--groups"));
  if (given.has("--catalog")) catalog = read_catalog(*given.value("--catalog"));
  if (!config || given.has("--groups") != groups.has_value() || given.has("--catalog") != catalog.has_value())
    return status_unreadable;

  const pp::validation_context context{groups ? &*groups : nullptr, catalog ? &*catalog : nullptr};
  const auto findings =
      when->zone ? pp::validate(*config, context, when->after, when->zone->zone) : pp::validate(*config, context);
  std::string out;
  if (*for_programs)
    for (const pp::finding& f : findings) pp::append_finding_line(out, f);
  else
    out = report(findings);
  if (!write_output(out)) return status_unreadable;
  return pp::has_errors(findings) ? status_errors : status_done;
}

}  // namespace tool
