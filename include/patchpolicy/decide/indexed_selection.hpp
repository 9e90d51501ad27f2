// SPDX-License-Identifier: BSL-1.0
/// \file
/// Which records of an indexed catalog a task deploys, and why: the answers of `select`, for a million patches at once.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <utility>
#include <vector>

#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/catalog_index.hpp"
#include "patchpolicy/decide/compiled_task.hpp"
#include "patchpolicy/decide/replaced_places.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/decide/word_rules.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// Judges the blocks of an index under a compiled task; all but rules D8 to D10.
template <platform Platform>
class block_judge {
 public:
  using reached = reached_words<Platform, bit_word>;
  using reached_blocks = reached_words<Platform, word_block>;

  constexpr explicit block_judge(const compiled_task<Platform>& task)
      : task_(&task), masks_(masks_of<bit_word>(task.rules())) {
    if constexpr (Platform == platform::windows)
      not_latest_ =
          task.rules().previews == preview_patches::visible ? fact::not_latest : fact::not_latest_without_previews;
  }

  /// Which patches of a block deploy.
  constexpr void deploys(std::size_t block, word_block& out) const {
    // Loops with a constant count over an array that nothing else can refer to are what GCC vectorizes at -O2.
    word_block found;
    for_each_word(block, [&](std::size_t w, const auto&, const word_verdicts<bit_word>& v) { found[w] = v.deploys; });
    cut(block, found);
    out = found;
  }

  /// The same, and where scores and levels are what the task asks for.
  constexpr void deploys(std::size_t block, word_block& out, reached_blocks& reached_out) const {
    word_block found;
    reached_blocks kept;
    for_each_word(block, [&](std::size_t w, const reached& r, const word_verdicts<bit_word>& v) {
      found[w] = v.deploys;
      for (std::size_t i = 0; i < kept.size(); ++i) kept[i][w] = r[i];
    });
    cut(block, found);
    out = found;
    reached_out = kept;
  }

  /// Which patches each of `Rules` speaks of.
  template <rule... Rules>
  constexpr void rules(std::size_t block, std::array<word_block, sizeof...(Rules)>& out) const {
    std::array<word_block, sizeof...(Rules)> speaks;
    for_each_word(block, [&](std::size_t w, const auto&, const word_verdicts<bit_word>& v) {
      std::size_t at = 0;
      ((speaks[at++][w] = v[Rules]), ...);
    });
    for (word_block& one : speaks) cut(block, one);
    out = speaks;
  }

  /// The rules for the patches of one word.
  PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<bit_word> at(std::size_t w) const {
    return at(w, reach_words<Platform>(masks_, facts_at(w)));
  }
  /// The same, from what was kept.
  PATCHPOLICY_ALWAYS_INLINE constexpr word_verdicts<bit_word> at(std::size_t w, const reached& r) const {
    const auto facts = facts_at(w);
    return judge_words<Platform>(
        masks_, facts, [&](std::size_t plane) { return task_->marks(plane, w / block_words)[w % block_words]; },
        facts(not_latest_), r);
  }

 private:
  using fact = fact_plane<Platform>;

  constexpr auto facts_at(std::size_t w) const {
    const auto& planes = task_->index().facts()[w / block_words];
    return [&planes, i = w % block_words](std::size_t plane) { return planes[plane][i]; };
  }

  template <class Function>
  PATCHPOLICY_ALWAYS_INLINE constexpr void for_each_word(std::size_t block, Function f) const {
    const task_masks<bit_word> masks = masks_;
    const auto& planes = task_->index().facts()[block];
    const word_block& not_latest = planes[not_latest_];
    std::array<const bit_word*, mark_plane::count> marks = {};
    for (std::size_t plane = 0; plane < mark_plane::count; ++plane)
      if (Platform == platform::windows || plane == mark_plane::included)
        marks[plane] = task_->marks(plane, block).data();
    for (std::size_t w = 0; w < block_words; ++w) {
      const auto facts = [&](std::size_t plane) { return planes[plane][w]; };
      const auto r = reach_words<Platform>(masks, facts);
      f(w, r,
        judge_words<Platform>(masks, facts, [&](std::size_t plane) { return marks[plane][w]; }, not_latest[w], r));
    }
  }

