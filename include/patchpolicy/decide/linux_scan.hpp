// SPDX-License-Identifier: BSL-1.0
/// \file
/// What the advisories of one Linux scan have to do with one another (rule D10).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/decide/package_version.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/model/patch_traits.hpp"

namespace patchpolicy::inline v1 {

/// The endpoint, for records that do not say their distribution or major version; each counts by itself.
struct linux_endpoint {
  std::string_view distribution = {};
  std::optional<distribution_version> major_version = {};
  friend bool operator==(const linux_endpoint&, const linux_endpoint&) = default;
};

/// Which distributions have which kinds and levels of patches (rule D6): all of them, but for enhancements on Red Hat 7
/// and Oracle 7. A host passes its own function of this form to replace it.
struct default_level_support {
  constexpr bool operator()(const linux_endpoint& distribution, patch_kind kind,
                            std::optional<severity_level>) const noexcept {
    const bool is_7 = distribution.major_version && distribution.major_version->count() == 7;
    const bool lacks = is_7 && (distribution.distribution == "redhat" || distribution.distribution == "oracle");
    return kind != patch_kind::enhancement || !lacks;
  }
};

/// The dependencies, newest packages and supersession among the advisories of one scan; made once, then good for any
/// task. It holds no text and does not refer to the records.
class linux_scan {
 public:
  /// Linear in the records, packages and edges (but for sorting what one advisory installs).
  template <patch_range_of<platform::gnu_linux> Range, class Support = default_level_support>
  constexpr explicit linux_scan(const Range& records, const linux_endpoint& endpoint = {}, Support supports = {})
      : newer_(records) {
    read_dependencies(records);
    read_packages(records, endpoint, supports);
  }

  constexpr std::size_t size() const noexcept { return newer_.size(); }
  constexpr const supersession& newer() const noexcept { return newer_; }

  /// Whether the advisory's distribution has its kind and level at all (rule D6).
  constexpr bool is_supported(ordinal record) const noexcept { return supported_[record] != 0; }

  /// Calls `f(ordinal)` for each other advisory that this one depends on, once each.
  template <class Function>
  constexpr void for_each_dependency(ordinal record, Function f) const {
    needs_.for_each(record, f);
  }
  constexpr std::size_t count_dependencies(ordinal record) const noexcept {
    return static_cast<std::size_t>(needs_.end(record) - needs_.begin(record));
  }
  /// Calls `f(ordinal)` for each other advisory that depends on this one, in the order of the input.
  template <class Function>
  constexpr void for_each_dependent(ordinal record, Function f) const {
    needed_by_.for_each(record, f);
  }
  /// Calls `f(ordinal)` for each advisory that is really installed in place of this one, in the order of the input: for
  /// each of its packages of which there is a newer version, the first that holds the newest.
  template <class Function>
  constexpr void for_each_installed(ordinal record, Function f) const {
    installs_.for_each(record, f);
  }

  /// Its memory on the heap.
  constexpr std::size_t bytes() const noexcept {
    return newer_.bytes() + needs_.bytes() + needed_by_.bytes() + installs_.bytes() + supported_.capacity();
  }

 private:
  template <class Range>
  constexpr void read_dependencies(const Range& records) {
    using known = detail::known<record_of<Range>>;
    std::vector<std::string_view> ids;
    detail::hash_index by_id(std::size(records));
    for (const auto& record : records) {
      ids.push_back(known::id(record));
      by_id.find_or_insert(by_id.hash(ids.back()), static_cast<ordinal>(ids.size() - 1),
                           [&](ordinal other) { return ids[other] == ids.back(); });
    }
    std::vector<ordinal> last_from(ids.size(), no_ordinal);  // so that each edge counts once
    ordinal at = 0;
    for (const auto& record : records) {
      known::for_each_dependency(record, [&](std::string_view id) {
        const ordinal needed = by_id.find(by_id.hash(id), [&](ordinal other) { return ids[other] == id; });
        if (needed == no_ordinal || needed == at || last_from[needed] == at) return;
        last_from[needed] = at;
        needs_.add(needed);
      });
      needs_.end_list();
      ++at;
    }
    needed_by_ = needs_.reversed();
  }

