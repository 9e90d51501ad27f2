// SPDX-License-Identifier: BSL-1.0
// Which types are records, and which ranges hold them.
#include "patchpolicy/model/patch_traits.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

struct stranger {};
struct with_view {};
struct with_pointer {};
struct with_reference {};
struct with_string {};
struct with_moved_string {};
struct with_number {};
struct without_id {};
struct without_platform {};

// Counts through records that it makes as it goes.
struct made_on_the_fly {
  struct iterator {
    int at = 0;
    with_view operator*() const { return {}; }
    iterator& operator++() { return ++at, *this; }
  };
  iterator begin() const { return {}; }
  iterator end() const { return {3}; }
  std::size_t size() const { return 3; }
};

}  // namespace

template <>
struct pp::patch_traits<with_view> {
  static constexpr auto os = platform::windows;
  static std::string_view id(const with_view&);
};
template <>
struct pp::patch_traits<with_pointer> {
  static constexpr auto os = platform::mac;
  static const char* id(const with_pointer&);
};
template <>
struct pp::patch_traits<with_reference> {
  static constexpr auto os = platform::gnu_linux;
  static const std::string& id(const with_reference&);
};
template <>
struct pp::patch_traits<with_string> {
  static constexpr auto os = platform::windows;
  static std::string id(const with_string&);
};
template <>
struct pp::patch_traits<with_moved_string> {
  static constexpr auto os = platform::windows;
  static std::string&& id(const with_moved_string&);
};
template <>
struct pp::patch_traits<with_number> {
  static constexpr auto os = platform::windows;
  static int id(const with_number&);
};
template <>
struct pp::patch_traits<without_id> {
  static constexpr auto os = platform::windows;
};
template <>
struct pp::patch_traits<without_platform> {
  static std::string_view id(const without_platform&);
};

TEST_CASE("which types are patch records") {
  using enum pp::platform;

  // Our own, of every platform, and a host's with a platform and an id.
  static_assert(pp::patch_record<pp::patch<windows>> && pp::patch_record<pp::patch_view<gnu_linux>>);
  static_assert(pp::patch_record<with_view> && pp::patch_record<with_pointer> && pp::patch_record<with_reference>);
  static_assert(!pp::patch_record<stranger> && !pp::patch_record<int>);
  static_assert(!pp::patch_record<without_id> && !pp::patch_record<without_platform>);

  // An id that would be gone before it is read is none, nor is what is no text.
  static_assert(!pp::patch_record<with_string> && !pp::patch_record<with_moved_string>);
  static_assert(!pp::patch_record<with_number>);
  static_assert(pp::lasting_text<std::string_view> && pp::lasting_text<const char*>);
  static_assert(pp::lasting_text<const std::string&> && pp::lasting_text<std::string&>);
  static_assert(!pp::lasting_text<std::string> && !pp::lasting_text<const std::string>);
  static_assert(!pp::lasting_text<int>);

  // A record is one of its platform alone.
  static_assert(pp::patch_record_of<with_view, windows> && !pp::patch_record_of<with_view, mac>);
  static_assert(pp::patch_record_of<with_pointer, mac> && !pp::patch_record_of<with_pointer, gnu_linux>);
  static_assert(pp::patch_record_of<pp::patch<gnu_linux>, gnu_linux>);
  static_assert(!pp::patch_record_of<pp::patch<gnu_linux>, windows>);
  static_assert(!pp::patch_record_of<stranger, windows>);

  // Ranges that can be read twice.
  static_assert(pp::patch_range<std::vector<with_view>> && pp::patch_range<std::list<with_view>>);
  static_assert(pp::patch_range<std::span<const with_view>> && pp::patch_range<with_view[3]>);
  static_assert(pp::patch_range<std::array<with_view, 3>> && pp::patch_range<pp::list_view<with_view>>);
  static_assert(pp::patch_range<std::span<with_view>>);
  static_assert(!pp::patch_range<made_on_the_fly>);
  static_assert(!pp::patch_range<std::vector<stranger>> && !pp::patch_range<std::vector<const with_view*>>);
  static_assert(!pp::patch_range<with_view>);
  static_assert(std::same_as<pp::record_of<std::vector<with_view>>, with_view>);
  static_assert(std::same_as<pp::record_of<with_view[3]>, with_view>);
  static_assert(pp::patch_range_of<std::vector<with_view>, windows>);
  static_assert(!pp::patch_range_of<std::vector<with_view>, mac>);

  SUCCEED("it compiles");
}
