// SPDX-License-Identifier: BSL-1.0
/// \file
/// Risk scores in fixed point, so that 7.0 >= 7.0 is always true (rule D5).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/enum_names.hpp"

namespace patchpolicy::inline v1 {

/// A Vulnerability Risk Rating, 0 to 10, in hundredths. Also the threshold for one.
using vrr_score = bounded<struct vrr_score_tag, std::uint16_t, 0, 1000, 2>;

/// A CVSS score of a vulnerability, 0 to 10, in tenths.
using cvss_score = bounded<struct cvss_score_tag, std::uint8_t, 0, 100, 1>;

/// The least CVSS score that selects, 0.1 to 10, in tenths.
using cvss_threshold = bounded<struct cvss_threshold_tag, std::uint8_t, 1, 100, 1>;

/// Whether a score is at least the threshold (rule D5).
constexpr bool reaches(vrr_score score, vrr_score threshold) noexcept { return score.count() >= threshold.count(); }
constexpr bool reaches(cvss_score score, cvss_threshold threshold) noexcept {
  return score.count() >= threshold.count();
}

/// Versions of CVSS, oldest first.
enum class cvss_version : std::uint8_t { v2_0, v3_0, v3_1, v4_0 };

template <>
struct enum_names<cvss_version> {
  static constexpr std::string_view names[] = {"2.0", "3.0", "3.1", "4.0"};
};

/// What one vulnerability scored under each version of CVSS.
class cvss_scores {
 public:
  constexpr cvss_scores() noexcept {}  // written out, as GCC 12 fails on lists of what holds a defaulted one

  /// The score under one version; absent if there is none.
  constexpr std::optional<cvss_score> operator[](cvss_version version) const noexcept {
    return scores_[static_cast<std::size_t>(version)];
  }
  constexpr void set(cvss_version version, std::optional<cvss_score> score) noexcept {
    scores_[static_cast<std::size_t>(version)] = score;
  }

  /// The score that counts: that of the newest version that has one (rule D5).
  constexpr std::optional<cvss_score> newest() const noexcept {
    for (std::size_t i = scores_.size(); i-- > 0;)
      if (scores_[i]) return scores_[i];
    return std::nullopt;
  }

  friend bool operator==(const cvss_scores&, const cvss_scores&) = default;

 private:
  std::array<std::optional<cvss_score>, enum_size<cvss_version>> scores_ = {};
};

namespace literals {

/// `7.25_vrr`: 0 to 10, at most two decimals.
template <char... Characters>
constexpr vrr_score operator""_vrr() noexcept {
  return detail::bounded_literal<vrr_score, Characters...>();
}

/// `9.0_cvss`: 0.1 to 10, at most one decimal; a threshold.
template <char... Characters>
constexpr cvss_threshold operator""_cvss() noexcept {
  return detail::bounded_literal<cvss_threshold, Characters...>();
}

}  // namespace literals
}  // namespace patchpolicy::inline v1
