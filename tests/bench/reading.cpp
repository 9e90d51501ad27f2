// SPDX-License-Identifier: BSL-1.0
// Reading a catalog of 16 MB beside nlohmann-json, in one run: time and memory.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "patchpolicy/text/catalog_json.hpp"
#include "support/counting_operators.hpp"
#include "support/synthetic_catalog.hpp"

namespace {

struct measurement {
  double milliseconds = 0;  // the median of several runs
  std::size_t peak = 0;     // bytes beyond the text itself
  std::size_t records = 0;
};

template <class Read>
measurement measure(const std::string& text, Read read) {
  measurement m;
  std::vector<double> times;
  for (int run = 0; run < 7; ++run) {
    const std::size_t before = tests::memory.bytes;
    tests::memory.reset();
    const auto start = std::chrono::steady_clock::now();
    m.records = read(text);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    m.peak = tests::memory.peak - before;
  }
  std::sort(times.begin(), times.end());
  m.milliseconds = times[times.size() / 2];
  return m;
}

std::size_t read_ours(std::string_view text) {
  const auto read = patchpolicy::read_catalog(text);
  return read ? read->size() : 0;
}

// As the tool does it: the text comes in pieces, and is not kept.
std::size_t read_pieces(std::string_view text) {
  patchpolicy::catalog_reader reader;
  for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(text.size(), 65536)))
    reader.feed(text.substr(0, 65536));
  const auto read = std::move(reader).finish();
  return read ? read->size() : 0;
}

std::size_t read_nlohmann(std::string_view text) {
  std::vector<nlohmann::json> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(nlohmann::json::parse(text.substr(0, end)));
    text.remove_prefix(end + 1);
  }
  return lines.size();
}

void print(const char* name, const measurement& m, const measurement& peer, std::size_t size) {
  const auto megabytes = static_cast<double>(size) / 1e6;
  std::printf("%-34s %8.1f ms %7.0f MB/s %6.2fx time %8.1f MB %6.2fx the file %9zu records\n", name, m.milliseconds,
              megabytes / m.milliseconds * 1e3, m.milliseconds / peer.milliseconds, static_cast<double>(m.peak) / 1e6,
              static_cast<double>(m.peak) / static_cast<double>(size), m.records);
}

}  // namespace

int main() {
  const std::string text = tests::synthetic_catalog(16'000'000);
  std::printf("catalog of %zu bytes\n", text.size());
  const measurement theirs = measure(text, read_nlohmann);
  const measurement ours = measure(text, read_ours);
  const measurement pieces = measure(text, read_pieces);
  print("nlohmann-json, a value a line", theirs, theirs, text.size());
  print("read_catalog, checked and typed", ours, theirs, text.size());
  print("catalog_reader, in pieces of 64 kB", pieces, theirs, text.size());
  const bool good = ours.records == theirs.records && pieces.records == theirs.records &&
                    ours.milliseconds <= theirs.milliseconds && ours.peak <= 2 * text.size();
  std::puts(good ? "goal met: no slower, and at most twice the file in memory" : "GOAL MISSED");
  return good ? 0 : 1;
}
