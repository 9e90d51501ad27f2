// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/ndjson.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace pp = patchpolicy;
using namespace std::string_literals;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;
const std::string byte_order_mark = "\xEF\xBB\xBF";

// What a splitter made of a text: `NUMBER:LINE`, then the errors, then the count of lines.
struct cut {
  std::vector<std::string> lines;
  std::vector<std::string> errors;
  std::size_t count = 0;
  friend bool operator==(const cut&, const cut&) = default;
};

cut cut_up(std::string_view text, std::size_t piece) {
  cut made;
  pp::reading_errors errors;
  pp::detail::line_splitter splitter;
  const auto on_line = [&](std::string_view line, std::size_t number) {
    made.lines.push_back(std::to_string(number) + ':' + std::string(line));
  };
  for (; text.size() > piece; text.remove_prefix(piece)) splitter.feed(text.substr(0, piece), errors, on_line);
  splitter.feed(text, errors, on_line);
  splitter.finish(errors, on_line);
  made.errors = tests::lines_of(errors);
  made.count = splitter.lines();
  return made;
}
cut cut_up(std::string_view text) { return cut_up(text, text.size() + 1); }

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines are cut at their ends, and the last one may have none") {
  CHECK(cut_up("") == cut{});
  CHECK(cut_up("a") == cut{{"1:a"}, {}, 1});
  CHECK(cut_up("a\n") == cut{{"1:a"}, {}, 1});
  CHECK(cut_up("a\nb") == cut{{"1:a", "2:b"}, {}, 2});
  CHECK(cut_up("a\nb\n") == cut{{"1:a", "2:b"}, {}, 2});
}

TEST_CASE("blank lines are passed over and counted") {
  CHECK(cut_up("\n\na\n\n \t \nb\n\n").lines == lines{"3:a", "6:b"});
  CHECK(cut_up("\n").lines.empty());
  CHECK(cut_up("\r\n\r\n").lines.empty());
  CHECK(cut_up("\n\n\n").count == 3);
  CHECK(cut_up(" \t").lines.empty());
}

TEST_CASE("carriage returns at line ends do no harm") {
  const cut made = cut_up("a\r\n\r\nb\r\n");
  REQUIRE(made.lines.size() == 2);
  CHECK(made.lines[0].substr(0, 3) == "1:a");
  CHECK(made.lines[1].substr(0, 3) == "3:b");
  CHECK(made.errors.empty());
}

TEST_CASE("one leading byte-order mark is skipped") {
  CHECK(cut_up(byte_order_mark + "a\nb").lines == lines{"1:a", "2:b"});
  CHECK(cut_up(byte_order_mark).lines.empty());
  CHECK(cut_up(byte_order_mark + "\na").lines == lines{"2:a"});
  CHECK(cut_up(byte_order_mark + byte_order_mark + "a").lines == lines{"1:" + byte_order_mark + "a"});
  CHECK(cut_up("a\n" + byte_order_mark + "b").lines == lines{"1:a", "2:" + byte_order_mark + "b"});
}

TEST_CASE("UTF-16 is one error, whatever follows") {
  for (const std::string& text :
       {"\xFF\xFE{\0}\0\n\0{\0}\0"s, "\xFE\xFF\0{\0}\0\n\0{\0}"s, "{\0}\0\n\0{\0}\0"s, "\0{\0}\0\n\0{\0}"s}) {
    const cut made = cut_up(text);
    CHECK(made.lines.empty());
    tests::check_lines(made.errors, {"1:1: *UTF-8*UTF-16*"});
  }
}

TEST_CASE("a line is read up to 1 MiB, its end not counted") {
  const std::string most(mebibyte, 'x');
  const cut good = cut_up(most + "\n" + most + "\na\n" + most);
  CHECK(good.errors.empty());
  CHECK(good.lines.size() == 4);
  const cut bad = cut_up("a\n" + most + "x\n" + most + "\n\n" + most + "xx\nb\n" + most + "x");
  tests::check_lines(bad.errors, {"2:1: *1 MiB*", "5:1: *1 MiB*", "7:1: *1 MiB*"});
  CHECK(bad.lines == lines{"1:a", "3:" + most, "6:b"});
  CHECK(bad.count == 7);
  tests::check_lines(cut_up(std::string(mebibyte + 1, ' ')).errors, {"1:1: *1 MiB*"});
}

TEST_CASE("the carriage return of a line end is not counted either") {
  const std::string most(mebibyte, 'x');
  CHECK(cut_up(most + "\r\n").errors.empty());
  CHECK(cut_up(most + "\r\n", 1000).errors.empty());
  CHECK(cut_up(most + "x\r\n").errors.size() == 1);
}

TEST_CASE("the byte-order mark is not counted, as in a document") {
  const std::string most(mebibyte, 'x');
  CHECK(cut_up(byte_order_mark + most + "\n").errors.empty());
  CHECK(cut_up(byte_order_mark + most, 1000).errors.empty());
  CHECK(cut_up(byte_order_mark + most + "x\n").errors.size() == 1);
}

TEST_CASE("text in pieces of any size is cut like the whole") {
  for (const std::string& text : {""s, "a"s, "\n"s, "a\nbb\n\nccc\r\n \n\ndddd"s, byte_order_mark + "a\nb\n",
                                  byte_order_mark + byte_order_mark + "a\nb", "\xFF\xFE{\0}\0\n\0{\0"s, "a\r\nb\r\n"s,
                                  byte_order_mark + "\n", "\n" + byte_order_mark + "a"}) {
    const cut whole = cut_up(text);
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
      CAPTURE(text, piece);
      CHECK(cut_up(text, piece) == whole);
    }
  }
}

TEST_CASE("long lines in pieces of any size are cut like the whole") {
  const std::string most(mebibyte, 'x');
  const std::string text = "a\n" + most + "\nb\n" + most + "x\n" + most + most + most + "\nc\n" + most + "x";
  const cut whole = cut_up(text);
  CHECK(whole.errors.size() == 3);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, mebibyte - 1, mebibyte,
                                  mebibyte + 1, mebibyte + 2, 3 * mebibyte}) {
    CAPTURE(piece);
    CHECK(cut_up(text, piece) == whole);
  }
}

TEST_CASE("empty pieces change nothing") {
  pp::reading_errors errors;
  pp::detail::line_splitter splitter;
  lines seen;
  const auto on_line = [&](std::string_view line, std::size_t) { seen.emplace_back(line); };
  for (const char* piece : {"", "a", "", "b\n", "", "\n", "", "c"}) splitter.feed(piece, errors, on_line);
  splitter.feed("", errors, on_line);
  splitter.finish(errors, on_line);
  CHECK(seen == lines{"ab", "c"});
  CHECK(splitter.lines() == 3);
}
