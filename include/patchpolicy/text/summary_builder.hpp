// SPDX-License-Identifier: BSL-1.0
/// \file
/// The lines of a summary, field by field (rule V2).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/schedule_validation.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/text/summary.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// What there is to say about a task that is off.
enum class tasks_off : unsigned char {
  said_to_be_off,
  as_if_on,  ///< what it would say if it were on
};

/// Makes the lines of one configuration, in the order of its fields.
class summary_builder {
 public:
  using argument = summary_argument;

  explicit summary_builder(summary& made, tasks_off off = tasks_off::said_to_be_off) : made_(made), off_(off) {}

  /// `next_runs(task, lines)` adds what is known of the next runs of a task, `counts(task, lines)` of its patches.
  template <platform Platform, class Storage, class NextRuns, class Counts>
  void add_platform(const basic_configuration<Storage>& config, const NextRuns& next_runs, const Counts& counts) {
    platform_summary& tab = made_.tabs[static_cast<std::size_t>(Platform)];
    tab.os = Platform;
    lines_ = &tab.lines;
    prefix_.clear();
    if (is_scan_only<Platform>(config)) add(summary_key::scan_only, name_of(Platform));
    if constexpr (Platform == platform::windows)
      add(config.scan_preview_patches ? summary_key::previews_scanned : summary_key::previews_not_scanned,
          "scan_preview_patches");
    for_each_task<Platform>(config, [&](const auto& task) {
      task_summary& one = tab.tasks.emplace_back();
      one.task = task.kind;
      one.enabled = task.enabled;
      lines_ = &one.lines;
      one.lines.reserve(24);
      prefix_ = std::string(name_of(Platform)) + '.' + std::string(name_of(task.kind)) + '.';
      if (!task.enabled && off_ == tasks_off::said_to_be_off) return add(summary_key::task_off, "enabled");
      add_schedule(task.schedule);
      if (task.schedule) next_runs(task, *this);
      add_options<Platform>(task.deploy);
      add_reboot(task.reboot);
      counts(task, *this);
    });
  }

  template <class... Arguments>
  void add(summary_key key, std::string_view below, Arguments&&... arguments) {
    add_at(0, key, below, std::forward<Arguments>(arguments)...);
  }
  /// A line that belongs to the one before it.
  template <class... Arguments>
  void add_below(summary_key key, std::string_view below, Arguments&&... arguments) {
    add_at(1, key, below, std::forward<Arguments>(arguments)...);
  }

 private:
  template <class... Arguments>
  void add_at(int level, summary_key key, std::string_view below, Arguments&&... arguments) {
    summary_line& line = lines_->emplace_back();
    line.key = key;
    line.level = level;
    line.path.reserve(prefix_.size() + below.size());
    line.path += prefix_;
    line.path += below;
    line.arguments.reserve(sizeof...(arguments));
    (line.arguments.push_back(std::forward<Arguments>(arguments)), ...);
  }

  template <any_schedule Schedule>
  void add_schedule(const std::optional<Schedule>& set) {
    if (!set) return add(summary_key::no_schedule, "schedule");
    add_recurrence(set->recurrence);
    add(summary_key::time, "schedule.at", argument{"time", set->at});
    add(set->run_on_boot_if_missed ? summary_key::run_if_missed : summary_key::lost_if_missed,
        "schedule.run_on_boot_if_missed");
    if constexpr (can_stage<Schedule>) add_staging(*set);
    if (set->clock_change.gap == gap_policy::shift_forward)
      add(summary_key::gap_shift_forward, "schedule.clock_change.gap");
    if (set->clock_change.gap == gap_policy::skip) add(summary_key::gap_skip, "schedule.clock_change.gap");
    if (set->clock_change.fold == fold_policy::second) add(summary_key::fold_second, "schedule.clock_change.fold");
  }

  void add_recurrence(const recurrence_rule& rule) {
    constexpr std::string_view where = "schedule.recurrence";
    if (const auto* months = std::get_if<monthly>(&rule)) return add_monthly(*months);
    if (const auto* week = std::get_if<weekly>(&rule)) {
      using enum weekday;
      if (week->on() == flag_set<weekday>{monday, tuesday, wednesday, thursday, friday})
        return add(summary_key::working_days, where);
      return add(summary_key::weekly, where, argument{"days", week->on()});
    }
    add(std::holds_alternative<daily>(rule) ? summary_key::daily : summary_key::patch_tuesday, where);
  }

