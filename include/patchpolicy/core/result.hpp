// SPDX-License-Identifier: BSL-1.0
/// \file
/// A value, or the reason why there is none.
#pragma once

#include <cstdlib>
#include <optional>
#include <utility>

namespace patchpolicy::inline v1 {

/// Marks an error on its way into a `result`.
template <class Error>
struct unexpected {
  Error error;
};
template <class Error>
unexpected(Error) -> unexpected<Error>;

/// A `T`, or an `Error`; the names are those of `std::expected`. Nothing throws: to read what is not there ends the
/// program, and does not compile in a constant expression. `Error` is default-constructible.
template <class T, class Error>
class [[nodiscard]] result {
 public:
  using value_type = T;
  using error_type = Error;

  constexpr result(T value) : value_(std::move(value)) {}
  constexpr result(unexpected<Error> failure) : error_(std::move(failure.error)) {}

  constexpr bool has_value() const noexcept { return value_.has_value(); }
  constexpr explicit operator bool() const noexcept { return has_value(); }

  constexpr const T& value() const& { return insist(has_value()), *value_; }
  constexpr T& value() & { return insist(has_value()), *value_; }
  constexpr T&& value() && { return insist(has_value()), std::move(*value_); }
  constexpr const T& operator*() const& { return value(); }
  constexpr T& operator*() & { return value(); }
  constexpr T&& operator*() && { return std::move(*this).value(); }
  constexpr const T* operator->() const { return &value(); }
  constexpr T* operator->() { return &value(); }

  constexpr const Error& error() const& { return insist(!has_value()), error_; }
  constexpr Error&& error() && { return insist(!has_value()), std::move(error_); }

  constexpr T value_or(T fallback) const& { return has_value() ? *value_ : std::move(fallback); }

  /// The value as an optional; the reason is dropped.
  constexpr const std::optional<T>& optional() const& noexcept { return value_; }
  constexpr std::optional<T>&& optional() && noexcept { return std::move(value_); }

  friend bool operator==(const result&, const result&) = default;

 private:
  static constexpr void insist(bool holds) {
    if (!holds) std::abort();
  }

  std::optional<T> value_;
  Error error_{};
};

}  // namespace patchpolicy::inline v1
