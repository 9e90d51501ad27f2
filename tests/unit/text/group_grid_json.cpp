// SPDX-License-Identifier: BSL-1.0
#include "patchpolicy/text/group_grid_json.hpp"

#include <string>
#include <vector>

#include "patchpolicy/text/group_grid_text.hpp"
#include "support/catch.hpp"

namespace pp = patchpolicy;
using pp::platform;
using pp::task_kind;

namespace {

const pp::patch_groups groups = {{"A", {"w1", "x\"y"}}, {"B", {}}};

pp::group_grid sample() {
  pp::group_grid grid;
  grid.configured = {platform::windows, task_kind::zero_day_response};
  grid.rows.resize(2);
  grid.rows[0].use = pp::group_use::include;
  grid.rows[0].on(platform::windows) = {3, true, {}};
  grid.rows[0].on(platform::mac) = {2, false, pp::group_eye::crossed_out};
  grid.rows[0].on(platform::gnu_linux) = {1, true, pp::group_eye::open};
  grid.rows[0].unknown = {1};
  grid.rows[1].use = pp::group_use::exclude;
  grid.absent = {{"gone", {platform::mac, task_kind::routine_maintenance}, pp::group_use::include}};
  return grid;
}

const auto compact = pp::json_layout::compact;

}  // namespace

TEST_CASE("a grid in JSON, with status") {
  CHECK(pp::write_group_grid(sample(), groups, 5, compact) ==
        "{\"platform\":\"windows\",\"task\":\"zero_day_response\",\"endpoints\":5,\"groups\":["
        "{\"name\":\"A\",\"choice\":\"include\",\"windows\":{\"records\":3,\"status\":\"active\"},"
        "\"mac\":{\"records\":2,\"eye\":\"crossed_out\",\"status\":\"not_active\",\"because\":[\"group_not_used\"]},"
        "\"linux\":{\"records\":1,\"eye\":\"open\",\"status\":\"active\"},\"total\":6,\"unknown\":[\"x\\\"y\"]},"
        "{\"name\":\"B\",\"choice\":\"exclude\","
        "\"windows\":{\"records\":0,\"status\":\"not_active\",\"because\":[\"group_not_used\"]},"
        "\"mac\":{\"records\":0,\"status\":\"not_active\",\"because\":[\"group_not_used\"]},"
        "\"linux\":{\"records\":0,\"status\":\"not_active\",\"because\":[\"group_not_used\"]},"
        "\"total\":0,\"unknown\":[]}],"
        "\"absent_groups\":[{\"name\":\"gone\",\"platform\":\"mac\",\"task\":\"routine_maintenance\","
        "\"choice\":\"include\"}]}");
}

TEST_CASE("a status that depends on an unknown number of endpoints is left out") {
  const std::string unknown = pp::write_group_grid(sample(), groups, std::nullopt, compact);
  CHECK(unknown.find("\"endpoints\"") == std::string::npos);
  CHECK(unknown.find("\"windows\":{\"records\":3},") != std::string::npos);
  CHECK(unknown.find("\"eye\":\"crossed_out\",\"status\":\"not_active\",\"because\":[\"group_not_used\"]") !=
        std::string::npos);
  const std::string none = pp::write_group_grid(sample(), groups, 0, compact);
  CHECK(none.find("\"endpoints\":0,") != std::string::npos);
  CHECK(none.find("\"windows\":{\"records\":3,\"status\":\"not_active\",\"because\":[\"not_assigned\"]}") !=
        std::string::npos);
  CHECK(none.find("\"because\":[\"group_not_used\",\"not_assigned\"]") != std::string::npos);
}

TEST_CASE("the records of a group in JSON") {
  const std::vector<pp::group_record> records = {
      {"w1", platform::windows, {task_kind::priority_updates, task_kind::routine_maintenance}},
      {"m1", platform::mac, {}}};
  CHECK(pp::write_group_records(sample(), groups, 0, records, 1, compact) ==
        "{\"name\":\"A\",\"endpoints\":1,\"records\":["
        "{\"id\":\"w1\",\"platform\":\"windows\",\"status\":\"active\",\"deploys\":true,"
        "\"tasks\":[\"routine_maintenance\",\"priority_updates\"]},"
        "{\"id\":\"m1\",\"platform\":\"mac\",\"status\":\"not_active\",\"because\":[\"group_not_used\"],"
        "\"deploys\":false,\"tasks\":[]}]}");
  CHECK(pp::write_group_records(sample(), groups, 1, {}) == "{\n  \"name\": \"B\",\n  \"records\": []\n}\n");
}

TEST_CASE("a grid is JSON whatever bytes names hold") {
  const std::string name = "a\xFFz";
  const std::string shown = "\"a\xEF\xBF\xBDz\"";
  const pp::patch_groups odd = {{name, {"w1", name}}, {"B", {}}};
  pp::group_grid grid = sample();
  grid.absent[0].name = name;
  const std::string text = pp::write_group_grid(grid, odd, 5, compact);
  CHECK(text.find("{\"name\":" + shown + ",\"choice\"") != std::string::npos);
  CHECK(text.find("\"unknown\":[" + shown + "]") != std::string::npos);
  CHECK(text.find("\"absent_groups\":[{\"name\":" + shown) != std::string::npos);
  const std::string records = pp::write_group_records(grid, odd, 0, {{name, platform::mac, {}}}, 5, compact);
  CHECK(records.find("{\"name\":" + shown) == 0);
  CHECK(records.find("{\"id\":" + shown) != std::string::npos);
  for (const std::string& one : {text, records}) CHECK(pp::detail::valid_utf8(one) == one);
}

TEST_CASE("the status in words") {
  const pp::grid_row row = sample().rows[0];
  CHECK(pp::status_text(row, platform::windows, 5) == "active");
  CHECK(pp::status_text(row, platform::windows, std::nullopt) == "active if assigned");
  CHECK(pp::status_text(row, platform::windows, 0) == "not active: configuration not assigned");
  CHECK(pp::status_text(row, platform::mac, std::nullopt) == "not active: group not used");
  CHECK(pp::status_text(row, platform::mac, 0) == "not active: group not used, configuration not assigned");
}

TEST_CASE("the signs of the eyes differ") {
  CHECK(pp::sign_of(pp::group_eye::open) == "(o)");
  CHECK(pp::sign_of(pp::group_eye::crossed_out) == "(x)");
  CHECK(pp::meaning_of(pp::group_eye::open) != pp::meaning_of(pp::group_eye::crossed_out));
}
