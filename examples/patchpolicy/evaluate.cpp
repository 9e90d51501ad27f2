// SPDX-License-Identifier: BSL-1.0
// patchpolicy evaluate: which patches a task deploys, and why (sections D and E of the rules).
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "table.hpp"
#include "target.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

// How an administrator would call the patch: its kind and level. Without a level it is unassigned, but on Linux, where
// there is no such level (rule D6).
template <pp::platform Platform>
std::string class_of(const pp::patch_view<Platform>& record) {
  if (!record.kind) return "of unknown kind";
  std::string text(pp::name_of(*record.kind));
  std::replace(text.begin(), text.end(), '_', ' ');
  const bool has_levels = *record.kind == pp::patch_kind::security || *record.kind == pp::patch_kind::non_security;
  if (has_levels && (record.severity || Platform != pp::platform::gnu_linux))
    text += ' ' + std::string(pp::name_of(record.severity.value_or(pp::severity_level::unassigned)));
  return text;
}

// How many patches each rule spoke of.
class rule_counts {
 public:
  void add(pp::rule_set rules) {
    for (const pp::rule r : rules) ++counts_[static_cast<std::size_t>(r)];
  }

  // A line for each rule of one side, the most frequent first.
  void append_to(std::string& out, bool stops) const {
    std::vector<pp::rule> rules;
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (const auto r = static_cast<pp::rule>(i); pp::is_stop(r) == stops && counts_[i] > 0) rules.push_back(r);
    std::stable_sort(rules.begin(), rules.end(), [&](pp::rule a, pp::rule b) { return of(a) > of(b); });
    for (const pp::rule r : rules) {
      const std::string count = std::to_string(of(r));
      out += std::string(9 - std::min<std::size_t>(count.size(), 7), ' ') + count + "  ";
      if (!stops) out += "by ";
      out += pp::short_name(r);
      out += '\n';
    }
  }

 private:
  std::size_t of(pp::rule r) const { return counts_[static_cast<std::size_t>(r)]; }

  std::array<std::size_t, pp::enum_size<pp::rule>> counts_ = {};
};

struct row {
  std::string id;
  std::string kind;
  std::string why;
  bool deploys = false;
};

std::string table(const std::vector<row>& rows) {
  constexpr std::size_t widest_id = 48;  // a longer one moves its own line alone
  std::size_t id_width = 5;
  std::size_t kind_width = 4;
  for (const row& r : rows) {
    id_width = std::max(id_width, std::min(width(r.id), widest_id));
    kind_width = std::max(kind_width, width(r.kind));
  }
  std::string out;
  const auto append = [&](std::string_view deploys, std::string_view id, std::string_view kind, std::string_view why) {
    append_padded(out, deploys, 7);
    append_padded(out, id, id_width);
    append_padded(out, kind, kind_width);
    out += why;
    out += '\n';
  };
  append("deploys", "patch", "kind", "why");
  for (const row& r : rows) append(r.deploys ? "yes" : "no", r.id, r.kind, r.why);
  return out += '\n';
}

// The table and the counts, for people.
template <class Lines, class Selection>
std::string report(const std::string& heading, const Selection& verdicts, Lines line_of, bool deploying_only) {
  std::vector<row> rows;
  rule_counts selecting;
  rule_counts stopping;
  std::size_t deploying = 0;
  pp::ordinal at = 0;
  for (const auto& [record, verdict] : verdicts) {
    const auto line = line_of(at++);
    if (verdict.deploys())
      selecting.add(verdict.selected_by());
    else
      stopping.add(verdict.stopped_by());
    if (verdict.deploys()) ++deploying;
    if (verdict.deploys() || !deploying_only)
      rows.push_back({pp::printable(line.id), class_of(record), pp::to_text(line), verdict.deploys()});
  }

  std::string out = heading + "\n\n";
  if (!rows.empty()) out += table(rows);
  out += std::to_string(deploying) + " of " + std::to_string(verdicts.size()) +
         (verdicts.size() == 1 ? " patch deploys\n" : " patches deploy\n");
  selecting.append_to(out, false);
  if (const std::size_t stopped = verdicts.size() - deploying; stopped > 0) {
    out += std::to_string(stopped) + (stopped == 1 ? " does not\n" : " do not\n");
    stopping.append_to(out, true);
  }
  if (verdicts.size() > 0) out += "A patch counts once for each of its reasons.\n";
  return out;
}

// What the supersession data got wrong (rule D13), on standard error: it changes no decision.
template <class Records>
void report_diagnostics(const pp::supersession& chain, const Records& records) {
  chain.for_each_cycle([&](const std::vector<pp::ordinal>& cycle) {
    pp::finding found{pp::finding_code::supersession_cycle, "catalog", {}};
    std::vector<std::string> ids;
    for (const pp::ordinal i : cycle) ids.emplace_back(records[i].id);
    found.arguments.push_back({"patches", std::move(ids)});
    write_error("note: " + pp::to_text(found) + '\n');
  });
  if (chain.self_edges() > 0)
    write_error("note: ignored edges from a patch to itself: " + std::to_string(chain.self_edges()) + '\n');
  if (chain.unknown_ids() > 0)
    write_error("note: ignored edges to patches that are not in the catalog: " + std::to_string(chain.unknown_ids()) +
                '\n');
}

const pp::supersession& chain_of(const pp::supersession& scan) { return scan; }
const pp::supersession& chain_of(const pp::linux_scan& scan) { return scan.newer(); }

}  // namespace

const command_spec& evaluate_spec() {
  static const command_spec spec =
      with_target({"evaluate",
                   {"CONFIG"},
                   {{"--deploying", ""}, {"--format", "text|ndjson"}},
                   "says for each patch of a catalog or scan whether a task deploys it, and why"});
  return spec;
}

int run_evaluate(const arguments& given) {
  const auto meant = read_target(given);
  const auto for_programs = read_format(given, "ndjson");
  if (!meant || !for_programs) return status_unreadable;
  const auto read = read_inputs(given);
  if (!read) return read.error();

  return visit_target(read->config, *meant, [&](const auto& task) {
    constexpr pp::platform os = std::remove_cvref_t<decltype(task)>::os;
    const auto& records = read->catalog.template records<os>();
    const auto bound = pp::bind(task, read->groups, pp::previews_of(read->config));
    const auto scan = scan_of<os>(records, *meant);
    const auto verdicts = pp::select(bound, records, scan);
    const auto line_of = [&](pp::ordinal at) { return pp::name_verdict(task.deploy, bound, scan, verdicts, at); };

    std::string out;
    if (*for_programs) {
      for (pp::ordinal at = 0; at < records.size(); ++at)
        if (verdicts[at].deploys() || !given.has("--deploying")) pp::append_verdict_line(out, line_of(at));
    } else {
      const std::string heading = pp::printable(read->config.name) + ": " + std::string(in_words(meant->os)) + ", " +
                                  std::string(in_words(meant->task)) + (task.enabled ? "" : " (off)");
      out = report(heading, verdicts, line_of, given.has("--deploying"));
    }
    if (!write_output(out)) return status_unreadable;
    if (!*for_programs) report_diagnostics(chain_of(scan), records);
    return status_done;
  });
}

}  // namespace tool
