// SPDX-License-Identifier: BSL-1.0
// The indexed evaluation agrees with the one record by record on large hostile catalogs, whose chains and products go
// beyond words and blocks, and both agree with the naive implementation on smaller ones.
#include "patchpolicy/decide/indexed_selection.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "patchpolicy/text/verdict_json.hpp"
#include "support/catch.hpp"
#include "support/hostile_catalog.hpp"
#include "support/indexed_agreement.hpp"
#include "support/naive_selection.hpp"
#include "support/selection_twins.hpp"

namespace pp = patchpolicy;
using pp::platform;
using tests::supersession_shape;

namespace {

// A host's record, which knows less, and whose text lies elsewhere.
struct host_record {
  const char* name;
  std::optional<pp::severity_level> level;
  bool secret;
  pp::product_path product;
  std::vector<std::string_view> replaces;
};

}  // namespace

template <>
struct pp::patch_traits<host_record> {
  static constexpr auto os = platform::windows;
  static const char* id(const host_record& r) { return r.name; }
  static product_path product(const host_record& r) { return r.product; }
  static std::optional<patch_kind> kind(const host_record&) { return patch_kind::security; }
  static std::optional<severity_level> severity(const host_record& r) { return r.level; }
  static bool preview(const host_record& r) { return r.secret; }
  static const auto& supersedes(const host_record& r) { return r.replaces; }
};

namespace {

constexpr supersession_shape any_shape(std::uint64_t seed) { return static_cast<supersession_shape>(seed % 4); }

constexpr pp::preview_patches previews_in(bool visible) {
  return visible ? pp::preview_patches::visible : pp::preview_patches::invisible;
}

// The records of one scan, and their index.
template <platform Os, class Records>
struct evaluated {
  evaluated(const Records& all, const pp::patch_groups& all_groups)
      : records(all), groups(all_groups), scan(all), index(all, scan), members(index, all, all_groups) {}

  template <class Task>
  auto one_by_one(const Task& task, pp::preview_patches previews) const {
    return pp::select(pp::bind(task, groups, previews), records, scan);
  }

  const Records& records;
  const pp::patch_groups& groups;
  pp::scan_for<Os> scan;
  pp::catalog_index<Os> index;
  pp::catalog_groups<Os> members;
};

// How often there were chains to carry answers along, and how often each rule spoke.
struct coverage {
  std::size_t with_chains = 0;
  std::size_t without_chains = 0;
  std::array<std::size_t, pp::enum_size<pp::rule>> spoke = {};

