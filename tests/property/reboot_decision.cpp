// SPDX-License-Identifier: BSL-1.0
// Whether a task asks for a reboot, beside a naive implementation of rules B2 to B4, on random catalogs and results.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "patchpolicy/decide/reboot_decision.hpp"
#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "support/catch.hpp"
#include "support/naive_selection.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using naive::random_numbers;

namespace {

// What a phase comes to, in words: `none: …`, `depends_on_results: …` or `requested: …`, with each reason and the ids
// of its patches in the order of the scan.
struct words {
  std::string answer;
  std::string why_not;
  std::map<std::string, std::vector<std::string>> reasons;
  friend bool operator==(const words&, const words&) = default;
};

std::string in_one_line(const words& w) {
  std::string text = w.answer + " " + w.why_not;
  for (const auto& [reason, ids] : w.reasons) {
    text += " " + reason + ":";
    for (const std::string& id : ids) text += " " + naive::quoted(id);
  }
  return text;
}

// ---- Naive ----

enum class windows_after { off, if_required, always };

struct naive_settings {
  bool before = false;
  windows_after after = windows_after::off;
  bool mac_any_update = false;
  bool linux_if_required = false;
};

enum class told { nothing, installed, needs_restart, failed, failed_needs_restart };

told meaning_of_code(const std::map<std::string, int>& codes, const std::string& id) {
  const auto found = codes.find(id);
  if (found == codes.end()) return told::nothing;
  if (found->second == 0) return told::installed;
  if (found->second == 3010 || found->second == 1641) return told::needs_restart;
  if (found->second == 3017 || found->second == 3018) return told::failed_needs_restart;
  return told::failed;
}

struct naive_case {
  naive::platform os;
  std::vector<naive::patch> scan;
  std::vector<naive::verdict> verdicts;

