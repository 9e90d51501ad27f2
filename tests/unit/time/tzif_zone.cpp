// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/tzif_zone.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/zone_files.hpp"

namespace pp = patchpolicy;
using namespace std::chrono_literals;
using pp::tzif_zone;
using problem = pp::tzif_problem;
using std::chrono::seconds;

namespace {

constexpr pp::sys_seconds first_of_all = (pp::sys_seconds::min)();
constexpr pp::sys_seconds last_of_all = (pp::sys_seconds::max)();

pp::sys_seconds instant(std::int64_t since_1970) { return pp::sys_seconds(seconds(since_1970)); }

void append(std::string& bytes, std::int64_t number, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> shift & 0xFF);
}

// What a TZif file says, and its bytes.
struct tzif_file {
  struct transition {
    std::int64_t at;
    int type;
  };
  struct leap_second {
    std::int64_t at;
    int correction;
  };

  char version = '2';
  bool fat = false;  // whether the 32-bit block says something too
  std::vector<transition> transitions = {};
  std::vector<std::int32_t> offsets = {0};  // of each type
  std::vector<leap_second> leap_seconds = {};
  std::size_t standard_indicators = 0;
  std::size_t ut_indicators = 0;
  std::string names = std::string("ABC\0", 4);
  std::string footer = "\n\n";

  void append_block(std::string& bytes, int time_width, bool full) const {
    bytes += "TZif";
    bytes += version;
    bytes.append(15, '\0');
    append(bytes, full ? static_cast<std::int64_t>(ut_indicators) : 0, 4);
    append(bytes, full ? static_cast<std::int64_t>(standard_indicators) : 0, 4);
    append(bytes, full ? static_cast<std::int64_t>(leap_seconds.size()) : 0, 4);
    append(bytes, full ? static_cast<std::int64_t>(transitions.size()) : 0, 4);
    append(bytes, full ? static_cast<std::int64_t>(offsets.size()) : 1, 4);
    append(bytes, full ? static_cast<std::int64_t>(names.size()) : 1, 4);
    if (!full) {
      bytes.append(7, '\0');  // one type and an empty name, as slim files have it
      return;
    }
    for (const transition& t : transitions) append(bytes, t.at, time_width);
    for (const transition& t : transitions) append(bytes, t.type, 1);
    for (const std::int32_t offset : offsets) {
      append(bytes, offset, 4);
      append(bytes, 0, 2);
    }
    bytes += names;
    for (const leap_second& leap : leap_seconds) {
      append(bytes, leap.at, time_width);
      append(bytes, leap.correction, 4);
    }
    bytes.append(standard_indicators + ut_indicators, '\0');
  }
  std::string bytes() const {
    std::string bytes;
    append_block(bytes, 4, fat);
    append_block(bytes, 8, true);
    return bytes + footer;
  }

  // Where things stand.
  std::size_t second_header() const {
    std::string bytes;
    append_block(bytes, 4, fat);
    return bytes.size();
  }
  std::size_t counts() const { return second_header() + 20; }
  std::size_t times() const { return second_header() + 44; }
  std::size_t type_of() const { return times() + 8 * transitions.size(); }
  std::size_t types() const { return type_of() + transitions.size(); }
  std::size_t footer_at() const { return bytes().size() - footer.size(); }
};

pp::zone_info info(const tzif_file& file, std::int64_t at) {
  const auto zone = tzif_zone::parse(file.bytes());
  REQUIRE(zone.has_value());
  return zone->get_info(instant(at));
}

void check_refused(const std::string& bytes, problem expected, std::size_t position) {
  const auto zone = tzif_zone::parse(bytes);
  REQUIRE(!zone.has_value());
  CHECK(pp::name_of(zone.error().problem) == pp::name_of(expected));
  CHECK(zone.error().position == position);
}
void check_refused(const tzif_file& file, problem expected, std::size_t position) {
  check_refused(file.bytes(), expected, position);
}

std::string with_count(std::string bytes, std::size_t position, std::uint32_t count) {
  std::string number;
  append(number, count, 4);
  return bytes.replace(position, 4, number);
}

