// SPDX-License-Identifier: BSL-1.0
// patchpolicy scans: when an endpoint scans of its own accord (rule N1).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

// A table for people. Days without a scan are told, and what the clocks do in a window.
class scan_calendar {
 public:
  scan_calendar(const named_zone& zone, pp::sys_seconds after)
      : zone_(zone), after_(after), next_day_((std::max)(day_of(after, zone) - 1, pp::first_run_day)) {
    append("scans", "in UTC", "why");
  }

  void add_installation(pp::sys_seconds at) { append_at(at, "the engine was installed"); }

  void add(const pp::daily_scan& scan) {
    for (const pp::day_number day = pp::day_number_of(scan.date); next_day_ < day; ++next_day_) {
      const pp::civil_date date = pp::civil_date_of(next_day_);
      const bool is_over = pp::scan_window_on(date, zone_.zone).from <= after_;
      if (!is_over) append_note(pp::no_scan_text(date, zone_.zone));
    }
    ++next_day_;
    append_at(scan.at, "daily, between " + local(scan.window.from) + " and " + local(scan.window.to));
    if (const auto text = pp::scan_window_text(scan.date, scan.window, zone_.zone); !text.empty()) append_note(text);
  }

  void add_end() { out_ += "no further scan until 9999-12-31\n"; }

  const std::string& text() const { return out_; }

 private:
  std::string local(pp::sys_seconds at) const {
    return pp::calendar_text(pp::local_at(at, zone_.zone.get_info(at).offset));
  }
  void append_at(pp::sys_seconds at, const std::string& why) {
    append(local(at), pp::calendar_text(pp::local_at(at, {})), why);
  }
  void append(std::string local, std::string utc, const std::string& why) {
    local.resize(std::max<std::size_t>(local.size(), 25), ' ');
    utc.resize(std::max<std::size_t>(utc.size(), 25), ' ');
    out_ += local + utc + why + '\n';
  }
  void append_note(const std::string& note) { out_ += "    " + note + '\n'; }

  const named_zone& zone_;
  pp::sys_seconds after_;
  pp::day_number next_day_;  // whose scan has not been told; before the first one, perhaps a day that is over
  std::string out_;
};

}  // namespace

const command_spec& scans_spec() {
  static const command_spec spec = with_zone({"scans",
                                              {},
                                              {{"--endpoint", "ID", true},
                                               {"--after", instant_form, true},
                                               {"--count", "NUMBER"},
                                               {"--installed", instant_form},
                                               {"--format", "text|ndjson"}},
                                              "says when an endpoint scans of its own accord"});
  return spec;
}

int run_scans(const arguments& given) {
  const auto zone = read_zone(given);
  const auto after = read_instant("--after", *given.value("--after"));
  const auto count = read_count(given, 10);
  const auto for_programs = read_format(given, "ndjson");
  const bool has_installed = given.has("--installed");
  const auto installed = has_installed ? read_instant("--installed", *given.value("--installed")) : std::nullopt;
  if (!zone || !after || !count || !for_programs || has_installed != installed.has_value()) return status_unreadable;

  const std::string_view endpoint = *given.value("--endpoint");
  const bool is_new = installed && *installed > *after;  // before it is installed, nothing scans
  const pp::sys_seconds from = is_new ? *installed : *after;
  std::string lines;
  scan_calendar calendar(*zone, from);
  std::size_t left = *count;
  if (is_new) {
    pp::append_installation_scan_line(lines, from, zone->zone.get_info(from).offset);
    calendar.add_installation(from);
    --left;
  }
  for (const pp::daily_scan& scan : pp::scans(pp::scan_hash(endpoint), from, zone->zone)) {
    if (left == 0) break;
    pp::append_scan_line(lines, scan);
    calendar.add(scan);
    --left;
  }
  if (left > 0) calendar.add_end();
  const std::string out = *for_programs
                              ? lines
                              : "endpoint " + pp::printable(endpoint) + ": the scans in " + pp::printable(zone->name) +
                                    " after " + in_words(*after, *zone) + "\n\n" + calendar.text();
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
