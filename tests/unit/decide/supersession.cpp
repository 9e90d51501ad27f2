// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/supersession.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "patchpolicy/model/patch.hpp"
#include "support/catch.hpp"
#include "support/synthetic_catalog.hpp"

namespace pp = patchpolicy;

namespace {

using record = pp::patch<pp::platform::windows>;

// Rules D7 and D13 as one would say them: who reaches whom, and is not reached back.
class naive_supersession {
 public:
  explicit naive_supersession(const std::vector<record>& records) : size_(records.size()), reaches_(size_ * size_) {
    for (std::size_t i = 0; i < size_; ++i)
      for (const std::string& id : records[i].supersedes)
        for (std::size_t j = 0; j < size_; ++j)
          if (records[j].id == id) reaches_[i * size_ + j] = true;
    for (std::size_t k = 0; k < size_; ++k)
      for (std::size_t i = 0; i < size_; ++i)
        for (std::size_t j = 0; j < size_; ++j)
          if (reaches_[i * size_ + k] && reaches_[k * size_ + j]) reaches_[i * size_ + j] = true;
  }

  bool supersedes(std::size_t newer, std::size_t older) const {
    return reaches_[newer * size_ + older] && !reaches_[older * size_ + newer];
  }

  // The first member that supersedes `older` and that no member supersedes.
  pp::ordinal newest_over(std::size_t older, const std::vector<bool>& members) const {
    for (std::size_t i = 0; i < size_; ++i) {
      if (!members[i] || !supersedes(i, older)) continue;
      bool latest = true;
      for (std::size_t j = 0; j < size_; ++j) latest = latest && !(members[j] && supersedes(j, i));
      if (latest) return static_cast<pp::ordinal>(i);
    }
    return pp::no_ordinal;
  }

 private:
  std::size_t size_;
  std::vector<bool> reaches_;
};

std::vector<record> random_records(tests::random_numbers& random) {
  const std::size_t count = random.below(14);
  std::vector<record> records(count);
  for (std::size_t i = 0; i < count; ++i) {
    records[i].id = "P" + std::to_string(i);
    records[i].preview = random.below(4) == 0;
    // sparse and dense graphs, self-edges and unknown ids among them
    const std::size_t edges = random.below(4);
    for (std::size_t e = 0; e < edges; ++e)
      records[i].supersedes.push_back("P" + std::to_string(random.below(count + 2)));
  }
  return records;
}

}  // namespace

TEST_CASE("the newest visible successor is the one that a plain search finds") {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    const std::vector<record> records = random_records(random);
    const pp::supersession scan(records);
    const naive_supersession naive(records);
    const std::vector<bool> all(records.size(), true);
    std::vector<bool> without_previews(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) without_previews[i] = !records[i].preview;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto at = static_cast<pp::ordinal>(i);
      REQUIRE(scan.newer_than(at, pp::preview_patches::visible) == naive.newest_over(i, all));
      REQUIRE(scan.newer_than(at, pp::preview_patches::invisible) == naive.newest_over(i, without_previews));
    }
  }
}

TEST_CASE("the newest members are those that a plain search finds, whoever is a member") {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    INFO("seed " << seed);
    tests::random_numbers random(seed);
    const std::vector<record> records = random_records(random);
    const pp::supersession scan(records);
    const naive_supersession naive(records);
    std::vector<bool> members(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) members[i] = random.below(2) == 0;
    std::vector<pp::ordinal> newest;
    scan.newest_among([&](pp::ordinal i) { return bool(members[i]); }, newest);
    for (std::size_t i = 0; i < records.size(); ++i)
      REQUIRE(newest[scan.component(static_cast<pp::ordinal>(i))] == naive.newest_over(i, members));
  }
}

TEST_CASE("circles, self-edges and unknown ids are reported (rule D13)") {
  std::vector<record> records(6);
  for (std::size_t i = 0; i < records.size(); ++i) records[i].id = std::string(1, static_cast<char>('a' + i));
  records[0].supersedes = {"b"};
  records[1].supersedes = {"c", "b"};
  records[2].supersedes = {"a", "nowhere"};
  records[4].supersedes = {"d", "d"};
  const pp::supersession scan(records);
  std::vector<std::vector<pp::ordinal>> cycles;
  scan.for_each_cycle([&](const std::vector<pp::ordinal>& cycle) { cycles.push_back(cycle); });
  CHECK(cycles == std::vector<std::vector<pp::ordinal>>{{0, 1, 2}});
  CHECK(scan.self_edges() == 1);
  CHECK(scan.unknown_ids() == 1);
  CHECK(scan.size() == 6);
}

TEST_CASE("a chain of a hundred thousand needs no stack, either way round") {
  const std::size_t length = 100'000;
  for (const bool newest_first : {true, false}) {
    std::vector<record> records(length);
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t place = newest_first ? i : length - 1 - i;
      records[place].id = std::to_string(i);
      if (i + 1 < length) records[place].supersedes = {std::to_string(i + 1)};
    }
    const pp::supersession scan(records);
    const auto newest = static_cast<pp::ordinal>(newest_first ? 0 : length - 1);
    const auto oldest = static_cast<pp::ordinal>(newest_first ? length - 1 : 0);
    CHECK(scan.newer_than(newest, pp::preview_patches::invisible) == pp::no_ordinal);
    CHECK(scan.newer_than(oldest, pp::preview_patches::invisible) == newest);
  }
}

TEST_CASE("of two records with one id the first is meant") {
  std::vector<record> records(3);
  records[0].id = records[1].id = "twice";
  records[2].id = "newer";
  records[2].supersedes = {"twice"};
  const pp::supersession scan(records);
  CHECK(scan.newer_than(0, pp::preview_patches::invisible) == 2);
  CHECK(scan.newer_than(1, pp::preview_patches::invisible) == pp::no_ordinal);
}
