// SPDX-License-Identifier: BSL-1.0
// Every row of the shared schedule vectors, with the zones as fat and as slim files.
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"
#include "support/catch.hpp"
#include "support/json_slices.hpp"
#include "support/zone_files.hpp"

namespace pp = patchpolicy;

namespace {

const std::filesystem::path vectors = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors";

// One row of a file of vectors.
class row {
 public:
  explicit row(const std::string& line) : members_(tests::members_of(line)) {}

  std::string text(std::string_view key) const { return tests::unquoted(tests::member(members_, key)); }
  bool has(std::string_view key) const { return !tests::member(members_, key).empty(); }
  std::int64_t number(std::string_view key) const { return std::stoll(tests::member(members_, key)); }
  bool flag(std::string_view key) const { return tests::member(members_, key) == "true"; }

  pp::sys_seconds instant(std::string_view key) const { return *pp::parse_instant(text(key)); }
  std::optional<pp::sys_seconds> instant_or_null(std::string_view key) const {
    return tests::member(members_, key) == "null" ? std::nullopt : std::optional(instant(key));
  }
  // YYYY-MM-DDTHH:MM
  pp::local_seconds wall(std::string_view key) const {
    const std::string text_of = text(key);
    return pp::wall_time(*pp::parse_date(text_of.substr(0, 10)), *pp::time_of_day::parse(text_of.substr(11, 5)));
  }
  // The schedule, read the way that a configuration has it.
  pp::staged_schedule schedule() const {
    std::string json;
    for (const char* key : {"recurrence", "at", "clock_change", "stage_hours_before"})
      if (const std::string value = tests::member(members_, key); !value.empty())
        json += (json.empty() ? "\"" : ",\"") + std::string(key) + "\":" + value;
    const auto read = pp::read_configuration(
        R"({"format":"patchpolicy/configuration/1","name":"a row","windows":{"routine_maintenance":{"enabled":true,)"
        R"("schedule":{)" +
        json + "}}}}");
    if (!read) FAIL(pp::to_text(read.error(), "row"));
    return *read->windows.routine_maintenance.schedule;
  }

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

// Calls `check(row, zone)` for each row of a file, with each form of the zone file; says how many rows there were.
template <class Check>
std::size_t for_each_row(const char* file, Check check) {
  std::size_t rows = 0;
  for (const char* form : {"slim2025b", "fat2025b"}) {
    tests::zone_files zones(vectors / "zones" / form);
    std::istringstream lines(tests::contents_of(vectors / "schedule" / file));
    for (std::string line; std::getline(lines, line); ++rows) {
      INFO(form << ": " << line);
      const row r(line);
      check(r, zones[r.text("zone")]);
    }
  }
  return rows / 2;
}

bool has_vectors() {
  if (std::filesystem::is_directory(vectors / "schedule")) return true;
  std::cout << "SKIPPED: no schedule vectors in " PATCHPOLICY_SHARED_DIR "\n";
  return false;
}

}  // namespace

TEST_CASE("the library agrees with every shared run") {
  if (!has_vectors()) return;
  std::size_t rows = 0;
  for (const char* file : {"vectors.ndjson", "merged.ndjson"})
    rows += for_each_row(file, [](const row& r, const pp::tzif_zone& zone) {
      const auto run = pp::next_run(r.schedule(), r.instant("after"), zone);
      REQUIRE(run.has_value());
      CHECK(pp::to_text(run->at) == r.text("next"));
      CHECK(run->date == pp::parse_date(r.text("nominal").substr(0, 10)));
      CHECK(pp::name_of(run->kind) == r.text("resolution"));
    });
  CHECK(rows >= 35'326);
}

TEST_CASE("the library agrees with every shared run under other policies") {
  if (!has_vectors()) return;
  const std::size_t rows = for_each_row("policies.ndjson", [](const row& r, const pp::tzif_zone& zone) {
    const auto run = pp::next_run(r.schedule(), r.instant("after"), zone);
    REQUIRE(run.has_value());
    CHECK(pp::to_text(run->at) == r.text("next"));
  });
  CHECK(rows >= 12'094);
}

TEST_CASE("the library agrees with every shared start of staging") {
  if (!has_vectors()) return;
  const std::size_t rows = for_each_row("stage.ndjson", [](const row& r, const pp::tzif_zone& zone) {
    const auto run = pp::next_run(r.schedule(), r.instant("after"), zone);
    REQUIRE(run.has_value());
    CHECK(pp::to_text(run->at) == r.text("next"));
    CHECK(run->date == pp::parse_date(r.text("nominal").substr(0, 10)));
    const auto stage = r.instant_or_null("stage");
    REQUIRE(run->stage.has_value() == stage.has_value());
    CHECK(run->no_time_to_stage == !stage);
    if (stage) {
      CHECK(run->stage->at == *stage);
      CHECK(run->stage->cut == r.flag("cut"));
    }
  });
  CHECK(rows >= 2'223);
}

TEST_CASE("the library agrees with every shared resolution of a wall time") {
  if (!has_vectors()) return;
  const std::size_t rows = for_each_row("resolve.ndjson", [](const row& r, const pp::tzif_zone& zone) {
    const pp::clock_change_policy policy{*pp::from_name<pp::gap_policy>(r.text("gap")),
                                         *pp::from_name<pp::fold_policy>(r.text("fold"))};
    const pp::resolved_time resolved = pp::resolve(r.wall("wall"), zone, policy);
    CHECK(pp::name_of(resolved.kind) == r.text("kind"));
    CHECK(resolved.at == r.instant_or_null("instant"));
  });
  CHECK(rows >= 13'092);
}

TEST_CASE("the library agrees with every shared scan window") {
  if (!has_vectors()) return;
  const std::size_t rows = for_each_row("scan_windows.ndjson", [](const row& r, const pp::tzif_zone& zone) {
    const pp::scan_window window = pp::scan_window_on(*pp::parse_date(r.text("date")), zone);
    CHECK(pp::to_text(window.from) == r.text("from"));
    CHECK(pp::to_text(window.to) == r.text("to"));
    CHECK(window.length().count() == r.number("seconds"));
  });
  CHECK(rows >= 2'330);
}

TEST_CASE("the library agrees with every shared hash of an endpoint") {
  if (!has_vectors()) return;
  std::size_t rows = 0;
  std::istringstream lines(tests::contents_of(vectors / "schedule" / "scan_hash.ndjson"));
  for (std::string line; std::getline(lines, line); ++rows) {
    INFO(line);
    const row r(line);
    const std::string hex = r.text("hash");
    std::uint64_t expected = 0;
    REQUIRE(std::from_chars(hex.data(), hex.data() + hex.size(), expected, 16).ec == std::errc());
    const std::uint64_t hash = pp::scan_hash(r.text("endpoint"));
    CHECK(hash == expected);
    const pp::scan_window window{pp::sys_seconds(), pp::sys_seconds(std::chrono::hours(2))};
    CHECK((window.at(hash) - window.from).count() == r.number("second_of_7200"));
  }
  CHECK(rows >= 46);
}

TEST_CASE("the shared zone files of all forms and releases can be read, and their footers alone") {
  if (!has_vectors()) return;
  std::istringstream lines(tests::contents_of(vectors / "schedule" / "posix_tz.csv"));
  std::string line;
  std::getline(lines, line);  // the heading
  std::size_t zones = 0;
  for (; std::getline(lines, line); ++zones) {
    INFO(line);
    const std::string name = line.substr(0, line.find(','));
    std::string footer = line.substr(line.rfind(',') + 1);
    std::replace(footer.begin(), footer.end(), ';', ',');
    const auto rule = pp::posix_zone::parse(footer);
    REQUIRE(rule.has_value());
    const pp::sys_seconds future = *pp::parse_instant("2090-01-01T00:00:00Z");
    for (const char* form : {"slim2025b", "fat2025b", "slim2026f"}) {
      tests::zone_files files(vectors / "zones" / form);
      const pp::tzif_zone& zone = files[name];
      if (std::string_view(form) == "slim2026f") continue;  // other rules, for some
      for (int day = 0; day < 800; ++day) {
        const pp::sys_seconds at = future + std::chrono::hours(24) * day;
        REQUIRE(zone.get_info(at).offset == rule->get_info(at).offset);
        REQUIRE(zone.get_info(at).end == rule->get_info(at).end);
      }
    }
  }
  CHECK(zones >= 68);
}
