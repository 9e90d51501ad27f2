// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/indexed_selection.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"

namespace pp = patchpolicy;
using pp::platform;

namespace {

// Five parts, the last of them not full.
constexpr std::size_t size = 4 * 4096 + 100;

template <platform Os>
struct compiled_catalog {
  explicit compiled_catalog(std::uint64_t seed)
      : catalog(seed, size, tests::supersession_shape::to_later_products),
        index(catalog.records()),
        groups(index, catalog.records(), catalog.groups()),
        task(index, groups, any_task(catalog)) {
    task.set_enabled(true);
  }
  tests::hostile_catalog<Os> catalog;
  pp::catalog_index<Os> index;
  pp::catalog_groups<Os> groups;
  pp::compiled_task<Os> task;
};

template <platform Os>
bool same(const pp::indexed_selection<Os>& a, const pp::indexed_selection<Os>& b) {
  bool all_same = a.size() == b.size() && a.deploying() == b.deploying() && a.replaced() == b.replaced() &&
                  a.needed() == b.needed();
  for (pp::ordinal r = 0; r < a.size() && all_same; r += 7) all_same = a[r] == b[r];
  return all_same;
}

template <platform Os>
void judge_in_parts() {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    INFO("seed " << seed);
    const compiled_catalog<Os> made(seed);
    const auto at_once = pp::select(made.task);
    REQUIRE(at_once.parts() == 5);
    using not_judged = typename pp::indexed_selection<Os>::not_judged;

    pp::indexed_selection<Os> backwards(made.task, not_judged{});
    for (std::size_t part = 5; part-- > 0;) backwards.judge(part, part + 1);
    backwards.judge(1, 3);  // once more does no harm
    backwards.judge(2, 2);
    backwards.settle();
    CHECK(same(at_once, backwards));

    pp::indexed_selection<Os> halves(made.task, not_judged{});
    std::thread other([&] { halves.judge(0, 2); });
    halves.judge(2, 5);
    other.join();
    halves.settle();
    CHECK(same(at_once, halves));

    halves.update();
    CHECK(same(at_once, halves));
  }
}

template <class Task>
concept can_be_selected = requires(Task&& task) { pp::select(std::forward<Task>(task)); };

}  // namespace

TEST_CASE("Windows: parts that are judged in any order, or by two threads, settle to the same") {
  judge_in_parts<platform::windows>();
}
TEST_CASE("Mac: parts that are judged in any order, or by two threads, settle to the same") {
  judge_in_parts<platform::mac>();
}
TEST_CASE("Linux: parts that are judged in any order, or by two threads, settle to the same") {
  judge_in_parts<platform::gnu_linux>();
}

TEST_CASE("a selection of no records is empty") {
  const std::vector<pp::patch<platform::windows>> none;
  const pp::catalog_index<platform::windows> index(none);
  const pp::catalog_groups<platform::windows> groups(index, none, pp::patch_groups{});
  pp::compiled_task<platform::windows> task(index, groups);
  task.set_enabled(true);
  const auto selected = pp::select(task);
  CHECK((selected.size() == 0 && selected.parts() == 0 && selected.count() == 0));
  CHECK(pp::indexed_verdicts<platform::windows>(task).size() == 0);
  std::size_t called = 0;
  selected.for_each_deploying([&](pp::ordinal) { ++called; });
  CHECK(called == 0);
}

TEST_CASE("a selection outlives what it was copied from, and is brought up to date by itself") {
  compiled_catalog<platform::windows> made(1);
  auto first = std::optional(pp::select(made.task));
  const pp::indexed_selection<platform::windows> copy = *first;
  CHECK(same(copy, *first));
  first.reset();
  made.task.set_enabled(false);
  auto updated = copy;
  updated.update();
  CHECK(updated.count() == 0);
  CHECK(copy.count() > 0);
  made.task.set_enabled(true);
  updated.update();
  CHECK(updated.count() == copy.count());
}

TEST_CASE("verdicts tell the selection that they were made with") {
  const compiled_catalog<platform::mac> made(2);
  const pp::indexed_verdicts<platform::mac> kept(made.task);
  CHECK(same(kept.selection(), pp::select(made.task)));
  CHECK(&kept.selection().task() == &made.task);
}

TEST_CASE("a task that would be gone before the answer is read is refused") {
  static_assert(can_be_selected<const pp::compiled_task<platform::windows>&>);
  static_assert(!can_be_selected<pp::compiled_task<platform::windows>>);
  SUCCEED("it compiles");
}