  void add(const coverage& more) {
    with_chains += more.with_chains;
    without_chains += more.without_chains;
    for (std::size_t r = 0; r < spoke.size(); ++r) spoke[r] += more.spoke[r];
  }
  std::size_t count(pp::rule r) const { return spoke[static_cast<std::size_t>(r)]; }
};

template <platform Os>
coverage agree_on_tasks(std::uint64_t seed, std::size_t size, supersession_shape shape, int tasks,
                        bool repeats_ids = false) {
  INFO("seed " << seed << ", " << size << " records");
  tests::hostile_catalog<Os> catalog(seed, size, shape, repeats_ids);
  const evaluated<Os, std::vector<pp::patch<Os>>> all(catalog.records(), catalog.groups());
  coverage seen;
  ++(all.index.chains().has_chains() ? seen.with_chains : seen.without_chains);
  for (int i = 0; i < tasks; ++i) {
    INFO("task " << i);
    const pp::task<Os> task = any_task(catalog);
    const auto previews = previews_in(catalog.chance(40));
    const pp::compiled_task<Os> compiled(all.index, all.members, task, previews);
    const auto expected = all.one_by_one(task, previews);
    const auto selected = pp::select(compiled);
    REQUIRE(tests::disagreement(selected, pp::indexed_verdicts<Os>(compiled), expected) == "");
    for (const pp::verdict& v : expected.verdicts())
      for (const pp::rule r : v.rules()) ++seen.spoke[static_cast<std::size_t>(r)];
  }
  return seen;
}

// Around the sizes of words and blocks, of all shapes, then some large ones.
template <platform Os>
void agree_on_catalogs() {
  coverage seen;
  std::uint64_t seed = 1;
  for (const std::size_t size : {0u, 1u, 2u, 63u, 64u, 65u, 127u, 128u, 129u, 300u})
    for (int i = 0; i < 8; ++i, ++seed)
      seen.add(agree_on_tasks<Os>(seed, size, any_shape(seed), 4, i >= 6 && size > 0));
  for (const std::size_t size : {1000u, 4095u, 4096u, 4097u}) {
    ++seed;  // so that each size meets another shape
    seen.add(agree_on_tasks<Os>(seed, size, any_shape(seed), 4));
  }
  seen.add(agree_on_tasks<Os>(++seed, 9000, supersession_shape::to_later_products, 3));
  seen.add(agree_on_tasks<Os>(++seed, 13'000, supersession_shape::short_chains, 3));
  CHECK(seen.with_chains > 30);
  CHECK(seen.without_chains > 10);
  for (const pp::rule r : pp::detail::rules_of<Os>::rules) {
    INFO(pp::name_of(r));
    CHECK(seen.count(r) > 200);
  }
  CHECK(seen.count(Os == platform::gnu_linux ? pp::rule::dependency : pp::rule::replaced_by_selected) > 200);
}

// Keeps a task as the compiled one has it, changes both one option at a time, and compares after each change.
template <platform Os>
class option_changes {
 public:
  option_changes(std::uint64_t seed, std::size_t size)
      : catalog_(seed, size, any_shape(seed)),
        all_(catalog_.records(), catalog_.groups()),
        compiled_(all_.index, all_.members),
        selected_(compiled_),
        kept_(compiled_) {}

  std::string after(int changes) {
    for (int i = 0; i < changes; ++i) {
      const std::string change = make_one();
      selected_.update();
      kept_.update();
      const std::string found = tests::disagreement(selected_, kept_, all_.one_by_one(task_, previews_));
      if (!found.empty()) return "after change " + std::to_string(i) + ", of " + change + ": " + found;
    }
    return "";
  }

 private:
  template <class Value>
  std::optional<Value> maybe(Value value) {
    if (catalog_.chance(25)) return std::nullopt;
    return value;
  }

  std::string make_one() {
    const std::uint64_t which = numbers_.below(9);
    if (which == 0) {
      task_.enabled = catalog_.chance(80);
      compiled_.set_enabled(task_.enabled);
      return "enabled";
    }
    if (which == 1) {
      const bool enabled = task_.enabled;
      task_ = any_task(catalog_);
      task_.enabled = enabled;
      compiled_.set_options(task_.deploy);
      return "all options";
    }
    if constexpr (Os == platform::windows) {
      if (which == 2) {
        previews_ = previews_in(catalog_.chance(50));
        compiled_.set_previews(previews_);
        return "previews";
      }
      if (which == 3) {
        task_.deploy.risk = maybe(catalog_.any_risk());
        compiled_.set_risk(task_.deploy.risk);
        return "risk";
      }
      if (which == 4) {
        task_.deploy.enablement_packages = maybe(catalog_.any_packages());
        compiled_.set_enablement_packages(task_.deploy.enablement_packages);
        return "enablement packages";
      }
      if (which == 5) {
        task_.deploy.products = maybe(catalog_.any_products());
        compiled_.set_products(task_.deploy.products);
        return "products";
      }
    }
    if constexpr (Os == platform::gnu_linux) {
      if (which < 4) {  // what was selected before is not kept beside it (rule D1)
        if (catalog_.chance(30)) {
          task_.deploy = pp::all_missing_patches{};
          compiled_.set_options(task_.deploy);
        } else if (std::holds_alternative<pp::all_missing_patches>(task_.deploy)) {
          task_.deploy = pp::linux_selection{};
          compiled_.set_all_missing(false);
        }
        return "all missing";
      }
      if (auto* selection = std::get_if<pp::linux_selection>(&task_.deploy)) return change_selection(*selection, which);
      return "nothing";
    } else {
      return change_selection(task_.deploy, which);
    }
  }

  template <class Options>
  std::string change_selection(Options& options, std::uint64_t which) {
    if (which % 2 == 0) {
      options.severity = maybe(catalog_.any_severity());
      compiled_.set_severity(options.severity);
      return "severity";
    }
    if constexpr (Os == platform::windows)
      options.patch_groups = maybe(catalog_.any_group_choice());
    else
      options.patch_groups = maybe(catalog_.any_group_inclusion());
    compiled_.set_patch_groups(options.patch_groups);
    return "patch groups";
  }

  tests::random_numbers numbers_{7};
  tests::hostile_catalog<Os> catalog_;
  evaluated<Os, std::vector<pp::patch<Os>>> all_;
  pp::task<Os> task_;
  pp::preview_patches previews_ = pp::preview_patches::invisible;
  pp::compiled_task<Os> compiled_;
  pp::indexed_selection<Os> selected_;
  pp::indexed_verdicts<Os> kept_;
};

template <platform Os>
void agree_after_changes(int changes) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    REQUIRE(option_changes<Os>(seed, 40 * seed + 3).after(changes) == "");
  }
}

// The lines of the indexed evaluation are those of the naive implementation.
template <platform Os>
void agree_with_naive(std::uint64_t seeds) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    INFO("seed " << seed);
    tests::hostile_catalog<Os> catalog(seed, seed % 5 == 0 ? 140 : 70, any_shape(seed));
    const evaluated<Os, std::vector<pp::patch<Os>>> all(catalog.records(), catalog.groups());
    const pp::task<Os> task = any_task(catalog);
    const bool previews = catalog.chance(40);
    const auto bound = pp::bind(task, catalog.groups(), previews_in(previews));
    const pp::compiled_task<Os> compiled(all.index, all.members, task, previews_in(previews));
    const auto selected = pp::select(compiled);
    std::vector<pp::verdict> verdicts;
    for (pp::ordinal at = 0; at < selected.size(); ++at) verdicts.push_back(selected[at]);
    const pp::selection named(catalog.records(), verdicts);
    std::vector<std::string> lines;
    for (pp::ordinal at = 0; at < selected.size(); ++at) {
      std::string line;
      pp::append_verdict_line(line, pp::name_verdict(task.deploy, bound, all.scan, named, at));
      line.pop_back();
      lines.push_back(line);
    }
    REQUIRE(lines == naive::verdict_lines(tests::twin(task, previews), tests::twins(catalog.groups()),
                                          tests::twins(catalog.records()), {}));
  }
}

}  // namespace

