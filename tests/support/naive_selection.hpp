// SPDX-License-Identifier: BSL-1.0

// A second implementation of the selection rules, for the tests to compare with. It was written from
// the rules and the interchange formats alone, shares no code with the library, and is meant to be
// obviously right rather than fast: every question is answered by the plainest loop that answers it.
// Rules are cited as in the specification: rule D7, rule P2 and so on.

#ifndef PATCHPOLICY_TESTS_SUPPORT_NAIVE_SELECTION_HPP
#define PATCHPOLICY_TESTS_SUPPORT_NAIVE_SELECTION_HPP

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace naive {

// ---------------------------------------------------------------------------------------------------
// Values
// ---------------------------------------------------------------------------------------------------

// `linux` alone is a macro of compilers in GNU mode.
enum class platform { windows, mac, linux_os };

enum class level { critical, important, moderate, low, unassigned };

enum class kind { security, non_security, bug_fix, enhancement, enablement };

enum class cvss_version { v2_0, v3_0, v3_1, v4_0 };  // oldest first, as rule D5 orders them

struct cvss_score {
  cvss_version version = cvss_version::v3_1;
  int tenths = 0;

  friend bool operator==(cvss_score const&, cvss_score const&) = default;
};

struct cve {
  std::string id;
  std::vector<cvss_score> cvss;
  bool exploited = false;

  friend bool operator==(cve const&, cve const&) = default;
};

struct package {
  std::string name;
  std::string version;

  friend bool operator==(package const&, package const&) = default;
};

// One record of a catalog. `title`, `released`, `operating_system` and `reboot` do not matter to the
// selection; they are here so that a reader's result can be compared as a whole.
struct patch {
  std::string id;
  std::optional<std::string> bulletin;
  naive::platform platform = naive::platform::windows;
  std::optional<std::string> vendor;
  std::optional<std::string> family;
  std::optional<std::string> version;
  std::optional<std::string> title;
  std::optional<naive::kind> kind;
  std::optional<level> severity;
  std::optional<std::string> released;
  std::vector<cve> cves;
  bool exploited = false;
  std::optional<int> vrr;  // hundredths
  bool preview = false;
  bool operating_system = false;
  std::vector<std::string> supersedes;
  std::optional<std::string> reboot;
  std::vector<package> packages;
  std::vector<std::string> depends_on;
  std::optional<std::string> distribution;
  std::optional<int> major_version;

  friend bool operator==(patch const&, patch const&) = default;
};

struct group {
  std::string name;
  std::vector<std::string> patches;  // ids or bulletins

  friend bool operator==(group const&, group const&) = default;
};

struct endpoint {
  std::optional<std::string> distribution;
  std::optional<int> major_version;

  friend bool operator==(endpoint const&, endpoint const&) = default;
};

struct risk_option {
  std::optional<int> vrr_at_least;   // hundredths
  std::optional<int> cvss_at_least;  // tenths
  bool exploited = false;

  friend bool operator==(risk_option const&, risk_option const&) = default;
};

struct severity_option {
  std::set<level> security;
  std::set<level> non_security;   // Windows: levels
  bool mac_non_security = false;  // Mac: one tick
  bool bug_fix = false;           // Linux
  bool enhancement = false;       // Linux

  friend bool operator==(severity_option const&, severity_option const&) = default;
};

// The order of the names is the configuration's; verdicts keep it.
struct groups_option {
  std::vector<std::string> include;
  std::vector<std::string> exclude;

  friend bool operator==(groups_option const&, groups_option const&) = default;
};

using product_path = std::vector<std::string>;  // one to three parts, spelled as in the configuration

struct product_tree {
  bool select_all = false;
  std::vector<product_path> selected;
  std::vector<product_path> cleared;

  friend bool operator==(product_tree const&, product_tree const&) = default;
};

struct task {
  naive::platform platform = naive::platform::windows;
  bool enabled = false;
  bool scan_preview_patches = false;  // the configuration's setting, copied into the task
  bool routine_maintenance = true;    // only this task of Windows has an enablement list
  std::optional<risk_option> risk;
  std::optional<severity_option> severity;
  std::optional<groups_option> patch_groups;
  std::optional<std::vector<std::string>> enablement_packages;
  std::optional<product_tree> products;
  bool all_missing = false;  // Linux

  friend bool operator==(task const&, task const&) = default;
};

// ---------------------------------------------------------------------------------------------------
// Text of a verdict
// ---------------------------------------------------------------------------------------------------

// A JSON string with the fewest escapes; UTF-8 passes through.
inline std::string quoted(std::string const& text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"') {
      out += "\\\"";
    } else if (c == '\\') {
      out += "\\\\";
    } else if (c == '\b') {
      out += "\\b";
    } else if (c == '\f') {
      out += "\\f";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      unsigned const value = static_cast<unsigned char>(c);
      out += "\\u00";
      out += "0123456789abcdef"[value / 16];
      out += "0123456789abcdef"[value % 16];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

inline std::string joined(std::vector<std::string> const& texts) {
  std::string out = "[";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) {
      out += ",";
    }
    out += texts[i];
  }
  return out + "]";
}

