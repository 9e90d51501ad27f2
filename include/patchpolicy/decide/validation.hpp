// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is wrong with a configuration, or may not be meant (rules C1 and C2).
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/catalog_validation.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/indexed_catalog.hpp"
#include "patchpolicy/decide/schedule_validation.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/model/task.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/time_zone.hpp"

namespace patchpolicy::inline v1 {

/// What a configuration is checked against, as far as the caller has it.
struct validation_context {
  const patch_groups* groups = nullptr;
  const catalog* records = nullptr;
  /// Of these `records` and `groups`, if it is kept from one edit to the next; else what needs one makes its own.
  const indexed_catalog* index = nullptr;
};

namespace detail {

/// Collects the findings of one configuration, in the order of its fields.
class validator {
 public:
  explicit validator(const validation_context& context) : context_(context) {
    if (context.groups != nullptr) names_.add(*context.groups);
  }

  /// `check_in_zone(schedule, add)` looks at the runs of a schedule, if there is a zone.
  template <platform Platform, class Storage, class CheckInZone>
  void check_platform(const basic_configuration<Storage>& config, const CheckInZone& check_in_zone) {
    for_each_enabled_task<Platform>(config, [&](const auto& task) {
      path_ = std::string(name_of(Platform)) + '.' + std::string(name_of(task.kind));
      if (task.schedule) {
        const auto add_below = [&](finding_code code, std::string_view below, std::vector<finding_argument> arguments) {
          add(code, "schedule." + std::string(below), std::move(arguments));
        };
        check_schedule(*task.schedule, add_below);
        check_meetings<Platform>(config, task);
        check_in_zone(*task.schedule, add_below);
      } else {
        add(finding_code::schedule_missing, "schedule");
      }
      check_task(task);
    });
  }

  void add(finding_code code, std::string_view below, std::vector<finding_argument> arguments = {}) {
    std::string path = path_;
    if (!path.empty()) path += '.';
    path += below;
    found_.push_back({code, std::move(path), std::move(arguments)});
  }
  void leave_tasks() { path_.clear(); }
  std::vector<finding> take() { return std::move(found_); }

 private:
  template <platform Platform, task_kind Kind, class Storage>
  void check_task(const basic_task<Platform, Kind, Storage>& task) {
    check_options<Platform>(task.deploy);
    if constexpr (has_enablement_packages<basic_options<Platform, Kind, Storage>>)
      if (task.deploy.enablement_packages && !task.reboot.before)
        add(finding_code::enablement_without_reboot, "deploy.enablement_packages");
    check_reboot(task.reboot);
  }

  /// Whether an earlier task of the platform runs on the same dates at the same time as `task`.
  template <platform Platform, class Task, class Storage>
  void check_meetings(const basic_configuration<Storage>& config, const Task& task) {
    for_each_task<Platform>(config, [&](const auto& earlier) {
      if (earlier.kind >= task.kind || !earlier.enabled || !earlier.schedule) return;
      if (earlier.schedule->at != task.schedule->at) return;
      if (first_common_date(earlier.schedule->recurrence, task.schedule->recurrence))
        add(finding_code::tasks_meet, "schedule", {{"task", earlier.kind}});
    });
  }

  template <platform Platform, class Storage>
  void check_options(const basic_linux_options<Storage>& options) {
    if (const auto* selection = std::get_if<basic_linux_selection<Storage>>(&options))
      check_options<Platform>(*selection);
  }
  template <platform Platform, class Options>
  void check_options(const Options& options) {
    using enum finding_code;
    bool any = options.severity || options.patch_groups;
    if constexpr (has_risk<Options>) any = any || options.risk;
    if constexpr (has_enablement_packages<Options>) any = any || options.enablement_packages;
    if (!any) add(no_option_on, "deploy");

    if constexpr (has_risk<Options>)
      if (options.risk && *options.risk == risk_option{}) add(risk_without_part, "deploy.risk");
    if (options.severity && ticks_of(*options.severity) == severity_ticks{})
      add(severity_without_level, "deploy.severity");
    if (options.patch_groups) check_groups<Platform>(*options.patch_groups);
    if constexpr (has_enablement_packages<Options>)
      if (options.enablement_packages && options.enablement_packages->empty())
        add(enablement_without_package, "deploy.enablement_packages");
    if constexpr (has_product_filter<Options>)
      if (options.products && !options.products->select_all() && options.products->selected().empty())
        add(no_product_ticked, "deploy.products");
    if (context_.records != nullptr) {
      catalog_check<Platform>(*context_.records, names_)
          .run(options, [&](finding_code code, std::string_view below, std::vector<finding_argument> arguments) {
            add(code, below, std::move(arguments));
          });
    }
  }

