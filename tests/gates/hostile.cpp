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
#define ABSOLUTE @
#define BOOL @
#define CONST @
#define DELETE @
#define DIFFERENCE @
#define ERROR @
#define FALSE @
#define IGNORE @
#define IN @
#define INFINITE @
#define NO_ERROR @
#define OPAQUE @
#define OPTIONAL @
#define OUT @
#define RELATIVE @
#define STRICT @
#define TRANSPARENT @
#define TRUE @
#define VOID @
#define CreateWindow @
#define DrawText @
#define GetClassName @
#define GetMessage @
#define GetObject @
#define LoadString @
#define SendMessage @
#define Yield() @
#endif

// compilers in GNU mode
#undef linux
#undef unix
#define linux @
#define unix @
// sys/sysmacros.h
#undef major
#undef minor
#define major(device) @
#define minor(device) @
// AssertMacros.h of macOS, and Objective-C
#define check(assertion) @
#define require(assertion, label) @
#define verify(assertion) @
#define NO @
#define YES @
#define nil @
// X.h and Xlib.h
#define Above @
#define Always @
#define Below @
#define Bool @
#define Complex @
#define False @
#define None @
#define Status @
#define Success @
#define True @
// Qt
#define emit @
#define forever @
#define foreach(variable, container) @
#define signals @
#define slots @
// math.h and complex.h
#define DOMAIN @
#define I @
#define OVERFLOW @
#define UNDERFLOW @
// assert.h, and libraries for tests and logs
#undef assert
#define assert(condition) @
#define CHECK(condition) @
#define FAIL @
#define INFO @
#define LOG(level) @
#define REQUIRE(condition) @
#define TEST(suite, name) @
#define TEST_CASE @
// the one-letter macros of small machines
#define B @
#define F @
#define U @

#include <patchpolicy/patchpolicy.hpp>

int main() {}
