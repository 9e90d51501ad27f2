// SPDX-License-Identifier: BSL-1.0
// All headers after the macros that other people's headers define. The standard library's come first: they are not
// always safe from them.
// clang-format off
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#ifdef _WIN32
#include <windows.h>
#else
// windows.h
#define min(a, b) @
#define max(a, b) @
#define interface @
#define small @
#define hyper @
#define near @
#define far @
#define pascal @
#define cdecl @
#define CONST @
#define DELETE @
#define DIFFERENCE @
#define ERROR @
#define IGNORE @
#define IN @
#define OPTIONAL @
#define OUT @
#define RELATIVE @
#define STRICT @
#define VOID @
#endif

// compilers in GNU mode
#undef linux
#undef unix
#define linux @
#define unix @
// sys/sysmacros.h
#define major(device) @
#define minor(device) @
// AssertMacros.h of macOS
#define check(assertion) @
#define verify(assertion) @
// X.h
#define Always @
#define Bool @
#define None @
#define Status @
#define Success @
// Qt
#define emit @
#define foreach(variable, container) @
#define signals @
#define slots @
// math.h
#define DOMAIN @
#define OVERFLOW @
#define UNDERFLOW @

#include <patchpolicy/patchpolicy.hpp>

int main() {}
