// SPDX-License-Identifier: BSL-1.0
/// \file
/// Schedules in JSON: times, dates and recurrences (section S of the rules).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"

namespace patchpolicy::inline v1 {

/// `HH:MM`.
inline std::string to_text(time_of_day time) {
  const auto digit = [](int d) { return static_cast<char>('0' + d); };
  return {digit(time.hour() / 10), digit(time.hour() % 10), ':', digit(time.minute() / 10), digit(time.minute() % 10)};
}

/// `YYYY-MM-DD`.
inline std::string to_text(civil_date date) {
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t last, int number, int count) {
    for (std::size_t at = last; count-- > 0; --at, number /= 10) text[at] = static_cast<char>('0' + number % 10);
  };
  put(3, date.year(), 4);
  put(6, date.month(), 2);
  put(9, date.day(), 2);
  return text;
}

/// From the form `YYYY-MM-DD`; nothing if `text` has another form or there is no such day.
constexpr std::optional<civil_date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int numbers[3] = {};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    numbers[part] = numbers[part] * 10 + (text[i] - '0');
  }
  return civil_date::of(numbers[0], numbers[1], numbers[2]).optional();
}

namespace detail {

template <>
struct json_codec<time_of_day> {
  static void read(json_reader& in, time_of_day& value) {
    const std::size_t at = in.here();
    if (in.at_string())
      if (const auto time = time_of_day::parse(in.read_string())) {
        value = *time;
        return;
      }
    in.reject(at, "HH:MM from 00:00 to 23:59");
  }
  static void write(json_writer& out, time_of_day value) { out.string(to_text(value)); }
};

template <>
struct json_codec<std::optional<civil_date>> {
  static void read(json_reader& in, std::optional<civil_date>& value) {
    const std::size_t at = in.here();
    if (in.at_string()) value = parse_date(in.read_string());
    if (!value) in.reject(at, "a date that exists, as YYYY-MM-DD");
  }
  static void write(json_writer& out, const std::optional<civil_date>& value) { out.string(to_text(*value)); }
};

/// The day of a monthly recurrence as a file has it.
struct monthly_day_fields {
  located<std::variant<month_day, last_day_of_month>> day = {};
  located<short_month_policy> short_month = {};
  located<week_of_month> week = {};
  located<weekday> weekday_name = {};
};

/// A recurrence as a file has it, before its kind says which of the fields may be there.
struct recurrence_fields {
  located<recurrence_kind> kind = {};
  located<flag_set<weekday>> weekdays = {};
  located<monthly_day_fields> on = {};
  located<day_count> delay_days = {};
  located<day_count> also_after = {};
};

}  // namespace detail

template <>
struct describe<detail::monthly_day_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"day", &detail::monthly_day_fields::day});
    v(field{"short_month", &detail::monthly_day_fields::short_month});
    v(field{"week", &detail::monthly_day_fields::week});
    v(field{"weekday", &detail::monthly_day_fields::weekday_name});
  }
};

template <>
struct describe<detail::recurrence_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"kind", &detail::recurrence_fields::kind, presence::required});
    v(field{"weekdays", &detail::recurrence_fields::weekdays});
    v(field{"on", &detail::recurrence_fields::on});
    v(field{"delay_days", &detail::recurrence_fields::delay_days});
    v(field{"also_days_after_patch_tuesday", &detail::recurrence_fields::also_after});
  }
};

namespace detail {

template <>
struct json_codec<std::variant<month_day, last_day_of_month>> {
  using day = std::variant<month_day, last_day_of_month>;
  static std::optional<day> read_number(json_reader& in) {
    const std::size_t at = in.here();
    if (in.at_string()) {
      if (in.read_string() == "last") return last_day_of_month{};
    } else if (in.at_number()) {
      if (const auto count = scaled_decimal(in.read_number(), 0))
        if (const auto number = month_day::of(*count)) return *number;
    }
    in.reject(at, "a day from 1 to 31 or \"last\"");
    return std::nullopt;
  }
};

template <>
struct json_codec<recurrence_rule> {
  static void read(json_reader& in, recurrence_rule& value) {
    const std::size_t at = in.here();
    recurrence_fields fields;
    const std::size_t errors_before = in.error_count();
    read_json(in, fields);
    if (in.failed() || !fields.kind.value) return;
    refuse_foreign(in, fields);
    if (in.error_count() != errors_before) return;
    if (const std::optional<recurrence_rule> made = make(in, at, fields)) value = *made;
  }

  static void write(json_writer& out, const recurrence_rule& value) {
    out.begin_object();
    out.key("kind");
    std::visit([&](const auto& rule) { write_rule(out, rule); }, value);
    out.end_object();
  }

