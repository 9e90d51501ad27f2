// SPDX-License-Identifier: BSL-1.0
// Makes a program count what it allocates. For one of its translation units. All forms are here, as those of a runtime
// with sanitizers do not call one another.
#pragma once

#include <cstddef>
#include <new>

#include "support/counted_memory.hpp"

void* operator new(std::size_t size) { return tests::detail::allocate(size); }
void* operator new[](std::size_t size) { return tests::detail::allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return tests::detail::allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return tests::detail::allocate(size); }
void operator delete(void* pointer) noexcept { tests::detail::release(pointer); }
void operator delete[](void* pointer) noexcept { tests::detail::release(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { tests::detail::release(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { tests::detail::release(pointer); }
void operator delete(void* pointer, const std::nothrow_t&) noexcept { tests::detail::release(pointer); }
void operator delete[](void* pointer, const std::nothrow_t&) noexcept { tests::detail::release(pointer); }
