// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/catalog_json.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "unit/text/every_field.hpp"
#include "unit/text/marked_text.hpp"
#include "unit/text/sample_texts.hpp"

namespace pp = patchpolicy;
using namespace std::string_literals;
using tests::check_rows;
using tests::errors_of;
using tests::repeated;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

constexpr auto read_text = [](std::string_view text) { return pp::read_catalog(text); };

// A record with these members besides id and platform.
std::string windows(std::string_view members) {
  return tests::within(R"({"id":"a","platform":"windows",)", members, "}");
}
std::string linux_os(std::string_view members) {
  return tests::within(R"({"id":"a","platform":"linux",)", members, "}");
}

pp::result<pp::catalog, pp::reading_errors> read_in_pieces(std::string_view text, std::size_t piece) {
  pp::catalog_reader reader;
  for (; text.size() > piece; text.remove_prefix(piece)) reader.feed(text.substr(0, piece));
  reader.feed(text);
  return std::move(reader).finish();
}

pp::catalog value_of(std::string_view text) {
  auto read = pp::read_catalog(text);
  INFO(text.substr(0, 2000));
  REQUIRE(errors_of(read) == std::vector<std::string>{});
  return *std::move(read);
}

void check_round_trip(const pp::catalog& all) {
  const std::string text = pp::write_catalog(all);
  INFO(text.substr(0, 2000));
  const auto again = pp::read_catalog(text);
  REQUIRE(errors_of(again) == std::vector<std::string>{});
  CHECK(*again == all);
  CHECK(pp::write_catalog(*again) == text);
}

// A record that states every field, on one line.
std::string full_record() {
  std::string members = tests::every_field<pp::patch_view<pp::platform::gnu_linux>>();
  std::replace(members.begin(), members.end(), '\n', ' ');
  return R"({"platform": "linux",)" + members + "}";
}

}  // namespace

TEST_CASE("every field of a record is read strictly") {
  const std::size_t fields =
      tests::check_every_field<pp::patch_view<pp::platform::gnu_linux>>(read_text, full_record(), true);
  CHECK(fields >= 27);
}

TEST_CASE("what only Linux uses is checked on each platform and ignored elsewhere") {
  for (const char* os : {"windows", "mac"}) {
    std::string text = full_record();
    text.replace(text.find("linux"), 5, os);
    const pp::catalog all = value_of(text);
    CHECK(all.size() == 1);
    CHECK(all.records<pp::platform::gnu_linux>().empty());
    CHECK(pp::write_catalog(all).find("packages") == std::string::npos);
    check_round_trip(all);
    for (const char* wrong :
         {R"("packages":^1)", R"("depends_on":^"x")", R"("distribution":^1)", R"("major_version":^10000)"}) {
      const std::string member(wrong);
      const std::string name = member.substr(1, member.find('"', 1) - 1);
      tests::check_row(read_text, {tests::within(R"({"id":"a","platform":")" + std::string(os) + "\",", member, "}"),
                                   {name + ": *"}});
    }
  }
}

