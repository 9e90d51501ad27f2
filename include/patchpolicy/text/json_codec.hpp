// SPDX-License-Identifier: BSL-1.0
/// \file
/// How values read from and write to JSON: plain ones, and those with a field table.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/decimal.hpp"
#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/json_writer.hpp"

namespace patchpolicy::inline v1::detail {

/// Specialized for each type that has a form in JSON: `read(json_reader&, T&)`, which reports what is wrong and then
/// leaves the value alone, and `write(json_writer&, const T&)`.
template <class T>
struct json_codec;

template <class T>
void read_json(json_reader& in, T& value) {
  json_codec<T>::read(in, value);
}
template <class T>
void write_json(json_writer& out, const T& value) {
  json_codec<T>::write(out, value);
}

/// A value to read into.
template <class T>
T blank() {
  if constexpr (requires { describe<T>::blank(); })
    return describe<T>::blank();
  else
    return T{};
}

template <>
struct json_codec<bool> {
  static void read(json_reader& in, bool& value) {
    if (!in.at_boolean()) return in.reject(in.here(), "true or false");
    value = in.read_boolean();
  }
  static void write(json_writer& out, bool value) { out.boolean(value); }
};

template <>
struct json_codec<std::string> {
  static void read(json_reader& in, std::string& value) {
    if (!in.at_string()) return in.reject(in.here(), "text in double quotes");
    value = in.read_string();
  }
  static void write(json_writer& out, std::string_view value) { out.string(value); }
};

template <>
struct json_codec<std::string_view> {
  static void read(json_reader& in, std::string_view& value) {
    if (!in.at_string()) return in.reject(in.here(), "text in double quotes");
    value = in.memory().keep(in.read_string());
  }
  static void write(json_writer& out, std::string_view value) { out.string(value); }
};

/// `"a", "b" or "c"`.
template <class Names>
std::string list_names(const Names& names) {
  std::string text;
  std::size_t left = std::size(names);
  for (const std::string_view name : names) {
    text += in_quotes(name);
    if (--left > 0) text += left == 1 ? " or " : ", ";
  }
  return text;
}

template <named_enum Enum>
struct json_codec<Enum> {
  static void read(json_reader& in, Enum& value) {
    const std::size_t at = in.here();
    if (in.at_string())
      if (const auto named = from_name<Enum>(in.read_string())) {
        value = *named;
        return;
      }
    in.reject(at, list_names(enum_names<Enum>::names));
  }
  static void write(json_writer& out, Enum value) { out.string(name_of(value)); }
};

template <class Tag, class Rep, long long Lowest, long long Highest, int Decimals>
struct json_codec<bounded<Tag, Rep, Lowest, Highest, Decimals>> {
  using number = bounded<Tag, Rep, Lowest, Highest, Decimals>;

  static void read(json_reader& in, number& value) {
    if (const std::optional<number> read = read_number(in)) value = *read;
  }
  static std::optional<number> read_number(json_reader& in) {
    const std::size_t at = in.here();
    if (in.at_number())
      if (const auto count = scaled_decimal(in.read_number(), Decimals))
        if (const auto checked = number::checked(*count)) return *checked;
    in.reject(at, expected());
    return std::nullopt;
  }
  static void write(json_writer& out, number value) { out.decimal(value.count(), Decimals); }

  static std::string expected() {
    std::string text = Decimals == 0 ? "a whole number from " : "a number from ";
    json_writer out(text, json_layout::compact);
    out.decimal(Lowest, Decimals);
    text += " to ";
    json_writer(text, json_layout::compact).decimal(Highest, Decimals);
    if (Decimals == 1) text += " with at most one decimal";
    if (Decimals == 2) text += " with at most two decimals";
    return text;
  }
};

template <class T>
struct json_codec<std::optional<T>> {
  static void read(json_reader& in, std::optional<T>& value) {
    if constexpr (requires { json_codec<T>::read_number(in); }) {
      value = json_codec<T>::read_number(in);
    } else {
      value.emplace(blank<T>());
      read_json(in, *value);
    }
  }
  static void write(json_writer& out, const std::optional<T>& value) { write_json(out, *value); }
};

/// A value that a file may say, and where. If it could not be read, it is given and has no value.
template <class T>
struct located {
  std::optional<T> value = {};
  std::size_t at = 0;
  bool given = false;
};

template <class T>
struct json_codec<located<T>> {
  static void read(json_reader& in, located<T>& found) {
    found.at = in.here();
    found.given = true;
    const std::size_t errors_before = in.error_count();
    read_json(in, found.value);
    if (in.error_count() != errors_before) found.value.reset();
  }
};

/// Reads a list; `on_element(element, offset, index)` sees each one that could be read.
template <class T, class OnElement>
void read_list(json_reader& in, OnElement on_element) {
  if (!in.at_array()) return in.reject(in.here(), "a list");
  in.read_array([&](std::size_t index) {
    const std::size_t at = in.here();
    const std::size_t errors_before = in.error_count();
    T element{};
    read_json(in, element);
    if (in.error_count() == errors_before) on_element(std::move(element), at, index);
  });
}

template <class List>
void write_list(json_writer& out, const List& list) {
  out.begin_list();
  for (const auto& element : list) write_json(out, element);
  out.end_list();
}

template <class T>
struct json_codec<std::vector<T>> {
  static void read(json_reader& in, std::vector<T>& value) {
    read_list<T>(in, [&](T&& element, std::size_t, std::size_t) { value.push_back(std::move(element)); });
  }
  static void write(json_writer& out, const std::vector<T>& value) { write_list(out, value); }
};

template <class T>
struct json_codec<list_view<T>> {
  static void read(json_reader& in, list_view<T>& value) {
    std::vector<T> list;
    json_codec<std::vector<T>>::read(in, list);
    value = in.memory().keep(list);
  }
  static void write(json_writer& out, list_view<T> value) { write_list(out, value); }
};

/// A list of names, each of which counts once.
template <named_enum Enum>
struct json_codec<flag_set<Enum>> {
  static void read(json_reader& in, flag_set<Enum>& value) {
    value = {};
    read_list<Enum>(in, [&](Enum element, std::size_t, std::size_t) { value.insert(element); });
  }
  static void write(json_writer& out, flag_set<Enum> value) { write_list(out, value); }
};

/// The field whose name is most like `name`, if it is like it at all.
template <class Names>
std::string_view near_miss(std::string_view name, const Names& names) {
  if (name.empty() || name.size() > 60) return {};
  const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto distance = [lower](std::string_view a, std::string_view b) {
    std::array<std::size_t, 64> row{};
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i + 1);
      for (std::size_t j = 0; j < b.size(); ++j) {
        const std::size_t changed = diagonal + (lower(a[i]) == b[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = (std::min)({changed, row[j] + 1, row[j + 1] + 1});
      }
    }
    return row[b.size()];
  };
  std::string_view nearest;
  std::size_t least = 3;
  for (const std::string_view candidate : names)
    // a slip of the fingers seldom hits the first letter; `exclude` does not mean `include`
    if (const std::size_t d = distance(name, candidate);
        d < least && d * 2 < candidate.size() && lower(name[0]) == candidate[0]) {
      nearest = candidate;
      least = d;
    }
  return nearest;
}

/// Which fields of an object a file says, where, and which of them could be read.
template <described T>
class member_set {
 public:
  /// Whether the field at that place of the table was not there yet.
  bool insert(std::size_t index, std::size_t value_at) noexcept {
    const std::uint64_t before = given_;
    given_ |= std::uint64_t{1} << index;
    value_at_[index] = value_at;
    return given_ != before;
  }
  void mark_read(std::size_t index) noexcept { read_ |= std::uint64_t{1} << index; }

