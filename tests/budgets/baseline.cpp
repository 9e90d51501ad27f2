// SPDX-License-Identifier: BSL-1.0
// What compile times are compared with.
#include <algorithm>
#include <chrono>
#include <ranges>
#include <string>
#include <vector>

int main() {}
