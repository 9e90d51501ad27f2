// SPDX-License-Identifier: BSL-1.0
// Which patches deploy: verdicts with their rules, witnesses and unknown fields; what each task of a configuration
// deploys; and explanations with what would change them.
#pragma once

#include <string>
#include <type_traits>

#include "answers.hpp"
#include "cases.hpp"

namespace everywhere {

inline void answer_verdicts(answers& out) {
  for_each_case(1, 400, out, [&](const read_case& c) {
    with_task(c, [&](const auto& task, const auto& records, const auto& scan) {
      const auto bound = pp::bind(task, c.groups, c.previews());
      const auto verdicts = pp::select(bound, records, scan);
      for (pp::ordinal at = 0; at < records.size(); ++at) {
        const auto line = pp::name_verdict(task.deploy, bound, scan, verdicts, at);
        std::string text;
        pp::append_verdict_line(text, line);
        out.add(text);
        out.add(pp::to_text(line));
      }
      for (const auto tasks : pp::deploying_tasks(c.config, c.groups, records, scan)) {
        std::string names;
        for (const pp::task_kind kind : tasks) names += pp::name_of(kind);
        out.add(names);
      }
    });
  });
}

inline void answer_explanations(answers& out) {
  for_each_case(1, 60, out, [&](const read_case& c) {
    if (c.texts.patches.size() > 24) return;
    with_task(c, [&](const auto& task, const auto& records, const auto& scan) {
      for (pp::ordinal at = 0; at < records.size(); ++at) {
        const auto explained = pp::explain(task, c.groups, c.previews(), records, scan, at);
        out.add(pp::write_explanation(explained));
        out.add(pp::to_text(explained));
      }
    });
  });
}

}  // namespace everywhere
