// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/key_set.hpp"

#include <string>

#include "support/catch.hpp"

TEST_CASE("a set of keys knows which it has seen") {
  patchpolicy::detail::key_set keys;
  CHECK(keys.insert("a"));
  CHECK(!keys.insert("a"));
  CHECK(keys.insert("A"));
  CHECK(keys.insert(""));
  CHECK(!keys.insert(""));
  CHECK(keys.insert(std::string("a\0", 2)));
  CHECK(!keys.insert(std::string("a\0", 2)));
  CHECK(!keys.insert("a"));
}

TEST_CASE("a set of many keys keeps them apart and keeps its own text") {
  patchpolicy::detail::key_set keys;
  int wrong = 0;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 10000; ++i) {
      std::string key = "a key that is longer than a short string " + std::to_string(i);
      if (keys.insert(key) != (round == 0)) ++wrong;
      key.assign(key.size(), 'x');  // what was inserted does not live here
    }
  CHECK(wrong == 0);
}
