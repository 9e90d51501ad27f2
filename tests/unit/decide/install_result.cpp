// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/install_result.hpp"

#include <cstdint>
#include <limits>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using pp::install_outcome;

TEST_CASE("result codes mean what rule B4 says") {
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(0) == install_outcome::installed);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(3010) == install_outcome::restart_required);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(1641) == install_outcome::restart_required);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(3017) == install_outcome::failed_restart_required);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(3018) == install_outcome::failed_restart_required);
}

TEST_CASE("every other code is a failure") {  // rule B4
  for (std::int64_t code = -70'000; code <= 70'000; ++code) {
    const bool is_known = code == 0 || code == 1641 || code == 3010 || code == 3017 || code == 3018;
    if ((pp::outcome_of_code(code) == install_outcome::failed) == !is_known) continue;
    FAIL(code);
  }
  using limits = std::numeric_limits<std::int64_t>;
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(limits::min()) == install_outcome::failed);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(limits::max()) == install_outcome::failed);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code((std::int64_t{1} << 32) + 3010) == install_outcome::failed);
  PATCHPOLICY_CHECK_BOTH(pp::outcome_of_code(std::int64_t{1} << 32) == install_outcome::failed);
}

TEST_CASE("an outcome says whether the patch is there, and whether the machine has to restart") {
  PATCHPOLICY_CHECK_BOTH(is_installed(install_outcome::installed));
  PATCHPOLICY_CHECK_BOTH(is_installed(install_outcome::restart_required));
  PATCHPOLICY_CHECK_BOTH(!is_installed(install_outcome::failed));
  PATCHPOLICY_CHECK_BOTH(!is_installed(install_outcome::failed_restart_required));
  PATCHPOLICY_CHECK_BOTH(!asks_for_restart(install_outcome::installed));
  PATCHPOLICY_CHECK_BOTH(asks_for_restart(install_outcome::restart_required));
  PATCHPOLICY_CHECK_BOTH(!asks_for_restart(install_outcome::failed));
  PATCHPOLICY_CHECK_BOTH(asks_for_restart(install_outcome::failed_restart_required));
}

TEST_CASE("outcomes have their words") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<install_outcome> == 4);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(install_outcome::installed) == "installed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(install_outcome::restart_required) == "restart_required");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(install_outcome::failed) == "failed");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(install_outcome::failed_restart_required) == "failed_restart_required");
}
