// SPDX-License-Identifier: BSL-1.0
// The fuzz targets without a fuzzer: runs each file that is named, and says how many those were.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "fuzz/fuzz.hpp"

namespace {

bool read(const char* name, std::vector<std::uint8_t>& bytes) {
  std::FILE* const file = std::fopen(name, "rb");
  if (file == nullptr) return false;
  bytes.clear();
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) bytes.push_back(static_cast<std::uint8_t>(c));
  const bool good = std::ferror(file) == 0;
  std::fclose(file);
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::uint8_t> bytes;
  for (int i = 1; i < count; ++i) {
    if (!read(arguments[i], bytes)) {
      std::fprintf(stderr, "cannot read %s\n", arguments[i]);
      return 1;
    }
    // Before it runs, because it may end the program.
    std::printf("%s\n", arguments[i]);
    std::fflush(stdout);
    // A copy without slack, so that sanitizers see what is read past the end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
  }
  std::printf("%d inputs\n", count - 1);
  return count > 1 ? 0 : 1;
}
