// SPDX-License-Identifier: BSL-1.0
/// \file
/// Catalogs and scan results in NDJSON: one patch for one product a line.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/ndjson.hpp"
#include "patchpolicy/text/schedule_json.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

struct cvss_fields {
  cvss_version version = cvss_version::v2_0;
  std::optional<cvss_score> score = {};
};

}  // namespace detail

template <>
struct describe<detail::cvss_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"version", &detail::cvss_fields::version, presence::required});
    v(field{"score", &detail::cvss_fields::score, presence::required});
  }
};

namespace detail {

template <>
struct json_codec<cvss_scores> {
  static void read(json_reader& in, cvss_scores& scores) {
    if (!in.at_array()) return in.reject(in.here(), "a list");
    flag_set<cvss_version> versions;
    in.read_array([&](std::size_t) {
      const std::size_t at = in.here();
      cvss_fields entry;
      const auto seen = read_members(in, entry, reads_no_other, no_other_keys);
      if (!seen.is_read("version")) return;
      if (versions.contains(entry.version)) {
        const json_reader::field_scope scope(in, "version");
        in.error(at, "the version " + in_quotes(name_of(entry.version)) + " is given twice");
      }
      versions.insert(entry.version);
      scores.set(entry.version, entry.score);
    });
  }
  static void write(json_writer& out, const cvss_scores& scores) {
    out.begin_list();
    for (std::size_t i = 0; i < enum_size<cvss_version>; ++i) {
      const auto version = static_cast<cvss_version>(i);
      if (scores[version]) write_json(out, cvss_fields{version, scores[version]});
    }
    out.end_list();
  }
};

/// No two vulnerabilities of a record have the same id.
template <>
struct json_codec<list_view<basic_vulnerability<borrowed>>> {
  using vulnerability = basic_vulnerability<borrowed>;

  static void read(json_reader& in, list_view<vulnerability>& value) {
    if (!in.at_array()) return in.reject(in.here(), "a list");
    std::vector<vulnerability> list;
    hash_index by_id;
    in.read_array([&](std::size_t) {
      const std::size_t at = in.here();
      vulnerability cve;
      const auto seen = read_members(in, cve, reads_no_other, no_other_keys);
      if (!seen.is_read("id")) return;
      const auto index = static_cast<ordinal>(list.size());
      list.push_back(cve);
      const auto same = [&](ordinal other) { return list[other].id == cve.id; };
      if (by_id.find_or_insert(by_id.hash(cve.id), index, same) == index) return;
      const json_reader::field_scope scope(in, "id");
      in.error(at, "the vulnerability " + in_quotes(cve.id) + " is given twice");
    });
    value = in.memory().keep(list);
  }
  static void write(json_writer& out, list_view<vulnerability> value) { write_list(out, value); }
};

template <>
struct json_codec<basic_package<borrowed>> {
  static void read(json_reader& in, basic_package<borrowed>& package) {
    const auto seen = read_members(in, package, reads_no_other, no_other_keys);
    if (!seen.is_read("version") || !package.version.empty()) return;
    const json_reader::field_scope scope(in, "version");
    in.error(seen.value_at("version"), "expected a version, found \"\"");
  }
  static void write(json_writer& out, const basic_package<borrowed>& package) {
    out.begin_object();
    write_members(out, package);
    out.end_object();
  }
};

/// A record as a line has it. What only Linux uses is checked on each platform, and then dropped.
struct catalog_line {
  std::optional<platform> os = {};
  patch_view<platform::gnu_linux> record = {};
  std::optional<std::size_t> id_at = {};  ///< if the id could be read
};

inline catalog_line read_catalog_line(json_reader& in) {
  catalog_line line;
  key_set foreign;  // keys of the host's own
  bool platform_given = false;
  constexpr std::array<std::string_view, 1> others = {"platform"};
  const std::size_t object_at = in.here();
  const bool is_object = in.at_object();
  const auto seen = read_members(
      in, line.record,
      [&](std::string_view key, std::size_t key_at) {
        if (key == "platform") {
          const json_reader::field_scope scope(in, "platform");
          if (platform_given) in.error(key_at, "this key is given twice");
          platform_given = true;
          read_json(in, line.os);
          return true;
        }
        const std::string name(key);
        const json_reader::field_scope scope(in, name);
        if (!foreign.insert(name)) in.error(key_at, "this key is given twice");
        in.skip_value();
        return true;
      },
      others);
  if (!in.failed() && is_object && !platform_given) {
    const json_reader::field_scope scope(in, "platform");
    in.error(object_at, "this key is missing");
  }
  in.finish();
  if (seen.is_read("id")) line.id_at = seen.value_at("id");
  return line;
}

}  // namespace detail

