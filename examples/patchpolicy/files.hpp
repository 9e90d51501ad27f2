// SPDX-License-Identifier: BSL-1.0
// Files and standard streams. Whatever goes wrong is said on standard error.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "patchpolicy/patchpolicy.hpp"

namespace tool {

// What people call the file: "-" is standard input.
std::string display_name(std::string_view path);

// The bytes of a document; of one that is larger than any that can be read, the first of them.
std::optional<std::string> read_bytes(std::string_view path);
// The lines of a file, however many; up to the first one that is longer than any line that can be read.
std::optional<std::string> read_lines(std::string_view path);

std::optional<patchpolicy::configuration> read_configuration(std::string_view path);
std::optional<patchpolicy::patch_groups> read_patch_groups(std::string_view path);
// Shows how far it is if that takes long and standard error is a terminal.
std::optional<patchpolicy::catalog> read_catalog(std::string_view path);

// Whether a person looks at standard output as it comes.
bool is_output_terminal();

// Whether all of `text` could be written to standard output.
bool write_output(std::string_view text);
void write_error(std::string_view text);

}  // namespace tool
