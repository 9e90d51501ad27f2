// SPDX-License-Identifier: BSL-1.0
// Every class template with all its members, so that a member which no test calls compiles too.
#include <patchpolicy/patchpolicy.hpp>
#include <string>
#include <vector>

namespace pp = patchpolicy;

template class pp::bounded<struct tag, short, -2, 2>;
template class pp::flag_set<pp::rule>;
template class pp::list_view<int>;
template class pp::lazy_sequence<pp::detail::run_source<pp::schedule, pp::utc_zone>>;
template class pp::result<int, pp::out_of_range>;
template struct pp::unexpected<pp::out_of_range>;

template class pp::zone_index<pp::posix_zone>;

#define PATCHPOLICY_INSTANTIATE(storage)                                \
  template struct pp::basic_behavior<pp::platform::windows, storage>;   \
  template struct pp::basic_behavior<pp::platform::mac, storage>;       \
  template struct pp::basic_behavior<pp::platform::gnu_linux, storage>; \
  template struct pp::basic_configuration<storage>;                     \
  template class pp::basic_group_choice<storage>;                       \
  template class pp::basic_group_inclusion<storage>;                    \
  template struct pp::basic_linux_selection<storage>;                   \
  template struct pp::basic_mac_options<storage>;                       \
  template struct pp::basic_package<storage>;                           \
  template struct pp::basic_patch<pp::platform::windows, storage>;      \
  template struct pp::basic_patch<pp::platform::mac, storage>;          \
  template struct pp::basic_patch<pp::platform::gnu_linux, storage>;    \
  template struct pp::basic_patch_group<storage>;                       \
  template struct pp::basic_product_path<storage>;                      \
  template struct pp::basic_vulnerability<storage>;                     \
  template struct pp::basic_windows_options<storage>;                   \
  template struct pp::basic_windows_routine_options<storage>
PATCHPOLICY_INSTANTIATE(pp::owned);
PATCHPOLICY_INSTANTIATE(pp::borrowed);
template class pp::basic_product_tree<pp::owned>;  // with views, Clang 14 also instantiates what their constraint
                                                   // forbids

#define PATCHPOLICY_INSTANTIATE_DECISIONS(os) \
  template class pp::bound_task<os>;          \
  template class pp::selection<std::vector<pp::basic_patch<os, pp::borrowed>>>
PATCHPOLICY_INSTANTIATE_DECISIONS(pp::platform::windows);
PATCHPOLICY_INSTANTIATE_DECISIONS(pp::platform::mac);
PATCHPOLICY_INSTANTIATE_DECISIONS(pp::platform::gnu_linux);

template struct pp::basic_reason<std::string>;
template struct pp::basic_verdict_line<std::string>;
