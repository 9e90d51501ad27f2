// SPDX-License-Identifier: BSL-1.0

// Random cases for the selection rules: small and hostile, and each one both as naive structs and as
// interchange texts, so that a test can compare the library's whole path from text to verdict with the
// naive implementation. The same seed gives the same case on every platform and compiler: the generator
// is our own, there are no standard distributions, and no expression draws twice in unspecified order.
//
// Every text is valid: what the value types cannot hold (a group both included and excluded, a product
// node given twice, a repeated record id and so on) and what validation calls an error (rule S10, an
// extension below the countdown) is never generated. How a value is spelled is random too: order of
// keys, white space, escapes, number forms, defaults written out or left away.

#ifndef PATCHPOLICY_TESTS_SUPPORT_RANDOM_CASE_HPP
#define PATCHPOLICY_TESTS_SUPPORT_RANDOM_CASE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "naive_selection.hpp"

namespace naive {

// ---------------------------------------------------------------------------------------------------
// Numbers
// ---------------------------------------------------------------------------------------------------

// splitmix64. The slight bias of the remainder does not matter here.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : state_(seed) {}

    // Choices of a fuzzer: numbers are made of the bytes as long as there are any.
  explicit random_numbers(std::string_view choices) : choices_(choices) {}

  bool has_choices() const { return !choices_.empty(); }

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

    // 0 to n - 1; n is positive.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(number_for(n) % n); }

    // low to high, both included.
  int between(int low, int high) {
    std::uint64_t const count = static_cast<std::uint64_t>(high - low + 1);
    return low + static_cast<int>(number_for(count) % count);
  }

  bool chance(int percent) { return between(0, 99) < percent; }

  template <class T>
  T pick(std::vector<T> const& values) {
    return values[below(values.size())];
  }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::size_t const j = below(i);
      if (j != i - 1) {
        std::swap(values[i - 1], values[j]);
      }
    }
  }

 private:
    // As many bytes as `count` values need, the highest first.
  std::uint64_t number_for(std::uint64_t count) {
    if (choices_.empty()) {
      return next();
    }
    std::uint64_t number = 0;
    for (std::uint64_t last = count - 1; last > 0 && !choices_.empty(); last >>= 8) {
      number = (number << 8) | static_cast<unsigned char>(choices_.front());
      choices_.remove_prefix(1);
    }
    return number;
  }

  std::uint64_t state_ = 0;
  std::string_view choices_;
};

// ---------------------------------------------------------------------------------------------------
// Results
// ---------------------------------------------------------------------------------------------------

struct random_case {
  std::uint64_t seed = 0;
  naive::platform platform = naive::platform::windows;
  std::string task_kind;  // "routine_maintenance", "priority_updates" or "zero_day_response"
  naive::task task;
  std::vector<group> groups;
  std::vector<patch> patches;  // of all platforms, in the order of the text
  naive::endpoint endpoint;

  std::string configuration_json;
  std::string groups_json;
  std::string catalog_ndjson;

  std::vector<std::string> expected() const { return verdict_lines(task, groups, patches, endpoint); }
};

// Switches for texts that are valid by our reading of the interchange page, should a host read it more
// narrowly.
struct random_case_options {
    // The list of distributions ends with an ellipsis: other words are values too.
  bool unlisted_distributions = true;
    // "Numbers count by value": `8.0` is the integer 8, `-0` is 0.
  bool integers_by_value = true;
    // A line of spaces and tabs is a blank line.
  bool lines_of_blanks = true;
    // Spelled as a program would, in a fraction of the time.
  bool plain_spelling = false;
    // The size of a catalog at most.
  std::size_t most_patches = 60;
};

// ---------------------------------------------------------------------------------------------------
// Names of enumerators
// ---------------------------------------------------------------------------------------------------

inline std::string name_of(platform p) {
  return p == platform::windows ? "windows" : p == platform::mac ? "mac" : "linux";
}

inline std::string name_of(level l) {
  switch (l) {
    case level::critical: return "critical";
    case level::important: return "important";
    case level::moderate: return "moderate";
    case level::low: return "low";
    case level::unassigned: break;
  }
  return "unassigned";
}

inline std::string name_of(kind k) {
  switch (k) {
    case kind::security: return "security";
    case kind::non_security: return "non_security";
    case kind::bug_fix: return "bug_fix";
    case kind::enhancement: return "enhancement";
    case kind::enablement: break;
  }
  return "enablement";
}

inline std::string name_of(cvss_version v) {
  switch (v) {
    case cvss_version::v2_0: return "2.0";
    case cvss_version::v3_0: return "3.0";
    case cvss_version::v3_1: return "3.1";
    case cvss_version::v4_0: break;
  }
  return "4.0";
}

// ---------------------------------------------------------------------------------------------------
// Spelling of JSON
// ---------------------------------------------------------------------------------------------------

// Writes JSON values in random spellings. Values are texts; an object is a list of members.
class json_speller {
 public:
  using members = std::vector<std::pair<std::string, std::string>>;

  json_speller(random_numbers& numbers, bool one_line, random_case_options const& options)
      : numbers_(numbers), options_(options), one_line_(one_line) {
    if (options_.plain_spelling) {
      return;
    }
        // Most documents look as a program would write them; the others vary in one respect or several.
    spaces_ = numbers_.chance(40);
    shuffles_ = numbers_.chance(50);
    escape_percent_ = numbers_.chance(10) ? 30 : 2;
    escapes_keys_ = numbers_.chance(3);
    odd_numbers_percent_ = numbers_.chance(50) ? 60 : 10;
  }

    // White space between two tokens.
  std::string gap() {
    if (!spaces_ || numbers_.chance(50)) {
      return "";
    }
    static std::vector<std::string> const in_line{" ", "  ", "\t"};
    static std::vector<std::string> const anywhere{" ", "\n", "\n  ", "\t", "\r\n"};
    return numbers_.pick(one_line_ ? in_line : anywhere);
  }

  std::string string(std::string const& text) {
    if (options_.plain_spelling) {
      return quoted(text);
    }
    return spelled(text, numbers_.chance(10) ? 50 : escape_percent_);
  }

  static std::string boolean(bool value) { return value ? "true" : "false"; }

