// SPDX-License-Identifier: BSL-1.0
/// \file
/// The field table of a type, from which reading, writing, comparing and documenting it follow.
#pragma once

#include <string_view>

namespace patchpolicy::inline v1 {

/// Whether a file says a field. What is absent keeps the value that a default-constructed object has.
enum class presence : unsigned char {
  optional,  ///< may be absent; written if it differs from the default
  stated,    ///< may be absent; written always
  required,  ///< must be there; written always
};

/// One field: its name in files and paths, and where it lives in the object.
template <class Class, class Member>
struct field {
  std::string_view name;
  Member Class::* pointer;
  presence in_file = presence::optional;

  constexpr Member& of(Class& object) const noexcept { return object.*pointer; }
  constexpr const Member& of(const Class& object) const noexcept { return object.*pointer; }
};
template <class Class, class Member>
field(std::string_view, Member Class::*) -> field<Class, Member>;
template <class Class, class Member>
field(std::string_view, Member Class::*, presence) -> field<Class, Member>;

/// Specialized beside each described type: `static constexpr void visit(Visitor&& v)` calls `v` with each `field`, in
/// the order in which they are written. A type without a default constructor also has `blank()`, a value for a reader
/// to fill, whose required fields do not survive.
template <class T>
struct describe;

namespace detail {
struct any_visitor {
  template <class Field>
  constexpr void operator()(const Field&) const noexcept {}
};
}  // namespace detail

/// A type that has a field table.
template <class T>
concept described = requires { describe<T>::visit(detail::any_visitor{}); };

}  // namespace patchpolicy::inline v1
