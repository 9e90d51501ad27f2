// SPDX-License-Identifier: BSL-1.0
#include "watch.hpp"

#include <cstddef>
#include <utility>

#include "files.hpp"

#ifndef __wasi__  // has neither times of files nor threads to sleep in
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <thread>
#endif

namespace tool {
namespace {

#ifndef __wasi__
std::string state_of(const std::string& file) {
  std::error_code failed;
  const auto time = std::filesystem::last_write_time(file, failed);
  if (failed) return "not there";
  const auto size = std::filesystem::file_size(file, failed);
  std::string state = std::to_string(static_cast<long long>(time.time_since_epoch().count())) + ' ' +
                      std::to_string(failed ? 0 : size) + ' ';
  // Two saves may fall into one tick of the file system's clock, so what is small is compared as a whole.
  constexpr std::uintmax_t small_file = std::uintmax_t{1} << 16;
  if (!failed && size <= small_file) state += read_bytes(file).value_or("");
  return state;
}

std::vector<std::string> states_of(const std::vector<std::string>& files) {
  std::vector<std::string> states;
  for (const std::string& file : files) states.push_back(state_of(file));
  return states;
}
#endif

}  // namespace

file_watch::file_watch(const std::vector<std::string_view>& files) : files_(files.begin(), files.end()) {
#ifndef __wasi__
  seen_ = states_of(files_);
#endif
}

bool file_watch::wait() {
#ifdef __wasi__
  return false;
#else
  constexpr std::chrono::milliseconds pause{40};
  while (true) {
    std::vector<std::string> now = states_of(files_);
    if (now != seen_) {
      before_ = std::move(seen_);
      seen_ = std::move(now);
      return true;
    }
    std::this_thread::sleep_for(pause);
  }
#endif
}

bool file_watch::has_changed(std::string_view file) const {
  for (std::size_t i = 0; i < before_.size(); ++i)
    if (files_[i] == file && before_[i] != seen_[i]) return true;
  return false;
}

}  // namespace tool
