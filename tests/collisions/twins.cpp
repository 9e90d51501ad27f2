// SPDX-License-Identifier: BSL-1.0
// What is read and decided where a table cannot tell two names apart by their hashes. This program sets the seed of all
// tables, so that such names can be found.
#include <cstdint>

// All of this program is this file.
#define PATCHPOLICY_HASH_SEED tests::hash_seed()
namespace tests {
std::uint64_t hash_seed();
}

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <patchpolicy/patchpolicy.hpp>

#include "support/catch.hpp"

std::uint64_t tests::hash_seed() { return 5; }

namespace pp = patchpolicy;
using pp::platform;

namespace {

// Two different names of one length for which the lower half of `hash(name)` is the same: a table keeps no more of it.
template <class Hash>
std::pair<std::string, std::string> find_twins(Hash hash) {
  std::vector<std::pair<std::uint32_t, std::string>> names;
  for (int i = 0; i < 400000; ++i) {
    std::string name = "name " + std::to_string(1000000 + i);
    const auto half = static_cast<std::uint32_t>(hash(name));
    names.emplace_back(half, std::move(name));
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i - 1].first == names[i].first) return std::pair(names[i - 1].second, names[i].second);
  FAIL("there are no twins among these names");
  return {};
}

const std::pair<std::string, std::string>& twin_names() {
  static const auto found = find_twins([](std::string_view name) { return pp::detail::hash_index().hash(name); });
  return found;
}

// Names of vendors whose products, with no more to them, have one hash.
const std::pair<std::string, std::string>& twin_spellings() {
  static const auto found =
      find_twins([](std::string_view name) { return pp::detail::hash_index().hash(name, "", ""); });
  return found;
}

// Names of vendors whose nodes in the tree have one hash.
const std::pair<std::string, std::string>& twin_vendors() {
  static const auto found = find_twins([](std::string_view name) {
    return pp::detail::hash_path(pp::product_path{name, {}, {}}, 1, pp::detail::hash_index().seed());
  });
  return found;
}

// The text with the twins for `$1` and `$2`.
std::string with(const std::pair<std::string, std::string>& twins, std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$')
      made += text[i];
    else
      made += text[++i] == '1' ? twins.first : twins.second;
  }
  return made;
}

template <class T>
std::string errors_of(const pp::result<T, pp::reading_errors>& read) {
  return read ? std::string() : pp::to_text(read.error(), "input");
}

pp::configuration configuration_with(std::string_view deploy) {
  const std::string text = R"({"format":"patchpolicy/configuration/1","name":"n","windows":{"routine_maintenance":
      {"enabled":true,"schedule":{"recurrence":{"kind":"daily"},"at":"21:00"},"deploy":{)" +
                           std::string(deploy) + "}}}}";
  auto read = pp::read_configuration(text);
  INFO(text);
  REQUIRE(errors_of(read) == "");
  return *std::move(read);
}

pp::catalog catalog_of(std::string_view text) {
  auto read = pp::read_catalog(text);
  INFO(text);
  REQUIRE(errors_of(read) == "");
  return *std::move(read);
}

pp::patch_groups groups_of(std::string_view groups) {
  const std::string text = R"({"format":"patchpolicy/groups/1","groups":[)" + std::string(groups) + "]}";
  auto read = pp::read_patch_groups(text);
  INFO(text);
  REQUIRE(errors_of(read) == "");
  return *std::move(read);
}

// The ids of what routine maintenance deploys on Windows: by what was read, and by an index.
std::vector<std::string> deployed(const pp::configuration& config, const pp::patch_groups& groups,
                                  const pp::catalog& catalog) {
  const auto& task = config.windows.routine_maintenance;
  const auto& records = catalog.records<platform::windows>();
  const pp::catalog_index<platform::windows> index(records);
  const pp::catalog_groups<platform::windows> indexed_groups(index, records, groups);
  const pp::compiled_task<platform::windows> compiled(index, indexed_groups, task);
  const auto by_index = pp::select(compiled);
  const auto verdicts = pp::select(pp::bind(task, groups), records);
  std::vector<std::string> ids;
  for (pp::ordinal i = 0; i < records.size(); ++i) {
    CHECK(by_index.deploys(i) == verdicts[i].deploys());
    if (verdicts[i].deploys()) ids.emplace_back(records[i].id);
  }
  return ids;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("names of one hash are not given twice") {
  configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1","$2"]})"));
  configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1"],"exclude":["$2"]})"));
  configuration_with(with(twin_vendors(), R"("products":{"select_all":true,"cleared":[["$1"],["$2"]]})"));
  CHECK(groups_of(with(twin_names(), R"({"name":"$1","patches":[]},{"name":"$2","patches":[]})")).size() == 2);
  const auto results = pp::read_result_lines(
      with(twin_names(), "{\"id\":\"$1\",\"code\":0}\n{\"id\":\"$2\",\"code\":0}\n{\"id\":\"x\",\"code\":1}\n"));
  REQUIRE(errors_of(results) == "");
  CHECK(results->size() == 3);
  CHECK(pp::group_choice::of({twin_names().first}, {twin_names().second}).has_value());
  CHECK(pp::group_inclusion::of({twin_names().first, twin_names().second}).has_value());
}

