// SPDX-License-Identifier: BSL-1.0
// Texts that are broken at random are read to a value that survives writing, or to errors that lie inside the text;
// good texts survive writing and reading. Each failure names its seed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "support/catch.hpp"
#include "support/random_case.hpp"
#include "support/sound_reading.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using tests::catalogs;
using tests::configurations;
using tests::groups_files;
using tests::verdicts;

namespace {

template <class Kind>
void require_sound(std::string_view text, std::size_t& accepted) {
  const std::string wrong = tests::wrong_reading<Kind>(text, &accepted);
  if (wrong.empty()) return;
  FAIL(wrong << "\nof the text:\n" << text);
}

// Pieces that a mutation may put in.
const std::string_view fragments[] = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "{}",
    "[]",
    "[[]]",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1e999",
    "1e-999",
    "-1",
    "0.5",
    "7.005",
    "99999999999999999999",
    "\"\"",
    "\"x\"",
    "\"24:00\"",
    "\"2023-02-29\"",
    "\"critical\"",
    "\"id\":\"x\",",
    "\"name\":1,",
    "\"enabled\":true,",
    "\\u0000",
    "\\ud800",
    "\\ud83d\\ude00",
    "\\",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "\x7F",
    "\x1B",
    "\xC0\xAF",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xC3\xA9",
    "\x80",
    "\xFF\xFE",
    "\xEF\xBB\xBF",
    "//",
    "'",
    "+",
    "NaN",
    "[[[[[[[[[[[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
};

// Breaks `text` in one to four places.
std::string mutated(std::string text, naive::random_numbers& numbers) {
  for (std::size_t count = 1 + numbers.below(4); count > 0 && !text.empty(); --count) {
    const std::size_t at = numbers.below(text.size());
    const std::size_t length = std::min(1 + numbers.below(numbers.chance(80) ? 8 : 200), text.size() - at);
    switch (numbers.below(9)) {
      case 0: text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << numbers.below(8))); break;
      case 1: text[at] = static_cast<char>(static_cast<unsigned char>(numbers.below(256))); break;
      case 2: text.erase(at, length); break;
      case 3: text.insert(at, 1, static_cast<char>(static_cast<unsigned char>(numbers.below(256)))); break;
      case 4: text.insert(at, fragments[numbers.below(std::size(fragments))]); break;
      case 5: text.replace(at, length, fragments[numbers.below(std::size(fragments))]); break;
      case 6: text.insert(at, text.substr(numbers.below(text.size()), length)); break;  // something from elsewhere
      case 7: text.resize(at); break;
      default: {  // a whole number or word
        const std::size_t from = text.find_first_of("0123456789tf", at);
        if (from == std::string::npos) break;
        const std::size_t to = std::min(text.find_first_of(" ,]}\n", from), text.size());
        text.replace(from, to - from, fragments[numbers.below(std::size(fragments))]);
        break;
      }
    }
  }
  return text;
}

// Breaks each text so many times.
template <class Kind>
void check_mutations(const std::vector<std::string>& texts, std::uint64_t first_seed, std::uint64_t count) {
  std::size_t accepted = 0;
  std::size_t read = 0;
  for (const std::string& text : texts) {
    std::size_t whole = 0;
    require_sound<Kind>(text, whole);
    REQUIRE(whole == 1);  // all is well before it is broken
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
      naive::random_numbers numbers(seed);
      INFO("seed " << seed);
      require_sound<Kind>(mutated(text, numbers), accepted);
      ++read;
    }
  }
  // both ways are taken
  CHECK(accepted > read / 500);
  CHECK(accepted < read / 2);
}

// Cuts a text off at every offset.
template <class Kind>
std::size_t accepted_prefixes(std::string_view text) {
  std::size_t accepted = 0;
  for (std::size_t length = 0; length < text.size(); ++length) require_sound<Kind>(text.substr(0, length), accepted);
  return accepted;
}

std::string first_lines(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (count-- > 0 && end < text.size()) end = std::min(text.find('\n', end), text.size() - 1) + 1;
  return std::string(text.substr(0, end));
}

std::vector<naive::random_case> some_cases(std::uint64_t seed) {
  return {naive::make_random_case(seed, naive::platform::windows), naive::make_random_case(seed, naive::platform::mac),
          naive::make_random_case(seed, naive::platform::linux_os)};
}

std::string verdict_text_of(const naive::random_case& c) {
  std::string text;
  for (const std::string& line : c.expected()) text += line + '\n';
  return text;
}

}  // namespace

