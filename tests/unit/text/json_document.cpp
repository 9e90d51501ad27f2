// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/json_document.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace std::string_literals;
using tests::errors_of;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;
const std::string byte_order_mark = "\xEF\xBB\xBF";
const std::string good_configuration = R"({"format":"patchpolicy/configuration/1","name":"n"})";
const std::string good_groups = R"({"format":"patchpolicy/groups/1","groups":[]})";

std::vector<std::string> configuration_errors(std::string_view text) { return errors_of(pp::read_configuration(text)); }
std::vector<std::string> groups_errors(std::string_view text) { return errors_of(pp::read_patch_groups(text)); }

// The same characters as UTF-16; `text` is ASCII.
std::string as_utf16(std::string_view text, bool little_endian) {
  std::string wide;
  for (const char c : text) {
    if (!little_endian) wide += '\0';
    wide += c;
    if (little_endian) wide += '\0';
  }
  return wide;
}

// `text` made `size` bytes long by blanks in front of its last character.
std::string padded(std::string text, std::size_t size) {
  text.insert(text.size() - 1, size - text.size(), ' ');
  return text;
}

}  // namespace

TEST_CASE("an empty text is no configuration and no groups file") {
  for (const std::string& text : {""s, " "s, "\n"s, "\r\n\r\n"s, "\t \n"s, byte_order_mark, byte_order_mark + "\n"}) {
    CAPTURE(text);
    CHECK(configuration_errors(text).size() == 1);
    CHECK(groups_errors(text).size() == 1);
  }
  tests::check_lines(configuration_errors(""), {"1:1: *end of the text*"});
  tests::check_lines(groups_errors(""), {"1:1: *end of the text*"});
  tests::check_lines(configuration_errors("\n\n  "), {"3:3: *end of the text*"});
}

TEST_CASE("an empty text is told what it should hold") {
  tests::check_lines(configuration_errors(""), {"1:1: *object*"});
  tests::check_lines(groups_errors(""), {"1:1: *object*"});
}

TEST_CASE("one leading byte-order mark is skipped and counts for nothing") {
  CHECK(configuration_errors(byte_order_mark + good_configuration).empty());
  CHECK(groups_errors(byte_order_mark + good_groups).empty());
  tests::check_lines(configuration_errors(byte_order_mark + R"({"name":5})"), {"1:1: format: *", "1:9: name: *"});
}

TEST_CASE("a second byte-order mark, or one elsewhere, is an error") {
  tests::check_lines(configuration_errors(byte_order_mark + byte_order_mark + good_configuration), {"1:1: *"});
  tests::check_lines(groups_errors(byte_order_mark + byte_order_mark + good_groups), {"1:1: *"});
  tests::check_lines(configuration_errors(" " + byte_order_mark + good_configuration), {"1:2: *"});
  tests::check_lines(configuration_errors(good_configuration + byte_order_mark), {"1:52: *nothing after the value*"});
  // cut off it is no mark
  tests::check_lines(configuration_errors("\xEF\xBB" + good_configuration), {"1:1: *0xEF*"});
  // in a string it is a character
  CHECK(configuration_errors(R"({"format":"patchpolicy/configuration/1","name":")" + byte_order_mark + "\"}").empty());
}

TEST_CASE("UTF-16 is recognized and named") {
  for (const bool little_endian : {true, false})
    for (const std::string& mark : {""s, little_endian ? "\xFF\xFE"s : "\xFE\xFF"s}) {
      CAPTURE(little_endian, mark.empty());
      tests::check_lines(configuration_errors(mark + as_utf16(good_configuration, little_endian)),
                         {"1:1: *UTF-8*UTF-16*"});
      tests::check_lines(groups_errors(mark + as_utf16(good_groups, little_endian)), {"1:1: *UTF-8*UTF-16*"});
      tests::check_lines(configuration_errors(mark + as_utf16("\n", little_endian)), {"1:1: *UTF-8*UTF-16*"});
    }
  tests::check_lines(configuration_errors("\xFF\xFE"), {"1:1: *UTF-16*"});
  tests::check_lines(configuration_errors("\xFE\xFF"), {"1:1: *UTF-16*"});
}

