// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/line_counter.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "unit/text/marked_text.hpp"

namespace {

std::string place(patchpolicy::detail::line_counter& places, std::size_t offset) {
  const auto found = places.of(offset);
  return std::to_string(found.line) + ':' + std::to_string(found.column);
}

constexpr std::string_view text = "a\n\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\n\n\r\n  end";

}  // namespace

TEST_CASE("places count lines and characters from 1") {
  patchpolicy::detail::line_counter places(text, 1);
  CHECK(place(places, 0) == "1:1");
  CHECK(place(places, 1) == "1:2");   // the line end belongs to its line
  CHECK(place(places, 2) == "2:1");
  CHECK(place(places, 4) == "2:2");
  CHECK(place(places, 7) == "2:3");
  CHECK(place(places, 11) == "2:4");
  CHECK(place(places, 13) == "3:1");
  CHECK(place(places, 14) == "4:1");
  CHECK(place(places, 16) == "5:1");
  CHECK(place(places, text.size()) == "5:6");
}

TEST_CASE("places are the same in any order") {
  for (std::size_t first = 0; first <= text.size(); ++first)
    for (std::size_t second = 0; second <= text.size(); ++second) {
      patchpolicy::detail::line_counter places(text, 1);
      CAPTURE(first, second);
      CHECK(place(places, first) == tests::place_of(text, first));
      CHECK(place(places, second) == tests::place_of(text, second));
      CHECK(place(places, first) == tests::place_of(text, first));
    }
}

TEST_CASE("places count on from the line that the text begins on") {
  patchpolicy::detail::line_counter places(text, 100);
  CHECK(place(places, 16) == "104:1");
  CHECK(place(places, 0) == "100:1");
  CHECK(place(places, 2) == "101:1");
}

TEST_CASE("an empty text has one place") {
  patchpolicy::detail::line_counter places("", 1);
  CHECK(place(places, 0) == "1:1");
}
