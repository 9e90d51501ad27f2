// SPDX-License-Identifier: BSL-1.0
// Numbers in fixed point (rule D5).
#include "patchpolicy/core/decimal.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

// By strings alone: the digits are written out in full, and then looked at.
std::optional<long long> naive_scaled(std::string text, int decimals) {
  const bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  std::string exponent_text = "0";
  if (const std::size_t e = text.find_first_of("eE"); e != std::string::npos) {
    exponent_text = text.substr(e + 1);
    text.resize(e);
  }
  std::string fraction;
  if (const std::size_t point = text.find('.'); point != std::string::npos) {
    fraction = text.substr(point + 1);
    text.resize(point);
  }
  if ((text + fraction).find_first_not_of('0') == std::string::npos) return 0;

  const bool down = exponent_text[0] == '-';
  if (exponent_text[0] == '-' || exponent_text[0] == '+') exponent_text.erase(0, 1);
  while (exponent_text.size() > 1 && exponent_text[0] == '0') exponent_text.erase(0, 1);
  if (exponent_text.size() > 6) return std::nullopt;  // too large a number, or too many decimals

  // Move the point by padding with zeros on both sides.
  const std::size_t exponent = static_cast<std::size_t>(std::stoul(exponent_text));
  const std::size_t up = static_cast<std::size_t>(decimals) + (down ? 0 : exponent);
  while (fraction.size() < up) fraction += '0';
  text += fraction.substr(0, up);
  fraction.erase(0, up);
  if (down) {
    while (text.size() < exponent) text.insert(0, "0");
    fraction.insert(0, text.substr(text.size() - exponent));
    text.resize(text.size() - exponent);
  }
  if (fraction.find_first_not_of('0') != std::string::npos) return std::nullopt;
  while (!text.empty() && text[0] == '0') text.erase(0, 1);
  if (text.empty()) return 0;
  if (text.size() > 18) return std::nullopt;
  return negative ? -std::stoll(text) : std::stoll(text);
}

void agree_on(const std::string& text) {
  for (const int decimals : {0, 1, 2, 3, 17, 18}) {
    const auto found = pp::scaled_decimal(text, decimals);
    const auto expected = naive_scaled(text, decimals);
    if (found == expected) continue;
    CAPTURE(text, decimals, found.value_or(-1), expected.value_or(-1));
    REQUIRE(found == expected);
  }
}

}  // namespace

TEST_CASE("a decimal counts by its value and not by its spelling") {
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("7.5", 2) == 750);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("7.50", 2) == 750);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("7.5000000000000000000000000", 2) == 750);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("75e-1", 2) == 750);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("0.075E+2", 2) == 750);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("7.0", 1) == 70);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("-3", 0) == -3);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("-0.0", 1) == 0);
}

TEST_CASE("a decimal with too many decimals or digits is nothing") {
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("7.25", 1) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("1e-3", 2) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("0.1", 0) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("999999999999999999", 0) == 999'999'999'999'999'999);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("1000000000000000000", 0) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("9999999999999999999", 0) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("1e17", 0) == 100'000'000'000'000'000);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("1e18", 0) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("1e17", 1) == std::nullopt);
}

TEST_CASE("what is no decimal number is nothing") {
  for (const char* const text :
       {"",     "-",     ".", "-.", "x",  "-x", "+1",  "1 ",  " 1",  "1-2", "--1",    "1.2.3", "1..2",
        "0x10", "1'000", "e", "e5", "1e", "0e", "1e+", "1e-", "1ex", "0ex", "0.0e1x", "1e5.0", "1e--2"}) {
    CAPTURE(text);
    CHECK(pp::scaled_decimal(text, 0) == std::nullopt);
    CHECK(pp::scaled_decimal(text, 2) == std::nullopt);
  }
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("x", 0) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("007", 0) == 7 && pp::scaled_decimal(".5", 1) == 5);
  PATCHPOLICY_CHECK_BOTH(pp::scaled_decimal("9.", 0) == 9);
}

TEST_CASE("no exponent of a decimal is too long") {
  const std::string nines(1000, '9');
  CHECK(pp::scaled_decimal("1e" + nines, 2) == std::nullopt);
  CHECK(pp::scaled_decimal("1e-" + nines, 2) == std::nullopt);
  CHECK(pp::scaled_decimal("0e" + nines, 2) == 0);
  CHECK(pp::scaled_decimal("0.000e-" + nines, 2) == 0);
  const std::string zeros(100'000, '0');
  CHECK(pp::scaled_decimal("3" + zeros + "e-100000", 2) == 300);
  CHECK(pp::scaled_decimal("0." + zeros + "3e100001", 2) == 300);
  CHECK(pp::scaled_decimal("3e" + zeros + "2", 2) == 30000);
  CHECK(pp::scaled_decimal(zeros + "3." + zeros, 2) == 300);
  CHECK(pp::scaled_decimal("3" + zeros + "3", 2) == std::nullopt);
}

TEST_CASE("decimals agree with long-hand strings over combinations of parts") {
  for (const std::string sign : {"", "-"})
    for (const std::string whole :
         {"0", "1", "7", "10", "75", "100", "1000000000000000", "99999999999999999", "123456789012345678",
          "999999999999999999", "1000000000000000000", "10000000000000000000000", "12345678901234567890"})
      for (const std::string fraction : {"", ".0", ".00", ".5", ".50", ".05", ".25", ".005", ".000000000000000001",
                                         ".0000000000000000001", ".1000000000000000000000001"})
        for (const std::string exponent :
             {"", "e0", "E-0", "e1", "E+1", "e-1", "e2", "e-2", "e-3", "e16", "e17", "e18", "e-17", "e-18", "e-19",
              "e0000000000000000000000000002", "e999999999999999999", "e-999999999999999999999"})
          agree_on(sign + whole + fraction + exponent);
}

TEST_CASE("decimals agree with long-hand strings on random texts") {
  constexpr std::uint64_t seed = 31;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  const auto digits = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)  // many zeros, as they are what goes wrong
      text += numbers.chance(50) ? '0' : static_cast<char>('0' + numbers.below(10));
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    std::string text = numbers.chance(30) ? "-" : "";
    text += numbers.chance(30) ? "0" : std::to_string(1 + numbers.below(9)) + digits(numbers.below(22));
    if (numbers.chance(60)) text += "." + digits(1 + numbers.below(22));
    if (numbers.chance(60)) {
      text += numbers.chance(50) ? "e" : "E";
      if (numbers.chance(70)) text += numbers.chance(60) ? "-" : "+";
      text += std::to_string(numbers.below(25));
    }
    agree_on(text);
  }
}
