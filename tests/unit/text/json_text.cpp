// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/json_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using patchpolicy::detail::append_json_string;
using patchpolicy::detail::append_utf8;
using patchpolicy::detail::excerpt;
using patchpolicy::detail::in_quotes;
using patchpolicy::detail::utf8_length;

struct utf8_row {
  std::string_view text;
  std::size_t length;
};

// RFC 3629, each boundary of its table and what lies beside it.
constexpr utf8_row sequences[] = {
    {"a", 1},
    {"\x7F", 1},
    {std::string_view("\0", 1), 1},
    {"\xC2\x80", 2},
    {"\xDF\xBF", 2},
    {"\xE0\xA0\x80", 3},
    {"\xE1\x80\x80", 3},
    {"\xEC\xBF\xBF", 3},
    {"\xED\x80\x80", 3},
    {"\xED\x9F\xBF", 3},
    {"\xEE\x80\x80", 3},
    {"\xEF\xBB\xBF", 3},
    {"\xEF\xBF\xBF", 3},
    {"\xF0\x90\x80\x80", 4},
    {"\xF1\x80\x80\x80", 4},
    {"\xF3\xBF\xBF\xBF", 4},
    {"\xF4\x80\x80\x80", 4},
    {"\xF4\x8F\xBF\xBF", 4},
    // lone continuation
    {"\x80", 0},
    {"\xBF", 0},
    {"\x80\x80", 0},
    // overlong
    {"\xC0\x80", 0},
    {"\xC0\xAF", 0},
    {"\xC1\xBF", 0},
    {"\xE0\x80\x80", 0},
    {"\xE0\x9F\xBF", 0},
    {"\xF0\x80\x80\x80", 0},
    {"\xF0\x8F\xBF\xBF", 0},
    // surrogates
    {"\xED\xA0\x80", 0},
    {"\xED\xAF\xBF", 0},
    {"\xED\xB0\x80", 0},
    {"\xED\xBF\xBF", 0},
    // above 10FFFF
    {"\xF4\x90\x80\x80", 0},
    {"\xF5\x80\x80\x80", 0},
    {"\xF8\x88\x80\x80\x80", 0},
    {"\xFC\x84\x80\x80\x80\x80", 0},
    {"\xFE", 0},
    {"\xFF", 0},
    // cut off by the end
    {"\xC2", 0},
    {"\xE1", 0},
    {"\xE1\x80", 0},
    {"\xF1", 0},
    {"\xF1\x80", 0},
    {"\xF1\x80\x80", 0},
    // cut off by another character
    {"\xC2"
     "a",
     0},
    {"\xC2\xC2", 0},
    {"\xE1\x80"
     "a",
     0},
    {"\xE1"
     "a\x80",
     0},
    {"\xF1\x80\x80"
     "a",
     0},
    {"\xF1\x80"
     "a\x80",
     0},
    {"\xF1"
     "a\x80\x80",
     0},
    {"\xE1\x80\xC0", 0},
};

constexpr bool all_lengths_hold() {
  for (const utf8_row& row : sequences)
    if (utf8_length(row.text, 0) != row.length) return false;
  return true;
}
static_assert(all_lengths_hold());

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("the length of a UTF-8 sequence") {
  for (const utf8_row& row : sequences) {
    CAPTURE(std::string(row.text));
    CHECK(utf8_length(row.text, 0) == row.length);
    const std::string behind = "a\xC3\xA9" + std::string(row.text);
    CHECK(utf8_length(behind, 3) == row.length);
  }
}

TEST_CASE("every code point but surrogates is written as UTF-8 that reads back") {
  std::size_t wrong = 0;
  for (std::uint32_t code = 0; code <= 0x10FFFF; ++code) {
    std::string text;
    append_utf8(text, code);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    const std::size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (text.size() != length || utf8_length(text, 0) != (surrogate ? 0 : length)) ++wrong;
  }
  CHECK(wrong == 0);
  std::string euro;
  append_utf8(euro, 0x20AC);
  CHECK(euro == "\xE2\x82\xAC");
}

TEST_CASE("a JSON string escapes what it must and nothing else") {
  CHECK(json_string("") == "\"\"");
  CHECK(json_string("plain / text \x7F") == "\"plain / text \x7F\"");
  CHECK(json_string("\"\\") == R"("\"\\")");
  CHECK(json_string("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(json_string(std::string("\0\x01\x1F\x20", 4)) == "\"\\u0000\\u0001\\u001f \"");
  CHECK(json_string("\xC3\xA9\xF0\x9F\x98\x80") == "\"\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST_CASE("an excerpt is at most sixty characters and says that there are more") {
  CHECK(excerpt("") == "");
  CHECK(excerpt(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(excerpt(std::string(61, 'a')) == std::string(60, 'a') + "…");
  std::string accents;
  for (int i = 0; i < 61; ++i) accents += "\xC3\xA9";
  CHECK(excerpt(accents) == accents.substr(0, 120) + "…");
  CHECK(excerpt(accents.substr(0, 120)) == accents.substr(0, 120));
  CHECK(in_quotes("a") == "\"a\"");
}

TEST_CASE("an excerpt is one line of valid UTF-8, whatever it is given") {
  CHECK(excerpt(std::string("a\nb\tc\0d\x7F", 8)) == "a\\u000ab\\u0009c\\u0000d\\u007f");
  CHECK(excerpt("\x1B[31m") == "\\u001b[31m");
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    const std::string shown = excerpt(std::string("a") + static_cast<char>(static_cast<unsigned char>(byte)) + "b");
    CAPTURE(byte, shown);
    CHECK(shown.size() > 3);
    for (std::size_t i = 0; i < shown.size(); ++i) CHECK(static_cast<unsigned char>(shown[i]) < 0x80);
  }
}

TEST_CASE("an excerpt shows characters that a terminal would obey or hide") {
  struct {
    const char* what;
    const char* text;
  } const characters[] = {
      {"U+0085, a line end", "\xC2\x85"},
      {"U+009B, the start of a terminal command", "\xC2\x9B"},
      {"U+2028, a line end", "\xE2\x80\xA8"},
      {"U+2029, a line end", "\xE2\x80\xA9"},
      {"U+202E, right to left", "\xE2\x80\xAE"},
      {"U+2066, an isolate", "\xE2\x81\xA6"},
      {"U+FEFF, a byte-order mark", "\xEF\xBB\xBF"},
      {"U+200B, no width", "\xE2\x80\x8B"},
      {"U+00A0, a blank that is none", "\xC2\xA0"},
  };
  for (const auto& c : characters) {
    INFO(c.what);
    CHECK(excerpt(c.text).find(c.text) == std::string::npos);
  }
}
