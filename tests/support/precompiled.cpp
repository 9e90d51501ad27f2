// SPDX-License-Identifier: BSL-1.0
// Nothing of its own: with it the headers of the tests are precompiled.
