// SPDX-License-Identifier: BSL-1.0
/// \file
/// How the library reads a patch record, its own or a host's, in place.
#pragma once

#include <concepts>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "patchpolicy/model/patch.hpp"

namespace patchpolicy::inline v1 {

/// Specialize it for your record `T`; its static members say what a record knows.
///
/// Needed: `platform os` (a constant), `id(const T&)`.
/// Optional, and unknown if not offered: `bulletin`, `product` (a `product_path`), `kind`
/// (`std::optional<patch_kind>`), `severity` (`std::optional<severity_level>`), `vrr` (`std::optional<vrr_score>`),
/// `cvss` (`std::optional<cvss_score>`, the patch's own by rule D5), `exploited` (bool), `preview` (bool), `supersedes`
/// (a range of ids), `operating_system` (bool, for a Mac: a system patch), `reboot` (`std::optional<reboot_need>`); on
/// Linux also `packages` (a range of what has a `name` and a `version`), `depends_on` (a range of ids), `distribution`
/// (text) and `major_version` (`std::optional<distribution_version>`). Each takes a `const T&`. Text is anything that
/// converts to `std::string_view` and lives as long as the record: a reference, a view, a pointer, but no string by
/// value.
template <class T>
struct patch_traits;

/// Text that does not die with the expression that returns it.
template <class Text>
concept lasting_text = std::convertible_to<Text, std::string_view> &&
                       (std::is_lvalue_reference_v<Text> || std::is_trivially_copyable_v<Text>);

/// A record that `patch_traits` can read: it has a platform and an id.
template <class T>
concept patch_record = requires(const T& record) {
  { patch_traits<T>::os } -> std::convertible_to<platform>;
  { patch_traits<T>::id(record) } -> lasting_text;
};

/// A record of that platform; a task of one platform does not judge a record of another.
template <class T, platform Platform>
concept patch_record_of = patch_record<T> && patch_traits<T>::os == Platform;

namespace detail {

/// A range whose elements stand in memory, so that views into them stay good.
template <class Range>
concept lasting_range = requires(const Range& range) {
  requires std::is_lvalue_reference_v<decltype(*std::begin(range))>;
  { std::size(range) } -> std::convertible_to<std::size_t>;
};

}  // namespace detail

/// The record type of such a range.
template <detail::lasting_range Range>
using record_of = std::remove_cvref_t<decltype(*std::begin(std::declval<const Range&>()))>;

/// A range of records that can be read more than once.
template <class Range>
concept patch_range = detail::lasting_range<Range> && patch_record<record_of<Range>>;

/// A range of records of that platform.
template <class Range, platform Platform>
concept patch_range_of = patch_range<Range> && patch_record_of<record_of<Range>, Platform>;

/// Our own records: everything is offered.
template <platform Platform, class Storage>
struct patch_traits<basic_patch<Platform, Storage>> {
  using record = basic_patch<Platform, Storage>;

  static constexpr platform os = Platform;
  static constexpr std::string_view id(const record& r) noexcept { return r.id; }
  static constexpr std::string_view bulletin(const record& r) noexcept { return r.bulletin; }
  static constexpr product_path product(const record& r) noexcept { return {r.vendor, r.family, r.version}; }
  static constexpr std::optional<patch_kind> kind(const record& r) noexcept { return r.kind; }
  static constexpr std::optional<severity_level> severity(const record& r) noexcept { return r.severity; }
  static constexpr std::optional<vrr_score> vrr(const record& r) noexcept { return r.vrr; }
  static constexpr bool preview(const record& r) noexcept { return r.preview; }
  static constexpr bool operating_system(const record& r) noexcept { return r.operating_system; }
  static constexpr std::optional<reboot_need> reboot(const record& r) noexcept { return r.reboot; }
  static constexpr const auto& supersedes(const record& r) noexcept { return r.supersedes; }

  static constexpr const auto& packages(const record& r) noexcept
    requires(Platform == platform::gnu_linux)
  {
    return r.packages;
  }
  static constexpr const auto& depends_on(const record& r) noexcept
    requires(Platform == platform::gnu_linux)
  {
    return r.depends_on;
  }
  static constexpr std::string_view distribution(const record& r) noexcept
    requires(Platform == platform::gnu_linux)
  {
    return r.distribution;
  }
  static constexpr std::optional<distribution_version> major_version(const record& r) noexcept
    requires(Platform == platform::gnu_linux)
  {
    return r.major_version;
  }

  /// The highest of its vulnerabilities' scores, each under its newest version of CVSS (rule D5).
  static constexpr std::optional<cvss_score> cvss(const record& r) noexcept {
    std::optional<cvss_score> highest;
    for (const auto& cve : r.cves)
      if (const auto score = cve.cvss.newest(); score && (!highest || *highest < *score)) highest = score;
    return highest;
  }

  static constexpr bool exploited(const record& r) noexcept {
    if (r.exploited) return true;
    for (const auto& cve : r.cves)
      if (cve.exploited) return true;
    return false;
  }
};

namespace detail {

/// What the traits say of a record, or that it is unknown.
template <class T>
struct known {
  using traits = patch_traits<T>;

