// SPDX-License-Identifier: BSL-1.0
// A record of this agent's own, and how the library reads it where it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/patchpolicy.hpp"
#include "words.hpp"

namespace agent {

// What the engine knows of an update, in the engine's words.
struct update {
  std::string id;
  pp::sys_seconds released = {};
  bool security = false;
  bool exploited = false;
  std::string rating;   // "critical" to "low", or nothing
  std::string restart;  // "required", "maybe", "no", or nothing
  std::string product;  // "Microsoft/Windows 11/23H2"
  std::vector<std::string> replaces;
  std::int64_t code = 0;  // what its installer will return
};

// A scan is a list of these: the engine keeps its records, and nothing is copied.
using update_reference = const update*;

}  // namespace agent

template <>
struct patchpolicy::patch_traits<agent::update_reference> {
  using reference = agent::update_reference;

  static constexpr auto os = platform::windows;
  static std::string_view id(const reference& u) { return u->id; }
  static product_path product(const reference& u) {
    std::string_view parts = u->product;
    const std::string_view vendor = agent::take(parts, '/');
    const std::string_view family = agent::take(parts, '/');
    return {vendor, family, parts};
  }
  static std::optional<patch_kind> kind(const reference& u) {
    return u->security ? patch_kind::security : patch_kind::non_security;
  }
  static std::optional<severity_level> severity(const reference& u) { return from_name<severity_level>(u->rating); }
  static bool exploited(const reference& u) { return u->exploited; }
  static std::optional<reboot_need> reboot(const reference& u) { return from_name<reboot_need>(u->restart); }
  static const std::vector<std::string>& supersedes(const reference& u) { return u->replaces; }
};
static_assert(patchpolicy::patch_record_of<agent::update_reference, patchpolicy::platform::windows>);
