// SPDX-License-Identifier: BSL-1.0
/// \file
/// The rules.
#pragma once

#include "patchpolicy/decide/bound_task.hpp"
#include "patchpolicy/decide/catalog_validation.hpp"
#include "patchpolicy/decide/daily_scan.hpp"
#include "patchpolicy/decide/enablement_offer.hpp"
#include "patchpolicy/decide/explanation.hpp"
#include "patchpolicy/decide/finding.hpp"
#include "patchpolicy/decide/group_membership.hpp"
#include "patchpolicy/decide/judge.hpp"
#include "patchpolicy/decide/linux_scan.hpp"
#include "patchpolicy/decide/missed_run.hpp"
#include "patchpolicy/decide/next_run.hpp"
#include "patchpolicy/decide/occurrence.hpp"
#include "patchpolicy/decide/package_version.hpp"
#include "patchpolicy/decide/product_filter.hpp"
#include "patchpolicy/decide/rule.hpp"
#include "patchpolicy/decide/schedule_validation.hpp"
#include "patchpolicy/decide/selection.hpp"
#include "patchpolicy/decide/supersession.hpp"
#include "patchpolicy/decide/task_edit.hpp"
#include "patchpolicy/decide/task_runs.hpp"
#include "patchpolicy/decide/validation.hpp"
#include "patchpolicy/decide/verdict.hpp"
#include "patchpolicy/decide/what_would_change.hpp"
