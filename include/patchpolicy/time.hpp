// SPDX-License-Identifier: BSL-1.0
/// \file
/// Dates, times and schedules.
#pragma once

#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"
