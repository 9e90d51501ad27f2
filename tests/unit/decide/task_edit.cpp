// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/task_edit.hpp"

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("a patch is added to the first group of that name, and to none without one") {
  using routine = pp::edited_task<pp::platform::windows, pp::task_kind::routine_maintenance>;
  const routine before{.edited = {}, .groups = {{"Pilot", {"A"}}, {"Approved", {}}, {"Approved", {}}}};
  pp::task_edit edit{.what = pp::edit_kind::add_to_group, .group = "Approved", .patch = "B"};

  routine now = before;
  pp::apply(edit, now);
  CHECK(now.groups == pp::patch_groups{{"Pilot", {"A"}}, {"Approved", {"B"}}, {"Approved", {}}});

  now = before;
  edit.group = "Unknown";
  pp::apply(edit, now);
  CHECK(now.groups == before.groups);
  CHECK(now.edited == before.edited);
}