TEST_CASE("large Windows catalogs: the index agrees with the evaluation record by record") {
  agree_on_catalogs<platform::windows>();
}
TEST_CASE("large Mac catalogs: the index agrees with the evaluation record by record") {
  agree_on_catalogs<platform::mac>();
}
TEST_CASE("large Linux catalogs: the index agrees with the evaluation record by record") {
  agree_on_catalogs<platform::gnu_linux>();
}
TEST_CASE("a catalog of 20,000: the index agrees with the evaluation record by record") {
  const coverage seen = agree_on_tasks<platform::windows>(2026, 20'000, supersession_shape::within_products, 3);
  CHECK(seen.with_chains == 1);
}

TEST_CASE("after any change of an option of Windows the index agrees with a task that is bound anew") {
  agree_after_changes<platform::windows>(40);
}
TEST_CASE("after any change of an option of Mac the index agrees with a task that is bound anew") {
  agree_after_changes<platform::mac>(20);
}
TEST_CASE("after any change of an option of Linux the index agrees with a task that is bound anew") {
  agree_after_changes<platform::gnu_linux>(30);
}

TEST_CASE("smaller Windows catalogs: the index agrees with the naive implementation") {
  agree_with_naive<platform::windows>(60);
}
TEST_CASE("smaller Mac catalogs: the index agrees with the naive implementation") {
  agree_with_naive<platform::mac>(40);
}
TEST_CASE("smaller Linux catalogs: the index agrees with the naive implementation") {
  agree_with_naive<platform::gnu_linux>(40);
}

TEST_CASE("a host's records are indexed where they are") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    tests::hostile_catalog<platform::windows> catalog(seed, 700, any_shape(seed));
    std::list<host_record> records;  // no random access
    for (const auto& r : catalog.records())
      records.push_back({r.id.c_str(),
                         r.severity,
                         r.preview,
                         {r.vendor, r.family, r.version},
                         {r.supersedes.begin(), r.supersedes.end()}});
    const evaluated<platform::windows, std::list<host_record>> all(records, catalog.groups());
    for (int i = 0; i < 4; ++i) {
      const auto task = any_task(catalog);
      const pp::compiled_task<platform::windows> compiled(all.index, all.members, task);
      REQUIRE(tests::disagreement(pp::select(compiled), pp::indexed_verdicts<platform::windows>(compiled),
                                  all.one_by_one(task, pp::preview_patches::invisible)) == "");
    }
  }
}
