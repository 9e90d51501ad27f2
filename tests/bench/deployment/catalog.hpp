// SPDX-License-Identifier: BSL-1.0
// A catalog of any number of patches, the same everywhere and every time: 200 vendors, 5,000 products, 50 groups, three
// quarters of the patches superseded in short chains of one product.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/decide/task_rules.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/task.hpp"

namespace tests {

namespace pp = patchpolicy;

inline constexpr std::size_t vendor_count = 200;
inline constexpr std::size_t group_count = 50;
inline constexpr std::size_t level_count = 5;
inline constexpr std::size_t class_count = 2 * level_count;  // security by level, then non-security by level

// Random numbers without <random>'s distributions, which differ from library to library.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>((engine_() >> 32) * bound >> 32); }
  bool percent(std::size_t chance) { return below(100) < chance; }
  // Between -spread and spread, mostly in the middle.
  int around_zero(std::size_t spread) {
    std::size_t sum = 0;
    for (int i = 0; i < 3; ++i) sum += below(2 * spread + 1);
    return static_cast<int>(sum / 3) - static_cast<int>(spread);
  }

 private:
  std::mt19937_64 engine_;
};

// Numbers that occur as often as their weights say.
class weighted_numbers {
 public:
  explicit weighted_numbers(const std::vector<std::size_t>& weights) {
    for (const std::size_t weight : weights) ends_.push_back((ends_.empty() ? 0 : ends_.back()) + weight);
  }
  std::size_t operator()(random_numbers& random) const {
    const std::size_t at = random.below(ends_.back());
    return static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), at) - ends_.begin());
  }

 private:
  std::vector<std::size_t> ends_;
};

struct product {
  std::size_t vendor = 0;
  std::array<std::string, 3> names;  // vendor, family, version
};

// By columns, as peers read them.
struct patch_catalog {
  static constexpr std::size_t most_cves = 5;

  std::vector<product> products;
  std::vector<std::uint16_t> product_of;
  std::vector<std::uint8_t> class_of;
  std::vector<std::array<std::uint8_t, most_cves>> cves;  // the score of each, in tenths; 0: no more
  std::vector<std::uint8_t> cvss;  // tenths, the highest of these; 0: unknown
  std::vector<std::uint16_t> vrr;  // hundredths and one; 0: unknown
  std::vector<std::uint8_t> exploited;
  std::vector<std::uint8_t> preview;
  std::vector<std::uint64_t> groups;  // a bit for each
  std::vector<pp::ordinal> newer;  // the patch that supersedes it directly
  std::vector<pp::ordinal> older;
  std::vector<pp::ordinal> chain;  // its newest patch
  std::vector<std::uint32_t> place;  // in the chain, the newest is 0
  std::vector<std::uint8_t> not_latest;  // bit 0: without previews, bit 1: with them (rule D7)

  std::size_t size() const { return class_of.size(); }
};

inline std::vector<product> make_products(std::size_t count, random_numbers& random) {
  std::vector<std::size_t> weights;
  for (std::size_t vendor = 0; vendor < vendor_count; ++vendor) weights.push_back(1'000'000 / (vendor + 1));
  const weighted_numbers vendors(weights);
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < count; ++i) owners.push_back(i < vendor_count ? i : vendors(random));
  std::sort(owners.begin(), owners.end());

  std::vector<product> products;
  for (std::size_t i = 0; i < count; ++i)
    products.push_back({owners[i],
                        {"Vendor " + std::to_string(owners[i]) + " Corporation",
                         "Product family " + std::to_string(i / 3), "version " + std::to_string(i % 3 + 1)}});
  return products;
}