inline std::string quoted_list(std::vector<std::string> const& texts) {
  std::vector<std::string> out;
  for (std::string const& text : texts) {
    out.push_back(quoted(text));
  }
  return joined(out);
}

inline std::string rule_entry(std::string const& rule) { return "{\"rule\":\"" + rule + "\"}"; }

// `value` is JSON text already.
inline std::string rule_entry(std::string const& rule, std::string const& key, std::string const& value) {
  return "{\"rule\":\"" + rule + "\",\"" + key + "\":" + value + "}";
}

// What a line says. The entries of the first two lists are JSON texts.
struct verdict {
  std::string id;
  bool deploys = false;
  std::vector<std::string> selected_by;
  std::vector<std::string> stopped_by;
  std::vector<std::string> unknown;
  std::vector<std::string> installs;
};

inline std::string line(verdict const& v) {
  std::string out = "{\"id\":" + quoted(v.id);
  out += v.deploys ? ",\"deploys\":true" : ",\"deploys\":false";
  out += ",\"selected_by\":" + joined(v.selected_by);
  out += ",\"stopped_by\":" + joined(v.stopped_by);
  if (!v.unknown.empty()) {
    out += ",\"unknown\":" + quoted_list(v.unknown);
  }
  if (!v.installs.empty()) {
    out += ",\"installs\":" + quoted_list(v.installs);
  }
  return out + "}";
}

// ---------------------------------------------------------------------------------------------------
// Small questions
// ---------------------------------------------------------------------------------------------------