    // unscaled / 10^decimals, in one of the forms that have this value.
  std::string number(int unscaled, int decimals) {
    if (options_.plain_spelling || !numbers_.chance(odd_numbers_percent_)) {
      return plain(unscaled, decimals);
    }
    std::string const digits = std::to_string(unscaled);
    switch (numbers_.below(5)) {
      case 0: {  // 7.5 as 7.50 or with many more zeros
        std::string text = plain(unscaled, decimals);
        if (text.find('.') == std::string::npos) {
          text += ".";
          text += "0";
        }
        return text + std::string(numbers_.chance(10) ? 30 : numbers_.below(3), '0');
      }
      case 1:
      case 2: {  // 75e-1, 7500e-3
        int const zeros = unscaled == 0 ? 0 : numbers_.chance(10) ? 22 : numbers_.between(0, 2);
        return digits + std::string(static_cast<std::size_t>(zeros), '0') + exponent(-(decimals + zeros));
      }
      case 3: {  // 0.75e1, 0.0075e+3
        int const zeros = numbers_.chance(10) ? 20 : numbers_.between(0, 2);
        int const shift = zeros + static_cast<int>(digits.size()) - decimals;
        return "0." + std::string(static_cast<std::size_t>(zeros), '0') + digits + exponent(shift);
      }
      default:
        if (unscaled == 0 && options_.integers_by_value) {
          return numbers_.chance(50) ? "-0" : "-0.0";
        }
        return plain(unscaled, decimals) + exponent(0);
    }
  }

  std::string integer(int value) {
    if (options_.integers_by_value && numbers_.chance(3)) {
      return number(value, 0);
    }
    return std::to_string(value);
  }

  std::string array(std::vector<std::string> const& values) {
    std::string out = "[" + gap();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) {
        out += ",";
        out += gap();
      }
      out += values[i];
      out += gap();
    }
    return out + "]";
  }

  std::string strings(std::vector<std::string> const& values) {
    std::vector<std::string> texts;
    for (std::string const& value : values) {
      texts.push_back(string(value));
    }
    return array(texts);
  }

  std::string object(members m) {
    if (shuffles_) {
      numbers_.shuffle(m);
    }
    std::string out = "{" + gap();
    for (std::size_t i = 0; i < m.size(); ++i) {
      if (i > 0) {
        out += ",";
        out += gap();
      }
      out += options_.plain_spelling ? naive::quoted(m[i].first) : spelled(m[i].first, escapes_keys_ ? 20 : 0);
      out += gap();
      out += ":";
      out += gap();
      out += m[i].second;
      out += gap();
    }
    return out + "}";
  }

 private:
  static std::string plain(int unscaled, int decimals) {
    std::string digits = std::to_string(unscaled);
    while (digits.size() < static_cast<std::size_t>(decimals) + 1) {
      digits.insert(0, "0");
    }
    std::size_t const point = digits.size() - static_cast<std::size_t>(decimals);
    std::string fraction = digits.substr(point);
    while (!fraction.empty() && fraction.back() == '0') {
      fraction.pop_back();
    }
    std::string out = digits.substr(0, point);
    if (!fraction.empty()) {
      out += ".";
      out += fraction;
    }
    return out;
  }

  std::string exponent(int value) {
    std::string out = numbers_.chance(50) ? "e" : "E";
    if (value < 0) {
      out += "-";
    } else if (numbers_.chance(30)) {
      out += "+";
    }
    if (numbers_.chance(20)) {
      out += "0";
    }
    return out + std::to_string(value < 0 ? -value : value);
  }

  std::string unit(std::uint32_t value) {
    bool const upper = numbers_.chance(50);
    std::string const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string out = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
      out += digits[(value >> shift) & 0xFU];
    }
    return out;
  }

    // `percent` is how many characters that need no escape get one. `text` is valid UTF-8.
  std::string spelled(std::string const& text, int percent) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
      std::uint32_t const first = static_cast<unsigned char>(text[i]);
      std::size_t const length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
      std::uint32_t point = length == 1   ? first
                            : length == 2 ? first & 0x1FU
                            : length == 3 ? first & 0xFU
                                          : first & 0x7U;
      for (std::size_t k = 1; k < length; ++k) {
        point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      }
      bool const must = point < 0x20 || point == '"' || point == '\\';
      bool const escapes = must || numbers_.chance(percent);
      static std::map<std::uint32_t, std::string> const short_forms{{'"', "\\\""}, {'\\', "\\\\"}, {'/', "\\/"},
                                                                    {'\b', "\\b"}, {'\f', "\\f"},  {'\n', "\\n"},
                                                                    {'\r', "\\r"}, {'\t', "\\t"}};
      auto const short_form = short_forms.find(point);
      if (!escapes) {
        out += text.substr(i, length);
      } else if (short_form != short_forms.end() && numbers_.chance(70)) {
        out += short_form->second;
      } else if (point < 0x10000) {
        out += unit(point);
      } else {
        out += unit(0xD800 + ((point - 0x10000) >> 10));
        out += unit(0xDC00 + ((point - 0x10000) & 0x3FFU));
      }
      i += length;
    }
    return out + "\"";
  }

  random_numbers& numbers_;
  random_case_options options_;
  bool one_line_;
  bool spaces_ = false;
  bool shuffles_ = false;
  int escape_percent_ = 0;
  bool escapes_keys_ = false;
  int odd_numbers_percent_ = 0;
};

// ---------------------------------------------------------------------------------------------------
// The generator of one case
// ---------------------------------------------------------------------------------------------------

class case_maker {
 public:
  case_maker(std::uint64_t seed, naive::platform platform, random_case_options const& options)
      : case_maker(random_numbers(seed * 3 + static_cast<std::uint64_t>(platform)), platform, options) {
    case_.seed = seed;
  }

  case_maker(random_numbers numbers, naive::platform platform, random_case_options const& options)
      : numbers_(numbers), options_(options) {
    case_.platform = platform;
  }

  random_case make() {
    choose_vocabulary();
    make_target_options();
    make_patches();
    make_groups();
        // Names that refer to patches and groups come last, when these are known.
    fill_names(case_.task, case_.task_kind == "routine_maintenance");
    make_endpoint();

    json_speller groups_speller(numbers_, false, options_);
    case_.groups_json = groups_text(groups_speller);
    case_.catalog_ndjson = catalog_text();
    json_speller configuration_speller(numbers_, false, options_);
    case_.configuration_json = configuration_text(configuration_speller);
    return case_;
  }

 private:
    // --- vocabulary --------------------------------------------------------------------------------

