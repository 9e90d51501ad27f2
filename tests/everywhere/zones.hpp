// SPDX-License-Identifier: BSL-1.0
// Time zones of every kind, and the bytes of TZif files, made up at random.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "patchpolicy/patchpolicy.hpp"
#include "support/random_schedule.hpp"

namespace everywhere {

namespace pp = patchpolicy;

inline pp::sys_seconds instant(std::int64_t seconds) { return pp::sys_seconds(std::chrono::seconds(seconds)); }

inline void append_big_endian(std::string& bytes, std::int64_t number, int width) {
  for (int shift = (width - 1) * 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> shift & 0xFF));
}

inline std::string tzif_header(std::size_t transitions, std::size_t types) {
  std::string bytes = "TZif2" + std::string(15, '\0');
  for (const std::size_t count : {std::size_t{0}, std::size_t{0}, std::size_t{0}, transitions, types, std::size_t{4}})
    append_big_endian(bytes, static_cast<std::int64_t>(count), 4);
  return bytes;
}

// A file of version 2, whose first block is as good as empty: each transition has its own type.
inline std::string tzif_bytes(const naive::zone& zone, std::string_view footer) {
  const std::string name("STD\0", 4);
  std::string bytes = tzif_header(0, 1) + std::string(6, '\0') + name;
  bytes += tzif_header(zone.transitions.size(), zone.transitions.size() + 1);
  for (const auto& [at, offset] : zone.transitions) append_big_endian(bytes, at, 8);
  for (std::size_t i = 0; i < zone.transitions.size(); ++i)
    append_big_endian(bytes, static_cast<std::int64_t>(i) + 1, 1);
  const auto append_type = [&](std::int64_t offset) {
    append_big_endian(bytes, offset, 4);
    bytes += std::string(2, '\0');
  };
  append_type(zone.first_offset);
  for (const auto& [at, offset] : zone.transitions) append_type(offset);
  bytes += name;
  bytes += '\n';
  bytes += footer;
  return bytes + '\n';
}

// A zone, and instants around which it may be worth asking.
struct asked_zone {
  pp::any_zone zone;
  std::vector<std::int64_t> centers;
};

// Universal time, a fixed offset, a POSIX TZ string or a TZif file; what could not be read is an answer.
inline asked_zone random_zone(naive::random_numbers& numbers, answers& out) {
  asked_zone made;
  for (int i = 0; i < 2; ++i) made.centers.push_back(naive::between(numbers, 0, 4'102'444'800));
  const auto around = [&](const naive::zone& zone) {
    if (zone.transitions.empty()) return;
    for (int i = 0; i < 3; ++i) made.centers.push_back(zone.transitions[numbers.below(zone.transitions.size())].first);
  };
  const std::size_t kind = numbers.below(8);
  if (kind == 0) {
    made.zone = pp::utc_zone();
    made.centers.push_back(0);
  } else if (kind == 1) {
    if (const auto zone = pp::fixed_zone::of(std::chrono::seconds(naive::random_offset(numbers)))) made.zone = *zone;
  } else if (kind < 5) {
    const naive::posix_rule rule = naive::random_posix_rule(numbers, numbers.chance(40));
    const std::string text = naive::text_of(rule, numbers.next());
    const auto zone = pp::parse_zone(text);
    if (zone) made.zone = *zone;
    if (!zone) out.add(pp::to_text(zone.error(), text));
    for (int i = 0; i < 3; ++i) {
      const int year = numbers.between(1970, 2105);
      made.centers.push_back(i % 2 == 0 ? rule.start_in(year) : rule.end_in(year));
    }
  } else {
    const naive::zone transitions = naive::random_transitions(numbers);
    const std::string footer = numbers.chance(50) ? naive::text_of(naive::random_posix_rule(numbers, true)) : "";
    const auto zone = pp::tzif_zone::parse(tzif_bytes(transitions, footer));
    if (zone) made.zone = *zone;
    if (!zone) out.add(pp::to_text(zone.error()));
    around(transitions);
  }
  return made;
}

}  // namespace everywhere
