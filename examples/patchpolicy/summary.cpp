// SPDX-License-Identifier: BSL-1.0
// patchpolicy summary: what a console shows as "Show summary" (section V of the rules).
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "files.hpp"
#include "target.hpp"
#include "watch.hpp"
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

// The catalog and the groups, indexed once for as many summaries as there are to draw.
class counted_catalog {
 public:
  // Whether they could be read.
  bool read(const request& asked) {
    *this = {};
    if (asked.catalog) catalog_ = read_catalog(*asked.catalog);
    if (asked.groups) groups_ = read_patch_groups(*asked.groups);
    if (catalog_) index_.emplace(*catalog_, groups_.value_or(pp::patch_groups{}));
    return asked.catalog.has_value() == catalog_.has_value() && asked.groups.has_value() == groups_.has_value();
  }

  pp::validation_context context() const {
    return {groups_ ? &*groups_ : nullptr, catalog_ ? &*catalog_ : nullptr, index_ ? &*index_ : nullptr};
  }

 private:
  std::optional<pp::catalog> catalog_;
  std::optional<pp::patch_groups> groups_;
  std::optional<pp::indexed_catalog> index_;
};

std::optional<drawing> draw(const request& asked, const counted_catalog& counted) {
  const auto config = read_configuration(asked.config);
  if (!config) return std::nullopt;
  const pp::validation_context context = counted.context();
  const pp::summary s = asked.when.zone ? pp::summarize(*config, context, asked.when.after, asked.when.zone->zone)
                                        : pp::summarize(*config, context);
  const bool has_errors = pp::has_errors(pp::validate(*config));
  return drawing{render(s, asked), has_errors ? status_errors : status_done};
}

// Redraws when one of the files changes, until it is interrupted. While a file is broken, the last good summary stays
// and the errors stand below it.
int watch(const request& asked) {
  std::vector<std::string_view> files = {asked.config};
  if (asked.catalog) files.push_back(*asked.catalog);
  if (asked.groups) files.push_back(*asked.groups);
  file_watch watched(files);
  const std::string clear = is_output_terminal() ? "\033[H\033[2J" : "";
  std::string last_good;
  counted_catalog counted;
  bool is_read = false;
  do {
    const bool has_new =
        (asked.catalog && watched.has_changed(*asked.catalog)) || (asked.groups && watched.has_changed(*asked.groups));
    const auto draw_new = [&] {
      if (!is_read || has_new) is_read = counted.read(asked);
      auto drawn = draw(asked, counted);
      return is_read ? drawn : std::nullopt;
    };
    const auto drawn = draw_new();
    if (drawn) last_good = drawn->text;
    if (!write_output(clear + last_good)) return status_unreadable;
    if (!drawn && !clear.empty()) (void)draw_new();  // to say once more what was wiped with the screen
  } while (watched.wait());
  write_error("patchpolicy: --watch: this system does not tell when a file changes\n");
  return status_unreadable;
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
  counted_catalog counted;
  const bool is_read = counted.read(asked);
  const auto drawn = draw(asked, counted);  // the configuration's errors too, if there are more
  if (!is_read || !drawn || !write_output(drawn->text)) return status_unreadable;
  return drawn->status;
}

}  // namespace tool
