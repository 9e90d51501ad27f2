// SPDX-License-Identifier: BSL-1.0
/// \file
/// Instants, wall times and offsets in JSON: strings as `instant_text.hpp` has them.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/time/instant.hpp"

namespace patchpolicy::inline v1::detail {

template <>
struct json_codec<sys_seconds> {
  static void read(json_reader& in, sys_seconds& value) {
    const std::size_t at = in.here();
    const auto instant = in.at_string() ? parse_instant(in.read_string()) : std::nullopt;
    if (!instant) return in.reject(at, "an instant, as 2026-03-29T01:00:00Z");
    value = *instant;
  }
  static void write(json_writer& out, sys_seconds value) { out.string(to_text(value)); }
};

template <>
struct json_codec<local_seconds> {
  static void read(json_reader& in, local_seconds& value) {
    const std::size_t at = in.here();
    const auto wall = in.at_string() ? parse_local(in.read_string()) : std::nullopt;
    if (!wall) return in.reject(at, "a local time, as 2026-03-29T03:00:00");
    value = *wall;
  }
  static void write(json_writer& out, local_seconds value) { out.string(to_text(value)); }
};

/// An offset from UTC.
template <>
struct json_codec<std::chrono::seconds> {
  static void read(json_reader& in, std::chrono::seconds& value) {
    const std::size_t at = in.here();
    const auto offset = in.at_string() ? parse_offset(in.read_string()) : std::nullopt;
    if (!offset) return in.reject(at, "an offset from UTC, as +02:00");
    value = *offset;
  }
  static void write(json_writer& out, std::chrono::seconds value) { out.string(offset_text(value)); }
};

}  // namespace patchpolicy::inline v1::detail
