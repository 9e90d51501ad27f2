// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/enablement_offer.hpp"

#include <vector>

#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

using record = pp::patch<pp::platform::windows>;
using ordinals = std::vector<pp::ordinal>;
constexpr auto enablement = pp::patch_kind::enablement;

// 1 is superseded by a package, 3 only by a preview, 4 is a preview itself.
const std::vector<record> records = {
    {.id = "newer", .kind = enablement, .supersedes = {"older"}},
    {.id = "older", .kind = enablement},
    {.id = "no package", .kind = pp::patch_kind::security},
    {.id = "under a preview", .kind = enablement},
    {.id = "preview package", .kind = enablement, .preview = true, .supersedes = {"under a preview"}},
};

ordinals offered(pp::preview_patches previews, pp::superseded_packages superseded) {
  return pp::enablement_offer(records, pp::supersession(records), previews, superseded);
}

}  // namespace

TEST_CASE("enablement packages are offered without those that a visible record supersedes, or with them (rule D12)") {
  using enum pp::superseded_packages;
  constexpr auto visible = pp::preview_patches::visible;
  constexpr auto invisible = pp::preview_patches::invisible;
  CHECK(offered(invisible, hidden) == ordinals{0, 3});
  CHECK(offered(invisible, shown) == ordinals{0, 1, 3});
  CHECK(offered(visible, hidden) == ordinals{0, 4});
  CHECK(offered(visible, shown) == ordinals{0, 1, 3, 4});
  CHECK(pp::enablement_offer(records, pp::supersession(records)) == ordinals{0, 3});
}