TEST_CASE("ids, vulnerabilities and keys of one hash are two") {
  const pp::catalog all = catalog_of(with(twin_names(),
                                          "{\"id\":\"$1\",\"platform\":\"mac\"}\n"
                                          "{\"id\":\"$2\",\"platform\":\"mac\",\"$1\":1,\"$2\":2,"
                                          "\"cves\":[{\"id\":\"$1\"},{\"id\":\"$2\"}]}\n"));
  CHECK(all.size() == 2);
  CHECK(all.records<platform::mac>()[1].cves.size() == 2);
  pp::detail::key_set keys;
  CHECK(keys.insert(twin_names().first));
  CHECK(keys.insert(twin_names().second));
  CHECK(!keys.insert(twin_names().first));
  CHECK(!keys.insert(twin_names().second));
}

TEST_CASE("groups and patches of one hash are chosen by their names") {
  const pp::catalog catalog =
      catalog_of(with(twin_names(),
                      "{\"id\":\"$1\",\"platform\":\"windows\"}\n{\"id\":\"$2\",\"platform\":\"windows\"}\n"
                      "{\"id\":\"a\",\"platform\":\"windows\",\"bulletin\":\"$1\"}\n"
                      "{\"id\":\"b\",\"platform\":\"windows\",\"bulletin\":\"$2\"}\n"));
  const pp::patch_groups groups =
      groups_of(with(twin_names(), R"({"name":"$1","patches":["$2"]},{"name":"$2","patches":["$1","a"]})"));
  const auto [one, other] = twin_names();
  CHECK(deployed(configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1"]})")), groups, catalog) ==
        texts{other, "b"});
  CHECK(deployed(configuration_with(with(twin_names(), R"("patch_groups":{"include":["$2"]})")), groups, catalog) ==
        texts{one, "a"});
  CHECK(deployed(configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1","$2"]})")), groups,
                 catalog) == texts{one, other, "a", "b"});

  const pp::patch_groups first_alone = groups_of(with(twin_names(), R"({"name":"$1","patches":[]})"));
  const auto findings = pp::validate(
      configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1","$2"]})")), {.groups = &first_alone});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == pp::finding_code::unknown_group);
}

TEST_CASE("a patch is superseded by what names its id, not by what names one of its hash") {
  const pp::catalog catalog =
      catalog_of(with(twin_names(),
                      "{\"id\":\"$1\",\"platform\":\"windows\"}\n{\"id\":\"$2\",\"platform\":\"windows\"}\n"
                      "{\"id\":\"new\",\"platform\":\"windows\",\"supersedes\":[\"$2\"]}\n"));
  const auto& records = catalog.records<platform::windows>();
  const pp::supersession scan(records);
  CHECK(scan.newer_than(0, pp::preview_patches::visible) == pp::no_ordinal);
  CHECK(scan.newer_than(1, pp::preview_patches::visible) == 2);
}

