# SPDX-License-Identifier: BSL-1.0
"""Every relative link and anchor of the documentation leads somewhere, and docs/README.md leads to every page.

    python3 tests/gates/links.py <root of the tree>
"""

import posixpath
import sys
from pathlib import Path

from gate import finish, need, violation

need("markdown_it", "python3-markdown-it")
from markdown_pages import is_external, read_pages

root = Path(sys.argv[1])
pages = read_pages(root)
if not pages:
    sys.exit(f"no pages in {root}")

reached = {"README.md", "docs/README.md"}
count = 0
for page in pages.values():
    for address, line in page.links:
        if is_external(address):
            continue
        count += 1
        place = f"{page.path}:{line}"
        target, _, anchor = address.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)) if target else page.path
        if path.startswith("../") or not (root / path).exists():
            violation(f"{place}: \"{address}\" leads to {path}, which is not there")
            continue
        if page.path == "docs/README.md":
            reached.add(path)
        if not anchor:
            continue
        if path not in pages:
            violation(f"{place}: \"{address}\" names a place in {path}, which is no page")
        elif anchor not in pages[path].anchors:
            violation(f"{place}: \"{address}\" names a heading that {path} has not")

for path in pages:
    if path.startswith("docs/") and path not in reached:
        violation(f"{path}: docs/README.md does not lead to it")
finish()
print(f"{count} links on {len(pages)} pages lead somewhere")
