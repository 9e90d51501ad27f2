// SPDX-License-Identifier: BSL-1.0
// The same rules as the author of an agent writes them down first: structs of strings, and sets that are asked for each
// patch. What supersedes what is already resolved.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bench/deployment/catalog.hpp"
#include "bench/deployment/totals.hpp"

namespace tests {

class agent_loop {
 public:
  explicit agent_loop(const patch_catalog& catalog) : patches_(catalog.size()) {
    for (std::size_t i = 0; i < catalog.size(); ++i) {
      const product& of = catalog.products[catalog.product_of[i]];
      patch& p = patches_[i];
      p.id = id_of(i);
      p.title = "Security update for " + of.names[1];
      p.vendor = of.names[0];
      p.product = of.names[1] + ' ' + of.names[2];
      p.severity = catalog.class_of[i];
      for (const std::uint8_t score : catalog.cves[i])
        if (score != 0) p.cves.push_back({"CVE-2026-" + std::to_string(i % 99'999), score / 10.0});
      if (catalog.vrr[i] != 0) p.vrr = (catalog.vrr[i] - 1) / 100.0;
      p.exploited = catalog.exploited[i] != 0;
      p.preview = catalog.preview[i] != 0;
      for (std::size_t g = 0; g < group_count; ++g)
        if ((catalog.groups[i] >> g & 1) != 0) p.groups.push_back(name_of_group(g));
      if (catalog.newer[i] != pp::no_ordinal) p.superseded_by = catalog.newer[i];
      p.superseded = (catalog.not_latest[i] & 2) != 0;
      p.superseded_by_release = (catalog.not_latest[i] & 1) != 0;
    }
  }

  struct settings {
    std::unordered_set<int> severities;
    std::optional<double> vrr_at_least;
    std::optional<double> cvss_at_least;
    bool exploited = true;
    std::unordered_set<std::string> included;
    std::unordered_set<std::string> excluded;
    std::unordered_set<std::string> products;  // "<vendor>/<product>"
    bool previews = false;
  };

  static settings settings_of(const task_settings& from, const patch_catalog& catalog) {
    settings made;
    for (int c = 0; c < static_cast<int>(class_count); ++c)
      if ((from.classes >> c & 1) != 0) made.severities.insert(c);
    made.vrr_at_least = (from.vrr_at_least - 1) / 100.0;
    made.cvss_at_least = from.cvss_at_least / 10.0;
    for (std::size_t g = 0; g < group_count; ++g) {
      if ((from.included >> g & 1) != 0) made.included.insert(name_of_group(g));
      if ((from.excluded >> g & 1) != 0) made.excluded.insert(name_of_group(g));
    }
    for (std::size_t i = 0; i < catalog.products.size(); ++i)
      if (const auto& names = catalog.products[i].names; from.admitted[i] != 0)
        made.products.insert(names[0] + '/' + names[1] + ' ' + names[2]);
    made.previews = from.previews;
    return made;
  }

  // Stops at the first reason.
  totals evaluate(const settings& wanted) const {
    std::vector<bool> chosen(patches_.size());
    for (std::size_t i = 0; i < patches_.size(); ++i) chosen[i] = is_chosen(patches_[i], wanted);
    return sum(chosen);
  }

  // With the reasons of every patch.
  totals explain(const settings& wanted) const {
    std::vector<std::vector<std::string>> reasons(patches_.size());
    std::vector<bool> chosen(patches_.size());
    for (std::size_t i = 0; i < patches_.size(); ++i) chosen[i] = explain(patches_[i], wanted, reasons[i]);
    for (std::size_t i = 0; i < patches_.size(); ++i)
      if (const patch* by = replaced_by(i, chosen)) reasons[i].push_back("replaced by " + by->id);
    return sum(chosen);
  }

 private:
  struct cve {
    std::string id;
    double cvss = 0;
  };
  struct patch {
    std::string id;
    std::string title;
    std::string vendor;
    std::string product;
    int severity = 0;
    std::vector<cve> cves;
    std::optional<double> vrr;
    bool exploited = false;
    bool preview = false;
    std::vector<std::string> groups;
    std::optional<std::size_t> superseded_by;  // directly
    bool superseded = false;
    bool superseded_by_release = false;  // which is no preview
  };

  static std::optional<double> cvss_of(const patch& p) {
    std::optional<double> highest;
    for (const cve& one : p.cves)
      if (!highest || one.cvss > *highest) highest = one.cvss;
    return highest;
  }
  static bool is_latest(const patch& p, const settings& wanted) {
    return !(wanted.previews ? p.superseded : p.superseded_by_release);
  }

  static bool is_chosen(const patch& p, const settings& wanted) {
    if (p.preview && !wanted.previews) return false;
    for (const std::string& group : p.groups)
      if (wanted.excluded.count(group) != 0) return false;
    if (wanted.products.count(p.vendor + '/' + p.product) == 0) return false;
    for (const std::string& group : p.groups)
      if (wanted.included.count(group) != 0) return true;
    if (!is_latest(p, wanted)) return false;
    if (wanted.severities.count(p.severity) != 0) return true;
    if (wanted.exploited && p.exploited) return true;
    if (wanted.vrr_at_least && p.vrr && *p.vrr >= *wanted.vrr_at_least) return true;
    const std::optional<double> cvss = cvss_of(p);
    return wanted.cvss_at_least && cvss && *cvss >= *wanted.cvss_at_least;
  }

  static bool explain(const patch& p, const settings& wanted, std::vector<std::string>& reasons) {
    if (p.preview && !wanted.previews) {
      reasons.push_back("a preview");
      return false;
    }
    bool selected = false;
    bool stopped = false;
    const auto select = [&](std::string why) {
      selected = true;
      reasons.push_back(std::move(why));
    };
    const auto stop = [&](std::string why) {
      stopped = true;
      reasons.push_back(std::move(why));
    };
    if (is_latest(p, wanted)) {
      if (wanted.severities.count(p.severity) != 0) select("severity " + std::to_string(p.severity));
      if (wanted.vrr_at_least && p.vrr && *p.vrr >= *wanted.vrr_at_least) select("VRR " + std::to_string(*p.vrr));
      const std::optional<double> cvss = cvss_of(p);
      if (wanted.cvss_at_least && cvss && *cvss >= *wanted.cvss_at_least) select("CVSS " + std::to_string(*cvss));
      if (wanted.exploited && p.exploited) select("exploited");
    } else {
      reasons.push_back("superseded by " + std::to_string(*p.superseded_by));
    }
    for (const std::string& group : p.groups) {
      if (wanted.included.count(group) != 0) select("included by " + group);
      if (wanted.excluded.count(group) != 0) stop("excluded by " + group);
    }
    if (wanted.products.count(p.vendor + '/' + p.product) == 0) stop("product " + p.product + " is not selected");
    return selected && !stopped;
  }

  const patch* replaced_by(std::size_t at, const std::vector<bool>& chosen) const {
    if (!chosen[at]) return nullptr;
    for (auto newer = patches_[at].superseded_by; newer; newer = patches_[*newer].superseded_by)
      if (chosen[*newer]) return &patches_[*newer];
    return nullptr;
  }

  totals sum(const std::vector<bool>& chosen) const {
    std::unordered_map<int, std::size_t> by_severity;
    std::unordered_map<std::string, std::size_t> by_vendor;
    for (std::size_t i = 0; i < patches_.size(); ++i)
      if (chosen[i] && replaced_by(i, chosen) == nullptr) {
        ++by_severity[patches_[i].severity];
        ++by_vendor[patches_[i].vendor];
      }
    totals made;
    for (const auto& [severity, count] : by_severity) {
      made.deploying += count;
      made.by_level[static_cast<std::size_t>(severity) % level_count] += count;
    }
    for (const auto& [vendor, count] : by_vendor) made.by_vendor[number_of_vendor(vendor)] = count;
    return made;
  }

  std::vector<patch> patches_;
};

}  // namespace tests
