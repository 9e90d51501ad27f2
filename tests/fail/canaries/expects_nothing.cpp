// SPDX-License-Identifier: BSL-1.0
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
int bad = nowhere;
#endif
