// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rules for one patch (judge.hpp), written for as many patches at once as a word has bits: bit i of every word
/// speaks of the same patch. Nothing branches, so the same few instructions judge any 64 patches.
///
/// `Word` is what `&`, `|` and `~` are defined for, and `Word{}` has no bit set: an integer in production; in a test a
/// word that counts its operations, in a proof one that stands for any patch under any task.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/model/severity.hpp"

// A compiler that does not inline the rules into the loop over the words makes no vectors of it.
#if defined(_MSC_VER) && !defined(__clang__)
#define PATCHPOLICY_ALWAYS_INLINE __forceinline
#elif defined(__GNUC__)
#define PATCHPOLICY_ALWAYS_INLINE __attribute__((always_inline)) inline
#else
#define PATCHPOLICY_ALWAYS_INLINE inline
#endif

namespace patchpolicy::inline v1::detail {

inline constexpr std::size_t level_count = enum_size<severity_level>;
inline constexpr std::size_t vrr_bits = 10;  // hundredths and one, up to 1001; 0 is unknown (rule D5)
inline constexpr std::size_t cvss_bits = 7;  // tenths and one, up to 101

/// What is known of patches, each a plane of bits: first the levels as they are counted, then what the platform's rules
/// look at.
template <platform Platform>
struct fact_plane;
template <>
struct fact_plane<platform::windows> {
  enum : std::size_t {
    level,
    security = level + level_count,
    non_security,
    exploited,
    preview,
    enablement,
    not_latest,  // if previews are visible
    not_latest_without_previews,
    vrr,
    cvss = vrr + vrr_bits,
    has_vrr = cvss + cvss_bits,  // for verdicts (rule E3); the rules need no more than the numbers
    has_cvss,
    count
  };
};
template <>
struct fact_plane<platform::mac> {
  enum : std::size_t { level, security = level + level_count, non_security, count };
};
template <>
struct fact_plane<platform::gnu_linux> {
  enum : std::size_t {
    level,
    security = level + level_count,  // the kinds where they are supported
    bug_fix,
    enhancement,
    depends,  // on other advisories
    count
  };
};

/// What a task says of patches, each a plane of bits.
struct mark_plane {
  enum : std::size_t { included, excluded, listed, not_admitted, count };
};

/// What a task wants, each switch in all bits of a word.
template <class Word>
struct task_masks {
  Word enabled = {};
  Word hides_previews = {};
  Word exploited = {};
  Word all_missing = {};
  Word bug_fix = {};
  Word enhancement = {};
  std::array<Word, level_count> security = {};
  std::array<Word, level_count> non_security = {};
  std::array<Word, vrr_bits> not_vrr = {};  // the bits that the threshold lacks
  std::array<Word, cvss_bits> not_cvss = {};
};

template <class Word>
constexpr Word all_or_none(bool value) {
  return value ? ~Word{} : Word{};
}

template <class Word, std::size_t Bits>
constexpr std::array<Word, Bits> missing_bits(std::size_t number) {
  std::array<Word, Bits> masks = {};
  for (std::size_t bit = 0; bit < Bits; ++bit) masks[bit] = all_or_none<Word>((number >> bit & 1) == 0);
  return masks;
}

/// A threshold that is not there is one that no score reaches.
template <class Word>
constexpr task_masks<Word> masks_of(const task_rules& task) {
  task_masks<Word> masks;
  masks.enabled = all_or_none<Word>(task.enabled);
  masks.hides_previews = all_or_none<Word>(task.previews == preview_patches::invisible);
  masks.exploited = all_or_none<Word>(task.risk.exploited);
  masks.all_missing = all_or_none<Word>(task.all_missing);
  masks.bug_fix = all_or_none<Word>(task.severity.bug_fix);
  masks.enhancement = all_or_none<Word>(task.severity.enhancement);
  for (std::size_t i = 0; i < level_count; ++i) {
    masks.security[i] = all_or_none<Word>(task.severity.security.contains(static_cast<severity_level>(i)));
    masks.non_security[i] = all_or_none<Word>(task.severity.non_security.contains(static_cast<severity_level>(i)));
  }
  const auto vrr = task.risk.vrr_at_least;
  const auto cvss = task.risk.cvss_at_least;
  masks.not_vrr = missing_bits<Word, vrr_bits>(vrr ? std::size_t{vrr->count()} + 1 : (1u << vrr_bits) - 1);
  masks.not_cvss = missing_bits<Word, cvss_bits>(cvss ? std::size_t{cvss->count()} + 1 : (1u << cvss_bits) - 1);
  return masks;
}

/// Which patches each rule speaks of. All but rules D8 to D10, which need the answers for others.
template <class Word>
struct word_verdicts {
  std::array<Word, enum_size<rule>> rules = {};
  Word deploys = {};
  constexpr Word& operator[](rule r) { return rules[static_cast<std::size_t>(r)]; }
  constexpr const Word& operator[](rule r) const { return rules[static_cast<std::size_t>(r)]; }
};

/// Where a number, in planes from `First` on with the lowest bit first, is no less than the threshold. From the lowest
/// bit up, the higher decides: the majority of the number's bit, the threshold's missing bit and the answer so far. No
/// loop, as compilers make vectors of the loop around it only if there is none inside.
template <std::size_t First, class Word, class Facts, std::size_t... Bit>
PATCHPOLICY_ALWAYS_INLINE constexpr Word at_least(const std::array<Word, sizeof...(Bit)>& missing, const Facts& facts,
                                                  std::index_sequence<Bit...>) {
  Word reached = ~Word{};
  ((reached = (facts(First + Bit) & (reached | missing[Bit])) | (reached & missing[Bit])), ...);
  return reached;
}

/// Where the level is ticked.
template <class Word, class Facts, std::size_t... Level>
PATCHPOLICY_ALWAYS_INLINE constexpr Word level_in(const std::array<Word, sizeof...(Level)>& ticks, const Facts& facts,
                                                  std::index_sequence<Level...>) {
  return ((facts(Level) & ticks[Level]) | ...);
}

using all_levels = std::make_index_sequence<level_count>;

/// Where the scores and levels are what the task asks for, whatever else holds: most of the work, so that an answer can
/// keep it.
struct reach {
  enum : std::size_t { severity, vrr, cvss };
};
template <platform Platform>
inline constexpr std::size_t reach_count = Platform == platform::windows ? reach::cvss + 1 : reach::severity + 1;
template <platform Platform, class Word>
using reached_words = std::array<Word, reach_count<Platform>>;

template <platform Platform, class Word, class Facts>
PATCHPOLICY_ALWAYS_INLINE constexpr reached_words<Platform, Word> reach_words(const task_masks<Word>& task,
                                                                              const Facts& facts) {
  using fact = fact_plane<Platform>;
  reached_words<Platform, Word> reached;
  const Word security = facts(fact::security) & level_in(task.security, facts, all_levels{});
  if constexpr (Platform == platform::gnu_linux)
    reached[reach::severity] =
        security | (facts(fact::bug_fix) & task.bug_fix) | (facts(fact::enhancement) & task.enhancement);
  else
    reached[reach::severity] =
        security | (facts(fact::non_security) & level_in(task.non_security, facts, all_levels{}));
  if constexpr (Platform == platform::windows) {
    reached[reach::vrr] = at_least<fact::vrr>(task.not_vrr, facts, std::make_index_sequence<vrr_bits>{});
    reached[reach::cvss] = at_least<fact::cvss>(task.not_cvss, facts, std::make_index_sequence<cvss_bits>{});
  }
  return reached;
}

/// As `judge_windows`. `facts(plane)` and `marks(plane)` are the words of the planes; `not_latest` is the plane that
/// goes with the task's previews.
template <class Word, class Facts, class Marks>
PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<Word> judge_windows_words(
    const task_masks<Word>& task, const Facts& facts, const Marks& marks, const Word& not_latest,
    const reached_words<platform::windows, Word>& reached) {
  using fact = fact_plane<platform::windows>;
  word_verdicts<Word> v;
  v[rule::invisible_preview] = facts(fact::preview) & task.hides_previews;  // D11
  const Word visible = ~v[rule::invisible_preview];
  const Word active = visible & task.enabled;  // T3

  const Word by_rule = active & ~facts(fact::enablement);  // D12
  const Word vrr = by_rule & reached[reach::vrr];
  const Word cvss = by_rule & reached[reach::cvss];
  const Word exploited = by_rule & facts(fact::exploited) & task.exploited;
  const Word severity = by_rule & reached[reach::severity];
  const Word wanted = vrr | cvss | exploited | severity;
  const Word latest = ~not_latest;  // D7
  v[rule::risk_vrr] = vrr & latest;
  v[rule::risk_cvss] = cvss & latest;
  v[rule::risk_exploited] = exploited & latest;
  v[rule::severity] = severity & latest;
  v[rule::included_group] = active & marks(mark_plane::included);  // D1
  v[rule::enablement] = active & facts(fact::enablement) & marks(mark_plane::listed);  // D12

  const Word selected = (wanted & latest) | v[rule::included_group] | v[rule::enablement];
  v[rule::excluded_group] = active & marks(mark_plane::excluded);  // D3
  v[rule::product_filter] = active & marks(mark_plane::not_admitted);  // D2
  v[rule::not_latest] = wanted & ~selected;  // D7
  v[rule::nothing_selects] = visible & ~(selected | wanted);
  v.deploys = selected & ~(v[rule::excluded_group] | v[rule::product_filter]);
  return v;
}

/// As `judge_mac`.
template <class Word, class Marks>
PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<Word> judge_mac_words(
    const task_masks<Word>& task, const Marks& marks, const reached_words<platform::mac, Word>& reached) {
  word_verdicts<Word> v;
  v[rule::severity] = task.enabled & reached[reach::severity];
  v[rule::included_group] = task.enabled & marks(mark_plane::included);
  v.deploys = v[rule::severity] | v[rule::included_group];
  v[rule::nothing_selects] = ~v.deploys;
  return v;
}

/// As `judge_linux`.
template <class Word, class Marks>
PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<Word> judge_linux_words(
    const task_masks<Word>& task, const Marks& marks, const reached_words<platform::gnu_linux, Word>& reached) {
  word_verdicts<Word> v;
  v[rule::all_missing] = task.enabled & task.all_missing;
  v[rule::severity] = task.enabled & reached[reach::severity];
  v[rule::included_group] = task.enabled & marks(mark_plane::included);
  v.deploys = v[rule::all_missing] | v[rule::severity] | v[rule::included_group];
  v[rule::nothing_selects] = ~v.deploys;
  return v;
}

/// The rules of a platform, but for D8 to D10. `not_latest` matters on Windows alone.
template <platform Platform, class Word, class Facts, class Marks>
PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<Word> judge_words(const task_masks<Word>& task,
                                                                    [[maybe_unused]] const Facts& facts,
                                                                    const Marks& marks,
                                                                    [[maybe_unused]] const Word& not_latest,
                                                                    const reached_words<Platform, Word>& reached) {
  if constexpr (Platform == platform::windows)
    return judge_windows_words(task, facts, marks, not_latest, reached);
  else if constexpr (Platform == platform::mac)
    return judge_mac_words(task, marks, reached);
  else
    return judge_linux_words(task, marks, reached);
}
template <platform Platform, class Word, class Facts, class Marks>
PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<Word> judge_words(const task_masks<Word>& task, const Facts& facts,
                                                                    const Marks& marks, const Word& not_latest) {
  return judge_words<Platform>(task, facts, marks, not_latest, reach_words<Platform>(task, facts));
}

}  // namespace patchpolicy::inline v1::detail
