// SPDX-License-Identifier: BSL-1.0
// A text dialog in which a person plays the user of one machine and its clock (rules B5 to B8).
//   reboot_dialog [CONFIG] [--script FILE]
// The requests are those of the Windows tasks of the configuration. examples/data/reboot.script is a script to begin
// with. The clock starts at a fixed instant and moves by commands alone. After every step the session is saved and read
// back, as an agent does that may be stopped at any time.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;
using std::chrono::minutes;

namespace {

constexpr int status_done = 0;
constexpr int status_has_errors = 1;
constexpr int status_unreadable = 2;

constexpr pp::sys_seconds start = *pp::parse_instant("2026-03-02T20:00:00Z");
constexpr minutes restart_takes(2);
constexpr int longest_wait = 10080;  // a week

constexpr std::string_view help_text =
    "    request before|after [TASK]   the task asks for a reboot, before or after it deploys;\n"
    "                                  TASK: routine_maintenance, priority_updates, zero_day_response\n"
    "    wait MINUTES                  time passes\n"
    "    sleep MINUTES                 the machine sleeps so long, and wakes\n"
    "    log off, log on               the last user leaves, the first one comes\n"
    "    extend MINUTES                make the countdown longer\n"
    "    cancel timeout                put the restart off until log-off\n"
    "    cancel restart                put it off until it is asked for anew\n"
    "    restart                       restart by hand, or let the restart begin that is due\n"
    "    show                          where it stands, and the value that is saved\n"
    "    help, quit\n"
    "    # what follows is a comment\n\n";

std::string quoted(std::string_view text) { return '"' + pp::printable(text) + '"'; }

std::string in_words(minutes length) {
  return std::to_string(length.count()) + (length.count() == 1 ? " minute" : " minutes");
}

std::string_view in_words(pp::task_kind task) { return pp::english.tasks_in_sentences[task]; }

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}
void complain(const std::string& text) { std::fputs((text + '\n').c_str(), stderr); }

// ---- What is asked for: the settings, and a request that they allow.

pp::configuration built_in_settings() {
  pp::configuration config;
  config.name = "Built-in settings";
  auto& task = config.windows.routine_maintenance;
  task.enabled = true;
  task.schedule = pp::staged_schedule{.recurrence = pp::daily{}, .at = "21:00"_time};
  task.deploy.severity.emplace();
  const pp::user_part user{.force_after = pp::force_delay::constant<60>(),
                           .warn_at_logoff = true,
                           .countdown = pp::countdown_length::constant<10>(),
                           .extend_up_to = pp::countdown_length::constant<30>(),
                           .may_cancel_timeout = true};
  task.reboot.before = pp::reboot_before{user};
  task.reboot.after = pp::reboot_after{pp::reboot_condition::always, user};
  return config;
}

// What a task asks for, or why it cannot.
pp::result<pp::reboot_request, std::string> request_of(const pp::configuration& config, pp::reboot_phase phase,
                                                       pp::task_kind kind, pp::sys_seconds asked) {
  std::optional<pp::windows_reboot> set;
  pp::visit_task<pp::platform::windows>(config, kind, [&](const auto& task) {
    if (task.enabled) set = task.reboot;
  });
  const std::string task = std::string(in_words(kind)) + " of " + quoted(config.name);
  if (!set) return pp::unexpected{task + " is off"};
  const bool is_before = phase == pp::reboot_phase::before;
  if (is_before ? !set->before.has_value() : !set->after.has_value())
    return pp::unexpected{task + " asks for no reboot " + (is_before ? "before" : "after") + " deployment"};

  const pp::reboot_reason reason = is_before ? pp::reboot_reason::before_deployment
                                   : set->after->when == pp::reboot_condition::always ? pp::reboot_reason::always
                                                                                      : pp::reboot_reason::required;
  return pp::request_reboot(phase, pp::source_of(kind), {reason}, asked,
                            pp::user_of(*set, phase).value_or(pp::user_part{}));
}

// ---- Commands.

enum class verb {
  request,
  wait,
  sleep,
  log_off,
  log_on,
  extend,
  cancel_timeout,
  cancel_restart,
  restart,
  show,
  help,
  quit
};

