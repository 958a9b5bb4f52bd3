"""Markdown → the lines of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.importing.documents.lines import Data, Line, tree_of
from tailor.importing.ledger import Placed

_BULLET = re.compile(r"^(\s*)(?:[-*+•◦▪‣–]|\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*([-=*_])(?:\s*\1){2,}\s*$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_DIVIDER = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
_SETTING = re.compile(r"[\w-]+:(?:\s|$)|\s|#|- |$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def fits(name: str, text: str) -> bool:
    """Whether this is Markdown: by its ending, or by a heading of it."""
    marked = re.search(r"^#{1,3} \S", text, re.MULTILINE) is not None
    return marked or name.lower().endswith((".md", ".markdown", ".mkd"))


def tree(text: str) -> Data:
    """The document as a tree; `settings` are the lines of its front matter."""
    rows = text.splitlines()
    count = _front_matter(rows)
    settings = [Placed.at(row, f"line {number}") for number, row in enumerate(rows[:count], 1) if not _RULE.match(row)]
    found = tree_of(_lines(rows, count))
    return {"settings": settings, **found} if settings else found


def lines(text: str) -> Iterator[Line]:
    """The lines that say something, without the front matter."""
    rows = text.splitlines()
    return _lines(rows, _front_matter(rows))


def _front_matter(rows: list[str]) -> int:
    """How many lines at the beginning are settings between two lines of `---`."""
    end = rows.index("---", 1) if rows[:1] == ["---"] and "---" in rows[1:] else 0
    return end + 1 if end and all(_SETTING.match(row) for row in rows[1:end]) else 0


def _lines(rows: list[str], first: int) -> Iterator[Line]:
    """The lines from the given one on; the least deep heading that stands more than once, or after the first, is a
    section's."""
    depths = [len(found[1]) for row in rows[first:] if (found := _HEADING.match(row))]
    section = min((depth for depth in depths[1:]), default=2)
    gap = False
    for number, row in enumerate(rows[first:], first + 1):
        if not row.strip() or _FENCE.match(row) or _DIVIDER.fullmatch(row):
            gap = gap or not row.strip()
            continue
        following = rows[number] if number < len(rows) else ""
        yield _line(row, following, f"line {number}", gap, section)
        gap = False


def _line(row: str, following: str, place: str, gap: bool, section: int) -> Line:
    if found := _HEADING.match(row):
        depth = len(found[1])
        return Line(found[2], place, level=1 if depth < section else min(4, 2 + depth - section), gap=gap)
    if following and re.fullmatch(r"(=|-){3,}\s*", following):
        return Line(row.strip(), place, level=1 if following[0] == "=" else 2, gap=gap)
    if found := _BULLET.match(row):
        return Line(row[found.end() :].strip(), place, bullet=1 + len(found[1].expandtabs(4)) // 2, gap=gap)
    if found := _ROW.match(row):
        text = " | ".join(cell.strip() for cell in found[1].split("|") if cell.strip())
        return Line(text, place, gap=True, columns=_DIVIDER.fullmatch(following) is not None)
    return Line(row.strip().rstrip("\\").lstrip("> "), place, gap=gap)
