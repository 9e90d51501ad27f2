// SPDX-License-Identifier: BSL-1.0
/// \file
/// Sentences of a language with their values in place.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <numeric>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/language.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/text/summary.hpp"
#include "patchpolicy/time/calendar.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// Takes a pattern apart: `literal(text)` sees what stands there, `value(name, forms)` each `{name}` or `{name:forms}`.
template <class Literal, class Value>
void take_apart(std::string_view pattern, Literal literal, Value value) {
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    literal(pattern.substr(0, open));
    if (open == std::string_view::npos) return;
    pattern.remove_prefix(open + 1);
    const std::string_view inside = pattern.substr(0, pattern.find('}'));
    pattern.remove_prefix((std::min)(pattern.size(), inside.size() + 1));
    const std::size_t colon = inside.find(':');
    value(inside.substr(0, colon), colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1));
  }
}

/// A text that a pattern names.
struct named_text {
  std::string_view name;
  std::string_view text;
};

/// A pattern with texts in place.
inline std::string fill_in(std::string_view pattern, std::initializer_list<named_text> texts) {
  std::string out;
  take_apart(
      pattern, [&](std::string_view literal) { out += literal; },
      [&](std::string_view name, std::string_view) {
        for (const named_text& one : texts)
          if (one.name == name) out += one.text;
      });
  return out;
}

/// Says values in one language.
class speaker {
 public:
  explicit speaker(const language& words) : words_(words) {}

  void append(std::string& out, long long number) const { out += std::to_string(number); }
  void append(std::string& out, const decimal_value& score) const {
    long long unit = 1;
    for (int i = 0; i < score.decimals; ++i) unit *= 10;
    out += std::to_string(score.count / unit);
    if (const long long rest = score.count % unit; rest != 0) {
      const std::string digits = std::to_string(unit + rest);
      out += words_.decimal_point;
      out += digits.substr(1, digits.find_last_not_of('0'));
    }
  }
  void append(std::string& out, const std::string& name) const {
    out += words_.open_quote;
    out += printable(name);
    out += words_.close_quote;
  }
  void append(std::string& out, const given_names& given) const { append_list(out, given.names); }
  /// A finding may be about very many; ten are enough to see what it is.
  void append(std::string& out, const std::vector<std::string>& ids) const {
    constexpr std::size_t most = 10;
    if (ids.size() <= most) return append_list(out, ids);
    std::string names;
    for (std::size_t i = 0; i < most; ++i) {
      if (i > 0) names += words_.comma;
      append(names, ids[i]);
    }
    out += fill_in(words_.words[summary_word::more_names],
                   {{"names", names}, {"count", std::to_string(ids.size() - most)}});
  }
  void append(std::string& out, const product_names& given) const { append_list(out, given.paths, path_writer{*this}); }
  void append(std::string& out, time_of_day at) const { out += to_text(at); }
  void append(std::string& out, civil_date date) const { append_date(out, words_.date, date, {}); }
  void append(std::string& out, weekday day) const { out += words_.weekdays[day]; }
  void append(std::string& out, week_of_month week) const { out += words_.weeks[week]; }
  void append(std::string& out, flag_set<weekday> days) const { append_set(out, days); }
  void append(std::string& out, flag_set<severity_level> levels) const { append_set(out, levels); }
  void append(std::string& out, severity_level level) const { out += words_.severities[level]; }
  void append(std::string& out, rule option) const { out += words_.rules[option]; }
  void append(std::string& out, task_kind task) const { out += words_.tasks_in_sentences[task]; }
  void append(std::string& out, const moment& when) const {
    const auto local = when.local().time_since_epoch();
    const auto day = static_cast<day_number>(day_of(local));
    const calendar_day parts = day_of_number(day);
    append_date(out, words_.date_and_time, parts, weekday_of(day), clock_text(when.local()));
  }

  /// How much a value counts, for the choice among forms.
  template <class Value>
  static long long count_of(const Value& value) {
    if constexpr (std::is_same_v<Value, long long>)
      return value;
    else if constexpr (std::is_same_v<Value, given_names>)
      return static_cast<long long>(value.names.size());
    else if constexpr (std::is_same_v<Value, product_names>)
      return static_cast<long long>(value.paths.size());
    else if constexpr (requires { value.size(); } && !std::is_same_v<Value, std::string>)
      return static_cast<long long>(value.size());
    else
      return 1;
  }

  /// Says a pattern with the values of `arguments`, a range of `name` and `value`: `literal(text)` sees what the
  /// language says, `said(value, text)` a value and its words. A name that no argument has stays as it is, so that the
  /// mistake is seen.
  template <class Arguments, class Literal, class Said>
  void say(std::string_view pattern, const Arguments& arguments, Literal literal, Said said) const {
    take_apart(pattern, literal, [&](std::string_view name, std::string_view forms) {
      for (const auto& argument : arguments) {
        if (argument.name != name) continue;
        return std::visit(
            [&](const auto& value) {
              if (!forms.empty()) return literal(form_of(forms, words_.plural(count_of(value))));
              std::string text;
              append(text, value);
              said(value, text);
            },
            argument.value);
      }
      literal("{");
      literal(name);
      literal("}");
    });
  }

 private:
  struct path_writer {
    const speaker& says;
    void operator()(std::string& out, const std::vector<std::string>& parts) const {
      std::string text;
      for (const std::string& part : parts) {
        if (!text.empty()) text += says.words_.path_separator;
        text += part;
      }
      says.append(out, text);
    }
  };
  struct plain_writer {
    const speaker& says;
    template <class Element>
    void operator()(std::string& out, const Element& element) const {
      says.append(out, element);
    }
  };

