# SPDX-License-Identifier: BSL-1.0
"""Writes the site: every page of the documentation, a reference page a public header, an index of the rules.

    python3 docs/site/generate.py <root of the tree> <folder to write>

Nothing in it is written by hand twice: the reference is what the headers say, and the navigation is the table of
docs/README.md. The pages need no script and no network.
"""

import posixpath
import re
import shutil
import sys
from collections import Counter
from html import escape
from pathlib import Path

try:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    from headers import read_headers
    from markdown_pages import is_external, parser, read_pages
except ImportError as missing:
    sys.exit(f"{sys.executable}: {missing}; the site needs python3-clang-19, python3-markdown-it and python3-pygments")

from reference import (cited_rules, choose_example, CITATION, documented, functions, regions, RULE, sentences,
                       sentences_about, test_cases)

FLOORS = ["core", "time", "model", "decide", "text"]
HEADINGS = ["Header", "Entities", "Synopsis", "Preconditions", "Errors", "Complexity", "Constexpr", "Example"]
HOLDS_EVERYWHERE = "docs/architecture.md#what-holds-everywhere"


def code_block(code, language, numbered=False):
    """Highlighted code; it scrolls by itself, by keyboard too. Line n of numbered code is the anchor L-n."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    spans = highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip()
    if numbered:
        lines = enumerate(spans.split("\n"), 1)
        spans = "\n".join(f'<span id="L-{number}">{line}</span>' for number, line in lines)
    return f'<pre tabindex="0"><code>{spans}\n</code></pre>\n'


def items(lines, name=""):
    return f'<ul{name and f" class={name}"}>\n' + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>\n"


class Site:
    def __init__(self, root, out):
        self.root, self.out = root, out
        self.pages = read_pages(root)
        self.headers = read_headers(root)
        self.public = [h for h in self.headers.values() if h.is_public]
        self.places = {}  # of a name of the library: (address of its page, anchor)
        for header in self.public:
            for entity in header.entities:
                if not entity.is_specialization:
                    self.places.setdefault(entity.name, (self.address_of_header(header), entity.anchor))
        names = Counter(n for h in self.public for n in {e.name for e in h.entities})
        self.overloaded = {name for name, count in names.items() if count > 1}
        self.sources = set()  # files that a page shows, to be written too
        self.markdown = parser(highlight=lambda code, language, _: code_block(code, language))
        self.regions = regions(root, self.pages)
        self.letters = self.read_letters()
        self.navigation = self.read_navigation()

    # --- Where things are.

    def address_of_header(self, header):
        if not header.is_public:
            return self.address_of_source(f"include/patchpolicy/{header.path}")
        return f"reference/{header.path.removesuffix('.hpp')}.html"

    def address_of_source(self, path):
        self.sources.add(path)
        return f"source/{path}.html"

    def address_of(self, path):
        """Of a file or folder of the project; None if the site has none."""
        if path in self.pages:
            return re.sub(r"README$", "index", path.removesuffix(".md")) + ".html"
        inside = re.fullmatch(r"include/patchpolicy(?:/(.*))?", path)
        if inside and (inside[1] or "") in ("", *FLOORS):
            return posixpath.join("reference", inside[1] or "", "index.html")
        if inside and inside[1] in self.headers:
            return self.address_of_header(self.headers[inside[1]])
        if (self.root / path).is_file():
            return self.address_of_source(path)
        if f"{path}/README.md" in self.pages:
            return self.address_of(f"{path}/README.md")
        return None

    def link(self, here, address, text):
        """`text` is HTML; `here` and `address` are relative to the site."""
        path, _, anchor = address.partition("#")
        relative = "" if path == here else posixpath.relpath(path, posixpath.dirname(here) or ".")
        return f'<a href="{relative}{anchor and "#" + anchor}">{text}</a>'

    def link_to_file(self, here, path, text=None):
        path, _, anchor = path.partition("#")
        address = self.address_of(path)
        return self.link(here, address + (anchor and "#" + anchor), text or f"<code>{escape(path)}</code>")

    # --- What the pages of the documentation say of themselves.

    def first_table(self, path, after=""):
        """The rows of the first table below a heading, each as the inline tokens of its cells."""
        tokens = self.pages[path].tokens
        begin = next((i for i, t in enumerate(tokens) if t.type == "heading_open" and t.attrGet("id") == after), 0)
        begin = next(i for i in range(begin, len(tokens)) if tokens[i].type == "tbody_open")
        rows = []
        for token in tokens[begin:]:
            if token.type == "tbody_close":
                return rows
            if token.type == "tr_open":
                rows.append([])
            if token.type == "inline":
                rows[-1].append(token)
        return rows

    def read_navigation(self):
        """(address, text) of each page that docs/README.md leads to, and of README.md."""
        found = [("index.html", "Overview"), ("docs/index.html", "Documentation")]
        for row in self.first_table("docs/README.md"):
            texts = iter(row[1].children)
            for token in texts:
                if token.type != "link_open" or is_external(token.attrGet("href")):
                    continue
                path, _, anchor = token.attrGet("href").partition("#")
                address = self.address_of(posixpath.normpath(posixpath.join("docs", path)))
                text = next(texts).content
                if address and not anchor and address not in [a for a, _ in found]:
                    found.append((address, text[0].upper() + text[1:]))
        return found

    def read_letters(self):
        """What the letters of rule numbers stand for."""
        return {row[0].content: row[1].content for row in self.first_table("docs/README.md", "rule-numbers")}

    # --- Markdown.

    def render_page(self, page):
        here = self.address_of(page.path)
        for before, token in zip([None, *page.tokens], page.tokens):
            if token.type == "html_block":
                token.content = re.sub(r"<!--.*?-->\n?", "", token.content, flags=re.S)
            inside = token.type == "inline" and before.type == "heading_open"
            for child in token.children or []:
                if child.type in ("link_open", "link_close"):
                    inside = child.type == "link_open"
                if child.type == "link_open" and not is_external(child.attrGet("href")):
                    child.attrSet("href", self.moved_link(page.path, here, child.attrGet("href")))
                if child.type == "text" and not inside:
                    child.type, child.content = "html_inline", self.with_rules(here, escape(child.content))
        html = self.markdown.renderer.render(page.tokens, self.markdown.options, {})
        html = re.sub(r'<a href="">(.*?)</a>', r"\1", html)  # to what the site has not
        html = html.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
        return re.sub(r'<(h[2-6]) id="([^"]*)">(.*?)</\1>', with_own_link, html)

    def moved_link(self, path, here, address):
        target, _, anchor = address.partition("#")
        if not target:
            return address
        moved = self.address_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
        if moved is None:
            return ""
        return posixpath.relpath(moved, posixpath.dirname(here) or ".") + (anchor and "#" + anchor)

    def render_doc(self, here, text, inline=True):
        """A docstring, in which names of the library and numbers of rules are links."""
        html = self.markdown.renderInline(text) if inline else self.markdown.render(text)

        def linked_name(match):
            place = self.places.get(match[1])
            return self.link(here, f"{place[0]}#{place[1]}", match[0]) if place else match[0]

        return self.with_rules(here, re.sub(r'<code>([\w:"&;]+)(?:\(\))?</code>', linked_name, html))

    def with_rules(self, here, html):
        """The same with links to the index of rules."""

        def linked_rule(match):
            return self.link(here, f"reference/rules.html#{match[0].lower()}", match[0])

        return CITATION.sub(lambda citation: re.sub(RULE, linked_rule, citation[0]), html)

    # --- The frame of a page.

    def write(self, address, title, body, headings=()):
        depth = "../" * address.count("/")
        own = items((f'<a href="#{anchor}">{escape(text)}</a>' for anchor, text in headings)) if headings else ""

        def entry(target, text, below=""):
            current = ' aria-current="page"' if target == address else ""
            below = below or (own if current else "")
            return f'<li><a href="{depth}{target}"{current}>{escape(text)}</a>{below}</li>\n'

        floors = ""
        for floor in FLOORS:
            below = ""
            if address.startswith(f"reference/{floor}/"):
                below = "<ul>" + "".join(
                    entry(self.address_of_header(h), h.path.split("/")[1]) for h in self.public if h.floor == floor)
                below += "</ul>\n"
            floors += entry(f"reference/{floor}/index.html", f"{floor}/", below)
        entries = "".join(entry(target, text) for target, text in self.navigation)
        path = self.out / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}{"" if title == "patchpolicy" else " – patchpolicy"}</title>
<link rel="stylesheet" href="{depth}style.css">
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header><a href="{depth}index.html">patchpolicy</a> <a class="menu" href="#pages">Pages</a></header>
<main id="content">
{body}</main>
<nav id="pages" aria-label="Pages">
<ul>
{entries}</ul>
<p>Headers</p>
<ul>
{entry("reference/index.html", "All headers")}{floors}{entry("reference/rules.html", "Rules")}</ul>
</nav>
</body>
</html>
""", encoding="utf-8")

    # --- Pages of the reference.

    def write_header(self, header):
        here = self.address_of_header(header)
        sections = [self.header_section, self.entities_section, self.synopsis_section, self.preconditions_section,
                    self.errors_section, self.complexity_section, self.constexpr_section, self.example_section]
        body = f"<h1><code>{header.path}</code></h1>\n"
        for heading, section in zip(HEADINGS, sections):
            body += f'<h2 id="{heading.lower()}">{heading}</h2>\n{section(here, header)}'
        self.write(here, header.path, body, [(heading.lower(), heading) for heading in HEADINGS])

    def header_section(self, here, header):
        umbrella = f"{header.floor}.hpp" if header.floor else "patchpolicy.hpp"
        includes = [self.link(here, self.address_of_header(self.headers[i]), f"<code>{i}</code>")
                    for i in header.includes]
        text = self.render_doc(here, header.doc, inline=False)
        text += code_block(f"#include <patchpolicy/{header.path}>\n", "cpp")
        source = self.address_of_source(f"include/patchpolicy/{header.path}")
        text += f"<p>Also in <code>&lt;patchpolicy/{umbrella}&gt;</code>. {self.link(here, source, 'The header itself')}.</p>\n"
        if includes:
            text += "<p>Includes " + ", ".join(includes) + ".</p>\n"
        return text

    def entities_section(self, here, header):
        groups = []  # of entities for which one docstring speaks
        for entity in header.entities:
            if entity.is_specialization or entity.kind == "deduction guide":
                continue
            same = next((g for g in groups if g[0].name == entity.name), None)
            if same:
                same.append(entity)
            elif groups and entity.joined and not entity.doc:
                groups[-1].append(entity)
            else:
                groups.append([entity])
        text = ""
        for group in groups:
            names = list(dict.fromkeys(e.name for e in group))
            anchors = {e.name: e.anchor for e in group}
            title = ", ".join(
                f'<code{f" id={chr(34)}{anchors[name]}{chr(34)}" if i else ""}>{escape(name)}</code>'
                for i, name in enumerate(names))
            text += f'<h3 id="{anchors[names[0]]}">{title} <small>{group[0].kind}</small></h3>\n'
            docs = [e.doc for e in group if e.doc]
            targets = [(e.name, re.search(r"= (basic_\w+<.*>);", e.code)) for e in group]
            if not docs:
                docs = ["; ".join(f"`{name}` is `{target[1]}`" for name, target in targets if target) + "."]
            text += "".join(self.render_doc(here, doc, inline=False) for doc in docs)
            members = [m for e in group for m in e.members if m.doc]
            if members:
                text += "<dl>\n"
                for member in members:
                    call = "()" if member.is_function and not member.name.startswith("operator") else ""
                    name = re.sub(r"<.*>$", "", member.name)
                    text += f"<dt><code>{escape(name)}{call}</code></dt>\n"
                    text += f"<dd>{self.render_doc(here, member.doc)}</dd>\n"
                text += "</dl>\n"
        special = [re.search(r"(\w+<.*>)", e.code.splitlines()[1].split("{")[0]) for e in header.entities
                   if e.is_specialization]
        if special:
            names = ", ".join(f"<code>{escape(s[1])}</code>" for s in special if s)
            text += f"<p>Specialized for these types: {names}.</p>\n"
        return text

    def synopsis_section(self, here, header):
        lines, scope, previous = [], "", None
        parts = {"": []}
        for entity in header.entities:
            if entity.kind == "macro":
                lines.append(entity.code)
                continue
            scope = entity.name.rpartition("::")[0] if entity.kind != "deduction guide" else ""
            part = parts.setdefault(scope, [])
            if part and not entity.joined:
                part.append("")
            part.append(entity.code)
        if any(parts.values()):
            lines += ([""] if lines else []) + ["namespace patchpolicy {", "", *parts.pop("")]
            for scope, part in parts.items():
                lines += ["", f"namespace {scope} {{", "", *part, "", f"}}  // namespace {scope}"]
            lines += ["", "}  // namespace patchpolicy"]
        return code_block(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n", "cpp")

    def quotes(self, here, header, topic):
        found = {}
        for name, entity, doc in documented(header):
            for sentence in sentences_about(topic, doc):
                found.setdefault((entity.anchor, re.sub(r"<.*>$", "", name)), []).append(sentence)
        return items(f'<a href="#{anchor}"><code>{escape(name)}</code></a>: {self.render_doc(here, " ".join(texts))}'
                     for (anchor, name), texts in found.items()) if found else ""

    def preconditions_section(self, here, header):
        rule = self.link_to_file(here, HOLDS_EVERYWHERE, "a value that exists is good")
        views = any(re.search(r"_view\b|borrowed", e.code) for e in header.entities)
        text = self.quotes(here, header, "preconditions")
        text += f'<p>{"No other" if text else "No"} docstring names one: {rule}'
        text += ", and a view must not outlive what it looks at" if views else ""
        return text + ".</p>\n"

    def errors_section(self, here, header):
        text = self.quotes(here, header, "errors")
        failing = [(name, f.error_type) for name, f in functions(header) if f.error_type]
        if failing:
            text += "<p>These return a " + self.render_doc(here, "`result`") + ":</p>\n"
            rows = dict.fromkeys((name, error) for name, error in failing)
            text += items(f"<code>{escape(name)}</code>, or " + self.render_doc(here, f"`{error}`")
                          for name, error in rows)
        deleted = [e for e in header.entities if e.is_deleted]
        if deleted:
            names = ", ".join(dict.fromkeys(f"<code>{escape(e.name)}</code>" for e in deleted))
            text += f"<p>With a temporary that would be gone too early these do not compile: {names}.</p>\n"
        if not text:
            text = "<p>None: no function here returns a <code>result</code>, and no docstring names an error.</p>\n"
        return text

    def complexity_section(self, here, header):
        text = self.quotes(here, header, "complexity")
        if text:
            return text
        if not list(functions(header)):
            return "<p>Values alone; nothing is computed here.</p>\n"
        rule = self.link_to_file(here, HOLDS_EVERYWHERE, "time linear in their input at most")
        return f"<p>No docstring says more than what holds everywhere: {rule}.</p>\n"

    def constexpr_section(self, here, header):
        every = list(functions(header))
        lacking = list(dict.fromkeys(name for name, f in every if not f.is_constexpr))
        if not every:
            text = "<p>There are no functions but those that the compiler writes."
        elif not lacking:
            text = "<p>All functions are <code>constexpr</code>."
        else:
            names = ", ".join(f'<code>{escape(re.sub(r"<.*>$", "", name))}</code>' for name in lacking)
            all_of_them = len({name for name, _ in every}) == len(lacking)
            text = f"<p>{'No function is' if all_of_them else 'All functions are'} <code>constexpr</code>"
            text += "." if all_of_them else f", but for {names}."
        tests = f"tests/static/{header.path.removesuffix('.hpp')}.cpp"
        if (self.root / tests).exists():
            text += f" The compiler evaluates them in {self.link_to_file(here, tests)}."
        return text + "</p>\n"

    def example_section(self, here, header):
        piece = choose_example(header, self.overloaded, self.regions, test_cases(self.root, header))
        if not piece:
            return "<p>No page shows this header by itself, and no test names it.</p>\n"
        file = self.link(here, f"{self.address_of_source(piece.path)}#L-{piece.line}", f"<code>{piece.path}</code>")
        if piece.page:
            page = self.link_to_file(here, piece.page, escape(self.pages[piece.page].title))
            text = f"<p>From {page}; it is compiled and run with the tests, in {file}:</p>\n"
        else:
            text = f"<p>The test <em>{escape(piece.name)}</em> in {file}:</p>\n"
        return text + code_block(piece.code + "\n", "cpp")

    def summary_of(self, here, header):
        return self.render_doc(here, " ".join(sentences(header.doc)[:1]))

    def write_floor(self, floor):
        """The page of an umbrella header: what is below it, and which headers are private."""
        here = f"reference/{floor}/index.html"
        body = f"<h1><code>{floor}/</code></h1>\n<p>{self.summary_of(here, self.headers[f'{floor}.hpp'])}</p>\n"
        body += code_block(f"#include <patchpolicy/{floor}.hpp>\n", "cpp") + self.list_of_headers(here, floor)
        self.write(here, f"{floor}/", body)

    def list_of_headers(self, here, floor):
        public = [h for h in self.public if h.floor == floor]
        text = '<dl class="headers">\n'
        for header in public:
            names = dict.fromkeys(e.name for e in header.entities if not e.is_specialization)
            link = self.link(here, self.address_of_header(header), f"<code>{header.path}</code>")
            text += f"<dt>{link}</dt>\n<dd>{self.summary_of(here, header)}"
            text += "<br><small>" + ", ".join(f"<code>{escape(n)}</code>" for n in names) + "</small></dd>\n"
        text += "</dl>\n"
        private = [h for h in self.headers.values() if h.floor == floor and not h.is_public and not h.is_umbrella]
        if private:
            names = ", ".join(self.link(here, self.address_of_header(h), f"<code>{h.path}</code>") for h in private)
            text += f"<p>Private, with nothing to use outside of the library: {names}.</p>\n"
        return text

    def write_all_headers(self):
        here = "reference/index.html"
        body = "<h1>Headers</h1>\n<p>The reference of the API, as the headers say it. Each can be included by itself; "
        body += "<code>&lt;patchpolicy/patchpolicy.hpp&gt;</code> includes all.</p>\n"
        for floor in ["", *FLOORS]:
            if floor:
                body += f'<h2 id="{floor}">{self.link(here, f"reference/{floor}/index.html", f"{floor}/")}</h2>\n'
                body += f"<p>{self.summary_of(here, self.headers[f'{floor}.hpp'])}</p>\n"
            body += self.list_of_headers(here, floor)
        self.write(here, "Headers", body)

    # --- Rules.

    def write_rules(self):
        here = "reference/rules.html"
        in_code, in_text = {}, {}
        for header in self.headers.values():
            for rule, place in self.citing_code(header):
                in_code.setdefault(rule, {})[place] = None
        for page in self.pages.values():
            if page.path in ("CHANGELOG.md", "docs/README.md", "docs/glossary.md"):
                continue
            for rule, place in self.citing_sections(page):
                in_text.setdefault(rule, {})[place] = None
        rules = sorted({*in_code, *in_text}, key=lambda r: (list(self.letters).index(r[0]), int(r[1:])))
        body = "<h1>Rules</h1>\n<p>Which parts of the library and which pages cite a rule.</p>\n"
        for letter, about in self.letters.items():
            numbers = [r for r in rules if r[0] == letter]
            if not numbers:
                continue
            body += f'<h2 id="{letter.lower()}">{letter}: {escape(about)}</h2>\n'
            body += '<div class="table" tabindex="0"><table>\n'
            body += "<thead><tr><th>rule</th><th>code</th><th>pages</th></tr></thead>\n<tbody>\n"
            for rule in numbers:
                code = ", ".join(self.link(here, a, t) for a, t in in_code.get(rule, {}))
                text = "<br>".join(self.link(here, a, t) for a, t in in_text.get(rule, {}))
                body += f'<tr><th id="{rule.lower()}">{rule}</th><td>{code}</td><td>{text}</td></tr>\n'
            body += "</tbody></table></div>\n"
        self.write(here, "Rules", body, [(l.lower(), f"{l}: {a}") for l, a in self.letters.items()
                                         if any(r[0] == l for r in rules)])

    def citing_code(self, header):
        """(rule, (address, text)) of each citation in a comment: the entity around or below it, else the header."""
        lines = header.text.splitlines()
        everything = sorted([*header.entities, *header.private], key=lambda e: e.first)
        number = 0
        while number < len(lines):
            begin = number
            while number < len(lines) and lines[number].lstrip().startswith("//"):
                number += 1
            comment = " ".join(re.sub(r"^\s*///?<?", "", l) for l in lines[begin:number])
            if begin == number:
                comment = "//" + lines[number].partition("//")[2] if "//" in lines[number] else ""
                number += 1
            for rule in cited_rules(comment):
                entity = next((e for e in everything if e.last >= number and e.first <= number + 3), None)
                yield rule, self.place_of(header, None if "\\file" in comment else entity)

    def place_of(self, header, entity):
        address = self.address_of_header(header)
        if entity is None:
            return address, f"<code>{header.path}</code>"
        if entity in header.entities:
            anchor = "entities" if entity.is_specialization else entity.anchor
            return f"{address}#{anchor}", f"<code>{escape(entity.name)}</code>"
        source = self.address_of_source(f"include/patchpolicy/{header.path}")
        return f"{source}#L-{entity.first}", f"<code>{escape(entity.name)}</code>"

    def citing_sections(self, page):
        for begin, end in zip(page.headings, [*page.headings[1:], None]):
            lines = page.text.splitlines()[begin.line - 1 : end.line - 1 if end else None]
            title = page.title if begin.level == 1 else f"{page.title}: {begin.text}"
            anchor = "" if begin.level == 1 else f"#{begin.anchor}"
            for rule in cited_rules("\n".join(lines)):
                yield rule, (self.address_of(page.path) + anchor, escape(title))

    # --- All of it.

    def write_source(self, path):
        text = (self.root / path).read_text(encoding="utf-8")
        try:
            language = get_lexer_for_filename(path).aliases[0]
        except ClassNotFound:
            language = "text"
        if path.endswith(".hpp"):
            language = "cpp"
        body = f"<h1><code>{path}</code></h1>\n" + code_block(text, language, numbered=True)
        self.write(self.address_of_source(path), path, body)

    def generate(self):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        shutil.copy(Path(__file__).parent / "style.css", self.out)
        for page in self.pages.values():
            for path in page.pictures:  # pages keep their folders, so addresses stay right
                (self.out / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.root / path, self.out / path)
            headings = [(h.anchor, h.text) for h in page.headings if h.level == 2]
            self.write(self.address_of(page.path), page.title, self.render_page(page), headings)
        for header in self.public:
            self.write_header(header)
        for floor in FLOORS:
            self.write_floor(floor)
        self.write_all_headers()
        self.write_rules()
        for path in sorted(self.sources):
            self.write_source(path)


def with_own_link(match):
    tag, anchor, text = match.groups()
    link = f'<a class="here" href="#{anchor}" aria-label="Link to this section">#</a>'
    return f'<{tag} id="{anchor}">{text} {link}</{tag}>'


def dead_links(out):
    """Links of the site that lead nowhere: (page, address)."""
    texts = {p.relative_to(out).as_posix(): p.read_text(encoding="utf-8") for p in out.rglob("*.html")}
    anchors = {page: set(re.findall(r'\bid="([^"]*)"', text)) for page, text in texts.items()}
    for page, text in texts.items():
        for address in re.findall(r'<a [^>]*?href="([^"]*)"', text):
            if is_external(address):
                continue
            path, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if target not in texts or (anchor and anchor not in anchors[target]):
                yield page, address


def main():
    root, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    site = Site(root, out)
    site.generate()
    dead = [f"{page}: \"{address}\" leads nowhere" for page, address in dead_links(out)]
    if dead:
        sys.exit("\n".join(dead))
    print(f"{out}/index.html: {len(site.pages)} pages, {len(site.public)} headers")


if __name__ == "__main__":
    main()
