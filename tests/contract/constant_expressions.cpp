// SPDX-License-Identifier: BSL-1.0
// What the library assumes that the standard library can do in constant expressions.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "support/both_times.hpp"

namespace {

struct slot {
  std::uint32_t hash = 0;
  std::uint32_t value = 7;
  friend bool operator==(const slot&, const slot&) = default;
};

// Without a default, as bounded numbers are.
class number {
 public:
  constexpr explicit number(int value) : value_(value) {}
  friend bool operator==(number, number) = default;
  friend auto operator<=>(number, number) = default;

 private:
  int value_;
};

struct nothing {
  friend bool operator==(const nothing&, const nothing&) = default;
};
using choice = std::variant<nothing, number, std::optional<number>>;

struct holder {
  choice what;
  number how_many;
  std::optional<number> extra = std::nullopt;
  friend bool operator==(const holder&, const holder&) = default;
};

}  // namespace

TEST_CASE("contract: a vector can be made and filled in a constant expression") {
  constexpr auto of_equals = [] {
    const std::vector<slot> v(5, slot{});
    return v.size() == 5 && v[4] == slot{} && v.data() + 5 == v.data() + v.size();
  };
  constexpr auto assigned = [] {
    std::vector<std::uint32_t> v;
    v.assign(3, 9U);
    v.assign(4, 8U);
    return v.size() == 4 && v[3] == 8;
  };
  constexpr auto resized = [] {
    std::vector<std::size_t> v(2, std::size_t{1});
    v.resize(5, 2);
    v.resize(4, 3);
    return v.size() == 4 && v[1] == 1 && v[3] == 2;
  };
  constexpr auto pushed = [] {
    std::vector<slot> v;
    v.reserve(2);
    for (std::uint32_t i = 0; i < 20; ++i) v.push_back({i, i});
    v.pop_back();
    return v.size() == 19 && v.back() == slot{18, 18} && !v.empty();
  };
  constexpr auto inserted = [] {
    constexpr std::string_view text = "text";
    std::vector<char> v;
    v.insert(v.end(), text.begin(), text.end());
    v.insert(v.end(), text.begin(), text.end());
    return std::string_view(v.data(), v.size()) == "texttext";
  };
  PATCHPOLICY_CHECK_BOTH(of_equals());
  PATCHPOLICY_CHECK_BOTH(assigned());
  PATCHPOLICY_CHECK_BOTH(resized());
  PATCHPOLICY_CHECK_BOTH(pushed());
  PATCHPOLICY_CHECK_BOTH(inserted());
}

TEST_CASE("contract: a vector can be copied and moved and swapped in a constant expression") {
  constexpr auto copied = [] {
    std::vector<int> a(3, 1);
    std::vector<int> b = a;
    b[0] = 2;
    a = b;
    return a == b && a != std::vector<int>(3, 1);
  };
  constexpr auto moved = [] {
    std::vector<int> a(3, 1);
    std::vector<int> b = std::move(a);
    std::vector<int> c;
    c = std::move(b);
    return c.size() == 3 && c[2] == 1;
  };
  constexpr auto swapped = [] {
    std::vector<int> a(3, 1);
    std::vector<int> b;
    a.swap(b);
    return a.empty() && b.size() == 3;
  };
  PATCHPOLICY_CHECK_BOTH(copied());
  PATCHPOLICY_CHECK_BOTH(moved());
  PATCHPOLICY_CHECK_BOTH(swapped());
}

TEST_CASE("contract: an empty vector has no data to add to in a constant expression") {
  constexpr auto ends_where_it_begins = [] {
    const std::vector<char> v;
    return std::string_view(v.data() + 0, 0).empty();
  };
  PATCHPOLICY_CHECK_BOTH(ends_where_it_begins());
}

// To copy an optional that was emptied is not assumed: Clang 14 does not take it for a constant expression.
TEST_CASE("contract: an optional can be assigned in a constant expression") {
  constexpr auto engaged = [] {
    std::optional<number> o;
    o = number(3);
    o = number(4);
    return o == number(4) && *o < number(5);
  };
  constexpr auto disengaged = [] {
    std::optional<number> o = number(3);
    o = std::nullopt;
    std::optional<number> p = number(2);
    p = std::optional<number>();
    return !o && !p;
  };
  constexpr auto copied_empty = [] {
    const std::optional<number> empty;
    std::optional<number> copy = empty;
    copy = empty;
    return copy == empty && copy == std::nullopt;
  };
  constexpr auto of_vector = [] {
    std::optional<std::vector<int>> empty;
    std::optional<std::vector<int>> copy = empty;
    copy = std::vector<int>(2, 5);
    std::optional<std::vector<int>> other = std::move(copy);
    return !empty && other->size() == 2;
  };
  PATCHPOLICY_CHECK_BOTH(engaged());
  PATCHPOLICY_CHECK_BOTH(disengaged());
  PATCHPOLICY_CHECK_BOTH(copied_empty());
  PATCHPOLICY_CHECK_BOTH(of_vector());
}

TEST_CASE("contract: an array of optionals is a value in a constant expression") {
  constexpr auto set = [] {
    std::array<std::optional<number>, 4> a{};
    std::array<std::optional<number>, 4> b = a;
    a[2] = number(1);
    const bool differ = a != b;
    b = a;
    return differ && a == b && !a[0] && a[2];
  };
  PATCHPOLICY_CHECK_BOTH(set());
}

// Assigning a variant is not assumed: the library makes a new one instead.
TEST_CASE("contract: a variant can be made and copied and compared in a constant expression") {
  constexpr auto made = [] {
    const choice a = number(1);
    const choice b = a;
    const choice c;
    return a == b && a != c && a.index() == 1 && std::holds_alternative<nothing>(c) && *std::get_if<1>(&b) == number(1);
  };
  constexpr auto visited = [] {
    const choice a = std::optional<number>();
    return std::visit([](const auto& alternative) { return sizeof(alternative); }, a) == sizeof(std::optional<number>);
  };
  constexpr auto within = [] {
    std::optional<holder> o;
    o = holder{.what = number(1), .how_many = number(2)};
    const std::optional<holder> copy = o;
    return copy == o && !copy->extra;
  };
  constexpr auto wrapped = [] {
    std::optional<choice> o = choice(number(1));
    const std::optional<choice> copy = std::move(o);
    return copy == choice(number(1));
  };
  PATCHPOLICY_CHECK_BOTH(made());
  PATCHPOLICY_CHECK_BOTH(visited());
  PATCHPOLICY_CHECK_BOTH(within());
  PATCHPOLICY_CHECK_BOTH(wrapped());
}

TEST_CASE("contract: text can be viewed and compared in a constant expression") {
  constexpr auto viewed = [] {
    std::string_view text = " a";
    text.remove_prefix(1);
    return text == "a" && text.substr(1).empty() && std::string_view() == "" && text.find('a') == 0;
  };
  PATCHPOLICY_CHECK_BOTH(viewed());
}
