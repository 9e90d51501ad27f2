// SPDX-License-Identifier: BSL-1.0
// Names and comments that markup, terminals and JSON could take for something else.
#pragma once

#include <string>
#include <vector>

#include "patchpolicy/model/configuration.hpp"

namespace tests {

inline std::vector<std::string> hostile_texts() {
  using namespace std::string_literals;
  std::string long_text;
  while (long_text.size() < 10'000) long_text += "0123456789";
  std::string all_bytes;
  for (int c = 0; c < 256; ++c) all_bytes += static_cast<char>(static_cast<unsigned char>(c));
  return {"<script>alert(1)</script>",
          "</bdi></li></ul></section>",
          "<!-- ",
          "]]>",
          "&amp; &#39; &lt",
          "\" onmouseover=\"x\" ' '",
          "# heading",
          "a\n# heading\n\n- item\n1. item\n",
          "a\r\n===\r\n---\r",
          "    code",
          "\tcode",
          "```\ncode",
          "> quote",
          "[a](javascript:b) ![c](d) <http://e>",
          "*a* _b_ `c` ~~d~~ | e | \\",
          "- a",
          "+ a",
          "1. a",
          "1) a",
          "***",
          "{name} {days:day|days} {",
          "}",
          "\0nul\0"s,
          "\x1b[31mred\x07\x7f",
          "\xc2\x85\xc2\x9b",
          "\u202eevil\u2066\u200f\ufeff",
          "\u2028line\u2029paragraph",
          "\xff\xfe bad \xc3",
          "\xed\xa0\x80\xf4\x90\x80\x80\xc0\xaf",
          "\U0001F600",
          "",
          " ",
          long_text,
          all_bytes};
}

// `c` with `text` wherever somebody may give a text.
inline patchpolicy::configuration with_texts(const std::string& text, patchpolicy::configuration c = {}) {
  namespace pp = patchpolicy;
  c.name = text;
  c.comment = text;
  const auto names = std::vector<std::string>{text};
  const auto more = std::vector<std::string>{text + "'", "\"" + text};
  auto& routine = c.windows.routine_maintenance;
  routine.enabled = true;
  routine.schedule = pp::describe<pp::staged_schedule>::blank();
  routine.deploy.patch_groups = *pp::group_choice::of(names, more);
  routine.deploy.enablement_packages = names;
  const std::string part = 'x' + text;
  routine.deploy.products = *pp::product_tree::of(true, {{part, "", ""}, {part, part, part}}, {{part, part, ""}});
  c.windows.priority_updates.enabled = true;
  c.windows.priority_updates.schedule = pp::describe<pp::staged_schedule>::blank();
  c.windows.priority_updates.deploy.products = *pp::product_tree::of(false, {{part, part, ""}});
  c.mac.routine_maintenance.enabled = true;
  c.mac.routine_maintenance.schedule = pp::describe<pp::staged_schedule>::blank();
  c.mac.routine_maintenance.deploy.patch_groups = *pp::group_inclusion::of(more);
  return c;
}

}  // namespace tests
