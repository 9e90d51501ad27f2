# SPDX-License-Identifier: BSL-1.0
"""What of the headers the tests reach, floor by floor, and whether the gaps are the ones that gaps.txt gives reasons for.

Usage: report.py <root> <folder>, where for each program that was run there is what `llvm-cov export` writes: a .json file
without functions and expansions, and a .lines file in the format lcov.

A template counts once, however often it is instantiated: what one instantiation reaches is reached. Of a condition its
two outcomes are counted; by MC/DC also whether it was seen to turn the decision that it is a part of, all else equal. One
that had no outcome does not count: the compiler knows it, or the line or the condition that keeps it away is a gap.
"""

import json
import sys
from pathlib import Path

FLOORS = ["core", "time", "model", "decide", "text"]
WITHOUT_GAPS = ["time", "decide"]  # but for those with a reason
PART_OF_DECISION = 6  # the kind of region that a condition of a decision is, as llvm-cov numbers them


class Header:
    """The counts of one header, and its gaps: for each line of source with one, what is missing there."""

    def __init__(self, path):
        self.text = path.read_text().splitlines()
        self.lines = [0, 0]  # covered, all
        self.branches = [0, 0]
        self.conditions = [0, 0]
        self.gaps = []

    def source(self, region):
        first_line, first_column, last_line, last_column = region
        lines = self.text[first_line - 1 : last_line]
        lines[-1] = lines[-1][: last_column - 1]
        lines[0] = lines[0][first_column - 1 :]
        return " ".join(line.strip() for line in lines)

    def count(self, counts, line, is_covered, missing):
        counts[0] += is_covered
        counts[1] += 1
        if not is_covered:
            self.gaps.append((self.text[line - 1].strip(), missing))

    def add_lines(self, counts):
        """`counts`: how often each line ran. Of lines in a row that never ran, the first is named."""
        previous_ran = True
        for line, count in sorted(counts.items()):
            source = self.text[line - 1].strip()
            if source in ("", "}") or source.startswith("//"):  # no code
                continue
            self.lines[0] += count > 0
            self.lines[1] += 1
            if count == 0 and previous_ran:
                self.gaps.append((source, "never runs"))
            previous_ran = count > 0

    def add_branches(self, branches):
        """Gives back the conditions that are a part of a decision, in the order of the text, and whether they count."""
        outcomes = {}
        is_part = {}
        for first_line, first_column, last_line, last_column, if_true, if_false, _, _, kind in branches:
            region = (first_line, first_column, last_line, last_column)
            if self.text[first_line - 1].endswith("= default;"):
                continue  # the compiler wrote it
            seen = outcomes.get(region, (False, False))
            outcomes[region] = (seen[0] or if_true > 0, seen[1] or if_false > 0)
            is_part[region] = is_part.get(region, False) or kind == PART_OF_DECISION
        for region, seen in sorted(outcomes.items()):
            before = self.text[region[0] - 1][: region[1] - 1]
            if not any(seen) or before.endswith("switch ("):  # of a switch its cases count
                continue
            for outcome, name in zip(seen, ("true", "false")):
                if before.endswith("case ") and name == "false":
                    continue
                self.count(self.branches, region[0], outcome, f"never {name}: {self.source(region)}")
        return [(region, any(outcomes[region])) for region in sorted(outcomes) if is_part[region]]

    def add_decisions(self, records, conditions):
        decisions = {}
        for record in records:
            region, turned = tuple(record[:4]), record[-1]
            seen = decisions.setdefault(region, [False] * len(turned))
            decisions[region] = [a or b for a, b in zip(seen, turned)]
        for region, turned in sorted(decisions.items()):
            inside = [c for c in conditions if region[:2] <= c[0][:2] and c[0][2:] <= region[2:]]
            for is_covered, (condition, counts) in zip(turned, inside):
                if counts:
                    self.count(self.conditions, region[0], is_covered, f"turns nothing alone: {self.source(condition)}")
        # What lacks an outcome cannot turn anything; the outcome is the gap to close.
        lacking = {(line, missing.partition(": ")[2]) for line, missing in self.gaps if "turns nothing" not in missing}
        self.gaps = [
            (line, missing)
            for line, missing in self.gaps
            if "turns nothing" not in missing or (line, missing.partition(": ")[2]) not in lacking
        ]


def read_lines(paths):
    """For each file how often each line ran. All programs tell of the same runs; one that does not use a line has 0."""
    files = {}
    for path in paths:
        for line in path.read_text().splitlines():
            key, _, value = line.partition(":")
            if key == "SF":
                current = files.setdefault(Path(value), {})
            elif key == "DA":
                number, count = map(int, value.split(","))
                current[number] = max(count, current.get(number, 0))
    return files


def read_regions(paths):
    """For each file its branches and its decisions, in the words of each program that has them."""
    files = {}
    for path in paths:
        for file in json.loads(path.read_text())["data"][0]["files"]:
            branches, decisions = files.setdefault(Path(file["filename"]), ([], []))
            branches += file["branches"]
            decisions += file["mcdc_records"]
    return files


def read_gaps(path):
    """A line `<header>: <source>`, indented below it what is missing there, and after `because` the reason."""
    listed = set()
    place, reason = None, True
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            if not reason:
                sys.exit(f"{path}:{number}: the gap before has no reason; add an indented line \"because ...\"")
            place, reason = tuple(line.split(": ", 1)), False
        elif line.strip().startswith("because "):
            reason = True
        elif not reason:
            listed.add((*place, line.strip()))
    return listed


def percent(counts):
    covered, total = counts
    return f"{covered:6} {total - covered:6} {100 * covered / total if total else 100:7.2f}%"


def main(root, folder):
    include = root / "include" / "patchpolicy"
    lines = read_lines(sorted(folder.glob("*.lines")))
    regions = read_regions(sorted(folder.glob("*.json")))
    headers = {}
    for path in sorted(path for path in lines if include in path.parents):
        branches, decisions = regions[path]
        header = headers[path.relative_to(include).as_posix()] = Header(path)
        header.add_lines(lines[path])
        header.add_decisions(decisions, header.add_branches(branches))

    print("floor    lines missed           branches missed          MC/DC missed")
    for floor in FLOORS:
        of_floor = [h for name, h in headers.items() if name.startswith(floor + "/")]
        sums = [[sum(c) for c in zip(*kind)] for kind in zip(*((h.lines, h.branches, h.conditions) for h in of_floor))]
        print(f"{floor:7}", "  ".join(percent(counts) for counts in sums))

    found = {
        (name, source, missing)
        for name, header in headers.items()
        if name.split("/")[0] in WITHOUT_GAPS
        for source, missing in header.gaps
    }
    listed = read_gaps(root / "tests" / "coverage" / "gaps.txt")
    for name, source, missing in sorted(found - listed):
        print(f"GAP: {name}: {source}\n  {missing}")
    for name, source, missing in sorted(listed - found):
        print(f"NO GAP ANY MORE: {name}: {source}\n  {missing}")
    if found - listed:
        print("cover these by tests of the header, or list them in tests/coverage/gaps.txt with the reason")
    if listed - found:
        print("take these off tests/coverage/gaps.txt")
    return found != listed


if __name__ == "__main__":
    sys.exit(main(*(Path(argument).resolve() for argument in sys.argv[1:])))
