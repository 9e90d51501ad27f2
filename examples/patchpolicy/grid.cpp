// SPDX-License-Identifier: BSL-1.0
// patchpolicy grid: the patch groups beside a catalog and a configuration (section G of the rules).
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "table.hpp"
#include "target.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

constexpr std::array platforms = {pp::platform::windows, pp::platform::mac, pp::platform::gnu_linux};
constexpr std::size_t widest_name = 48;  // a longer one moves its own line alone

// Nothing if it is not given.
pp::result<std::optional<std::uint64_t>, int> read_endpoints(const arguments& given) {
  const auto text = given.value("--endpoints");
  if (!text) return std::optional<std::uint64_t>();
  const bool is_number = !text->empty() && text->find_first_not_of("0123456789") == std::string_view::npos;
  if (const auto count = is_number ? pp::scaled_decimal(*text, 0) : std::nullopt)
    return std::optional(static_cast<std::uint64_t>(*count));
  write_error("patchpolicy: --endpoints: expected a whole number, found \"" + pp::printable(*text) + "\"\n");
  return pp::unexpected{status_unreadable};
}

std::string in_quotes(std::string_view text) { return '"' + pp::printable(text) + '"'; }

std::string task_in_words(const pp::configured_task& task) {
  return std::string(in_words(task.os)) + ", " + std::string(in_words(task.task));
}

void append_in_list(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

// A count, with the eye beside it.
std::string cell_text(const pp::grid_cell& cell) {
  return std::to_string(cell.records) + (cell.eye ? ' ' + std::string(pp::sign_of(*cell.eye)) : "");
}

std::string unknown_names(const pp::grid_row& row, const pp::patch_group& group) {
  std::string names;
  for (const pp::ordinal name : row.unknown) append_in_list(names, pp::printable(group.patches[name]));
  return names;
}

std::string table(const pp::group_grid& grid, const pp::patch_groups& groups, std::optional<std::uint64_t> endpoints) {
  std::size_t name_width = 5;
  std::array<std::size_t, platforms.size()> widths = {};
  for (std::size_t p = 0; p < platforms.size(); ++p) widths[p] = in_words(platforms[p]).size();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    name_width = std::max(name_width, std::min(width(pp::printable(groups[g].name)), widest_name));
    for (std::size_t p = 0; p < platforms.size(); ++p)
      widths[p] = std::max(widths[p], cell_text(grid.rows[g].cells[p]).size());
  }

  std::string out;
  append_padded(out, "group", name_width);
  append_padded(out, "choice", 7);
  for (std::size_t p = 0; p < platforms.size(); ++p) append_right(out, in_words(platforms[p]), widths[p]);
  append_right(out, "total", 5);
  out += endpoints ? "active on\n" : "if assigned, active on\n";
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const pp::grid_row& row = grid.rows[g];
    std::string active;
    for (const pp::platform os : platforms)
      if (pp::status_of(row, os, endpoints.value_or(1)) == pp::group_status::active)
        append_in_list(active, in_words(os));
    append_padded(out, pp::printable(groups[g].name), name_width);
    append_padded(out, row.use == pp::group_use::none ? "-" : pp::name_of(row.use), 7);
    for (std::size_t p = 0; p < platforms.size(); ++p) append_right(out, cell_text(row.cells[p]), widths[p]);
    append_right(out, std::to_string(row.total()), 5);
    out += (active.empty() ? "-" : active) + '\n';
  }
  return out;
}

// What is named and not there (rule G5).
std::string diagnostics(const pp::group_grid& grid, const pp::patch_groups& groups) {
  std::string unknown;
  for (std::size_t g = 0; g < groups.size(); ++g)
    if (!grid.rows[g].unknown.empty())
      unknown += "  " + pp::printable(groups[g].name) + ": " + unknown_names(grid.rows[g], groups[g]) + '\n';
  std::string absent;
  for (const pp::absent_group& group : grid.absent)
    absent += "  " + pp::printable(group.name) + ": " + std::string(pp::name_of(group.use)) + " in " +
              task_in_words(group.named_by) + '\n';
  std::string out;
  if (!unknown.empty()) out += "\nNames that match nothing in the catalog:\n" + unknown;
  if (!absent.empty()) out += "\nGroups that the configuration names and the file does not have:\n" + absent;
  return out;
}

std::string report(const inputs& read, const pp::group_grid& grid, std::optional<std::uint64_t> endpoints) {
  const target meant{.os = grid.configured.os, .task = grid.configured.task};
  std::string out = pp::printable(read.config.name) + ": patch groups for " + task_in_words(grid.configured);
  visit_target(read.config, meant, [&](const auto& task) {
    if (!task.enabled) out += " (off)";
    if constexpr (requires { std::get_if<pp::all_missing_patches>(&task.deploy); })
      if (std::holds_alternative<pp::all_missing_patches>(task.deploy)) out += " (all missing patches)";
  });
  out += "\n\n";
  if (read.groups.empty()) {
    out += "There are no groups.\n";
  } else {
    out += table(grid, read.groups, endpoints);
    out += '\n';
    for (const pp::group_eye eye : {pp::group_eye::open, pp::group_eye::crossed_out})
      out += std::string(pp::sign_of(eye)) + "  " + std::string(pp::meaning_of(eye)) + '\n';
    if (endpoints == 0) out += "Nothing is active: the configuration is assigned to no endpoint.\n";
  }
  return out + diagnostics(grid, read.groups);
}