    // Few words a case, so that records and options meet often.
  void choose_vocabulary() {
        // "\xc3\x9c" and "\xc3\xbc" are a letter outside ASCII in both cases, which stay apart (rule P4);
        // "\xc2\xa0" is a space that is no blank.
    static std::vector<std::string> const all_vendors{"Microsoft",
                                                      "Adobe",
                                                      "Mozilla",
                                                      "\xc3\x9c"
                                                      "BER",
                                                      "\xc3\xbc"
                                                      "BER",
                                                      "Adobe\xc2\xa0",
                                                      "Say \"A\\B\"",
                                                      "\xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x98\x80"};
    static std::vector<std::string> const all_families{"Reader",    "Firefox", "Windows 11", "\xc3\x96l",
                                                       "\xc3\xb6l", "a/b",     "Adobe"};
    static std::vector<std::string> const all_versions{"1", "11", "115", "x64", "DC", "1.0"};
    static std::vector<std::string> const all_distributions{"redhat", "oracle", "rocky",  "almalinux", "centos",
                                                            "suse",   "ubuntu", "debian", "amazon",    "fedora"};
    static std::vector<std::string> const all_packages{"openssl", "bash",       "kernel",
                                                       "Bash",    "libstdc++6", "caf\xc3\xa9"};
    static std::vector<int> const all_majors{7, 7, 7, 8, 8, 0, 9999};
    vendors_ = some_of(all_vendors, 2, 4);
    families_ = some_of(all_families, 1, 3);
    versions_ = some_of(all_versions, 1, 3);
    if (numbers_.chance(50)) {
            // A version that is a family too: a blank level between must not let it move up.
      versions_.push_back(families_.front());
    }
    distributions_ = some_of(all_distributions, 1, 2);
    if (numbers_.chance(60)) {
            // The special cases: no enhancement on two of them at version 7, other versions on two others.
      static std::vector<std::string> const special{"redhat", "oracle", "debian", "ubuntu"};
      distributions_.push_back(numbers_.pick(special));
    }
    if (options_.unlisted_distributions && numbers_.chance(10)) {
            // Words of no list must not fall together, nor with a listed one of other case.
      static std::vector<std::string> const unlisted{"gentoo", "mageia", "Debian", "debian ", "REDHAT"};
      distributions_.push_back(numbers_.pick(unlisted));
      distributions_.push_back(numbers_.pick(unlisted));
    }
    package_names_ = some_of(all_packages, 1, 3);
    choose_package_versions();
    majors_ = some_of(all_majors, 1, 2);
  }

  template <class T>
  std::vector<T> some_of(std::vector<T> values, int low, int high) {
    numbers_.shuffle(values);
    std::size_t const count = static_cast<std::size_t>(numbers_.between(low, high));
    values.resize(std::min(count, values.size()));
    return values;
  }

    // Versions that differ in one respect, or that RPM and dpkg order differently; a case mostly draws
    // from one such family, for two versions drawn from everything rarely come close.
  void choose_package_versions() {
    static std::vector<std::vector<std::string>> const families{
        {"1.0", "1.0-0", "0:1.0", "1.0-~1", "1.00", "1.0-00", "1.0-1", "1.0-0a", "00:1.0-0"},
        {"1.0", "1.0a", "1.0.a", "1.0+a", "1.0~a", "1.0^a", "1.0A", "1.0_a", "1.0-a", "1.0."},
        {"1", "1a", "1a1", "1a0", "1.a0", "1a01", "1ab", "1+", "1.1", "1+1", "a", "a1", "0"},
        {"1.0~", "1.0~~", "1.0", "1.0~rc1", "1.0~rc2", "1.0~rc10", "1.0~~a", "1.0.~", "1.0~1", "1.0-~"},
        {"1.0^", "1.0^^", "1.0", "1.0^1", "1.0^~1", "1.0~^1", "1.0.1", "1.0^git", "1.0.^1", "1.0^1~1"},
        {"1.0-9", "1.0-10", "1.0-9.el8", "1.0-10.el8_1", "1.0-10.el8", "1.0-1-9", "1.0-rc-1", "1.0-rc1"},
        {"1.0-1", "1.0-1ubuntu1.9", "1.0-1ubuntu1.10", "1.0-1~deb12u1", "1.0-1+deb12u1", "1.0-1.1", "1.0-1^1"},
        {"1:1.0-1", "01:1.0-1", "2.0-1", "0:3.0-1", "10:0.1-1", "9:0.2-1", "1:2:3-4", "1:2.3-4", "1:2-5"},
        {"1.18446744073709551616", "1.18446744073709551617", "1.0", "1.4294967296", "1.4294967297",
         "1.018446744073709551616", "18446744073709551616:1.0", "18446744073709551617:0.1", "1:1.0"}};
    if (numbers_.chance(75)) {
      std::vector<std::string> const family = numbers_.pick(families);
      package_versions_ = some_of(family, 2, 6);
    } else {
      for (int i = 0; i < 6; ++i) {
        package_versions_.push_back(numbers_.pick(numbers_.pick(families)));
      }
    }
  }

  std::string with_other_case(std::string text) {
    for (char& c : text) {
      if (c >= 'a' && c <= 'z' && numbers_.chance(40)) {
        c = static_cast<char>(c - 'a' + 'A');
      } else if (c >= 'A' && c <= 'Z' && numbers_.chance(40)) {
        c = static_cast<char>(c - 'A' + 'a');
      }
    }
    return text;
  }

  std::string blanks() {
    static std::vector<std::string> const some{" ", "\t", "  ", " \t", "\t "};
    return numbers_.pick(some);
  }

    // The same part of a path in another spelling; now and then a different part that looks alike.
  std::string respelled(std::string part) {
    if (numbers_.chance(30)) {
      part = with_other_case(part);
    }
    if (numbers_.chance(15)) {
      part = blanks() + part;
    }
    if (numbers_.chance(15)) {
      part += blanks();
    }
    if (numbers_.chance(2)) {
      part += numbers_.chance(50) ? "\xc2\xa0" : "\n";
    }
    return part;
  }

    // --- the task ----------------------------------------------------------------------------------

    // One value of a scale that is often at an end.
  int threshold(int low, int high) {
    int const form = numbers_.between(0, 9);
    return form == 0 ? low : form == 1 ? high : numbers_.between(low, high);
  }

  std::set<level> ticked_levels(bool with_unassigned) {
    std::set<level> out;
    if (numbers_.chance(15)) {
      out.insert(level::critical);  // what a console starts with (rule D6)
      return out;
    }
    if (numbers_.chance(8)) {
      return out;  // rule D4
    }
    for (level const l : {level::critical, level::important, level::moderate, level::low}) {
      if (numbers_.chance(45)) {
        out.insert(l);
      }
    }
    if (with_unassigned && numbers_.chance(40)) {
      out.insert(level::unassigned);
    }
    return out;
  }