inline bool contains(std::vector<std::string> const& texts, std::string const& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// A name matches a record if it equals its id or its bulletin, exactly (rules G1 and D12).
inline bool names_record(std::vector<std::string> const& names, patch const& p) {
  return contains(names, p.id) || (p.bulletin.has_value() && contains(names, *p.bulletin));
}

// A group that no file has holds nothing (rule G5 makes it a diagnostic elsewhere).
inline bool group_holds(std::vector<group> const& groups, std::string const& name, patch const& p) {
  for (group const& g : groups) {
    if (g.name == name && names_record(g.patches, p)) {
      return true;
    }
  }
  return false;
}

inline std::vector<std::string> holding_groups(std::vector<std::string> const& names, std::vector<group> const& groups,
                                               patch const& p) {
  std::vector<std::string> out;
  for (std::string const& name : names) {
    if (group_holds(groups, name, p)) {
      out.push_back(name);
    }
  }
  return out;
}

// Rule D5: per CVE its newest version, then the maximum over the CVEs. Without any score there is none,
// which is not 0.
inline std::optional<int> cvss_of(patch const& p) {
  std::optional<int> highest;
  for (cve const& c : p.cves) {
    std::optional<cvss_score> newest;
    for (cvss_score const& score : c.cvss) {
      if (!newest || score.version > newest->version) {
        newest = score;
      }
    }
    if (newest && (!highest || newest->tenths > *highest)) {
      highest = newest->tenths;
    }
  }
  return highest;
}

inline bool is_exploited(patch const& p) {
  if (p.exploited) {
    return true;
  }
  for (cve const& c : p.cves) {
    if (c.exploited) {
      return true;
    }
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------
// Supersession
// ---------------------------------------------------------------------------------------------------

// Positions reachable from `start` over one edge or more. Only ids of the scan are edges; a bulletin,
// an unknown id or a record of another platform leads nowhere. Ids are unique in a file.
inline std::vector<bool> reachable(std::vector<patch> const& scan, std::size_t start) {
  std::vector<bool> seen(scan.size(), false);
  std::vector<std::size_t> to_visit{start};
  while (!to_visit.empty()) {
    std::size_t const here = to_visit.back();
    to_visit.pop_back();
    for (std::string const& id : scan[here].supersedes) {
      for (std::size_t next = 0; next < scan.size(); ++next) {
        if (scan[next].id == id && !seen[next]) {
          seen[next] = true;
          to_visit.push_back(next);
        }
      }
    }
  }
  return seen;
}

// `table[a][b]`: a supersedes b, directly or through any other patches, visible or not. Members of one
// strongly connected component reach one another and do not supersede one another (rule D13), which
// covers self-edges too.
inline std::vector<std::vector<bool>> supersession(std::vector<patch> const& scan) {
  std::vector<std::vector<bool>> reach;
  for (std::size_t a = 0; a < scan.size(); ++a) {
    reach.push_back(reachable(scan, a));
  }
  std::vector<std::vector<bool>> table(scan.size(), std::vector<bool>(scan.size(), false));
  for (std::size_t a = 0; a < scan.size(); ++a) {
    for (std::size_t b = 0; b < scan.size(); ++b) {
      table[a][b] = a != b && reach[a][b] && !reach[b][a];
    }
  }
  return table;
}

// ---------------------------------------------------------------------------------------------------
// Product tree
// ---------------------------------------------------------------------------------------------------

inline bool is_blank_character(char c) { return c == ' ' || c == '\t'; }

// Rule P4: without blanks at either end and without regard to ASCII case, nothing else.
inline std::string normalized_part(std::string const& part) {
  std::size_t first = 0;
  std::size_t last = part.size();
  while (first < last && is_blank_character(part[first])) {
    ++first;
  }
  while (last > first && is_blank_character(part[last - 1])) {
    --last;
  }
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    char const c = part[i];
    out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

inline product_path normalized_path(product_path const& path) {
  product_path out;
  for (std::string const& part : path) {
    out.push_back(normalized_part(part));
  }
  return out;
}

// The node that a record names: its path ends at the first absent or blank level (rule P2).
inline product_path record_path(patch const& p) {
  product_path out;
  for (std::optional<std::string> const& part : {p.vendor, p.family, p.version}) {
    if (!part || normalized_part(*part).empty()) {
      break;
    }
    out.push_back(normalized_part(*part));
  }
  return out;
}

struct tree_decision {
  bool admitted = false;
  product_path at;  // as the configuration spells it, empty for the root
};

// Rule P2: the nearest explicit ancestor decides, finally the root. The record's own node counts as the
// nearest one.
inline tree_decision decide(product_tree const& tree, patch const& p) {
  product_path path = record_path(p);
  while (!path.empty()) {
    for (product_path const& node : tree.selected) {
      if (normalized_path(node) == path) {
        return {true, node};
      }
    }
    for (product_path const& node : tree.cleared) {
      if (normalized_path(node) == path) {
        return {false, node};
      }
    }
    path.pop_back();
  }
  return {tree.select_all, {}};
}

// ---------------------------------------------------------------------------------------------------
// Package versions (rule D10)
// ---------------------------------------------------------------------------------------------------

// Not <cctype>: these must not depend on a locale.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Two strings of digits as numbers of any length; no digits at all is 0.
inline int compare_numbers(std::string a, std::string b) {
  while (!a.empty() && a.front() == '0') {
    a.erase(0, 1);
  }
  while (!b.empty() && b.front() == '0') {
    b.erase(0, 1);
  }
  if (a.size() != b.size()) {
    return a.size() < b.size() ? -1 : 1;
  }
  return a == b ? 0 : (a < b ? -1 : 1);
}

// `[epoch:]version[-release]`: the epoch is the digits before the first colon, the release what follows
// the last hyphen.
struct version_parts {
  std::string epoch;
  std::string version;
  std::optional<std::string> release;
};

inline version_parts split_version(std::string const& text) {
  version_parts parts;
  std::string rest = text;
  std::size_t const colon = rest.find(':');
  if (colon != std::string::npos) {
    std::string const before = rest.substr(0, colon);
    if (std::all_of(before.begin(), before.end(), is_digit)) {
      parts.epoch = before;
      rest = rest.substr(colon + 1);
    }
  }
  std::size_t const hyphen = rest.rfind('-');
  if (hyphen != std::string::npos) {
    parts.release = rest.substr(hyphen + 1);
    rest = rest.substr(0, hyphen);
  }
  parts.version = rest;
  return parts;
}

// RPM cuts a string into runs of digits, runs of letters, tildes and carets; anything else only
// separates. Where two strings differ in the sort of their next piece, this is the order: a tilde comes
// before the end, a caret after it but before anything else, a number after letters.
enum class rpm_piece_kind { tilde, end, caret, letters, number };

struct rpm_piece {
  rpm_piece_kind kind = rpm_piece_kind::end;
  std::string text;
};

inline std::vector<rpm_piece> rpm_pieces(std::string const& text) {
  std::vector<rpm_piece> pieces;
  std::size_t i = 0;
  while (i < text.size()) {
    std::string run;
    if (text[i] == '~') {
      pieces.push_back({rpm_piece_kind::tilde, ""});
      ++i;
    } else if (text[i] == '^') {
      pieces.push_back({rpm_piece_kind::caret, ""});
      ++i;
    } else if (is_digit(text[i])) {
      while (i < text.size() && is_digit(text[i])) {
        run += text[i++];
      }
      pieces.push_back({rpm_piece_kind::number, run});
    } else if (is_letter(text[i])) {
      while (i < text.size() && is_letter(text[i])) {
        run += text[i++];
      }
      pieces.push_back({rpm_piece_kind::letters, run});
    } else {
      ++i;
    }
  }
  pieces.push_back({rpm_piece_kind::end, ""});
  return pieces;
}

inline int compare_rpm_part(std::string const& a, std::string const& b) {
  std::vector<rpm_piece> const left = rpm_pieces(a);
  std::vector<rpm_piece> const right = rpm_pieces(b);
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (left[i].kind != right[i].kind) {
      return left[i].kind < right[i].kind ? -1 : 1;
    }
    int order = 0;
    if (left[i].kind == rpm_piece_kind::number) {
      order = compare_numbers(left[i].text, right[i].text);
    } else if (left[i].text != right[i].text) {
      order = left[i].text < right[i].text ? -1 : 1;
    }
    if (order != 0) {
      return order;
    }
  }
  return 0;  // both ended at the same piece, for only one piece of each is an end
}

// Negative, zero or positive, as RPM orders two versions; a missing release sorts before any.
inline int compare_rpm(std::string const& a, std::string const& b) {
  version_parts const left = split_version(a);
  version_parts const right = split_version(b);
  if (int const order = compare_numbers(left.epoch, right.epoch); order != 0) {
    return order;
  }
  if (int const order = compare_rpm_part(left.version, right.version); order != 0) {
    return order;
  }
  if (!left.release || !right.release) {
    return static_cast<int>(left.release.has_value()) - static_cast<int>(right.release.has_value());
  }
  return compare_rpm_part(*left.release, *right.release);
}

// dpkg compares runs of non-digits by characters: a tilde before the end of the run, the end before
// letters, letters before everything else.
inline int dpkg_rank(std::string const& run, std::size_t i) {
  if (i >= run.size()) {
    return 0;
  }
  if (run[i] == '~') {
    return -1;
  }
  int const value = static_cast<unsigned char>(run[i]);
  return is_letter(run[i]) ? value : value + 256;
}

inline int compare_dpkg_part(std::string const& a, std::string const& b) {
  std::size_t i = 0;
  std::size_t j = 0;
    // A run of non-digits, then a run of digits, in turn, until both strings are used up. A run that one
    // string no longer has is empty.
  while (i < a.size() || j < b.size()) {
    std::string left;
    std::string right;
    while (i < a.size() && !is_digit(a[i])) {
      left += a[i++];
    }
    while (j < b.size() && !is_digit(b[j])) {
      right += b[j++];
    }
    for (std::size_t k = 0; k < left.size() || k < right.size(); ++k) {
      if (dpkg_rank(left, k) != dpkg_rank(right, k)) {
        return dpkg_rank(left, k) < dpkg_rank(right, k) ? -1 : 1;
      }
    }
    left.clear();
    right.clear();
    while (i < a.size() && is_digit(a[i])) {
      left += a[i++];
    }
    while (j < b.size() && is_digit(b[j])) {
      right += b[j++];
    }
    if (int const order = compare_numbers(left, right); order != 0) {
      return order;
    }
  }
  return 0;
}

// As dpkg orders two versions; a missing revision equals 0, which the empty string does too.
inline int compare_dpkg(std::string const& a, std::string const& b) {
  version_parts const left = split_version(a);
  version_parts const right = split_version(b);
  if (int const order = compare_numbers(left.epoch, right.epoch); order != 0) {
    return order;
  }
  if (int const order = compare_dpkg_part(left.version, right.version); order != 0) {
    return order;
  }
  return compare_dpkg_part(left.release.value_or("0"), right.release.value_or("0"));
}

// ---------------------------------------------------------------------------------------------------
// Windows
// ---------------------------------------------------------------------------------------------------

inline std::vector<verdict> windows_verdicts(task const& t, std::vector<group> const& groups,
                                             std::vector<patch> const& scan) {
  std::vector<std::vector<bool>> const supersedes = supersession(scan);
  std::size_t const count = scan.size();

    // Rule D11: the record's `preview` alone decides.
  std::vector<bool> visible(count);
  for (std::size_t i = 0; i < count; ++i) {
    visible[i] = t.scan_preview_patches || !scan[i].preview;
  }

    // Rule D7: no visible patch supersedes it. What an exclusion or the filter stops still counts.
  std::vector<bool> latest(count, true);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      if (visible[j] && supersedes[j][i]) {
        latest[i] = false;
      }
    }
  }

  struct finding {
    std::vector<std::string> selected_by;
    std::vector<std::string> excluded_and_filtered;
    bool only_gated = false;  // a rule would select it but for rule D7, and nothing else does
  };
  std::vector<finding> findings(count);
  for (std::size_t i = 0; i < count; ++i) {
    patch const& p = scan[i];
    finding& f = findings[i];
        // Rule T3: a task that is off has no options. Rule D11: an invisible patch has one reason alone.
    if (!t.enabled || !visible[i]) {
      continue;
    }

    std::vector<std::string> by_rule;
        // Rule D12: severity and risk never select an enablement package.
    bool const enablement = p.kind == kind::enablement;
    if (t.risk && !enablement) {
      std::optional<int> const cvss = cvss_of(p);
      if (t.risk->vrr_at_least && p.vrr && *p.vrr >= *t.risk->vrr_at_least) {
        by_rule.push_back(rule_entry("risk_vrr"));
      }
      if (t.risk->cvss_at_least && cvss && *cvss >= *t.risk->cvss_at_least) {
        by_rule.push_back(rule_entry("risk_cvss"));
      }
      if (t.risk->exploited && is_exploited(p)) {
        by_rule.push_back(rule_entry("risk_exploited"));
      }
    }
    if (t.severity) {
            // Without a severity a patch of these kinds is unassigned; other kinds have no levels here.
      level const severity = p.severity.value_or(level::unassigned);
      bool const security = p.kind == kind::security && t.severity->security.count(severity) > 0;
      bool const other = p.kind == kind::non_security && t.severity->non_security.count(severity) > 0;
      if (security || other) {
        by_rule.push_back(rule_entry("severity"));
      }
    }
    if (latest[i]) {
      f.selected_by = by_rule;
    }

        // Explicit choices are not gated by rule D7.
    if (t.patch_groups) {
      for (std::string const& name : holding_groups(t.patch_groups->include, groups, p)) {
        f.selected_by.push_back(rule_entry("patch_group", "group", quoted(name)));
      }
    }
    if (t.routine_maintenance && t.enablement_packages && enablement && names_record(*t.enablement_packages, p)) {
      f.selected_by.push_back(rule_entry("enablement"));
    }
    f.only_gated = !latest[i] && !by_rule.empty() && f.selected_by.empty();

        // Rules D3 and D2: listed whenever they apply, selected or not.
    if (t.patch_groups) {
      for (std::string const& name : holding_groups(t.patch_groups->exclude, groups, p)) {
        f.excluded_and_filtered.push_back(rule_entry("excluded_group", "group", quoted(name)));
      }
    }
    if (t.products) {
      tree_decision const decision = decide(*t.products, p);
      if (!decision.admitted) {
        f.excluded_and_filtered.push_back(rule_entry("product_filter", "at", quoted_list(decision.at)));
      }
    }
  }

    // Rule D8: of what is selected and not stopped, a patch that another one of them supersedes is
    // replaced.
  std::vector<bool> candidate(count);
  for (std::size_t i = 0; i < count; ++i) {
    candidate[i] = !findings[i].selected_by.empty() && findings[i].excluded_and_filtered.empty();
  }
  std::vector<bool> deploys = candidate;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      if (candidate[i] && candidate[j] && supersedes[j][i]) {
        deploys[i] = false;
      }
    }
  }

  std::vector<verdict> verdicts;
  for (std::size_t i = 0; i < count; ++i) {
    patch const& p = scan[i];
    finding const& f = findings[i];
    verdict v;
    v.id = p.id;
    v.deploys = deploys[i];
    v.selected_by = f.selected_by;
    v.stopped_by = f.excluded_and_filtered;
    if (!visible[i]) {
      v.stopped_by.push_back(rule_entry("invisible_preview"));
    } else if (candidate[i] && !deploys[i]) {
            // The first in input order of the deploying ones; the one that replaced it may itself be
            // replaced, but above that there is always one that deploys.
      for (std::size_t j = 0; j < count; ++j) {
        if (deploys[j] && supersedes[j][i]) {
          v.stopped_by.push_back(rule_entry("replaced_by_selected", "by", quoted(scan[j].id)));
          break;
        }
      }
    } else if (f.only_gated) {
      for (std::size_t j = 0; j < count; ++j) {
        if (visible[j] && latest[j] && supersedes[j][i]) {
          v.stopped_by.push_back(rule_entry("not_latest", "latest", quoted(scan[j].id)));
          break;
        }
      }
    } else if (f.selected_by.empty()) {
      v.stopped_by.push_back(rule_entry("nothing_selects"));
            // Rule E3: what the risk option asks for and the record does not have.
      if (t.enabled && t.risk && p.kind != kind::enablement) {
        if (t.risk->vrr_at_least && !p.vrr) {
          v.unknown.push_back("vrr");
        }
        if (t.risk->cvss_at_least && !cvss_of(p)) {
          v.unknown.push_back("cvss");
        }
      }
    }
    verdicts.push_back(v);
  }
  return verdicts;
}

