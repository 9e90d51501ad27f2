// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which of two versions of a Linux package is the newer one, as the package managers see it (rule D10).
#pragma once

#include <compare>
#include <cstddef>
#include <string_view>

namespace patchpolicy::inline v1 {

/// How versions compare: as RPM does, or as dpkg does on Debian and Ubuntu.
enum class version_scheme : unsigned char { rpm, dpkg };

/// The scheme of a distribution by its name in records; RPM's where it is unknown.
constexpr version_scheme version_scheme_of(std::string_view distribution) noexcept {
  return distribution == "debian" || distribution == "ubuntu" ? version_scheme::dpkg : version_scheme::rpm;
}

/// The parts of `[epoch:]version[-release]`: the epoch is the digits before the first colon, the release what follows
/// the last hyphen.
struct package_version {
  std::string_view epoch;
  std::string_view version;
  std::string_view release;
  bool has_release = false;

  static constexpr package_version parse(std::string_view text) noexcept {
    package_version parts;
    std::size_t digits = 0;
    while (digits < text.size() && '0' <= text[digits] && text[digits] <= '9') ++digits;
    if (digits < text.size() && text[digits] == ':') {
      parts.epoch = text.substr(0, digits);
      text.remove_prefix(digits + 1);
    }
    if (const std::size_t hyphen = text.rfind('-'); hyphen != std::string_view::npos) {
      parts.has_release = true;
      parts.release = text.substr(hyphen + 1);
      text = text.substr(0, hyphen);
    }
    parts.version = text;
    return parts;
  }
};

namespace detail {

constexpr bool is_version_digit(char c) noexcept { return '0' <= c && c <= '9'; }
constexpr bool is_version_letter(char c) noexcept { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

/// Numbers of any length.
constexpr std::strong_ordering compare_digits(std::string_view a, std::string_view b) noexcept {
  while (!a.empty() && a.front() == '0') a.remove_prefix(1);
  while (!b.empty() && b.front() == '0') b.remove_prefix(1);
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a.compare(b) <=> 0;
}

/// Takes the longest run off the front of `text` whose characters fit.
template <class Fits>
constexpr std::string_view take_run(std::string_view& text, Fits fits) noexcept {
  std::size_t length = 0;
  while (length < text.size() && fits(text[length])) ++length;
  const std::string_view run = text.substr(0, length);
  text.remove_prefix(length);
  return run;
}

/// RPM: runs of digits and runs of letters in turn, whatever stands between them; `~` sorts before the end, `^` after
/// it but before everything else, and a number after letters.
constexpr std::strong_ordering compare_rpm_part(std::string_view a, std::string_view b) noexcept {
  enum class piece : unsigned char { tilde, end, caret, letters, number };
  const auto next = [](std::string_view& text) {
    take_run(text, [](char c) { return !is_version_digit(c) && !is_version_letter(c) && c != '~' && c != '^'; });
    if (text.empty()) return piece::end;
    if (text.front() == '~') return piece::tilde;
    if (text.front() == '^') return piece::caret;
    return is_version_digit(text.front()) ? piece::number : piece::letters;
  };
  while (true) {
    const piece kind = next(a);
    if (const piece other = next(b); kind != other) return kind <=> other;
    switch (kind) {
      case piece::end: return std::strong_ordering::equal;
      case piece::tilde:
      case piece::caret:
        a.remove_prefix(1);
        b.remove_prefix(1);
        break;
      case piece::number:
        if (const auto order = compare_digits(take_run(a, is_version_digit), take_run(b, is_version_digit)); order != 0)
          return order;
        break;
      case piece::letters:
        if (const auto order = take_run(a, is_version_letter).compare(take_run(b, is_version_letter)) <=> 0; order != 0)
          return order;
        break;
    }
  }
}

/// dpkg: runs of other characters and of digits in turn; `~` sorts before the end of a run, the end before letters,
/// and these before all else.
constexpr std::strong_ordering compare_dpkg_part(std::string_view a, std::string_view b) noexcept {
  const auto rank = [](std::string_view run, std::size_t i) {
    if (i >= run.size()) return 0;
    if (run[i] == '~') return -1;
    const int code = static_cast<unsigned char>(run[i]);
    return is_version_letter(run[i]) ? code : code + 256;
  };
  const auto is_other = [](char c) { return !is_version_digit(c); };
  while (!a.empty() || !b.empty()) {
    const std::string_view left = take_run(a, is_other);
    const std::string_view right = take_run(b, is_other);
    for (std::size_t i = 0; i < left.size() || i < right.size(); ++i)
      if (const auto order = rank(left, i) <=> rank(right, i); order != 0) return order;
    if (const auto order = compare_digits(take_run(a, is_version_digit), take_run(b, is_version_digit)); order != 0)
      return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace detail

/// Orders two versions. A missing epoch is 0. A missing release sorts before any under RPM, and equals 0 under dpkg.
/// Linear in their length.
constexpr std::strong_ordering compare_versions(std::string_view a, std::string_view b,
                                                version_scheme scheme) noexcept {
  const package_version left = package_version::parse(a);
  const package_version right = package_version::parse(b);
  const auto compare = scheme == version_scheme::rpm ? detail::compare_rpm_part : detail::compare_dpkg_part;
  if (const auto order = detail::compare_digits(left.epoch, right.epoch); order != 0) return order;
  if (const auto order = compare(left.version, right.version); order != 0) return order;
  if (scheme == version_scheme::rpm && left.has_release != right.has_release)
    return left.has_release <=> right.has_release;
  return compare(left.release, right.release);
}

}  // namespace patchpolicy::inline v1
