// SPDX-License-Identifier: BSL-1.0
#include "zone.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <utility>

#include "files.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

constexpr const char* zone_folder = "/usr/share/zoneinfo";

void complain(const std::string& message) { write_error("patchpolicy: " + message + '\n'); }

// Whether a file is there that has anything in it; folders can be opened, too, but not read.
bool exists(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  const bool has_bytes = std::fgetc(file) != EOF;
  std::fclose(file);
  return has_bytes;
}

// Whether it can name a zone of the system's database: no way out of its folder, and nothing but what names have.
bool is_zone_name(std::string_view text) {
  constexpr std::string_view others = "0123456789_+-/";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !is_letter(text.front()) || text.back() == '/') return false;
  for (const char c : text)
    if (!is_letter(c) && others.find(c) == std::string_view::npos) return false;
  return true;
}

// As people write names from memory.
std::string lower_case(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ') c = '_';
  }
  return text;
}

// A zone that has these letters, be it without its continent. The database's source lists its names, a zone or a link a
// line; universal time needs no database.
std::string meant_name(std::string_view wrong) {
  const std::string wanted = lower_case(wrong);
  if (wanted == "utc") return "UTC";
  const std::string list = std::string(zone_folder) + "/tzdata.zi";
  const auto text = exists(list) ? read_bytes(list) : std::nullopt;
  if (!text) return {};
  std::string without_continent;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix((std::min)(rest.size(), line.size() + 1));
    std::string_view name;
    if (line.substr(0, 2) == "Z ") name = line.substr(2, line.find(' ', 2) - 2);
    if (line.substr(0, 2) == "L ") name = line.substr(line.rfind(' ') + 1);
    const std::string candidate = lower_case(name);
    if (name.empty()) continue;
    if (candidate == wanted) return std::string(name);
    if (without_continent.empty() && candidate.substr(candidate.rfind('/') + 1) == wanted) without_continent = name;
  }
  return without_continent;
}

std::optional<named_zone> read_zone_file(std::string_view path, std::string_view name) {
  const auto bytes = read_bytes(path);
  if (!bytes) return std::nullopt;
  auto zone = pp::tzif_zone::parse(*bytes);
  if (zone) return named_zone{std::string(name), *std::move(zone)};
  write_error(display_name(path) + ": " + pp::to_text(zone.error()) + '\n');
  return std::nullopt;
}

std::optional<named_zone> read_zone_text(std::string_view text) {
  const std::string path = std::string(zone_folder) + '/' + std::string(text);
  if (text != "UTC" && is_zone_name(text) && exists(path)) return read_zone_file(path, text);
  if (const auto zone = pp::parse_zone(text)) return named_zone{std::string(text), *zone};

  const std::string found = '"' + pp::printable(text) + '"';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    complain("--zone: expected an offset such as +02:00 or -09:30, at most 25:59, found " + found);
  } else if (const std::string meant = meant_name(text); !meant.empty()) {
    complain("--zone: there is no zone " + found + ", did you mean \"" + meant + "\"?");
  } else if (text.find_first_of("0123456789,<") != std::string_view::npos) {
    const auto rule = pp::posix_zone::parse(text);
    complain("--zone: no zone of the system and no POSIX TZ string: " + pp::to_text(rule.error(), text));
  } else if (!exists(std::string(zone_folder) + "/UTC")) {
    complain("--zone: this system has no zone files in " + std::string(zone_folder) + " in which to look for " + found +
             "; give the file by --zone-file, or a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3");
  } else {
    complain("--zone: there is no zone " + found + " in " + zone_folder +
             "; expected a name such as Europe/Amsterdam, a POSIX TZ string, UTC or an offset such as +02:00");
  }
  return std::nullopt;
}

}  // namespace

command_spec with_zone(command_spec command, bool required) {
  const option_spec options[] = {
      {.name = "--zone", .value = "ZONE", .required = required, .alternative = "--zone-file"}, {"--zone-file", "FILE"}};
  command.options.insert(command.options.begin(), std::begin(options), std::end(options));
  return command;
}

std::optional<named_zone> read_zone(const arguments& given) {
  const auto text = given.value("--zone");
  const auto file = given.value("--zone-file");
  if (text && file) {
    complain("--zone and --zone-file both choose a zone; give one of them");
    return std::nullopt;
  }
  if (text) return read_zone_text(*text);
  return read_zone_file(*file, display_name(*file));
}

std::optional<pp::sys_seconds> read_instant(std::string_view option, std::string_view text) {
  const auto at = pp::parse_instant(text);
  if (!at)
    complain(std::string(option) + ": expected an instant in UTC such as 2026-01-01T00:00:00Z, found \"" +
             pp::printable(text) + '"');
  return at;
}

std::optional<std::size_t> read_count(const arguments& given, std::size_t otherwise) {
  const auto text = given.value("--count");
  if (!text) return otherwise;
  const bool is_number = !text->empty() && text->find_first_not_of("0123456789") == std::string_view::npos;
  const auto count = is_number ? pp::scaled_decimal(*text, 0) : std::nullopt;
  if (count && *count >= 1 && *count <= 1'000'000) return static_cast<std::size_t>(*count);
  complain("--count: expected a whole number from 1 to 1000000, found \"" + pp::printable(*text) + '"');
  return std::nullopt;
}

pp::day_number day_of(pp::sys_seconds at, const named_zone& zone) {
  const pp::local_seconds wall = pp::local_at(at, zone.zone.get_info(at).offset);
  return static_cast<pp::day_number>(std::chrono::floor<std::chrono::days>(wall).time_since_epoch().count());
}

std::string in_words(pp::sys_seconds at, const named_zone& zone) {
  return pp::calendar_text(pp::local_at(at, zone.zone.get_info(at).offset)) + " (" + pp::to_text(at) + ')';
}

std::optional<zone_and_instant> read_when(const arguments& given) {
  const bool has_zone = given.has("--zone") || given.has("--zone-file");
  if (!has_zone && !given.has("--after")) return zone_and_instant{};
  if (!given.has("--after")) {
    complain("the option --after INSTANT is missing: a zone needs the instant from which to look at runs");
    return std::nullopt;
  }
  if (!has_zone) {
    complain("the option --zone ZONE, or --zone-file, is missing: --after needs a zone");
    return std::nullopt;
  }
  auto zone = read_zone(given);
  const auto after = read_instant("--after", *given.value("--after"));
  if (!zone || !after) return std::nullopt;
  return zone_and_instant{std::move(zone), *after};
}

}  // namespace tool
