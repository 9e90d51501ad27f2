// SPDX-License-Identifier: BSL-1.0
/// \file
/// Explanations in JSON.
#pragma once

#include <string>
#include <string_view>

#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/text/explanation.hpp"
#include "patchpolicy/text/explanation_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/options_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"

namespace patchpolicy::inline v1 {
namespace detail {

inline void write_edit(json_writer& out, const task_edit& edit) {
  out.begin_object();
  out.key("edit");
  out.string(name_of(edit.what));
  if (edit.what == edit_kind::tick_severity) {
    out.key("kind");
    out.string(name_of(edit.kind));
    if (edit.level) {
      out.key("level");
      out.string(name_of(*edit.level));
    }
  }
  if (edit.vrr) {
    out.key("vrr_at_least");
    write_json(out, *edit.vrr);
  }
  if (edit.cvss) {
    out.key("cvss_at_least");
    write_json(out, *edit.cvss);
  }
  if (edit.what == edit_kind::include_group || edit.what == edit_kind::add_to_group ||
      edit.what == edit_kind::clear_exclusion) {
    out.key("group");
    out.string(valid_utf8(edit.group));
  }
  if (edit.what == edit_kind::select_product) {
    out.key("product");
    write_json(out, basic_product_path<owned>{valid_utf8(edit.product.vendor), valid_utf8(edit.product.family),
                                              valid_utf8(edit.product.version)});
  }
  if (edit.what == edit_kind::add_to_group || edit.what == edit_kind::list_package) {
    out.key("patch");
    out.string(valid_utf8(edit.patch));
  }
  out.end_object();
}

inline void write_facts(json_writer& out, const explanation& e) {
  const patch_facts& facts = e.facts;
  out.begin_object();
  if (facts.kind) {
    out.key("kind");
    out.string(name_of(*facts.kind));
  }
  if (facts.severity) {
    out.key("severity");
    out.string(name_of(*facts.severity));
  }
  if (facts.vrr) {
    out.key("vrr");
    write_json(out, *facts.vrr);
  }
  if (facts.cvss) {
    out.key("cvss");
    write_json(out, *facts.cvss);
  }
  out.key("exploited");
  out.boolean(facts.exploited);
  if (!e.exploited_by.empty()) {
    out.key("exploited_by");
    write_texts(out, e.exploited_by);
  }
  out.key("preview");
  out.boolean(facts.preview);
  out.end_object();
}

}  // namespace detail

/// The verdict as in NDJSON, but with all witnesses (`by` and `latest` are lists); `facts`; `unsupported` if it is so;
/// the `chain`; and for a patch that does not deploy `changes`, a list of lists of edits. Bytes that are no UTF-8 are
/// replaced by U+FFFD.
inline std::string write_explanation(const explanation& e, json_layout layout = json_layout::indented) {
  std::string text;
  detail::json_writer out(text, layout);
  out.begin_object();
  out.key("id");
  out.string(detail::valid_utf8(e.verdict.id));
  out.key("deploys");
  out.boolean(e.verdict.deploys);
  const auto reasons = [&](std::string_view key, const std::vector<verdict_reason>& list) {
    out.key(key);
    out.begin_list();
    for (const verdict_reason& r : list) {
      out.begin_object();
      out.key("rule");
      out.string(name_of(r.why));
      if (const std::string_view names = detail::names_key(r.why); names == "group") {
        out.key(names);
        out.string(detail::valid_utf8(r.names.front()));
      } else if (!names.empty()) {
        out.key(names);
        detail::write_texts(out, r.names);
      }
      out.key("because");
      out.string(detail::valid_utf8(to_sentence(r, e)));
      out.end_object();
    }
    out.end_list();
  };
  reasons("selected_by", e.verdict.selected_by);
  reasons("stopped_by", e.verdict.stopped_by);
  if (!e.verdict.unknown.empty()) {
    out.key("unknown");
    detail::write_json(out, e.verdict.unknown);
  }
  if (!e.verdict.installs.empty()) {
    out.key("installs");
    detail::write_texts(out, e.verdict.installs);
  }
  out.key("facts");
  detail::write_facts(out, e);
  if (e.unsupported) {
    out.key("unsupported");
    out.boolean(true);
  }
  out.key("chain");
  out.begin_list();
  for (const chain_member& member : e.chain) {
    out.begin_object();
    out.key("id");
    out.string(detail::valid_utf8(member.id));
    out.key("is");
    out.string(name_of(member.is));
    out.key("deploys");
    out.boolean(member.deploys);
    out.key("visible");
    out.boolean(member.visible);
    out.end_object();
  }
  out.end_list();
  if (!e.verdict.deploys) {
    out.key("changes");
    out.begin_list();
    for (const edit_set& edits : e.changes) {
      out.begin_list();
      for (const task_edit& edit : edits) detail::write_edit(out, edit);
      out.end_list();
    }
    out.end_list();
  }
  out.end_object();
  if (layout == json_layout::indented) text += '\n';
  return text;
}

}  // namespace patchpolicy::inline v1