// ---------------------------------------------------------------------------------------------------
// Mac
// ---------------------------------------------------------------------------------------------------

inline std::vector<verdict> mac_verdicts(task const& t, std::vector<group> const& groups,
                                         std::vector<patch> const& scan) {
  std::vector<std::vector<bool>> const supersedes = supersession(scan);
  std::size_t const count = scan.size();

    // Rule D9: every version is judged by itself. Rule D11 is for Windows: `preview` means nothing here.
  std::vector<verdict> verdicts(count);
  std::vector<bool> selected(count);
  for (std::size_t i = 0; i < count; ++i) {
    patch const& p = scan[i];
    verdicts[i].id = p.id;
    if (t.enabled && t.severity) {
      level const severity = p.severity.value_or(level::unassigned);
      bool const security = p.kind == kind::security && t.severity->security.count(severity) > 0;
      bool const other = p.kind == kind::non_security && t.severity->mac_non_security;
      if (security || other) {
        verdicts[i].selected_by.push_back(rule_entry("severity"));
      }
    }
    if (t.enabled && t.patch_groups) {
      for (std::string const& name : holding_groups(t.patch_groups->include, groups, p)) {
        verdicts[i].selected_by.push_back(rule_entry("patch_group", "group", quoted(name)));
      }
    }
    selected[i] = !verdicts[i].selected_by.empty();
  }

    // Of those that are selected in one chain the highest deploys.
  for (std::size_t i = 0; i < count; ++i) {
    verdicts[i].deploys = selected[i];
    for (std::size_t j = 0; j < count; ++j) {
      if (selected[j] && supersedes[j][i]) {
        verdicts[i].deploys = false;
      }
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!selected[i]) {
      verdicts[i].stopped_by.push_back(rule_entry("nothing_selects"));
    } else if (!verdicts[i].deploys) {
      for (std::size_t j = 0; j < count; ++j) {
        if (verdicts[j].deploys && supersedes[j][i]) {
          verdicts[i].stopped_by.push_back(rule_entry("replaced_by_selected", "by", quoted(scan[j].id)));
          break;
        }
      }
    }
  }
  return verdicts;
}