struct command {
  verb what = verb::show;
  minutes length = {};
  pp::reboot_phase phase = pp::reboot_phase::before;
  pp::task_kind task = pp::task_kind::routine_maintenance;
};

using parsed = pp::result<command, std::string>;

constexpr std::string_view blanks = " \t\r";

class parser {
 public:
  // What follows # is a comment.
  parser(std::string_view line, const pp::configuration& config) : config_(&config) {
    line = line.substr(0, line.find('#'));
    for (std::size_t from = line.find_first_not_of(blanks); from != std::string_view::npos;) {
      const std::size_t to = (std::min)(line.find_first_of(blanks, from), line.size());
      words_.push_back(line.substr(from, to - from));
      from = line.find_first_not_of(blanks, to);
    }
  }

  bool is_empty() const { return words_.empty(); }

  parsed parse() {
    const std::string_view word = take();
    if (word == "request") return request();
    if (word == "wait") return minutes_of(verb::wait, 1);
    if (word == "sleep") return minutes_of(verb::sleep, 1);
    if (word == "extend") return minutes_of(verb::extend, 0);  // 0 is for the session to refuse
    if (word == "cancel") return either("timeout", verb::cancel_timeout, "restart", verb::cancel_restart);
    if (word == "log") return either("off", verb::log_off, "on", verb::log_on);
    if (word == "restart") return last({verb::restart});
    if (word == "show") return last({verb::show});
    if (word == "help") return last({verb::help});
    if (word == "quit") return last({verb::quit});
    return expected("request, wait, sleep, log, extend, cancel, restart, show, help or quit");
  }

 private:
  std::string_view take() {
    ++next_;
    return next_ <= words_.size() ? words_[next_ - 1] : std::string_view();
  }

  // About the word that was taken last.
  parsed expected(const std::string& what) const {
    const std::string found = next_ <= words_.size() ? quoted(words_[next_ - 1]) : "the end of the line";
    return pp::unexpected{"expected " + what + ", found " + found};
  }
  parsed last(const command& meant) { return take().empty() ? parsed(meant) : expected("the end of the line"); }

  parsed either(std::string_view one, verb if_one, std::string_view other, verb if_other) {
    const std::string_view word = take();
    if (word == one) return last({if_one});
    if (word == other) return last({if_other});
    return expected(std::string(one) + " or " + std::string(other));
  }

  parsed minutes_of(verb what, int lowest) {
    const std::string_view word = take();
    int count = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), count);
    if (error != std::errc() || end != word.data() + word.size() || count < lowest || count > longest_wait)
      return expected("minutes, " + std::to_string(lowest) + " to " + std::to_string(longest_wait));
    return last({what, minutes(count)});
  }

  parsed request() {
    const auto phase = pp::from_name<pp::reboot_phase>(take());
    if (!phase) return expected("before or after");
    command meant{verb::request, {}, *phase};
    if (next_ < words_.size()) {
      const auto task = pp::from_name<pp::task_kind>(take());
      if (!task) return expected("routine_maintenance, priority_updates or zero_day_response");
      meant.task = *task;
    }
    const auto asked = request_of(*config_, meant.phase, meant.task, start);
    if (!asked) return pp::unexpected{asked.error()};
    return last(meant);
  }

  const pp::configuration* config_;
  std::vector<std::string_view> words_;
  std::size_t next_ = 0;
};

// ---- The machine, whose user and clock are played.

class machine {
 public:
  explicit machine(const pp::configuration& config) : config_(&config) { take({pp::session_event_kind::time_passed}); }

  void play(const command& c) {
    using enum pp::session_event_kind;
    switch (c.what) {
      case verb::request: {
        pp::session_event event{requested};
        event.request = *request_of(*config_, c.phase, c.task, now_);
        return take(event);
      }
      case verb::wait: return wait_until(now_ + c.length);
      case verb::sleep: now_ += c.length; return take({woke});
      case verb::log_off: return take({logged_off});
      case verb::log_on: return take({logged_on});
      case verb::extend: return take({extend, {}, c.length});
      case verb::cancel_timeout: return take({cancel_timeout});
      case verb::cancel_restart: return take({cancel_restart});
      case verb::restart: now_ += restart_takes; return take({restarted});
      case verb::show: report({}, {}); return print("    saved as\n" + indented(pp::write_reboot_session(session_)));
      case verb::help: return print(help_text);
      case verb::quit: return;
    }
  }