  /// Beyond the end there are no patches.
  constexpr void cut(std::size_t block, word_block& words) const {
    const std::size_t size = task_->index().size();
    if (size >= (block + 1) * block_bits) return;
    for (std::size_t w = 0; w < block_words; ++w) {
      const std::size_t first = (block * block_words + w) * word_bits;
      words[w] &= low_bits(size > first ? size - first : 0);
    }
  }

  const compiled_task<Platform>* task_;
  task_masks<bit_word> masks_;
  std::size_t not_latest_ = 0;  // the plane, on Windows
};

/// The rules that can speak of a patch of a platform by itself; `nothing_selects` follows from them.
template <rule... Rules>
struct rule_list {
  static constexpr std::array<rule, sizeof...(Rules)> rules = {Rules...};
  using planes = std::array<word_block, sizeof...(Rules)>;

  template <class Judge>
  static constexpr void judge(const Judge& task, std::size_t block, planes& out) {
    task.template rules<Rules...>(block, out);
  }
  /// The rules that speak of one patch of a word.
  PATCHPOLICY_ALWAYS_INLINE static constexpr rule_set at(const word_verdicts<bit_word>& judged,
                                                         std::size_t bit) noexcept {
    rule_set found;
    (found.insert_if((judged[Rules] >> bit & 1) != 0, Rules), ...);
    return found;
  }
};
template <platform Platform>
struct rules_of;
template <>
struct rules_of<platform::windows> : rule_list<rule::risk_vrr, rule::risk_cvss, rule::risk_exploited, rule::severity,
                                               rule::included_group, rule::enablement, rule::invisible_preview,
                                               rule::excluded_group, rule::product_filter, rule::not_latest> {};
template <>
struct rules_of<platform::mac> : rule_list<rule::severity, rule::included_group> {};
template <>
struct rules_of<platform::gnu_linux> : rule_list<rule::all_missing, rule::severity, rule::included_group> {};

}  // namespace detail

/// Which records of an indexed catalog a task deploys: what `select` says of the records that the index was made from.
/// It refers to the compiled task, which must outlive it and must not have changed when a verdict is asked for; after a
/// change, `update` it. Records are named by their ordinals.
template <platform Platform>
class indexed_selection {
 public:
  /// Judges all records. Linear in the words of 64 records, and in the edges of the few that need more than their own
  /// word.
  constexpr explicit indexed_selection(const compiled_task<Platform>& task) : indexed_selection(task, not_judged{}) {
    update();
  }

  /// For a host that shares the work out to its threads: nothing is judged yet. Every part in [0, `parts()`) has to be
  /// judged, in any order and at the same time as others, then `settle` called, before any other question.
  struct not_judged {};
  constexpr indexed_selection(const compiled_task<Platform>& task, not_judged)
      : task_(&task), settled_by_(task), deploys_(task.index().size()) {}

  explicit indexed_selection(const compiled_task<Platform>&&, const auto&...) = delete;

  /// Each part has 4,096 records, the last one fewer.
  constexpr std::size_t parts() const noexcept { return deploys_.blocks(); }

  /// Judges the parts in [first, end) by all rules but D8 to D10.
  constexpr void judge(std::size_t first, std::size_t end) {
    const detail::block_judge<Platform> judge(*task_);
    for (std::size_t block = first; block < end; ++block) judge.deploys(block, deploys_.block(block));
  }
  /// Judges all parts, and keeps most of the work; for `indexed_verdicts`.
  constexpr void judge(std::vector<typename detail::block_judge<Platform>::reached_blocks>& reached) {
    const detail::block_judge<Platform> judge(*task_);
    for (std::size_t block = 0; block < parts(); ++block) judge.deploys(block, deploys_.block(block), reached[block]);
  }
  /// What is left when all parts are judged: rules D8 to D10, which look from one patch to another.
  constexpr void settle() {
    revision_ = task_->revision();
    settled_by_ = detail::block_judge<Platform>(*task_);
    if constexpr (Platform == platform::gnu_linux)
      add_dependencies();
    else
      replaced_.settle(chains(), task_->index().scan(), deploys_);
  }
  /// Judges all records again, by the task as it is now; allocates nothing new.
  constexpr void update() {
    judge(0, parts());
    settle();
  }

