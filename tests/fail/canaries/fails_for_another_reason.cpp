// SPDX-License-Identifier: BSL-1.0
// expect: a narrowing
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
#include <a header that is not there>
#endif
int good{1};
