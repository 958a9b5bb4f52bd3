"""A résumé as lines of text, with headings and bullets → the tree that `documents.outline` makes a profile of.

Markdown, plain text and Word come to such lines; LaTeX has fields and needs them only where its macros are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tailor.importing.fields import date_forms
from tailor.importing.ledger import Placed, place_of
from tailor.importing.sections.section_names import bare, english, key_of

Data = dict[str, Any]


class Line(Struct, frozen=True):
    """One line of a document: its text, where it stands (`line 12`), and what it is.

    `level` is 0 for running text, 1 for the title, 2 for a section, 3 for an entry; a bullet has its depth, from 1.
    """

    text: str
    place: str
    level: int = 0
    bullet: int = 0
    gap: bool = False
    """Whether an empty line stands before it."""

    def said(self, text: str | None = None) -> Placed:
        """The text, or a piece of it, with its place."""
        return Placed.at(self.text if text is None else text, self.place)


_PARTS = re.compile(r"\s*(?:[|•·◦⋄♦]|\s–\s|\s—\s|\t| {3,})\s*")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|ch|de|edu|uk|fr|es|it)(?:/\S*)?"
)
_LABEL = re.compile(r"^(?:e-?mail|tel(?:efon|ephone)?|phone|mobile|web(?:site)?|address|location)\s*[:.]\s*", re.I)
_TOWN = re.compile(r"\d{4}|\b[A-Z]{2}\b")
"""A town has the number of its post, or its state."""

_INLINE = re.compile(r"([A-Z][A-Z &]{3,30}):\s+(\S.*)")
"""`LANGUAGES: English, Irish`: a heading in capitals and its section on one line."""

_LINES = frozenset(
    ["languages", "interests", "awards", "certifications", "achievements", "memberships", "talks", "news", "writing"]
)
"""Sections whose entries are single lines."""

_DATE = re.compile(r"(?:19|20)\d\d|\d{4}[年년]")


def tree_of(lines: Iterable[Line]) -> Data:
    """The head of a document and its sections with their entries."""
    head: list[Line] = []
    sections: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if is_heading(line, bool(sections)):
            sections.append((line, []))
        elif (whole := _INLINE.fullmatch(line.text)) and _is_section(line, whole[1], sections):
            sections.append((replace(line, text=whole[1]), [replace(line, text=whole[2])]))
        elif sections:
            sections[-1][1].append(line)
        else:
            head.append(line)
    return {"head": head_of(head), "sections": [section_of(title, body) for title, body in sections]}


def _is_section(line: Line, title: str, sections: list[tuple[Line, list[Line]]]) -> bool:
    """Whether what stands before a colon is a section; among skills it is the name of a group."""
    inside = key_of(sections[-1][0].text.strip("*_:# ")) if sections else None
    return not line.bullet and inside not in (None, "skills") and key_of(title) in (_LINES | {"skills"})


def is_heading(line: Line, inside: bool) -> bool:
    """Whether a line begins a section: it is marked so, or it is the usual name of one, alone on its line."""
    if line.bullet:
        return False
    if line.level == 2 or (line.level == 1 and inside):
        return True
    text = line.text.strip().strip("*_:# ")
    return len(text) < 40 and key_of(text) is not None and not re.search(r"[.,;@]", text)


def head_of(lines: list[Line]) -> Data:
    """The name, and each further piece with what it is."""
    found: Data = {}
    texts: list[Placed] = []
    for line in lines:
        if "name" not in found and not _EMAIL.search(line.text) and not line.bullet:
            found["name"] = line.said(line.text.strip().strip("*_ "))
            continue
        for piece in filter(None, map(str.strip, _PARTS.split(line.text))):
            _contact(found, texts, line, piece)
    if texts and len(texts[0]) < 80:
        found["label"] = texts.pop(0)
    if texts:
        found["summary"] = list(texts)
    return found


def _contact(found: Data, texts: list[Placed], line: Line, piece: str) -> None:
    """One piece of the head: an address, a number, a place, or a text."""
    bare = _LABEL.sub("", piece)
    if link := _LINK.fullmatch(bare):
        target = link[2].removeprefix("mailto:").removeprefix("tel:")
        if "@" in target:
            found.setdefault("email", []).append(line.said(target))
        else:
            label = link[1] if link[1] not in target else ""
            found.setdefault("profiles", []).append({"network": line.said(label), "url": line.said(link[2])})
    elif _EMAIL.fullmatch(bare):
        found.setdefault("email", []).append(line.said(bare))
    elif _ADDRESS.fullmatch(bare):
        found.setdefault("profiles", []).append(line.said(bare))
    elif sum(one.isdigit() for one in bare) >= 7 and not re.search(r"[^\W\d_]{4}", bare):
        found.setdefault("phone", []).append(line.said(bare))
    elif bare != piece or ("," in piece and len(piece) < 40 and not piece.endswith(".")):
        _locate(found, texts, line, bare)
    else:
        texts.append(line.said(piece))


def _locate(found: Data, texts: list[Placed], line: Line, piece: str) -> None:
    """Where somebody lives; a street and a town on one line are one place."""
    known = found.get("location")
    if known is None:
        found["location"] = line.said(piece)
    elif place_of(known) == line.place and _TOWN.search(piece):
        found["location"] = line.said(f"{known}, {piece}")
    else:
        texts.append(line.said(piece))


def section_of(title: Line, lines: list[Line]) -> Data:
    """A section by its heading, its entries by what its lines look like."""
    text = _quiet(title.text.strip().strip("*_:# "))
    key = key_of(text) or ""
    entries: list[Any]
    if key == "summary":
        entries = [line.said() for line in lines]
    elif key == "skills":
        entries = [_group(line) for line in lines]
    elif key in _LINES:
        entries = [_item(line) for line in lines]
    else:
        entries = _entries(lines, key)
    return {"title": title.said(text), "entries": entries}


def _quiet(title: str) -> str:
    """A usual heading without its capitals, which are the page's business: `WORK EXPERIENCE` → `Work experience`; of
    several words only in English, as other languages have capitals inside."""
    usual = bare(title) in english() or (key_of(title) and " " not in title)
    return title.capitalize() if title.isupper() and usual and len(title.split()[0]) > 2 else title


def _group(line: Line) -> Any:
    """`Languages: C++, Python` as a label and its keywords."""
    label, colon, words = re.sub(r"\*\*|__", "", line.text).partition(":")
    if colon and len(label) < 40 and words.strip():
        return {"name": line.said(label.strip()), "keywords": line.said(words.strip())}
    return line.said(re.sub(r"\*\*|__", "", line.text))


def _item(line: Line) -> Any:
    """A line with a date at its end."""
    text, dates = apart(line.text)
    return {"text": line.said(text), "date": line.said(dates)} if dates and text else line.said()


def _entries(lines: list[Line], key: str) -> list[Any]:
    """Entries of a section: each begins with a heading of its own, or with a line that is no bullet after bullets."""
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        begins = line.level == 3 or (not line.bullet and (before is None or bool(before.bullet) or line.gap))
        heads = [one for one in groups[-1] if one.level == 3] if groups else []
        if not groups or (begins and not (heads and line.level != 3)):
            groups.append([])
        groups[-1].append(line)
    if not any(line.level == 3 or _DATE.search(line.text) for line in lines if not line.bullet):
        return [line.said() for line in lines]
    return [_entry(group, key) for group in groups]


def _entry(lines: list[Line], key: str) -> Any:
    """One entry: its first lines say what, where and when, its bullets what was done."""
    heads = [line for line in lines if not line.bullet]
    if not heads:
        return {"highlights": nested(lines)} if len(lines) > 1 else lines[0].said()
    entry: Data = {}
    names = _FIELDS.get(key, ("name", "role"))
    prose: list[Placed] = []
    for number, line in enumerate(heads):
        text, dates = apart(line.text)
        if dates and "date" not in entry:
            entry["date"] = line.said(dates)
        else:
            text = line.text
        if (number > 1 and not dates) or (number and len(text) > 90):
            prose.append(line.said(text))
            continue
        for piece in _pieces(text, key):
            if key == "education" and (kind := _kind_of(piece)):
                entry[kind] = line.said(f"{entry[kind]}; {piece}" if kind in entry else piece)
            elif (field := next((name for name in names if name not in entry), None)) is None:
                prose.append(line.said(piece))
            else:
                entry[field] = line.said(piece)
    if _POST.search(entry.get("organization", "")) and not _POST.search(where := entry.get("position", "")) and where:
        entry["organization"], entry["position"] = where, entry["organization"]
    if prose:
        entry["summary"] = prose if len(prose) > 1 else prose[0]
    if bullets := [line for line in lines if line.bullet]:
        entry["highlights"] = nested(bullets)
    return entry


def _pieces(text: str, key: str) -> list[str]:
    """What a line of an entry is made of; what is bold at its beginning stands for itself, and so do the parts of a
    line on a degree."""
    pieces: list[str] = []
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        bold = _BOLD.fullmatch(part)
        pieces += [bold[1], bold[2]] if bold else [part]
    if key == "education":
        whole = [one for piece in pieces for one in re.split(r"[,;]\s+", piece)]
        pieces = whole if any(map(_kind_of, whole)) else pieces
    return [bare for piece in pieces if (bare := piece.strip("*_, "))]


def _kind_of(piece: str) -> str:
    """What a part of a line on a school says by its words alone: a degree, a grade, or when it was."""
    if _DEGREE.match(piece):
        return "degree"
    return "grade" if _GRADE.search(piece) else "date" if _DATE.search(piece) and date_forms.span(piece) else ""


_BOLD = re.compile(r"(?:\*\*|__)([^*]+?)(?:\*\*|__)\s*[,:–—-]?\s*([^*]+)")
_DEGREE = re.compile(
    r"(?:B\.?A|B\.?Sc?|B\.?Eng|B\.?Tech|M\.?A|M\.?Sc?|M\.?Eng|M\.?Tech|MBA|M\.?B\.?A|Ph\.?\s?D|LL\.?[BM]|J\.?D|M\.?D|"
    r"Bachelor|Master|Doctor|Diplom|Licen|Associate|Abitur|Baccalaur|Grado|Laurea)\w*\.?(?=\W|$)"
)
_GRADE = re.compile(r"^C?GPA\b|\bcum laude\b|\bhonou?rs\b|\bdistinction\b|\bfirst class\b|^grade\b", re.IGNORECASE)

_POST = re.compile(
    r"\b(?:engineer|developer|programmer|manager|director|analyst|assistant|associate|consultant|designer|intern|officer|"
    r"scientist|researcher|teacher|nurse|professor|lecturer|tutor|coordinator|specialist|technician|architect|editor|"
    r"accountant|administrator|representative|president|ingenieurin?|entwicklerin?|leiterin?|ingénieure?|ingenier[oa])\b",
    re.IGNORECASE,
)
"""Words of a post. Where they stand in place of the employer, and none in place of the post, the two change places."""

_FIELDS = {
    "experience": ("organization", "position", "location"), "internships": ("organization", "position", "location"),
    "teaching": ("organization", "position", "location"), "volunteering": ("organization", "position", "location"),
    "service": ("organization", "position", "location"), "education": ("institution", "degree", "location"),
    "publications": ("title", "venue"), "projects": ("title", "note"), "research": ("title", "note"),
}  # fmt: skip
"""What the pieces of an entry's first lines are read as, in their order."""


