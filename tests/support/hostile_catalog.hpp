// SPDX-License-Identifier: BSL-1.0
// Catalogs of any size with every shape of supersession and product that there may be, with groups and options to
// match. The same seed gives the same ones everywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "support/synthetic_catalog.hpp"

namespace tests {

namespace pp = patchpolicy;

// Whether the index finds chains in it, and may thus carry answers along words.
enum class supersession_shape {
  within_products,
  to_later_products,   // and within them
  between_products,    // in both directions: mostly no chains
  with_circles,        // never chains
  short_chains,        // and nothing else but for a long one now and then: no joints
};

template <pp::platform Os>
class hostile_catalog {
 public:
  using record = pp::patch<Os>;

  hostile_catalog(std::uint64_t seed, std::size_t size, supersession_shape shape, bool repeats_ids = false)
      : random_(seed), shape_(shape) {
    list_products();
    make_lines(size);
    link_lines();
    if (repeats_ids)
      for (std::size_t i = size / 20; i > 0; --i) any_record().id = any_record().id;
    if (shape != supersession_shape::to_later_products || chance(30)) shuffle();
    make_groups();
  }

  const std::vector<record>& records() const { return records_; }
  const pp::patch_groups& groups() const { return groups_; }

  pp::group_choice any_group_choice() {
    std::vector<std::string> chosen[2];
    for (std::size_t i = 0; i < group_names + 1; ++i)  // the last is no group
      if (const std::uint64_t which = below(4); which < 2)
        chosen[which].push_back("G" + std::to_string((i * 5 + 3) % (group_names + 1)));
    return pp::group_choice::of(chosen[0], chosen[1]).value();
  }
  pp::group_inclusion any_group_inclusion() { return pp::group_inclusion::of(any_group_choice().included()).value(); }

  pp::risk_option any_risk() {
    pp::risk_option risk;
    if (chance(50)) risk.vrr_at_least = pp::vrr_score::of_hundredths(static_cast<int>(below(1001))).value();
    if (chance(50)) risk.cvss_at_least = pp::cvss_threshold::of_tenths(1 + static_cast<int>(below(100))).value();
    risk.exploited = chance(30);
    return risk;
  }
  pp::flag_set<pp::severity_level> any_levels() {
    pp::flag_set<pp::severity_level> levels;
    for (std::size_t i = 0; i < pp::enum_size<pp::severity_level>; ++i)
      if (chance(35)) levels.insert(static_cast<pp::severity_level>(i));
    return levels;
  }
  auto any_severity() {
    if constexpr (Os == pp::platform::windows) {
      pp::windows_severity_option option;
      option.security = any_levels();
      option.non_security = any_levels();
      return option;
    } else if constexpr (Os == pp::platform::mac) {
      pp::mac_severity_option option;
      option.security = any_levels();
      option.non_security = chance(50);
      return option;
    } else {
      pp::linux_severity_option option;
      option.security = {};
      for (std::size_t i = 0; i < pp::enum_size<pp::linux_severity_level>; ++i)
        if (chance(20)) option.security.insert(static_cast<pp::linux_severity_level>(i));
      option.bug_fix = chance(20);
      option.enhancement = chance(20);
      return option;
    }
  }
  // Ids and bulletins of packages and of other records, and names that no record has.
  std::vector<std::string> any_packages() {
    std::vector<std::string> names = {"absent"};
    for (const record& r : records_)
      if (chance(r.kind == pp::patch_kind::enablement ? 40 : 1)) names.push_back(chance(70) ? r.id : r.bulletin);
    return names;
  }
  pp::product_tree any_products() {
    pp::product_tree tree(chance(50));
    std::vector<pp::product_tree::path> states[2];
    for (std::uint64_t i = records_.empty() ? 0 : below(12); i > 0; --i) {
      const record& like = any_record();
      pp::product_tree::path path = {spelled(like.vendor), spelled(like.family), spelled(like.version)};
      if (chance(10)) path.vendor += " of another name";
      const std::size_t depth = std::min<std::size_t>(path.depth(), 1 + below(3));
      if (depth < 3) path.version = "";
      if (depth < 2) path.family = "";
      const std::size_t which = below(2);
      states[which].push_back(path);
      auto grown = pp::product_tree::of(tree.select_all(), states[0], states[1]);
      if (grown)
        tree = *grown;
      else
        states[which].pop_back();  // given twice, or without a vendor
    }
    return tree;
  }

  bool chance(std::size_t percent) { return below(100) < percent; }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }

  static constexpr std::size_t group_names = 8;

  struct place {
    std::size_t product;
    std::size_t line;
  };

  record& any_record() { return records_[below(records_.size())]; }

