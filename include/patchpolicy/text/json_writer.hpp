// SPDX-License-Identifier: BSL-1.0
/// \file
/// Writes JSON into a string.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/json_text.hpp"

namespace patchpolicy::inline v1 {

/// How JSON is laid out.
enum class json_layout : unsigned char {
  compact,   ///< on one line, without blanks
  indented,  ///< a line for each member, by two blanks a level; lists of plain values stay on their line
};

namespace detail {

/// Writes values in the order in which its caller names them; the caller pairs `begin` and `end`.
class json_writer {
 public:
  json_writer(std::string& out, json_layout layout) : out_(out), layout_(layout) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }

  void key(std::string_view name) {
    comma(",");
    break_line();
    append_json_string(out_, name);
    out_ += layout_ == json_layout::compact ? ":" : ": ";
    after_key_ = true;
  }

  void string(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  void boolean(bool value) { word(value ? "true" : "false"); }
  void null() { word("null"); }
  /// A value that is JSON already.
  void json(std::string_view value) { word(value); }
  void number(long long value) { word(std::to_string(value)); }

  /// `count` units of 10^-decimals, without needless zeros.
  void decimal(long long count, int decimals) {
    long long unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    std::string text = std::to_string(count / unit);
    if (const long long rest = count % unit; rest != 0) {
      const std::string digits = std::to_string(unit + rest);
      text += '.';
      text += digits.substr(1, digits.find_last_not_of('0'));
    }
    word(text);
  }

 private:
  void word(std::string_view text) {
    separate();
    out_ += text;
  }
  void begin(char open) {
    separate();
    if (open == '{') ++objects_;
    out_ += open;
    first_ = true;
  }
  void end(char close) {
    if (close == '}') --objects_;
    if (close == '}' && !first_) break_line();
    out_ += close;
    first_ = false;
  }

  /// Before a value: nothing after a key or at the beginning, else what parts the elements of a list.
  void separate() {
    if (!after_key_) comma(layout_ == json_layout::compact ? "," : ", ");
    after_key_ = false;
  }
  void comma(std::string_view text) {
    if (!first_) out_ += text;
    first_ = false;
  }
  void break_line() {
    if (layout_ == json_layout::compact) return;
    out_ += '\n';
    out_.append(2 * objects_, ' ');
  }

  std::string& out_;
  json_layout layout_;
  std::size_t objects_ = 0;  // open ones
  bool first_ = true;
  bool after_key_ = false;
};

/// Texts as a host gave them, to be shown: what is no UTF-8 in them is replaced.
inline void write_texts(json_writer& out, const std::vector<std::string>& texts) {
  out.begin_list();
  for (const std::string& text : texts) out.string(valid_utf8(text));
  out.end_list();
}

}  // namespace detail
}  // namespace patchpolicy::inline v1
