// SPDX-License-Identifier: BSL-1.0
// Random cases, read by the library; and what is asked about the one task of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "answers.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "support/random_case.hpp"

namespace everywhere {

namespace pp = patchpolicy;

inline constexpr naive::platform all_platforms[] = {naive::platform::windows, naive::platform::mac,
                                                    naive::platform::linux_os};

struct read_case {
  naive::random_case texts;
  pp::configuration config;
  pp::patch_groups groups;
  pp::catalog catalog;
  pp::task_kind task;

  pp::preview_patches previews() const { return pp::previews_of(config); }
  // It refers to this case.
  pp::linux_endpoint endpoint() const {
    pp::linux_endpoint made;
    if (texts.endpoint.distribution) made.distribution = *texts.endpoint.distribution;
    if (texts.endpoint.major_version)
      made.major_version = pp::distribution_version::of(*texts.endpoint.major_version).optional();
    return made;
  }
};

// Calls `ask(case)` for so many cases of each platform.
template <class Function>
void for_each_case(std::uint64_t first_seed, std::uint64_t count, answers& out, Function ask) {
  for (const naive::platform os : all_platforms)
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
      naive::random_case texts = naive::make_random_case(seed, os);
      auto config = pp::read_configuration(texts.configuration_json);
      auto groups = pp::read_patch_groups(texts.groups_json);
      auto catalog = pp::read_catalog(texts.catalog_ndjson);
      const auto task = pp::from_name<pp::task_kind>(texts.task_kind);
      if (config && groups && catalog && task)
        ask(read_case{std::move(texts), *std::move(config), *std::move(groups), *std::move(catalog), *task});
      else
        out.add("a good text was not read");
    }
}

// Calls `ask(task, records, scan)` for the task of a case.
template <class Function>
void with_task(const read_case& c, Function ask) {
  const auto with_scan = [&](const auto& task) {
    constexpr pp::platform os = std::remove_cvref_t<decltype(task)>::os;
    const auto& records = c.catalog.records<os>();
    if constexpr (os == pp::platform::gnu_linux)
      ask(task, records, pp::linux_scan(records, c.endpoint()));
    else
      ask(task, records, pp::supersession(records));
  };
  if (c.texts.platform == naive::platform::linux_os)
    with_scan(c.config.gnu_linux.routine_maintenance);
  else if (c.texts.platform == naive::platform::mac)
    with_scan(c.config.mac.routine_maintenance);
  else if (c.task == pp::task_kind::priority_updates)
    with_scan(c.config.windows.priority_updates);
  else if (c.task == pp::task_kind::zero_day_response)
    with_scan(c.config.windows.zero_day_response);
  else
    with_scan(c.config.windows.routine_maintenance);
}

}  // namespace everywhere