  void add_monthly(const monthly& rule) {
    constexpr std::string_view where = "schedule.recurrence.on";
    constexpr std::string_view after = "schedule.recurrence.also_days_after_patch_tuesday";
    const auto days_after = rule.days_after_patch_tuesday();
    if (!rule.on())
      return add(summary_key::monthly_after_patch_tuesday, after, argument{"days", count_of(*days_after)});
    if (const auto* week = std::get_if<weekday_of_month>(&*rule.on())) {
      add(summary_key::monthly_on_weekday, where, argument{"week", week->week}, argument{"weekday", week->day});
    } else if (const auto* date = std::get_if<day_of_month>(&*rule.on())) {
      add(summary_key::monthly_on_day, where, argument{"day", count_of(date->day)});
      const bool skips = date->short_month == short_month_policy::skip;
      if (skips || date->day.count() > 28)
        add_below(skips ? summary_key::short_month_skip : summary_key::short_month_last_day,
                  "schedule.recurrence.on.short_month", argument{"day", count_of(date->day)});
    } else {
      add(summary_key::monthly_on_last_day, where);
    }
    if (rule.delay().count() > 0)
      add_below(summary_key::delay, "schedule.recurrence.delay_days", argument{"days", count_of(rule.delay())});
    if (days_after) add(summary_key::also_after_patch_tuesday, after, argument{"days", count_of(*days_after)});
  }

  void add_staging(const staged_schedule& set) {
    constexpr std::string_view where = "schedule.stage_hours_before";
    const int longest = longest_staging_lead(set);
    if (!set.stage_before) return add(summary_key::no_staging, where);
    add(summary_key::staging, where, argument{"hours", count_of(*set.stage_before)});
    if (longest < staging_lead::highest)
      add_below(summary_key::staging_on_the_first, where, argument{"hours", static_cast<long long>(longest)});
    else if (std::chrono::hours(set.stage_before->count()) > std::chrono::minutes(set.at.minutes_since_midnight()) &&
             may_run_on_the_first(set.recurrence))
      add_below(summary_key::staging_from_the_first, where);
  }

  template <platform Platform, class Storage>
  void add_options(const basic_linux_options<Storage>& options) {
    if (const auto* selected = std::get_if<basic_linux_selection<Storage>>(&options))
      return add_options<Platform>(*selected);
    add(summary_key::all_missing, "deploy.all_missing");
  }

  template <platform Platform, class Options>
  void add_options(const Options& options) {
    bool any = options.severity || options.patch_groups;
    if constexpr (has_risk<Options>) {
      any = any || options.risk;
      if (options.risk) add_risk(*options.risk);
    }
    if constexpr (has_enablement_packages<Options>) any = any || options.enablement_packages;
    if (!any) add(summary_key::nothing_on, "deploy");
    if (options.severity) add_severity(*options.severity);
    if (options.patch_groups) add_groups(*options.patch_groups);
    if constexpr (has_enablement_packages<Options>)
      if (options.enablement_packages)
        add_names(summary_key::enablement_packages, summary_key::enablement_empty, "deploy.enablement_packages",
                  "packages", *options.enablement_packages);
    if constexpr (has_product_filter<Options>) add_products(options.products);
  }

  void add_risk(const risk_option& risk) {
    if (risk == risk_option{}) add(summary_key::risk_empty, "deploy.risk");
    if (risk.vrr_at_least)
      add(summary_key::risk_vrr, "deploy.risk.vrr_at_least", argument{"score", decimal_of(*risk.vrr_at_least)});
    if (risk.cvss_at_least)
      add(summary_key::risk_cvss, "deploy.risk.cvss_at_least", argument{"score", decimal_of(*risk.cvss_at_least)});
    if (risk.exploited) add(summary_key::risk_exploited, "deploy.risk.exploited");
  }

  template <class Level>
  void add_levels(summary_key key, std::string_view where, flag_set<Level> levels) {
    if (levels.empty()) return;
    flag_set<severity_level> widest;
    for (const Level level : levels) widest.insert(static_cast<severity_level>(level));
    add(key, where, argument{"levels", widest});
  }
  template <class Severity>
  void add_severity(const Severity& severity) {
    const std::size_t before = lines_->size();
    add_levels(summary_key::severity_security, "deploy.severity.security", severity.security);
    if constexpr (requires { severity.bug_fix; }) {
      if (severity.bug_fix) add(summary_key::severity_bug_fix, "deploy.severity.bug_fix");
      if (severity.enhancement) add(summary_key::severity_enhancement, "deploy.severity.enhancement");
    } else if constexpr (requires { severity.non_security.empty(); }) {
      add_levels(summary_key::severity_non_security, "deploy.severity.non_security", severity.non_security);
    } else if (severity.non_security) {
      add(summary_key::severity_any_non_security, "deploy.severity.non_security");
    }
    if (lines_->size() == before) add(summary_key::severity_empty, "deploy.severity");
  }

  template <class Groups>
  void add_groups(const Groups& groups) {
    bool any = !groups.included().empty();
    if (any)
      add(summary_key::groups_included, "deploy.patch_groups.include", argument{"groups", names_of(groups.included())});
    if constexpr (requires { groups.excluded(); }) {
      any = any || !groups.excluded().empty();
      if (!groups.excluded().empty())
        add(summary_key::groups_excluded, "deploy.patch_groups.exclude",
            argument{"groups", names_of(groups.excluded())});
    }
    if (!any) add(summary_key::groups_empty, "deploy.patch_groups");
  }

