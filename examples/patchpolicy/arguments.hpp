// SPDX-License-Identifier: BSL-1.0
// The command line, taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

// What a command takes: so many operands, and options by name.
struct option_spec {
  std::string_view name;   // with its dashes
  std::string_view value;  // what stands for its value in the usage; empty: a switch
  bool required = false;
  bool repeatable = false;
  std::string_view alternative = {};  // the option that can stand instead of this one
};

struct command_spec {
  std::string_view name;
  std::vector<std::string_view> operands;
  std::vector<option_spec> options;
  std::string_view summary;
};

// The usage of one command, in one line.
std::string usage(const command_spec& command);

class arguments {
 public:
  // The operands and options in `words`; everything wrong with them is added to `errors`.
  static arguments parse(const command_spec& command, const std::vector<std::string_view>& words,
                         std::vector<std::string>& errors);

  std::string_view operand(std::size_t index) const { return operands_[index]; }
  bool has(std::string_view option) const { return value(option).has_value(); }
  // The value of an option; of a switch the empty string.
  std::optional<std::string_view> value(std::string_view option) const;
  // All values of an option that may be given more than once, in their order.
  std::vector<std::string_view> values(std::string_view option) const;

 private:
  struct given {
    std::string_view name;
    std::string_view value;
  };
  std::vector<std::string_view> operands_;
  std::vector<given> options_;
};

}  // namespace tool