TEST_CASE("a record needs an id and a platform that exists") {
  const std::vector<tests::reading_row> rows = {
      {R"({"id":"a","platform":"windows"})"},
      {R"({"id":"a","platform":"mac"})"},
      {R"({"id":"a","platform":"linux"})"},
      {R"({"id":"","platform":"linux"})"},
      {"^^{}", {"id: *missing*", "platform: *missing*"}},
      {R"(^{"id":"a"})", {"platform: *missing*"}},
      {R"(^{"id":"a"}^{"id":"b","platform":"mac"})", {"platform: *missing*", "*nothing after the value*"}},
      {R"(^{"platform":"mac"})", {"id: *missing*"}},
      {R"({"id":"a","platform":^"Windows"})", {"platform: *\"windows\", \"mac\" or \"linux\"*found \"Windows\""}},
      {R"({"id":"a","platform":^"macos"})", {"platform: *found \"macos\""}},
      {R"({"id":"a","platform":^""})", {"platform: *found \"\""}},
      {R"({"id":"a","platform":^null})", {"platform: *found null"}},
      {R"({"id":"a","platform":^["mac"]})", {"platform: *found a list"}},
      {R"({"id":"a","platform":"mac",^"platform":"mac"})", {"platform: *given twice*"}},
      {R"({"id":"a","platform":"mac",^"\u0070latform":"mac"})", {"platform: *given twice*"}},
      {R"({"id":^5,"platform":^6})", {"id: *found 5", "platform: *found 6"}},
      {"^[]", {"*an object*found a list"}},
      {"^5", {"*an object*found 5"}},
      {"^\"a\"", {"*an object*found \"a\""}},
      {"^null", {"*an object*found null"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("an id is unique in a file, across platforms") {
  const std::vector<tests::reading_row> rows = {
      {"{\"id\":\"a\",\"platform\":\"mac\"}\n{\"id\":\"A\",\"platform\":\"mac\"}\n{\"id\":\"a "
       "\",\"platform\":\"mac\"}"},
  };
  check_rows(read_text, rows);
  const auto twice = [](std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string& line : errors_of(pp::read_catalog(text))) {
      lines.push_back(line.substr(0, line.find(':')));  // the line alone
      CHECK(tests::matches(line, "*: id: *\"a\"*given twice*line 1*"));
    }
    return lines;
  };
  const std::string a = "{\"id\":\"a\",\"platform\":\"windows\"}\n";
  CHECK(twice(a + a) == std::vector<std::string>{"2"});
  CHECK(twice(a + "\n\n" + a) == std::vector<std::string>{"4"});
  CHECK(twice(a + "{\"id\":\"a\",\"platform\":\"linux\",\"title\":\"another\"}") == std::vector<std::string>{"2"});
  CHECK(twice(a + "{\"id\":\"\\u0061\",\"platform\":\"mac\"}") == std::vector<std::string>{"2"});
  CHECK(twice(a + "{\"id\":\"b\",\"platform\":\"mac\"}\n" + a + a) == std::vector<std::string>{"3", "4"});
}

TEST_CASE("an id that is given twice is reported where it stands") {
  const std::vector<tests::reading_row> rows = {
      {"{\"id\":\"a\",\"platform\":\"mac\"}\n{\"platform\":\"mac\",\"id\":^\"a\"}", {"id: *\"a\"*given twice*line 1*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("an id counts even if something else is wrong with its record") {
  const std::vector<tests::reading_row> rows = {
      {"{\"id\":\"a\",\"platform\":\"mac\",\"vrr\":^11}\n{\"platform\":\"mac\",\"id\":^\"a\"}",
       {"vrr: *found 11", "id: *given twice*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a record may have keys of the host's own, each once") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("x":1,"y":null,"z":{"a":[1,{"b":2}]},"ID":"b","platforms":[],"Platform":0)")},
      {R"({"x":{"id":"b"},"id":"a","platform":"mac"})"},
      {windows(R"("x":{"id":1,"platform":1,"vrr":99,"released":"never"})")},
  };
  check_rows(read_text, rows);
  const auto twice = [](const std::string& marked) {
    const tests::marked_text given = tests::unmarked(marked);
    const auto read = pp::read_catalog(given.text);
    INFO(marked);
    REQUIRE(!read.has_value());
    std::vector<std::string> places;
    for (const pp::reading_error& error : read.error().listed()) {
      places.push_back(std::to_string(error.line) + ':' + std::to_string(error.column));
      CHECK(error.message.find("given twice") != std::string::npos);
    }
    CHECK(places == given.places);
  };
  twice(windows(R"("x":1,^"x":1)"));
  twice(windows(R"("x":1,^"\u0078":1)"));
  twice(windows(R"("\u0078":1,^"x":1,^"x":2)"));
  twice(windows(R"("x":{"a":1,^"a":1})"));
  twice(windows(R"("x":{"a":1,^"\u0061":1})"));
  twice(windows(R"("x":[0,{"b":{"a":1,"c":0,^"a":1}}])"));
  twice(windows(R"("x":{"a":1,^"a":1},^"x":{"a":1,^"a":1})"));
  twice(windows(R"("":1,^"":1)"));
}

TEST_CASE("a host's own key that is given twice is named") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("x":1,^"x":1)"), {"x: *given twice*"}},
      {windows(R"("x":[0,{"b":{"a":1,^"a":1}}])"), {"x[1].b.a: *given twice*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("the syntax of a host's own values is checked") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("x":^)"), {"*\"}\""}},
      {windows(R"("x":^undefined)"), {"*\"u*"}},
      {windows(R"("x":^01)"), {"*number*"}},
      {windows(R"("x":[1,^])"), {"*"}},
      {windows(R"("x":"^\ud800")"), {"*surrogate*"}},
      {windows("\"x\":\"^\xC0\xAF\""), {"*0xC0*"}},
      {windows("\"x^\xFF\":1"), {"*0xFF*"}},
      {windows("\"x\":\"^\t\""), {"*control character*"}},
      {windows("\"x\":^\0"s), {"*u0000*"}},
      {windows(R"("x":{"y":1)") + "^", {"*end of the*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("sixty-four levels are read in a host's own value, the sixty-fifth is refused") {
  const std::vector<tests::reading_row> rows = {
      {windows("\"x\":" + repeated("[", 63) + repeated("]", 63))},
      {windows("\"x\":" + repeated("[", 63) + "^[" + repeated("]", 64)), {"*64 levels*"}},
      {windows("\"x\":" + repeated("{\"a\":", 62) + "{}" + repeated("}", 62))},
      {windows("\"x\":" + repeated("{\"a\":", 63) + "^{}" + repeated("}", 63)), {"*64 levels*"}},
      {windows("\"x\":" + repeated("[", 63) + "^[" + repeated("[", 200000)), {"*64 levels*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("below the top level unknown keys are errors") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("cves":[{"id":"C",^"score":1}])"), {"cves[0].score: unknown key*\"id\", \"cvss\" or \"exploited\"*"}},
      {windows(R"("cves":[{"id":"C","cvss":[{"version":"3.1","score":1,^"vector":"x"}]}])"),
       {"cves[0].cvss[0].vector: unknown key*"}},
      {linux_os(R"("packages":[{"name":"n","version":"1",^"arch":"x"}])"), {"packages[0].arch: unknown key*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("vulnerabilities of a record have ids of their own") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("cves":[{"id":"C"},{"id":"c"},{"id":"C "},{"id":""}])")},
      {windows(R"("cves":[])")},
      {windows(R"("cves":[^{}])"), {"cves[0].id: *missing*"}},
      {windows(R"("cves":[{"id":"C"},^{"id":"C"}])"), {"cves[1].id: *\"C\"*given twice*"}},
      {windows(R"("cves":[{"id":"C"},^{"id":"\u0043"}])"), {"cves[1].id: *\"C\"*given twice*"}},
      {windows(R"("cves":[{"id":"C"},{"id":"D"},^{"id":"C"},^{"id":"D"}])"),
       {"cves[2].id: *\"C\"*", "cves[3].id: *\"D\"*"}},
      {windows(R"("cves":[^"CVE-2024-1"])"), {"cves[0]: *an object*found \"CVE-2024-1\""}},
      {windows(R"("cves":^"CVE-2024-1")"), {"cves: *list*"}},
      {"{\"id\":\"a\",\"platform\":\"mac\",\"cves\":[{\"id\":\"C\"}]}\n{\"id\":\"b\",\"platform\":\"mac\",\"cves\":[{"
       "\"id\":\"C\"}]}"},
  };
  check_rows(read_text, rows);
}

TEST_CASE("vulnerabilities whose ids could not be read are not said to be the same") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("cves":[^{},^{}])"), {"cves[0].id: *missing*", "cves[1].id: *missing*"}},
      {windows(R"("cves":[{"id":^1},{"id":^2}])"), {"cves[0].id: *found 1", "cves[1].id: *found 2"}},
      {windows(R"("cves":[^"C",^"D"])"), {"cves[0]: *", "cves[1]: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a vulnerability has one score for each version of CVSS") {
  const auto scores = [](std::string_view list) {
    return windows(tests::within(R"("cves":[{"id":"C","cvss":[)", list, "]}]"));
  };
  const std::vector<tests::reading_row> rows = {
      {scores(
          R"({"version":"2.0","score":0},{"version":"3.0","score":10},{"version":"3.1","score":10.0},{"version":"4.0","score":0.1})")},
      {scores(R"({"version":"4.0","score":1},{"version":"2.0","score":1})")},
      {scores(R"({"version":"3.1","score":1},^{"version":"3.1","score":1})"),
       {"cves[0].cvss[1].version: *\"3.1\"*given twice*"}},
      {scores(R"({"version":"3.1","score":1},{"version":"3.0","score":2},^{"version":"3.1","score":0})"),
       {"cves[0].cvss[2].version: *\"3.1\"*given twice*"}},
      {scores(R"(^{"version":"3.1"})"), {"cves[0].cvss[0].score: *missing*"}},
      {scores(R"(^{"score":1})"), {"cves[0].cvss[0].version: *missing*"}},
      {scores(R"({"version":^"3.2","score":1})"),
       {"cves[0].cvss[0].version: *\"2.0\", \"3.0\", \"3.1\" or \"4.0\"*found \"3.2\""}},
      {scores(R"({"version":^3.1,"score":1})"), {"cves[0].cvss[0].version: *found 3.1"}},
      {scores(R"({"version":^"3","score":1})"), {"cves[0].cvss[0].version: *found \"3\""}},
      {scores(R"({"version":"3.1","score":^10.1})"), {"cves[0].cvss[0].score: *0 to 10*one decimal*found 10.1"}},
      {scores(R"({"version":"3.1","score":^-0.1})"), {"cves[0].cvss[0].score: *found -0.1"}},
      {scores(R"({"version":"3.1","score":^7.55})"), {"cves[0].cvss[0].score: *one decimal*found 7.55"}},
      {scores(R"({"version":"3.1","score":^"8.8"})"), {"cves[0].cvss[0].score: *found \"8.8\""}},
      {scores(R"({"version":"3.1","score":^null})"), {"cves[0].cvss[0].score: *found null"}},
      {scores(R"({"version":"3.1","score":8.80},{"version":"3.0","score":88e-1})")},
  };
  check_rows(read_text, rows);
}

TEST_CASE("versions of CVSS that could not be read are not said to be the same") {
  const auto scores = [](std::string_view list) {
    return windows(tests::within(R"("cves":[{"id":"C","cvss":[)", list, "]}]"));
  };
  const std::vector<tests::reading_row> rows = {
      {scores(R"(^{"score":1},^{"score":2})"),
       {"cves[0].cvss[0].version: *missing*", "cves[0].cvss[1].version: *missing*"}},
      {scores(R"({"version":^"9","score":1},{"version":"2.0","score":2})"), {"cves[0].cvss[0].version: *found \"9\""}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a version of CVSS counts even if its score is wrong") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("cves":[{"id":"C","cvss":[{"version":"3.1","score":^11},^{"version":"3.1","score":1}]}])"),
       {"cves[0].cvss[0].score: *found 11", "cves[0].cvss[1].version: *given twice*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("packages have a name and a version that is not empty") {
  const std::vector<tests::reading_row> rows = {
      {linux_os(R"("packages":[])")},
      {linux_os(R"("packages":[{"name":"n","version":"1:2-3"},{"name":"n","version":"1:2-3"}])")},
      {linux_os(R"("packages":[{"name":"","version":"1"}])")},
      {linux_os(R"("packages":[^^{}])"), {"packages[0].name: *missing*", "packages[0].version: *missing*"}},
      {linux_os(R"("packages":[^{"name":"n"}])"), {"packages[0].version: *missing*"}},
      {linux_os(R"("packages":[^{"version":"1"}])"), {"packages[0].name: *missing*"}},
      {linux_os(R"("packages":[{"name":"n","version":^1}])"), {"packages[0].version: *found 1"}},
      {linux_os(R"("packages":[^"n-1"])"), {"packages[0]: *an object*"}},
      {linux_os(R"("packages":^{})"), {"packages: *list*"}},
  };
  check_rows(read_text, rows);
  const auto empty =
      errors_of(pp::read_catalog(linux_os(R"("packages":[{"name":"m","version":"1"},{"name":"n","version":""}])")));
  REQUIRE(empty.size() == 1);
  CHECK(tests::matches(empty[0], "1:*: packages[1].version: *version*"));
}

TEST_CASE("an empty version is reported where it stands, beside what else is wrong") {
  const std::vector<tests::reading_row> rows = {
      {linux_os(R"("packages":[{"name":"n","version":^""}])"), {"packages[0].version: *"}},
      {linux_os(R"("packages":[{"name":^1,"version":^""}])"), {"packages[0].name: *", "packages[0].version: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("dates of a record exist") {
  const std::vector<tests::reading_row> rows = {
      {windows(R"("released":"2024-02-29")")},
      {windows(R"("released":"2000-02-29")")},
      {windows(R"("released":^"2023-02-29")"), {"released: *YYYY-MM-DD*found \"2023-02-29\""}},
      {windows(R"("released":^"2024-13-01")"), {"released: *found \"2024-13-01\""}},
      {windows(R"("released":^"2024-1-9")"), {"released: *found \"2024-1-9\""}},
      {windows(R"("released":^"")"), {"released: *found \"\""}},
      {windows(R"("released":^20240109)"), {"released: *found 20240109"}},
      {windows(R"("released":^null)"), {"released: *found null"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("other repeats in the lists of a record are harmless") {
  check_round_trip(value_of(linux_os(
      R"("supersedes":["x","x","a"],"depends_on":["y","y","a"],"packages":[{"name":"n","version":"1"},{"name":"n","version":"1"}])")));
}

TEST_CASE("an empty catalog is as good as any") {
  for (const std::string& text : {""s, "\n"s, "\r\n\n \t\n"s, "\xEF\xBB\xBF"s, "\xEF\xBB\xBF\n\n"s, "   "s}) {
    const auto read = pp::read_catalog(text);
    CAPTURE(text);
    REQUIRE(read.has_value());
    CHECK(read->size() == 0);
    CHECK(*read == pp::catalog{});
    CHECK(pp::write_catalog(*read) == "");
  }
}

TEST_CASE("blank lines, carriage returns, a byte-order mark and a last line without an end do no harm") {
  const std::string a = R"({"id":"a","platform":"mac"})";
  const std::string b = R"({"id":"b","platform":"linux"})";
  const pp::catalog plain = value_of(a + "\n" + b + "\n");
  CHECK(plain.size() == 2);
  for (const std::string& text :
       {a + "\n" + b, a + "\r\n" + b + "\r\n", a + "\r\n" + b, "\n\n" + a + "\n \t\r\n\n" + b + "\n\n\n",
        "\xEF\xBB\xBF" + a + "\n" + b, " \t" + a + " \n" + b + "\t\r\n", "\xEF\xBB\xBF\n" + a + "\n\n" + b})
    CHECK(value_of(text) == plain);
  const std::vector<tests::reading_row> rows = {
      {"\r\n\r\n \r\n{\"id\":^1,\"platform\":\"mac\"}\r\n", {"id: *found 1"}},
      {a + " ^" + b, {"*nothing after the value*"}},
      {a + "^," + "\n" + b, {"*nothing after the value*"}},
      {"[" + a + "^\n^,\n" + b + "\n^]", {"*", "*", "*"}},
      {"^[" + a + "," + b + "]", {"*an object*found a list"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a byte-order mark is skipped once, at the beginning") {
  const std::string a = R"({"id":"a","platform":"mac"})";
  CHECK(value_of("\xEF\xBB\xBF" + a) == value_of(a));
  // it counts for nothing, so the second one is the first character
  tests::check_lines(errors_of(pp::read_catalog("\xEF\xBB\xBF\xEF\xBB\xBF" + a)), {"1:1: *"});
  tests::check_lines(errors_of(pp::read_catalog("\xEF\xBB\xBF{\"id\":5,\"platform\":\"mac\"}")), {"1:7: id: *found 5"});
  const std::vector<tests::reading_row> rows = {
      {a + "\n^\xEF\xBB\xBF" + a, {"*"}},
      {"\n^\xEF\xBB\xBF" + a, {"*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("UTF-16 is recognized and named once") {
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const char c : "{\"id\":\"a\",\"platform\":\"mac\"}\n{\"id\":\"b\",\"platform\":\"mac\"}\n"s) {
    little += c;
    little += '\0';
    big += '\0';
    big += c;
  }
  for (const std::string& text : {little, big, little.substr(2), big.substr(2)})
    tests::check_lines(errors_of(pp::read_catalog(text)), {"1:1: *UTF-8*UTF-16*"});
}

TEST_CASE("a line is read up to 1 MiB") {
  const auto line = [](std::size_t size) {
    const std::string bare = R"({"id":"a","platform":"mac","title":""})";
    return bare.substr(0, bare.size() - 2) + std::string(size - bare.size(), 'x') + "\"}";
  };
  CHECK(line(mebibyte).size() == mebibyte);
  CHECK(value_of(line(mebibyte)).size() == 1);
  CHECK(value_of(line(mebibyte) + "\n").size() == 1);
  const std::vector<tests::reading_row> rows = {
      {"^" + line(mebibyte + 1), {"*1 MiB*"}},
      {"^" + line(mebibyte + 1) + "\n", {"*1 MiB*"}},
      {"\n^" + line(5 * mebibyte) + "\n{\"id\":^1,\"platform\":\"mac\"}", {"*1 MiB*", "id: *found 1"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("a syntax error ends its line and no other") {
  const std::vector<tests::reading_row> rows = {
      {"{\"id\":^1,^x\n"
       "{\"id\":\"b\",\"platform\":\"mac\",\"vrr\":^11}\n"
       "^not json\n"
       "\n"
       "{\"id\":\"c\",\"platform\":\"mac\",\"kind\":^\"none\",\"vrr\":^12}\n"
       "{\"id\":\"d\",\"platform\":\"mac\"^",
       {"id: *found 1", "*key*\"x\"", "vrr: *found 11", "*", "kind: *found \"none\"", "vrr: *found 12",
        "*end of the text*"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("ten independent errors in as many fields are ten errors, in the order of the file") {
  const std::vector<tests::reading_row> rows = {
      {R"(^{"id":^1,"vendor":^2,"kind":^3,"severity":^4,"released":^5,"cves":^6,"vrr":^7.001,"preview":^8,"supersedes":[^9]})",
       {"platform: *missing*", "id: *", "vendor: *", "kind: *", "severity: *", "released: *", "cves: *", "vrr: *",
        "preview: *", "supersedes[0]: *"}},
  };
  check_rows(read_text, rows);
}

TEST_CASE("of more than a hundred wrong lines a hundred are listed and all are counted") {
  std::string text;
  for (int i = 0; i < 1234; ++i) text += "{}\n";
  const auto read = pp::read_catalog(text);
  REQUIRE(!read.has_value());
  CHECK(read.error().count() == 2468);
  REQUIRE(read.error().listed().size() == 100);
  for (std::size_t i = 0; i < 100; ++i) CHECK(read.error().listed()[i].line == i / 2 + 1);
  CHECK(tests::matches(pp::to_text(read.error(), "c.ndjson"),
                       "c.ndjson:1:1: *c.ndjson: 2468 errors in all, the first 100 are shown\n"));
}

TEST_CASE("a catalog in pieces of any size is read like the whole") {
  const std::string texts[] = {
      "",
      std::string(tests::page_record),
      "\xEF\xBB\xBF" + std::string(tests::page_record) + "\r\n\n" + full_record() +
          "\r\n{\"id\":\"last\",\"platform\":\"mac\"}",
      "\xEF\xBB\xBF\xEF\xBB\xBF{\"id\":\"a\",\"platform\":\"mac\"}\n",
      "{\"id\":\"a\",\"platform\":\"mac\"}\n{\"id\":\"a\",\"platform\":\"mac\"}\n{\"id\":1}\n{x\n\n{\"id\":"
      "\"\xC3\xA9\",\"platform\":\"mac\",\"vrr\":11}",
      "\xFF\xFE{\0\n\0"s,
      "{\"id\":\"a\\u00e9\\ud83d\\ude00\",\"platform\":\"mac\",\"title\":\"\xF0\x9F\x98\x80\"}\r\n "
      "\t\r\n{\"id\":\"\xF0\x9F\",\"platform\":\"mac\"}",
      repeated("{}\n", 60),
  };
  for (const std::string& text : texts) {
    const auto whole = pp::read_catalog(text);
    int different = 0;
    for (std::size_t piece = 1; piece <= text.size(); ++piece)
      if (!(read_in_pieces(text, piece) == whole)) ++different;
    CAPTURE(text.substr(0, 200));
    CHECK(different == 0);
  }
}

TEST_CASE("a reader counts the lines that it has read") {
  pp::catalog_reader reader;
  CHECK(reader.lines() == 0);
  reader.feed("{\"id\":\"a\",\"platform\":\"mac\"}");
  CHECK(reader.lines() == 0);
  reader.feed("\n\n");
  CHECK(reader.lines() == 2);
  auto moved = std::move(reader);
  moved.feed("{\"id\":\"a\",\"platform\":\"mac\"}");
  const auto read = std::move(moved).finish();
  tests::check_lines(errors_of(read), {"3:*: id: *given twice*line 1*"});
}

TEST_CASE("the example record of the interchange page reads as what it says") {
  const pp::catalog all = value_of(tests::page_record);
  REQUIRE(all.size() == 1);
  const auto& r = all.records<pp::platform::windows>().at(0);
  CHECK(r.id == "KB5034122:windows-10-22h2-x64");
  CHECK(r.bulletin == "KB5034122");
  CHECK(r.vendor == "Microsoft");
  CHECK(r.family == "Windows 10");
  CHECK(r.version == "22H2");
  CHECK(r.title == "…");
  CHECK(r.kind == pp::patch_kind::security);
  CHECK(r.severity == pp::severity_level::critical);
  CHECK(r.released == pp::parse_date("2024-01-09"));
  REQUIRE(r.cves.size() == 1);
  CHECK(r.cves[0].id == "CVE-2024-20674");
  CHECK(r.cves[0].cvss[pp::cvss_version::v3_1] == *pp::cvss_score::of_tenths(88));
  CHECK(!r.cves[0].cvss[pp::cvss_version::v3_0]);
  CHECK(!r.cves[0].exploited);
  CHECK(!r.exploited);
  CHECK(r.vrr == *pp::vrr_score::of_hundredths(860));
  CHECK(!r.preview);
  CHECK(r.operating_system);
  REQUIRE(r.supersedes.size() == 1);
  CHECK(r.supersedes[0] == "KB5033372:windows-10-22h2-x64");
  CHECK(r.reboot == pp::reboot_need::required);
  check_round_trip(all);
}

TEST_CASE("absent fields are unknown or empty") {
  const pp::catalog all = value_of(R"({"id":"a","platform":"linux"})");
  pp::patch_view<pp::platform::gnu_linux> bare;
  bare.id = "a";
  CHECK(all.records<pp::platform::gnu_linux>().at(0) == bare);
  CHECK(!bare.kind);
  CHECK(!bare.severity);
  CHECK(!bare.released);
  CHECK(!bare.vrr);
  CHECK(!bare.reboot);
  CHECK(!bare.major_version);
  CHECK(
      value_of(
          R"({"id":"a","platform":"linux","bulletin":"","vendor":"","family":"","version":"","title":"","cves":[],)"
          R"("exploited":false,"preview":false,"operating_system":false,"supersedes":[],"packages":[],"depends_on":[],)"
          R"("distribution":""})") == all);
  CHECK(pp::write_catalog(all) == "{\"id\":\"a\",\"platform\":\"linux\"}\n");
  // what is there counts, be it zero
  CHECK(!(value_of(R"({"id":"a","platform":"linux","vrr":0})") == all));
  CHECK(!(value_of(R"({"id":"a","platform":"linux","major_version":0})") == all));
  CHECK(!(value_of(R"({"id":"a","platform":"linux","severity":"unassigned"})") == all));
}

TEST_CASE("catalogs survive writing and reading") {
  check_round_trip(value_of(full_record()));
  check_round_trip(value_of(tests::example_file("catalog.ndjson")));
  check_round_trip(value_of(
      "{\"id\":\"quote \\\" \\u0000 \\n \xC3\xA9 \\ud83d\\ude00\",\"platform\":\"mac\",\"title\":\"\xEF\xBB\xBF\"}"));
}

TEST_CASE("a record is written on one line in the order of the page") {
  std::string text;
  pp::append_catalog_line(text, value_of(full_record()).records<pp::platform::gnu_linux>().at(0));
  CHECK(
      text ==
      R"({"id":"text","platform":"linux","bulletin":"text","vendor":"text","family":"text","version":"text","title":"text",)"
      R"("kind":"security","severity":"critical","released":"2024-01-09",)"
      R"("cves":[{"id":"text","cvss":[{"version":"2.0","score":0}],"exploited":true}],"exploited":true,"vrr":0,"preview":true,)"
      R"("operating_system":true,"supersedes":["text"],"reboot":"required","packages":[{"name":"text","version":"text"}],)"
      R"("depends_on":["text"],"distribution":"text","major_version":0})"
      "\n");
  pp::patch<pp::platform::mac> own;
  own.id = "a";
  own.supersedes = {"b", "c"};
  std::string appended = "before\n";
  pp::append_catalog_line(appended, own);
  CHECK(appended == "before\n{\"id\":\"a\",\"platform\":\"mac\",\"supersedes\":[\"b\",\"c\"]}\n");
}

TEST_CASE("a catalog is written platform by platform, each in its order") {
  const pp::catalog all = value_of(
      "{\"id\":\"l2\",\"platform\":\"linux\"}\n{\"id\":\"w\",\"platform\":\"windows\"}\n{\"id\":\"m\",\"platform\":"
      "\"mac\"}\n"
      "{\"id\":\"l1\",\"platform\":\"linux\"}\n");
  CHECK(pp::write_catalog(all) ==
        "{\"id\":\"w\",\"platform\":\"windows\"}\n{\"id\":\"m\",\"platform\":\"mac\"}\n{\"id\":\"l2\",\"platform\":"
        "\"linux\"}\n"
        "{\"id\":\"l1\",\"platform\":\"linux\"}\n");
}

TEST_CASE("a copy of a catalog is equal and lives by itself") {
  auto original = std::make_unique<pp::catalog>(
      value_of(full_record() + "\n" + std::string(tests::page_record) + "{\"id\":\"m\",\"platform\":\"mac\"}"));
  const std::string text = pp::write_catalog(*original);
  const pp::catalog copy = *original;
  CHECK(copy == *original);
  pp::catalog assigned = value_of(R"({"id":"other","platform":"mac"})");
  CHECK(!(assigned == copy));
  assigned = *original;
  const pp::catalog& same = assigned;
  assigned = same;
  original.reset();
  CHECK(assigned == copy);
  CHECK(pp::write_catalog(copy) == text);
  CHECK(pp::write_catalog(assigned) == text);
}

TEST_CASE("the records of a catalog stay where they are when it is moved") {
  pp::catalog original = value_of(full_record());
  const char* const text_at = original.records<pp::platform::gnu_linux>().at(0).id.data();
  const std::string text = pp::write_catalog(original);
  pp::catalog moved = std::move(original);
  CHECK(moved.records<pp::platform::gnu_linux>().at(0).id.data() == text_at);
  CHECK(pp::write_catalog(moved) == text);
  pp::catalog again;
  again = std::move(moved);
  CHECK(again.records<pp::platform::gnu_linux>().at(0).id.data() == text_at);
  CHECK(pp::write_catalog(again) == text);
}

TEST_CASE("a catalog that was moved from can be used again") {
  pp::patch_view<pp::platform::windows> record;
  record.id = "an id that is longer than a short string";
  pp::catalog original;
  original.add(record);
  {
    const pp::catalog moved = std::move(original);
    CHECK(moved.size() == 1);
    original.add(record);  // must not lean on what `moved` holds now
  }
  pp::patch_view<pp::platform::windows> other;
  other.id = "some other text, where `moved` had its own";
  pp::catalog others;  // in the memory that `moved` gave back
  others.add(other);
  CHECK(pp::write_catalog(original) ==
        "{\"id\":\"an id that is longer than a short string\",\"platform\":\"windows\"}\n");
  pp::catalog target;
  target = std::move(original);
  original.add(record);
  target = pp::catalog{};
  target.add(other);
  CHECK(pp::write_catalog(original) ==
        "{\"id\":\"an id that is longer than a short string\",\"platform\":\"windows\"}\n");
}

TEST_CASE("a catalog keeps a copy of what is added to it") {
  pp::catalog all;
  {
    std::string text = "will be gone";
    std::vector<std::string_view> names = {text};
    std::vector<pp::basic_package<pp::borrowed>> packages = {{text, text}};
    std::vector<pp::basic_vulnerability<pp::borrowed>> cves(1);
    cves[0].id = text;
    pp::patch_view<pp::platform::gnu_linux> record;
    record.id = record.distribution = text;
    record.supersedes = record.depends_on = names;
    record.packages = packages;
    record.cves = cves;
    all.add(record);
    text.assign(text.size(), 'x');
    names[0] = "x";
    packages[0] = {};
    cves[0] = {};
  }
  CHECK(
      pp::write_catalog(all) ==
      R"({"id":"will be gone","platform":"linux","cves":[{"id":"will be gone"}],"supersedes":["will be gone"],)"
      R"("packages":[{"name":"will be gone","version":"will be gone"}],"depends_on":["will be gone"],"distribution":"will be gone"})"
      "\n");
}

TEST_CASE("catalogs are equal if their records are, platform by platform") {
  const std::string a = "{\"id\":\"a\",\"platform\":\"mac\"}\n";
  const std::string b = "{\"id\":\"b\",\"platform\":\"mac\"}\n";
  const std::string c = "{\"id\":\"c\",\"platform\":\"linux\"}\n";
  CHECK(value_of(a + c) == value_of(c + a));
  CHECK(!(value_of(a + b) == value_of(b + a)));
  CHECK(!(value_of(a) == value_of(a + b)));
  CHECK(!(value_of(a) == value_of("{\"id\":\"a\",\"platform\":\"windows\"}\n")));
  CHECK(value_of(a + b + c).size() == 3);
}

TEST_CASE("many records with the same and with long texts keep their own") {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "{\"id\":\"id " + std::to_string(i) + "\",\"platform\":\"mac\",\"vendor\":\"vendor " +
            std::to_string(i % 7) + "\",\"title\":\"" +
            std::string(static_cast<std::size_t>(i % 100 == 0 ? 70000 : i % 50), static_cast<char>('a' + i % 26)) +
            "\"}\n";
  const pp::catalog all = value_of(text);
  int wrong = 0;
  for (std::size_t i = 0; i < 5000; ++i) {
    const auto& r = all.records<pp::platform::mac>().at(i);
    if (r.id != "id " + std::to_string(i) || r.vendor != "vendor " + std::to_string(i % 7)) ++wrong;
    if (r.title != std::string(i % 100 == 0 ? 70000 : i % 50, static_cast<char>('a' + static_cast<int>(i % 26))))
      ++wrong;
  }
  CHECK(wrong == 0);
}