  constexpr const compiled_task<Platform>& task() const noexcept { return *task_; }
  /// The number of records.
  constexpr std::size_t size() const noexcept { return task_->index().size(); }
  /// How many deploy. Linear in the words.
  constexpr std::size_t count() const noexcept { return deploys_.count(0, size()); }
  constexpr bool deploys(ordinal record) const noexcept { return deploys_[chains().place_of(record)]; }

  /// Calls `f(ordinal)` for each record that deploys, product by product.
  template <class Function>
  constexpr void for_each_deploying(Function f) const {
    deploys_.for_each([&](std::size_t place) { f(chains().record_at(place)); });
  }

  /// The verdict on the record at that place of the input, as `select` gives it. Constant time (but for a patch in many
  /// groups or needed by many advisories: linear in those), without allocation.
  constexpr verdict operator[](ordinal record) const noexcept {
    const std::size_t place = chains().place_of(record);
    return complete(record, place, settled_by_.at(place / detail::word_bits));
  }

  // What follows is for the headers beside this one.

  /// By place: which deploy, which are replaced by one that does, and which a deploying one depends on.
  constexpr const detail::bit_plane& deploying() const noexcept { return deploys_; }
  constexpr const detail::bit_plane& replaced() const noexcept { return replaced_.bits(); }
  constexpr const detail::bit_plane& needed() const noexcept { return needed_; }

  constexpr const detail::block_judge<Platform>& settled_by() const noexcept { return settled_by_; }

  /// The verdict on a record, from what its word is judged to be by all rules but D8 to D10.
  PATCHPOLICY_ALWAYS_INLINE constexpr verdict complete(
      ordinal record, std::size_t place, const detail::word_verdicts<detail::bit_word>& judged) const noexcept {
    if (revision_ != task_->revision()) std::abort();  // the task has changed since
    rule_set rules = detail::rules_of<Platform>::at(judged, place % detail::word_bits);
    if constexpr (Platform == platform::gnu_linux)
      rules.insert_if(needed_[place], rule::dependency);
    else
      rules.insert_if(replaced_[place], rule::replaced_by_selected);
    constexpr rule_set not_selecting = {rule::excluded_group, rule::product_filter};
    rules.insert_if((rules - not_selecting).empty(), rule::nothing_selects);

    verdict v(rules);
    // One question after the other: a processor learns how each is mostly answered.
    const auto add = [&](rule r, auto witness) {
      if (rules.contains(r)) v.add(r, witness());
    };
    add(rule::included_group, [&] { return task_->included_group(place); });
    if constexpr (Platform == platform::windows) {
      add(rule::excluded_group, [&] { return task_->excluded_group(place); });
      add(rule::product_filter, [&] { return task_->product_state(place); });
      add(rule::not_latest, [&] { return task_->index().scan().newer_than(record, task_->rules().previews); });
      if (rules.contains(rule::nothing_selects)) add_unknown(v, place);
    }
    if constexpr (Platform == platform::gnu_linux)
      add(rule::dependency, [&] { return first_dependent(record); });
    else
      add(rule::replaced_by_selected,
          [&] { return replaced_.newer_of(chains(), task_->index().scan(), deploys_, place); });
    return v;
  }

 private:
  constexpr const detail::chain_order& chains() const noexcept { return task_->index().chains(); }

  /// Rule E3.
  constexpr void add_unknown(verdict& v, std::size_t place) const noexcept {
    using fact = detail::fact_plane<platform::windows>;
    const task_rules& task = task_->rules();
    const auto& block = task_->index().facts()[place / detail::block_bits];
    const auto is_set = [&](std::size_t plane) {
      return (block[plane][place / detail::word_bits % detail::block_words] >> (place % detail::word_bits) & 1) != 0;
    };
    if (!task.enabled || is_set(fact::enablement)) return;
    if (task.risk.vrr_at_least && !is_set(fact::has_vrr)) v.add_unknown(unknown_field::vrr);
    if (task.risk.cvss_at_least && !is_set(fact::has_cvss)) v.add_unknown(unknown_field::cvss);
  }

