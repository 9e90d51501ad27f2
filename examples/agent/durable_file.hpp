// SPDX-License-Identifier: BSL-1.0
// Files that are whole after a crash. Each function says what went wrong, or nothing.
#pragma once

#include <string>
#include <string_view>

#include "patchpolicy/patchpolicy.hpp"

namespace agent {

// What a file has that people give.
patchpolicy::result<std::string, std::string> read_file(const std::string& path);

// What a file has that the agent writes; an empty string if there is none yet.
patchpolicy::result<std::string, std::string> read_file_if_any(const std::string& path);

// Whoever reads the file finds what it had before or `text`, never a part: a temporary file is written and flushed to
// the disk, then renamed.
[[nodiscard]] std::string replace_file(const std::string& path, std::string_view text);

// Returns when the disk has it. After a crash a part of `text` may be there.
[[nodiscard]] std::string append_to_file(const std::string& path, std::string_view text);

}  // namespace agent
