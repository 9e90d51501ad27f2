// SPDX-License-Identifier: BSL-1.0
// Evaluation by bits, on catalogs whose chains and products go beyond words and blocks: every verdict and all counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "answers.hpp"
#include "cases.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "support/hostile_catalog.hpp"

namespace everywhere {

inline std::string in_digits(const pp::verdict& v) {
  std::string text;
  for (const pp::rule r : v.rules()) {
    text += pp::name_of(r);
    if (const pp::ordinal by = v.witness(r); by != pp::no_ordinal) text += ' ' + std::to_string(by);
    text += ',';
  }
  for (const pp::unknown_field f : v.unknown()) text += pp::name_of(f);
  return text;
}

inline std::string in_digits(const pp::deployment_counts& counts) {
  std::string text = std::to_string(counts.deploying) + " of " + std::to_string(counts.missing);
  const auto add = [&](const auto& list) {
    for (const std::size_t count : list) text += ' ' + std::to_string(count);
  };
  add(counts.selected);
  add(counts.alone);
  add(counts.removed);
  add(counts.by_severity);
  for (const pp::vendor_count& one : counts.by_vendor) {
    text += ' ' + std::to_string(one.deploying) + ' ';
    text += one.vendor;
  }
  return text;
}

template <pp::platform Os>
void answer_indexed_on(answers& out, std::uint64_t seed, std::size_t size, tests::supersession_shape shape) {
  tests::hostile_catalog<Os> catalog(seed, size, shape);
  const pp::catalog_index<Os> index(catalog.records());
  const pp::catalog_groups<Os> groups(index, catalog.records(), catalog.groups());
  for (int i = 0; i < 3; ++i) {
    const pp::task<Os> task = any_task(catalog);
    const bool sees_previews = catalog.chance(50);
    const pp::compiled_task<Os> compiled(index, groups, task,
                                         sees_previews ? pp::preview_patches::visible : pp::preview_patches::invisible);
    const pp::indexed_verdicts<Os> verdicts(compiled);
    for (pp::ordinal at = 0; at < verdicts.size(); ++at) out.add(in_digits(verdicts[at]));
    out.add(in_digits(pp::count_deployment(verdicts.selection())));
  }
}

inline void answer_indexed(answers& out) {
  using enum tests::supersession_shape;
  for (const auto shape : {within_products, to_later_products, between_products, with_circles})
    for (const std::size_t size : {std::size_t{65}, std::size_t{5000}}) {
      answer_indexed_on<pp::platform::windows>(out, size, size, shape);
      answer_indexed_on<pp::platform::mac>(out, size + 1, size, shape);
      answer_indexed_on<pp::platform::gnu_linux>(out, size + 2, size, shape);
    }
}

}  // namespace everywhere
