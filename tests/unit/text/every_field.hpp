// SPDX-License-Identifier: BSL-1.0
// Every field of a type, found through its field table: a text that states them all, and what is wrong for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "unit/text/marked_text.hpp"

namespace tests {

// The bounds of each numeric field, by its name, from the interchange page and not from the library.
struct bounds {
  std::string_view field;
  std::string_view lowest;
  std::string_view highest;
  std::string_view too_low;
  std::string_view too_high;
  std::string_view too_fine;
};

inline constexpr bounds all_bounds[] = {
    {"stage_hours_before", "1", "23", "0", "24", "1.5"},     {"vrr_at_least", "0", "10", "-0.01", "10.01", "7.005"},
    {"cvss_at_least", "0.1", "10", "0", "10.1", "7.05"},     {"force_after_minutes", "1", "10080", "0", "10081", "1.5"},
    {"countdown_minutes", "0", "1440", "-1", "1441", "0.5"}, {"extend_up_to_minutes", "0", "1440", "-1", "1441", "0.5"},
    {"vrr", "0", "10", "-0.01", "10.01", "7.005"},           {"score", "0", "10", "-0.1", "10.1", "7.05"},
    {"major_version", "0", "9999", "-1", "10000", "8.5"},
};

inline const bounds& bounds_of(std::string_view field) {
  for (const bounds& b : all_bounds)
    if (b.field == field) return b;
  FAIL("the bounds of the field " << field << " are not in this test");
  return all_bounds[0];
}

enum class shape { boolean, text, word, number, list, object, time, date };

// One field: where it is in the text, and what may stand there.
struct field_case {
  std::string path;
  std::string name;
  std::string object;  // the path of the object that it is in; empty: the whole
  shape what = shape::object;
  bool required = false;
  std::vector<std::string> words = {};     // all of an enumeration
  std::vector<std::string> siblings = {};  // the fields of its object
};

namespace detail {

// What a member is in the file.
template <class T>
struct in_file {
  using type = T;
};
template <class T>
struct in_file<std::optional<T>> : in_file<T> {};
template <class T>
struct in_file<pp::detail::located<T>> : in_file<T> {};
template <class T>
struct in_file<pp::detail::located_list<T>> {
  using type = std::vector<T>;
};
template <class T>
struct in_file<pp::list_view<T>> {
  using type = std::vector<T>;
};
template <class Enum>
struct in_file<pp::flag_set<Enum>> {
  using type = std::vector<Enum>;
};
template <>
struct in_file<pp::cvss_scores> {
  using type = std::vector<pp::detail::cvss_fields>;
};
template <class Storage>
struct in_file<pp::basic_group_choice<Storage>> {
  using type = pp::detail::group_choice_fields;
};
template <class Storage>
struct in_file<pp::basic_group_inclusion<Storage>> {
  using type = pp::detail::group_inclusion_fields;
};
template <class Storage>
struct in_file<pp::basic_product_tree<Storage>> {
  using type = pp::detail::product_tree_fields;
};
template <class Storage>
struct in_file<std::variant<pp::basic_linux_selection<Storage>, pp::all_missing_patches>> {
  using type = pp::basic_linux_selection<Storage>;
};
template <bool Stops>
struct in_file<pp::detail::reason_list<Stops>> {
  using type = std::vector<pp::verdict_reason>;
};

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

template <class T>
inline constexpr bool is_product_path = false;
template <class Storage>
inline constexpr bool is_product_path<pp::basic_product_path<Storage>> = true;

template <class T>
inline constexpr bool is_number = false;
template <class Tag, class Rep, long long Lowest, long long Highest, int Decimals>
inline constexpr bool is_number<pp::bounded<Tag, Rep, Lowest, Highest, Decimals>> = true;

template <class Member>
constexpr shape shape_of() {
  using T = typename in_file<Member>::type;
  if constexpr (std::is_same_v<T, bool>)
    return shape::boolean;
  else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
    return shape::text;
  else if constexpr (pp::named_enum<T>)
    return shape::word;
  else if constexpr (is_number<T>)
    return shape::number;
  else if constexpr (is_list<T> || is_product_path<T>)
    return shape::list;
  else if constexpr (std::is_same_v<T, pp::time_of_day>)
    return shape::time;
  else if constexpr (std::is_same_v<T, pp::civil_date>)
    return shape::date;
  else
    return shape::object;
}

// A value for a member of that name, over several lines.
template <class Member>
std::string sample(std::string_view name) {
  using T = typename in_file<Member>::type;
  if constexpr (pp::described<T>) {
    std::string text = "{";
    std::size_t count = 0;
    pp::describe<T>::visit([&](const auto& f) {
      using inner = std::remove_cvref_t<decltype(f.of(std::declval<T&>()))>;
      text += (count++ == 0 ? "\n\"" : ",\n\"") + std::string(f.name) + "\": " + sample<inner>(f.name);
    });
    return text + "\n}";
  } else if constexpr (is_product_path<T>) {
    return name == "cleared" ? "[\"V\", \"F\", \"1\"]" : "[\"V\", \"F\"]";
  } else if constexpr (is_list<T>) {
    return '[' + sample<typename T::value_type>(name) + ']';
  } else if constexpr (std::is_same_v<T, bool>) {
    return "true";
  } else if constexpr (pp::named_enum<T>) {
    return '"' + std::string(pp::name_of(static_cast<T>(0))) + '"';
  } else if constexpr (is_number<T>) {
    return std::string(bounds_of(name).lowest);
  } else if constexpr (std::is_same_v<T, pp::time_of_day>) {
    return "\"21:00\"";
  } else if constexpr (std::is_same_v<T, pp::civil_date>) {
    return "\"2024-01-09\"";
  } else if constexpr (std::is_same_v<T, pp::recurrence_rule>) {
    return "{ \"kind\": \"daily\" }";
  } else if constexpr (std::is_same_v<T, pp::verdict_reason>) {
    return name == "selected_by" ? "{ \"rule\": \"severity\" }" : "{ \"rule\": \"excluded_group\", \"group\": \"G\" }";
  } else {
    return '"' + std::string(name == "exclude" ? "other group" : "text") + '"';
  }
}

template <class T>
void add_fields(std::vector<field_case>& cases, const std::string& path) {
  std::vector<std::string> names;
  pp::describe<T>::visit([&](const auto& f) { names.emplace_back(f.name); });
  pp::describe<T>::visit([&](const auto& f) {
    using member = std::remove_cvref_t<decltype(f.of(std::declval<T&>()))>;
    using kept = typename in_file<member>::type;
    field_case found;
    found.name = std::string(f.name);
    found.object = path;
    found.path = path.empty() ? found.name : path + '.' + found.name;
    found.what = shape_of<member>();
    found.required = f.in_file == pp::presence::required;
    found.siblings = names;
    if constexpr (pp::named_enum<kept>)
      for (const std::string_view word : pp::enum_names<kept>::names) found.words.emplace_back(word);
    const std::string here = found.path;
    cases.push_back(std::move(found));
    if constexpr (pp::described<kept>) {
      add_fields<kept>(cases, here);
    } else if constexpr (is_list<kept>) {
      if constexpr (pp::described<typename kept::value_type>)
        add_fields<typename kept::value_type>(cases, here + "[0]");
    }
  });
}

}  // namespace detail

// The members of an object of type `T`, with every field in it, without the braces.
template <class T>
std::string every_field() {
  const std::string text = detail::sample<T>("");
  return text.substr(1, text.size() - 2);
}

// All fields of `T` and below it, each with its path.
template <class T>
std::vector<field_case> field_cases() {
  std::vector<field_case> cases;
  detail::add_fields<T>(cases, "");
  return cases;
}

// The fields that the interchange page calls required, by how their paths end.
inline bool is_required_by_the_page(std::string_view path) {
  for (const std::string_view end :
       {"name", "enabled", "schedule.recurrence", "schedule.at", "after.when", "severity.security",
        "products.select_all", "groups", "groups[0].patches", "id", "cvss[0].version", "cvss[0].score",
        "packages[0].version", "deploys", "selected_by", "stopped_by"})
    if (path == end || (path.size() > end.size() && path.substr(path.size() - end.size()) == end &&
                        path[path.size() - end.size() - 1] == '.'))
      return true;
  return false;
}

// Where a member is in a text that is good JSON: its key, and its value, whose end is not counted.
struct member_span {
  std::size_t key = 0;
  std::size_t value = 0;
  std::size_t end = 0;
};

// Finds members and elements by their path; a plain second reader of JSON, for good texts alone.
class span_finder {
 public:
  explicit span_finder(std::string_view text) : text_(text) {}