  bool is_given(std::size_t index) const noexcept { return (given_ >> index & 1) != 0; }
  bool is_given(std::string_view name) const { return is_given(index_of(name)); }
  bool is_read(std::string_view name) const { return (read_ >> index_of(name) & 1) != 0; }
  /// Of a field that is given.
  std::size_t value_at(std::string_view name) const { return value_at_[index_of(name)]; }

 private:
  static std::size_t index_of(std::string_view name) {
    std::size_t found = 63;
    std::size_t index = 0;
    describe<T>::visit([&](const auto& f) {
      if (f.name == name) found = index;
      ++index;
    });
    return found;
  }

  std::uint64_t given_ = 0;
  std::uint64_t read_ = 0;
  std::array<std::size_t, 64> value_at_;  // only of what is given
};

/// Reads the members of an object into its fields. `other(key, offset)` is asked for keys that the table lacks, and
/// tells whether it read the value; `others` are their names.
template <described T, class Other, class Others>
member_set<T> read_members(json_reader& in, T& object, Other other, const Others& others) {
  member_set<T> seen;
  const std::size_t object_at = in.here();
  if (!in.at_object()) {
    in.reject(object_at, "an object");
    return seen;
  }

  in.read_object([&](std::string_view key, std::size_t key_at) {
    std::size_t index = 0;
    bool known = false;
    describe<T>::visit([&](const auto& f) {
      const std::size_t here = index++;
      if (known || f.name != key) return;
      known = true;
      const json_reader::field_scope scope(in, f.name);
      if (!seen.insert(here, in.here())) {
        in.error(key_at, "this key is given twice");
        return in.skip_value();
      }
      const std::size_t errors_before = in.error_count();
      read_json(in, f.of(object));
      if (in.error_count() == errors_before) seen.mark_read(here);
    });
    if (known || other(key, key_at)) return;

    std::vector<std::string_view> names;
    describe<T>::visit([&](const auto& f) { names.push_back(f.name); });
    for (const std::string_view name : others) names.push_back(name);
    const std::string unknown(key);
    const json_reader::field_scope scope(in, unknown);
    const std::string_view meant = near_miss(unknown, names);
    in.error(key_at, meant.empty() ? "unknown key, expected " + list_names(names)
                                   : "unknown key, did you mean " + in_quotes(meant) + "?");
    in.skip_value();
  });
  if (in.failed()) return seen;

  std::size_t index = 0;
  describe<T>::visit([&](const auto& f) {
    const bool is_given = seen.is_given(index++);
    if (f.in_file != presence::required || is_given) return;
    const json_reader::field_scope scope(in, f.name);
    in.error(object_at, "this key is missing");
  });
  return seen;
}

/// Writes the fields that a file must state, and those that differ from what absence means.
template <described T>
void write_members(json_writer& out, const T& object) {
  const T plain = blank<T>();
  describe<T>::visit([&](const auto& f) {
    if (f.in_file == presence::optional && f.of(object) == f.of(plain)) return;
    out.key(f.name);
    write_json(out, f.of(object));
  });
}

inline constexpr std::array<std::string_view, 0> no_other_keys = {};
inline constexpr auto reads_no_other = [](std::string_view, std::size_t) { return false; };

template <described T>
struct json_codec<T> {
  static void read(json_reader& in, T& object) { read_members(in, object, reads_no_other, no_other_keys); }
  static void write(json_writer& out, const T& object) {
    out.begin_object();
    write_members(out, object);
    out.end_object();
  }
};

}  // namespace patchpolicy::inline v1::detail
