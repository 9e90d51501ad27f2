// SPDX-License-Identifier: BSL-1.0
// Zones, instants and counts on the command line. Whatever is wrong with them is said on standard error.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "arguments.hpp"
#include "patchpolicy/patchpolicy.hpp"

namespace tool {

struct named_zone {
  std::string name;
  patchpolicy::any_zone zone;
};

// A specification with the options that choose a zone.
command_spec with_zone(command_spec command, bool required = true);

// What --zone or --zone-file says, one of which is there.
std::optional<named_zone> read_zone(const arguments& given);

// Where and from when to look at runs, if that is asked for.
struct zone_and_instant {
  std::optional<named_zone> zone;
  patchpolicy::sys_seconds after = {};
};

// What --zone, --zone-file and --after say together: all or nothing.
std::optional<zone_and_instant> read_when(const arguments& given);

// What stands for an instant in the usage of a command.
inline constexpr std::string_view instant_form = "INSTANT";

// The instant that `text`, the value of `option`, says.
std::optional<patchpolicy::sys_seconds> read_instant(std::string_view option, std::string_view text);

// What --count says, from 1 to a million.
std::optional<std::size_t> read_count(const arguments& given, std::size_t otherwise);

// The day that a calendar shows there.
patchpolicy::day_number day_of(patchpolicy::sys_seconds at, const named_zone& zone);

// `Sun 2026-03-29 03:00` in the zone, and the instant.
std::string in_words(patchpolicy::sys_seconds at, const named_zone& zone);

}  // namespace tool