// ---------------------------------------------------------------------------------------------------
// Linux
// ---------------------------------------------------------------------------------------------------

// The record's own, else the endpoint's, each by itself.
inline std::optional<std::string> distribution_of(patch const& p, endpoint const& e) {
  return p.distribution ? p.distribution : e.distribution;
}

inline std::optional<int> major_version_of(patch const& p, endpoint const& e) {
  return p.major_version ? p.major_version : e.major_version;
}

// Rule D6, with the default answer to "which distributions support which level".
inline bool linux_severity_selects(severity_option const& option, patch const& p, endpoint const& e) {
  if (p.kind == kind::security) {
    return p.severity.has_value() && option.security.count(*p.severity) > 0;
  }
  if (p.kind == kind::bug_fix) {
    return option.bug_fix;
  }
  if (p.kind == kind::enhancement) {
    std::optional<std::string> const distribution = distribution_of(p, e);
    bool const without = (distribution == "redhat" || distribution == "oracle") && major_version_of(p, e) == 7;
    return option.enhancement && !without;
  }
  return false;
}

// Rule D10: what is really installed in place of the advisory at `i`.
inline std::vector<std::string> installed_instead(std::vector<patch> const& scan, endpoint const& e,
                                                  std::vector<std::vector<bool>> const& supersedes, std::size_t i) {
  std::vector<bool> named(scan.size(), false);
  if (scan[i].packages.empty()) {
        // The first in input order of those that supersede it and are superseded by none.
    for (std::size_t j = 0; j < scan.size(); ++j) {
      bool topmost = true;
      for (std::size_t k = 0; k < scan.size(); ++k) {
        if (supersedes[k][j]) {
          topmost = false;
        }
      }
      if (supersedes[j][i] && topmost) {
        named[j] = true;
        break;
      }
    }
  }

  std::optional<std::string> const distribution = distribution_of(scan[i], e);
  std::optional<int> const major = major_version_of(scan[i], e);
  bool const debian = distribution == "debian" || distribution == "ubuntu";
  auto const compare = [debian](std::string const& a, std::string const& b) {
    return debian ? compare_dpkg(a, b) : compare_rpm(a, b);
  };
  for (package const& wanted : scan[i].packages) {
        // An advisory may list one package in several versions: its own is the newest of them.
    std::string own = wanted.version;
    for (package const& q : scan[i].packages) {
      if (q.name == wanted.name && compare(q.version, own) > 0) {
        own = q.version;
      }
    }
    std::string newest = own;
    std::optional<std::size_t> holder;
        // Only strictly newer ones move the holder, so it is the first that holds the newest.
    for (std::size_t j = 0; j < scan.size(); ++j) {
            // Two unknowns are equal.
      if (distribution_of(scan[j], e) != distribution || major_version_of(scan[j], e) != major) {
        continue;
      }
      for (package const& q : scan[j].packages) {
        if (q.name == wanted.name && compare(q.version, newest) > 0) {
          newest = q.version;
          holder = j;
        }
      }
    }
    if (holder) {
      named[*holder] = true;
    }
  }

  std::vector<std::string> ids;
  for (std::size_t j = 0; j < scan.size(); ++j) {
    if (named[j]) {
      ids.push_back(scan[j].id);
    }
  }
  return ids;
}