  member_span find(std::string_view path) {
    member_span found;
    found.value = after_blanks(0);
    found.end = end_of_value(found.value);
    while (!path.empty()) {
      if (path[0] == '.') path.remove_prefix(1);
      if (path[0] == '[') {
        const std::size_t close = path.find(']');
        found = element(found.value, std::stoul(std::string(path.substr(1, close - 1))));
        path.remove_prefix(close + 1);
      } else {
        const std::size_t length = std::min(path.find_first_of(".["), path.size());
        found = member(found.value, path.substr(0, length));
        path.remove_prefix(length);
      }
    }
    return found;
  }

 private:
  std::size_t after_blanks(std::size_t i) const {
    while (text_[i] == ' ' || text_[i] == '\n') ++i;
    return i;
  }
  std::size_t end_of_string(std::size_t i) const {
    for (++i; text_[i] != '"'; ++i)
      if (text_[i] == '\\') ++i;
    return i + 1;
  }
  std::size_t end_of_value(std::size_t i) const {
    if (text_[i] == '"') return end_of_string(i);
    if (text_[i] != '{' && text_[i] != '[') return std::min(text_.find_first_of(" ,]}\n", i), text_.size());
    for (int depth = 0;;) {
      if (text_[i] == '"') {
        i = end_of_string(i);
        continue;
      }
      if (text_[i] == '{' || text_[i] == '[') ++depth;
      if (text_[i] == '}' || text_[i] == ']') --depth;
      ++i;
      if (depth == 0) return i;
    }
  }
  member_span member(std::size_t object, std::string_view name) const {
    for (std::size_t i = after_blanks(object + 1); text_[i] == '"';) {
      member_span span;
      span.key = i;
      const std::size_t key_end = end_of_string(i);
      span.value = after_blanks(after_blanks(key_end) + 1);
      span.end = end_of_value(span.value);
      if (text_.substr(i + 1, key_end - i - 2) == name) return span;
      i = after_blanks(span.end);
      if (text_[i] == ',') i = after_blanks(i + 1);
    }
    FAIL("this text has no member " << name << ": " << text_);
    return {};
  }
  member_span element(std::size_t list, std::size_t index) const {
    std::size_t i = after_blanks(list + 1);
    for (; index > 0; --index) i = after_blanks(after_blanks(end_of_value(i)) + 1);
    return {i, i, end_of_value(i)};
  }

