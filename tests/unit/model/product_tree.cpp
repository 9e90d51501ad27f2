// SPDX-License-Identifier: BSL-1.0
// The product tree (rules P1 to P4).
#include "patchpolicy/model/product_tree.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;

namespace {

using path = pp::product_tree::path;
using node = std::vector<std::string>;  // its parts, as a test names them

// A closed world: the root, two vendors of two families of two versions each; every parent before its children.
std::vector<node> universe() {
  std::vector<node> nodes = {{}};
  for (const std::string vendor : {"adobe", "mozilla"}) {
    nodes.push_back({vendor});
    for (const std::string family : {"one", "two"}) {
      nodes.push_back({vendor, family});
      for (const std::string version : {"11", "12"}) nodes.push_back({vendor, family, version});
    }
  }
  return nodes;
}

bool is_within(const node& inner, const node& outer) {
  return inner.size() >= outer.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

path to_path(const node& n) { return {n.size() > 0 ? n[0] : "", n.size() > 1 ? n[1] : "", n.size() > 2 ? n[2] : ""}; }

// One of the spellings of a node (rule P4).
path spelled(const node& n, naive::random_numbers& numbers) {
  std::array<std::string, 3> parts;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i < n.size()) parts[i] = n[i];
    if (!parts[i].empty() && numbers.chance(50))
      parts[i][0] = static_cast<char>(parts[i][0] - ('a' <= parts[i][0] ? 32 : 0));
    if (numbers.chance(30)) parts[i].insert(0, numbers.chance(50) ? " " : "\t");
    if (numbers.chance(30)) parts[i] += numbers.chance(50) ? "  " : "\t";
  }
  return {parts[0], parts[1], parts[2]};
}

// The ticks of a small world, one for each node: nothing is inherited, everything is written out.
class naive_tree {
 public:
  naive_tree() {
    for (const node& n : universe()) ticks_[n] = false;
  }
  void set(const node& n, bool selected) {
    for (auto& [other, tick] : ticks_)
      if (is_within(other, n)) tick = selected;
  }
  bool admits(const node& n) const { return ticks_.at(n); }
  pp::tick_mark mark(const node& n) const {
    for (const auto& [other, tick] : ticks_)
      if (is_within(other, n) && tick != ticks_.at(n)) return pp::tick_mark::indeterminate;
    return ticks_.at(n) ? pp::tick_mark::ticked : pp::tick_mark::clear;
  }

 private:
  std::map<node, bool> ticks_;
};

void require_equal(const pp::product_tree& tree, const naive_tree& expected, naive::random_numbers& numbers) {
  REQUIRE(tree.select_all() == expected.admits({}));
  for (const node& n : universe()) {
    CAPTURE(n);
    REQUIRE(tree.admits(spelled(n, numbers)) == expected.admits(n));
    REQUIRE(tree.mark(spelled(n, numbers)) == expected.mark(n));
    // What appears later below a node inherits (rule P2).
    if (n.size() == 3) continue;
    node later = n;
    later.push_back("later");
    REQUIRE(tree.admits(spelled(later, numbers)) == expected.admits(n));
    REQUIRE(tree.mark(spelled(later, numbers)) == (expected.admits(n) ? pp::tick_mark::ticked : pp::tick_mark::clear));
    // A record with an empty part names no node at that level or below.
    path gap = spelled(n, numbers);
    (n.empty() ? gap.family : gap.version) = "11";
    if (n.size() < 2) REQUIRE(tree.admits(gap) == expected.admits(n));
  }
}

// Every state differs from what its node would inherit without it.
void require_least(const pp::product_tree& tree) {
  for (pp::ordinal i = 0; i < tree.size(); ++i) {
    path parent = tree.state_path(i);
    (parent.depth() == 3 ? parent.version : parent.depth() == 2 ? parent.family : parent.vendor).clear();
    REQUIRE(tree.admits(parent) != tree.is_selected(i));
  }
  REQUIRE(pp::product_tree::of(tree.select_all(), tree.selected(), tree.cleared()).has_value());
}

}  // namespace

TEST_CASE("edits of a product tree agree with ticks that are written out") {  // rules P1 to P4
  constexpr std::uint64_t seed = 41;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  const std::vector<node> nodes = universe();
  for (int round = 0; round < 60; ++round) {
    pp::product_tree tree;
    naive_tree expected;
    for (int step = 0; step < 40; ++step) {
      CAPTURE(round, step);
      const node& n = nodes[numbers.chance(5) ? 0 : numbers.below(nodes.size())];
      const bool selected = numbers.chance(50);
      tree.set(spelled(n, numbers), selected);
      expected.set(n, selected);
      require_equal(tree, expected, numbers);
      require_least(tree);
    }
  }
}