  template <class List>
  void add_names(summary_key key, summary_key empty, std::string_view where, std::string_view called,
                 const List& list) {
    if (list.empty()) return add(empty, where);
    add(key, where, argument{called, names_of(list)});
  }

  /// The filter that is off and the one that admits all are kept apart (rule P4).
  template <class Storage>
  void add_products(const std::optional<basic_product_tree<Storage>>& products) {
    if (!products) return add(summary_key::products_unfiltered, "deploy.products");
    const bool all = products->select_all();
    const auto& selected = products->selected();
    const auto& cleared = products->cleared();
    if (all && cleared.empty())
      add(summary_key::products_all, "deploy.products.select_all");
    else if (all)
      add(summary_key::products_all_but, "deploy.products.cleared", argument{"products", paths_of(cleared)});
    if (!all && selected.empty()) add(summary_key::products_none, "deploy.products.select_all");
    if (!selected.empty())
      add_at(all ? 1 : 0, all ? summary_key::products_also : summary_key::products_listed, "deploy.products.selected",
             argument{"products", paths_of(selected)});
    if (!all && !cleared.empty())
      add_below(summary_key::products_all_but_again, "deploy.products.cleared",
                argument{"products", paths_of(cleared)});
  }

  void add_reboot(const windows_reboot& reboot) {
    add(reboot.before ? summary_key::reboot_before : summary_key::no_reboot_before, "reboot.before");
    if (reboot.before) add_user("reboot.before.user", reboot.before->user);
    if (!reboot.after) return add(summary_key::no_reboot_after, "reboot.after");
    add(reboot.after->when == reboot_condition::always ? summary_key::reboot_always : summary_key::reboot_if_required,
        "reboot.after.when");
    add_user("reboot.after.user", reboot.after->user);
  }
  void add_reboot(const mac_reboot& reboot) {
    add(reboot.always_after_update ? summary_key::reboot_after_any_update : summary_key::reboot_after_system_patch,
        "reboot.always_after_update");
    add_user("reboot.user", reboot.user);
  }
  void add_reboot(const linux_reboot& reboot) {
    add(reboot.after_if_required ? summary_key::reboot_if_required : summary_key::no_reboot_after,
        "reboot.after_if_required");
    if (reboot.after_if_required || reboot.user) add_user("reboot.user", reboot.user);
  }

  void add_user(std::string_view where, const std::optional<user_part>& set) {
    if (!set) return add_below(summary_key::user_not_set, where);
    const auto add_part = [&](summary_key key, std::string_view part, auto&&... arguments) {
      add_below(key, std::string(where) + '.' + std::string(part), std::move(arguments)...);
    };
    if (set->force_after)
      add_part(summary_key::user_forced, "force_after_minutes", argument{"minutes", count_of(*set->force_after)});
    else
      add_part(set->warn_at_logoff ? summary_key::user_waits_for_logoff : summary_key::user_at_once,
               "force_after_minutes");
    if (set->warn_at_logoff) add_part(summary_key::user_warned, "warn_at_logoff");
    if (set->countdown)
      add_part(summary_key::user_countdown, "countdown_minutes", argument{"minutes", count_of(*set->countdown)});
    else
      add_part(summary_key::user_no_countdown, "countdown_minutes");
    if (set->extend_up_to)
      add_part(summary_key::user_extension, "extend_up_to_minutes", argument{"minutes", count_of(*set->extend_up_to)});
    if (set->may_cancel_timeout) add_part(summary_key::user_cancels_timeout, "may_cancel_timeout");
    if (set->may_cancel_restart) add_part(summary_key::user_cancels_restart, "may_cancel_restart");
  }

  template <class Bounded>
  static long long count_of(Bounded number) {
    return static_cast<long long>(number.count());
  }
  template <class Bounded>
  static decimal_value decimal_of(Bounded score) {
    return {static_cast<long long>(score.count()), Bounded::decimals};
  }
  template <class List>
  static given_names names_of(const List& list) {
    given_names made;
    made.names.reserve(list.size());
    for (const auto& name : list) made.names.emplace_back(std::string_view(name));
    return made;
  }
  template <class List>
  static product_names paths_of(const List& list) {
    product_names made;
    made.paths.reserve(list.size());
    for (const auto& path : list) {
      auto& parts = made.paths.emplace_back();
      for (const std::string_view part :
           {std::string_view(path.vendor), std::string_view(path.family), std::string_view(path.version)})
        if (parts.size() < path.depth()) parts.emplace_back(part);
    }
    return made;
  }

  summary& made_;
  tasks_off off_;
  std::vector<summary_line>* lines_ = nullptr;
  std::string prefix_;  // of the paths of the task, with its dot
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