    // Everything of a task but the names of groups and packages.
  naive::task random_task(naive::platform platform) {
    naive::task t;
    t.platform = platform;
    t.enabled = true;
    if (numbers_.chance(4)) {
      return t;  // no option on (rule D4)
    }
    if (platform == naive::platform::linux_os && numbers_.chance(15)) {
      t.all_missing = true;
      return t;
    }
    if (platform == naive::platform::windows && numbers_.chance(50)) {
      risk_option risk;
      if (numbers_.chance(55)) {
        risk.vrr_at_least = threshold(0, 1000);
      }
      if (numbers_.chance(55)) {
        risk.cvss_at_least = threshold(1, 100);
      }
      risk.exploited = numbers_.chance(40);
      t.risk = risk;
    }
    if (numbers_.chance(70)) {
      severity_option severity;
      severity.security = ticked_levels(platform != naive::platform::linux_os);
      if (platform == naive::platform::windows) {
        severity.non_security = ticked_levels(true);
      } else if (platform == naive::platform::mac) {
        severity.mac_non_security = numbers_.chance(50);
      } else {
        severity.bug_fix = numbers_.chance(40);
        severity.enhancement = numbers_.chance(60);
      }
      t.severity = severity;
    }
    if (numbers_.chance(65)) {
      t.patch_groups = groups_option{};
    }
    if (platform == naive::platform::windows && numbers_.chance(60)) {
      t.enablement_packages = std::vector<std::string>{};
    }
    if (platform == naive::platform::windows && numbers_.chance(45)) {
      t.products = random_tree();
    }
    return t;
  }

  product_tree random_tree() {
    product_tree tree;
    tree.select_all = numbers_.chance(55);
    if (numbers_.chance(10)) {
      return tree;
    }
    std::set<product_path> used;
    int const nodes = numbers_.between(1, 7);
    for (int i = 0; i < nodes; ++i) {
      int const form = numbers_.between(0, 9);
      product_path path{respelled(numbers_.pick(vendors_))};
      if (form >= 5) {
        path.push_back(respelled(numbers_.pick(families_)));
      }
      if (form >= 8) {
        path.push_back(respelled(numbers_.pick(versions_)));
      }
            // A node given twice, in whatever spelling and in either list, is a reading error.
      if (!used.insert(normalized_path(path)).second) {
        continue;
      }
            // Mostly against the root; the others are redundant or exceptions within exceptions.
      bool const against_root = numbers_.chance(60);
      (against_root == tree.select_all ? tree.cleared : tree.selected).push_back(path);
    }
    return tree;
  }

  void make_target_options() {
    case_.task_kind = "routine_maintenance";
    if (case_.platform == naive::platform::windows && numbers_.chance(35)) {
      case_.task_kind = numbers_.chance(50) ? "priority_updates" : "zero_day_response";
    }
    case_.task = random_task(case_.platform);
    case_.task.scan_preview_patches = numbers_.chance(45);
  }

    // Group and package names of a task that has these options.
  void fill_names(naive::task& t, bool routine_maintenance) {
    t.routine_maintenance = routine_maintenance;
    if (!routine_maintenance) {
      t.enablement_packages.reset();
    }
    if (t.enablement_packages && !numbers_.chance(8)) {
      for (patch const& p : case_.patches) {
        bool const offered = p.kind == kind::enablement;
        if (!numbers_.chance(offered ? 55 : 8)) {
          continue;
        }
        t.enablement_packages->push_back(p.bulletin && numbers_.chance(40) ? *p.bulletin : p.id);
      }
      if (numbers_.chance(15)) {
        t.enablement_packages->push_back(unknown_name());
      }
      numbers_.shuffle(*t.enablement_packages);
    }
    if (t.patch_groups && !numbers_.chance(6)) {
      std::vector<std::string> names;
      for (group const& g : case_.groups) {
        names.push_back(g.name);
      }
            // Groups that no file has; a name twice in one list, or in both, is a reading error.
      static std::vector<std::string> const others{"No such group", "approved", "Approved "};
      for (std::string const& name : others) {
        if (numbers_.chance(12) && !contains(names, name)) {
          names.push_back(name);
        }
      }
      numbers_.shuffle(names);
      for (std::string const& name : names) {
        int const choice = numbers_.between(0, 9);
        if (choice < 5) {
          t.patch_groups->include.push_back(name);
        } else if (choice < 8 && t.platform == naive::platform::windows) {
          t.patch_groups->exclude.push_back(name);
        }
      }
    }
  }

  void make_endpoint() {
    if (case_.platform != naive::platform::linux_os) {
      return;
    }
    if (numbers_.chance(50)) {
      case_.endpoint.distribution = numbers_.pick(distributions_);
    }
    if (numbers_.chance(50)) {
      case_.endpoint.major_version = numbers_.pick(majors_);
    }
  }

    // --- the catalog -------------------------------------------------------------------------------

  std::string two_digits(std::size_t value) {
    std::string out = std::to_string(value);
    return out.size() < 2 ? "0" + out : out;
  }

    // Ids that are alike, ids that need escapes, plain ids.
  std::string random_id(std::size_t index) {
    std::string const n = two_digits(index);
    switch (numbers_.below(30)) {
      case 0: return "kb" + n;
      case 1: return "KB" + n + " ";
      case 2: return "KB\xc3\xa9" + n;
      case 3: return "\xf0\x9f\x98\x80" + n;
      case 4: return "KB\"" + n + "\"";
      case 5: return "KB\\" + n;
      case 6: return "KB\t\r\n" + n;
      case 7: return "KB\b\f\x01\x1f" + n;
      case 8: return std::string("KB\0", 3) + n;
      case 9: return "KB" + n + ":windows-10-22h2-x64";
      case 10: return "KB/" + n;
      case 11: return "\xef\xbf\xbd\xe2\x82\xac" + n;
      default: return "KB" + n;
    }
  }

    // An id or bulletin that probably no record has.
  std::string unknown_name() {
    if (!case_.patches.empty() && numbers_.chance(50)) {
      std::string const id = numbers_.pick(case_.patches).id;
      return numbers_.chance(50) ? with_other_case(id) : id + " ";
    }
    return numbers_.chance(50) ? "NOWHERE" : "KB99";
  }

  std::optional<std::string> path_part(std::vector<std::string> const& words, int missing_percent) {
    if (numbers_.chance(missing_percent)) {
      int const form = numbers_.between(0, 9);
      if (form < 6) {
        return std::nullopt;
      }
      return form < 8 ? std::string() : blanks();
    }
    return respelled(numbers_.pick(words));
  }

    // A score that is often exactly at a threshold, or next to it.
  int score(std::optional<int> const& threshold_value, int high) {
    int const form = numbers_.between(0, 9);
    if (threshold_value && form < 4) {
      return std::clamp(*threshold_value + numbers_.between(-1, 1), 0, high);
    }
    return form == 4 ? 0 : form == 5 ? high : numbers_.between(0, high);
  }

