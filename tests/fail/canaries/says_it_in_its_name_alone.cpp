// SPDX-License-Identifier: BSL-1.0
// expect: says_it_in_its_name_alone
// Neither the path in the compiler's messages nor the source line that it may repeat is the compiler's own word.
#ifdef PATCHPOLICY_MUST_NOT_COMPILE
int number = "";  // says_it_in_its_name_alone
#endif