inline patch_catalog make_catalog(std::size_t size) {
  random_numbers random(2026);
  patch_catalog made;
  made.products = make_products(std::clamp<std::size_t>(size / 40, vendor_count, 5000), random);
  std::vector<std::size_t> popularity;
  for (std::size_t i = 0; i < made.products.size(); ++i) {
    const std::size_t x = random.below(100) + 10;
    popularity.push_back(x * x * x);
  }
  const weighted_numbers products(popularity);
  const weighted_numbers classes({12, 33, 10, 3, 4, 3, 5, 10, 5, 15});
  constexpr std::array<int, level_count> typical_cvss = {86, 74, 59, 41, 55};

  constexpr std::size_t lines = 4;  // of a product, each a chain now and then broken
  std::vector<pp::ordinal> last(made.products.size() * lines, pp::no_ordinal);
  made.newer.assign(size, pp::no_ordinal);
  made.older.assign(size, pp::no_ordinal);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t product = products(random);
    const std::size_t of_class = classes(random);
    const bool security = of_class < level_count;

    std::size_t cves = 0;
    if (security && !(of_class == 4 && random.percent(50)))
      for (cves = 1; cves < patch_catalog::most_cves && random.percent(45);) ++cves;
    std::array<std::uint8_t, patch_catalog::most_cves> scores = {};
    for (std::size_t c = 0; c < cves; ++c)
      scores[c] = static_cast<std::uint8_t>(std::clamp(typical_cvss[of_class] + random.around_zero(40), 1, 100));
    const std::uint8_t cvss = *std::max_element(scores.begin(), scores.end());
    const bool exploited = cves > 0 && random.below(1000) < (of_class == 0 ? 60u : 15u);
    const int vrr = std::clamp(cvss * 6 + random.around_zero(450) + (exploited ? 320 : 0), 0, 1000);

    std::uint64_t groups = 0;
    if (random.percent(12)) {
      std::size_t more = 1;
      while (more < 5 && random.percent(25)) ++more;
      for (; more > 0; --more) groups |= std::uint64_t{1} << random.below(random.below(group_count) + 1);
    }

    const auto at = static_cast<pp::ordinal>(i);
    pp::ordinal& end_of_line = last[product * lines + random.below(lines)];
    if (end_of_line != pp::no_ordinal && random.percent(75)) {
      made.newer[end_of_line] = at;
      made.older[i] = end_of_line;
    }
    end_of_line = at;

    made.product_of.push_back(static_cast<std::uint16_t>(product));
    made.class_of.push_back(static_cast<std::uint8_t>(of_class));
    made.cves.push_back(scores);
    made.cvss.push_back(cvss);
    made.vrr.push_back(static_cast<std::uint16_t>(cves > 0 ? vrr + 1 : 0));
    made.exploited.push_back(exploited ? 1 : 0);
    made.preview.push_back(!security && random.percent(4) ? 1 : 0);
    made.groups.push_back(groups);
  }

  made.not_latest.assign(size, 0);
  made.place.assign(size, 0);
  for (std::size_t i = 0; i < size; ++i) made.chain.push_back(static_cast<pp::ordinal>(i));
  for (std::size_t i = size; i-- > 0;)  // what supersedes stands behind
    if (const pp::ordinal newer = made.newer[i]; newer != pp::no_ordinal) {
      made.chain[i] = made.chain[newer];
      made.place[i] = made.place[newer] + 1;
      const bool without_previews = made.preview[newer] == 0 || (made.not_latest[newer] & 1) != 0;
      made.not_latest[i] = static_cast<std::uint8_t>(2 | (without_previews ? 1 : 0));
    }
  return made;
}

inline std::string id_of(std::size_t patch) { return "KB" + std::to_string(10'000'000 + patch); }
inline std::string name_of_group(std::size_t group) { return "Patch group " + std::to_string(group); }

inline pp::patch_groups make_groups(const patch_catalog& catalog) {
  pp::patch_groups groups(group_count);
  for (std::size_t g = 0; g < group_count; ++g) groups[g].name = name_of_group(g);
  for (std::size_t i = 0; i < catalog.size(); ++i)
    for (std::size_t g = 0; g < group_count; ++g)
      if ((catalog.groups[i] >> g & 1) != 0) groups[g].patches.push_back(id_of(i));
  return groups;
}

// --- The catalog as records of 40 bytes, as a host might keep it.

struct short_id {
  std::array<char, 10> text = {};
  std::string_view view() const { return {text.data(), text[0] == 0 ? 0 : text.size()}; }
  operator std::string_view() const { return view(); }
};

