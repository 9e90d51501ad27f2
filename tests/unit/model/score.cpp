// SPDX-License-Identifier: BSL-1.0
// Scores in fixed point (rule D5).
#include "patchpolicy/model/score.hpp"

#include <optional>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using namespace pp::literals;

TEST_CASE("scores and thresholds have their bounds") {
  PATCHPOLICY_CHECK_BOTH(!pp::vrr_score::of_hundredths(-1));
  PATCHPOLICY_CHECK_BOTH(pp::vrr_score::of_hundredths(0).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::vrr_score::of_hundredths(1000).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::vrr_score::of_hundredths(1001));
  PATCHPOLICY_CHECK_BOTH(!pp::cvss_score::of_tenths(-1));
  PATCHPOLICY_CHECK_BOTH(pp::cvss_score::of_tenths(0).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::cvss_score::of_tenths(100).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::cvss_score::of_tenths(101));
  PATCHPOLICY_CHECK_BOTH(!pp::cvss_threshold::of_tenths(0));
  PATCHPOLICY_CHECK_BOTH(pp::cvss_threshold::of_tenths(1).has_value());
  PATCHPOLICY_CHECK_BOTH(pp::cvss_threshold::of_tenths(100).has_value());
  PATCHPOLICY_CHECK_BOTH(!pp::cvss_threshold::of_tenths(101));
}

TEST_CASE("a score reaches every threshold up to itself") {
  for (int score = 0; score <= 1000; ++score)
    for (int threshold = 0; threshold <= 1000; ++threshold)
      if (pp::reaches(*pp::vrr_score::of_hundredths(score), *pp::vrr_score::of_hundredths(threshold)) !=
          (score >= threshold)) {
        CAPTURE(score, threshold);
        FAIL("wrong for VRR");
      }
  for (int score = 0; score <= 100; ++score)
    for (int threshold = 1; threshold <= 100; ++threshold)
      if (pp::reaches(*pp::cvss_score::of_tenths(score), *pp::cvss_threshold::of_tenths(threshold)) !=
          (score >= threshold)) {
        CAPTURE(score, threshold);
        FAIL("wrong for CVSS");
      }
  PATCHPOLICY_CHECK_BOTH(pp::reaches(*pp::cvss_score::of_tenths(70), 7.0_cvss));
  PATCHPOLICY_CHECK_BOTH(!pp::reaches(*pp::cvss_score::of_tenths(69), 7.0_cvss));
  PATCHPOLICY_CHECK_BOTH(pp::reaches(7.25_vrr, 7.25_vrr));
  PATCHPOLICY_CHECK_BOTH(!pp::reaches(7.24_vrr, 7.25_vrr));
}

TEST_CASE("scores can be written as literals") {
  PATCHPOLICY_CHECK_BOTH(0_vrr == *pp::vrr_score::of_hundredths(0));
  PATCHPOLICY_CHECK_BOTH(7.25_vrr == *pp::vrr_score::of_hundredths(725));
  PATCHPOLICY_CHECK_BOTH(7.5_vrr == *pp::vrr_score::of_hundredths(750));
  PATCHPOLICY_CHECK_BOTH(10_vrr == *pp::vrr_score::of_hundredths(1000));
  PATCHPOLICY_CHECK_BOTH(0.1_cvss == *pp::cvss_threshold::of_tenths(1));
  PATCHPOLICY_CHECK_BOTH(9_cvss == *pp::cvss_threshold::of_tenths(90));
  PATCHPOLICY_CHECK_BOTH(9.0_cvss == *pp::cvss_threshold::of_tenths(90));
  PATCHPOLICY_CHECK_BOTH(10.0_cvss == *pp::cvss_threshold::of_tenths(100));
}

TEST_CASE("the score of the newest version of CVSS counts") {
  const std::vector<std::optional<pp::cvss_score>> choices = {std::nullopt, *pp::cvss_score::of_tenths(0),
                                                              *pp::cvss_score::of_tenths(98)};
  for (const auto& v2 : choices)
    for (const auto& v3 : choices)
      for (const auto& v31 : choices)
        for (const auto& v4 : choices) {
          pp::cvss_scores scores;
          scores.set(pp::cvss_version::v2_0, v2);
          scores.set(pp::cvss_version::v3_0, v3);
          scores.set(pp::cvss_version::v3_1, v31);
          scores.set(pp::cvss_version::v4_0, v4);
          const auto newest = v4 ? v4 : v31 ? v31 : v3 ? v3 : v2;
          CHECK(scores.newest() == newest);
          CHECK(scores[pp::cvss_version::v2_0] == v2);
          CHECK(scores[pp::cvss_version::v3_0] == v3);
          CHECK(scores[pp::cvss_version::v3_1] == v31);
          CHECK(scores[pp::cvss_version::v4_0] == v4);
        }
  constexpr auto lower_but_newer = [] {
    pp::cvss_scores scores;
    scores.set(pp::cvss_version::v3_1, *pp::cvss_score::of_tenths(61));
    scores.set(pp::cvss_version::v2_0, *pp::cvss_score::of_tenths(100));
    return scores.newest() == *pp::cvss_score::of_tenths(61);
  };
  PATCHPOLICY_CHECK_BOTH(lower_but_newer());
  PATCHPOLICY_CHECK_BOTH(!pp::cvss_scores{}.newest());
}

TEST_CASE("scores under versions of CVSS are equal only if all are") {
  pp::cvss_scores a;
  pp::cvss_scores b;
  CHECK(a == b);
  a.set(pp::cvss_version::v3_0, *pp::cvss_score::of_tenths(50));
  CHECK(a != b);
  b.set(pp::cvss_version::v3_0, *pp::cvss_score::of_tenths(50));
  CHECK(a == b);
  b.set(pp::cvss_version::v3_0, std::nullopt);
  b.set(pp::cvss_version::v3_1, *pp::cvss_score::of_tenths(50));
  CHECK(a != b);
}

TEST_CASE("versions of CVSS are named by their numbers") {
  PATCHPOLICY_CHECK_BOTH(pp::enum_size<pp::cvss_version> == 4);
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::cvss_version::v2_0) == "2.0");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::cvss_version::v3_0) == "3.0");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::cvss_version::v3_1) == "3.1");
  PATCHPOLICY_CHECK_BOTH(pp::name_of(pp::cvss_version::v4_0) == "4.0");
}
