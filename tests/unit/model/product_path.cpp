// SPDX-License-Identifier: BSL-1.0
// Paths of products (rules P1, P2, P4).
#include "patchpolicy/model/product_path.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/both_times.hpp"

namespace pp = patchpolicy;
using owned_path = pp::basic_product_path<pp::owned>;

namespace {

std::string normalized(const std::string& part) {
  const std::size_t first = part.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  std::string text = part.substr(first, part.find_last_not_of(" \t") + 1 - first);
  const std::string upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const std::string lower = "abcdefghijklmnopqrstuvwxyz";
  for (char& c : text)
    if (const std::size_t at = upper.find(c); at != std::string::npos) c = lower[at];
  return text;
}

// The named parts, up to the first that names nothing.
std::vector<std::string> normalized(const owned_path& path) {
  std::vector<std::string> parts;
  for (const std::string& part : {path.vendor, path.family, path.version}) {
    if (normalized(part).empty()) break;
    parts.push_back(normalized(part));
  }
  return parts;
}

std::vector<owned_path> all_paths(const std::vector<std::string>& parts) {
  std::vector<owned_path> paths;
  for (const auto& vendor : parts)
    for (const auto& family : parts)
      for (const auto& version : parts) paths.push_back({vendor, family, version});
  return paths;
}

}  // namespace

TEST_CASE("a product path ends at its first blank part") {
  PATCHPOLICY_CHECK_BOTH(pp::product_path{}.depth() == 0);
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"Adobe", "", ""}.depth() == 1);
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"Adobe", "Acrobat", ""}.depth() == 2);
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"Adobe", "Acrobat", "11"}.depth() == 3);
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"", "Acrobat", "11"}.depth() == 0);
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"Adobe", " \t ", "11"}.depth() == 1);
}

TEST_CASE("parts of a product path come without the blanks around them") {
  PATCHPOLICY_CHECK_BOTH(pp::product_path{" Adobe\t", "", ""}.part(0) == "Adobe");
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"", "\t Acrobat Reader ", ""}.part(1) == "Acrobat Reader");
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"", "", "  "}.part(2) == "");
  PATCHPOLICY_CHECK_BOTH(pp::product_path{"", "", "11"}.part(2) == "11");
}

TEST_CASE("only ASCII letters and blanks at the ends make no difference") {
  constexpr auto same = [](std::string_view a, std::string_view b) {
    return pp::same_node(pp::product_path{a, "", ""}, pp::product_path{b, "", ""});
  };
  PATCHPOLICY_CHECK_BOTH(same("Adobe", " aDOBE\t"));
  PATCHPOLICY_CHECK_BOTH(!same("Adobe Reader", "AdobeReader"));
  PATCHPOLICY_CHECK_BOTH(!same("Adobe Reader", "Adobe  Reader"));
  PATCHPOLICY_CHECK_BOTH(!same("Adobe", "Adobe\n"));
  PATCHPOLICY_CHECK_BOTH(!same("Adobe", "Adobe\xC2\xA0"));
  PATCHPOLICY_CHECK_BOTH(!same("\xC3\x89", "\xC3\xA9"));  // É and é
  for (int a = 0; a < 256; ++a)
    for (int b = 0; b < 256; ++b) {
      const std::string one = {'x', static_cast<char>(a), 'x'};
      const std::string other = {'x', static_cast<char>(b), 'x'};
      if (same(one, other) == (normalized(one) == normalized(other))) continue;
      CAPTURE(a, b);
      FAIL("compared otherwise");
    }
}

TEST_CASE("two paths name one node exactly if their normalized parts are equal") {
  const std::vector<owned_path> paths = all_paths({"", " ", "a", "A", "\ta ", "b", "ab"});
  for (const owned_path& a : paths) {
    const auto parts = normalized(a);
    REQUIRE(a.depth() == parts.size());
    for (const owned_path& b : paths) {
      const auto others = normalized(b);
      if (pp::same_node(a, b) != (parts == others)) {
        CAPTURE(a.vendor, a.family, a.version, b.vendor, b.family, b.version);
        FAIL("same_node is wrong");
      }
      for (std::size_t depth = 0; depth <= parts.size() && depth <= others.size(); ++depth) {
        bool expected = true;
        for (std::size_t level = 0; level < depth; ++level) expected = expected && parts[level] == others[level];
        const bool same = pp::same_to_depth(a, b, depth);
        const bool hashes = pp::detail::hash_path(a, depth, 0) == pp::detail::hash_path(b, depth, 0);
        if (same == expected && hashes == expected) continue;
        CAPTURE(a.vendor, a.family, a.version, b.vendor, b.family, b.version, depth, expected, hashes);
        FAIL("same_to_depth or hash_path is wrong");
      }
    }
  }
}

TEST_CASE("hashes of paths see every character and where a part ends") {
  const auto hash = [](std::string vendor, std::string family) {
    const owned_path path{vendor, family, ""};
    return pp::detail::hash_path(path, path.depth(), 0);
  };
  for (std::size_t length = 1; length < 30; ++length)
    for (std::size_t i = 0; i < length; ++i) {
      CAPTURE(length, i);
      std::string changed(length, 'a');
      changed[i] = 'b';
      CHECK(hash(std::string(length, 'a'), "") != hash(changed, ""));
      changed[i] = 'A';
      CHECK(hash(std::string(length, 'a'), "") == hash(changed, ""));
    }
  CHECK(hash("ab", "c") != hash("a", "bc"));
  CHECK(hash("a", "b") != hash("b", "a"));
}

TEST_CASE("paths are equal if they are spelled alike and compare across storages by node") {
  const owned_path kept{"Adobe", "Acrobat", ""};
  CHECK(kept == owned_path{"Adobe", "Acrobat", ""});
  CHECK(kept != owned_path{"adobe", "Acrobat", ""});
  CHECK(kept != owned_path{"Adobe", "Acrobat", " "});
  CHECK(pp::same_node(kept, pp::product_path{"adobe", "ACROBAT ", " "}));
  CHECK_FALSE(pp::same_node(kept, pp::product_path{"adobe", "", ""}));
}
