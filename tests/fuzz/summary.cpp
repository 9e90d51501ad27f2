// SPDX-License-Identifier: BSL-1.0
// Whatever names and comments hold, no rendering of a summary has markup, structure or control characters of theirs.
// The first byte says how many more choose the other fields; the text follows.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/fuzz.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/text/dutch.hpp"
#include "patchpolicy/text/english.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/summarize.hpp"
#include "patchpolicy/text/summary_html.hpp"
#include "patchpolicy/text/summary_json.hpp"
#include "patchpolicy/text/summary_text.hpp"
#include "support/field_values.hpp"
#include "support/hostile_texts.hpp"
#include "support/markup_checks.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using tests::expect;

namespace {

// Two patches that groups name, of a vendor of this name.
template <pp::platform Platform>
void add_records(pp::catalog& all, const std::string& text) {
  for (const std::string& id : {text, text + '2'}) {
    pp::patch_view<Platform> record;
    record.id = id;
    record.vendor = text;
    record.kind = pp::patch_kind::security;
    record.severity = pp::severity_level::critical;
    all.add(record);
  }
}

bool is_json(const std::string& text) {
  pp::reading_errors errors;
  pp::detail::json_reader in(text, errors);
  in.skip_value();
  in.finish();
  return errors.empty();
}

void expect_well_formed(const pp::summary& said, const pp::language& words) {
  const std::string text = pp::to_text(said, words);
  const std::string markdown = pp::to_markdown(said, words);
  const std::string html = pp::to_html(said, words);
  expect(!tests::has_hidden(text), "text has nothing hidden");
  expect(!tests::has_hidden(markdown), "Markdown has nothing hidden");
  expect(tests::raw_markdown_in(markdown).empty(), "names are no markup in Markdown");
  expect(!tests::has_hidden(html), "HTML has nothing hidden");
  tests::expect_right(tests::problem_in_html(html));
  expect(is_json(pp::write_summary(said, words)), "JSON is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tests::byte_source bytes(tests::as_text(data, size));
  const pp::language& words = bytes.below(2) == 0 ? pp::english : pp::dutch;
  naive::random_numbers numbers(bytes.text(bytes.number(1)));
  const pp::configuration other = tests::random_configuration(numbers);
  const std::string text(bytes.rest());

  const pp::configuration config = tests::with_texts(text, other);
  const pp::patch_groups groups = {{text, {text, text}}, {'"' + text, {text + '2'}}};
  pp::catalog records;
  add_records<pp::platform::windows>(records, text);
  add_records<pp::platform::mac>(records, text);
  add_records<pp::platform::gnu_linux>(records, text);

  const pp::summary said = pp::summarize(config, {&groups, &records});
  expect_well_formed(said, words);
  expect(said == pp::summarize(pp::configuration(config), {&groups, &records}), "the same is said the same way");

  if (text.find_first_not_of(' ') == std::string::npos) return 0;  // a comment that is not there has no line
  const auto structure = [&](const std::string& name) {
    return tests::skeleton_of(pp::to_markdown(pp::summarize(tests::with_texts(name, other)), words));
  };
  expect(structure(text) == structure("plain"), "names make no headings and no lines");
  return 0;
}
