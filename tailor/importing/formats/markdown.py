"""Markdown → the lines of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.importing.documents.lines import Data, Line, tree_of

_BULLET = re.compile(r"^(\s*)(?:[-*+•◦▪‣–]|\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*([-=*_])(?:\s*\1){2,}\s*$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def fits(name: str, text: str) -> bool:
    """Whether this is Markdown: by its ending, or by a heading of it."""
    marked = re.search(r"^#{1,3} \S", text, re.MULTILINE) is not None
    return marked or name.lower().endswith((".md", ".markdown", ".mkd"))


def tree(text: str) -> Data:
    """The document as a tree."""
    return tree_of(lines(text))


def lines(text: str) -> Iterator[Line]:
    """The lines that say something; the least deep heading that stands more than once, or after the first, is a
    section's."""
    rows = text.splitlines()
    depths = [len(found[1]) for row in rows if (found := _HEADING.match(row))]
    section = min((depth for depth in depths[1:]), default=2)
    gap = False
    for number, row in enumerate(rows, 1):
        if not row.strip() or _FENCE.match(row) or re.fullmatch(r"\s*\|?[\s:|-]+\|?\s*", row):
            gap = gap or not row.strip()
            continue
        following = rows[number] if number < len(rows) else ""
        yield _line(row, following, f"line {number}", gap, section)
        gap = False


def _line(row: str, following: str, place: str, gap: bool, section: int) -> Line:
    if found := _HEADING.match(row):
        depth = len(found[1])
        return Line(found[2], place, level=1 if depth < section else 2 if depth == section else 3, gap=gap)
    if following and re.fullmatch(r"(=|-){3,}\s*", following):
        return Line(row.strip(), place, level=1 if following[0] == "=" else 2, gap=gap)
    if found := _BULLET.match(row):
        return Line(row[found.end() :].strip(), place, bullet=1 + len(found[1].expandtabs(4)) // 2, gap=gap)
    if found := _ROW.match(row):
        return Line(" | ".join(cell.strip() for cell in found[1].split("|") if cell.strip()), place, gap=gap)
    return Line(row.strip().rstrip("\\").lstrip("> "), place, gap=gap)
