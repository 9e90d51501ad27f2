// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/what_would_change.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;

TEST_CASE("what the product filter keeps out is let in by its product, deepest first, or by the root (rule P2)") {
  using pp::platform;
  pp::task<platform::windows> task;
  task.enabled = true;
  task.deploy.patch_groups = pp::group_choice{};
  task.deploy.patch_groups->include({"Approved"});
  task.deploy.products = pp::product_tree{};
  REQUIRE_FALSE(task.deploy.products->select_all());
  const pp::patch_groups groups = {{"Approved", {"A"}}};
  std::vector<pp::patch<platform::windows>> records = {{.id = "A"}, {.id = "B", .supersedes = {"A"}}};

  const auto products = [&] {
    const pp::supersession scan(records);
    std::vector<std::string> found;
    for (const pp::edit_set& set :
         pp::what_would_change(task, groups, pp::preview_patches::invisible, records, scan, 0)) {
      REQUIRE(set.size() == 1);
      CHECK(set[0].what == pp::edit_kind::select_product);
      found.push_back(set[0].product.vendor + '/' + set[0].product.family);
    }
    return found;
  };
  CHECK(products() == std::vector<std::string>{"/"});
  records[0].vendor = "Contoso";
  records[0].family = "Notes";
  CHECK(products() == std::vector<std::string>{"Contoso/Notes", "Contoso/", "/"});
}