 private:
  // A host sleeps until something happens or `valid_until` comes, and then tells that time has passed.
  void wait_until(pp::sys_seconds end) {
    while (session_.valid_until() <= end) {
      now_ = session_.valid_until();
      take({pp::session_event_kind::time_passed});
    }
    if (now_ == end) return;
    now_ = end;
    take({pp::session_event_kind::time_passed});
  }

  void take(pp::session_event event) {
    event.at = now_;
    const pp::session_step stepped = pp::step(session_, event);
    session_ = saved_and_read(stepped.session);
    report(stepped.action, stepped.refused);
  }

  static pp::reboot_session saved_and_read(const pp::reboot_session& session) {
    const std::string file = pp::write_reboot_session(session);
    const auto read = pp::read_reboot_session(file);
    if (read && *read == session) return *read;
    complain("the session does not read back as it was saved:\n" + file);
    if (!read) complain(pp::to_text(read.error(), "session"));
    std::abort();
  }

  void report(std::optional<pp::session_action> action, std::optional<pp::session_refusal> refused) const {
    std::string text = pp::to_text(now_) + "  " + std::string(pp::meaning_of(session_.state())) + '\n';
    if (session_.state() == pp::reboot_state::counting) text += "    " + countdown_bar() + '\n';
    if (refused) {
      text += line("refused", pp::meaning_of(*refused));
      if (refused == pp::session_refusal::beyond_the_extension)
        text += line("", in_words(session_.extension_left()) + " can still be added");
    }
    if (refused && action == pp::session_action::none) action.reset();
    if (action) text += line("action", pp::meaning_of(*action));
    text += line("holds until", holds_until());
    text += deployments();
    text += line("you may", choices());
    print(text + '\n');
  }

  static std::string line(std::string_view label, std::string_view text) {
    std::string out = "    " + std::string(label);
    out.resize(17, ' ');
    return out + std::string(text) + '\n';
  }

  // What has passed of it is filled.
  std::string countdown_bar() const {
    constexpr std::int64_t width = 20;
    const auto length = session_.until() - session_.since();
    const auto left = session_.until() - now_;
    const auto filled = static_cast<std::size_t>(width - width * left.count() / length.count());
    return '[' + std::string(filled, '#') + std::string(width - filled, '.') + "] " +
           std::to_string(std::chrono::ceil<minutes>(left).count()) + " of " +
           in_words(std::chrono::floor<minutes>(length)) + " left";
  }

  std::string holds_until() const {
    const pp::sys_seconds end = session_.valid_until();
    if (end == pp::never) return "something happens";
    return pp::to_text(end) + ", in " + in_words(std::chrono::ceil<minutes>(end - now_));
  }

  std::string deployments() const {
    std::string text;
    for (std::size_t i = 0; i < pp::enum_size<pp::task_kind>; ++i) {
      const auto task = static_cast<pp::task_kind>(i);
      const pp::deployment_wait wait = pp::deployment_waits_for(session_, pp::source_of(task));
      if (wait == pp::deployment_wait::nothing) continue;
      text += line("deployment", std::string(in_words(task)) + ' ' + std::string(pp::meaning_of(wait)));
    }
    return text.empty() ? line("deployment", "waits for nothing") : text;
  }

  // What the session would take now.
  std::string choices() const {
    using enum pp::session_event_kind;
    std::string text;
    const auto add = [&](const std::string& choice) { text += (text.empty() ? "" : ", ") + choice; };
    if (session_.permits(extend)) {
      const auto most = session_.extension_left().count();
      add(most == 1 ? "extend 1" : "extend 1 to " + std::to_string(most));
    }
    if (session_.permits(cancel_timeout)) add("cancel timeout");
    if (session_.permits(cancel_restart)) add("cancel restart");
    add(session_.user_logged_on() ? "log off" : "log on");
    add("restart");
    return text;
  }

