// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/json_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace std::string_literals;

namespace {

// One value of any kind, and its errors.
std::vector<std::string> errors_of_value(std::string_view text) {
  pp::reading_errors errors;
  pp::detail::json_reader in(text, errors);
  in.skip_value();
  in.finish();
  CHECK(in.failed() == !errors.empty());
  return tests::lines_of(errors);
}

struct syntax_row {
  std::string marked;
  std::vector<std::string> messages = {};
};

void check_values(const std::vector<syntax_row>& rows) {
  for (const syntax_row& row : rows) {
    const tests::marked_text given = tests::unmarked(row.marked);
    CAPTURE(row.marked);
    REQUIRE(given.places.size() == row.messages.size());
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < row.messages.size(); ++i) expected.push_back(given.places[i] + ": " + row.messages[i]);
    tests::check_lines(errors_of_value(given.text), expected);
  }
}

// What a string in the text says.
std::string string_in(std::string_view text) {
  pp::reading_errors errors;
  pp::detail::json_reader in(text, errors);
  REQUIRE(in.at_string());
  const std::string read(in.read_string());
  CAPTURE(std::string(text), tests::lines_of(errors));
  CHECK(errors.empty());
  return read;
}

}  // namespace

TEST_CASE("values of every kind are read") {
  const std::vector<syntax_row> rows = {
      {"null"},
      {"true"},
      {"false"},
      {"\"text\""},
      {"\"\""},
      {"{}"},
      {"[]"},
      {" \t\r\n[ \t\r\n] \t\r\n"},
      {"{ \"a\" : { \"b\" : [ 1 , \"2\" , null , true , false , { } , [ ] ] } , \"c\" : 0 }"},
      {"[[],[[]],{\"a\":[{}]}]"},
  };
  check_values(rows);
}

TEST_CASE("numbers are spelled as RFC 8259 has them") {
  const std::vector<syntax_row> rows = {
      {"0"},
      {"-0"},
      {"7"},
      {"10"},
      {"-12"},
      {"7.500"},
      {"0.5"},
      {"-0.0"},
      {"75e-1"},
      {"75E-1"},
      {"1e5"},
      {"1e+5"},
      {"1E05"},
      {"1e999"},
      {"1e-999"},
      {"0e99999999999"},
      {"1.5e-10"},
      {"123456789012345678901234567890"},
      {"[0,1]"},
      {"{\"a\":0}"},
      {"[-1 ]"},
      {"^01", {"*number*"}},
      {"^00", {"*number*"}},
      {"^-01", {"*number*"}},
      {"^1.", {"*number*"}},
      {"[^1.]", {"*number*"}},
      {"^.5", {"*\".\""}},
      {"^-.5", {"*number*"}},
      {"^+1", {"*\"+\""}},
      {"^-", {"*number*"}},
      {"^--1", {"*number*"}},
      {"^-x", {"*number*"}},
      {"^-Infinity", {"*number*"}},
      {"^Infinity", {"*\"Infinity\""}},
      {"^NaN", {"*\"NaN\""}},
      {"^1e", {"*number*"}},
      {"^1e+", {"*number*"}},
      {"^1e-", {"*number*"}},
      {"^1.e5", {"*number*"}},
      {"^1..5", {"*number*"}},
      {"^1.5.2", {"*number*"}},
      {"[^1e5.2]", {"*number*"}},
      {"0^x1", {"*\"x1\""}},
      {"1 ^2", {"*\"2\""}},
      {"1^,000", {"*\",\""}},
      {"7^,5", {"*\",\""}},
      {"1^_000", {"*\"_000\""}},
      {"1^f", {"*\"f\""}},
  };
  check_values(rows);
}

TEST_CASE("words are whole and lower case") {
  const std::vector<syntax_row> rows = {
      {"^tru", {"*\"tru\""}},  {"^t", {"*\"t\""}},       {"^trux", {"*\"trux\""}},   {"^falsy", {"*\"falsy\""}},
      {"^nul", {"*\"nul\""}},  {"^nil", {"*\"nil\""}},   {"^truex", {"*\"truex\""}}, {"[^nullnull]", {"*\"nullnull\""}},
      {"true ^x", {"*\"x\""}}, {"^True", {"*\"True\""}}, {"^None", {"*\"None\""}},   {"^undefined", {"*\"undefined\""}},
      {"^yes", {"*\"yes\""}},
  };
  check_values(rows);
}

