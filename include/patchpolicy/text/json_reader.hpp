// SPDX-License-Identifier: BSL-1.0
/// \file
/// A strict reader of one JSON text, which knows where it is and goes on after errors that are none of syntax.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patchpolicy/core/arena.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/key_set.hpp"
#include "patchpolicy/text/line_counter.hpp"
#include "patchpolicy/text/reading_error.hpp"

namespace patchpolicy::inline v1::detail {

/// Reads values one after the other, as its caller expects them. A syntax error is reported and ends the text: from
/// then on `failed()`, and nothing more is read. Any other error is reported, its value is passed over, and reading
/// goes on.
class json_reader {
 public:
  static constexpr int nesting_limit = 64;

  /// `memory`, if given, keeps what views are read to.
  json_reader(std::string_view text, reading_errors& errors, std::size_t first_line = 1, arena* memory = nullptr)
      : text_(text), errors_(errors), places_(text, first_line), memory_(memory) {
    skip_blanks();
  }

  bool failed() const noexcept { return failed_; }
  /// Where the next value starts.
  std::size_t here() const noexcept { return at_; }
  arena& memory() noexcept { return *memory_; }

  bool at_object() const noexcept { return next() == '{'; }
  bool at_array() const noexcept { return next() == '['; }
  bool at_string() const noexcept { return next() == '"'; }
  bool at_number() const noexcept { return next() == '-' || is_digit(next()); }
  bool at_boolean() const noexcept { return at_word("true") || at_word("false"); }
  bool at_null() const noexcept { return at_word("null"); }

  /// Reads an object; calls `on_member(key, offset of the key)` for each member, which reads its value. `key` is good
  /// until the next string is read. Only `at_object()`.
  template <class OnMember>
  void read_object(OnMember on_member) {
    enter();
    for (bool first = true; !failed_ && !leave('}', first); first = false) {
      if (next() != '"') return fail("expected a key in double quotes" + found_here());
      const std::size_t key_at = at_;
      const std::string_view key = read_string();
      if (failed_) return;
      if (next() != ':') return fail("expected \":\" after the key" + found_here());
      advance();
      on_member(key, key_at);
    }
  }

  /// Reads an array; calls `on_element(index)` for each element, which reads it. Only `at_array()`.
  template <class OnElement>
  void read_array(OnElement on_element) {
    enter();
    std::size_t index = 0;
    for (; !failed_ && !leave(']', index == 0); ++index) {
      path_.push_back({{}, index});
      on_element(index);
      path_.pop_back();
    }
  }

  /// Reads a string; good until the next one is read. Only `at_string()`.
  std::string_view read_string() {
    const std::size_t from = ++at_;
    if (skip_plain() && text_[at_] == '"') {
      const std::string_view plain = text_.substr(from, at_ - from);
      advance();
      return plain;
    }
    decoded_.assign(text_, from, at_ - from);
    while (!failed_) {
      if (at_ == text_.size()) {
        at_ = from - 1;
        fail("this string has no closing double quote");
      } else if (text_[at_] == '"') {
        advance();
        return decoded_;
      } else if (text_[at_] == '\\') {
        read_escape();
      } else {
        fail_at_character();
      }
      const std::size_t run = at_;
      if (!failed_) skip_plain();
      decoded_.append(text_, run, at_ - run);
    }
    return {};
  }

  /// The characters of a number, in the form of JSON. Only `at_number()`.
  std::string_view read_number() {
    const std::size_t from = at_;
    if (text_[at_] == '-') ++at_;
    if (at_ < text_.size() && text_[at_] == '0')
      ++at_;
    else if (!skip_digits())
      return fail_number(from);
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      if (!skip_digits()) return fail_number(from);
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (!skip_digits()) return fail_number(from);
    }
    if (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) return fail_number(from);
    const std::string_view number = text_.substr(from, at_ - from);
    skip_blanks();
    return number;
  }

