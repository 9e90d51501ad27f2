// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/reboot_text.hpp"

#include <cstddef>
#include <set>
#include <string>

#include "patchpolicy/core/enum_names.hpp"
#include "support/both_times.hpp"

namespace pp = patchpolicy;

namespace {

// Each enumerator has words of its own, in one line, lower case and without a period.
template <class Enum>
void check_meanings() {
  std::set<std::string> meanings;
  for (std::size_t i = 0; i < pp::enum_size<Enum>; ++i) {
    const auto value = static_cast<Enum>(i);
    const std::string meaning(meaning_of(value));
    INFO(pp::name_of(value) << ": " << meaning);
    CHECK(meanings.insert(meaning).second);
    REQUIRE(meaning.size() > 5);
    CHECK((meaning.front() >= 'a' && meaning.front() <= 'z'));
    CHECK(meaning.back() != '.');
    CHECK(meaning.find('\n') == std::string::npos);
  }
  CHECK(meaning_of(static_cast<Enum>(pp::enum_size<Enum>)).empty());
}

}  // namespace

TEST_CASE("every answer, reason, outcome, state, action, refusal and wait has its words") {
  check_meanings<pp::reboot_answer>();
  check_meanings<pp::install_outcome>();
  check_meanings<pp::reboot_reason>();
  check_meanings<pp::no_reboot_reason>();
  check_meanings<pp::reboot_state>();
  check_meanings<pp::session_action>();
  check_meanings<pp::session_refusal>();
  check_meanings<pp::deployment_wait>();
}

TEST_CASE("the words are there for the compiler too") {
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::reboot_answer::none) == "no reboot is asked for");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::reboot_answer::requested) == "a reboot is asked for");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::install_outcome::installed) == "installed");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::install_outcome::failed_restart_required) ==
                         "failed, and requires a restart");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::session_action::restart) == "restart");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::session_refusal::not_permitted) == "the settings do not permit it");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::reboot_reason::result_code) ==
                         "the results of the installation require it");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::no_reboot_reason::nothing_deployed) == "nothing is deployed");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::reboot_state::timeout_cancelled) == "put off until log-off");
  PATCHPOLICY_CHECK_BOTH(pp::meaning_of(pp::deployment_wait::nothing) == "may deploy now");
}
