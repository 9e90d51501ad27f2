// SPDX-License-Identifier: BSL-1.0
#include "target.hpp"

#include <iterator>
#include <utility>

#include "commands.hpp"
#include "files.hpp"

namespace pp = patchpolicy;

namespace tool {
namespace {

void complain(const std::string& message) { write_error("patchpolicy: " + message + '\n'); }

void complain_of(std::string_view option, const std::string& expected, std::string_view found) {
  complain(std::string(option) + ": expected " + expected + ", found \"" + pp::printable(found) + '"');
}

template <class Enum>
std::string one_of() {
  std::string text = "one of ";
  bool first = true;
  for (const std::string_view name : pp::enum_names<Enum>::names) {
    if (!first) text += ", ";
    text += name;
    first = false;
  }
  return text;
}

}  // namespace

command_spec with_target(command_spec command) {
  const option_spec options[] = {{"--catalog", "FILE", true},
                                 {"--platform", "windows|mac|linux", true},
                                 {"--task", "TASK"},
                                 {"--distribution", "NAME"},
                                 {"--major-version", "NUMBER"},
                                 {"--groups", "FILE"}};
  command.options.insert(command.options.begin(), std::begin(options), std::end(options));
  return command;
}

std::optional<pp::task_choice> read_task_choice(const arguments& given, std::string_view platform_option) {
  pp::task_choice chosen;
  bool good = true;
  if (const auto name = given.value(platform_option)) {
    chosen.os = pp::from_name<pp::platform>(*name);
    if (!chosen.os) complain_of(platform_option, one_of<pp::platform>(), *name);
    good = chosen.os.has_value();
  }
  if (const auto name = given.value("--task")) {
    chosen.task = pp::from_name<pp::task_kind>(*name);
    if (!chosen.task) complain_of("--task", one_of<pp::task_kind>(), *name);
    const bool offered = chosen.task && (!chosen.os || pp::offers_task(*chosen.os, *chosen.task));
    if (chosen.task && !offered)
      complain("--task: " + std::string(in_words(*chosen.os)) + " has no " + std::string(*name) +
               ", only routine_maintenance");
    good = good && offered;
  }
  return good ? std::optional(chosen) : std::nullopt;
}

std::optional<target> read_target(const arguments& given) {
  target meant;
  const auto chosen = read_task_choice(given);
  const auto os = pp::from_name<pp::platform>(given.value("--platform").value_or(""));
  bool good = chosen && os;
  meant.os = os.value_or(meant.os);
  if (chosen) meant.task = chosen->task.value_or(meant.task);
  meant.endpoint.distribution = given.value("--distribution").value_or("");
  if (const auto major = given.value("--major-version")) {
    const bool is_number = !major->empty() && major->find_first_not_of("0123456789") == std::string_view::npos;
    const auto count = is_number ? pp::scaled_decimal(*major, 0) : std::nullopt;
    if (count) meant.endpoint.major_version = pp::distribution_version::of(*count).optional();
    if (!meant.endpoint.major_version) {
      complain_of("--major-version", "a whole number from 0 to 9999", *major);
      good = false;
    }
  }
  if (os && *os != pp::platform::gnu_linux && (given.has("--distribution") || given.has("--major-version"))) {
    complain("--distribution and --major-version describe a Linux endpoint; use them with --platform linux");
    good = false;
  }
  return good ? std::optional(meant) : std::nullopt;
}

std::optional<bool> read_format(const arguments& given, std::string_view for_programs) {
  const std::string_view format = given.value("--format").value_or("text");
  if (format == "text" || format == for_programs) return format == for_programs;
  complain_of("--format", "text or " + std::string(for_programs), format);
  return std::nullopt;
}

std::optional<const pp::language*> read_language(const arguments& given) {
  const std::string_view code = given.value("--lang").value_or(pp::english.code);
  for (const pp::language* known : {&pp::english, &pp::dutch})
    if (known->code == code) return known;
  complain_of("--lang", "en or nl", code);
  return std::nullopt;
}

bool report_errors(const std::vector<pp::finding>& findings, std::string_view path) {
  for (const pp::finding& f : findings)
    if (f.level() == pp::finding_level::error)
      write_error(display_name(path) + ": error: " + f.path + ": " + pp::to_text(f) + '\n');
  return pp::has_errors(findings);
}

pp::result<pp::configuration, int> read_sound_configuration(std::string_view path) {
  auto config = read_configuration(path);
  if (!config) return pp::unexpected{status_unreadable};
  if (report_errors(pp::validate(*config), path)) return pp::unexpected{status_errors};
  return *std::move(config);
}

pp::result<inputs, int> read_inputs(const arguments& given) {
  auto config = read_configuration(given.operand(0));
  auto groups = given.has("--groups") ? read_patch_groups(*given.value("--groups")) : pp::patch_groups{};
  auto catalog = read_catalog(*given.value("--catalog"));
  if (!config || !groups || !catalog) return pp::unexpected{status_unreadable};

  if (report_errors(pp::validate(*config), given.operand(0))) return pp::unexpected{status_errors};
  return inputs{*std::move(config), *std::move(groups), *std::move(catalog)};
}

std::string_view in_words(pp::platform os) { return pp::english.platforms[os]; }

std::string_view in_words(pp::task_kind task) { return pp::english.tasks_in_sentences[task]; }

}  // namespace tool