TEST_CASE("products of vendors of one hash are ticked by their names") {
  for (const auto& twins : {twin_vendors(), twin_spellings()}) {
    const pp::catalog catalog =
        catalog_of(with(twins,
                        "{\"id\":\"1\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$1\"}\n"
                        "{\"id\":\"2\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$2\"}\n"));
    for (const char* const products :
         {R"("select_all":true,"cleared":[["$2"]])", R"("select_all":false,"selected":[["$1"]])",
          R"("select_all":false,"selected":[["$1"]],"cleared":[["$2"]])",
          R"("select_all":true,"selected":[["$1"]],"cleared":[["$2"]])"})
      CHECK(deployed(configuration_with(R"("severity":{"security":["unassigned"]},"products":{)" +
                                        with(twins, products) + "}"),
                     pp::patch_groups{}, catalog) == texts{"1"});
  }
}

TEST_CASE("vendors of one hash are counted by their names") {
  const pp::catalog catalog =
      catalog_of(with(twin_vendors(),
                      "{\"id\":\"1\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$1\"}\n"
                      "{\"id\":\"2\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$2\"}\n"));
  const pp::configuration config = configuration_with(R"("severity":{"security":["unassigned"]})");
  const auto verdicts = pp::select(pp::bind(config.windows.routine_maintenance, pp::patch_groups{}),
                                   catalog.records<platform::windows>());
  const auto counts = pp::count_deployment(verdicts);
  REQUIRE(counts.by_vendor.size() == 2);
  CHECK(counts.by_vendor[0].deploying == 1);
  CHECK(counts.by_vendor[1].deploying == 1);
}

TEST_CASE("an advisory depends on the one of that id") {
  const pp::catalog catalog = catalog_of(with(twin_names(),
                                              "{\"id\":\"$1\",\"platform\":\"linux\"}\n"
                                              "{\"id\":\"$2\",\"platform\":\"linux\"}\n"
                                              "{\"id\":\"a\",\"platform\":\"linux\",\"depends_on\":[\"$2\"]}\n"));
  const pp::linux_scan scan(catalog.records<platform::gnu_linux>());
  std::vector<pp::ordinal> needed;
  scan.for_each_dependency(2, [&](pp::ordinal other) { needed.push_back(other); });
  CHECK(needed == std::vector<pp::ordinal>{1});
}

