// SPDX-License-Identifier: BSL-1.0
/// \file
/// The words for enumerators, one table for each enumeration; files and messages use the same words.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace patchpolicy::inline v1 {

/// Specialized beside each enumeration: `names`, an array with the word for each enumerator, counted from 0.
template <class Enum>
struct enum_names;

/// An enumeration whose enumerators have words.
template <class Enum>
concept named_enum = requires { enum_names<Enum>::names; };

/// How many enumerators it has.
template <named_enum Enum>
inline constexpr std::size_t enum_size = std::size(enum_names<Enum>::names);

/// The word for `value`, which is one of the enumerators.
template <named_enum Enum>
constexpr std::string_view name_of(Enum value) noexcept {
  return enum_names<Enum>::names[static_cast<std::size_t>(value)];
}

/// The enumerator of that exact name, if there is one. Linear in their number.
template <named_enum Enum>
constexpr std::optional<Enum> from_name(std::string_view name) noexcept {
  for (std::size_t i = 0; i < enum_size<Enum>; ++i)
    if (enum_names<Enum>::names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace patchpolicy::inline v1
