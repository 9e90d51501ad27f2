// SPDX-License-Identifier: BSL-1.0
// patchpolicy explain: everything about one patch, and what would change it (section E of the rules).
#include <string>
#include <string_view>
#include <type_traits>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"

namespace pp = patchpolicy;

namespace tool {

const command_spec& explain_spec() {
  static const command_spec spec =
      with_target({"explain",
                   {"CONFIG", "ID"},
                   {{"--format", "text|json"}},
                   "says of one patch why it deploys or does not, and what would change that"});
  return spec;
}

int run_explain(const arguments& given) {
  const auto meant = read_target(given);
  const auto for_programs = read_format(given, "json");
  if (!meant || !for_programs) return status_unreadable;
  const auto read = read_inputs(given);
  if (!read) return read.error();

  const std::string_view id = given.operand(1);
  return visit_target(read->config, *meant, [&](const auto& task) {
    constexpr pp::platform os = std::remove_cvref_t<decltype(task)>::os;
    const auto& records = read->catalog.template records<os>();
    pp::ordinal at = 0;
    while (at < records.size() && records[at].id != id) ++at;
    if (at == records.size()) {
      std::string message = "patchpolicy: " + display_name(*given.value("--catalog")) + " has no patch \"" +
                            pp::printable(id) + "\" for " + std::string(in_words(meant->os));
      for (const auto& record : records)
        if (record.bulletin == id) message += "; of that bulletin there is " + pp::printable(record.id);
      write_error(message + '\n');
      return status_unreadable;
    }
    const auto scan = scan_of<os>(records, *meant);
    const auto explained = pp::explain(task, read->groups, pp::previews_of(read->config), records, scan, at);
    return write_output(*for_programs ? pp::write_explanation(explained) : pp::to_text(explained)) ? status_done
                                                                                                   : status_unreadable;
  });
}

}  // namespace tool
