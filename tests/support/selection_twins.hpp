// SPDX-License-Identifier: BSL-1.0
// The library's values as those of the naive implementation of the selection.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "support/naive_selection.hpp"

namespace tests {

namespace pp = patchpolicy;

inline std::optional<std::string> twin(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}
inline naive::platform twin(pp::platform os) { return static_cast<naive::platform>(os); }
inline naive::level twin(pp::severity_level level) { return static_cast<naive::level>(level); }
inline naive::level twin(pp::linux_severity_level level) { return static_cast<naive::level>(level); }

template <class Flags>
std::set<naive::level> levels(const Flags& ticked) {
  std::set<naive::level> found;
  for (const auto level : ticked) found.insert(twin(level));
  return found;
}

template <pp::platform Os>
naive::patch twin(const pp::patch<Os>& r) {
  naive::patch p;
  p.id = r.id;
  p.bulletin = twin(r.bulletin);
  p.platform = twin(Os);
  p.vendor = twin(r.vendor);
  p.family = twin(r.family);
  p.version = twin(r.version);
  if (r.kind) p.kind = static_cast<naive::kind>(*r.kind);
  if (r.severity) p.severity = twin(*r.severity);
  for (const auto& cve : r.cves) {
    p.cves.push_back({cve.id, {}, cve.exploited});
    for (std::size_t v = 0; v < pp::enum_size<pp::cvss_version>; ++v)
      if (const auto score = cve.cvss[static_cast<pp::cvss_version>(v)])
        p.cves.back().cvss.push_back({static_cast<naive::cvss_version>(v), score->count()});
  }
  p.exploited = r.exploited;
  if (r.vrr) p.vrr = r.vrr->count();
  p.preview = r.preview;
  p.supersedes = r.supersedes;
  if constexpr (Os == pp::platform::gnu_linux) {
    for (const auto& package : r.packages) p.packages.push_back({package.name, package.version});
    p.depends_on = r.depends_on;
    p.distribution = twin(r.distribution);
    if (r.major_version) p.major_version = r.major_version->count();
  }
  return p;
}

template <pp::platform Os>
std::vector<naive::patch> twins(const std::vector<pp::patch<Os>>& records) {
  std::vector<naive::patch> found;
  for (const auto& r : records) found.push_back(twin(r));
  return found;
}

inline std::vector<naive::group> twins(const pp::patch_groups& groups) {
  std::vector<naive::group> found;
  for (const auto& group : groups) found.push_back({group.name, group.patches});
  return found;
}

inline std::vector<naive::product_path> twins(const std::vector<pp::product_tree::path>& paths) {
  std::vector<naive::product_path> found;
  for (const auto& path : paths) {
    found.push_back({path.vendor});
    if (path.depth() > 1) found.back().push_back(path.family);
    if (path.depth() > 2) found.back().push_back(path.version);
  }
  return found;
}

// Its schedule and reboot do not matter.
template <pp::platform Os>
naive::task twin(const pp::task<Os>& task, bool scan_preview_patches) {
  naive::task t;
  t.platform = twin(Os);
  t.enabled = task.enabled;
  t.scan_preview_patches = scan_preview_patches;
  if constexpr (Os == pp::platform::gnu_linux) {
    const auto* selection = std::get_if<pp::linux_selection>(&task.deploy);
    t.all_missing = selection == nullptr;
    if (selection == nullptr) return t;
    if (const auto& s = selection->severity)
      t.severity = naive::severity_option{levels(s->security), {}, false, s->bug_fix, s->enhancement};
    if (selection->patch_groups) t.patch_groups = naive::groups_option{selection->patch_groups->included(), {}};
  } else if constexpr (Os == pp::platform::mac) {
    if (const auto& s = task.deploy.severity)
      t.severity = naive::severity_option{levels(s->security), {}, s->non_security, false, false};
    if (const auto& g = task.deploy.patch_groups) t.patch_groups = naive::groups_option{g->included(), {}};
  } else {
    if (const auto& r = task.deploy.risk) {
      t.risk = naive::risk_option{std::nullopt, std::nullopt, r->exploited};
      if (r->vrr_at_least) t.risk->vrr_at_least = r->vrr_at_least->count();
      if (r->cvss_at_least) t.risk->cvss_at_least = r->cvss_at_least->count();
    }
    if (const auto& s = task.deploy.severity)
      t.severity = naive::severity_option{levels(s->security), levels(s->non_security), false, false, false};
    if (const auto& g = task.deploy.patch_groups) t.patch_groups = naive::groups_option{g->included(), g->excluded()};
    t.enablement_packages = task.deploy.enablement_packages;
    if (const auto& p = task.deploy.products)
      t.products = naive::product_tree{p->select_all(), twins(p->selected()), twins(p->cleared())};
  }
  return t;
}

}  // namespace tests
