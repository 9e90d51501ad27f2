// SPDX-License-Identifier: BSL-1.0
// Waits for files to change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tool {

class file_watch {
 public:
  explicit file_watch(const std::vector<std::string_view>& files);

  // Returns when one of the files has changed, come or gone since it was last looked at, within a tenth of a second;
  // false where the system cannot tell.
  bool wait();

  // Whether that one of the files had changed when `wait` returned.
  bool has_changed(std::string_view file) const;

 private:
  std::vector<std::string> files_;
  std::vector<std::string> seen_;    // what tells one state of each file from another
  std::vector<std::string> before_;  // the same, before the last wait
};

}  // namespace tool