TEST_CASE("UTF-32 and other bytes are refused at the first one") {
  tests::check_lines(configuration_errors("\xFF\xFE\0\0"s), {"1:1: *"});
  tests::check_lines(configuration_errors("\0\0\xFE\xFF"s), {"1:1: *"});
  tests::check_lines(configuration_errors("{\0\0\0\"\0\0\0"s), {"1:1: *"});
  tests::check_lines(configuration_errors("\0"s), {"1:1: *"});
  tests::check_lines(configuration_errors("\0\0\0"s), {"1:1: *"});
  tests::check_lines(configuration_errors("\x1F\x8B\x08"s), {"1:1: *"});
  tests::check_lines(configuration_errors("PK\x03\x04"s), {"1:1: *"});
  tests::check_lines(configuration_errors("<?xml version=\"1.0\"?>"), {"1:1: *\"<*"});
}

TEST_CASE("a document is read up to 16 MiB, its byte-order mark not counted") {
  const std::string largest = padded(good_configuration, 16 * mebibyte);
  CHECK(configuration_errors(largest).empty());
  CHECK(configuration_errors(byte_order_mark + largest).empty());
  CHECK(groups_errors(padded(good_groups, 16 * mebibyte)).empty());
  tests::check_lines(configuration_errors(padded(good_configuration, 16 * mebibyte + 1)), {"1:1: *16 MiB*"});
  tests::check_lines(configuration_errors(largest + "\n"), {"1:1: *16 MiB*"});
  tests::check_lines(groups_errors(padded(good_groups, 16 * mebibyte + 1)), {"1:1: *16 MiB*"});
  tests::check_lines(groups_errors(std::string(16 * mebibyte + 1, '\0')), {"1:1: *16 MiB*"});
}

TEST_CASE("nothing may follow a document") {
  CHECK(configuration_errors(good_configuration + " \r\n\t\n").empty());
  for (const std::string& rest : {"{}"s, ","s, "x"s, "\0"s, good_configuration, "\n\n]"s, "//"s}) {
    CAPTURE(rest);
    const auto errors = configuration_errors(good_configuration + rest);
    REQUIRE(errors.size() == 1);
    CHECK(tests::matches(errors[0], "*nothing after the value*"));
  }
  tests::check_lines(groups_errors(good_groups + "\n  " + good_groups), {"2:3: *nothing after the value*"});
}

TEST_CASE("what follows a document hides no missing key") {
  tests::check_lines(configuration_errors(R"({"name":"n","a":1}{)"),
                     {"1:1: format: *missing*", "1:13: a: unknown key*", "1:19: *nothing after the value*"});
  tests::check_lines(configuration_errors("{} x"),
                     {"1:1: name: *missing*", "1:1: format: *missing*", "1:4: *nothing after the value*"});
  tests::check_lines(groups_errors(R"({"groups":[]}])"), {"1:1: format: *missing*", "1:14: *nothing after the value*"});
  // where the object does not end, what is missing may still come
  tests::check_lines(configuration_errors(R"({"name":"n"])"), {"1:12: *\"]\""});
}

TEST_CASE("one format is not read as the other") {
  tests::check_lines(
      configuration_errors(good_groups),
      {"1:1: name: *missing*", "1:11: format: *\"patchpolicy/configuration/1\"*\"patchpolicy/groups/1\"*",
       "1:34: groups: unknown key*"});
  tests::check_lines(
      groups_errors(good_configuration),
      {"1:1: groups: *missing*", "1:11: format: *\"patchpolicy/groups/1\"*\"patchpolicy/configuration/1\"*",
       "1:41: name: unknown key*"});
}

TEST_CASE("nothing is half-read: there is a value or there are errors") {
  CHECK(pp::read_configuration(good_configuration).has_value());
  const auto bad = pp::read_configuration(R"({"format":"patchpolicy/configuration/1","name":"n","comment":1})");
  CHECK(!bad.has_value());
  CHECK(bad.error().count() == 1);
}
