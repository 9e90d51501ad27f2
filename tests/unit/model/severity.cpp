// SPDX-License-Identifier: BSL-1.0
// The words for kinds and levels (rule D6).
#include "patchpolicy/model/severity.hpp"

#include "support/both_times.hpp"

namespace pp = patchpolicy;

TEST_CASE("kinds of patches have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::patch_kind> == 5);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::patch_kind::security) == "security");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::patch_kind::non_security) == "non_security");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::patch_kind::bug_fix) == "bug_fix");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::patch_kind::enhancement) == "enhancement");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::patch_kind::enablement) == "enablement");
}

TEST_CASE("severity levels have the words of the interchange format") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::severity_level> == 5);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::severity_level::critical) == "critical");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::severity_level::important) == "important");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::severity_level::moderate) == "moderate");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::severity_level::low) == "low");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::severity_level::unassigned) == "unassigned");
}

TEST_CASE("the levels of Linux are those of the others without unassigned") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::linux_severity_level> == 4);
  PATCHPOLICY_CHECK_BOTH(!pp::from_name<pp::linux_severity_level>("unassigned"));
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::linux_severity_level::critical) == "critical");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::linux_severity_level::important) == "important");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::linux_severity_level::moderate) == "moderate");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::linux_severity_level::low) == "low");
  PATCHPOLICY_CHECK_BOTH(pp::widen(pp::linux_severity_level::critical) == pp::severity_level::critical);
  PATCHPOLICY_CHECK_BOTH(pp::widen(pp::linux_severity_level::important) == pp::severity_level::important);
  PATCHPOLICY_CHECK_BOTH(pp::widen(pp::linux_severity_level::moderate) == pp::severity_level::moderate);
  PATCHPOLICY_CHECK_BOTH(pp::widen(pp::linux_severity_level::low) == pp::severity_level::low);
}
