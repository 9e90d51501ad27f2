// SPDX-License-Identifier: BSL-1.0
// patchpolicy default: the configuration to start from (rule T5).
#include "commands.hpp"
#include "files.hpp"

namespace tool {

const command_spec& default_spec() {
  static const command_spec spec = {"default", {}, {}, "prints the default configuration as JSON, to start from"};
  return spec;
}

int run_default(const arguments&) {
  const auto config = patchpolicy::default_configuration();
  return write_output(patchpolicy::write_configuration(config)) ? status_done : status_unreadable;
}

}  // namespace tool
