// SPDX-License-Identifier: BSL-1.0
// The program of docs/tutorial.md. What stands outside of its regions is for the test: it calls each `main`, and
// compares what that prints with the page.

// [record]
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

namespace pp = patchpolicy;
using namespace pp::literals;
using namespace std::chrono_literals;

struct app_update {
  std::string id;
  pp::sys_seconds released;
  bool is_critical = false;
  std::int64_t code = 0;  // what its installer returns
};

template <>
struct pp::patch_traits<app_update> {
  static constexpr auto os = pp::platform::windows;
  static std::string_view id(const app_update& u) { return u.id; }
  static std::optional<pp::patch_kind> kind(const app_update&) { return pp::patch_kind::security; }
  static std::optional<pp::severity_level> severity(const app_update& u) {
    return u.is_critical ? pp::severity_level::critical : pp::severity_level::low;
  }
};
// [/record]

#define main tutorial_verdicts
// [verdicts]
pp::configuration wanted() {
  pp::configuration config = pp::default_configuration();  // or pp::read_configuration(text)
  config.windows.routine_maintenance.reboot.after->user =
      pp::user_part{.force_after = pp::force_delay::constant<60>(),
                    .warn_at_logoff = true,
                    .countdown = pp::countdown_length::constant<10>()};
  return config;
}

const pp::configuration config = wanted();
const auto& task = config.windows.routine_maintenance;

int main() {
  const std::vector<app_update> missing = {{"KB1", {}, true}, {"KB2", {}, false}};
  const auto bound = pp::bind(task, {});
  const pp::supersession newer(missing);
  const auto verdicts = pp::select(bound, missing, newer);
  for (pp::ordinal i = 0; i < missing.size(); ++i) {
    const auto line = pp::name_verdict(task.deploy, bound, newer, verdicts, i);
    std::cout << line.id << (line.deploys ? " deploys: " : " stays: ") << pp::to_text(line) << '\n';
  }
  return 0;
}
// [/verdicts]
#undef main

#define main tutorial_runs
// [runs]
constexpr pp::posix_zone amsterdam = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;

std::string clock_text(pp::sys_seconds at) {
  return pp::calendar_text(pp::local_at(at, amsterdam.get_info(at).offset));
}

int main() {
  pp::sys_seconds now = *pp::parse_instant("2026-03-01T00:00:00Z");
  for (int i = 0; i < 3; ++i) {
    const auto run = pp::next_run(task, now, amsterdam);
    if (!run) break;  // the task is off
    now = run->at;    // a real agent sleeps until then
    std::cout << clock_text(now) << "  the run of " << pp::to_text(run->date) << '\n';
  }
  return 0;
}
// [/runs]
#undef main

// [memory]
/// What the agent keeps on its disk.
struct memory {
  pp::sys_seconds now;  // all that was due until then is done
  std::vector<std::string> installed = {};
  pp::reboot_session session{true};  // somebody is logged on
};

void say(const memory& m, std::string_view what) { std::cout << clock_text(m.now) << "  " << what << '\n'; }

/// What the machine lacks: here you ask your engine.
std::vector<app_update> scan(const memory& m) {
  const std::vector<app_update> known = {{"KB1", *pp::parse_instant("2026-03-10T17:00:00Z"), true, 3010},
                                         {"KB2", *pp::parse_instant("2026-03-10T17:00:00Z"), false, 0},
                                         {"KB3", *pp::parse_instant("2026-04-14T17:00:00Z"), true, 0}};
  std::vector<app_update> missing;
  for (const app_update& u : known)
    if (u.released <= m.now && std::find(m.installed.begin(), m.installed.end(), u.id) == m.installed.end())
      missing.push_back(u);
  return missing;
}
// [/memory]

// [tell]
/// Tells the session what happens, and does what it says.
void tell(memory& m, pp::session_event event) {
  event.at = m.now;
  const pp::session_step next = pp::step(m.session, event);
  m.session = next.session;
  if (next.action != pp::session_action::none) say(m, pp::meaning_of(next.action));
  if (m.session.state() != pp::reboot_state::due) return;
  m.now += 2min;  // here you let the machine restart
  tell(m, {pp::session_event_kind::restarted, m.now});
  tell(m, {pp::session_event_kind::logged_on, m.now});
}
// [/tell]

