// SPDX-License-Identifier: BSL-1.0
/// \file
/// A zone of a kind that is chosen at run time.
#pragma once

#include <utility>
#include <variant>

#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/time_zone.hpp"
#include "patchpolicy/time/tzif_zone.hpp"

namespace patchpolicy::inline v1 {

/// One of this library's zones, such as a console lets people choose. Universal time by default.
class any_zone {
 public:
  any_zone() = default;
  constexpr any_zone(utc_zone zone) : zone_(zone) {}
  constexpr any_zone(fixed_zone zone) : zone_(zone) {}
  constexpr any_zone(posix_zone zone) : zone_(zone) {}
  constexpr any_zone(tzif_zone zone) : zone_(std::move(zone)) {}

  constexpr zone_info get_info(sys_seconds at) const {
    if (const auto* file = std::get_if<tzif_zone>(&zone_)) return file->get_info(at);
    if (const auto* rule = std::get_if<posix_zone>(&zone_)) return rule->get_info(at);
    if (const auto* fixed = std::get_if<fixed_zone>(&zone_)) return fixed->get_info(at);
    return utc_zone().get_info(at);
  }

  friend bool operator==(const any_zone&, const any_zone&) = default;

 private:
  std::variant<utc_zone, fixed_zone, posix_zone, tzif_zone> zone_;
};

}  // namespace patchpolicy::inline v1