  template <class List>
  void append_list(std::string& out, const List& list) const {
    append_list(out, list, plain_writer{*this});
  }
  template <class List, class Write>
  void append_list(std::string& out, const List& list, const Write& write) const {
    std::size_t left = std::size(list);
    for (const auto& element : list) {
      write(out, element);
      if (--left > 0) out += left == 1 ? words_.last_comma : words_.comma;
    }
  }
  template <class Enum>
  void append_set(std::string& out, flag_set<Enum> set) const {
    int left = set.size();
    for (const Enum element : set) {
      append(out, element);
      if (--left > 0) out += left == 1 ? words_.last_comma : words_.comma;
    }
  }

  /// The form at that place, the last one if there are fewer.
  static std::string_view form_of(std::string_view forms, std::size_t at) {
    for (; at > 0; --at) {
      const std::size_t bar = forms.find('|');
      if (bar == std::string_view::npos) break;
      forms.remove_prefix(bar + 1);
    }
    return forms.substr(0, forms.find('|'));
  }

  void append_date(std::string& out, std::string_view pattern, civil_date date, std::string_view time) const {
    append_date(out, pattern, calendar_day{date.year(), date.month(), date.day()}, weekday_of(date), time);
  }
  void append_date(std::string& out, std::string_view pattern, const calendar_day& parts, weekday day,
                   std::string_view time) const {
    const auto literal = [&](std::string_view text) { out += text; };
    take_apart(pattern, literal, [&](std::string_view name, std::string_view) {
      if (name == "weekday") out += words_.weekdays[day];
      if (name == "day") out += std::to_string(parts.day);
      if (name == "month") out += words_.months[static_cast<std::size_t>(parts.month - 1)];
      if (name == "year") out += std::to_string(parts.year);
      if (name == "time") out += time;
    });
  }

  const language& words_;
};

template <class Arguments>
void append_sentence(std::string& out, const language& words, std::string_view pattern, const Arguments& arguments) {
  speaker(words).say(
      pattern, arguments, [&](std::string_view text) { out += text; },
      [&](const auto&, const std::string& text) { out += text; });
}

/// Sentences as a list.
inline std::string joined(const std::vector<std::string>& texts, const language& words) {
  std::string text;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) text += i + 1 == texts.size() ? words.last_comma : words.comma;
    text += texts[i];
  }
  return text;
}

/// Leaves the first of equal names.
inline void drop_repeated(std::vector<std::string>& names) {
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
  order.erase(
      std::unique(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names[a] == names[b]; }),
      order.end());
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != i) names[i] = std::move(names[order[i]]);
  names.resize(order.size());
}

}  // namespace detail

/// The sentence of a line.
inline std::string to_text(const summary_line& line, const language& words) {
  std::string text;
  detail::append_sentence(text, words, words.lines[line.key], line.arguments);
  return text;
}

/// The sentence of a finding: its meaning, and the values that it is about. A name that a list has twice is said once.
inline std::string to_text(const finding& f, const language& words) {
  const std::string_view pattern = words.finding_values[f.code];
  if (pattern.empty()) return std::string(words.findings[f.code]);
  std::vector<finding_argument> arguments = f.arguments;
  for (finding_argument& argument : arguments)
    if (auto* const names = std::get_if<std::vector<std::string>>(&argument.value)) detail::drop_repeated(*names);
  std::string values;
  detail::append_sentence(values, words, pattern, arguments);
  return detail::fill_in(words.words[summary_word::finding_with_values],
                         {{"finding", words.findings[f.code]}, {"values", values}});
}

namespace detail {

constexpr bool is_at_or_below(std::string_view path, std::string_view field) noexcept {
  return path.substr(0, field.size()) == field && (path.size() == field.size() || path[field.size()] == '.');
}

/// The sentence of a line together with the one that it belongs to.
inline std::string said_below(const summary_line& above, const summary_line& line, const language& words) {
  return fill_in(words.words[summary_word::line_below],
                 {{"above", to_text(above, words)}, {"line", to_text(line, words)}});
}

/// A task with its state.
inline std::string heading_of(const task_summary& task, const language& words) {
  return fill_in(
      words.words[summary_word::task_heading],
      {{"task", words.tasks[task.task]}, {"state", words.words[task.enabled ? summary_word::on : summary_word::off]}});
}

/// What a task says of the field that a finding is about, where the finding itself does not tell which that is.
inline std::string said_of(const finding& f, const std::vector<summary_line>& lines, const language& words) {
  if (!needs_its_line(f.code)) return {};
  const summary_line* above = nullptr;
  for (const summary_line& line : lines) {
    if (line.level == 0) above = &line;
    if (!is_at_or_below(line.path, f.path)) continue;
    if (&line == above || above == nullptr) return to_text(line, words);
    if (line.path != f.path) return to_text(*above, words);
    const auto alike =
        std::count_if(lines.begin(), lines.end(), [&](const auto& other) { return other.key == line.key; });
    return alike > 1 ? said_below(*above, line, words) : to_text(line, words);
  }
  return {};
}

/// Says a finding of a task with these lines: `literal(text)` sees what the language says, `said(name, text)` what
/// stands for `level`, `line` and `finding`.
template <class Literal, class Said>
void say_finding(const finding& f, const std::vector<summary_line>& lines, const language& words, Literal literal,
                 Said said) {
  const std::string about = said_of(f, lines, words);
  const auto pattern = about.empty() ? summary_word::finding : summary_word::finding_about_line;
  take_apart(words.words[pattern], literal, [&](std::string_view name, std::string_view) {
    if (name == "level") said(name, words.levels[f.level()]);
    if (name == "line") said(name, about);
    if (name == "finding") said(name, to_text(f, words));
  });
}

}  // namespace detail

}  // namespace patchpolicy::inline v1
