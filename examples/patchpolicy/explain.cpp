// SPDX-License-Identifier: BSL-1.0
// patchpolicy explain: everything about one patch, and what would change it (section E of the rules).
#include <algorithm>
#include <cstddef>
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

namespace {

bool same_but_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// The records that may be meant by an id that no record of the platform `asked` has.
std::string what_there_is(const pp::catalog& catalog, std::string_view id, pp::platform asked) {
  constexpr std::size_t most = 10;
  std::string text;
  std::size_t count = 0;
  bool in_other_case = false;
  const auto look_among = [&](const auto& records, pp::platform os) {
    const std::string place =
        os == asked ? "" : " for " + std::string(in_words(os)) + " (--platform " + std::string(name_of(os)) + ')';
    for (const auto& record : records) {
      const bool is_id = same_but_case(record.id, id);
      if (!is_id && (record.bulletin.empty() || !same_but_case(record.bulletin, id))) continue;
      if (++count > most) continue;
      text += is_id ? "; there is " : "; of that bulletin there is ";
      text += pp::printable(record.id) + place;
      in_other_case = in_other_case || (is_id ? record.id : record.bulletin) != id;
    }
  };
  look_among(catalog.records<pp::platform::windows>(), pp::platform::windows);
  look_among(catalog.records<pp::platform::mac>(), pp::platform::mac);
  look_among(catalog.records<pp::platform::gnu_linux>(), pp::platform::gnu_linux);
  if (count > most) text += "; and " + std::to_string(count - most) + " more";
  if (in_other_case) text += "; ids are compared exactly, case included";
  return text;
}

}  // namespace

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
      write_error("patchpolicy: " + display_name(*given.value("--catalog")) + " has no patch \"" + pp::printable(id) +
                  "\" for " + std::string(in_words(os)) + what_there_is(read->catalog, id, os) + '\n');
      return status_unreadable;
    }
    const auto scan = scan_of<os>(records, *meant);
    const auto explained = pp::explain(task, read->groups, pp::previews_of(read->config), records, scan, at);
    return write_output(*for_programs ? pp::write_explanation(explained) : pp::to_text(explained)) ? status_done
                                                                                                   : status_unreadable;
  });
}

}  // namespace tool
