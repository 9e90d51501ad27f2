// SPDX-License-Identifier: BSL-1.0
// The code of docs/formats.md.
#include <string>
#include <string_view>

#include <patchpolicy/patchpolicy.hpp>

#include "support/catch.hpp"

namespace pp = patchpolicy;

// [errors]
std::string check(std::string_view text, std::string_view file_name) {
  const auto config = pp::read_configuration(text);  // pp::result<pp::configuration, pp::reading_errors>
  if (config) return "read " + config->name;
  return pp::to_text(config.error(), file_name);  // a line for each error
}
// [/errors]

TEST_CASE("errors are located, and all of them are told") {
  CHECK(check("{\n \"format\": \"patchpolicy/configuration/1\",\n \"name\": \"x\" }", "a.json") == "read x");
  CHECK(check("{\n \"format\": \"patchpolicy/configuration/1\",\n \"nome\": \"x\" }", "a.json") ==
        "a.json:1:1: name: this key is missing\n"
        "a.json:3:2: nome: unknown key, did you mean \"name\"?\n");
}
