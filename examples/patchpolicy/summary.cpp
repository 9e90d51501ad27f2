// SPDX-License-Identifier: BSL-1.0
// patchpolicy summary: what a console shows as "Show summary" (section V of the rules).
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "zone.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

enum class form { text, markdown, html, json };

std::optional<form> read_form(const arguments& given) {
  const std::string_view name = given.value("--format").value_or("text");
  constexpr std::string_view names[] = {"text", "markdown", "html", "json"};
  for (const form f : {form::text, form::markdown, form::html, form::json})
    if (names[static_cast<std::size_t>(f)] == name) return f;
  write_error("patchpolicy: --format: expected text, markdown, html or json, found \"" + pp::printable(name) + "\"\n");
  return std::nullopt;
}

// What the command was asked to show, and where from.
struct request {
  std::string_view config;
  std::optional<std::string_view> catalog;
  std::optional<std::string_view> groups;
  zone_and_instant when;
  const pp::language* words = nullptr;
  form as = form::text;
};

std::string render(const pp::summary& s, const request& asked) {
  switch (asked.as) {
    case form::markdown: return pp::to_markdown(s, *asked.words);
    case form::html: return pp::to_html(s, *asked.words);
    case form::json: return pp::write_summary(s, *asked.words);
    case form::text: break;
  }
  return pp::to_text(s, *asked.words);
}

// What there is to show, with the exit status; nothing if a file cannot be read.
struct drawing {
  std::string text;
  int status = status_done;
};

std::optional<drawing> draw(const request& asked) {
  const auto config = read_configuration(asked.config);
  std::optional<pp::catalog> catalog;
  std::optional<pp::patch_groups> groups;
  if (asked.catalog) catalog = read_catalog(*asked.catalog);
  if (asked.groups) groups = read_patch_groups(*asked.groups);
  if (!config || asked.catalog.has_value() != catalog.has_value() || asked.groups.has_value() != groups.has_value())
    return std::nullopt;
  const pp::validation_context context{groups ? &*groups : nullptr, catalog ? &*catalog : nullptr};
  const pp::summary s = asked.when.zone ? pp::summarize(*config, context, asked.when.after, asked.when.zone->zone)
                                        : pp::summarize(*config, context);
  const bool has_errors = pp::has_errors(pp::validate(*config));
  return drawing{render(s, asked), has_errors ? status_errors : status_done};
}

// What tells that a file was written: its time and size; neither while it is not there.
struct file_state {
  std::filesystem::file_time_type time = {};
  std::uintmax_t size = 0;
  bool there = false;
  friend bool operator==(const file_state&, const file_state&) = default;
};

file_state state_of(std::string_view path) {
  std::error_code failed;
  const std::filesystem::path file{std::string(path)};
  file_state state;
  state.time = std::filesystem::last_write_time(file, failed);
  if (!failed) state.size = std::filesystem::file_size(file, failed);
  state.there = !failed;
  return state.there ? state : file_state{};
}

// Redraws when one of the files changes, until it is interrupted. While a file is broken, the last good summary stays
// and the errors stand below it.
int watch(const request& asked) {
  constexpr std::chrono::milliseconds pause{40};  // so that a change is seen within a tenth of a second
  std::vector<std::string_view> files = {asked.config};
  if (asked.catalog) files.push_back(*asked.catalog);
  if (asked.groups) files.push_back(*asked.groups);
  const bool on_terminal = is_output_terminal();
  std::string last_good;
  std::vector<file_state> seen;
  while (true) {
    std::vector<file_state> now;
    for (const std::string_view file : files) now.push_back(state_of(file));
    if (now != seen) {
      seen = std::move(now);
      // The errors come by themselves on standard error, below the summary.
      std::string screen = on_terminal ? "\033[H\033[2J" : "";
      if (!write_output(screen + last_good)) return status_unreadable;
      if (const auto drawn = draw(asked)) {
        last_good = drawn->text;
        if (!write_output(screen + last_good)) return status_unreadable;
      }
    }
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

const command_spec& summary_spec() {
  static const command_spec spec = with_zone({"summary",
                                              {"CONFIG"},
                                              {{"--after", instant_form},
                                               {"--catalog", "FILE"},
                                               {"--groups", "FILE"},
                                               {"--lang", "en|nl"},
                                               {"--format", "text|markdown|html|json"},
                                               {"--watch", ""}},
                                              "says what a configuration means, in words"},
                                             false);
  return spec;
}

int run_summary(const arguments& given) {
  const auto when = read_when(given);
  const auto words = read_language(given);
  const auto as = read_form(given);
  if (!when || !words || !as) return status_unreadable;
  const request asked{given.operand(0), given.value("--catalog"), given.value("--groups"), *when, *words, *as};
  if (given.has("--watch")) {
    for (const auto& file : {std::optional(asked.config), asked.catalog, asked.groups})
      if (file == "-") {
        write_error("patchpolicy: --watch: standard input does not change; give a file\n");
        return status_unreadable;
      }
    return watch(asked);
  }
  const auto drawn = draw(asked);
  if (!drawn || !write_output(drawn->text)) return status_unreadable;
  return drawn->status;
}

}  // namespace tool
