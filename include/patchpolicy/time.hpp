// SPDX-License-Identifier: BSL-1.0
/// \file
/// Dates, times and schedules.
#pragma once

#include "patchpolicy/time/any_zone.hpp"
#include "patchpolicy/time/calendar.hpp"
#include "patchpolicy/time/civil_date.hpp"
#include "patchpolicy/time/fixed_zone.hpp"
#include "patchpolicy/time/instant.hpp"
#include "patchpolicy/time/local_resolution.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "patchpolicy/time/recurrence.hpp"
#include "patchpolicy/time/recurrence_dates.hpp"
#include "patchpolicy/time/schedule.hpp"
#include "patchpolicy/time/time_of_day.hpp"
#include "patchpolicy/time/time_zone.hpp"
#include "patchpolicy/time/tzif_zone.hpp"
#include "patchpolicy/time/zone_index.hpp"
