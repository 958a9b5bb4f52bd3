"""A résumé as lines of text, with headings and bullets → the tree that `documents.tree_to_profile` makes a profile of.

Markdown, plain text and Word come to such lines; LaTeX has fields and needs them only where its macros are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from tailor.importing.documents.dated_lines import DATE, apart, entries_of, nested
from tailor.importing.documents.document_head import Data, head_of, is_document, is_personal, signature
from tailor.importing.documents.line import Line
from tailor.importing.sections.section_names import bare, english, key_of

__all__ = ["Data", "Line", "apart", "is_heading", "nested", "section_of", "tree_of"]

_INLINE = re.compile(r"([A-Z][A-Z &]{3,30}):\s+(\S.*)")
"""`LANGUAGES: English, Irish`: a heading in capitals and its section on one line."""

_LINES = frozenset(
    ["languages", "interests", "awards", "certifications", "achievements", "memberships", "talks", "news", "writing"]
)
"""Sections whose entries are single lines."""


def tree_of(lines: Iterable[Line]) -> Data:
    """The head of a document and its sections with their entries."""
    head: list[Line] = []
    sections: list[tuple[Line, list[Line]]] = []
    into = head
    for line in lines:
        text = line.text.strip("*_:# ")
        if not line.bullet and (is_personal(text) or (not head and not sections and is_document(text))):
            into = head
            head.append(line)
        elif is_heading(line, bool(sections)):
            sections.append((line, into := []))
        elif (whole := _INLINE.fullmatch(line.text)) and _is_section(line, whole[1], sections):
            sections.append((replace(line, text=whole[1]), into := [replace(line, text=whole[2])]))
        else:
            into.append(line)
    found = head_of(head)
    if sections and (count := signature(body := sections[-1][1], found.get("name", ""))):
        found["signature"] = [line.said() for line in body[-count:]]
        del body[-count:]
    return {"head": found, "sections": [section_of(title, body) for title, body in sections]}


def _is_section(line: Line, title: str, sections: list[tuple[Line, list[Line]]]) -> bool:
    """Whether the text before a colon is a section; among skills it is the name of a group."""
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


def section_of(title: Line, lines: list[Line]) -> Data:
    """A section by its heading, its entries by what its lines look like; `columns` is what heads its table."""
    text = _quiet(title.text.strip().strip("*_:# "))
    key = key_of(text) or ""
    dated = any(DATE.search(line.text) for line in lines)
    columns = [line for line in lines if line.columns and dated and not DATE.search(line.text)]
    lines = [line for line in lines if line not in columns]
    entries: list[Any]
    if key == "summary":
        entries = [line.said() for line in lines]
    elif key == "skills":
        entries = [_group(line) for line in lines]
    elif key in _LINES:
        entries = [_item(line) for line in lines]
    else:
        entries = entries_of(lines, key)
    heads = {"columns": [line.said() for line in columns]} if columns else {}
    return {"title": title.said(text), "entries": entries, **heads}


def _quiet(title: str) -> str:
    """A usual heading without its capitals, which are the page's business: `WORK EXPERIENCE` → `Work experience`; of
    several words only in English, as other languages have capitals inside."""
    usual = bare(title) in english() or (key_of(title) and " " not in title)
    return title.capitalize() if title.isupper() and usual and len(title.split()[0]) > 2 else title


_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def _group(line: Line) -> Any:
    """`Languages: C++, Python`, or a row of a table with two cells, as a label and its keywords."""
    text = _STRONG.sub(r"\2", line.text)
    label, colon, words = text.partition(" | " if text.count(" | ") == 1 and ":" not in text else ":")
    if colon and len(label) < 40 and words.strip():
        return {"name": line.said(label.strip()), "keywords": line.said(words.strip())}
    return line.said(text)


def _item(line: Line) -> Any:
    """A line with a date at its end."""
    text, dates = apart(line.text)
    return {"text": line.said(text), "date": line.said(dates)} if dates and text else line.said()