  std::vector<cve> random_cves(std::optional<int> const& threshold_value) {
    std::vector<cve> out;
    if (numbers_.chance(45)) {
      return out;
    }
    int const count = numbers_.between(1, 3);
    for (int i = 0; i < count; ++i) {
      cve c;
            // Any string is an id of a vulnerability, and records share them.
      c.id = numbers_.chance(5) ? "GHSA-\xc3\xa9\"" : "CVE-2026-";
      c.id += std::to_string(numbers_.between(0, 4) * 3 + i);
      c.exploited = numbers_.chance(10);
      if (!numbers_.chance(30)) {
        std::vector<cvss_version> versions{cvss_version::v2_0, cvss_version::v3_0, cvss_version::v3_1,
                                           cvss_version::v4_0};
        numbers_.shuffle(versions);
        versions.resize(static_cast<std::size_t>(numbers_.between(1, 4)));
        for (cvss_version const v : versions) {
          cvss_score s;
          s.version = v;
          s.tenths = score(threshold_value, 100);
          c.cvss.push_back(s);
        }
      }
      out.push_back(c);
    }
    return out;
  }

  std::optional<kind> random_kind(naive::platform platform) {
    static std::vector<kind> const windows{kind::security, kind::security,     kind::security,     kind::security,
                                           kind::security, kind::non_security, kind::non_security, kind::non_security,
                                           kind::bug_fix,  kind::enhancement,  kind::enablement,   kind::enablement};
    static std::vector<kind> const linux_kinds{
        kind::security,    kind::security,    kind::security,    kind::security,     kind::bug_fix,   kind::bug_fix,
        kind::enhancement, kind::enhancement, kind::enhancement, kind::non_security, kind::enablement};
    if (numbers_.chance(8)) {
      return std::nullopt;
    }
    return numbers_.pick(platform == naive::platform::linux_os ? linux_kinds : windows);
  }

  patch random_patch(naive::platform platform, std::string const& id, bool with_previews) {
    static std::vector<level> const levels{level::critical, level::important, level::moderate, level::low,
                                           level::unassigned};
    static std::vector<std::string> const dates{"2024-01-09", "2024-02-29", "2000-02-29", "2026-12-31", "1999-04-30"};
    static std::vector<std::string> const reboots{"required", "maybe", "no"};
    patch p;
    p.id = id;
    p.platform = platform;
    if (numbers_.chance(55)) {
            // Shared bulletins; now and then one that is the id of a record, perhaps this one.
      p.bulletin = "KB" + two_digits(numbers_.chance(15) ? numbers_.below(30) : 100 + numbers_.below(8));
    }
    p.vendor = path_part(vendors_, 10);
    p.family = path_part(families_, 18);
    p.version = path_part(versions_, 25);
    if (numbers_.chance(15)) {
      p.title = "A \"title\" with \\ and \xc3\xa9";
    }
    p.kind = random_kind(platform);
    if (numbers_.chance(80)) {
      p.severity = numbers_.pick(levels);
    }
    if (numbers_.chance(20)) {
      p.released = numbers_.pick(dates);
    }
    std::optional<int> vrr_threshold;
    std::optional<int> cvss_threshold;
    if (case_.task.risk) {
      vrr_threshold = case_.task.risk->vrr_at_least;
      cvss_threshold = case_.task.risk->cvss_at_least;
    }
    p.cves = random_cves(cvss_threshold);
    p.exploited = numbers_.chance(10);
    if (numbers_.chance(55)) {
      p.vrr = score(vrr_threshold, 1000);
    }
    p.preview = with_previews && numbers_.chance(30);
    p.operating_system = numbers_.chance(10);
    if (numbers_.chance(25)) {
      p.reboot = numbers_.pick(reboots);
    }
        // Elsewhere than on Linux these keys are checked and ignored.
    if (platform == naive::platform::linux_os || numbers_.chance(5)) {
      if (numbers_.chance(60)) {
        int const count = numbers_.between(1, 3);
        for (int i = 0; i < count; ++i) {
          package q;
          q.name = numbers_.pick(package_names_);
          q.version = numbers_.pick(package_versions_);
          p.packages.push_back(q);
        }
      }
      if (numbers_.chance(65)) {
        p.distribution = numbers_.pick(distributions_);
      }
      if (numbers_.chance(60)) {
        p.major_version = numbers_.pick(majors_);
      }
    }
    return p;
  }

    // A few edges from every record to ids of all sorts.
  std::vector<std::string> random_edges(patch const& from, int edge_percent) {
    std::vector<std::string> out;
    while (out.size() < 6 && numbers_.chance(edge_percent)) {
      int const form = numbers_.between(0, 99);
      patch const to = numbers_.pick(case_.patches);
      if (form < 5) {
        out.push_back(from.id);
      } else if (form < 12) {
        out.push_back(unknown_name());
      } else if (form < 18 && to.bulletin) {
        out.push_back(*to.bulletin);
      } else if (form < 23 && !out.empty()) {
        out.push_back(numbers_.pick(out));
      } else if (form < 28) {
        out.push_back(to.id);  // of any platform
      } else {
                // Of the same platform; there is one, this record itself.
        patch same = to;
        while (same.platform != from.platform) {
          same = numbers_.pick(case_.patches);
        }
        out.push_back(same.id);
      }
    }
    return out;
  }

  void make_patches() {
    std::size_t const count =
        std::min<std::size_t>(numbers_.chance(5) ? 60 : numbers_.below(31), options_.most_patches);
    int const other_percent = numbers_.chance(40) ? 0 : 15;
    bool const with_previews = numbers_.chance(65);
    std::set<std::string> used;
    for (std::size_t i = 0; i < count; ++i) {
      naive::platform platform = case_.platform;
      if (numbers_.chance(other_percent)) {
        static std::vector<naive::platform> const all{naive::platform::windows, naive::platform::mac,
                                                      naive::platform::linux_os};
        platform = numbers_.pick(all);
      }
      std::string id = random_id(i);
      if (numbers_.chance(8) && i > 0) {
        id = random_id(i - 1);  // looks like its neighbor
      }
      if (!used.insert(id).second) {
        id = "R" + two_digits(i);
        used.insert(id);
      }
      case_.patches.push_back(random_patch(platform, id, with_previews));
    }

        // Chains in the order of making, whatever the order in the file will be; then edges at random,
        // which may close them to cycles.
    static std::vector<int> const densities{0, 10, 20, 25, 40, 55};
    int const edge_percent = numbers_.pick(densities);
    int const chain_percent = numbers_.chance(50) ? 0 : numbers_.chance(50) ? 30 : 70;
    bool const closes = numbers_.chance(30);
    for (std::size_t i = 0; i < case_.patches.size(); ++i) {
      patch& p = case_.patches[i];
      p.supersedes = random_edges(p, edge_percent);
      if (i > 0 && numbers_.chance(chain_percent)) {
        p.supersedes.push_back(case_.patches[i - 1].id);
      }
            // A short cycle, with whatever hangs above and below it.
      if (closes && i + 2 < case_.patches.size() && numbers_.chance(10)) {
        p.supersedes.push_back(case_.patches[i + 2].id);
      }
      if (p.platform == naive::platform::linux_os || numbers_.chance(5)) {
        p.depends_on = random_edges(p, 25);
      }
    }
    numbers_.shuffle(case_.patches);
  }