inline std::vector<verdict> linux_verdicts(task const& t, std::vector<group> const& groups,
                                           std::vector<patch> const& scan, endpoint const& e) {
  std::vector<std::vector<bool>> const supersedes = supersession(scan);
  std::size_t const count = scan.size();

  std::vector<verdict> verdicts(count);
  std::vector<bool> deploys(count);
  for (std::size_t i = 0; i < count; ++i) {
    patch const& p = scan[i];
    verdicts[i].id = p.id;
    if (t.enabled && t.all_missing) {
            // Rule D1: excludes the other options.
      verdicts[i].selected_by.push_back(rule_entry("all_missing"));
    } else if (t.enabled) {
      if (t.severity && linux_severity_selects(*t.severity, p, e)) {
        verdicts[i].selected_by.push_back(rule_entry("severity"));
      }
      if (t.patch_groups) {
        for (std::string const& name : holding_groups(t.patch_groups->include, groups, p)) {
          verdicts[i].selected_by.push_back(rule_entry("patch_group", "group", quoted(name)));
        }
      }
    }
    deploys[i] = !verdicts[i].selected_by.empty();
  }

    // Rule D10: what a deploying advisory depends on comes along, transitively, by id alone.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (deploys[i] && !deploys[j] && contains(scan[i].depends_on, scan[j].id)) {
          deploys[j] = true;
          changed = true;
        }
      }
    }
  }

  for (std::size_t i = 0; i < count; ++i) {
        // Also on what something else selects, but not told apart under `all_missing`.
    if (deploys[i] && !t.all_missing) {
      std::vector<std::string> of;
      for (std::size_t j = 0; j < count; ++j) {
        if (j != i && deploys[j] && contains(scan[j].depends_on, scan[i].id)) {
          of.push_back(scan[j].id);
        }
      }
      if (!of.empty()) {
        verdicts[i].selected_by.push_back(rule_entry("dependency", "of", quoted_list(of)));
      }
    }
    verdicts[i].deploys = deploys[i];
    if (deploys[i]) {
      verdicts[i].installs = installed_instead(scan, e, supersedes, i);
    } else {
      verdicts[i].stopped_by.push_back(rule_entry("nothing_selects"));
    }
  }
  return verdicts;
}

// ---------------------------------------------------------------------------------------------------
// The one function
// ---------------------------------------------------------------------------------------------------

// The verdict lines of the task's platform, in input order. Records of other platforms are passed over:
// no line, no edge, no dependency, no version.
inline std::vector<std::string> verdict_lines(task const& t, std::vector<group> const& groups,
                                              std::vector<patch> const& patches, endpoint const& e) {
  std::vector<patch> scan;
  for (patch const& p : patches) {
    if (p.platform == t.platform) {
      scan.push_back(p);
    }
  }
  std::vector<verdict> verdicts;
  if (t.platform == platform::windows) {
    verdicts = windows_verdicts(t, groups, scan);
  } else if (t.platform == platform::mac) {
    verdicts = mac_verdicts(t, groups, scan);
  } else {
    verdicts = linux_verdicts(t, groups, scan, e);
  }
  std::vector<std::string> lines;
  for (verdict const& v : verdicts) {
    lines.push_back(line(v));
  }
  return lines;
}

}  // namespace naive

#endif