// The records behind the counts of a group, with the exact answer.
std::vector<pp::group_record> records_in(const inputs& read, const pp::patch_group& group) {
  std::vector<pp::group_record> found;
  const auto add_platform = [&](auto os) {
    const auto& records = read.catalog.records<os()>();
    const auto deployed_by = pp::deploying_tasks(read.config, read.groups, records, scan_of<os()>(records, target{}));
    pp::for_each_record_in(group, records,
                           [&](pp::ordinal at) { found.push_back({records[at].id, os, deployed_by[at]}); });
  };
  for (const pp::platform os : platforms) pp::visit_platform(os, add_platform);
  return found;
}

std::string report(const inputs& read, const pp::grid_row& row, const pp::patch_group& group,
                   const std::vector<pp::group_record>& records, std::optional<std::uint64_t> endpoints) {
  std::size_t id_width = 5;
  std::size_t status_width = 6;
  for (const pp::group_record& record : records) {
    id_width = std::max(id_width, std::min(width(pp::printable(record.id)), widest_name));
    status_width = std::max(status_width, pp::status_text(row, record.os, endpoints).size());
  }
  std::string out = pp::printable(read.config.name) + ": patch group " + in_quotes(group.name) + "\n\n";
  const auto append = [&](std::string_view os, std::string_view id, std::string_view status, std::string_view deploys) {
    append_padded(out, os, 8);
    append_padded(out, id, id_width);
    append_padded(out, status, status_width);
    out += deploys;
    out += '\n';
  };
  if (!records.empty()) append("platform", "patch", "status", "deploys");
  for (const pp::group_record& record : records) {
    std::string tasks;
    for (const pp::task_kind task : record.deployed_by) append_in_list(tasks, in_words(task));
    append(in_words(record.os), pp::printable(record.id), pp::status_text(row, record.os, endpoints),
           tasks.empty() ? "no" : "yes, by " + tasks);
  }
  out += records.empty()
             ? "It holds no patch of the catalog.\n"
             : "\nThe status looks at this group alone; what deploys is judged by all tasks of the platform.\n";
  if (!row.unknown.empty()) out += "Names that match nothing in the catalog: " + unknown_names(row, group) + '\n';
  return out;
}

std::optional<pp::ordinal> find_group(const pp::patch_groups& groups, const arguments& given) {
  const std::string_view name = *given.value("--group");
  for (pp::ordinal g = 0; g < groups.size(); ++g)
    if (groups[g].name == name) return g;
  std::string message =
      "patchpolicy: --group: " + display_name(*given.value("--groups")) + " has no group " + in_quotes(name);
  constexpr std::size_t listed = 10;
  for (std::size_t g = 0; g < groups.size() && g < listed; ++g)
    message += (g == 0 ? ", expected one of " : ", ") + in_quotes(groups[g].name);
  if (groups.size() > listed) message += " and " + std::to_string(groups.size() - listed) + " more";
  write_error(message + '\n');
  return std::nullopt;
}

}  // namespace

const command_spec& grid_spec() {
  static const command_spec spec = {"grid",
                                    {"CONFIG"},
                                    {{"--catalog", "FILE", true},
                                     {"--groups", "FILE", true},
                                     {"--for", "windows|mac|linux", true},
                                     {"--task", "TASK"},
                                     {"--endpoints", "NUMBER"},
                                     {"--group", "NAME"},
                                     {"--format", "text|json"}},
                                    "shows the patch groups beside a catalog, and what the tasks do with them"};
  return spec;
}

int run_grid(const arguments& given) {
  const auto chosen = read_task_choice(given, "--for");
  const auto endpoints = read_endpoints(given);
  const auto for_programs = read_format(given, "json");
  if (!chosen || !endpoints || !for_programs) return status_unreadable;
  const auto read = read_inputs(given);
  if (!read) return read.error();

  const pp::configured_task configured{*chosen->os, chosen->task.value_or(pp::task_kind::routine_maintenance)};
  const pp::group_grid grid = pp::grid_of(read->config, read->groups, configured, read->catalog);
  std::string out;
  if (!given.has("--group")) {
    out = *for_programs ? pp::write_group_grid(grid, read->groups, *endpoints) : report(*read, grid, *endpoints);
  } else {
    const auto g = find_group(read->groups, given);
    if (!g) return status_unreadable;
    const auto records = records_in(*read, read->groups[*g]);
    out = *for_programs ? pp::write_group_records(grid, read->groups, *g, records, *endpoints)
                        : report(*read, grid.rows[*g], read->groups[*g], records, *endpoints);
  }
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
