// SPDX-License-Identifier: BSL-1.0
// What the library assumes of the memory that the standard library hands out.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "support/catch.hpp"

namespace {

struct nothing {};
struct number {
  std::uint8_t value;
};

}  // namespace

// core/arena.hpp: its chunks may move in their list, and the arena with them.
TEST_CASE("contract: the buffers in a vector of vectors stay where they are when it grows or moves") {
  std::vector<std::vector<std::byte>> chunks;
  std::vector<const std::byte*> addresses;
  for (std::size_t i = 0; i < 100; ++i) {
    chunks.emplace_back(i % 7 + 1);
    addresses.push_back(chunks.back().data());
  }
  std::vector<std::vector<std::byte>> moved = std::move(chunks);
  CHECK(chunks.empty());
  std::vector<std::vector<std::byte>> assigned(3, std::vector<std::byte>(5));
  assigned = std::move(moved);
  CHECK(moved.empty());
  REQUIRE(assigned.size() == addresses.size());
  for (std::size_t i = 0; i < addresses.size(); ++i) CHECK(assigned[i].data() == addresses[i]);
}

// core/arena.hpp: offsets in a chunk are aligned, so its beginning has to be.
TEST_CASE("contract: a vector of bytes begins where any plain type may stand") {
  for (std::size_t size = 1; size < 100'000; size = size * 3 + 1) {
    CAPTURE(size);
    const std::vector<std::byte> chunk(size);
    const auto address = reinterpret_cast<std::uintptr_t>(chunk.data());
    CHECK(address % alignof(void*) == 0);
    CHECK(address % alignof(std::uint64_t) == 0);
    CHECK(address % alignof(std::string_view) == 0);
  }
}

// model/catalog.hpp: its records are in vectors, and their views are of the arena.
TEST_CASE("contract: elements of a moved vector stay where they are") {
  std::vector<std::string> first = {"a text that is longer than a short string", "short"};
  const std::string* const element = first.data();
  const std::vector<std::string> second = std::move(first);
  CHECK(second.data() == element);
  CHECK(first.empty());
}

// model/patch.hpp: borrowed records are copied as bytes.
TEST_CASE("contract: optionals and variants of plain types are plain") {
  static_assert(std::is_trivially_copyable_v<std::optional<number>>);
  static_assert(std::is_trivially_copyable_v<std::optional<std::optional<number>>>);
  static_assert(std::is_trivially_copyable_v<std::variant<nothing, number>>);
  static_assert(std::is_trivially_copyable_v<std::optional<std::variant<nothing, number>>>);
  static_assert(std::is_trivially_copyable_v<std::string_view>);
  static_assert(sizeof(std::optional<number>) == 2);
  SUCCEED("it compiles");
}

// Owned values are moved while they are edited, and nothing may fail then.
TEST_CASE("contract: strings and vectors and what holds them move without failing") {
  static_assert(std::is_nothrow_move_constructible_v<std::string> && std::is_nothrow_move_assignable_v<std::string>);
  static_assert(std::is_nothrow_move_constructible_v<std::vector<int>>);
  static_assert(std::is_nothrow_move_assignable_v<std::vector<int>>);
  static_assert(std::is_nothrow_move_constructible_v<std::optional<std::string>>);
  static_assert(std::is_nothrow_move_assignable_v<std::variant<std::string, nothing>>);
  SUCCEED("it compiles");
}
