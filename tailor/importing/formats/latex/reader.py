"""LaTeX résumés → the tree of a document: pylatexenc walks the macros, here they get their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tailor.importing.documents import lines as plain
from tailor.importing.documents.document_head import head_of
from tailor.importing.documents.lines import Data, Line
from tailor.importing.fields import date_forms
from tailor.importing.formats.latex import resume_macros as macros
from tailor.importing.formats.latex.latex_inline import Block, arguments, blocks, option, text_of
from tailor.importing.ledger import Placed
from tailor.importing.sections.section_names import key_of

DEPTH = 200
"""Braces in braces beyond this are no résumé."""


def fits(name: str, text: str) -> bool:
    """Whether this is LaTeX: it says so."""
    return re.search(r"\\(documentclass|begin\s*\{document\})", text) is not None or name.lower().endswith(
        (".tex", ".ltx")
    )


def tree(text: str) -> Data:
    """The document as a tree."""
    return _Reader(text).tree()


class _Reader:
    """Reads one file: the head, then section by section."""

    def __init__(self, text: str) -> None:
        from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db

        self._awesome = "awesome-cv" in text or "cventries" in text
        context = get_default_latex_context_db()
        context.add_context_category("résumés", prepend=True, **self._specs(text))
        deep = max((depth for depth in _depths(text)), default=0)
        if deep > DEPTH:
            raise RecursionError
        text = macros.with_macros_for_environments(macros.without_definitions(text))
        self._walker = LatexWalker(text, latex_context=context, tolerant_parsing=True)
        self._text = text
        self._head: Data = {}
        self._loose: list[Line] = []
        self._sections: list[tuple[Placed, list[Any]]] = []

    def _specs(self, text: str) -> Any:
        """What pylatexenc has to know of macros: how many arguments each takes."""
        from pylatexenc.macrospec import EnvironmentSpec, MacroSpec

        counts = macros.defined(text)
        found = {name: "[" * (name in ("phone", "social", "homepage")) + "{" for name in macros.HEAD}
        found |= {name: f"{spec}{{" for name, spec in found.items() if macros.has_two(name, text)}
        found |= {"address": "[" + "{" * _address_parts(text)}
        found |= dict.fromkeys(macros.SECTIONS, "*[{")
        found |= {name: "{" * counts.get(name, len(self._fields(name))) for name in macros.ENTRIES}
        found |= {
            name: "[" * (name.startswith("cv")) + "{" * counts.get(name, number)
            for name, number in macros.LINES.items()
        }
        found |= macros.OTHERS
        found |= {name: "{" * number for name, number in counts.items() if name not in found}
        specs = [MacroSpec(name, spec) for name, spec in found.items()]
        tables = [EnvironmentSpec(name, spec) for name, spec in macros.ENVIRONMENTS.items()]
        return {"macros": specs, "environments": tables}

    def _fields(self, name: str) -> tuple[str, ...]:
        return macros.AWESOME if name == "cventry" and self._awesome else macros.ENTRIES[name]

    def tree(self) -> Data:
        """The head and the sections."""
        nodes, _, _ = self._walker.get_latex_nodes()
        body = _document(nodes)
        for node in nodes:
            if getattr(node, "macroname", "") in macros.HEAD or getattr(node, "macroname", "") == "personalinfo":
                self._macro(node)
        self._walk(body if body is not None else nodes)
        head = head_of(self._loose, named="name" in self._head)
        for field, values in head.items():
            if isinstance(values, list) and isinstance(self._head.get(field), list):
                self._head[field] += values
            else:
                self._head.setdefault(field, values)
        return {"head": self._head, "sections": [self._section(title, body) for title, body in self._sections]}

    def _place(self, position: int) -> str:
        return f"line {self._text.count(chr(10), 0, position) + 1}"

    def _placed(self, text: str, node: Any) -> Placed:
        return Placed.at(text, self._place(node.pos))

    def _walk(self, nodes: list[Any]) -> None:
        """Nodes in their order: known macros, and what stands between them."""
        held: list[Any] = []
        for node in nodes:
            name = getattr(node, "macroname", "")
            known = name in macros.SECTIONS or name in macros.ENTRIES or name in macros.LINES or name == "personalinfo"
            if known or (name in macros.HEAD and not self._sections and arguments(node)):
                self._plain(held)
                held = []
                self._macro(node)
            elif _holds_known(node):
                self._plain(held)
                held = []
                self._walk(node.nodelist)
            else:
                held.append(node)
        self._plain(held)

    def _plain(self, nodes: list[Any]) -> None:
        """Running text and lists that no macro of a résumé holds."""
        for block in blocks(nodes):
            self._add(block)

    def _add(self, block: Block) -> None:
        line = Line(block.text, self._place(block.position), bullet=block.depth)
        if not self._sections:
            self._loose.append(line)
            return
        body = self._sections[-1][1]
        if body and isinstance(body[-1], dict) and "level" not in body[-1]:
            field = "highlights" if block.depth else "summary"
            body[-1].setdefault("_lines" if block.depth else field, []).append(line if block.depth else line.said())
        else:
            body.append(line)

    def _macro(self, node: Any) -> None:
        name = node.macroname
        given = arguments(node)
        if name in macros.SECTIONS:
            self._heading(name, node, given)
        elif name == "personalinfo":
            for inner in given[0] if given else ():
                if getattr(inner, "macroname", "") in macros.HEAD:
                    self._macro(inner)
        elif name in macros.ENTRIES:
            self._entry(name, node, given)
        elif name in macros.LINES:
            self._line(name, node, given)
        else:
            self._person(name, node, given)

    def _heading(self, name: str, node: Any, given: list[Any]) -> None:
        text = text_of(given[0]).strip("*") if given else ""
        if not text:
            return
        if name.endswith("subsection") and self._sections and key_of(text) is None:
            self._sections[-1][1].append(Line(text, self._place(node.pos), level=3))
        else:
            self._sections.append((self._placed(text, node), []))

    def _person(self, name: str, node: Any, given: list[Any]) -> None:
        """A macro about the person."""
        texts = [whole for one in given if (whole := text_of(one).replace("\n", ", ").strip())]
        text = (", " if name == "address" else " ").join(texts)
        if not text:
            return
        if name == "address" and re.search(r"@|\]\(|\d{3}\W+\d{3,4}\W+\d{4}", text):  # resume.cls: all ways to somebody
            rows = [row for one in given for row in text_of(one).split("\n")]
            self._loose += [Line(row.strip(), self._place(node.pos)) for row in rows if row.strip()]
            return
        field = macros.HEAD[name]
        said = self._placed(text, node)
        if field == "name":
            before = self._head.get("name")
            self._head["name"] = said if before is None else Placed.at(f"{before} {text}", before.place)
        elif field in ("email", "phone"):
            self._head.setdefault(field, []).append(said)
        elif field in ("label", "location", "website"):
            self._head.setdefault(field, said) if field not in self._head else self._rest(said)
        elif field == "summary":
            self._head.setdefault("summary", []).append(said)
        elif field == "note":
            self._rest(said)
        else:
            network = option(node) or name
            said = self._placed(texts[0], node)
            link = re.match(r"https?:|www\.|[\w.-]+\.\w+/", said) is not None
            shown = {"shown": self._placed(texts[1], node)} if len(texts) > 1 else {}
            self._head.setdefault("profiles", []).append(
                {"network": self._placed(network, node), "url" if link else "username": said, **shown}
            )

    def _rest(self, said: Placed) -> None:
        self._head.setdefault("customConnections", []).append({"label": said})

    def _entry(self, name: str, node: Any, given: list[Any]) -> None:
        """A macro that begins an entry."""
        if not self._sections:
            self._sections.append((Placed.at("", self._place(node.pos)), []))
        title, body = self._sections[-1]
        entry: Data = {}
        texts = [text_of(one).replace("\n", ", ") for one in given]
        names = self._fields(name)
        if name == "resumeSubheading":
            names = _subheading(texts, key_of(title))
        if name != "resumeSubheading":
            other = _SCHOOL if key_of(title) == "education" else {"grade": "note"}
            names = tuple(other.get(one, one) for one in names)
        for field, text, nodes in zip(names, texts, given, strict=False):
            if field == "text" and name in ("cventry", "cvsubentry"):
                self._described(entry, nodes)
            elif field and text:
                entry[field] = self._placed(text, nodes[0] if nodes else node)
        if name == "resumeProjectHeading":
            _project(entry)
        if name in ("resumeSubSubheading", "cvsubentry") and body and isinstance(body[-1], dict):
            above = body[-1]
            entry = {key: above[key] for key in ("organization", "institution", "location") if key in above} | entry
            if name == "cvsubentry" and not above.keys() & {"position", "degree", "summary", "_lines"}:
                body.pop()  # it says only who the employer is, and when
                body += [Line(date, date.place, level=3) for key, date in above.items() if key == "date"]
        if entry:
            body.append(entry)
        for part in (one for nodes in given[4:] for one in nodes) if name == "cventry" else ():
            self._parts(part)

    def _parts(self, node: Any) -> None:
        """The posts at one employer, which stand in its entry."""
        if getattr(node, "macroname", "") == "cvsubentry":
            self._macro(node)
        for inner in getattr(node, "nodelist", None) or ():
            self._parts(inner)

    def _described(self, entry: Data, nodes: list[Any]) -> None:
        for block in blocks([one for one in nodes if not _holds(one, ("cvsubentry",))]):
            line = Line(block.text, self._place(block.position), bullet=block.depth)
            if block.depth:
                entry.setdefault("_lines", []).append(line)
            else:
                entry.setdefault("summary", []).append(line.said())

    def _line(self, name: str, node: Any, given: list[Any]) -> None:
        """A macro that is one line: a bullet under an entry, else a line of its section."""
        texts = [text for one in given if (text := text_of(one).replace("\n", " "))]
        if not texts:
            return
        if name == "cvskill" and self._sections and len(texts) == 2 and re.fullmatch(r"\d(?:\.\d)?", texts[1]):
            level = {"name": self._placed(texts[0], node), "level": self._placed(texts[1], node)}
            self._sections[-1][1].append(level)
            return
        bullet = name.startswith("resumeItem") or name in ("cvlistitem", "cvlistdoubleitem", "resumeSubItem")
        rows = (
            [texts[at : at + 2] for at in range(0, len(texts), 2)]
            if name in ("cvdoubleitem", "cvcomputer")
            else [texts]
        )
        if name == "cvlistdoubleitem":
            rows = [[text] for text in texts]
        for row in rows:
            first = re.sub(r"\s*:$", "", row[0]) if len(row) > 1 else row[0]
            dated = len(row) == 2 and date_forms.span(first)
            text = (
                f"{row[1]} ({first})"
                if dated
                else ": ".join([first, row[1]]) + "".join(f" ({one})" for one in row[2:])
                if len(row) > 1
                else first
            )
            self._add(Block(text, node.pos, 1 if bullet else 0))

    def _section(self, title: Placed, body: list[Any]) -> Data:
        """A section with the entries of its macros, or what its lines come to."""
        lines = [one for one in body if isinstance(one, Line)]
        if len(lines) == len(body):
            return plain.section_of(Line(title, title.place), lines)
        pairs = list(zip(body, [*body[1:], None], strict=True))
        heads = [one for one, below in pairs if isinstance(one, Line) and one.level and isinstance(below, dict)]
        entries: list[Any] = []
        for is_entry, run in groupby((one for one in body if one not in heads), lambda one: isinstance(one, dict)):
            some = list(run)
            read = [_finished(one) for one in some] if is_entry else plain.section_of(Line(title, title.place), some)
            entries += read if isinstance(read, list) else read["entries"]
        within = {"headings": [one.said() for one in heads]} if heads else {}
        return {"title": title, "entries": entries, **within}


def _finished(entry: Data) -> Data:
    found = {key: value for key, value in entry.items() if key != "_lines"}
    return found | {"highlights": plain.nested(entry["_lines"])} if "_lines" in entry else found


def _subheading(texts: list[str], key: str | None) -> tuple[str, ...]:
    """The fields of four arguments that résumés fill in two orders: the dates tell them apart."""
    what, who = ("degree", "institution") if key == "education" else ("position", "organization")
    if len(texts) > 1 and date_forms.span(texts[1]):
        return (who, "date", what, "location") if key == "education" else (what, "date", who, "location")
    return (who, "location", what, "date")


def _project(entry: Data) -> None:
    """`**Gitlytics** | *Python, Flask*`: the name, and what it is made with."""
    title = entry.get("title")
    if title is None:
        return
    name, bar, tools = title.partition(" | ")
    entry["title"] = Placed.at(name.strip("* "), title.place)
    if bar and tools.strip():
        entry["technologies"] = Placed.at(tools.strip("* "), title.place)


def _document(nodes: list[Any]) -> list[Any] | None:
    return next((list(node.nodelist) for node in nodes if getattr(node, "environmentname", "") == "document"), None)


_KNOWN = (*macros.SECTIONS, *macros.ENTRIES, *macros.LINES)
_SCHOOL = {"position": "degree", "organization": "institution"}
"""What fields of a job are in a school."""


def _holds_known(node: Any) -> bool:
    """Whether a group or an environment has macros of a résumé somewhere in it."""
    return any(_holds(one, _KNOWN) for one in getattr(node, "nodelist", None) or () if one is not None)


def _holds(node: Any, names: tuple[str, ...]) -> bool:
    """Whether a node is one of these macros, or has one somewhere in it."""
    inner = getattr(node, "nodelist", None) or ()
    return getattr(node, "macroname", "") in names or any(_holds(one, names) for one in inner if one is not None)


def _address_parts(text: str) -> int:
    """How many arguments `\\address` has: one, or street, city and perhaps country."""
    found = re.search(r"\\address\{[^{}]*\}(\{[^{}]*\})?(\{)?", text)
    if found is None:
        return 1
    return 3 if found[1] and found[2] else 2 if found[1] or found[2] else 1


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for one in text:
        depth += (one == "{") - (one == "}")
        yield depth
