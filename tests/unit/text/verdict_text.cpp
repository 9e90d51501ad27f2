// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/verdict_text.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

std::string said(pp::rule r, std::vector<std::string> names = {}) {
  return pp::to_text(pp::verdict_reason{r, std::move(names)});
}

static_assert(pp::short_name(pp::rule::severity) == "severity");

}  // namespace

TEST_CASE("each rule has a short name of its own") {
  std::set<std::string> names;
  for (std::size_t i = 0; i < pp::enum_size<pp::rule>; ++i) {
    const std::string name(pp::short_name(static_cast<pp::rule>(i)));
    CHECK(!name.empty());
    names.insert(name);
  }
  CHECK(names.size() == pp::enum_size<pp::rule>);
  CHECK(pp::short_name(pp::rule::nothing_selects) == "nothing selects it");
}

TEST_CASE("a reason says what it names") {
  CHECK(said(pp::rule::all_missing) == "all missing patches");
  CHECK(said(pp::rule::severity) == "severity");
  CHECK(said(pp::rule::included_group, {"Approved"}) == "patch group \"Approved\"");
  CHECK(said(pp::rule::excluded_group, {"Known bad"}) == "excluded by patch group \"Known bad\"");
  CHECK(said(pp::rule::dependency, {"a", "b"}) == "needed by a, b");
  CHECK(said(pp::rule::product_filter, {"Mozilla", "Firefox"}) == "product not ticked: Mozilla › Firefox");
  CHECK(said(pp::rule::product_filter) == "its product is not ticked");
  CHECK(said(pp::rule::replaced_by_selected, {"KB2"}) == "replaced by KB2");
  CHECK(said(pp::rule::not_latest, {"KB2"}) == "superseded by KB2");
  CHECK(said(pp::rule::nothing_selects) == "nothing selects it");
  CHECK(said(pp::rule::invisible_preview) == "preview that is not scanned for");
}

TEST_CASE("a verdict says what selects the patch, or else what stops it") {
  using pp::rule;
  CHECK(
      pp::to_text(pp::verdict_line{"a",
                                   true,
                                   {{rule::severity, {}}, {rule::included_group, {"A"}}, {rule::included_group, {"B"}}},
                                   {},
                                   {},
                                   {}}) == "severity; patch group \"A\"; patch group \"B\"");
  CHECK(pp::to_text(pp::verdict_line{"a", false, {}, {{rule::nothing_selects, {}}}, {}, {}}) == "nothing selects it");
  CHECK(pp::to_text(pp::verdict_line{"a",
                                     false,
                                     {{rule::risk_cvss, {}}, {rule::severity, {}}},
                                     {{rule::excluded_group, {"X"}}, {rule::product_filter, {}}},
                                     {},
                                     {}}) ==
        "excluded by patch group \"X\"; its product is not ticked (selected by CVSS score, severity)");
  CHECK(pp::to_text(pp::verdict_line_view{"a", true, {{rule::all_missing, {}}}, {}, {}, {}}) == "all missing patches");
}

TEST_CASE("a verdict says what is not known") {
  using pp::unknown_field;
  const auto with = [](pp::flag_set<unknown_field> unknown) {
    return pp::to_text(pp::verdict_line{"a", false, {}, {{pp::rule::nothing_selects, {}}}, unknown, {}});
  };
  CHECK(with({unknown_field::vrr}) == "nothing selects it (no VRR known)");
  CHECK(with({unknown_field::cvss}) == "nothing selects it (no CVSS score known)");
  CHECK(with({unknown_field::vrr, unknown_field::cvss}) == "nothing selects it (no VRR and no CVSS score known)");
}

TEST_CASE("a verdict says what is really installed") {
  const std::string text = pp::to_text(pp::verdict_line{"a", true, {{pp::rule::severity, {}}}, {}, {}, {"b", "c"}});
  CHECK(text.find("severity") == 0);
  CHECK(text.find("installs b, c") != std::string::npos);
}

TEST_CASE("names are shown on one line and not at any length") {
  const std::string text = said(pp::rule::included_group, {"a\nb\x1B[31m" + std::string(1000, 'x')});
  CHECK(text.size() < 100);
  for (const char c : text) CHECK((c < 0 || c >= 0x20));
}