TEST_CASE("good texts of any spelling survive reading and writing") {
  std::size_t accepted = 0;
  std::size_t texts = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed)
    for (const naive::random_case& c : some_cases(seed)) {
      INFO("seed " << seed);
      require_sound<configurations>(c.configuration_json, accepted);
      require_sound<groups_files>(c.groups_json, accepted);
      require_sound<catalogs>(c.catalog_ndjson, accepted);
      require_sound<verdicts>(verdict_text_of(c), accepted);
      texts += 4;
    }
  CHECK(accepted == texts);
}

TEST_CASE("a verdict is written as it was read") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed)
    for (const naive::random_case& c : some_cases(seed)) {
      INFO("seed " << seed);
      const std::string text = verdict_text_of(c);
      const auto read = pp::read_verdict_lines(text);
      REQUIRE(read.has_value());
      REQUIRE(verdicts::write(*read) == text);
    }
}

TEST_CASE("a broken configuration is never half-read") {
  std::vector<std::string> texts = {std::string(tests::page_configuration), tests::example_file("servers.json"),
                                    pp::write_configuration(pp::default_configuration(), pp::json_layout::compact)};
  for (const naive::random_case& c : some_cases(7)) texts.push_back(c.configuration_json);
  check_mutations<configurations>(texts, 1, 1500);
}

TEST_CASE("a broken groups file is never half-read") {
  std::vector<std::string> texts = {std::string(tests::page_groups), tests::example_file("groups.json")};
  for (const naive::random_case& c : some_cases(8)) texts.push_back(c.groups_json);
  check_mutations<groups_files>(texts, 1, 1500);
}

TEST_CASE("a broken catalog is never half-read") {
  std::vector<std::string> texts = {std::string(tests::page_record),
                                    first_lines(tests::example_file("catalog.ndjson"), 5)};
  for (const naive::random_case& c : some_cases(9)) texts.push_back(c.catalog_ndjson);
  check_mutations<catalogs>(texts, 1, 1500);
}

TEST_CASE("broken verdicts are never half-read") {
  std::vector<std::string> texts = {std::string(tests::page_verdicts)};
  for (const naive::random_case& c : some_cases(10)) texts.push_back(verdict_text_of(c));
  check_mutations<verdicts>(texts, 1, 1500);
}

TEST_CASE("every reader refuses a million levels, whatever they are of") {
  std::size_t accepted = 0;
  for (const std::string_view level : {"[", "{\"a\":", "[{\"a\":", "{\"format\":", "{\"id\":["})
    for (const std::string_view before : {"", "{\"name\":", "{\"patches\":["}) {
      std::string text(before);
      while (text.size() < 1'000'000) text += level;
      require_sound<configurations>(text, accepted);
      require_sound<groups_files>(text, accepted);
      require_sound<catalogs>(text, accepted);
      require_sound<verdicts>(text, accepted);
      require_sound<tests::run_files>(text, accepted);
      require_sound<tests::result_files>(text, accepted);
      require_sound<tests::reboot_sessions>(text, accepted);
    }
  CHECK(accepted == 0);
}

TEST_CASE("a document that is cut off anywhere is refused") {
  std::string text(tests::page_configuration);
  text.pop_back();  // the last line end may go
  CHECK(accepted_prefixes<configurations>(text) == 0);
  text = tests::page_groups;
  text.pop_back();
  CHECK(accepted_prefixes<groups_files>(text) == 0);
  CHECK(accepted_prefixes<configurations>(
            pp::write_configuration(pp::default_configuration(), pp::json_layout::compact)) == 0);
}

TEST_CASE("lines that are cut off anywhere are refused, but between two of them") {
  // an empty text, the text without its last line end, and each line's end with and without the end itself
  const std::string records = first_lines(tests::example_file("catalog.ndjson"), 4);
  CHECK(accepted_prefixes<catalogs>(records) == 1 + 2 * 4 - 1);
  CHECK(accepted_prefixes<verdicts>(tests::page_verdicts) == 1 + 2 * 3 - 1);
}

TEST_CASE("a broken catalog reads the same in pieces") {
  for (const naive::random_case& c : some_cases(11))
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
      naive::random_numbers numbers(seed);
      const std::string text = mutated(c.catalog_ndjson, numbers);
      pp::catalog_reader reader;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = 1 + numbers.below(60);
        reader.feed(std::string_view(text).substr(at, length));
        at += length;
      }
      INFO("seed " << seed << "\n" << text);
      REQUIRE(std::move(reader).finish() == pp::read_catalog(text));
    }
}
