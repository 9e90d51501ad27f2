// SPDX-License-Identifier: BSL-1.0
// Evaluates a task on an indexed catalog, for a tool that counts the instructions of `evaluate`.
//   instructions <patches>
#include <cstddef>
#include <cstdio>
#include <string>

#include "bench/deployment/catalog.hpp"
#include "patchpolicy/decide/indexed_counts.hpp"

namespace {

namespace pp = patchpolicy;
using selection = pp::indexed_selection<pp::platform::windows>;

}  // namespace

// Outside of the unnamed namespace and not inlined, so that it has a name to be found by.
[[gnu::noinline]] std::size_t evaluate(selection& of) {
  of.update();
  return pp::count_by_severity(of)[0] + pp::count_by_vendor(of).size();
}

int main(int count_of_arguments, char** arguments) {
  if (count_of_arguments != 2) return std::fprintf(stderr, "usage: %s <patches>\n", arguments[0]), 2;
  const tests::patch_catalog catalog = tests::make_catalog(std::stoul(arguments[1]));
  const auto records = tests::make_packed<pp::platform::windows>(catalog);
  const pp::catalog_index<pp::platform::windows> index(records);
  const pp::catalog_groups<pp::platform::windows> groups(index, records, tests::make_groups(catalog));
  const pp::compiled_task<pp::platform::windows> task(index, groups,
                                                      tests::windows_task(tests::usual_settings(catalog), catalog));
  auto selected = pp::select(task);
  if (evaluate(selected) == 0) return std::fprintf(stderr, "nothing deploys\n"), 1;
}