TEST_CASE("what JSON does not have is refused where it stands") {
  const std::vector<syntax_row> rows = {
      {"^", {"*end of the text"}},
      {"  \n ^", {"*end of the text"}},
      {"[^", {"*end of the text"}},
      {"[1^", {"*\",\"*\"]\"*end of the text"}},
      {"[1,^", {"*end of the text"}},
      {"[1,^]", {"*\"]\""}},
      {"[^,1]", {"*\",\""}},
      {"[1,^,2]", {"*\",\""}},
      {"[1 ^2]", {"*\",\"*\"]\"*\"2\""}},
      {"[1^}", {"*\"]\"*\"}\""}},
      {"[1^;2]", {"*\";\""}},
      {"{^", {"*key*end of the text"}},
      {"{^1:2}", {"*key*\"1\""}},
      {"{^a:2}", {"*key*\"a\""}},
      {"{^'a':2}", {"*key*single quote"}},
      {"{^null:2}", {"*key*\"null\""}},
      {"{\"a\"^}", {"*\":\"*\"}\""}},
      {"{\"a\" ^1}", {"*\":\"*\"1\""}},
      {"{\"a\"^=1}", {"*\":\"*\"=\""}},
      {"{\"a\"^", {"*\":\"*end of the text"}},
      {"{\"a\":^", {"*end of the text"}},
      {"{\"a\":^}", {"*\"}\""}},
      {"{\"a\":1^", {"*\",\"*\"}\"*end of the text"}},
      {"{\"a\":1^]", {"*\",\"*\"}\"*\"]\""}},
      {"{\"a\":1,^}", {"*\"}\""}},
      {"{\"a\":1,^,\"b\":1}", {"*\",\""}},
      {"{^,\"a\":1}", {"*\",\""}},
      {"{\"a\":1 ^\"b\":2}", {"*\",\"*"}},
      {"^// comment\n1", {"*\"/\""}},
      {"[1, ^/* 2 */ 3]", {"*\"/\""}},
      {"1 ^# comment", {"*\"#\""}},
      {"^'text'", {"*single quote"}},
      {"^]", {"*\"]\""}},
      {"^}", {"*\"}\""}},
      {"^:", {"*\":\""}},
      {"^\xE2\x80\x9Cquoted\xE2\x80\x9D", {"*\xE2\x80\x9C*"}},
      {"^\v1", {"*u000b*"}},
      {"^\f1", {"*u000c*"}},
  };
  check_values(rows);
}

TEST_CASE("nothing may follow the value") {
  const std::vector<syntax_row> rows = {
      {"{} ^{}", {"*nothing after the value*\"{\""}},
      {"[]^]", {"*nothing after the value*\"]\""}},
      {"1\n\n ^x", {"*nothing after the value*\"x\""}},
      {"null^,", {"*nothing after the value*"}},
      {"\"a\" ^\"b\"", {"*nothing after the value*"}},
      {"{}^\0"s, {"*nothing after the value*u0000*"}},
      {"{} \n\r\t "},
  };
  check_values(rows);
}

TEST_CASE("control characters and NUL are no part of a text") {
  for (int c = 0; c < 0x20; ++c) {
    const std::string one(1, static_cast<char>(c));
    CAPTURE(c);
    const auto in_string = errors_of_value("[\"ab" + one + "c\"]");
    REQUIRE(in_string.size() == 1);
    CHECK(tests::matches(in_string[0], c == '\n' ? "1:5: *0x0A*" : "1:5: *0x*"));
    const auto in_key = errors_of_value("{\"ab" + one + "c\":1}");
    REQUIRE(in_key.size() == 1);
    CHECK(tests::matches(in_key[0], "1:5: *0x*"));
    if (c == '\t' || c == '\n' || c == '\r') continue;
    const auto outside = errors_of_value("[ " + one + "]");
    REQUIRE(outside.size() == 1);
    CHECK(tests::matches(outside[0], "1:3: *"));
  }
  check_values(
      {{"\"\x7F\""}, {"^\0"s, {"*"}}, {"^\0\0\0\0"s, {"*"}}, {"[1,^\0]"s, {"*u0000*"}}, {"{^\0}"s, {"*key*u0000*"}}});
}

