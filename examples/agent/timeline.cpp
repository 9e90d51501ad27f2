// SPDX-License-Identifier: BSL-1.0
#include "timeline.hpp"

#include <algorithm>
#include <cstddef>

#include "durable_file.hpp"
#include "words.hpp"

namespace agent {
namespace {

constexpr std::chrono::minutes comes_back_after(5);
constexpr std::chrono::minutes thinks_for(2);

// Of the words "daily" and "monday,tuesday".
std::optional<pp::recurrence_rule> habit_of(std::string_view word) {
  if (word == "daily") return pp::daily{};
  pp::flag_set<pp::weekday> days;
  while (!word.empty()) {
    const auto day = pp::from_name<pp::weekday>(take(word, ','));
    if (!day) return std::nullopt;
    days.insert(*day);
  }
  const auto weekly = pp::weekly::of(days);
  return weekly ? std::optional<pp::recurrence_rule>(*weekly) : std::nullopt;
}

}  // namespace

pp::result<timeline, std::string> timeline::open(const std::string& path, const pp::any_zone& zone) {
  timeline made(zone);
  const auto text = read_file(path);
  if (!text) return pp::unexpected{text.error()};
  if (text->empty()) return pp::unexpected{pp::printable(path) + ": there is nothing in it"};
  if (auto wrong = read_lines(path, *text, [&](std::string_view line) { return made.read_line(line); }))
    return pp::unexpected{*wrong};
  const auto earlier = [](const outage& a, const outage& b) { return a.from < b.from; };
  std::sort(made.outages_.begin(), made.outages_.end(), earlier);
  return made;
}

std::optional<pp::sys_seconds> timeline::instant_of(std::string_view date, std::string_view clock) const {
  const auto day = pp::parse_date(date);
  const auto time = pp::time_of_day::parse(clock);
  if (!day || !time) return std::nullopt;
  return pp::resolve(pp::wall_time(*day, *time), *zone_).at;
}

std::string timeline::read_line(std::string_view line) {
  const std::string_view when = take_word(line);
  if (when == "dialog") return read_answer(line);
  const std::string_view clock = take_word(line);
  const auto once = instant_of(when, clock);
  const auto time = pp::time_of_day::parse(clock);
  const auto habit = habit_of(when);
  if (!time || (!once && !habit))
    return "expected dialog, or daily, weekdays or a date and then a time, such as monday,friday 08:30, found " +
           quoted(std::string(when) + ' ' + std::string(clock));

  const std::string_view verb = take_word(line);
  const std::string_view what = take_word(line);
  if (verb == "log" && (what == "on" || what == "off") && line.empty()) {
    visits_.push_back({std::nullopt, once.value_or(pp::sys_seconds{}), what == "on"});
    if (habit) visits_.back().habit = pp::schedule{.recurrence = *habit, .at = *time};
    return {};
  }
  if (verb == "shut" ? what == "down" && take_word(line) == "until" : verb == "sleep" && what == "until") {
    const std::string_view date = take_word(line);
    const auto end = instant_of(date, take_word(line));
    if (!once || !end || *once >= *end || !line.empty())
      return "expected a date and a time when that begins, and after \"until\" later ones when it ends";
    outages_.push_back({*once, *end, verb == "sleep"});
    return {};
  }
  return "expected log on, log off, shut down until or sleep until, found " + quoted(verb);
}

std::string timeline::read_answer(std::string_view words) {
  const std::string_view verb = take_word(words);
  pp::session_event answer;  // of a user who does nothing: time passes
  if (verb == "extend") {
    const auto minutes = number_of(words);
    if (!minutes || *minutes < 0 || *minutes > pp::countdown_length::highest)
      return "expected minutes after \"dialog extend\", found " + quoted(words);
    answer.what = pp::session_event_kind::extend;
    answer.by = std::chrono::minutes(*minutes);
  } else if (verb == "cancel" && (words == "timeout" || words == "restart")) {
    const bool is_timeout = words == "timeout";
    answer.what = is_timeout ? pp::session_event_kind::cancel_timeout : pp::session_event_kind::cancel_restart;
  } else if (verb != "nothing") {
    return "expected extend and minutes, cancel timeout, cancel restart or nothing, found " + quoted(verb);
  }
  answers_.push_back(answer);
  return {};
}

std::optional<pp::sys_seconds> timeline::last_before(const visit& v, pp::sys_seconds before) const {
  if (!v.habit) return v.once < before ? std::optional(v.once) : std::nullopt;
  const auto run = pp::previous_run(*v.habit, before, *zone_);
  return run ? std::optional(run->at) : std::nullopt;
}

bool timeline::user_is_there(pp::sys_seconds now, pp::sys_seconds booted) const {
  bool comes = false;
  pp::sys_seconds latest = {};
  for (const visit& v : visits_) {
    std::optional<pp::sys_seconds> at = last_before(v, now + std::chrono::seconds(1));
    for (const outage& o : outages_)  // nobody comes or goes while the machine sleeps
      if (at && o.is_sleep && o.from < *at && *at < o.to) at = last_before(v, o.from);
    if (!at || *at < latest) continue;
    latest = *at;
    comes = v.comes;
  }
  return comes && (latest > booted || now >= booted + comes_back_after);
}

std::optional<outage> timeline::next_outage(pp::sys_seconds after) const {
  for (const outage& next : outages_)
    if (next.from > after) return next;
  return std::nullopt;
}

pp::sys_seconds timeline::next_deed(pp::sys_seconds after, pp::sys_seconds booted,
                                    pp::sys_seconds counting_since) const {
  pp::sys_seconds first = pp::never;
  const auto consider = [&](pp::sys_seconds at) {
    if (at > after) first = (std::min)(first, at);
  };
  consider(booted + comes_back_after);
  consider(counting_since + thinks_for);
  for (const visit& v : visits_) {
    if (!v.habit)
      consider(v.once);
    else if (const auto run = pp::next_run(*v.habit, after, *zone_))
      consider(run->at);
  }
  return first;
}

std::optional<pp::session_event> timeline::answer(pp::sys_seconds now, pp::sys_seconds counting_since) const {
  if (answers_.empty() || now != counting_since + thinks_for) return std::nullopt;
  const auto day = std::chrono::floor<std::chrono::days>(counting_since).time_since_epoch().count();
  const pp::session_event& chosen = answers_[static_cast<std::size_t>(day) % answers_.size()];
  return chosen.what == pp::session_event_kind::time_passed ? std::nullopt : std::optional(chosen);
}

}  // namespace agent
