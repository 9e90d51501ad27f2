// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/counted_level.hpp"

#include <optional>

#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::platform;
using enum pp::patch_kind;
using enum pp::severity_level;

namespace {

template <platform Os>
std::optional<pp::severity_level> counted(std::optional<pp::patch_kind> kind,
                                          std::optional<pp::severity_level> level = {}) {
  pp::patch<Os> p;
  p.kind = kind;
  p.severity = level;
  return pp::detail::counted_level(p);
}

}  // namespace

TEST_CASE("a level counts as it is, whatever the kind") {
  for (const auto kind : {security, non_security, bug_fix, enhancement, enablement}) {
    CHECK(counted<platform::windows>(kind, low) == low);
    CHECK(counted<platform::mac>(kind, critical) == critical);
    CHECK(counted<platform::gnu_linux>(kind, moderate) == moderate);
  }
  CHECK(counted<platform::windows>(std::nullopt, important) == important);
}

TEST_CASE("without a level what has levels on its platform is unassigned (rule D6)") {
  CHECK(counted<platform::windows>(security) == unassigned);
  CHECK(counted<platform::windows>(non_security) == unassigned);
  CHECK(counted<platform::mac>(security) == unassigned);
  CHECK(counted<platform::mac>(non_security) == unassigned);
}

TEST_CASE("and anything else has none") {
  CHECK(counted<platform::windows>(enablement) == std::nullopt);
  CHECK(counted<platform::windows>(std::nullopt) == std::nullopt);
  CHECK(counted<platform::mac>(std::nullopt) == std::nullopt);
  CHECK(counted<platform::gnu_linux>(security) == std::nullopt);
  CHECK(counted<platform::gnu_linux>(bug_fix) == std::nullopt);
  CHECK(counted<platform::gnu_linux>(enhancement) == std::nullopt);
}
