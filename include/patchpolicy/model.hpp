// SPDX-License-Identifier: BSL-1.0
/// \file
/// The values: patches, groups, products, options, tasks, configurations.
#pragma once

#include "patchpolicy/model/catalog.hpp"
#include "patchpolicy/model/configuration.hpp"
#include "patchpolicy/model/options.hpp"
#include "patchpolicy/model/patch.hpp"
#include "patchpolicy/model/patch_groups.hpp"
#include "patchpolicy/model/patch_traits.hpp"
#include "patchpolicy/model/platform.hpp"
#include "patchpolicy/model/product_path.hpp"
#include "patchpolicy/model/product_tree.hpp"
#include "patchpolicy/model/reboot.hpp"
#include "patchpolicy/model/score.hpp"
#include "patchpolicy/model/severity.hpp"
#include "patchpolicy/model/task.hpp"
