// SPDX-License-Identifier: BSL-1.0
// Every case of the shared selection vectors, in every field and in order.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/evaluate_texts.hpp"
#include "support/json_slices.hpp"

namespace pp = patchpolicy;

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> cases() {
  std::vector<std::filesystem::path> found;
  const std::filesystem::path folder = std::filesystem::path(PATCHPOLICY_SHARED_DIR) / "vectors" / "selection";
  if (std::filesystem::is_directory(folder))
    for (const auto& entry : std::filesystem::directory_iterator(folder)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("the library agrees with every shared selection vector") {
  const auto files = cases();
  if (files.empty()) {
    std::cout << "SKIPPED: no selection vectors in " PATCHPOLICY_SHARED_DIR "\n";
    return;
  }
  std::size_t judged = 0;
  for (const auto& file : files) {
    INFO(file.filename().string());
    const auto members = tests::members_of(contents(file));
    const auto os = pp::from_name<pp::platform>(tests::unquoted(tests::member(members, "platform")));
    const auto task = pp::from_name<pp::task_kind>(tests::unquoted(tests::member(members, "task")));
    REQUIRE(os.has_value());
    REQUIRE(task.has_value());
    const std::string distribution = tests::unquoted(tests::member(members, "distribution"));
    pp::linux_endpoint endpoint{.distribution = distribution};
    if (const std::string major = tests::member(members, "major_version"); !major.empty())
      endpoint.major_version = pp::distribution_version::of(std::stoi(major)).optional();

    std::string catalog;
    for (const std::string& record : tests::elements_of(tests::member(members, "catalog"))) catalog += record + '\n';
    std::string expected_text;
    for (const std::string& line : tests::elements_of(tests::member(members, "expected"))) expected_text += line + '\n';
    const auto expected = pp::read_verdict_lines(expected_text);
    if (!expected) FAIL(pp::to_text(expected.error(), "expected"));

    const auto actual = tests::evaluate_texts(tests::member(members, "configuration"), tests::member(members, "groups"),
                                              catalog, *os, *task, endpoint);
    REQUIRE(actual.errors == "");
    std::vector<std::string> wanted;
    for (const pp::verdict_line& line : *expected) {
      std::string text;
      pp::append_verdict_line(text, line);
      text.pop_back();
      wanted.push_back(text);
    }
    CHECK(actual.lines == wanted);
    judged += actual.lines.size();
  }
  CHECK(judged > 500);
}