template <pp::platform Platform>
struct packed_patch {
  const product* of = nullptr;
  short_id id;
  short_id older;  // what it supersedes
  std::uint16_t vrr = 0;
  std::uint8_t cvss = 0;
  pp::patch_kind kind = {};
  pp::severity_level level = {};
  bool exploited = false;
  bool preview = false;
  bool depends = false;  // on that, too; on Linux
};

// On Mac as on Windows; on Linux non-security patches are bug fixes, or enhancements if they are low or unassigned.
template <pp::platform Platform>
std::vector<packed_patch<Platform>> make_packed(const patch_catalog& catalog) {
  const auto id = [](pp::ordinal patch) {
    short_id made;
    if (patch != pp::no_ordinal) {
      const std::string text = id_of(patch);
      std::copy(text.begin(), text.end(), made.text.begin());
    }
    return made;
  };
  std::vector<packed_patch<Platform>> made(catalog.size());
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    const std::size_t level = catalog.class_of[i] % level_count;
    pp::patch_kind kind = catalog.class_of[i] < level_count ? pp::patch_kind::security : pp::patch_kind::non_security;
    if (Platform == pp::platform::gnu_linux && kind == pp::patch_kind::non_security)
      kind = level < 3 ? pp::patch_kind::bug_fix : pp::patch_kind::enhancement;
    made[i] = {.of = &catalog.products[catalog.product_of[i]],
               .id = id(static_cast<pp::ordinal>(i)),
               .older = id(catalog.older[i]),
               .vrr = catalog.vrr[i],
               .cvss = catalog.cvss[i],
               .kind = kind,
               .level = static_cast<pp::severity_level>(level),
               .exploited = catalog.exploited[i] != 0,
               .preview = catalog.preview[i] != 0,
               .depends = i % 8 == 0};
  }
  return made;
}

// --- The catalog as the library's own records.

inline std::vector<pp::patch<pp::platform::windows>> make_records(const patch_catalog& catalog) {
  std::vector<pp::patch<pp::platform::windows>> made(catalog.size());
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    const product& of = catalog.products[catalog.product_of[i]];
    auto& record = made[i];
    record.id = id_of(i);
    record.vendor = of.names[0];
    record.family = of.names[1];
    record.version = of.names[2];
    record.kind = catalog.class_of[i] < level_count ? pp::patch_kind::security : pp::patch_kind::non_security;
    record.severity = static_cast<pp::severity_level>(catalog.class_of[i] % level_count);
    for (const std::uint8_t score : catalog.cves[i])
      if (score != 0) record.cves.emplace_back().cvss.set(pp::cvss_version::v3_1, *pp::cvss_score::of_tenths(score));
    record.exploited = catalog.exploited[i] != 0;
    if (catalog.vrr[i] != 0) record.vrr = *pp::vrr_score::of_hundredths(catalog.vrr[i] - 1);
    record.preview = catalog.preview[i] != 0;
    if (catalog.older[i] != pp::no_ordinal) record.supersedes = {id_of(catalog.older[i])};
  }
  return made;
}

}  // namespace tests

template <patchpolicy::platform Platform>
struct patchpolicy::patch_traits<tests::packed_patch<Platform>> {
  using record = tests::packed_patch<Platform>;

  static constexpr auto os = Platform;
  static std::string_view id(const record& r) { return r.id; }
  static product_path product(const record& r) { return {r.of->names[0], r.of->names[1], r.of->names[2]}; }
  static std::optional<patch_kind> kind(const record& r) { return r.kind; }
  static std::optional<severity_level> severity(const record& r) { return r.level; }
  static std::optional<vrr_score> vrr(const record& r) { return vrr_score::of_hundredths(r.vrr - 1).optional(); }
  static std::optional<cvss_score> cvss(const record& r) {
    return r.cvss == 0 ? std::nullopt : cvss_score::of_tenths(r.cvss).optional();
  }
  static bool exploited(const record& r) { return r.exploited; }
  static bool preview(const record& r) { return r.preview; }
  static std::span<const tests::short_id> supersedes(const record& r) {
    return {&r.older, r.older.view().empty() ? std::size_t{0} : std::size_t{1}};
  }
  static std::span<const tests::short_id> depends_on(const record& r) {
    return r.depends ? supersedes(r) : std::span<const tests::short_id>();
  }
};