  /// One package of one distribution, over all advisories.
  struct package {
    std::string_view distribution;
    std::optional<distribution_version> major_version;
    std::string_view name;
    std::string_view newest;
    ordinal newest_in = no_ordinal;  // the first advisory that holds it
    std::string_view own;  // the newest of the advisory that is looked at
    ordinal own_of = no_ordinal;
  };

  template <class Range, class Support>
  constexpr void read_packages(const Range& records, const linux_endpoint& endpoint, Support& supports) {
    using known = detail::known<record_of<Range>>;
    std::vector<package> packages;
    std::vector<ordinal> entries;  // for each entry of each advisory, its package
    detail::hash_index by_name(std::size(records));
    ordinal at = 0;
    for (const auto& record : records) {
      const linux_endpoint where = place_of(record, endpoint);
      const auto kind = known::kind(record);
      supported_.push_back(!kind || supports(where, *kind, known::severity(record)) ? 1 : 0);
      const version_scheme scheme = version_scheme_of(where.distribution);
      known::for_each_package(record, [&](std::string_view name, std::string_view version) {
        const std::uint64_t major = where.major_version ? where.major_version->count() : std::uint64_t{0xFFFF};
        const std::uint64_t hash = detail::mix(by_name.hash(name, where.distribution), major);
        const ordinal p = by_name.find_or_insert(hash, static_cast<ordinal>(packages.size()), [&](ordinal other) {
          const package& o = packages[other];
          return o.name == name && o.distribution == where.distribution && o.major_version == where.major_version;
        });
        entries.push_back(p);
        if (p == packages.size())
          packages.push_back({where.distribution, where.major_version, name, version, at, {}, no_ordinal});
        else if (compare_versions(version, packages[p].newest, scheme) > 0) {
          packages[p].newest = version;
          packages[p].newest_in = at;
        }
      });
      ++at;
    }

    std::size_t entry = 0;
    at = 0;
    std::vector<ordinal> last_for(std::size(records), no_ordinal);  // so that each advisory is named once
    for (const auto& record : records) {
      const version_scheme scheme = version_scheme_of(place_of(record, endpoint).distribution);
      const std::size_t first_entry = entry;
      known::for_each_package(record, [&](std::string_view, std::string_view version) {
        package& p = packages[entries[entry++]];
        if (p.own_of != at || compare_versions(version, p.own, scheme) > 0) p.own = version;
        p.own_of = at;
      });
      for (std::size_t e = first_entry; e < entry; ++e) {
        const package& p = packages[entries[e]];
        if (last_for[p.newest_in] == at || compare_versions(p.newest, p.own, scheme) <= 0) continue;
        last_for[p.newest_in] = at;
        installs_.add(p.newest_in);
      }
      if (entry == first_entry)  // without packages, supersession tells
        if (const ordinal newest = newer_.newer_than(at, preview_patches::visible); newest != no_ordinal)
          installs_.add(newest);
      std::sort(installs_.begin_open(), installs_.end_open());
      installs_.end_list();
      ++at;
    }
  }

  /// The record's own distribution and major version, else the endpoint's, each by itself.
  template <class Record>
  static constexpr linux_endpoint place_of(const Record& record, const linux_endpoint& endpoint) {
    using known = detail::known<Record>;
    linux_endpoint place = endpoint;
    if (const std::string_view own = known::distribution(record); !own.empty()) place.distribution = own;
    if (const auto own = known::major_version(record)) place.major_version = own;
    return place;
  }

  supersession newer_;
  detail::ordinal_lists needs_;
  detail::ordinal_lists needed_by_;
  detail::ordinal_lists installs_;
  std::vector<unsigned char> supported_;
};

}  // namespace patchpolicy::inline v1
