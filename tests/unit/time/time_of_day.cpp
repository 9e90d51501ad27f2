// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/time/time_of_day.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

// All times that there are, by their texts.
std::map<std::string, int> minutes_by_text() {
  std::map<std::string, int> minutes;
  int count = 0;
  for (const char* tens : {"0", "1", "2"})
    for (const char hour : std::string(tens) == "2" ? std::string("0123") : std::string("0123456789"))
      for (const char ten_minutes : std::string("012345"))
        for (const char minute : std::string("0123456789"))
          minutes[std::string(tens) + hour + ':' + ten_minutes + minute] = count++;
  return minutes;
}

}  // namespace

TEST_CASE("a time of day is one that a clock shows") {
  for (int hour = -300; hour <= 300; ++hour)
    for (int minute = -70; minute <= 70; ++minute) {
      const bool exists = 0 <= hour && hour < 24 && 0 <= minute && minute < 60;
      const std::optional<pp::time_of_day> made = pp::time_of_day::of(hour, minute);
      if (made.has_value() == exists && (!exists || (made->hour() == hour && made->minute() == minute &&
                                                     made->minutes_since_midnight() == 60 * hour + minute)))
        continue;
      CAPTURE(hour, minute, exists);
      REQUIRE(made.has_value() == exists);
      FAIL("another time");
    }
  PATCHPOLICY_CHECK_BOTH(pp::time_of_day::of(23, 59)->minutes_since_midnight() == 1439);
  PATCHPOLICY_CHECK_BOTH(!pp::time_of_day::of(24, 0));
  PATCHPOLICY_CHECK_BOTH(!pp::time_of_day::of(0, 60));
}

TEST_CASE("a time of day is read from exactly HH:MM") {
  const std::map<std::string, int> minutes = minutes_by_text();
  REQUIRE(minutes.size() == 1440);
  const std::string letters = "01259: -+/;";
  std::string text(5, ' ');
  for (text[0] = '/'; text[0] <= ':'; ++text[0])
    for (text[1] = '/'; text[1] <= ':'; ++text[1])
      for (const char middle : letters)
        for (const char tens : std::string("0356") + letters)
          for (text[4] = '/'; text[4] <= ':'; ++text[4]) {
            text[2] = middle;
            text[3] = tens;
            const auto expected = minutes.find(text);
            const auto found = pp::time_of_day::parse(text);
            if (found.has_value() == (expected != minutes.end()) &&
                (!found || found->minutes_since_midnight() == expected->second))
              continue;
            CAPTURE(text, found.has_value());
            FAIL("read as something else");
          }
  for (const auto& [known, count] : minutes) {
    CAPTURE(known);
    REQUIRE(pp::time_of_day::parse(known).has_value());
    REQUIRE(pp::time_of_day::parse(known)->minutes_since_midnight() == count);
    for (const std::string& longer : {known + "0", " " + known, known + " ", known + ":00"})
      REQUIRE_FALSE(pp::time_of_day::parse(longer).has_value());
    for (std::size_t size = 0; size < known.size(); ++size)
      REQUIRE_FALSE(pp::time_of_day::parse(std::string_view(known).substr(0, size)).has_value());
  }
  PATCHPOLICY_CHECK_BOTH(pp::time_of_day::parse("21:05") == pp::time_of_day::of(21, 5));
  PATCHPOLICY_CHECK_BOTH(!pp::time_of_day::parse("24:00"));
  PATCHPOLICY_CHECK_BOTH(!pp::time_of_day::parse("7:30"));
}

TEST_CASE("a time of day can be written as a literal") {
  using namespace pp::literals;
  PATCHPOLICY_CHECK_BOTH("00:00"_time == pp::time_of_day::of(0, 0));
  PATCHPOLICY_CHECK_BOTH("21:00"_time == pp::time_of_day::of(21, 0));
  PATCHPOLICY_CHECK_BOTH("23:59"_time == pp::time_of_day::of(23, 59));
}

TEST_CASE("times of day are ordered as a day passes") {
  for (int earlier = 0; earlier < 1439; ++earlier) {
    const auto a = *pp::time_of_day::of(earlier / 60, earlier % 60);
    const auto b = *pp::time_of_day::of((earlier + 1) / 60, (earlier + 1) % 60);
    CAPTURE(earlier);
    REQUIRE(a < b);
    REQUIRE(a != b);
  }
  using namespace pp::literals;
  PATCHPOLICY_CHECK_BOTH("09:59"_time < "10:00"_time);
}
