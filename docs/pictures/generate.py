# SPDX-License-Identifier: BSL-1.0
"""Draws what the tool prints, as docs/pictures/answers.svg: light or dark as the reader is, in the reader's own fonts.

    python3 docs/pictures/generate.py <the program patchpolicy> [--check [<picture>]]

With --check it writes nothing, and fails if the picture is not what the tool prints now.
"""

import re
import subprocess
import sys
from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FILES = "--catalog scan.ndjson --groups groups.json --platform windows"
CALLS = [  # and how many lines of the answer are shown
    (f"evaluate ward.json {FILES}", 13),
    (f"explain ward.json KB5034441 {FILES}", None),
]

WIDTH, HEIGHT, MARGIN = 7.8, 19, 18  # of a character and of a line, in pixels; around the text

# The first that matches a line tells how its parts look.
LOOKS = [
    (r"(\$ )(patchpolicy .*)", ["quiet", "strong"]),
    (r"(deploys  patch .*)", ["quiet"]),
    (r"(yes)( .*)", ["yes", ""]),
    (r"(no)( .*)", ["no", ""]),
    (r"([^ ].*:)", ["strong"]),
    (r"(…)", ["quiet"]),
    (r"(.*)", [""]),
]

STYLE = """
text { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; }
rect { fill: #f6f8fa; stroke: #d0d7de; }
text { fill: #1f2328; }
.quiet { fill: #57606a; }
.strong { font-weight: 600; }
.yes { fill: #116329; font-weight: 600; }
.no { fill: #a0111f; font-weight: 600; }
@media (prefers-color-scheme: dark) {
  rect { fill: #161b22; stroke: #30363d; }
  text { fill: #e6edf3; }
  .quiet { fill: #9da7b1; }
  .yes { fill: #7ee787; }
  .no { fill: #ff7b72; }
}
"""


def answers(tool):
    """The lines to show: each call, and below it what the tool prints."""
    lines = []
    for call, shown in CALLS:
        run = subprocess.run([tool, *call.split()], cwd=FOLDER, capture_output=True, encoding="utf-8")
        if run.returncode:
            sys.exit(f"patchpolicy {call} fails in {FOLDER}: {run.stderr}")
        printed = run.stdout.splitlines()
        lines += ["", f"$ patchpolicy {call}", *printed[:shown], *(["…"] if shown and shown < len(printed) else [])]
    return lines[1:]


def drawn(line):
    """The line as spans, each with its look."""
    for pattern, looks in LOOKS:
        match = re.fullmatch(pattern, line)
        if match:
            spans = zip(match.groups(), looks)
            return "".join(f'<tspan class="{look}">{escape(t)}</tspan>' if look else escape(t) for t, look in spans)


def picture(lines):
    width = round(max(map(len, lines)) * WIDTH) + 2 * MARGIN
    height = len(lines) * HEIGHT + 2 * MARGIN
    # textLength keeps columns and frame right in fonts of another width.
    texts = [f'<text x="{MARGIN}" y="{MARGIN + i * HEIGHT + 14}" textLength="{len(line) * WIDTH:.1f}">'
             f"{drawn(line)}</text>" for i, line in enumerate(lines) if line]
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return "\n".join([
        "<!-- SPDX-License-Identifier: BSL-1.0 -->",
        "<!-- Written by generate.py beside it. -->",
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        "<title>What the tool prints</title>",
        f"<style>{STYLE}</style>",
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>',
        *texts,
        "</svg>",
    ]) + "\n"


def main():
    tool, *options = sys.argv[1:]
    text = picture(answers(Path(tool).resolve()))
    file = Path(options[1]) if len(options) > 1 else FOLDER / "answers.svg"
    if options[:1] != ["--check"]:
        file.write_text(text, encoding="utf-8")
        return
    committed = file.read_text(encoding="utf-8").splitlines()
    for number, (new, old) in enumerate(zip(text.splitlines() + [""], committed + [""]), 1):
        if new != old:
            sys.exit(f"{file}:{number}: this is not what the tool prints; write the picture anew with generate.py"
                     f"\n  found     {old}\n  expected  {new}")
    print(f"{file} is what the tool prints")


if __name__ == "__main__":
    main()