namespace tests {

// --- The task that is measured, and changes of it.

// What the task says, for those who read columns.
struct task_settings {
  std::uint32_t classes = 0;  // a bit for each
  std::uint16_t vrr_at_least = 0;  // hundredths and one
  std::uint8_t cvss_at_least = 0;
  std::uint64_t included = 0;  // a bit for each group
  std::uint64_t excluded = 0;
  std::vector<std::uint8_t> admitted;  // for each product
  bool previews = false;
};

inline task_settings usual_settings(const patch_catalog& catalog) {
  task_settings made;
  made.classes = 0b11;  // security, critical and important
  made.vrr_at_least = 801;
  made.cvss_at_least = 90;
  for (const int group : {3, 7, 12, 20}) made.included |= std::uint64_t{1} << group;
  for (const int group : {5, 31}) made.excluded |= std::uint64_t{1} << group;
  random_numbers random(7);
  for (const product& p : catalog.products)
    made.admitted.push_back(p.vendor >= 10 && p.vendor % 9 == 4 ? 0 : random.percent(12) ? 0 : 1);
  return made;
}

struct settings_change {
  const char* name;
  void (*make)(task_settings&, const patch_catalog&);
};
inline constexpr settings_change settings_changes[] = {
    {"another severity ticked", [](task_settings& s, const patch_catalog&) { s.classes |= 0b100; }},
    {"CVSS from 9.0 to 7.0", [](task_settings& s, const patch_catalog&) { s.cvss_at_least = 70; }},
    {"another group included", [](task_settings& s, const patch_catalog&) { s.included |= std::uint64_t{1} << 8; }},
    {"the largest vendor cleared",
     [](task_settings& s, const patch_catalog& catalog) {
       for (std::size_t i = 0; i < catalog.products.size(); ++i)
         if (catalog.products[i].vendor == 0) s.admitted[i] = 0;
     }},
    {"previews scanned for", [](task_settings& s, const patch_catalog&) { s.previews = true; }},
};

inline pp::preview_patches previews_of(const task_settings& settings) {
  return settings.previews ? pp::preview_patches::visible : pp::preview_patches::invisible;
}

inline pp::task<pp::platform::windows> windows_task(const task_settings& settings, const patch_catalog& catalog) {
  pp::task<pp::platform::windows> made;
  made.enabled = true;
  made.deploy.risk = pp::risk_option{.vrr_at_least = *pp::vrr_score::of_hundredths(settings.vrr_at_least - 1),
                                     .cvss_at_least = *pp::cvss_threshold::of_tenths(settings.cvss_at_least),
                                     .exploited = true};
  pp::windows_severity_option severity = {.security = {}};
  for (std::size_t c = 0; c < class_count; ++c)
    if ((settings.classes >> c & 1) != 0)
      (c < level_count ? severity.security : severity.non_security)
          .insert(static_cast<pp::severity_level>(c % level_count));
  made.deploy.severity = severity;
  std::vector<std::string> included;
  std::vector<std::string> excluded;
  for (std::size_t g = 0; g < group_count; ++g) {
    if ((settings.included >> g & 1) != 0) included.push_back(name_of_group(g));
    if ((settings.excluded >> g & 1) != 0) excluded.push_back(name_of_group(g));
  }
  made.deploy.patch_groups = pp::group_choice::of(included, excluded).value();
  std::vector<pp::basic_product_path<pp::owned>> cleared;
  for (std::size_t i = 0; i < catalog.products.size(); ++i)
    if (const auto& names = catalog.products[i].names; settings.admitted[i] == 0)
      cleared.push_back({names[0], names[1], names[2]});
  made.deploy.products = pp::product_tree::of(true, {}, cleared).value();
  return made;
}

}  // namespace tests