/// Reads a catalog that comes in pieces, in memory for its records alone. Strict: in the end either all of it, or all
/// the errors. Expected linear, whoever made the file: see `detail::hash_seed`.
class catalog_reader {
 public:
  /// Takes the next bytes, which may end anywhere.
  void feed(std::string_view bytes) {
    lines_.feed(bytes, errors_, [this](std::string_view line, std::size_t number) { read(line, number); });
  }

  /// How many lines have been read.
  std::size_t lines() const noexcept { return lines_.lines(); }

  /// The catalog; an empty one is as good as any.
  result<catalog, reading_errors> finish() && {
    lines_.finish(errors_, [this](std::string_view line, std::size_t number) { read(line, number); });
    if (errors_.empty()) return std::move(read_);
    return unexpected{std::move(errors_)};
  }

 private:
  struct seen_id {
    std::string_view id;
    std::size_t line;
  };

  void read(std::string_view text, std::size_t number) {
    const std::size_t errors_before = errors_.count();
    detail::json_reader in(text, errors_, number, &read_.memory());
    const detail::catalog_line line = detail::read_catalog_line(in);
    const bool good = errors_.count() == errors_before;
    if (line.id_at) check_id(in, line.record.id, *line.id_at, number);
    if (!good) return;
    visit_platform(*line.os, [&](auto os) {
      if constexpr (os() == platform::gnu_linux) {
        read_.add_kept(line.record);
      } else {
        patch_view<os()> record;
        copy_common_fields(line.record, record);
        read_.add_kept(record);
      }
    });
  }

  void check_id(detail::json_reader& in, std::string_view id, std::size_t at, std::size_t number) {
    const auto index = static_cast<ordinal>(ids_.size());
    ids_.push_back({id, number});
    const ordinal first =
        by_id_.find_or_insert(by_id_.hash(id), index, [&](ordinal other) { return ids_[other].id == id; });
    if (first == index) return;
    const detail::json_reader::field_scope scope(in, "id");
    in.error(at,
             "the id " + detail::in_quotes(id) + " is given twice, first on line " + std::to_string(ids_[first].line));
  }

  /// What a record of any platform has.
  template <class From, class To>
  static void copy_common_fields(const From& from, To& to) {
    to.id = from.id;
    to.bulletin = from.bulletin;
    to.vendor = from.vendor;
    to.family = from.family;
    to.version = from.version;
    to.title = from.title;
    to.kind = from.kind;
    to.severity = from.severity;
    to.released = from.released;
    to.cves = from.cves;
    to.exploited = from.exploited;
    to.vrr = from.vrr;
    to.preview = from.preview;
    to.operating_system = from.operating_system;
    to.supersedes = from.supersedes;
    to.reboot = from.reboot;
  }

  reading_errors errors_;
  detail::line_splitter lines_;
  catalog read_;
  std::vector<seen_id> ids_;
  detail::hash_index by_id_;
};

/// Reads a catalog that is in memory as a whole.
inline result<catalog, reading_errors> read_catalog(std::string_view text) {
  catalog_reader reader;
  reader.feed(text);
  return std::move(reader).finish();
}

/// Appends a record as a line, with its end.
template <platform Platform, class Storage>
void append_catalog_line(std::string& text, const basic_patch<Platform, Storage>& record) {
  detail::json_writer out(text, json_layout::compact);
  const basic_patch<Platform, Storage> plain;
  out.begin_object();
  describe<basic_patch<Platform, Storage>>::visit([&](const auto& f) {
    if (f.name == "bulletin") {
      out.key("platform");
      out.string(name_of(Platform));
    }
    if (f.in_file == presence::optional && f.of(record) == f.of(plain)) return;
    out.key(f.name);
    detail::write_json(out, f.of(record));
  });
  out.end_object();
  text += '\n';
}

/// Writes a catalog, which reads back as an equal one: the records of Windows, of Mac and of Linux. Texts are UTF-8.
inline std::string write_catalog(const catalog& all) {
  std::string text;
  for (const auto& record : all.records<platform::windows>()) append_catalog_line(text, record);
  for (const auto& record : all.records<platform::mac>()) append_catalog_line(text, record);
  for (const auto& record : all.records<platform::gnu_linux>()) append_catalog_line(text, record);
  return text;
}

}  // namespace patchpolicy::inline v1
