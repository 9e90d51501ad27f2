// SPDX-License-Identifier: BSL-1.0
#include "state.hpp"

#include <string_view>
#include <utility>

#include "durable_file.hpp"
#include "words.hpp"

namespace agent {
namespace {

constexpr std::string_view format = "agent/1";

// The file has a line for each thing: a word that says what it is, then its parts.
std::string text_of(const state& s) {
  std::string text = std::string(format) + '\n';
  const auto line = [&](std::string_view what, auto... parts) {
    text += what;
    ((text += ' ', text += parts), ...);
    text += '\n';
  };
  line("now", pp::to_text(s.now));
  line("booted", pp::to_text(s.booted));
  line("awake", pp::to_text(s.awake));
  if (s.off) line(s.asleep ? "sleeps" : "off", pp::to_text(s.off->from), pp::to_text(s.off->to));
  line("missing", std::to_string(s.missing));
  line("log", std::to_string(s.log_size));
  for (const deployment& d : s.deployments) {
    line("deployment", pp::name_of(d.task), pp::to_text(d.date), d.waits ? "waits" : pp::to_text(d.next));
    for (const std::string& id : d.tried) line("tried", id);
  }
  for (const catch_up_plan& c : s.catch_ups)
    line("catch_up", pp::name_of(c.task), pp::to_text(c.date), pp::to_text(c.at));
  for (std::size_t task = 0; task < s.was_off.size(); ++task)
    for (const pp::off_interval& off : s.was_off[task])
      line("was_off", pp::name_of(static_cast<pp::task_kind>(task)), pp::to_text(off.from), pp::to_text(off.to));
  line("session", pp::write_reboot_session(s.session, pp::json_layout::compact));
  return text;
}

class reader {
 public:
  state read = {};

  // Whether the line is one that `text_of` writes.
  bool take_line(std::string_view line) {
    rest_ = line;
    good_ = true;
    const std::string_view what = take_word(rest_);
    if (what == format)
      has_format_ = true;
    else if (what == "now")
      read.now = instant();
    else if (what == "booted")
      read.booted = instant();
    else if (what == "awake")
      read.awake = instant();
    else if (what == "off" || what == "sleeps")
      read.off = off(), read.asleep = what == "sleeps";
    else if (what == "missing")
      read.missing = number();
    else if (what == "log")
      read.log_size = number();
    else if (what == "deployment")
      take_deployment();
    else if (what == "tried" && !read.deployments.empty())
      read.deployments.back().tried.emplace_back(rest_);
    else if (what == "catch_up")
      take_catch_up();
    else if (what == "was_off")
      take_was_off();
    else if (what == "session")
      take_session();
    else
      good_ = false;
    return good_ && has_format_;
  }
  bool is_whole() const { return has_session_; }  // it comes last

 private:
  template <class T>
  T insist(std::optional<T> value, T otherwise = T()) {
    if (!value) good_ = false;
    return value.value_or(otherwise);
  }
  pp::sys_seconds instant() { return insist(pp::parse_instant(take_word(rest_))); }
  pp::task_kind task() { return insist(pp::from_name<pp::task_kind>(take_word(rest_))); }
  pp::civil_date date() { return insist(pp::parse_date(take_word(rest_)), pp::civil_date_of(0)); }
  std::size_t number() { return static_cast<std::size_t>(insist(number_of(take_word(rest_)))); }
  pp::off_interval off() {
    const pp::sys_seconds from = instant();
    return {from, instant()};
  }
  void take_deployment() {
    deployment made{task(), date()};
    made.waits = rest_ == "waits";
    if (!made.waits) made.next = instant();
    read.deployments.push_back(made);
  }
  void take_catch_up() { read.catch_ups.push_back({task(), date(), instant()}); }
  void take_was_off() {
    auto& list = read.was_off[static_cast<std::size_t>(task())];
    list.push_back(off());
  }
  void take_session() {
    const auto session = pp::read_reboot_session(rest_);
    good_ = has_session_ = session.has_value();
    if (session) read.session = *session;
  }

  std::string_view rest_;
  bool good_ = true;
  bool has_format_ = false;
  bool has_session_ = false;
};

}  // namespace

pp::result<std::optional<state>, std::string> store::load() {
  const auto text = read_file_if_any(path_);
  const auto log = read_file_if_any(log_path());
  if (!text) return pp::unexpected{text.error()};
  if (!log) return pp::unexpected{log.error()};

  reader in;
  const std::string hint = "; the agent did not write this: put back what it wrote, or begin anew with another file";
  const auto wrong = read_lines(path_, *text, [&](std::string_view line) {
    return in.take_line(line) ? std::string() : "cannot be understood: " + quoted(line) + hint;
  });
  if (wrong) return pp::unexpected{*wrong};
  if (!text->empty() && !in.is_whole())
    return pp::unexpected{pp::printable(path_) + ": the line \"session\" is missing" + hint};
  if (log->size() < in.read.log_size)
    return pp::unexpected{pp::printable(log_path()) + ": is shorter than " + pp::printable(path_) + " says" + hint};
  if (log->size() > in.read.log_size)  // of a step that was not saved
    if (auto failed = replace_file(log_path(), log->substr(0, in.read.log_size)); !failed.empty())
      return pp::unexpected{failed};
  if (text->empty()) return std::optional<state>();
  return std::optional<state>(std::move(in.read));
}

std::string store::save(state& now, const std::string& lines) {
  now.log_size += lines.size();
  if (!lines.empty())
    if (std::string wrong = append_to_file(log_path(), lines); !wrong.empty()) return wrong;
  return replace_file(path_, text_of(now));
}

}  // namespace agent