  template <platform Platform, class Groups>
  void check_groups(const Groups& groups) {
    bool empty = groups.included().empty();
    check_names("deploy.patch_groups.include", groups.included());
    if constexpr (requires { groups.excluded(); }) {
      empty = empty && groups.excluded().empty();
      check_names("deploy.patch_groups.exclude", groups.excluded());
    }
    if (empty) add(finding_code::groups_without_choice, "deploy.patch_groups");
  }

  /// Rule G5.
  template <class Names>
  void check_names(std::string_view list, const Names& chosen) {
    if (context_.groups == nullptr) return;
    std::size_t index = 0;
    for (const auto& name : chosen) {
      if (!names_.contains(name))
        add(finding_code::unknown_group, std::string(list) + '[' + std::to_string(index) + ']',
            {{"group", std::string(name)}});
      ++index;
    }
  }

  void check_reboot(const windows_reboot& reboot) {
    if (reboot.before && reboot.before->user) check_user("reboot.before.user", *reboot.before->user);
    if (reboot.after && reboot.after->user) check_user("reboot.after.user", *reboot.after->user);
  }
  void check_reboot(const mac_reboot& reboot) {
    if (reboot.user) check_user("reboot.user", *reboot.user);
  }
  void check_reboot(const linux_reboot& reboot) {
    if (reboot.user) check_user("reboot.user", *reboot.user);
  }

  /// Rule B5.
  void check_user(const std::string& where, const user_part& user) {
    using enum finding_code;
    const int countdown = user.countdown ? user.countdown->count() : 0;
    if (user.extend_up_to && user.extend_up_to->count() < countdown)
      add(extension_below_countdown, where + ".extend_up_to_minutes",
          {{"extension", static_cast<long long>(user.extend_up_to->count())},
           {"countdown", static_cast<long long>(countdown)}});
    if (user.warn_at_logoff && !user.force_after) add(logoff_without_force, where + ".warn_at_logoff");
    if (countdown > 0) return;
    if (user.extend_up_to) add(choice_without_countdown, where + ".extend_up_to_minutes");
    if (user.may_cancel_timeout) add(choice_without_countdown, where + ".may_cancel_timeout");
    if (user.may_cancel_restart) add(choice_without_countdown, where + ".may_cancel_restart");
    add(user_part_without_countdown, where);
  }

  validation_context context_;
  group_names names_;
  std::string path_;
  std::vector<finding> found_;
};

}  // namespace detail

namespace detail {

template <class Storage, class CheckInZone>
std::vector<finding> validate(const basic_configuration<Storage>& config, const validation_context& context,
                              const CheckInZone& check_in_zone) {
  validator findings(context);
  findings.check_platform<platform::windows>(config, check_in_zone);
  findings.check_platform<platform::mac>(config, check_in_zone);
  findings.check_platform<platform::gnu_linux>(config, check_in_zone);
  findings.leave_tasks();
  const auto add = [&](finding_code code, std::string_view path, std::vector<finding_argument> arguments) {
    findings.add(code, path, std::move(arguments));
  };
  if (config.scan_preview_patches) findings.add(finding_code::previews_scanned, "scan_preview_patches");
  if (config.scan_preview_patches && context.records != nullptr) check_previews(*context.records, add);
  if (context.groups != nullptr && context.records != nullptr)
    check_group_members(*context.groups, *context.records, add);
  if (context.records != nullptr) check_records(*context.records, add);
  return findings.take();
}

}  // namespace detail

/// All findings at once: those of the tasks that are on, in the order of the fields; then those of the settings, of the
/// groups and of the catalog. Linear in what it is given.
template <class Storage>
std::vector<finding> validate(const basic_configuration<Storage>& config, const validation_context& context = {}) {
  return detail::validate(config, context, [](const auto&, const auto&) {});
}

/// The same, and what becomes of the runs in the ten years after `after`.
template <class Storage, time_zone Zone>
std::vector<finding> validate(const basic_configuration<Storage>& config, const validation_context& context,
                              sys_seconds after, const Zone& zone) {
  return detail::validate(config, context, [&](const auto& when, const auto& add) {
    detail::check_schedule_in_zone(when, after, zone, add);
  });
}

/// Whether any finding is an error (rule C2).
inline bool has_errors(const std::vector<finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const finding& f) { return f.level() == finding_level::error; });
}

}  // namespace patchpolicy::inline v1