TEST_CASE("a product tree keeps the states that it is given and edits them in place") {  // rules P2 and P3
  constexpr std::uint64_t seed = 42;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  const std::vector<node> nodes = universe();
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    // Parents come first, so that a child's own state overwrites what it inherits.
    const bool select_all = numbers.chance(50);
    naive_tree expected;
    expected.set({}, select_all);
    std::vector<path> selected;
    std::vector<path> cleared;
    for (const node& n : nodes) {
      if (n.empty() || numbers.chance(60)) continue;
      const bool on = numbers.chance(50);
      (on ? selected : cleared).push_back(spelled(n, numbers));
      expected.set(n, on);
    }
    numbers.shuffle(selected);
    numbers.shuffle(cleared);
    const auto made = pp::product_tree::of(select_all, selected, cleared);
    REQUIRE(made.has_value());
    REQUIRE(made->selected() == selected);
    REQUIRE(made->cleared() == cleared);
    require_equal(*made, expected, numbers);

    pp::product_tree tree = *made;
    const node& n = nodes[numbers.below(nodes.size())];
    const bool on = numbers.chance(50);
    tree.set(spelled(n, numbers), on);
    expected.set(n, on);
    require_equal(tree, expected, numbers);
    // The states that are not within the node stay as they are written.
    const auto outside = [&](std::vector<path> states) {
      std::erase_if(states,
                    [&](const path& p) { return pp::same_to_depth(p, to_path(n), n.size()) && p.depth() >= n.size(); });
      return states;
    };
    std::vector<path> left_selected = tree.selected();
    std::vector<path> left_cleared = tree.cleared();
    if (left_selected.size() + left_cleared.size() != outside(selected).size() + outside(cleared).size()) {
      REQUIRE(pp::same_node((on ? left_selected : left_cleared).back(), to_path(n)));
      (on ? left_selected : left_cleared).pop_back();
    }
    REQUIRE(left_selected == outside(selected));
    REQUIRE(left_cleared == outside(cleared));
  }
}

TEST_CASE("the nearest explicit ancestor decides for a product") {  // rule P2
  static constexpr pp::product_path selected[] = {{"Mozilla", "", ""}, {"Adobe", "Acrobat", "11"}};
  static constexpr pp::product_path cleared[] = {{"Adobe", "Acrobat", ""}};
  constexpr auto tree = *pp::product_tree_view::of(true, selected, cleared);
  PATCHPOLICY_CHECK_BOTH(tree.size() == 3);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{"mozilla", "Firefox", "115"}) == 0U);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{"Adobe", "acrobat", " 11 "}) == 1U);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{"Adobe", "Acrobat", "12"}) == 2U);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{"Adobe", "Acrobat", ""}) == 2U);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{"Adobe", "", "11"}) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(tree.nearest_state(pp::product_path{}) == std::nullopt);
  PATCHPOLICY_CHECK_BOTH(tree.is_selected(0) && tree.is_selected(1) && !tree.is_selected(2));
  PATCHPOLICY_CHECK_BOTH(tree.state_path(2) == cleared[0]);
  PATCHPOLICY_CHECK_BOTH(tree.admits(pp::product_path{"Adobe", "Acrobat", "11"}));
  PATCHPOLICY_CHECK_BOTH(!tree.admits(pp::product_path{"Adobe", "Acrobat", "12"}));
  PATCHPOLICY_CHECK_BOTH(tree.admits(pp::product_path{"Adobe", "Reader", ""}));
  PATCHPOLICY_CHECK_BOTH(tree.admits(pp::product_path{}));
  PATCHPOLICY_CHECK_BOTH(tree.mark(pp::product_path{}) == pp::tick_mark::indeterminate);
  PATCHPOLICY_CHECK_BOTH(tree.mark(pp::product_path{"adobe", "", ""}) == pp::tick_mark::indeterminate);
  PATCHPOLICY_CHECK_BOTH(tree.mark(pp::product_path{"Adobe", "Acrobat", ""}) == pp::tick_mark::indeterminate);
  PATCHPOLICY_CHECK_BOTH(tree.mark(pp::product_path{"Adobe", "Acrobat", "12"}) == pp::tick_mark::clear);
  PATCHPOLICY_CHECK_BOTH(tree.mark(pp::product_path{"Mozilla", "", ""}) == pp::tick_mark::ticked);
}

