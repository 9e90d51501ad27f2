# SPDX-License-Identifier: BSL-1.0
"""What the headers declare and what their docstrings say, as libclang reads them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from clang.cindex import CursorKind as Kind
from clang.cindex import Index

KIND_NAMES = {
    Kind.CLASS_DECL: "class",
    Kind.STRUCT_DECL: "struct",
    Kind.CLASS_TEMPLATE: "class template",
    Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION: "specialization",
    Kind.ENUM_DECL: "enumeration",
    Kind.ENUM_CONSTANT_DECL: "enumerator",
    Kind.FUNCTION_DECL: "function",
    Kind.FUNCTION_TEMPLATE: "function template",
    Kind.CXX_METHOD: "function",
    Kind.CONSTRUCTOR: "constructor",
    Kind.CONVERSION_FUNCTION: "conversion",
    Kind.CONCEPT_DECL: "concept",
    Kind.TYPE_ALIAS_DECL: "alias",
    Kind.TYPE_ALIAS_TEMPLATE_DECL: "alias template",
    Kind.USING_DECLARATION: "alias",
    Kind.VAR_DECL: "constant",
    Kind.FIELD_DECL: "field",
    Kind.FRIEND_DECL: "friend",
    Kind.UNEXPOSED_DECL: "constant template",  # libclang has no name for the template of a variable
}
RECORDS = {Kind.CLASS_DECL, Kind.STRUCT_DECL, Kind.CLASS_TEMPLATE, Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION}
FUNCTIONS = {"function", "function template", "constructor", "conversion", "friend"}
LONGEST_INITIALIZER = 12  # lines; tables of text are cut


@dataclass
class Entity:
    name: str
    kind: str
    code: str  # the declaration as the header has it, without comments, bodies and what is private
    doc: str  # Markdown
    first: int  # line of the declaration
    last: int
    joined: bool  # stands right below the entity before it, so that the docstring there speaks for both
    members: list = field(default_factory=list)

    @property
    def anchor(self):
        return re.sub(r"\W+", "-", self.name).strip("-")

    @property
    def is_specialization(self):
        return self.kind == "specialization" or self.code.startswith("template <>")

    @property
    def is_function(self):
        return self.kind in FUNCTIONS

    @property
    def is_deleted(self):
        return self.code.endswith("= delete;")

    @property
    def is_constexpr(self):
        return "constexpr" in self.code

    @property
    def is_defaulted(self):
        return self.code.endswith("= default;")

    @property
    def error_type(self):
        """The E of a function that returns a result<T, E>."""
        found = re.search(r"\bresult<.*, ([\w:]+(?:<\w+>)?)> [\w:]+\(", self.code.replace("\n", " "))
        return found and found.group(1)


@dataclass
class Header:
    path: str  # relative to include/patchpolicy
    text: str
    doc: str
    includes: list  # headers of the library
    entities: list = field(default_factory=list)
    private: list = field(default_factory=list)  # what is in detail, for the index of rules

    @property
    def floor(self):
        return self.path.split("/")[0] if "/" in self.path else ""

    @property
    def is_umbrella(self):
        return not self.entities and not self.private and bool(self.includes)

    @property
    def is_public(self):
        return any(not entity.is_specialization for entity in self.entities)


def docstring(comment):
    """The Markdown of a comment of lines that begin with ///."""
    lines = [re.sub(r"^\s*///<?\s?", "", line) for line in (comment or "").splitlines() if "///" in line]
    return "\n".join(lines).strip()


def without_comments(source):
    """The same bytes, with blanks for comments, so that offsets stay good."""
    pattern = rb'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|//[^\n]*'
    return re.sub(pattern, lambda m: b" " * len(m[0]) if m[0].startswith(b"//") else m[0], source)


class Source:
    """A header's text, cut by the places that libclang names."""

    def __init__(self, path):
        self.raw = path.read_bytes()
        self.code = without_comments(self.raw)

    def cut(self, begin, end):
        text = self.code[begin:end].decode()
        text = re.sub(r"[ \t]+$", "", text, flags=re.M)
        return re.sub(r"\n{2,}", "\n", text).rstrip()

    def gap_has_blank_line(self, begin, end):
        return re.search(rb"\n[ \t]*\n", self.raw[begin:end]) is not None


