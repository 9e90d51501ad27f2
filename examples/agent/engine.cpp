// SPDX-License-Identifier: BSL-1.0
#include "engine.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "durable_file.hpp"
#include "words.hpp"

namespace agent {
namespace {

// Updates come out at 10:00 in Los Angeles.
constexpr std::chrono::hours release_hour(18);

}  // namespace

pp::result<engine, std::string> engine::open(const std::string& catalog, const std::string& machine) {
  engine made;
  made.machine_ = machine;
  const auto table = read_file(catalog);
  if (!table) return pp::unexpected{table.error()};
  if (table->empty()) return pp::unexpected{pp::printable(catalog) + ": there are no updates in it"};
  if (auto wrong = read_lines(catalog, *table, [&](std::string_view line) { return made.read_update(line); }))
    return pp::unexpected{*wrong};

  auto kept = read_file_if_any(machine);
  if (!kept) return pp::unexpected{kept.error()};
  if (const std::size_t whole = kept->rfind('\n') + 1; whole != kept->size()) {  // a crash broke off the last line
    kept->resize(whole);
    if (auto wrong = replace_file(machine, *kept); !wrong.empty()) return pp::unexpected{wrong};
  }
  if (auto wrong = read_lines(machine, *kept, [&](std::string_view line) { return made.read_installation(line); }))
    return pp::unexpected{*wrong};
  return made;
}

std::string engine::read_update(std::string_view line) {
  update read;
  const std::string_view date_text = take(line, '|');
  const auto date = pp::parse_date(date_text);
  if (!date) return "expected the date of the release, such as 2024-01-09, found " + quoted(date_text);
  read.released = pp::sys_seconds(std::chrono::hours(24) * pp::day_number_of(*date) + release_hour);
  read.id = take(line, '|');
  if (read.id.empty()) return "expected an id after the date";
  std::string_view kind = take(line, '|');
  for (std::string_view word = take_word(kind); !word.empty(); word = take_word(kind)) {
    if (word == "security")
      read.security = true;
    else if (word == "exploited")
      read.exploited = true;
    else if (pp::from_name<pp::severity_level>(word))
      read.rating = word;
    else
      return "expected security, exploited, or a rating such as critical, found " + quoted(word);
  }
  read.restart = take(line, '|');
  if (!read.restart.empty() && !pp::from_name<pp::reboot_need>(read.restart))
    return "expected required, maybe, no or nothing, found " + quoted(read.restart);
  const std::string_view code = take(line, '|');
  const auto number = number_of(code);
  if (!number) return "expected the code that the installer returns, such as 3010, found " + quoted(code);
  read.code = *number;
  read.product = take(line, '|');
  for (std::string_view id = take_word(line); !id.empty(); id = take_word(line)) read.replaces.emplace_back(id);
  if (find(read.id) != nullptr) return "the id " + quoted(read.id) + " is given twice";
  updates_.push_back(read);
  return {};
}

std::string engine::read_installation(std::string_view line) {
  installation read;
  read.job = take(line, '|');
  read.id = take(line, '|');
  const auto code = number_of(take(line, '|'));
  const auto at = pp::parse_instant(take(line, '|'));
  if (!code || !at) return "expected job | id | code | instant; the engine wrote another line";
  read.code = *code;
  read.at = *at;
  installed_.push_back(read);
  return {};
}

const update* engine::find(std::string_view id) const {
  for (const update& known : updates_)
    if (known.id == id) return &known;
  return nullptr;
}

bool engine::is_installed(const update& wanted, std::string_view without_job, pp::sys_seconds since) const {
  for (const installation& done : installed_)
    if (done.id == wanted.id && pp::is_installed(pp::outcome_of_code(done.code)) &&
        (done.job != without_job || done.at < since))
      return true;
  return false;
}

// By itself, or by one that replaces it, maybe through others. They may replace one another in a circle, so each is
// looked at once (rule D13).
bool engine::is_there(const update& wanted, std::string_view without_job, pp::sys_seconds since) const {
  const auto contains = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  std::vector<const update*> reached = {&wanted};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const update& one = *reached[i];
    if (is_installed(one, without_job, since)) return true;
    for (const update& newer : updates_)
      if (contains(newer.replaces, one.id) && !contains(reached, &newer)) reached.push_back(&newer);
  }
  return false;
}

std::vector<update_reference> engine::scan(pp::sys_seconds now, std::string_view job, pp::sys_seconds since) const {
  std::vector<update_reference> missing;
  for (const update& known : updates_)
    if (known.released <= now && !is_there(known, job, since)) missing.push_back(&known);
  return missing;
}

pp::result<std::int64_t, std::string> engine::install(const std::string& job, const update& wanted,
                                                      pp::sys_seconds now) {
  for (const installation& done : installed_)
    if (done.job == job && done.id == wanted.id) return done.code;
  const std::string line =
      job + " | " + wanted.id + " | " + std::to_string(wanted.code) + " | " + pp::to_text(now) + '\n';
  if (auto wrong = append_to_file(machine_, line); !wrong.empty()) return pp::unexpected{wrong};
  installed_.push_back({job, wanted.id, wanted.code, now});
  return wanted.code;
}

}  // namespace agent