TEST_CASE("UTF-8 is checked in strings, in keys and outside of them") {
  struct {
    const char* what;
    std::string bytes;
    std::size_t good;  // bytes at the beginning that are a character of their own
  } const broken[] = {
      {"a lone continuation byte", "\x80", 0},
      {"a lone continuation byte, the last", "\xBF", 0},
      {"overlong, two bytes", "\xC0\xAF", 0},
      {"overlong, two bytes, the longest", "\xC1\xBF", 0},
      {"overlong, three bytes", "\xE0\x9F\xBF", 0},
      {"overlong, four bytes", "\xF0\x8F\xBF\xBF", 0},
      {"an overlong NUL", "\xC0\x80", 0},
      {"the first surrogate", "\xED\xA0\x80", 0},
      {"the last surrogate", "\xED\xBF\xBF", 0},
      {"a surrogate pair as two sequences", "\xED\xA0\xBD\xED\xB8\x80", 0},
      {"above 10FFFF", "\xF4\x90\x80\x80", 0},
      {"a lead byte of no use", "\xF5\x80\x80\x80", 0},
      {"five bytes", "\xF8\x88\x80\x80\x80", 0},
      {"six bytes", "\xFC\x84\x80\x80\x80\x80", 0},
      {"FE", "\xFE", 0},
      {"FF", "\xFF", 0},
      {"two bytes, cut off", "\xC3", 0},
      {"three bytes, cut off after one", "\xE2", 0},
      {"three bytes, cut off after two", "\xE2\x82", 0},
      {"four bytes, cut off after one", "\xF0", 0},
      {"four bytes, cut off after two", "\xF0\x9F", 0},
      {"four bytes, cut off after three", "\xF0\x9F\x98", 0},
      {"Latin-1 after a good character", "\xC3\xA9\xE9", 2},
  };
  for (const auto& b : broken) {
    INFO(b.what);
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto first = static_cast<unsigned char>(b.bytes[b.good]);
    const std::string name = std::string("*0x") + digits[first >> 4] + digits[first & 0xF] + '*';
    const std::string marked = b.bytes.substr(0, b.good) + '^' + b.bytes.substr(b.good);
    const std::vector<syntax_row> rows = {
        {"\"" + marked + "\"", {name}},        {"\"text " + marked + " and more\"", {name}},
        {"\"\\n" + marked + "\"", {name}},     {"[\"" + marked, {name}},
        {"{\"key" + marked + "\":1}", {name}}, {"{\"a\":{\"" + marked + "\":1}}", {name}},
    };
    check_values(rows);
    if (b.good != 0) continue;
    const std::vector<syntax_row> outside = {
        {marked, {name}},
        {"[" + marked + "]", {name}},
        {"[1" + marked + "]", {name}},
        {"{" + marked + "}", {name}},
        {"{\"a\"" + marked + ":1}", {name}},
        {"{} " + marked, {name}},
    };
    check_values(outside);
  }
  // good UTF-8 outside of strings is as wrong as any other character
  check_values({{"^\xC3\xA9", {"*\xC3\xA9*"}}, {"[1^\xF0\x9F\x98\x80]", {"*\xF0\x9F\x98\x80*"}}});
}

