// SPDX-License-Identifier: BSL-1.0
// Good texts: the examples of the interchange page, and the files that come with the examples.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace tests {

// Where the examples are: what the build says, else beside these tests.
inline std::string examples_folder() {
#ifdef PATCHPOLICY_EXAMPLES_DIR
  return PATCHPOLICY_EXAMPLES_DIR;
#else
  const std::string here = __FILE__;
  return here.substr(0, here.find_last_of("/\\") + 1) + "../../../examples/data";
#endif
}

// A file of examples/data.
inline std::string example_file(std::string_view name) {
  const std::string path = examples_folder() + '/' + std::string(name);
  std::ifstream file(path, std::ios::binary);
  INFO("reading " << path);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline constexpr std::string_view configuration_files[] = {"pilot.json", "scan-only.json", "servers.json"};

// The example of the page, section Configuration.
inline constexpr std::string_view page_configuration = R"({
  "format": "patchpolicy/configuration/1",
  "name": "Workstations",
  "comment": "pilot ring",
  "scan_preview_patches": false,
  "windows": {
    "routine_maintenance": {
      "enabled": true,
      "schedule": {
        "recurrence": { "kind": "monthly", "on": { "week": "first", "weekday": "wednesday" }, "delay_days": 3, "also_days_after_patch_tuesday": 1 },
        "at": "21:00",
        "run_on_boot_if_missed": true,
        "stage_hours_before": 4
      },
      "deploy": {
        "risk": { "vrr_at_least": 7.5, "cvss_at_least": 9.0, "exploited": true },
        "severity": { "security": ["critical", "important"], "non_security": ["critical"] },
        "patch_groups": { "include": ["Approved"], "exclude": ["Known bad"] },
        "enablement_packages": ["KB5027397"],
        "products": { "select_all": true, "cleared": [["Adobe"], ["Mozilla", "Firefox", "115"]] }
      },
      "reboot": {
        "before": { "user": { "force_after_minutes": 120, "warn_at_logoff": true, "countdown_minutes": 10, "extend_up_to_minutes": 60, "may_cancel_timeout": true, "may_cancel_restart": false } },
        "after": { "when": "if_required", "user": { "force_after_minutes": 480, "warn_at_logoff": true, "countdown_minutes": 15 } }
      }
    },
    "priority_updates": { "enabled": false },
    "zero_day_response": { "enabled": false }
  },
  "mac": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "weekly", "weekdays": ["saturday"] }, "at": "21:00" },
           "deploy": { "severity": { "security": ["critical", "unassigned"], "non_security": true }, "patch_groups": { "include": ["Approved"] } },
           "reboot": { "always_after_update": false } } },
  "linux": { "routine_maintenance": { "enabled": true, "schedule": { "recurrence": { "kind": "daily" }, "at": "23:00" },
           "deploy": { "severity": { "security": ["critical"], "bug_fix": true, "enhancement": false } },
           "reboot": { "after_if_required": true } } }
}
)";

// Section Patch groups.
inline constexpr std::string_view page_groups =
    R"({ "format": "patchpolicy/groups/1", "groups": [ { "name": "Approved", "patches": ["KB5034122", "KB5034441"] } ] }
)";

// Section Catalog.
inline constexpr std::string_view page_record =
    R"({"id":"KB5034122:windows-10-22h2-x64","bulletin":"KB5034122","platform":"windows","vendor":"Microsoft","family":"Windows 10","version":"22H2","title":"…","kind":"security","severity":"critical","released":"2024-01-09","cves":[{"id":"CVE-2024-20674","cvss":[{"version":"3.1","score":8.8}],"exploited":false}],"vrr":8.6,"preview":false,"operating_system":true,"supersedes":["KB5033372:windows-10-22h2-x64"],"reboot":"required"}
)";

// Section Verdicts.
inline constexpr std::string_view page_verdicts =
    R"({"id":"KB1","deploys":true,"selected_by":[{"rule":"severity"},{"rule":"patch_group","group":"Approved"}],"stopped_by":[]}
{"id":"KB2","deploys":false,"selected_by":[{"rule":"risk_cvss"}],"stopped_by":[{"rule":"excluded_group","group":"Known bad"},{"rule":"product_filter","at":["Adobe"]}]}
{"id":"KB3","deploys":false,"selected_by":[],"stopped_by":[{"rule":"not_latest","latest":"KB5"}]}
)";

}  // namespace tests
