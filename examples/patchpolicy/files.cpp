// SPDX-License-Identifier: BSL-1.0
#include "files.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

namespace pp = patchpolicy;

namespace tool {
namespace {

bool is_terminal(std::FILE* stream) {
#ifdef _WIN32
  return _isatty(_fileno(stream)) != 0;
#else
  return isatty(fileno(stream)) != 0;
#endif
}

// Opens a file, or borrows standard input.
class input {
 public:
  explicit input(std::string_view path) : is_standard_(path == "-") {
    if (is_standard_) {
#ifdef _WIN32
      _setmode(_fileno(stdin), _O_BINARY);
#endif
      stream_ = stdin;
    } else {
      stream_ = std::fopen(std::string(path).c_str(), "rb");
    }
    if (stream_ == nullptr) error_ = errno;
  }
  input(const input&) = delete;
  input& operator=(const input&) = delete;
  ~input() {
    if (stream_ != nullptr && !is_standard_) std::fclose(stream_);
  }

  // The next bytes; none at the end, and after an error.
  std::string_view next() {
    if (stream_ == nullptr) return {};
    errno = 0;
    const std::size_t count = std::fread(buffer_.data(), 1, buffer_.size(), stream_);
    if (count == 0 && std::ferror(stream_) != 0) error_ = errno;
    return {buffer_.data(), count};
  }

  // Says what went wrong, if anything did.
  bool failed(std::string_view path) const {
    if (error_ == 0) return false;
    write_error(display_name(path) + ": cannot be read: " + std::strerror(error_) + '\n');
    return true;
  }

 private:
  bool is_standard_;
  std::FILE* stream_ = nullptr;
  int error_ = 0;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
};

// A line on standard error that says how far reading is; gone when it is done.
class progress {
 public:
  progress() : shown_(is_terminal(stderr)) {}
  ~progress() {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  void show(std::size_t bytes, std::size_t lines) {
    constexpr std::size_t step = std::size_t{4} << 20;
    if (!shown_ || bytes < next_) return;
    next_ = bytes + step;
    drawn_ = true;
    std::fprintf(stderr, "\r\033[Kreading: %zu MB, %zu lines", bytes >> 20, lines);
  }

 private:
  bool shown_;
  bool drawn_ = false;
  std::size_t next_ = std::size_t{16} << 20;
};

template <class Value>
std::optional<Value> report(pp::result<Value, pp::reading_errors> read, std::string_view path) {
  if (read) return *std::move(read);
  write_error(pp::to_text(read.error(), display_name(path)));
  return std::nullopt;
}

}  // namespace

std::string display_name(std::string_view path) { return path == "-" ? "standard input" : pp::printable(path); }

std::optional<std::string> read_bytes(std::string_view path) {
  input file(path);
  std::string text;
  for (std::string_view bytes = file.next(); !bytes.empty() && text.size() <= pp::document_limit + 3;
       bytes = file.next())
    text += bytes;
  if (file.failed(path)) return std::nullopt;
  return text;
}

std::optional<std::string> read_lines(std::string_view path) {
  constexpr std::size_t longest = pp::line_limit + 4;  // a byte-order mark and a carriage return do not count
  input file(path);
  std::string text;
  std::size_t begin_of_last = 0;
  for (std::string_view bytes = file.next(); !bytes.empty() && text.size() - begin_of_last <= longest;
       bytes = file.next()) {
    if (const std::size_t end = bytes.rfind('\n'); end != std::string_view::npos) begin_of_last = text.size() + end + 1;
    text += bytes;
  }
  if (file.failed(path)) return std::nullopt;
  return text;
}

std::optional<pp::configuration> read_configuration(std::string_view path) {
  const auto text = read_bytes(path);
  return text ? report(pp::read_configuration(*text), path) : std::nullopt;
}

std::optional<pp::patch_groups> read_patch_groups(std::string_view path) {
  const auto text = read_bytes(path);
  return text ? report(pp::read_patch_groups(*text), path) : std::nullopt;
}

std::optional<pp::catalog> read_catalog(std::string_view path) {
  input file(path);
  pp::catalog_reader reader;
  progress shown;
  std::size_t size = 0;
  for (std::string_view bytes = file.next(); !bytes.empty(); bytes = file.next()) {
    reader.feed(bytes);
    shown.show(size += bytes.size(), reader.lines());
  }
  if (file.failed(path)) return std::nullopt;
  return report(std::move(reader).finish(), path);
}

bool is_output_terminal() { return is_terminal(stdout); }

bool write_output(std::string_view text) {
#ifdef _WIN32
  _setmode(_fileno(stdout), _O_BINARY);
#endif
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written) write_error(std::string("standard output: cannot be written: ") + std::strerror(errno) + '\n');
  return written;
}

void write_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace tool
