// SPDX-License-Identifier: BSL-1.0
// expect: anything
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
int bad;
#endif