// Europe in the years 2000 and 2001, and its rule; transitions that change no offset, as files have them.
tzif_file european() {
  tzif_file file;
  file.transitions = {{946'684'800, 0}, {954'032'400, 1}, {972'781'200, 0}, {985'482'000, 1}, {1'004'230'800, 0}};
  file.offsets = {3600, 7200, 1172};
  file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  return file;
}

// Each interval has its instant in it, and one follows on the other.
bool has_consistent_intervals(const tzif_zone& zone, pp::sys_seconds from, int steps) {
  pp::sys_seconds at = from;
  for (int step = 0; step < steps && at < last_of_all; ++step) {
    const pp::zone_info info = zone.get_info(at);
    const bool is_good = info.begin <= at && at < info.end && info.offset > -pp::offset_limit &&
                         info.offset < pp::offset_limit && zone.get_info(info.begin).offset == info.offset &&
                         zone.get_info(info.end - 1s).offset == info.offset;
    if (!is_good) return false;
    at = info.end;
  }
  return true;
}

// Bytes that a constant expression can hold: an hour east of UTC until 1970, two hours from then on.
struct constant_file {
  char bytes[44 + 44 + 8 + 1 + 12 + 1 + 2] = {};
  std::size_t size = 0;

  constexpr void add(int byte) { bytes[size++] = static_cast<char>(byte); }
  constexpr void add_header(int transitions, int types) {
    for (const char c : std::string_view("TZif2")) add(c);
    size += 15 + 12;
    for (const int count : {transitions, types, types == 0 ? 0 : 1}) {
      size += 3;
      add(count);
    }
  }
  constexpr constant_file() {
    add_header(0, 0);
    add_header(1, 2);
    size += 8;  // the instant
    add(1);
    for (const int hours : {1, 2}) {
      size += 2;
      add(hours * 3600 / 256);
      add(hours * 3600 % 256);
      size += 2;
    }
    size += 1;  // the name
    add('\n');
    add('\n');
  }
  constexpr std::string_view view() const { return {bytes, size}; }
};

}  // namespace

TEST_CASE("a TZif file is read in constant expressions") {
  constexpr auto info_at = [](seconds since_1970) {
    const constant_file file;
    const auto zone = tzif_zone::parse(file.view());
    return zone->get_info(pp::sys_seconds(since_1970));
  };
  PATCHPOLICY_CHECK_BOTH(constant_file().size == sizeof constant_file().bytes);
  PATCHPOLICY_CHECK_BOTH(info_at(-1s) == pp::zone_info{first_of_all, pp::sys_seconds(), 1h});
  PATCHPOLICY_CHECK_BOTH(info_at(0s) == pp::zone_info{pp::sys_seconds(), last_of_all, 2h});
  PATCHPOLICY_CHECK_BOTH(tzif_zone::parse("TZif").error() == pp::tzif_error{problem::truncated, 4});
}

TEST_CASE("a TZif file without transitions has its first type for ever") {
  tzif_file file;
  file.offsets = {-12'600, 3600};
  for (const std::int64_t at : {std::int64_t{-4'000'000'000}, std::int64_t{0}, std::int64_t{4'000'000'000}})
    CHECK(info(file, at) == pp::zone_info{first_of_all, last_of_all, -12'600s});
}

TEST_CASE("a TZif file without transitions has its rule for ever") {
  tzif_file file;
  file.offsets = {3600, 7200};
  file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  const auto rule = pp::posix_zone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  for (std::int64_t at = -70'000'000'000; at < 200'000'000'000; at += 1'000'000'007) {
    CAPTURE(at);
    REQUIRE(info(file, at) == rule->get_info(instant(at)));
  }
}

TEST_CASE("a TZif file without a rule has its last type for ever") {
  tzif_file file = european();
  file.footer = "\n\n";
  CHECK(info(file, 1'004'230'799) == pp::zone_info{instant(985'482'000), instant(1'004'230'800), 2h});
  CHECK(info(file, 1'004'230'800) == pp::zone_info{instant(1'004'230'800), last_of_all, 1h});
  CHECK(info(file, 9'000'000'000) == pp::zone_info{instant(1'004'230'800), last_of_all, 1h});
}

TEST_CASE("the history of a TZif file holds until its last transition, and then the rule") {
  for (const bool fat : {false, true})
    for (const char version : {'2', '3', '4', '9'}) {
      CAPTURE(fat, version);
      tzif_file file = european();
      file.fat = fat;
      file.version = version;
      file.standard_indicators = fat ? 3 : 0;
      file.ut_indicators = fat ? 3 : 0;
      // The first type holds before the first transition, which changes nothing here.
      CHECK(info(file, 0).offset == 1h);
      CHECK(info(file, 0).begin == first_of_all);
      CHECK(info(file, 946'684'800).offset == 1h);
      CHECK(info(file, 946'684'800).begin == first_of_all);
      CHECK(info(file, 954'032'399).offset == 1h);
      CHECK(info(file, 954'032'399).end == instant(954'032'400));
      CHECK(info(file, 954'032'400) == pp::zone_info{instant(954'032'400), instant(972'781'200), 2h});
      CHECK(info(file, 972'781'199) == pp::zone_info{instant(954'032'400), instant(972'781'200), 2h});
      CHECK(info(file, 972'781'200) == pp::zone_info{instant(972'781'200), instant(985'482'000), 1h});
      CHECK(info(file, 1'004'230'799).end == instant(1'004'230'800));
      CHECK(info(file, 1'004'230'800) == pp::zone_info{instant(1'004'230'800), instant(1'017'536'400), 1h});
      CHECK(info(file, 1'017'536'399) == pp::zone_info{instant(1'004'230'800), instant(1'017'536'400), 1h});
      CHECK(info(file, 1'017'536'400) == pp::zone_info{instant(1'017'536'400), instant(1'035'680'400), 2h});
      CHECK(has_consistent_intervals(*tzif_zone::parse(file.bytes()), first_of_all, 200));
    }
}

TEST_CASE("the rule of a TZif file counts from the last transition, even one to another type of the same offset") {
  tzif_file file = european();
  file.transitions = {{0, 1}, {1000, 0}, {2000, 3}};
  file.offsets = {3600, 7200, 0, 3600};
  file.footer = "\n<+01>-1\n";
  CHECK(info(file, 999) == pp::zone_info{instant(0), instant(1000), 2h});
  CHECK(info(file, 1999).begin == instant(1000));
  CHECK(info(file, 1999).offset == 1h);
  CHECK(info(file, 2000).offset == 1h);
  CHECK(info(file, 2000).end == last_of_all);
  CHECK(has_consistent_intervals(*tzif_zone::parse(file.bytes()), first_of_all, 20));
}

TEST_CASE("the rule of a TZif file says nothing of the years before") {
  // Daylight saving would have lasted since March; the last transition, in July, begins it.
  tzif_file file;
  file.transitions = {{962'409'600, 1}};
  file.offsets = {3600, 7200};
  file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  CHECK(info(file, 962'409'599) == pp::zone_info{first_of_all, instant(962'409'600), 1h});
  CHECK(info(file, 962'409'600) == pp::zone_info{instant(962'409'600), instant(972'781'200), 2h});
}

TEST_CASE("a TZif file may have transitions at all instants") {
  tzif_file file;
  file.transitions = {{(std::numeric_limits<std::int64_t>::min)(), 1},
                      {-(std::int64_t{1} << 59), 0},
                      {-1, 1},
                      {0, 0},
                      {4'102'444'800, 1},
                      {(std::numeric_limits<std::int64_t>::max)(), 0}};
  file.offsets = {-(26 * 3600 - 1), 26 * 3600 - 1};
  CHECK(info(file, (std::numeric_limits<std::int64_t>::min)()).offset == 26h - 1s);
  CHECK(info(file, -2).offset == 1s - 26h);
  CHECK(info(file, -1) == pp::zone_info{instant(-1), instant(0), 26h - 1s});
  CHECK(info(file, 4'102'444'799).offset == 1s - 26h);
  CHECK(info(file, 4'102'444'800) == pp::zone_info{instant(4'102'444'800), last_of_all, 26h - 1s});
}

TEST_CASE("a TZif file may have as many types as a byte can name") {
  tzif_file file;
  file.offsets.clear();
  for (int type = 0; type < 256; ++type) {
    file.offsets.push_back(type * 60);
    file.transitions.push_back({type * 1000, type});
  }
  for (int type = 0; type < 256; ++type) CHECK(info(file, type * 1000 + 999).offset == std::chrono::minutes(type));
}

TEST_CASE("what is no TZif file is refused where it differs") {
  check_refused("", problem::not_tzif, 0);
  check_refused("TZiF" + european().bytes().substr(4), problem::not_tzif, 0);
  check_refused("# comment", problem::not_tzif, 0);
  check_refused("X", problem::not_tzif, 0);
  check_refused("TZ", problem::truncated, 2);

  std::string bytes = european().bytes();
  bytes[european().second_header() + 3] = 'F';
  check_refused(bytes, problem::not_tzif, european().second_header());
}

TEST_CASE("versions of TZif files that cannot be read are refused") {
  for (const bool fat : {false, true}) {
    tzif_file file = european();
    file.fat = fat;
    file.version = '\0';
    check_refused(file, problem::only_version_1, 4);
    for (const char version : {'0', '1', ':', '\1', '\xFF'}) {
      CAPTURE(version);
      file.version = version;
      check_refused(file, problem::unknown_version, 4);
    }
    file.version = '2';
    std::string bytes = file.bytes();
    bytes[file.second_header() + 4] = '\0';
    check_refused(bytes, problem::only_version_1, file.second_header() + 4);
    bytes[file.second_header() + 4] = '1';
    check_refused(bytes, problem::unknown_version, file.second_header() + 4);
  }
}

TEST_CASE("counts of a TZif file that disagree are refused") {
  tzif_file file = european();
  file.offsets = {};
  file.transitions = {};
  check_refused(file, problem::no_types, file.counts() + 16);

  for (const std::size_t wrong : {1U, 2U, 4U}) {
    CAPTURE(wrong);
    file = european();
    file.standard_indicators = wrong;
    check_refused(file, problem::counts_disagree, file.counts() + 4);
    file = european();
    file.ut_indicators = wrong;
    check_refused(file, problem::counts_disagree, file.counts());
  }
  file = european();
  file.standard_indicators = 3;
  CHECK(tzif_zone::parse(file.bytes()).has_value());
  file.standard_indicators = 0;
  file.ut_indicators = 3;
  CHECK(tzif_zone::parse(file.bytes()).has_value());
}

TEST_CASE("leap seconds of a TZif file are refused") {
  tzif_file file = european();
  file.leap_seconds = {{78'796'800, 1}};
  check_refused(file, problem::leap_seconds, file.counts() + 8);
  // In the block that nobody reads they do no harm, but have to be passed over.
  file.fat = true;
  std::string bytes;
  file.append_block(bytes, 4, true);
  file.leap_seconds.clear();
  bytes += file.bytes().substr(file.second_header());
  const auto zone = tzif_zone::parse(bytes);
  REQUIRE(zone.has_value());
  CHECK(*zone == *tzif_zone::parse(file.bytes()));
}

TEST_CASE("transitions of a TZif file that are not in order are refused") {
  for (const std::int64_t second : {std::int64_t{954'032'400}, std::int64_t{954'032'399}, std::int64_t{-1}}) {
    CAPTURE(second);
    tzif_file file = european();
    file.transitions[2].at = second;
    check_refused(file, problem::transitions_unsorted, file.times() + 16);
  }
  tzif_file file = european();
  file.transitions[4].at = file.transitions[3].at + 1;
  CHECK(tzif_zone::parse(file.bytes()).has_value());
}

TEST_CASE("types of a TZif file that do not exist or are too far from UTC are refused") {
  for (const int type : {3, 4, 255}) {
    CAPTURE(type);
    tzif_file file = european();
    file.transitions[3].type = type;
    check_refused(file, problem::type_unknown, file.type_of() + 3);
  }
  for (const std::int32_t offset : {26 * 3600, -26 * 3600, (std::numeric_limits<std::int32_t>::min)(),
                                    (std::numeric_limits<std::int32_t>::max)()}) {
    CAPTURE(offset);
    tzif_file file = european();
    file.offsets[2] = offset;  // no transition leads to it
    check_refused(file, problem::offset_out_of_range, file.types() + 12);
  }
}

TEST_CASE("the footer of a TZif file is there, closed, good and the last") {
  tzif_file file = european();
  file.footer = "";
  check_refused(file, problem::footer_missing, file.footer_at());
  file.footer = "CET-1\n";
  check_refused(file, problem::footer_missing, file.footer_at());
  file.footer = "\n";
  check_refused(file, problem::footer_unclosed, file.footer_at() + 1);
  file.footer = "\nCET-1";
  check_refused(file, problem::footer_unclosed, file.footer_at() + 6);
  file.footer = "\nCET-1\n\n";
  check_refused(file, problem::trailing_bytes, file.footer_at() + 7);
  file.footer = "\n\n ";
  check_refused(file, problem::trailing_bytes, file.footer_at() + 2);

  file.footer = "\nCET-1CEST,M3.6.0,M10.5.0/3\n";
  const auto refused = tzif_zone::parse(file.bytes());
  REQUIRE(!refused.has_value());
  CHECK(refused.error() ==
        pp::tzif_error{problem::footer_invalid, file.footer_at() + 14, pp::posix_tz_problem::week_out_of_range});
  file.footer = std::string("\n\0\n", 3);
  CHECK(tzif_zone::parse(file.bytes()).error() ==
        pp::tzif_error{problem::footer_invalid, file.footer_at() + 1, pp::posix_tz_problem::name_expected});
}

TEST_CASE("the counts of a TZif file may claim anything, and nothing is read or taken for it") {
  const tzif_file file = european();
  const std::string bytes = file.bytes();
  for (const std::size_t header : {std::size_t{0}, file.second_header()})
    for (std::size_t count = 0; count < 6; ++count)
      // 2^29 × 8, 2^31 × 6 and 2^31 × 2 are 0 in 32 bits.
      for (const std::uint32_t claimed :
           {0xFFFF'FFFFU, 0x7FFF'FFFFU, 0x8000'0000U, 0x8000'0003U, 0x2000'0000U, 0x2000'0001U, 0x1C71'C71DU, 300U}) {
        CAPTURE(header, count, claimed);
        const auto zone = tzif_zone::parse(with_count(bytes, header + 20 + 4 * count, claimed));
        REQUIRE(!zone.has_value());
        const bool is_of_second = header != 0;
        if (is_of_second && count == 2)
          CHECK(zone.error() == pp::tzif_error{problem::leap_seconds, file.counts() + 8});
        else if (is_of_second && count < 2)
          CHECK(zone.error() == pp::tzif_error{problem::counts_disagree, file.counts() + 4 * count});
        else
          CHECK(zone.error() == pp::tzif_error{problem::truncated, bytes.size()});
      }
  std::string all = bytes;
  for (std::size_t count = 0; count < 6; ++count) all = with_count(all, 20 + 4 * count, 0xFFFF'FFFF);
  check_refused(all, problem::truncated, bytes.size());
  // Indicators that agree with the types, of which there are too many.
  std::string many = bytes;
  for (const std::size_t count : {0U, 1U, 4U}) many = with_count(many, file.counts() + 4 * count, 0x8000'0000);
  check_refused(many, problem::truncated, bytes.size());
  // One byte too many, and just as many as there are.
  const auto spare = static_cast<std::uint32_t>(file.names.size() + file.footer.size());
  check_refused(with_count(bytes, file.counts() + 20, spare + 1), problem::truncated, bytes.size());
  check_refused(with_count(bytes, file.counts() + 20, spare), problem::footer_missing, bytes.size());
}

TEST_CASE("every truncation of a TZif file is refused at its end") {
  for (const bool fat : {false, true}) {
    CAPTURE(fat);
    tzif_file file = european();
    file.fat = fat;
    const std::string bytes = file.bytes();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      CAPTURE(size);
      const auto zone = tzif_zone::parse(std::string_view(bytes).substr(0, size));
      REQUIRE(!zone.has_value());
      CHECK(zone.error().position == size);
      const problem expected = size == 0                  ? problem::not_tzif
                               : size < file.footer_at()  ? problem::truncated
                               : size == file.footer_at() ? problem::footer_missing
                                                          : problem::footer_unclosed;
      CHECK(pp::name_of(zone.error().problem) == pp::name_of(expected));
    }
  }
}

TEST_CASE("a TZif file with any byte changed is refused or has consistent intervals") {
  for (const bool fat : {false, true}) {
    CAPTURE(fat);
    tzif_file file = european();
    file.fat = fat;
    const std::string bytes = file.bytes();
    std::size_t accepted = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (int value = 0; value < 256; ++value) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(value);
        const auto zone = tzif_zone::parse(changed);
        if (!zone) {
          if (zone.error().position <= bytes.size()) continue;
          CAPTURE(at, value);
          FAIL("refused outside of the file");
        }
        ++accepted;
        if (has_consistent_intervals(*zone, first_of_all, 8) && has_consistent_intervals(*zone, instant(0), 12) &&
            has_consistent_intervals(*zone, instant(1'700'000'000), 4))
          continue;
        CAPTURE(at, value);
        FAIL("inconsistent intervals");
      }
    CHECK(accepted > bytes.size());
  }
}

TEST_CASE("zones from TZif files are equal if they say the same") {
  tzif_file slim = european();
  tzif_file fat = european();
  fat.fat = true;
  fat.version = '3';
  CHECK(*tzif_zone::parse(slim.bytes()) == *tzif_zone::parse(fat.bytes()));
  const tzif_zone copy = *tzif_zone::parse(slim.bytes());
  CHECK(copy == *tzif_zone::parse(slim.bytes()));
  fat.transitions[1].at += 1;
  CHECK(*tzif_zone::parse(slim.bytes()) != *tzif_zone::parse(fat.bytes()));
  fat = european();
  fat.footer = "\nCET-1\n";
  CHECK(*tzif_zone::parse(slim.bytes()) != *tzif_zone::parse(fat.bytes()));
}

TEST_CASE("fat and slim files of one release are the same zones") {
  const std::filesystem::path zones = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors" / "zones";
  if (!std::filesystem::is_directory(zones / "slim2025b")) {
    std::cout << "SKIPPED: no zone files in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  tests::zone_files slim_files(zones / "slim2025b");
  tests::zone_files fat_files(zones / "fat2025b");
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(zones / "slim2025b")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = std::filesystem::relative(entry.path(), zones / "slim2025b").generic_string();
    CAPTURE(name);
    const tzif_zone& slim = slim_files[name];
    const tzif_zone& fat = fat_files[name];
    CHECK(has_consistent_intervals(slim, first_of_all, 500));
    CHECK(has_consistent_intervals(fat, first_of_all, 500));
    const pp::sys_seconds until = instant(4'102'444'800);  // the year 2100
    for (pp::sys_seconds at = first_of_all; at < until; at = (std::min)(slim.get_info(at).end, fat.get_info(at).end))
      REQUIRE(slim.get_info(at).offset == fat.get_info(at).offset);
    ++compared;
  }
  CHECK(compared >= 60);
}

TEST_CASE("problems of TZif files have names") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<problem> == 14);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::not_tzif) == "not_tzif");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::only_version_1) == "only_version_1");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::unknown_version) == "unknown_version");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::truncated) == "truncated");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::no_types) == "no_types");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::counts_disagree) == "counts_disagree");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::leap_seconds) == "leap_seconds");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::transitions_unsorted) == "transitions_unsorted");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::type_unknown) == "type_unknown");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::offset_out_of_range) == "offset_out_of_range");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::footer_missing) == "footer_missing");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::footer_unclosed) == "footer_unclosed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::footer_invalid) == "footer_invalid");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(problem::trailing_bytes) == "trailing_bytes");
}