def body_begin(cursor, source):
    """Where the body of a function begins, or the initializers of a constructor; its end if there is none."""
    function = cursor
    if cursor.kind == Kind.FRIEND_DECL:
        function = next((c for c in cursor.get_children()), cursor)
    begin = cursor.extent.end.offset
    for child in function.get_children():
        # A defaulted function that is used has a body too, which no one wrote.
        if child.kind == Kind.COMPOUND_STMT and source.code[child.extent.start.offset:][:1] == b"{":
            begin = min(begin, child.extent.start.offset)
        if child.kind == Kind.MEMBER_REF:
            begin = min(begin, source.code.rfind(b":", 0, child.extent.start.offset))
    return begin


def declare(cursor, source, base=0):
    """The code of a declaration, moved to the left by `base` columns, and the entities of its public members."""
    begin, end = cursor.extent.start.offset, cursor.extent.end.offset
    members = []
    if cursor.kind in RECORDS and cursor.is_definition():
        code, members = declare_record(cursor, source)
    elif KIND_NAMES.get(cursor.kind) in FUNCTIONS:
        code = source.cut(begin, body_begin(cursor, source))
        if re.match(rb"\s*= delete", source.code[end : end + 20]):  # no part of it, for libclang
            code += " = delete"
        code += ";"
    else:
        code = source.cut(begin, end)
        if cursor.kind in (Kind.VAR_DECL, Kind.UNEXPOSED_DECL) and code.count("\n") >= LONGEST_INITIALIZER:
            code = code[: code.index("{")] + "{ /* as in the header */ }"
        code = code.rstrip(";") + ";"
    indent = cursor.extent.start.column - 1
    if base == 0 and indent:
        code = re.sub(rf"^ {{1,{indent}}}", "", code, flags=re.M)
    if cursor.kind == Kind.ENUM_DECL:
        members = [make(child, source, False) for child in cursor.get_children() if child.raw_comment]
    return code, members


def declare_record(cursor, source):
    begin, end = cursor.extent.start.offset, cursor.extent.end.offset
    children = list(cursor.get_children())
    open_brace = source.code.index(b"{", max([begin] + [c.extent.end.offset for c in children if is_head(c)]))
    head = source.cut(begin, open_brace + 1)
    public = not re.search(r"(^|>\s*|\n)class\b", head)
    if re.search(r"\bdescribe<", head):
        return head[:-1].rstrip() + ";", []
    parts, members, previous_end = [], [], open_brace
    for child in children:
        if child.extent.start.offset < open_brace or is_head(child):
            continue
        if child.kind == Kind.CXX_ACCESS_SPEC_DECL:
            public = source.cut(child.extent.start.offset, child.extent.end.offset).startswith("public")
            if public:
                parts.append(" " * (child.extent.start.column - 1) + "public:")
            previous_end = child.extent.end.offset
            continue
        if not public or child.kind not in KIND_NAMES:
            continue
        if child.kind == Kind.FIELD_DECL and members and members[-1].at == child.extent.start.offset:
            parts.pop()  # of `a, b` in one declaration the extent of b holds both
        member = make(child, source, False, nested=True)
        if source.gap_has_blank_line(previous_end, child.extent.start.offset) and parts and "public:" not in parts[-1]:
            parts.append("")
        parts.append(" " * (child.extent.start.column - 1) + member.code)
        members.append(member)
        previous_end = child.extent.end.offset
    if not parts:
        return head + "};", members
    closing = " " * (cursor.extent.start.column - 1) + "};"
    return "\n".join([head, *parts, closing]), members


def is_head(child):
    """Whether this is a part of the head of a record: a template parameter or a base."""
    return child.kind in (Kind.TEMPLATE_TYPE_PARAMETER, Kind.TEMPLATE_NON_TYPE_PARAMETER, Kind.CXX_BASE_SPECIFIER,
                          Kind.TEMPLATE_TEMPLATE_PARAMETER)


