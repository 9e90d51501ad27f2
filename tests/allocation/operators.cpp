// SPDX-License-Identifier: BSL-1.0
// The program counts what it allocates; the tests beside this file read the count.
#include "support/counting_operators.hpp"