  // One that failed is no reason to count what would have been installed in its place.
  bool is_installed_for_another(const std::string& id, const std::map<std::string, int>& codes) const {
    if (os != naive::platform::linux_os) return false;
    const bool has_own = codes.find(id) != codes.end();
    for (std::size_t i = 0; i < scan.size(); ++i) {
      const told result = meaning_of_code(codes, scan[i].id);
      const bool failed = result == told::failed || result == told::failed_needs_restart;
      if (verdicts[i].deploys && naive::contains(verdicts[i].installs, id) && (has_own || !failed)) return true;
    }
    return false;
  }
  bool counts(std::size_t i, const std::map<std::string, int>& codes) const {
    return verdicts[i].deploys || is_installed_for_another(scan[i].id, codes);
  }
};

words decide_before(const naive_case& c, const naive_settings& set, bool catches_up) {
  if (c.os != naive::platform::windows) return {"none", "not_offered", {}};
  if (!set.before) return {"none", "switched_off", {}};
  bool anything = false;
  for (const naive::verdict& v : c.verdicts) anything = anything || v.deploys;
  if (!anything) return {"none", "nothing_deployed", {}};
  if (catches_up) return {"none", "just_booted", {}};
  return {"requested", "", {{"before_deployment", {}}}};
}

words decide_after(const naive_case& c, const naive_settings& set, const std::map<std::string, int>& codes,
                   bool forecast) {
  std::map<std::string, std::vector<std::string>> asked;
  std::map<std::string, std::vector<std::string>> open;
  bool anything = false;
  for (std::size_t i = 0; i < c.scan.size(); ++i) {
    if (!c.counts(i, codes)) continue;
    const naive::patch& p = c.scan[i];
    const told result = meaning_of_code(codes, p.id);
    const bool is_there = result != told::failed && result != told::failed_needs_restart;
    anything = anything || is_there;
    if (c.os == naive::platform::mac) {
      if (is_there && p.operating_system) asked["system_patch"].push_back(p.id);
      if (is_there && set.mac_any_update) asked["any_update"].push_back(p.id);
      continue;
    }
    if (result == told::needs_restart || result == told::failed_needs_restart) {
      asked["result_code"].push_back(p.id);
    } else if (result == told::nothing) {
      if (p.reboot == "required") {
        std::string reason = "required";
        if (!c.verdicts[i].deploys) reason = "required_installed";
        bool only_comes_along = c.verdicts[i].deploys && c.os == naive::platform::linux_os;
        for (const std::string& by : c.verdicts[i].selected_by)
          if (by.find("\"dependency\"") == std::string::npos) only_comes_along = false;
        if (only_comes_along) reason = "required_dependency";
        asked[reason].push_back(p.id);
      } else if (p.reboot != "no") {
        (forecast ? open : asked)["unknown"].push_back(p.id);
      }
    }
  }
  if (c.os == naive::platform::windows) {
    if (set.after == windows_after::off) return {"none", "switched_off", {}};
    if (set.after == windows_after::always && anything) {
      words always{"requested", "", {}};
      for (std::size_t i = 0; i < c.scan.size(); ++i) {
        const told result = meaning_of_code(codes, c.scan[i].id);
        if (c.counts(i, codes) && result != told::failed && result != told::failed_needs_restart)
          always.reasons["always"].push_back(c.scan[i].id);
      }
      return always;
    }
  }
  if (c.os == naive::platform::linux_os && !set.linux_if_required) return {"none", "switched_off", {}};
  if (!asked.empty()) return {"requested", "", asked};
  if (!open.empty()) return {"depends_on_results", "", open};
  return {"none", anything ? "not_required" : "nothing_deployed", {}};
}

// ---- The library, in the same words ----

template <class Function>
words words_of(const pp::reboot_decision& decision, Function ids_of) {
  words w{std::string(pp::name_of(decision.answer())), "", {}};
  REQUIRE((decision.answer() == pp::reboot_answer::none) == decision.why_not().has_value());
  REQUIRE((decision.answer() == pp::reboot_answer::requested) == static_cast<bool>(decision));
  if (decision.why_not()) w.why_not = pp::name_of(*decision.why_not());
  for (const pp::reboot_reason reason : decision.reasons())
    w.reasons[std::string(pp::name_of(reason))] = ids_of(reason);
  for (std::size_t r = 0; r < pp::enum_size<pp::reboot_reason>; ++r)
    if (const auto reason = static_cast<pp::reboot_reason>(r); !decision.reasons().contains(reason))
      if (decision.witness(reason) != pp::no_ordinal) FAIL("a witness without a reason");
  return w;
}

// The ids of each reason, of which the witness is the first.
template <pp::platform Platform, class Selection, class Scan, class OutcomeOf>
words words_after(const pp::reboot_decision& decision, const Selection& verdicts, const Scan& scan,
                  const OutcomeOf& outcome_of) {
  return words_of(decision, [&](pp::reboot_reason reason) {
    std::vector<std::string> ids;
    pp::ordinal first = pp::no_ordinal;
    pp::for_each_reboot_patch<Platform>(reason, verdicts, scan, outcome_of, [&](pp::ordinal at) {
      if (ids.empty()) first = at;
      ids.emplace_back(verdicts.record(at).id);
    });
    if (decision.witness(reason) != first) FAIL("the witness is not the first");
    return ids;
  });
}

auto setting_of(pp::reboot_behavior<pp::platform::windows>, const naive_settings& from) {
  pp::windows_reboot set;
  if (from.before) set.before = pp::reboot_before{};
  if (from.after == windows_after::if_required) set.after = pp::reboot_after{};
  if (from.after == windows_after::always) set.after = pp::reboot_after{.when = pp::reboot_condition::always};
  return set;
}
auto setting_of(pp::reboot_behavior<pp::platform::mac>, const naive_settings& from) {
  return pp::mac_reboot{.always_after_update = from.mac_any_update};
}
auto setting_of(pp::reboot_behavior<pp::platform::gnu_linux>, const naive_settings& from) {
  return pp::linux_reboot{.after_if_required = from.linux_if_required};
}

struct tally {
  std::map<std::string, int> answers;
};

template <pp::platform Platform, class Task>
void agree(const naive::random_case& random, const naive_case& c, const Task& task, bool previews,
           random_numbers& numbers, tally& count) {
  const auto groups = pp::read_patch_groups(random.groups_json);
  const auto catalog = pp::read_catalog(random.catalog_ndjson);
  REQUIRE((groups && catalog));
  const auto& records = catalog->template records<Platform>();
  const auto bound = pp::bind(task, *groups, previews ? pp::preview_patches::visible : pp::preview_patches::invisible);
  const auto scan = [&] {
    if constexpr (Platform == pp::platform::gnu_linux) {
      pp::linux_endpoint endpoint;
      if (random.endpoint.distribution) endpoint.distribution = *random.endpoint.distribution;
      if (random.endpoint.major_version)
        endpoint.major_version = pp::distribution_version::of(*random.endpoint.major_version).optional();
      return pp::linux_scan(records, endpoint);
    } else {
      return pp::supersession(records);
    }
  }();
  const auto verdicts = pp::select(bound, records, scan);
  REQUIRE(verdicts.size() == c.scan.size());

  for (int round = 0; round < 4; ++round) {
    naive_settings settings;
    settings.before = numbers.chance(60);
    settings.after = static_cast<windows_after>(numbers.below(3));
    settings.mac_any_update = numbers.chance(40);
    settings.linux_if_required = numbers.chance(85);
    const bool catches_up = numbers.chance(30);
    const auto set = setting_of(pp::reboot_behavior<Platform>{}, settings);

    // codes of some patches, of all, or of none; of patches that do not count too, and of nobody's
    std::map<std::string, int> codes;
    const int codes_of[] = {0, 0, 0, 3010, 1641, 3017, 3018, 1603, -2145124329, 1};
    const int share = numbers.between(0, 4) * 25;
    const bool all_fail = numbers.chance(25);
    for (const naive::patch& p : c.scan)
      if (numbers.chance(share)) codes[p.id] = all_fail ? 1603 - numbers.between(0, 1) : codes_of[numbers.below(10)];
    if (all_fail && numbers.chance(30) && !codes.empty()) codes.begin()->second = 3017;
    codes["no patch of the scan"] = 3010;

    pp::install_outcomes<Platform, std::remove_cvref_t<decltype(records)>> outcomes(verdicts, scan);
    for (const auto& [id, code] : codes) {
      bool counts = false;
      for (std::size_t i = 0; i < c.scan.size(); ++i) counts = counts || (c.scan[i].id == id && c.counts(i, {}));
      if (outcomes.set(id, pp::outcome_of_code(code)) != counts) FAIL(id << (counts ? " counts" : " does not count"));
    }

    const words before =
        words_of(decide_reboot_before(set, verdicts, catches_up ? pp::run_kind::catch_up : pp::run_kind::regular),
                 [](pp::reboot_reason) { return std::vector<std::string>{}; });
    const words forecast =
        words_after<Platform>(forecast_reboot_after(set, verdicts, scan), verdicts, scan, pp::no_outcomes{});
    const words after =
        words_after<Platform>(decide_reboot_after(set, verdicts, scan, outcomes), verdicts, scan, outcomes);
    const words expected_before = decide_before(c, settings, catches_up);
    const words expected_forecast = decide_after(c, settings, {}, true);
    const words expected_after = decide_after(c, settings, codes, false);
    for (const words* w : {&before, &forecast, &after}) {
      ++count.answers[w->answer + w->why_not];
      for (const auto& [reason, ids] : w->reasons) ++count.answers[reason];
    }
    if (before == expected_before && forecast == expected_forecast && after == expected_after) continue;
    INFO("round " << round << " of seed " << random.seed << "\n"
                  << random.configuration_json << "\n"
                  << random.groups_json << "\n"
                  << random.catalog_ndjson);
    CHECK(in_one_line(before) == in_one_line(expected_before));
    CHECK(in_one_line(forecast) == in_one_line(expected_forecast));
    CHECK(in_one_line(after) == in_one_line(expected_after));
    FAIL("another decision");
  }
}

template <pp::platform Platform>
tally agree_on(naive::platform os, std::uint64_t cases) {
  tally count;
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    const naive::random_case random = naive::make_random_case(seed, os);
    random_numbers numbers(seed + 77);
    naive_case c{os, {}, {}};
    for (const naive::patch& p : random.patches)
      if (p.platform == os) c.scan.push_back(p);
    if constexpr (Platform == pp::platform::windows)
      c.verdicts = naive::windows_verdicts(random.task, random.groups, c.scan);
    else if constexpr (Platform == pp::platform::mac)
      c.verdicts = naive::mac_verdicts(random.task, random.groups, c.scan);
    else
      c.verdicts = naive::linux_verdicts(random.task, random.groups, c.scan, random.endpoint);
    const auto config = pp::read_configuration(random.configuration_json);
    REQUIRE(config.has_value());
    const auto run = [&](const auto& task) {
      agree<Platform>(random, c, task, config->scan_preview_patches, numbers, count);
    };
    if constexpr (Platform == pp::platform::windows) {
      if (random.task_kind == "priority_updates")
        run(config->windows.priority_updates);
      else if (random.task_kind == "zero_day_response")
        run(config->windows.zero_day_response);
      else
        run(config->windows.routine_maintenance);
    } else if constexpr (Platform == pp::platform::mac) {
      run(config->mac.routine_maintenance);
    } else {
      run(config->gnu_linux.routine_maintenance);
    }
  }
  return count;
}