def make(cursor, source, joined, scope="", nested=False):
    code, members = declare(cursor, source, base=1 if nested else 0)
    name = cursor.spelling
    if cursor.kind == Kind.FRIEND_DECL:
        name = next((c.spelling for c in cursor.get_children()), "")
    kind = KIND_NAMES[cursor.kind]
    if name.startswith("<deduction guide for "):
        name, kind = name[len("<deduction guide for ") : -1], "deduction guide"
    if kind == "class template" and re.search(r"\bstruct\b", code.split("{")[0]):
        kind = "struct template"
    entity = Entity(scope + name, kind, code, docstring(cursor.raw_comment), cursor.extent.start.line,
                    cursor.extent.end.line, joined, members)
    entity.at = cursor.extent.start.offset
    entity.end = cursor.extent.end.offset
    return entity


def macros(text):
    """The macros that are meant for users: those of the version."""
    found = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        name = re.match(r"#define (PATCHPOLICY_VERSION_\w+)", line)
        if not name:
            continue
        above = number
        while above > 0 and lines[above - 1].startswith("///"):
            above -= 1
        joined = number > 0 and lines[number - 1].startswith("#define")
        found.append(Entity(name[1], "macro", line, docstring("\n".join(lines[above:number])), number + 1, number + 1,
                            joined))
    return found


def read_headers(root):
    """All headers below include/patchpolicy by their paths, in the order of their names."""
    folder = Path(root).resolve() / "include" / "patchpolicy"
    headers, sources = {}, {}
    for path in sorted(folder.rglob("*.hpp")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text()
        file_doc = re.search(r"^/// \\file\n((?:///.*\n)*)", text, flags=re.M)
        includes = re.findall(r'^#include "patchpolicy/([^"]+)"', text, flags=re.M)
        headers[name] = Header(name, text, docstring(file_doc and file_doc[1]), includes, macros(text))
        sources[name] = Source(path)
    if not headers:
        raise SystemExit(f"no headers below {folder}")

    everything = "".join(f'#include "patchpolicy/{name}"\n' for name in headers)
    unit = Index.create().parse("all.cpp", args=["-std=c++20", f"-I{folder.parent}", "-w"],
                                unsaved_files=[("all.cpp", everything)])
    errors = [str(d) for d in unit.diagnostics if d.severity >= d.Error]
    if errors:
        raise SystemExit("the headers do not compile:\n" + "\n".join(errors))

    seen = set()

    def visit(parent, scope):
        previous = {}
        for cursor in parent.get_children():
            file = cursor.location.file
            path = Path(file.name).resolve() if file else None
            if not path or folder not in path.parents:
                continue
            name = path.relative_to(folder).as_posix()
            if cursor.kind == Kind.NAMESPACE:
                inline = cursor.spelling == "v1"
                visit(cursor, scope if inline else f"{scope}{cursor.spelling}::")
                continue
            before, begin = previous.get(name), cursor.extent.start.offset
            if cursor.kind not in KIND_NAMES or cursor.semantic_parent.kind != Kind.NAMESPACE:
                continue
            if (name, begin) in seen:  # libclang shows the template of a variable once a use
                continue
            seen.add((name, begin))
            joined = before and before.end <= begin and not sources[name].gap_has_blank_line(before.end, begin)
            entity = make(cursor, sources[name], bool(joined), scope)
            previous[name] = entity
            hidden = "detail::" in scope
            (headers[name].private if hidden else headers[name].entities).append(entity)

    for cursor in unit.cursor.get_children():
        if cursor.kind == Kind.NAMESPACE and cursor.spelling == "patchpolicy":
            visit(cursor, "")
    # A tag that is declared where a type names it stands inside of that alias.
    for header in headers.values():
        header.entities = [e for e in header.entities if not any(
            o is not e and o.kind != "macro" and e.kind != "macro" and o.at < e.at and e.end <= o.end
            for o in header.entities)]
    return headers
