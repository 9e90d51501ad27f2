// SPDX-License-Identifier: BSL-1.0
/// \file
/// What people and files see.
#pragma once

#include "patchpolicy/text/catalog_json.hpp"
#include "patchpolicy/text/configuration_json.hpp"
#include "patchpolicy/text/explanation.hpp"
#include "patchpolicy/text/explanation_json.hpp"
#include "patchpolicy/text/explanation_text.hpp"
#include "patchpolicy/text/finding_json.hpp"
#include "patchpolicy/text/finding_text.hpp"
#include "patchpolicy/text/instant_text.hpp"
#include "patchpolicy/text/json_codec.hpp"
#include "patchpolicy/text/json_document.hpp"
#include "patchpolicy/text/json_reader.hpp"
#include "patchpolicy/text/json_text.hpp"
#include "patchpolicy/text/json_writer.hpp"
#include "patchpolicy/text/key_set.hpp"
#include "patchpolicy/text/line_counter.hpp"
#include "patchpolicy/text/ndjson.hpp"
#include "patchpolicy/text/options_json.hpp"
#include "patchpolicy/text/patch_groups_json.hpp"
#include "patchpolicy/text/reading_error.hpp"
#include "patchpolicy/text/schedule_json.hpp"
#include "patchpolicy/text/verdict_json.hpp"
#include "patchpolicy/text/verdict_line.hpp"
#include "patchpolicy/text/verdict_text.hpp"
