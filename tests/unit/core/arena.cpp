// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/core/arena.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/random_case.hpp"

namespace pp = patchpolicy;
using pp::detail::arena;

namespace {

// Longer than a chunk of the arena.
constexpr std::size_t long_size = 200'000;

}  // namespace

TEST_CASE("an arena keeps a copy of text") {
  arena memory;
  std::string text = "a text that is longer than a short string";
  const std::string_view kept = memory.keep(text);
  CHECK(kept == text);
  CHECK(kept.data() != text.data());
  text[0] = 'A';
  CHECK(kept == "a text that is longer than a short string");
}

TEST_CASE("an arena keeps a copy of a list") {
  arena memory;
  std::vector<int> list = {1, 2, 3};
  const std::vector<int> before = list;
  const pp::list_view<int> kept = memory.keep(list);
  CHECK(kept.data() != list.data());
  list[0] = 9;
  CHECK(kept == before);
}

TEST_CASE("an arena keeps nothing of what is empty") {
  arena memory;
  CHECK(memory.keep("").empty());
  CHECK(memory.keep(std::vector<int>{}).empty());
}

TEST_CASE("an arena keeps what comes again soon only once") {
  arena memory;
  const std::string_view first = memory.keep("Windows 11");
  const std::string_view second = memory.keep(std::string("Windows 11"));
  CHECK(first.data() == second.data());
  CHECK(memory.keep("Windows 10") == "Windows 10");
  CHECK(memory.keep("Windows 11") == "Windows 11");
}

TEST_CASE("what an arena keeps stays where it is and as it is") {
  constexpr std::uint64_t seed = 21;
  CAPTURE(seed);
  naive::random_numbers numbers(seed);
  struct wide {
    double number;
    const char* pointer;
  };
  std::vector<std::string> texts;
  std::vector<std::string_view> kept_texts;
  std::vector<std::vector<std::uint64_t>> lists;
  std::vector<pp::list_view<std::uint64_t>> kept_lists;
  std::optional<arena> memory(std::in_place);
  for (int step = 0; step < 30'000; ++step) {
    switch (numbers.below(step % 1000 == 0 ? 4U : 3U)) {
      case 0: {
        texts.emplace_back(numbers.below(60), static_cast<char>('a' + numbers.below(26)));
        kept_texts.push_back(memory->keep(texts.back()));
        break;
      }
      case 1: {
        lists.emplace_back(numbers.below(12), numbers.next());
        kept_lists.push_back(memory->keep(lists.back()));
        break;
      }
      case 2: {
        const auto aligned = memory->keep(std::vector<wide>(numbers.below(3) + 1, wide{0.5, "x"}));
        REQUIRE(reinterpret_cast<std::uintptr_t>(aligned.data()) % alignof(wide) == 0);
        REQUIRE(aligned[0].number == 0.5);
        break;
      }
      default: {
        texts.emplace_back(long_size + numbers.below(9), 'z');
        kept_texts.push_back(memory->keep(texts.back()));
        break;
      }
    }
  }
  arena moved = std::move(*memory);
  memory.reset();
  moved.keep("one more");
  for (std::size_t i = 0; i < texts.size(); ++i) REQUIRE(kept_texts[i] == texts[i]);
  for (std::size_t i = 0; i < lists.size(); ++i) {
    REQUIRE(kept_lists[i] == lists[i]);
    REQUIRE(reinterpret_cast<std::uintptr_t>(kept_lists[i].data()) % alignof(std::uint64_t) == 0);
  }
}

TEST_CASE("an arena fills a chunk to its end") {
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{7}, std::size_t{65535}, std::size_t{65536}, std::size_t{65537}}) {
    CAPTURE(size);
    arena memory;
    std::vector<std::string> texts;
    std::vector<std::string_view> kept;
    for (std::size_t total = 0; total <= 3 * 65536; total += size) {
      texts.emplace_back(size, static_cast<char>('a' + texts.size() % 26));
      kept.push_back(memory.keep(texts.back()));
    }
    CHECK(std::vector<std::string>(kept.begin(), kept.end()) == texts);
  }
}

TEST_CASE("an arena that was moved from does not give out the memory of the other") {
  arena first;
  const std::string_view before = first.keep("Windows 11");
  const arena second = std::move(first);
  const std::string_view again = first.keep("Windows 11");
  CHECK(again == "Windows 11");
  CHECK(again.data() != before.data());

  arena third;
  const std::string_view in_third = third.keep("Windows 12");
  arena fourth;
  fourth = std::move(third);
  CHECK(third.keep("Windows 12").data() != in_third.data());
}