  /// Rule D10, as far as advisories bring along others.
  constexpr void add_dependencies() {
    using fact = detail::fact_plane<platform::gnu_linux>;
    const auto& index = task_->index();
    if (needed_.words() == 0) {
      needed_ = detail::bit_plane(index.size());
      std::size_t depending = 0;  // each is visited once
      for (const auto& block : index.facts()) depending += detail::count_bits(block[fact::depends]);
      to_visit_.reserve(depending);
    }
    needed_.clear();
    if (task_->rules().all_missing) return;  // dependencies are then not told apart
    to_visit_.clear();
    for (std::size_t w = 0; w < deploys_.words(); ++w)
      for (detail::bit_word rest =
               deploys_.at(w) & index.facts()[w / detail::block_words][fact::depends][w % detail::block_words];
           rest != 0; rest &= rest - 1)
        to_visit_.push_back(
            chains().record_at(w * detail::word_bits + static_cast<std::size_t>(std::countr_zero(rest))));
    while (!to_visit_.empty()) {
      const ordinal from = to_visit_.back();
      to_visit_.pop_back();
      index.scan().for_each_dependency(from, [&](ordinal record) {
        const std::size_t place = chains().place_of(record);
        needed_.set(place);
        if (deploys_[place]) return;
        deploys_.set(place);
        if (index.scan().count_dependencies(record) > 0) to_visit_.push_back(record);
      });
    }
  }
  constexpr ordinal first_dependent(ordinal record) const noexcept {
    ordinal first = no_ordinal;
    task_->index().scan().for_each_dependent(record, [&](ordinal dependent) {
      if (dependent < first && deploys(dependent)) first = dependent;
    });
    return first;
  }

  const compiled_task<Platform>* task_;
  std::size_t revision_ = 0;
  detail::block_judge<Platform> settled_by_;
  detail::bit_plane deploys_;
  detail::replaced_places replaced_;  // Windows and Mac
  detail::bit_plane needed_;  // Linux
  std::vector<ordinal> to_visit_;
};

/// A selection that keeps what most of the work went into, so that asking for many verdicts costs little more than
/// reading them.
template <platform Platform>
class indexed_verdicts {
 public:
  /// Judges all records; linear, as the selection.
  constexpr explicit indexed_verdicts(const compiled_task<Platform>& task)
      : selection_(task, typename indexed_selection<Platform>::not_judged{}), reached_(selection_.parts()) {
    update();
  }
  explicit indexed_verdicts(const compiled_task<Platform>&&) = delete;

  /// Judges all records again, by the task as it is now; allocates nothing new.
  constexpr void update() {
    selection_.judge(reached_);
    selection_.settle();
  }

  constexpr const indexed_selection<Platform>& selection() const noexcept { return selection_; }
  constexpr std::size_t size() const noexcept { return selection_.size(); }

  /// As the selection's, in less time.
  constexpr verdict operator[](ordinal record) const noexcept {
    const std::size_t place = selection_.task().index().chains().place_of(record);
    const std::size_t w = place / detail::word_bits;
    const auto& block = reached_[w / detail::block_words];
    typename judge::reached reached = {};
    for (std::size_t i = 0; i < reached.size(); ++i) reached[i] = block[i][w % detail::block_words];
    return selection_.complete(record, place, selection_.settled_by().at(w, reached));
  }

 private:
  using judge = detail::block_judge<Platform>;

  indexed_selection<Platform> selection_;
  std::vector<typename judge::reached_blocks> reached_;
};

/// Judges all records of the index that `task` was compiled for.
template <platform Platform>
constexpr indexed_selection<Platform> select(const compiled_task<Platform>& task) {
  return indexed_selection<Platform>(task);
}
/// A temporary task would be gone before the answer is read.
template <platform Platform>
void select(const compiled_task<Platform>&& task) = delete;

}  // namespace patchpolicy::inline v1