  std::string_view text_;
};

inline member_span find_member(std::string_view text, std::string_view path) { return span_finder(text).find(path); }

// `text` with another value at `path`, which a mark precedes.
inline std::string with_value(std::string_view text, std::string_view path, std::string_view value) {
  const member_span at = find_member(text, path);
  return std::string(text.substr(0, at.value)) + '^' + std::string(value) + std::string(text.substr(at.end));
}

// `text` with one more member at the end of the object at `path`; a mark precedes its key.
inline std::string with_member(std::string_view text, std::string_view path, std::string_view member) {
  const member_span at = find_member(text, path);
  return std::string(text.substr(0, at.end - 1)) + ",^" + std::string(member) + std::string(text.substr(at.end - 1));
}

// `text` without the member at `path` of the object at `object`, which a mark precedes if `marked`.
inline std::string without_member(std::string_view text, std::string_view object, std::string_view path, bool marked) {
  const member_span whole = find_member(text, object);
  member_span at = find_member(text, path);
  if (const std::size_t next = text.find_first_not_of(" \n", at.end); text[next] == ',') {
    at.end = next + 1;
  } else {
    const std::size_t before = text.find_last_not_of(" \n", at.key - 1);
    if (text[before] == ',') at.key = before;
  }
  return std::string(text.substr(0, whole.value)) + (marked ? "^" : "") +
         std::string(text.substr(whole.value, at.key - whole.value)) + std::string(text.substr(at.end));
}

// A value of the wrong type or out of range, and a pattern of what is said about it.
struct wrong_value {
  std::string value;
  std::string message;
};

inline std::vector<wrong_value> wrong_values(const field_case& field) {
  std::vector<wrong_value> wrong;
  std::string expected;
  const auto add = [&](std::string_view value, std::string_view found) {
    wrong.push_back({std::string(value), "expected " + expected + ", found " + std::string(found)});
  };
  const auto add_text = [&](std::string_view text) {
    const std::string quoted = '"' + std::string(text) + '"';
    add(quoted, quoted);
  };
  switch (field.what) {
    case shape::boolean: expected = "*true or false"; break;
    case shape::text: expected = "*text*"; break;
    case shape::word:
      expected = "*";
      for (const std::string& word : field.words) expected += '"' + word + "\"*";
      break;
    case shape::number:
      expected = "*number from " + std::string(bounds_of(field.name).lowest) + " to " +
                 std::string(bounds_of(field.name).highest) + '*';
      break;
    case shape::list: expected = "*list*"; break;
    case shape::object: expected = "*object*"; break;
    case shape::time: expected = "*HH:MM*00:00*23:59*"; break;
    case shape::date: expected = "*date*YYYY-MM-DD*"; break;
  }
  add("null", "null");
  if (field.what != shape::boolean) {
    add("true", "true");
    add("false", "false");
  }
  if (field.what != shape::text) add_text("some text");
  if (field.what != shape::text && field.what != shape::list && field.what != shape::object) add_text("");
  if (field.what != shape::list) {
    add("[]", "a list");
    add("[[1], {}]", "a list");
  }
  if (field.what != shape::object) {
    add("{}", "an object");
    add("{\"a\": [0]}", "an object");
  }
  if (field.what != shape::number) {
    add("0", "0");
    add("-1.5e+3", "-1.5e+3");
  } else {
    const bounds& b = bounds_of(field.name);
    for (const std::string_view value : {b.too_low, b.too_high, b.too_fine}) add(value, value);
    for (const std::string_view value : {"1e999", "1e-999", "-1", "1e18", "99999999999999999999999999"})
      add(value, value);
    add_text(b.lowest);
  }
  if (field.what == shape::word) {
    add_text(field.words[0] + "x");
    add_text("C" + field.words[0].substr(1));
    add_text(field.words[0] + " ");
  }
  if (field.what == shape::time)
    for (const std::string_view text :
         {"24:00", "23:60", "9:00", "09:0", "21:00:00", "21.00", " 21:00", "-1:00", "aa:bb"})
      add_text(text);
  if (field.what == shape::date)
    for (const std::string_view text : {"2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31", "2024-13-01",
                                        "2024-00-10", "2024-01-00", "2024-01-32", "2024-1-09", "24-01-09", "2024/01/09",
                                        "2024-01-09T00:00:00Z", "+024-01-09", "2024-01- 9", "12024-01-09"})
      add_text(text);
  return wrong;
}

// A key that is no field, but for its last letter.
inline std::string misspelled(std::string_view name) { return std::string(name.substr(0, name.size() - 1)); }

// The same key, its first letter as an escape.
inline std::string escaped(std::string_view name) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto c = static_cast<unsigned char>(name[0]);
  return std::string("\\u00") + digits[c >> 4] + digits[c & 0xF] + std::string(name.substr(1));
}