  // From the root on, each before those below it: an index numbers them in this order if records name them in it.
  void list_products() {
    products_.push_back({});
    for (std::uint64_t v = 0, vendors = 1 + below(6); v < vendors; ++v) {
      const std::string vendor = "Vendor " + std::to_string(v);
      products_.push_back({vendor, "", ""});
      for (std::uint64_t f = 0, families = below(5); f < families; ++f) {
        const std::string family = "Family " + std::to_string(f);
        products_.push_back({vendor, family, ""});
        for (std::uint64_t x = 0, versions = below(5); x < versions; ++x)
          products_.push_back({vendor, family, std::to_string(x)});
      }
    }
  }

  // The same name to rule P4.
  std::string spelled(const std::string& part) {
    std::string text = part;
    if (chance(80)) return text;
    for (char& c : text)
      if (('a' <= c && c <= 'z' && chance(50)) || ('A' <= c && c <= 'Z')) c = static_cast<char>(c ^ 0x20);
    if (chance(50)) text = " \t" + text;
    if (chance(50)) text += ' ';
    return text;
  }

  void add_record(std::size_t product) {
    const std::size_t number = records_.size();
    record r;
    r.id = "P" + std::to_string(number * 7919 % 1'000'003);
    if (chance(80)) r.bulletin = "B" + std::to_string(number / 3);
    r.vendor = spelled(products_[product].vendor);
    r.family = spelled(products_[product].family);
    r.version = spelled(products_[product].version);
    if (r.vendor.empty() && chance(50)) r.family = "Family 1";  // below a blank part nothing has a name
    if (r.family.empty() && chance(20)) r.version = "2";
    if (r.version.empty() && chance(50)) r.version = "\t";
    if (chance(90)) {
      constexpr std::size_t kinds = Os == pp::platform::windows ? 2 : Os == pp::platform::mac ? 2 : 3;
      r.kind = static_cast<pp::patch_kind>(below(kinds));
      if (Os == pp::platform::gnu_linux && r.kind == pp::patch_kind::non_security) r.kind = pp::patch_kind::enhancement;
      if (Os == pp::platform::windows && chance(8)) r.kind = pp::patch_kind::enablement;
    }
    constexpr std::size_t levels = pp::enum_size<pp::severity_level> - (Os == pp::platform::gnu_linux ? 1 : 0);
    if (chance(85)) r.severity = static_cast<pp::severity_level>(below(levels));
    if (chance(80)) r.vrr = pp::vrr_score::of_hundredths(static_cast<int>(below(1001))).value();
    if (chance(70)) {
      pp::cvss_scores scores;
      scores.set(pp::cvss_version::v3_1, pp::cvss_score::of_tenths(static_cast<int>(below(101))).value());
      r.cves.push_back({"CVE", scores, chance(10)});
    }
    r.preview = chance(6);
    if constexpr (Os == pp::platform::gnu_linux) {
      if (chance(50)) {
        r.distribution = chance(50) ? "redhat" : "debian";
        r.major_version = pp::distribution_version::of(7 + static_cast<int>(below(2))).value();
      }
      for (std::uint64_t i = chance(15) ? 1 + below(3) : 0; i > 0; --i)
        r.depends_on.push_back("P" + std::to_string(below(number + 2) * 7919 % 1'000'003));
    }
    records_.push_back(std::move(r));
  }

  void supersede(std::size_t newer, std::size_t older) {
    records_[newer].supersedes.push_back(records_[older].id);
    if (chance(3)) records_[newer].supersedes.push_back(records_[older].id);
  }

  // Lines of records of one product, that supersede one another in one of many ways. Who supersedes is of an earlier
  // product, or of the same one and a later line, or newer in its line: so there is no circle.
  void make_lines(std::size_t size) {
    for (std::size_t p = 0; p < products_.size() && records_.size() < size; ++p) {
      add_record(p);
      places_.push_back({p, 0});
    }
    constexpr std::size_t lengths[] = {1, 1, 2, 3, 5, 10, 31, 63, 64, 65, 100, 128, 300, 1000, 5000};
    std::size_t longest = chance(50) ? std::size(lengths) : 6;  // so that many are the latest, or few
    for (std::size_t line = 1; records_.size() < size; ++line) {
      const std::size_t product = below(chance(50) ? products_.size() : 1 + products_.size() / 4);
      const std::size_t first = records_.size();
      if (shape_ == supersession_shape::short_chains) longest = chance(1) ? 12 : 7;
      const std::size_t length = std::min<std::size_t>(lengths[below(longest)], size - first);
      for (std::size_t i = 0; i < length; ++i) {
        add_record(product);
        places_.push_back({product, line});
      }
      const bool newest_first = chance(50);
      link(first, length, newest_first);
      if (chance(15)) records_[newest_first ? first : records_.size() - 1].preview = true;
    }
  }

