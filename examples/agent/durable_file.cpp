// SPDX-License-Identifier: BSL-1.0
#include "durable_file.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>

#ifdef _WIN32
#include <io.h>
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace agent {
namespace {

std::string failure(const std::string& path, const char* what) {
  return patchpolicy::printable(path) + ": cannot be " + what + ": " + std::strerror(errno);
}

bool flush_to_disk(std::FILE* file) {
#ifdef _WIN32
  return std::fflush(file) == 0 && _commit(_fileno(file)) == 0;
#else
  return std::fflush(file) == 0 && fsync(fileno(file)) == 0;
#endif
}

std::string write(const std::string& path, const char* mode, std::string_view text) {
  std::FILE* const file = std::fopen(path.c_str(), mode);
  if (file == nullptr) return failure(path, "opened");
  bool good = std::fwrite(text.data(), 1, text.size(), file) == text.size() && flush_to_disk(file);
  if (std::fclose(file) != 0) good = false;
  return good ? std::string() : failure(path, "written");
}

// The name is on the disk when its folder is.
bool rename_durably(const std::string& from, const std::string& to) {
#ifdef _WIN32
  return MoveFileExA(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0;
#else
  if (std::rename(from.c_str(), to.c_str()) != 0) return false;
  const std::size_t slash = to.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : to.substr(0, slash + 1);
  const int opened = open(folder.c_str(), O_RDONLY);
  if (opened < 0) return false;
  const bool flushed = fsync(opened) == 0;
  close(opened);
  return flushed;
#endif
}

patchpolicy::result<std::string, std::string> read_and_close(std::FILE* file, const std::string& path) {
  std::string text;
  char buffer[4096];
  for (std::size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) != 0;) text.append(buffer, count);
  const std::string wrong = std::ferror(file) != 0 ? failure(path, "read") : std::string();
  std::fclose(file);
  if (!wrong.empty()) return patchpolicy::unexpected{wrong};
  return text;
}

}  // namespace

patchpolicy::result<std::string, std::string> read_file(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file != nullptr) return read_and_close(file, path);
  return patchpolicy::unexpected{failure(path, "read") + "; --help says which option names another file"};
}

patchpolicy::result<std::string, std::string> read_file_if_any(const std::string& path) {
  errno = 0;
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file != nullptr) return read_and_close(file, path);
  if (errno == ENOENT) return std::string();
  return patchpolicy::unexpected{failure(path, "read")};
}

std::string replace_file(const std::string& path, std::string_view text) {
  const std::string temporary = path + ".new";
  if (std::string wrong = write(temporary, "wb", text); !wrong.empty()) return wrong;
  return rename_durably(temporary, path) ? std::string() : failure(path, "replaced");
}

std::string append_to_file(const std::string& path, std::string_view text) { return write(path, "ab", text); }

}  // namespace agent
