// SPDX-License-Identifier: BSL-1.0
#include "arguments.hpp"

#include <algorithm>
#include <cstddef>

#include "patchpolicy/patchpolicy.hpp"

namespace tool {
namespace {

const option_spec* find_option(const command_spec& command, std::string_view name) {
  const auto found = std::find_if(command.options.begin(), command.options.end(),
                                  [&](const option_spec& o) { return o.name == name; });
  return found == command.options.end() ? nullptr : &*found;
}

std::string known_options(const command_spec& command) {
  std::string text;
  for (const option_spec& option : command.options) {
    if (!text.empty()) text += ", ";
    text += option.name;
  }
  return text.empty() ? "this command has no options" : "expected " + text;
}

std::string in_quotes(std::string_view text) { return '"' + patchpolicy::printable(text) + '"'; }

}  // namespace

std::string usage(const command_spec& command) {
  std::string text = "patchpolicy " + std::string(command.name);
  for (const std::string_view operand : command.operands) text += ' ' + std::string(operand);
  const auto form_of = [](const option_spec& option) {
    return std::string(option.name) + (option.value.empty() ? "" : ' ' + std::string(option.value));
  };
  for (const option_spec& option : command.options) {
    const bool told = std::any_of(command.options.begin(), command.options.end(),
                                  [&](const option_spec& other) { return other.alternative == option.name; });
    if (told) continue;
    std::string part = form_of(option);
    const option_spec* const alternative = find_option(command, option.alternative);
    if (alternative != nullptr) part += " | " + form_of(*alternative);
    if (!option.required)
      text += " [" + part + ']';
    else
      text += alternative != nullptr ? " (" + part + ')' : ' ' + part;
    if (option.repeatable) text += " [" + part + " ...]";
  }
  return text;
}

arguments arguments::parse(const command_spec& command, const std::vector<std::string_view>& words,
                           std::vector<std::string>& errors) {
  arguments parsed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word.size() < 2 || word[0] != '-') {  // "-" alone is standard input
      if (parsed.operands_.size() == command.operands.size())
        errors.push_back("unexpected argument " + in_quotes(word));
      else
        parsed.operands_.push_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const option_spec* option = find_option(command, name);
    if (option == nullptr) {
      errors.push_back("unknown option " + in_quotes(name) + ", " + known_options(command));
      continue;
    }
    if (parsed.has(name) && !option->repeatable)
      errors.push_back("the option " + std::string(name) + " is given twice");
    if (option->value.empty()) {
      if (equals != std::string_view::npos) errors.push_back("the option " + std::string(name) + " takes no value");
      parsed.options_.push_back({option->name, {}});
    } else if (equals != std::string_view::npos && equals + 1 < word.size()) {
      parsed.options_.push_back({option->name, word.substr(equals + 1)});
    } else if (equals == std::string_view::npos && i + 1 < words.size() && !words[i + 1].empty() &&
               words[i + 1].substr(0, 2) != "--") {
      parsed.options_.push_back({option->name, words[++i]});
    } else {
      errors.push_back("the option " + std::string(name) + " needs a value: " + std::string(name) + ' ' +
                       std::string(option->value));
      parsed.options_.push_back({option->name, {}});
    }
  }
  parsed.operands_.resize(command.operands.size());
  for (std::size_t i = 0; i < command.operands.size(); ++i)
    if (parsed.operands_[i].empty())
      errors.push_back("the argument " + std::string(command.operands[i]) + " is missing");
  std::size_t standard_inputs = 0;
  for (const std::string_view operand : parsed.operands_) standard_inputs += operand == "-" ? 1u : 0u;
  for (const given& g : parsed.options_) standard_inputs += g.value == "-" ? 1u : 0u;
  if (standard_inputs > 1) errors.push_back("standard input, \"-\", can be read only once");
  for (const option_spec& option : command.options)
    if (option.required && !parsed.has(option.name) && !parsed.has(option.alternative))
      errors.push_back("the option " + std::string(option.name) + ' ' + std::string(option.value) +
                       (option.alternative.empty() ? "" : ", or " + std::string(option.alternative) + ',') +
                       " is missing");
  return parsed;
}

std::optional<std::string_view> arguments::value(std::string_view option) const {
  for (const given& g : options_)
    if (g.name == option) return g.value;
  return std::nullopt;
}

std::vector<std::string_view> arguments::values(std::string_view option) const {
  std::vector<std::string_view> all;
  for (const given& g : options_)
    if (g.name == option) all.push_back(g.value);
  return all;
}

}  // namespace tool
