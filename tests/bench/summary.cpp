// SPDX-License-Identifier: BSL-1.0
// How long a summary takes, which consoles make anew with every change: alone, as text, with what depends on zone and
// catalog. The argument is the folder of the sample data, examples/data if there is none.
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "patchpolicy/text.hpp"
#include "patchpolicy/time/posix_zone.hpp"
#include "support/timing.hpp"

namespace pp = patchpolicy;
using namespace patchpolicy::literals;

namespace {

constexpr double goal = 20;  // microseconds, for a summary alone

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t kept = 0;  // lest the work be left out

// Microseconds a call, the median of several rounds.
template <class Work>
double measure(int times, Work work) {
  return tests::median_milliseconds([&] {
           for (int i = 0; i < times; ++i) kept += work();
         }) *
         1000 / times;
}

void report(const char* what, double microseconds, double alone) {
  std::printf("  %-34s %10.1f us %8.1f x\n", what, microseconds, microseconds / alone);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "examples/data";
  const auto all = pp::read_catalog(contents_of(folder + "/catalog.ndjson"));
  const auto groups = pp::read_patch_groups(contents_of(folder + "/groups.json"));
  if (!all || !groups) return std::fprintf(stderr, "%s: the sample data cannot be read\n", folder.c_str()), 2;
  const pp::validation_context nothing;
  const pp::validation_context checked{&*groups, &*all};
  const pp::sys_seconds after = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  constexpr pp::posix_zone zone = "CET-1CEST,M3.5.0,M10.5.0/3"_posix_tz;

  bool reached = true;
  for (const char* name : {"pilot.json", "servers.json"}) {
    const auto read = pp::read_configuration(contents_of(folder + '/' + name));
    if (!read) return std::fprintf(stderr, "%s/%s cannot be read\n", folder.c_str(), name), 2;
    const pp::configuration& config = *read;
    const auto lines = [](const pp::summary& s) { return s.tabs[0].tasks[0].lines.size(); };
    const double alone = measure(2000, [&] { return lines(pp::summarize(config)); });
    const pp::summary made = pp::summarize(config);
    std::printf("%s%s\n", name, alone <= goal ? "" : ": GOAL MISSED");
    report("summary", alone, alone);
    report("  of which validation", measure(2000, [&] { return pp::validate(config).size(); }), alone);
    report("text of it", measure(2000, [&] { return pp::to_text(made, pp::english).size(); }), alone);
    report("Markdown of it", measure(2000, [&] { return pp::to_markdown(made, pp::english).size(); }), alone);
    report("HTML of it", measure(2000, [&] { return pp::to_html(made, pp::english).size(); }), alone);
    report("JSON of it", measure(2000, [&] { return pp::write_summary(made, pp::english).size(); }), alone);
    report("with zone and instant", measure(50, [&] { return lines(pp::summarize(config, nothing, after, zone)); }),
           alone);
    report("with the sample catalog", measure(50, [&] { return lines(pp::summarize(config, checked)); }), alone);
    reached = reached && alone <= goal;
  }
  std::printf("%zu records; the goal is %.0f us for a summary; %s\n", all->size(), goal,
              reached ? "reached" : "missed");
  return kept > 0 && reached ? 0 : 1;
}
