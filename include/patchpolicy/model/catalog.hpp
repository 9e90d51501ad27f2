// SPDX-License-Identifier: BSL-1.0
/// \file
/// Many patch records of all platforms, kept close together.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/arena.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/platform.hpp"

namespace patchpolicy::inline v1 {

/// A catalog, or the scan result of an endpoint: for each platform its records in the order in which they came. It owns
/// the text; records are views into it, which stay good when the catalog is moved.
class catalog {
 public:
  catalog() = default;
  catalog(catalog&&) = default;
  catalog& operator=(catalog&&) = default;
  catalog(const catalog& other) {
    for (const auto& record : other.windows_) add(record);
    for (const auto& record : other.mac_) add(record);
    for (const auto& record : other.linux_) add(record);
  }
  catalog& operator=(const catalog& other) {
    if (this != &other) *this = catalog(other);
    return *this;
  }

  template <platform Platform>
  const std::vector<patch_view<Platform>>& records() const noexcept {
    if constexpr (Platform == platform::windows)
      return windows_;
    else if constexpr (Platform == platform::mac)
      return mac_;
    else
      return linux_;
  }

  /// The number of records of all platforms.
  std::size_t size() const noexcept { return windows_.size() + mac_.size() + linux_.size(); }

  /// Adds a copy of `record`, with all text and lists that it points to.
  template <platform Platform>
  void add(const patch_view<Platform>& record) {
    patch_view<Platform> copy = record;
    describe<patch_view<Platform>>::visit([&](const auto& f) { f.of(copy) = keep(f.of(record)); });
    add_kept(copy);
  }

  /// Adds a record all of whose text and lists `memory()` keeps.
  void add_kept(const patch_view<platform::windows>& record) { windows_.push_back(record); }
  void add_kept(const patch_view<platform::mac>& record) { mac_.push_back(record); }
  void add_kept(const patch_view<platform::gnu_linux>& record) { linux_.push_back(record); }
  detail::arena& memory() noexcept { return memory_; }

  friend bool operator==(const catalog& a, const catalog& b) {
    return a.windows_ == b.windows_ && a.mac_ == b.mac_ && a.linux_ == b.linux_;
  }

 private:
  template <class T>
  T keep(const T& scalar) {
    return scalar;
  }
  std::string_view keep(std::string_view text) { return memory_.keep(text); }
  template <class T>
  list_view<T> keep(list_view<T> list) {
    std::vector<T> copy(list.begin(), list.end());
    for (T& element : copy) element = keep(element);
    return memory_.keep(copy);
  }
  basic_vulnerability<borrowed> keep(const basic_vulnerability<borrowed>& cve) {
    return {memory_.keep(cve.id), cve.cvss, cve.exploited};
  }
  basic_package<borrowed> keep(const basic_package<borrowed>& package) {
    return {memory_.keep(package.name), memory_.keep(package.version)};
  }

  detail::arena memory_;
  std::vector<patch_view<platform::windows>> windows_;
  std::vector<patch_view<platform::mac>> mac_;
  std::vector<patch_view<platform::gnu_linux>> linux_;
};

}  // namespace patchpolicy::inline v1