def nested(lines: list[Line]) -> list[Any]:
    """Bullets, those under one in a list after it."""
    found: list[Any] = []
    least = min((line.bullet for line in lines), default=1)
    for line in lines:
        if line.bullet > least and found:
            if not isinstance(found[-1], list):
                found.append([])
            found[-1].append(line.said())
        else:
            found.append(line.said())
    return found


_BRACKETS = re.compile(r"^(.*?)[\s,|–—-]*[(\[]([^()\[\]]+)[)\]]\s*$")
_SPLIT = re.compile(r"(?:^|[\s,|(–—]+)(?=\S)")


def apart(text: str) -> tuple[str, str]:
    """A line and the dates at its end: `Acme, 2019 – 2021` → `Acme`, `2019 – 2021`; "" where there are none."""
    plain = re.sub(r"[*_]{1,3}(?=[(\[]?\w)|(?<=[\w)\]])[*_]{1,3}", "", text).strip()
    if not _DATE.search(plain):
        return text, ""
    if (found := _BRACKETS.match(plain)) and date_forms.span(found[2]):
        return found[1].strip(), found[2]
    for inside in re.finditer(r"\s*\(([^()]+)\)", text):
        if date_forms.span(inside[1]):
            return f"{text[: inside.start()]}{text[inside.end() :]}".strip(), inside[1]
    for cut in _SPLIT.finditer(plain):
        if (dates := plain[cut.end() :].strip(" ,()*_")) and _DATE.search(dates) and date_forms.span(dates):
            return plain[: cut.start()].strip(" ,|–—-*_"), dates
    first = re.match(r"((?:\d{1,2}[./])?\d{4}\s*[-–—]+\s*(?:(?:\d{1,2}[./])?\d{4}|[^\W\d_]+))[\s:,|]+(.+)", plain)
    if first and date_forms.span(first[1]):
        return first[2].strip(), first[1]
    return text, ""