  static constexpr std::string_view id(const T& r) { return traits::id(r); }
  static constexpr std::string_view bulletin(const T& r) {
    if constexpr (requires { traits::bulletin(r); }) {
      static_assert(lasting_text<decltype(traits::bulletin(r))>, "patch_traits: the bulletin must outlive the call");
      return traits::bulletin(r);
    } else {
      static_assert(!requires { &traits::bulletin; }, "patch_traits: bulletin must take a const record");
      return {};
    }
  }
  static constexpr product_path product(const T& r) {
    if constexpr (requires { traits::product(r); }) {
      return traits::product(r);
    } else {
      static_assert(!requires { &traits::product; }, "patch_traits: product must take a const record");
      return {};
    }
  }
  static constexpr std::optional<patch_kind> kind(const T& r) {
    if constexpr (requires { traits::kind(r); }) {
      return traits::kind(r);
    } else {
      static_assert(!requires { &traits::kind; }, "patch_traits: kind must take a const record");
      return std::nullopt;
    }
  }
  static constexpr std::optional<severity_level> severity(const T& r) {
    if constexpr (requires { traits::severity(r); }) {
      return traits::severity(r);
    } else {
      static_assert(!requires { &traits::severity; }, "patch_traits: severity must take a const record");
      return std::nullopt;
    }
  }
  static constexpr std::optional<vrr_score> vrr(const T& r) {
    if constexpr (requires { traits::vrr(r); }) {
      return traits::vrr(r);
    } else {
      static_assert(!requires { &traits::vrr; }, "patch_traits: vrr must take a const record");
      return std::nullopt;
    }
  }
  static constexpr std::optional<cvss_score> cvss(const T& r) {
    if constexpr (requires { traits::cvss(r); }) {
      return traits::cvss(r);
    } else {
      static_assert(!requires { &traits::cvss; }, "patch_traits: cvss must take a const record");
      return std::nullopt;
    }
  }
  static constexpr bool exploited(const T& r) {
    if constexpr (requires { traits::exploited(r); }) {
      return traits::exploited(r);
    } else {
      static_assert(!requires { &traits::exploited; }, "patch_traits: exploited must take a const record");
      return false;
    }
  }
  static constexpr bool preview(const T& r) {
    if constexpr (requires { traits::preview(r); }) {
      return traits::preview(r);
    } else {
      static_assert(!requires { &traits::preview; }, "patch_traits: preview must take a const record");
      return false;
    }
  }
  static constexpr bool operating_system(const T& r) {
    if constexpr (requires { traits::operating_system(r); }) {
      return traits::operating_system(r);
    } else {
      static_assert(
          !requires { &traits::operating_system; }, "patch_traits: operating_system must take a const record");
      return false;
    }
  }
  static constexpr std::optional<reboot_need> reboot(const T& r) {
    if constexpr (requires { traits::reboot(r); }) {
      return traits::reboot(r);
    } else {
      static_assert(!requires { &traits::reboot; }, "patch_traits: reboot must take a const record");
      return std::nullopt;
    }
  }
  /// Calls `f(id)` for each id that the record supersedes.
  template <class Function>
  static constexpr void for_each_superseded(const T& r, Function f) {
    if constexpr (requires { traits::supersedes(r); })
      for (const auto& id : traits::supersedes(r)) f(std::string_view(id));
    else
      static_assert(!requires { &traits::supersedes; }, "patch_traits: supersedes must take a const record");
  }
  /// Calls `f(id)` for each id that the record depends on.
  template <class Function>
  static constexpr void for_each_dependency(const T& r, Function f) {
    if constexpr (requires { traits::depends_on(r); })
      for (const auto& id : traits::depends_on(r)) f(std::string_view(id));
    else
      static_assert(!requires { &traits::depends_on; }, "patch_traits: depends_on must take a const record");
  }
  /// Calls `f(name, version)` for each package entry of the record.
  template <class Function>
  static constexpr void for_each_package(const T& r, Function f) {
    if constexpr (requires { traits::packages(r); }) {
      using packages = decltype(traits::packages(r));
      static_assert(std::is_lvalue_reference_v<packages> || std::is_trivially_copyable_v<packages>,
                    "patch_traits: the packages must outlive the call");
      for (const auto& package : traits::packages(r))
        f(std::string_view(package.name), std::string_view(package.version));
    } else {
      static_assert(!requires { &traits::packages; }, "patch_traits: packages must take a const record");
    }
  }
  static constexpr std::string_view distribution(const T& r) {
    if constexpr (requires { traits::distribution(r); }) {
      static_assert(lasting_text<decltype(traits::distribution(r))>,
                    "patch_traits: the distribution must outlive the call");
      return traits::distribution(r);
    } else {
      static_assert(!requires { &traits::distribution; }, "patch_traits: distribution must take a const record");
      return {};
    }
  }
  static constexpr std::optional<distribution_version> major_version(const T& r) {
    if constexpr (requires { traits::major_version(r); }) {
      return traits::major_version(r);
    } else {
      static_assert(!requires { &traits::major_version; }, "patch_traits: major_version must take a const record");
      return std::nullopt;
    }
  }
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