TEST_CASE("a product tree starts with nothing ticked or with all") {  // rules D4 and P2
  PATCHPOLICY_CHECK_BOTH(!pp::product_tree_view().admits(pp::product_path{"Adobe", "", ""}));
  PATCHPOLICY_CHECK_BOTH(!pp::product_tree_view(false).admits(pp::product_path{"Adobe", "", ""}));
  PATCHPOLICY_CHECK_BOTH(pp::product_tree_view(true).admits(pp::product_path{"Adobe", "", ""}));
  PATCHPOLICY_CHECK_BOTH(pp::product_tree_view(true).mark(pp::product_path{}) == pp::tick_mark::ticked);
  PATCHPOLICY_CHECK_BOTH(pp::product_tree_view().mark(pp::product_path{}) == pp::tick_mark::clear);
  PATCHPOLICY_CHECK_BOTH(pp::product_tree_view() == pp::product_tree_view(false));
  PATCHPOLICY_CHECK_BOTH(pp::product_tree_view() != pp::product_tree_view(true));
}

TEST_CASE("a path that names no node has no state") {
  using error = pp::product_tree_error;
  static constexpr pp::product_path good[] = {{"Adobe", "", ""}};
  static constexpr pp::product_path root[] = {{"Mozilla", "", ""}, {"", "", ""}};
  static constexpr pp::product_path gap[] = {{"Mozilla", " ", "115"}};
  static constexpr pp::product_path no_vendor[] = {{"\t", "Firefox", ""}};
  using tree = pp::product_tree_view;
  PATCHPOLICY_CHECK_BOTH(tree::of(true, root).error() == error{error::reason::blank_part, 1});
  PATCHPOLICY_CHECK_BOTH(tree::of(true, good, gap).error() == error{error::reason::blank_part, 1});
  PATCHPOLICY_CHECK_BOTH(tree::of(true, good, no_vendor).error() == error{error::reason::blank_part, 1});
}

TEST_CASE("a node has one state") {
  using error = pp::product_tree_error;
  static constexpr pp::product_path adobe[] = {{"Adobe", "", ""}};
  static constexpr pp::product_path adobe_again[] = {{"Mozilla", "", ""}, {" ADOBE", "", " "}};
  static constexpr pp::product_path twice[] = {{"Adobe", "Reader", ""}, {"Adobe", "", ""}, {"adobe", "reader", ""}};
  static constexpr pp::product_path below[] = {{"Adobe", "Adobe", ""}, {"Adobe", "Adobe", "Adobe"}};
  using tree = pp::product_tree_view;
  PATCHPOLICY_CHECK_BOTH(tree::of(true, adobe, adobe_again).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(tree::of(true, twice).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(tree::of(true, {}, twice).error() == error{error::reason::given_twice, 2});
  PATCHPOLICY_CHECK_BOTH(tree::of(true, adobe, below).has_value());
}

TEST_CASE("an edit spells a node as it is given and no deeper than it names") {
  pp::product_tree tree;
  tree.set({" Adobe", "", "11"}, true);
  REQUIRE(tree.selected().size() == 1);
  CHECK(tree.selected()[0] == path{" Adobe", "", ""});
  tree.set({"Mozilla", "Firefox ", "\t"}, true);
  REQUIRE(tree.selected().size() == 2);
  CHECK(tree.selected()[1] == path{"Mozilla", "Firefox ", ""});
}

TEST_CASE("a node of a product tree can be edited by the path that the tree shows") {
  const std::vector<path> states = {{"Adobe", "", ""}, {"Mozilla", "", ""}, {"Oracle", "", ""}};
  for (std::size_t i = 0; i < states.size(); ++i) {
    CAPTURE(i);
    pp::product_tree tree = *pp::product_tree::of(false, states);
    tree.set(tree.selected()[i], false);
    for (std::size_t j = 0; j < states.size(); ++j) CHECK(tree.admits(states[j]) == (i != j));
    CHECK(tree.selected().size() == 2);
    CHECK(tree.cleared().empty());
  }
}

TEST_CASE("product trees are equal only if they say the same") {
  pp::product_tree a;
  pp::product_tree b;
  CHECK(a == b);
  a.set({"Adobe", "", ""}, true);
  CHECK(a != b);
  b.set({"Adobe", "", ""}, true);
  CHECK(a == b);
  b.set({"Adobe", "", ""}, false);
  CHECK(a != b);
  CHECK(*pp::product_tree::of(true, {{"Adobe", "", ""}}) != *pp::product_tree::of(true, {}, {{"Adobe", "", ""}}));
}
