// SPDX-License-Identifier: BSL-1.0
// The field table of a type, in a form that tests can compare.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "patchpolicy/core/describe.hpp"

namespace tests {

// The names in the order of the table; what must be there is marked `!`, what is always written `=`.
template <class T>
std::string fields_of() {
  using patchpolicy::presence;
  std::string names;
  patchpolicy::describe<T>::visit([&](const auto& f) {
    if (!names.empty()) names += ' ';
    names += f.name;
    if (f.in_file == presence::required) names += '!';
    if (f.in_file == presence::stated) names += '=';
  });
  return names;
}

// Whether the table leads to each of `members` once, and to nothing else. A test takes the members from a structured
// binding, which does not compile when a member is added or goes.
template <class T, class... Members>
bool table_covers(const T& object, const Members&... members) {
  std::vector<const void*> in_table;
  patchpolicy::describe<T>::visit([&](const auto& f) { in_table.push_back(std::addressof(f.of(object))); });
  std::vector<const void*> in_object = {std::addressof(members)...};
  std::sort(in_table.begin(), in_table.end());
  std::sort(in_object.begin(), in_object.end());
  return in_table == in_object;
}

}  // namespace tests
