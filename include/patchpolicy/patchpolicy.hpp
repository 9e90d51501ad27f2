// SPDX-License-Identifier: BSL-1.0
/// \file
/// Everything.
#pragma once

#include "patchpolicy/core.hpp"
#include "patchpolicy/decide.hpp"
#include "patchpolicy/model.hpp"
#include "patchpolicy/text.hpp"
#include "patchpolicy/time.hpp"
#include "patchpolicy/version.hpp"
