# SPDX-License-Identifier: BSL-1.0
"""The Markdown pages of the project: their headings, anchors and links, as GitHub shows them."""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt

FOLDERS = ("docs",)  # beside the pages at the root


def parser(**options):
    return MarkdownIt("commonmark", options).enable("table")


@dataclass
class Heading:
    level: int
    text: str
    anchor: str
    line: int


@dataclass
class Page:
    path: str  # relative to the root
    text: str
    tokens: list
    headings: list = field(default_factory=list)
    links: list = field(default_factory=list)  # (address, line)

    @property
    def title(self):
        return self.headings[0].text if self.headings else self.path

    @property
    def anchors(self):
        return {heading.anchor for heading in self.headings}

    @property
    def pictures(self):
        """The files of the project that it shows as pictures."""
        addresses = [c.attrGet("src") for t in self.tokens for c in t.children or [] if c.type == "image"]
        return [posixpath.normpath(posixpath.join(posixpath.dirname(self.path), a)) for a in addresses
                if not is_external(a)]


def plain_text(inline):
    return "".join(" " if c.type == "softbreak" else c.content for c in inline.children or [])


def anchor_of(text, taken):
    """GitHub's: lower case, hyphens for blanks, nothing for other signs; counted where it is there already."""
    anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
    count = taken.get(anchor, 0)
    taken[anchor] = count + 1
    return f"{anchor}-{count}" if count else anchor


def read_page(root, path):
    text = (root / path).read_text(encoding="utf-8")
    page = Page(path, text, parser().parse(text))
    taken, line = {}, 1
    for before, token in zip([None, *page.tokens], page.tokens):
        if token.map:
            line = token.map[0] + 1
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            anchor = anchor_of(plain_text(token), taken)
            before.attrSet("id", anchor)
            page.headings.append(Heading(int(before.tag[1]), plain_text(token), anchor, line))
        at = 0
        for child in token.children or []:
            address = child.attrGet("href") if child.type == "link_open" else child.attrGet("src")
            if address:
                at = max(token.content.find(address, at), at)
                page.links.append((address, line + token.content.count("\n", 0, at)))
    return page


def read_pages(root):
    """All pages by their paths: those at the root, then those of the folders."""
    root = Path(root)
    paths = sorted(root.glob("*.md"))
    for folder in FOLDERS:
        paths += sorted((root / folder).rglob("*.md"))
    return {path.relative_to(root).as_posix(): read_page(root, path.relative_to(root).as_posix()) for path in paths}


def is_external(address):
    return re.match(r"[a-z][a-z0-9+.-]*:", address) is not None