// [deploy]
void deploy(memory& m) {
  const std::vector<app_update> missing = scan(m);
  const pp::supersession newer(missing);
  const auto verdicts = pp::select(pp::bind(task, {}), missing, newer);

  pp::install_outcomes<pp::platform::windows, std::vector<app_update>> outcomes(verdicts, newer);
  for (const auto& [update, verdict] : verdicts) {
    if (!verdict.deploys()) continue;
    say(m, "installs " + update.id);  // here you install it
    outcomes.set(update.id, pp::outcome_of_code(update.code));
    m.installed.push_back(update.id);
  }

  const pp::reboot_decision after = pp::decide_reboot_after(task.reboot, verdicts, newer, outcomes);
  if (!after) return say(m, "no restart: " + std::string(pp::meaning_of(*after.why_not())));
  pp::session_event asks{pp::session_event_kind::requested, m.now};
  asks.request = pp::request_reboot(pp::reboot_phase::after, pp::source_of(task.kind), after.reasons(), m.now,
                                    task.reboot.after->user.value_or(pp::user_part{}));
  tell(m, asks);
}
// [/deploy]

#define main tutorial_loop
// [loop]
/// Until when the agent can sleep.
pp::sys_seconds next_due(const memory& m) {
  pp::sys_seconds due = m.session.valid_until();
  if (const auto run = pp::next_run(task, m.now, amsterdam)) due = (std::min)(due, run->valid_until());
  return due;
}

/// Does what comes due next.
void step(memory& m) {
  const auto run = pp::next_run(task, m.now, amsterdam);
  m.now = next_due(m);  // here you sleep
  tell(m, {pp::session_event_kind::time_passed, m.now});
  if (!run || run->at > m.now) return;
  say(m, "the run of " + pp::to_text(run->date));
  deploy(m);
}

int main() {
  memory m{*pp::parse_instant("2026-03-01T00:00:00Z")};
  const auto end = *pp::parse_instant("2026-05-01T00:00:00Z");
  while (next_due(m) < end) step(m);
  return 0;
}
// [/loop]
#undef main

#define main tutorial_missed
// [missed]
/// The machine was off: what it missed, and what it does about it.
void come_back(memory& m, pp::sys_seconds off_since, pp::sys_seconds up_again) {
  m.now = up_again;
  tell(m, {pp::session_event_kind::restarted, m.now});
  tell(m, {pp::session_event_kind::logged_on, m.now});
  const std::vector<pp::off_interval> off = {{off_since, up_again}};
  const pp::catch_up owed = pp::missed_run(task, off, amsterdam);
  if (!owed) return;
  say(m, "catches up " + pp::to_text(owed.missed->date));
  deploy(m);
}

int main() {
  memory m{*pp::parse_instant("2026-03-11T12:00:00Z")};
  come_back(m, m.now, *pp::parse_instant("2026-03-12T07:30:00Z"));
  return 0;
}
// [/missed]
#undef main

#define main tutorial_saved
// [saved]
/// Whoever reads the file finds the old memory or the new one, never a part. Says whether the new one is there.
bool save(const memory& m, const std::string& path) {
  std::ofstream file(path + ".new", std::ios::binary);
  file << pp::to_text(m.now) << '\n';
  for (const std::string& id : m.installed) file << id << ' ';
  file << '\n' << pp::write_reboot_session(m.session, pp::json_layout::compact) << '\n';
  file.close();
  if (!file) return false;
  std::error_code failed;
  std::filesystem::rename(path + ".new", path, failed);
  return !failed;
}

memory load(const std::string& path, pp::sys_seconds begin) {
  std::ifstream file(path, std::ios::binary);
  std::string now;
  std::string installed;
  std::string session;
  memory m{begin};
  if (!std::getline(file, now) || !std::getline(file, installed) || !std::getline(file, session)) return m;
  m.now = pp::parse_instant(now).value_or(begin);
  for (std::size_t end; (end = installed.find(' ')) != std::string::npos; installed.erase(0, end + 1))
    m.installed.push_back(installed.substr(0, end));
  if (const auto read = pp::read_reboot_session(session)) m.session = *read;
  return m;
}