// The cases have to be worth something.
void check_all_occur(const tally& count, std::initializer_list<const char*> answers) {
  for (const char* const answer : answers) {
    INFO(answer);
    const auto found = count.answers.find(answer);
    CHECK((found != count.answers.end() && found->second >= 20));
  }
}

}  // namespace

TEST_CASE("Windows asks for a reboot when the naive implementation does") {
  check_all_occur(
      agree_on<pp::platform::windows>(naive::platform::windows, 700),
      {"noneswitched_off", "nonenothing_deployed", "nonejust_booted", "nonenot_required", "depends_on_results",
       "requested", "before_deployment", "always", "required", "result_code", "unknown"});
}

TEST_CASE("a Mac asks for a reboot when the naive implementation does") {
  check_all_occur(
      agree_on<pp::platform::mac>(naive::platform::mac, 400),
      {"nonenot_offered", "nonenothing_deployed", "nonenot_required", "requested", "system_patch", "any_update"});
}

TEST_CASE("Linux asks for a reboot when the naive implementation does") {
  check_all_occur(
      agree_on<pp::platform::gnu_linux>(naive::platform::linux_os, 700),
      {"nonenot_offered", "noneswitched_off", "nonenothing_deployed", "nonenot_required", "depends_on_results",
       "requested", "required", "required_dependency", "required_installed", "result_code", "unknown"});
}