// Tries everything that can be wrong with each field of `T` in `text`, which states them all; returns their number.
// `reads_foreign`: the outermost object may have other keys.
template <class T, class Read>
std::size_t check_every_field(Read read, const std::string& text, bool reads_foreign = false) {
  REQUIRE(errors_of(read(std::string_view(text))) == std::vector<std::string>{});
  for (const field_case& field : field_cases<T>()) {
    const std::string said = field.path + ": ";
    for (const wrong_value& wrong : wrong_values(field))
      check_row(read, {with_value(text, field.path, wrong.value), {said + wrong.message}});

    const member_span at = find_member(text, field.path);
    const std::string value = text.substr(at.value, at.end - at.value);
    for (const std::string& key : {field.name, escaped(field.name)})
      check_row(read, {with_member(text, field.object, '"' + key + "\": " + value), {said + "*given twice*"}});
    // of a repeated key the value counts for nothing
    check_row(read, {with_member(text, field.object, '"' + field.name + "\": [[null]]"), {said + "*given twice*"}});

    CHECK(field.required == is_required_by_the_page(field.path));
    // an enabled task needs a schedule (rule T3)
    if (is_required_by_the_page(field.path) || field.name == "schedule")
      check_row(read, {without_member(text, field.object, field.path, true), {said + "*missing*"}});
    else
      check_row(read, {without_member(text, field.object, field.path, false)});

    if (!reads_foreign || !field.object.empty()) {
      const std::string before = field.object.empty() ? "" : field.object + '.';
      std::string listing = "unknown key*";
      for (const std::string& name : field.siblings) listing += '"' + name + "\"*";
      check_row(read, {with_member(text, field.object, "\"qqqqqqqqqq\": [{}]"), {before + "qqqqqqqqqq: " + listing}});
      if (field.name.size() > 3) {
        const std::string key = misspelled(field.name);
        check_row(read, {with_member(text, field.object, '"' + key + "\": " + value),
                         {before + key + ": unknown key*\"" + field.name + "\"*"}});
      }
      const std::string upper = "Q" + field.name.substr(1);
      check_row(read,
                {with_member(text, field.object, '"' + upper + "\": " + value), {before + upper + ": unknown key*"}});
    }

    if (field.what == shape::number) {
      const bounds& b = bounds_of(field.name);
      for (const std::string_view good : {b.lowest, b.highest}) {
        const std::string edited = unmarked(with_value(text, field.path, good)).text;
        CHECK(errors_of(read(std::string_view(edited))) == std::vector<std::string>{});
      }
    }
    if (field.what == shape::word)
      for (const std::string& word : field.words) {
        const std::string edited = unmarked(with_value(text, field.path, '"' + word + '"')).text;
        CHECK(errors_of(read(std::string_view(edited))) == std::vector<std::string>{});
      }
  }
  return field_cases<T>().size();
}

}  // namespace tests