int main() {
  const std::string path = "agent.memory";
  memory m = load(path, *pp::parse_instant("2026-03-01T00:00:00Z"));
  if (next_due(m) >= *pp::parse_instant("2026-05-01T00:00:00Z")) return 1;  // all is done
  step(m);
  if (save(m, path)) return 0;
  std::cerr << path << ": cannot be written\n";
  return 2;
}
// [/saved]
#undef main

#include <sstream>

#include "support/catch.hpp"

namespace {

std::string printed(int (*program)(), int* status = nullptr) {
  std::ostringstream text;
  auto* const before = std::cout.rdbuf(text.rdbuf());
  const int ended = program();
  if (status != nullptr) *status = ended;
  std::cout.rdbuf(before);
  return text.str();
}

/// Tests may run at the same time, and the agent's memory always has the same name.
class own_folder {
 public:
  explicit own_folder(const std::filesystem::path& name)
      : before_(std::filesystem::current_path()), mine_(before_ / name) {
    std::filesystem::remove_all(mine_);
    std::filesystem::create_directory(mine_);
    std::filesystem::current_path(mine_);
  }
  own_folder(const own_folder&) = delete;
  own_folder& operator=(const own_folder&) = delete;
  ~own_folder() {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(mine_);
  }

 private:
  std::filesystem::path before_;
  std::filesystem::path mine_;
};

/// The blocks of plain text on the page, in their order.
std::vector<std::string> blocks() {
  std::ifstream page(PATCHPOLICY_DOCS_DIR "/tutorial.md");
  std::vector<std::string> found;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (inside && line != "```") found.back() += line + '\n';
    if (line == "```text") found.emplace_back();
    inside = line == "```text" || (inside && line != "```");
  }
  return found;
}

}  // namespace

TEST_CASE("the programs of the tutorial print what its page says") {
  const std::vector<std::string> expected = blocks();
  REQUIRE(expected.size() == 4);
  CHECK(printed(tutorial_verdicts) == expected[0]);
  CHECK(printed(tutorial_runs) == expected[1]);
  CHECK(printed(tutorial_loop) == expected[2]);
  CHECK(printed(tutorial_missed) == expected[3]);
}

TEST_CASE("the tutorial's agent that is started for every step does what the one that lives on does") {
  const own_folder here("tutorial-saved");
  std::string text;
  int lives = 0;
  for (int status = 0; status == 0 && lives < 100; ++lives) text += printed(tutorial_saved, &status);
  CHECK(text == printed(tutorial_loop));
}

TEST_CASE("the tutorial's agent ends with a status if its memory cannot be saved") {
  const own_folder here("tutorial-unsaved");
  std::ostringstream told;
  auto* const before = std::cerr.rdbuf(told.rdbuf());
  std::filesystem::create_directory("agent.memory.new");  // nothing can be written there
  int unwritten = 0;
  printed(tutorial_saved, &unwritten);
  std::filesystem::remove("agent.memory.new");
  std::filesystem::create_directories("agent.memory/x");  // nothing can be renamed to that
  int unnamed = 0;
  printed(tutorial_saved, &unnamed);
  std::cerr.rdbuf(before);
  CHECK(unwritten == 2);
  CHECK(unnamed == 2);
  CHECK(told.str() == "agent.memory: cannot be written\nagent.memory: cannot be written\n");
}

TEST_CASE("the tutorial's agent reads a damaged memory") {
  const own_folder here("tutorial-damaged");
  const pp::sys_seconds begin = *pp::parse_instant("2026-03-01T00:00:00Z");
  std::ofstream("damaged") << "x\nKB1  KB2 KB\nx\n";
  const memory m = load("damaged", begin);
  CHECK(m.now == begin);
  CHECK(m.installed == std::vector<std::string>{"KB1", "", "KB2"});  // the last id is cut off
  CHECK(m.session == pp::reboot_session(true));
}