  /// Only `at_boolean()`.
  bool read_boolean() {
    const bool value = next() == 't';
    read_word(value ? "true" : "false");
    return value;
  }

  /// Passes over a value of any kind, whose syntax and keys are checked all the same.
  void skip_value() {
    if (at_object()) {
      key_set keys;
      read_object([&](std::string_view key, std::size_t key_at) {
        const std::string name(key);
        const field_scope scope(*this, name);
        if (!keys.insert(name)) error(key_at, "this key is given twice");
        skip_value();
      });
    } else if (at_array()) {
      read_array([&](std::size_t) { skip_value(); });
    } else if (at_string()) {
      read_string();
    } else if (at_number()) {
      read_number();
    } else if (at_boolean()) {
      read_boolean();
    } else if (at_word("null")) {
      read_word("null");
    } else {
      fail("expected a value" + found_here());
    }
  }

  /// Reports that the value which starts at `offset` is not what was expected, and passes over it.
  void reject(std::size_t offset, std::string_view expected) {
    if (failed_) return;
    at_ = offset;
    std::string found;
    if (at_string()) {
      found = in_quotes(read_string());
    } else if (at_number()) {
      found = excerpt(read_number());
    } else if (at_object() || at_array()) {
      found = at_object() ? "an object" : "a list";
      skip_value();
    } else if (at_word("true") || at_word("false") || at_word("null")) {
      found = word_here();
      skip_value();
    } else {
      return fail("expected " + std::string(expected) + found_here());
    }
    if (!failed_) error(offset, "expected " + std::string(expected) + ", found " + found);
  }

  /// Reports an error at `offset`, in the field that is being read.
  void error(std::size_t offset, std::string message) {
    // once the list is full, what comes after all of it is only counted, so that a million errors cost no time
    if (errors_.is_full() && (!lists_any_ || offset >= last_listed_)) return errors_.add_unlisted();
    const text_place place = places_.of(offset);
    errors_.add({place.line, place.column, field_path(), std::move(message)});
    last_listed_ = lists_any_ ? (std::max)(last_listed_, offset) : offset;
    lists_any_ = true;
  }

  /// How many errors there are so far.
  std::size_t error_count() const noexcept { return errors_.count(); }

  /// Ends the text with an error of syntax.
  void fail(std::string message) {
    if (!failed_) error(at_, std::move(message));
    failed_ = true;
  }

  /// Nothing may follow the value.
  void finish() {
    if (!failed_ && at_ < text_.size()) fail("expected nothing after the value" + found_here());
  }

  /// Names the field that is being read, as long as it lives.
  class field_scope {
   public:
    field_scope(json_reader& reader, std::string_view name) : reader_(reader) {
      reader_.path_.push_back({name, no_index});
    }
    field_scope(const field_scope&) = delete;
    field_scope& operator=(const field_scope&) = delete;
    ~field_scope() { reader_.path_.pop_back(); }

   private:
    json_reader& reader_;
  };

 private:
  struct segment {
    std::string_view name;
    std::size_t index;  // in a list; `no_index` for a name
  };
  static constexpr std::size_t no_index = static_cast<std::size_t>(-1);

  static constexpr bool is_digit(char c) noexcept { return '0' <= c && c <= '9'; }

  /// The next character, or NUL at the end, which starts nothing.
  char next() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() noexcept {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }
  void advance() noexcept {
    ++at_;
    skip_blanks();
  }
  bool skip_digits() noexcept {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > from;
  }

  void enter() {
    if (++depth_ > nesting_limit) return fail("nested deeper than 64 levels");
    advance();
  }

  /// Whether the object or list ends here; otherwise the next element starts here.
  bool leave(char close, bool first) {
    if (next() == close) {
      --depth_;
      advance();
      return true;
    }
    if (first) return false;
    if (next() != ',') {
      fail(std::string("expected \",\" or \"") + close + "\"" + found_here());
      return true;
    }
    advance();
    if (next() == close) fail(std::string("expected another element after \",\"") + found_here());
    return failed_;
  }

