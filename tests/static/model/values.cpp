// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/model.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/catch.hpp"

namespace pp = patchpolicy;
using enum pp::platform;
using enum pp::task_kind;

namespace {

// A value of its own: it can be copied, compared and changed, and moving it cannot fail.
template <class T>
concept owned_value =
    std::regular<T> && std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T>;

// A value that only points: it costs nothing to copy or to forget, and is of use in constant expressions.
template <class T>
concept borrowed_value = std::regular<T> && std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> &&
                         std::is_nothrow_default_constructible_v<T>;

template <class Tree>
concept can_be_set = requires(Tree& tree, const typename Tree::path& path) { tree.set(path, true); };
template <class Choice>
concept can_include = requires(Choice& choice) { choice.include(choice.included()); };

constexpr std::size_t view_size = sizeof(pp::list_view<int>);
constexpr std::size_t text_size = sizeof(std::string_view);

}  // namespace

TEST_CASE("the type contracts of the model") {
  static_assert(owned_value<pp::configuration> && borrowed_value<pp::configuration_view>);
  static_assert(owned_value<pp::task<windows>> && borrowed_value<pp::task_view<windows>>);
  static_assert(owned_value<pp::task<windows, zero_day_response>>);
  static_assert(owned_value<pp::task<mac>> && borrowed_value<pp::task_view<mac>>);
  static_assert(owned_value<pp::task<gnu_linux>> && borrowed_value<pp::task_view<gnu_linux>>);
  static_assert(owned_value<pp::options<windows>> && borrowed_value<pp::options_view<windows>>);
  static_assert(owned_value<pp::options<mac>> && borrowed_value<pp::options_view<mac>>);
  static_assert(owned_value<pp::options<gnu_linux>> && borrowed_value<pp::options_view<gnu_linux>>);
  static_assert(owned_value<pp::patch<windows>> && borrowed_value<pp::patch_view<windows>>);
  static_assert(owned_value<pp::patch<gnu_linux>> && borrowed_value<pp::patch_view<gnu_linux>>);
  static_assert(owned_value<pp::patch_group> && borrowed_value<pp::patch_group_view>);
  static_assert(owned_value<pp::group_choice> && borrowed_value<pp::group_choice_view>);
  static_assert(owned_value<pp::group_inclusion> && borrowed_value<pp::group_inclusion_view>);
  static_assert(owned_value<pp::product_tree> && borrowed_value<pp::product_tree_view>);
  static_assert(owned_value<pp::basic_product_path<pp::owned>> && borrowed_value<pp::product_path>);
  static_assert(owned_value<pp::catalog>);

  // What bears no text is small and plain, whoever owns the rest.
  static_assert(borrowed_value<pp::windows_reboot> && borrowed_value<pp::mac_reboot> &&
                borrowed_value<pp::linux_reboot>);
  static_assert(borrowed_value<pp::user_part> && sizeof(pp::user_part) <= 16);
  static_assert(borrowed_value<pp::risk_option> && sizeof(pp::risk_option) <= 8);
  static_assert(borrowed_value<pp::cvss_scores> && sizeof(pp::cvss_scores) == 8);
  static_assert(sizeof(pp::vrr_score) == 2 && sizeof(pp::cvss_score) == 1 && sizeof(pp::cvss_threshold) == 1);
  static_assert(sizeof(pp::platform) == 1 && sizeof(pp::patch_kind) == 1 && sizeof(pp::severity_level) == 1);

  // Of a record in a catalog there are many: six texts, two lists, and at most 32 bytes for all the rest.
  static_assert(sizeof(pp::patch_view<windows>) <= 6 * text_size + 2 * view_size + 32);
  static_assert(sizeof(pp::patch_view<gnu_linux>) <= 7 * text_size + 4 * view_size + 40);

  // What only points cannot be edited: there is nothing to keep new text in.
  static_assert(can_be_set<pp::product_tree> && !can_be_set<pp::product_tree_view>);
  static_assert(can_include<pp::group_choice> && !can_include<pp::group_choice_view>);
  static_assert(can_include<pp::group_inclusion> && !can_include<pp::group_inclusion_view>);

  // A tick is no tree, a list no choice, and scores and thresholds are not mixed.
  static_assert(!std::is_convertible_v<bool, pp::product_tree>);
  static_assert(!std::is_constructible_v<pp::group_choice, std::vector<std::string>>);
  static_assert(!std::is_constructible_v<pp::group_choice, pp::group_inclusion>);
  static_assert(!std::is_constructible_v<pp::vrr_score, pp::cvss_score>);
  static_assert(!std::is_constructible_v<pp::cvss_threshold, pp::cvss_score>);
  static_assert(!std::is_constructible_v<pp::cvss_score, pp::cvss_threshold>);
  static_assert(!std::is_constructible_v<pp::force_delay, pp::countdown_length>);
  static_assert(!std::is_convertible_v<pp::severity_level, pp::linux_severity_level>);

  SUCCEED("it compiles");
}
