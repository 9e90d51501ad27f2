// SPDX-License-Identifier: BSL-1.0
/// \file
/// What an edit changes, field by field.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/json_writer.hpp"
#include "patchpolicy/text/reading_error.hpp"

namespace patchpolicy::inline v1 {

/// One field that differs. The values are JSON, as files have them; an option that is switched off has none.
struct field_change {
  std::string path = {};  ///< as in files: `windows.routine_maintenance.schedule.at`
  std::optional<std::string> before = {};
  std::optional<std::string> after = {};
  friend bool operator==(const field_change&, const field_change&) = default;
};

namespace detail {

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

template <class T>
std::string json_of(const T& value) {
  std::string text;
  json_writer out(text, json_layout::compact);
  write_json(out, value);
  return text;
}

inline std::string join_path(std::string_view prefix, std::string_view name) {
  std::string path(prefix);
  if (!path.empty()) path += '.';
  return path += name;
}

/// Adds what differs between two objects of one table of fields; options that are on in both are looked into.
template <described T>
void add_changes(std::vector<field_change>& changes, std::string_view prefix, const T& before, const T& after);

/// The options of a Linux task, as long as it deploys selected patches.
template <class Member>
concept linux_choice =
    std::same_as<Member, basic_linux_options<owned>> || std::same_as<Member, basic_linux_options<borrowed>>;

template <class Member>
void add_change(std::vector<field_change>& changes, const std::string& path, const Member& before,
                const Member& after) {
  if (before == after) return;
  if constexpr (linux_choice<Member>) {
    if (before.index() == 0 && after.index() == 0)
      add_changes(changes, path, std::get<0>(before), std::get<0>(after));
    else
      changes.push_back({path, json_of(before), json_of(after)});
  } else if constexpr (described<Member>) {
    add_changes(changes, path, before, after);
  } else if constexpr (is_optional<Member>::value) {
    if (before && after)
      add_change(changes, path, *before, *after);
    else
      changes.push_back({path, before ? std::optional(json_of(*before)) : std::nullopt,
                         after ? std::optional(json_of(*after)) : std::nullopt});
  } else {
    changes.push_back({path, json_of(before), json_of(after)});
  }
}

template <described T>
void add_changes(std::vector<field_change>& changes, std::string_view prefix, const T& before, const T& after) {
  describe<T>::visit([&](const auto& f) { add_change(changes, join_path(prefix, f.name), f.of(before), f.of(after)); });
}

/// Sets the field at `path` to a value in JSON; without one it is switched off. False if there is no such field or the
/// value does not fit.
class field_setter {
 public:
  template <described T>
  static bool set(T& object, std::string_view path, const std::optional<std::string>& value) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    bool done = false;
    if (dot != std::string_view::npos && rest.empty()) return done;
    describe<T>::visit([&](const auto& f) {
      if (f.name == name) done = set_member(f.of(object), rest, value);
    });
    return done;
  }

 private:
  template <class Member>
  static bool set_member(Member& member, std::string_view rest, const std::optional<std::string>& value) {
    if constexpr (is_optional<Member>::value) {
      if (!rest.empty()) return member && set_member(*member, rest, value);
      if (!value) {
        member.reset();
        return true;
      }
      member.reset();
      return read(member, *value);
    } else if constexpr (linux_choice<Member>) {
      if (rest.empty()) return value && read(member, *value);
      return member.index() == 0 && set(std::get<0>(member), rest, value);
    } else if constexpr (described<Member>) {
      return !rest.empty() && set(member, rest, value);
    } else {
      return rest.empty() && value && read(member, *value);
    }
  }

  template <class Member>
  static bool read(Member& member, std::string_view value) {
    reading_errors errors;
    json_reader in(value, errors);
    read_json(in, member);
    in.finish();
    return errors.empty();
  }
};

}  // namespace detail

/// The fields that differ, in the order in which files have them. An option that was switched on or off is one change.
/// Texts are UTF-8. Linear.
template <class Storage>
std::vector<field_change> diff(const basic_configuration<Storage>& before, const basic_configuration<Storage>& after) {
  std::vector<field_change> changes;
  detail::add_changes(changes, {}, before, after);
  return changes;
}

/// Applies changes, such that `apply(before, diff(before, after))` is `after`; all of them, or else the path of the
/// first that does not fit.
inline result<configuration, std::string> apply(configuration config, const std::vector<field_change>& changes) {
  for (const field_change& change : changes)
    if (!detail::field_setter::set(config, change.path, change.after)) return unexpected{change.path};
  return config;
}

}  // namespace patchpolicy::inline v1
