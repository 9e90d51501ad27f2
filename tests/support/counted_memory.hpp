// SPDX-License-Identifier: BSL-1.0
// What a program allocates, if one of its translation units includes counting_operators.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace tests {

// Of the whole program, since it started or since the last `reset`.
struct memory_counts {
  std::size_t allocations = 0;
  std::size_t bytes = 0;  // held now
  std::size_t peak = 0;   // the most that was held

  void reset() {
    allocations = 0;
    peak = bytes;
  }
};
inline memory_counts memory;

namespace detail {
// Each block is preceded by its size.
inline constexpr std::size_t header = alignof(std::max_align_t);

inline void* allocate(std::size_t size) noexcept {
  auto* const block = static_cast<unsigned char*>(std::malloc(size + header));
  if (block == nullptr) std::abort();
  *reinterpret_cast<std::size_t*>(block) = size;
  ++memory.allocations;
  memory.bytes += size;
  memory.peak = std::max(memory.peak, memory.bytes);
  return block + header;
}
inline void release(void* pointer) noexcept {
  if (pointer == nullptr) return;
  auto* const block = static_cast<unsigned char*>(pointer) - header;
  memory.bytes -= *reinterpret_cast<std::size_t*>(block);
  std::free(block);
}
}  // namespace detail

}  // namespace tests