TEST_CASE("escapes say what RFC 8259 says") {
  CHECK(string_in(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(string_in(R"("a\u0041b")") == "aAb");
  CHECK(string_in(R"("\u0000")") == "\0"s);
  CHECK(string_in(R"("\u007f\u0080\u07ff\u0800\uFFFF")") == "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF");
  CHECK(string_in(R"("\u00e9\u00E9")") == "\xC3\xA9\xC3\xA9");
  CHECK(string_in(R"("\ud7ff\ue000")") == "\xED\x9F\xBF\xEE\x80\x80");
  CHECK(string_in(R"("\ud800\udc00")") == "\xF0\x90\x80\x80");
  CHECK(string_in(R"("\uD83D\ude00")") == "\xF0\x9F\x98\x80");
  CHECK(string_in(R"("\udbff\udfff")") == "\xF4\x8F\xBF\xBF");
  CHECK(string_in(R"("\\u0041")") == "\\u0041");
  CHECK(string_in("\"plain \xC3\xA9 then \\n and \xE2\x82\xAC more\"") ==
        "plain \xC3\xA9 then \n and \xE2\x82\xAC more");
  const std::vector<syntax_row> rows = {
      {R"("ab^\x41")", {"*escape*"}},
      {R"("^\a")", {"*escape*"}},
      {R"("^\'")", {"*escape*"}},
      {R"("^\ ")", {"*escape*"}},
      {R"("^\U0041")", {"*escape*"}},
      {"\"^\\\0\""s, {"*escape*"}},
      {"\"^\\\n\"", {"*escape*"}},
      {R"("^\u")", {"*four hexadecimal digits*"}},
      {R"("^\u004")", {"*four hexadecimal digits*"}},
      {R"("^\u00g1")", {"*four hexadecimal digits*"}},
      {R"("^\u 041")", {"*four hexadecimal digits*"}},
      {R"("^\u+041")", {"*four hexadecimal digits*"}},
      {R"("^\u-041")", {"*four hexadecimal digits*"}},
      {R"("^\u{41}")", {"*four hexadecimal digits*"}},
      {R"("^\ud83d)", {"*surrogate*"}},
      {R"({"^\z":1})", {"*escape*"}},
      {"\"^\\", {"*"}},
      {"\"^\\u12", {"*four hexadecimal digits*"}},
  };
  check_values(rows);
}

TEST_CASE("surrogate escapes stand in pairs") {
  const std::vector<syntax_row> rows = {
      {R"("^\ud800")", {"*surrogate*"}},
      {R"("^\udbff and more")", {"*surrogate*"}},
      {R"("^\udc00")", {"*surrogate*"}},
      {R"("^\udfff")", {"*surrogate*"}},
      {R"("^\ud800\ud800\udc00")", {"*surrogate*"}},
      {R"("^\udc00\ud800")", {"*surrogate*"}},
      {R"("^\ud800\n")", {"*surrogate*"}},
      {R"("^\ud800\u0041")", {"*surrogate*"}},
      {R"("^\ud800u dc00")", {"*surrogate*"}},
      {R"("^\ud800\udbff")", {"*surrogate*"}},
      {R"("\ud83d\ude00^\ude00")", {"*surrogate*"}},
      {R"("^\ud800\ue000")", {"*surrogate*"}},
      {R"({"key^\ud83d":1})", {"*surrogate*"}},
      {"\"^\\ud83d\xF0\x9F\x98\x80\"", {"*surrogate*"}},
  };
  check_values(rows);
}

TEST_CASE("a string that does not end is reported where it begins") {
  const std::vector<syntax_row> rows = {
      {"^\"", {"*closing double quote*"}},        {"[1,\n ^\"abc]", {"*closing double quote*"}},
      {"^\"abc\\\"", {"*closing double quote*"}}, {"^\"abc\\n", {"*closing double quote*"}},
      {"{^\"a", {"*closing double quote*"}},      {"[\"abc^\n\"]", {"*0x0A*"}},
  };
  check_values(rows);
}

TEST_CASE("sixty-four levels are read, the sixty-fifth is refused") {
  using tests::repeated;
  const std::string object = "{\"a\":";
  const std::vector<syntax_row> rows = {
      {repeated("[", 64) + repeated("]", 64)},
      {repeated("[", 64) + "^[" + repeated("]", 65), {"*64 levels*"}},
      {repeated("[", 64) + "^[", {"*64 levels*"}},
      {repeated("[", 64) + "^{}" + repeated("]", 64), {"*64 levels*"}},
      {repeated(object, 63) + "{}" + repeated("}", 63)},
      {repeated(object, 64) + "^{}" + repeated("}", 64), {"*64 levels*"}},
      {repeated(object, 64) + "1" + repeated("}", 64)},
      {repeated("[{\"a\":", 32) + "1" + repeated("}]", 32)},
      {repeated("[{\"a\":", 32) + "^[]" + repeated("}]", 32), {"*64 levels*"}},
      // levels that were left do not count
      {"[" + repeated("[[[]]],", 200) + "0]"},
      {"[" + repeated("{\"a\":[{}]},", 200) + "0]"},
      {repeated("[", 64) + "^[" + repeated("[", 100000), {"*64 levels*"}},
  };
  check_values(rows);
}

TEST_CASE("a key is given once in an object, however it is spelled") {
  const std::vector<syntax_row> rows = {
      {R"({"a":1,"b":{"a":1},"A":1,"a ":1})"},
      {R"([{"a":1},{"a":1}])"},
  };
  check_values(rows);
  const auto twice = [](const char* marked) {
    const tests::marked_text given = tests::unmarked(marked);
    pp::reading_errors errors;
    pp::detail::json_reader in(given.text, errors);
    in.skip_value();
    in.finish();
    CAPTURE(given.text, tests::lines_of(errors));
    CHECK(!in.failed());
    std::vector<std::string> places;
    for (const pp::reading_error& error : errors.listed()) {
      places.push_back(std::to_string(error.line) + ':' + std::to_string(error.column));
      CHECK(error.message.find("given twice") != std::string::npos);
    }
    CHECK(places == given.places);
  };
  twice(R"({"a":1,^"a":2})");
  twice(R"({"a":1,^"\u0061":2})");
  twice(R"({"\u0061":1,^"a":2,^"\u0061":3})");
  twice(R"({"":1,^"":2})");
  twice("{\"\xC3\xA9\":1,^\"\\u00e9\":2}");
  twice("{\"\xF0\x9F\x98\x80\":1,^\"\\ud83d\\ude00\":2}");
  twice(R"({"a\/b":1,^"a/b":2})");
  twice(R"({"x":[{"y":{"a":1,"b":2,^"a":[1,2,{"c":0,^"c":0}]}}]})");
  twice(R"({"a":{"k":1,^"k":1},"b":{"k":1,^"k":1},^"a":0})");
}

TEST_CASE("lines and columns are counted in characters, whatever ends the lines") {
  const std::vector<syntax_row> rows = {
      {"[1,\n2,\n^x]", {"*"}}, {"[1,\r\n2,\r\n^x]", {"*"}}, {"[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\",^x]", {"*"}},
      {"\n\n\n   ^x", {"*"}},  {"[1,\n\n\n\n^", {"*"}},     {"[\"\\n\\n\",^x]", {"*"}},
  };
  check_values(rows);
  CHECK(errors_of_value("[1,\n  x]") == std::vector<std::string>{"2:3: [1]: expected a value, found \"x\""});
}

TEST_CASE("a reader counts lines from where it is told to") {
  pp::reading_errors errors;
  pp::detail::json_reader in("[1,\nx]", errors, 41);
  in.skip_value();
  REQUIRE(errors.count() == 1);
  CHECK(errors.listed()[0].line == 42);
  CHECK(errors.listed()[0].column == 1);
}

TEST_CASE("errors out of their order are placed right") {
  pp::reading_errors errors;
  pp::detail::json_reader in("[1,\n 2,\n  3]", errors);
  in.error(10, "c");
  in.error(1, "a");
  in.error(5, "b");
  in.error(10, "c");
  in.error(0, "first");
  CHECK(tests::lines_of(errors) == std::vector<std::string>{"1:1: first", "1:2: a", "2:2: b", "3:3: c", "3:3: c"});
}

TEST_CASE("what is not as expected is named and passed over") {
  const auto found_in = [](const char* text) {
    pp::reading_errors errors;
    pp::detail::json_reader in(text, errors);
    in.reject(in.here(), "a thing");
    in.finish();
    return tests::lines_of(errors);
  };
  const auto one = [](const char* found) {
    return std::vector<std::string>{"1:1: expected a thing, found " + std::string(found)};
  };
  CHECK(found_in("\"a\\nb\"") == one("\"a\\u000ab\""));
  CHECK(found_in("-1.50e3") == one("-1.50e3"));
  CHECK(found_in("true") == one("true"));
  CHECK(found_in("false") == one("false"));
  CHECK(found_in("null") == one("null"));
  CHECK(found_in("{\"a\":[{}]}") == one("an object"));
  CHECK(found_in("[1,[2],{}]") == one("a list"));
  const std::string many(100, '7');
  CHECK(found_in(many.c_str()) == one((std::string(60, '7') + "…").c_str()));
  const auto broken = found_in("[1,}");
  REQUIRE(broken.size() == 1);
  CHECK(tests::matches(broken[0], "1:4: *\"}\""));
}

TEST_CASE("a text in which nothing starts a value is told what was expected") {
  pp::reading_errors errors;
  pp::detail::json_reader in("  True", errors);
  in.reject(in.here(), "true or false");
  tests::check_lines(tests::lines_of(errors), {"1:3: *true or false*\"T*"});
}

TEST_CASE("a quote where none belongs is named, not put between quotes") {
  check_values({
      {R"({"a":1 ^"b":2})", {"expected \",\" or \"}\", found a double quote"}},
      {R"(["a" ^"b"])", {"expected \",\" or \"]\", found a double quote"}},
      {R"({"a"^"b"})", {"expected \":\" after the key, found a double quote"}},
      {R"("a"^")", {"expected nothing after the value, found a double quote"}},
      {"^'a'", {"expected a value, found a single quote"}},
      {"{^'a':1}", {"expected a key in double quotes, found a single quote"}},
  });
}

TEST_CASE("a word that is almost one is shown as it stands") {
  check_values({{"^trux", {"*\"trux\""}}, {"[^nan]", {"*\"nan\""}}});
}
