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

// A table for people. Days without a scan are told: their window does not exist.
class scan_calendar {
 public:
  explicit scan_calendar(const named_zone& zone) : zone_(zone) { append("scans", "in UTC", "why"); }

  void add_installation(pp::sys_seconds at) { append_at(at, "the engine was installed"); }

  void add(const pp::daily_scan& scan) {
    for (pp::day_number day = previous_ + 1; has_previous_ && day < pp::day_number_of(scan.date); ++day)
      out_ += "    no scan on " + pp::to_text(pp::civil_date_of(day)) +
              ": the clocks leave it no time between 00:00 and 02:00\n";
    previous_ = pp::day_number_of(scan.date);
    has_previous_ = true;
    append_at(scan.at, "daily, between " + local(scan.window.from) + " and " + local(scan.window.to));
  }

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

  const named_zone& zone_;
  std::string out_;
  pp::day_number previous_ = 0;
  bool has_previous_ = false;
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
  std::string lines;
  scan_calendar calendar(*zone);
  std::size_t shown = 0;
  pp::sys_seconds from = *after;
  if (installed && *installed > from) {  // before it is installed, nothing scans
    from = *installed;
    pp::append_installation_scan_line(lines, *installed, zone->zone.get_info(*installed).offset);
    calendar.add_installation(*installed);
    ++shown;
  }
  for (const pp::daily_scan& scan : pp::scans(pp::scan_hash(endpoint), from, zone->zone)) {
    if (shown++ == *count) break;
    pp::append_scan_line(lines, scan);
    calendar.add(scan);
  }
  const std::string out = *for_programs
                              ? lines
                              : "endpoint " + pp::printable(endpoint) + ": the scans in " + pp::printable(zone->name) +
                                    " after " + in_words(*after, *zone) + "\n\n" + calendar.text();
  return write_output(out) ? status_done : status_unreadable;
}

}  // namespace tool
