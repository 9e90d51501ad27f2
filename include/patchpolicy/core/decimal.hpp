// SPDX-License-Identifier: BSL-1.0
/// \file
/// Decimal numbers in text, taken exactly: no floating point, no rounding.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace patchpolicy::inline v1 {

/// The number that `text` says, times 10^`decimals`: `("7.50", 2)` is 750 and `("75e-1", 2)` too (rule D5).
/// Nothing if it is no decimal number, has more decimals than that, or needs more than 18 digits; no exponent is too
/// long to be understood. A JSON number is one; leading zeros and a point at either end are good, too. Linear in
/// `text`.
constexpr std::optional<long long> scaled_decimal(std::string_view text, int decimals) noexcept {
  constexpr long long too_far = 1'000'000'000;  // exponents beyond this are all the same to us
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++i;

  long long digits = 0;
  long long exponent = decimals;
  long long pending_zeros = 0;  // zeros that count only if another digit follows
  int digit_count = 0;
  bool any_digit = false;
  bool fraction = false;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (!is_digit(text[i])) return std::nullopt;
    any_digit = true;
    if (fraction) --exponent;
    if (text[i] == '0') {
      if (digits != 0) ++pending_zeros;
      continue;
    }
    digit_count += pending_zeros > 18 ? 19 : static_cast<int>(pending_zeros) + 1;
    if (digit_count > 18) return std::nullopt;
    for (; pending_zeros > 0; --pending_zeros) digits *= 10;
    digits = digits * 10 + (text[i] - '0');
  }
  if (!any_digit) return std::nullopt;
  exponent += pending_zeros;

  if (i < text.size()) {
    ++i;
    const bool down = i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (i == text.size()) return std::nullopt;
    long long written = 0;
    for (; i < text.size(); ++i) {
      if (!is_digit(text[i])) return std::nullopt;
      if (written < too_far) written = written * 10 + (text[i] - '0');
    }
    exponent += down ? -written : written;
  }
  if (digits == 0) return 0;
  if (exponent < 0 || exponent + digit_count > 18) return std::nullopt;
  for (; exponent > 0; --exponent) digits *= 10;
  return negative ? -digits : digits;
}

}  // namespace patchpolicy::inline v1
