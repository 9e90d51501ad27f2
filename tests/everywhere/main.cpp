// SPDX-License-Identifier: BSL-1.0
// Answers thousands of questions by the library and says what came of it: for each area the number of answers and a
// hash of them, and in the last line a hash of all. tests/everywhere/run compares these lines between machines. Needs
// only the standard library, neither exceptions nor RTTI, and neither files nor a clock.
//   everywhere [<area>]   with an area: its answers themselves, to find where two machines differ

// As in programs for Windows: what it defines (min, max, small, near and so on) must do the headers no harm.
#ifdef _WIN32
#include <windows.h>
#endif

#include <patchpolicy/patchpolicy.hpp>

// The other headers here do not guard against these.
#undef min
#undef max

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "answers.hpp"
#include "findings.hpp"
#include "grids.hpp"
#include "indexed.hpp"
#include "reboots.hpp"
#include "schedules.hpp"
#include "selection.hpp"
#include "summaries.hpp"
#include "texts.hpp"
#include "versions.hpp"

namespace everywhere {

struct area {
  const char* name;
  void (*answer)(answers&);
};

// One header each, but for explanations, which are in selection.hpp.
constexpr area areas[] = {
    {"verdicts", answer_verdicts},   {"explanations", answer_explanations},
    {"findings", answer_findings},   {"schedules", answer_schedules},
    {"reboots", answer_reboots},     {"texts", answer_texts},
    {"summaries", answer_summaries}, {"grids", answer_grids},
    {"versions", answer_versions},   {"indexed", answer_indexed},
};

}  // namespace everywhere

int main(int argc, char** argv) {
  std::uint64_t count = 0;
  everywhere::fingerprint all;
  for (const everywhere::area& area : everywhere::areas) {
    if (argc > 1 && std::string_view(argv[1]) != area.name) continue;
    everywhere::answers out(argc > 1);
    area.answer(out);
    char line[100];
    std::snprintf(line, sizeof line, "%s %" PRIu64 " %016" PRIx64, area.name, out.count(), out.hash());
    std::puts(line);
    std::fflush(stdout);
    all.add(line);
    count += out.count();
  }
  std::printf("all %" PRIu64 " %016" PRIx64 "\n", count, all.value());
  return count == 0 ? 1 : 0;
}
