// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/decide/linux_scan.hpp"

#include <optional>
#include <string>
#include <vector>

#include "patchpolicy/decide/selection.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;

namespace {

using advisory = pp::patch<pp::platform::gnu_linux>;
using ordinals = std::vector<pp::ordinal>;

advisory with_package(std::string id, std::string name, std::string version) {
  advisory a;
  a.id = std::move(id);
  a.packages = {{std::move(name), std::move(version)}};
  return a;
}

ordinals installed(const pp::linux_scan& scan, pp::ordinal at) {
  ordinals found;
  scan.for_each_installed(at, [&](pp::ordinal other) { found.push_back(other); });
  return found;
}

}  // namespace

TEST_CASE("the first advisory in the input that holds the newest version is installed (rule D10)") {
  const std::vector<advisory> records = {with_package("old", "p", "1-1"), with_package("newest", "p", "3-1"),
                                         with_package("same", "p", "0:3-1"), with_package("other", "q", "9-1")};
  const pp::linux_scan scan(records);
  CHECK(installed(scan, 0) == ordinals{1});
  CHECK(installed(scan, 1).empty());
  CHECK(installed(scan, 2).empty());
  CHECK(installed(scan, 3).empty());
}

TEST_CASE("an advisory holds a version if any of its entries does, and its own is the newest of them") {
  std::vector<advisory> records = {with_package("several", "p", "1-1"), with_package("between", "p", "2-1")};
  records[0].packages.push_back({"p", "3-1"});
  records[0].packages.push_back({"p", "2-5"});
  const pp::linux_scan scan(records);
  CHECK(installed(scan, 0).empty());
  CHECK(installed(scan, 1) == ordinals{0});
}

TEST_CASE("packages count only within one distribution and major version; the endpoint stands in for what is missing") {
  std::vector<advisory> records = {with_package("a", "p", "1-1"), with_package("b", "p", "2-1"),
                                   with_package("c", "p", "3-1")};
  records[1].distribution = "redhat";
  records[2].distribution = "redhat";
  records[2].major_version = pp::distribution_version::of(8).value();
  CHECK(installed(pp::linux_scan(records), 0).empty());
  CHECK(installed(pp::linux_scan(records, {.distribution = "redhat"}), 0) == ordinals{1});
  const pp::linux_endpoint redhat_8{.distribution = "redhat", .major_version = pp::distribution_version::of(8).value()};
  CHECK(installed(pp::linux_scan(records, redhat_8), 0) == ordinals{2});
  CHECK(installed(pp::linux_scan(records, redhat_8), 1) == ordinals{2});
  const pp::linux_endpoint redhat_9{.distribution = "redhat", .major_version = pp::distribution_version::of(9).value()};
  CHECK(installed(pp::linux_scan(records, redhat_9), 1).empty());
}

TEST_CASE("without packages supersession tells what is installed") {
  std::vector<advisory> records(3);
  records[0].id = "a";
  records[1].id = "b";
  records[2].id = "c";
  records[1].supersedes = {"a"};
  records[2].supersedes = {"b"};
  const pp::linux_scan scan(records);
  CHECK(installed(scan, 0) == ordinals{2});
  CHECK(installed(scan, 1) == ordinals{2});
  CHECK(installed(scan, 2).empty());
}

TEST_CASE("dependencies count once, not on the advisory itself, and not on what is not there") {
  std::vector<advisory> records(3);
  records[0].id = "a";
  records[1].id = "b";
  records[2].id = "c";
  records[2].depends_on = {"a", "c", "a", "nowhere"};
  records[1].depends_on = {"a"};
  const pp::linux_scan scan(records);
  ordinals needs;
  scan.for_each_dependency(2, [&](pp::ordinal other) { needs.push_back(other); });
  CHECK(needs == ordinals{0});
  ordinals dependents;
  scan.for_each_dependent(0, [&](pp::ordinal other) { dependents.push_back(other); });
  CHECK(dependents == ordinals{1, 2});
}

TEST_CASE("enhancements do not exist on Red Hat 7 and Oracle 7, and a host can say otherwise (rule D6)") {
  std::vector<advisory> records(1);
  records[0].id = "e";
  records[0].kind = pp::patch_kind::enhancement;
  for (const char* distribution : {"redhat", "oracle", "rocky", "Redhat", ""})
    for (const int major : {6, 7, 8}) {
      const pp::linux_endpoint endpoint{.distribution = distribution,
                                        .major_version = pp::distribution_version::of(major).value()};
      const bool lacks = major == 7 && (endpoint.distribution == "redhat" || endpoint.distribution == "oracle");
      CHECK(pp::linux_scan(records, endpoint).is_supported(0) == !lacks);
    }
  CHECK(pp::linux_scan(records, {.distribution = "redhat"}).is_supported(0));  // its major version is not known
  const auto none = [](const pp::linux_endpoint&, pp::patch_kind, std::optional<pp::severity_level>) { return false; };
  CHECK_FALSE(pp::linux_scan(records, {}, none).is_supported(0));
}

TEST_CASE("a hundred thousand advisories that depend on one another in a row need no stack") {
  const std::size_t length = 100'000;
  std::vector<advisory> records(length);
  for (std::size_t i = 0; i < length; ++i) {
    records[i].id = std::to_string(i);
    if (i + 1 < length) records[i].depends_on = {std::to_string(i + 1)};
  }
  pp::task<pp::platform::gnu_linux> task;
  task.enabled = true;
  task.deploy = pp::basic_linux_selection<pp::owned>{.patch_groups = pp::group_inclusion::of({"G"}).value()};
  const pp::patch_groups groups = {{"G", {"0"}}};
  const auto bound = pp::bind(task, groups);
  const pp::linux_scan scan(records);
  const auto verdicts = pp::select(bound, records, scan);
  CHECK(verdicts[length - 1].deploys());
  CHECK(verdicts[length - 1].witness(pp::rule::dependency) == length - 2);
}
