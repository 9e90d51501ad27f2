# SPDX-License-Identifier: BSL-1.0
"""What the reference says of a header beyond its declarations: drawn from docstrings, signatures and tests."""

import math
import re
from dataclasses import dataclass

RULE = r"[TSDPGBNVCE]\d{1,2}"
CITATION = re.compile(rf"\brules?\s+{RULE}(?:(?:,\s+|\s+to\s+|\s+and\s+|,\s+and\s+){RULE})*", re.I)
LONE_CITATION = re.compile(rf"//\s+({RULE}(?:(?:, | to | and ){RULE})*)(?=\s*$|[:;,.])", re.M)

# Which sentences of a docstring belong below which heading.
TOPICS = {
    "preconditions": r"\b(must|outlives?|(was|were) made (of|for|from)|has to be|have to|as long as|at most \d)\b",
    "errors": r"\b(all the errors|is an error|refuse[sd]?|ends the program|nothing throws|does not compile)\b"
    r"|\b(nothing|null|none|no_ordinal`) (if|unless|without|before)\b",
    "complexity": r"\b(linear|constant time|logarithm\w*|allocat\w+|as fast as|as long as sorting|memory)\b",
}


def sentences(doc):
    text = re.sub(r"\s+", " ", doc.replace("\n\n", ". ").replace("..", "."))
    return [s.strip() for s in re.split(r"(?<=[.])\s+(?=[A-Z`0-9(])", text) if s.strip()]


def sentences_about(topic, doc):
    return [s for s in sentences(doc) if re.search(TOPICS[topic], s, re.I)]


def documented(header):
    """(name, docstring) of each entity, and of each of its members."""
    for entity in header.entities:
        if entity.doc:
            yield entity.name, entity, entity.doc
        for member in entity.members:
            if member.doc and member.kind not in ("enumerator", "field"):
                yield f"{entity.name}::{member.name}", entity, member.doc


def functions(header):
    """(name, function) of all that can be called and that a person wrote."""
    for entity in header.entities:
        for prefix, function in [("", entity), *((entity.name + "::", m) for m in entity.members)]:
            if function.is_function and not function.is_deleted and not function.is_defaulted:
                yield prefix + function.name, function


def cited_rules(text):
    """The numbers of all rules that a text cites: `rules S1 to S3 and S5` are four."""
    found = []
    for citation in [*CITATION.findall(text), *LONE_CITATION.findall(text)]:
        tokens = re.findall(rf"{RULE}|\bto\b", citation)
        for before, token in zip([None, *tokens], tokens):
            if token == "to":
                continue
            if before == "to" and found and found[-1][0] == token[0]:
                found += [f"{token[0]}{n}" for n in range(int(found[-1][1:]) + 1, int(token[1:]))]
            found.append(token)
    return list(dict.fromkeys(found))


@dataclass
class Piece:
    """Code that is compiled and run: a region of a snippet, or a test case."""

    path: str
    name: str
    code: str
    line: int
    page: str = ""  # which shows it
    own: bool = False  # a test of the header itself


def margin_removed(lines):
    width = min((len(l) - len(l.lstrip()) for l in lines if l.strip()), default=0)
    return "\n".join(line[width:] for line in lines).strip("\n")


def regions(root, pages):
    """The regions of docs/snippets, each with the page that shows it."""
    shown = {}
    for page in pages.values():
        for file, name in re.findall(r"^<!-- snippet: (\S+) (\S+) -->$", page.text, re.M):
            shown[file, name] = page.path
    found = []
    for path in sorted((root / "docs" / "snippets").glob("*.cpp")):
        relative, open_regions = path.relative_to(root).as_posix(), {}
        for number, line in enumerate(path.read_text().splitlines(), 1):
            mark = re.match(r"\s*// \[(/?)([^\]/ ]+)\]$", line)
            if mark and not mark[1]:
                open_regions[mark[2]] = (number, [])
            elif mark:
                begin, lines = open_regions.pop(mark[2])
                if (relative, mark[2]) in shown:
                    found.append(Piece(relative, mark[2], margin_removed(lines), begin, shown[relative, mark[2]]))
            else:
                for _, lines in open_regions.values():
                    lines.append(line)
    return found


def test_cases(root, header):
    """The test cases of the header's own test, then those of others that include it."""
    tests = root / "tests" / "unit"
    own = tests / header.path.replace(".hpp", ".cpp")
    include = f'#include "patchpolicy/{header.path}"'
    files = [own] if own.exists() else []
    files += [path for path in sorted(tests.rglob("*.cpp")) if path != own and include in path.read_text()]
    for path in files:
        text = path.read_text()
        for case in re.finditer(r'^(?:TEMPLATE_)?TEST_CASE\("([^"]*)".*?^}$', text, re.M | re.S):
            line = text.count("\n", 0, case.start()) + 1
            yield Piece(path.relative_to(root).as_posix(), case[1], case[0], line, own=path == own)


def names_used(code, names):
    used = set(re.findall(r"\b(?:pp|patchpolicy)::(\w+)", code))
    used |= {f'literals::operator""{suffix}' for suffix in re.findall(r'[0-9"](_[a-z]+)\b', code)}
    return used & names


def choose_example(header, overloaded, pieces, cases):
    """The region of the documentation that shows most of this header, first of all what the header is named for, in few
    lines; else the first test case that names a part of it. Of names that several headers overload, that alone tells."""
    stem = header.path.split("/")[-1].removesuffix(".hpp")
    own = {e.name for e in header.entities if not e.is_specialization and e.name not in overloaded - {stem}}
    used = {id(p): names_used(p.code, own) for p in pieces}
    pieces = [p for p in pieces if p.code.count("#include") < 2 and used[id(p)]]
    used_by = {name: sum(name in used[id(p)] for p in pieces) for name in own}

    def worth(piece):
        score = sum((3 if name == stem else 1) / (1 + math.log(used_by[name])) for name in used[id(piece)])
        return score / math.sqrt(6 + piece.code.count("\n"))

    best = max(pieces, key=worth, default=None)
    for case in () if best else cases:
        if names_used(case.code, own | overloaded if case.own else own):
            return case
    return best
