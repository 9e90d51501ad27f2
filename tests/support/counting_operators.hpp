// SPDX-License-Identifier: BSL-1.0
// Makes a program count what it allocates. For one of its translation units.
#pragma once

#include <cstddef>
#include <new>

#include "support/counted_memory.hpp"

void* operator new(std::size_t size) { return tests::detail::allocate(size); }
void* operator new[](std::size_t size) { return tests::detail::allocate(size); }
void operator delete(void* pointer) noexcept { tests::detail::release(pointer); }
void operator delete[](void* pointer) noexcept { tests::detail::release(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { tests::detail::release(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { tests::detail::release(pointer); }