TEST_CASE("a package is replaced by one of its name") {
  const auto twins = find_twins([](std::string_view name) {
    return pp::detail::mix(pp::detail::hash_index().hash(name, "debian"), 0xFFFF);  // of no major version
  });
  const pp::catalog catalog = catalog_of(
      with(twins, R"({"id":"a","platform":"linux","packages":[{"name":"$1","version":"1"}],"distribution":"debian"}
{"id":"b","platform":"linux","packages":[{"name":"$2","version":"2"}],"distribution":"debian"}
{"id":"c","platform":"linux","packages":[{"name":"$2","version":"3"}],"distribution":"debian"}
)"));
  const pp::linux_scan scan(catalog.records<platform::gnu_linux>());
  const auto installed = [&](pp::ordinal record) {
    std::vector<pp::ordinal> found;
    scan.for_each_installed(record, [&](pp::ordinal other) { found.push_back(other); });
    return found;
  };
  CHECK(installed(0) == std::vector<pp::ordinal>{});
  CHECK(installed(1) == std::vector<pp::ordinal>{2});
}

TEST_CASE("an outcome is of the patch of its id") {
  const auto outcomes_of = [](std::string_view records, auto check) {
    const pp::catalog catalog = catalog_of(with(twin_names(), records));
    const pp::configuration config = configuration_with(R"("severity":{"security":["unassigned"]})");
    const auto& windows = catalog.records<platform::windows>();
    const pp::supersession scan(windows);
    const auto verdicts = pp::select(pp::bind(config.windows.routine_maintenance, pp::patch_groups{}), windows, scan);
    pp::install_outcomes<platform::windows, std::remove_cvref_t<decltype(windows)>> outcomes(verdicts, scan);
    check(outcomes);
  };
  const std::string one = twin_names().first;
  const std::string other = twin_names().second;
  const std::string first = "{\"id\":\"$1\",\"platform\":\"windows\",\"kind\":\"security\"}\n";
  outcomes_of(first, [&](auto& outcomes) {
    CHECK(outcomes.set(one, pp::install_outcome::installed));
    CHECK(!outcomes.set(other, pp::install_outcome::installed));
  });
  outcomes_of(first + "{\"id\":\"$2\",\"platform\":\"windows\",\"kind\":\"security\"}\n", [&](auto& outcomes) {
    CHECK(outcomes.set(one, pp::install_outcome::installed));
    CHECK(outcomes.set(other, pp::install_outcome::installed));
  });
}

TEST_CASE("the members of groups are found by their names") {
  const pp::patch_groups groups =
      groups_of(with(twin_names(), R"({"name":"$1","patches":["$1","a"]},{"name":"$2","patches":["$2","a"]})"));
  const pp::catalog catalog = catalog_of(with(twin_names(),
                                              "{\"id\":\"$2\",\"platform\":\"windows\"}\n"
                                              "{\"id\":\"$1\",\"platform\":\"mac\"}\n"
                                              "{\"id\":\"a\",\"platform\":\"mac\"}\n"));
  const pp::configuration config = configuration_with(with(twin_names(), R"("patch_groups":{"include":["$1"]})"));
  const pp::group_grid grid = pp::grid_of(config, groups, {platform::windows, pp::task_kind::routine_maintenance},
                                          catalog.records<platform::windows>(), catalog.records<platform::mac>());
  CHECK(grid.rows[0].use == pp::group_use::include);
  CHECK(grid.rows[1].use != pp::group_use::include);
  CHECK(grid.rows[0].on(platform::windows).records == 0);
  CHECK(grid.rows[0].on(platform::mac).records == 2);
  CHECK(grid.rows[1].on(platform::windows).records == 1);
  CHECK(grid.rows[1].on(platform::mac).records == 1);

  const auto is_known = [&](std::string_view records) {
    const pp::catalog all = catalog_of(with(twin_names(), records));
    for (const pp::finding& f : pp::validate(config, {.groups = &groups, .records = &all}))
      if (f.code == pp::finding_code::unknown_patch) return false;
    return true;
  };
  const std::string both = "{\"id\":\"$1\",\"platform\":\"mac\",\"bulletin\":\"$2\"}\n";
  CHECK(is_known(both + "{\"id\":\"a\",\"platform\":\"mac\"}\n"));
  CHECK(!is_known("{\"id\":\"$1\",\"platform\":\"mac\"}\n{\"id\":\"a\",\"platform\":\"mac\"}\n"));
}

TEST_CASE("ordinals of one hash are two") {
  const auto hash = [](pp::ordinal value) {
    return static_cast<std::uint32_t>(pp::detail::mix(value, pp::detail::hash_index().seed()));
  };
  std::vector<std::pair<std::uint32_t, pp::ordinal>> hashes;
  for (pp::ordinal value = 0; value < 400000; ++value) hashes.emplace_back(hash(value), value);
  std::sort(hashes.begin(), hashes.end());
  const auto one =
      std::adjacent_find(hashes.begin(), hashes.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  REQUIRE(one != hashes.end());
  pp::detail::ordinal_set ordinals;
  CHECK(ordinals.insert(one->second));
  CHECK(ordinals.insert((one + 1)->second));
  CHECK(!ordinals.insert(one->second));
}