  // Newest first, or the other way round.
  void link(std::size_t first, std::size_t length, bool newest_first) {
    const auto at = [&](std::size_t i) { return newest_first ? first + i : first + length - 1 - i; };
    const std::uint64_t way = shape_ == supersession_shape::short_chains ? 0 : below(8);
    for (std::size_t i = 1; i < length; ++i) switch (way) {
        case 0:
        case 1: supersede(at(i - 1), at(i)); break;  // a chain
        case 2:  // a chain with skips
          supersede(at(i - 1), at(i));
          if (chance(30)) supersede(at(i - std::min<std::size_t>(i, 2 + below(70))), at(i));
          break;
        case 3:  // closed: each names all that are older, but for the very long ones
          for (std::size_t newer = i > 40 ? i - 40 : 0; newer < i; ++newer) supersede(at(newer), at(i));
          break;
        case 4: supersede(at((i - 1) / 2), at(i)); break;  // a line splits in two
        case 5: supersede(at(length - 1 - i), at(length - 1 - (i - 1) / 2)); break;  // two lines become one
        case 6:  // diamonds
          supersede(at(i - 1 - (i % 3 == 2 ? 1 : 0)), at(i));
          if (i % 3 == 0) supersede(at(i - 2), at(i));
          break;
        default:  // anything
          for (std::uint64_t n = below(4); n > 0; --n) supersede(at(i - std::min<std::size_t>(i, 1 + below(9))), at(i));
      }
  }

  void link_lines() {
    const bool chains_alone = shape_ == supersession_shape::short_chains;
    for (std::size_t n = chains_alone ? 0 : records_.size() / (chance(50) ? 15 : 100); n > 0; --n) {
      std::size_t newer = below(records_.size());
      std::size_t older = below(records_.size());
      const place a = places_[newer];
      const place b = places_[older];
      const bool same_product = a.product == b.product;
      if (same_product ? a.line < b.line : a.product > b.product) std::swap(newer, older);
      if (same_product && a.line == b.line) continue;
      if (!same_product && shape_ == supersession_shape::within_products) continue;
      if (!same_product && shape_ == supersession_shape::to_later_products && !chance(20)) continue;
      supersede(newer, older);
    }
    if (shape_ == supersession_shape::with_circles && !records_.empty())
      for (std::size_t n = 1 + records_.size() / 200; n > 0; --n) {
        const std::size_t newer = below(records_.size());
        supersede(newer, below(records_.size()));
      }
    for (std::size_t n = chains_alone ? 0 : records_.size() / 50; n > 0; --n) {
      record& r = any_record();
      r.supersedes.push_back(chance(50) ? r.id : chance(50) ? "absent" : any_record().bulletin);
    }
  }

  void shuffle() {
    for (std::size_t i = records_.size(); i > 1; --i) std::swap(records_[i - 1], records_[below(i)]);
  }

  // Some small, some large, two of one name, one without patches, one with names that no record has.
  void make_groups() {
    for (std::size_t i = 0; i < group_names + 1; ++i) {
      pp::patch_group group{"G" + std::to_string(i % group_names), {}};
      const std::size_t count = i == 2 || records_.empty() ? 0 : i % 2 == 0 ? 1 + below(6) : records_.size() / (6 + i);
      for (std::size_t n = 0; n < count; ++n) {
        const record& r = any_record();
        group.patches.push_back(chance(60) ? r.id : chance(80) ? r.bulletin : "absent");
      }
      groups_.push_back(std::move(group));
    }
  }

  random_numbers random_;
  supersession_shape shape_;
  std::vector<pp::product_tree::path> products_;
  std::vector<record> records_;
  std::vector<place> places_;
  pp::patch_groups groups_;
};

// Each option on or off; with few of them, few patches deploy, and answers have far to go.
template <pp::platform Os>
pp::task<Os> any_task(hostile_catalog<Os>& catalog) {
  pp::task<Os> task;
  task.enabled = !catalog.chance(3);
  auto& options = [&]() -> auto& {
    if constexpr (Os == pp::platform::gnu_linux)
      return std::get<pp::linux_selection>(task.deploy);
    else
      return task.deploy;
  }();
  if (catalog.chance(60)) options.severity = catalog.any_severity();
  if constexpr (Os == pp::platform::windows) {
    if (catalog.chance(50)) options.risk = catalog.any_risk();
    if (catalog.chance(60)) options.patch_groups = catalog.any_group_choice();
    if (catalog.chance(50)) options.enablement_packages = catalog.any_packages();
    if (catalog.chance(40)) options.products = catalog.any_products();
  } else if (catalog.chance(60)) {
    options.patch_groups = catalog.any_group_inclusion();
  }
  if constexpr (Os == pp::platform::gnu_linux)
    if (catalog.chance(8)) task.deploy = pp::all_missing_patches{};
  return task;
}

}  // namespace tests
