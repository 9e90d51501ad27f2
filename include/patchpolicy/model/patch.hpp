// SPDX-License-Identifier: BSL-1.0
/// \file
/// What is known of one patch for one product.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/time/civil_date.hpp"

namespace patchpolicy::inline v1 {

/// Whether installing a patch calls for a restart (rule B4).
enum class reboot_need : std::uint8_t { required, maybe, no };

template <>
struct enum_names<reboot_need> {
  static constexpr std::string_view names[] = {"required", "maybe", "no"};
};

/// A vulnerability that a patch closes.
template <class Storage>
struct basic_vulnerability {
  typename Storage::text id = {};
  cvss_scores cvss = {};
  bool exploited = false;  ///< reported as exploited
  friend bool operator==(const basic_vulnerability&, const basic_vulnerability&) = default;
};

/// A Linux package that an advisory brings, with its version `[epoch:]version[-release]`.
template <class Storage>
struct basic_package {
  typename Storage::text name = {};
  typename Storage::text version = {};
  friend bool operator==(const basic_package&, const basic_package&) = default;
};

/// The major version of a Linux distribution, 0 to 9999.
using distribution_version = bounded<struct distribution_version_tag, std::uint16_t, 0, 9999>;

/// One patch for one product; empty text and absent values are unknown, which is never the same as zero.
template <platform Platform, class Storage>
struct basic_patch {
  template <class T>
  using list = typename Storage::template list<T>;
  using text = typename Storage::text;

  text id = {};  ///< unique within a scan or catalog
  text bulletin = {};
  text vendor = {};
  text family = {};
  text version = {};
  text title = {};
  std::optional<patch_kind> kind = {};
  std::optional<severity_level> severity = {};
  std::optional<civil_date> released = {};
  list<basic_vulnerability<Storage>> cves = {};
  bool exploited = false;  ///< reported as exploited, besides what `cves` say
  std::optional<vrr_score> vrr = {};
  bool preview = false;           ///< comes before its official release (rule D11)
  bool operating_system = false;  ///< a patch of the system itself
  list<text> supersedes = {};     ///< ids of patches that this one makes needless
  std::optional<reboot_need> reboot = {};

  friend bool operator==(const basic_patch&, const basic_patch&) = default;
};

/// A Linux advisory; it also has packages.
template <class Storage>
struct basic_patch<platform::gnu_linux, Storage> {
  template <class T>
  using list = typename Storage::template list<T>;
  using text = typename Storage::text;

  text id = {};
  text bulletin = {};
  text vendor = {};
  text family = {};
  text version = {};
  text title = {};
  std::optional<patch_kind> kind = {};
  std::optional<severity_level> severity = {};
  std::optional<civil_date> released = {};
  list<basic_vulnerability<Storage>> cves = {};
  bool exploited = false;
  std::optional<vrr_score> vrr = {};
  bool preview = false;
  bool operating_system = false;
  list<text> supersedes = {};
  std::optional<reboot_need> reboot = {};
  list<basic_package<Storage>> packages = {};
  list<text> depends_on = {};  ///< ids of advisories that this one needs (rule D10)
  text distribution = {};      ///< empty: the endpoint's
  std::optional<distribution_version> major_version = {};

  friend bool operator==(const basic_patch&, const basic_patch&) = default;
};

template <platform Platform>
using patch = basic_patch<Platform, owned>;
template <platform Platform>
using patch_view = basic_patch<Platform, borrowed>;

// Also keeps GCC 12 from an internal error when it meets lists of these records first.
static_assert(std::is_nothrow_default_constructible_v<patch<platform::windows>> &&
              std::is_nothrow_default_constructible_v<patch<platform::mac>> &&
              std::is_nothrow_default_constructible_v<patch<platform::gnu_linux>>);

template <platform Platform, class Storage>
struct describe<basic_patch<Platform, Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_patch<Platform, Storage>;
    v(field{"id", &described_type::id, presence::required});
    v(field{"bulletin", &described_type::bulletin});
    v(field{"vendor", &described_type::vendor});
    v(field{"family", &described_type::family});
    v(field{"version", &described_type::version});
    v(field{"title", &described_type::title});
    v(field{"kind", &described_type::kind});
    v(field{"severity", &described_type::severity});
    v(field{"released", &described_type::released});
    v(field{"cves", &described_type::cves});
    v(field{"exploited", &described_type::exploited});
    v(field{"vrr", &described_type::vrr});
    v(field{"preview", &described_type::preview});
    v(field{"operating_system", &described_type::operating_system});
    v(field{"supersedes", &described_type::supersedes});
    v(field{"reboot", &described_type::reboot});
    if constexpr (Platform == platform::gnu_linux) {
      v(field{"packages", &described_type::packages});
      v(field{"depends_on", &described_type::depends_on});
      v(field{"distribution", &described_type::distribution});
      v(field{"major_version", &described_type::major_version});
    }
  }
};

template <class Storage>
struct describe<basic_vulnerability<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_vulnerability<Storage>;
    v(field{"id", &described_type::id, presence::required});
    v(field{"cvss", &described_type::cvss});
    v(field{"exploited", &described_type::exploited});
  }
};

template <class Storage>
struct describe<basic_package<Storage>> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    using described_type = basic_package<Storage>;
    v(field{"name", &described_type::name, presence::required});
    v(field{"version", &described_type::version, presence::required});
  }
};

}  // namespace patchpolicy::inline v1
