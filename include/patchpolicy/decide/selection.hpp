// SPDX-License-Identifier: BSL-1.0
/// \file
/// A verdict for each patch of a scan.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/judge.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

namespace detail {

/// What else is known of the records of one scan: linear to make, and good for any task.
template <platform Platform>
struct scan_of {
  using type = supersession;
};
template <>
struct scan_of<platform::gnu_linux> {
  using type = linux_scan;
};

}  // namespace detail

/// What the records of one scan have to do with one another; made once for any number of tasks.
template <platform Platform>
using scan_for = typename detail::scan_of<Platform>::type;

namespace detail {

/// The record at `at`, with these facts, by the rules that stop or select it whatever else deploys (rules D1 to D7, D11
/// and D12).
template <platform Platform>
constexpr verdict judge(const bound_task<Platform>& task, const patch_facts& facts,
                        [[maybe_unused]] const scan_for<Platform>& scan, [[maybe_unused]] ordinal at) {
  if constexpr (Platform == platform::windows)
    return judge_windows(task.rules(), facts, scan.newer_than(at, task.rules().previews));
  else if constexpr (Platform == platform::mac)
    return judge_mac(task.rules(), facts);
  else
    return judge_linux(task.rules(), facts, scan.is_supported(at));
}

/// Rules D8 and D9: of the patches that would deploy, those that another of them supersedes are replaced by it.
constexpr void keep_newest(std::vector<verdict>& verdicts, const supersession& scan) {
  bool any_older = false;
  for (ordinal i = 0; i < verdicts.size() && !any_older; ++i)
    any_older = verdicts[i].deploys() && scan.newer_than(i, preview_patches::visible) != no_ordinal;
  if (!any_older) return;

  std::vector<ordinal> newest;
  scan.newest_among([&](ordinal i) { return verdicts[i].deploys(); }, newest);
  for (ordinal i = 0; i < verdicts.size(); ++i)
    if (const ordinal by = newest[scan.component(i)]; by != no_ordinal && verdicts[i].deploys())
      verdicts[i].add(rule::replaced_by_selected, by);
}

/// Rule D10: what a deploying advisory depends on comes along, transitively, and says so.
constexpr void add_dependencies(std::vector<verdict>& verdicts, const linux_scan& scan) {
  std::vector<ordinal> to_visit;
  for (ordinal i = 0; i < verdicts.size(); ++i)
    if (verdicts[i].deploys()) to_visit.push_back(i);
  while (!to_visit.empty()) {
    const ordinal from = to_visit.back();
    to_visit.pop_back();
    scan.for_each_dependency(from, [&](ordinal needed) {
      verdict& v = verdicts[needed];
      if (!v.deploys()) to_visit.push_back(needed);
      v.remove(rule::nothing_selects);
      v.add(rule::dependency, (std::min)(v.witness(rule::dependency), from));
    });
  }
}

}  // namespace detail

/// The verdicts of a task on the records of one scan, as a range of pairs `(record, verdict)` in the order of the
/// records. It refers to the records, which must outlive it.
template <class Range>
class selection {
 public:
  using record_type = record_of<Range>;

  struct value_type {
    const record_type& record;
    const patchpolicy::verdict& verdict;
  };

  class iterator {
   public:
    using record_iterator = decltype(std::begin(std::declval<const Range&>()));
    using value_type = selection::value_type;
    using difference_type = std::ptrdiff_t;

    constexpr iterator(record_iterator record, const verdict* v) : record_(record), verdict_(v) {}
    constexpr value_type operator*() const { return {*record_, *verdict_}; }
    constexpr iterator& operator++() {
      ++record_;
      ++verdict_;
      return *this;
    }
    constexpr iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(const iterator& a, const iterator& b) { return a.verdict_ == b.verdict_; }

   private:
    record_iterator record_;
    const verdict* verdict_;
  };

  constexpr selection(const Range& records, std::vector<verdict> verdicts)
      : records_(&records), verdicts_(std::move(verdicts)) {}

  constexpr iterator begin() const { return {std::begin(*records_), verdicts_.data()}; }
  constexpr iterator end() const { return {std::end(*records_), verdicts_.data() + verdicts_.size()}; }
  constexpr std::size_t size() const noexcept { return verdicts_.size(); }

  /// The record at that place. Constant time for ranges with random access, else linear.
  constexpr const record_type& record(ordinal at) const {
    return *std::next(std::begin(*records_), static_cast<std::ptrdiff_t>(at));
  }
  /// The verdict on the record at that place.
  constexpr const verdict& operator[](ordinal record) const { return verdicts_[record]; }
  constexpr const std::vector<verdict>& verdicts() const noexcept { return verdicts_; }

  /// The verdict on the first record of that id; null if there is none. Linear.
  constexpr const verdict* find(std::string_view id) const {
    for (const auto& [record, verdict] : *this)
      if (detail::known<record_type>::id(record) == id) return &verdict;
    return nullptr;
  }
  /// Whether a record of that id deploys. Linear.
  constexpr bool deploys(std::string_view id) const {
    const verdict* found = find(id);
    return found != nullptr && found->deploys();
  }

 private:
  const Range* records_;
  std::vector<verdict> verdicts_;
};

/// Judges all `records` of one scan under `task`, with the `scan_for<Platform>` that was made from the same records:
/// one of another number of records ends the program. Linear in the records and their edges; allocates for the whole,
/// never for a patch.
template <platform Platform, patch_range_of<Platform> Range>
constexpr selection<Range> select(const bound_task<Platform>& task, const Range& records,
                                  const scan_for<Platform>& scan) {
  if (scan.size() != std::size(records)) std::abort();  // made from other records
  std::vector<verdict> verdicts;
  verdicts.reserve(scan.size());
  for (const auto& record : records)
    verdicts.push_back(detail::judge(task, task.facts(record), scan, static_cast<ordinal>(verdicts.size())));
  if constexpr (Platform != platform::gnu_linux)
    detail::keep_newest(verdicts, scan);
  else if (!task.rules().all_missing)
    detail::add_dependencies(verdicts, scan);
  return {records, std::move(verdicts)};
}

/// The same for records that are judged once.
template <platform Platform, patch_range_of<Platform> Range>
constexpr selection<Range> select(const bound_task<Platform>& task, const Range& records) {
  return select(task, records, scan_for<Platform>(records));
}

/// A temporary range would be gone before the answer is read.
template <platform Platform, class Range>
void select(const bound_task<Platform>& task, const Range&& records, const scan_for<Platform>& scan) = delete;
template <platform Platform, class Range>
void select(const bound_task<Platform>& task, const Range&& records) = delete;

}  // namespace patchpolicy::inline v1
