// SPDX-License-Identifier: BSL-1.0
/// \file
/// The tools that the other floors are built with.
#pragma once

#include "patchpolicy/core/arena.hpp"
#include "patchpolicy/core/bit_plane.hpp"
#include "patchpolicy/core/bounded.hpp"
#include "patchpolicy/core/decimal.hpp"
#include "patchpolicy/core/describe.hpp"
#include "patchpolicy/core/enum_names.hpp"
#include "patchpolicy/core/flag_set.hpp"
#include "patchpolicy/core/hash_index.hpp"
#include "patchpolicy/core/lazy_sequence.hpp"
#include "patchpolicy/core/ordinal_lists.hpp"
#include "patchpolicy/core/result.hpp"
#include "patchpolicy/core/storage.hpp"
#include "patchpolicy/core/text_pool.hpp"