 private:
  /// Reports a field that should not be there, if it is.
  template <class T>
  static void refuse(json_reader& in, const located<T>& found, std::string_view name, std::string_view why) {
    if (!found.given) return;
    const json_reader::field_scope scope(in, name);
    in.error(found.at, std::string(why));
  }

  static void refuse_foreign(json_reader& in, const recurrence_fields& fields) {
    if (fields.kind.value != recurrence_kind::weekly)
      refuse(in, fields.weekdays, "weekdays", "only a weekly recurrence has this key");
    if (fields.kind.value == recurrence_kind::monthly) return;
    constexpr std::string_view only_monthly = "only a monthly recurrence has this key";
    refuse(in, fields.on, "on", only_monthly);
    refuse(in, fields.delay_days, "delay_days", only_monthly);
    refuse(in, fields.also_after, "also_days_after_patch_tuesday", only_monthly);
  }

  static std::optional<recurrence_rule> make(json_reader& in, std::size_t at, const recurrence_fields& fields) {
    switch (*fields.kind.value) {
      case recurrence_kind::daily: return daily{};
      case recurrence_kind::weekly: return make_weekly(in, at, fields);
      case recurrence_kind::monthly: return make_monthly(in, at, fields);
      case recurrence_kind::patch_tuesday: break;
    }
    return patch_tuesday{};
  }

  static std::optional<recurrence_rule> make_weekly(json_reader& in, std::size_t at, const recurrence_fields& fields) {
    if (const auto made = weekly::of(fields.weekdays.value.value_or(flag_set<weekday>{}))) return *made;
    const json_reader::field_scope scope(in, "weekdays");
    in.error(fields.weekdays.value ? fields.weekdays.at : at, "expected at least one weekday");
    return std::nullopt;
  }

  static std::optional<recurrence_rule> make_monthly(json_reader& in, std::size_t at, const recurrence_fields& fields) {
    if (fields.on.value) {
      const json_reader::field_scope scope(in, "on");
      const std::optional<monthly_day> day = make_day(in, fields.on.at, *fields.on.value);
      if (!day) return std::nullopt;
      return monthly(*day, fields.delay_days.value.value_or(day_count::constant<0>()), fields.also_after.value);
    }
    refuse(in, fields.delay_days, "delay_days", "a delay needs a day of its own, in \"on\"");
    if (fields.also_after.value) return monthly::after_patch_tuesday(*fields.also_after.value);
    const json_reader::field_scope scope(in, "on");
    in.error(at, "this key is missing; it may be absent only beside \"also_days_after_patch_tuesday\"");
    return std::nullopt;
  }

  static std::optional<monthly_day> make_day(json_reader& in, std::size_t at, const monthly_day_fields& fields) {
    const bool by_date = fields.day.value && !fields.week.value && !fields.weekday_name.value;
    const bool by_weekday =
        !fields.day.value && !fields.short_month.value && fields.week.value && fields.weekday_name.value;
    if (by_weekday) return weekday_of_month{*fields.week.value, *fields.weekday_name.value};
    if (!by_date) {
      in.error(at, "expected either \"day\", perhaps with \"short_month\", or both \"week\" and \"weekday\"");
      return std::nullopt;
    }
    if (const auto* number = std::get_if<month_day>(&*fields.day.value))
      return day_of_month{*number, fields.short_month.value.value_or(short_month_policy::last_day)};
    refuse(in, fields.short_month, "short_month", "every month has a last day, so there is nothing to choose");
    return last_day_of_month{};
  }

  static void write_rule(json_writer& out, const daily&) { out.string("daily"); }
  static void write_rule(json_writer& out, const patch_tuesday&) { out.string("patch_tuesday"); }
  static void write_rule(json_writer& out, const weekly& rule) {
    out.string("weekly");
    out.key("weekdays");
    write_json(out, rule.on());
  }
  static void write_rule(json_writer& out, const monthly& rule) {
    out.string("monthly");
    if (rule.on()) {
      out.key("on");
      out.begin_object();
      std::visit([&](const auto& day) { write_day(out, day); }, *rule.on());
      out.end_object();
    }
    if (rule.delay().count() > 0) {
      out.key("delay_days");
      write_json(out, rule.delay());
    }
    if (rule.days_after_patch_tuesday()) {
      out.key("also_days_after_patch_tuesday");
      write_json(out, *rule.days_after_patch_tuesday());
    }
  }

  static void write_day(json_writer& out, const day_of_month& on) {
    out.key("day");
    write_json(out, on.day);
    if (on.short_month == short_month_policy::last_day) return;
    out.key("short_month");
    write_json(out, on.short_month);
  }
  static void write_day(json_writer& out, const last_day_of_month&) {
    out.key("day");
    out.string("last");
  }
  static void write_day(json_writer& out, const weekday_of_month& on) {
    out.key("week");
    write_json(out, on.week);
    out.key("weekday");
    write_json(out, on.day);
  }
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
