// SPDX-License-Identifier: BSL-1.0
// Whether a reboot is asked for, before the installation, after it, and after a restart; and what a user meets until
// then.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "answers.hpp"
#include "cases.hpp"
#include "support/random_schedule.hpp"
#include "zones.hpp"

namespace everywhere {

inline pp::user_part random_user_part(naive::random_numbers& numbers) {
  pp::user_part user;
  if (numbers.chance(60)) user.force_after = *pp::force_delay::of(numbers.between(1, 200));
  user.warn_at_logoff = numbers.chance(50);
  if (numbers.chance(80)) user.countdown = *pp::countdown_length::of(numbers.between(1, 60));
  if (numbers.chance(60)) user.extend_up_to = *pp::countdown_length::of(numbers.between(30, 180));
  user.may_cancel_timeout = numbers.chance(50);
  user.may_cancel_restart = numbers.chance(40);
  return user;
}

inline void set_at_random(pp::windows_reboot& set, naive::random_numbers& numbers) {
  if (numbers.chance(60)) set.before = pp::reboot_before{random_user_part(numbers)};
  if (numbers.chance(30)) set.after = pp::reboot_after{.when = pp::reboot_condition::always};
  if (numbers.chance(50)) set.after = pp::reboot_after{.when = pp::reboot_condition::if_required};
}
inline void set_at_random(pp::mac_reboot& set, naive::random_numbers& numbers) {
  set.always_after_update = numbers.chance(40);
}
inline void set_at_random(pp::linux_reboot& set, naive::random_numbers& numbers) {
  set.after_if_required = numbers.chance(85);
}

inline void answer_reboot_decisions(answers& out) {
  for_each_case(1, 150, out, [&](const read_case& c) {
    naive::random_numbers numbers(c.texts.seed);
    with_task(c, [&](const auto& task, const auto& records, const auto& scan) {
      constexpr pp::platform os = std::remove_cvref_t<decltype(task)>::os;
      const auto verdicts = pp::select(pp::bind(task, c.groups, c.previews()), records, scan);
      auto set = task.reboot;
      for (int round = 0; round < 3; ++round) {
        set_at_random(set, numbers);
        const auto user = random_user_part(numbers);
        pp::install_outcomes<os, std::remove_cvref_t<decltype(records)>> outcomes(verdicts, scan);
        constexpr int codes[] = {0, 0, 3010, 1641, 3017, 1603};
        for (const auto& record : records)
          if (numbers.chance(50) && !outcomes.set(record.id, pp::outcome_of_code(codes[numbers.below(6)])))
            out.add("does not count");
        const auto run = numbers.chance(30) ? pp::run_kind::catch_up : pp::run_kind::regular;
        const auto before = pp::name_reboot(pp::decide_reboot_before(set, verdicts, run), user);
        const auto forecast = pp::forecast_reboot_after(set, verdicts, scan);
        const auto after = pp::decide_reboot_after(set, verdicts, scan, outcomes);
        out.add(pp::write_reboots(os, task.kind, before,
                                  pp::name_reboot<os>(forecast, user, verdicts, scan, pp::no_outcomes{})));
        out.add(pp::write_reboots(os, task.kind, before, pp::name_reboot<os>(after, user, verdicts, scan, outcomes)));
      }
    });
  });
}

inline void answer_reboot_sessions(answers& out) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    naive::random_numbers numbers(seed);
    pp::reboot_session session(numbers.chance(50));
    std::int64_t now = 1'700'000'000;
    for (int events = 0; events < 25; ++events) {
      now += naive::between(numbers, -1, 40) * 60;
      pp::session_event event{static_cast<pp::session_event_kind>(numbers.below(9)), instant(now)};
      event.by = std::chrono::minutes(numbers.between(0, 40));
      const auto phase = static_cast<pp::reboot_phase>(numbers.below(2));
      const auto source = static_cast<pp::reboot_source>(numbers.below(4));
      const auto reason = static_cast<pp::reboot_reason>(numbers.below(10));
      event.request = pp::request_reboot(phase, source, {reason}, event.at, random_user_part(numbers));
      const pp::session_step step = pp::step(session, event);
      session = step.session;
      const std::string text = pp::write_reboot_session(session, pp::json_layout::compact);
      out.add(text);
      const auto read = pp::read_reboot_session(text);
      out.add(read ? (*read == session ? "" : "reads as another one") : pp::to_text(read.error(), "session"));
      out.add(std::string(pp::name_of(step.action)) + (step.refused ? std::string(pp::name_of(*step.refused)) : "") +
              std::to_string(step.extension_left.count()) +
              std::string(pp::name_of(pp::deployment_waits_for(session, source))));
    }
  }
}

inline void answer_reboots(answers& out) {
  answer_reboot_decisions(out);
  answer_reboot_sessions(out);
}

}  // namespace everywhere
