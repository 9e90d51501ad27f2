// SPDX-License-Identifier: BSL-1.0
// Patch groups beside a catalog: counts, eyes, statuses, names that match nothing, the records behind the counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "answers.hpp"
#include "cases.hpp"

namespace everywhere {

inline void answer_grids(answers& out) {
  for_each_case(1, 200, out, [&](const read_case& c) {
    for (const pp::configured_task configured : {pp::configured_task{pp::platform::windows, c.task},
                                                 {pp::platform::mac, pp::task_kind::routine_maintenance},
                                                 {pp::platform::gnu_linux, pp::task_kind::routine_maintenance}}) {
      const pp::group_grid grid = pp::grid_of(c.config, c.groups, configured, c.catalog);
      std::optional<std::uint64_t> endpoints;
      if (c.texts.seed % 3 != 0) endpoints = c.texts.seed % 3 - 1;
      out.add(pp::write_group_grid(grid, c.groups, endpoints));
      for (pp::ordinal group = 0; group < c.groups.size(); ++group) {
        out.add(pp::status_text(grid.rows[group], configured.os, endpoints));
        std::vector<pp::group_record> records;
        pp::for_each_record_in(c.groups[group], c.catalog, [&](auto os, pp::ordinal at) {
          records.push_back({c.catalog.records<os()>()[at].id, os()});
        });
        out.add(pp::write_group_records(grid, c.groups, group, records, endpoints));
      }
    }
  });
}

}  // namespace everywhere