  static std::string indented(std::string_view text) {
    std::string out;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t to = text.find('\n', from);
      out += "    " + std::string(text.substr(from, to - from)) + '\n';
      from = to + 1;
    }
    return out + '\n';
  }

  const pp::configuration* config_;
  pp::reboot_session session_{true};
  pp::sys_seconds now_ = start;
};

// ---- Files, scripts and lines that are typed.

std::optional<std::string> read_file(const std::string& path) {
  std::string text;
  int error = 0;
  if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
    char buffer[4096];
    for (std::size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) != 0;) text.append(buffer, count);
    if (std::ferror(file) != 0) error = errno;
    std::fclose(file);
  } else {
    error = errno;
  }
  if (error == 0) return text;
  complain(pp::printable(path) + ": cannot be read: " + std::strerror(error));
  return std::nullopt;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = (std::min)(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (lines.back().ends_with('\r')) lines.back().remove_suffix(1);
    text.remove_prefix((std::min)(end + 1, text.size()));
  }
  return lines;
}

// All of the script is read before it is played: it is good, or all that is wrong with it is said.
int play_script(const pp::configuration& config, std::string_view text, const std::string& name) {
  struct script_line {
    std::string_view text;
    std::optional<command> meant;
  };
  std::vector<script_line> script;
  bool good = true;
  for (const std::string_view line : lines_of(text)) {
    parser words(line, config);
    script.push_back({line, std::nullopt});
    if (words.is_empty()) continue;
    const parsed meant = words.parse();
    if (meant) {
      script.back().meant = *meant;
    } else {
      complain(pp::printable(name) + ':' + std::to_string(script.size()) + ": " + meant.error());
      good = false;
    }
  }
  if (!good) return status_unreadable;

  machine played(config);
  for (const script_line& line : script) {
    if (line.text.find_first_not_of(blanks) == std::string_view::npos) continue;
    print((line.meant ? "> " : "") + pp::printable(line.text) + '\n');
    if (!line.meant) continue;
    if (line.meant->what == verb::quit) break;
    played.play(*line.meant);
  }
  return status_done;
}

bool read_line(std::string& line) {
  line.clear();
  int c = std::getchar();
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = std::getchar()) line += static_cast<char>(c);
  return true;
}

int play_typed(const pp::configuration& config) {
  print("You are the user of this machine, and its clock. help lists the commands, quit ends.\n\n");
  machine played(config);
  std::string line;
  while (print("> "), read_line(line)) {
    parser words(line, config);
    if (words.is_empty()) continue;
    const parsed meant = words.parse();
    if (meant && meant->what == verb::quit) return status_done;
    if (meant)
      played.play(*meant);
    else
      print("    " + meant.error() + "\n    help lists the commands\n\n");
  }
  print("\n");
  return status_done;
}

int run(int count, char** words) {
  std::optional<std::string> config_path;
  std::optional<std::string> script_path;
  bool good = true;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--script" && !script_path && i + 1 < count)
      script_path = words[++i];
    else if (!config_path && !word.starts_with("-"))
      config_path = word;
    else
      good = false;
  }
  if (!good) {
    complain("usage: reboot_dialog [CONFIG] [--script FILE]");
    return status_unreadable;
  }

  pp::configuration config = built_in_settings();
  if (config_path) {
    const auto text = read_file(*config_path);
    if (!text) return status_unreadable;
    auto read = pp::read_configuration(*text);
    if (!read) {
      std::fputs(pp::to_text(read.error(), pp::printable(*config_path)).c_str(), stderr);
      return status_unreadable;
    }
    config = *std::move(read);
  }
  const std::string name = config_path ? pp::printable(*config_path) : "built-in settings";
  const auto findings = pp::validate(config);
  for (const pp::finding& found : findings)
    if (found.level() == pp::finding_level::error)
      complain(name + ": error: " + found.path + ": " + pp::to_text(found));
  if (pp::has_errors(findings)) return status_has_errors;

  if (!script_path) return play_typed(config);
  const auto script = read_file(*script_path);
  return script ? play_script(config, *script, *script_path) : status_unreadable;
}

}  // namespace

int main(int count, char** words) {
  const int status = run(count, words);
  if (std::ferror(stdout) == 0) return status;
  complain("standard output: cannot be written");
  return status_unreadable;
}