    // --- groups ------------------------------------------------------------------------------------

  void make_groups() {
        // Compared exactly: by case, by blanks, and composed or decomposed.
    std::vector<std::string> names{"Approved",    "Known bad",    "G",
                                   "g",           "G ",           "a \"quoted\\\" name",
                                   "Caf\xc3\xa9", "Cafe\xcc\x81", "\xf0\x9f\x98\x80"};
    numbers_.shuffle(names);
    names.resize(static_cast<std::size_t>(numbers_.chance(8) ? 0 : numbers_.between(1, 5)));
    for (std::string const& name : names) {
      group g;
      g.name = name;
      static std::vector<int> const fills{0, 8, 15, 30, 30, 60};
      int const fill = numbers_.pick(fills);
      for (patch const& p : case_.patches) {
        if (!numbers_.chance(fill)) {
          continue;
        }
        g.patches.push_back(p.bulletin && numbers_.chance(40) ? *p.bulletin : p.id);
      }
      if (numbers_.chance(25)) {
        g.patches.push_back(unknown_name());
      }
      if (!g.patches.empty() && numbers_.chance(20)) {
        g.patches.push_back(numbers_.pick(g.patches));
      }
      numbers_.shuffle(g.patches);
      case_.groups.push_back(g);
    }
  }

    // --- texts -------------------------------------------------------------------------------------

  std::string groups_text(json_speller& json) {
    std::vector<std::string> groups;
    for (group const& g : case_.groups) {
      groups.push_back(json.object({{"name", json.string(g.name)}, {"patches", json.strings(g.patches)}}));
    }
    std::string const format = json.string("patchpolicy/groups/1");
    return document(json, json.object({{"format", format}, {"groups", json.array(groups)}}));
  }

  std::string document(json_speller& json, std::string const& value) {
    std::string out = numbers_.chance(5) ? "\xef\xbb\xbf" : "";
    out += json.gap();
    out += value;
    out += json.gap();
    return out;
  }

  std::string catalog_text() {
    json_speller json(numbers_, true, options_);
    std::string const end = numbers_.chance(8) ? "\r\n" : "\n";
    int const blank_percent = numbers_.chance(10) ? 20 : 0;
    std::string out = numbers_.chance(5) ? "\xef\xbb\xbf" : "";
    for (std::size_t i = 0; i < case_.patches.size(); ++i) {
      if (numbers_.chance(blank_percent)) {
        out += options_.lines_of_blanks && numbers_.chance(30) ? " \t" : "";
        out += end;
      }
      out += json.gap();
      out += record(json, case_.patches[i]);
      out += json.gap();
            // The last line may lack its end.
      if (i + 1 < case_.patches.size() || numbers_.chance(90)) {
        out += end;
      }
    }
    return out;
  }

    // Adds a list, which may be left away if it is empty.
  void add_strings(json_speller& json, json_speller::members& m, std::string const& key,
                   std::vector<std::string> const& values) {
    if (!values.empty() || numbers_.chance(10)) {
      m.emplace_back(key, json.strings(values));
    }
  }

    // Adds a boolean, which may be left away if it is false.
  void add_boolean(json_speller::members& m, std::string const& key, bool value) {
    if (value || numbers_.chance(20)) {
      m.emplace_back(key, json_speller::boolean(value));
    }
  }

  static void add_string(json_speller& json, json_speller::members& m, std::string const& key,
                         std::optional<std::string> const& value) {
    if (value) {
      m.emplace_back(key, json.string(*value));
    }
  }

  std::string record(json_speller& json, patch const& p) {
    json_speller::members m;
    m.emplace_back("id", json.string(p.id));
    add_string(json, m, "bulletin", p.bulletin);
    m.emplace_back("platform", json.string(name_of(p.platform)));
    add_string(json, m, "vendor", p.vendor);
    add_string(json, m, "family", p.family);
    add_string(json, m, "version", p.version);
    add_string(json, m, "title", p.title);
    if (p.kind) {
      m.emplace_back("kind", json.string(name_of(*p.kind)));
    }
    if (p.severity) {
      m.emplace_back("severity", json.string(name_of(*p.severity)));
    }
    add_string(json, m, "released", p.released);
    if (!p.cves.empty() || numbers_.chance(10)) {
      std::vector<std::string> cves;
      for (cve const& c : p.cves) {
        json_speller::members fields;
        fields.emplace_back("id", json.string(c.id));
        if (!c.cvss.empty() || numbers_.chance(50)) {
          std::vector<std::string> scores;
          for (cvss_score const& s : c.cvss) {
            std::string const version = json.string(name_of(s.version));
            scores.push_back(json.object({{"version", version}, {"score", json.number(s.tenths, 1)}}));
          }
          fields.emplace_back("cvss", json.array(scores));
        }
        add_boolean(fields, "exploited", c.exploited);
        cves.push_back(json.object(fields));
      }
      m.emplace_back("cves", json.array(cves));
    }
    add_boolean(m, "exploited", p.exploited);
    if (p.vrr) {
      m.emplace_back("vrr", json.number(*p.vrr, 2));
    }
    add_boolean(m, "preview", p.preview);
    add_boolean(m, "operating_system", p.operating_system);
    add_strings(json, m, "supersedes", p.supersedes);
    add_string(json, m, "reboot", p.reboot);
    if (!p.packages.empty() || numbers_.chance(5)) {
      std::vector<std::string> packages;
      for (package const& q : p.packages) {
        std::string const name = json.string(q.name);
        packages.push_back(json.object({{"name", name}, {"version", json.string(q.version)}}));
      }
      m.emplace_back("packages", json.array(packages));
    }
    if (!p.depends_on.empty() || numbers_.chance(5)) {
      m.emplace_back("depends_on", json.strings(p.depends_on));
    }
    add_string(json, m, "distribution", p.distribution);
    if (p.major_version) {
      m.emplace_back("major_version", json.integer(*p.major_version));
    }
        // Only a catalog record ignores unknown keys, at its top level.
    if (numbers_.chance(4)) {
      m.emplace_back("x_host", "{\"id\":[1.25e3,null,true,{\"platform\":\"\\ud83d\\ude00\"}]}");
    }
    return json.object(m);
  }

