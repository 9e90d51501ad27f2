// SPDX-License-Identifier: BSL-1.0
// A small endpoint agent on a simulated clock: a year passes in seconds. Stop it in any way and start it again; it goes
// on where it was.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "agent.hpp"
#include "clock.hpp"
#include "durable_file.hpp"
#include "engine.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "state.hpp"
#include "timeline.hpp"
#include "words.hpp"

namespace pp = patchpolicy;
using agent::quoted;

namespace {

constexpr int status_done = 0;
constexpr int status_has_errors = 1;
constexpr int status_unreadable = 2;
constexpr int longest_life = 36'500;  // days

constexpr const char* help_text =
    "agent --state FILE [OPTION VALUE ...]\n\n"
    "Plays an endpoint agent on a clock that jumps from one event to the next, and prints what it does and why.\n"
    "Killed at any point and called again, it goes on where it was.\n\n"
    "  --state FILE          what the agent remembers; beside it FILE.log, its log, and FILE.machine, what is "
    "installed\n"
    "  --from DATE           when it is installed: 2024-01-01\n"
    "  --days N              how long it lives, counted from that date: 366\n"
    "  --zone ZONE           UTC, an offset, a POSIX TZ string or a name: CET-1CEST,M3.5.0,M10.5.0/3\n"
    "  --endpoint ID         the name of the machine, by which its daily scans are spread: PC-0001\n"
    "  --configuration FILE  what the administrator wants: examples/agent/data/configuration.json\n"
    "  --catalog FILE        which updates come out when, a table: examples/agent/data/updates.txt\n"
    "  --timeline FILE       what user and power do: examples/agent/data/timeline.txt\n";

struct options {
  std::string state;
  std::string from = "2024-01-01";
  std::string days = "366";
  std::string zone = "CET-1CEST,M3.5.0,M10.5.0/3";
  std::string endpoint = "PC-0001";
  std::string configuration = "examples/agent/data/configuration.json";
  std::string catalog = "examples/agent/data/updates.txt";
  std::string timeline = "examples/agent/data/timeline.txt";

  std::string* find(std::string_view name) {
    const std::pair<std::string_view, std::string*> all[] = {
        {"--state", &state},     {"--from", &from},         {"--days", &days},
        {"--zone", &zone},       {"--endpoint", &endpoint}, {"--configuration", &configuration},
        {"--catalog", &catalog}, {"--timeline", &timeline}};
    for (const auto& [known, value] : all)
      if (known == name) return value;
    return nullptr;
  }
};

int complain(const std::string& text, int status = status_unreadable) {
  std::fputs((text + '\n').c_str(), stderr);
  return status;
}

// Whether it can be the name of a file in the database of the system: with nothing else in it, such as a dot, it does
// not lead out of its folder.
bool is_zone_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  constexpr std::string_view others = "0123456789_+-/";
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || others.find(c) != std::string_view::npos;
  });
}

// By its name in the database of the system, or by what people write.
pp::result<pp::any_zone, std::string> zone_of(const std::string& text) {
  std::string wrong = "--zone: ";
  if (text != "UTC" && is_zone_name(text)) {  // universal time needs no database
    const std::string path = "/usr/share/zoneinfo/" + text;
    const auto bytes = agent::read_file_if_any(path);
    if (!bytes) return pp::unexpected{wrong + bytes.error()};
    if (!bytes->empty()) {
      auto zone = pp::tzif_zone::parse(*bytes);
      if (!zone) return pp::unexpected{wrong + path + ": " + pp::to_text(zone.error())};
      return pp::any_zone(*std::move(zone));
    }
    wrong += "there is no " + path + ", and as a POSIX TZ string it is wrong ";
  }
  const auto written = pp::parse_zone(text);
  if (written) return *written;
  return pp::unexpected{wrong + pp::to_text(written.error(), text)};
}

int live(const options& given) {
  const auto from = pp::parse_date(given.from);
  if (!from) return complain("--from: expected a date such as 2024-01-01, found " + quoted(given.from));
  const auto days = agent::number_of(given.days);
  if (!days || *days < 1 || *days > longest_life)
    return complain("--days: expected a whole number from 1 to 36500, found " + quoted(given.days));
  const auto zone = zone_of(given.zone);
  if (!zone) return complain(zone.error());

  const auto text = agent::read_file(given.configuration);
  if (!text) return complain(text.error());
  const auto config = pp::read_configuration(*text);
  if (!config) return complain(pp::to_text(config.error(), pp::printable(given.configuration)));
  const auto findings = pp::validate(*config);
  for (const pp::finding& found : findings)
    if (found.level() == pp::finding_level::error)
      complain(pp::printable(given.configuration) + ": error: " + found.path + ": " + pp::to_text(found));
  if (pp::has_errors(findings)) return status_has_errors;

  const auto world = agent::timeline::open(given.timeline, *zone);
  if (!world) return complain(world.error());
  auto engine = agent::engine::open(given.catalog, given.state + ".machine");
  if (!engine) return complain(engine.error());
  agent::store store(given.state);
  const auto saved = store.load();
  if (!saved) return complain(saved.error());

  const auto midnight = [&](pp::day_number day) {
    return *pp::resolve(pp::local_seconds(std::chrono::hours(24) * day), *zone).at;
  };
  const pp::day_number first = pp::day_number_of(*from);
  agent::state begin = saved->value_or(agent::state{});
  if (!*saved) begin.now = begin.booted = begin.awake = midnight(first);
  agent::simulated_clock clock(begin.now);
  agent::endpoint endpoint({*config, *zone, *world, given.endpoint}, *engine, store, clock, begin);
  const auto end = midnight(first + static_cast<pp::day_number>(*days)) - std::chrono::seconds(1);
  const std::string wrong = endpoint.run(end, saved->has_value());
  if (!wrong.empty()) return complain(wrong);
  return std::fflush(stdout) == 0 ? status_done : complain("standard output: cannot be written; the log is whole");
}

}  // namespace

int main(int count, char** words) {
  options given;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--help") {
      std::fputs(help_text, stdout);
      return status_done;
    }
    std::string* const value = given.find(word);
    if (value == nullptr) return complain("agent: unknown option " + quoted(word) + "; --help lists them");
    if (i + 1 == count) return complain("agent: " + std::string(word) + " needs a value");
    *value = words[++i];
  }
  if (given.state.empty()) return complain("agent: --state FILE is missing; --help says what it is");
  return live(given);
}
