// SPDX-License-Identifier: BSL-1.0
/// \file
/// Zones from TZif files, as the zone databases of operating systems have them (RFC 9636).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// Why the bytes of a TZif file were refused.
enum class tzif_problem : std::uint8_t {
  not_tzif,
  only_version_1,
  unknown_version,
  truncated,
  no_types,
  counts_disagree,
  leap_seconds,
  transitions_unsorted,
  type_unknown,
  offset_out_of_range,
  footer_missing,
  footer_unclosed,
  footer_invalid,
  trailing_bytes,
};

template <>
struct enum_names<tzif_problem> {
  static constexpr std::string_view names[] = {
      "not_tzif",        "only_version_1",  "unknown_version",      "truncated",     "no_types",
      "counts_disagree", "leap_seconds",    "transitions_unsorted", "type_unknown",  "offset_out_of_range",
      "footer_missing",  "footer_unclosed", "footer_invalid",       "trailing_bytes"};
};

/// What is wrong with a TZif file, and at which byte, from 0.
struct tzif_error {
  tzif_problem problem = tzif_problem::not_tzif;
  std::size_t position = 0;
  posix_tz_problem footer = {};  ///< if the footer is invalid; `position` is then inside it
  friend bool operator==(const tzif_error&, const tzif_error&) = default;
};

/// A zone with its history and the rule for the future. Copying copies the history.
class tzif_zone {
 public:
  /// From the whole of a file that the caller has read: version 2 or later, fat or slim, without leap seconds. Linear;
  /// takes memory only for what the bytes hold, whatever they claim.
  static constexpr result<tzif_zone, tzif_error> parse(std::string_view bytes);

  /// Logarithmic in the transitions of the file; constant after the last of them.
  constexpr zone_info get_info(sys_seconds at) const noexcept {
    if (rule_ && at >= rule_from_) return info_by_rule(at);
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), at,
                                       [](sys_seconds instant, const change& c) { return instant < c.at; });
    const sys_seconds end = next == changes_.end() ? rule_from_ : next->at;
    if (next == changes_.begin()) return {(sys_seconds::min)(), end, first_offset_};
    const change& last = *(next - 1);
    return {last.at, end, last.offset};
  }

  friend bool operator==(const tzif_zone&, const tzif_zone&) = default;

 private:
  class parser;

  struct change {
    sys_seconds at;
    std::chrono::seconds offset;
    friend bool operator==(const change&, const change&) = default;
  };

  tzif_zone() = default;

  constexpr zone_info info_by_rule(sys_seconds at) const noexcept {
    zone_info info = rule_->get_info(at);
    info.begin = (std::max)(info.begin, rule_from_);
    return info;
  }

  std::chrono::seconds first_offset_{};  // before the first change
  std::vector<change> changes_;  // each with another offset than the one before
  sys_seconds rule_from_ = (sys_seconds::max)();
  std::optional<posix_zone> rule_;  // without one, the last offset holds for ever
};

class tzif_zone::parser {
 public:
  constexpr explicit parser(std::string_view bytes) noexcept : bytes_(bytes) {}

  constexpr result<tzif_zone, tzif_error> parse() {
    tzif_zone made;
    // The first block is for readers of 32-bit times; the second, with a header of its own, says all.
    const bool read = read_header() && skip_block(4) && read_header() && read_block(made) && read_footer(made);
    if (!read) return unexpected{error_};
    return made;
  }

 private:
  struct header {
    std::uint32_t ut_indicators = 0;
    std::uint32_t standard_indicators = 0;
    std::uint32_t leap_seconds = 0;
    std::uint32_t transitions = 0;
    std::uint32_t types = 0;
    std::uint32_t name_bytes = 0;
  };

  constexpr bool fail(tzif_problem problem, std::size_t position) noexcept {
    error_ = {problem, position, {}};
    return false;
  }

