// SPDX-License-Identifier: BSL-1.0
/// \file
/// Deployment options in JSON: groups, products, and what Linux chooses (sections D, G, P of the rules).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "patchpolicy/text/json_codec.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

/// What could be read of a list, and where it stood.
template <class T>
struct located_list {
  std::vector<T> values = {};
  std::vector<std::size_t> offsets = {};
  std::vector<std::size_t> indexes = {};
};

template <class T>
struct json_codec<located_list<T>> {
  static void read(json_reader& in, located_list<T>& list) {
    read_list<T>(in, [&](T&& element, std::size_t at, std::size_t index) {
      list.values.push_back(std::move(element));
      list.offsets.push_back(at);
      list.indexes.push_back(index);
    });
  }
};

/// Reports each element of two lists, the first before the second, that equals an earlier one. `hash(element, seed)`,
/// `same(element, element)`, `message(element, whether its equal is in the other list)`.
template <class T, class Hash, class Same, class Message>
void report_repeats(json_reader& in, std::string_view first_name, const located_list<T>& first,
                    std::string_view second_name, const located_list<T>& second, Hash hash, Same same,
                    Message message) {
  const std::size_t split = first.values.size();
  const auto value = [&](ordinal i) -> const T& { return i < split ? first.values[i] : second.values[i - split]; };
  const auto count = static_cast<ordinal>(split + second.values.size());
  hash_index seen(count);
  for (ordinal i = 0; i < count; ++i) {
    const ordinal before = seen.find_or_insert(hash(value(i), seen.seed()), i,
                                               [&](ordinal other) { return same(value(other), value(i)); });
    if (before == i) continue;
    const located_list<T>& list = i < split ? first : second;
    const std::size_t at = i < split ? i : i - split;
    const std::string field =
        std::string(i < split ? first_name : second_name) + '[' + std::to_string(list.indexes[at]) + ']';
    const json_reader::field_scope scope(in, field);
    in.error(list.offsets[at], message(value(i), before < split && i >= split));
  }
}

inline void report_repeated_groups(json_reader& in, const located_list<std::string>& include,
                                   const located_list<std::string>& exclude) {
  report_repeats(
      in, "include", include, "exclude", exclude,
      [](const std::string& name, std::uint64_t seed) { return hash_text(name, seed); },
      [](const std::string& a, const std::string& b) { return a == b; },
      [](const std::string& name, bool in_both) {
        return "the group " + in_quotes(name) +
               (in_both ? " is also included; take it out of one of the lists" : " is given twice");
      });
}

struct group_choice_fields {
  located_list<std::string> include = {};
  located_list<std::string> exclude = {};
};
struct group_inclusion_fields {
  located_list<std::string> include = {};
};
struct product_tree_fields {
  bool select_all = false;
  located_list<basic_product_path<owned>> selected = {};
  located_list<basic_product_path<owned>> cleared = {};
};
struct linux_fields {
  located<bool> all_missing = {};
  located<linux_severity_option> severity = {};
  located<group_inclusion> patch_groups = {};
};

}  // namespace detail

template <>
struct describe<detail::group_choice_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"include", &detail::group_choice_fields::include});
    v(field{"exclude", &detail::group_choice_fields::exclude});
  }
};
template <>
struct describe<detail::group_inclusion_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"include", &detail::group_inclusion_fields::include});
  }
};
template <>
struct describe<detail::product_tree_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"select_all", &detail::product_tree_fields::select_all, presence::required});
    v(field{"selected", &detail::product_tree_fields::selected});
    v(field{"cleared", &detail::product_tree_fields::cleared});
  }
};
template <>
struct describe<detail::linux_fields> {
  template <class Visitor>
  static constexpr void visit(Visitor&& v) {
    v(field{"all_missing", &detail::linux_fields::all_missing});
    v(field{"severity", &detail::linux_fields::severity});
    v(field{"patch_groups", &detail::linux_fields::patch_groups});
  }
};