  /// Goes to the first character of a string that is not plain; false at the end of the text.
  bool skip_plain() {
    while (at_ < text_.size()) {
      const unsigned char c = byte_at(text_, at_);
      if (c < 0x20 || c == '"' || c == '\\') return true;
      if (c < 0x80) {
        ++at_;
        continue;
      }
      const std::size_t length = utf8_length(text_, at_);
      if (length == 0) return true;
      at_ += length;
    }
    return false;
  }

  void fail_at_character() {
    const unsigned char c = byte_at(text_, at_);
    if (c >= 0x80) return fail("expected UTF-8, found the byte " + hexadecimal(c));
    fail("a control character in a string must be escaped, found the byte " + hexadecimal(c));
  }

  static std::string hexadecimal(unsigned char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'0', 'x', digits[c >> 4], digits[c & 0xF]};
  }

  void read_escape() {
    const std::size_t from = at_++;
    const char c = next();
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (const std::size_t letter = letters.find(c); letter != std::string_view::npos) {
      decoded_ += meanings[letter];
      ++at_;
      return;
    }
    if (c != 'u') return fail_back(from, "there is no such escape in JSON");
    ++at_;
    std::uint32_t unit = read_hexadecimal(from);
    if (failed_) return;
    if (unit >= 0xDC00 && unit <= 0xDFFF) return fail_back(from, "this half of a surrogate pair has no first half");
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      if (text_.substr(at_, 2) != "\\u") return fail_back(from, "this half of a surrogate pair has no second half");
      at_ += 2;
      const std::uint32_t low = read_hexadecimal(from);
      if (failed_) return;
      if (low < 0xDC00 || low > 0xDFFF) return fail_back(from, "this half of a surrogate pair has no second half");
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(decoded_, unit);
  }

  std::uint32_t read_hexadecimal(std::size_t escape) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = next();
      const int digit = is_digit(c)            ? c - '0'
                        : 'a' <= c && c <= 'f' ? c - 'a' + 10
                        : 'A' <= c && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) {
        fail_back(escape, "expected four hexadecimal digits after \\u");
        return 0;
      }
      value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
  }

  void fail_back(std::size_t offset, std::string message) {
    at_ = offset;
    fail(std::move(message));
  }
  std::string_view fail_number(std::size_t offset) {
    fail_back(offset, "expected a number as JSON writes it, such as 0.5 or -12");
    return {};
  }

  static constexpr bool is_letter(char c) noexcept { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

  /// The letters that stand here.
  std::string_view word_here() const noexcept {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '_')) ++end;
    return text_.substr(at_, end - at_);
  }
  bool at_word(std::string_view word) const noexcept { return next() == word[0] && word_here() == word; }

  void read_word(std::string_view word) {
    at_ += word.size();
    skip_blanks();
  }

  /// `, found …` for what is next.
  std::string found_here() const {
    if (at_ >= text_.size()) return ", found the end of the text";
    if (next() == '"') return ", found a double quote";
    if (next() == '\'') return ", found a single quote";
    if (const std::string_view word = word_here(); !word.empty()) return ", found " + in_quotes(word);
    const std::size_t length = utf8_length(text_, at_);
    return ", found " +
           (length == 0 ? "the byte " + hexadecimal(byte_at(text_, at_)) : in_quotes(text_.substr(at_, length)));
  }

  std::string field_path() const {
    std::string path;
    for (const segment& s : path_) {
      if (s.index != no_index) {
        path += '[';
        path += std::to_string(s.index);
        path += ']';
      } else {
        if (!path.empty()) path += '.';
        path += excerpt(s.name);
      }
    }
    return path;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
  int depth_ = 0;
  reading_errors& errors_;
  line_counter places_;
  bool lists_any_ = false;  // any error of this text is listed, the last of them at:
  std::size_t last_listed_ = 0;
  arena* memory_;
  std::vector<segment> path_;
  std::string decoded_;
};

}  // namespace patchpolicy::inline v1::detail
