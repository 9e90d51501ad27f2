// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/json_writer.hpp"

#include <string>

#include "support/catch.hpp"

namespace {

using patchpolicy::json_layout;
using patchpolicy::detail::json_writer;

std::string some_of_everything(json_layout layout) {
  std::string text;
  json_writer out(text, layout);
  out.begin_object();
  out.key("name");
  out.string("a\"b");
  out.key("empty object");
  out.begin_object();
  out.end_object();
  out.key("empty list");
  out.begin_list();
  out.end_list();
  out.key("plain list");
  out.begin_list();
  out.string("x");
  out.number(-5);
  out.boolean(true);
  out.end_list();
  out.key("inner");
  out.begin_object();
  out.key("a");
  out.boolean(false);
  out.key("b");
  out.number(12);
  out.end_object();
  out.key("objects");
  out.begin_list();
  for (int i = 0; i < 2; ++i) {
    out.begin_object();
    out.key("i");
    out.number(i);
    out.end_object();
  }
  out.begin_list();
  out.number(3);
  out.end_list();
  out.end_list();
  out.end_object();
  return text;
}

std::string decimal(long long count, int decimals) {
  std::string text;
  json_writer out(text, json_layout::compact);
  out.decimal(count, decimals);
  return text;
}

}  // namespace

TEST_CASE("the compact layout has no blanks") {
  CHECK(some_of_everything(json_layout::compact) ==
        R"({"name":"a\"b","empty object":{},"empty list":[],"plain list":["x",-5,true],"inner":{"a":false,"b":12},)"
        R"("objects":[{"i":0},{"i":1},[3]]})");
}

TEST_CASE("the indented layout has a line for each member") {
  CHECK(some_of_everything(json_layout::indented) == R"({
  "name": "a\"b",
  "empty object": {},
  "empty list": [],
  "plain list": ["x", -5, true],
  "inner": {
    "a": false,
    "b": 12
  },
  "objects": [{
    "i": 0
  }, {
    "i": 1
  }, [3]]
})");
}

TEST_CASE("a writer appends to what is there") {
  std::string text = "before ";
  json_writer out(text, json_layout::compact);
  out.begin_list();
  out.end_list();
  CHECK(text == "before []");
}

TEST_CASE("decimal numbers have no needless zeros") {
  CHECK(decimal(0, 0) == "0");
  CHECK(decimal(10080, 0) == "10080");
  CHECK(decimal(0, 1) == "0");
  CHECK(decimal(1, 1) == "0.1");
  CHECK(decimal(10, 1) == "1");
  CHECK(decimal(88, 1) == "8.8");
  CHECK(decimal(100, 1) == "10");
  CHECK(decimal(0, 2) == "0");
  CHECK(decimal(1, 2) == "0.01");
  CHECK(decimal(10, 2) == "0.1");
  CHECK(decimal(99, 2) == "0.99");
  CHECK(decimal(100, 2) == "1");
  CHECK(decimal(705, 2) == "7.05");
  CHECK(decimal(750, 2) == "7.5");
  CHECK(decimal(1000, 2) == "10");
}