namespace detail {

template <class Storage>
struct json_codec<basic_group_choice<Storage>> {
  static void read(json_reader& in, basic_group_choice<owned>& choice) {
    group_choice_fields fields;
    read_json(in, fields);
    if (in.failed()) return;
    report_repeated_groups(in, fields.include, fields.exclude);
    auto made = group_choice::of(std::move(fields.include.values), std::move(fields.exclude.values));
    if (made) choice = *std::move(made);
  }
  static void write(json_writer& out, const basic_group_choice<Storage>& choice) {
    out.begin_object();
    if (!choice.included().empty()) {
      out.key("include");
      write_json(out, choice.included());
    }
    if (!choice.excluded().empty()) {
      out.key("exclude");
      write_json(out, choice.excluded());
    }
    out.end_object();
  }
};

template <class Storage>
struct json_codec<basic_group_inclusion<Storage>> {
  static void read(json_reader& in, basic_group_inclusion<owned>& inclusion) {
    group_inclusion_fields fields;
    read_json(in, fields);
    if (in.failed()) return;
    report_repeated_groups(in, fields.include, {});
    auto made = group_inclusion::of(std::move(fields.include.values));
    if (made) inclusion = *std::move(made);
  }
  static void write(json_writer& out, const basic_group_inclusion<Storage>& inclusion) {
    out.begin_object();
    if (!inclusion.included().empty()) {
      out.key("include");
      write_json(out, inclusion.included());
    }
    out.end_object();
  }
};

/// A product path is a list of one to three names.
template <class Storage>
struct json_codec<basic_product_path<Storage>> {
  static constexpr std::string_view expected = "a list of one to three names: vendor, family, version";

  static void read(json_reader& in, basic_product_path<owned>& path) {
    const std::size_t at = in.here();
    if (!in.at_array()) return in.reject(at, expected);
    const std::size_t errors_before = in.error_count();
    std::size_t count = 0;
    in.read_array([&](std::size_t level) {
      const std::size_t part_at = in.here();
      std::string part;
      const std::size_t before = in.error_count();
      read_json(in, part);
      if (in.error_count() == before && trimmed(part).empty()) in.error(part_at, "expected a name, found a blank one");
      (level == 0 ? path.vendor : level == 1 ? path.family : path.version) = std::move(part);
      ++count;
    });
    if (!in.failed() && in.error_count() == errors_before && (count == 0 || count > 3))
      in.error(at, "expected " + std::string(expected) + ", found a list of " + std::to_string(count));
  }
  static void write(json_writer& out, const basic_product_path<Storage>& path) {
    out.begin_list();
    const std::size_t depth = path.depth();
    if (depth > 0) out.string(path.vendor);
    if (depth > 1) out.string(path.family);
    if (depth > 2) out.string(path.version);
    out.end_list();
  }
};

template <class Storage>
struct json_codec<basic_product_tree<Storage>> {
  static void read(json_reader& in, basic_product_tree<owned>& tree) {
    using path = basic_product_path<owned>;
    product_tree_fields fields;
    read_json(in, fields);
    if (in.failed()) return;
    report_repeats(
        in, "selected", fields.selected, "cleared", fields.cleared,
        [](const path& p, std::uint64_t seed) { return hash_path(p, p.depth(), seed); },
        [](const path& a, const path& b) { return same_node(a, b); },
        [](const path&, bool) {
          return std::string(
              "this product is given twice; names compare without regard to case and blanks at their ends");
        });
    auto made =
        product_tree::of(fields.select_all, std::move(fields.selected.values), std::move(fields.cleared.values));
    if (made) tree = *std::move(made);
  }
  static void write(json_writer& out, const basic_product_tree<Storage>& tree) {
    out.begin_object();
    out.key("select_all");
    out.boolean(tree.select_all());
    if (!tree.selected().empty()) {
      out.key("selected");
      write_json(out, tree.selected());
    }
    if (!tree.cleared().empty()) {
      out.key("cleared");
      write_json(out, tree.cleared());
    }
    out.end_object();
  }
};

/// Linux: either all missing patches or the other options.
template <class Storage>
struct json_codec<std::variant<basic_linux_selection<Storage>, all_missing_patches>> {
  static void read(json_reader& in, basic_linux_options<owned>& options) {
    linux_fields fields;
    read_json(in, fields);
    if (fields.all_missing.value.value_or(false)) {
      if (fields.severity.given || fields.patch_groups.given) {
        const json_reader::field_scope scope(in, "all_missing");
        in.error(fields.all_missing.at, "all missing patches leave nothing else to choose; take out the other options");
      }
      options = all_missing_patches{};
    } else {
      options = basic_linux_selection<owned>{fields.severity.value, fields.patch_groups.value};
    }
  }
  static void write(json_writer& out, const basic_linux_options<Storage>& options) {
    if (const auto* selection = std::get_if<basic_linux_selection<Storage>>(&options)) {
      write_json(out, *selection);
      return;
    }
    out.begin_object();
    out.key("all_missing");
    out.boolean(true);
    out.end_object();
  }
};

}  // namespace detail
}  // namespace patchpolicy::inline v1