  std::string weekday(json_speller& json) {
    static std::vector<std::string> const days{"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
    return json.string(numbers_.pick(days));
  }

  std::string schedule(json_speller& json, naive::platform platform) {
    json_speller::members recurrence;
        // Rule S10: a monthly run on day 1 limits staging, so it has none here.
    bool may_stage = platform != naive::platform::linux_os;
    switch (numbers_.below(4)) {
      case 0: recurrence.emplace_back("kind", json.string("daily")); break;
      case 1: {
        recurrence.emplace_back("kind", json.string("weekly"));
        std::vector<std::string> days;
        int const count = numbers_.between(1, 5);
        for (int i = 0; i < count; ++i) {
          days.push_back(weekday(json));  // repeats are harmless
        }
        recurrence.emplace_back("weekdays", json.array(days));
        break;
      }
      case 2: recurrence.emplace_back("kind", json.string("patch_tuesday")); break;
      default: {
        recurrence.emplace_back("kind", json.string("monthly"));
        bool const with_day = numbers_.chance(80);
        if (with_day) {
          json_speller::members on;
          int const form = numbers_.between(0, 2);
          if (form == 0) {
            int const day = numbers_.between(1, 31);
            may_stage = may_stage && day != 1;
            on.emplace_back("day", json.integer(day));
            if (numbers_.chance(40)) {
              on.emplace_back("short_month", json.string(numbers_.chance(50) ? "skip" : "last_day"));
            }
          } else if (form == 1) {
            on.emplace_back("day", json.string("last"));
          } else {
            static std::vector<std::string> const weeks{"first", "second", "third", "fourth", "fifth", "last"};
            on.emplace_back("week", json.string(numbers_.pick(weeks)));
            on.emplace_back("weekday", weekday(json));
          }
          recurrence.emplace_back("on", json.object(on));
          if (numbers_.chance(40)) {
            recurrence.emplace_back("delay_days", json.integer(numbers_.between(0, 30)));
          }
        }
        if (!with_day || numbers_.chance(30)) {
          recurrence.emplace_back("also_days_after_patch_tuesday", json.integer(numbers_.between(0, 30)));
        }
      }
    }
    json_speller::members m;
    m.emplace_back("recurrence", json.object(recurrence));
    std::string at = two_digits(numbers_.below(24)) + ":";
    at += two_digits(numbers_.below(60));
    m.emplace_back("at", json.string(at));
    add_boolean(m, "run_on_boot_if_missed", numbers_.chance(50));
    if (may_stage && numbers_.chance(30)) {
      m.emplace_back("stage_hours_before", json.integer(numbers_.between(1, 23)));
    }
    if (numbers_.chance(15)) {
      static std::vector<std::string> const gaps{"next_valid", "shift_forward", "skip"};
      json_speller::members change;
      if (numbers_.chance(70)) {
        change.emplace_back("gap", json.string(numbers_.pick(gaps)));
      }
      if (numbers_.chance(70)) {
        change.emplace_back("fold", json.string(numbers_.chance(50) ? "first" : "second"));
      }
      m.emplace_back("clock_change", json.object(change));
    }
    return json.object(m);
  }

  std::string user(json_speller& json) {
    json_speller::members m;
    if (numbers_.chance(50)) {
      m.emplace_back("force_after_minutes", json.integer(numbers_.between(1, 10080)));
    }
    add_boolean(m, "warn_at_logoff", numbers_.chance(50));
    if (numbers_.chance(60)) {
      int const countdown = numbers_.between(1, 1440);
      m.emplace_back("countdown_minutes", json.integer(countdown));
      if (numbers_.chance(50)) {
                // Below the countdown it would be an error.
        m.emplace_back("extend_up_to_minutes", json.integer(numbers_.between(countdown, 1440)));
      }
      add_boolean(m, "may_cancel_timeout", numbers_.chance(50));
      add_boolean(m, "may_cancel_restart", numbers_.chance(50));
    }
    return json.object(m);
  }

  std::string reboot(json_speller& json, naive::platform platform) {
    json_speller::members m;
    if (platform == naive::platform::windows) {
      if (numbers_.chance(50)) {
        json_speller::members before;
        if (numbers_.chance(50)) {
          before.emplace_back("user", user(json));
        }
        m.emplace_back("before", json.object(before));
      }
      if (numbers_.chance(50)) {
        json_speller::members after;
        after.emplace_back("when", json.string(numbers_.chance(50) ? "always" : "if_required"));
        if (numbers_.chance(50)) {
          after.emplace_back("user", user(json));
        }
        m.emplace_back("after", json.object(after));
      }
      return json.object(m);
    }
    bool const mac = platform == naive::platform::mac;
    add_boolean(m, mac ? "always_after_update" : "after_if_required", numbers_.chance(50));
    if (numbers_.chance(50)) {
      m.emplace_back("user", user(json));
    }
    return json.object(m);
  }

  std::string levels(json_speller& json, std::set<level> const& ticked) {
    std::vector<std::string> names;
    for (level const l : ticked) {
      names.push_back(name_of(l));
    }
    if (!names.empty() && numbers_.chance(10)) {
      names.push_back(numbers_.pick(names));  // a repeat is harmless
    }
    numbers_.shuffle(names);
    return json.strings(names);
  }

  std::string paths(json_speller& json, std::vector<product_path> const& nodes) {
    std::vector<std::string> texts;
    for (product_path const& node : nodes) {
      texts.push_back(json.strings(node));
    }
    return json.array(texts);
  }

  std::string deploy(json_speller& json, naive::task const& t) {
    json_speller::members m;
    if (t.all_missing) {
      m.emplace_back("all_missing", "true");
      return json.object(m);
    }
    if (t.platform == naive::platform::linux_os && numbers_.chance(10)) {
      m.emplace_back("all_missing", "false");  // as good as absent
    }
    if (t.risk) {
      json_speller::members risk;
      if (t.risk->vrr_at_least) {
        risk.emplace_back("vrr_at_least", json.number(*t.risk->vrr_at_least, 2));
      }
      if (t.risk->cvss_at_least) {
        risk.emplace_back("cvss_at_least", json.number(*t.risk->cvss_at_least, 1));
      }
      add_boolean(risk, "exploited", t.risk->exploited);
      m.emplace_back("risk", json.object(risk));
    }
    if (t.severity) {
      json_speller::members severity;
      severity.emplace_back("security", levels(json, t.severity->security));
      if (t.platform == naive::platform::windows) {
        if (!t.severity->non_security.empty() || numbers_.chance(50)) {
          severity.emplace_back("non_security", levels(json, t.severity->non_security));
        }
      } else if (t.platform == naive::platform::mac) {
        add_boolean(severity, "non_security", t.severity->mac_non_security);
      } else {
        add_boolean(severity, "bug_fix", t.severity->bug_fix);
        add_boolean(severity, "enhancement", t.severity->enhancement);
      }
      m.emplace_back("severity", json.object(severity));
    }
    if (t.patch_groups) {
      json_speller::members names;
      add_strings(json, names, "include", t.patch_groups->include);
      if (t.platform == naive::platform::windows) {
        add_strings(json, names, "exclude", t.patch_groups->exclude);
      }
      m.emplace_back("patch_groups", json.object(names));
    }
    if (t.enablement_packages) {
      m.emplace_back("enablement_packages", json.strings(*t.enablement_packages));
    }
    if (t.products) {
      json_speller::members products;
      products.emplace_back("select_all", json_speller::boolean(t.products->select_all));
      if (!t.products->selected.empty() || numbers_.chance(10)) {
        products.emplace_back("selected", paths(json, t.products->selected));
      }
      if (!t.products->cleared.empty() || numbers_.chance(10)) {
        products.emplace_back("cleared", paths(json, t.products->cleared));
      }
      m.emplace_back("products", json.object(products));
    }
    return json.object(m);
  }

    // Whether a task has an option, in which case its `deploy` cannot be left away.
  static bool has_options(naive::task const& t) {
    return t.all_missing || t.risk || t.severity || t.patch_groups || t.enablement_packages || t.products;
  }

  std::string task_text(json_speller& json, naive::task const& t) {
    json_speller::members m;
    m.emplace_back("enabled", json_speller::boolean(t.enabled));
    if (t.enabled || numbers_.chance(50)) {
      m.emplace_back("schedule", schedule(json, t.platform));
    }
    if (has_options(t) || numbers_.chance(70)) {
      m.emplace_back("deploy", deploy(json, t));
    }
    if (numbers_.chance(40)) {
      m.emplace_back("reboot", reboot(json, t.platform));
    }
    return json.object(m);
  }

    // The texts of a task that is not the one under test; it must not matter. Empty: absent.
  std::string other_task_text(json_speller& json, naive::platform platform, bool routine_maintenance) {
    if (numbers_.chance(40)) {
      return "";
    }
    naive::task t = random_task(platform);
    t.enabled = numbers_.chance(60);
    fill_names(t, routine_maintenance);
    return task_text(json, t);
  }

  std::string configuration_text(json_speller& json) {
        // Rule T3: off in one way or another. Only a task that keeps its options has any to ignore.
    bool target_absent = false;
    bool platform_absent = false;
    int const off = numbers_.between(0, 99);
    if (off < 10) {
      naive::task none;
      none.platform = case_.task.platform;
      none.scan_preview_patches = case_.task.scan_preview_patches;
      none.routine_maintenance = case_.task.routine_maintenance;
      if (off < 5) {
        case_.task.enabled = false;
      } else {
        case_.task = none;
        target_absent = off >= 7;
        platform_absent = off >= 9;
      }
    }

    json_speller::members m;
    m.emplace_back("format", json.string("patchpolicy/configuration/1"));
    m.emplace_back("name", json.string("Random \xc3\xa9 \"" + std::to_string(case_.seed) + "\""));
    if (numbers_.chance(30)) {
      m.emplace_back("comment", json.string("no\ncomment \xf0\x9f\x98\x80"));
    }
    add_boolean(m, "scan_preview_patches", case_.task.scan_preview_patches);
    for (naive::platform const platform : {naive::platform::windows, naive::platform::mac, naive::platform::linux_os}) {
      bool const here = platform == case_.platform;
      if (here ? platform_absent : numbers_.chance(40)) {
        continue;
      }
      std::vector<std::string> kinds{"routine_maintenance"};
      if (platform == naive::platform::windows) {
        kinds.push_back("priority_updates");
        kinds.push_back("zero_day_response");
      }
      json_speller::members tasks;
      for (std::string const& task_kind : kinds) {
        std::string text;
        if (!here || task_kind != case_.task_kind) {
          text = other_task_text(json, platform, task_kind == "routine_maintenance");
        } else if (!target_absent) {
          text = task_text(json, case_.task);
        }
        if (!text.empty()) {
          tasks.emplace_back(task_kind, text);
        }
      }
      m.emplace_back(name_of(platform), json.object(tasks));
    }
    return document(json, json.object(m));
  }

  random_numbers numbers_;
  random_case_options options_;
  random_case case_;
  std::vector<std::string> vendors_;
  std::vector<std::string> families_;
  std::vector<std::string> versions_;
  std::vector<std::string> distributions_;
  std::vector<std::string> package_names_;
  std::vector<std::string> package_versions_;
  std::vector<int> majors_;
};

// ---------------------------------------------------------------------------------------------------
// The functions, and a count
// ---------------------------------------------------------------------------------------------------

inline random_case make_random_case(std::uint64_t seed, platform p, random_case_options const& options = {}) {
  return case_maker(seed, p, options).make();
}

inline random_case make_random_case(random_numbers numbers, platform p, random_case_options const& options = {}) {
  return case_maker(numbers, p, options).make();
}

// How many lines name each rule; besides the rules of selection and stops there are "deploys",
// "unknown" and "installs". Quotes inside of strings are escaped, so that a plain search is enough.
inline std::map<std::string, std::size_t> count_rules(std::vector<std::string> const& lines) {
  static std::vector<std::string> const rules{
      "all_missing",    "risk_vrr",   "risk_cvss",       "risk_exploited",      "severity",
      "patch_group",    "enablement", "dependency",      "invisible_preview",   "excluded_group",
      "product_filter", "not_latest", "nothing_selects", "replaced_by_selected"};
  std::map<std::string, std::size_t> counts;
  for (std::string const& text : lines) {
    for (std::string const& rule : rules) {
      if (text.find("{\"rule\":\"" + rule + "\"") != std::string::npos) {
        ++counts[rule];
      }
    }
    static std::vector<std::string> const keys{"\"deploys\":true", "\"unknown\":", "\"installs\":"};
    for (std::string const& key : keys) {
      if (text.find("," + key) != std::string::npos) {
        ++counts[key.substr(1, key.find('"', 1) - 1)];
      }
    }
  }
  return counts;
}

}  // namespace naive

#endif
