"""Plain text → the lines of a document: headings by their names or their capitals, bullets by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tailor.importing.documents.dated_lines import DATE
from tailor.importing.documents.lines import Data, Line, tree_of
from tailor.importing.sections.section_names import key_of

_BULLET = re.compile(r"^(\s*)(?:[-*+•◦▪‣●○·–—►➢✓\uf0b7]|\d{1,2}[.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*([-=_*~])\1{2,}\s*$")


def fits(name: str, text: str) -> bool:
    """Whether this may be such a text; whether it is a résumé is found out later."""
    return bool(text.strip())


def tree(text: str) -> Data:
    """The document as a tree."""
    return tree_of(lines(text))


def lines(text: str) -> Iterator[Line]:
    """The lines that say something; a line that goes on where a bullet stopped belongs to the bullet."""
    held: Line | None = None
    gap = False
    rows = text.splitlines()
    for number, row in enumerate(rows, 1):
        if not row.strip() or _RULE.match(row):
            gap = True
            continue
        line = _line(row, rows[number : number + 2], f"line {number}", gap)
        if held and held.bullet and not line.bullet and not gap and row[:1].isspace() and not line.level:
            held = Line(f"{held.text} {line.text}", held.place, bullet=held.bullet, gap=held.gap)
        else:
            if held:
                yield held
            held = line
        gap = False
    if held:
        yield held


def _line(row: str, following: Sequence[str], place: str, gap: bool) -> Line:
    if found := _BULLET.match(row):
        return Line(row[found.end() :].strip(), place, bullet=1 + len(found[1].expandtabs(4)) // 2, gap=gap)
    text = row.strip()
    loud = text.isupper() and len(text) < 40 and not re.search(r"[\d@|,]", text)
    heading = loud and (key_of(text) or (gap and _heads(following)))
    return Line(text, place, level=2 if heading else 0, gap=gap)


def _heads(following: Sequence[str]) -> bool:
    """Whether the lines below a loud line that is not a usual heading make it one: it is no employer or school, which
    has its dates or its post, then its bullets, below it."""
    first, second = (*following, "", "")[:2]
    if not first.strip() or first.strip().isupper():
        return False
    return bool(_BULLET.match(first)) or not (DATE.search(first) or DATE.search(second) or _BULLET.match(second))