  constexpr std::uint64_t big_endian(std::size_t position, std::size_t width) const noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value << 8 | static_cast<unsigned char>(bytes_[position + i]);
    return value;
  }

  constexpr bool read_header() {
    constexpr std::size_t size = 44;
    const std::size_t begin = next_;
    const std::string_view rest = bytes_.substr(begin);
    const std::string_view magic = std::string_view("TZif").substr(0, rest.size());
    if (rest.substr(0, 4) != magic || bytes_.empty()) return fail(tzif_problem::not_tzif, begin);
    if (rest.size() < size) return fail(tzif_problem::truncated, bytes_.size());
    if (rest[4] == '\0') return fail(tzif_problem::only_version_1, begin + 4);
    if (rest[4] < '2' || rest[4] > '9') return fail(tzif_problem::unknown_version, begin + 4);

    std::uint32_t* const counts[] = {&header_.ut_indicators, &header_.standard_indicators,
                                     &header_.leap_seconds,  &header_.transitions,
                                     &header_.types,         &header_.name_bytes};
    std::size_t position = begin + 20;
    for (std::uint32_t* count : counts) {
      *count = static_cast<std::uint32_t>(big_endian(position, 4));
      position += 4;
    }
    next_ = position;
    return true;
  }

  /// The bytes that the block after a header takes.
  constexpr std::uint64_t block_size(std::uint64_t time_width) const noexcept {
    return header_.transitions * (time_width + 1) + std::uint64_t{header_.types} * 6 + header_.name_bytes +
           header_.leap_seconds * (time_width + 4) + header_.standard_indicators + header_.ut_indicators;
  }
  constexpr bool skip_block(std::uint64_t time_width) {
    if (block_size(time_width) > bytes_.size() - next_) return fail(tzif_problem::truncated, bytes_.size());
    next_ += static_cast<std::size_t>(block_size(time_width));
    return true;
  }

  constexpr bool read_block(tzif_zone& made) {
    const std::size_t counts = next_ - 24;
    if (header_.leap_seconds != 0) return fail(tzif_problem::leap_seconds, counts + 8);
    if (header_.types == 0) return fail(tzif_problem::no_types, counts + 16);
    if (header_.standard_indicators != 0 && header_.standard_indicators != header_.types)
      return fail(tzif_problem::counts_disagree, counts + 4);
    if (header_.ut_indicators != 0 && header_.ut_indicators != header_.types)
      return fail(tzif_problem::counts_disagree, counts);

    const std::size_t times = next_;
    if (!skip_block(8)) return false;
    const std::size_t count = header_.transitions;  // no more than there are bytes
    const std::size_t type_of = times + count * 8;
    const std::size_t types = type_of + count;
    for (std::size_t type = 0; type < header_.types; ++type) {
      const std::chrono::seconds offset = offset_at(types + type * 6);
      if (offset <= -offset_limit || offset >= offset_limit)
        return fail(tzif_problem::offset_out_of_range, types + type * 6);
    }

    made.first_offset_ = offset_at(types);
    std::chrono::seconds offset = made.first_offset_;
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(big_endian(times + i * 8, 8))));
      if (i > 0 && at <= last_transition_) return fail(tzif_problem::transitions_unsorted, times + i * 8);
      last_transition_ = at;
      const std::size_t type = static_cast<unsigned char>(bytes_[type_of + i]);
      if (type >= header_.types) return fail(tzif_problem::type_unknown, type_of + i);
      const std::chrono::seconds to = offset_at(types + type * 6);
      if (to != offset) made.changes_.push_back({at, to});
      offset = to;
    }
    return true;
  }

  constexpr std::chrono::seconds offset_at(std::size_t position) const noexcept {
    return std::chrono::seconds(static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(position, 4))));
  }

  constexpr bool read_footer(tzif_zone& made) {
    if (next_ == bytes_.size() || bytes_[next_] != '\n') return fail(tzif_problem::footer_missing, next_);
    const std::size_t begin = next_ + 1;
    const std::size_t end = bytes_.find('\n', begin);
    if (end == std::string_view::npos) return fail(tzif_problem::footer_unclosed, bytes_.size());
    if (end + 1 != bytes_.size()) return fail(tzif_problem::trailing_bytes, end + 1);
    if (begin == end) return true;
    const auto rule = posix_zone::parse(bytes_.substr(begin, end - begin));
    if (!rule) {
      error_ = {tzif_problem::footer_invalid, begin + rule.error().position, rule.error().problem};
      return false;
    }
    made.rule_ = *rule;
    made.rule_from_ = last_transition_;
    return true;
  }

  std::string_view bytes_;
  std::size_t next_ = 0;
  header header_{};
  sys_seconds last_transition_ = (sys_seconds::min)();  // without one, the rule holds always
  tzif_error error_{};
};

constexpr result<tzif_zone, tzif_error> tzif_zone::parse(std::string_view bytes) { return parser(bytes).parse(); }

}  // namespace patchpolicy::inline v1
