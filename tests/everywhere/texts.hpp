// SPDX-License-Identifier: BSL-1.0
// What is read and written: good texts as they are written again, and of broken ones the errors with their places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "cases.hpp"
#include "support/hostile_texts.hpp"

namespace everywhere {

// Changes one to three places: a character, a stretch, or something that belongs elsewhere.
inline std::string broken(std::string text, naive::random_numbers& numbers) {
  static const std::vector<std::string_view> pieces = {"{",
                                                       "}",
                                                       "[",
                                                       "]",
                                                       ",",
                                                       ":",
                                                       "\"",
                                                       "\\",
                                                       "null",
                                                       "true",
                                                       "0",
                                                       "-1",
                                                       "7.005",
                                                       "1e999",
                                                       "99999999999999999999",
                                                       "\"x\"",
                                                       "\"2023-02-29\"",
                                                       "\"24:00\"",
                                                       "\\ud800",
                                                       "\n",
                                                       "\t",
                                                       "\x7f",
                                                       "\xc3\xa9",
                                                       "\xff",
                                                       "\xef\xbb\xbf"};
  for (int changes = numbers.between(1, 3); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = numbers.below(text.size());
    const std::size_t length = (std::min)(1 + numbers.below(8), text.size() - at);
    switch (numbers.below(5)) {
      case 0: text[at] = static_cast<char>(static_cast<unsigned char>(numbers.below(256))); break;
      case 1: text.erase(at, length); break;
      case 2: text.insert(at, numbers.pick(pieces)); break;
      case 3: text.replace(at, length, numbers.pick(pieces)); break;
      default: text.insert(at, text.substr(numbers.below(text.size()), length * 4)); break;
    }
  }
  return text;
}

// Answers what a text is written as again, or its errors; the same for broken versions of it.
template <class Read, class Write>
void answer_text(answers& out, const std::string& text, naive::random_numbers& numbers, Read read, Write write) {
  for (int version = 0; version < 6; ++version) {
    const auto value = read(version == 0 ? text : broken(text, numbers));
    out.add(value ? write(*value) : pp::to_text(value.error(), "text"));
  }
}

inline void answer_texts(answers& out) {
  const auto write_lines = [](const std::vector<pp::verdict_line>& lines) {
    std::string text;
    for (const pp::verdict_line& line : lines) pp::append_verdict_line(text, line);
    return text;
  };
  for_each_case(1, 120, out, [&](const read_case& c) {
    naive::random_numbers numbers(c.texts.seed);
    answer_text(
        out, c.texts.configuration_json, numbers, [](std::string_view t) { return pp::read_configuration(t); },
        [](const pp::configuration& value) { return pp::write_configuration(value); });
    answer_text(
        out, c.texts.groups_json, numbers, [](std::string_view t) { return pp::read_patch_groups(t); },
        [](const pp::patch_groups& value) { return pp::write_patch_groups(value); });
    answer_text(
        out, c.texts.catalog_ndjson, numbers, [](std::string_view t) { return pp::read_catalog(t); },
        [](const pp::catalog& value) { return pp::write_catalog(value); });
    std::string verdicts;
    for (const std::string& line : c.texts.expected()) verdicts += line + '\n';
    answer_text(out, verdicts, numbers, [](std::string_view t) { return pp::read_verdict_lines(t); }, write_lines);
  });
  for (const std::string& text : tests::hostile_texts()) {
    const std::string written = pp::write_configuration(tests::with_texts(text));
    out.add(written);
    const auto read = pp::read_configuration(written);
    out.add(read ? read->name : pp::to_text(read.error(), "hostile"));
    const auto as_it_is = pp::read_configuration(text);
    out.add(as_it_is ? as_it_is->name : pp::to_text(as_it_is.error(), "hostile"));
  }
}

}  // namespace everywhere
