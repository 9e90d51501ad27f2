// SPDX-License-Identifier: BSL-1.0
// Every field of a configuration, found through the field tables, with the values that it can have; and configurations
// made of them at random.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "support/random_case.hpp"

namespace tests {

namespace pp = patchpolicy;

// One field, and how to give it each of its values. A field in an option that is off has no place: `set` then answers
// false, unless it may switch the option on.
struct configuration_field {
  std::string path;
  std::size_t values = 0;
  std::function<bool(pp::configuration&, std::size_t value, bool switch_on)> set;
};

namespace detail {

template <class T>
struct type_tag {};

template <class T>
inline constexpr bool is_optional_value = false;
template <class T>
inline constexpr bool is_optional_value<std::optional<T>> = true;

template <class T>
inline constexpr bool is_flag_set = false;
template <class Enum>
inline constexpr bool is_flag_set<pp::flag_set<Enum>> = true;

template <class Bounded>
Bounded bounded_of(long long count) {
  if constexpr (Bounded::decimals == 0)
    return *Bounded::of(count);
  else if constexpr (Bounded::decimals == 1)
    return *Bounded::of_tenths(count);
  else
    return *Bounded::of_hundredths(count);
}

// All of them if they are few, else the ends and some between.
template <class Bounded>
std::vector<Bounded> bounded_values() {
  constexpr long long lowest = Bounded::lowest;
  constexpr long long highest = Bounded::highest;
  std::vector<Bounded> values;
  for (long long i = lowest; i <= highest; ++i)
    if (highest - lowest <= 100 || i - lowest < 12 || highest - i < 3 || i % 487 == 0 || i == 100 || i == 750)
      values.push_back(bounded_of<Bounded>(i));
  return values;
}

template <class Enum>
std::vector<pp::flag_set<Enum>> flag_set_values(bool with_empty) {
  std::vector<pp::flag_set<Enum>> values;
  for (unsigned bits = with_empty ? 0 : 1; bits < 1u << pp::enum_size<Enum>; ++bits) {
    pp::flag_set<Enum> set;
    for (unsigned i = 0; i < pp::enum_size<Enum>; ++i)
      if ((bits >> i & 1u) != 0) set.insert(static_cast<Enum>(i));
    values.push_back(set);
  }
  return values;
}

inline std::vector<pp::recurrence_rule> recurrence_values() {
  std::vector<pp::recurrence_rule> values = {pp::daily{}, pp::patch_tuesday{}};
  for (const auto days : flag_set_values<pp::weekday>(false)) values.emplace_back(*pp::weekly::of(days));
  std::vector<pp::monthly_day> days = {pp::last_day_of_month{}};
  for (const auto week : {pp::week_of_month::first, pp::week_of_month::second, pp::week_of_month::third,
                          pp::week_of_month::fourth, pp::week_of_month::fifth, pp::week_of_month::last})
    for (int day = 0; day < 7; ++day) days.emplace_back(pp::weekday_of_month{week, static_cast<pp::weekday>(day)});
  for (const pp::month_day day : bounded_values<pp::month_day>())
    for (const auto short_month : {pp::short_month_policy::last_day, pp::short_month_policy::skip})
      days.emplace_back(pp::day_of_month{day, short_month});
  for (const pp::monthly_day& day : days) values.emplace_back(pp::monthly(day));
  for (const pp::day_count count : bounded_values<pp::day_count>()) {
    values.emplace_back(pp::monthly::after_patch_tuesday(count));
    if (count.count() > 0) values.emplace_back(pp::monthly(days[3], count));
    values.emplace_back(pp::monthly(days[3], *pp::day_count::of(2), count));
    values.emplace_back(pp::monthly(days.back(), *pp::day_count::of(0), count));
  }
  return values;
}

inline std::vector<pp::product_tree> product_tree_values() {
  const std::vector<pp::product_tree::path_list> lists = {
      {},
      {{"Google", "", ""}},
      {{"Google", "Chrome", ""}},
      {{"Google", "Chrome", "120"}},
      {{"Google", "", ""}, {"Mozilla", "Firefox", ""}},
      {{"Mozilla", "Firefox", ""}, {"Google", "", ""}, {"Adobe", "Reader", "DC"}}};
  std::vector<pp::product_tree> values;
  for (const bool all : {false, true})
    for (const auto& selected : lists)
      for (const auto& cleared : lists)
        if (auto made = pp::product_tree::of(all, selected, cleared)) values.push_back(*std::move(made));
  return values;
}

inline const std::vector<std::vector<std::string>>& name_lists() {
  static const std::vector<std::vector<std::string>> lists = {
      {}, {"Approved"}, {"approved"}, {"Approved", "Pilot"}, {"Pilot", "Approved"}, {"A", "B", "C"}};
  return lists;
}

inline std::vector<bool> values_of(type_tag<bool>) { return {false, true}; }
inline std::vector<std::string> values_of(type_tag<std::string>) { return {"", "Pilot ring", "pilot ring", "Größe 3"}; }
inline std::vector<std::vector<std::string>> values_of(type_tag<std::vector<std::string>>) { return name_lists(); }
inline std::vector<pp::time_of_day> values_of(type_tag<pp::time_of_day>) {
  std::vector<pp::time_of_day> values;
  for (const auto& [hour, minute] : {std::pair(0, 0), std::pair(0, 1), std::pair(0, 59), std::pair(1, 0),
                                     std::pair(9, 9), std::pair(12, 30), std::pair(21, 0), std::pair(23, 59)})
    values.push_back(*pp::time_of_day::of(hour, minute));
  return values;
}
inline std::vector<pp::recurrence_rule> values_of(type_tag<pp::recurrence_rule>) { return recurrence_values(); }
inline std::vector<pp::product_tree> values_of(type_tag<pp::product_tree>) { return product_tree_values(); }
inline std::vector<pp::group_inclusion> values_of(type_tag<pp::group_inclusion>) {
  std::vector<pp::group_inclusion> values;
  for (const auto& names : name_lists()) values.push_back(*pp::group_inclusion::of(names));
  return values;
}
inline std::vector<pp::group_choice> values_of(type_tag<pp::group_choice>) {
  std::vector<pp::group_choice> values;
  for (const auto& included : name_lists())
    for (const auto& excluded : {std::vector<std::string>{}, {"Known bad"}, {"Known bad", "Mail"}, {"Mail"}})
      values.push_back(*pp::group_choice::of(included, excluded));
  return values;
}
inline std::vector<pp::basic_linux_options<pp::owned>> values_of(type_tag<pp::basic_linux_options<pp::owned>>) {
  pp::linux_selection severity;
  severity.severity.emplace();
  return {pp::all_missing_patches{}, pp::linux_selection{}, severity};
}
template <class T>
auto values_of(type_tag<T>) {
  if constexpr (pp::named_enum<T>) {
    std::vector<T> values;
    for (std::size_t i = 0; i < pp::enum_size<T>; ++i) values.push_back(static_cast<T>(i));
    return values;
  } else if constexpr (requires { pp::describe<T>::blank(); }) {
    return std::vector<T>{pp::describe<T>::blank()};
  } else if constexpr (pp::described<T>) {
    return std::vector<T>{T{}};
  } else {
    return bounded_values<T>();
  }
}
template <class Enum>
std::vector<pp::flag_set<Enum>> values_of(type_tag<pp::flag_set<Enum>>) {
  return flag_set_values<Enum>(true);
}
template <class T>
std::vector<std::optional<T>> values_of(type_tag<std::optional<T>>) {
  std::vector<std::optional<T>> values = {std::nullopt};
  for (const auto& value : values_of(type_tag<T>{})) values.emplace_back(value);
  return values;
}

// Where a member is; null if the option that it is in is off and may not be switched on.
template <class T>
using place = std::function<T*(pp::configuration&, bool switch_on)>;

template <class T>
void collect_fields(std::vector<configuration_field>& fields, const std::string& path, const place<T>& at);

template <class Member>
void collect_member(std::vector<configuration_field>& fields, const std::string& path, const place<Member>& at) {
  if constexpr (pp::described<Member>) {
    collect_fields<Member>(fields, path, at);
  } else {
    auto values = values_of(type_tag<Member>{});
    const std::size_t count = values.size();
    fields.push_back({path, count, [values = std::move(values), at](pp::configuration& c, std::size_t i, bool on) {
                        Member* const member = at(c, on);
                        if (member != nullptr) *member = values[i];
                        return member != nullptr;
                      }});
  }
  if constexpr (is_optional_value<Member>) {
    using inner = typename Member::value_type;
    if constexpr (pp::described<inner>)
      collect_fields<inner>(fields, path, [at](pp::configuration& c, bool on) -> inner* {
        Member* const option = at(c, on);
        if (option == nullptr) return nullptr;
        if (!*option && on) *option = values_of(type_tag<inner>{}).front();
        return *option ? &**option : nullptr;
      });
  }
  if constexpr (std::is_same_v<Member, pp::basic_linux_options<pp::owned>>)
    collect_fields<pp::linux_selection>(fields, path, [at](pp::configuration& c, bool on) {
      Member* const options = at(c, on);
      if (options != nullptr && on && options->index() != 0) *options = pp::linux_selection{};
      return options != nullptr ? std::get_if<pp::linux_selection>(options) : nullptr;
    });
}

template <class T>
void collect_fields(std::vector<configuration_field>& fields, const std::string& path, const place<T>& at) {
  pp::describe<T>::visit([&](const auto& f) {
    using member = std::remove_cvref_t<decltype(f.of(std::declval<T&>()))>;
    collect_member<member>(fields, path.empty() ? std::string(f.name) : path + '.' + std::string(f.name),
                           [at, f](pp::configuration& c, bool on) -> member* {
                             T* const object = at(c, on);
                             return object != nullptr ? &f.of(*object) : nullptr;
                           });
  });
}

}  // namespace detail

// All fields, an option before what is in it.
inline const std::vector<configuration_field>& configuration_fields() {
  static const std::vector<configuration_field> all = [] {
    std::vector<configuration_field> fields;
    detail::collect_fields<pp::configuration>(fields, "", [](pp::configuration& c, bool) { return &c; });
    return fields;
  }();
  return all;
}

// Each option is on or off by chance; most tasks are on.
inline pp::configuration random_configuration(naive::random_numbers& numbers) {
  pp::configuration made;
  for (const configuration_field& field : configuration_fields()) {
    const bool is_enabled = field.path.ends_with(".enabled");
    if (is_enabled ? numbers.chance(85) : numbers.chance(70))
      field.set(made, is_enabled ? 1 : numbers.below(field.values), false);
  }
  const auto complete = [](auto& task) {
    using schedule = typename std::remove_cvref_t<decltype(task.schedule)>::value_type;
    if (task.enabled && !task.schedule) task.schedule = pp::describe<schedule>::blank();
  };
  complete(made.windows.routine_maintenance);
  complete(made.windows.priority_updates);
  complete(made.windows.zero_day_response);
  complete(made.mac.routine_maintenance);
  complete(made.gnu_linux.routine_maintenance);
  return made;
}

}  // namespace tests
