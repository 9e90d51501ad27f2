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
  const pp::catalog catalog =
      catalog_of(with(twin_vendors(),
                      "{\"id\":\"1\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$1\"}\n"
                      "{\"id\":\"2\",\"platform\":\"windows\",\"kind\":\"security\",\"vendor\":\"$2\"}\n"));
  for (const char* const products :
       {R"("select_all":true,"cleared":[["$2"]])", R"("select_all":false,"selected":[["$1"]])",
        R"("select_all":false,"selected":[["$1"]],"cleared":[["$2"]])"})
    CHECK(deployed(configuration_with(R"("severity":{"security":["unassigned"]},"products":{)" +
                                      with(twin_vendors(), products) + "}"),
                   pp::patch_groups{}, catalog) == texts{"1"});
  CHECK(
      deployed(configuration_with(R"("severity":{"security":["unassigned"]},"products":{)" +
                                  with(twin_vendors(), R"("select_all":true,"selected":[["$1"]],"cleared":[["$2"]]})")),
               pp::patch_groups{}, catalog) == texts{"1"});
}
