// SPDX-License-Identifier: BSL-1.0
// Selection alone, in use.
#include "budgets/own_records.hpp"

int main() { return budgets::deploying() == 2 ? 0 : 1; }
