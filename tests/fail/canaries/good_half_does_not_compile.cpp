// SPDX-License-Identifier: BSL-1.0
// expect: nowhere
int bad = nowhere;
